"""Numbers and days as people type them into cells: decimal comma or point, thousands marks, any order of a day."""

from datetime import date, datetime, timedelta
from decimal import Decimal
import re
from typing import NamedTuple

_SPACES = re.compile(r"(?<=[-+–\u2212])\s+|(?<=[0-9])\s(?=[0-9]{3}(?![0-9]))")  # behind a sign, between thousands
_DECIMAL = re.compile(r"[+-]?[0-9][0-9.,]*")
_GROUPED = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*")
_DAY_FIRST = re.compile(r"([0-9]{1,2})\s*[/.\-]\s*([0-9]{1,2})\s*[/.\-]\s*([0-9]{4}|[0-9]{2})")
_YEAR_FIRST = re.compile(r"([0-9]{4})\s*[/.\-]\s*([0-9]{1,2})\s*[/.\-]\s*([0-9]{1,2})")
_IN_WORDS = re.compile(r"([0-9]{1,2})\s+tháng\s+([0-9]{1,2})\s+năm\s+([0-9]{4})", re.IGNORECASE)
_DAY_WORD = re.compile(r"^ngày\s+", re.IGNORECASE)
_CLOCK = re.compile(r"[T\s]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?$")
_LONGEST = 40
_SERIAL_START = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)  # 1954 to 2119


class Unclear(Exception):
    """A text that may mean several numbers, or none: why."""


def read_decimal(text: str) -> Decimal:
    """The number that a text means, exactly. Raises Unclear."""
    bare = _SPACES.sub("", text.strip()).replace("\N{MINUS SIGN}", "-").replace("–", "-")
    if len(bare) > _LONGEST or not _DECIMAL.fullmatch(bare):
        raise Unclear("không phải số")
    sign, digits = (bare[0], bare[1:]) if bare[0] in "+-" else ("", bare)
    marks = re.sub("[0-9]", "", digits)
    if len(set(marks)) == 2:
        whole, fraction = digits.rsplit(marks[-1], 1)
        if not _GROUPED.fullmatch(whole):
            raise Unclear("dấu chấm, dấu phẩy không đúng chỗ")
        return Decimal(f"{sign}{re.sub('[.,]', '', whole)}.{fraction or 0}")
    if len(marks) > 1:
        if not _GROUPED.fullmatch(digits):
            raise Unclear("dấu chấm, dấu phẩy không đúng chỗ")
        return Decimal(sign + re.sub("[.,]", "", digits))
    if len(marks) == 1 and _GROUPED.fullmatch(digits) and not digits.startswith("0"):
        whole, fraction = re.split("[.,]", digits)
        raise Unclear(f"không rõ là {whole}{fraction} hay {whole},{fraction}")
    return Decimal(sign + digits.replace(",", ".").rstrip("."))


class ReadDay(NamedTuple):
    """A day, and whether it was only understood as month before day."""

    day: date
    is_month_first: bool = False


def read_day(value: object, day_zero: date = _SERIAL_START) -> ReadDay:
    """The day that a cell's value means: a day, a count of days from day zero, or a text. Raises Unclear."""
    if isinstance(value, datetime):
        return ReadDay(value.date())
    if isinstance(value, date):
        return ReadDay(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if int(value) in _SERIALS:
            return ReadDay(day_zero + timedelta(days=int(value)))
        raise Unclear("không phải ngày")
    return _day_of_text(str(value), day_zero)


def _day_of_text(text: str, day_zero: date) -> ReadDay:
    bare = _CLOCK.sub("", _DAY_WORD.sub("", text.strip(" .")))
    if found := _DAY_FIRST.fullmatch(bare) or _IN_WORDS.fullmatch(bare):
        day, month, year = (int(part) for part in found.groups())
        year += 2000 if year < 100 else 0
        if month > 12 >= day:
            return ReadDay(_existing(year, day, month), is_month_first=True)
        return ReadDay(_existing(year, month, day))
    if found := _YEAR_FIRST.fullmatch(bare):
        return ReadDay(_existing(*(int(part) for part in found.groups())))
    if bare.isascii() and bare.isdecimal() and len(bare) == 5:
        return read_day(int(bare), day_zero)
    raise Unclear("không phải ngày")


def _existing(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Unclear("không có ngày đó") from None
