"""The table and the records of `list`."""

from collections.abc import Iterator, Sequence

from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Reassigned
from cchc_cli.queries import Filter, Role, Selected
from cchc_cli.standing import RowStanding, Standings
from cchc_cli.succession import living
from cchc_cli.tables.cells import (
    INFERRED_NOTE,
    basis_text,
    has_inferred,
    late_text,
    lead_names,
    rank_of,
    scope_text,
    status_text,
)
from cchc_cli.tables.table import Column, Kind, Line, Shown, Table, Value
from cchc_cli.tables.ties import (
    VIA,
    answering_columns,
    as_member,
    ended_notes,
    group_notes,
    printed_leads,
    role_text,
    tie_records,
    via_text,
)
from cchc_cli.ties import TieKind

Record = dict[str, object]

_SCORES = (Column("max_score", "Điểm tối đa", Kind.SCORE, 10, Shown.IN_FILES),)


def build_row_table(selected: Sequence[Selected], standings: Standings, catalogue: Catalogue, wanted: Filter) -> Table:
    """The rows asked for, as people read them; a closing note counts them."""
    day = standings.moment.answering_on
    cells = [_cells(one, standings, catalogue, wanted) for one in selected]
    columns = _columns(selected, wanted)
    columns += (VIA,) if any(one["via"] for one in cells) else ()
    columns += answering_columns(day)
    lines = tuple(
        Line(tuple(told[column.key] for column in columns), rank_of(one.row))
        for one, told in zip(selected, cells, strict=True)
    )
    notes = tuple(_notes(selected, standings, catalogue, wanted))
    return Table(columns, lines, f"Kế hoạch năm {standings.plan.year}", notes, catalogue.settings.label)


def _notes(selected: Sequence[Selected], standings: Standings, catalogue: Catalogue, wanted: Filter) -> Iterator[str]:
    if has_inferred(one.row for one in selected):
        yield INFERRED_NOTE
    if wanted.lead_in_view:
        over = taken_over(wanted.lead_in_view, standings, catalogue)
        yield from (f"{told.removesuffix(').')}; thêm --current để xem)." for told in over)
    yield from ended_notes(wanted.agencies, standings.roster, catalogue)
    yield from group_notes(wanted.agencies, standings.roster, catalogue)
    yield _count(selected, standings, catalogue, wanted)
    yield from as_member(selected, catalogue)


def _columns(selected: Sequence[Selected], wanted: Filter) -> tuple[Column, ...]:
    rows = [one.row for one in selected]
    has_support = wanted.role is not Role.LEAD or any(row.support for row in rows)
    on_screen = {
        "role": wanted.lead_in_view is not None and wanted.role is not Role.LEAD,
        "support": has_support,
        "due": any(row.due for row in rows),
        "percent": any(one.shown is not None and one.shown.percent is not None for one in selected),
    }

    def shown(key: str) -> Shown:
        return Shown.EVERYWHERE if on_screen[key] else Shown.IN_FILES

    return (
        Column("year", "Năm", Kind.NUMBER, 7, Shown.IN_FILES),
        Column("stt", "STT", Kind.NUMBER, 6),
        Column("code", "Mã", Kind.LABEL, 8),
        Column("name", "Lĩnh vực – tiêu chí – tiêu chí thành phần", Kind.TEXT, 60, short="Nội dung"),
        Column("leads_marked", "Chủ trì", Kind.TEXT, 28, Shown.ON_SCREEN),
        Column("leads", "Chủ trì", Kind.TEXT, 28, Shown.IN_FILES),
        Column("basis", "Căn cứ chủ trì", Kind.TEXT, 14, Shown.IN_FILES),
        Column("role", "Vai trò", Kind.TEXT, 18, shown("role")),
        Column("support", "Phối hợp", Kind.TEXT, 24, shown("support")),
        Column("due", "Thời hạn", Kind.TEXT, 14, shown("due")),
        Column("status_marked", "Trạng thái", Kind.TEXT, 16, Shown.ON_SCREEN),
        Column("status", "Trạng thái", Kind.TEXT, 16, Shown.IN_FILES),
        Column("late", "Quá hạn", Kind.TEXT, 10, Shown.IN_FILES),
        Column("percent", "Tiến độ %", Kind.PERCENT, 10, shown("percent"), short="%"),
        *(_SCORES if any(row.written.max_score is not None for row in rows) else ()),
    )


def _cells(one: Selected, standings: Standings, catalogue: Catalogue, wanted: Filter) -> dict[str, Value]:
    row, shown = one.row, one.shown
    return {
        "year": standings.plan.year,
        "stt": row.stt,
        "code": row.code,
        "name": row.name,
        "leads_marked": lead_names(row, catalogue, is_marked=True),
        "leads": lead_names(row, catalogue),
        "basis": basis_text(row, standings.holders(one.standing) if one.standing else row.leads),
        "role": role_text(one, wanted.lead_in_view, catalogue) if wanted.lead_in_view else None,
        "support": catalogue.names_of(row.support),
        "due": row.due.words if row.due else None,
        "status_marked": status_text(shown),
        "status": shown.status.label if shown else None,
        "late": late_text(shown),
        "percent": shown.percent if shown else None,
        "max_score": row.written.max_score,
        "via": via_text(one, catalogue),
        "printed_leads": printed_leads(one, catalogue),
        "answering_on": standings.moment.answering_on,
    }


def taken_over(agency: str, standings: Standings, catalogue: Catalogue) -> Iterator[str]:
    """The rows of agencies that are no more, for which an agency answers now: they are not among its own."""
    day = standings.moment.day
    number = sum(
        agency not in row.leads and any(agency in living(lead, row.code, day, catalogue.by_id) for lead in row.leads)
        for row in standings.plan.assigned
    )
    if number:
        yield f"{catalogue.name_of(agency)} còn tiếp nhận {number} dòng của cơ quan cũ (không nằm trong bảng này)."


def _count(selected: Sequence[Selected], standings: Standings, catalogue: Catalogue, wanted: Filter) -> str:
    number = sum(one.standing is not None and not one.is_tied(TieKind.MEMBER) for one in selected)
    whose = f" của {catalogue.names_of(wanted.agencies)}" if wanted.agencies else ""
    return f"{number} dòng{whose} ({scope_text(standings)})"


def row_records(selected: Sequence[Selected], standings: Standings, catalogue: Catalogue) -> list[Record]:
    """The rows asked for, as programs read them: states are the row's, each lead's in `by_lead`.

    `via` says why a row stands there, where that is not simply for being its lead's.
    """
    return [{**_record(one, standings, catalogue), **_ties(one, standings, catalogue)} for one in selected]


def _ties(one: Selected, standings: Standings, catalogue: Catalogue) -> Record:
    told: Record = {}
    if standings.roster.is_current:
        printed = one.standing.printed_leads if one.standing else one.row.leads
        told |= {"current": True, "printed_leads": list(printed)}
    if standings.roster.is_current or any(tie.kind is not TieKind.OWN for tie in one.ties):
        told["via"] = tie_records(tie for tie in one.ties if tie.kind is not TieKind.OWN)
    if one.row.written.reassigned:
        told["reassigned"] = [decision_record(decision) for decision in one.row.written.reassigned]
    return told | ({"label": catalogue.settings.label} if catalogue.settings.label else {})


def _record(one: Selected, standings: Standings, catalogue: Catalogue) -> Record:
    row, standing = one.row, one.standing
    return {
        "year": standings.plan.year,
        "stt": row.stt,
        "code": row.code,
        "name": row.written.name,
        "level": row.level.value,
        "leads": list(row.leads),
        "lead_names": [catalogue.name_of(lead) for lead in row.leads],
        "leads_basis": row.basis.value if row.basis else None,
        "answers": list(standing.answers) if standing else [],
        "support": list(row.support),
        "due": row.due.words if row.due else None,
        "due_on": row.due.last_day if row.due else None,
        "status": standing.status.value if standing else None,
        "late": standing.is_late if standing else None,
        "percent": standing.percent if standing else None,
        "max_score": row.written.max_score,
        "leads_reported": standing.reported if standing else None,
        "leads_live": len(standing.live) if standing else None,
        "by_lead": _lead_records(standing) if standing else [],
    }


def decision_record(decision: Reassigned) -> Record:
    """A decision that moved a row to another lead, as its file has it."""
    return {"lead": decision.lead, "to": decision.to, "from": decision.from_day, "by": decision.by}


def _lead_records(standing: RowStanding) -> list[Record]:
    return [
        {
            "agency": lead.agency,
            "status": lead.status.value,
            "late": lead.is_late,
            "percent": lead.percent,
            "result": lead.result,
            "evidence": list(lead.evidence),
            "date": lead.day,
        }
        for lead in standing.leads
    ]
