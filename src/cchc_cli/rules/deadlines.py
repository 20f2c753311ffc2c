"""Rules of deadlines."""

from collections.abc import Iterator

from cchc_cli.diagnostics import Code, Diagnostic, Severity
from cchc_cli.model.due import parse_due
from cchc_cli.rules.examples import plan_with
from cchc_cli.rules.subject import Subject

UNREAD_DUE = Code(
    "T308",
    "unread-due",
    Severity.WARNING,
    "Thời hạn không đọc ra được ngày cuối thì không biết khi nào quá hạn.",
    plan_with("        due: khi có hướng dẫn  # ←\n"),
    plan_with("        due: Quý II/2024\n"),
)
IMPOSSIBLE_DUE = Code(
    "T309",
    "impossible-due",
    Severity.ERROR,
    "Thời hạn có dạng ngày tháng nhưng không có ngày đó.",
    plan_with("        due: 2024-02-30  # ←\n"),
    plan_with("        due: 2024-02-29\n"),
)


def check_deadlines(subject: Subject) -> Iterator[Diagnostic]:
    """A deadline names a day that exists, or stands."""
    for plan in subject.catalogue.plans:
        places = [(plan.head.due, plan.head.origin), *((row.written.due, row.origin) for row in plan.rows)]
        for words, origin in places:
            if words is None:
                continue
            due = parse_due(words)
            if due.is_impossible:
                message = f"thời hạn «{words}» không có thật"
                yield Diagnostic(IMPOSSIBLE_DUE, message, origin.span("due"), "xem lại ngày và tháng")
            elif not due.is_read:
                message = f"không đọc được thời hạn «{words}»"
                hint = "viết như 31/12/2024, 6/2024, Quý II/2024, Thường xuyên; để nguyên thì không tính quá hạn"
                yield Diagnostic(UNREAD_DUE, message, origin.span("due"), hint)


RULES = (check_deadlines,)
