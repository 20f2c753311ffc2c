"""What changed between two moments of one plan."""

from collections.abc import Callable
from typing import NamedTuple

from cchc_cli.model.states import Status
from cchc_cli.standing.rows import RowStanding, Standings
from cchc_cli.standing.tally import Tally, tally


class RowMovement(NamedTuple):
    """A row whose state, or whose lateness, is not what it was."""

    before: RowStanding
    now: RowStanding


class Movement(NamedTuple):
    """The same rows at an earlier moment and now."""

    before: Standings
    now: Standings
    rows: tuple[RowMovement, ...]

    @property
    def counted(self) -> tuple[Tally, Tally]:
        """The counts before and now."""
        return tally(self.before.rows), tally(self.now.rows)

    def change_of(self, figure: Callable[[Tally], int]) -> int:
        """By how much a count has changed."""
        before, now = self.counted
        return figure(now) - figure(before)


def build_movement(before: Standings, now: Standings) -> Movement:
    """The rows that stand otherwise than before, in the order of the document."""
    pairs = ((before.by_code.get(standing.row.code), standing) for standing in now.rows)
    rows = tuple(RowMovement(was, one) for was, one in pairs if was is not None and _stands(was) != _stands(one))
    return Movement(before, now, rows)


def _stands(standing: RowStanding) -> tuple[Status, bool]:
    return standing.status, standing.is_late
