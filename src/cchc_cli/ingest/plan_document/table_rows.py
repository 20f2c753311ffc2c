"""The rows of a plan's table, over as many tables and pages as it takes, each with its cells by key."""

from collections.abc import Iterator, Mapping, Sequence
import re
from typing import NamedTuple

from cchc_cli.diagnostics import Code, Diagnostic, Severity, Span
from cchc_cli.ingest.papers.paper import Cell, Cover, Line, Paper, Table, TableRow
from cchc_cli.ingest.plan_document import headings
from cchc_cli.ingest.plan_document.fitting import CODE_LIKE, fitting_keys
from cchc_cli.ingest.plan_document.headings import (
    TALLEST,
    Columns,
    is_heading_word,
    is_numbering,
    listed_heading,
    read_heading,
)
from cchc_cli.text import spelling_key

NO_TABLE = Code(
    "W810",
    "no-plan-table",
    Severity.ERROR,
    "Bảng của kế hoạch được nhận ra bằng tên cột; không có tên cột quen thì không biết ô nào là gì.",
    "(bảng không có dòng tên cột, hoặc tên cột lạ)",
    "(bảng có dòng tên cột: STT, Mã, Nội dung, Chủ trì, Thời hạn…)",
)
HEADING_FROM_TEXT = Code(
    "W811",
    "heading-from-text",
    Severity.WARNING,
    "Bảng không có dòng tên cột; tên cột lấy từ một dòng chữ liệt kê chúng nên cần xem lại.",
    "(chỉ có dòng chữ «Mã, Tiêu chí, Điểm tối đa, Chủ trì» ở đầu tệp)",
    "(bảng có dòng tên cột)",
)
NOT_TAKEN = Code(
    "W812",
    "text-not-taken",
    Severity.WARNING,
    "Chữ nằm ngoài bảng, hoặc ở bảng khác, không vào kế hoạch; xem có phải là dòng của kế hoạch không.",
    "(dòng chữ giữa hai bảng)",
    "(mọi dòng của kế hoạch nằm trong bảng)",
)
ODD_WIDTH = Code(
    "W813",
    "cells-against-heading",
    Severity.WARNING,
    "Dòng ít hoặc nhiều ô hơn tên cột: ô được xếp vào cột hợp nhất, cần xem lại.",
    "(trang sau mất một cột vì ô chủ trì gộp qua trang)",
    "(mỗi dòng đủ ô như dòng tên cột)",
)

SURPLUS = "(cột thừa)"
_LONGEST_TITLE = 200
_MOSTLY = 0.8
_NUMBERED = re.compile(r"\s*(?:\d+[.)]|\d+$|[IVXLC]+\b|[A-ZĐa-zđ][.)]\s)")
_STARTS_WITH_CODE = re.compile(r"\s*(?:[IVXLC]+(?:\.\d+)*|\d+(?:\.\d+)*)[.)]\s+\S")


class FoundRow(NamedTuple):
    """A row of the plan's table: the text of its cells by key, those of other headings by their words.

    `merged` are the keys whose cell is merged into the one above. `is_spread` where it is one text over the whole
    width, or a line between tables.
    """

    cells: Mapping[str, str]
    merged: frozenset[str]
    place: TableRow | Line
    starts_page: bool = False
    is_spread: bool = False

    def text(self, key: str) -> str:
        """The text of a cell on one line; empty where there is none."""
        return " ".join(self.cells.get(key, "").split())


class FoundTable(NamedTuple):
    """A plan's table: the keys and other headings that it has, its rows, and the lines above it."""

    keys: frozenset[str]
    others: tuple[str, ...]
    rows: tuple[FoundRow, ...]
    above: tuple[Line, ...]


def problem_at(place: TableRow | Line, code: Code, message: str, hint: str | None = None) -> Diagnostic:
    """A problem at a row of a document."""
    return Diagnostic(code, message, place.span, hint, cell=place.cell)


def find_table(file: str, paper: Paper) -> tuple[FoundTable | None, tuple[Diagnostic, ...]]:
    """The plan's table in a document; None, with the reason, where no heading is known."""
    tables = [part for part in paper.parts if isinstance(part, Table)]
    found = (read_heading(table.rows[at : at + TALLEST]) for table in tables for at in range(len(table.rows)))
    columns = [heading.columns for heading in found if heading is not None]
    reader = _Reader(max(columns, key=lambda one: len(one.known), default=None))
    if not columns:
        reader.take_listed_heading(paper)
    for part in paper.parts:
        if isinstance(part, Table):
            reader.take_table(part)
        else:
            reader.take_line(part)
    reader.finish()
    if not reader.columns:
        hint = "thêm dòng tên cột: STT, Mã, Nội dung, Chủ trì (Phối hợp, Thời hạn, Điểm, Sản phẩm, Ghi chú nếu có)"
        return None, (Diagnostic(NO_TABLE, "không thấy bảng nào có tên cột của kế hoạch", Span(file), hint),)
    keys = frozenset(key for columns in reader.columns for key in columns.known)
    others = tuple(dict.fromkeys(key for columns in reader.columns for key in columns.others))
    return FoundTable(keys, others, tuple(reader.rows), tuple(reader.above)), tuple(reader.problems)


class _Reader:
    """Goes down a document and gathers the rows under headings."""

    def __init__(self, plan: Columns | None) -> None:
        self.columns: list[Columns] = []
        self.rows: list[FoundRow] = []
        self.above: list[Line] = []
        self.problems: list[Diagnostic] = []
        self._plan = plan
        self._pending: list[Line] = []
        self._not_taken: list[TableRow | Line] = []
        self._seen: set[tuple[str, str, str]] = set()
        self._fitted: dict[tuple[int, tuple[str, ...]], tuple[str, ...]] = {}

    def take_listed_heading(self, paper: Paper) -> None:
        """Where no table has a heading: the first line of text that lists the columns."""
        for part in paper.parts:
            if isinstance(part, Line) and (columns := listed_heading(part.text)) is not None:
                self.columns.append(columns)
                message = f"bảng không có dòng tên cột; lấy theo dòng chữ này: {_told(columns.keys)}"
                self.problems.append(problem_at(part, HEADING_FROM_TEXT, message, "xem từng cột có đúng chỗ không"))
                return

    def take_line(self, line: Line) -> None:
        """A line outside tables: above them part of the head, right above one a heading where it bears a code."""
        if not self.columns or (not self.rows and not _STARTS_WITH_CODE.match(line.text)):
            self.above.append(line)
        elif _STARTS_WITH_CODE.match(line.text) and len(line.text) <= _LONGEST_TITLE:
            self._pending.append(line)
        else:
            if not line.text.startswith("("):
                self._leave_pending()
            self._not_taken.append(line)

    def finish(self) -> None:
        """What looked like a heading, but no row came after it, is none."""
        self._leave_pending()
        self._tell_not_taken()

    def _leave_pending(self) -> None:
        self._not_taken += self._pending
        self._pending.clear()

    def _tell_not_taken(self) -> None:
        """One line for all the text between two pieces of the table."""
        if self._not_taken:
            texts = [_whole_text(one) if isinstance(one, TableRow) else one.text for one in self._not_taken]
            more = f" và {len(texts) - 1} dòng sau" if len(texts) > 1 else ""
            message = f"chữ ngoài bảng không lấy: «{texts[0][:120]}»{more}"
            hint = "nếu là dòng của kế hoạch, đưa vào bảng rồi chạy lại"
            self.problems.append(problem_at(self._not_taken[0], NOT_TAKEN, message, hint))
            self._not_taken.clear()

    def take_table(self, table: Table) -> None:
        """The rows of a table under its headings; of one without, where it goes on with the table before it."""
        at, starts_page, before = 0, False, len(self.rows)
        self._fitted.clear()
        is_plan = not self.columns or _goes_on(table, self.columns[-1])
        while at < len(table.rows):
            heading = read_heading(table.rows[at : at + TALLEST])
            if heading is not None:
                is_plan = self._plan is None or not heading.columns.is_foreign_to(self._plan)
                if is_plan:
                    starts_page = bool(self.rows)
                    self.columns.append(heading.columns)
                    at += heading.height
                    continue
            row = table.rows[at]
            at += 1
            if not _whole_text(row):
                continue
            if not is_plan:
                self._leave_pending()
                self._not_taken.append(row)
            elif not self.columns:
                self.above += _lines_of(row)
            elif not is_numbering(row):
                self._take_row(row, table, starts_page=starts_page)
                starts_page = False
        self._drop_notes(before)
        self._drop_repeated(before)

    def _drop_notes(self, start: int) -> None:
        """What stands below the rows of a table over its width, or in its first column alone, is a note."""
        while len(self.rows) > start and _is_note(self.rows[-1]):
            self._not_taken.insert(0, self.rows.pop().place)

    def _drop_repeated(self, start: int) -> None:
        """A table that only shows rows again that another one has is left out."""
        coded = [_row_key(row) for row in self.rows[start:] if row.text(headings.CODE)]
        if len(coded) > 1 and sum(key in self._seen for key in coded) > _MOSTLY * len(coded):
            message = f"bảng in lại những dòng đã có, không lấy ({len(self.rows) - start} dòng)"
            self.problems.append(
                problem_at(self.rows[start].place, NOT_TAKEN, message, "xem có sót dòng mới nào không")
            )
            del self.rows[start:]
        self._seen |= {_row_key(row) for row in self.rows[start:]}

    def _fitting(self, keys: tuple[str, ...], width: int, table: Table) -> tuple[str, ...]:
        """The keys of the rows of a table that have so few cells, worked out once for all of them."""
        if (width, keys) not in self._fitted:
            self._fitted[width, keys] = fitting_keys(keys, [row for row in table.rows if len(row.cells) == width])
        return self._fitted[width, keys]

    def _take_row(self, row: TableRow, table: Table, *, starts_page: bool) -> None:
        self._tell_not_taken()
        columns = self.columns[-1]
        cells, keys = row.cells, columns.keys
        if len(cells) < len(keys):
            keys = self._fitting(keys, len(cells), table)
            if keys != columns.keys[: len(cells)]:
                message = f"dòng có {len(cells)} ô, bảng có {len(columns.keys)} cột; xếp là: {_told(keys)}"
                self.problems.append(problem_at(row, ODD_WIDTH, message, "xem các ô có đúng cột không"))
        elif surplus := [cell.text for at, cell in enumerate(cells) if cell.text and not "".join(keys[at : at + 1])]:
            message = f"ô «{surplus[0]}» ở cột không có tên; ghi vào note"
            self.problems.append(problem_at(row, ODD_WIDTH, message, "xem các ô có đúng cột không"))
        headed = (FoundRow({headings.NAME: line.text}, frozenset(), line, is_spread=True) for line in self._pending)
        self.rows += (*headed, _found(row, keys, starts_page=starts_page or row.starts_page))
        self._pending.clear()


def _found(row: TableRow, keys: Sequence[str], *, starts_page: bool) -> FoundRow:
    by_key: dict[str, str] = {}
    merged = set()
    for at, cell in enumerate(row.cells):
        key = (keys[at] if at < len(keys) else SURPLUS) or SURPLUS
        if cell.text:
            by_key[key] = f"{by_key[key]}\n{cell.text}" if key in by_key else cell.text
        elif cell.cover is Cover.ABOVE:
            merged.add(key)
    return FoundRow(by_key, frozenset(merged - set(by_key)), row, starts_page, _is_spread(row.cells))


def _is_spread(cells: Sequence[Cell]) -> bool:
    """Whether one cell takes the whole width."""
    return len(cells) > 1 and cells[0].cover is Cover.NONE and all(cell.cover is Cover.LEFT for cell in cells[1:])


def _lines_of(row: TableRow) -> Iterator[Line]:
    """The lines of a row above the plan's table, cell by cell, as of the table at the head of a letter."""
    return (Line(text, row.span, row.cell) for cell in row.cells for text in cell.text.split("\n") if text)


def _row_key(row: FoundRow) -> tuple[str, str, str]:
    return row.text(headings.STT), row.text(headings.CODE), spelling_key(row.text(headings.NAME))


def _is_note(row: FoundRow) -> bool:
    """Whether a row holds one text that has no number in front and is no total, where no name stands."""
    is_aside = row.is_spread or not set(row.cells) & (headings.KEYS - {headings.STT, headings.CODE})
    text = " ".join(map(row.text, row.cells))
    if len(row.cells) != 1 or not is_aside or not isinstance(row.place, TableRow):
        return False
    return not (_NUMBERED.match(text) or text.isupper() or text.lower().startswith(("tổng", "cộng")))


def _told(keys: Sequence[str]) -> str:
    return ", ".join(headings.LABELS.get(key, key) for key in keys if key)


def _whole_text(row: TableRow) -> str:
    return " ".join(" ".join(cell.text.split()) for cell in row.cells if cell.text)


def _goes_on(table: Table, columns: Columns) -> bool:
    """Whether a table without a heading goes on with the one before it: as many columns, or rows that bear codes."""
    if any(len(row.cells) == len(columns.keys) for row in table.rows):
        return True
    if any(_heads_otherwise(row) for row in table.rows):
        return False
    return any(CODE_LIKE.fullmatch(cell.text) for row in table.rows for cell in row.cells[:2])


def _heads_otherwise(row: TableRow) -> bool:
    """Whether a row that numbers nothing has a heading's word: then the table is of another kind."""
    texts = [cell.text for cell in row.cells if cell.text]
    return any(map(is_heading_word, texts)) and not any(map(CODE_LIKE.fullmatch, texts[:2]))
