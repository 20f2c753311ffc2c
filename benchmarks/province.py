"""A province of any size for the benchmarks: agencies, each with rows of its own and a log, and its form filled in."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

FIRST_COLUMN_TO_FILL = "Trạng thái"
FILLED: dict[str, str | int] = {
    "Trạng thái": "Đang thực hiện",
    "Tiến độ %": 60,
    "Kết quả thực hiện": "Đã ban hành kế hoạch, đang triển khai ở các đơn vị",
    "Tài liệu kiểm chứng": "12/KH-UBND\n13/BC-UBND",
    "Người báo cáo": "Phòng CCHC",
}


def home_files(agencies: int, rows: int) -> dict[str, bytes]:
    """A data home by path: an area an agency, of so many rows, one in ten of them reported on already."""
    listed = "".join(f"  - id: a{one}\n    name: Sở số {one}\n" for one in range(1, agencies + 1))
    areas = "".join(_area(one, rows) for one in range(1, agencies + 1))
    return {
        "agencies.yaml": f"agencies:\n{listed}".encode(),
        "criteria.yaml": f"year: 2024\nareas:\n{areas}".encode(),
        **{f"progress/2024/a{one}.yaml": _log(one, rows) for one in range(1, agencies + 1)},
    }


def _area(number: int, rows: int) -> str:
    lines = [f'  - code: "{number}"\n    name: LĨNH VỰC {number}\n    leads: [a{number}]\n    criteria:\n']
    for row in range(1, rows + 1):
        lines.append(f'      - code: "{number}.{row}"\n        stt: {(number - 1) * rows + row}\n')
        lines.append(f"        name: Thực hiện nhiệm vụ số {row} của kế hoạch cải cách hành chính\n")
        lines.append("        due: 31/12/2024\n")
    return "".join(lines)


def _log(number: int, rows: int) -> bytes:
    lines = [f"year: 2024\nagency: a{number}\nupdates: # do Sở số {number} báo\n"]
    for row in range(1, rows + 1, 10):
        lines.append(f'  - date: 2024-03-01\n    code: "{number}.{row}"\n    status: not_started\n')
    return "".join(lines).encode()


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Puts files by path below a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def fill_forms(folder: Path) -> None:
    """Fills every row of every form in a folder, as an officer would who reports the same of all."""
    for path in sorted(folder.glob("*.xlsx")):
        workbook = load_workbook(path)
        sheet = workbook.worksheets[0]
        columns, rows = places_to_fill(sheet)
        for row in rows:
            for heading, value in FILLED.items():
                cell: Any = sheet.cell(row, columns[heading])
                cell.value = value
        workbook.save(path)


def places_to_fill(sheet: Worksheet) -> tuple[dict[str, int], list[int]]:
    """The columns of a form by heading, and its rows that are open to fill."""
    header = next(_headers(sheet))
    columns = {str(cell.value): cell.column for cell in sheet[header] if cell.value is not None}
    state = columns[FIRST_COLUMN_TO_FILL]
    rows = range(header + 1, sheet.max_row + 1)
    return columns, [row for row in rows if not sheet.cell(row, state).protection.locked]


def _headers(sheet: Worksheet) -> Iterator[int]:
    for row in sheet.iter_rows():
        if any(cell.value == FIRST_COLUMN_TO_FILL for cell in row):
            yield row[0].row
