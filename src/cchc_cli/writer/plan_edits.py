"""Keys of one row of a plan set, or added to: all else stays byte for byte, which reading the file again proves."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from cchc_cli.model.plan import WrittenRow
from cchc_cli.source import Document, Mapping, Node, Sequence, encode, end_of, is_flow, places_of
from cchc_cli.source.scalars import quoted, scalar
from cchc_cli.writer.house_form import Fields, block_lines, flow_text
from cchc_cli.writer.lines import column, joined, line_end_of, line_ends
from cchc_cli.writer.proof import Unwritable, data_before, data_of, items_of, read

Piece = tuple[int, int, str]  # first character and end of what goes, and what comes in its place
Path = tuple[str | int, ...]

_ROWS = ("areas", "criteria", "subcriteria")
_HOUSE_ORDER = tuple(WrittenRow.model_fields)
_NOTHING = ("", "null", "Null", "NULL", "~")


Value = str | list[str] | None
"""What a key of a row can be set to."""


class _Place(NamedTuple):
    """A row in the text of its file, and the keys and indexes that lead to it."""

    document: Document
    row: Mapping
    path: Path

    @property
    def is_flow(self) -> bool:
        """Whether the row stands in braces."""
        return is_flow(self.document, self.row.place)

    def bounds(self, key: str) -> tuple[int, int]:
        """First character and end of the value under a key; of one with nothing after it, right behind its colon."""
        position = self.row.keys.index(key)
        places = list(places_of(self.row))
        start, end = places[2 * position + 1]
        if start == end and not self.row.is_quoted(key):
            start = end = self.document.text.find(":", places[2 * position][1]) + 1
        return start, end

    def end(self, key: str) -> int:
        """Where the text of the value under a key ends."""
        value = self.row.value(key)
        assert value is not None
        return self.bounds(key)[1] if value == "" else end_of(self.document, value, self.row.place_of(key))


def set_key(content: bytes, code: str, key: str, value: Value) -> bytes:
    """The plan's file with this value under a key of a row: changed where it stands, else added in house order.

    Of a list as long as before, only the items that differ are changed. Raises Unwritable.
    """
    return _changed(content, code, key, lambda place: _settings(place, key, value), lambda _: value)


def append_item(content: bytes, code: str, key: str, item: Fields) -> bytes:
    """The plan's file with one more item at the end of the list under a key of a row. Raises Unwritable."""
    return _changed(content, code, key, lambda place: _additions(place, key, item), lambda old: [*_items(old), item])


def _changed(
    content: bytes,
    code: str,
    key: str,
    ways: Callable[[_Place], Iterator[list[Piece]]],
    wanted: Callable[[object], object],
) -> bytes:
    """The file changed in the first of some ways that reads back as what is wanted of the value before."""
    document, root = read(content)
    place = _place_of(document, root, code)
    for pieces in ways(place):
        expected = data_before(document, root, max((start for start, _, _ in pieces), default=0))
        row = _part(expected, place.path)
        row[key] = wanted(row.get(key))
        text = document.text
        for start, end, piece in sorted(pieces, reverse=True):
            text = text[:start] + piece + text[end:]
        if data_of(changed := encode(text, content)) == expected:
            return changed
    raise Unwritable(f"không sửa được «{key}» của dòng «{code}» mà giữ nguyên phần còn lại")


def _items(value: object) -> list[object]:
    """What a list holds; a single item may stand in its place."""
    return [value] if isinstance(value, dict) else items_of(value)


def _place_of(document: Document, root: Mapping, code: str) -> _Place:
    for row, path in _rows(root, ()):
        if row.value("code") == code:
            return _Place(document, row, path)
    raise Unwritable(f"không tìm thấy dòng «{code}» trong tệp")


def _rows(above: Mapping, path: Path) -> Iterator[tuple[Mapping, Path]]:
    for key in _ROWS:
        listed = above.value(key)
        for index, row in enumerate(listed.items if isinstance(listed, Sequence) else ()):
            if isinstance(row, Mapping):
                yield row, (*path, key, index)
                yield from _rows(row, (*path, key, index))


def _part(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _settings(place: _Place, key: str, value: Value) -> Iterator[list[Piece]]:
    """In which ways a key can be given a value."""
    present = place.row.value(key)
    if present is None:
        flow = quoted(value) if isinstance(value, str) else _one_line(value)
        yield from _new_keys(place, key, flow, [f"{key}: {_one_line(value)}"])
    elif isinstance(present, str):
        start, end = place.bounds(key)[0], place.end(key)
        gap = " " if place.document.text[start - 1] == ":" else ""
        yield [(start, end, gap + _like(place.document.text[start:end], value))]
        if isinstance(value, str):
            yield [(start, end, gap + quoted(value))]
    elif isinstance(present, Sequence) and isinstance(value, list) and len(value) == len(present.items) > 0:
        yield [
            (start, end, _like(place.document.text[start:end], new))
            for (start, end), old, new in zip(places_of(present), present.items, value, strict=True)
            if old != new
        ]


def _like(written: str, value: Value) -> str:
    """A value as it is written, in quotes where quotes stood there."""
    if not isinstance(value, str):
        return _one_line(value)
    return quoted(value) if written[:1] == '"' else f"'{value}'" if _is_single(written, value) else scalar(value)


def _is_single(written: str, value: str) -> bool:
    return written[:1] == "'" and "'" not in value and value.isprintable()


def _one_line(value: Value) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(scalar, value))}]"
    return "null" if value is None else scalar(value)


def _additions(place: _Place, key: str, item: Fields) -> Iterator[list[Piece]]:
    """In which ways a list can be given one more item."""
    present, flow = place.row.value(key), flow_text(item)
    text, line_end = place.document.text, line_end_of(place.document.text)
    if present is None:
        yield from _new_keys(place, key, f"[{flow}]", [f"{key}:", *block_lines(item, 2, 4)])
    elif isinstance(present, Mapping) and is_flow(place.document, present.place):
        start, end = place.bounds(key)
        yield [(start, start, "["), (end, end, f", {flow}]")]
    elif _is_empty(present, place.row, key):
        start, end = place.bounds(key)
        yield [(start, end, f"{' ' if text[start - 1] == ':' else ''}[{flow}]")]
    elif isinstance(present, Sequence):
        start, end = list(places_of(present))[-1][0], place.end(key)
        if is_flow(place.document, present.place):
            end = end_of(place.document, present.items[-1], present.places[-1])
            yield [(end, end, f", {flow}")]
            return
        dash = column(text, place.bounds(key)[0])
        lines = block_lines(item, dash, max(column(text, start), dash + 2))
        block = "".join(f"{line}{line_end}" for line in lines)
        yield from ([(at, at, joined(text, at, block, line_end))] for at in line_ends(text, end))


def _is_empty(value: Node, row: Mapping, key: str) -> bool:
    if isinstance(value, str):
        return value in _NOTHING and not row.is_quoted(key)
    return isinstance(value, Sequence) and not value.items


def _new_keys(place: _Place, key: str, flow: str, lines: list[str]) -> Iterator[list[Piece]]:
    """In which ways a key that a row lacks can be added: behind the one that stands before it in house order."""
    before = [name for name in _HOUSE_ORDER[: _HOUSE_ORDER.index(key)] if name in place.row.keys]
    if not before:
        return
    text, end = place.document.text, place.end(before[-1])
    if place.is_flow:
        gap = " " if text[end - 1] == ":" else ""  # in braces `leads:,` would be a word
        yield [(end, end, f"{gap}, {key}: {flow}")]
        return
    line_end = line_end_of(text)
    margin = " " * column(text, next(places_of(place.row))[0])
    block = "".join(f"{margin}{line}{line_end}" for line in lines)
    yield from ([(at, at, joined(text, at, block, line_end))] for at in line_ends(text, end))
