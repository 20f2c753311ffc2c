"""What changed between two plans, row by row.

Rows pair by code where their names agree; then by a name that stands once on both sides under another code, which is a
move; then by code with another name, where neither name stands elsewhere, which is a renaming. The rest came or went.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from enum import Enum
from typing import NamedTuple

from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Plan, Row
from cchc_cli.text import spelling_key


class Aspect(Enum):
    """What of a row changed."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    RENAMED = "renamed"
    RESPELT = "respelt"
    LEADS = "leads"
    BASIS = "basis"
    SUPPORT = "support"
    NUMBER = "number"
    DUE = "due"
    SCORE = "score"

    @property
    def label(self) -> str:
        """The change in Vietnamese."""
        return _LABELS[self]


_LABELS = {
    Aspect.ADDED: "thêm dòng",
    Aspect.REMOVED: "bỏ dòng",
    Aspect.MOVED: "đổi mã",
    Aspect.RENAMED: "đổi tên",
    Aspect.RESPELT: "chỉ khác cách viết",
    Aspect.LEADS: "đổi chủ trì",
    Aspect.BASIS: "đổi căn cứ chủ trì",
    Aspect.SUPPORT: "đổi phối hợp",
    Aspect.NUMBER: "đổi STT",
    Aspect.DUE: "đổi thời hạn",
    Aspect.SCORE: "đổi điểm tối đa",
}
_ASPECTS: tuple[tuple[Aspect, Callable[[Row], object]], ...] = (
    (Aspect.LEADS, lambda row: frozenset(row.leads) if row.is_assigned else None),
    (Aspect.BASIS, lambda row: row.basis if row.is_assigned else None),
    (Aspect.SUPPORT, lambda row: frozenset(row.support) if row.is_assigned else None),
    (Aspect.NUMBER, lambda row: row.stt),
    (Aspect.DUE, lambda row: row.due.words if row.due and row.is_assigned else None),
    (Aspect.SCORE, lambda row: row.written.max_score),
)


class RowChange(NamedTuple):
    """A row before and after, None where it is not there, and what of it changed."""

    before: Row | None
    after: Row | None
    aspects: tuple[Aspect, ...]

    @property
    def row(self) -> Row:
        """The row as it is now, or as it was where it is gone."""
        row = self.after or self.before
        assert row is not None
        return row

    @property
    def gained(self) -> tuple[str, ...]:
        """The leads that the row has now and had not."""
        return _leads_beyond(self.after, self.before)

    @property
    def lost(self) -> tuple[str, ...]:
        """The leads that the row had and has no more."""
        return _leads_beyond(self.before, self.after)


class PlanChange(NamedTuple):
    """The plan of one year before and after, None where there is none, and the rows that changed."""

    year: int
    before: Plan | None
    after: Plan | None
    rows: tuple[RowChange, ...]


class AgencyChange(NamedTuple):
    """How many assigned rows of a year an agency led before and leads now."""

    year: int
    agency: str
    before: int
    after: int


class Comparison(NamedTuple):
    """What changed between two catalogues: plans by year, and the agencies whose rows became more, fewer or others."""

    before: Catalogue
    after: Catalogue
    plans: tuple[PlanChange, ...]
    agencies: tuple[AgencyChange, ...]

    @property
    def has_changes(self) -> bool:
        """Whether any row of any plan changed."""
        return any(plan.rows for plan in self.plans)


def compare(before: Catalogue, after: Catalogue) -> Comparison:
    """The plans of two catalogues compared year by year."""
    years = sorted({plan.year for plan in (*before.plans, *after.plans)})
    plans = tuple(_compare_year(year, before.plan(year), after.plan(year)) for year in years)
    return Comparison(before, after, plans, tuple(change for plan in plans for change in _agencies(plan)))


def compare_plans(before: Plan | None, after: Plan | None) -> tuple[RowChange, ...]:
    """The rows that changed, in the order of the plan as it is now, those that are gone at the end."""
    old, new = before.rows if before else (), after.rows if after else ()
    partner = _pairs(old, new)
    changes = [RowChange(partner.get(id(row)), row, _aspects(partner.get(id(row)), row)) for row in new]
    paired = {id(row) for row in partner.values()}
    gone = [RowChange(row, None, (Aspect.REMOVED,)) for row in old if id(row) not in paired]
    return tuple(change for change in (*changes, *gone) if change.aspects)


def _compare_year(year: int, before: Plan | None, after: Plan | None) -> PlanChange:
    return PlanChange(year, before, after, compare_plans(before, after))


def _agencies(plan: PlanChange) -> Iterable[AgencyChange]:
    touched = {agency: None for change in plan.rows for agency in (*change.lost, *change.gained)}
    old, new = _led(plan.before), _led(plan.after)
    return (AgencyChange(plan.year, agency, old[agency], new[agency]) for agency in touched)


def _led(plan: Plan | None) -> Counter[str]:
    return Counter(lead for row in (plan.assigned if plan else ()) for lead in row.leads)


def _leads_beyond(one: Row | None, other: Row | None) -> tuple[str, ...]:
    held = other.leads if other is not None and other.is_assigned else ()
    return tuple(lead for lead in one.leads if lead not in held) if one is not None and one.is_assigned else ()


def _pairs(old: tuple[Row, ...], new: tuple[Row, ...]) -> dict[int, Row]:
    """The old row of each new one, by the new one's identity."""
    names_before, names_after = Counter(map(_name, old)), Counter(map(_name, new))

    def sole_name(row: Row) -> str | None:
        name = _name(row)
        return name if name and names_before[name] == names_after[name] == 1 else None

    def code_of_stranger(row: Row) -> str | None:
        name = _name(row)
        return None if names_before[name] and names_after[name] else row.code

    partner: dict[int, Row] = {}
    for key in (lambda row: (row.code, _name(row)), sole_name, code_of_stranger):
        paired = {id(row) for row in partner.values()}
        known = {key(row): row for row in old if id(row) not in paired}
        known.pop(None, None)
        for row in new:
            if id(row) not in partner and (found := known.pop(key(row), None)) is not None:
                partner[id(row)] = found
    return partner


def _name(row: Row) -> str:
    return spelling_key(row.written.name or "")


def _aspects(before: Row | None, after: Row) -> tuple[Aspect, ...]:
    if before is None:
        return (Aspect.ADDED,)
    aspects = []
    if before.code != after.code:
        aspects.append(Aspect.MOVED)
    if _name(before) != _name(after):
        aspects.append(Aspect.RENAMED)
    elif before.name != after.name:
        aspects.append(Aspect.RESPELT)
    return (*aspects, *(aspect for aspect, value in _ASPECTS if value(before) != value(after)))
