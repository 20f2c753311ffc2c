"""Where leads, rows and a plan stand at a moment, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from cchc_cli.model.plan import Plan, Row
from cchc_cli.model.states import Status
from cchc_cli.standing.moment import Moment
from cchc_cli.succession import Agencies, answering, holder_of
from cchc_cli.ties import Roster, Tie, TieKind, ties_of


class LeadStanding(NamedTuple):
    """One lead of a row: the state and percent of its newest update, every other field as last given."""

    agency: str
    status: Status = Status.NO_REPORT
    is_late: bool = False
    percent: Decimal | None = None
    result: str | None = None
    evidence: tuple[str, ...] = ()
    explanation: str | None = None
    self_score: Decimal | None = None
    note: str | None = None
    day: date | None = None
    by: str | None = None
    effective_day: date | None = None

    @property
    def has_reported(self) -> bool:
        """Whether the lead has said anything."""
        return self.status is not Status.NO_REPORT


class RowStanding(NamedTuple):
    """An assigned row at a moment: its state, percent and points over its live leads, and each lead's.

    `printed` are the leads as printed, where `leads` are those who answer for them.
    """

    row: Row
    status: Status
    is_late: bool
    percent: Decimal | None
    leads: tuple[LeadStanding, ...]
    answers: tuple[str, ...]
    self_score: Decimal | None = None
    printed: tuple[LeadStanding, ...] = ()

    @property
    def printed_leads(self) -> tuple[str, ...]:
        """The leads that the plan prints."""
        return tuple(lead.agency for lead in self.printed) or self.row.leads

    @property
    def live(self) -> tuple[LeadStanding, ...]:
        """The leads to which the row applies."""
        return tuple(lead for lead in self.leads if lead.status is not Status.NOT_APPLICABLE)

    @property
    def reported(self) -> int:
        """How many of the live leads have reported."""
        return sum(lead.has_reported for lead in self.live)

    @property
    def is_partly_reported(self) -> bool:
        """Whether some live leads have reported and some have not."""
        return 0 < self.reported < len(self.live)

    @property
    def last_day(self) -> date | None:
        """The day of the newest update of any lead."""
        return max((lead.day for lead in self.leads if lead.day), default=None)

    def lead(self, agency: str) -> LeadStanding | None:
        """The standing of one of the leads."""
        return next((lead for lead in self.leads if lead.agency == agency), None)

    def tied(self, tie: Tie) -> LeadStanding | None:
        """The standing of the lead that a tie is to; None where it is to one that only supports."""
        if not tie.is_lead:
            return None
        if tie.kind is TieKind.FORMER:
            return next((lead for lead in self.printed if lead.agency == tie.of), None)
        return self.lead(tie.of if tie.kind is TieKind.MEMBER else tie.agency)

    def given_by(self, agency: str) -> LeadStanding | None:
        """What an agency last gave: for its own lead where it is printed, else for those that it answers for."""
        return next((lead for lead in self.printed if lead.agency == agency), None) or self.lead(agency)

    def of_lead(self, agency: str) -> "RowStanding":
        """The row as one of its leads stands with it."""
        lead = self.lead(agency)
        assert lead is not None
        return self._replace(
            status=lead.status,
            is_late=lead.is_late,
            percent=lead.percent,
            leads=(lead,),
            self_score=lead.self_score,
        )


@dataclass(frozen=True)
class Standings:
    """Assigned rows of a plan at a moment, in the order of the document: all, or those that some agencies lead."""

    plan: Plan
    moment: Moment
    rows: tuple[RowStanding, ...]
    roster: Roster
    agencies: tuple[str, ...] = ()

    @cached_property
    def by_code(self) -> Mapping[str, RowStanding]:
        """The rows by code."""
        return {one.row.code: one for one in self.rows}

    @cached_property
    def led(self) -> dict[str, tuple[tuple[RowStanding, LeadStanding], ...]]:
        """Every lead's part, by agency: the rows and its own standing; a joint row is in the part of each lead."""
        parts: dict[str, list[tuple[RowStanding, LeadStanding]]] = {}
        for standing in self.rows:
            for lead in standing.leads:
                if not self.agencies or lead.agency in self.agencies:
                    parts.setdefault(lead.agency, []).append((standing, lead))
        return {agency: tuple(leads) for agency, leads in parts.items()}

    @cached_property
    def by_agency(self) -> dict[str, tuple[LeadStanding, ...]]:
        """Every lead's own standings, by agency."""
        return {agency: tuple(lead for _, lead in parts) for agency, parts in self.led.items()}

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """The places of the rows that name each agency, as lead or support, or are told by it."""
        places: dict[str, list[int]] = {}
        for place, one in enumerate(self.rows):
            for agency in {*one.row.leads, *one.printed_leads, *one.row.support}:
                places.setdefault(agency, []).append(place)
        return places

    def near(self, agencies: tuple[str, ...]) -> tuple[RowStanding, ...]:
        """The rows that can stand in the lists of these agencies, in the order of the document, and few others."""
        if not agencies:
            return self.rows
        others = (*self.roster.members, *(self.roster.ended if self.roster.is_current else ()))
        places = {place for one in (*agencies, *others) for place in self._places.get(one, ())}
        return tuple(self.rows[place] for place in sorted(places))

    def ties(self, standing: RowStanding, agency: str) -> tuple[Tie, ...]:
        """Why one of the rows stands in an agency's list; nothing where it does not."""
        return ties_of(standing.row, standing.printed_leads, agency, self.roster)

    def holders(self, standing: RowStanding) -> tuple[str, ...]:
        """Whose one of the rows is by the plan and its decisions, before successions: on the day told of, or now."""
        if not self.roster.is_current:
            return standing.row.leads
        return tuple(holder_of(standing.row, lead, self.roster.day) for lead in standing.printed_leads)

    def under(self, heading: Row) -> tuple[RowStanding, ...]:
        """The assigned rows at and below a row."""
        return tuple(self.by_code[row.code] for row in heading.walk() if row.code in self.by_code)

    def answers_for(self, row: Row, lead: str, agencies: Agencies) -> tuple[str, ...]:
        """Who answers for a lead on the day: the lead itself where rows are told by who answers, which it then does."""
        return (lead,) if self.moment.answering_on else answering(row, lead, self.moment.day, agencies)

    def narrowed(self, agencies: tuple[str, ...]) -> "Standings":
        """The rows that these agencies lead (all where none is named); those of a single one by its own state."""
        if not agencies:
            return self
        rows = (standing for standing in self.rows if any(standing.lead(agency) for agency in agencies))
        if len(agencies) == 1:
            rows = (standing.of_lead(agencies[0]) for standing in rows)
        return Standings(self.plan, self.moment, tuple(rows), self.roster, agencies)
