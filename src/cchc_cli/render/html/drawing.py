"""What a chart is drawn of. Across, all is in percent of the width; down, in pixels: texts keep their size."""

from decimal import Decimal
from typing import NamedTuple

from cchc_cli.render.machine import document_text
from cchc_cli.render.palette import series_colour
from cchc_cli.render.typeface import text_width
from cchc_cli.reports.parts import Chart
from cchc_cli.tables import Column

_LETTERS, _SANS = 13.0, 1.2


class Box(NamedTuple):
    """A bar, or a part of one; the title is what a pointer that rests on it tells."""

    x: str
    y: int
    width: str
    height: int
    colour: str
    title: str


class Words(NamedTuple):
    """A text; `place` is which of its ends, or its middle, lies at `x`."""

    x: str
    y: int
    text: str
    place: str = "start"
    look: str = "plain"
    colour: str | None = None


class Stroke(NamedTuple):
    """A straight line; one without a colour belongs to the scale."""

    x1: str
    y1: int
    x2: str
    y2: int
    colour: str | None = None
    is_dashed: bool = False


class Dot(NamedTuple):
    """A point of a line."""

    x: str
    y: int
    colour: str
    title: str


class Key(NamedTuple):
    """What a colour stands for."""

    name: str
    colour: str
    is_dashed: bool


class Drawing(NamedTuple):
    """A chart as shapes."""

    title: str
    description: str
    height: int
    keys: tuple[Key, ...]
    boxes: tuple[Box, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    dots: tuple[Dot, ...] = ()
    words: tuple[Words, ...] = ()


class Point(NamedTuple):
    """A value of a series, and how it is written."""

    value: float
    text: str


class Series(NamedTuple):
    """The values of a column of a chart's table, None where there is none."""

    name: str
    colour: str
    is_expected: bool
    points: tuple[Point | None, ...]

    @property
    def has_values(self) -> bool:
        """Whether anything of the series is to be seen."""
        return any(point and point.value for point in self.points)


def series_of(chart: Chart) -> tuple[Series, ...]:
    """The series of a chart."""
    return tuple(_series(key, chart) for key in chart.keys)


def _series(key: str, chart: Chart) -> Series:
    column = chart.column(key)
    points = tuple(_point(value, column) for value in chart.numbers(key))
    return Series(column.heading, series_colour(key), key == "expected", points)


def _point(value: int | Decimal | None, column: Column) -> Point | None:
    return None if value is None else Point(float(value), document_text(value, column))


def keys_of(series: tuple[Series, ...]) -> tuple[Key, ...]:
    """The legend: what there is to be seen, where that is more than one thing."""
    seen = tuple(Key(one.name, one.colour, one.is_expected) for one in series if one.has_values)
    return seen if len(series) > 1 else ()


def sans_width(text: str) -> float:
    """The width of a text of a chart, in pixels: its letters are wider than those of Times, on the whole."""
    return text_width(text, _LETTERS) * _SANS


def percent(share: float) -> str:
    """A share of the width, as an attribute says it."""
    return f"{share * 100:.2f}%"
