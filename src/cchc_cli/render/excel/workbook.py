"""A report as a workbook."""

from datetime import date, datetime
from functools import partial
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from cchc_cli.render.excel.charts import draw_charts
from cchc_cli.render.excel.links import Target, connect
from cchc_cli.render.excel.names import sheet_names
from cchc_cli.render.excel.print_setup import set_up_print
from cchc_cli.render.excel.sheet import lay_out
from cchc_cli.render.excel.styles import Styles, set_default_font
from cchc_cli.render.stamp import stamped
from cchc_cli.reports import Heading, Paragraph, Report, Section, TablePart
from cchc_cli.reports.parts import Part, Sheet, Weight
from cchc_cli.tables import Table


def render_workbook(report: Report) -> bytes:
    """The report as the bytes of an .xlsx file; every value is stored, nothing is a formula."""
    return saved(build_workbook(report).workbook)


class Built(NamedTuple):
    """A workbook laid out: its sheets by section, and the heading row of each section's main table."""

    workbook: Workbook
    sheets: dict[str, Worksheet]
    main_rows: dict[str, int | None]
    styles: Styles


def build_workbook(report: Report) -> Built:
    """The report laid out: the sheets it names, else a sheet a section."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    sheets = report.sheets or tuple(Sheet(section.name, (), (section.key,)) for section in report.sections)
    made = [workbook.create_sheet(name) for name in sheet_names(sheet.name for sheet in sheets)]
    set_default_font(workbook)
    styles = Styles(workbook)
    laid = [
        lay_out(sheet.top, [report.section(key) for key in sheet.sections], place, styles)
        for sheet, place in zip(sheets, made, strict=True)
    ]
    targets: dict[str, Target] = {}
    for each in reversed(laid):  # where a section stands twice, links lead to the first
        targets.update(each.targets)
    for each in laid:
        connect(each.page.links, targets, styles)
        draw_charts(each.page)
        set_up_print(each.page.sheet, each.page.width, report.label, report.title)
    _set_properties(workbook, report)
    main_rows = {key: target.main[1] if target.main else None for key, target in targets.items()}
    return Built(workbook, {key: workbook[target.sheet] for key, target in targets.items()}, main_rows, styles)


def _set_properties(workbook: Workbook, report: Report) -> None:
    properties = workbook.properties
    properties.title = report.title
    properties.creator = report.author or "cchc"
    properties.description = report.label
    properties.created = datetime(report.day.year, report.day.month, report.day.day)
    properties.language = "vi-VN"


def saved(workbook: Workbook) -> bytes:
    """The bytes of a workbook, the same for the same content: its own `save` stamps them with the moment."""
    stream = BytesIO()
    created = workbook.properties.created
    assert created is not None
    workbook.properties.modified = created
    writer: Any = ExcelWriter(workbook, ZipFile(stream, "w", ZIP_DEFLATED))
    writer._write_drawing = partial(_write_drawing, writer)
    writer.save()  # closes the archive
    return stamped(stream.getvalue(), created.date())


def _write_drawing(writer: ExcelWriter, drawing: Any) -> None:
    """As the library writes it, with what each chart says in words, which it has no place for."""
    drawing._chart_frame = partial(_described_frame, drawing)
    ExcelWriter._write_drawing(writer, drawing)  # type: ignore[attr-defined]


def _described_frame(drawing: Any, number: int) -> Any:
    frame: Any = SpreadsheetDrawing._chart_frame(drawing, number)  # type: ignore[attr-defined]
    frame.nvGraphicFramePr.cNvPr.descr = drawing.charts[number - 1].description
    return frame


def render_table_workbook(table: Table, day: date) -> bytes:
    """One table as a workbook of one sheet."""
    title = table.title or "Danh sách"
    label: tuple[Part, ...] = (Heading(table.label, Weight.NOTE),) if table.label else ()
    notes = tuple(Paragraph(note, Weight.NOTE) for note in table.notes)
    parts = (Heading(title, Weight.SUBTITLE), *label, TablePart(table.in_files, is_main=True, has_filter=True), *notes)
    return render_workbook(Report(title, day, (Section("list", title, parts),), label=table.label))
