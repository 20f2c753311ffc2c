"""A workbook as sheets of cells that hold something, whatever program wrote it."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from io import BytesIO
from math import isfinite
import re
from typing import Any, NamedTuple
import warnings

from cchc_cli.diagnostics import Diagnostic, Span
from cchc_cli.ingest.package import MACROS, NOT_A_WORKBOOK, UNSAFE, Package, open_package

GENERAL = "General"
_MAX_COLUMNS = 200
_MAX_ROWS = 50_000
_MAX_MERGES = 5_000
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^<>]*\bref=[\"']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})[\"']")
_ROW_BREAKS = re.compile(rb"<(?:\w+:)?rowBreaks\b[^>]*>(.*?)</(?:\w+:)?rowBreaks>", re.DOTALL)
_BREAK = re.compile(rb"<(?:\w+:)?brk\b[^<>]*?\bid=[\"']([0-9]{1,7})[\"']")
_OPENING = re.compile(rb"<((?:\w+:)?worksheet)\b[^>]*>")
_CELLS = re.compile(rb"<(?:\w+:)?sheetData\b[^>]*>")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")

CellValue = str | int | float | bool | date | datetime | time | timedelta


class Cell(NamedTuple):
    """A cell that holds something: its value, or of a formula the stored result; None where none is stored.

    `day_zero` is the day from which its workbook counts days.
    """

    value: CellValue | None
    number_format: str = GENERAL
    is_formula: bool = False
    is_error: bool = False
    day_zero: date = date(1899, 12, 30)


class Merge(NamedTuple):
    """A range of cells merged into its first one; rows and columns from 1, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def is_over_rows(self) -> bool:
        """Whether it takes several rows together."""
        return self.last_row > self.first_row


class Sheet(NamedTuple):
    """A sheet: its cells that hold something, by row and column from 1, and its merged ranges.

    `page_starts` are the rows above which a person broke the page.
    """

    name: str
    is_hidden: bool
    rows: Mapping[int, Mapping[int, Cell]]
    merges: tuple[Merge, ...]
    page_starts: frozenset[int]


class _TooMuch(Exception):
    """What a sheet has more of than any form."""


def read_workbook(file: str, content: bytes) -> tuple[tuple[Sheet, ...], tuple[Diagnostic, ...]]:
    """The sheets of an .xlsx file; none, with the reason, where it cannot be read."""
    package, problems = open_package(file, content)
    if package is None:
        return (), problems
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what the library leaves out, none of which are cells
            sheets = _sheets(package)
    except _TooMuch as fault:
        hint = "phiếu thật chỉ vài trăm dòng; xin gửi lại phiếu do chương trình xuất ra"
        return (), (Diagnostic(UNSAFE, str(fault), Span(file), hint),)
    except Exception as fault:  # noqa: BLE001 # a damaged file can make the library raise anything
        message = f"sổ hỏng, không đọc được ({type(fault).__name__})"
        hint = "mở bằng Excel, lưu lại thành tệp mới rồi nhập; không mở được thì xin gửi lại"
        return (), (Diagnostic(NOT_A_WORKBOOK, message, Span(file), hint),)
    if package.has_macros:
        hint = "nên xin gửi lại dạng .xlsx"
        return sheets, (Diagnostic(MACROS, "sổ có macro: chỉ đọc số liệu, không chạy macro", Span(file), hint),)
    return sheets, ()


def _sheets(package: Package) -> tuple[Sheet, ...]:
    """The library reads what all sheets share; of a sheet only the cells, each as the file has it.

    So neither a range merged over a whole sheet nor a cell in its last corner costs anything.
    """
    from openpyxl import load_workbook  # slow to load

    workbook = load_workbook(package.packed(), read_only=True, keep_links=False)
    sheets = []
    for sheet in workbook.worksheets:
        untyped: Any = sheet
        xml = package.parts[untyped._worksheet_path.lstrip("/")]
        is_hidden = sheet.sheet_state != "visible"
        sheets.append(Sheet(sheet.title, is_hidden, _cells(untyped, xml), _merges(xml), _page_starts(xml)))
    return tuple(sheets)


def _cells(sheet: Any, xml: bytes) -> dict[int, dict[int, Cell]]:
    bare = _only_cells(xml)
    calculated: set[tuple[int, int]] = set()
    if _FORMULA.search(bare):
        calculated = {(one["row"], one["column"]) for one in _raw(sheet, bare, False) if one["data_type"] == "f"}
    formats = _Formats(sheet.parent)
    rows: dict[int, dict[int, Cell]] = {}
    for one in _raw(sheet, bare, True):
        row, column, value, kind = one["row"], one["column"], one["value"], one["data_type"]
        is_formula = (row, column) in calculated
        if is_formula and value is None and kind == "str":
            value = ""  # the stored result is a blank text
        if column <= _MAX_COLUMNS and (value is not None or is_formula):
            if isinstance(value, float) and not isfinite(value):
                value, kind = "#NUM!", "e"
            cell = Cell(_unescaped(value), formats.of(one["style_id"]), is_formula, kind == "e", formats.day_zero)
            rows.setdefault(row, {})[column] = cell
            if len(rows) > _MAX_ROWS:
                raise _TooMuch(f"một trang có hơn {_MAX_ROWS} dòng có chữ")
    return rows


def _raw(sheet: Any, xml: bytes, takes_results: bool) -> Iterator[dict[str, Any]]:
    """The cells as the library takes them from the file; of formulas the results, or that they are such."""
    from openpyxl.worksheet._reader import WorkSheetParser  # slow to load

    workbook = sheet.parent
    parser: Any = WorkSheetParser(
        BytesIO(xml),
        sheet._shared_strings,
        data_only=takes_results,
        epoch=workbook.epoch,
        date_formats=workbook._date_formats,
        timedelta_formats=workbook._timedelta_formats,
    )
    return (cell for _, row in parser.parse() for cell in row)


class _Formats:
    """The number formats of a workbook by style, and the day from which it counts days."""

    def __init__(self, workbook: Any) -> None:
        self.day_zero: date = workbook.epoch.date()
        self._workbook = workbook
        self._known: dict[int, str] = {}

    def of(self, style: int) -> str:
        """The number format of a style; the general one where the file lacks its styles."""
        if style not in self._known:
            self._known[style] = self._found(style)
        return self._known[style]

    def _found(self, style: int) -> str:
        from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE  # slow to load

        styles, own = self._workbook._cell_styles, self._workbook._number_formats
        number = styles[style].numFmtId if style < len(styles) else 0
        if number < BUILTIN_FORMATS_MAX_SIZE:
            return BUILTIN_FORMATS.get(number, GENERAL)
        place = number - BUILTIN_FORMATS_MAX_SIZE
        return str(own[place]) if place < len(own) else GENERAL


def _only_cells(xml: bytes) -> bytes:
    """A sheet without what stands around its cells, of which programs write much that the library does not know."""
    opening, start, end = _OPENING.search(xml), _CELLS.search(xml), xml.rfind(b"sheetData>")
    if opening is None or start is None or end < start.end():
        return xml
    cells = xml[start.start() : end + len(b"sheetData>")]
    return b"%b%b</%b>" % (xml[: opening.end()], cells, opening[1])


def _unescaped(value: Any) -> Any:
    """A text with what the format cannot hold in plain, as `_x000B_`, in its place; half a letter is a lost one."""
    if isinstance(value, str) and "_x" in value:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return value


def _merges(xml: bytes) -> tuple[Merge, ...]:
    found = set(_MERGED.findall(xml))
    if len(found) > _MAX_MERGES:
        raise _TooMuch(f"một trang có hơn {_MAX_MERGES} vùng ô gộp")
    return tuple(
        sorted(Merge(int(top), _column(left), int(bottom), _column(right)) for left, top, right, bottom in found)
    )


def _page_starts(xml: bytes) -> frozenset[int]:
    """A break is kept under the number of the row above it."""
    breaks = _ROW_BREAKS.search(xml)
    return frozenset(int(row) + 1 for row in _BREAK.findall(breaks[1])) if breaks else frozenset()


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number
