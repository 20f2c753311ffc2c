"""A YAML file as a tree whose every key and value knows its place.

Places are packed integers over the characters of the file, so that a plan of 100 000 rows stays small.
"""

from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
import re

from cchc_cli.diagnostics import Span

_LENGTH_BITS = 27
_LENGTH_MASK = (1 << _LENGTH_BITS) - 1
_LINE_ENDS = re.compile("\r\n|\r|\n")
_NULL_WORDS = frozenset(("null", "Null", "NULL", "~"))


def pack(start: int, length: int, is_quoted: bool = False) -> int:
    """A place as one integer: first character, length, and whether a scalar stood in quotes or a block."""
    return (start << _LENGTH_BITS | (length if length < _LENGTH_MASK else _LENGTH_MASK)) << 1 | is_quoted


def is_quoted(place: int) -> bool:
    """Whether the scalar at this place was written in quotes or as a block."""
    return bool(place & 1)


@dataclass
class Document:
    """The text of one file, as it stands there, and the way from characters to lines and columns."""

    file: str
    text: str

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_ENDS.finditer(self.text))]

    def span(self, start: int, end: int) -> Span:
        """The span of characters `start` to `end`, lines counted as editors count them."""
        first, last = self._position(start), self._position(max(start, end))
        return Span(self.file, first[0], first[1], last[0], last[1])

    def span_of(self, place: int) -> Span:
        """The span of a packed place."""
        start = place >> (_LENGTH_BITS + 1)
        return self.span(start, start + (place >> 1 & _LENGTH_MASK))

    def _position(self, index: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, index)
        return line, index - self._line_starts[line - 1] + 1


class Sequence:
    """A list: its items and their places."""

    __slots__ = ("document", "items", "place", "places")

    def __init__(self, document: Document, place: int) -> None:
        self.document = document
        self.place = place
        self.items: list[Node] = []
        self.places = array("Q")

    def data(self) -> list[object]:
        """The list as plain values: texts, None, lists and dicts."""
        return [_plain(item, place) for item, place in zip(self.items, self.places, strict=True)]

    def span(self, *path: str | int) -> Span:
        """The place of the value that the path leads to, or of the nearest thing above it."""
        if path and isinstance(path[0], int) and path[0] < len(self.items):
            return _span_below(self.document, self.items[path[0]], self.places[path[0]], path[1:])
        return self.document.span_of(self.place)


class Mapping:
    """A mapping: keys, values and the places of both (key and value in turn). Implements `Origin`."""

    __slots__ = ("document", "keys", "place", "places", "values")

    def __init__(self, document: Document, place: int) -> None:
        self.document = document
        self.place = place
        self.keys: list[str] = []
        self.values: list[Node] = []
        self.places = array("Q")

    @property
    def file(self) -> str:
        """The path of the file below the data home."""
        return self.document.file

    def value(self, key: str) -> "Node | None":
        """The node under the key; None where the key is absent."""
        return self.values[self.keys.index(key)] if key in self.keys else None

    def is_quoted(self, key: str) -> bool:
        """Whether the scalar under the key stands in quotes; the key is there."""
        return is_quoted(self.places[2 * self.keys.index(key) + 1])

    def data(self, without: str | None = None) -> dict[str, object]:
        """The mapping as plain values; a key with nothing after it is left out, the word `null` is None."""
        return {
            key: _plain(value, place)
            for key, value, place in zip(self.keys, self.values, self.places[1::2], strict=True)
            if key != without and (value != "" or is_quoted(place))
        }

    def span(self, *path: str | int) -> Span:
        """The place of the value that the path leads to, or of the nearest thing above it."""
        if path and path[0] in self.keys:
            index = self.keys.index(str(path[0]))
            return _span_below(self.document, self.values[index], self.places[2 * index + 1], path[1:])
        return self.document.span_of(self.place)

    def first_key_span(self) -> Span:
        """The place of the first key, where something that the mapping lacks is told of."""
        return self.key_span(self.keys[0]) if self.keys else self.span()

    def drop(self, key: str) -> None:
        """Takes every entry of a key away."""
        kept = [index for index, one in enumerate(self.keys) if one != key]
        self.places = array("Q", (place for index in kept for place in self.places[2 * index : 2 * index + 2]))
        self.values = [self.values[index] for index in kept]
        self.keys = [self.keys[index] for index in kept]

    def key_span(self, key: str) -> Span:
        """The place of the key itself; of the mapping where it lacks the key."""
        if key in self.keys:
            return self.document.span_of(self.places[2 * self.keys.index(key)])
        return self.document.span_of(self.place)


Node = str | Sequence | Mapping


def _plain(value: Node, place: int) -> object:
    if not isinstance(value, str):
        return value.data()
    if not is_quoted(place) and (value in _NULL_WORDS or value == ""):
        return None
    return value


def _span_below(document: Document, value: Node, place: int, path: tuple[str | int, ...]) -> Span:
    if path and not isinstance(value, str):
        return value.span(*path)
    return document.span_of(place)
