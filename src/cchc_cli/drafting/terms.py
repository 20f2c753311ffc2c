"""On what terms forms are merged with the log."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import NamedTuple


class Take(Enum):
    """Whose value is written where form and log both moved."""

    FORM = "form"
    LOG = "log"


class Terms(NamedTuple):
    """On what terms forms are merged: the days, what blanks mean, and who wins where form and log both moved.

    `take` holds for every row; `taken` for single rows, by file and code.
    """

    today: date
    given_day: date | None = None
    clears_blanks: bool = False
    take: Take | None = None
    taken: Mapping[tuple[str, str], Take] = {}

    @property
    def day(self) -> date:
        """The day of an update whose row names none."""
        return self.given_day or self.today
