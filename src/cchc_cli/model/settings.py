"""What a province sets for its documents and its reporting periods."""

from datetime import date

from cchc_cli.model.fields import AgencyId, ClosingDay, Text
from cchc_cli.model.states import Period
from cchc_cli.model.written import Written

_LAST_DAYS = {Period.Q1: (3, 31), Period.H1: (6, 30), Period.M9: (9, 30), Period.YEAR: (12, 31)}


class Signer(Written):
    """Who signs: authority (TM., KT., …), title and name."""

    authority: Text | None = None
    title: Text | None = None
    name: Text | None = None


class Closing(Written):
    """The closing day of each period, as month and day."""

    q1: ClosingDay | None = None
    h1: ClosingDay | None = None
    m9: ClosingDay | None = None
    year: ClosingDay | None = None


class Settings(Written):
    """`settings.yaml`. What is unset shows as a visible blank in documents."""

    province: Text | None = None
    issuer: Text | None = None
    place: Text | None = None
    signer: Signer | None = None
    desk: AgencyId | None = None
    periods: Closing | None = None
    label: Text | None = None

    def closing_day(self, period: Period, year: int) -> date:
        """The day on which a period of a year closes."""
        month, day = getattr(self.periods, period.value, None) or _LAST_DAYS[period]
        return date(year, month, day)
