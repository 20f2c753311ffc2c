"""Values into cells: numbers and days as such, and text that stays text."""

from copy import copy
from datetime import date
from decimal import Decimal
import re
from typing import Any

from cchc_cli.tables import Value
from cchc_cli.tables.cells import cut_to_cell

# an underscore that would begin what Excel reads as an escaped character; what breaks a line; what no file can hold
_UNWRITABLE = re.compile(
    "_(?=x[0-9A-Fa-f]{4}_)|\r\n?|[\x0b\x0c\x85\u2028\u2029]|[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
)
_LINE_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
_FORMULA_STARTS = ("=", "+", "-", "@")


def write_value(cell: Any, value: Value) -> None:
    """A value as the cell's: whole numbers without decimals, text as it is."""
    if isinstance(value, str):
        write_text(cell, value)
    elif isinstance(value, Decimal):
        cell.value = int(value) if value == value.to_integral_value() else float(value)
    elif isinstance(value, (int, date)):
        cell.value = value
    elif value is not None:
        write_text(cell, value.text)


def write_text(cell: Any, text: str) -> None:
    """Text stays text: what begins with = is no formula, also once somebody edits it; nothing is an escape or error."""
    if not text.isprintable() or "_x" in text:  # most are, and a search in each takes time
        text = _UNWRITABLE.sub(_writable, text)
    # past the library's own setter, which takes time to look for formulas, errors and what was just taken out
    cell._value, cell.data_type = cut_to_cell(text), "s"
    if text.startswith(_FORMULA_STARTS):
        guard(cell)


def _writable(found: re.Match[str]) -> str:
    character = found[0][0]
    if character == "_":
        return "_x005F_"
    return "\n" if character in _LINE_BREAKS else ""


def guard(cell: Any) -> None:
    """Marks a cell's text as one that stays a text also once somebody edits it."""
    cell._style = copy(cell._style)  # the one at hand belongs to other cells too
    cell.quotePrefix = 1
