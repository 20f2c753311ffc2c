"""The agencies that a cell names: several in one cell, names that hold commas and «và» themselves, collectives."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cchc_cli.ingest.plan_document.agency_kinds import COLLECTIVE_STARTS, COLLECTIVE_WORDS, KINDS, MANY
from cchc_cli.ingest.plan_document.cell_words import PARTING, tokens_of, without_asides
from cchc_cli.ingest.plan_document.known_names import KnownNames
from cchc_cli.text import spelling_words

_STRONG = frozenset(spelling_words("bộ sở"))  # which begin a name also where the comma before it was lost
_PRINTED = {spelling_words(word)[0]: word for word in ("Sở", "Bộ", "Ban", "Phòng", "Cục")}
_PREFIXES = frozenset(_PRINTED)
_LEADING, _SUPPORTING, _WITH = spelling_words("chủ trì"), spelling_words("phối hợp"), spelling_words("với")
_BODIES = (spelling_words("cơ quan"), spelling_words("đơn vị"))
_ALL = spelling_words("các")
_OPENING = frozenset(spelling_words("giao do với gồm"))  # before the first name, saying nothing
_OFFICE = (spelling_words("văn phòng"), spelling_words("vp"))
_ASSEMBLIES = frozenset(spelling_words("ubnd hđnd đbqh"))


class Named(NamedTuple):
    """An agency that a cell names: its words as printed, its id where it is known, and whether it is a collective.

    `reference` is the id that an agency of this name has where agencies are uniform, for one that is not known.
    """

    words: str
    agency: str | None = None
    is_collective: bool = False
    reference: str | None = None


@dataclass(frozen=True)
class CellNames:
    """What a cell says: who leads, who supports, what is odd about how it is written.

    `asides` stood in brackets; `cut` are words that are only a part of a name.
    """

    leads: tuple[Named, ...] = ()
    support: tuple[Named, ...] = ()
    remarks: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()


def read_names(text: str, known: KnownNames, reference: KnownNames | None = None) -> CellNames:
    """The agencies that the text of a cell names, in the order printed.

    The names of reference agencies, which nobody declared, tell where a name ends that holds commas itself.
    """
    bare, asides = without_asides(text)
    return _Reading(bare, known, reference or KnownNames(()), asides).result()


@dataclass
class _Reading:
    """One cell, read from left to right."""

    text: str
    known: KnownNames
    reference: KnownNames
    asides: tuple[str, ...]
    found: dict[str, list[Named]] = field(default_factory=lambda: {"leads": [], "support": []})
    remarks: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)

    def result(self) -> CellNames:
        self._tokens = tokens_of(self.text)
        self._end_of_last = -1
        self._role, self._prefix, self._kind = "leads", "", ""
        at = 0
        while at < len(self._tokens):
            at = self._step(at)
        leads, support = (tuple(dict.fromkeys(self.found[role])) for role in ("leads", "support"))
        return CellNames(leads, support, tuple(dict.fromkeys(self.remarks)), self.asides, tuple(self.cut))

    def _step(self, at: int) -> int:
        """Reads one agency, or a word that only leads to one; where to go on."""
        token = self._tokens[at]
        if token.is_joining or (len(token.folded) == 1 and token.folded[0] in _OPENING):
            return at + 1
        if (end := self._role_words(at)) > at:
            return end
        if (end := self._list_opening(at)) > at:
            return end
        end, agency = self._known_from(at, self.known)
        further, reference = self._known_from(at, self.reference)
        if reference is not None and further > end:
            self._add(at, further, Named(self._with_prefix(at, further), reference=reference))
            return further
        if agency is not None:
            self._add(at, end, Named(self._printed(at, end), agency, self.known.is_group(agency)))
            return end
        end = self._end_of_unknown(at)
        self._add_unknown(at, end)
        return end

    def _role_words(self, at: int) -> int:
        """Behind «chủ trì», «phối hợp (với)», which say what those named do."""
        words = self._folded(at, 4)
        skip = 2 if words[:2] in _BODIES else 0
        role = words[skip : skip + 2]
        if role == _LEADING:
            self._role = "leads"
            return at + skip + 2
        if role == _SUPPORTING:
            self._role, self._prefix, self._kind = "support", "", ""
            after = at + skip + 2
            return after + (self._folded(after, 1) == _WITH)
        return at

    def _list_opening(self, at: int) -> int:
        """Behind «Các Sở:», «Các Sở», «Sở:», after which names stand without that word."""
        words = self._folded(at, 3)
        skip = 1 if words[:1] == _ALL else 0
        after = at + skip + 1
        if after < len(self._tokens) and words[skip : skip + 1] and words[skip] in _PREFIXES:
            gap, first = self._tokens[after].gap, self._tokens[after]
            if ":" in gap or (skip and first.is_capital and "," not in gap):
                self._prefix = self._kind = words[skip]
                return after
        if self._starts_name(at) and not self._tokens[at].is_acronym:
            self._prefix, self._kind = "", words[0] if words[0] in _PREFIXES else ""
        return at

    def _known_from(self, at: int, known: KnownNames) -> tuple[int, str | None]:
        """The longest known name that begins here, with the word before the list where there is one; where it ends."""
        best: tuple[int, str | None] = (at, None)
        for before in dict.fromkeys(((), (self._kind,) if self._kind else ())):
            words = list(before)
            for end in range(at, min(len(self._tokens), at + 2 * known.longest)):
                token = self._tokens[end]
                if end > at and PARTING & set(token.gap):
                    break
                words += token.folded
                agency = known.find(tuple(words)) if token.folded else None
                if agency is not None and end + 1 > best[0]:
                    best = (end + 1, agency)
                if len(words) > known.longest:
                    break
        return best

    def _end_of_unknown(self, at: int) -> int:
        is_collective = self._begins_collective(at)
        for end in range(at + 1, len(self._tokens)):
            if self._ends_before(at, end, is_collective=is_collective):
                return end
        return len(self._tokens)

    def _ends_before(self, at: int, end: int, *, is_collective: bool) -> bool:
        token = self._tokens[end]
        if PARTING & set(token.gap) or self._starts_role(end):
            return True
        is_parted = token.is_parted or self._tokens[end - 1].is_joining
        if token.is_joining:
            return False
        starts = (self._starts_name(end) and not self._goes_on(at, end)) or (
            self._begins_many(end) and not is_collective
        )
        if is_collective and is_parted and token.folded == _ALL:
            return True
        if is_parted:
            is_listed = bool(self._prefix) and not is_collective and "," in token.gap and token.is_capital
            is_known = any(self._known_from(end, names)[1] is not None for names in (self.known, self.reference))
            return starts or is_listed or is_known
        is_same_kind = token.is_capital and token.folded[0] in _STRONG and self._tokens[at].folded[:1][0] in _STRONG
        return is_same_kind and not is_collective

    def _starts_role(self, at: int) -> bool:
        words = self._folded(at, 4)
        skip = 2 if words[:2] in _BODIES else 0
        return words[skip : skip + 2] in (_LEADING, _SUPPORTING)

    def _starts_name(self, at: int) -> bool:
        """Whether an agency's name may begin here, behind a comma or «và»."""
        token = self._tokens[at]
        return token.is_acronym or (token.is_capital and _begins(self._folded(at, 2), KINDS))

    def _goes_on(self, at: int, end: int) -> bool:
        """Whether letters go on with the name that begins at `at`: HĐND-UBND, Văn phòng … và HĐND, Sở VH,TT&DL."""
        token, before = self._tokens[end], self._tokens[end - 1]
        if not token.is_acronym:
            return False
        behind = self._tokens[end + 1].gap if end + 1 < len(self._tokens) else ""
        if token.gap == "," and before.is_acronym and "&" in behind:
            return True
        words = [word for one in self._tokens[at:end] for word in one.folded]
        is_office = _begins(words, _OFFICE) or before.is_acronym or self._tokens[end - 2].is_acronym
        is_other = _ASSEMBLIES.issuperset(token.folded) and not set(token.folded) & set(words)
        return is_office and is_other and not token.is_parted

    def _begins_many(self, at: int) -> bool:
        """Whether a collective begins here, within a cell: «các khu công nghiệp» is a part of a name."""
        words = self._folded(at, 2)
        return self._begins_collective(at) and (words[:1] != _ALL or words[1:2] == () or words[1] in MANY)

    def _begins_collective(self, at: int) -> bool:
        return _begins(self._folded(at, 2), COLLECTIVE_STARTS)

    def _folded(self, at: int, number: int) -> tuple[str, ...]:
        words = (word for token in self._tokens[at : at + number] for word in token.folded)
        return tuple(words)[:number]

    def _printed(self, at: int, end: int) -> str:
        while end > at + 1 and self._tokens[end - 1].is_joining:
            end -= 1
        printed = self.text[self._tokens[at].start : self._tokens[end - 1].end]
        return " ".join(printed.split()).strip(" .,;:-–")

    def _add(self, at: int, end: int, named: Named) -> None:
        has_joining = at > 0 and self._tokens[at - 1].is_joining
        if at == self._end_of_last and not self._tokens[at].gap.strip(" ") and not has_joining:
            self.remarks.append(f"trước «{named.words}» không có dấu ngăn cách")
        self._end_of_last = end
        self.found[self._role].append(named)

    def _add_unknown(self, at: int, end: int) -> None:
        words = self._printed(at, end)
        if not words:
            return
        agency = self.known.find_otherwise(words)
        is_collective = self._begins_collective(at) or _has_run(spelling_words(words), COLLECTIVE_WORDS)
        if agency is None and not is_collective:
            words = self._with_prefix(at, end)
            agency = self.known.find_otherwise(words)
        if agency is None and not is_collective and self._is_cut(at, end):
            self.cut.append(words)
            return
        is_group = agency is not None and self.known.is_group(agency)
        reference = self.reference.find_otherwise(words) if agency is None and not is_collective else None
        self._add(at, end, Named(words, agency, is_collective or is_group, reference))

    def _with_prefix(self, at: int, end: int) -> str:
        """The words printed, behind the one that stands before their list («Các Sở: …»)."""
        words = self._printed(at, end)
        is_bare = bool(self._prefix) and self._tokens[at].folded[:1] != (self._prefix,)
        return f"{_PRINTED[self._prefix]} {words}" if is_bare else words

    def _is_cut(self, at: int, end: int) -> bool:
        """Whether the words are only the beginning, or only the rest, of a name."""
        is_bare_kind = end == at + 1 and self._tokens[at].folded in KINDS
        return is_bare_kind or not self._tokens[at].is_capital


def _begins(words: Sequence[str], starts: Sequence[tuple[str, ...]]) -> bool:
    return any(tuple(words[: len(start)]) == start for start in starts)


def _has_run(words: Sequence[str], runs: Sequence[tuple[str, ...]]) -> bool:
    return any(tuple(words[at : at + len(run)]) == run for run in runs for at in range(len(words)))
