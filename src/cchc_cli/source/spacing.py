"""Spaces that nobody meant: at the ends of a quoted value, doubled, or a tab between words."""

import re

from cchc_cli.diagnostics import Code, Diagnostic, Edit, Severity
from cchc_cli.source.tree import Document

STRAY_SPACE = Code(
    "F010",
    "stray-space",
    Severity.WARNING,
    "Dấu cách thừa (ở đầu, ở cuối, hai dấu liền nhau) làm hai tên trông giống nhau mà không bằng nhau.",
    "agencies:\n  - id: snv\n    name: Sở  Nội vụ  # ←\n",
    "agencies:\n  - id: snv\n    name: Sở Nội vụ\n",
)

_BETWEEN_WORDS = r"(?<=\S)(?: {2,}|[ \t]*\t[ \t]*)(?=\S)"
_AT_ENDS = r"^[ \t]+|[ \t]+$"


def spacing_problem(document: Document, start: int, end: int, style: str | None) -> tuple[Diagnostic, ...]:
    """The stray spaces of a scalar at these characters, as one problem; `style` is its quote, empty where plain.

    A block scalar is laid out by hand and has none.
    """
    if style in ("|", ">"):
        return ()
    if style:
        start, end = start + 1, end - 1
    inner = document.text[start:end]
    found = [(hit, " ") for hit in re.finditer(_BETWEEN_WORDS, inner)]
    found += [(hit, "") for hit in re.finditer(_AT_ENDS, inner)]
    if not found or not inner.strip():
        return ()
    edits = tuple(sorted(Edit(document.span(start + hit.start(), start + hit.end()), text) for hit, text in found))
    more = f" ({len(edits)} chỗ)" if len(edits) > 1 else ""
    message = f"dấu cách thừa trong «{' '.join(inner.split())}»{more}"
    return (Diagnostic(STRAY_SPACE, message, edits[0].span, "bỏ dấu cách thừa (cchc validate --fix)", (), edits),)
