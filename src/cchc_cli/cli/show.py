"""`cchc show`."""

from datetime import date
from functools import partial
from pathlib import Path

import click

from cchc_cli.cli.options import WORDS, complete_codes, define, moment_options, page_options
from cchc_cli.cli.page_output import deliver_page
from cchc_cli.cli.session import open_session
from cchc_cli.model.states import Period
from cchc_cli.reports.row_view import build_row_view
from cchc_cli.tables.row_view import row_record


@define("Xem một dòng theo mã: vị trí trong cây, chủ trì và căn cứ, tiến độ từng cơ quan, lịch sử.")
@click.argument("code", type=WORDS, metavar="MÃ", shell_complete=complete_codes)
@moment_options
@page_options
def command(
    code: str, year: int | None, as_of: date | None, period: Period | None, format_: str | None, output: Path | None
) -> None:
    session = open_session(year, as_of, period)
    row = session.row(code)
    parts = build_row_view(row, session.standings, session.catalogue)
    record = partial(row_record, row, session.standings, session.catalogue)
    deliver_page(parts, record, format_, output)
