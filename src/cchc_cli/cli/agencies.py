"""`cchc agencies`."""

from datetime import date
from functools import partial
from pathlib import Path

from cchc_cli.cli.options import define, listing_options, moment_options
from cchc_cli.cli.output import Listing, deliver
from cchc_cli.cli.session import open_session
from cchc_cli.model.states import Period
from cchc_cli.tables.tallies import agency_records, build_agency_table


@define("Liệt kê các cơ quan và số dòng chủ trì theo trạng thái.")
@moment_options
@listing_options
def command(
    year: int | None, as_of: date | None, period: Period | None, format_: str | None, output: Path | None
) -> None:
    session = open_session(year, as_of, period)
    table = build_agency_table(session.standings, session.catalogue)
    records = partial(agency_records, session.standings, session.catalogue)
    deliver(Listing(table, records, session.day), format_, output)
