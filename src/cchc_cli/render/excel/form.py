"""The form as a workbook: open cells to fill, checks of what is typed, and a hidden sheet that identifies it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from cchc_cli.model.fields import REPORTED
from cchc_cli.model.plan import reporting_days
from cchc_cli.model.states import Status
from cchc_cli.render.excel.cells import guard, write_text
from cchc_cli.render.excel.styles import Styles, table_look
from cchc_cli.render.excel.workbook import build_workbook, saved
from cchc_cli.reports.form import FORM, Form
from cchc_cli.tables import Line, Rank, Table
from cchc_cli.tables.form import DATE, PERCENT, SELF_SCORE, STATUS
from cchc_cli.tables.form_identity import IDENTITY_SHEET, identity_lines

_STATES_COLUMN = "AA"  # of the hidden sheet, right of what identifies the form
_LONGEST_TEXT = 32_000
_DONE_FILL = PatternFill(bgColor="FFC6EFCE")
_LATE_FILL = PatternFill(bgColor="FFFFC7CE")
_MISSING_FILL = PatternFill(bgColor="FFFFE699")


def render_form(form: Form) -> bytes:
    """The form as the bytes of an .xlsx file; no cell of it is a formula."""
    built = build_workbook(form.report)
    sheet, header = built.sheets[FORM], built.main_rows[FORM]
    assert header is not None
    hidden = _hidden_sheet(form, built.workbook.create_sheet(IDENTITY_SHEET))
    places = _Places(form.table, header, form.open_cells)
    _open_cells(form, sheet, built.styles, places)
    for check in _checks(form, places, hidden):
        sheet.add_data_validation(check)
    _colour(sheet, places)
    for each in built.workbook.worksheets:
        _protect(each)
    return saved(built.workbook)


class _Places:
    """Where the cells of the form's table stand on its sheet."""

    def __init__(self, table: Table, header: int, open_cells: tuple[frozenset[str], ...]) -> None:
        self.header = header
        self.index = {column.key: index for index, column in enumerate(table.columns, start=1)}
        self.open_rows = {
            key: [row for row, keys in enumerate(open_cells, start=header + 1) if key in keys] for key in self.index
        }

    def letter(self, key: str) -> str:
        """The letter of a column."""
        return get_column_letter(self.index[key])

    def area(self, key: str, rows: Iterable[int]) -> str:
        """The cells of a column in these rows, as a list of ranges."""
        letter = self.letter(key)
        return " ".join(f"{letter}{first}:{letter}{last}" for first, last in _runs(rows))


def _runs(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Rows as runs of first and last."""
    known = set(rows)
    for first in sorted(row for row in known if row - 1 not in known):
        last = first
        while last + 1 in known:
            last += 1
        yield first, last


def _hidden_sheet(form: Form, sheet: Worksheet) -> str:
    """Writes what identifies the form, every cell as text, and the states to choose from; the range of the latter."""
    for row, line in enumerate(identity_lines(form.identity), start=1):
        for column, text in enumerate(line, start=1):
            if text:
                write_text(sheet.cell(row, column), text)
    for row, status in enumerate(REPORTED, start=1):
        write_text(sheet[f"{_STATES_COLUMN}{row}"], status.label)
    sheet.sheet_state = "hidden"
    return f"'{sheet.title}'!${_STATES_COLUMN}$1:${_STATES_COLUMN}${len(REPORTED)}"


def _open_cells(form: Form, sheet: Worksheet, styles: Styles, places: _Places) -> None:
    kinds = {column.key: column.kind for column in form.table.columns}
    size = sheet.cell(places.header, 1).font.size or 11
    for key, rows in places.open_rows.items():
        look = table_look(kinds[key], Rank.ROW, size, is_open=True)
        for row in rows:
            cell: Any = sheet.cell(row, places.index[key])
            is_quoted, down = cell._style.quotePrefix, cell.alignment.vertical
            styles.apply(cell, look if down == look.down else replace(look, down=down))
            if is_quoted:
                guard(cell)


def _checks(form: Form, places: _Places, states: str) -> Iterator[DataValidation]:
    """What Excel checks as somebody types: a state of the list, numbers and days within their bounds."""
    days = tuple(map(_formula, reporting_days(form.identity.year)))
    bounds: dict[str, dict[str, Any]] = {
        STATUS.key: {"type": "list", "formula1": states},
        PERCENT.key: {"type": "whole", "operator": "between", "formula1": "0", "formula2": "100"},
        DATE.key: {"type": "date", "operator": "between", "formula1": days[0], "formula2": days[1]},
    }
    for key, rows in places.open_rows.items():
        column = next(one for one in form.table.columns if one.key == key)
        prompt = form.prompts.get(key, "")
        if key == SELF_SCORE.key:
            yield from (_check(column.heading, prompt, *each) for each in _score_checks(form, places))
        elif rows:
            bound = bounds.get(key) or {
                "type": "textLength",
                "operator": "lessThanOrEqual",
                "formula1": str(_LONGEST_TEXT),
            }
            yield _check(column.heading, prompt, places.area(key, rows), bound)


def _score_checks(form: Form, places: _Places) -> Iterator[tuple[str, dict[str, Any]]]:
    """The bounds of scores: the rows of each maximum together."""
    maxima: dict[Decimal, list[int]] = {}
    for row in places.open_rows[SELF_SCORE.key]:
        maximum = _cell(form.table, form.table.lines[row - places.header - 1], "max_score")
        if isinstance(maximum, Decimal):
            maxima.setdefault(maximum, []).append(row)
    for maximum, rows in maxima.items():
        low, high = sorted((Decimal(0), maximum))
        bound = {"type": "decimal", "operator": "between", "formula1": str(low), "formula2": str(high)}
        yield places.area(SELF_SCORE.key, rows), bound


def _cell(table: Table, line: Line, key: str) -> object:
    return next((value for column, value in zip(table.columns, line.cells, strict=True) if column.key == key), None)


def _check(heading: str, prompt: str, area: str, bound: dict[str, Any]) -> DataValidation:
    return DataValidation(
        sqref=area,
        allow_blank=True,
        showInputMessage=True,
        showErrorMessage=True,
        promptTitle=heading,
        prompt=prompt,
        errorTitle=heading,
        error=prompt,
        **bound,
    )


def _formula(day: date) -> str:
    """A day as a spreadsheet counts it."""
    return str((day - date(1899, 12, 30)).days)


def _colour(sheet: Worksheet, places: _Places) -> None:
    """Green where the row is done, red where it is late, yellow where a state is still missing."""
    rows = places.open_rows[STATUS.key]
    if not rows:
        return
    area, state = places.area(STATUS.key, rows), f"${places.letter(STATUS.key)}{rows[0]}"
    _add_rule(sheet, area, f'{state}="{Status.DONE.label}"', _DONE_FILL)
    if "due_on" in places.index:
        due = f"${places.letter('due_on')}{rows[0]}"
        settled = ",".join(f'{state}<>"{status.label}"' for status in (Status.DONE, Status.NOT_APPLICABLE))
        _add_rule(sheet, area, f'AND({due}<>"",{due}<TODAY(),{settled})', _LATE_FILL)
    _add_rule(sheet, area, f'{state}=""', _MISSING_FILL)


def _add_rule(sheet: Worksheet, area: str, formula: str, fill: PatternFill) -> None:
    rule: Any = FormulaRule(formula=[formula], fill=fill, stopIfTrue=True)  # type: ignore[no-untyped-call]
    sheet.conditional_formatting.add(area, rule)


def _protect(sheet: Worksheet) -> None:
    """Locks all but the open cells, without a password; filters, sorting, heights and widths stay free."""
    protection = sheet.protection
    protection.sheet = True
    protection.autoFilter = protection.sort = protection.formatColumns = protection.formatRows = False
