"""A table on a sheet."""

from dataclasses import replace
from itertools import groupby
from typing import Any

from openpyxl.utils import get_column_letter

from cchc_cli.render.excel.cells import write_text, write_value
from cchc_cli.render.excel.conditions import add_conditions
from cchc_cli.render.excel.links import PendingLink
from cchc_cli.render.excel.measure import MAX_HEIGHT, height_of, lines_of, points_of
from cchc_cli.render.excel.page import MANY_COLUMNS, Page
from cchc_cli.render.excel.styles import Look, table_look
from cchc_cli.reports import TablePart
from cchc_cli.tables import Column, Kind, Line, Link, Rank, Table

_MOST_FROZEN = 260.0  # in points: more would leave a small screen nothing to scroll


def lay_table(page: Page, part: TablePart) -> int:
    """Writes a table, and what its heading row does on screen and on paper; the row of its headings."""
    table, header = part.table, page.row
    page.headers.append((table, header))
    _lay_header(page, table.columns)
    wrapped = [
        (index, points_of(page.widths[index]))
        for index, column in enumerate(table.columns)
        if column.kind in (Kind.TEXT, Kind.LABEL, Kind.STATE) and not column.merges
    ]
    looks = {rank: _looks(page, table.columns, rank) for rank in Rank}
    for line in table.lines:
        _lay_line(page, table.columns, line, looks[line.rank], wrapped)
    for index, column in enumerate(table.columns):
        if column.merges:
            _merge_column(page, table, index, header)
    add_conditions(page.sheet, table, header)
    if part.is_main:
        if page.height(1, header) <= _MOST_FROZEN:
            page.sheet.freeze_panes = f"{'C' if len(table.columns) > MANY_COLUMNS else 'A'}{header + 1}"
        page.sheet.print_title_rows = f"{header}:{header}"
    if part.has_filter and table.lines:
        page.sheet.auto_filter.ref = f"A{header}:{get_column_letter(len(table.columns))}{page.row - 1}"
    page.end_block(header, is_whole=not part.is_main)
    return header


def _lay_header(page: Page, columns: tuple[Column, ...]) -> None:
    look = Look(size=page.size, is_bold=True, across="center", fill="header", border="grid")
    lines = 1
    for index, column in enumerate(columns, start=1):
        page.styles.apply(page.sheet.cell(page.row, index, column.heading), look)
        lines = max(lines, lines_of(column.heading, points_of(page.widths[index - 1]), page.size, is_bold=True))
    page.advance(height_of(lines, page.size))


def _looks(page: Page, columns: tuple[Column, ...], rank: Rank) -> list[Any]:
    """The styles of a line's cells, one a column; what may be merged over many rows begins at their top."""
    looks = [(column, table_look(column.kind, rank, page.size)) for column in columns]
    return [page.styles.of(replace(look, down="top") if column.merges else look) for column, look in looks]


def _lay_line(
    page: Page, columns: tuple[Column, ...], line: Line, looks: list[Any], wrapped: list[tuple[int, float]]
) -> None:
    """One line; `wrapped` are the columns whose text decides its height, with their room in points."""
    row, sheet_cell = page.row, page.sheet.cell
    for column, (value, look) in enumerate(zip(line.cells, looks, strict=True), start=1):
        cell: Any = sheet_cell(row, column)
        cell._style = look
        if isinstance(value, Link):
            write_text(cell, value.text)
            kind = columns[column - 1].kind
            page.links.append(PendingLink(cell, value, table_look(kind, line.rank, page.size, is_link=True)))
        elif value is not None:
            write_value(cell, value)
    is_bold = line.rank is not Rank.ROW
    lines = [
        lines_of(str(line.cells[index]), room, page.size, is_bold=is_bold)
        for index, room in wrapped
        if line.cells[index] is not None
    ]
    page.advance(height_of(max(lines, default=1), page.size))


def _merge_column(page: Page, table: Table, index: int, header: int) -> None:
    """Makes equal cells that follow each other one, in rows high enough for its text; an area begins anew.

    The cells below the first keep their values, by which a filter finds their rows.
    """
    runs = _runs(table, index)
    room = points_of(page.widths[index])
    row = header + 1
    for text, lines in runs:
        if text:
            is_bold = lines[0].rank is not Rank.ROW
            needed = height_of(lines_of(text, room, page.size, is_bold=is_bold), page.size)
            _raise(page, row, row + len(lines) - 1, needed)
            if len(lines) > 1:
                page.merge(index + 1, row, index + 1, row + len(lines) - 1)
        row += len(lines)


def _runs(table: Table, index: int) -> list[tuple[str, list[Line]]]:
    """The lines whose cell in a column is the same, each with its text."""
    areas, runs = 0, []
    keyed = []
    for line in table.lines:
        areas += line.rank is Rank.AREA
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
