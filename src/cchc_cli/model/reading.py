"""How the texts of a data file become values: our own patterns, none of pydantic's lax conversions.

A reader takes the text of one field and gives its value, or says what is wrong as a `PydanticCustomError`
whose type is the id of a code; a text read by leniency is noted in the validation context.
"""

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
import re
from typing import Literal, NamedTuple, TypeVar

from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import ValidationInfo

from cchc_cli.diagnostics import Code
from cchc_cli.model import codes
from cchc_cli.text import nearest, unmarked_key

LONGEST = 32_767  # what a cell of a spreadsheet can hold
CODE = re.compile(r"(?:[0-9]{1,9}|[IVXLC]{1,15})(?:\.(?:[0-9]{1,9}|[IVXLC]{1,15})){0,9}")
AGENCY_ID = re.compile(r"[a-z][a-z0-9_-]*")
_AGENCY_ID_HINT = "ghi id của cơ quan trong agencies.yaml (chữ thường không dấu, chữ số, gạch nối), như snv"
DIGITS = re.compile(r"[0-9]{1,9}")
YEAR = re.compile(r"[12][0-9]{3}")
SCORE = re.compile(r"-?[0-9]{1,6}(?:[.,][0-9]{1,2})?")
ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
PRINTED_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
ISSUED = re.compile(r"[12][0-9]{3}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
CLOSING_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})")
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}")

Choice = TypeVar("Choice", bound=Enum)


class Lenient(NamedTuple):
    """A value that was read although it is not in the house form: code of the warning, the text, the form to write."""

    code: Code
    written: str
    better: str


def fault(code: Code, message: str, hint: str = "") -> PydanticCustomError:
    """The error of a field: its code, what is wrong, what to do."""
    return PydanticCustomError(code.id, "{message}", {"message": message, "hint": hint})


def _scalar(value: object) -> str:
    if isinstance(value, str):
        return value
    kind = "danh sách" if isinstance(value, list) else "nhóm khóa"
    if value is None:
        raise fault(codes.EMPTY_VALUE, "bỏ trống", "ghi giá trị, hoặc xóa cả khóa")
    hint = "giá trị có dấu hai chấm thì đặt cả trong ngoặc kép; nếu không, ghi một giá trị ngay sau dấu hai chấm"
    raise fault(codes.WRONG_TYPE, f"cần một giá trị, lại là {kind}", hint)


def read_text(value: object) -> str:
    """A text without spaces around it, never empty."""
    text = _scalar(value).strip()
    if not text:
        raise fault(codes.EMPTY_VALUE, "giá trị rỗng", "ghi giá trị, hoặc xóa cả khóa")
    if len(text) > LONGEST:
        raise fault(
            codes.TOO_LONG, f"giá trị dài {len(text)} ký tự", f"một ô Excel chỉ chứa {LONGEST} ký tự; chia nhỏ ra"
        )
    return text


def read_code(value: object) -> str:
    """A code as it stands: `1.10` stays `1.10`."""
    text = _scalar(value)
    if CODE.fullmatch(text):
        return text
    bare = text.strip("“”‘’").replace(",", ".")
    hint = f'viết: "{bare}"' if CODE.fullmatch(bare) else 'mã là các số cách nhau bằng dấu chấm, như "1.3.1"'
    raise fault(codes.BAD_CODE, f"«{text}» không phải mã", hint)


def read_agency_id(value: object) -> str:
    """The id of an agency."""
    text = _scalar(value)
    if AGENCY_ID.fullmatch(text):
        return text
    parts = re.split(r"[;,，、.\s]+", text)
    if len(parts) > 1 and all(AGENCY_ID.fullmatch(part) for part in parts):
        hint = f"các id cách nhau bằng dấu phẩy: [{', '.join(parts)}]"
        raise fault(codes.BAD_AGENCY_ID, f"«{text}» không phải id cơ quan", hint)
    plain = unmarked_key(text)
    hint = f"có phải «{plain}»?" if " " not in text and AGENCY_ID.fullmatch(plain) else _AGENCY_ID_HINT
    raise fault(codes.BAD_AGENCY_ID, f"«{text}» không phải id cơ quan", hint)


def read_whole_number(value: object) -> int:
    """A whole number of plain digits."""
    text = _scalar(value)
    if DIGITS.fullmatch(text):
        return int(text)
    raise fault(codes.BAD_NUMBER, f"«{text}» không phải số nguyên", "chỉ ghi chữ số, như 12")


def read_year(value: object) -> int:
    """A year of four digits."""
    text = _scalar(value)
    if YEAR.fullmatch(text):
        return int(text)
    raise fault(codes.BAD_NUMBER, f"«{text}» không phải năm", "ghi bốn chữ số, như 2024")


def read_stt(value: object) -> int:
    """A row number, from 1."""
    number = read_whole_number(value)
    if number == 0:
        raise fault(codes.BAD_NUMBER, "số thứ tự bắt đầu từ 1", "ghi số in trong văn bản")
    return number


def read_percent(value: object) -> int:
    """A whole number from 0 to 100."""
    text = _scalar(value)
    if re.fullmatch(r"-?[0-9]{1,9}", text) and not 0 <= int(text) <= 100:
        raise fault(codes.PERCENT_OUT_OF_RANGE, f"tiến độ {text} ngoài khoảng 0 đến 100", "ghi số nguyên từ 0 đến 100")
    if not DIGITS.fullmatch(text):
        raise fault(codes.BAD_NUMBER, f"«{text}» không phải số nguyên", "ghi số nguyên từ 0 đến 100, không có dấu %")
    return int(text)


def read_score(value: object, info: ValidationInfo) -> Decimal:
    """An exact decimal with at most two places; a comma is noted."""
    text = _scalar(value)
    if not SCORE.fullmatch(text):
        hint = "ghi chữ số với nhiều nhất hai chữ số sau dấu chấm, như 1.25"
        raise fault(codes.BAD_NUMBER, f"«{text}» không phải điểm số", hint)
    if "," in text:
        _note(info, codes.COMMA_DECIMAL, text, text.replace(",", "."))
    return Decimal(text.replace(",", "."))


def read_truth(value: object) -> bool:
    """`true` or `false`, nothing else."""
    text = _scalar(value)
    if text in ("true", "false"):
        return text == "true"
    raise fault(codes.BAD_CHOICE, f"«{text}» không phải true hay false", "ghi true (đúng) hoặc false (sai)")


def read_day(value: object, info: ValidationInfo) -> date:
    """A day that exists; one written d/m/yyyy is noted."""
    text = _scalar(value)
    if found := ISO_DAY.fullmatch(text):
        year, month, day = found.groups()
    elif found := PRINTED_DAY.fullmatch(text):
        day, month, year = found.groups()
    else:
        raise fault(codes.BAD_DAY, f"«{text}» không phải ngày", "ghi năm-tháng-ngày, như 2024-06-28")
    try:
        read = date(int(year), int(month), int(day))
    except ValueError:
        raise fault(codes.BAD_DAY, f"không có ngày «{text}»", "xem lại ngày và tháng") from None
    if "/" in text:
        _note(info, codes.PRINTED_DAY, text, read.isoformat())
    return read


def read_moment(value: object) -> datetime:
    """A moment to the second."""
    text = _scalar(value)
    try:
        if MOMENT.fullmatch(text):
            return datetime.fromisoformat(text)
    except ValueError:
        pass
    raise fault(codes.BAD_DAY, f"«{text}» không phải thời điểm", "chương trình tự ghi, như 2024-07-03T09:12:05")


def read_issued(value: object) -> str:
    """A year, month or day of issue, as it stands."""
    text = _scalar(value)
    if ISSUED.fullmatch(text):
        year, month, day = (*(int(part) for part in text.split("-")), 1, 1)[:3]
        if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
            return text
    printed = re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", text)
    hint = "ghi 2024, 2024-06 hoặc 2024-06-28"
    if printed:
        hint = f"viết năm-tháng-ngày: {printed[3]}-{printed[2]:0>2}-{printed[1]:0>2}"
    raise fault(codes.BAD_DAY, f"«{text}» không phải ngày ban hành", hint)


def read_closing_day(value: object) -> tuple[int, int]:
    """Day and month, as month and day."""
    text = _scalar(value)
    if found := CLOSING_DAY.fullmatch(text):
        day, month = int(found[1]), int(found[2])
        if 1 <= month <= 12 and 1 <= day <= monthrange(2023, month)[1]:
            return month, day
        raise fault(codes.BAD_DAY, f"năm nào cũng phải có ngày «{text}»", "xem lại ngày và tháng")
    raise fault(codes.BAD_DAY, f"«{text}» không phải ngày chốt kỳ", "ghi ngày/tháng, như 14/6")


def _note(info: ValidationInfo, code: Code, written: str, better: str) -> None:
    context: list[Lenient] | None = info.context
    if context is not None:
        context.append(Lenient(code, written, better))


def read_choice(kind: type[Choice], allowed: tuple[Choice, ...] | None = None) -> Callable[[object], Choice]:
    """A reader of one of an enumeration's values."""
    members = {str(member.value): member for member in (allowed or kind)}

    def read(value: object) -> Choice:
        text = _scalar(value)
        if text in members:
            return members[text]
        near = text.lower() if text.lower() in members else _labelled(text, members) or nearest(text, tuple(members))
        hint = f"có phải «{near}»?" if near else f"chọn một trong: {', '.join(members)}"
        raise fault(codes.BAD_CHOICE, f"«{text}» không có trong các giá trị cho phép", hint)

    return read


def _labelled(text: str, members: Mapping[str, Enum]) -> str | None:
    """The value whose Vietnamese label the text is."""
    key = unmarked_key(text)
    return next((value for value, one in members.items() if unmarked_key(getattr(one, "label", "")) == key), None)


def read_members(value: object) -> tuple[str, ...] | Literal["all"]:
    """The ids of a group's members, or `all`."""
    if value == "all":
        return "all"
    if not isinstance(value, list):
        raise fault(codes.WRONG_TYPE, "cần một danh sách id, hoặc từ all", "đặt trong ngoặc vuông, như [snv, stc]")
    return tuple(read_agency_id(item) for item in value)
