"""How large a chart is, and where in it its bars or lines stand, so that no name is cut or left out."""

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from cchc_cli.render.typeface import text_width
from cchc_cli.reports.parts import Chart, ChartKind

TITLE_SIZE, TEXT_SIZE, LABEL_SIZE = 13.0, 11.0, 10.0

_CENTIMETRES = 2.54 / 72  # of a point
_LINE = 1.25 * _CENTIMETRES  # how high a line of text is, for each point of its size
_EDGE = 0.4
_BETWEEN = 0.3  # the least between the names of two bars
_PAGE_WIDTH = 26.8  # of a page across: what is wider is printed smaller, so that its letters are made larger
_HIGHEST = 16.0  # what a page across has room for
_MOST_LINES = 2  # of a name, where smaller letters can have it so
_LINES_HEIGHT = 8.5
_ASIDE = 0.025  # of what is higher than a page: programs set titles and legends off by a share of the height
_MARGIN = 1.08  # programs draw the same letters a little wider or narrower
_TITLE_SHARE = 0.74  # of the width, in which programs wrap a title
_NAMES_SHARE = 0.38  # of the width, at most: some programs wrap names at 40 %, whatever room they have
_WRAPPED_SHARE = 0.4  # so that wrapped names need that room
_LEGEND_KEY = 1.0
_SMALLER = (1.0, 0.9, 0.8, 0.7, 0.65)  # the size of names and figures where many bars share a page
_SMALLEST = 0.6  # where no chart is as high as they would need


class Room(NamedTuple):
    """The size of a chart, and what is left, above and below of its bars or lines, in centimetres.

    `scale` is by how much all its letters are larger than usual, `bars` by how much those of each bar are.
    """

    width: float
    height: float
    left: float
    above: float
    below: float
    scale: float
    bars: float

    @property
    def right(self) -> float:
        """What is right of the bars or lines."""
        return 2 * _EDGE


def room_of(chart: Chart, names: list[str], width: float, highest: float) -> Room:
    """The room of a chart so wide whose categories have these names: as high as they need, up to the highest.

    It has a page where smaller letters make that possible.
    """
    scale = max(1.0, width / _PAGE_WIDTH)
    line = TEXT_SIZE * scale * _LINE
    title = _lines(chart.title, TITLE_SIZE * scale, width * _TITLE_SHARE) * TITLE_SIZE * scale * _LINE
    above, below = title + 1.5 * _EDGE, line + _EDGE
    if len(chart.keys) > 1:
        keys = sum(_width(chart.column(key).heading, TEXT_SIZE * scale) + _LEGEND_KEY * scale for key in chart.keys)
        below += ceil(keys / (width - 2 * _EDGE)) * line + _EDGE / 2
    if chart.kind is ChartKind.LINES:  # whose names may stand aslant
        return Room(width, _LINES_HEIGHT * scale, 1.2 * scale, above, below + _EDGE, scale, scale)
    bars = _fitting(names, width, scale, (_HIGHEST * scale - above - below, highest - above - below))
    height = min(highest, above + below + bars.height)
    if height > _HIGHEST * scale:
        aside = (height - _HIGHEST * scale) * _ASIDE
        height, above, below = min(highest, height + 2 * aside), above + aside, below + aside
    return Room(width, height, bars.left + 2 * _EDGE, above, below, scale, scale * bars.smaller)


class _Bars(NamedTuple):
    """Bars whose letters are smaller by so much: the room for their names, in so many lines, and how high they are."""

    smaller: float
    left: float
    lines: int
    height: float


def _fitting(names: list[str], width: float, scale: float, heights: Sequence[float]) -> _Bars:
    """The bars in the largest letters with which they are not higher than the first of these heights, else the next."""
    tried = [_bars(names, width, scale, smaller) for smaller in _SMALLER]
    tried = [bars for bars in tried if bars.lines <= _MOST_LINES] or tried
    fitting = (bars for height in heights for bars in tried if bars.height <= height)
    return next(fitting, None) or _bars(names, width, scale, _SMALLEST)


def _bars(names: list[str], width: float, scale: float, smaller: float) -> _Bars:
    size = TEXT_SIZE * scale * smaller
    left = min(max((_width(name, size) for name in names), default=0.0) * _MARGIN, width * _NAMES_SHARE)
    lines = max((_lines(name, size, left) for name in names), default=1)
    height = max(len(names), 2) * (lines * size * _LINE + _BETWEEN * smaller)
    return _Bars(smaller, left if lines == 1 else width * _WRAPPED_SHARE, lines, height)


def _width(text: str, size: float) -> float:
    return text_width(text, size) * _CENTIMETRES


def _lines(text: str, size: float, room: float) -> int:
    """How many lines a text takes, some room being lost where it is wrapped at a word."""
    width = _width(text, size) * _MARGIN
    return 1 if width <= room else ceil(width * _MARGIN / room)
