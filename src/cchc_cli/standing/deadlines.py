"""Which leads have missed a deadline, or have one soon."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from cchc_cli.model.plan import Row
from cchc_cli.standing.states import LeadStanding, Standings
from cchc_cli.succession import Agencies, answering


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
            if not lead.is_settled:
                answers = answering(row, lead.agency, moment.day, agencies)
                yield Deadline(row, lead, row.due.last_day, days_left, answers)
