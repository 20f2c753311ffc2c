"""The tables of a report: every row under its headings, and the part of one agency."""

from collections.abc import Iterator, Sequence

from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Plan, Row
from cchc_cli.model.states import Basis
from cchc_cli.queries import Filter, Role, Selected, select
from cchc_cli.standing import RowStanding, Standings
from cchc_cli.tables.cells import (
    INFERRED_NOTE,
    basis_text,
    by_lead,
    decision_notes,
    has_inferred,
    joined,
    late_text,
    lead_names,
    lead_notes,
    rank_of,
)
from cchc_cli.tables.table import Column, Kind, Line, Rank, Shown, Table, Value
from cchc_cli.tables.ties import answering_columns, as_member, current_note, whole_role_text

LATE_FACET = "late"

_STT = Column("stt", "STT", Kind.NUMBER, 6)
_CODE = Column("code", "Mã", Kind.LABEL, 8)
_NAME = Column("name", "Lĩnh vực – tiêu chí – tiêu chí thành phần", Kind.TEXT, 46, short="Nội dung")
_SUPPORT = Column("support", "Phối hợp", Kind.TEXT, 18)
_DUE = Column("due", "Thời hạn", Kind.TEXT, 14)
_STATUS = Column("status", "Trạng thái", Kind.STATE, 14)
_LATE = Column("late", "Quá hạn", Kind.TEXT, 9)
_PERCENT = Column("percent", "Tiến độ %", Kind.PERCENT, 9)
_MAXIMUM = Column("max_score", "Điểm tối đa", Kind.SCORE, 8, Shown.IN_FILES)
_SELF_SCORE = Column("self_score", "Điểm tự chấm", Kind.SCORE, 10, Shown.IN_FILES)
_RESULT = Column("result", "Kết quả thực hiện", Kind.TEXT, 30)
_EVIDENCE = Column("evidence", "Tài liệu kiểm chứng", Kind.TEXT, 22)
_EXPLANATION = Column("explanation", "Giải trình", Kind.TEXT, 20)
_NOTE = Column("note", "Ghi chú báo cáo", Kind.TEXT, 20, Shown.IN_FILES)
_LAST_DAY = Column("last_day", "Cập nhật gần nhất", Kind.DAY, 12, Shown.IN_FILES)
_OPTIONAL = ("support", "due_on", "max_score", "self_score", "note")
RESPONSIBILITY_COLUMNS = (
    _STT,
    _CODE,
    Column("name", "Lĩnh vực – tiêu chí – tiêu chí thành phần", Kind.TEXT, 58),
    Column("role", "Vai trò", Kind.TEXT, 30),
    Column("due", "Thời hạn", Kind.TEXT, 16),
    Column("plan_note", "Ghi chú kế hoạch", Kind.TEXT, 30),
)


def build_detail_table(standings: Standings, catalogue: Catalogue) -> Table:
    """Every assigned row under its headings: who leads it, by when, and where it stands.

    It can be narrowed by lead agency, by area and by state.
    """
    columns = (
        _STT,
        _CODE,
        _NAME,
        Column("leads", "Chủ trì", Kind.TEXT, 24),
        Column("basis", "Căn cứ chủ trì", Kind.TEXT, 11, Shown.IN_FILES),
        _SUPPORT,
        _DUE,
        Column("due_on", "Hạn cuối", Kind.DAY, 12, Shown.IN_FILES),
        _STATUS,
        _LATE,
        Column("reported", "Đã báo cáo", Kind.LABEL, 9),
        _PERCENT,
        _MAXIMUM,
        _SELF_SCORE,
        _RESULT,
        _EVIDENCE,
        _EXPLANATION,
        _NOTE,
        _LAST_DAY,
    )
    selected = select(standings, Filter(has_headings=True))
    lines = tuple(
        Line(tuple(_detail_cells(one, standings, catalogue)), rank_of(one.row), _facets(one)) for one in selected
    )
    notes = lead_notes((one.row for one in standings.rows), catalogue)
    return Table(columns, lines, None, notes).without_empty(*_OPTIONAL)


def build_flat_table(standings: Standings, catalogue: Catalogue) -> Table:
    """The same as one list for other programs: rows with a number only, each with its year and day."""
    table = build_detail_table(standings, catalogue)
    moment = standings.moment
    columns = (Column("year", "Năm", Kind.NUMBER, 7), Column("as_of", "Số liệu đến", Kind.DAY, 12))
    day = moment.answering_on
    lines = zip((line for line in table.lines if line.rank is Rank.ROW), standings.rows, strict=True)
    flat = tuple(
        line._replace(
            cells=(
                moment.year,
                moment.last_day,
                *line.cells,
                *((catalogue.names_of(one.printed_leads), day) if day else ()),
            )
        )
        for line, one in lines
    )
    return Table((*columns, *table.columns, *answering_columns(day)), flat, label=catalogue.settings.label)


def _detail_cells(one: Selected, standings: Standings, catalogue: Catalogue) -> Iterator[Value]:
    row, standing = one.row, one.standing
    yield from (row.stt, row.code, row.name)
    if standing is None:
        yield from (None,) * 9
        yield row.written.max_score
        yield from (None,) * 6
        return
    yield lead_names(row, catalogue, is_marked=True)
    yield basis_text(row, standings.holders(standing))
    yield catalogue.names_of(row.support) or None
    yield from _due(row)
    yield standing.status.label
    yield late_text(standing)
    yield f"{standing.reported}/{len(standing.live)}"
    yield standing.percent
    yield row.written.max_score
    yield _score_cell(standing, catalogue)
    for field in ("result", "evidence", "explanation", "note"):
        yield by_lead(standing, field, catalogue)
    yield standing.last_day


def _score_cell(standing: RowStanding, catalogue: Catalogue) -> Value:
    """The score of the row, a number; where only some of its leads have scored, what each gave."""
    score = standing.self_score
    return by_lead(standing, "self_score", catalogue) if score is None else score


def _facets(one: Selected) -> tuple[tuple[str, ...], ...]:
    """Its leads, its area, its state and whether it is late, by which the table can be narrowed."""
    if one.standing is None:
        return ()
    late = (LATE_FACET,) if one.standing.is_late else ()
    return (one.row.leads, (one.row.code.partition(".")[0],), (one.standing.status.value, *late))


def _due(row: Row) -> tuple[Value, Value]:
    return (row.due.words, row.due.last_day) if row.due else (None, None)


def build_agency_detail(standings: Standings, catalogue: Catalogue, agency: str) -> Table:
    """The rows that an agency leads, under their headings, by that lead's own state; also those of its groups."""
    columns = (
        _STT,
        _CODE,
        _NAME,
        Column("role", "Vai trò", Kind.TEXT, 26),
        _SUPPORT,
        _DUE,
        _STATUS,
        _LATE,
        _PERCENT,
        _MAXIMUM,
        _SELF_SCORE,
        _RESULT,
        _EVIDENCE,
        _EXPLANATION,
        _NOTE,
        _LAST_DAY,
        Column("by", "Người báo cáo", Kind.TEXT, 16, Shown.IN_FILES),
    )
    selected = select(standings, Filter(agencies=(agency,), has_headings=True))
    lines = tuple(Line(tuple(_agency_cells(one, agency, catalogue)), rank_of(one.row)) for one in selected)
    notes = (*lead_notes((one.row for one in selected if one.standing), catalogue), *as_member(selected, catalogue))
    return Table(columns, lines, None, notes).without_empty(*_OPTIONAL, "by")


def _agency_cells(one: Selected, agency: str, catalogue: Catalogue) -> Iterator[Value]:
    row, lead = one.row, one.lead
    yield from (row.stt, row.code, row.name)
    if lead is None:
        yield from (None,) * 14
        return
    yield whole_role_text(one, agency, catalogue)
    yield catalogue.names_of(row.support) or None
    yield row.due.words if row.due else None
    yield lead.status.label
    yield late_text(lead)
    yield lead.percent
    yield row.written.max_score
    yield lead.self_score
    for field in ("result", "evidence", "explanation", "note"):
        yield joined(getattr(lead, field))
    yield lead.day
    yield lead.by


def responsibility_rows(standings: Standings, agency: str, *, is_own_only: bool = False) -> tuple[Selected, ...]:
    """The rows that an agency leads and those it supports, under their headings.

    Those of its groups, and those that others answer for now, are among them unless only its own are asked for.
    """
    return select(standings, Filter((agency,), Role.ALL, has_headings=True, is_own_only=is_own_only))


def build_responsibility_table(
    selected: Sequence[Selected], standings: Standings, catalogue: Catalogue, agency: str
) -> Table:
    """What an agency has to do in a plan: the rows that `responsibility_rows` gives, one a line."""
    lines = tuple(Line(tuple(_responsibility_cells(one, agency, catalogue)), rank_of(one.row)) for one in selected)
    leading = [one.row for one in selected if any(tie.is_lead for tie in one.ties)]
    inferred = [row for row in leading if has_inferred((row,))]
    reasons = _reasons(inferred, standings.plan)
    notes = (INFERRED_NOTE, *reasons) if inferred else ()
    return Table(
        RESPONSIBILITY_COLUMNS,
        lines,
        None,
        (*notes, *decision_notes(leading, catalogue), *current_note(standings)),
    )


def _reasons(rows: list[Row], plan: Plan) -> Iterator[str]:
    """Why the leads of these rows were inferred, each reason once, from where it was marked."""
    marked = {one.code: one for row in rows for one in _marked(row, plan)}
    return (f"Mã {code}: {row.written.note}." for code, row in marked.items())


def reason_of(row: Row, plan: Plan) -> str | None:
    """Why the leads of a row were inferred."""
    return next((one.written.note for one in _marked(row, plan)), None)


def _marked(row: Row, plan: Plan) -> list[Row]:
    """The row, and those above it, that say why their leads were inferred."""
    path = (*plan.path(row), row)
    return [one for one in path if one.written.leads_basis is Basis.INFERRED and one.written.note]


def _responsibility_cells(one: Selected, agency: str, catalogue: Catalogue) -> Iterator[Value]:
    row = one.row
    is_plans_own = row.is_in_source and row.written.leads_basis is not Basis.INFERRED
    note = row.written.note if is_plans_own else None  # else it says what the maintainer did, not the plan
    yield from (row.stt, row.code, row.name)
    if one.standing is None:
        yield from (None, None, note)
        return
    yield whole_role_text(one, agency, catalogue)
    yield row.due.words if row.due else None
    yield note
