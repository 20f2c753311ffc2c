"""Counts and shares over rows."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple, Protocol

from cchc_cli.model.states import Status

NO_SHARE = "–"


class _Standing(Protocol):
    @property
    def status(self) -> Status: ...

    @property
    def is_late(self) -> bool: ...


class Tally(NamedTuple):
    """How many rows are in each state, and how many of them are late."""

    counts: tuple[tuple[Status, int], ...]
    late: int

    @property
    def total(self) -> int:
        """All rows."""
        return sum(number for _, number in self.counts)

    def of(self, status: Status) -> int:
        """The rows in one state."""
        return dict(self.counts)[status]

    @property
    def applicable(self) -> int:
        """The rows that apply: the base of the completion rate."""
        return self.total - self.of(Status.NOT_APPLICABLE)

    @property
    def completion(self) -> Decimal | None:
        """Done rows among those that apply, in percent; None where none applies."""
        return share(self.of(Status.DONE), self.applicable)


def tally(standings: Iterable[_Standing]) -> Tally:
    """The counts over rows, or over one lead's part of them."""
    counts = dict.fromkeys(Status, 0)
    late = 0
    for standing in standings:
        counts[standing.status] += 1
        late += standing.is_late
    return Tally(tuple(counts.items()), late)


def share(part: int | Decimal, whole: int | Decimal) -> Decimal | None:
    """A share in percent, two decimals, half up; None where there is no whole."""
    if not whole:
        return None
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)


def percent_text(value: Decimal | None) -> str:
    """A percentage as a sentence writes it, with the comma; `NO_SHARE` where there is none."""
    return NO_SHARE if value is None else f"{value:f}%".replace(".", ",")
