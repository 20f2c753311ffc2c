"""The words and the record of a plan at a glance."""

from collections.abc import Iterable, Sequence

from cchc_cli.diagnostics import Diagnostic, Severity, count
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.states import LATE_LABEL
from cchc_cli.standing.deadlines import DueKind, RowDeadline
from cchc_cli.standing.overview import Overview
from cchc_cli.tables.rows import Record

_SEVERITIES = (Severity.WARNING, Severity.INFO)


def days_text(days_left: int) -> str:
    """How far off a day is."""
    if days_left < 0:
        return f"{LATE_LABEL.lower()} {-days_left} ngày"
    return f"còn {days_left} ngày" if days_left else "hôm nay"


def problem_kinds(problems: Sequence[Diagnostic]) -> tuple[tuple[str, int], ...]:
    """How many problems there are of each code: warnings first, then the commonest."""
    numbers = dict.fromkeys((problem.code for problem in problems), 0)
    for problem in problems:
        numbers[problem.code] += 1
    ordered = sorted(numbers, key=lambda code: (_SEVERITIES.index(code.severity), -numbers[code], code.id))
    return tuple((code.id, numbers[code]) for code in ordered)


def overview_record(
    overview: Overview, catalogue: Catalogue, problems: Sequence[Diagnostic], commands: Iterable[str]
) -> Record:
    """A plan at a glance as programs read it: every late row, every row due soon; agencies by id."""
    counted, answers = overview.counted, overview.answers
    return {
        "year": overview.plan.year,
        "as_of": overview.moment.day,
        "label": catalogue.settings.label,
        "plan": _plan_record(overview),
        "rows": counted.total,
        "states": {status.value: number for status, number in counted.counts},
        "completion": counted.completion,
        "late": [_deadline_record(one) for one in overview.deadlines.late],
        "due_soon": [_deadline_record(one) for one in overview.deadlines.soon],
        "days": overview.days,
        "deadlines": {kind.value: overview.due_kinds.get(kind, 0) for kind in DueKind},
        "period": answers.period.value,
        "closing_day": answers.closing_day,
        "answered": list(answers.answered),
        "not_answered": list(answers.not_answered),
        "problems": {
            "warnings": count(problems, Severity.WARNING),
            "infos": count(problems, Severity.INFO),
            "codes": dict(problem_kinds(problems)),
        },
        "next": list(commands),
    }


def _plan_record(overview: Overview) -> Record:
    head = overview.plan.head
    return {
        "title": head.title,
        "number": head.number,
        "issued": head.issued,
        "issuer": head.issuer,
        "areas": len(overview.plan.areas),
        "agencies": overview.leading,
    }


def _deadline_record(deadline: RowDeadline) -> Record:
    row, standing = deadline.standing.row, deadline.standing
    return {
        "stt": row.stt,
        "code": row.code,
        "name": row.written.name,
        "leads": list(row.leads),
        "answers": list(deadline.answers),
        "status": standing.status.value,
        "percent": standing.percent,
        "due": row.due.words if row.due else None,
        "due_on": deadline.last_day,
        "days_left": deadline.days_left,
    }
