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
from typing import Annotated, Literal, NamedTuple, TypeVar

from pydantic_core import PydanticCustomError, core_schema
from pydantic_core.core_schema import ValidationInfo

from cchc_cli.diagnostics import Code
from cchc_cli.model import codes
from cchc_cli.model.states import Basis, Period, Status
from cchc_cli.text import nearest, unmarked_key

_CODE = re.compile(r"(?:\d+|[IVXLC]+)(?:\.(?:\d+|[IVXLC]+))*")
_AGENCY_ID = re.compile(r"[a-z][a-z0-9_-]*")
_AGENCY_ID_HINT = "ghi id của cơ quan trong agencies.yaml (chữ thường không dấu, chữ số, gạch nối), như snv"
_DIGITS = re.compile(r"[0-9]{1,9}")
_YEAR = re.compile(r"[12][0-9]{3}")
_SCORE = re.compile(r"-?[0-9]{1,6}(?:[.,][0-9]{1,2})?")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_PRINTED_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_ISSUED = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_CLOSING_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}")

Choice = TypeVar("Choice", bound=Enum)


Schema = dict[str, object]


class Read:
    """Makes a field's type of a reader, in an `Annotated`. pydantic's own validators would inspect the reader's
    signature and build a schema of the result type beside it, which costs a third of the time to list a plan.

    `schema` is what JSON Schema can say of the value as YAML programs read it: 12 as a number, 2024-06-28 as a text.
    """

    __slots__ = ("reader", "schema")

    def __init__(self, reader: Callable[[object], object], schema: Schema) -> None:
        self.reader = reader
        self.schema = schema

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> core_schema.CoreSchema:
        """What pydantic asks of a type's annotation."""
        return core_schema.no_info_plain_validator_function(self.reader)

    def __get_pydantic_json_schema__(self, core: object, handler: object) -> Schema:
        """What pydantic asks of a type's annotation when it describes a model."""
        return dict(self.schema)


class ReadAndNote:
    """As `Read`, for a reader that notes what it read by leniency."""

    __slots__ = ("reader", "schema")

    def __init__(self, reader: Callable[[object, ValidationInfo], object], schema: Schema) -> None:
        self.reader = reader
        self.schema = schema

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> core_schema.CoreSchema:
        """What pydantic asks of a type's annotation."""
        return core_schema.with_info_plain_validator_function(self.reader)

    def __get_pydantic_json_schema__(self, core: object, handler: object) -> Schema:
        """What pydantic asks of a type's annotation when it describes a model."""
        return dict(self.schema)


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
    raise fault(codes.WRONG_TYPE, f"cần một giá trị, lại là {kind}", "ghi giá trị ngay sau dấu hai chấm")


def _text(value: object) -> str:
    text = _scalar(value).strip()
    if not text:
        raise fault(codes.EMPTY_VALUE, "giá trị rỗng", "ghi giá trị, hoặc xóa cả khóa")
    return text


def _code(value: object) -> str:
    text = _scalar(value)
    if _CODE.fullmatch(text):
        return text
    raise fault(codes.BAD_CODE, f"«{text}» không phải mã", 'mã là các số cách nhau bằng dấu chấm, như "1.3.1"')


def _agency_id(value: object) -> str:
    text = _scalar(value)
    if _AGENCY_ID.fullmatch(text):
        return text
    plain = unmarked_key(text)
    hint = f"có phải «{plain}»?" if " " not in text and _AGENCY_ID.fullmatch(plain) else _AGENCY_ID_HINT
    raise fault(codes.BAD_AGENCY_ID, f"«{text}» không phải id cơ quan", hint)


def _whole_number(value: object) -> int:
    text = _scalar(value)
    if _DIGITS.fullmatch(text):
        return int(text)
    raise fault(codes.BAD_NUMBER, f"«{text}» không phải số nguyên", "chỉ ghi chữ số, như 12")


def _year(value: object) -> int:
    text = _scalar(value)
    if _YEAR.fullmatch(text):
        return int(text)
    raise fault(codes.BAD_NUMBER, f"«{text}» không phải năm", "ghi bốn chữ số, như 2024")


def _stt(value: object) -> int:
    number = _whole_number(value)
    if number == 0:
        raise fault(codes.BAD_NUMBER, "số thứ tự bắt đầu từ 1", "ghi số in trong văn bản")
    return number


def _percent(value: object) -> int:
    text = _scalar(value)
    if re.fullmatch(r"-?[0-9]{1,9}", text) and not 0 <= int(text) <= 100:
        raise fault(codes.PERCENT_OUT_OF_RANGE, f"tiến độ {text} ngoài khoảng 0 đến 100", "ghi số nguyên từ 0 đến 100")
    if not _DIGITS.fullmatch(text):
        raise fault(codes.BAD_NUMBER, f"«{text}» không phải số nguyên", "ghi số nguyên từ 0 đến 100, không có dấu %")
    return int(text)


def _score(value: object, info: ValidationInfo) -> Decimal:
    text = _scalar(value)
    if not _SCORE.fullmatch(text):
        hint = "ghi chữ số với nhiều nhất hai chữ số sau dấu chấm, như 1.25"
        raise fault(codes.BAD_NUMBER, f"«{text}» không phải điểm số", hint)
    if "," in text:
        _note(info, codes.COMMA_DECIMAL, text, text.replace(",", "."))
    return Decimal(text.replace(",", "."))


def _truth(value: object) -> bool:
    text = _scalar(value)
    if text in ("true", "false"):
        return text == "true"
    raise fault(codes.BAD_CHOICE, f"«{text}» không phải true hay false", "ghi true (đúng) hoặc false (sai)")


def _day(value: object, info: ValidationInfo) -> date:
    text = _scalar(value)
    if found := _ISO_DAY.fullmatch(text):
        year, month, day = found.groups()
    elif found := _PRINTED_DAY.fullmatch(text):
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


def _moment(value: object) -> datetime:
    text = _scalar(value)
    try:
        if _MOMENT.fullmatch(text):
            return datetime.fromisoformat(text)
    except ValueError:
        pass
    raise fault(codes.BAD_DAY, f"«{text}» không phải thời điểm", "chương trình tự ghi, như 2024-07-03T09:12:05")


def _issued(value: object) -> str:
    text = _scalar(value)
    if _ISSUED.fullmatch(text):
        year, month, day = (*(int(part) for part in text.split("-")), 1, 1)[:3]
        if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
            return text
    raise fault(codes.BAD_DAY, f"«{text}» không phải ngày ban hành", "ghi 2024, 2024-06 hoặc 2024-06-28")


def _closing_day(value: object) -> tuple[int, int]:
    text = _scalar(value)
    if found := _CLOSING_DAY.fullmatch(text):
        day, month = int(found[1]), int(found[2])
        if 1 <= month <= 12 and 1 <= day <= monthrange(2023, month)[1]:
            return month, day
    raise fault(codes.BAD_DAY, f"«{text}» không phải ngày chốt kỳ", "ghi ngày/tháng, như 14/6")


def _note(info: ValidationInfo, code: Code, written: str, better: str) -> None:
    context: list[Lenient] | None = info.context
    if context is not None:
        context.append(Lenient(code, written, better))


def _choice(kind: type[Choice], allowed: tuple[Choice, ...] | None = None) -> Callable[[object], Choice]:
    members = {str(member.value): member for member in (allowed or kind)}

    def read(value: object) -> Choice:
        text = _scalar(value)
        if text in members:
            return members[text]
        near = _labelled(text, members) or nearest(text, tuple(members))
        hint = f"có phải «{near}»?" if near else f"chọn một trong: {', '.join(members)}"
        raise fault(codes.BAD_CHOICE, f"«{text}» không có trong các giá trị cho phép", hint)

    return read


def _labelled(text: str, members: Mapping[str, Enum]) -> str | None:
    """The value whose Vietnamese label the text is."""
    key = unmarked_key(text)
    return next((value for value, one in members.items() if unmarked_key(getattr(one, "label", "")) == key), None)


def _members(value: object) -> tuple[str, ...] | Literal["all"]:
    if value == "all":
        return "all"
    if not isinstance(value, list):
        raise fault(codes.WRONG_TYPE, "cần một danh sách id, hoặc từ all", "đặt trong ngoặc vuông, như [snv, stc]")
    return tuple(_agency_id(item) for item in value)


class Target(Enum):
    """What a plan sets for a row: keep the points, or get more."""

    MAINTAIN = "maintain"
    IMPROVE = "improve"

    @property
    def label(self) -> str:
        """The target in Vietnamese."""
        return "duy trì" if self is Target.MAINTAIN else "cải thiện"


class Method(Enum):
    """How a row is scored; a surveyed row has neither self-score nor evidence."""

    SELF = "self"
    SURVEY = "survey"

    @property
    def label(self) -> str:
        """The method in Vietnamese."""
        return "tự đánh giá" if self is Method.SELF else "điều tra xã hội học"


REPORTED = tuple(status for status in Status if status is not Status.NO_REPORT)

_TEXT: Schema = {"type": ["string", "number", "boolean"], "minLength": 1}
_ID: Schema = {"type": "string", "pattern": f"^{_AGENCY_ID.pattern}$"}
_DAY: Schema = {"type": "string", "pattern": f"^(?:{_ISO_DAY.pattern}|{_PRINTED_DAY.pattern})$"}


def _number(pattern: str, lowest: int, highest: int | None = None) -> Schema:
    """A whole number, which may stand in quotes."""
    limits = {"minimum": lowest} if highest is None else {"minimum": lowest, "maximum": highest}
    return {"type": ["integer", "string"], "pattern": f"^{pattern}$", **limits}


def _one_of(kind: type[Choice], allowed: tuple[Choice, ...] | None = None) -> Read:
    return Read(_choice(kind, allowed), {"type": "string", "enum": [member.value for member in (allowed or kind)]})


Text = Annotated[str, Read(_text, _TEXT)]
RowCode = Annotated[str, Read(_code, {"type": "string", "pattern": f"^{_CODE.pattern}$"})]
AgencyId = Annotated[str, Read(_agency_id, _ID)]
Stt = Annotated[int, Read(_stt, _number(_DIGITS.pattern, 1))]
Year = Annotated[int, Read(_year, _number(_YEAR.pattern, 1000, 2999))]
Percent = Annotated[int, Read(_percent, _number("0*(?:100|[0-9]{1,2})", 0, 100))]
Score = Annotated[Decimal, ReadAndNote(_score, {"type": ["number", "string"], "pattern": f"^{_SCORE.pattern}$"})]
Truth = Annotated[bool, Read(_truth, {"enum": [True, False, "true", "false"]})]
Day = Annotated[date, ReadAndNote(_day, _DAY)]
Moment = Annotated[datetime, Read(_moment, {"type": "string", "pattern": f"^{_MOMENT.pattern}$"})]
Issued = Annotated[str, Read(_issued, _number(_ISSUED.pattern, 1000, 9999))]
ClosingDay = Annotated[tuple[int, int], Read(_closing_day, {"type": "string", "pattern": f"^{_CLOSING_DAY.pattern}$"})]
AgencyIds = tuple[AgencyId, ...]
_MEMBERS: Schema = {"type": ["array", "string"], "items": _ID, "pattern": "^all$"}
Members = Annotated[tuple[str, ...] | Literal["all"], Read(_members, _MEMBERS)]
Texts = tuple[Text, ...]
ReportedStatus = Annotated[Status, _one_of(Status, REPORTED)]
PeriodName = Annotated[Period, _one_of(Period)]
BasisName = Annotated[Basis, _one_of(Basis, (Basis.STATED, Basis.INFERRED))]
TargetName = Annotated[Target, _one_of(Target)]
MethodName = Annotated[Method, _one_of(Method)]
