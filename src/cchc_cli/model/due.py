"""The deadline of a row: the words of the plan, and the last day they name."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache
import re
from typing import NamedTuple

from cchc_cli.text import spelling_key


class Due(NamedTuple):
    """A deadline as printed. `last_day` is None where it names none; then it is standing, or not understood."""

    words: str
    last_day: date | None = None
    is_standing: bool = False
    is_impossible: bool = False

    @property
    def is_read(self) -> bool:
        """Whether the words were understood."""
        return self.last_day is not None or self.is_standing


_LEADING = re.compile(r"^(?:(?:trước|đến|trong|hết|ngày|chậm nhất|cuối)\s+)+", re.IGNORECASE)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_STANDING = frozenset(spelling_key(words) for words in ("Thường xuyên", "Hằng năm", "Hàng năm"))
_ONWARDS = spelling_key("và những năm tiếp theo")


@lru_cache(maxsize=1024)
def parse_due(words: str) -> Due:
    """The deadline that the words name. Words in the shape of a day that does not exist are impossible."""
    bare = _LEADING.sub("", " ".join(words.split()))
    key = spelling_key(bare)
    if key in _STANDING or key.endswith(_ONWARDS):
        return Due(words, is_standing=True)
    for pattern, last_day in _shapes():
        if found := pattern.fullmatch(bare):
            try:
                return Due(words, last_day=last_day(*found.groups()))
            except ValueError:
                return Due(words, is_impossible=True)
    return Due(words)


def _iso_day(year: str, month: str, day: str) -> date:
    return date(int(year), int(month), int(day))


def _printed_day(day: str, month: str, year: str) -> date:
    return date(int(year), int(month), int(day))


def _month_end(month: str, year: str) -> date:
    return date(int(year), int(month), monthrange(int(year), int(month))[1])


def _iso_month_end(year: str, month: str) -> date:
    return _month_end(month, year)


def _quarter_end(quarter: str, year: str) -> date:
    number = _QUARTERS[quarter.lower()] if quarter.lower() in _QUARTERS else int(quarter)
    return _month_end(str(3 * number), year)


def _year_end(year: str) -> date:
    return date(int(year), 12, 31)


def _span_end(first: str, last: str) -> date:
    if int(last) < int(first):
        raise ValueError(last)
    return _year_end(last)


@cache
def _shapes() -> tuple[tuple[re.Pattern[str], Callable[..., date]], ...]:
    """The shapes of a deadline with what each names; compiled when the first deadline is read."""
    return tuple(
        (re.compile(pattern, re.IGNORECASE), last_day)
        for pattern, last_day in (
            (r"(\d{4})-(\d{1,2})-(\d{1,2})", _iso_day),
            (r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", _printed_day),
            (r"(\d{4})-(\d{1,2})", _iso_month_end),
            (r"(?:tháng\s+)?(\d{1,2})\s*[/-]\s*(\d{4})", _month_end),
            (r"tháng\s+(\d{1,2})\s+năm\s+(\d{4})", _month_end),
            (r"quý\s+([ivx]+|\d+)\s*(?:[/-]|\s+năm\s+)\s*(\d{4})", _quarter_end),
            (r"(?:năm\s+)?(\d{4})", _year_end),
            (r"(?:năm\s+)?(\d{4})\s*[-\u2013\u2014]\s*(\d{4})", _span_end),
        )
    )
