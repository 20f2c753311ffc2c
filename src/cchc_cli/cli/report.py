"""`cchc report`."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from cchc_cli.cli.faults import BAD_COMMAND, BAD_PLACE, CommandFault
from cchc_cli.cli.options import FILE, DayType, agency_option, current_option, define, moment_options
from cchc_cli.cli.output import suffix_of, write_file
from cchc_cli.cli.session import Session, open_session
from cchc_cli.model.states import Period
from cchc_cli.render.machine import render_csv, render_json
from cchc_cli.render.pages import render_markdown_report
from cchc_cli.reports.progress_report import Progress, build_progress, build_progress_report, progress_record
from cchc_cli.standing import Moment
from cchc_cli.store.programs import ProgramFault
from cchc_cli.succession import living
from cchc_cli.tables.details import build_flat_table


@define("Báo cáo tiến độ của kế hoạch: Excel, Word, PDF, trang web một tệp, hoặc dữ liệu; đuôi tệp chọn dạng.")
@agency_option(
    "Chỉ dòng của cơ quan này (lặp lại được); một cơ quan thì theo tiến độ của chính cơ quan đó.", is_multiple=True
)
@moment_options
@current_option
@click.option("--compare-to", type=DayType(), metavar="NGÀY", help="So với ngày này (mặc định: kỳ báo cáo liền trước).")
@click.option(
    "--output", "-o", type=FILE, required=True, metavar="TỆP", help="Tệp .xlsx, .docx, .pdf, .html, .json, .csv, .md."
)
def command(
    agency: tuple[str, ...],
    year: int | None,
    as_of: date | None,
    period: Period | None,
    is_current: bool,
    compare_to: date | None,
    output: Path,
) -> None:
    kind = suffix_of(output, tuple(_KINDS))
    session = open_session(year, as_of, period, is_current=is_current)
    since = _earlier(session.standings.moment, compare_to)
    progress = build_progress(session.standings, session.catalogue, _asked(agency, session), since)
    _tell_empty(progress)
    write_file(output, _KINDS[kind](progress))
    click.echo(f"Đã ghi {output} (kế hoạch năm {session.plan.year})", err=True)


def _asked(texts: tuple[str, ...], session: Session) -> tuple[str, ...]:
    """The agencies that arguments name. Raises CommandFault where one no longer answers and who does is asked for."""
    agencies = session.agencies(texts)
    day = session.standings.moment.answering_on
    for one in (session.catalogue.by_id[agency] for agency in agencies):
        if day is not None and one.has_ended(day):
            heirs = living(one.id, "", day, session.catalogue.by_id)
            names = "chưa ghi" if heirs == (one.id,) else session.catalogue.names_of(heirs)
            message = f"«{one.name}» đã thôi hoạt động từ ngày {one.until:%d/%m/%Y}; cơ quan tiếp nhận: {names}"
            raise CommandFault(BAD_COMMAND, message, "ghi cơ quan tiếp nhận, hoặc bỏ --current")
    return agencies


def _tell_empty(progress: Progress) -> None:
    """Says on the error stream which of the agencies asked for lead nothing, so that nobody signs an empty report."""
    for agency in progress.standings.agencies:
        if agency not in progress.standings.by_agency:
            name, year = progress.catalogue.name_of(agency), progress.standings.plan.year
            click.echo(f"Cảnh báo: {name} không chủ trì dòng nào của kế hoạch năm {year}.", err=True)


def _earlier(moment: Moment, day: date | None) -> Moment | None:
    """The moment to compare with. Raises CommandFault where it is not before the report's own."""
    if day is None:
        return None
    if day >= moment.last_day:
        message = f"ngày so sánh {day:%d/%m/%Y} không trước ngày của báo cáo ({moment.last_day:%d/%m/%Y})"
        raise CommandFault(BAD_COMMAND, message, "chọn --compare-to sớm hơn")
    return moment.at(day)


def _workbook(progress: Progress) -> bytes:
    from cchc_cli.render.excel import render_workbook  # openpyxl is slow to load

    return render_workbook(build_progress_report(progress))


def _document(progress: Progress) -> bytes:
    from cchc_cli.render.word import render_report  # python-docx is slow to load

    return render_report(build_progress_report(progress))


def _pdf(progress: Progress) -> bytes:
    from cchc_cli.store.office import pdf_of  # starts another program

    try:
        return pdf_of(_document(progress), "docx", progress.standings.moment.day)
    except ProgramFault as fault:
        raise CommandFault(BAD_PLACE, fault.message, fault.hint) from fault


def _page(progress: Progress) -> bytes:
    from cchc_cli.render.html import render_html  # jinja2 is slow to load

    return render_html(build_progress_report(progress))


_KINDS: dict[str, Callable[[Progress], bytes]] = {
    "xlsx": _workbook,
    "docx": _document,
    "pdf": _pdf,
    "html": _page,
    "json": lambda progress: render_json(progress_record(progress)),
    "csv": lambda progress: render_csv(build_flat_table(progress.standings, progress.catalogue)),
    "md": lambda progress: render_markdown_report(build_progress_report(progress)),
}
