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

_BETWEEN_WORDS = r"(?<=\S)(?:[ \t]{2,}|\t)(?=\S)"


def spacing_problem(document: Document, start: int, end: int, style: str | None) -> tuple[Diagnostic, ...]:
    """The stray spaces of a scalar at these characters, as one problem; `style` is its quote, empty where plain.

    A block scalar is laid out by hand and has none.
    """
    if style in ("|", ">"):
        return ()
    if style:
        start, end = start + 1, end - 1
    inner = document.text[start:end]
    if not inner.strip():
        return ()
    found = [(hit.start(), hit.end(), " ") for hit in re.finditer(_BETWEEN_WORDS, inner)]
    leading, trailing = len(inner) - len(inner.lstrip(" \t")), len(inner.rstrip(" \t"))
    found += [(0, leading, "")] if leading else []
    found += [(trailing, len(inner), "")] if trailing < len(inner) else []
    if not found:
        return ()
    edits = tuple(sorted(Edit(document.span(start + first, start + last), text) for first, last, text in found))
    more = f" ({len(edits)} chỗ)" if len(edits) > 1 else ""
    message = f"dấu cách thừa trong «{' '.join(inner.split())}»{more}"
    return (Diagnostic(STRAY_SPACE, message, edits[0].span, "bỏ dấu cách thừa (cchc validate --fix)", (), edits),)
