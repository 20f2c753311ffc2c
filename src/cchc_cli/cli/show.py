"""`cchc show`."""

from datetime import date
from pathlib import Path

import click

from cchc_cli.cli.options import FILE, WORDS, complete_codes, define, moment_options
from cchc_cli.cli.output import suffix_of, table_text, terminal_width, write_file, write_out
from cchc_cli.cli.session import open_session
from cchc_cli.model.states import Period
from cchc_cli.render.machine import render_json
from cchc_cli.render.pages import render_markdown_page, render_page
from cchc_cli.reports.row_view import build_row_view
from cchc_cli.tables.row_view import row_record


@define("Xem một dòng theo mã: vị trí trong cây, chủ trì và căn cứ, tiến độ từng cơ quan, lịch sử.")
@click.argument("code", type=WORDS, metavar="MÃ", shell_complete=complete_codes)
@moment_options
@click.option("--format", "-f", "format_", type=click.Choice(["table", "json", "md"]), help="Dạng in ra.")
@click.option("--output", "-o", type=FILE, metavar="TỆP", help="Ghi ra tệp: .json hoặc .md.")
def command(
    code: str, year: int | None, as_of: date | None, period: Period | None, format_: str | None, output: Path | None
) -> None:
    session = open_session(year, as_of, period)
    row = session.row(code)
    parts = build_row_view(row, session.standings, session.catalogue)
    kind = suffix_of(output, ("json", "md")) if output else format_
    if kind == "json":
        content = render_json(row_record(row, session.standings, session.catalogue))
    elif kind == "md":
        content = render_markdown_page(parts)
    else:
        content = render_page(parts, table_text, terminal_width()).encode("utf-8")
    if output:
        write_file(output, content)
    else:
        write_out(content)
