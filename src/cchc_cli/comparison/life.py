"""A row's life: through the commits of a repository, and through the plans of other years."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from cchc_cli.comparison.rows import RowChange, compare_plans
from cchc_cli.comparison.ties import ties_between
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Plan, Row


class Commit(NamedTuple):
    """A commit that touched the plans or the agencies; `parents` are the next such commits before it."""

    id: str
    parents: tuple[str, ...]
    author: str
    email: str
    at: datetime
    subject: str

    @property
    def short(self) -> str:
        """The id as people quote it."""
        return self.id[:10]


class Event(NamedTuple):
    """A change of the row, with the commit that made it; None for what is not committed yet."""

    commit: Commit | None
    change: RowChange
    before: Catalogue
    after: Catalogue


class Life(NamedTuple):
    """The changes of a row, the oldest first, and the commits passed over since their data have errors."""

    events: tuple[Event, ...]
    unread: tuple[Commit, ...]


class InYear(NamedTuple):
    """The row in the plan of a year, None where that plan has no such row, and how it differs from the year before.

    `is_first` where no plan before is compared with.
    """

    plan: Plan
    row: Row | None
    change: RowChange | None
    is_first: bool = False


Read = Callable[[str], Catalogue | None]
_NOTHING = Catalogue()


def row_life(code: str, year: int, current: Catalogue, commits: Iterable[Commit], read: Read) -> Life:
    """The life of the row that has a code now, through commits of which none comes before one that follows it.

    `read` gives the data of a commit by its id, None where they have errors. The row is followed where its code
    changed; a commit without sound data is passed over, and what it changed is told at the next one that has them.
    """
    walk = _Walk(year)
    waiting: dict[str, list[_State]] = {}
    newest = [_State(None, current, code)]
    for commit in commits:
        later = newest or waiting.pop(commit.id, [])
        newest = []
        if not later:
            continue
        states, parents = walk.through(commit, read(commit.id), later)
        for parent in parents:
            waiting.setdefault(parent, []).extend(states)
        if not parents and states is not later:
            walk.begin(states)
    walk.begin(newest)  # where nothing was ever committed
    return walk.life()


class _State(NamedTuple):
    """The data of a commit, or as they are now, and the code of the row in them."""

    commit: Commit | None
    catalogue: Catalogue
    code: str


class _Walk:
    """Collects what each commit changed, from the newest back."""

    def __init__(self, year: int) -> None:
        self._year = year
        self._found: dict[Commit | None, list[Event | None]] = {}
        self._unread: list[Commit] = []

    def through(
        self, commit: Commit, catalogue: Catalogue | None, later: list[_State]
    ) -> tuple[list[_State], tuple[str, ...]]:
        """The states to compare with the commits before this one, and those commits."""
        if catalogue is None:
            self._unread.append(commit)
            return later, commit.parents
        codes = [self._compared(state, catalogue) for state in later]
        self._found[commit] = []  # its place among the others
        code = next((one for one in codes if one is not None), None)
        return ([_State(commit, catalogue, code)] if code else []), commit.parents

    def begin(self, states: Iterable[_State]) -> None:
        """Takes states as the first ever: what is there was added."""
        for state in states:
            self._compared(state, _NOTHING)

    def _compared(self, state: _State, before: Catalogue) -> str | None:
        """The code that the row had before a state; None where there is nothing to follow."""
        ties = ties_between(before, state.catalogue)
        changes = compare_plans(before.plan(self._year), state.catalogue.plan(self._year), ties)
        change, code = _followed(state.code, before.plan(self._year), state.catalogue.plan(self._year), changes)
        event = Event(state.commit, change, before, state.catalogue) if change else None
        self._found.setdefault(state.commit, []).append(event)
        return code

    def life(self) -> Life:
        """What was collected, the oldest first."""
        told = (_merged(events) for events in self._found.values())
        return Life(tuple(reversed([one for one in told if one])), tuple(reversed(self._unread)))


def _merged(events: list[Event | None]) -> Event | None:
    """What a commit changed, of its changes against each commit before it: a merge only what is as in none of them."""
    changed = [one for one in events if one is not None]
    if not changed or len(changed) < len(events):
        return None
    first, *others = changed
    aspects = tuple(one for one in first.change.aspects if all(one in other.change.aspects for other in others))
    if aspects == first.change.aspects:
        return first
    return first._replace(change=first.change.narrowed(aspects)) if aspects else None


def _followed(
    code: str, before: Plan | None, after: Plan | None, changes: tuple[RowChange, ...]
) -> tuple[RowChange | None, str | None]:
    """What changed of the row of a code, and its code before; an earlier row of a code that was free is the same."""
    has_before = before is not None and code in before.by_code
    if after is None or code not in after.by_code:
        gone = next((one for one in changes if one.after is None and one.before and one.before.code == code), None)
        return gone, None if has_before and gone is None else code
    change = next((one for one in changes if one.after is not None and one.after.code == code), None)
    if change is None or change.before is not None:
        return change, change.before.code if change and change.before else code
    return change, None if has_before else code


def row_in_years(code: str, year: int, catalogue: Catalogue) -> tuple[InYear, ...]:
    """The row of a code with its partners in the plans of earlier and later years, as far as they can be followed."""
    plan = catalogue.plan(year)
    if plan is None or code not in plan.by_code:
        return ()
    at = catalogue.plans.index(plan)
    earlier = _earlier_years(plan.by_code[code], catalogue.plans[: at + 1], catalogue)
    return (*earlier, *_later_years(plan.by_code[code], catalogue.plans[at:], catalogue))


def _earlier_years(row: Row, plans: tuple[Plan, ...], catalogue: Catalogue) -> Iterator[InYear]:
    """The row and its partners in the plans before the last of these, the earliest first."""
    ties = ties_between(catalogue, catalogue)
    found: list[InYear] = []
    current: Row | None = row
    for before, after in zip(reversed(plans[:-1]), reversed(plans), strict=False):
        if current is None:
            break
        changes = compare_plans(before, after, ties)
        change, code = _followed(current.code, before, after, changes)
        found.append(InYear(after, current, change))
        current = before.by_code.get(code) if code else None
    if current is not None:
        found.append(InYear(plans[0], current, None, is_first=True))
    return reversed(found)


def _later_years(row: Row, plans: tuple[Plan, ...], catalogue: Catalogue) -> Iterator[InYear]:
    """The row's partners in the plans after the first of these; the last without a row where the plan has none."""
    ties = ties_between(catalogue, catalogue)
    current: Row | None = row
    for before, after in pairwise(plans):
        if current is None:
            return
        changes = compare_plans(before, after, ties)
        code = current.code
        change = next((one for one in changes if one.before is not None and one.before.code == code), None)
        current = change.after if change else after.by_code.get(code)
        yield InYear(after, current, change)
