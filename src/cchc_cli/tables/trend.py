"""States at each month's end, beside a straight line to the year's end."""

from collections.abc import Sequence
from datetime import date, timedelta

from cchc_cli.model.states import LATE_LABEL, Status
from cchc_cli.standing.trend import TrendPoint
from cchc_cli.tables.rows import Record
from cchc_cli.tables.table import Column, Kind, Line, Table, Value

_NOTES = (
    "Đường thẳng: số dòng hoàn thành nếu mỗi ngày trong năm hoàn thành như nhau, đến 31/12 thì đủ.",
    "Mỗi mốc tính những gì đã báo cáo đến ngày đó; báo cáo của một kỳ gửi sau ngày chốt kỳ tính vào ngày gửi.",
)


def build_trend_table(points: Sequence[TrendPoint]) -> Table:
    """A line a day: how many rows are in each state, and how many a straight line has done; blank what is to come."""
    columns = (
        Column("mark", "Mốc", Kind.LABEL, 44),
        Column("day", "Đến ngày", Kind.DAY, 12),
        Column(Status.DONE.value, Status.DONE.label, Kind.NUMBER, 10),
        Column("expected", "Theo đường thẳng", Kind.DECIMAL, 11),
        *(Column(status.value, status.label, Kind.NUMBER, 11) for status in Status if status is not Status.DONE),
        Column("late", LATE_LABEL, Kind.NUMBER, 10),
    )
    year = points[0].day.year
    return Table(columns, tuple(Line(_cells(point, year)) for point in points), None, _NOTES)


def _mark(day: date, year: int) -> str:
    """What a day is called on the axis of a chart: its month where it is that month's end."""
    suffix = "" if day.year == year else f"/{day.year}"
    is_end = (day + timedelta(days=1)).day == 1
    return f"T{day.month}{suffix}" if is_end else f"{day:%d/%m}{suffix}"


def _cells(point: TrendPoint, year: int) -> tuple[Value, ...]:
    counted = point.counted
    others = (counted.of(status) if counted else None for status in Status if status is not Status.DONE)
    done = counted.of(Status.DONE) if counted else None
    return (_mark(point.day, year), point.day, done, point.expected, *others, counted.late if counted else None)


def trend_records(points: Sequence[TrendPoint]) -> list[Record]:
    """The days as programs read them; `states` is null for a day that is to come."""
    return [
        {
            "day": point.day,
            "states": {status.value: number for status, number in point.counted.counts} if point.counted else None,
            "late": point.counted.late if point.counted else None,
            "expected": point.expected,
        }
        for point in points
    ]
