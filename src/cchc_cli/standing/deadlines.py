"""Which rows, and which leads of them, have missed a deadline or have one soon."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum
from typing import NamedTuple

from cchc_cli.model.plan import Row
from cchc_cli.standing.rows import LeadStanding, RowStanding, Standings
from cchc_cli.succession import Agencies
from cchc_cli.ties import Tie, TieKind


class Deadline(NamedTuple):
    """What one lead has still to do by a day. `days_left` is negative where the day has passed.

    `ties` are why the lead is told, where rows are told by who answers for them.
    """

    row: Row
    lead: LeadStanding
    last_day: date
    days_left: int
    answers: tuple[str, ...]
    ties: tuple[Tie, ...] = ()

    @property
    def is_late(self) -> bool:
        """Whether the last day has passed."""
        return self.lead.is_late

    @property
    def is_answered_by_another(self) -> bool:
        """Whether somebody else than the printed lead answers for it on the day."""
        return self.answers != (self.lead.agency,)


def open_deadlines(standings: Standings, agencies: Agencies, days: int) -> tuple[Deadline, ...]:
    """The deadlines that are missed, or come within so many days, of leads that are not done with their row.

    The earliest first, those of one day in the order of the document; a joint row is there once a lead.
    """
    return _within(days, (one for standing in standings.rows for one in _unsettled(standing, standings, agencies)))


def former_deadlines(standings: Standings, asked: tuple[str, ...], days: int) -> tuple[Deadline, ...]:
    """The same of leads that are printed and told by others, since they no longer exist; of those asked for."""
    return _within(days, (one for standing in standings.near(asked) for one in _former(standing, standings, asked)))


def _within(days: int, deadlines: Iterable[Deadline]) -> tuple[Deadline, ...]:
    return tuple(sorted((one for one in deadlines if one.days_left <= days), key=lambda one: one.last_day))


def _unsettled(standing: RowStanding, standings: Standings, agencies: Agencies) -> Iterator[Deadline]:
    row = standing.row
    last_day = row.due.last_day if row.due else None
    for lead in standing.leads if last_day else ():
        if last_day and not lead.status.is_settled:
            answers = standings.answers_for(row, lead.agency, agencies)
            ties = standings.ties(standing, lead.agency) if standings.roster.is_current else ()
            yield Deadline(row, lead, last_day, _days_left(last_day, standings), answers, _of_lead(ties))


def _former(standing: RowStanding, standings: Standings, asked: tuple[str, ...]) -> Iterator[Deadline]:
    row = standing.row
    last_day = row.due.last_day if row.due else None
    ties = (tie for agency in asked for tie in standings.ties(standing, agency))
    for tie in ties if last_day else ():
        lead = standing.tied(tie)
        if tie.kind is TieKind.FORMER and last_day and lead and not lead.status.is_settled:
            yield Deadline(row, lead, last_day, _days_left(last_day, standings), tie.answers, (tie,))


def _of_lead(ties: tuple[Tie, ...]) -> tuple[Tie, ...]:
    return tuple(tie for tie in ties if tie.is_lead)


def _days_left(last_day: date, standings: Standings) -> int:
    return (last_day - standings.moment.lateness_day).days


class DueKind(Enum):
    """What the plan says of when a row must be met."""

    DAY = "day"
    STANDING = "standing"
    UNREAD = "unread"
    NONE = "none"


class RowDeadline(NamedTuple):
    """A row that is open, the last day on which it can be met, and who answers now for the leads that have not."""

    standing: RowStanding
    last_day: date
    days_left: int
    answers: tuple[str, ...]


class RowDeadlines(NamedTuple):
    """The rows past their last day, and those whose last day is among the next ones; the earliest day first."""

    late: tuple[RowDeadline, ...]
    soon: tuple[RowDeadline, ...]


def row_deadlines(standings: Standings, agencies: Agencies, days: int) -> RowDeadlines:
    """The rows that are late, and those that fall due from the day on to `days` days after it."""
    day = standings.moment.lateness_day
    known = sorted(_open_rows(standings, agencies, day), key=lambda one: one.last_day)
    late = tuple(one for one in known if one.standing.is_late)
    return RowDeadlines(late, tuple(one for one in known if 0 <= one.days_left <= days))


def _open_rows(standings: Standings, agencies: Agencies, day: date) -> Iterator[RowDeadline]:
    for standing in standings.rows:
        last_day = standing.row.due.last_day if standing.row.due else None
        if last_day is None or standing.status.is_settled:
            continue
        answers = _still_to_meet(standing, standings, agencies)
        yield RowDeadline(standing, last_day, (last_day - day).days, answers)


def _still_to_meet(standing: RowStanding, standings: Standings, agencies: Agencies) -> tuple[str, ...]:
    leads = (lead.agency for lead in standing.leads if not lead.status.is_settled)
    answers = (one for lead in leads for one in standings.answers_for(standing.row, lead, agencies))
    return tuple(dict.fromkeys(answers))


def due_kind(row: Row) -> DueKind:
    """What kind of deadline a row has."""
    if row.due is None:
        return DueKind.NONE
    if row.due.last_day is not None:
        return DueKind.DAY
    return DueKind.STANDING if row.due.is_standing else DueKind.UNREAD
