"""Bytes to text."""

import codecs
from collections.abc import Iterator
from functools import cache
import re
from unicodedata import combining, is_normalized, normalize

from cchc_cli.diagnostics import Code, Diagnostic, Edit, Severity, Span
from cchc_cli.source.tree import Document

NOT_UTF8 = Code(
    "F001",
    "not-utf8",
    Severity.ERROR,
    "Tệp dữ liệu phải lưu bằng UTF-8; bảng mã khác làm hỏng chữ tiếng Việt.",
    "(tệp lưu bằng Windows-1258 hoặc TCVN3)",
    "(tệp lưu lại bằng UTF-8)",
)
UTF16 = Code(
    "F002",
    "utf-16",
    Severity.ERROR,
    "Dấu > của Windows PowerShell ghi tệp bằng UTF-16; các chương trình khác không đọc được.",
    "(tệp ghi bằng «cchc … > tệp» trong Windows PowerShell)",
    "(tệp ghi bằng tùy chọn -o của cchc, hoặc lưu lại bằng UTF-8)",
)
NOT_NFC = Code(
    "F003",
    "not-nfc",
    Severity.WARNING,
    "Chữ dạng tổ hợp (NFD, thường từ máy Mac) trông giống mà khác ký tự; chương trình khác tìm sẽ không thấy.",
    "agencies:\n  - id: snv\n    name: So\u031b\u0309 Nội vụ  # ←\n",
    "agencies:\n  - id: snv\n    name: Sở Nội vụ\n",
)

TOO_LARGE = Code(
    "Y110",
    "too-large",
    Severity.ERROR,
    "Tệp dữ liệu thật không lớn đến thế; đọc tệp quá lớn làm treo máy.",
    "(tệp criteria.yaml lớn hơn 95 MB)",
    "(tệp criteria.yaml vài chục KiB)",
)

PILED_MARKS = Code(
    "F017",
    "piled-marks",
    Severity.ERROR,
    "Hơn 30 dấu chồng lên một chữ không phải là chữ của tiếng nào; tệp hỏng, hoặc để làm treo chương trình.",
    "(một chữ mang hơn 30 dấu)",
    "(chữ tiếng Việt mang nhiều nhất hai dấu)",
)

MAX_BYTES = 95_000_000  # a plan of 100 000 rows with every field fits

_PLAIN = bytes((*b"\t\n\r", *range(0x20, 0x7F)))
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BINARY_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG")


def decode(file: str, content: bytes) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The text of a file, without a byte-order mark; None where it is not UTF-8."""
    if content.startswith(_BINARY_MARKS):
        hint = "tệp dữ liệu là chữ thuần (YAML); đây có thể là sổ Excel hay văn bản Word bị đổi tên"
        return None, (Diagnostic(NOT_UTF8, "tệp nhị phân, không phải chữ", Span(file), hint),)
    if content and not content.strip(b"\0"):
        hint = "tệp hỏng khi lưu (mất điện, đồng bộ dở dang); khôi phục từ bản trước"
        return None, (Diagnostic(NOT_UTF8, "tệp chỉ gồm byte 0", Span(file), hint),)
    if content.startswith(_UTF16_MARKS) or _is_bare_utf16(content[:256]):
        return None, (
            Diagnostic(
                UTF16,
                "tệp lưu bằng UTF-16, không phải UTF-8",
                Span(file),
                "thường do dấu > của Windows PowerShell; hãy ghi bằng tùy chọn -o, hoặc lưu lại tệp với bảng mã UTF-8",
            ),
        )
    if len(content) > MAX_BYTES:
        return None, (_too_large(file),)
    content = content.removeprefix(_marks(content))
    try:
        document = Document(file, content.decode("utf-8"), _odd(content))
    except UnicodeDecodeError as fault:
        return None, (_not_utf8(file, content, fault),)
    if (piled := _piled_marks(document)) is not None:
        return None, (piled,)
    return document, _not_nfc(document)


def encode(text: str, before: bytes) -> bytes:
    """The text as bytes, with a byte-order mark where the file had one before."""
    return _marks(before) + text.encode("utf-8")


def _marks(content: bytes) -> bytes:
    """The byte-order marks that a file begins with: one, or more where programs were careless."""
    length = len(codecs.BOM_UTF8)
    count = 0
    while content.startswith(codecs.BOM_UTF8, count * length):
        count += 1
    return content[: count * length]


def _odd(content: bytes) -> frozenset[str]:
    """The characters that are neither plain ASCII nor Vietnamese. Taking ASCII away first leaves little to look at."""
    return frozenset(content.translate(None, _PLAIN).decode("utf-8")) - vietnamese()


@cache
def vietnamese() -> frozenset[str]:
    """The letters of Vietnamese, composed, and the signs that its documents use."""
    vowels = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    letters = (normalize("NFC", vowel + tone) for vowel in vowels for tone in ("", *"\u0300\u0301\u0303\u0309\u0323"))
    return frozenset(letters) | frozenset("đĐ–—‘’“”…•°≥≤²³")


def _too_large(file: str) -> Diagnostic:
    message = f"tệp lớn hơn {MAX_BYTES // 1_000_000} MB"
    hint = "xem lại có phải tệp dữ liệu không; kế hoạch thật chỉ vài chục KiB"
    return Diagnostic(TOO_LARGE, message, Span(file), hint)


def _is_bare_utf16(start: bytes) -> bool:
    """Whether every other byte is mostly zero, as in UTF-16 without a byte-order mark."""
    half = len(start) // 2
    return half > 1 and max(start[0::2].count(0), start[1::2].count(0)) > half // 2


def _not_utf8(file: str, content: bytes, fault: UnicodeDecodeError) -> Diagnostic:
    before = content[: fault.start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Diagnostic(
        NOT_UTF8,
        f"byte 0x{content[fault.start]:02X} không phải UTF-8",
        Span(file, line, column, line, column),
        "mở tệp bằng Notepad (hoặc VS Code), chọn Save As với bảng mã UTF-8",
    )


def _piled_marks(document: Document) -> Diagnostic | None:
    """More marks on a letter than any text needs (Unicode's stream-safe format, UAX #15), slow to put in order."""
    marks = "".join(letter for letter in document.odd if combining(letter))
    found = re.search(f"[{re.escape(marks)}]{{31}}", document.text) if marks else None
    if found is None:
        return None
    span = document.span(found.start(), found.end())
    return Diagnostic(PILED_MARKS, "hơn 30 dấu chồng lên một chữ", span, "khôi phục tệp từ bản trước")


def _not_nfc(document: Document) -> tuple[Diagnostic, ...]:
    if not document.odd or is_normalized("NFC", document.text):
        return ()
    spans = []
    start = 0
    for line in re.split(r"(?<=\n)", document.text):
        if not is_normalized("NFC", line):
            column = _first_decomposed(line)
            end = column + 1
            while end < len(line) and combining(line[end]):
                end += 1
            spans.append(document.span(start + column, start + end))
        start += len(line)
    return (
        Diagnostic(
            NOT_NFC,
            f"chữ tổ hợp rời (NFD) ở {len(spans)} dòng",
            spans[0],
            "vẫn đọc đúng; đổi thành chữ dựng sẵn (NFC) bằng: cchc validate --fix",
            fix=tuple(_composed(document)),
        ),
    )


def _composed(document: Document) -> Iterator[Edit]:
    """An edit for each letter that stands apart from its marks."""
    letter_and_marks = r"[^\u0300-\u036f\n][\u0300-\u036f]+"
    for found in re.finditer(letter_and_marks, document.text):
        whole = normalize("NFC", found.group())
        if whole != found.group():
            yield Edit(document.span(found.start(), found.end()), whole)


def _first_decomposed(line: str) -> int:
    """Index of the first character whose prefix is no longer NFC, on its base letter."""
    low, high = 0, len(line)
    while low < high:
        middle = (low + high) // 2
        if is_normalized("NFC", line[: middle + 1]):
            low = middle + 1
        else:
            high = middle
    while low > 0 and combining(line[low]):
        low -= 1
    return low
