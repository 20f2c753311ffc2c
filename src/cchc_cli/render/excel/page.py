"""A sheet being written from the top down: its columns, texts over its width, where pages of paper begin."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from cchc_cli.render.excel.cells import write_value
from cchc_cli.render.excel.grid import Span, grid_of, shares_of
from cchc_cli.render.excel.links import PendingLink
from cchc_cli.render.excel.measure import height_of, is_cut, lines_of, points_of
from cchc_cli.render.excel.print_setup import PAGE_HEIGHT, PAGE_WIDTH
from cchc_cli.render.excel.styles import Look, Styles
from cchc_cli.reports import Head, Part, TablePart
from cchc_cli.reports.parts import Chart, Figures, Weight
from cchc_cli.tables import Link, Table, Value

MANY_COLUMNS = 9
_POINTS_OF_WIDTH = 6.0

_PICTURE_WIDTH = 100.0  # the least for charts and key figures
_GAP = height_of(1, 6)


class PlacedTable(NamedTuple):
    """A table, the row of its headings, and the columns of the sheet that each of its columns takes."""

    table: Table
    header: int
    spans: list[Span]


class Page:
    """A sheet being written: `row` is the next one free. Links, and where tables stand, are kept for later."""

    def __init__(self, parts: Sequence[Part], sheet: Worksheet, styles: Styles) -> None:
        self.sheet = sheet
        self.styles = styles
        self.row = 1
        self.links: list[PendingLink] = []
        self.tables: list[PlacedTable] = []
        self.charts: list[tuple[Chart, int, int]] = []
        tables = [part for part in parts if isinstance(part, TablePart)]
        has_pictures = any(isinstance(part, (Chart, Figures)) for part in parts)
        self.widths = grid_of(tables, _PICTURE_WIDTH if has_pictures or not tables else 0.0)
        for index, width in enumerate(self.widths, start=1):
            sheet.column_dimensions[get_column_letter(index)].width = width
        self.size = 11.0 if max((len(part.table.columns) for part in tables), default=1) > MANY_COLUMNS else 12.0
        self._page_start = 1
        self._texts: list[int] = []  # the rows of the texts above the next table or picture

    @property
    def width(self) -> float:
        """How wide the sheet is, in points."""
        return sum(self.widths) * _POINTS_OF_WIDTH

    def across(self, text: str | Link, look: Look, weight: Weight = Weight.PLAIN) -> None:
        """One text over the whole width. What no note is, belongs to what stands below it."""
        lines = lines_of(str(text), points_of(sum(self.widths)), look.size, is_bold=look.is_bold)
        if is_cut(lines, look.size):
            look = replace(look, down="top")
        cell = self.merged(1, len(self.widths), str(text), look)
        if isinstance(text, Link):
            self.links.append(PendingLink(cell, text, Look(size=look.size, is_link=True)))
        if weight is not Weight.NOTE:
            self._texts.append(self.row)
        self.advance(height_of(lines, look.size))

    def links_across(self, links: Sequence[Link]) -> None:
        """Links side by side, each with as much of the width as the others."""
        look = Look(size=12, is_link=True)
        for link, (first, last) in zip(links, shares_of(self.widths, len(links)), strict=False):
            cell = self.merged(first, last, link.text, look)
            self.links.append(PendingLink(cell, link, look))
        self.advance(height_of(1, look.size))

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
        for (left_text, left_look), (right_text, right_look) in zip(left, right, strict=True):
            self.merged(1, middle, left_text, left_look)
            self.merged(middle + 1, len(self.widths), right_text, right_look)
            self.advance(height_of(1, 13))

    def merged(self, first: int, last: int, value: Value, look: Look) -> Any:
        """A value over these columns of the row."""
        cell = self.sheet.cell(self.row, first)
        self.styles.apply(cell, look)
        write_value(cell, value)
        if last > first:
            if look.border != "none":
                self.fill(first + 1, last, self.styles.of(look))
            self.merge(first, self.row, last, self.row)
        return cell

    def fill(self, first: int, last: int, style: Any) -> None:
        """Gives a style to cells of the row that hold nothing: where cells are merged, each has its own border."""
        for column in range(first, last + 1):
            cell: Any = self.sheet.cell(self.row, column)
            cell._style = style

    def merge(self, first: int, top: int, last: int, bottom: int) -> None:
        """One cell over several: straight into the set, as `merge_cells` compares each range with all others."""
        self.sheet.merged_cells.ranges.add(CellRange(None, first, top, last, bottom))

    def advance(self, height: float) -> None:
        """Ends the row, which is so many points high."""
        self.sheet.row_dimensions[self.row].height = height
        self.row += 1

    def end_block(self, start: int, *, is_whole: bool) -> None:
        """Ends what began at row `start`, with a gap below; where it is to stay whole, no page of paper ends in it.

        It takes the texts above it along where they do not begin the page.
        """
        if is_whole:
            self._keep_whole(*self._texts[:1], *self._texts[-1:], start)
        self._texts.clear()
        self.advance(_GAP)

    @property
    def room(self) -> float:
        """How much of the sheet a page of paper holds, in points: the wider the sheet, the smaller it is printed."""
        return PAGE_HEIGHT / min(1.0, PAGE_WIDTH / self.width)

    def begin_pages(self, rows: Sequence[int]) -> None:
        """Begins a page of paper with each of these rows."""
        for row in rows:
            self.sheet.row_breaks.append(Break(id=row - 1))
            self._page_start = row

    def begin_block(self) -> None:
        """Begins a page with the texts that belong to what comes next, unless they begin one."""
        start = next(iter(self._texts), self.row)
        if start > self._page_start:
            self.begin_pages([start])

    def height_on_page(self, row: int) -> float:
        """How high what stands above a row is on its page, where that is so far the last one."""
        return self.height(self._page_start, row - 1) % self.room

    def height(self, first: int, last: int) -> float:
        """How high the rows from the first to the last are together, in points."""
        heights = self.sheet.row_dimensions
        return sum(heights[row].height or 0.0 for row in range(first, last + 1))

    def _keep_whole(self, *starts: int) -> None:
        """Begins a new page before the first of these rows that does not begin one, where a page would end in between.

        What is higher than a page begins where it is.
        """
        if self.height(self._page_start, self.row - 1) <= self.room:
            return
        start = next((start for start in starts if start > self._page_start), None)
        if start is not None and self.height(start, self.row - 1) <= self.room:
            self.begin_pages([start])


def _middle(widths: list[float]) -> int:
    """The last column of the left half, so that both sides of the head have room."""
    half = sum(widths) / 2
    sides = [abs(sum(widths[:index]) - half) for index in range(1, len(widths))]
    return sides.index(min(sides)) + 1 if sides else 1
