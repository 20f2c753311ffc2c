"""Key figures as tiles in large type."""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from cchc_cli.render.excel.grid import Span, shares_of, width_of
from cchc_cli.render.excel.links import PendingLink
from cchc_cli.render.excel.measure import height_of, lines_of, points_of
from cchc_cli.render.excel.page import Page
from cchc_cli.render.excel.styles import Look, number_format
from cchc_cli.render.palette import TONES
from cchc_cli.reports.parts import Figure, Figures
from cchc_cli.tables import Link, Value

_MOST_A_LINE = 4
_NARROWEST = 15.0  # in characters
_LARGE, _SMALLEST = 24.0, 12.0
_FILLED = 0.94  # how much of a tile a figure takes at most
_LABEL = Look(size=11, across="center", fill="tile", color="FF404040")
_NOTE = Look(size=10, is_italic=True, across="center", fill="tile", color="FF595959")


def lay_figures(page: Page, part: Figures) -> None:
    """Writes tiles side by side, all aligned: a label, the figure below it in large type, and its note."""
    if not part.items:
        return
    start = page.row
    tiles = _tiles(page.widths, len(part.items))
    for at in range(0, len(part.items), len(tiles)):
        _lay_line(page, part.items[at : at + len(tiles)], tiles)
    page.end_block(start, is_whole=True)


def _tiles(widths: Sequence[float], count: int) -> list[Span]:
    """The first and last column of each tile of a line: of about the same width, none too narrow."""
    most = min(_MOST_A_LINE, len(widths))
    for number in range(ceil(count / ceil(count / most)), 1, -1):
        tiles = shares_of(widths, number)
        if min(width_of(widths, tile) for tile in tiles) >= _NARROWEST:
            return tiles
    return [(1, len(widths))]


def _lay_line(page: Page, figures: Sequence[Figure], tiles: Sequence[Span]) -> None:
    """One line of tiles; notes have a row where any has one."""
    placed = list(zip(figures, tiles, strict=False))
    has_notes = any(figure.note for figure in figures)
    rooms = [points_of(width_of(page.widths, tile)) for _, tile in placed]
    _lay_row(page, [(figure.label, _LABEL, tile) for figure, tile in placed], rooms, ("top",))
    values = [
        (figure.value, _value_look(figure, room), tile) for (figure, tile), room in zip(placed, rooms, strict=True)
    ]
    _lay_row(page, values, rooms, () if has_notes else ("bottom",), [figure.section for figure in figures])
    if has_notes:
        _lay_row(page, [(figure.note, _NOTE, tile) for figure, tile in placed], rooms, ("bottom",))


def _value_look(figure: Figure, room: float) -> Look:
    """The look of a figure: as large as it fits on one line."""
    text, size = str(figure.value), _LARGE
    while size > _SMALLEST and lines_of(text, room * _FILLED, size, is_bold=True) > 1:
        size -= 2
    return Look(
        size=size,
        is_bold=True,
        across="center",
        fill="tile",
        color=f"FF{TONES[figure.tone]}",
        number_format=number_format(figure.kind),
    )


def _lay_row(
    page: Page,
    cells: Sequence[tuple[Value, Look, Span]],
    rooms: Sequence[float],
    edges: tuple[str, ...],
    sections: Sequence[str | None] = (),
) -> None:
    """One row of all tiles of a line, as high as its highest text."""
    for value, look, (first, last) in cells:
        for column in range(last, first, -1):
            page.styles.apply(page.sheet.cell(page.row, column), _edged(look, column, (first, last), edges))
        page.merged(first, last, value, _edged(look, first, (first, last), edges))
    for (value, look, tile), section in zip(cells, sections, strict=False):
        if section:
            linked = replace(_edged(look, tile[0], tile, edges), is_underlined=True)
            cell = page.sheet.cell(page.row, tile[0])
            page.links.append(PendingLink(cell, Link(str(value), section), linked))
    heights = [
        height_of(lines_of(str(value), room, look.size, is_bold=look.is_bold), look.size)
        for (value, look, _), room in zip(cells, rooms, strict=True)
        if value is not None
    ]
    page.advance(max(heights, default=height_of(1, cells[0][1].size)))


def _edged(look: Look, column: int, tile: Span, edges: tuple[str, ...]) -> Look:
    """The look of a tile's cell in a column, with the edges that are there."""
    sides = [side for side, end in zip(("left", "right"), tile, strict=True) if end == column]
    return replace(look, edges=(*sides, *edges))
