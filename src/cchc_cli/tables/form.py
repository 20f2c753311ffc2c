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
    selected = responsibility_rows(standings, agency, is_own_only=True)
    rows = tuple(_form_row(one, agency) for one in selected)
    listed = build_responsibility_table(selected, standings, catalogue, agency)
    base = tuple(column._replace(width=_WIDTHS.get(column.key, column.width)) for column in listed.columns)
    lines = tuple(_line(one, line) for one, line in zip(rows, listed.lines, strict=True))
    table = Table((*base, DUE_ON, MAX_SCORE, *FILL_COLUMNS), lines, notes=listed.notes)
    if not any(one.facts and one.row.score_bounds for one in rows):
        table = table.without(SELF_SCORE.key)
    log = catalogue.log(standings.plan.year, agency)
    seen = Counter(update.code for update in (log.updates if log else ()))
    handed = tuple(
        HandedRow(facts, {key: entry for key, entry in entries.items() if key in is_open}, seen[facts.code])
        for _, facts, entries, is_open in rows
        if facts is not None
    )
    return FormTable(table.without_empty("due_on", "max_score"), tuple(one.open_cells for one in rows), handed)


class _FormRow(NamedTuple):
    """A row of a form: its facts where its agency answers for it, what was reported, and the keys of the cells to fill.

    Those are none of a row that it does not answer for, nor one whose text no cell can hold.
    """

    row: Row
    facts: RowFacts | None
    entries: Mapping[str, Entry]
    open_cells: frozenset[str]


def _form_row(one: Selected, agency: str) -> _FormRow:
    if one.lead is None or one.standing is None:
        return _FormRow(one.row, None, {}, frozenset())
    given = one.standing.given_by(agency)
    keys, entries = {column.key for column in FILL_COLUMNS}, entries_of(given) if given else {}
    if one.row.score_bounds is None:
        keys.discard(SELF_SCORE.key)
    if one.row.written.method is Method.SURVEY:
        keys.discard(EVIDENCE.key)
    is_open = frozenset(key for key in keys if fits_cell(joined(entries.get(key)) or ""))
    facts = facts_of_row(one.row)._replace(leads=one.standing.printed_leads)
    return _FormRow(one.row, facts, entries, is_open)


def _line(one: _FormRow, line: Line) -> Line:
    due_on = one.row.due.last_day if one.row.due and one.row.is_assigned else None
    entries = (_shown(one.entries.get(column.key)) for column in FILL_COLUMNS)
    return Line((*line.cells, due_on, one.row.written.max_score, *entries), line.rank)


def _shown(entry: Entry | None) -> Value:
    if isinstance(entry, Status):
        return entry.label
    return joined(entry) if isinstance(entry, tuple) else entry
