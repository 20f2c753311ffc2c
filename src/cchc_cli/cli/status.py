"""`cchc status`."""

from datetime import date
from functools import partial
import os
from pathlib import Path

import click

from cchc_cli.cli.options import day_options, define, page_options
from cchc_cli.cli.output import quoted
from cchc_cli.cli.page_output import deliver_page
from cchc_cli.cli.session import Session, given_home, load_session, today
from cchc_cli.reports.next_steps import Program
from cchc_cli.reports.status_view import build_status_view, status_record
from cchc_cli.standing import default_year
from cchc_cli.standing.overview import build_overview

_FARTHEST = 3660


@define("Tình hình trong một màn hình: kế hoạch, trạng thái, thời hạn, cơ quan chưa gửi báo cáo, việc tiếp theo.")
@day_options
@click.option(
    "--days",
    type=click.IntRange(0, _FARTHEST),
    default=30,
    show_default=True,
    metavar="SỐ NGÀY",
    help="Sắp đến hạn là trong bấy nhiêu ngày tới.",
)
@page_options
def command(year: int | None, as_of: date | None, days: int, format_: str | None, output: Path | None) -> None:
    session = load_session(year, as_of, None)
    overview = build_overview(session.standings, session.catalogue, days)
    shown = (overview, session.catalogue, session.problems, _program(session))
    deliver_page(build_status_view(*shown), partial(status_record, *shown), format_, output)


def _program(session: Session) -> Program:
    """How to run the program again on these data, this plan and this day."""
    home, now = given_home(), today()
    is_named = home is not None and home != os.environ.get("CCHC_DATA")
    usual = default_year([plan.year for plan in session.catalogue.plans], now)
    return Program(
        f"cchc --data {quoted(home)}" if is_named and home else "cchc",
        "" if session.plan.year == usual else f"--year {session.plan.year}",
        "" if session.day == now else f"--as-of {session.day}",
    )
