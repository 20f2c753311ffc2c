"""What a plan's document says of itself above its table: title, number, day, issuer, year."""

from collections.abc import Iterable, Sequence
from itertools import takewhile
import re
from typing import NamedTuple

from cchc_cli.text import spelling_key, spelling_words

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
_NO_TITLE = tuple(
    spelling_words(words)
    for words in (
        *(
            "phụ lục",
            "cộng hòa",
            "độc lập",
            "số",
            "kèm theo",
            "ban hành kèm",
            "đơn vị tính",
            "quyết định",
            "chương trình",
        ),
        *("ủy ban nhân dân", "ubnd", "hội đồng nhân dân", "sở nội vụ", "bộ nội vụ", "tm", "kt", "tl", "tuq", "q"),
        *("chủ tịch", "phó chủ tịch", "giám đốc", "phó giám đốc", "tỉnh ủy", "ban chỉ đạo", "nơi nhận"),
    )
)
_KINDS = frozenset(map(spelling_key, ("kế hoạch", "quyết định", "chỉ thị", "chương trình", "nghị quyết", "đề án")))
_POINT = re.compile(r"(?:[IVX]+|\d+|[A-ZĐ])[.)]\s|[-+(•]")
_PROSE = re.compile(r"căn cứ|thực hiện|kính gửi", re.IGNORECASE)
_MOST_ABOUT = 3


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
    title = _title(texts)
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


def _title(texts: Sequence[str]) -> list[str]:
    """The lines of the title: the capitals nearest above the table, else the kind of document and what it is about."""
    runs: list[list[str]] = []
    for at, text in enumerate(texts):
        if _is_title(text):
            if at == 0 or not _is_title(texts[at - 1]):
                runs.append([])
            runs[-1].append(text)
    if runs:
        return runs[-1]
    kind = next((at for at, text in enumerate(texts) if spelling_key(text) in _KINDS and text.isupper()), None)
    about = [] if kind is None else list(takewhile(_is_about, texts[kind + 1 : kind + 1 + _MOST_ABOUT]))
    return [texts[kind], *about] if kind is not None and about else []


def _is_about(text: str) -> bool:
    """Whether a line below the kind of a document still says what it is about."""
    is_prose = _POINT.match(text) or _PROSE.match(text)
    return not is_prose and not text.endswith((".", ";", ":"))


def _is_title(text: str) -> bool:
    """Whether a line belongs to the title: in capitals, and none of those that every document has."""
    words = spelling_words(text)
    is_title = text.isupper() and spelling_key(text) not in _KINDS and _POINT.match(text) is None
    return is_title and not any(words[: len(one)] == one for one in _NO_TITLE)


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
