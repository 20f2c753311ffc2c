"""Tables of documents: bordered ones for data, and ones without borders that set blocks side by side."""

from collections.abc import Sequence
from typing import Any

from docx.document import Document as Word
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm

from cchc_cli.render.machine import cell_text
from cchc_cli.render.word.page import CENTRE, LEFT, TEXT_WIDTH, Look, element, write
from cchc_cli.tables import Kind, Line, Rank, Table

_SIZE = 12
_CELL_SPACE = 2


def add_table(document: Word, table: Table) -> None:
    """A bordered table over the whole width: its heading row is repeated on each page, no row is cut by a page's end.

    The columns share the width in the proportion of their own widths.
    """
    whole = sum(column.width for column in table.columns)
    widths = [TEXT_WIDTH * column.width / whole for column in table.columns]
    grid = _start(document, widths, "Table Grid")
    heading = Look(size=_SIZE, is_bold=True, across=CENTRE, before=_CELL_SPACE, after=_CELL_SPACE)
    row = _add_row(grid, widths)
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))
    for cell, column in zip(row.cells, table.columns, strict=True):
        write(cell, column.heading, heading)
    for line in table.lines:
        _add_line(grid, widths, table, line)


def _add_line(grid: Any, widths: Sequence[float], table: Table, line: Line) -> None:
    for cell, column, value in zip(_add_row(grid, widths).cells, table.columns, line.cells, strict=True):
        look = Look(
            size=_SIZE,
            is_bold=line.rank is not Rank.ROW,
            across=LEFT if column.kind is Kind.TEXT else CENTRE,
            before=_CELL_SPACE,
            after=_CELL_SPACE,
        )
        write(cell, cell_text(value, column), look)


def add_blocks(document: Word, widths: Sequence[float], rows: int) -> Any:
    """A table without borders, of columns so many millimetres wide, whose cells take blocks of text."""
    grid = _start(document, widths, "Normal Table")
    for _ in range(rows):
        for cell in _add_row(grid, widths).cells:
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.TOP
    margins = element("w:tblCellMar")
    margins.extend(element(f"w:{side}", w="0", type="dxa") for side in ("left", "right"))
    grid._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)
    return grid


def _start(document: Word, widths: Sequence[float], style: str) -> Any:
    grid = document.add_table(rows=0, cols=len(widths), style=style)
    grid.autofit = False
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Mm(width)
    grid._tbl.tblPr.find(qn("w:tblW")).set(qn("w:w"), str(Mm(sum(widths)).twips))
    grid._tbl.tblPr.find(qn("w:tblW")).set(qn("w:type"), "dxa")
    return grid


def _add_row(grid: Any, widths: Sequence[float]) -> Any:
    row = grid.add_row()
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = Mm(width)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    return row
