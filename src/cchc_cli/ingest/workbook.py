"""A workbook as sheets of cells that hold something, whatever program wrote it."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
import re
from typing import Any, NamedTuple
import warnings

from cchc_cli.diagnostics import Diagnostic, Span
from cchc_cli.ingest.package import MACROS, NOT_A_WORKBOOK, Package, open_package

_MAX_COLUMNS = 200
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^<>]*\bref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")

CellValue = str | int | float | bool | date | datetime | time | timedelta


class Cell(NamedTuple):
    """A cell that holds something: its value, or of a formula the stored result; None where none is stored."""

    value: CellValue | None
    number_format: str = "General"
    is_formula: bool = False
    is_error: bool = False


class Merge(NamedTuple):
    """A range of cells merged into its first one; rows and columns from 1, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


class Sheet(NamedTuple):
    """A sheet: its cells that hold something, by row and column from 1."""

    name: str
    is_hidden: bool
    rows: Mapping[int, Mapping[int, Cell]]
    merges: tuple[Merge, ...]


def read_workbook(file: str, content: bytes) -> tuple[tuple[Sheet, ...], tuple[Diagnostic, ...]]:
    """The sheets of an .xlsx file; none, with the reason, where it cannot be read."""
    package, problems = open_package(file, content)
    if package is None:
        return (), problems
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what the library leaves out, none of which are cells
            sheets = _sheets(package)
    except Exception as fault:  # noqa: BLE001 # a damaged file can make the library raise anything
        message = f"sổ hỏng, không đọc được ({type(fault).__name__})"
        hint = "mở bằng Excel, lưu lại thành tệp mới rồi nhập; không mở được thì xin gửi lại"
        return (), (Diagnostic(NOT_A_WORKBOOK, message, Span(file), hint),)
    if package.has_macros:
        hint = "nên xin gửi lại dạng .xlsx"
        return sheets, (Diagnostic(MACROS, "sổ có macro: chỉ đọc số liệu, không chạy macro", Span(file), hint),)
    return sheets, ()


def _sheets(package: Package) -> tuple[Sheet, ...]:
    """Without the part of the library that lays out merged cells: a range over a whole sheet would never end."""
    from openpyxl import load_workbook  # slow to load

    workbook = load_workbook(package.packed(), read_only=True, data_only=True, keep_links=False)
    formulas: Any = None
    sheets = []
    for number, sheet in enumerate(workbook.worksheets):
        untyped: Any = sheet
        xml = package.parts[untyped._worksheet_path.lstrip("/")]
        calculated: frozenset[tuple[int, int]] = frozenset()
        if _FORMULA.search(xml):
            formulas = formulas or load_workbook(package.packed(), read_only=True, keep_links=False).worksheets
            calculated = _formula_cells(formulas[number])
        is_hidden = sheet.sheet_state != "visible"
        sheets.append(Sheet(sheet.title, is_hidden, _cells(sheet, calculated), _merges(xml)))
    return tuple(sheets)


def _rows(sheet: Any) -> Any:
    sheet.reset_dimensions()  # what the file says of its extent may be wrong, or absent
    return sheet.iter_rows(max_col=_MAX_COLUMNS)


def _formula_cells(sheet: Any) -> frozenset[tuple[int, int]]:
    return frozenset(
        (cell.row, cell.column) for row in _rows(sheet) for cell in row if getattr(cell, "data_type", "") == "f"
    )


def _cells(sheet: Any, calculated: frozenset[tuple[int, int]]) -> dict[int, dict[int, Cell]]:
    from openpyxl.cell.read_only import ReadOnlyCell  # slow to load

    rows: dict[int, dict[int, Cell]] = {}
    for row in _rows(sheet):
        for cell in row:
            if not isinstance(cell, ReadOnlyCell):
                continue  # the library's stand-in where the file has no cell
            is_formula = (cell.row, cell.column) in calculated
            if cell.value is not None or is_formula:
                is_error = cell.data_type == "e"
                one = Cell(_unescaped(cell.value), cell.number_format, is_formula, is_error)
                rows.setdefault(cell.row, {})[cell.column] = one
    return rows


def _unescaped(value: Any) -> Any:
    """A text with what the format cannot hold in plain, as `_x000B_`, in its place; half a letter is a lost one."""
    if isinstance(value, str) and "_x" in value:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return value


def _merges(xml: bytes) -> tuple[Merge, ...]:
    return tuple(
        Merge(int(top), _column(left), int(bottom), _column(right)) for left, top, right, bottom in _MERGED.findall(xml)
    )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number
