"""Bars that lie across, each below the name of its category, so that no name is ever cut."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cchc_cli.render.html.drawing import Box, Drawing, Series, Words, keys_of, percent, sans_width, series_of
from cchc_cli.render.palette import readable_on
from cchc_cli.reports.parts import Chart, ChartKind
from cchc_cli.tables import Kind

_ROOM = 294.0  # for a name, on the narrowest telephone
_LINE = 17
_BAR = 20
_GAP = 12
_DIGIT = 0.03  # of the width, that a digit takes on the narrowest telephone


class _Bar(NamedTuple):
    """A bar: its parts, and the number behind it."""

    parts: tuple[tuple[Series, float, str], ...]
    text: str


def draw_bars(chart: Chart) -> Drawing:
    """A chart of bars, one a category: of parts, or one a series."""
    series = series_of(chart)
    categories = [_bars(chart, series, index) for index in range(len(chart.labels))]
    most = max((sum(value for _, value, _ in bar.parts) for bars in categories for bar in bars), default=0)
    is_share = chart.column(chart.keys[0]).kind in (Kind.SHARE, Kind.PERCENT)
    digits = max((len(bar.text) for bars in categories for bar in bars), default=0)
    scale = (0.97 - _DIGIT * digits) / (max(most, 100.0) if is_share else most or 1.0)
    boxes: list[Box] = []
    words: list[Words] = []
    y = 0
    for label, bars in zip(chart.labels, categories, strict=True):
        for line in wrapped(label):
            y += _LINE
            words.append(Words("0%", y - 5, line))
        for bar in bars:
            boxes.extend(_boxes(bar, y, scale, label))
            words.extend(_numbers(bar, y, scale, has_parts=chart.kind is ChartKind.STACKED))
            y += _BAR
        y += _GAP
    return Drawing(chart.title, chart.description, max(y - _GAP, 1), keys_of(series), tuple(boxes), words=tuple(words))


def _bars(chart: Chart, series: Sequence[Series], index: int) -> tuple[_Bar, ...]:
    given = [(one, point.value, point.text) for one in series if (point := one.points[index])]
    if chart.kind is ChartKind.BARS:
        return tuple(_Bar(((one, value, text),), text) for one, value, text in given)
    total = sum(value for _, value, _ in given)
    return (_Bar(tuple(part for part in given if part[1] > 0), f"{total:g}".replace(".", ",")),)


def _boxes(bar: _Bar, y: int, scale: float, label: str) -> Iterator[Box]:
    x = 0.0
    for series, value, text in bar.parts:
        width = max(value, 0.0) * scale
        if width:
            title = f"{label} – {series.name}: {text}"
            yield Box(percent(x), y, percent(width), _BAR, series.colour, title)
        x += width


def _numbers(bar: _Bar, y: int, scale: float, *, has_parts: bool) -> Iterator[Words]:
    """The numbers of the parts that have room for one, and that of the whole behind the bar."""
    x = 0.0
    for series, value, text in bar.parts:
        width = max(value, 0.0) * scale
        if has_parts and width > _DIGIT * len(text) + 0.004:
            colour = f"#{readable_on(series.colour)}"
            yield Words(percent(x + width / 2), y + _BAR - 6, text, "middle", "inside", colour)
        x += width
    yield Words(percent(x + 0.015 if x else x), y + _BAR - 5, bar.text, look="strong")


def wrapped(text: str) -> list[str]:
    """The lines of a name that is written in the width of a telephone."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and sans_width(longer) > _ROOM:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
