"""What somebody has to see to: rows that are late or soon due, unreported, not met, unproven, or led by inference."""

from collections.abc import Callable, Iterable
from enum import Enum
from typing import NamedTuple

from cchc_cli.model.states import Basis, Status
from cchc_cli.standing.deadlines import RowDeadline, row_deadlines
from cchc_cli.standing.rows import LeadStanding, RowStanding, Standings
from cchc_cli.succession import Agencies

SOON_DAYS = 30


class ProblemKind(Enum):
    """What is wrong with a row; the order is that of urgency."""

    LATE = "late"
    SOON = "due_soon"
    NOT_MET = "not_met"
    NO_REPORT = "no_report"
    PARTLY_REPORTED = "partly_reported"
    UNPROVEN = "done_without_evidence"
    INFERRED = "inferred_lead"


class Problem(NamedTuple):
    """A row that has a problem, who answers for that, and how many days are left where it has a day."""

    kind: ProblemKind
    standing: RowStanding
    answers: tuple[str, ...]
    days_left: int | None = None


Problems = dict[ProblemKind, tuple[Problem, ...]]


def find_problems(standings: Standings, agencies: Agencies) -> Problems:
    """The problems of each kind: deadlines by day, all else in the order of the document. A row can have several."""
    deadlines = row_deadlines(standings, agencies, SOON_DAYS)

    def of_leads(kind: ProblemKind, is_at_fault: Callable[[RowStanding, LeadStanding], bool]) -> tuple[Problem, ...]:
        return tuple(_of_leads(kind, standings, agencies, is_at_fault))

    return {
        ProblemKind.LATE: _of_deadlines(ProblemKind.LATE, deadlines.late),
        ProblemKind.SOON: _of_deadlines(ProblemKind.SOON, deadlines.soon),
        ProblemKind.NOT_MET: of_leads(ProblemKind.NOT_MET, lambda _, lead: lead.status is Status.NOT_MET),
        ProblemKind.NO_REPORT: of_leads(
            ProblemKind.NO_REPORT, lambda one, lead: one.status is Status.NO_REPORT and not lead.has_reported
        ),
        ProblemKind.PARTLY_REPORTED: of_leads(
            ProblemKind.PARTLY_REPORTED, lambda one, lead: one.is_partly_reported and not lead.has_reported
        ),
        ProblemKind.UNPROVEN: of_leads(ProblemKind.UNPROVEN, is_unproven),
        ProblemKind.INFERRED: of_leads(ProblemKind.INFERRED, lambda one, _: one.row.basis is Basis.INFERRED),
    }


def is_unproven(standing: RowStanding, lead: LeadStanding) -> bool:
    """Whether a lead that is done gave neither the evidence that the row needs nor an explanation."""
    is_bare = not lead.evidence and not lead.explanation
    return lead.status is Status.DONE and standing.row.needs_evidence and is_bare


def _of_deadlines(kind: ProblemKind, deadlines: Iterable[RowDeadline]) -> tuple[Problem, ...]:
    return tuple(Problem(kind, one.standing, one.answers, one.days_left) for one in deadlines)


def _of_leads(
    kind: ProblemKind,
    standings: Standings,
    agencies: Agencies,
    is_at_fault: Callable[[RowStanding, LeadStanding], bool],
) -> Iterable[Problem]:
    for standing in standings.rows:
        leads = [lead.agency for lead in standing.leads if is_at_fault(standing, lead)]
        if leads:
            answers = (one for lead in leads for one in standings.answers_for(standing.row, lead, agencies))
            yield Problem(kind, standing, tuple(dict.fromkeys(answers)))
