"""Tables of documents: bordered ones for data, and ones without borders that set blocks side by side.

Rows are made of XML, which takes a third of the time that the library takes for cells.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, NamedTuple

from docx.document import Document as Word
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm

from cchc_cli.render.machine import document_text
from cchc_cli.render.word.fitting import CELL_EDGE, Fit, fit, lines_of_text
from cchc_cli.render.word.page import TEXT_WIDTH
from cchc_cli.render.word.paragraphs import CENTRE, LEFT, Look, build_paragraph, element, printable, write_end
from cchc_cli.tables import Column, Kind, Line, Link, Rank, Table

_CELL_SPACE = 2
_BETWEEN = 6
_AREA_FILL = "EDEDED"
_BEGUN, _CONTINUED = "restart", "continue"  # a vertically merged cell
_RANKS = tuple(Rank)
_LINES_KEPT_WHOLE = 12
_LINES_MERGED = 30

Anchors = Mapping[str, str]


class _Cell(NamedTuple):
    """The paragraph of a cell, whether it begins or continues a merged one, its fill."""

    paragraph: Any
    mark: str | None = None
    fill: str | None = None


def add_table(document: Word, table: Table, room: float = TEXT_WIDTH, anchors: Anchors | None = None) -> None:
    """A bordered table over the whole width: its heading row is repeated on each page, no row is cut by a page's end.

    The columns share the room, in millimetres, in the proportion of their own widths, but no word is broken. Links
    lead to the sections that have an anchor.
    """
    fitted = fit(table, room)
    grid = _start(document, fitted.widths, "Table Grid", CELL_EDGE)
    if table.title:
        grid._tbl.tblPr.append(element("w:tblCaption", val=printable(table.title)))
    for row in _rows(table, fitted, anchors or {}):
        grid._tbl.append(row)


def _rows(table: Table, fitted: Fit, anchors: Anchors) -> Iterator[Any]:
    look = Look(size=fitted.size, is_bold=True, across=CENTRE, before=_CELL_SPACE, after=_CELL_SPACE)
    kept = replace(look, keeps_with_next=True)
    yield _row(
        fitted.widths, [_Cell(build_paragraph(column.heading, kept)) for column in table.columns], is_heading=True
    )
    heights = lines_of_text(table, fitted)
    merges = [_merges(table, index, heights) for index in range(len(table.columns))]
    keeps = _keeps(table.lines, is_whole=sum(heights) <= _LINES_KEPT_WHOLE)
    for line, keeps_with_next, *marks in zip(table.lines, keeps, *merges, strict=True):
        yield _row(fitted.widths, _cells(table.columns, line, marks, kept if keeps_with_next else look, anchors))


def _cells(
    columns: Sequence[Column], line: Line, marks: Sequence[str | None], base: Look, anchors: Anchors
) -> Iterator[_Cell]:
    """The cells of a line. What is merged stands for lines of every rank, and looks like none of them."""
    for column, value, mark in zip(columns, line.cells, marks, strict=True):
        is_bold = line.rank is not Rank.ROW and mark is None
        look = replace(base, is_bold=is_bold, across=LEFT if column.kind is Kind.TEXT else CENTRE)
        text = "" if mark == _CONTINUED else document_text(value, column)
        anchor = anchors.get(value.section) if isinstance(value, Link) else None
        fill = _AREA_FILL if line.rank is Rank.AREA and mark is None else None
        yield _Cell(build_paragraph(text, look, anchor), mark, fill)


def _merges(table: Table, index: int, heights: Sequence[int]) -> list[str | None]:
    """Which cells of a column are merged with the one above or below.

    An area's line begins anew, and so does what would fill more than a page: no program repeats its text there.
    """
    marks: list[str | None] = [None] * len(table.lines)
    if not table.columns[index].merges:
        return marks
    height = 0
    for position, (above, line) in enumerate(pairwise(table.lines), start=1):
        value = line.cells[index]
        height = height + heights[position] if marks[position - 1] else heights[position - 1] + heights[position]
        is_same = value not in (None, "") and value == above.cells[index]
        if is_same and line.rank is not Rank.AREA and height <= _LINES_MERGED:
            marks[position - 1] = marks[position - 1] or _BEGUN
            marks[position] = _CONTINUED
    return marks


def _keeps(lines: Sequence[Line], *, is_whole: bool) -> Iterator[bool]:
    """Which lines stay on the page of the next: headings with what they head, the last with the total, or all."""
    for line, following in pairwise(lines):
        yield is_whole or _RANKS.index(line.rank) < _RANKS.index(following.rank)
    if lines:
        yield False


def add_blocks(document: Word, widths: Sequence[float], rows: int) -> Any:
    """A table without borders, of columns so many millimetres wide, whose cells take blocks of text."""
    grid = _start(document, widths, "Normal Table", 0)
    for _ in range(rows):
        grid._tbl.append(_row(widths, [_Cell(element("w:p")) for _ in widths], down="top"))
    return grid


def _row(widths: Sequence[float], cells: Iterable[_Cell], *, is_heading: bool = False, down: str = "center") -> Any:
    row, properties = element("w:tr"), element("w:trPr")
    properties.append(element("w:cantSplit"))
    if is_heading:
        properties.append(element("w:tblHeader"))
    row.append(properties)
    for width, cell in zip(widths, cells, strict=True):
        row.append(_build_cell(width, cell, down))
    return row


def _build_cell(width: float, cell: _Cell, down: str) -> Any:
    """The XML of a cell; the properties in the order of the schema."""
    made, properties = element("w:tc"), element("w:tcPr")
    properties.append(element("w:tcW", w=str(Mm(width).twips), type="dxa"))
    if cell.mark:
        properties.append(element("w:vMerge", val=cell.mark))
    if cell.fill:
        properties.append(element("w:shd", val="clear", color="auto", fill=cell.fill))
    properties.append(element("w:vAlign", val=down))
    made.extend((properties, cell.paragraph))
    return made


def _start(document: Word, widths: Sequence[float], style: str, edge: float) -> Any:
    above = document.element.body[-2:-1]
    if above and above[0].tag == qn("w:tbl"):
        write_end(document, _BETWEEN)  # tables that touch each other become one
    grid = document.add_table(rows=0, cols=len(widths), style=style)
    grid.autofit = False
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Mm(width)
    properties: Any = grid._tbl.tblPr
    properties.find(qn("w:tblW")).set(qn("w:w"), str(Mm(sum(widths)).twips))
    properties.find(qn("w:tblW")).set(qn("w:type"), "dxa")
    margins = element("w:tblCellMar")
    margins.extend(element(f"w:{side}", w=str(Mm(edge).twips), type="dxa") for side in ("left", "right"))
    properties.find(qn("w:tblLook")).addprevious(margins)
    return grid
