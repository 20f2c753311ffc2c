"""How the states of a plan came about: their counts at each month's end, beside a straight line to the year's end."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Plan, reporting_days
from cchc_cli.standing.moment import Moment
from cchc_cli.standing.rows import Standings
from cchc_cli.standing.states import stand
from cchc_cli.standing.tally import Tally, tally

_TENTH = Decimal("0.1")


class TrendPoint(NamedTuple):
    """A day, the counts on it (None where it is still to come), and how many rows a straight line has done by then."""

    day: date
    counted: Tally | None
    expected: Decimal


def build_trend(standings: Standings, catalogue: Catalogue) -> tuple[TrendPoint, ...]:
    """A point for each month's end of the year, and one for the day of the standings, whose counts are theirs.

    After the year it goes on to the month of the last update. Nothing where nothing was ever reported.
    """
    plan, last = catalogue.plan(standings.plan.year), standings.moment.last_day
    newest = _newest(standings, catalogue)
    if plan is None or newest is None:
        return ()
    now = tally(standings.rows)
    points = []
    for day in _days(plan.year, last, newest):
        if day < last:
            counted: Tally | None = _counts_on(day, plan, standings, catalogue)
        else:
            counted = now if day == last else None
        points.append(TrendPoint(day, counted, _expected(day, plan.year, now.applicable)))
    return tuple(points)


def _newest(standings: Standings, catalogue: Catalogue) -> date | None:
    """The day of the newest update that counts for the rows."""
    codes, moment = standings.by_code, standings.moment
    return max(
        (
            moment.effective_day(update)
            for log in catalogue.logs
            if log.year == standings.plan.year
            for update in log.updates
            if update.code in codes and moment.counts(update)
        ),
        default=None,
    )


def _days(year: int, last: date, newest: date) -> Iterator[date]:
    """The ends of the months of a year, and of those after it in which there was news; the last day among them."""
    end = max(date(year, 12, 31), min(_month_end(newest), reporting_days(year)[1]))
    ends = list(_month_ends(year, end))
    yield from sorted({*ends, *((last,) if ends[0].replace(day=1) <= last <= end else ())})


def _month_ends(year: int, end: date) -> Iterator[date]:
    for month in range(24):
        day = _month_end(date(year + month // 12, month % 12 + 1, 1))
        if day <= end:
            yield day


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _counts_on(day: date, plan: Plan, standings: Standings, catalogue: Catalogue) -> Tally:
    moment: Moment = standings.moment.at(day)
    return tally(stand(catalogue, plan, moment).narrowed(standings.agencies).rows)


def _expected(day: date, year: int, total: int) -> Decimal:
    """How many of the rows would be done on a day if as many were done every day of the year."""
    whole = (date(year, 12, 31) - date(year, 1, 1)).days + 1
    passed = min(whole, (day - date(year, 1, 1)).days + 1)
    return (Decimal(total) * passed / whole).quantize(_TENTH, ROUND_HALF_UP)
