"""Agencies that a document names and nobody has declared, with an id for each."""

import re

from cchc_cli.ingest.plan_document.agency_names import Named
from cchc_cli.model.agency import Agency
from cchc_cli.text import spelling_words, unmarked_words

_ALL = spelling_words("các")
_PARTS = re.compile(r"[^\s,;:()/&\-–—]+")


class Proposals:
    """Agencies that a document names and the data home does not declare, each with an id made of its initials."""

    def __init__(self, taken: frozenset[str]) -> None:
        self._by_words: dict[tuple[str, ...], Named] = {}
        self._ids: dict[tuple[str, ...], str] = {}
        self._taken = set(taken)

    def id_of(self, named: Named) -> str:
        """The id of a known agency, or the one proposed for an unknown one."""
        if named.agency is not None:
            return named.agency
        key = spelling_words(named.words)
        if named.is_collective and key[:1] == _ALL:
            key = key[1:]
        if key not in self._ids:
            self._ids[key] = self._free(_initials(named.words))
            self._by_words[key] = named
        return self._ids[key]

    def as_agencies(self) -> tuple[Agency, ...]:
        """The agencies proposed, as `agencies.yaml` would declare them, in the order met."""
        declared = ({"id": self._ids[key], "name": named.words} for key, named in self._by_words.items())
        return tuple(map(Agency.model_validate, declared))

    def _free(self, wanted: str) -> str:
        name, number = wanted, 2
        while name in self._taken:
            name, number = f"{wanted}{number}", number + 1
        self._taken.add(name)
        return name


def _initials(words: str) -> str:
    """What one would call an agency in short: Sở Kế hoạch và Đầu tư is skhdt, UBND tỉnh ubndt."""
    letters = ""
    for word in _PARTS.findall(words):
        bare = "".join(unmarked_words(word))
        if bare.isascii() and bare.isalnum():
            letters += bare if word.isupper() and len(word) > 1 else bare[:1]
    letters = letters.lstrip("0123456789")[:20]
    return letters or "coquan"
