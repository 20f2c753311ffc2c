"""What somebody has to see to: all of it as one list, or kind by kind."""

from collections.abc import Iterable, Sequence

from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Plan
from cchc_cli.standing.problems import SOON_DAYS, Problem, ProblemKind, Problems
from cchc_cli.tables.cells import status_text
from cchc_cli.tables.details import reason_of
from cchc_cli.tables.rows import Record
from cchc_cli.tables.table import Column, Kind, Line, Link, Table, Value

KIND_LABELS = {
    ProblemKind.LATE: "Quá hạn",
    ProblemKind.SOON: f"Đến hạn trong {SOON_DAYS} ngày tới",
    ProblemKind.NOT_MET: "Không đạt",
    ProblemKind.NO_REPORT: "Chưa báo cáo",
    ProblemKind.PARTLY_REPORTED: "Còn cơ quan chưa báo cáo",
    ProblemKind.UNPROVEN: "Hoàn thành, thiếu tài liệu kiểm chứng",
    ProblemKind.INFERRED: "Cơ quan chủ trì suy ra, cần xác nhận",
}

_KIND = Column("kind", "Vấn đề", Kind.TEXT, 26)
_COLUMNS = (
    Column("stt", "STT", Kind.NUMBER, 6),
    Column("code", "Mã", Kind.LABEL, 8),
    Column("name", "Nội dung", Kind.TEXT, 56),
    Column("answers", "Cơ quan trả lời", Kind.TEXT, 34),
    Column("due", "Thời hạn", Kind.TEXT, 16),
    Column("due_on", "Hạn cuối", Kind.DAY, 12),
    Column("days_left", "Còn lại (ngày)", Kind.NUMBER, 9),
    Column("status", "Trạng thái", Kind.TEXT, 20),
    Column("percent", "Tiến độ %", Kind.PERCENT, 10),
    Column("note", "Ghi chú", Kind.TEXT, 30),
)
_WITH_DAYS = ("due", "due_on", "days_left")


def build_problem_table(problems: Problems, plan: Plan, catalogue: Catalogue, section: str) -> Table:
    """All problems as one list, each code leading to its row in `section`."""
    lines = tuple(
        Line((KIND_LABELS[kind], *_cells(one, plan, catalogue, _linked(one, section))))
        for kind, found in problems.items()
        for one in found
    )
    return Table((_KIND, *_COLUMNS), lines).without_empty(*_WITH_DAYS, "percent", "note")


def _linked(problem: Problem, section: str) -> Link:
    code = problem.standing.row.code
    return Link(code, section, code)


def build_kind_table(
    problems: Sequence[Problem], plan: Plan, catalogue: Catalogue, section: str | None = None
) -> Table:
    """The problems of one kind; what no row of it has is left out."""
    lines = tuple(
        Line(tuple(_cells(one, plan, catalogue, _linked(one, section) if section else one.standing.row.code)))
        for one in problems
    )
    return Table(_COLUMNS, lines).without_empty(*_WITH_DAYS, "percent", "note")


def _cells(problem: Problem, plan: Plan, catalogue: Catalogue, code: Value) -> Iterable[Value]:
    standing = problem.standing
    row = standing.row
    yield from (row.stt, code, row.name, catalogue.names_of(problem.answers))
    has_day = problem.days_left is not None and row.due is not None
    yield from (row.due.words, row.due.last_day, problem.days_left) if has_day and row.due else (None, None, None)
    yield status_text(standing)
    yield standing.percent
    yield reason_of(row, plan) if problem.kind is ProblemKind.INFERRED else None


def build_silent_table(problems: Sequence[Problem], catalogue: Catalogue) -> Table:
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
        Column("agency", "Cơ quan trả lời", Kind.TEXT, 44),
        *(Column(kind.value, KIND_LABELS[kind], Kind.NUMBER, 12) for kind in kinds),
    )
    counts = {
        agency.id: [sum(agency.id in one.answers for one in problems[kind]) for kind in kinds]
        for agency in catalogue.agencies
    }
    ordered = sorted((agency for agency in counts if any(counts[agency])), key=lambda one: [-n for n in counts[one]])
    return Table(columns, tuple(Line((catalogue.name_of(agency), *counts[agency])) for agency in ordered))


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
