"""Rules of the hierarchy: codes, numbers, order, deadlines."""

from collections.abc import Iterator

from cchc_cli.diagnostics import Code, Diagnostic, Related, Severity
from cchc_cli.model.due import parse_due
from cchc_cli.model.plan import Plan, Row
from cchc_cli.rules.subject import Subject
from cchc_cli.text import natural_key


def _plan(body: str) -> str:
    return (
        'year: 2024\nareas:\n  - code: "1"\n    name: Chỉ đạo, điều hành\n    leads: [snv]\n    criteria:\n'
        f'      - code: "1.1"\n        stt: 1\n        name: Kế hoạch\n{body}'
    )


DUPLICATE_CODE = Code(
    "T301",
    "duplicate-code",
    Severity.ERROR,
    "Mỗi mã chỉ một dòng: tiến độ ghi theo mã, hai dòng cùng mã thì không biết là của dòng nào.",
    _plan('      - code: "1.1"  # ←\n        stt: 2\n        name: Báo cáo\n'),
    _plan('      - code: "1.2"\n        stt: 2\n        name: Báo cáo\n'),
)
CODE_OUTSIDE_PARENT = Code(
    "T302",
    "code-outside-parent",
    Severity.ERROR,
    "Mã phải bắt đầu bằng mã của dòng cấp trên, thêm đúng một đoạn; nếu không, dòng bị cộng vào chỗ khác.",
    _plan('      - code: "2.1"  # ←\n        stt: 2\n        name: Báo cáo\n'),
    _plan('      - code: "1.2"\n        stt: 2\n        name: Báo cáo\n'),
)
CODE_ORDER = Code(
    "T303",
    "code-out-of-order",
    Severity.WARNING,
    "Các dòng cùng cấp xếp theo mã (1.9 trước 1.10), như trong văn bản; sai thứ tự thường do chép nhầm chỗ.",
    _plan(
        '      - code: "1.3"\n        name: Kiểm tra\n      - code: "1.2"  # ←\n        stt: 2\n        name: Báo cáo\n'
    ),
    _plan('      - code: "1.2"\n        stt: 2\n        name: Báo cáo\n      - code: "1.3"\n        name: Kiểm tra\n'),
)
REPEATED_STT = Code(
    "T304",
    "repeated-stt",
    Severity.ERROR,
    "Số thứ tự của kế hoạch đếm các dòng phải đạt; lặp lại thì tổng sai.",
    _plan('      - code: "1.2"\n        stt: 1  # ←\n        name: Báo cáo\n'),
    _plan('      - code: "1.2"\n        stt: 2\n        name: Báo cáo\n'),
)
SKIPPED_STT = Code(
    "T305",
    "skipped-stt",
    Severity.WARNING,
    "Số thứ tự nhảy cách thường là sót một dòng của văn bản.",
    _plan('      - code: "1.2"\n        stt: 3  # ←\n        name: Báo cáo\n'),
    _plan('      - code: "1.2"\n        stt: 2\n        name: Báo cáo\n'),
)
NUMBERED_PARENT = Code(
    "T306",
    "numbered-row-with-child",
    Severity.INFO,
    "Dòng có số thứ tự mà còn dòng con cũng có số: cả hai được tính, đúng như văn bản in.",
    _plan('        subcriteria:\n          - code: "1.1.1"\n            stt: 2\n            name: Báo cáo\n').replace(
        "stt: 1\n", "stt: 1  # ←\n"
    ),
    _plan('        subcriteria:\n          - code: "1.1.1"\n            stt: 1\n            name: Báo cáo\n').replace(
        "        stt: 1\n        name: Kế", "        name: Kế"
    ),
)
ROW_NOT_IN_SOURCE = Code(
    "T307",
    "row-not-in-source",
    Severity.INFO,
    "Dòng do người nhập thêm vào cho đủ cây, văn bản không có.",
    _plan('      - code: "1.2"  # ←\n        name: null\n        in_source: false\n'),
    _plan('      - code: "1.2"\n        stt: 2\n        name: Báo cáo\n'),
)
UNREAD_DUE = Code(
    "T308",
    "unread-due",
    Severity.WARNING,
    "Thời hạn không đọc ra được ngày cuối thì không biết khi nào quá hạn.",
    _plan("        due: khi có hướng dẫn  # ←\n"),
    _plan("        due: Quý II/2024\n"),
)
IMPOSSIBLE_DUE = Code(
    "T309",
    "impossible-due",
    Severity.ERROR,
    "Thời hạn có dạng ngày tháng nhưng không có ngày đó.",
    _plan("        due: 2024-02-30  # ←\n"),
    _plan("        due: 2024-02-29\n"),
)
TWO_PLANS = Code(
    "T310",
    "two-plans-for-one-year",
    Severity.ERROR,
    "Mỗi năm một kế hoạch; hai tệp cùng năm thì không biết theo tệp nào.",
    "(criteria.yaml và bản sao criteria-2024.yaml cùng ghi year: 2024)",
    "(criteria.yaml ghi year: 2024, criteria-2025.yaml ghi year: 2025)",
)


def check_codes(subject: Subject) -> Iterator[Diagnostic]:
    """A code stands once in a plan."""
    for plan in subject.catalogue.plans:
        first: dict[str, Row] = {}
        for row in plan.rows:
            if not row.code:
                continue
            if row.code in first:
                before = Related(first[row.code].origin.span("code"), f"«{first[row.code].name}»")
                message = f"mã «{row.code}» đã có ở dòng khác"
                yield Diagnostic(DUPLICATE_CODE, message, row.origin.span("code"), "sửa mã cho đúng văn bản", (before,))
            else:
                first[row.code] = row


def check_parents(subject: Subject) -> Iterator[Diagnostic]:
    """A code is its parent's code and one segment more; an area's code is one segment."""
    for plan in subject.catalogue.plans:
        for area in plan.areas:
            if "." in area.code:
                hint = "mã lĩnh vực chỉ một đoạn, như «1»"
                message = f"mã «{area.code}» không phải mã lĩnh vực"
                yield Diagnostic(CODE_OUTSIDE_PARENT, message, area.origin.span("code"), hint)
        for above in plan.rows:
            yield from _check_children(above)


def _check_children(above: Row) -> Iterator[Diagnostic]:
    for row in above.rows:
        if row.code and above.code and not _is_under(row, above):
            message = f"mã «{row.code}» không nằm dưới «{above.code}»"
            hint = f"mã ở đây có dạng «{above.code}.…»; nếu mã đúng thì chuyển dòng sang chỗ của nó"
            yield Diagnostic(CODE_OUTSIDE_PARENT, message, row.origin.span("code"), hint)


def _is_under(row: Row, above: Row) -> bool:
    return row.code.rpartition(".")[0] == above.code


def check_order(subject: Subject) -> Iterator[Diagnostic]:
    """Rows of one parent stand in the order of their codes."""
    for plan in subject.catalogue.plans:
        yield from _check_order(tuple(area for area in plan.areas if "." not in area.code))
        for above in plan.rows:
            yield from _check_order(tuple(row for row in above.rows if _is_under(row, above)))


def _check_order(group: tuple[Row, ...]) -> Iterator[Diagnostic]:
    before: Row | None = None
    for row in group:
        if not row.code:
            continue
        if before is not None and natural_key(row.code) < natural_key(before.code):
            message = f"mã «{row.code}» đứng sau «{before.code}»"
            yield Diagnostic(CODE_ORDER, message, row.origin.span("code"), "xếp lại theo thứ tự mã")
        else:
            before = row


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


def check_sources(subject: Subject) -> Iterator[Diagnostic]:
    """A row that the plan's document lacks is named."""
    for plan in subject.catalogue.plans:
        for row in plan.rows:
            if not row.is_in_source:
                message = f"dòng «{row.code}» không có trong văn bản"
                yield Diagnostic(ROW_NOT_IN_SOURCE, message, row.origin.span("code"))


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


def check_years(subject: Subject) -> Iterator[Diagnostic]:
    """A year has one plan."""
    first: dict[int, Plan] = {}
    for plan in sorted(subject.catalogue.plans, key=lambda plan: plan.origin.file, reverse=True):
        if plan.year in first:
            other = first[plan.year].origin
            message = f"năm {plan.year} có hai kế hoạch: «{plan.origin.file}» và «{other.file}»"
            related = Related(other.span("year"), "kế hoạch kia")
            hint = "xóa một tệp, hoặc sửa year của tệp kia"
            yield Diagnostic(TWO_PLANS, message, plan.origin.span("year"), hint, (related,))
        else:
            first[plan.year] = plan


RULES = (
    check_codes,
    check_parents,
    check_order,
    check_numbers,
    check_numbered_parents,
    check_sources,
    check_deadlines,
    check_years,
)
