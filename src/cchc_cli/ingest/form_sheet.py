"""The table of a form on its sheet: found by its headings, wherever they stand and in whatever order."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from cchc_cli.diagnostics import CellRef, Code, Diagnostic, Severity, Span
from cchc_cli.ingest.workbook import Cell, Sheet
from cchc_cli.tables.form import FILL_COLUMNS, PRINTED_COLUMNS
from cchc_cli.text import clean, spelling_key, unmarked_key

NO_FORM = Code(
    "X706",
    "no-form-in-workbook",
    Severity.ERROR,
    "Sổ không có bảng nào mang các cột của phiếu (Mã, Trạng thái…), nên không biết ô nào là gì.",
    "(sổ khác, hoặc phiếu bị xóa dòng tên cột)",
    "(phiếu do cchc export --form lập)",
)
UNKNOWN_COLUMN = Code(
    "X707",
    "unknown-column",
    Severity.WARNING,
    "Cột thêm vào phiếu không thuộc số liệu nào, nên không được nhập.",
    "(phiếu thêm cột «Nhận xét»)",
    "(điều cần nói thêm ghi ở cột «Ghi chú»)",
)
RENAMED_COLUMN = Code(
    "X708",
    "renamed-column",
    Severity.ERROR,
    "Một cột của phiếu không còn, một cột có số liệu lại mang tên lạ: có thể bị đổi tên, bỏ qua là mất số liệu.",
    "(cột «Kết quả thực hiện» đổi tên thành «Tình hình»)",
    "(tên cột giữ nguyên như phiếu gửi đi)",
)
MISSING_COLUMN = Code(
    "X709",
    "missing-column",
    Severity.WARNING,
    "Phiếu thiếu một cột để điền: số liệu đã có của cột ấy được giữ nguyên.",
    "(phiếu bị xóa cột «Tài liệu kiểm chứng»)",
    "(phiếu đủ cột)",
)
REPEATED_COLUMN = Code(
    "X710",
    "repeated-column",
    Severity.ERROR,
    "Hai cột cùng tên thì không biết lấy cột nào.",
    "(phiếu có hai cột «Ghi chú» cùng có số liệu)",
    "(mỗi tên một cột)",
)
FURTHER_TABLE = Code(
    "X711",
    "further-form-in-workbook",
    Severity.WARNING,
    "Sổ có hơn một bảng phiếu; chỉ một bảng được đọc.",
    "(sổ chứa bản sao của trang phiếu)",
    "(mỗi sổ một trang phiếu)",
)

_OTHER_HEADINGS = {
    "code": ("Mã số", "Mã tiêu chí"),
    "stt": ("TT", "Số thứ tự"),
    "percent": ("Tiến độ", "% hoàn thành"),
    "result": ("Kết quả",),
    "evidence": ("TLKC", "Tài liệu"),
    "date": ("Ngày báo cáo",),
    "self_score": ("Điểm tự đánh giá",),
}
_ALL_COLUMNS = (*PRINTED_COLUMNS, *FILL_COLUMNS)
_FILL_KEYS = frozenset(column.key for column in FILL_COLUMNS)
_ROW_KEYS = frozenset(("code", "stt"))


class FormSheet(NamedTuple):
    """Where a form's table stands: file, sheet, heading row, and the column of each key that was found.

    `doubled` are the keys with several columns that differ, so that none of them is taken.
    """

    file: str
    sheet: Sheet
    header: int
    columns: Mapping[str, int]
    doubled: frozenset[str] = frozenset()

    @property
    def rows(self) -> Iterator[tuple[int, Mapping[int, Cell]]]:
        """The rows below the headings that hold something."""
        return ((number, cells) for number, cells in sorted(self.sheet.rows.items()) if number > self.header)

    def cell(self, row: int, key: str) -> Cell | None:
        """The cell of a row under a key; None where it is blank, or the form has no such column."""
        column = self.columns.get(key)
        return self.sheet.rows.get(row, {}).get(column) if column else None

    def place(self, row: int, key: str | None = None) -> CellRef:
        """The place of a cell, or of a row."""
        return CellRef(self.sheet.name, row, self.columns.get(key, 0) if key else 0)

    def problem(self, code: Code, message: str, place: CellRef, hint: str | None = None) -> Diagnostic:
        """A problem at a place of the sheet."""
        return Diagnostic(code, message, Span(self.file), hint, cell=place)


def text_of(cell: Cell | None) -> str:
    """What a cell says, as text on one line."""
    return " ".join(clean(str(cell.value)).split()) if cell is not None and cell.value is not None else ""


def find_form(file: str, sheets: tuple[Sheet, ...]) -> tuple[FormSheet | None, tuple[Diagnostic, ...]]:
    """The table of the form: of all rows that bear its headings the one with the most, on a visible sheet if any."""
    found = [(sheet, *best) for sheet in sheets if (best := _best_header(sheet))]
    if not found:
        hint = "phiếu (cchc export --form) có dòng tên cột «Mã», «Trạng thái»; danh mục (cchc export) không phải phiếu"
        return None, (Diagnostic(NO_FORM, "không tìm thấy bảng của phiếu", Span(file), hint),)
    found.sort(key=lambda one: (one[0].is_hidden, -len(set(one[2].values()))))
    sheet, header, keys = found[0]
    columns = {key: column for column, key in reversed(keys.items())}
    form = FormSheet(file, sheet, header, dict(sorted(columns.items(), key=lambda one: one[1])))
    form, repeated = _without_repeated(form, keys)
    further = (
        form.problem(FURTHER_TABLE, f"trang «{other.name}» cũng có bảng phiếu, không đọc", CellRef(other.name, row))
        for other, row, _ in found[1:]
    )
    return form, (*further, *repeated)


def _best_header(sheet: Sheet) -> tuple[int, dict[int, str]] | None:
    best: tuple[int, dict[int, str]] | None = None
    for number, cells in sorted(sheet.rows.items()):
        keys = {column: key for column, cell in cells.items() if (key := _key_of(text_of(cell)))}
        known = set(keys.values())
        if known & _ROW_KEYS and known & _FILL_KEYS and (best is None or len(known) > len(set(best[1].values()))):
            best = number, keys
    return best


@lru_cache(maxsize=10_000)  # asked for every cell of a form, of some more than once
def _key_of(heading: str) -> str | None:
    if not heading or len(heading) > 60:
        return None
    return _keys(spelling_key).get(spelling_key(heading)) or _keys(unmarked_key).get(unmarked_key(heading))


@cache
def _keys(fold: object) -> dict[str, str]:
    """The keys of the columns by their folded headings, the proper ones before others."""
    assert callable(fold)
    keys = {fold(heading): key for key, headings in _OTHER_HEADINGS.items() for heading in headings}
    return keys | {fold(column.heading): column.key for column in _ALL_COLUMNS}


def is_heading_row(form: FormSheet, row: int) -> bool:
    """Whether a row repeats the headings, as a copied page does."""
    keys = [key for key in form.columns if _key_of(text_of(form.cell(row, key))) == key]
    return len(keys) > 1


def _without_repeated(form: FormSheet, keys: Mapping[int, str]) -> tuple[FormSheet, tuple[Diagnostic, ...]]:
    """The form without columns that stand there twice and differ; a copy that is blank, or the same, is none."""
    headings = {one.key: one.heading for one in FILL_COLUMNS}
    problems: dict[str, Diagnostic] = {}
    for column, key in keys.items():
        if column == form.columns[key] or key not in _FILL_KEYS:
            continue
        if _column_texts(form, column) not in ([], _column_texts(form, form.columns[key])):
            message, place = f"hai cột «{headings[key]}» ghi khác nhau", CellRef(form.sheet.name, form.header, column)
            problems[key] = form.problem(REPEATED_COLUMN, message, place, "giữ một cột, xóa cột kia")
    kept = {key: column for key, column in form.columns.items() if key not in problems}
    return form._replace(columns=kept, doubled=frozenset(problems)), tuple(problems.values())


def _column_texts(form: FormSheet, column: int) -> list[tuple[int, str]]:
    """What a column says in rows that have a key."""
    return [
        (number, text) for number, cells in form.rows if _has_key(cells, form) and (text := text_of(cells.get(column)))
    ]


def _has_key(cells: Mapping[int, Cell], form: FormSheet) -> bool:
    return any(text_of(cells.get(form.columns.get(key, 0))) for key in _ROW_KEYS)


def column_problems(form: FormSheet, expected: Iterable[str]) -> Iterator[Diagnostic]:
    """Columns to fill that are gone, and filled ones that nothing knows; both at once look like a renamed one."""
    headings = {column.key: column.heading for column in FILL_COLUMNS}
    missing = [headings[key] for key in expected if key not in form.columns and key not in form.doubled]
    place = form.place(form.header)
    for heading in missing:
        yield form.problem(MISSING_COLUMN, f"thiếu cột «{heading}»: số liệu đã có được giữ nguyên", place)
    for column, heading in _unknown_columns(form):
        at, named = CellRef(form.sheet.name, form.header, column), f"cột «{heading}»" if heading else "cột không tên"
        if missing:
            message = f"{named} không nhận ra, trong khi thiếu cột «{'», «'.join(missing)}»"
            yield form.problem(RENAMED_COLUMN, message, at, "đặt lại tên cột như phiếu gửi đi, hoặc xóa cột thêm vào")
        else:
            message = f"{named} không thuộc phiếu, không nhập"
            yield form.problem(UNKNOWN_COLUMN, message, at, "điều cần nói thêm ghi ở cột «Ghi chú»")


def _unknown_columns(form: FormSheet) -> Iterator[tuple[int, str]]:
    """The columns that hold something in rows that have a key, under a heading that is none of the form's."""
    used = {column for _, cells in form.rows if _has_key(cells, form) for column in cells if text_of(cells[column])}
    for column in sorted(used):
        heading = text_of(form.sheet.rows[form.header].get(column))
        if _key_of(heading) is None:
            yield column, heading
