"""The comments of a YAML file: where they stand, what they say, and where one cuts a value short by mistake."""

from collections.abc import Iterator
import re
from typing import NamedTuple

from cchc_cli.diagnostics import Code, Diagnostic, Severity
from cchc_cli.source.tree import Document, Node, scalar_at

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
_QUOTED = r""""(?:[^"\\]|\\.)*"|(?<![^\s\[{,:-])'(?:[^']|'')*'"""


class Comment(NamedTuple):
    """A comment from its `#` on: first character, end, and whether nothing but spaces stands before it."""

    start: int
    end: int
    text: str
    is_alone: bool


def comments_of(document: Document, root: Node | None) -> Iterator[Comment]:
    """The comments in their order. Where the file could not be parsed, quotes are told by the look of the line."""
    text, at = document.text, 0
    hash_mark = re.compile(_HASH)
    while found := hash_mark.search(text, at):
        start = found.start()
        line_start = text.rfind("\n", 0, start) + 1
        before = text[line_start:start]
        if _is_content(before, root, start):
            at = start + 1
            continue
        yield Comment(start, found.end(), found.group(), not before.strip())
        at = found.end()


def _is_content(before: str, root: Node | None, index: int) -> bool:
    if root is not None and not isinstance(root, str):
        return scalar_at(root, index) is not None
    return '"' in re.sub(_QUOTED, "", before)


def cut_values(document: Document, root: Node | None) -> Iterator[Diagnostic]:
    """Values of several words that go on behind a `#` which YAML takes for a comment (`Công tác #tuyên truyền`)."""
    if " #" not in document.text or root is None:
        return
    for comment in comments_of(document, root):
        if comment.is_alone or comment.text[1:2] in ("", " ", "#", "!"):
            continue
        value_end = len(document.text[: comment.start].rstrip(" \t"))
        place = scalar_at(root, value_end - 1)
        if place is None or place[1]:
            continue
        value = document.text[place[0] : value_end]
        if _is_free_text(document.text, place[0], value):
            message = f"giá trị dừng ở «{value}»: phần «{comment.text}» bị coi là ghi chú"
            hint = "đặt cả giá trị trong ngoặc kép; nếu đúng là ghi chú, thêm dấu cách sau dấu #"
            yield Diagnostic(CUT_VALUE, message, document.span(comment.start, comment.end), hint)


def _is_free_text(text: str, start: int, value: str) -> bool:
    """Whether a value may be words of any kind: by its key, or in a list by its look."""
    key = re.search(r"([\w-]+):\s*$", text[text.rfind("\n", 0, start) + 1 : start])
    return key[1] in _FREE_TEXT_KEYS if key else " " in value or not value.isascii()
