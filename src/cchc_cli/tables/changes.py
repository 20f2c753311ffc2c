"""What changed between two states of plans, row by row, and whose rows became more, fewer or others."""

from collections.abc import Iterable, Iterator

from cchc_cli.comparison import AgencyChange, Aspect, Comparison, PlanChange, RowChange, sets_of
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Plan, Row
from cchc_cli.tables.cells import basis_text, decision_text, number_text, yes_no
from cchc_cli.tables.rows import Record, decision_record
from cchc_cli.tables.table import Column, Kind, Line, Shown, Table, Value

NO_CHANGE = "Không dòng nào thay đổi."
BY_SUCCESSION = "do kế thừa"
_NOTHING = "–"

CHANGE_COLUMNS = (
    Column("year_before", "Năm trước", Kind.NUMBER, 8, Shown.IN_FILES),
    Column("year_after", "Năm sau", Kind.NUMBER, 8, Shown.IN_FILES),
    Column("code", "Mã", Kind.LABEL, 10, Shown.ON_SCREEN),
    Column("code_before", "Mã trước", Kind.LABEL, 10, Shown.IN_FILES),
    Column("code_after", "Mã sau", Kind.LABEL, 10, Shown.IN_FILES),
    Column("name", "Nội dung", Kind.TEXT, 60),
    Column("change", "Thay đổi", Kind.TEXT, 22),
    Column("before", "Trước", Kind.TEXT, 40),
    Column("after", "Sau", Kind.TEXT, 40),
)


def build_change_tables(comparison: Comparison) -> tuple[Table, ...]:
    """The rows that changed, and the agencies that lead more, fewer or other rows for it; nothing where none did."""
    return (*build_row_tables(comparison), *build_agency_tables(comparison))


def build_row_tables(comparison: Comparison) -> Iterator[Table]:
    """The rows that changed, a table for each plan that has such."""
    for plan in comparison.plans:
        if plan.rows:
            title = f"Thay đổi của kế hoạch năm {years_text(plan)}"
            yield Table(CHANGE_COLUMNS, tuple(_plan_lines(plan, comparison)), title, (counts_text(plan.rows),))


def build_change_listing(comparison: Comparison, title: str, notes: tuple[str, ...]) -> Table:
    """The rows of all plans that changed in one table, as files carry it."""
    lines = tuple(line for plan in comparison.plans for line in _plan_lines(plan, comparison))
    return Table(CHANGE_COLUMNS, lines, title, notes, label_of(comparison))


def sets_text(plans: Iterable[Plan | None]) -> str | None:
    """A warning where plans follow different criteria sets; None where they name none, or one."""
    sets = sets_of(plans)
    if len(sets) < 2:
        return None
    names = ", ".join(f"«{one}»" for one in sets)
    return f"các kế hoạch theo {len(sets)} bộ tiêu chí ({names}); cùng mã chưa chắc cùng tiêu chí."


def label_of(comparison: Comparison) -> str | None:
    """The line that every document shows, by the settings after, or before where there are none."""
    return comparison.after.settings.label or comparison.before.settings.label


def years_text(plan: PlanChange) -> str:
    """The year of the two plans, or both years where they are two."""
    if plan.before and plan.after and plan.before.year != plan.after.year:
        return f"{plan.before.year} → {plan.after.year}"
    return str(plan.year)


def counts_text(changes: tuple[RowChange, ...]) -> str:
    """How many rows changed, and in what."""
    counts = {aspect: sum(aspect in change.aspects for change in changes) for aspect in Aspect}
    told = {aspect: f"{aspect.label} {number}" for aspect, number in counts.items() if number}
    if inherited := sum(change.is_succession for change in changes):
        told[Aspect.LEADS] += f" (trong đó {BY_SUCCESSION} {inherited})"
    return f"{len(changes)} dòng: {', '.join(told.values())}"


def _plan_lines(plan: PlanChange, comparison: Comparison) -> Iterator[Line]:
    years = _year(plan.before), _year(plan.after)
    for change in plan.rows:
        codes = change.row.code, _code(change.before), _code(change.after)
        for told in told_changes(change, comparison.before, comparison.after):
            yield Line((*years, *codes, change.row.name, *told))


def _year(plan: Plan | None) -> int | None:
    return plan.year if plan else None


def _code(row: Row | None) -> str | None:
    return row.code if row else None


def told_changes(change: RowChange, before: Catalogue, after: Catalogue) -> Iterator[tuple[Value, Value, Value]]:
    """What changed of a row, aspect by aspect: the change, what was said before, what is said after."""
    for aspect in change.aspects:
        beside = f" ({BY_SUCCESSION})" if aspect is Aspect.LEADS and change.is_succession else ""
        yield f"{aspect.label}{beside}", _told(change.before, aspect, before), _told(change.after, aspect, after)


def _told(row: Row | None, aspect: Aspect, catalogue: Catalogue) -> str:
    """What a row said of this aspect."""
    if row is None:
        return _NOTHING
    match aspect:
        case Aspect.ADDED | Aspect.REMOVED:
            number = f"STT {row.stt}; " if row.stt else ""
            return f"{number}{catalogue.names_of(row.leads) or _NOTHING}" if row.is_assigned else "(tiêu đề)"
        case Aspect.LEADS:
            return catalogue.names_of(row.leads) or _NOTHING
        case Aspect.SUPPORT:
            return catalogue.names_of(row.support) or _NOTHING
        case Aspect.DECISION:
            return "; ".join(decision_text(one, catalogue) for one in row.written.reassigned or ()) or _NOTHING
    return _told_of_plan(row, aspect) or _NOTHING


def _told_of_plan(row: Row, aspect: Aspect) -> str | None:
    """What a row said of an aspect that names no agency."""
    written = row.written
    values = {
        Aspect.MOVED: row.code,
        Aspect.BASIS: basis_text(row, row.leads),
        Aspect.NUMBER: f"STT {row.stt}" if row.stt else None,
        Aspect.DUE: row.due.words if row.due else None,
        Aspect.SCORE: number_text(written.max_score),
        Aspect.TARGET: written.target.label if written.target else None,
        Aspect.METHOD: written.method.label if written.method else None,
        Aspect.EVIDENCE: yes_no(written.evidence_required),
        Aspect.PRODUCT: written.product,
        Aspect.NOTE: written.note,
        Aspect.SOURCE: yes_no(row.is_in_source),
    }
    return values.get(aspect, row.name)


def build_agency_tables(comparison: Comparison) -> Iterator[Table]:
    """The agencies that lead more, fewer or other rows than before; no table where there are none."""
    columns = (
        Column("agency", "Cơ quan", Kind.TEXT, 44),
        Column("year", "Năm", Kind.NUMBER, 8),
        Column("before", "Số dòng trước", Kind.NUMBER, 12),
        Column("after", "Số dòng sau", Kind.NUMBER, 12),
        Column("gained", "Nhận", Kind.TEXT, 40),
        Column("lost", "Thôi", Kind.TEXT, 40),
    )
    lines = tuple(
        Line((comparison.name_of(one.agency), one.year, one.before, one.after, _codes(one.gained), _codes(one.lost)))
        for one in comparison.agencies
    )
    if lines:
        yield Table(columns, lines, "Cơ quan nhận thêm hoặc thôi chủ trì")


def _codes(changes: tuple[RowChange, ...]) -> str:
    """The rows that an agency gained or lost, by their codes, counted where there are several."""
    if not changes:
        return _NOTHING
    codes = ", ".join(change.row.code for change in changes)
    inherited = sum(change.is_succession for change in changes)
    beside = f" ({BY_SUCCESSION})" if inherited == len(changes) else f" ({inherited} {BY_SUCCESSION})"
    return f"{f'{len(changes)} dòng: ' if len(changes) > 1 else ''}{codes}{beside if inherited else ''}"


def agency_sentences(agencies: Iterable[AgencyChange], comparison: Comparison) -> Iterator[str]:
    """The same in a sentence an agency, for where there is room for one table only."""
    for one in agencies:
        rows = f"{one.before} → {one.after} dòng (nhận {len(one.gained)}, thôi {len(one.lost)})"
        yield f"{comparison.name_of(one.agency)}, {one.year}: {rows}."


def change_records(comparison: Comparison) -> list[Record]:
    """The rows that changed as programs read them."""
    label = label_of(comparison)
    return [
        {
            "year": plan.year,
            "year_before": _year(plan.before),
            "year_after": _year(plan.after),
            **change_record(change, comparison.before, comparison.after),
            **({"label": label} if label else {}),
        }
        for plan in comparison.plans
        for change in plan.rows
    ]


def change_record(change: RowChange, before: Catalogue, after: Catalogue) -> Record:
    """What changed of a row as programs read it."""
    return {
        "code": change.row.code,
        "name": change.row.written.name,
        "changes": [aspect.value for aspect in change.aspects],
        "by_succession": change.is_succession,
        "gained": list(change.gained),
        "lost": list(change.lost),
        "before": plan_row_record(change.before, before),
        "after": plan_row_record(change.after, after),
    }


def plan_row_record(row: Row | None, catalogue: Catalogue) -> Record | None:
    """What a plan says of a row as programs read it."""
    if row is None:
        return None
    written = row.written
    return {
        "code": row.code,
        "stt": row.stt,
        "name": written.name,
        "leads": list(row.leads),
        "lead_names": [catalogue.name_of(lead) for lead in row.leads],
        "leads_basis": row.basis.value if row.basis else None,
        "support": list(row.support),
        "due": row.due.words if row.due else None,
        "due_on": row.due.last_day if row.due else None,
        "max_score": written.max_score,
        "target": written.target.value if written.target else None,
        "method": written.method.value if written.method else None,
        "evidence_required": row.needs_evidence,
        "product": written.product,
        "note": written.note,
        "reassigned": [decision_record(one) for one in written.reassigned or ()],
        "in_source": row.is_in_source,
    }
