"""A YAML file as a tree whose every key and value knows its place.

Places are packed integers over the characters of the file, so that a plan of 100 000 rows stays small.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
import re
from typing import Any

from cchc_cli.diagnostics import Span

LENGTH_BITS = 27
LENGTH_MASK = (1 << LENGTH_BITS) - 1
_LINE_ENDS = re.compile("\r\n|\r|\n")
ANY_KEY = "*"
_MANY = 64
_BLANKS = frozenset(("", "null", "Null", "NULL", "~"))


def pack(start: int, length: int, is_quoted: bool = False) -> int:
    """A place as one integer: first character, length, and whether a scalar stood in quotes or a block."""
    return (start << LENGTH_BITS | (length if length < LENGTH_MASK else LENGTH_MASK)) << 1 | is_quoted


def is_quoted(place: int) -> bool:
    """Whether the scalar at this place was written in quotes or as a block."""
    return bool(place & 1)


@dataclass
class Document:
    """The text of one file, as it stands there, and the way from characters to lines and columns.

    `odd` are its characters that are neither plain ASCII nor Vietnamese: none in nearly every file, so that what is
    slow is done only where there are some. `lost` are the keys whose values were not kept, by where their mapping
    begins; `indexes` are look-ups of the keys of large mappings.
    """

    file: str
    text: str
    odd: frozenset[str] = frozenset()
    lost: dict[int, set[str]] = field(default_factory=dict)
    indexes: dict[int, dict[str, int]] = field(default_factory=dict)

    @cached_property
    def _line_starts(self) -> "array[int]":
        return array("Q", chain((0,), (found.end() for found in _LINE_ENDS.finditer(self.text))))

    @cached_property
    def plain(self) -> str:
        """The text with a line feed for each lone carriage return, every character in its place."""
        return re.sub("\r(?!\n)", "\n", self.text) if "\r" in self.text else self.text

    def span(self, start: int, end: int) -> Span:
        """The span of characters `start` to `end`, lines counted as editors count them."""
        first, last = self._position(start), self._position(max(start, end))
        return Span(self.file, first[0], first[1], last[0], last[1])

    @property
    def line_count(self) -> int:
        """How many lines the text has."""
        return len(self._line_starts)

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its end; empty behind the last."""
        starts = self._line_starts
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def lines(self) -> Iterator[str]:
        """The lines without their ends, as editors count them."""
        return map(self.line, range(1, self.line_count + 1))

    def index(self, line: int, column: int) -> int:
        """The character at a line and column, both from 1."""
        return self._line_starts[line - 1] + column - 1

    def letter_span(self, index: int) -> Span:
        """The span of one character; empty at the end of a line or of the text."""
        is_end = index >= len(self.text) or self.text[index] in "\r\n"
        return self.span(min(index, len(self.text)), index + (0 if is_end else 1))

    def span_of(self, place: int) -> Span:
        """The span of a packed place."""
        start, length = bounds(place)
        return self.span(start, start + length)

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

    def part(self, step: str | int) -> "Node | None":
        """The item at an index; None where there is none."""
        return self.items[step] if isinstance(step, int) and step < len(self.items) else None

    def data(self) -> list[object]:
        """The list as plain values: texts, None, lists and dicts."""
        return [
            item if type(item) is str and (place & 1 or item not in _BLANKS) else _plain(item, place)
            for item, place in zip(self.items, self.places, strict=True)
        ]

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

    @property
    def lost(self) -> frozenset[str]:
        """The keys of which a value was not kept (an alias, a second value); `ANY_KEY` where any may be wrong."""
        losses = self.document.lost
        return frozenset(losses.get(bounds(self.place)[0], ())) if losses else frozenset()

    def value(self, key: str) -> "Node | None":
        """The node under the key; None where the key is absent."""
        position = self._position(key)
        return self.values[position] if position is not None else None

    def _position(self, key: Any) -> int | None:
        """Where a key stands among the keys; None where it is absent."""
        if len(self.keys) < _MANY:
            return self.keys.index(key) if key in self.keys else None
        index = self.document.indexes.get(self.place)
        if index is None or len(index) != len(self.keys):
            index = self.document.indexes[self.place] = {one: number for number, one in enumerate(self.keys)}
        return index.get(key)

    def is_quoted(self, key: str) -> bool:
        """Whether the scalar under the key stands in quotes; the key is there."""
        position = self._position(key)
        return position is not None and is_quoted(self.places[2 * position + 1])

    def is_key_quoted(self, key: str) -> bool:
        """Whether the key itself stands in quotes; it is there."""
        position = self._position(key)
        return position is not None and is_quoted(self.places[2 * position])

    def paths(self, without: str | None = None) -> dict[int, tuple[str | int, ...]]:
        """The keys and indexes that lead to each text, by the identity of the text object."""
        return dict(_paths(self, without, ()))

    def data(self, without: str | None = None) -> dict[str, object]:
        """The mapping as plain values; a key with nothing after it is left out, the word `null` is None."""
        return {
            key: (value if place & 1 or value not in _BLANKS else None) if type(value) is str else _plain(value, place)
            for key, value, place in zip(self.keys, self.values, self.places[1::2], strict=True)
            if key != without and (value != "" or place & 1)
        }

    def span(self, *path: str | int) -> Span:
        """The place of the value that the path leads to, or of the nearest thing above it."""
        index = self._position(path[0]) if path else None
        if index is not None:
            return _span_below(self.document, self.values[index], self.places[2 * index + 1], path[1:])
        return self.document.span_of(self.place)

    def place_of(self, key: str) -> int:
        """The packed place of the value under a key, which is there."""
        position = self._position(key)
        assert position is not None
        return self.places[2 * position + 1]

    def first_key_span(self) -> Span:
        """The place of the first key, where something that the mapping lacks is told of."""
        return self.key_span(self.keys[0]) if self.keys else self.span()

    def drop(self, key: str) -> None:
        """Takes every entry of a key away."""
        if key not in self.keys:
            return
        kept = [index for index, one in enumerate(self.keys) if one != key]
        self.places = array("Q", (place for index in kept for place in self.places[2 * index : 2 * index + 2]))
        self.values = [self.values[index] for index in kept]
        self.keys = [self.keys[index] for index in kept]

    def key_span(self, *path: str | int) -> Span:
        """The place of the key at the end of the path; of what holds it where that lacks the key."""
        holder: Node | None = self
        for step in path[:-1]:
            holder = holder.part(step) if isinstance(holder, (Mapping, Sequence)) else None
        if not isinstance(holder, Mapping):
            return self.span(*path)
        position = holder._position(path[-1])
        return self.document.span_of(holder.place if position is None else holder.places[2 * position])

    def part(self, step: str | int) -> "Node | None":
        """The value under a key; None where it is absent."""
        return self.value(str(step))


Node = str | Sequence | Mapping


def bounds(place: int) -> tuple[int, int]:
    """First character and length of a packed place."""
    return place >> (LENGTH_BITS + 1), place >> 1 & LENGTH_MASK


def _paths(
    node: "Node", without: str | None, above: tuple[str | int, ...]
) -> Iterator[tuple[int, tuple[str | int, ...]]]:
    if isinstance(node, str):
        yield id(node), above
        return
    parts = zip(node.keys, node.values, strict=True) if isinstance(node, Mapping) else enumerate(node.items)
    for step, part in parts:
        if step != without:
            yield from _paths(part, without, (*above, step))


def _plain(value: Node, place: int) -> object:
    if not isinstance(value, str):
        return value.data()
    if not is_quoted(place) and value in _BLANKS:
        return None
    return value


def _span_below(document: Document, value: Node, place: int, path: tuple[str | int, ...]) -> Span:
    if path and not isinstance(value, str):
        return value.span(*path)
    return document.span_of(place)
