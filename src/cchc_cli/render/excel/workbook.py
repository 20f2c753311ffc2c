"""A report as a workbook: one sheet a section."""

from datetime import date, datetime
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from cchc_cli.render.excel.names import sheet_names
from cchc_cli.render.excel.sheet import lay_out
from cchc_cli.render.excel.styles import Styles, set_default_font
from cchc_cli.reports import Heading, Paragraph, Report, Section, TablePart
from cchc_cli.reports.parts import Part, Weight
from cchc_cli.tables import Table


def render_workbook(report: Report) -> bytes:
    """The report as the bytes of an .xlsx file; every value is stored, nothing is a formula."""
    return saved(build_workbook(report).workbook)


class Built(NamedTuple):
    """A workbook laid out: its sheets by section, and the heading row of each sheet's main table."""

    workbook: Workbook
    sheets: dict[str, Worksheet]
    main_rows: dict[str, int | None]
    styles: Styles


def build_workbook(report: Report) -> Built:
    """The report laid out: one sheet a section."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    names = dict(
        zip(
            (section.key for section in report.sections),
            sheet_names(section.name for section in report.sections),
            strict=True,
        )
    )
    sheets = {section.key: workbook.create_sheet(names[section.key]) for section in report.sections}
    set_default_font(workbook)
    styles = Styles(workbook)
    main_rows = {one.key: lay_out(one, sheets[one.key], styles, names) for one in report.sections}
    stamp = datetime(report.day.year, report.day.month, report.day.day)
    properties = workbook.properties
    properties.title = report.title
    properties.creator = report.author or "cchc"
    properties.description = report.label
    properties.created = stamp
    properties.language = "vi-VN"
    return Built(workbook, sheets, main_rows, styles)


def saved(workbook: Workbook) -> bytes:
    """The bytes of a workbook, whose parts are the same for the same content: its own `save` stamps them anew."""
    stream = BytesIO()
    workbook.properties.modified = workbook.properties.created
    ExcelWriter(workbook, ZipFile(stream, "w", ZIP_DEFLATED)).save()  # closes the archive
    return stream.getvalue()


def render_table_workbook(table: Table, day: date) -> bytes:
    """One table as a workbook of one sheet."""
    title = table.title or "Danh sách"
    label: tuple[Part, ...] = (Heading(table.label, Weight.NOTE),) if table.label else ()
    notes = tuple(Paragraph(note, Weight.NOTE) for note in table.notes)
    parts = (Heading(title, Weight.SUBTITLE), *label, TablePart(table.in_files, is_main=True, has_filter=True), *notes)
    return render_workbook(Report(title, day, (Section("list", title, parts),), label=table.label))
