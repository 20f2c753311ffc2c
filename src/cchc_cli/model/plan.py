"""One year's plan: the rows as written, and the tree with what flows down it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated

from pydantic import BeforeValidator, Field

from cchc_cli.diagnostics import Origin
from cchc_cli.model.due import Due
from cchc_cli.model.fields import (
    AgencyId,
    AgencyIds,
    BasisName,
    Day,
    Issued,
    Method,
    MethodName,
    RowCode,
    Score,
    Stt,
    TargetName,
    Text,
    Truth,
)
from cchc_cli.model.states import UNNAMED_ROW, Basis, Level
from cchc_cli.model.written import Written


class Reassigned(Written):
    """A decision that moved a row: `lead` answered before day `from_day`, `to` from then on."""

    lead: AgencyId
    to: AgencyId
    from_day: Day = Field(alias="from")
    by: Text | None = None


def _as_list(value: object) -> object:
    return [value] if isinstance(value, dict) else value


Reassignments = Annotated[tuple[Reassigned, ...], BeforeValidator(_as_list)]


class WrittenRow(Written):
    """A row as it stands in the file, without the rows below it."""

    code: RowCode
    stt: Stt | None = None
    name: Text | None
    leads: AgencyIds | None = None
    leads_basis: BasisName | None = None
    support: AgencyIds | None = None
    due: Text | None = None
    target: TargetName | None = None
    method: MethodName | None = None
    max_score: Score | None = None
    evidence_required: Truth | None = None
    product: Text | None = None
    in_source: Truth | None = None
    note: Text | None = None
    reassigned: Reassignments | None = None


class PlanHead(Written):
    """What the plan's document says of itself. `issued` may lack the day, or the month too."""

    title: Text | None = None
    number: Text | None = None
    issued: Issued | None = None
    issuer: Text | None = None
    source: Text | None = None
    set: Text | None = None
    due: Text | None = None


_NO_POINTS = Decimal(0)


@dataclass(frozen=True, slots=True)
class Row:
    """A node of the hierarchy with what flows down to it.

    `leads`, `support` and `due` are the row's own or an ancestor's; `basis` is None where nobody leads.
    `damaged` names the fields that could not be read, here or above where they flow down.
    """

    written: WrittenRow
    level: Level
    parent: str | None
    leads: tuple[str, ...]
    basis: Basis | None
    support: tuple[str, ...]
    due: Due | None
    rows: tuple["Row", ...]
    origin: Origin = field(compare=False, repr=False)
    damaged: frozenset[str] = frozenset()

    @property
    def code(self) -> str:
        """The code; empty where it could not be read."""
        return self.written.code

    @property
    def stt(self) -> int | None:
        """The row number of the plan; None for a heading."""
        return self.written.stt

    @property
    def name(self) -> str:
        """The name to show."""
        return self.written.name or UNNAMED_ROW

    @property
    def is_assigned(self) -> bool:
        """Whether the row has a number, so that somebody must meet it."""
        return self.written.stt is not None

    @property
    def is_in_source(self) -> bool:
        """Whether the plan's document has this row."""
        return self.written.in_source is not False

    @property
    def score_bounds(self) -> tuple[Decimal, Decimal] | None:
        """The lowest and highest self-score; None where the row has none: no maximum is known, or it is surveyed."""
        maximum = self.written.max_score
        if maximum is None or self.written.method is Method.SURVEY:
            return None
        return min(maximum, _NO_POINTS), max(maximum, _NO_POINTS)

    @property
    def needs_evidence(self) -> bool:
        """Whether a done row must name its evidence."""
        if self.written.evidence_required is not None:
            return self.written.evidence_required
        return self.written.method is not Method.SURVEY

    def walk(self) -> Iterator["Row"]:
        """The row and all below it, in the order of the document."""
        yield self
        for row in self.rows:
            yield from row.walk()


_LARGE = 200


def reporting_days(year: int) -> tuple[date, date]:
    """The first and last day on which a plan's year is reported on: self-scoring is in January of the next."""
    return date(year, 1, 1), date(year + 1, 6, 30)


@dataclass(frozen=True)
class Plan:
    """One year's plan; `is_whole` is False where some of its rows could not be read."""

    year: int
    head: PlanHead
    areas: tuple[Row, ...]
    origin: Origin = field(compare=False, repr=False)
    is_whole: bool = True

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every row, in the order of the document."""
        return tuple(row for area in self.areas for row in area.walk())

    @cached_property
    def assigned(self) -> tuple[Row, ...]:
        """The rows with a number, in the order of the document."""
        return tuple(row for row in self.rows if row.is_assigned)

    @cached_property
    def knows_codes(self) -> bool:
        """Whether every code and number could be read, so that one that is missing is really missing."""
        is_sound = not any("code" in row.damaged or "stt" in row.damaged for row in self.rows)
        return self.is_whole and is_sound and not self.repeated_codes

    @cached_property
    def _assigned_by_area(self) -> dict[str, list[str]]:
        codes: dict[str, list[str]] = {}
        for row in self.assigned:
            codes.setdefault(row.code.partition(".")[0], []).append(row.code)
        return codes

    def codes_near(self, code: str) -> tuple[str, ...]:
        """The codes of assigned rows among which one that is not there was meant: of a large plan those of its area."""
        if len(self.assigned) > _LARGE:
            return tuple(self._assigned_by_area.get(code.partition(".")[0], ())[:_LARGE])
        return tuple(row.code for row in self.assigned)

    @cached_property
    def by_code(self) -> dict[str, Row]:
        """The rows by code; the first of a repeated code."""
        return {row.code: row for row in reversed(self.rows)}

    @cached_property
    def repeated_codes(self) -> frozenset[str]:
        """The codes that several rows have, which is an error."""
        if len(self.by_code) == len(self.rows):
            return frozenset()
        return frozenset(code for code, number in Counter(row.code for row in self.rows).items() if number > 1)

    def path(self, row: Row) -> tuple[Row, ...]:
        """The rows above this one, from the area down."""
        above = []
        parent = self.by_code.get(row.parent) if row.parent else None
        while parent is not None:
            above.append(parent)
            parent = self.by_code.get(parent.parent) if parent.parent else None
        return tuple(reversed(above))
