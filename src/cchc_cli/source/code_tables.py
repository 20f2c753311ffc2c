"""Vietnamese text in the code tables of the time before Unicode, seen in a Unicode file.

TCVN3 (ABC) puts each marked letter in the place of a Latin-1 character («Së Néi vô»); VNI writes a vowel and a mark
after it («Sôû Noäi vuï»); UTF-8 opened as Windows-1252 reads «Ná»™i vá»¥». Capitals of TCVN3 came from a second font,
so that nothing is converted without a person.
"""

import re

from cchc_cli.diagnostics import Code, Severity
from cchc_cli.source.tree import Document

LEGACY_TABLE = Code(
    "F012",
    "legacy-code-table",
    Severity.WARNING,
    "Chữ gõ bằng phông TCVN3 (.VnTime) hay VNI không phải Unicode: mở ra là chữ vô nghĩa, không tìm và không in được.",
    "agencies:\n  - id: snv\n    name: Së Néi vô  # ←\n",
    "agencies:\n  - id: snv\n    name: Sở Nội vụ\n",
)

TCVN3 = "TCVN3 (ABC)"
VNI = "VNI"
MISREAD = "UTF-8 đọc nhầm thành Windows-1252"

_MISREAD_MARKS = frozenset("¡£¢¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿ƒ†‡ˆ‰Š‹ŒŽ˜™š›œžŸ")
_MARKS = frozenset("ÄÅÆÇËÎÏÑÖØÛÜÞßäåæçëîïñöøûüþÿðÐµ¸¶·¹º»¼½¾©¨®ª«¬\u00ad§¦¥¤£¢¡×÷")
_WORD = r"[^\s\"'\[\]{},:;()#/]+"
_VNI_WORD = r"[aeouyöôâêAEOUYÖÔÂÊ][ùøûõïáàåãäéèúüëÙØÛÕÏÁÀÅÃÄÉÈÚÜË]"


def legacy_lines(document: Document) -> dict[int, str]:
    """The lines, by number, that look written in an older code table, and in which."""
    if (_MARKS | _MISREAD_MARKS).isdisjoint(document.odd):
        return {}
    lines: dict[int, str] = {}
    for number, line in enumerate(document.lines(), start=1):
        if not line.isascii() and (table := legacy_table(line)):
            lines[number] = table
    return lines


def legacy_table(text: str) -> str | None:
    """The older code table that a text is written in; None where it reads as Unicode.

    Text with letters that only Unicode has (ơ, ạ, đ…) is never taken for an older table.
    """
    if _is_misread(text):
        return MISREAD
    if any(ord(letter) > 0xFF and letter.isalpha() for letter in text):
        return None
    words = (word.strip("«»") for word in re.findall(_WORD, text))
    high = [word for word in words if not word.isascii() and any(map(_is_plain_letter, word))]
    marked = [word for word in high if not _MARKS.isdisjoint(word)]
    if not marked or len(high) < 2:
        return None
    vni = sum(bool(re.search(_VNI_WORD, word)) for word in high)
    return VNI if vni * 2 > len(high) else TCVN3


def has_old_marks(text: str) -> bool:
    """Whether there are letters that Vietnamese has only in an older code table."""
    return not _MARKS.isdisjoint(text)


def _is_plain_letter(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()


def _is_misread(text: str) -> bool:
    """Whether the bytes of the text, were it Windows-1252, are UTF-8 of Vietnamese («Cáº£i cÃ¡ch»)."""
    if _MISREAD_MARKS.isdisjoint(text):
        return False
    try:
        read = b"".join(map(_windows_byte, text)).decode("utf-8")
    except UnicodeError:
        return False
    return any((ord(letter) > 0xFF and letter.isalpha()) or letter in "àáâãèéêìíòóôõùúý" for letter in read.lower())


def _windows_byte(letter: str) -> bytes:
    """A character as Windows-1252 has it; its five undefined bytes stand for themselves."""
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")
