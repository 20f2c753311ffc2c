"""Which columns the cells of a row stand in that has fewer of them than the heading."""

from collections.abc import Sequence
from itertools import combinations
import re

from cchc_cli.ingest.papers.paper import TableRow
from cchc_cli.ingest.plan_document import headings
from cchc_cli.model.due import parse_due

_MOST_DROPPED = 2
_WHOLE = re.compile(r"\d{1,4}\.?")
CODE_LIKE = re.compile(r"(?:\d{1,3}|[IVXLC]{1,7})(?:\.\d{1,3})*[.)]?")
_NUMBER = re.compile(r"[-−]?\d{1,3}(?:[.,]\d{1,2})?")


def fitting_keys(keys: Sequence[str], rows: Sequence[TableRow]) -> tuple[str, ...]:
    """The keys of rows that have fewer cells than the heading: all in order, those left out that fit worst.

    A cell merged over pages leaves the next page a column short.
    """
    width = len(rows[0].cells)
    if len(keys) - width > _MOST_DROPPED:
        return tuple(keys[:width])
    texts = [[cell.text for cell in row.cells] for row in rows]

    def fit(kept: tuple[int, ...]) -> int:
        return sum(_likeness(keys[at], text) for line in texts for at, text in zip(kept, line, strict=True))

    kept = max(combinations(range(len(keys)), width), key=lambda one: (fit(one), headings.LEADS not in _at(keys, one)))
    first = tuple(range(width))
    return _at(keys, first if fit(first) == fit(kept) else kept)


def _at(keys: Sequence[str], kept: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(keys[at] for at in kept)


def _likeness(key: str, text: str) -> int:
    """How well a text fits under a heading: blanks fit anywhere."""
    if not text:
        return 0
    is_day, is_number = parse_due(text).is_read, _NUMBER.fullmatch(text) is not None
    match key:
        case headings.STT:
            return 2 if _WHOLE.fullmatch(text) else -2
        case headings.CODE:
            return 2 if CODE_LIKE.fullmatch(text) else -2
        case headings.MAX_SCORE:
            return 2 if is_number else -2
        case headings.DUE:
            return 2 if is_day else -1
        case headings.NAME:
            return -2 if is_number or is_day or CODE_LIKE.fullmatch(text) else 1
        case headings.LEADS | headings.SUPPORT:
            return -2 if is_number or is_day else 0
    return 0
