"""The tables and the record of one row: its leads, its log, the rows below it."""

from collections.abc import Iterator

from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Row
from cchc_cli.queries import Selected
from cchc_cli.standing import Standings, tally
from cchc_cli.succession import answering
from cchc_cli.tables.cells import basis_text, decision_text, due_text, joined, state_counts, status_text
from cchc_cli.tables.log import field_cell, updates_of, written_record
from cchc_cli.tables.rows import Record, row_records
from cchc_cli.tables.table import Column, Kind, Line, Table
from cchc_cli.tables.ties import members_text

_STATUS = Column("status", "Trạng thái", Kind.TEXT, 16)
_PERCENT = Column("percent", "Tiến độ %", Kind.PERCENT, 9, short="%")
_RESULT = Column("result", "Kết quả", Kind.TEXT, 34)
_EVIDENCE = Column("evidence", "Tài liệu kiểm chứng", Kind.TEXT, 26, short="Tài liệu")


def facts_of(row: Row, standings: Standings, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """What the plan says of a row, label by label; what it does not say is left out, but for the lead and deadline.

    Also who answers for its leads where they do not themselves, and whom they hold.
    """
    plan, written = standings.plan, row.written
    yield "Kế hoạch", f"năm {plan.year}, {row.level.label.lower()}" + (f", STT {row.stt}" if row.stt else "")
    for above in plan.path(row):
        yield above.level.label, f"{above.code} {above.name}"
    basis = f" ({basis_text(row, row.leads)})" if row.basis else ""
    yield "Chủ trì", f"{catalogue.names_of(row.leads) or '–'}{basis}"
    yield from _ties(row, standings, catalogue)
    if row.support:
        yield "Phối hợp", catalogue.names_of(row.support)
    yield "Thời hạn", due_text(row.due) if row.due else "– (kế hoạch không ghi)"
    optional = (
        ("Mục tiêu", written.target.label if written.target else None),
        ("Cách chấm", written.method.label if written.method else None),
        ("Điểm tối đa", written.max_score),
        ("Sản phẩm", written.product),
        ("Ghi chú kế hoạch", written.note),
    )
    yield from ((label, joined(value) or "") for label, value in optional if value is not None)
    yield from (("Chuyển giao", decision_text(one, catalogue)) for one in written.reassigned or ())


def _ties(row: Row, standings: Standings, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Who answers on the day for each lead that does not itself, and the members of each that is a group."""
    day = standings.moment.day
    for lead in (catalogue.by_id[one] for one in row.leads):
        answers = answering(row, lead.id, day, catalogue.by_id)
        if answers != (lead.id,):
            ended = f", thôi hoạt động từ {lead.until:%d/%m/%Y}" if lead.has_ended(day) else ""
            yield "Nay trả lời", f"{catalogue.names_of(answers)} (thay {lead.name}{ended})"
        if lead.is_group:
            yield "Thành viên", f"{lead.name} gồm: {members_text(lead, catalogue) or 'chưa ghi'}"


def build_lead_table(row: Row, standings: Standings, catalogue: Catalogue) -> Table | None:
    """Where each lead of an assigned row stands; None for a heading."""
    standing = standings.by_code.get(row.code)
    if standing is None:
        return None
    columns = (
        Column("agency", "Cơ quan chủ trì", Kind.TEXT, 28, short="Cơ quan"),
        _STATUS,
        _PERCENT,
        _RESULT,
        _EVIDENCE,
        Column("day", "Ngày", Kind.DAY, 11),
    )
    lines = tuple(
        Line(
            (
                catalogue.name_of(lead.agency),
                status_text(lead),
                lead.percent,
                lead.result,
                joined(lead.evidence),
                lead.day,
            )
        )
        for lead in standing.leads
    )
    notes = (f"Cả dòng: {status_text(standing)}",) if len(standing.leads) > 1 else ()
    return Table(columns, lines, "Tiến độ theo cơ quan", notes)


def build_history_table(row: Row, standings: Standings, catalogue: Catalogue) -> Table | None:
    """The log of a row as it was written; None where nothing was."""
    columns = (
        Column("day", "Ngày", Kind.DAY, 11),
        Column("agency", "Cơ quan", Kind.TEXT, 24),
        Column("period", "Kỳ", Kind.TEXT, 9),
        _STATUS,
        _PERCENT,
        _RESULT,
        _EVIDENCE,
    )
    lines = tuple(
        Line(
            (
                update.date,
                catalogue.name_of(agency),
                update.period.label if update.period else None,
                update.status.label,
                update.percent,
                field_cell(update, "result"),
                field_cell(update, "evidence"),
            )
        )
        for agency, update in updates_of({row.code}, standings, catalogue)
    )
    return Table(columns, lines, "Lịch sử cập nhật") if lines else None


def build_below_table(row: Row, standings: Standings) -> Table | None:
    """The rows right below; None where there are none."""
    columns = (
        Column("stt", "STT", Kind.NUMBER, 6),
        Column("code", "Mã", Kind.LABEL, 8),
        Column("name", "Nội dung", Kind.TEXT, 60),
        Column("status", "Trạng thái", Kind.TEXT, 30),
    )
    lines = []
    for below in row.rows:
        standing = standings.by_code.get(below.code)
        counted = tally(standings.under(below))
        state = status_text(standing) if standing else f"{counted.total} dòng: {state_counts(counted.counts)}"
        lines.append(Line((below.stt, below.code, below.name, state)))
    return Table(columns, tuple(lines), "Các dòng bên dưới") if lines else None


def row_record(row: Row, standings: Standings, catalogue: Catalogue) -> Record:
    """One row as programs read it: the record of `list` with its path, its note and its log."""
    plan = standings.plan
    record = row_records((Selected(row, standings.by_code.get(row.code)),), standings, catalogue)[0]
    record["path"] = [{"code": above.code, "name": above.written.name} for above in plan.path(row)]
    record["note"] = row.written.note
    if groups := [lead for lead in row.leads if catalogue.by_id[lead].is_group]:
        record["members"] = {group: list(standings.roster.members[group]) for group in groups}
    record["rows"] = [below.code for below in row.rows]
    record["history"] = [
        {"agency": agency, **written_record(update)} for agency, update in updates_of({row.code}, standings, catalogue)
    ]
    return record
