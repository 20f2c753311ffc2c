"""What the characters of a file can have wrong: alike to the eye, different to every program."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
import re
import unicodedata

from cchc_cli.diagnostics import Code, Diagnostic, Edit, Severity
from cchc_cli.source.code_tables import LEGACY_TABLE, MISREAD, legacy_lines
from cchc_cli.source.comments import comments_of
from cchc_cli.source.tree import Document, Node
from cchc_cli.text import CONTROLS, INVISIBLE, NO_BREAK_SPACES, clean

_GOOD = "agencies:\n  - id: snv\n    name: Sở Nội vụ\n"

CONTROL_CHARACTER = Code(
    "F004",
    "control-character",
    Severity.WARNING,
    "Ký tự điều khiển (thường dán từ Word) không hiện ra được; báo cáo được ghi mà không có nó.",
    'agencies:\n  - id: snv\n    name: "Sở Nội\\u000Bvụ"  # ←\n',
    _GOOD,
)
NO_BREAK_SPACE = Code(
    "F008",
    "no-break-space",
    Severity.WARNING,
    "Dấu cách không ngắt (thường dán từ trang web hay Word) trông như dấu cách mà chương trình khác tìm không thấy.",
    "agencies:\n  - id: snv\n    name: Sở\u00a0Nội vụ  # ←\n",
    _GOOD,
)
INVISIBLE_CHARACTER = Code(
    "F009",
    "invisible-character",
    Severity.WARNING,
    "Ký tự không nhìn thấy (dấu nối mềm, khoảng rộng bằng không) làm hai chữ trông giống nhau mà không bằng nhau.",
    "agencies:\n  - id: snv\n    name: Sở Nội\u200b vụ  # ←\n",
    _GOOD,
)
FOREIGN_LETTER = Code(
    "F011",
    "foreign-letter",
    Severity.WARNING,
    "Chữ của bảng chữ khác (như С, Е của tiếng Nga) trông giống chữ Việt mà không phải; tìm và so sánh đều trượt.",
    "agencies:\n  - id: snv\n    name: Sở Nội vụ\n    short: \u0421NV  # ←\n",
    "agencies:\n  - id: snv\n    name: Sở Nội vụ\n    short: SNV\n",
)
LOST_CHARACTER = Code(
    "F013",
    "lost-character",
    Severity.WARNING,
    "Dấu \ufffd là vết của một chữ đã mất khi tệp được lưu sai bảng mã; phải gõ lại chữ đó.",
    "agencies:\n  - id: snv\n    name: S\ufffd Nội vụ  # ←\n",
    _GOOD,
)
NO_BREAK_INDENTATION = Code(
    "Y111",
    "no-break-indentation",
    Severity.ERROR,
    "Dòng thụt vào (hay tách khóa với giá trị) bằng dấu cách không ngắt thì chương trình khác đọc thành khóa khác.",
    "agencies:\n  - id: snv\n\u00a0\u00a0\u00a0\u00a0name: Sở Nội vụ  # ←\n",
    _GOOD,
)

_NO_BREAKS = "".join(sorted(NO_BREAK_SPACES))
_CONVERT_HINT = "chuyển sang Unicode dựng sẵn bằng UniKey Toolkit (Ctrl+Shift+F6) hay chức năng tương tự, rồi lưu UTF-8"
_LEGACY_HINTS = {MISREAD: "tệp UTF-8 đã bị mở bằng bảng mã khác rồi lưu lại; khôi phục từ bản trước"}
_LOOK_ALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеорсухѕіјΑΒΕΖΗΙΚΜΝΟΡΤΥΧο\u00d0\u0189\u00f0",
    "ABESIJKMHOPCTYXaeopcyxsijABEZHIKMNOPTYXoĐĐđ",
)
_NOT_VIETNAMESE = frozenset("\u00d0\u0189\u00f0")
_SHOWN = 40


def character_problems(document: Document, root: Node | None) -> tuple[Diagnostic, ...]:
    """What is wrong with the characters outside comments: one problem a line and kind, at the first of them.

    `root` is the tree of the file, None where its syntax is broken.
    """
    kinds = {letter: code for letter in document.odd if (code := _kind_of(letter)) is not None}
    legacy = legacy_lines(document)
    if not kinds:
        return tuple(_legacy_problems(document, legacy))
    hits: dict[tuple[int, Code], list[int]] = {}
    structured, structure_end = 0, 0
    for index in _outside_comments(document, root, _any_of(kinds).finditer(document.text)):
        line = document.span(index, index).line
        code = kinds[document.text[index]]
        if line in legacy and code is not CONTROL_CHARACTER:
            continue  # to take a character away would make the text beyond repair
        if code is NO_BREAK_SPACE:
            if line != structured:
                structured, structure_end = line, _structure_end(document, line)
            code = NO_BREAK_INDENTATION if index < structure_end else code
        if code is FOREIGN_LETTER and _is_lone_greek(document.text, index):
            continue
        hits.setdefault((line, code), []).append(index)
    found = tuple(_problem(document, code, indexes) for (_, code), indexes in hits.items())
    return (*_legacy_problems(document, legacy), *found)


def repaired(document: Document) -> str:
    """The text with plain spaces where no-break spaces stand for the structure, each character in its place."""
    if NO_BREAK_SPACES.isdisjoint(document.odd):
        return document.text
    plain = dict.fromkeys(map(ord, NO_BREAK_SPACES), " ")
    text = _structure().sub(lambda found: found.group().translate(plain), document.text)
    return re.sub(f"(?<=[,\\[{{])[{_NO_BREAKS}]+", lambda found: " " * len(found.group()), text)


def escaped_problems(document: Document, start: int, end: int, value: str) -> tuple[Diagnostic, ...]:
    """What a scalar in double quotes spells out by escapes (`\\u000B`) and should not hold."""
    raw = frozenset(document.text[start:end])
    seen: dict[Code, str] = {}
    for letter in frozenset(value):
        code = _kind_of(letter) if letter not in raw and letter != "\r" else None
        if code in (CONTROL_CHARACTER, NO_BREAK_SPACE, INVISIBLE_CHARACTER) and code is not None:
            seen.setdefault(code, letter)
    span = document.span(start, end)
    return tuple(
        Diagnostic(code, f"{_WORDS[code]} U+{ord(letter):04X} trong «{_shortened(clean(value))}»", span, _ESCAPE_HINT)
        for code, letter in seen.items()
    )


_WORDS = {
    CONTROL_CHARACTER: "ký tự điều khiển",
    NO_BREAK_SPACE: "dấu cách không ngắt",
    INVISIBLE_CHARACTER: "ký tự không nhìn thấy",
    FOREIGN_LETTER: "chữ lạ",
    LOST_CHARACTER: "chữ đã mất",
    NO_BREAK_INDENTATION: "dấu cách không ngắt ở chỗ thụt dòng hoặc sau khóa",
}
_ESCAPE_HINT = "xóa mã \\… đó trong ngoặc kép, hoặc thay bằng dấu cách"
_HINTS = {
    CONTROL_CHARACTER: "thay bằng dấu cách hoặc xuống dòng",
    NO_BREAK_SPACE: "thay bằng dấu cách thường (cchc validate --fix)",
    INVISIBLE_CHARACTER: "xóa ký tự đó (cchc validate --fix)",
    LOST_CHARACTER: "gõ lại chữ theo văn bản",
    NO_BREAK_INDENTATION: "thay bằng dấu cách thường (cchc validate --fix)",
}


def _kind_of(letter: str) -> Code | None:
    if letter in NO_BREAK_SPACES:
        return NO_BREAK_SPACE
    if letter in INVISIBLE:
        return INVISIBLE_CHARACTER
    if letter == "\ufffd" or unicodedata.category(letter) == "Co":  # lost, or a sign of one font alone
        return LOST_CHARACTER
    if letter in CONTROLS:
        return CONTROL_CHARACTER
    is_letter = letter.isalpha() and not unicodedata.name(letter, "LATIN").startswith("LATIN")
    if is_letter or letter in _NOT_VIETNAMESE or (letter.isdecimal() and not letter.isascii()):
        return FOREIGN_LETTER
    return None


def _any_of(letters: Iterable[str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(re.escape(letter) for letter in sorted(letters))}]")


def _structure() -> re.Pattern[str]:
    """What stands before the value of a line: indentation, dashes, a key with its colon."""
    space = f"[ {_NO_BREAKS}]"
    return re.compile(f"^{space}*(?:-{space}+)*(?:[A-Za-z_][\\w-]*{space}*:{space}+)?", re.MULTILINE)


def _structure_end(document: Document, line: int) -> int:
    start = document.index(line, 1)
    found = _structure().match(document.plain, start)
    return found.end() if found else start


def _outside_comments(document: Document, root: Node | None, hits: Iterator[re.Match[str]]) -> Iterator[int]:
    spans = [(comment.start, comment.end) for comment in comments_of(document, root)]
    starts = [start for start, _ in spans]
    for hit in hits:
        index = hit.start()
        before = bisect_right(starts, index) - 1
        if before < 0 or index >= spans[before][1]:
            yield index


def _problem(document: Document, code: Code, indexes: list[int]) -> Diagnostic:
    text, first = document.text, indexes[0]
    last = first + next((step for step, index in enumerate(indexes) if index != first + step), len(indexes))
    letter = text[first]
    more = f" ({len(indexes)} chỗ trong dòng)" if len(indexes) > 1 else ""
    message = f"{_WORDS[code]} U+{ord(letter):04X}{_around(text, first)}{more}"
    fix: tuple[Edit, ...] = ()
    if code in (NO_BREAK_SPACE, NO_BREAK_INDENTATION, INVISIBLE_CHARACTER):
        line = document.span(first, first).line
        solid = document.index(line, len(document.line(line).rstrip()) + 1)
        fix = tuple(
            Edit(document.span(index, index + 1), "" if code is INVISIBLE_CHARACTER or index >= solid else " ")
            for index in indexes
        )
    return Diagnostic(code, message, document.span(first, last), _HINTS.get(code) or _letter_hint(letter), (), fix)


def _around(text: str, index: int) -> str:
    """The word that a character stands in or between, in quotes."""
    start, end = index, index + 1
    while start > 0 and not text[start - 1].isspace() and index - start < _SHOWN:
        start -= 1
    while end < len(text) and not text[end].isspace() and end - index < _SHOWN:
        end += 1
    word = clean(text[start:end]).strip(" \"'[]{},:")
    return f" trong «{word}»" if word else ""


def _letter_hint(letter: str) -> str:
    latin = letter.translate(_LOOK_ALIKES)
    if latin == letter:
        latin = unicodedata.normalize("NFKC", letter)
    return f"có phải «{latin}»? xóa và gõ lại bằng bộ gõ tiếng Việt" if latin != letter else "gõ lại bằng chữ Việt"


def _is_lone_greek(text: str, index: int) -> bool:
    """A Greek letter on its own is a symbol (hệ số α)."""
    around = text[max(0, index - 1) : index] + text[index + 1 : index + 2]
    is_alone = not any(letter.isalpha() for letter in around)
    return is_alone and unicodedata.name(text[index], "").startswith("GREEK")


def _legacy_problems(document: Document, legacy: dict[int, str]) -> Iterator[Diagnostic]:
    for line, table in legacy.items():
        text = document.line(line)
        start = document.index(line, 1) + len(text) - len(text.lstrip())
        span = document.span(start, document.index(line, 1) + len(text.rstrip()))
        message = f"chữ theo bảng mã {table}: «{_shortened(text.strip())}»"
        yield Diagnostic(LEGACY_TABLE, message, span, _LEGACY_HINTS.get(table, _CONVERT_HINT))


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
