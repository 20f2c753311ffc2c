"""The grid of a table of a Word document: which columns each cell covers (ECMA-376 part 1, 17.4)."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple
from xml.etree.ElementTree import Element

from cchc_cli.ingest.papers.paper import Cover
from cchc_cli.ingest.papers.word_xml import inside, number, value

_MOST_COLUMNS = 200
_TRACKED = ("cellIns", "cellDel", "cellMerge")
_NARROW = (
    120  # twentieths of a point, 2 mm: nobody writes in a column of that width, borders were drawn not quite alike
)


class GridCell(NamedTuple):
    """A cell, the columns that it covers from `start` to before `end`, and what it is merged into.

    `is_blank` where it stands in a content control that nobody filled in.
    """

    element: Element
    start: int
    end: int
    cover: Cover = Cover.NONE
    is_blank: bool = False


class GridRow(NamedTuple):
    """A row, by its number in the table from 1, and its cells; `is_changed` by what Track Changes holds."""

    number: int
    cells: tuple[GridCell, ...]
    is_changed: bool = False
    is_deleted: bool = False


def grid_of(table: Element) -> tuple[int, tuple[GridRow, ...]]:
    """How many columns a table has, and its rows."""
    widths = [number(column.get("w")) or 0 for column in table.findall("tblGrid/gridCol")][:_MOST_COLUMNS]
    rows = [
        _row(element, at, widths, is_blank=is_blank)
        for at, (element, is_blank) in enumerate(inside(table, ("tr",)), start=1)
    ]
    edges = _edges(widths, rows)
    rows = [row._replace(cells=tuple(_moved(cell, edges) for cell in row.cells)) for row in rows]
    return max((cell.end for row in rows for cell in row.cells), default=0), tuple(_with_tops(rows))


def _with_tops(rows: Sequence[GridRow]) -> Iterator[GridRow]:
    """The rows; a cell that goes on with none above it stands for itself, as the first of a table cut in two."""
    starts: frozenset[int] = frozenset()
    for row in rows:
        if row.is_deleted:
            yield row
            continue
        yield row._replace(cells=tuple(_standing(cell, starts) for cell in row.cells))
        starts = frozenset(cell.start for cell in row.cells)


def _standing(cell: GridCell, starts: frozenset[int]) -> GridCell:
    is_alone = cell.start == 0 if cell.cover is Cover.LEFT else cell.start not in starts
    return cell._replace(cover=Cover.NONE) if cell.cover is not Cover.NONE and is_alone else cell


def _row(element: Element, at: int, widths: Sequence[int], *, is_blank: bool) -> GridRow:
    properties = element.find("trPr")
    is_deleted = properties is not None and properties.find("del") is not None
    is_added = properties is not None and properties.find("ins") is not None
    before = number(value(properties, "gridBefore")) or 0
    after = number(value(properties, "gridAfter")) or 0
    found = list(inside(element, ("tc",)))
    kept = [(cell, is_blank or blank) for cell, blank in found if cell.find("tcPr/cellDel") is None]
    is_redrawn = any(cell.find(f"tcPr/{name}") is not None for cell, _ in found for name in _TRACKED)
    spans = [_span(cell) for cell, _ in kept]
    if before + sum(spans) + after != len(widths):
        spans = _spans_by_width([cell for cell, _ in kept], before, widths) or spans
    cells = tuple(_placed(kept, spans, before))
    return GridRow(at, cells, is_added or is_deleted or is_redrawn, is_deleted)


def _placed(cells: Sequence[tuple[Element, bool]], spans: Sequence[int], before: int) -> Iterator[GridCell]:
    start = min(max(before, 0), _MOST_COLUMNS)
    for (element, is_blank), span in zip(cells, spans, strict=True):
        end = min(start + span, _MOST_COLUMNS)
        if end > start:
            yield GridCell(element, start, end, _cover(element), is_blank)
        start = end


def _span(cell: Element) -> int:
    return min(max(number(value(cell, "tcPr/gridSpan")) or 1, 1), _MOST_COLUMNS)


def _cover(cell: Element) -> Cover:
    """Without a word a merge goes on (17.4.84); the horizontal one is how programs of old wrote a span."""
    tracked = value(cell, "tcPr/cellMerge", "vMerge")
    vertical = cell.find("tcPr/vMerge")
    if tracked == "cont" or (vertical is not None and tracked is None and vertical.get("val") != "restart"):
        return Cover.ABOVE
    horizontal = cell.find("tcPr/hMerge")
    return Cover.LEFT if horizontal is not None and horizontal.get("val") != "restart" else Cover.NONE


def _spans_by_width(cells: Sequence[Element], before: int, widths: Sequence[int]) -> list[int]:
    """The columns of each cell by how wide it is, where a row does not say; none where the widths do not fit."""
    edges = list(accumulate(widths, initial=0))
    if not all(widths) or before >= len(edges):
        return []
    at, place, spans = before, edges[before], []
    for cell in cells:
        width = cell.find("tcPr/tcW")
        if width is None or width.get("type", "dxa") != "dxa":
            return []
        place += number(width.get("w")) or 0
        end = min(range(len(edges)), key=lambda edge: abs(edges[edge] - place))
        if end <= at or abs(edges[end] - place) > _NARROW:
            return []
        spans.append(end - at)
        at = end
    return spans


def _edges(widths: Sequence[int], rows: Sequence[GridRow]) -> list[int]:
    """For each edge between columns its number once those are gone that no cell holds to, or only by a hair's width."""
    used = sorted({edge for row in rows for cell in row.cells for edge in (cell.start, cell.end)} | {0})
    places = list(accumulate(widths, initial=0))
    last = used[-1]
    is_drawn = last < len(places) and all(widths[:last])
    kept = [0]
    for edge in used[1:]:
        is_same = is_drawn and places[edge] - places[kept[-1]] < _NARROW
        if not is_same:
            kept.append(edge)
    edges = _numbered(kept, last)
    if any(edges[cell.start] == edges[cell.end] for row in rows for cell in row.cells):
        edges = _numbered(used, last)
    return edges


def _numbered(kept: Sequence[int], last: int) -> list[int]:
    """An edge that is gone falls together with the last one that is kept before it."""
    starts = frozenset(kept)
    return [count - 1 for count in accumulate(int(edge in starts) for edge in range(last + 1))]


def _moved(cell: GridCell, edges: Sequence[int]) -> GridCell:
    return cell._replace(start=edges[cell.start], end=edges[cell.end])
