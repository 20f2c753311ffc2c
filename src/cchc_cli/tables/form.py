"""The form that an agency fills in: its rows, the cells to fill, and the value handed out in each."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from hashlib import sha256
from typing import NamedTuple

from cchc_cli.drafting.entries import Entry, entries_of
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.fields import Method
from cchc_cli.model.plan import Row
from cchc_cli.model.states import Status
from cchc_cli.queries import Selected
from cchc_cli.standing import Standings
from cchc_cli.tables.cells import fits_cell, joined
from cchc_cli.tables.details import RESPONSIBILITY_COLUMNS, build_responsibility_table, responsibility_rows
from cchc_cli.tables.table import Column, Kind, Line, Table, Value

STATUS = Column("status", "Trạng thái", Kind.TEXT, 15)
PERCENT = Column("percent", "Tiến độ %", Kind.NUMBER, 9)
RESULT = Column("result", "Kết quả thực hiện", Kind.TEXT, 34)
EVIDENCE = Column("evidence", "Tài liệu kiểm chứng", Kind.TEXT, 24)
EXPLANATION = Column("explanation", "Giải trình", Kind.TEXT, 22)
SELF_SCORE = Column("self_score", "Điểm tự chấm", Kind.SCORE, 9)
DATE = Column("date", "Ngày cập nhật", Kind.DAY, 12)
BY = Column("by", "Người báo cáo", Kind.TEXT, 16)
NOTE = Column("note", "Ghi chú", Kind.TEXT, 18)
MAX_SCORE = Column("max_score", "Điểm tối đa", Kind.SCORE, 8)
DUE_ON = Column("due_on", "Hạn cuối", Kind.DAY, 12)
FILL_COLUMNS = (STATUS, PERCENT, RESULT, EVIDENCE, EXPLANATION, SELF_SCORE, DATE, BY, NOTE)

PRINTED_COLUMNS = (*RESPONSIBILITY_COLUMNS, DUE_ON, MAX_SCORE)

_WIDTHS = {"name": 42, "role": 18, "due": 13, "plan_note": 16}


class RowFacts(NamedTuple):
    """What the plan says of a row and the form prints: an answer to other facts answers another question."""

    code: str
    name: str
    leads: tuple[str, ...]
    due: str
    max_score: Decimal | None

    @property
    def digest(self) -> str:
        """A short mark of the facts, equal where they are."""
        score = "" if self.max_score is None else format(self.max_score.normalize(), "f")
        text = "\x1f".join((self.code, self.name, ",".join(self.leads), self.due, score))
        return sha256(text.encode("utf-8")).hexdigest()[:16]


class HandedRow(NamedTuple):
    """A row of a form as it was handed out: its facts, the value in every cell to fill, and how many updates it had.

    Those are the updates of the form's own agency; later ones were logged after the form went out.
    """

    facts: RowFacts
    values: Mapping[str, Entry]
    seen: int


class FormTable(NamedTuple):
    """The table of a form. `open_cells` are the keys of the cells to fill, line by line; `handed` the rows with any."""

    table: Table
    open_cells: tuple[frozenset[str], ...]
    handed: tuple[HandedRow, ...]


def facts_of_row(row: Row) -> RowFacts:
    """The facts of a row as they stand in the plan now."""
    return RowFacts(row.code, row.name, row.leads, row.due.words if row.due else "", row.written.max_score)


def build_form_table(standings: Standings, catalogue: Catalogue, agency: str) -> FormTable:
    """The responsibility list of an agency with the columns to fill, which hold what it last reported."""
    selected = responsibility_rows(standings, agency)
    listed = build_responsibility_table(selected, standings.plan, catalogue, agency)
    base = tuple(column._replace(width=_WIDTHS.get(column.key, column.width)) for column in listed.columns)
    lines = tuple(_line(one, line) for one, line in zip(selected, listed.lines, strict=True))
    table = Table((*base, DUE_ON, MAX_SCORE, *FILL_COLUMNS), lines, notes=listed.notes)
    if not any(one.lead and _takes_score(one.row) for one in selected):
        table = table.without(SELF_SCORE.key)
    log = catalogue.log(standings.plan.year, agency)
    seen = Counter(update.code for update in (log.updates if log else ()))
    handed = tuple(HandedRow(facts_of_row(one.row), _handed(one), seen[one.row.code]) for one in selected if one.lead)
    return FormTable(table.without_empty("due_on", "max_score"), tuple(map(_open_cells, selected)), handed)


def _handed(one: Selected) -> dict[str, Entry]:
    is_open = _open_cells(one)
    return {key: entry for key, entry in entries_of(one.lead).items() if key in is_open} if one.lead else {}


def _line(one: Selected, line: Line) -> Line:
    row, entries = one.row, entries_of(one.lead) if one.lead else {}
    due_on = row.due.last_day if row.due and one.standing else None
    cells = (due_on, row.written.max_score, *(_shown(entries.get(column.key)) for column in FILL_COLUMNS))
    return Line((*line.cells, *cells), line.rank)


def _shown(entry: Entry | None) -> Value:
    if isinstance(entry, Status):
        return entry.label
    return joined(entry) if isinstance(entry, tuple) else entry


def _open_cells(one: Selected) -> frozenset[str]:
    """The cells that the agency fills in: none of a row that it does not lead, nor one whose text no cell can hold."""
    if one.lead is None:
        return frozenset()
    keys = {column.key for column in FILL_COLUMNS}
    if not _takes_score(one.row):
        keys.discard(SELF_SCORE.key)
    if one.row.written.method is Method.SURVEY:
        keys.discard(EVIDENCE.key)
    entries = entries_of(one.lead)
    return frozenset(key for key in keys if fits_cell(joined(entries.get(key)) or ""))


def _takes_score(row: Row) -> bool:
    return row.written.max_score is not None and row.written.method is not Method.SURVEY
