"""A workbook (.xlsx) as tables, one a sheet."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping

from cchc_cli.diagnostics import CellRef, Code, Diagnostic, Severity, Span, has_errors
from cchc_cli.ingest.package import NOT_A_WORKBOOK, OTHER_FORMAT, PASSWORD, UNSAFE
from cchc_cli.ingest.papers.kinds import LOCKED, NOT_A_PLAN, UNREADABLE
from cchc_cli.ingest.papers.paper import Cell, Cover, Paper, Table, TableRow
from cchc_cli.ingest.papers.sheet_values import shown_text
from cchc_cli.ingest.workbook import Cell as SheetCell
from cchc_cli.ingest.workbook import Sheet, read_workbook

HIDDEN_SHEET = Code(
    "W807",
    "hidden-sheet-passed-over",
    Severity.WARNING,
    "Trang ẩn thường là bản cũ hoặc danh mục để chọn, nên không đọc; nếu kế hoạch nằm ở đó thì phải cho hiện ra.",
    "(sổ có trang ẩn chứa một bảng)",
    "(sổ chỉ có trang đang hiện, trang thừa đã xóa)",
)
NO_VALUE = Code(
    "W808",
    "cell-without-value",
    Severity.WARNING,
    "Ô báo lỗi, hoặc công thức chưa tính, thì không biết người soạn muốn ghi gì: đọc như ô trống.",
    "(ô ghi #N/A, #REF!; tệp do chương trình khác xuất ra, chưa mở bằng Excel lần nào)",
    "(ô có chữ hoặc số)",
)

_NOT_READ = {
    NOT_A_WORKBOOK: (UNREADABLE, "mở bằng Excel, lưu lại thành tệp mới rồi nhập; không mở được thì xin lại tệp"),
    OTHER_FORMAT: (NOT_A_PLAN, "mở bằng Excel, chọn Lưu thành (Save As), dạng «Excel Workbook (*.xlsx)», rồi nhập lại"),
    PASSWORD: (LOCKED, "xin mật khẩu, mở bằng Excel, bỏ mật khẩu rồi lưu lại"),
    UNSAFE: (UNREADABLE, "kế hoạch thật chỉ vài trăm dòng; chép riêng bảng kế hoạch sang sổ mới rồi nhập"),
}
_MOST_ROWS_COLUMNS = 2_000_000
_MOST_SAID = 20


def read_sheets(file: str, content: bytes) -> tuple[Paper | None, tuple[Diagnostic, ...]]:
    """The tables of a workbook; None, with the reason, where it cannot be read."""
    sheets, problems = read_workbook(file, content)
    if has_errors(problems):
        return None, tuple(_of_plan(problem) for problem in problems)
    found: list[Diagnostic] = []
    tables = []
    for sheet in sheets:
        if len(sheet.rows) < 2:
            continue
        if sheet.is_hidden:
            found.append(_hidden(file, sheet))
            continue
        if len(sheet.rows) * _width(sheet) > _MOST_ROWS_COLUMNS:
            code, hint = _NOT_READ[UNSAFE]
            return None, (Diagnostic(code, "một trang có quá nhiều ô", Span(file), hint, cell=CellRef(sheet.name)),)
        tables.append(_table(file, sheet))
        found += _without_value(file, sheet)
    return Paper(tuple(tables)), tuple(found)


def _of_plan(problem: Diagnostic) -> Diagnostic:
    """Why a form is not read, in the words of a plan. Macros are not spoken of: they are not run."""
    code, hint = _NOT_READ[problem.code]
    return problem._replace(code=code, hint=hint)


def _hidden(file: str, sheet: Sheet) -> Diagnostic:
    message = f"trang ẩn «{sheet.name}» không đọc ({len(sheet.rows)} dòng có chữ)"
    hint = "nếu kế hoạch nằm ở trang này: bấm phải vào tên trang, chọn Bỏ ẩn (Unhide), lưu rồi nhập lại"
    return Diagnostic(HIDDEN_SHEET, message, Span(file), hint, cell=CellRef(sheet.name))


def _width(sheet: Sheet) -> int:
    return max(column for cells in sheet.rows.values() for column in cells)


def _table(file: str, sheet: Sheet) -> Table:
    width = _width(sheet)
    covers = _covers(sheet, width)
    page_starts = sorted(sheet.page_starts)
    rows = []
    for number, cells in sorted(sheet.rows.items()):
        is_first_of_page = False
        while page_starts and page_starts[0] <= number:
            page_starts.pop(0)
            is_first_of_page = True
        read = tuple(_cell(cells.get(column), covers.get((number, column))) for column in range(1, width + 1))
        rows.append(TableRow(read, Span(file), CellRef(sheet.name, number), is_first_of_page))
    return Table(tuple(rows))


_BLANK = Cell()
_COVERED = {cover: Cell("", cover) for cover in Cover}


def _cell(cell: SheetCell | None, cover: Cover | None) -> Cell:
    if cover is not None:
        return _COVERED[cover]
    return Cell(shown_text(cell)) if cell is not None and not cell.is_error else _BLANK


def _covers(sheet: Sheet, width: int) -> Mapping[tuple[int, int], Cover]:
    """What cells are merged into, in rows that hold something. Ranges that share a cell no program writes."""
    covers: dict[tuple[int, int], Cover] = {}
    numbers = sorted(sheet.rows)
    left = len(numbers) * width
    for merge in sheet.merges:
        first, behind = bisect_left(numbers, merge.first_row), bisect_right(numbers, merge.last_row)
        left -= behind - first
        if left < 0:
            break  # more than there are cells: made to take long
        for number in numbers[first:behind]:
            cover = Cover.LEFT if number == merge.first_row else Cover.ABOVE
            for column in range(merge.first_column, min(merge.last_column, width) + 1):
                if (number, column) in covers:
                    break
                if (number, column) != (merge.first_row, merge.first_column):
                    covers[number, column] = cover
    return covers


def _without_value(file: str, sheet: Sheet) -> Iterator[Diagnostic]:
    said = 0
    for number, cells in sorted(sheet.rows.items()):
        for column, cell in sorted(cells.items()):
            if (cell.is_error or (cell.is_formula and cell.value is None)) and said < _MOST_SAID:
                said += 1
                what = f"ô có lỗi {cell.value}" if cell.is_error else "ô công thức chưa có kết quả"
                hint = "gõ thẳng giá trị vào ô" if cell.is_error else "mở tệp bằng Excel rồi lưu lại"
                place = CellRef(sheet.name, number, column)
                yield Diagnostic(NO_VALUE, f"{what}: đọc như ô trống", Span(file), hint, cell=place)
