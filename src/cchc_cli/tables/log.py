"""The log of what agencies report: its entries, its table and its records."""

from collections.abc import Collection, Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.progress import Return, Update
from cchc_cli.model.written import Written
from cchc_cli.standing import Standings
from cchc_cli.tables.cells import joined, scope_text
from cchc_cli.tables.rows import Record
from cchc_cli.tables.table import Column, Kind, Line, Shown, Table, Value

CLEARED = "(xóa)"
RECEIVED = "Nhận phiếu"

_CLEARABLE = ("result", "evidence", "explanation", "self_score", "note")


class LogEntry(NamedTuple):
    """An update, or the return of a form, with the agency whose log holds it."""

    agency: str
    written: Update | Return


def log_entries(
    standings: Standings, catalogue: Catalogue, codes: Collection[str] | None = None, agencies: Collection[str] = ()
) -> tuple[LogEntry, ...]:
    """The log as far as it is known at the moment, by date and then as the files have it, the returns of a day last.

    With codes only their updates; with agencies only what they wrote.
    """
    moment = standings.moment
    found: list[LogEntry] = []
    for log in catalogue.logs:
        if log.year != standings.plan.year or (agencies and log.agency not in agencies):
            continue
        updates = (one for one in log.updates if (codes is None or one.code in codes) and moment.counts(one))
        found += [LogEntry(log.agency, one) for one in updates]
        if codes is None:
            found += [LogEntry(log.agency, one) for one in log.returns if one.date <= moment.day]
    return tuple(sorted(found, key=lambda entry: (entry.written.date, entry.agency)))


def updates_of(codes: Collection[str], standings: Standings, catalogue: Catalogue) -> tuple[tuple[str, Update], ...]:
    """The updates of some rows as far as they are known at the moment, the oldest first: agency and update."""
    entries = log_entries(standings, catalogue, codes)
    return tuple((agency, written) for agency, written in entries if isinstance(written, Update))


def build_log_table(entries: Sequence[LogEntry], standings: Standings, catalogue: Catalogue) -> Table:
    """The log as people read it, the newest last; what was cleared is said."""
    columns = (
        Column("year", "Năm", Kind.NUMBER, 7, Shown.IN_FILES),
        Column("date", "Ngày", Kind.DAY, 11),
        Column("period", "Kỳ", Kind.LABEL, 9),
        Column("code", "Mã", Kind.LABEL, 8),
        Column("agency_short", "Cơ quan", Kind.TEXT, 12, Shown.ON_SCREEN),
        Column("agency", "Cơ quan", Kind.TEXT, 24, Shown.IN_FILES),
        Column("status", "Trạng thái", Kind.TEXT, 15),
        Column("percent", "Tiến độ %", Kind.PERCENT, 9, short="%"),
        Column("result", "Kết quả", Kind.TEXT, 34),
        Column("evidence", "Tài liệu kiểm chứng", Kind.TEXT, 22, short="Tài liệu"),
        Column("explanation", "Giải trình", Kind.TEXT, 22),
        Column("self_score", "Điểm tự chấm", Kind.SCORE, 10, Shown.IN_FILES),
        Column("note", "Ghi chú", Kind.TEXT, 22, Shown.IN_FILES),
        Column("by", "Người báo cáo", Kind.TEXT, 18, Shown.IN_FILES),
        Column("entered", "Ghi lúc", Kind.LABEL, 18, Shown.IN_FILES),
    )
    lines = tuple(Line(tuple(_cells(entry, standings.plan.year, catalogue))) for entry in entries)
    number = f"{len(lines)} mục nhật ký" if lines else "Chưa có mục nhật ký nào"
    note = f"{number} ({scope_text(standings)})"
    table = Table(columns, lines, f"Nhật ký tiến độ năm {standings.plan.year}", (note,), catalogue.settings.label)
    return table.aside_where_empty("period", "code", "percent", "result", "evidence", "explanation")


def _cells(entry: LogEntry, year: int, catalogue: Catalogue) -> Iterable[Value]:
    written = entry.written
    update = written if isinstance(written, Update) else None
    yield year
    yield written.date
    yield written.period.label if written.period else None
    yield update.code if update else None
    yield catalogue.short_name_of(entry.agency)
    yield catalogue.name_of(entry.agency)
    yield update.status.label if update else RECEIVED
    yield update.percent if update else None
    for name in _CLEARABLE:
        yield field_cell(update, name) if update else None
    yield written.by
    yield f"{written.entered:%d/%m/%Y %H:%M:%S}" if written.entered else None


def field_cell(update: Update, name: str) -> Value:
    """What an update gives in a field; `CLEARED` where it takes back what was given before."""
    value = getattr(update, name)
    if name in update.model_fields_set and value in (None, ()):
        return CLEARED
    return value if name == "self_score" else joined(value)


def log_records(entries: Iterable[LogEntry], standings: Standings, catalogue: Catalogue) -> list[Record]:
    """The log as programs read it: the keys as they were written, with whose they are and of which kind."""
    label = {"label": catalogue.settings.label} if catalogue.settings.label else {}
    return [
        {
            "year": standings.plan.year,
            "kind": "update" if isinstance(written, Update) else "return",
            "agency": agency,
            "code": None,
            **written_record(written),
            **label,
        }
        for agency, written in entries
    ]


def written_record(written: Written) -> Record:
    """A value as it was written, key by key; what was not given is not there."""
    record: Record = written.model_dump(exclude_unset=True)
    return {key: value.value if isinstance(value, Enum) else value for key, value in record.items()}
