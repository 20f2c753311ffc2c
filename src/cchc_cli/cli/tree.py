"""`cchc tree`."""

from datetime import date
from functools import partial
from pathlib import Path

from cchc_cli.cli.options import define, listing_options, moment_options
from cchc_cli.cli.output import Listing, deliver
from cchc_cli.cli.session import open_session
from cchc_cli.model.states import Period
from cchc_cli.queries import Filter, select
from cchc_cli.tables.rows import row_records
from cchc_cli.tables.tallies import build_tree_table


@define("In cây lĩnh vực – tiêu chí – tiêu chí thành phần, với số dòng và trạng thái.")
@moment_options
@listing_options
def command(
    year: int | None, as_of: date | None, period: Period | None, format_: str | None, output: Path | None
) -> None:
    session = open_session(year, as_of, period)
    table = build_tree_table(session.standings, session.catalogue)
    selected = select(session.standings, Filter(has_headings=True))
    records = partial(row_records, selected, session.standings, session.catalogue)
    deliver(Listing(table, records, session.day), format_, output)
