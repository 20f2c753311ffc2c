"""A row's life as tables and as records: what commits changed of it, the row year by year, the decisions on it."""

from collections.abc import Iterator
from typing import NamedTuple

from cchc_cli.comparison.life import Commit, Event, InYear, Life
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Plan, Reassigned
from cchc_cli.tables.cells import decision_text
from cchc_cli.tables.changes import change_record, plan_row_record, told_changes
from cchc_cli.tables.rows import Record, decision_record
from cchc_cli.tables.table import Column, Kind, Line, Table, Value

UNCOMMITTED = "chưa ghi (commit)"
_SAME = "không đổi"
_ABSENT = "không có dòng tương ứng"

_DAY = Column("day", "Ngày", Kind.DAY, 11)
_COMMIT = Column("commit", "Lần ghi", Kind.LABEL, 11)
_AUTHOR = Column("author", "Người ghi", Kind.TEXT, 20)
_EMAIL = Column("email", "Thư điện tử", Kind.TEXT, 24)
_SUBJECT = Column("subject", "Nội dung lần ghi", Kind.TEXT, 30)
_YEAR = Column("year", "Năm", Kind.NUMBER, 8)
_CODE = Column("code", "Mã", Kind.LABEL, 8)
_CHANGE = Column("change", "Thay đổi", Kind.TEXT, 22)
_BEFORE = Column("before", "Trước", Kind.TEXT, 30)
_AFTER = Column("after", "Sau", Kind.TEXT, 30)
_COMMIT_COLUMNS = (_DAY, _COMMIT, _AUTHOR, _SUBJECT, _CODE, _CHANGE, _BEFORE, _AFTER)
_YEAR_COLUMNS = (
    _YEAR,
    _CODE,
    Column("stt", "STT", Kind.NUMBER, 6),
    Column("name", "Nội dung", Kind.TEXT, 46),
    Column("leads", "Chủ trì", Kind.TEXT, 28),
    Column("change", "So với năm trước", Kind.TEXT, 28),
)
_LISTING_COLUMNS = (
    Column("kind", "Loại", Kind.TEXT, 12),
    _YEAR,
    _DAY,
    _COMMIT,
    _AUTHOR,
    _EMAIL,
    _SUBJECT,
    _CODE,
    _CHANGE,
    _BEFORE,
    _AFTER,
)

Cells = dict[str, Value]


class RowHistory(NamedTuple):
    """All that is told of a row: the plan and code asked for, its life in git, and the row year by year."""

    plan: Plan
    code: str
    life: Life
    years: tuple[InYear, ...]
    catalogue: Catalogue

    @property
    def name(self) -> str:
        """The name of the row as it is now, or as it was last."""
        row = self.plan.by_code.get(self.code)
        return row.name if row else self.life.events[-1].change.row.name

    @property
    def decisions(self) -> tuple[tuple[InYear, Reassigned], ...]:
        """The decisions that moved the row, by year and day."""
        rows = ((one, one.row.written.reassigned or ()) for one in self.years if one.row)
        found = ((one, made) for one, decisions in rows for made in decisions)
        return tuple(sorted(found, key=lambda one: (one[0].plan.year, one[1].from_day)))


def build_commit_table(history: RowHistory) -> Table | None:
    """What commits changed of the row, the newest last; None where none is known."""
    title = f"Các lần sửa trong git của kế hoạch năm {history.plan.year} (mới nhất ở cuối)"
    return _table(_COMMIT_COLUMNS, _commit_cells(history), title)


def build_year_table(history: RowHistory) -> Table | None:
    """The row in the plans of the years; None where there is one plan only."""
    if len(history.years) < 2:
        return None
    return _table(_YEAR_COLUMNS, (_year_row(one, history.catalogue) for one in history.years), "Qua các năm")


def build_history_listing(history: RowHistory, notes: tuple[str, ...]) -> Table:
    """Everything in one table, as files carry it: commits, years, decisions."""
    cells = (*_commit_cells(history), *_year_cells(history), *_decision_cells(history))
    lines = tuple(Line(tuple(one.get(column.key) for column in _LISTING_COLUMNS)) for one in cells)
    title = f"Lịch sử dòng {history.code}, kế hoạch năm {history.plan.year}"
    return Table(_LISTING_COLUMNS, lines, title, notes, history.catalogue.settings.label)


def _table(columns: tuple[Column, ...], cells: Iterator[Cells], title: str) -> Table | None:
    lines = tuple(Line(tuple(one.get(column.key) for column in columns)) for one in cells)
    return Table(columns, lines, title) if lines else None


def _commit_cells(history: RowHistory) -> Iterator[Cells]:
    for event in history.life.events:
        commit = event.commit
        made: Cells = {"kind": "lần ghi", "year": history.plan.year, "commit": UNCOMMITTED}
        if commit is not None:
            made |= {"day": commit.at.date(), "commit": commit.short, "author": commit.author}
            made |= {"email": commit.email, "subject": commit.subject}
        for change, before, after in told_changes(event.change, event.before, event.after):
            yield {**made, "code": event.change.row.code, "change": change, "before": before, "after": after}


def _year_row(one: InYear, catalogue: Catalogue) -> Cells:
    row = one.row
    if row is None:
        return {"year": one.plan.year, "change": _ABSENT}
    changes = told_changes(one.change, catalogue, catalogue) if one.change else ()
    told = ", ".join(str(change) for change, _, _ in changes)
    cells: Cells = {"year": one.plan.year, "code": row.code, "stt": row.stt, "name": row.name}
    return {**cells, "leads": catalogue.names_of(row.leads), "change": told or (None if one.is_first else _SAME)}


def _year_cells(history: RowHistory) -> Iterator[Cells]:
    for one in history.years:
        row = one.row or (one.change and one.change.row)
        place: Cells = {"kind": "năm", "year": one.plan.year, "code": row.code if row else None}
        if one.change is None:
            leads = history.catalogue.names_of(one.row.leads) if one.row else None
            yield {**place, "change": None if one.is_first else _SAME, "after": leads}
            continue
        for change, before, after in told_changes(one.change, history.catalogue, history.catalogue):
            yield {**place, "change": change, "before": before, "after": after}


def _decision_cells(history: RowHistory) -> Iterator[Cells]:
    for one, made in history.decisions:
        place: Cells = {"kind": "chuyển giao", "year": one.plan.year, "code": one.row.code if one.row else None}
        names = {"before": history.catalogue.name_of(made.lead), "after": history.catalogue.name_of(made.to)}
        yield {**place, **names, "day": made.from_day, "change": "chuyển giao", "subject": made.by}


def decision_sentences(history: RowHistory) -> Iterator[str]:
    """The decisions that moved the row, each in a sentence."""
    for one, made in history.decisions:
        yield f"Năm {one.plan.year}: {decision_text(made, history.catalogue)}"


def history_record(history: RowHistory) -> Record:
    """Everything as programs read it, the oldest first."""
    label = history.catalogue.settings.label
    return {
        "year": history.plan.year,
        "code": history.code,
        "name": history.name,
        "commits": [_event_record(event) for event in history.life.events],
        "skipped": [_commit_record(commit) for commit in history.life.unread],
        "years": [_year_record(one, history.catalogue) for one in history.years],
        "decisions": [_decision_record(one, made) for one, made in history.decisions],
        **({"label": label} if label else {}),
    }


def _event_record(event: Event) -> Record:
    made = _commit_record(event.commit) if event.commit else dict.fromkeys(_COMMIT_KEYS)
    return {**made, **change_record(event.change, event.before, event.after)}


_COMMIT_KEYS = ("commit", "date", "author", "email", "subject")


def _commit_record(commit: Commit) -> Record:
    return dict(zip(_COMMIT_KEYS, (commit.id, commit.at, commit.author, commit.email, commit.subject), strict=True))


def _year_record(one: InYear, catalogue: Catalogue) -> Record:
    changes = [aspect.value for aspect in one.change.aspects] if one.change else []
    is_succession = one.change is not None and one.change.is_succession
    row = plan_row_record(one.row, catalogue)
    return {"year": one.plan.year, "changes": changes, "by_succession": is_succession, "row": row}


def _decision_record(one: InYear, made: Reassigned) -> Record:
    code = one.row.code if one.row else None
    return {"year": one.plan.year, "code": code, **decision_record(made)}
