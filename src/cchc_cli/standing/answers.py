"""Which period is asked for on a day, who must answer it, and who has."""

from datetime import date

from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.progress import ProgressLog, Return, Update
from cchc_cli.model.settings import Settings
from cchc_cli.model.states import Period
from cchc_cli.standing.rows import Standings
from cchc_cli.succession import answering


def asked_period(settings: Settings, year: int, day: date) -> Period:
    """The last period of a year that is closed on the day; the first where none is."""
    closed = [period for period in Period if settings.closing_day(period, year) <= day]
    return closed[-1] if closed else Period.Q1


def asked_agencies(standings: Standings) -> tuple[str, ...]:
    """The agencies that answer on the day for a row that somebody must meet, in the order of the plan.

    One that no longer exists is not among them: its successor is.
    """
    return tuple(dict.fromkeys(agency for standing in standings.rows for agency in standing.answers))


def answered_agencies(catalogue: Catalogue, year: int, period: Period, day: date) -> frozenset[str]:
    """The agencies that have a return, or an update, of the period dated on or before the day."""
    return frozenset(log.agency for log in catalogue.logs if log.year == year and _has_answered(log, period, day))


def answered_with_heirs(standings: Standings, answered: frozenset[str]) -> frozenset[str]:
    """Who has answered, and who took over rows only from agencies all of which had."""
    sources: dict[str, set[str]] = {}
    day, agencies = standings.moment.day, standings.roster.agencies
    for standing in standings.rows:
        for lead in standing.printed_leads:
            for heir in answering(standing.row, lead, day, agencies):
                sources.setdefault(heir, set()).add(lead)
    return answered | {heir for heir, leads in sources.items() if leads <= answered}


def _has_answered(log: ProgressLog, period: Period, day: date) -> bool:
    entries: tuple[Update | Return, ...] = (*log.returns, *log.updates)
    return any(entry.period is period and entry.date <= day for entry in entries)
