"""The comments of a YAML file: where they stand, what they say, and where one cuts a value short by mistake."""

from collections.abc import Iterator
import re
from typing import NamedTuple

from cchc_cli.diagnostics import Code, Diagnostic, Severity
from cchc_cli.source.lookup import scalar_at
from cchc_cli.source.tree import Document, Node

CUT_VALUE = Code(
    "Y112",
    "comment-cuts-value",
    Severity.WARNING,
    "Trong YAML, dấu # sau dấu cách mở đầu ghi chú: phần tên viết sau nó bị bỏ mà không ai hay.",
    "agencies:\n  - id: snv\n    name: Sở Nội vụ #1  # ←\n",
    'agencies:\n  - id: snv\n    name: "Sở Nội vụ #1"\n',
)

_FREE_TEXT_KEYS = (
    *("name", "short", "kind", "title", "number", "issuer", "source", "set", "due", "product", "note", "result"),
    *("explanation", "by", "person", "province", "place", "authority", "label"),
)
_HASH = r"(?m)(?:^|(?<=[ \t]))#[^\r\n]*"
_HASH_SIGN = r"(?:^|(?<=[ \t]))#"
_QUOTED = r""""(?:[^"\\]|\\.)*"|(?<![^\s\[{,:-])'(?:[^']|'')*'"""


class Comment(NamedTuple):
    """A comment from its `#` on: first character, end, and whether nothing but spaces stands before it."""

    start: int
    end: int
    text: str
    is_alone: bool


def comments_of(document: Document, root: Node | None) -> Iterator[Comment]:
    """The comments in their order. Where the file could not be parsed, quotes are told by the look of the line."""
    text, at = document.plain, 0
    hash_mark = re.compile(_HASH)
    while found := hash_mark.search(text, at):
        start = found.start()
        line_start = text.rfind("\n", 0, start) + 1
        if root is None or isinstance(root, str):
            start = line_start + _first_comment(text[line_start : found.end()])
        elif (place := scalar_at(root, start)) is not None:
            at = max(place[1], start + 1)
            continue
        if start < found.end():
            yield Comment(start, found.end(), text[start : found.end()], not text[line_start:start].strip(" \t-"))
        at = found.end()


def _first_comment(line: str) -> int:
    """Where the comment of a line that no tree tells of begins: at the first `#` outside quotes; its end where none."""
    quoted = [found.span() for found in re.finditer(_QUOTED, line)]
    unclosed = line.find('"', quoted[-1][1] if quoted else 0)
    last = unclosed if unclosed >= 0 else len(line)
    spans = iter([*quoted, (len(line), len(line))])
    start, end = next(spans)
    for found in re.finditer(_HASH_SIGN, line[:last]):
        while found.start() >= end:
            start, end = next(spans)
        if found.start() < start:
            return found.start()
    return len(line)


def cut_values(document: Document, root: Node | None) -> Iterator[Diagnostic]:
    """Values of several words that go on behind a `#` which YAML takes for a comment (`Công tác #tuyên truyền`)."""
    if " #" not in document.text or root is None:
        return
    for comment in comments_of(document, root):
        if comment.is_alone or comment.text[1:2] in ("", " ", "#", "!"):
            continue
        line_start = document.plain.rfind("\n", 0, comment.start) + 1
        value_end = line_start + len(document.text[line_start : comment.start].rstrip(" \t"))
        place = scalar_at(root, value_end - 1)
        if place is None or place[2]:
            continue
        value = document.text[place[0] : value_end]
        if _is_free_text(document.text, place[0], value):
            message = f"giá trị dừng ở «{value}»: phần «{comment.text}» bị coi là ghi chú"
            hint = "đặt cả giá trị trong ngoặc kép; nếu đúng là ghi chú, thêm dấu cách sau dấu #"
            yield Diagnostic(CUT_VALUE, message, document.span(comment.start, comment.end), hint)


def _is_free_text(text: str, start: int, value: str) -> bool:
    """Whether a value may be words of any kind: by its key, or in a list by its look."""
    key = re.search(r"([\w-]+):\s*$", text[text.rfind("\n", 0, start) + 1 : start])
    return key[1] in _FREE_TEXT_KEYS if key else re.fullmatch(r"[a-z0-9_-]+", value) is None
