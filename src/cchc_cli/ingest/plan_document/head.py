"""What a plan's document says of itself above its table: title, number, day, issuer, year."""

from collections.abc import Iterable, Sequence
import re
from typing import NamedTuple

from cchc_cli.text import spelling_words

_DAY = r"ngày\s*(?P<day>\d{0,2}|[.…]+)\s*"
_ISSUED = re.compile(
    rf"{_DAY}(?:/\s*(?P<month>\d{{1,2}})\s*/\s*(?P<year>\d{{4}})"
    r"|tháng\s*(?P<month2>\d{1,2}|[.…]+)?\s*năm\s*(?P<year2>\d{4}))",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"số[:\s]*(?P<number>\d+\s*/\s*[\w-]+)", re.IGNORECASE)
_ISSUER = re.compile(r"\bcủa\s+(?P<issuer>[^()]+?)\s*\)?\s*$", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
_OF_YEAR = re.compile(r"\bnăm\s+(20\d{2})\b", re.IGNORECASE)
_SECTION = re.compile(r"[IVXLC]+\.\s")
_COUNTRY = spelling_words("cộng hòa xã hội")
_NO_TITLE = tuple(
    spelling_words(words)
    for words in ("phụ lục", "cộng hòa", "độc lập", "số", "kèm theo", "ban hành kèm", "ủy ban nhân dân", "đơn vị tính")
)


class DocumentHead(NamedTuple):
    """The fields of a plan's head as a data file holds them, and the year that the plan is for; None if not told.

    `told` are the words that tell the year, `others` the lines that went into no field.
    """

    fields: dict[str, object]
    year: int | None
    told: str = ""
    others: tuple[str, ...] = ()


def read_head(lines: Sequence[str], file: str) -> DocumentHead:
    """The head of a plan from the lines above its table; the file's name tells the year where nothing else does."""
    texts = [text for line in lines if (text := " ".join(line.split()).strip("*_# "))]
    title = [text for text in texts if _is_title(text)]
    enclosed = next((text for text in texts if "kèm theo" in text.lower()), None)
    issued = _ISSUED.search(enclosed or "") or next(filter(None, map(_ISSUED.search, texts)), None)
    fields: dict[str, object] = {"title": " ".join(title) or None, "number": _number(enclosed, texts)}
    if issued is not None:
        fields["issued"] = _day_of(issued)
    issuer = _ISSUER.search(enclosed) if enclosed else None
    if issuer is not None:
        fields["issuer"] = issuer["issuer"]
    fields["source"] = file
    year, told = _year(title, issued, [*texts, file])
    others = tuple(text for text in texts if text not in title and text != enclosed)
    return DocumentHead(fields, year, told, others)


def _is_title(text: str) -> bool:
    """Whether a line belongs to the title: in capitals, and none of those that every document has."""
    words = spelling_words(text)
    if _SECTION.match(text) or _has_motto(words):
        return False
    return text.isupper() and len(text) > len("KẾ HOẠCH") and not any(words[: len(one)] == one for one in _NO_TITLE)


def _has_motto(words: Sequence[str]) -> bool:
    """Whether the words hold the country's name or motto, which stand beside the issuer's at the head of a page."""
    return any(tuple(words[at : at + len(_COUNTRY)]) == _COUNTRY for at in range(len(words)))


def _number(enclosed: str | None, texts: Iterable[str]) -> str | None:
    found = _NUMBER.search(enclosed or "") or next((one for text in texts if (one := _NUMBER.match(text))), None)
    return re.sub(r"\s+", "", found["number"]) if found else None


def _day_of(found: re.Match[str]) -> str:
    """The day of issue as far as it is printed: 2024, 2024-06, 2024-06-28."""
    year = found["year"] or found["year2"]
    parts = [found["month"] or found["month2"] or "", found["day"]]
    day = year
    for part in parts:
        if not part.isdecimal():
            break
        day = f"{day}-{int(part):02d}"
    return day


def _year(title: Sequence[str], issued: re.Match[str] | None, texts: Sequence[str]) -> tuple[int | None, str]:
    """The year that a plan is for: of its title, else of its day, else the only one that is named anywhere."""
    of_title = [int(year) for line in title for year in _OF_YEAR.findall(line)]
    of_day = int(issued["year"] or issued["year2"]) if issued else None
    if of_title and (of_day is None or abs(of_title[-1] - of_day) <= 1) and not _names_a_day(title):
        return of_title[-1], f"tiêu đề ghi năm {of_title[-1]}"
    if of_day is not None:
        return of_day, f"văn bản ban hành năm {of_day}"
    for line in texts:
        years = {int(year) for year in _YEAR.findall(line)}
        if len(years) == 1:
            return years.pop(), f"«{line[:60]}»"
    return None, ""


def _names_a_day(title: Sequence[str]) -> bool:
    """Whether the year at the end of a title is that of another document's day («NGÀY 22 THÁNG 12 NĂM 2024»)."""
    return bool(re.search(r"tháng\s*\d{1,2}\s*năm\s*20\d{2}", " ".join(title), re.IGNORECASE))
