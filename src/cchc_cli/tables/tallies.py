"""Tables of counts: by state, by area, by agency; the hierarchy with its counts."""

from collections.abc import Callable, Iterable

from cchc_cli.model.agency import Agency
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.states import LATE_LABEL, Status
from cchc_cli.standing import LeadStanding, Standings, Tally, share, tally
from cchc_cli.succession import living
from cchc_cli.tables.cells import JOINT_NOTE, lead_names, rank_of, scope_text, share_cell, state_counts, status_text
from cchc_cli.tables.table import Column, Kind, Line, Link, Rank, Shown, Table, Value
from cchc_cli.tables.ties import GROUP_NOTE, ended_notes, group_notes

_WHOLE = "Tổng số (mỗi dòng tính một lần)"

Named = Callable[[Agency], Value]


def _count_columns() -> tuple[Column, ...]:
    states = tuple(Column(status.value, status.label, Kind.NUMBER, 11) for status in Status)
    return (
        Column("total", "Số dòng", Kind.NUMBER, 10),
        *states,
        Column("late", LATE_LABEL, Kind.NUMBER, 10),
        Column("completion", "Tỷ lệ hoàn thành (%)", Kind.SHARE, 13, short="Đạt %"),
    )


def _counts(counted: Tally) -> tuple[Value, ...]:
    states = tuple(counted.of(status) for status in Status)
    return (counted.total, *states, counted.late, share_cell(counted.completion))


def build_state_table(standings: Standings) -> Table:
    """How many rows are in each state, and their share of all rows."""
    counted = tally(standings.rows)
    columns = (
        Column("status", "Trạng thái", Kind.TEXT, 44),
        Column("rows", "Số dòng", Kind.NUMBER, 10),
        Column("share", "Tỷ lệ (%)", Kind.SHARE, 11),
    )

    def line(label: str, number: int, rank: Rank = Rank.ROW) -> Line:
        return Line((label, number, share_cell(share(number, counted.total))), rank)

    lines = [line(status.label, counted.of(status)) for status in Status]
    lines.append(line("Tổng số", counted.total, Rank.TOTAL))
    lines.append(line(f"Trong đó: {LATE_LABEL.lower()}", counted.late))
    return Table(columns, tuple(lines), "Theo trạng thái")


def build_area_table(standings: Standings) -> Table:
    """Counts by area, with their sum."""
    columns = (Column("area", "Lĩnh vực", Kind.TEXT, 44), *_count_columns())
    lines = [
        Line((f"{area.code}. {area.name}", *_counts(tally(rows))))
        for area in standings.plan.areas
        if (rows := standings.under(area)) or not standings.agencies
    ]
    lines.append(Line(("Tổng số", *_counts(tally(standings.rows))), Rank.TOTAL))
    return Table(columns, tuple(lines), "Theo lĩnh vực")


def build_agency_table(standings: Standings, catalogue: Catalogue, named: Named | None = None) -> Table:
    """Counts by lead agency, by that lead's own state; a joint row counts for each of its leads."""
    columns = (
        Column("id", "id", Kind.LABEL, 12, Shown.IN_FILES),
        Column("agency", "Cơ quan chủ trì", Kind.TEXT, 44, short="Cơ quan"),
        *_count_columns(),
    )
    lines = tuple(
        Line((agency.id, named(agency) if named else agency.name, *_counts(tally(parts))))
        for agency, parts in _parts(standings, catalogue)
        if parts or named is None
    )
    label = catalogue.settings.label
    joint = (JOINT_NOTE,) if any(len(one.leads) > 1 for one in standings.rows) else ()
    counting = (*joint, *((GROUP_NOTE,) if any(one in standings.roster.members for one in standings.by_agency) else ()))
    if named is not None:
        whole = (Line(("", _WHOLE if joint else "Tổng số", *_counts(tally(standings.rows))), Rank.TOTAL),)
        return Table(columns, lines + whole, "Theo cơ quan chủ trì", counting, label).without("id")
    title = f"Cơ quan chủ trì, kế hoạch năm {standings.plan.year}"
    agencies = [agency.id for agency in catalogue.agencies]
    ties = (*ended_notes(agencies, standings.roster, catalogue), *group_notes(agencies, standings.roster, catalogue))
    notes = (*counting, *ties, f"{len(lines)} cơ quan ({scope_text(standings)})")
    return Table(columns, lines, title, notes, label)


def agency_records(standings: Standings, catalogue: Catalogue) -> list[dict[str, object]]:
    """Counts by lead agency as programs read them."""
    return [
        {
            "year": standings.plan.year,
            "id": agency.id,
            "name": agency.name,
            "short": agency.short,
            "rows": len(parts),
            "supported": sum(agency.id in row.support for row in standings.plan.assigned),
            "states": {status.value: number for status, number in tally(parts).counts},
            "late": tally(parts).late,
            "completion": tally(parts).completion,
            **_ties(agency, standings),
        }
        for agency, parts in _parts(standings, catalogue)
    ]


def _ties(agency: Agency, standings: Standings) -> dict[str, object]:
    """Until when an agency existed that no longer does, and who came after it; the members of a group."""
    told: dict[str, object] = {}
    if agency.has_ended(standings.roster.day):
        heirs = living(agency.id, "", standings.roster.day, standings.roster.agencies)
        told |= {"until": agency.until, "successors": [one for one in heirs if one != agency.id]}
    if agency.is_group:
        told["members"] = list(standings.roster.members[agency.id])
    return told


def _parts(standings: Standings, catalogue: Catalogue) -> Iterable[tuple[Agency, tuple[LeadStanding, ...]]]:
    return ((agency, standings.by_agency.get(agency.id, ())) for agency in catalogue.agencies)


def leading_agencies(standings: Standings, catalogue: Catalogue) -> tuple[Agency, ...]:
    """The agencies that lead a row of the plan, in the order of the data."""
    return tuple(agency for agency in catalogue.agencies if agency.id in standings.by_agency)


def build_tree_table(standings: Standings, catalogue: Catalogue) -> Table:
    """The whole hierarchy: headings with the counts below them, rows with their state."""
    columns = (
        Column("stt", "STT", Kind.NUMBER, 6),
        Column("code", "Mã", Kind.LABEL, 8),
        Column("name", "Lĩnh vực – tiêu chí – tiêu chí thành phần", Kind.TEXT, 60, short="Nội dung"),
        Column("leads", "Chủ trì", Kind.TEXT, 28, Shown.IN_FILES),
        Column("state", "Trạng thái", Kind.TEXT, 34),
    )
    lines = []
    for row in standings.plan.rows:
        standing = standings.by_code.get(row.code)
        if row.is_assigned and standing:
            state = status_text(standing)
            leads: Value = lead_names(row, catalogue)
        else:
            counted = tally(standings.under(row))
            state = f"{counted.total} dòng: {state_counts(counted.counts)}" if counted.total else "0 dòng"
            leads = None
        name = "  " * row.code.count(".") + row.name
        lines.append(Line((row.stt, row.code, name, leads, state), rank_of(row)))
    plan = standings.plan
    count = f"{len(plan.areas)} lĩnh vực, {len(plan.assigned)} dòng có STT ({scope_text(standings)})"
    return Table(columns, tuple(lines), f"Kế hoạch năm {plan.year}", (count,), catalogue.settings.label)


def section_of(agency: Agency) -> str:
    """The section of a report that holds an agency's rows."""
    return f"agency:{agency.id}"


def linked(agency: Agency) -> Link:
    """The agency's name, leading to its section."""
    return Link(agency.name, section_of(agency))
