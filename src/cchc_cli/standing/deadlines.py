"""Which rows, and which leads of them, have missed a deadline or have one soon."""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import NamedTuple

from cchc_cli.model.plan import Row
from cchc_cli.standing.states import LeadStanding, RowStanding, Standings
from cchc_cli.succession import Agencies


class Deadline(NamedTuple):
    """What one lead has still to do by a day. `days_left` is negative where the day has passed."""

    row: Row
    lead: LeadStanding
    last_day: date
    days_left: int
    answers: tuple[str, ...]

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
    found = (one for one in _unsettled(standings, agencies) if one.days_left <= days)
    return tuple(sorted(found, key=lambda one: one.last_day))


def _unsettled(standings: Standings, agencies: Agencies) -> Iterator[Deadline]:
    moment = standings.moment
    for standing in standings.rows:
        row = standing.row
        if row.due is None or row.due.last_day is None:
            continue
        days_left = (row.due.last_day - moment.lateness_day).days
        for lead in standing.leads:
            if not lead.status.is_settled:
                answers = standings.answers_for(row, lead.agency, agencies)
                yield Deadline(row, lead, row.due.last_day, days_left, answers)


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
