"""What changed between two catalogues, or between the plans of two years."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cchc_cli.comparison.rows import RowChange, compare_plans
from cchc_cli.comparison.ties import Ties, ties_between
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Plan
from cchc_cli.text import spelling_key


class PlanChange(NamedTuple):
    """A plan before and after, None where there is none, and the rows that changed.

    The two are of one year, unless the plans of two years are compared.
    """

    before: Plan | None
    after: Plan | None
    rows: tuple[RowChange, ...]

    @property
    def year(self) -> int:
        """The year of the plan as it is now, or as it was where it is gone."""
        plan = self.after or self.before
        assert plan is not None
        return plan.year


class AgencyChange(NamedTuple):
    """How many assigned rows of a plan an agency led before and leads now, and the rows it gained and lost.

    The agency goes by its id on the side after, where it is known there.
    """

    year: int
    agency: str
    before: int
    after: int
    gained: tuple[RowChange, ...]
    lost: tuple[RowChange, ...]


class Comparison(NamedTuple):
    """What changed between two catalogues: plans, and the agencies whose rows became more, fewer or others."""

    before: Catalogue
    after: Catalogue
    plans: tuple[PlanChange, ...]
    agencies: tuple[AgencyChange, ...]

    @property
    def has_changes(self) -> bool:
        """Whether any row of any plan changed."""
        return any(plan.rows for plan in self.plans)

    def name_of(self, agency_id: str) -> str:
        """The name of an agency as it is now, or as it was where it is gone."""
        known = self.after if agency_id in self.after.by_id else self.before
        return known.name_of(agency_id)


def sets_of(plans: Iterable[Plan | None]) -> tuple[str, ...]:
    """The criteria sets that plans name, each once; of two sets a code need not mean the same."""
    return tuple({spelling_key(plan.head.set): plan.head.set for plan in plans if plan and plan.head.set}.values())


def compare(before: Catalogue, after: Catalogue) -> Comparison:
    """The plans of two catalogues compared year by year."""
    years = sorted({plan.year for plan in (*before.plans, *after.plans)})
    return _comparison(before, after, [(before.plan(year), after.plan(year)) for year in years])


def compare_years(before: Catalogue, after: Catalogue, year_before: int, year_after: int) -> Comparison:
    """The plan of a year in one catalogue compared with that of another year, or of the same, in the other."""
    return _comparison(before, after, [(before.plan(year_before), after.plan(year_after))])


def _comparison(before: Catalogue, after: Catalogue, pairs: list[tuple[Plan | None, Plan | None]]) -> Comparison:
    ties = ties_between(before, after)
    plans = tuple(PlanChange(old, new, compare_plans(old, new, ties)) for old, new in pairs if old or new)
    return Comparison(before, after, plans, tuple(one for plan in plans for one in _agencies(plan, ties)))


def _agencies(plan: PlanChange, ties: Ties) -> Iterator[AgencyChange]:
    touched = {agency: None for change in plan.rows for agency in (*change.lost, *change.gained)}
    old, new = _led(plan.before, ties), _led(plan.after)
    for agency in touched:
        gained = tuple(change for change in plan.rows if agency in change.gained)
        lost = tuple(change for change in plan.rows if agency in change.lost)
        yield AgencyChange(plan.year, agency, old[agency], new[agency], gained, lost)


def _led(plan: Plan | None, ties: Ties | None = None) -> Counter[str]:
    rows = plan.assigned if plan else ()
    return Counter(lead for row in rows for lead in (ties.translated(row) if ties else row).leads)
