"""Lines from left to right, with a point for each value and a gap where there is none."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
import math

from cchc_cli.render.html.drawing import (
    Dot,
    Drawing,
    Series,
    Stroke,
    Words,
    keys_of,
    percent,
    sans_width,
    series_of,
)
from cchc_cli.reports.parts import Chart
from cchc_cli.tables import Kind

_TOP, _BOTTOM, _HEIGHT = 24, 204, 230
_LEFT, _RIGHT = 0.11, 0.95
_ROOM = 270.0  # for the names below, on the narrowest telephone
_STEPS = 4
_EDGE = 30.0  # as wide as a text may be in the middle below the last point, on the narrowest telephone


def draw_lines(chart: Chart) -> Drawing:
    """A chart of lines, one a series; the last number of each is written beside its point."""
    series, labels = series_of(chart), chart.labels
    values = [point.value for one in series for point in one.points if point]
    is_share = chart.column(chart.keys[0]).kind in (Kind.SHARE, Kind.PERCENT)
    top = 100.0 if is_share and max(values, default=0) <= 100 else _round_top(max(values, default=0))
    strokes = (*_scale(), *(stroke for one in series for stroke in _strokes(one, top)))
    dots = tuple(dot for one in series for dot in _dots(one, labels, top))
    words = (*_scale_words(top), *_names(labels), *_last_numbers(series, top))
    return Drawing(chart.title, chart.description, _HEIGHT, keys_of(series), strokes=strokes, dots=dots, words=words)


def _round_top(most: float) -> float:
    """The end of the scale: a number whose quarters are whole, not below `most`."""
    if most <= _STEPS:
        return float(_STEPS)
    step = 10.0 ** math.floor(math.log10(most / _STEPS))
    return next(_STEPS * step * factor for factor in (1, 2, 2.5, 5, 10) if _STEPS * step * factor >= most)


def _x(index: int, count: int) -> float:
    return _LEFT + (_RIGHT - _LEFT) * (index / (count - 1) if count > 1 else 0.5)


def _y(value: float, top: float) -> int:
    return round(_BOTTOM - (_BOTTOM - _TOP) * max(value, 0.0) / top)


def _scale() -> Iterator[Stroke]:
    for step in range(_STEPS + 1):
        y = _y(step, _STEPS)
        yield Stroke(percent(_LEFT - 0.02), y, "100%", y)


def _scale_words(top: float) -> Iterator[Words]:
    for step in range(_STEPS + 1):
        yield Words(percent(_LEFT - 0.03), _y(step, _STEPS) + 4, f"{top * step / _STEPS:g}".replace(".", ","), "end")


def _names(labels: Sequence[str]) -> Iterator[Words]:
    """The names below: all where they have room, else each second, third … up to the last."""
    widest = max((sans_width(label) + 6 for label in labels), default=0)
    every = max(1, math.ceil(len(labels) * widest / _ROOM))
    for index, label in enumerate(labels):
        if (len(labels) - 1 - index) % every == 0:
            yield _in_line(index, len(labels), _BOTTOM + 20, label)


def _in_line(index: int, count: int, y: int, text: str) -> Words:
    """A text in line with a point, but never beyond the right edge."""
    is_at_edge = index == count - 1 and count > 1 and sans_width(text) > _EDGE
    return Words("100%", y, text, "end") if is_at_edge else Words(percent(_x(index, count)), y, text, "middle")


def _strokes(series: Series, top: float) -> Iterator[Stroke]:
    count = len(series.points)
    for index, (one, other) in enumerate(pairwise(series.points)):
        if one and other:
            start, end = percent(_x(index, count)), percent(_x(index + 1, count))
            yield Stroke(start, _y(one.value, top), end, _y(other.value, top), series.colour, series.is_expected)


def _dots(series: Series, labels: Sequence[str], top: float) -> Iterator[Dot]:
    for index, point in enumerate(series.points):
        if point:
            title = f"{labels[index]} – {series.name}: {point.text}"
            yield Dot(percent(_x(index, len(labels))), _y(point.value, top), series.colour, title)


def _last_numbers(series: Sequence[Series], top: float) -> Iterator[Words]:
    """The last number of each series: above its point, below it where another line passes above."""
    for one in series:
        index = max((index for index, point in enumerate(one.points) if point), default=None)
        point = one.points[index] if index is not None else None
        if index is None or point is None:
            continue
        others = [other.points[index] for other in series if other is not one]
        is_below = any(other and other.value > point.value for other in others)
        y = _y(point.value, top) + (18 if is_below else -9)
        yield _in_line(index, len(one.points), y, point.text)._replace(look="strong")
