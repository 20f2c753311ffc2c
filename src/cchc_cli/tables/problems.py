"""What somebody has to see to: all of it as one list, or kind by kind."""

from collections.abc import Iterable, Sequence

from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Plan
from cchc_cli.standing.problems import SOON_DAYS, Problem, ProblemKind, Problems
from cchc_cli.tables.cells import due_text, late_text, number_text, status_text
from cchc_cli.tables.details import reason_of
from cchc_cli.tables.overview import days_text
from cchc_cli.tables.rows import Record
from cchc_cli.tables.table import Column, Kind, Line, Link, Shown, Table, Value

KIND_LABELS = {
    ProblemKind.LATE: "Quá hạn",
    ProblemKind.SOON: f"Đến hạn trong {SOON_DAYS} ngày tới",
    ProblemKind.NOT_MET: "Không đạt",
    ProblemKind.NO_REPORT: "Chưa báo cáo",
    ProblemKind.PARTLY_REPORTED: "Còn cơ quan chưa báo cáo",
    ProblemKind.UNPROVEN: "Hoàn thành, thiếu tài liệu kiểm chứng",
    ProblemKind.INFERRED: "Cơ quan chủ trì suy ra, cần xác nhận",
}

_ANSWERS_NOTE = (
    "Cơ quan trả lời là cơ quan đang có trách nhiệm; chủ trì đã thôi hoạt động thì nêu cơ quan tiếp nhận, "
    "chưa phân định thì nêu mọi cơ quan tiếp nhận."
)
_KIND = Column("kind", "Vấn đề", Kind.TEXT, 26)
_COLUMNS = (
    Column("stt", "STT", Kind.NUMBER, 6, Shown.IN_FILES),
    Column("code", "Mã", Kind.LABEL, 8),
    Column("name", "Nội dung", Kind.TEXT, 56),
    Column("answers", "Cơ quan trả lời", Kind.TEXT, 30),
    Column("due_told", "Thời hạn", Kind.TEXT, 20, Shown.ON_SCREEN),
    Column("due", "Thời hạn", Kind.TEXT, 16, Shown.IN_FILES),
    Column("due_on", "Hạn cuối", Kind.DAY, 12, Shown.IN_FILES),
    Column("left", "Còn lại / Quá", Kind.TEXT, 14, Shown.ON_SCREEN),
    Column("days_left", "Còn lại (ngày)", Kind.NUMBER, 9, Shown.IN_FILES),
    Column("status_told", "Trạng thái", Kind.TEXT, 20, Shown.ON_SCREEN),
    Column("status", "Trạng thái", Kind.STATE, 16, Shown.IN_FILES),
    Column("late", "Quá hạn", Kind.TEXT, 10, Shown.IN_FILES),
    Column("percent", "Tiến độ %", Kind.PERCENT, 10, Shown.IN_FILES),
    Column("note", "Ghi chú", Kind.TEXT, 30, Shown.IN_FILES),
)
_OPTIONAL = ("due_told", "due", "due_on", "left", "days_left", "late", "percent", "note")


def build_problem_table(problems: Problems, plan: Plan, catalogue: Catalogue, section: str) -> Table:
    """All problems as one list, each code leading to its row in `section`."""
    lines = tuple(
        Line((KIND_LABELS[kind], *_cells(one, plan, catalogue, section)))
        for kind, found in problems.items()
        for one in found
    )
    return Table((_KIND, *_COLUMNS), lines).without_empty(*_OPTIONAL)


def build_kind_table(problems: Sequence[Problem], plan: Plan, catalogue: Catalogue, section: str) -> Table:
    """The problems of one kind, each code leading to its row in `section`; what no row of it has is left out."""
    lines = tuple(Line(tuple(_cells(one, plan, catalogue, section))) for one in problems)
    return Table(_COLUMNS, lines).without_empty(*_OPTIONAL)


def _cells(problem: Problem, plan: Plan, catalogue: Catalogue, section: str) -> Iterable[Value]:
    standing = problem.standing
    row, due = standing.row, standing.row.due
    yield from (row.stt, Link(row.code, section, row.code), row.name, catalogue.names_of(problem.answers))
    yield from (due_text(due), due.words, due.last_day) if due else (None, None, None)
    yield from (None, None) if problem.days_left is None else (days_text(problem.days_left), problem.days_left)
    told = status_text(standing)
    is_under_way = standing.percent is not None and standing.status.fixed_percent is None
    yield f"{told}, {number_text(standing.percent)}%" if is_under_way else told
    yield from (standing.status.label, late_text(standing), standing.percent)
    yield reason_of(row, plan) if problem.kind is ProblemKind.INFERRED else None


def inferred_reasons(problems: Problems, plan: Plan) -> Iterable[str]:
    """Why leads were inferred, each reason once."""
    reasons = (reason_of(one.standing.row, plan) for one in problems[ProblemKind.INFERRED])
    return dict.fromkeys(f"{reason}." for reason in reasons if reason)


def build_joined_table(problems: Sequence[Problem], catalogue: Catalogue) -> Table:
    """Rows that share who answers for them in one line: for lists that would repeat the same names row by row."""
    columns = (
        Column("answers", "Cơ quan trả lời", Kind.TEXT, 40),
        Column("rows", "Số dòng", Kind.NUMBER, 10),
        Column("codes", "Mã", Kind.TEXT, 60),
    )
    found: dict[tuple[str, ...], list[str]] = {}
    for one in problems:
        found.setdefault(one.answers, []).append(one.standing.row.code)
    lines = tuple(Line((catalogue.names_of(answers), len(codes), ", ".join(codes))) for answers, codes in found.items())
    return Table(columns, lines)


def build_answer_table(problems: Problems, catalogue: Catalogue) -> Table:
    """How many problems of each kind each agency has to answer for, the most pressing first."""
    kinds = [kind for kind, found in problems.items() if found]
    columns = (
        Column("agency", "Cơ quan trả lời", Kind.TEXT, 26),
        *(Column(kind.value, KIND_LABELS[kind], Kind.NUMBER, 12) for kind in kinds),
    )
    counts = {
        agency.id: [sum(agency.id in one.answers for one in problems[kind]) for kind in kinds]
        for agency in catalogue.agencies
    }
    others = any(set(one.answers) - set(one.standing.row.leads) for found in problems.values() for one in found)
    ordered = sorted((agency for agency in counts if any(counts[agency])), key=lambda one: [-n for n in counts[one]])
    lines = tuple(Line((catalogue.name_of(agency), *counts[agency])) for agency in ordered)
    return Table(columns, lines, notes=(_ANSWERS_NOTE,) if others else ())


def problem_records(problems: Problems) -> list[Record]:
    """The problems as programs read them."""
    return [
        {
            "kind": kind.value,
            "stt": one.standing.row.stt,
            "code": one.standing.row.code,
            "name": one.standing.row.written.name,
            "answers": list(one.answers),
            "status": one.standing.status.value,
            "percent": one.standing.percent,
            "due": one.standing.row.due.words if one.standing.row.due else None,
            "due_on": one.standing.row.due.last_day if one.standing.row.due else None,
            "days_left": one.days_left,
        }
        for kind, found in problems.items()
        for one in found
    ]
