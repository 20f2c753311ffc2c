"""States of a row and reporting periods, with the words people see."""

from enum import Enum

LATE_LABEL = "Quá hạn"
UNNAMED_ROW = "(không có trong văn bản)"


class Status(Enum):
    """The state of a row or of one of its leads. `NO_REPORT` is computed, never stored."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"
    NO_REPORT = "no_report"

    @property
    def label(self) -> str:
        """The state in Vietnamese."""
        return _STATUS_LABELS[self]

    @property
    def fixed_percent(self) -> int | None:
        """The percent that the state itself says; None where it leaves that open, or has none."""
        return {Status.DONE: 100, Status.NOT_STARTED: 0}.get(self)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do, so that no deadline can be missed."""
        return self in (Status.DONE, Status.NOT_APPLICABLE)


class Period(Enum):
    """A reporting period; the order is the order of the year."""

    Q1 = "q1"
    H1 = "h1"
    M9 = "m9"
    YEAR = "year"

    @property
    def label(self) -> str:
        """The period in Vietnamese."""
        return _PERIOD_LABELS[self]

    @property
    def rank(self) -> int:
        """Place in the year, from 0."""
        return list(Period).index(self)


class Level(Enum):
    """How deep a row lies."""

    AREA = "area"
    CRITERION = "criterion"
    SUBCRITERION = "subcriterion"

    @property
    def label(self) -> str:
        """The level in Vietnamese."""
        return _LEVEL_LABELS[self]


class Basis(Enum):
    """What the leads of a row rest on."""

    STATED = "stated"
    INHERITED = "inherited"
    INFERRED = "inferred"

    @property
    def label(self) -> str:
        """The basis in Vietnamese."""
        return _BASIS_LABELS[self]


_STATUS_LABELS = {
    Status.NOT_STARTED: "Chưa thực hiện",
    Status.IN_PROGRESS: "Đang thực hiện",
    Status.DONE: "Hoàn thành",
    Status.NOT_MET: "Không đạt",
    Status.NOT_APPLICABLE: "Không áp dụng",
    Status.NO_REPORT: "Chưa báo cáo",
}
_PERIOD_LABELS = {Period.Q1: "quý I", Period.H1: "6 tháng", Period.M9: "9 tháng", Period.YEAR: "cả năm"}
_LEVEL_LABELS = {Level.AREA: "Lĩnh vực", Level.CRITERION: "Tiêu chí", Level.SUBCRITERION: "Tiêu chí thành phần"}
_BASIS_LABELS = {
    Basis.STATED: "ghi trong văn bản",
    Basis.INHERITED: "theo cấp trên",
    Basis.INFERRED: "suy ra",
}
