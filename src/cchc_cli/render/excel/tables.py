"""A table on a sheet."""

from collections.abc import Collection
from dataclasses import replace
from itertools import groupby
from typing import Any, NamedTuple

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter

from cchc_cli.render.excel.breaks import Row, page_starts
from cchc_cli.render.excel.cells import write_text, write_value
from cchc_cli.render.excel.conditions import add_conditions
from cchc_cli.render.excel.grid import Span, spans_of, width_of
from cchc_cli.render.excel.links import PendingLink
from cchc_cli.render.excel.measure import MAX_HEIGHT, height_of, is_cut, lines_of, points_of
from cchc_cli.render.excel.page import MANY_COLUMNS, Page, PlacedTable
from cchc_cli.render.excel.styles import Down, Look, table_look
from cchc_cli.reports import TablePart
from cchc_cli.tables import Column, Kind, Line, Link, Rank, Table

_FULL = 0.97  # how much of a page rows fill at most, as programs round their heights
_MOST_FROZEN = 260.0  # in points: more would leave a small screen nothing to scroll


class _Columns(NamedTuple):
    """What all lines of a table share: its columns, where they begin on the sheet, and by their place among them the
    room in points of those whose text decides how high a line is, and the spans of those that take several columns.
    """

    columns: tuple[Column, ...]
    firsts: list[int]
    wrapped: list[tuple[int, float]]
    spread: list[tuple[int, Span]]


def lay_table(page: Page, part: TablePart) -> int:
    """Writes a table, and what its heading row does on screen and on paper; the row of its headings."""
    table = part.table
    placed = PlacedTable(table, page.row, spans_of(table.columns, page.widths))
    page.tables.append(placed)
    _lay_header(page, placed)
    looks = {rank: _looks(page, table.columns, rank) for rank in Rank}
    columns = _shared(page, placed)
    for line in table.lines:
        _lay_line(page, columns, line, looks[line.rank])
    starts = _page_starts(page, placed) if part.is_main else []
    for index, column in enumerate(table.columns):
        if column.merges:
            _merge_column(page, placed, index, starts)
    add_conditions(page.sheet, table, placed.header, columns.firsts)
    _set_up(page, part, placed)
    page.end_block(placed.header, is_whole=not part.is_main)
    return placed.header


def _shared(page: Page, placed: PlacedTable) -> _Columns:
    columns, spans = placed.table.columns, placed.spans
    wrapped = [
        (index, points_of(width_of(page.widths, spans[index])))
        for index, column in enumerate(columns)
        if column.kind in (Kind.TEXT, Kind.LABEL, Kind.STATE) and not column.merges
    ]
    spread = [(index, span) for index, span in enumerate(spans) if span[0] < span[1]]
    return _Columns(columns, [first for first, _ in spans], wrapped, spread)


def _set_up(page: Page, part: TablePart, placed: PlacedTable) -> None:
    """What the heading row does: it stays in sight and is repeated on paper above a main table, and filters."""
    header, last = placed.header, placed.spans[-1][1]
    if part.is_main:
        if page.height(1, header) <= _MOST_FROZEN:
            page.sheet.freeze_panes = f"{'C' if len(placed.spans) > MANY_COLUMNS else 'A'}{header + 1}"
        page.sheet.print_title_rows = f"{header}:{header}"
    if part.has_filter and part.table.lines:
        page.sheet.auto_filter.ref = f"A{header}:{get_column_letter(last)}{page.row - 1}"


def repeat_last_headings(page: Page) -> None:
    """Repeats on paper the headings of a sheet's last table, where it is longer than a page and none is a main one."""
    if page.tables and not page.sheet.print_title_rows:
        table, header, _ = page.tables[-1]
        if page.height(header, header + len(table.lines)) > page.room:
            page.sheet.print_title_rows = f"{header}:{header}"


def _lay_header(page: Page, placed: PlacedTable) -> None:
    look = Look(size=page.size, is_bold=True, across="center", fill="header", border="grid")
    lines = 1
    for column, span in zip(placed.table.columns, placed.spans, strict=True):
        page.merged(*span, column.heading, look)
        lines = max(lines, lines_of(column.heading, points_of(width_of(page.widths, span)), page.size, is_bold=True))
    page.advance(height_of(lines, page.size))


def _looks(page: Page, columns: tuple[Column, ...], rank: Rank, down: Down = "center") -> list[Any]:
    """The styles of a line's cells, one a column."""
    return [page.styles.of(replace(table_look(column.kind, rank, page.size), down=down)) for column in columns]


def _lay_line(page: Page, columns: _Columns, line: Line, looks: list[Any]) -> None:
    """One line, as high as its wrapped texts; where no row is as high as that, their beginning is to be read."""
    row, sheet = page.row, page.sheet
    lines = _lines(page, columns, line)
    if is_cut(lines, page.size):
        looks = _looks(page, columns.columns, line.rank, "top")
    cells: Any = sheet._cells  # asking the sheet for each of a million cells takes time
    for index, (place, value, look) in enumerate(zip(columns.firsts, line.cells, looks, strict=True)):
        cell: Any = Cell(sheet, row, place)
        cells[row, place] = cell
        cell._style = look
        if isinstance(value, Link):
            write_text(cell, value.text)
            link_look = table_look(columns.columns[index].kind, line.rank, page.size, is_link=True)
            page.links.append(PendingLink(cell, value, link_look))
        elif value is not None:
            write_value(cell, value)
    for index, (first, last) in columns.spread:
        page.fill(first + 1, last, looks[index])
        if not columns.columns[index].merges:
            page.merge(first, row, last, row)
    page.advance(height_of(lines, page.size))


def _lines(page: Page, columns: _Columns, line: Line) -> int:
    """How many lines the highest of a line's wrapped texts takes."""
    is_bold = line.rank is not Rank.ROW
    lines = [
        lines_of(str(line.cells[index]), room, page.size, is_bold=is_bold)
        for index, room in columns.wrapped
        if line.cells[index] is not None
    ]
    return max(lines, default=1)


def _page_starts(page: Page, placed: PlacedTable) -> list[int]:
    """The lines that begin a page of paper, where cells merge down: each page is to say anew what they say."""
    index = next((index for index, column in enumerate(placed.table.columns) if column.merges), None)
    if index is None:
        return []
    rows, row = [], placed.header + 1
    for run, (text, lines) in enumerate(_runs(placed.table, index)):
        needed = _needed(page, placed, index, text, lines)
        for line in lines:
            rows.append(Row(line.rank, page.height(row, row), run, needed))
            row += 1
    above, heading = page.height_on_page(placed.header + 1), page.height(placed.header, placed.header)
    starts = page_starts(rows, above, heading, page.room * _FULL)
    page.begin_pages([placed.header + 1 + start for start in starts])
    return starts


def _needed(page: Page, placed: PlacedTable, index: int, text: str, lines: list[Line]) -> float:
    """How high the cell is to be that these lines have in common."""
    room, is_bold = points_of(width_of(page.widths, placed.spans[index])), lines[0].rank is not Rank.ROW
    return height_of(lines_of(text, room, page.size, is_bold=is_bold), page.size) if text else 0.0


def _merge_column(page: Page, placed: PlacedTable, index: int, starts: Collection[int]) -> None:
    """Makes equal cells that follow each other one, in rows high enough for its text; an area or page begins anew.

    The text stands at the top, where the row that it begins with is. The cells below it keep their values, by which a
    filter finds their rows.
    """
    (first, end), row = placed.spans[index], placed.header + 1
    kind = placed.table.columns[index].kind
    for text, lines in _runs(placed.table, index, starts):
        last = row + len(lines) - 1
        _raise(page, row, last, _needed(page, placed, index, text, lines))
        if text and last > row:
            look = replace(table_look(kind, Rank.ROW, page.size), down="top")  # not that of the heading it begins at
            page.styles.apply(page.sheet.cell(row, first), look)
        for top, bottom in [(row, last)] if text else [(each, each) for each in range(row, last + 1)]:
            if (first, top) != (end, bottom):
                page.merge(first, top, end, bottom)
        row = last + 1


def _runs(table: Table, index: int, starts: Collection[int] = ()) -> list[tuple[str, list[Line]]]:
    """The lines whose cell in a column is the same, each with its text; areas and these lines begin anew."""
    areas, runs = 0, []
    keyed = []
    starts = frozenset(starts)
    for place, line in enumerate(table.lines):
        areas += line.rank is Rank.AREA or place in starts
        value = line.cells[index]
        keyed.append(("" if value is None else str(value), areas, line))
    for (text, _), lines in groupby(keyed, key=lambda each: each[:2]):
        runs.append((text, [line for _, _, line in lines]))
    return runs


def _raise(page: Page, first: int, last: int, needed: float) -> None:
    """Makes rows together as high as is needed, each by the same."""
    missing = needed - page.height(first, last)
    if missing > 0:
        for row in range(first, last + 1):
            dimension = page.sheet.row_dimensions[row]
            dimension.height = min(MAX_HEIGHT, round((dimension.height or 0.0) + missing / (last - first + 1), 1))
