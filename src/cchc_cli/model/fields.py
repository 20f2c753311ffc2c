"""The types of the fields in a data file: how each is read, and what JSON Schema can say of it."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Literal

from pydantic_core import core_schema
from pydantic_core.core_schema import ValidationInfo

from cchc_cli.model.reading import (
    AGENCY_ID,
    CLOSING_DAY,
    CODE,
    DIGITS,
    ISO_DAY,
    ISSUED,
    MOMENT,
    PRINTED_DAY,
    SCORE,
    YEAR,
    Choice,
    read_agency_id,
    read_choice,
    read_closing_day,
    read_code,
    read_day,
    read_issued,
    read_members,
    read_moment,
    read_percent,
    read_score,
    read_stt,
    read_text,
    read_truth,
    read_year,
)
from cchc_cli.model.states import Basis, Period, Status

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
_ID: Schema = {"type": "string", "pattern": f"^{AGENCY_ID.pattern}$"}
_DAY: Schema = {"type": "string", "pattern": f"^(?:{ISO_DAY.pattern}|{PRINTED_DAY.pattern})$"}


def _number(pattern: str, lowest: int, highest: int | None = None) -> Schema:
    """A whole number, which may stand in quotes."""
    limits = {"minimum": lowest} if highest is None else {"minimum": lowest, "maximum": highest}
    return {"type": ["integer", "string"], "pattern": f"^{pattern}$", **limits}


def _one_of(kind: type[Choice], allowed: tuple[Choice, ...] | None = None) -> Read:
    return Read(read_choice(kind, allowed), {"type": "string", "enum": [member.value for member in (allowed or kind)]})


Text = Annotated[str, Read(read_text, _TEXT)]
RowCode = Annotated[str, Read(read_code, {"type": "string", "pattern": f"^{CODE.pattern}$"})]
AgencyId = Annotated[str, Read(read_agency_id, _ID)]
Stt = Annotated[int, Read(read_stt, _number(DIGITS.pattern, 1))]
Year = Annotated[int, Read(read_year, _number(YEAR.pattern, 1000, 2999))]
Percent = Annotated[int, Read(read_percent, _number("0*(?:100|[0-9]{1,2})", 0, 100))]
Score = Annotated[Decimal, ReadAndNote(read_score, {"type": ["number", "string"], "pattern": f"^{SCORE.pattern}$"})]
Truth = Annotated[bool, Read(read_truth, {"enum": [True, False, "true", "false"]})]
Day = Annotated[date, ReadAndNote(read_day, _DAY)]
Moment = Annotated[datetime, Read(read_moment, {"type": "string", "pattern": f"^{MOMENT.pattern}$"})]
Issued = Annotated[str, Read(read_issued, _number(ISSUED.pattern, 1000, 9999))]
ClosingDay = Annotated[
    tuple[int, int], Read(read_closing_day, {"type": "string", "pattern": f"^{CLOSING_DAY.pattern}$"})
]
AgencyIds = tuple[AgencyId, ...]
_MEMBERS: Schema = {"type": ["array", "string"], "items": _ID, "pattern": "^all$"}
Members = Annotated[tuple[str, ...] | Literal["all"], Read(read_members, _MEMBERS)]
Texts = tuple[Text, ...]
ReportedStatus = Annotated[Status, _one_of(Status, REPORTED)]
PeriodName = Annotated[Period, _one_of(Period)]
BasisName = Annotated[Basis, _one_of(Basis, (Basis.STATED, Basis.INFERRED))]
TargetName = Annotated[Target, _one_of(Target)]
MethodName = Annotated[Method, _one_of(Method)]
