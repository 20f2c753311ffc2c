"""States at each month's end, beside a straight line to the year's end."""

from collections.abc import Sequence

from cchc_cli.model.states import LATE_LABEL, Status
from cchc_cli.standing.trend import TrendPoint
from cchc_cli.tables.rows import Record
from cchc_cli.tables.table import Column, Kind, Line, Table, Value

_NOTE = "Đường thẳng: số dòng hoàn thành nếu mỗi ngày trong năm hoàn thành như nhau, đến 31/12 thì đủ."


def build_trend_table(points: Sequence[TrendPoint]) -> Table:
    """A line a day: how many rows are in each state, and how many a straight line has done; blank what is to come."""
    columns = (
        Column("day", "Đến ngày", Kind.DAY, 44),
        Column(Status.DONE.value, Status.DONE.label, Kind.NUMBER, 10),
        Column("expected", "Theo đường thẳng", Kind.PERCENT, 11),
        *(Column(status.value, status.label, Kind.NUMBER, 11) for status in Status if status is not Status.DONE),
        Column("late", LATE_LABEL, Kind.NUMBER, 10),
    )
    return Table(columns, tuple(Line(_cells(point)) for point in points), "Diễn biến trong năm", (_NOTE,))


def _cells(point: TrendPoint) -> tuple[Value, ...]:
    counted = point.counted
    others = (counted.of(status) if counted else None for status in Status if status is not Status.DONE)
    done = counted.of(Status.DONE) if counted else None
    return (point.day, done, point.expected, *others, counted.late if counted else None)


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
