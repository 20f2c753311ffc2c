"""How a document marks its rows: with whole codes, anew in each area, not at all."""

from collections.abc import Sequence
from typing import NamedTuple

from cchc_cli.ingest.plan_document.marks import DASH, Marked
from cchc_cli.text import natural_key


class MarkStyle(NamedTuple):
    """How a document marks its rows.

    `is_relative` where codes begin anew in each Roman area (I, 1, 1.1); `arabic` are the Roman areas whose rows are
    marked 1.1, 1.2, so that the area itself is 1.
    """

    has_codes: bool
    has_roman: bool
    is_relative: bool
    arabic: dict[str, str]

    def is_loose(self, mark: str) -> bool:
        """Whether a mark is a letter or dash that only lists: A above areas, a) below rows."""
        is_letter = len(mark) == 1 and mark.isalpha()
        return mark == DASH or (is_letter and (mark.islower() or mark not in "IVX" or not self.has_roman))


def style_of(rows: Sequence[Marked]) -> MarkStyle:
    """The style of a document, by all its marks."""
    marks = [row.mark for row in rows if row.mark is not None and row.is_coded]
    has_roman = "I" in marks or any(mark[0].isalpha() and len(mark) > 1 for mark in marks)
    dotted = [mark for mark in marks if "." in mark]
    arabic = _arabic_areas(marks) if has_roman else {}
    is_absolute = any(mark[0].isalpha() for mark in dotted)
    has_arabic = any(mark[0].isdecimal() for mark in marks)
    is_relative = has_roman and has_arabic and not is_absolute and not arabic
    return MarkStyle(bool(dotted) or has_arabic, has_roman, is_relative, arabic)


def _arabic_areas(marks: Sequence[str]) -> dict[str, str]:
    """The Roman areas by the number that their rows carry; none where any row carries another."""
    areas: dict[str, str] = {}
    for mark in marks:
        if mark.isalpha():
            number = str(natural_key(mark)[0][0])
            areas[mark] = number
        elif "." not in mark or not areas or mark.partition(".")[0] != number:
            return {}
    return areas if any("." in mark for mark in marks) else {}


def roman(number: int) -> str:
    """A number in Roman letters."""
    letters = ""
    for value, sign in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        letters += sign * (number // value)
        number %= value
    return letters
