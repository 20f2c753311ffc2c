"""Forms as an officer fills them in, for tests of what comes back."""

from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell

KEYS = {
    "Trạng thái": "status",
    "Tiến độ %": "percent",
    "Kết quả thực hiện": "result",
    "Tài liệu kiểm chứng": "evidence",
    "Giải trình": "explanation",
    "Điểm tự chấm": "self_score",
    "Ngày cập nhật": "date",
    "Người báo cáo": "by",
    "Ghi chú": "note",
}


class Filled(NamedTuple):
    """What goes into a cell, with its number format, and what it means."""

    value: Any
    meaning: Any
    number_format: str | None = None


class FormCells:
    """The cells to fill of a form, by code and key."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.workbook = load_workbook(path)
        self.cells: dict[tuple[str, str], Cell] = {}
        sheet = self.workbook.worksheets[0]
        header = next(row for row in sheet.iter_rows() if "Trạng thái" in [cell.value for cell in row])
        columns = {cell.value: cell.column for cell in header}
        for (code,) in sheet.iter_rows(min_row=header[0].row + 1, min_col=columns["Mã"], max_col=columns["Mã"]):
            for heading, key in KEYS.items():
                cell = sheet.cell(code.row, columns[heading]) if heading in columns else None
                if cell is not None and not cell.protection.locked:
                    self.cells[str(code.value), key] = cell

    def fill(self, code: str, key: str, filled: Filled) -> None:
        cell = self.cells[code, key]
        cell.value = filled.value
        if isinstance(filled.value, str):
            cell.data_type = "s"  # as Excel has it once somebody typed it as a text
        if filled.number_format:
            cell.number_format = filled.number_format

    def save(self) -> None:
        self.workbook.save(self.path)
        self.workbook.close()
