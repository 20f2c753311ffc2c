"""`cchc due`."""

from datetime import date
from functools import partial
from pathlib import Path

import click

from cchc_cli.cli.options import agency_option, define, listing_options, moment_options
from cchc_cli.cli.output import Listing, deliver
from cchc_cli.cli.session import open_session
from cchc_cli.model.states import Period
from cchc_cli.standing import open_deadlines
from cchc_cli.tables.due import build_due_table, due_records

_USUAL_DAYS = 30


@define("Liệt kê dòng quá hạn và sắp đến hạn theo từng cơ quan chủ trì.")
@agency_option("Cơ quan: id, tên tắt, tên, hoặc vài từ trong tên (lặp lại được).", is_multiple=True)
@click.option(
    "--days",
    type=click.IntRange(min=0),
    default=_USUAL_DAYS,
    show_default=True,
    metavar="N",
    help="Sắp đến hạn: hạn cuối trong N ngày tới.",
)
@moment_options
@listing_options
def command(
    agency: tuple[str, ...],
    days: int,
    year: int | None,
    as_of: date | None,
    period: Period | None,
    format_: str | None,
    output: Path | None,
) -> None:
    session = open_session(year, as_of, period)
    standings, catalogue, agencies = session.standings, session.catalogue, session.agencies(agency)
    deadlines = open_deadlines(standings, catalogue.by_id, days)
    table = build_due_table(deadlines, standings, catalogue, days, agencies)
    deliver(
        Listing(table, partial(due_records, deadlines, standings, catalogue, agencies), session.day), format_, output
    )
