"""Which row of the plan each row of a form is: by its code, else by its number in the plan."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from cchc_cli.diagnostics import Code, Diagnostic, Severity
from cchc_cli.ingest.cells import READ_OTHERWISE, shown
from cchc_cli.ingest.form_sheet import FormSheet, is_heading_row, text_of
from cchc_cli.ingest.workbook import Cell
from cchc_cli.model.plan import Plan, Row
from cchc_cli.tables.form import FILL_COLUMNS
from cchc_cli.text import natural_key, nearest_codes, spelling_key

UNKNOWN_ROW = Code(
    "X723",
    "unknown-form-row",
    Severity.ERROR,
    "Dòng có điền số liệu mà không có mã, hoặc mã không có trong kế hoạch, thì không biết ghi vào đâu.",
    "(dòng chèn thêm, để trống cột Mã)",
    "(mã giữ nguyên như phiếu gửi đi)",
)
REPEATED_ROW = Code(
    "X724",
    "repeated-form-row",
    Severity.ERROR,
    "Hai dòng của phiếu cùng mã mà điền khác nhau thì không biết dòng nào đúng.",
    "(dòng 1.1 chép thành hai, mỗi dòng điền một khác)",
    "(mỗi mã một dòng)",
)
SHIFTED_ROW = Code(
    "X725",
    "shifted-form-row",
    Severity.ERROR,
    "Mã và tên trên cùng một dòng là của hai dòng khác nhau: bảng bị sắp xếp lệch cột, số liệu có thể nằm nhầm dòng.",
    "(chỉ sắp xếp cột Tên, không sắp xếp cả bảng)",
    "(sắp xếp cả bảng, hoặc để nguyên thứ tự)",
)

_FILL_KEYS = tuple(column.key for column in FILL_COLUMNS)


class FoundRow(NamedTuple):
    """A row of the form with the row of the plan that it is; of a shifted one the answers may be another row's."""

    number: int
    row: Row
    is_shifted: bool = False


def find_rows(form: FormSheet, plan: Plan) -> tuple[tuple[FoundRow, ...], tuple[Diagnostic, ...]]:
    """The rows of the form that are rows of the plan, and those that hold something and are none."""
    found: list[FoundRow] = []
    problems: list[Diagnostic] = []
    for number, _ in form.rows:
        if is_heading_row(form, number):
            continue
        row, how = _row_of(form, number, plan)
        if row is None:
            problems += _unknown(form, number, plan)
            continue
        shifted = _shifted(form, number, row, plan)
        problems += shifted or _otherwise(form, number, row, how)
        found.append(FoundRow(number, row, bool(shifted)))
    return tuple(found), tuple(problems)


def is_filled(form: FormSheet, number: int) -> bool:
    """Whether any cell to fill of a row holds something."""
    return any(text_of(form.cell(number, key)) for key in _FILL_KEYS)


def _row_of(form: FormSheet, number: int, plan: Plan) -> tuple[Row | None, str]:
    """The row of the plan, and by what it was recognised where that is not its code alone."""
    code = form.cell(number, "code")
    text = text_of(code).rstrip(".")
    if text in plan.by_code and not _is_number(code):
        return plan.by_code[text], ""
    meant = [plan.by_code[one] for one in _codes_like(code, plan)]
    if len(meant) == 1:
        return meant[0], ""
    by_stt = _row_of_number(form.cell(number, "stt"), plan)
    if by_stt is not None and (by_stt in meant if meant else _may_be_named(form, number, by_stt)):
        return by_stt, f"theo STT {by_stt.stt}"
    named = [row for row in meant if text_of(form.cell(number, "name")) and _may_be_named(form, number, row)]
    return (named[0], "theo tên") if len(named) == 1 else (None, "")


def _may_be_named(form: FormSheet, number: int, row: Row) -> bool:
    """Whether nothing else stands in the place of the row's name."""
    text = text_of(form.cell(number, "name"))
    return text in ("", row.name) or spelling_key(text) == spelling_key(row.name)


def _otherwise(form: FormSheet, number: int, row: Row, how: str) -> Iterator[Diagnostic]:
    """What is said of a row that its code alone did not tell."""
    if how and row.is_assigned:
        code = shown(form.cell(number, "code"))
        what = f"mã «{code}»" if code else "dòng không có mã"
        message, hint = f"{what} đọc là «{row.code}» {how}", "xem lại dòng này có đúng là dòng ấy"
        yield form.problem(READ_OTHERWISE, message, form.place(number, "code"), hint)


def _is_number(cell: Cell | None) -> bool:
    return cell is not None and isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool)


def _codes_like(cell: Cell | None, plan: Plan) -> Iterator[str]:
    """The codes that a number in the place of a code may mean: 1.1 is 1.1 or 1.10."""
    if cell is None or not _is_number(cell):
        return
    number = Decimal(repr(cell.value))
    for code in plan.by_code:
        if code.count(".") <= 1 and code.replace(".", "").isdecimal() and Decimal(code) == number:
            yield code


def _row_of_number(cell: Cell | None, plan: Plan) -> Row | None:
    text = text_of(cell).removesuffix(".0")
    return next((row for row in plan.assigned if text and str(row.stt) == text), None)


def _unknown(form: FormSheet, number: int, plan: Plan) -> Iterator[Diagnostic]:
    """A row that is none of the plan's, where something is filled in; what stands below a table is not."""
    if not is_filled(form, number):
        return
    cell = form.cell(number, "code")
    code, meant = shown(cell), sorted(_codes_like(cell, plan), key=natural_key)
    if not code:
        message, hint = "dòng có điền mà không có mã", "dòng thêm vào không nhập được; ghi ở dòng có mã"
    elif meant:
        message = f"mã «{code}» có thể là {' hoặc '.join(meant)}"
        hint = "gõ lại mã trong ô định dạng Text, hoặc điền lại cột STT"
    else:
        message = f"mã «{code}» không có trong kế hoạch năm {plan.year}"
        near = nearest_codes(code, plan.codes_near(code))
        hint = f"mã gần nhất: {', '.join(near)}" if near else "giữ nguyên mã của phiếu gửi đi"
    yield form.problem(UNKNOWN_ROW, message, form.place(number, "code"), hint)


def _shifted(form: FormSheet, number: int, row: Row, plan: Plan) -> tuple[Diagnostic, ...]:
    """That a row's name is that of another row alone."""
    if _may_be_named(form, number, row) or not is_filled(form, number):
        return ()
    name = spelling_key(text_of(form.cell(number, "name")))
    others = [one for one in plan.assigned if spelling_key(one.name) == name]
    if len(others) != 1:
        return ()
    message = f"mã «{row.code}» nhưng tên là của mã «{others[0].code}»"
    hint = "bảng bị sắp xếp lệch cột, hoặc mã bị sửa; khôi phục thứ tự rồi gửi lại"
    return (form.problem(SHIFTED_ROW, message, form.place(number, "code"), hint),)
