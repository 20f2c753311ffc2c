"""The columns of a sheet, and which of them each column of a table takes."""

from collections.abc import Sequence
from itertools import zip_longest
from math import ceil

from cchc_cli.render.excel.measure import width_for
from cchc_cli.reports import TablePart
from cchc_cli.tables import Column, Link, Table

Span = tuple[int, int]  # the first and last column, counted from 1

_USUAL_WIDTH = 12.0
_GROWTH = 1.15
_ENOUGH = 0.9
_TOO_WIDE = 2.0
_WIDEST_LINK, _SIZE = 60.0, 12.0


def grid_of(parts: Sequence[TablePart], least: float) -> list[float]:
    """The widths of a sheet's columns, in characters, at least so many in all.

    They are those of the main table, else of the one with most columns; others widen them where that costs little.
    """
    widths: list[float] = []
    for part in sorted(parts, key=lambda part: (not part.is_main, -len(part.table.columns))):
        wider = _widened(widths, _wanted(part.table))
        if not widths or (len(wider) == len(widths) and sum(wider) <= sum(widths) * _GROWTH):
            widths = wider
    while sum(widths) < least:
        widths.append(_USUAL_WIDTH)
    return widths


def _wanted(table: Table) -> list[float]:
    """The widths of a table's columns; links, which stand on one line, widen one up to a limit."""
    wanted = [float(column.width) for column in table.columns]
    for line in table.lines:
        for index, value in enumerate(line.cells):
            if isinstance(value, Link):
                wanted[index] = max(wanted[index], min(_WIDEST_LINK, ceil(width_for(value.text, _SIZE))))
    return wanted


def _widened(widths: Sequence[float], wanted: Sequence[float]) -> list[float]:
    return [max(pair) for pair in zip_longest(wanted, widths, fillvalue=0.0)]


def spans_of(columns: Sequence[Column], widths: Sequence[float]) -> list[Span]:
    """The sheet's columns for each of a table: one where all are wide enough, else as many as it needs.

    The first takes more where one of numbers would be far too wide.
    """
    each = [(index, index) for index in range(1, len(columns) + 1)]
    is_enough = all(column.width <= width for column, width in zip(columns, widths, strict=False))
    usual = each if len(columns) > len(widths) or is_enough else _spans(columns, widths, 1)
    if columns[0].kind.is_numeric or _excess(columns, usual, widths) <= _TOO_WIDE:
        return usual
    ends = range(usual[0][1] + 1, len(widths) - len(columns) + 2)
    ways = [usual, *(_spans(columns, widths, end) for end in ends)]
    excess = [_excess(columns, spans, widths) for spans in ways]
    return next(spans for spans, each in zip(ways, excess, strict=True) if each <= max(_TOO_WIDE, min(excess)))


def _excess(columns: Sequence[Column], spans: Sequence[Span], widths: Sequence[float]) -> float:
    """How many times as wide as is wanted a column of numbers is at most."""
    placed = zip(columns, spans, strict=True)
    return max(
        (width_of(widths, span) / column.width for column, span in placed if column.kind.is_numeric), default=0.0
    )


def _spans(columns: Sequence[Column], widths: Sequence[float], least: int) -> list[Span]:
    """As many columns of the sheet for each as it needs, for the first up to the least at the least."""
    spans: list[Span] = []
    for number, column in enumerate(columns, start=1):
        first = last = spans[-1][1] + 1 if spans else 1
        last = last if spans else least
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
