"""What stands at a character of a file: the scalar there, the lines of the row or key that begins there."""

from bisect import bisect_right
from collections.abc import Iterator

from cchc_cli.source.tree import LENGTH_BITS, LENGTH_MASK, Document, Mapping, Node, Sequence, bounds, is_quoted, pack


def scalar_at(node: Node | None, index: int) -> tuple[int, int, bool] | None:
    """First character and end of the scalar that holds a character, and whether it stands in quotes; None between."""
    while node is not None and not isinstance(node, str):
        position = bisect_right(node.places, pack(index, LENGTH_MASK, True)) - 1
        if position < 0:
            return None
        start, length = bounds(node.places[position])
        if isinstance(node, Mapping):
            child: Node = node.keys[position // 2] if position % 2 == 0 else node.values[position // 2]
        else:
            child = node.items[position]
        if isinstance(child, str):
            is_inside = start <= index < start + length
            return (start, start + length, is_quoted(node.places[position])) if is_inside else None
        node = child
    return None


def places_of(node: Sequence | Mapping) -> Iterator[tuple[int, int]]:
    """First character and end of each part: of a mapping's keys and values in turn, or of a list's items."""
    for place in node.places:
        start, length = bounds(place)
        yield start, start + length


def lines_of_entry(document: Document, root: Node | None, line: int, row_keys: frozenset[str]) -> tuple[int, int]:
    """The first and last line of what begins on a line that holds more than a comment.

    That is an item of a list as far as the first of `row_keys`, under which further rows stand; or a key with its
    value. Where there is no tree it is the line alone.
    """
    text = document.line(line)
    dashes = len(text) - len(text.lstrip(" -"))
    index = document.index(line, 1) + dashes
    node, is_item = root, "-" in text[:dashes]
    while isinstance(node, (Mapping, Sequence)):
        position = bisect_right(node.places, pack(index, LENGTH_MASK, True)) - 1
        if isinstance(node, Sequence):
            node = node.items[position] if position >= 0 else None
            continue
        if position < 0:
            break
        start = bounds(node.places[position])[0]
        if position % 2 == 0 and start == index:
            last = _entries_end(node, row_keys) if is_item else _entry_end(node, position, row_keys)
            return line, document.span(last, last).line
        node = node.values[position // 2]
    return line, line


def _entries_end(mapping: Mapping, row_keys: frozenset[str]) -> int:
    """Where a row's own keys end, before those that hold the rows below."""
    end = mapping.place >> (LENGTH_BITS + 1)
    for position, key in enumerate(mapping.keys):
        if key in row_keys:
            break
        end = _entry_end(mapping, 2 * position, row_keys)
    return end


def _entry_end(mapping: Mapping, position: int, row_keys: frozenset[str]) -> int:
    key, value = mapping.keys[position // 2], mapping.values[position // 2]
    start, length = bounds(mapping.places[position])
    return start + length if key in row_keys else _last_character(value, mapping.places[position + 1])


def _last_character(node: Node, place: int) -> int:
    """The end of a node's last scalar; a block's own end lies where the next thing begins."""
    while isinstance(node, (Mapping, Sequence)) and node.places:
        place = node.places[-1]
        node = node.values[-1] if isinstance(node, Mapping) else node.items[-1]
    start, length = bounds(place)
    return start + length


def is_flow(document: Document, place: int) -> bool:
    """Whether the list or mapping at a place is written in brackets or braces."""
    return document.text[bounds(place)[0] : bounds(place)[0] + 1] in ("[", "{")


def end_of(document: Document, node: Node, place: int) -> int:
    """Where a node's text ends, without the blank lines and comments that may follow it."""
    while isinstance(node, (Mapping, Sequence)) and node.places and not is_flow(document, place):
        place = node.places[-1]
        node = node.values[-1] if isinstance(node, Mapping) else node.items[-1]
    start, length = bounds(place)
    return start + len(document.text[start : start + length].rstrip())
