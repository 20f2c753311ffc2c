"""Which deadlines are missed, which come soon, and who has still to meet them."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Row
from cchc_cli.standing.states import RowStanding, Standings
from cchc_cli.succession import answering


class DueKind(Enum):
    """What the plan says of when a row must be met."""

    DAY = "day"
    STANDING = "standing"
    UNREAD = "unread"
    NONE = "none"


class Deadline(NamedTuple):
    """A row that is open, the last day on which it can be met, and who answers now for the leads that have not."""

    standing: RowStanding
    last_day: date
    days_left: int
    answers: tuple[str, ...]


class Deadlines(NamedTuple):
    """The rows past their last day, and those whose last day is among the next ones; the earliest day first."""

    late: tuple[Deadline, ...]
    soon: tuple[Deadline, ...]


def open_deadlines(standings: Standings, catalogue: Catalogue, days: int) -> Deadlines:
    """The rows that are late, and those that fall due from the day on to `days` days after it."""
    day = standings.moment.lateness_day
    known = sorted(_open(standings, catalogue, day), key=lambda one: one.last_day)
    until = day + timedelta(days=min(days, (date.max - day).days))
    late = tuple(one for one in known if one.standing.is_late)
    return Deadlines(late, tuple(one for one in known if day <= one.last_day <= until))


def _open(standings: Standings, catalogue: Catalogue, day: date) -> Iterator[Deadline]:
    for standing in standings.rows:
        last_day = standing.row.due.last_day if standing.row.due else None
        if last_day is None or standing.status.is_settled:
            continue
        answers = _still_to_meet(standing, standings.moment.day, catalogue)
        yield Deadline(standing, last_day, (last_day - day).days, answers)


def _still_to_meet(standing: RowStanding, day: date, catalogue: Catalogue) -> tuple[str, ...]:
    leads = (lead.agency for lead in standing.leads if not lead.status.is_settled)
    answers = (one for lead in leads for one in answering(standing.row, lead, day, catalogue.by_id))
    return tuple(dict.fromkeys(answers))


def due_kind(row: Row) -> DueKind:
    """What kind of deadline a row has."""
    if row.due is None:
        return DueKind.NONE
    if row.due.last_day is not None:
        return DueKind.DAY
    return DueKind.STANDING if row.due.is_standing else DueKind.UNREAD
