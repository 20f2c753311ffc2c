"""The columns of a sheet, and which of them each column of a table takes."""

from collections.abc import Sequence

from cchc_cli.reports import TablePart
from cchc_cli.tables import Column

Span = tuple[int, int]  # the first and last column, counted from 1

_USUAL_WIDTH = 12.0
_GROWTH = 1.15
_ENOUGH = 0.9


def grid_of(parts: Sequence[TablePart], least: float) -> list[float]:
    """The widths of a sheet's columns, in characters, at least so many in all.

    They are those of the main table, else of the one with most columns; others widen them where that costs little.
    """
    widths: list[float] = []
    for part in sorted(parts, key=lambda part: (not part.is_main, -len(part.table.columns))):
        wider = _widened(widths, part.table.columns)
        if not widths or (len(wider) == len(widths) and sum(wider) <= sum(widths) * _GROWTH):
            widths = wider
    while sum(widths) < least:
        widths.append(_USUAL_WIDTH)
    return widths


def _widened(widths: Sequence[float], columns: Sequence[Column]) -> list[float]:
    most = max(len(widths), len(columns))
    wanted = [*(float(column.width) for column in columns), *[0.0] * (most - len(columns))]
    return [max(pair) for pair in zip(wanted, [*widths, *[0.0] * (most - len(widths))], strict=True)]


def spans_of(columns: Sequence[Column], widths: Sequence[float]) -> list[Span]:
    """The sheet's columns for each of a table: one where all are wide enough, else as many as it needs."""
    each = [(index, index) for index in range(1, len(columns) + 1)]
    if len(columns) > len(widths) or all(column.width <= widths[at] for at, column in enumerate(columns)):
        return each
    spans: list[Span] = []
    for number, column in enumerate(columns, start=1):
        first = last = spans[-1][1] + 1 if spans else 1
        farthest = len(widths) - (len(columns) - number)
        while last < farthest and sum(widths[first - 1 : last]) < column.width * _ENOUGH:
            last += 1
        spans.append((first, last))
    return spans


def width_of(widths: Sequence[float], span: Span) -> float:
    """The width of these columns together."""
    return sum(widths[span[0] - 1 : span[1]])


def shares_of(widths: Sequence[float], number: int) -> list[Span]:
    """The columns in so many parts, each ending at the column nearest to its share of the whole."""
    ends: list[int] = []
    for part in range(1, number):
        first, last = (ends[-1] if ends else 0) + 1, len(widths) - (number - part)
        share = sum(widths) * part / number
        ends.append(min(range(first, last + 1), key=lambda end: abs(sum(widths[:end]) - share)))
    return list(zip([1, *(end + 1 for end in ends)], [*ends, len(widths)], strict=True))
