"""Forms as an agency fills them in."""

from pathlib import Path
from typing import Any

from openpyxl import load_workbook


def fill(path: Path, answers: dict[str, dict[str, Any]]) -> None:
    """Types into the cells of a form, by code and heading."""
    workbook = load_workbook(path)
    sheet = workbook.worksheets[0]
    header = next(row for row in sheet.iter_rows() if any(cell.value == "Trạng thái" for cell in row))
    columns = {cell.value: cell.column for cell in header}
    for row in range(header[0].row + 1, sheet.max_row + 1):
        for heading, value in answers.get(sheet.cell(row, columns["Mã"]).value, {}).items():
            sheet.cell(row, columns[heading]).value = value
    workbook.save(path)
