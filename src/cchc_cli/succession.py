"""Who answers for a row on a day: printed leads, their successors, and those before a decision."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from cchc_cli.model.agency import Agency
from cchc_cli.model.plan import Plan, Row

Agencies = Mapping[str, Agency]

_MOST_LINES = 200  # bounds for data in which successions branch again and again, which no province has
_LONGEST_LINE = 100


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
    return living(holder_of(row, lead, day), row.code, day, agencies)


def holder_of(row: Row, lead: str, day: date) -> str:
    """Whose row it is on a day by the plan and its decisions, whether that agency still exists or not."""
    holder = lead
    for decision in sorted(row.written.reassigned or (), key=lambda one: one.from_day, reverse=True):
        if decision.to == holder and day < decision.from_day:
            holder = decision.lead
    return holder


def answered_plan(plan: Plan, day: date, agencies: Agencies) -> Plan:
    """The plan with who answers on the day in the place of the leads that are printed."""
    return replace(plan, areas=tuple(_answered_row(area, day, agencies) for area in plan.areas))


def _answered_row(row: Row, day: date, agencies: Agencies) -> Row:
    answers = (answer for lead in row.leads for answer in answering(row, lead, day, agencies))
    below = tuple(_answered_row(one, day, agencies) for one in row.rows)
    return replace(row, leads=tuple(dict.fromkeys(answers)), rows=below)


def undecided_rows(plan: Plan, day: date, agencies: Agencies) -> tuple[Row, ...]:
    """The assigned rows of which several agencies answer for one printed lead, since nobody decided which."""
    return tuple(
        row for row in plan.assigned if any(len(answering(row, lead, day, agencies)) > 1 for lead in row.leads)
    )


def living(agency_id: str, code: str, day: date, agencies: Agencies) -> tuple[str, ...]:
    """The agency itself while it exists; from its last day on its successors, through chains and splits."""
    found: dict[str, None] = {}
    seen, ahead = set[str](), [agency_id]
    while ahead:
        one = ahead.pop()
        heirs = _heirs_on(one, code, day, agencies)
        if not heirs:
            found[one] = None
        elif one not in seen:
            seen.add(one)
            ahead += reversed(heirs)
    return tuple(found) or (agency_id,)  # in a loop, which is an error of the data, nobody is left


def _heirs_on(agency_id: str, code: str, day: date, agencies: Agencies) -> tuple[str, ...]:
    """Who took a row over from an agency that no longer exists on the day; none where it does, or nobody did."""
    agency = agencies.get(agency_id)
    return heirs_for(agency, code) if agency is not None and agency.has_ended(day) else ()


def heirs_for(agency: Agency, code: str) -> tuple[str, ...]:
    """The successors of an agency for a row: the one it decided on, else all."""
    decided = (agency.answers or {}).get(code)
    return (decided,) if decided else tuple(agency.successors or ())


def lines_of(row: Row, lead: str, day: date, agencies: Agencies) -> tuple[tuple[Term, ...], ...]:
    """Whose updates make up a lead's state on a day: one line of terms, or one an heir after a split.

    A line runs from those who answered first to who answers now.
    """
    first = (*_before_decisions(row, lead, agencies), Term(lead))
    return tuple(_continue(first, lead, row.code, day, agencies))


def _before_decisions(row: Row, lead: str, agencies: Agencies) -> tuple[Term, ...]:
    """Who answered for a lead before decisions: those these name, and who took over from one that ended before that."""
    terms: list[Term] = []
    holder, limit = lead, None
    for decision in sorted(row.written.reassigned or (), key=lambda one: one.from_day, reverse=True):
        if decision.to == holder and (limit is None or decision.from_day < limit):
            holder, limit = decision.lead, decision.from_day
            lines = _continue((Term(holder),), holder, row.code, limit, agencies)
            heirs = dict.fromkeys(term for line in lines for term in line[1:] if term.since and term.since < limit)
            terms[:0] = (Term(holder, before=limit), *(heir._replace(before=limit) for heir in heirs))
    return tuple(terms)


def _continue(
    line: tuple[Term, ...], agency_id: str, code: str, day: date, agencies: Agencies
) -> list[tuple[Term, ...]]:
    """The line, or the lines into which successions split it; no line passes an agency twice."""
    lines: list[tuple[Term, ...]] = []
    ahead = [(line, agency_id, frozenset[str]())]
    while ahead and len(lines) < _MOST_LINES:
        so_far, holder, seen = ahead.pop()
        heirs = () if holder in seen else _heirs_on(holder, code, day, agencies)
        if not heirs or len(so_far) > _LONGEST_LINE:
            lines.append(so_far)
            continue
        since = max(start for start in (so_far[-1].since, agencies[holder].until) if start is not None)
        ahead += [((*so_far, Term(heir, since=since)), heir, seen | {holder}) for heir in reversed(heirs)]
    return lines


def may_report(row: Row, agency_id: str, day: date, agencies: Agencies) -> bool:
    """Whether an update by the agency dated on this day counts for one of the row's leads."""
    return any(_counts(row, lead, agency_id, day, agencies) for lead in row.leads)


def _counts(row: Row, lead: str, agency_id: str, day: date, agencies: Agencies) -> bool:
    own = (*_before_decisions(row, lead, agencies), Term(lead))
    if any(term.agency == agency_id and term.covers(day) for term in own):
        return True
    seen, ahead = {lead}, [lead]
    while ahead:
        heirs = _heirs_on(ahead.pop(), row.code, day, agencies)
        if agency_id in heirs:
            return True
        ahead += [heir for heir in heirs if heir not in seen]
        seen.update(heirs)
    return False
