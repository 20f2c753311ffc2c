"""The day, and the period, as of which states are told."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from cchc_cli.model.progress import Update
from cchc_cli.model.settings import Settings
from cchc_cli.model.states import Period


class Moment(NamedTuple):
    """Day D of a plan's year, with the period asked for.

    Without a period, updates dated up to `day` count. With one, those tagged with it or an earlier one count, and
    untagged ones dated up to its closing day; `is_day_given` says that D was named, so that later dates drop out too.
    With `answering_on`, rows are told by who answers for them on that day, else by their leads as printed.
    """

    day: date
    year: int
    settings: Settings
    period: Period | None = None
    is_day_given: bool = False
    answering_on: date | None = None

    @property
    def lateness_day(self) -> date:
        """The day before which a deadline must lie to be missed."""
        return self.settings.closing_day(self.period, self.year) if self.period else self.day

    @property
    def last_day(self) -> date:
        """The last day of which anything is told."""
        return min(self.day, self.lateness_day) if self.is_day_given else self.lateness_day

    def at(self, day: date) -> "Moment":
        """Another day of the same plan, without a period."""
        return self._replace(day=day, period=None, is_day_given=True)

    def counts(self, update: Update) -> bool:
        """Whether an update is known at this moment."""
        if self.period is None:
            return update.date <= self.day
        if self.is_day_given and update.date > self.day:
            return False
        if update.period is not None:
            return update.period.rank <= self.period.rank
        return update.date <= self.lateness_day

    def effective_day(self, update: Update) -> date:
        """The update's date, or the closing day of its period where that is earlier."""
        if update.period is None:
            return update.date
        return min(update.date, self.settings.closing_day(update.period, self.year))


def previous_moment(moment: Moment) -> Moment | None:
    """The reporting period before the moment's own; without one, the last that was closed before its day.

    None where there is none in that year. What was not known on the day is not known in it either.
    """
    periods = list(Period)
    if moment.period is not None:
        before = periods[: moment.period.rank]
    else:
        before = [one for one in periods if moment.settings.closing_day(one, moment.year) < moment.day]
        moment = moment._replace(is_day_given=True)
    return moment._replace(period=before[-1]) if before else None


def default_year(years: Sequence[int], day: date) -> int | None:
    """The plan of the day's year, else the latest before it, else the earliest; None where there is none."""
    past = [year for year in years if year <= day.year]
    return max(past) if past else min(years, default=None)
