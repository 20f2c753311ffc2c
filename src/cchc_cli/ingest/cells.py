"""One cell that an officer filled in: the entry it means, and what to say of how it was read."""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import NamedTuple

from cchc_cli.diagnostics import Code, Severity
from cchc_cli.drafting.entries import Entry
from cchc_cli.ingest.numbers import Unclear, read_day, read_decimal
from cchc_cli.ingest.state_words import read_status
from cchc_cli.ingest.workbook import Cell
from cchc_cli.model.fields import REPORTED
from cchc_cli.model.states import Status
from cchc_cli.tables.cells import CUT_MARK
from cchc_cli.text import CONTROLS, clean, trimmed

BAD_STATE = Code(
    "X715",
    "unknown-state",
    Severity.ERROR,
    "Chữ trong ô Trạng thái không chắc là trạng thái nào; đoán sai là báo cáo sai.",
    "(ô Trạng thái ghi «chưa đạt», «cơ bản xong»)",
    "(ô Trạng thái chọn trong danh sách: «Hoàn thành»)",
)
BAD_NUMBER = Code(
    "X716",
    "unreadable-number",
    Severity.ERROR,
    "Tiến độ là số nguyên từ 0 đến 100; điểm là số có nhiều nhất hai chữ số thập phân. Số mập mờ thì không đoán.",
    "(ô Tiến độ % ghi 0,5; ô Điểm tự chấm ghi 1.234)",
    "(ô Tiến độ % ghi 50; ô Điểm tự chấm ghi 0,5)",
)
BAD_DAY = Code(
    "X717",
    "unreadable-day",
    Severity.ERROR,
    "Ngày không đọc được, hoặc không có thật, thì không biết lần báo cáo nào là mới nhất.",
    "(ô Ngày cập nhật ghi 31/6/2024)",
    "(ô Ngày cập nhật ghi 30/6/2024)",
)
NO_RESULT = Code(
    "X718",
    "formula-without-result",
    Severity.ERROR,
    "Ô công thức chưa có kết quả lưu sẵn, hoặc kết quả là lỗi (#N/A), thì không có gì để lấy.",
    "(ô Kết quả là công thức của tệp do chương trình khác ghi, chưa mở bằng Excel)",
    "(ô Kết quả gõ thẳng chữ)",
)
FORMULA_RESULT = Code(
    "X719",
    "formula-result",
    Severity.WARNING,
    "Ô công thức được lấy theo kết quả lưu trong tệp; sửa ô khác mà chưa lưu lại thì kết quả ấy đã cũ.",
    '(ô Kết quả là =CONCATENATE(B2;" xong"))',
    "(ô Kết quả gõ thẳng chữ)",
)
READ_OTHERWISE = Code(
    "X720",
    "read-otherwise",
    Severity.WARNING,
    "Ô không ghi theo mẫu nhưng vẫn hiểu được; nên xem lại đã hiểu đúng chưa.",
    "(ô Trạng thái ghi «HT»; ô Ngày cập nhật ghi 6/30/2024)",
    "(ô Trạng thái ghi «Hoàn thành»; ô Ngày cập nhật ghi 30/6/2024)",
)
CONTROL_CHARACTER = Code(
    "X721",
    "control-character",
    Severity.WARNING,
    "Ký tự điều khiển dán từ Word không ai thấy, và làm hỏng tệp xuất ra; nó được bỏ, hoặc thay bằng xuống dòng.",
    "(ô Kết quả dán từ Word, có ký tự U+000B)",
    "(ô Kết quả có xuống dòng thường, Alt+Enter)",
)
CUT_CELL = Code(
    "X722",
    "cut-cell",
    Severity.WARNING,
    "Chữ dài quá giới hạn của một ô Excel nên phiếu chỉ in phần đầu; ô đó không nhận lại được.",
    "(ô Kết quả dài hơn 32 767 ký tự)",
    "(ô Kết quả ngắn gọn)",
)

_CHOICES = ", ".join(f"«{status.label}»" for status in REPORTED)
_NOTHING = frozenset(("-", "–", "—", "…", "..."))
_TINY = Decimal("1e-9")


class Remark(NamedTuple):
    """Something to say of a cell, before its place is known."""

    code: Code
    message: str
    hint: str | None = None


class ReadCell(NamedTuple):
    """What a cell means: its entry, None where it is blank or could not be read (then a remark is an error)."""

    entry: Entry | None
    remarks: tuple[Remark, ...] = ()
    is_cut: bool = False

    @property
    def is_sound(self) -> bool:
        """Whether the cell could be read."""
        return not any(remark.code.severity is Severity.ERROR for remark in self.remarks)


class _Refused(Exception):
    def __init__(self, remark: Remark) -> None:
        super().__init__(remark.message)
        self.remark = remark


def read_cell(key: str, cell: Cell | None) -> ReadCell:
    """The entry under a column's key."""
    if cell is None:
        return ReadCell(None)
    if cell.is_error or (cell.is_formula and cell.value is None):
        what = f"ô có lỗi {cell.value}" if cell.is_error else "ô công thức chưa có kết quả"
        hint = "gõ thẳng giá trị vào ô" if cell.is_error else "mở tệp bằng Excel, lưu lại, hoặc gõ thẳng giá trị vào ô"
        return ReadCell(None, (Remark(NO_RESULT, what, hint),))
    said: list[Remark] = []
    if cell.is_formula and cell.value != "":
        message = f"ô công thức: lấy kết quả đã lưu «{shown(cell)}»"
        said.append(Remark(FORMULA_RESULT, message, "gõ thẳng giá trị vào ô thì chắc chắn hơn"))
    if isinstance(cell.value, str):
        said += _control_remarks(cell.value)
        text = trimmed(clean(cell.value))
        if text.endswith(CUT_MARK):
            return ReadCell(None, (Remark(CUT_CELL, "ô dài quá giới hạn của Excel, giữ nguyên số liệu đã có"),), True)
        cell = cell._replace(value=text)
        if not text or (key not in _TEXT_KEYS and text in _NOTHING):
            return ReadCell(None, tuple(said))
    try:
        return ReadCell(_READERS.get(key, _text)(cell, said), tuple(said))
    except _Refused as refusal:
        return ReadCell(None, (*said, refusal.remark))


_TEXT_KEYS = frozenset(("result", "evidence", "explanation", "by", "note"))


def _control_remarks(value: str) -> list[Remark]:
    odd = sorted({letter for letter in value if letter in CONTROLS and letter not in "\r\x85\u2028\u2029"})
    if not odd:
        return []
    named = ", ".join(f"U+{ord(letter):04X}" for letter in odd)
    return [Remark(CONTROL_CHARACTER, f"ký tự điều khiển {named} được bỏ hoặc thay bằng xuống dòng")]


def _text(cell: Cell, said: list[Remark]) -> str:
    return shown(cell)


def shown(cell: Cell | None) -> str:
    """The value as a person sees it in the cell, nearly enough: decimal comma, days dd/mm/yyyy."""
    value = cell.value if cell is not None else None
    if cell is None or value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)) and "%" in cell.number_format:
        return _digits(value * 100) + "%"
    if isinstance(value, float):
        return _digits(value)
    if isinstance(value, (datetime, date)):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(value)


def _digits(number: float) -> str:
    return f"{round(number, 10):.15g}".replace(".", ",")


def _evidence(cell: Cell, said: list[Remark]) -> tuple[str, ...]:
    """One document a line; the merge tells a semicolon between documents from one within."""
    return tuple(line.strip() for line in shown(cell).split("\n") if line.strip())


def _status(cell: Cell, said: list[Remark]) -> Status:
    words = shown(cell)
    read = read_status(words)
    if read is None:
        raise _Refused(Remark(BAD_STATE, f"«{words}» không rõ là trạng thái nào", f"chọn một trong: {_CHOICES}"))
    status, is_exact = read
    if status is Status.NO_REPORT:
        raise _Refused(
            Remark(BAD_STATE, f"«{words}» không phải trạng thái báo cáo được", "chưa báo cáo thì để trống ô")
        )
    if not is_exact:
        said.append(Remark(READ_OTHERWISE, f"«{words}» đọc là «{status.label}»"))
    return status


def _number(cell: Cell) -> Decimal:
    """The number of a cell; in a percent format a number is counted in hundredths, a text may end in %."""
    value = cell.value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        number = Decimal(repr(value))
        return number * 100 if "%" in cell.number_format else number
    if not isinstance(value, str):
        raise Unclear("không phải số")
    return read_decimal(value.removesuffix("%").removesuffix("điểm"))


def _percent(cell: Cell, said: list[Remark]) -> int:
    words, hint = shown(cell), "ghi số nguyên từ 0 đến 100, không có dấu %"
    try:
        number = _number(cell)
    except Unclear as cause:
        raise _Refused(Remark(BAD_NUMBER, f"tiến độ «{words}» {cause}", hint)) from None
    if abs(number - number.to_integral_value()) > _TINY:
        share = f"{(number * 100).normalize():f}".replace(".", ",")
        near = f"nếu là {share}% thì ghi {share}" if 0 < number < 1 else hint
        raise _Refused(Remark(BAD_NUMBER, f"tiến độ «{words}» không phải số nguyên", near))
    percent = int(number.to_integral_value())
    if not 0 <= percent <= 100:
        raise _Refused(Remark(BAD_NUMBER, f"tiến độ «{words}» ngoài khoảng 0 đến 100", hint))
    return percent


def _score(cell: Cell, said: list[Remark]) -> Decimal:
    words, hint = shown(cell), "ghi số có nhiều nhất hai chữ số thập phân, như 1,25"
    is_share = words.endswith("%")
    try:
        number = _number(cell)
    except Unclear as cause:
        raise _Refused(Remark(BAD_NUMBER, f"điểm «{words}» {cause}", hint)) from None
    rounded = number.quantize(Decimal("0.01")) if abs(number) < 1_000_000 else number
    if is_share or abs(number - rounded) > _TINY or abs(number) >= 1_000_000:
        raise _Refused(Remark(BAD_NUMBER, f"điểm «{words}» không phải điểm số", hint))
    return rounded.normalize() if rounded % 1 else rounded.to_integral_value()


def _day(cell: Cell, said: list[Remark]) -> date:
    words, hint = shown(cell), "ghi ngày/tháng/năm, như 28/6/2024"
    try:
        read = read_day(cell.value, cell.day_zero)
    except Unclear as cause:
        raise _Refused(Remark(BAD_DAY, f"«{words}» {cause}", hint)) from None
    if read.is_month_first:
        said.append(Remark(READ_OTHERWISE, f"«{words}» đọc là ngày {read.day:%d/%m/%Y} (tháng ghi trước ngày)"))
    return read.day


_READERS: dict[str, Callable[[Cell, list[Remark]], Entry]] = {
    "status": _status,
    "percent": _percent,
    "evidence": _evidence,
    "self_score": _score,
    "date": _day,
}
