"""Which agency is meant, and which rows are asked for."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from cchc_cli.model.agency import Agency
from cchc_cli.model.plan import Row
from cchc_cli.model.states import Status
from cchc_cli.standing import LeadStanding, RowStanding, Standings
from cchc_cli.text import clean, spelling_key, spelling_words, unmarked_key, unmarked_words
from cchc_cli.ties import Tie, TieKind

_NEAREST = 3


class Role(Enum):
    """What an agency has to do with a row."""

    LEAD = "lead"
    SUPPORT = "support"
    ALL = "all"


class AgencySearch(NamedTuple):
    """The agencies that a text names: one is an answer, several are ambiguous; `nearest` where there is none."""

    found: tuple[Agency, ...]
    nearest: tuple[Agency, ...] = ()


def find_agency(agencies: Sequence[Agency], text: str) -> AgencySearch:
    """The agency that a text names: by id, short name, alias or name, each exactly and by the folds, then by words.

    The first step that hits decides.
    """
    wanted = clean(text).strip()
    for fold in (str, spelling_key, unmarked_key):
        key = fold(wanted)
        for labels in _LABELS:
            found = tuple(agency for agency in agencies if key and key in {fold(label) for label in labels(agency)})
            if found:
                return AgencySearch(found)
    for split in (str.split, spelling_words, unmarked_words):
        run = tuple(split(wanted))
        found = tuple(agency for agency in agencies if _has_run(tuple(split(agency.name)), run))
        if found:
            return AgencySearch(found)
    return AgencySearch((), _nearest_agencies(agencies, wanted))


_LABELS: tuple[Callable[[Agency], tuple[str, ...]], ...] = (
    lambda agency: (agency.id,),
    lambda agency: (agency.short,) if agency.short else (),
    lambda agency: agency.aliases or (),
    lambda agency: (agency.name,),
)


def _has_run(words: tuple[str, ...], run: tuple[str, ...]) -> bool:
    return bool(run) and any(words[start : start + len(run)] == run for start in range(len(words) - len(run) + 1))


def _nearest_agencies(agencies: Sequence[Agency], wanted: str) -> tuple[Agency, ...]:
    from difflib import SequenceMatcher  # only where no agency was found

    key = unmarked_key(wanted)

    def likeness(agency: Agency) -> float:
        labels = (label for labels in _LABELS for label in labels(agency))
        return max(SequenceMatcher(None, key, unmarked_key(label)).ratio() for label in labels)

    return tuple(sorted(agencies, key=likeness, reverse=True)[:_NEAREST])


class Filter(NamedTuple):
    """Which assigned rows are asked for; empty parts do not narrow."""

    agencies: tuple[str, ...] = ()
    role: Role = Role.LEAD
    area: str | None = None
    statuses: tuple[Status, ...] = ()
    is_late_only: bool = False
    search: str = ""
    has_headings: bool = False
    is_own_only: bool = False  # leaves out rows that an agency does not answer for: as a member, or no longer

    @property
    def lead_in_view(self) -> str | None:
        """The agency whose own state is shown and filtered by, where exactly one is named."""
        return self.agencies[0] if len(self.agencies) == 1 else None


class Selected(NamedTuple):
    """A row that was asked for, with why it stands there. A heading has no standing."""

    row: Row
    standing: RowStanding | None = None
    lead: LeadStanding | None = None
    ties: tuple[Tie, ...] = ()

    @property
    def shown(self) -> RowStanding | LeadStanding | None:
        """The standing to show: the lead's in view where there is one, else the row's."""
        return self.lead or self.standing

    @property
    def is_own(self) -> bool:
        """Whether the row counts for the agencies asked for; all rows do where none is."""
        return not self.ties or any(tie.is_own for tie in self.ties)

    def is_tied(self, kind: TieKind) -> bool:
        """Whether the row stands there for such a reason alone."""
        return not self.is_own and any(tie.kind is kind for tie in self.ties)


def select(standings: Standings, wanted: Filter) -> tuple[Selected, ...]:
    """The rows asked for, in the order of the document, with the headings above them where those are wanted."""
    chosen = {one.row.code: one for one in _searched(_standing_rows(standings, wanted), wanted.search)}
    if not wanted.has_headings:
        return tuple(chosen.values())
    plan = standings.plan
    has_all = wanted == Filter(has_headings=True, role=wanted.role) and not standings.agencies
    shown = [one.row for one in chosen.values()] + [row for row in plan.rows if has_all and not row.is_assigned]
    codes = {above.code for row in shown for above in (*plan.path(row), row)}
    return tuple(_with_headings(plan.areas, chosen, codes))


def _with_headings(rows: Iterable[Row], chosen: dict[str, Selected], codes: Container[str]) -> Iterator[Selected]:
    """The rows of these codes: as they were chosen, or as headings of those below them."""
    for row in rows:
        if row.code in codes:
            yield chosen.get(row.code) or Selected(row)
            yield from _with_headings(row.rows, chosen, codes)


def _standing_rows(standings: Standings, wanted: Filter) -> Iterator[Selected]:
    in_area = standings.plan.by_code[wanted.area] if wanted.area else None
    rows = standings.under(in_area) if in_area else standings.near(wanted.agencies)
    for standing in rows:
        one = _tied(standing, standings, wanted)
        if one is None:
            continue
        shown = one.lead or standing
        if wanted.statuses and shown.status not in wanted.statuses:
            continue
        if wanted.is_late_only and not shown.is_late:
            continue
        yield one


def _tied(standing: RowStanding, standings: Standings, wanted: Filter) -> Selected | None:
    """The row with its ties to the agencies asked for; None where it has none in the role asked for."""
    if not wanted.agencies:
        is_wanted = wanted.role is not Role.SUPPORT or standing.row.support
        return told(standing, standings) if is_wanted else None
    roles = _ROLES[wanted.role]
    found = [tie for agency in wanted.agencies for tie in standings.ties(standing, agency)]
    if wanted.is_own_only:
        found = [tie for tie in found if tie.is_own]
    ties = tuple(tie for tie in found if tie.is_lead in roles)
    if not ties:
        return None
    lead = standing.tied(found[0]) if wanted.lead_in_view else None
    return Selected(standing.row, standing, lead, ties)


_ROLES = {Role.LEAD: (True,), Role.SUPPORT: (False,), Role.ALL: (True, False)}


def told(standing: RowStanding, standings: Standings) -> Selected:
    """The row with how each of its leads comes to it, where rows are told by who answers for them."""
    leads = standing.row.leads if standings.roster.is_current else ()
    ties = (tie for lead in leads for tie in standings.ties(standing, lead) if tie.is_lead)
    return Selected(standing.row, standing, None, tuple(ties))


def _searched(rows: Iterable[Selected], search: str) -> tuple[Selected, ...]:
    """Rows whose name or code holds the text: with its marks, else without them."""
    if not search.strip():
        return tuple(rows)
    everything = tuple(rows)
    for split in (spelling_words, unmarked_words):
        wanted = " ".join(split(search))
        found = tuple(one for one in everything if wanted in " ".join(split(one.row.name)) or one.row.code == search)
        if found:
            return found
    return ()
