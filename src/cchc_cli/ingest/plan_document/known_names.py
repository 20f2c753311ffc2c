"""Agencies by the words of all their names, as people write them."""

from collections.abc import Sequence
import re

from cchc_cli.model.agency import Agency
from cchc_cli.text import spelling_words, unmarked_key, unmarked_words

_COMMITTEE, _COMMITTEE_SHORT = spelling_words("ủy ban nhân dân"), spelling_words("ubnd")
_PARTS = re.compile(r"[^\s,;:()/&.\-–—]+")
_FEWEST_LETTERS = 3
_SYLLABLE = re.compile(r"[bcdghklmnpqrstvx]{0,3}[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?")


class KnownNames:
    """Agencies by the words of all their names."""

    def __init__(self, agencies: Sequence[Agency]) -> None:
        self._by_words: dict[tuple[str, ...], str] = {}
        self._unmarked: dict[str, str] = {}
        self._by_initials: dict[str, set[str]] = {}
        for agency in agencies:
            for label in (agency.name, agency.short, *(agency.aliases or ()), agency.id):
                if label:
                    self._by_words.setdefault(_shortened(words_of(label)), agency.id)
                    self._unmarked.setdefault(unmarked_key(label.replace(".", "")), agency.id)
                    self._by_initials.setdefault(initials(label), set()).add(agency.id)
        self.longest = max(map(len, self._by_words), default=0) + len(_COMMITTEE)
        self._groups = {agency.id for agency in agencies if agency.members is not None}

    def find(self, words: tuple[str, ...]) -> str | None:
        """The agency with exactly these words as a name."""
        return self._by_words.get(_shortened(words))

    def find_otherwise(self, text: str) -> str | None:
        """The agency whose name the text is, marks and spaces apart, or whose name it shortens (Sở NV, SKH&ĐT)."""
        found = self._unmarked.get(unmarked_key(text.replace(".", "")))
        if found is not None or not _is_short(text):
            return found
        agencies = self._by_initials.get(initials(text), set())
        return next(iter(agencies)) if len(agencies) == 1 else None

    def is_group(self, agency: str) -> bool:
        """Whether the agency is a collective."""
        return agency in self._groups


def initials(words: str) -> str:
    """What one would call an agency in short: Sở Kế hoạch và Đầu tư is skhdt, UBND tỉnh ubndt, SỞ Y TẾ syt."""
    parts = _PARTS.findall(words)
    letters = ""
    for word in parts:
        bare = "".join(unmarked_words(word))
        if bare.isascii() and bare.isalnum():
            is_whole = word.isupper() and (len(parts) == 1 or _is_acronym(word))
            letters += bare if is_whole else bare[:1]
    return letters


def words_of(label: str) -> tuple[str, ...]:
    """The words of a name, a full stop between letters as good as a space (VP.UBND)."""
    return spelling_words(label.replace(".", " "))


def _is_short(text: str) -> bool:
    """Whether a name is nothing but letters that stand for words, but for the word that it begins with."""
    parts = _PARTS.findall(text)
    is_short = all(word.isupper() for word in parts[1:]) and (len(parts) > 1 or text.isupper())
    return is_short and any(map(_is_acronym, parts)) and len(initials(text)) >= _FEWEST_LETTERS


def _is_acronym(word: str) -> bool:
    """Whether a word in capitals is letters that stand for words, not a syllable that one could say."""
    return word.isupper() and len(word) > 1 and _SYLLABLE.fullmatch("".join(unmarked_words(word))) is None


def _shortened(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with «Ủy ban nhân dân» as people write it in short."""
    for at in range(len(words) - len(_COMMITTEE) + 1):
        if words[at : at + len(_COMMITTEE)] == _COMMITTEE:
            return (*words[:at], *_COMMITTEE_SHORT, *words[at + len(_COMMITTEE) :])
    return words
