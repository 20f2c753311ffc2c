"""The agencies that a cell names: several in one cell, names that hold commas and «và» themselves, collectives."""

from collections.abc import Sequence
from dataclasses import dataclass, field
import re
from typing import NamedTuple

from cchc_cli.model.agency import Agency
from cchc_cli.text import spelling_words, unmarked_words

_WORD = re.compile(r"[^\s,;:()/&\n]+")
_KINDS = tuple(
    spelling_words(words)
    for words in (
        *(
            "bộ",
            "sở",
            "ban",
            "ubnd",
            "ủy ban",
            "hđnd",
            "văn phòng",
            "thanh tra",
            "công an",
            "công ty",
            "cục",
            "chi cục",
        ),
        *("tổng cục", "viện", "trung tâm", "phòng", "đài", "báo", "hội", "hiệp hội", "liên đoàn", "liên minh", "quỹ"),
        *(
            "tập đoàn",
            "tòa án",
            "kho bạc",
            "ngân hàng",
            "bảo hiểm",
            "đoàn",
            "mặt trận",
            "trường",
            "đại học",
            "học viện",
        ),
        *("tổ", "đảng ủy", "tỉnh ủy", "thành ủy", "huyện ủy", "tỉnh đoàn", "thành đoàn", "thường trực", "cơ quan"),
        *("đơn vị", "các", "doanh nghiệp", "kiểm toán", "thuế", "hải quan", "thống kê", "điện lực", "bệnh viện"),
    )
)  # the words that what agencies are called begins with
_STRONG = frozenset(spelling_words("bộ sở"))  # which begin a name also where the comma before it was lost
_PRINTED = {spelling_words(word)[0]: word for word in ("Sở", "Bộ", "Ban", "Phòng", "Cục")}
_PREFIXES = frozenset(_PRINTED)
_COLLECTIVE_STARTS = tuple(
    spelling_words(words)
    for words in (
        "các",
        "những",
        "một số",
        "bộ ngành",
        "sở ngành",
        "sở ban",
        "bộ ban",
        "ban ngành",
        "ngành",
        "địa phương",
    )
)
_COLLECTIVE_WORDS = tuple(
    spelling_words(words) for words in ("cấp huyện", "cấp xã", "các huyện", "các xã", "địa phương", "các sở")
)
_LEADING, _SUPPORTING, _WITH = spelling_words("chủ trì"), spelling_words("phối hợp"), spelling_words("với")
_BODIES = (spelling_words("cơ quan"), spelling_words("đơn vị"))
_ALL = spelling_words("các")
_COMMITTEE, _COMMITTEE_SHORT = spelling_words("ủy ban nhân dân"), spelling_words("ubnd")
_JOINING = "và"


class Named(NamedTuple):
    """An agency that a cell names: its words as printed, its id where it is known, and whether it is a collective."""

    words: str
    agency: str | None = None
    is_collective: bool = False


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


class KnownNames:
    """The agencies of a data home by the words of all their names."""

    def __init__(self, agencies: Sequence[Agency]) -> None:
        self._by_words: dict[tuple[str, ...], str] = {}
        self._unmarked: dict[tuple[str, ...], str] = {}
        for agency in agencies:
            for label in (agency.name, agency.short, *(agency.aliases or ()), agency.id):
                if label:
                    self._by_words.setdefault(_shortened(spelling_words(label)), agency.id)
                    self._unmarked.setdefault(unmarked_words(label), agency.id)
        self.longest = max(map(len, self._by_words), default=0) + len(_COMMITTEE)
        self._groups = {agency.id for agency in agencies if agency.members is not None}

    def find(self, words: tuple[str, ...]) -> str | None:
        """The agency with exactly these words as a name."""
        return self._by_words.get(_shortened(words))

    def find_unmarked(self, text: str) -> str | None:
        """The agency whose name the text is, marks apart."""
        return self._unmarked.get(unmarked_words(text))

    def is_group(self, agency: str) -> bool:
        """Whether the agency is a collective."""
        return agency in self._groups


def _shortened(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with «Ủy ban nhân dân» as people write it in short."""
    for at in range(len(words) - len(_COMMITTEE) + 1):
        if words[at : at + len(_COMMITTEE)] == _COMMITTEE:
            return (*words[:at], *_COMMITTEE_SHORT, *words[at + len(_COMMITTEE) :])
    return words


class _Token(NamedTuple):
    """A word of a cell: as printed, folded, and what stands between it and the word before."""

    printed: str
    folded: tuple[str, ...]
    gap: str
    start: int
    end: int

    @property
    def is_joining(self) -> bool:
        return not self.folded

    @property
    def is_capital(self) -> bool:
        return self.printed[:1].isupper()

    @property
    def is_acronym(self) -> bool:
        return len(self.printed) > 1 and self.printed.isupper()


def read_names(text: str, known: KnownNames) -> CellNames:
    """The agencies that the text of a cell names, in the order printed."""
    bare, asides = _without_asides(text)
    return _Reading(bare, known, asides).result()


def _without_asides(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without what stands in brackets, and that."""
    asides = tuple(" ".join(found.split()) for found in re.findall(r"\(([^()]*)\)", text))
    return re.sub(r"\([^()]*\)", " ", text), tuple(filter(None, asides))


def _tokens(text: str) -> list[_Token]:
    tokens, end = [], 0
    for found in _WORD.finditer(text):
        folded = spelling_words(found[0])
        if folded or found[0].casefold() == _JOINING:
            tokens.append(_Token(found[0], folded, text[end : found.start()], found.start(), found.end()))
            end = found.end()
    return tokens


@dataclass
class _Reading:
    """One cell, read from left to right."""

    text: str
    known: KnownNames
    asides: tuple[str, ...]
    found: dict[str, list[Named]] = field(default_factory=lambda: {"leads": [], "support": []})
    remarks: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)

    def result(self) -> CellNames:
        self._tokens = _tokens(self.text)
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
        if token.is_joining:
            return at + 1
        if (end := self._role_words(at)) > at:
            return end
        if (end := self._list_opening(at)) > at:
            return end
        end, agency = self._known_from(at)
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

    def _known_from(self, at: int) -> tuple[int, str | None]:
        """The longest known name that begins here, with the word before the list where there is one; where it ends."""
        best: tuple[int, str | None] = (at, None)
        for before in dict.fromkeys(((), (self._kind,) if self._kind else ())):
            words = list(before)
            for end in range(at, min(len(self._tokens), at + 2 * self.known.longest)):
                token = self._tokens[end]
                if end > at and ";" in token.gap:
                    break
                words += token.folded
                agency = self.known.find(tuple(words)) if token.folded else None
                if agency is not None and end + 1 > best[0]:
                    best = (end + 1, agency)
                if len(words) > self.known.longest:
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
        if ";" in token.gap or self._starts_role(end):
            return True
        is_parted = "," in token.gap or "\n" in token.gap or self._tokens[end - 1].is_joining
        if token.is_joining:
            return False
        starts = self._starts_name(end) or (self._begins_collective(end) and not is_collective)
        if is_collective and is_parted and token.folded == _ALL:
            return True
        if is_parted:
            is_listed = bool(self._prefix) and not is_collective and "," in token.gap and token.is_capital
            return starts or is_listed or self._known_from(end)[1] is not None
        is_same_kind = token.is_capital and token.folded[0] in _STRONG and self._tokens[at].folded[:1][0] in _STRONG
        return is_same_kind and not is_collective

    def _starts_role(self, at: int) -> bool:
        return self._folded(at, 2) in (_LEADING, _SUPPORTING)

    def _starts_name(self, at: int) -> bool:
        """Whether an agency's name may begin here, behind a comma or «và»."""
        token = self._tokens[at]
        if token.is_acronym:
            return not (token.printed == "UBND" and self._tokens[at - 2].is_acronym if at > 1 else False)
        return token.is_capital and _begins(self._folded(at, 2), _KINDS)

    def _begins_collective(self, at: int) -> bool:
        return _begins(self._folded(at, 2), _COLLECTIVE_STARTS)

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
        agency = self.known.find_unmarked(words)
        is_collective = self._begins_collective(at) or _has_run(spelling_words(words), _COLLECTIVE_WORDS)
        if agency is None and self._prefix and not is_collective and self._tokens[at].folded[:1] != (self._prefix,):
            words = f"{_PRINTED[self._prefix]} {words}"
        if agency is None and not is_collective and self._is_cut(at, end):
            self.cut.append(words)
        else:
            self._add(at, end, Named(words, agency, is_collective))

    def _is_cut(self, at: int, end: int) -> bool:
        """Whether the words are only the beginning, or only the rest, of a name."""
        is_bare_kind = end == at + 1 and self._tokens[at].folded in _KINDS
        return is_bare_kind or not self._tokens[at].is_capital


def _begins(words: Sequence[str], starts: Sequence[tuple[str, ...]]) -> bool:
    return any(tuple(words[: len(start)]) == start for start in starts)


def _has_run(words: Sequence[str], runs: Sequence[tuple[str, ...]]) -> bool:
    return any(tuple(words[at : at + len(run)]) == run for run in runs for at in range(len(words)))
