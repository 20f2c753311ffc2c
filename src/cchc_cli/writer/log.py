"""Entries added to a progress file, or taken out of it: all else stays byte for byte, which reading it again proves."""

from collections.abc import Iterable, Iterator
from collections.abc import Sequence as Several
from datetime import datetime

from cchc_cli.model.progress import Return, Update
from cchc_cli.source import Document, Mapping, Sequence, encode, end_of, is_flow, places_of
from cchc_cli.writer.house_form import Fields, block_lines, flow_text, raw_fields
from cchc_cli.writer.lines import behind_line, column, end_of_line, joined, line_end_of, line_ends
from cchc_cli.writer.proof import Unwritable, data_before, data_of, items_of, read

UPDATES = "updates"
RETURNS = "returns"
_LISTS = (UPDATES, RETURNS)
_SCHEMA_LINE = "# yaml-language-server: $schema=../../schema/progress.schema.json"


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
    document, root = read(content)
    for at, end, text in _insertions(document, root, key, entries):
        before = data_before(document, root, at)
        changed = encode(document.text[:at] + text + document.text[end:], content)
        if data_of(changed) == {**before, key: [*items_of(before.get(key)), *entries]}:
            return changed
    raise Unwritable(f"không thêm được vào «{key}» mà giữ nguyên phần còn lại")


def _insertions(document: Document, root: Mapping, key: str, entries: list[Fields]) -> Iterable[tuple[int, int, str]]:
    """Where the entries may be put, and as what text: start and end of what it takes the place of.

    The first that reads back right is taken; behind a text in a block only trying tells where the block ends.
    """
    text, line_end = document.text, line_end_of(document.text)
    listed, value = ", ".join(map(flow_text, entries)), root.value(key)
    has_items = isinstance(value, Sequence) and bool(value.items)
    if has_items and is_flow(document, root.place_of(key)):
        end = _end_of_items(document, root, key)
        yield end, end, f", {listed}"
    elif has_items:
        block = _block(entries, *_columns(document, root, key), line_end)
        for end in line_ends(text, _end_of_items(document, root, key)):
            yield end, end, joined(text, end, block, line_end)
    elif is_flow(document, root.place):
        end = end_of(document, root.values[-1], root.places[-1])
        start, end, name = (*_bounds(root, key), "") if key in root.keys else (end, end, f", {key}:")
        gap = "" if not name and text[start - 1] == " " else " "
        yield start, end, f"{name}{gap}[{listed}]"
    elif key in root.keys:
        start, end = _bounds(root, key)
        start -= len(text[:start]) - len(text[:start].rstrip(" "))
        after = end_of_line(text, end)
        block = _block(entries, 2, 4, line_end).removesuffix(line_end)
        yield start, after, f"{text[end:after].rstrip()}{line_end}{block}"
    else:
        block = f"{key}:{line_end}{_block(entries, 2, 4, line_end)}"
        for end in line_ends(text, end_of(document, root.values[-1], root.places[-1])):
            yield end, end, joined(text, end, block, line_end)


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


def _columns(document: Document, root: Mapping, key: str) -> tuple[int, int]:
    """The columns of a list's dashes and of the keys of its last item, from 0; between them is a space at least."""
    listed = root.value(key)
    assert isinstance(listed, Sequence)
    dash = column(document.text, _bounds(root, key)[0])
    return dash, max(column(document.text, _starts(listed)[-1]), dash + 2)


def without_entries(content: bytes, entered: datetime) -> bytes | None:
    """The file without the entries that were written at a moment; None where it then holds nothing of its own.

    Raises Unwritable.
    """
    mark = entered.isoformat()
    for key in _LISTS:
        items = items_of(data_of(content).get(key))
        gone = [index for index, item in enumerate(items) if isinstance(item, dict) and item.get("entered") == mark]
        if gone:
            content = _without(content, key, gone)
    return content if _holds_more(content) else None


def _without(content: bytes, key: str, gone: list[int]) -> bytes:
    """The file without these items of a list."""
    document, root = read(content)
    before = root.data()
    text = document.text
    extents = _flow_extents if is_flow(document, root.place_of(key)) else _block_extents
    for start, end in reversed(list(extents(document, root, key, gone))):
        text = text[:start] + text[end:]
    changed = encode(text, content)
    left = data_of(changed)
    rest = [item for index, item in enumerate(items_of(before[key])) if index not in gone]
    if {**left, key: items_of(left.get(key))} == {**before, key: rest}:
        return changed
    raise Unwritable(f"không lấy được mục ra khỏi «{key}» mà giữ nguyên phần còn lại")


def _block_extents(document: Document, root: Mapping, key: str, gone: list[int]) -> Iterator[tuple[int, int]]:
    """The lines of each item; where none is left, with the key that nobody but the program writes."""
    listed, text = root.value(key), document.text
    assert isinstance(listed, Sequence)
    starts = _starts(listed)
    for index in gone:
        dash = text.rfind("-", 0, starts[index])
        first = dash - column(text, dash)
        colon = text.rfind(":", 0, first)
        if key == RETURNS and index == 0 and len(gone) == len(starts) and not text[colon + 1 : first].strip():
            first = colon - column(text, colon)
        yield first, behind_line(text, _end_of_items(document, root, key, index))


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
    document, root = read(content)
    if any(root.data().get(key) for key in _LISTS) or set(root.keys) - {"year", "agency", *_LISTS}:
        return True
    return any("#" in line and line != _SCHEMA_LINE for line in document.lines())
