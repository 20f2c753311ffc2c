"""Colours that follow what a cell says, one rule for a whole column."""

from collections.abc import Sequence
from typing import Any

from openpyxl.formatting.rule import DataBar, FormatObject, Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from cchc_cli.render.palette import LATE, STATES
from cchc_cli.tables import Kind, Table

_BAR = "FFA5D6A7"
_TEXT = "FF212121"
_TINT = 0.68  # how much of a state's colour gives way to white, so that dark text reads well on it


def add_conditions(sheet: Worksheet, table: Table, header: int, columns: Sequence[int]) -> None:
    """Bars behind percents, a colour for each state, red for what is late.

    `header` is the row of the headings, `columns` are those of the sheet in which the table's begin.
    """
    if not table.lines:
        return
    for column, place in zip(table.columns, columns, strict=True):
        letter = get_column_letter(place)
        first = f"{letter}{header + 1}"
        for rule in _rules(column.key, column.kind, first):
            sheet.conditional_formatting.add(f"{first}:{letter}{header + len(table.lines)}", rule)


def _rules(key: str, kind: Kind, first: str) -> list[Any]:
    """The rules of a column whose first cell this is."""
    if kind is Kind.PERCENT:
        ends = [FormatObject("num", 0), FormatObject("num", 100)]
        bar = DataBar(minLength=0, maxLength=100, cfvo=ends, color=_BAR)
        return [Rule("dataBar", dataBar=bar)]
    if kind is Kind.STATE:
        return [
            _rule("cellIs", f'"{status.label}"', Font(color=_TEXT), PatternFill(bgColor=_tinted(colour)))
            for status, colour in STATES.items()
        ]
    if key == "late":
        return [_rule("expression", f'AND({first}<>"",{first}<>0)', Font(color=f"FF{LATE}"), None)]
    return []


def _rule(kind: Any, formula: str, font: Font, fill: PatternFill | None) -> Any:
    operator: Any = "equal" if kind == "cellIs" else None
    return Rule(kind, operator=operator, formula=[formula], dxf=DifferentialStyle(font=font, fill=fill))


def _tinted(colour: str) -> str:
    parts = [int(colour[at : at + 2], 16) for at in (0, 2, 4)]
    return "FF" + "".join(f"{round(part + (255 - part) * _TINT):02X}" for part in parts)
