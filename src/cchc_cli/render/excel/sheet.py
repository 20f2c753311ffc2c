"""One sheet of a workbook: parts of sections, one below the other."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from openpyxl.worksheet.worksheet import Worksheet

from cchc_cli.render.excel.charts import keep_room
from cchc_cli.render.excel.figures import lay_figures
from cchc_cli.render.excel.links import Target
from cchc_cli.render.excel.page import Page
from cchc_cli.render.excel.styles import Look, Styles
from cchc_cli.render.excel.tables import lay_table, repeat_last_headings
from cchc_cli.reports import Head, Heading, Paragraph, Part, Section, TablePart
from cchc_cli.reports.parts import Chart, Figures, Links, Weight
from cchc_cli.tables import Table

_HEADING_LOOKS = {
    Weight.TITLE: Look(size=14, is_bold=True, across="center"),
    Weight.SUBTITLE: Look(size=13, is_bold=True, across="center"),
    Weight.NOTE: Look(size=12, is_italic=True, across="center"),
    Weight.PLAIN: Look(size=12, across="center"),
}
_PARAGRAPH_LOOKS = {
    Weight.TITLE: Look(size=14, is_bold=True),
    Weight.SUBTITLE: Look(size=12, is_bold=True),
    Weight.NOTE: Look(size=11, is_italic=True),
    Weight.PLAIN: Look(size=12),
}
_SECTION_LOOK = Look(size=13, is_bold=True)


@dataclass(slots=True)
class LaidSheet:
    """A sheet laid out, and where its sections stand on it."""

    page: Page
    targets: dict[str, Target] = field(default_factory=dict)


def lay_out(top: Sequence[Part], sections: Sequence[Section], sheet: Worksheet, styles: Styles) -> LaidSheet:
    """Writes what stands on top and the sections below it onto a sheet; several sections bear their names."""
    sections = [section.in_files for section in sections]
    page = Page([*top, *(part for section in sections for part in section.parts)], sheet, styles)
    laid = LaidSheet(page)
    _lay_parts(page, top)
    for section in sections:
        row = page.row if laid.targets else 1
        if len(sections) > 1:
            page.across(section.name, _SECTION_LOOK)
        laid.targets[section.key] = Target(sheet.title, row, _lay_parts(page, section.parts))
    repeat_last_headings(page)
    return laid


def _lay_parts(page: Page, parts: Sequence[Part]) -> tuple[Table, int] | None:
    """Writes parts one below the other; the main table among them, with the row of its headings."""
    main = None
    for part in parts:
        if isinstance(part, Head):
            page.head(part)
        elif isinstance(part, Heading):
            page.across(part.text, _HEADING_LOOKS[part.weight], part.weight)
        elif isinstance(part, Paragraph):
            page.across(part.text, _PARAGRAPH_LOOKS[part.weight], part.weight)
        elif isinstance(part, Links):
            page.links_across(part.items)
        elif isinstance(part, Figures):
            lay_figures(page, part)
        elif isinstance(part, Chart):
            keep_room(page, part)
        elif isinstance(part, TablePart):
            header = lay_table(page, part)
            main = (part.table, header) if part.is_main else main
    return main
