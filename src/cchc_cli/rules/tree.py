"""Rules of the hierarchy: codes, order, names, years."""

from collections.abc import Iterator

from cchc_cli.diagnostics import Code, Diagnostic, Related, Severity
from cchc_cli.model.plan import Plan, Row
from cchc_cli.rules.examples import plan_with
from cchc_cli.rules.sequence import strays
from cchc_cli.rules.subject import Subject
from cchc_cli.text import natural_key, spelling_key

_SECOND_ROW = '      - code: "1.2"\n        stt: 2\n        name: Báo cáo\n'

DUPLICATE_CODE = Code(
    "T301",
    "duplicate-code",
    Severity.ERROR,
    "Mỗi mã chỉ một dòng: tiến độ ghi theo mã, hai dòng cùng mã thì không biết là của dòng nào.",
    plan_with('      - code: "1.1"  # ←\n        stt: 2\n        name: Báo cáo\n'),
    plan_with(_SECOND_ROW),
)
CODE_OUTSIDE_PARENT = Code(
    "T302",
    "code-outside-parent",
    Severity.ERROR,
    "Mã phải bắt đầu bằng mã của dòng cấp trên, thêm đúng một đoạn; nếu không, dòng bị cộng vào chỗ khác.",
    plan_with('      - code: "2.1"  # ←\n        stt: 2\n        name: Báo cáo\n'),
    plan_with(_SECOND_ROW),
)
MISSING_PARENT = Code(
    "T311",
    "missing-intermediate-row",
    Severity.ERROR,
    "Thiếu dòng cấp giữa (như 1.3 của 1.3.1) thì dòng dưới bị cộng vào chỗ khác.",
    plan_with('      - code: "1.3.1"  # ←\n        stt: 2\n        name: Báo cáo\n'),
    plan_with(
        '      - code: "1.3"\n        name: Kiểm tra\n        subcriteria:\n'
        '          - code: "1.3.1"\n            stt: 2\n            name: Báo cáo\n'
    ),
)
REPEATED_NAME = Code(
    "T312",
    "repeated-name",
    Severity.WARNING,
    "Hai dòng cùng cấp trên mà cùng tên thường do chép một dòng hai lần rồi chỉ sửa mã.",
    plan_with('      - code: "1.2"\n        stt: 2\n        name: kế hoạch  # ←\n'),
    plan_with(_SECOND_ROW),
)
CODE_ORDER = Code(
    "T303",
    "code-out-of-order",
    Severity.WARNING,
    "Các dòng cùng cấp xếp theo mã (1.9 trước 1.10), như trong văn bản; sai thứ tự thường do chép nhầm chỗ.",
    plan_with(
        '      - code: "1.3"\n        name: Kiểm tra\n      - code: "1.2"  # ←\n        stt: 2\n        name: Báo cáo\n'
    ),
    plan_with(_SECOND_ROW + '      - code: "1.3"\n        name: Kiểm tra\n'),
)
ROW_NOT_IN_SOURCE = Code(
    "T307",
    "row-not-in-source",
    Severity.INFO,
    "Dòng do người nhập thêm vào cho đủ cây, văn bản không có.",
    plan_with('      - code: "1.2"  # ←\n        name: null\n        in_source: false\n'),
    plan_with(_SECOND_ROW),
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
        for row in plan.rows if plan.repeated_codes else ():
            first = plan.by_code[row.code]
            if row.code and first is not row:
                before = Related(first.origin.span("code"), f"«{first.name}»")
                message = f"mã «{row.code}» đã có ở dòng khác"
                yield Diagnostic(DUPLICATE_CODE, message, row.origin.span("code"), "sửa mã cho đúng văn bản", (before,))


def check_parents(subject: Subject) -> Iterator[Diagnostic]:
    """A code is its parent's code and one segment more; an area's code is one segment."""
    for plan in subject.catalogue.plans:
        blamed = set()
        for area in plan.areas:
            if "." in area.code:
                blamed.add(area.code)
                hint = "mã lĩnh vực chỉ một đoạn, như «1»"
                message = f"mã «{area.code}» không phải mã lĩnh vực"
                yield Diagnostic(CODE_OUTSIDE_PARENT, message, area.origin.span("code"), hint)
        for above in plan.rows:
            if above.code and above.code not in blamed:
                yield from _check_children(plan, above)


def _check_children(plan: Plan, above: Row) -> Iterator[Diagnostic]:
    strangers: dict[str, list[Row]] = {}
    for row in above.rows:
        if row.code and not _is_under(row, above) and plan.by_code[row.code] is row:
            strangers.setdefault(row.code.rpartition(".")[0], []).append(row)
    for wanted, rows in strangers.items():
        if _is_misnamed(above, wanted) and wanted not in plan.by_code:
            message = f"mã «{above.code}» không khớp các dòng bên dưới («{rows[0].code}»…)"
            yield Diagnostic(CODE_OUTSIDE_PARENT, message, above.origin.span("code"), f"có phải «{wanted}»?")
        elif wanted in plan.by_code or not _is_missing(above, wanted):
            for row in rows:
                message = f"mã «{row.code}» không nằm dưới «{above.code}»"
                hint = f"mã ở đây có dạng «{above.code}.…»; nếu mã đúng thì chuyển dòng sang chỗ của nó"
                yield Diagnostic(CODE_OUTSIDE_PARENT, message, row.origin.span("code"), hint)
        elif "code" not in above.damaged:
            message = f"mã «{rows[0].code}» đứng ngay dưới «{above.code}», thiếu dòng «{wanted}»"
            hint = f'thêm dòng code: "{wanted}" rồi chuyển «{rows[0].code}» xuống dưới nó, hoặc sửa mã cho đúng văn bản'
            further = tuple(Related(row.origin.span("code"), "cũng vậy") for row in rows[1:])
            yield Diagnostic(MISSING_PARENT, message, rows[0].origin.span("code"), hint, further)


def _is_missing(above: Row, wanted: str) -> bool:
    """Whether the code that a row asks for above it would stand below, or beside, the one that is there."""
    parent = above.code.rpartition(".")[0]
    return wanted.startswith(f"{above.code}.") or (parent != "" and wanted.rpartition(".")[0] == parent)


def _is_misnamed(above: Row, wanted: str) -> bool:
    """Whether all rows below agree on another code for the row above, of the same depth: then it is the one wrong."""
    is_alike = wanted.count(".") == above.code.count(".")
    return is_alike and len(above.rows) > 1 and all(row.code.rpartition(".")[0] == wanted for row in above.rows)


def _is_under(row: Row, above: Row) -> bool:
    return row.code.rpartition(".")[0] == above.code


def check_order(subject: Subject) -> Iterator[Diagnostic]:
    """Rows of one parent stand in the order of their codes; as few as possible are told."""
    for plan in subject.catalogue.plans:
        yield from _check_order(plan, tuple(area for area in plan.areas if "." not in area.code))
        for above in plan.rows:
            if len(above.rows) > 1:
                yield from _check_order(plan, tuple(row for row in above.rows if _is_under(row, above)))


def _check_order(plan: Plan, group: tuple[Row, ...]) -> Iterator[Diagnostic]:
    rows = tuple(row for row in group if row.code and plan.by_code[row.code] is row and not _is_blamed(row))
    for index in sorted(strays([natural_key(row.code) for row in rows])):
        row, near = rows[index], rows[index - 1] if index else rows[1]
        message = f"mã «{row.code}» đứng {'sau' if index else 'trước'} «{near.code}», sai thứ tự"
        yield Diagnostic(CODE_ORDER, message, row.origin.span("code"), "xếp lại theo thứ tự mã, hoặc sửa mã")


def _is_blamed(row: Row) -> bool:
    """Whether the rows below say that the row's own code is wrong."""
    wanted = row.rows[0].code.rpartition(".")[0] if row.rows else row.code
    return wanted != row.code and _is_misnamed(row, wanted)


def check_names(subject: Subject) -> Iterator[Diagnostic]:
    """Rows of one parent have different names, by the folds that keep the marks."""
    for plan in subject.catalogue.plans:
        for group in (plan.areas, *(row.rows for row in plan.rows if row.rows)):
            first: dict[str, Row] = {}
            for row in group:
                key = spelling_key(row.written.name or "")
                if key and key in first and row.code != first[key].code:
                    before = Related(first[key].origin.span("name"), f"ở mã «{first[key].code}»")
                    message = f"tên «{row.name}» đã có ở mã «{first[key].code}»"
                    span = row.origin.span("name")
                    yield Diagnostic(REPEATED_NAME, message, span, "xem lại tên trong văn bản", (before,))
                elif key:
                    first[key] = row


def check_sources(subject: Subject) -> Iterator[Diagnostic]:
    """A row that the plan's document lacks is named."""
    for plan in subject.catalogue.plans:
        for row in plan.rows:
            if not row.is_in_source:
                message = f"dòng «{row.code}» không có trong văn bản"
                yield Diagnostic(ROW_NOT_IN_SOURCE, message, row.origin.span("code"))


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


RULES = (check_codes, check_parents, check_order, check_names, check_sources, check_years)
