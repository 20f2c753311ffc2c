"""What an edit changes in responsibilities: a reviewer's summary."""

from collections.abc import Iterator

from cchc_cli.comparison import Aspect, Comparison, RowChange
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Row
from cchc_cli.tables.table import Column, Kind, Line, Table

NO_CHANGE = "Không dòng nào thay đổi."
_NOTHING = "–"


def build_change_tables(comparison: Comparison) -> tuple[Table, ...]:
    """The rows that changed, and the agencies that lead more, fewer or other rows for it; nothing where none did."""
    if not comparison.has_changes:
        return ()
    return (*_row_tables(comparison), *_agency_tables(comparison))


def _row_tables(comparison: Comparison) -> Iterator[Table]:
    columns = (
        Column("code", "Mã", Kind.LABEL, 10),
        Column("name", "Nội dung", Kind.TEXT, 60),
        Column("change", "Thay đổi", Kind.TEXT, 22),
        Column("before", "Trước", Kind.TEXT, 40),
        Column("after", "Sau", Kind.TEXT, 40),
    )
    for plan in comparison.plans:
        if plan.rows:
            lines = tuple(line for change in plan.rows for line in _lines(change, comparison))
            yield Table(columns, lines, f"Thay đổi của kế hoạch năm {plan.year}", (_counts(plan.rows),))


def _counts(changes: tuple[RowChange, ...]) -> str:
    counts = ((aspect.label, sum(aspect in change.aspects for change in changes)) for aspect in Aspect)
    return f"{len(changes)} dòng: {', '.join(f'{label} {number}' for label, number in counts if number)}"


def _lines(change: RowChange, comparison: Comparison) -> Iterator[Line]:
    row = change.row
    for aspect in change.aspects:
        before = _told(change.before, aspect, comparison.before)
        after = _told(change.after, aspect, comparison.after)
        yield Line((row.code, row.name, aspect.label, before, after))


def _told(row: Row | None, aspect: Aspect, catalogue: Catalogue) -> str:
    """What a row said of this aspect."""
    if row is None:
        return _NOTHING
    match aspect:
        case Aspect.MOVED:
            return row.code
        case Aspect.RENAMED | Aspect.RESPELT:
            return row.name
        case Aspect.SUPPORT:
            return catalogue.names_of(row.support) or _NOTHING
        case Aspect.BASIS:
            return row.basis.label if row.basis else _NOTHING
        case Aspect.NUMBER:
            return f"STT {row.stt}" if row.stt else _NOTHING
        case Aspect.DUE:
            return row.due.words if row.due else _NOTHING
        case Aspect.SCORE:
            return _NOTHING if row.written.max_score is None else f"{row.written.max_score}".replace(".", ",")
        case Aspect.LEADS:
            return catalogue.names_of(row.leads) or _NOTHING
    number = f"STT {row.stt}; " if row.stt else ""
    return f"{number}{catalogue.names_of(row.leads) or _NOTHING}" if row.is_assigned else "(tiêu đề)"


def _agency_tables(comparison: Comparison) -> Iterator[Table]:
    columns = (
        Column("agency", "Cơ quan", Kind.TEXT, 44),
        Column("year", "Năm", Kind.NUMBER, 8),
        Column("before", "Số dòng trước", Kind.NUMBER, 12),
        Column("after", "Số dòng sau", Kind.NUMBER, 12),
        Column("gained", "Nhận", Kind.TEXT, 40),
        Column("lost", "Thôi", Kind.TEXT, 40),
    )
    lines = []
    for one in comparison.agencies:
        changes = next(plan.rows for plan in comparison.plans if plan.year == one.year)
        gained = ", ".join(change.row.code for change in changes if one.agency in change.gained)
        lost = ", ".join(change.row.code for change in changes if one.agency in change.lost)
        name = comparison.after.by_id.get(one.agency) or comparison.before.by_id.get(one.agency)
        label = name.name if name else one.agency
        lines.append(Line((label, one.year, one.before, one.after, gained or _NOTHING, lost or _NOTHING)))
    if lines:
        yield Table(columns, tuple(lines), "Cơ quan nhận thêm hoặc thôi chủ trì")


def change_records(comparison: Comparison) -> list[dict[str, object]]:
    """The rows that changed as programs read them."""
    return [
        {
            "year": plan.year,
            "code": change.row.code,
            "name": change.row.name,
            "changes": [aspect.value for aspect in change.aspects],
            "gained": list(change.gained),
            "lost": list(change.lost),
            "before": _row_record(change.before),
            "after": _row_record(change.after),
        }
        for plan in comparison.plans
        for change in plan.rows
    ]


def _row_record(row: Row | None) -> dict[str, object] | None:
    if row is None:
        return None
    return {
        "code": row.code,
        "stt": row.stt,
        "name": row.name,
        "leads": list(row.leads),
        "leads_basis": row.basis.value if row.basis else None,
        "support": list(row.support),
        "due": row.due.words if row.due else None,
        "max_score": row.written.max_score,
    }
