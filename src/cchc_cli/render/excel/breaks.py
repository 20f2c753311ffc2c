"""Where pages of paper end in a table with cells that are merged down."""

from collections.abc import Sequence
from typing import NamedTuple

from cchc_cli.tables import Rank

_DEPTHS = {Rank.AREA: 0, Rank.CRITERION: 1, Rank.ROW: 2, Rank.TOTAL: 0}


class Row(NamedTuple):
    """A row: its rank and height, the run it belongs to, and the height that run's text needs on each page."""

    rank: Rank
    height: float
    run: int
    needed: float


def page_starts(rows: Sequence[Row], above: float, heading: float, room: float) -> list[int]:
    """The places of the rows that begin a page, but for the first page.

    `above` is what stands on the first page above the rows, `heading` what is repeated on each of the others.
    """
    starts: list[int] = []
    end = _page_end(rows, 0, room - above)
    while end < len(rows):
        starts.append(end)
        end = _page_end(rows, end, room - heading)
    return starts


def _page_end(rows: Sequence[Row], first: int, room: float) -> int:
    """The row that no longer fits on a page with this first one, or the headings right above it."""
    ended = height = needed = 0.0
    for place in range(first, len(rows)):
        row = rows[place]
        if place > first and row.run != rows[place - 1].run:
            ended, height, needed = ended + max(height, needed), 0.0, 0.0
        height, needed = height + row.height, max(needed, row.needed)
        if place > first and ended + max(height, needed) > room:
            return _above_headings(rows, first, place)
    return len(rows)


def _above_headings(rows: Sequence[Row], first: int, place: int) -> int:
    """The place itself, or that of the first of the headings that stand right above it and lead to it."""
    end = place
    while end > first and _DEPTHS[rows[end - 1].rank] < _DEPTHS[rows[end].rank]:
        end -= 1
    return end if end > first else place
