"""How wide the columns of a table are and how large its type is, so that no word is broken."""

from collections.abc import Iterator
from itertools import product
from math import ceil
from typing import NamedTuple

from cchc_cli.render.machine import document_text
from cchc_cli.render.typeface import word_width
from cchc_cli.tables import Column, Kind, Rank, Table

CELL_EDGE = 1.2  # between a cell's border and its text, in millimetres

_SIZES = ((12.0, 7), (11.0, 10), (10.0, 16))  # points, with the most columns that they suit
_SMALLEST = 9.0
_PILLARS = (20.0, 0.0)  # millimetres below which sentences would stand as pillars of words
_LONGEST_WORD = 40.0  # in millimetres: what is longer, as an address of the web, may be broken
_MARGIN = 1.03
_BOLD = 1.14  # how much wider the small letters of one bold word are; of a whole text it is less
_MILLIMETRES = 25.4 / 72 / 1000  # in a thousandth of a point


class Fit(NamedTuple):
    """The size of a table's type in points, the widths of its columns in millimetres."""

    size: float
    widths: tuple[float, ...]


class _Need(NamedTuple):
    """The widest word and the widest text of a column, in thousandths of the size of type."""

    word: float
    text: float

    def room(self, size: float, pillar: float) -> float:
        """How many millimetres the column needs at this size."""
        scale = size * _MILLIMETRES * _MARGIN
        return max(min(self.word * scale, _LONGEST_WORD), min(self.text * scale, pillar)) + 2 * CELL_EDGE


def fit(table: Table, room: float) -> Fit:
    """The largest type in which every word has room in its column; the columns fill the room together."""
    needs = [_need(table, index) for index in range(len(table.columns))]
    sizes = [size for size, most in _SIZES if len(needs) <= most] + [_SMALLEST]
    for pillar, size in product(_PILLARS, sizes):
        least = [need.room(size, pillar) for need in needs]
        if sum(least) <= room:
            return Fit(size, _shared([column.width for column in table.columns], least, room))
    scale = room / sum(least)
    return Fit(_SMALLEST, tuple(width * scale for width in least))


def lines_of_text(table: Table, fitted: Fit) -> list[int]:
    """About how many lines of text each line of the table takes."""
    scale = fitted.size * _MILLIMETRES * _MARGIN
    rooms = [(width - 2 * CELL_EDGE) / scale for width in fitted.widths]
    return [
        max(
            sum(ceil(word_width(text) / room) or 1 for text in document_text(value, column).split("\n"))
            for value, column, room in zip(line.cells, table.columns, rooms, strict=True)
        )
        for line in table.lines
    ]


def _need(table: Table, index: int) -> _Need:
    column = table.columns[index]
    widest = max(map(word_width, column.heading.split()), default=0.0) * _BOLD
    need = _Need(widest, widest)
    for text, weight in _texts(table, column, index):
        word = max(map(word_width, text.split()), default=0.0) * weight
        need = _Need(max(need.word, word), max(need.text, word_width(text) * weight))
    return need if column.kind is Kind.TEXT else _Need(need.word, need.word)


def _texts(table: Table, column: Column, index: int) -> Iterator[tuple[str, float]]:
    """The lines of text in a column, with how much wider than usual each is."""
    for line in table.lines:
        weight = 1.0 if line.rank is Rank.ROW else _BOLD
        for text in document_text(line.cells[index], column).split("\n"):
            yield text, weight


def _shared(wanted: list[int], least: list[float], room: float) -> tuple[float, ...]:
    """The room shared in the proportion of what is wanted, no column below what it needs."""
    held: set[int] = set()
    while True:
        free = [index for index in range(len(wanted)) if index not in held]
        left = room - sum(least[index] for index in held)
        scale = left / sum(wanted[index] for index in free)
        short = {index for index in free if wanted[index] * scale < least[index]}
        if not short or len(short) == len(free):
            return tuple(least[i] if i in held else wanted[i] * scale for i in range(len(wanted)))
        held |= short
