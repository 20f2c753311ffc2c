"""One section of a report on one sheet."""

from collections.abc import Mapping
from copy import copy
from datetime import date
from decimal import Decimal
import re
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from cchc_cli.render.excel.measure import height_of, lines_of, points_of
from cchc_cli.render.excel.styles import FONT, Look, Styles, table_look
from cchc_cli.reports import Head, Heading, Paragraph, Section, TablePart
from cchc_cli.reports.parts import Weight
from cchc_cli.tables import Column, Kind, Line, Link, Rank, Table, Value
from cchc_cli.tables.cells import cut_to_cell

_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # what Excel reads as an escaped character
_FORMULA_STARTS = ("=", "+", "-", "@")
_MANY_COLUMNS = 9
_PAGE_WIDTH, _PAGE_HEIGHT = 760.0, 490.0  # what A4 across has between our margins, in points
_POINTS_OF_WIDTH = 6.0
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


def lay_out(section: Section, sheet: Worksheet, styles: Styles, sheet_of: Mapping[str, str]) -> int | None:
    """Writes a section onto a sheet, part below part; the heading row of its main table, where it has one.

    `sheet_of` gives the sheet of a section, for links.
    """
    page = _Page(section, sheet, styles, sheet_of)
    title_row, main_row = 1, None
    for part in section.parts:
        if isinstance(part, Head):
            page.head(part)
        elif isinstance(part, Heading):
            page.across(part.text, _HEADING_LOOKS[part.weight])
        elif isinstance(part, Paragraph):
            title_row = page.row
            page.across(part.text, _PARAGRAPH_LOOKS[part.weight])
        elif isinstance(part, TablePart):
            main_row = page.row if part.is_main else main_row
            page.table(part)
            if not part.is_main:
                page.keep_whole(title_row)
    _set_up_print(sheet)
    return main_row


class _Page:
    """A sheet being written from the top down."""

    def __init__(self, section: Section, sheet: Worksheet, styles: Styles, sheet_of: Mapping[str, str]) -> None:
        self.sheet = sheet
        self.styles = styles
        self.sheet_of = sheet_of
        self.row = 1
        self.page_start = 1
        tables = [part.table for part in section.parts if isinstance(part, TablePart)]
        self.widths = _widths(tables)
        for index, width in enumerate(self.widths, start=1):
            sheet.column_dimensions[get_column_letter(index)].width = width
        self.size = 11.0 if len(self.widths) > _MANY_COLUMNS else 12.0

    def keep_whole(self, start: int) -> None:
        """Begins a new page before row `start` where what stands from there on would be cut by the page's end."""
        heights = self.sheet.row_dimensions
        used = sum(heights[row].height or 0 for row in range(self.page_start, self.row))
        scale = min(1.0, _PAGE_WIDTH / (sum(self.widths) * _POINTS_OF_WIDTH))
        if start > self.page_start and used * scale > _PAGE_HEIGHT:
            self.sheet.row_breaks.append(Break(id=start - 1))
            self.page_start = start

    def head(self, head: Head) -> None:
        """The document head: issuer on the left, nation and motto on the right."""
        plain, bold = Look(size=12, across="center"), Look(size=12, is_bold=True, across="center")
        italic = Look(size=13, is_italic=True, across="center")
        left = [(head.above, plain), (head.issuer, bold), (head.number, plain)]
        right = [(head.nation, bold), (head.motto, Look(size=13, is_bold=True, is_underlined=True, across="center"))]
        if head.above is None:
            left.pop(0)
            left.append((None, plain))
        right.append((head.place_and_date, italic))
        middle = _middle(self.widths)
        last = len(self.widths)
        for (left_text, left_look), (right_text, right_look) in zip(left, right, strict=True):
            self._merged(1, middle, left_text, left_look)
            self._merged(middle + 1, last, right_text, right_look)
            self.sheet.row_dimensions[self.row].height = height_of(1, 13)
            self.row += 1

    def across(self, text: str | Link, look: Look) -> None:
        """One text over the whole width."""
        cell = self._merged(1, len(self.widths), str(text), look)
        if isinstance(text, Link):
            self._link(cell, text, Look(size=look.size, is_link=True))
        room = points_of(sum(self.widths))
        lines = lines_of(str(text), room, look.size, is_bold=look.is_bold)
        self.sheet.row_dimensions[self.row].height = height_of(lines, look.size)
        self.row += 1

    def table(self, part: TablePart) -> None:
        """A table, and what its heading row does on screen and on paper."""
        table = part.table
        header = self.row
        self._header(table.columns)
        looks = {rank: self._looks(table.columns, rank) for rank in Rank}
        wrapped = [
            (index, points_of(self.widths[index]))
            for index, column in enumerate(table.columns)
            if column.kind in (Kind.TEXT, Kind.LABEL, Kind.STATE)
        ]
        for line in table.lines:
            self._line(line, looks[line.rank], wrapped)
        if part.is_main:
            frozen_column = "C" if len(table.columns) > _MANY_COLUMNS else "A"
            self.sheet.freeze_panes = f"{frozen_column}{header + 1}"
            self.sheet.print_title_rows = f"{header}:{header}"
        if part.has_filter and table.lines:
            last = get_column_letter(len(table.columns))
            self.sheet.auto_filter.ref = f"A{header}:{last}{self.row - 1}"
        self.sheet.row_dimensions[self.row].height = height_of(1, 6)
        self.row += 1

    def _header(self, columns: tuple[Column, ...]) -> None:
        look = Look(size=self.size, is_bold=True, across="center", fill="header", border="grid")
        lines = 1
        for index, column in enumerate(columns, start=1):
            cell = self.sheet.cell(self.row, index, column.heading)
            self.styles.apply(cell, look)
            lines = max(lines, lines_of(column.heading, points_of(self.widths[index - 1]), self.size, is_bold=True))
        self.sheet.row_dimensions[self.row].height = height_of(lines, self.size)
        self.row += 1

    def _looks(self, columns: tuple[Column, ...], rank: Rank) -> list[Any]:
        """The styles of a line's cells, one a column."""
        return [self.styles.of(table_look(column.kind, rank, self.size)) for column in columns]

    def _line(self, line: Line, looks: list[Any], wrapped: list[tuple[int, float]]) -> None:
        """One line; `wrapped` are the columns whose text decides its height, with their room in points."""
        row, sheet_cell = self.row, self.sheet.cell
        for column, (value, look) in enumerate(zip(line.cells, looks, strict=True), start=1):
            cell: Any = sheet_cell(row, column)
            cell._style = look
            if isinstance(value, Link):
                write_text(cell, value.text)
                self._link(cell, value, table_look(Kind.TEXT, line.rank, self.size, is_link=True))
            elif value is not None:
                _write(cell, value)
        is_bold = line.rank is not Rank.ROW
        lines = [
            lines_of(str(line.cells[index]), room, self.size, is_bold=is_bold)
            for index, room in wrapped
            if line.cells[index] is not None
        ]
        self.sheet.row_dimensions[row].height = height_of(max(lines, default=1), self.size)
        self.row += 1

    def _merged(self, first: int, last: int, text: str | None, look: Look) -> Any:
        cell = self.sheet.cell(self.row, first)
        _write(cell, text)
        self.styles.apply(cell, look)
        if last > first:
            # straight into the set: `merge_cells` compares each range with all others
            self.sheet.merged_cells.ranges.add(CellRange(None, first, self.row, last, self.row))
        return cell

    def _link(self, cell: Any, link: Link, look: Look) -> None:
        target = self.sheet_of[link.section].replace("'", "''")
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{target}'!A1")
        self.styles.apply(cell, look)


def _write(cell: Any, value: Value) -> None:
    if isinstance(value, str):
        write_text(cell, value)
    elif isinstance(value, Decimal):
        cell.value = int(value) if value == value.to_integral_value() else float(value)
    elif isinstance(value, (int, date)):
        cell.value = value


def write_text(cell: Any, text: str) -> None:
    """Text stays text: what begins with = is no formula, also once somebody edits it; nothing is an escape or error."""
    cell.value = _ESCAPE.sub("_x005F_", cut_to_cell(text))
    if cell.data_type != "s":
        cell.data_type = "s"
    if text.startswith(_FORMULA_STARTS):
        guard(cell)


def guard(cell: Any) -> None:
    """Marks a cell's text as one that stays a text also once somebody edits it."""
    cell._style = copy(cell._style)  # the one at hand belongs to other cells too
    cell.quotePrefix = 1


def _widths(tables: list[Table]) -> list[float]:
    most = max((len(table.columns) for table in tables), default=1)
    widths = [0.0] * most
    for table in tables:
        for index, column in enumerate(table.columns):
            widths[index] = max(widths[index], float(column.width))
    return widths


def _middle(widths: list[float]) -> int:
    """The last column of the left half, so that both sides of the head have room."""
    half = sum(widths) / 2
    sides = [abs(sum(widths[:index]) - half) for index in range(1, len(widths))]
    return sides.index(min(sides)) + 1 if sides else 1


def _set_up_print(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom = 0.6, 0.4, 0.6, 0.7
    margins.header = margins.footer = 0.3
    footer: Any = sheet.oddFooter.center  # type: ignore[union-attr] # the stubs know no footer
    footer.text, footer.font, footer.size = "Trang &P/&N", FONT, 11
    sheet.print_options.horizontalCentered = True
    sheet.sheet_view.showGridLines = False
