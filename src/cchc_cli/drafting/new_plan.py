"""A plan that is about to be written: what stands on each row, and the rows below it."""

from collections.abc import Iterator
from typing import NamedTuple

from cchc_cli.model.plan import PlanHead, WrittenRow


class NewRow(NamedTuple):
    """A row as its file will hold it, and the rows below it."""

    written: WrittenRow
    rows: tuple["NewRow", ...] = ()

    def walk(self) -> Iterator["NewRow"]:
        """The row and all below it, in the order of the document."""
        yield self
        for row in self.rows:
            yield from row.walk()


class NewPlan(NamedTuple):
    """A year's plan as its file will hold it."""

    year: int
    head: PlanHead
    areas: tuple[NewRow, ...]

    @property
    def rows(self) -> tuple[NewRow, ...]:
        """Every row, in the order of the document."""
        return tuple(row for area in self.areas for row in area.walk())
