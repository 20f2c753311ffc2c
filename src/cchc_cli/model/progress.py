"""What one agency reports in one year: a log that is never rewritten."""

from dataclasses import dataclass, field

from cchc_cli.diagnostics import Origin
from cchc_cli.model.fields import Day, Moment, Percent, PeriodName, ReportedStatus, RowCode, Score, Text, Texts
from cchc_cli.model.written import Written


class Update(Written):
    """What an agency said of a row on a day. A field given as null or [] clears what was said before."""

    date: Day
    code: RowCode
    status: ReportedStatus
    percent: Percent | None = None
    period: PeriodName | None = None
    result: Text | None = None
    evidence: Texts | None = None
    explanation: Text | None = None
    self_score: Score | None = None
    note: Text | None = None
    by: Text | None = None
    entered: Moment | None = None


class Return(Written):
    """A form that was accepted for a period."""

    period: PeriodName
    date: Day
    by: Text | None = None
    entered: Moment | None = None


@dataclass(frozen=True)
class ProgressLog:
    """One file of `progress/`: the updates and returns of an agency in a year, in the order of the file.

    `is_whole` is False where an update, or the evidence of one, could not be read.
    """

    year: int
    agency: str
    updates: tuple[Update, ...]
    returns: tuple[Return, ...]
    origin: Origin = field(compare=False, repr=False)
    is_whole: bool = True
