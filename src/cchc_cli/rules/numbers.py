"""Rules of the plan's own row numbers (STT)."""

from collections.abc import Iterator

from cchc_cli.diagnostics import Code, Diagnostic, Related, Severity
from cchc_cli.model.plan import Plan, Row
from cchc_cli.rules.examples import plan_with
from cchc_cli.rules.subject import Subject

_TWO_LEVELS = plan_with(
    '        subcriteria:\n          - code: "1.1.1"\n            stt: {1}\n            name: Báo cáo\n'
).replace("        stt: 1\n", "{0}")

REPEATED_STT = Code(
    "T304",
    "repeated-stt",
    Severity.ERROR,
    "Số thứ tự của kế hoạch đếm các dòng phải đạt; lặp lại thì tổng sai.",
    plan_with('      - code: "1.2"\n        stt: 1  # ←\n        name: Báo cáo\n'),
    plan_with('      - code: "1.2"\n        stt: 2\n        name: Báo cáo\n'),
)
SKIPPED_STT = Code(
    "T305",
    "skipped-stt",
    Severity.WARNING,
    "Số thứ tự nhảy cách thường là sót một dòng của văn bản.",
    plan_with('      - code: "1.2"\n        stt: 3  # ←\n        name: Báo cáo\n'),
    plan_with('      - code: "1.2"\n        stt: 2\n        name: Báo cáo\n'),
)
NUMBERED_PARENT = Code(
    "T306",
    "numbered-row-with-child",
    Severity.INFO,
    "Dòng có số thứ tự mà còn dòng con cũng có số: cả hai được tính, đúng như văn bản in.",
    _TWO_LEVELS.format("        stt: 1  # ←\n", 2),
    _TWO_LEVELS.format("", 1),
)


def check_numbers(subject: Subject) -> Iterator[Diagnostic]:
    """STT runs 1, 2, 3… through the plan."""
    for plan in subject.catalogue.plans:
        yield from _check_numbers(plan)


def _check_numbers(plan: Plan) -> Iterator[Diagnostic]:
    first: dict[int, Row] = {}
    is_whole = not any("stt" in row.damaged for row in plan.rows)
    last: int | None = 0
    for row in plan.assigned:
        stt = row.stt or 0
        if stt in first:
            before = Related(first[stt].origin.span("stt"), f"ở mã «{first[stt].code}»")
            message = f"STT {stt} đã có ở mã «{first[stt].code}»"
            yield Diagnostic(REPEATED_STT, message, row.origin.span("stt"), "sửa cho đúng văn bản", (before,))
            last = None  # which number was meant is not known, so the next one is not judged
            continue
        first[stt] = row
        if is_whole and last is not None and stt != last + 1:
            message = f"STT {stt} đứng sau STT {last}" if last else f"STT bắt đầu từ {stt}"
            yield Diagnostic(SKIPPED_STT, message, row.origin.span("stt"), _skipped(last, stt))
        last = stt


def _skipped(last: int, stt: int) -> str:
    if stt < last:
        return "số thứ tự phải tăng dần"
    missing = str(last + 1) if stt == last + 2 else f"{last + 1}–{stt - 1}"
    return f"thiếu STT {missing}: xem lại văn bản"


def check_numbered_parents(subject: Subject) -> Iterator[Diagnostic]:
    """A row with a number above rows with a number: both count."""
    for plan in subject.catalogue.plans:
        for row in plan.assigned:
            if row.rows:
                message = f"dòng «{row.code}» có STT {row.stt} và còn {len(row.rows)} dòng con"
                yield Diagnostic(NUMBERED_PARENT, message, row.origin.span("stt"))


RULES = (check_numbers, check_numbered_parents)
