"""Who answers for a row on a day: printed leads, their successors, and those before a decision."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from cchc_cli.model.agency import Agency
from cchc_cli.model.plan import Row

Agencies = Mapping[str, Agency]


class Term(NamedTuple):
    """An agency whose word counts for a lead, from a day on and before another; None is open."""

    agency: str
    since: date | None = None
    before: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the agency's word counts on this day."""
        return (self.since is None or self.since <= day) and (self.before is None or day < self.before)


def answering(row: Row, lead: str, day: date, agencies: Agencies) -> tuple[str, ...]:
    """Who answers for a printed lead on a day: itself, who did before a decision, or its successors."""
    holder = lead
    for decision in sorted(row.written.reassigned or (), key=lambda one: one.from_day, reverse=True):
        if decision.to == holder and day < decision.from_day:
            holder = decision.lead
    return living(holder, row.code, day, agencies)


def living(agency_id: str, code: str, day: date, agencies: Agencies) -> tuple[str, ...]:
    """The agency itself while it exists; from its last day on its successors, through chains and splits."""
    return tuple(dict.fromkeys(_living(agency_id, code, day, agencies, frozenset())))


def _living(agency_id: str, code: str, day: date, agencies: Agencies, seen: frozenset[str]) -> tuple[str, ...]:
    agency = agencies.get(agency_id)
    if agency is None or agency.until is None or day < agency.until or agency_id in seen:
        return (agency_id,)
    heirs = heirs_for(agency, code)
    if not heirs:
        return (agency_id,)
    return tuple(answer for heir in heirs for answer in _living(heir, code, day, agencies, seen | {agency_id}))


def heirs_for(agency: Agency, code: str) -> tuple[str, ...]:
    """The successors of an agency for a row: the one it decided on, else all."""
    decided = (agency.answers or {}).get(code)
    return (decided,) if decided else tuple(agency.successors or ())


def lines_of(row: Row, lead: str, day: date, agencies: Agencies) -> tuple[tuple[Term, ...], ...]:
    """Whose updates make up a lead's state on a day: one line of terms, or one an heir after a split.

    A line runs from those who answered first to who answers now.
    """
    first = (*_before_decisions(row, lead), Term(lead))
    return tuple(tuple(line) for line in _continue(first, lead, row.code, day, agencies, frozenset()))


def _before_decisions(row: Row, lead: str) -> tuple[Term, ...]:
    terms: list[Term] = []
    holder, limit = lead, None
    for decision in sorted(row.written.reassigned or (), key=lambda one: one.from_day, reverse=True):
        if decision.to == holder and (limit is None or decision.from_day < limit):
            holder, limit = decision.lead, decision.from_day
            terms.insert(0, Term(holder, before=limit))
    return tuple(terms)


def _continue(
    line: tuple[Term, ...], agency_id: str, code: str, day: date, agencies: Agencies, seen: frozenset[str]
) -> list[tuple[Term, ...]]:
    agency = agencies.get(agency_id)
    if agency is None or agency.until is None or day < agency.until or agency_id in seen:
        return [line]
    heirs = heirs_for(agency, code)
    if not heirs:
        return [line]
    lines = []
    for heir in heirs:
        longer = (*line, Term(heir, since=agency.until))
        lines += _continue(longer, heir, code, day, agencies, seen | {agency_id})
    return lines


def may_report(row: Row, agency_id: str, day: date, agencies: Agencies) -> bool:
    """Whether an update by the agency dated on this day counts for one of the row's leads."""
    return any(
        term.agency == agency_id and term.covers(day)
        for lead in row.leads
        for line in lines_of(row, lead, day, agencies)
        for term in line
    )
