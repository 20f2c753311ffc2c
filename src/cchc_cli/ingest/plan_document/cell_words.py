"""The words of a cell that names agencies, and what stands in it besides: brackets, persons, bullets, numbers."""

import re
from typing import NamedTuple

from cchc_cli.text import spelling_words

PARTING = frozenset(";+*•●▪◦·")  # signs that no name goes on behind
_WORD = re.compile(r"[^\s,;:()/&.+*•●▪◦·]+")
_JOINING = frozenset(map(spelling_words, ("cùng", "là")))
_BRACKETS = re.compile(r"\(([^()]*)\)")
_BULLET = re.compile(r"^[ \t]*[-–—][ \t]*(?=[^\W\d_])", re.MULTILINE)
_NUMBER = re.compile(r"(?:\A|(?<=[\s;,]))\d{1,2}[.)]\s*(?=[^\W\d_])")
_PERSON = re.compile(
    r"[ \t]*[-–—,:]?[ \t]*\b(?:đ/c|đc\.?|đồng chí|ông|bà)[ \t:]+[^\W\d_]\w*(?:[ \t]+[^\W\d_]\w*){0,4}"
    r"(?:[ \t]*[-–—,][ \t]*(?:phó[ \t]+)?giám đốc)?",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s+(?:(?:triển khai|tổ chức)\s+)?thực hiện[\s.]*\Z", re.IGNORECASE)
_ROLES = {spelling_words("chủ trì"): "Chủ trì", spelling_words("phối hợp"): "Phối hợp"}
_LEADING, _SUPPORTING = _ROLES.values()


class Token(NamedTuple):
    """A word of a cell: as printed, folded, and what stands between it and the word before."""

    printed: str
    folded: tuple[str, ...]
    gap: str
    start: int
    end: int

    @property
    def is_joining(self) -> bool:
        return not self.folded or self.folded in _JOINING

    @property
    def is_capital(self) -> bool:
        return self.printed[:1].isupper()

    @property
    def is_acronym(self) -> bool:
        return len(self.printed) > 1 and self.printed.isupper()

    @property
    def is_parted(self) -> bool:
        """Whether a sign or the end of a line stands before the word, behind which another name may begin."""
        return not {",", "\n"}.isdisjoint(self.gap) or ("." in self.gap and self.gap != ".")


def tokens_of(text: str) -> list[Token]:
    """The words of a text in order."""
    tokens, end = [], 0
    for found in _WORD.finditer(text):
        folded = spelling_words(found[0]) if any(map(str.isalnum, found[0])) else ()
        if folded or found[0].casefold() == "và":
            tokens.append(Token(found[0], folded, text[end : found.start()], found.start(), found.end()))
            end = found.end()
    return tokens


def without_asides(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with a semicolon for each bullet and number of a list, and what stood in brackets, and persons."""
    asides: list[str] = []
    text = _TAIL.sub("", _without_brackets(text, asides))

    def taken(found: re.Match[str]) -> str:
        asides.append(found[0].strip(" \t-–—,:"))
        return " "

    text = _BULLET.sub("; ", _PERSON.sub(taken, text))
    if _NUMBER.match(text.lstrip()):
        text = _NUMBER.sub("; ", text)
    return text, tuple(filter(None, asides))


def _without_brackets(text: str, asides: list[str]) -> str:
    """The text without brackets; one that holds a role goes before the names that it stands behind.

    Behind the one who leads by such a bracket, those without one support.
    """
    bare, start, told = "", 0, ""
    for found in _BRACKETS.finditer(text):
        role = _ROLES.get(spelling_words(found[1]))
        between = _BRACKETS.sub(" ", text[start : found.end()])
        if role is not None:
            bare, start, told = f"{bare}; {role}: {between}", found.end(), role
        else:
            asides.append(" ".join(found[1].split()))
    rest = _BRACKETS.sub(" ", text[start:])
    return f"{bare}; {_SUPPORTING}: {rest}" if told and any(map(str.isalnum, rest)) else f"{bare}{rest}"
