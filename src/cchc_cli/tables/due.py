"""What is late and what is due soon, by lead agency."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Row
from cchc_cli.standing import Standings
from cchc_cli.standing.deadlines import Deadline, DueKind, due_kind
from cchc_cli.tables.cells import (
    INFERRED_MARK,
    INFERRED_NOTE,
    JOINT_NOTE,
    due_text,
    has_inferred,
    late_text,
    moment_phrase,
    status_text,
)
from cchc_cli.tables.rows import Record
from cchc_cli.tables.table import Column, Kind, Line, Shown, Table, Value
from cchc_cli.tables.ties import ANSWERING_ON, VIA, ended_notes, group_notes, tie_records, tie_text
from cchc_cli.ties import TieKind

Cells = dict[str, Value]
_TOLD_BY_ANSWERS = (TieKind.FORMER, TieKind.UNSUCCEEDED)


def build_due_table(
    deadlines: Sequence[Deadline], standings: Standings, catalogue: Catalogue, days: int, agencies: tuple[str, ...] = ()
) -> Table:
    """The deadlines of the leads asked for (of all where none is), agency by agency; the notes count them.

    They also say which rows have no last day, so that nobody takes silence for nothing to do.
    """
    shown = by_lead_agency(deadlines, catalogue, agencies)
    plan = standings.plan
    cells = [_cells(one, standings, catalogue) for one in shown]
    columns = _columns(cells) + ((ANSWERING_ON,) if standings.roster.is_current else ())
    lines = tuple(Line(tuple(one[column.key] for column in columns)) for one in cells)
    notes = (
        *((INFERRED_NOTE,) if has_inferred(one.row for one in shown) else ()),
        *((JOINT_NOTE,) if _has_joint(shown) else ()),
        *ended_notes(agencies, standings.roster, catalogue),
        *group_notes(agencies, standings.roster, catalogue),
        *_answered_for_others(deadlines, catalogue, agencies),
        *_of_groups(deadlines, standings, catalogue, agencies),
        *without_last_day(_led_by(standings, agencies), catalogue.names_of(agencies)),
        f"{due_counts(shown, days)} (kế hoạch năm {plan.year}; {moment_phrase(standings.moment)})",
    )
    title = f"Dòng quá hạn và sắp đến hạn, kế hoạch năm {plan.year}"
    return Table(columns, lines, title, notes, catalogue.settings.label)


def by_lead_agency(
    deadlines: Sequence[Deadline], catalogue: Catalogue, agencies: tuple[str, ...]
) -> tuple[Deadline, ...]:
    """The deadlines of these leads, or of all, agency by agency in the order of the data."""
    places = {agency.id: place for place, agency in enumerate(catalogue.agencies)}
    wanted = (one for one in deadlines if not agencies or one.lead.agency in agencies)
    return tuple(sorted(wanted, key=lambda one: places[one.lead.agency]))


def _columns(cells: Sequence[Cells]) -> tuple[Column, ...]:
    has_percent = any(one["percent"] is not None for one in cells)
    answers = Column("answers", "Nay trả lời", Kind.TEXT, 28)
    return (
        Column("year", "Năm", Kind.NUMBER, 7, Shown.IN_FILES),
        Column("id", "id", Kind.LABEL, 10, Shown.IN_FILES),
        Column("agency_marked", "Cơ quan", Kind.TEXT, 28, Shown.ON_SCREEN),
        Column("agency", "Cơ quan", Kind.TEXT, 28, Shown.IN_FILES),
        Column("stt", "STT", Kind.NUMBER, 6),
        Column("code", "Mã", Kind.LABEL, 8),
        Column("name", "Nội dung", Kind.TEXT, 56),
        Column("due", "Thời hạn", Kind.TEXT, 16),
        Column("due_on", "Hạn cuối", Kind.DAY, 12),
        Column("left", "Còn lại", Kind.TEXT, 14, Shown.ON_SCREEN),
        Column("days_left", "Còn lại (ngày)", Kind.NUMBER, 9, Shown.IN_FILES),
        Column("status_marked", "Trạng thái", Kind.TEXT, 16, Shown.ON_SCREEN),
        Column("status", "Trạng thái", Kind.TEXT, 16, Shown.IN_FILES),
        Column("late", "Quá hạn", Kind.TEXT, 10, Shown.IN_FILES),
        Column("percent", "Tiến độ %", Kind.PERCENT, 10, Shown.EVERYWHERE if has_percent else Shown.IN_FILES, "%"),
        *((answers,) if any(one["answers"] for one in cells) else ()),
        *((VIA,) if any(one["via"] for one in cells) else ()),
    )


def _cells(one: Deadline, standings: Standings, catalogue: Catalogue) -> Cells:
    row, lead = one.row, one.lead
    name = catalogue.name_of(lead.agency)
    return {
        "year": standings.plan.year,
        "id": lead.agency,
        "agency_marked": f"{name} {INFERRED_MARK}" if has_inferred((row,)) else name,
        "agency": name,
        "stt": row.stt,
        "code": row.code,
        "name": row.name,
        "due": row.due.words if row.due else None,
        "due_on": one.last_day,
        "left": left_text(one),
        "days_left": one.days_left,
        "status_marked": status_text(lead),
        "status": lead.status.label,
        "late": late_text(lead),
        "percent": lead.percent,
        "answers": _answers_text(one, standings.moment.day, catalogue),
        "via": tie_text((tie for tie in one.ties if tie.kind not in _TOLD_BY_ANSWERS), catalogue) or None,
        "answering_on": standings.moment.answering_on,
    }


def _answers_text(one: Deadline, day: date, catalogue: Catalogue) -> str | None:
    """Who answers now, where that is not the printed lead, or where nobody does."""
    gone = [agency for agency in one.answers if catalogue.by_id[agency].has_ended(day)]
    if gone:
        return f"{catalogue.names_of(one.answers)} (đã thôi hoạt động, chưa ghi cơ quan tiếp nhận)"
    return catalogue.names_of(one.answers) if one.is_answered_by_another else None


def build_letter_table(rows: Sequence[tuple[Deadline, ...]], catalogue: Catalogue) -> Table:
    """The rows that one agency is reminded of; where it answers for several leads of a row, with each one's state."""
    columns = (
        Column("stt", "STT", Kind.NUMBER, 13),
        Column("code", "Mã", Kind.LABEL, 15),
        Column("name", "Nội dung", Kind.TEXT, 54),
        Column("due", "Thời hạn", Kind.LABEL, 26),
        Column("status", "Trạng thái", Kind.LABEL, 28),
        Column("left", "Còn lại / Quá", Kind.LABEL, 24),
    )
    return Table(columns, tuple(Line(tuple(_letter_cells(leads, catalogue))) for leads in rows))


def _letter_cells(leads: tuple[Deadline, ...], catalogue: Catalogue) -> Iterator[Value]:
    row = leads[0].row
    yield from (row.stt, row.code, row.name)
    yield due_text(row.due) if row.due else None
    states = {one.lead.status.label for one in leads}
    if len(states) == 1:
        yield from states
    else:
        yield "\n".join(f"{one.lead.status.label} ({catalogue.short_name_of(one.lead.agency)})" for one in leads)
    yield left_text(leads[0])


def left_text(one: Deadline) -> str:
    """How many days are left, or have passed."""
    return f"quá {-one.days_left} ngày" if one.is_late else f"còn {one.days_left} ngày"


def due_counts(deadlines: Sequence[Deadline], days: int) -> str:
    """How many are late and how many are due soon."""
    soon = f"đến hạn trong {days} ngày tới" if days else "đến hạn trong ngày"
    late, others = (_rows_of(one for one in deadlines if one.is_late is is_late) for is_late in (True, False))
    return f"Quá hạn {late}, {soon} {others}"


def _rows_of(deadlines: Iterable[Deadline]) -> str:
    """How many rows these are and, where several leads have one to meet, how many lines that makes."""
    codes = [one.row.code for one in deadlines]
    rows = len(set(codes))
    return f"{rows} dòng" + (f" ({len(codes)} lượt cơ quan)" if len(codes) > rows else "")


def _has_joint(shown: Sequence[Deadline]) -> bool:
    return len({one.row.code for one in shown}) < len(shown)


def _answered_for_others(
    deadlines: Sequence[Deadline], catalogue: Catalogue, agencies: tuple[str, ...]
) -> Iterator[str]:
    """Which of the agencies asked for answer for deadlines of leads that were not asked for."""
    for agency in agencies:
        others = [one for one in deadlines if agency in one.answers and one.lead.agency not in agencies]
        if others:
            leads = catalogue.names_of(tuple(dict.fromkeys(one.lead.agency for one in others)))
            name = catalogue.name_of(agency)
            yield f"{name} còn trả lời {len(others)} dòng quá hạn, sắp đến hạn của {leads} (không nằm trong bảng này)."


def _of_groups(
    deadlines: Sequence[Deadline], standings: Standings, catalogue: Catalogue, agencies: tuple[str, ...]
) -> Iterator[str]:
    """How many deadlines there are of groups in which the agencies asked for are: the groups are told of them."""
    for agency in agencies:
        ties = (
            (one.lead.agency, tie)
            for one in deadlines
            for tie in standings.ties(standings.by_code[one.row.code], agency)
        )
        of_group = (tie.of for lead, tie in ties if tie.is_lead and tie.kind is TieKind.MEMBER and tie.of == lead)
        groups = [group for group in of_group if group not in agencies]
        if groups:
            names = catalogue.names_of(tuple(dict.fromkeys(groups)))
            told = f"{catalogue.name_of(agency)} là thành viên của {names}"
            yield f"{told}: {len(groups)} dòng quá hạn, sắp đến hạn của nhóm không nằm trong bảng này."


def _led_by(standings: Standings, agencies: tuple[str, ...]) -> list[Row]:
    """The rows that have one of the agencies as a lead, as told or as printed."""
    return [
        one.row
        for one in standings.rows
        if not agencies or any(lead in agencies for lead in (*one.row.leads, *one.printed_leads))
    ]


def without_last_day(rows: list[Row], whose: str) -> Iterator[str]:
    """Why rows that have no last day are never late: nothing is said, it is standing, or it is not understood."""
    kinds = Counter(map(due_kind, rows))
    silent = kinds[DueKind.NONE]
    of_whom = f" của {whose}" if whose else ""
    if rows and silent == len(rows):
        yield (
            f"Kế hoạch không ghi thời hạn cho dòng nào{of_whom} (có {silent} dòng), "
            "nên không dòng nào quá hạn hay đến hạn."
        )
        return
    unread = [row.code for row in rows if due_kind(row) is DueKind.UNREAD]
    told = (
        (silent, "không ghi thời hạn"),
        (kinds[DueKind.STANDING], "thường xuyên, hằng năm"),
        (len(unread), f"ghi thời hạn không đọc ra ngày (mã {', '.join(unread)}; xem: cchc validate)"),
    )
    counts = "; ".join(f"{number} dòng {words}" for number, words in told if number)
    if counts:
        yield f"Không có hạn cuối nên không tính: {counts}."


def due_records(
    deadlines: Sequence[Deadline], standings: Standings, catalogue: Catalogue, agencies: tuple[str, ...] = ()
) -> list[Record]:
    """The deadlines of the leads asked for, as programs read them."""
    label: Record = {"label": catalogue.settings.label} if catalogue.settings.label else {}
    return [
        {**_record(one, standings.plan.year, catalogue), **_ties(one, standings), **label}
        for one in by_lead_agency(deadlines, catalogue, agencies)
    ]


def _ties(one: Deadline, standings: Standings) -> Record:
    if not standings.roster.is_current:
        return {}
    return {"current": True, "via": tie_records(tie for tie in one.ties if tie.kind is not TieKind.OWN)}


def _record(one: Deadline, year: int, catalogue: Catalogue) -> Record:
    row, lead = one.row, one.lead
    return {
        "year": year,
        "agency": lead.agency,
        "agency_name": catalogue.name_of(lead.agency),
        "stt": row.stt,
        "code": row.code,
        "name": row.written.name,
        "due": row.due.words if row.due else None,
        "due_on": one.last_day,
        "days_left": one.days_left,
        "late": one.is_late,
        "status": lead.status.value,
        "percent": lead.percent,
        "answers": list(one.answers),
    }
