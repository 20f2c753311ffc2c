"""What changed since an earlier moment: counts, and the rows that stand otherwise."""

from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.states import LATE_LABEL, Status
from cchc_cli.standing.movement import Movement
from cchc_cli.tables.cells import lead_names, moment_phrase, rank_of, status_text
from cchc_cli.tables.rows import Record
from cchc_cli.tables.table import Column, Kind, Line, Rank, Table


def build_movement_table(movement: Movement) -> Table:
    """The counts by state before and now, and by how much they changed."""
    columns = (
        Column("status", "Trạng thái", Kind.TEXT, 44),
        Column("before", "Trước", Kind.NUMBER, 10),
        Column("now", "Nay", Kind.NUMBER, 11),
        Column("change", "Tăng, giảm", Kind.NUMBER, 11),
    )
    before, now = movement.counted
    counts = [(status.label, before.of(status), now.of(status), Rank.ROW) for status in Status]
    counts.append(("Tổng số", before.total, now.total, Rank.TOTAL))
    counts.append((f"Trong đó: {LATE_LABEL.lower()}", before.late, now.late, Rank.ROW))
    lines = tuple(Line((label, was, one, one - was), rank) for label, was, one, rank in counts)
    return Table(columns, lines, f"So với {moment_phrase(movement.before.moment)}")


def build_moved_table(movement: Movement, catalogue: Catalogue) -> Table:
    """The rows whose state or lateness changed."""
    columns = (
        Column("stt", "STT", Kind.NUMBER, 6),
        Column("code", "Mã", Kind.LABEL, 8),
        Column("name", "Nội dung", Kind.TEXT, 60),
        Column("leads", "Chủ trì", Kind.TEXT, 34),
        Column("before", "Trước", Kind.TEXT, 24),
        Column("now", "Nay", Kind.TEXT, 24),
    )
    lines = tuple(
        Line(
            (
                one.now.row.stt,
                one.now.row.code,
                one.now.row.name,
                lead_names(one.now.row, catalogue),
                status_text(one.before),
                status_text(one.now),
            ),
            rank_of(one.now.row),
        )
        for one in movement.rows
    )
    return Table(columns, lines)


def movement_record(movement: Movement) -> Record:
    """What changed, as programs read it."""
    before, now = movement.counted
    moment = movement.before.moment
    return {
        "as_of": moment.last_day,
        "period": moment.period.value if moment.period else None,
        "states": {status.value: number for status, number in before.counts},
        "late": before.late,
        "completion": before.completion,
        "change": {status.value: now.of(status) - before.of(status) for status in Status},
        "rows": [
            {
                "code": one.now.row.code,
                "before": one.before.status.value,
                "now": one.now.status.value,
                "late_before": one.before.is_late,
                "late": one.now.is_late,
            }
            for one in movement.rows
        ],
    }
