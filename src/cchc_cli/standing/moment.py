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
    """

    day: date
    year: int
    settings: Settings
    period: Period | None = None
    is_day_given: bool = False

    @property
    def lateness_day(self) -> date:
        """The day before which a deadline must lie to be missed."""
        return self.settings.closing_day(self.period, self.year) if self.period else self.day

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


def default_year(years: Sequence[int], day: date) -> int | None:
    """The plan of the day's year, else the latest before it, else the earliest; None where there is none."""
    past = [year for year in years if year <= day.year]
    return max(past) if past else min(years, default=None)
