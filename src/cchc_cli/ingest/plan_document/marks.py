"""What numbers a row as printed: its STT, its mark (1.3.1, I, A), wherever it stands, and the name without it."""

from collections.abc import Sequence
from itertools import pairwise
import re
from typing import NamedTuple

from cchc_cli.ingest.plan_document import headings
from cchc_cli.ingest.plan_document.table_rows import FoundRow, FoundTable
from cchc_cli.model.reading import CODE
from cchc_cli.text import spelling_words

_WHOLE = re.compile(r"\d{1,4}")
_LETTER = re.compile(r"[A-ZĐa-zđ]")
_WORDS_BEFORE = re.compile(r"^(?:mục|phần|lĩnh vực|tiêu chí|chỉ tiêu|nhóm|tc|tctp)\s+(?=[\dIVXLC])", re.IGNORECASE)
_DOTTED = re.compile(r"((?:\d{1,3}|[IVXLC]+)(?:\.\d{1,3})+)[.):]?\s*(?:[-–—]\s*)?(?=\S)(.+)", re.DOTALL)
_SPACED = re.compile(
    r"((?:\d{1,2}\s?\.\s?){2,}\d{1,2}|(?:\d{1,2}\s?\.\s?)+\d{1,2}(?=\s?\.\s))[.):]?\s*(?:[-–—]\s*)?(?=\S)(.+)",
    re.DOTALL,
)
_LABELLED = re.compile(
    r"(?i:mục|phần|lĩnh vực|tiêu chí|nhóm)\s+([IVXLC]+|\d{1,3}(?:\.\d{1,3})*)\s*[.:)–—-]+\s+(.+)", re.DOTALL
)
_ITEM = re.compile(r"(?:[-–—+•*]|([a-zđ])\))\s*(?=[^\W\d_])(.+)", re.DOTALL)
DASH = "-"
_SINGLE = re.compile(r"([IVXLC]+|\d{1,3}|[A-ZĐ])(?:[.):]|\s+[-–—])\s+(.+)", re.DOTALL)
_ENDS = " .)-–—:;"
_TOTALS = tuple(map(spelling_words, ("tổng cộng", "tổng điểm", "tổng số", "cộng", "tổng")))
_LONGEST_TOTAL = 4


class Marked(NamedTuple):
    """A row with its mark and STT as printed, None where it has none, and its name without them."""

    row: FoundRow
    mark: str | None
    stt: int | None
    name: str

    @property
    def is_coded(self) -> bool:
        """Whether the mark is one that a data file can hold."""
        return self.mark is not None and CODE.fullmatch(self.mark) is not None

    @property
    def is_roman(self) -> bool:
        """Whether the mark is a single Roman number, as of an area."""
        return self.is_coded and self.mark is not None and self.mark.isalpha()

    @property
    def is_item(self) -> bool:
        """Whether the name is a point of a list: behind a dash, or a letter with a bracket."""
        return _ITEM.fullmatch(self.name) is not None

    @property
    def is_total(self) -> bool:
        """Whether the row only adds up others."""
        words = spelling_words(self.name)
        is_bare = self.mark is None and self.stt is None and len(words) <= _LONGEST_TOTAL
        return is_bare and (words in _TOTALS or words[:2] in _TOTALS or words[:1] == _TOTALS[3])


def read_marks(table: FoundTable) -> tuple[Marked, ...]:
    """The rows of a table with what numbers them.

    A column headed STT that holds dotted codes, or numbers that begin again in each area, holds marks: then no row has
    an STT as printed.
    """
    marks_stt = headings.CODE not in table.keys and _holds_marks([row.text(headings.STT) for row in table.rows])
    return tuple(_marked(row, marks_stt=marks_stt) for row in table.rows)


def _holds_marks(texts: Sequence[str]) -> bool:
    marks = [mark for text in texts if (mark := mark_of(text)) is not None]
    if any("." in mark for mark in marks):
        return True
    numbers = [int(mark) for mark in marks if mark.isdecimal()]
    has_areas = any(CODE.fullmatch(mark) and mark.isalpha() for mark in marks)
    begins_again = sum(later <= earlier for earlier, later in pairwise(numbers))
    return has_areas and begins_again > 0 and numbers.count(1) > 1


def mark_of(text: str) -> str | None:
    """The mark that a cell holds and nothing else: 1.3.1, I, A, a; None where it holds other words, or nothing."""
    bare = re.sub(r"\s*\.\s*", ".", _WORDS_BEFORE.sub("", text.strip())).strip(_ENDS)
    return bare if CODE.fullmatch(bare) or _LETTER.fullmatch(bare) else None


def _marked(row: FoundRow, *, marks_stt: bool) -> Marked:
    stt_text, code_text, name = (row.text(key) for key in (headings.STT, headings.CODE, headings.NAME))
    if row.is_spread:
        name = " ".join(filter(None, (stt_text, code_text, name)))
        stt_text = code_text = ""
    stt = mark = None
    for text, may_count in ((code_text, False), (stt_text, not marks_stt)):
        if not text:
            continue
        found = mark_of(text)
        if may_count and found is not None and _WHOLE.fullmatch(found) and int(found):
            stt = int(found)
        elif mark is None and found is not None:
            mark = found
        elif found is None:
            mark, name = _told_in_front(text, mark, name)
    if mark is None and (split := _split(name)) is not None and not _is_bare_number(split[0], stt):
        mark, name = split
    item = _ITEM.fullmatch(name)
    if mark is None and stt is None and item is not None and headings.LEADS in row.cells:
        mark, name = item[1] or DASH, item[2]  # with a lead of its own it is a row below the one above
    return Marked(row, mark, stt, name)


def _told_in_front(text: str, mark: str | None, name: str) -> tuple[str | None, str]:
    """A cell for a mark that holds other words: a mark in front of the name, or words that belong to the name."""
    split = _split(text) if mark is None else None
    mark, words = split or (mark, text)
    return mark, " ".join(filter(None, (words, name)))


def _is_bare_number(mark: str, stt: int | None) -> bool:
    """Whether a number in front of the name of a numbered row is that number once more, or of a list, not a code."""
    return stt is not None and mark.isdecimal()


def _split(text: str) -> tuple[str, str] | None:
    """The mark in front of a name, and the name."""
    kinds = (_DOTTED, _SPACED, _LABELLED, _SINGLE)
    found = next(filter(None, (kind.fullmatch(text) for kind in kinds)), None)
    return (re.sub(r"\s+", "", found[1]), found[2].strip()) if found else None
