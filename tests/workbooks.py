"""A workbook as text, for goldens: cells, merges, widths, panes, print set-up, links, locks, checks, colours."""

from pathlib import Path
from typing import Any

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
    if sheet.sheet_state != "visible":
        lines.append(sheet.sheet_state)
    if sheet.protection.sheet:
        free = [
            name
            for name in ("autoFilter", "sort", "formatRows", "formatColumns")
            if not getattr(sheet.protection, name)
        ]
        lines.append(f"protected but for {', '.join(free)}")
        lines.append(f"open {' '.join(_open_cells(sheet))}")
    for check in sheet.data_validations.dataValidation:
        lines.append(
            f"check {check.sqref}: {check.type} {check.operator} {check.formula1} {check.formula2} | {check.prompt}"
        )
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            lines.append(f"colour {area.sqref}: {_colour(rule)}")
    for row in sheet.iter_rows():
        cells = [f"{cell.coordinate}={cell.value!r}" for cell in row if cell.value is not None]
        links = [f"{cell.coordinate}→{cell.hyperlink.location}" for cell in row if cell.hyperlink]
        if cells:
            height = sheet.row_dimensions[row[0].row].height
            lines.append(f"[{height or 0:g}] {' | '.join([*cells, *links])}")
    return "\n".join(lines) + "\n"


def _colour(rule: Any) -> str:
    if rule.dataBar:
        return f"bar {rule.dataBar.cfvo[0].val:g} to {rule.dataBar.cfvo[1].val:g}"
    changed = rule.dxf.fill.bgColor if rule.dxf.fill else rule.dxf.font.color
    return f"{rule.formula[0]} {changed.rgb}"


def _open_cells(sheet: Worksheet) -> list[str]:
    return [cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked]
