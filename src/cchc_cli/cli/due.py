"""`cchc due`."""

from datetime import date
from functools import partial
from pathlib import Path

import click

from cchc_cli.cli.folder import file_name, require_folder, write_files
from cchc_cli.cli.options import FILE, agency_option, current_option, define, listing_options, moment_options
from cchc_cli.cli.output import Listing, deliver
from cchc_cli.cli.session import Session, open_session
from cchc_cli.model.states import Period
from cchc_cli.standing.deadlines import Deadline, former_deadlines, open_deadlines
from cchc_cli.tables.due import build_due_table, due_records

_USUAL_DAYS = 30


@define("Liệt kê dòng quá hạn và sắp đến hạn theo từng cơ quan chủ trì; lập văn bản đôn đốc (--letters).")
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
@current_option
@click.option(
    "--letters", type=FILE, metavar="THƯ MỤC", help="Ghi văn bản đôn đốc (.docx) vào thư mục, mỗi cơ quan một tệp."
)
@listing_options
def command(
    agency: tuple[str, ...],
    days: int,
    year: int | None,
    as_of: date | None,
    period: Period | None,
    is_current: bool,
    letters: Path | None,
    format_: str | None,
    output: Path | None,
) -> None:
    if letters is not None:
        require_folder(letters, "ghi tên một thư mục đã có")
    session = open_session(year, as_of, period, is_current=is_current)
    standings, catalogue, agencies = session.standings, session.catalogue, session.agencies(agency)
    deadlines = open_deadlines(standings, catalogue.by_id, days)
    files = _letters(deadlines, session, days, agencies, letters) if letters is not None else None
    listed = (*deadlines, *former_deadlines(standings, agencies, days))
    table = build_due_table(listed, standings, catalogue, days, agencies)
    deliver(Listing(table, partial(due_records, listed, standings, catalogue, agencies), session.day), format_, output)
    if files is not None:
        _write(files)


def _letters(
    deadlines: tuple[Deadline, ...], session: Session, days: int, agencies: tuple[str, ...], folder: Path
) -> list[tuple[Path, bytes]]:
    """The letters, all rendered, with where each goes."""
    from cchc_cli.render.word import render_letter  # python-docx is slow to load
    from cchc_cli.reports.letter import build_letters

    letters = build_letters(deadlines, session.standings, session.catalogue, days, agencies)
    return [(folder / file_name(letter.agency, "docx"), render_letter(letter)) for letter in letters]


def _write(files: list[tuple[Path, bytes]]) -> None:
    if not files:
        click.echo("Không có cơ quan nào phải đôn đốc: không lập văn bản.", err=True)
    write_files(files)
