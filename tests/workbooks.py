"""A workbook as text, for goldens: cells, merges, widths, panes, print set-up, links."""

from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet


def dump(path: Path) -> str:
    """Every sheet of a workbook, line by line."""
    workbook = load_workbook(path)
    return "\n".join(_sheet(sheet) for sheet in workbook.worksheets)


def _sheet(sheet: Worksheet) -> str:
    widths = ", ".join(f"{key}={dimension.width:g}" for key, dimension in sorted(sheet.column_dimensions.items()))
    lines = [
        f"== {sheet.title}",
        f"widths {widths}",
        f"frozen {sheet.freeze_panes}, filter {sheet.auto_filter.ref}, repeated {sheet.print_title_rows}",
        f"merged {', '.join(sorted(str(area) for area in sheet.merged_cells.ranges))}",
    ]
    for row in sheet.iter_rows():
        cells = [f"{cell.coordinate}={cell.value!r}" for cell in row if cell.value is not None]
        links = [f"{cell.coordinate}→{cell.hyperlink.location}" for cell in row if cell.hyperlink]
        if cells:
            height = sheet.row_dimensions[row[0].row].height
            lines.append(f"[{height:g}] {' | '.join([*cells, *links])}")
    return "\n".join(lines) + "\n"
