"""Entries added to a progress file, or taken out of it: all else stays byte for byte, which reading it again proves."""

from collections.abc import Iterable, Iterator
from collections.abc import Sequence as Several
from datetime import datetime

from cchc_cli.model.progress import Return, Update
from cchc_cli.source import Document, Mapping, Sequence, decode, encode, end_of, is_flow, parse, places_of
from cchc_cli.writer.house_form import Fields, block_lines, flow_text, raw_fields

UPDATES = "updates"
RETURNS = "returns"
_LISTS = (UPDATES, RETURNS)
_SCHEMA_LINE = "# yaml-language-server: $schema=../../schema/progress.schema.json"


class Unwritable(Exception):
    """Why entries cannot be added to a file, or taken out of it, without touching the rest."""


def with_entries(
    content: bytes | None, year: int, agency: str, updates: Several[Update], returns: Several[Return]
) -> bytes:
    """The file of an agency's log with these entries at the end of their lists; a new one where there is none.

    Raises Unwritable.
    """
    if content is None:
        content = f"{_SCHEMA_LINE}\nyear: {year}\nagency: {agency}\n{UPDATES}: []\n".encode()
    for key, entries in ((UPDATES, updates), (RETURNS, returns)):
        if entries:
            content = appended(content, key, [raw_fields(entry) for entry in entries])
    return content


def appended(content: bytes, key: str, entries: list[Fields]) -> bytes:
    """The file with these entries at the end of the list under a key at its top. Raises Unwritable."""
    document, root = _read(content)
    for at, end, text in _insertions(document, root, key, entries):
        before = _data_before(document, root, at)
        changed = encode(document.text[:at] + text + document.text[end:], content)
        if _data(changed) == {**before, key: [*_items_of(before.get(key)), *entries]}:
            return changed
    raise Unwritable(f"không thêm được vào «{key}» mà giữ nguyên phần còn lại")


def _data_before(document: Document, root: Mapping, at: int) -> dict[str, object]:
    """What the file holds; a break put behind its last line belongs to a text in a block that ends there."""
    is_unbroken = at == len(document.text) and not document.text.endswith(("\r", "\n"))
    return _data(f"{document.text}\n".encode()) if is_unbroken else root.data()


def _items_of(value: object) -> list[object]:
    if value is None or isinstance(value, list):
        return list(value or ())
    raise Unwritable("chỗ của danh sách lại là giá trị khác")


def _insertions(document: Document, root: Mapping, key: str, entries: list[Fields]) -> Iterable[tuple[int, int, str]]:
    """Where the entries may be put, and as what text: start and end of what it takes the place of.

    The first that reads back right is taken; behind a text in a block only trying tells where the block ends.
    """
    text, line_end = document.text, _line_end(document.text)
    listed, value = ", ".join(map(flow_text, entries)), root.value(key)
    has_items = isinstance(value, Sequence) and bool(value.items)
    if has_items and is_flow(document, root.place_of(key)):
        end = _end_of_items(document, root, key)
        yield end, end, f", {listed}"
    elif has_items:
        block = _block(entries, *_columns(document, root, key), line_end)
        for end in _line_ends(text, _end_of_items(document, root, key)):
            yield end, end, _joined(text, end, block, line_end)
    elif is_flow(document, root.place):
        end = end_of(document, root.values[-1], root.places[-1])
        start, end, name = (*_bounds(root, key), "") if key in root.keys else (end, end, f", {key}:")
        gap = "" if not name and text[start - 1] == " " else " "
        yield start, end, f"{name}{gap}[{listed}]"
    elif key in root.keys:
        start, end = _bounds(root, key)
        start -= len(text[:start]) - len(text[:start].rstrip(" "))
        after = _end_of_line(text, end)
        block = _block(entries, 2, 4, line_end).removesuffix(line_end)
        yield start, after, f"{text[end:after].rstrip()}{line_end}{block}"
    else:
        block = f"{key}:{line_end}{_block(entries, 2, 4, line_end)}"
        for end in _line_ends(text, end_of(document, root.values[-1], root.places[-1])):
            yield end, end, _joined(text, end, block, line_end)


def _starts(listed: Sequence) -> list[int]:
    return [start for start, _ in places_of(listed)]


def _bounds(root: Mapping, key: str) -> tuple[int, int]:
    """First character and end of the value under a key."""
    position = root.keys.index(key)
    return list(places_of(root))[2 * position + 1]


def _end_of_items(document: Document, root: Mapping, key: str, index: int = -1) -> int:
    listed = root.value(key)
    assert isinstance(listed, Sequence)
    return end_of(document, listed.items[index], listed.places[index])


def _block(entries: list[Fields], dash: int, keys: int, line_end: str) -> str:
    return "".join(f"{line}{line_end}" for one in entries for line in block_lines(one, dash, keys))


def _joined(text: str, at: int, block: str, line_end: str) -> str:
    """The block as it goes in at the end of a line: after a line break, which the last line may lack."""
    is_broken = at > 0 and text[at - 1] in "\r\n"
    return block if is_broken else f"{line_end}{block}"


def _columns(document: Document, root: Mapping, key: str) -> tuple[int, int]:
    """The columns of a list's dashes and of the keys of its last item, from 0; between them is a space at least."""
    listed = root.value(key)
    assert isinstance(listed, Sequence)
    dash = _column(document.text, _bounds(root, key)[0])
    return dash, max(_column(document.text, _starts(listed)[-1]), dash + 2)


def _column(text: str, at: int) -> int:
    return at - max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) - 1


def _line_ends(text: str, end: int) -> Iterable[int]:
    """Where the line that holds the end of a value ends, behind its line break; then behind blank lines after it."""
    at = _behind_line(text, end)
    yield at
    while at < len(text) and not text[at : _end_of_line(text, at)].strip(" \t"):
        at = _behind_line(text, at)
        yield at


def _end_of_line(text: str, at: int) -> int:
    while at < len(text) and text[at] not in "\r\n":
        at += 1
    return at


def _behind_line(text: str, at: int) -> int:
    at = _end_of_line(text, at)
    return at + 2 if text.startswith("\r\n", at) else min(at + 1, len(text))


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"


def without_entries(content: bytes, entered: datetime) -> bytes | None:
    """The file without the entries that were written at a moment; None where it then holds nothing of its own.

    Raises Unwritable.
    """
    mark = entered.isoformat()
    for key in _LISTS:
        items = _items_of(_data(content).get(key))
        gone = [index for index, item in enumerate(items) if isinstance(item, dict) and item.get("entered") == mark]
        if gone:
            content = _without(content, key, gone)
    return content if _holds_more(content) else None


def _without(content: bytes, key: str, gone: list[int]) -> bytes:
    """The file without these items of a list."""
    document, root = _read(content)
    before = root.data()
    text = document.text
    extents = _flow_extents if is_flow(document, root.place_of(key)) else _block_extents
    for start, end in reversed(list(extents(document, root, key, gone))):
        text = text[:start] + text[end:]
    changed = encode(text, content)
    left = _data(changed)
    rest = [item for index, item in enumerate(_items_of(before[key])) if index not in gone]
    if {**left, key: _items_of(left.get(key))} == {**before, key: rest}:
        return changed
    raise Unwritable(f"không lấy được mục ra khỏi «{key}» mà giữ nguyên phần còn lại")


def _block_extents(document: Document, root: Mapping, key: str, gone: list[int]) -> Iterator[tuple[int, int]]:
    """The lines of each item; where none is left, with the key that nobody but the program writes."""
    listed, text = root.value(key), document.text
    assert isinstance(listed, Sequence)
    starts = _starts(listed)
    for index in gone:
        dash = text.rfind("-", 0, starts[index])
        first = dash - _column(text, dash)
        colon = text.rfind(":", 0, first)
        if key == RETURNS and index == 0 and len(gone) == len(starts) and not text[colon + 1 : first].strip():
            first = colon - _column(text, colon)
        yield first, _behind_line(text, _end_of_items(document, root, key, index))


def _flow_extents(document: Document, root: Mapping, key: str, gone: list[int]) -> Iterator[tuple[int, int]]:
    """Runs of items in brackets, each with as many commas: before them at the end of the list, else after them."""
    listed = root.value(key)
    assert isinstance(listed, Sequence)
    starts = _starts(listed)
    ends = [_end_of_items(document, root, key, index) for index in range(len(starts))]
    for first in (index for index in gone if index - 1 not in gone):
        last = next(index for index in range(first, len(starts)) if index + 1 not in gone)
        if last + 1 < len(starts):
            yield starts[first], starts[last + 1]
        else:
            yield ends[first - 1] if first else starts[0], ends[last]


def _holds_more(content: bytes) -> bool:
    """Whether a file holds anything but its head: an entry, a key, or a comment that a person wrote."""
    document, root = _read(content)
    if any(root.data().get(key) for key in _LISTS) or set(root.keys) - {"year", "agency", *_LISTS}:
        return True
    return any("#" in line and line != _SCHEMA_LINE for line in document.lines())


def _read(content: bytes) -> tuple[Document, Mapping]:
    document, _ = decode("", content)
    root = parse(document)[0] if document is not None else None
    if document is None or not isinstance(root, Mapping):
        raise Unwritable("tệp không đọc được")
    return document, root


def _data(content: bytes) -> dict[str, object]:
    try:
        return _read(content)[1].data()
    except Unwritable:
        return {}
