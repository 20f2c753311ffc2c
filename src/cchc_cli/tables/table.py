"""A table as values: columns, lines, footnotes."""

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import NamedTuple


class Kind(Enum):
    """What the cells of a column are, so that each output formats them its own way."""

    TEXT = "text"
    LABEL = "label"
    NUMBER = "number"
    DECIMAL = "decimal"
    PERCENT = "percent"
    SHARE = "share"
    SCORE = "score"
    DAY = "day"
    STATE = "state"

    @property
    def is_numeric(self) -> bool:
        """Whether the cells are numbers, which stand on the right."""
        return self in (Kind.NUMBER, Kind.DECIMAL, Kind.PERCENT, Kind.SHARE, Kind.SCORE)


class Shown(Enum):
    """Where a column stands: on every output, only where a person reads a narrow page, or only in files."""

    EVERYWHERE = "everywhere"
    ON_SCREEN = "on_screen"
    IN_FILES = "in_files"


class Rank(Enum):
    """What a line is."""

    AREA = "area"
    CRITERION = "criterion"
    ROW = "row"
    TOTAL = "total"


class Link(NamedTuple):
    """A text that leads to another section of the same report, or to the row of a code in that section's main table."""

    text: str
    section: str
    code: str | None = None

    def __str__(self) -> str:
        return self.text


Value = str | int | Decimal | date | Link | None


class Column(NamedTuple):
    """A column: `width` is in characters of a spreadsheet, `short` the heading where room is scarce.

    Where a column `merges`, equal cells that follow each other in it are one cell on paper.
    """

    key: str
    heading: str
    kind: Kind = Kind.TEXT
    width: int = 12
    shown: Shown = Shown.EVERYWHERE
    short: str | None = None
    merges: bool = False


class Line(NamedTuple):
    """A line of cells, one a column; `facets` are its values in each of the ways in which the table can be narrowed."""

    cells: tuple[Value, ...]
    rank: Rank = Rank.ROW
    facets: tuple[tuple[str, ...], ...] = ()


class Table(NamedTuple):
    """Columns and lines, with a title, and notes that stand below."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    title: str | None = None
    notes: tuple[str, ...] = ()
    label: str | None = None

    def only(self, *places: Shown) -> "Table":
        """The table with the columns that stand in one of these places."""
        return self._keep([index for index, column in enumerate(self.columns) if column.shown in places])

    def without(self, key: str) -> "Table":
        """The table without one column."""
        return self._keep([index for index, column in enumerate(self.columns) if column.key != key])

    def without_empty(self, *keys: str) -> "Table":
        """The table without those of these columns that hold nothing, as where a plan never speaks of them."""
        empty = [
            index
            for index, column in enumerate(self.columns)
            if column.key in keys and all(line.cells[index] in (None, "") for line in self.lines)
        ]
        return self._keep([index for index in range(len(self.columns)) if index not in empty])

    def aside_where_empty(self, *keys: str) -> "Table":
        """The table with those of these columns that hold nothing left to files, whose columns are always the same."""
        columns = tuple(
            column._replace(shown=Shown.IN_FILES)
            if column.key in keys and all(line.cells[index] in (None, "") for line in self.lines)
            else column
            for index, column in enumerate(self.columns)
        )
        return self._replace(columns=columns)

    def _keep(self, kept: list[int]) -> "Table":
        if len(kept) == len(self.columns):
            return self
        lines = tuple(line._replace(cells=tuple(line.cells[index] for index in kept)) for line in self.lines)
        return self._replace(columns=tuple(self.columns[index] for index in kept), lines=lines)

    def values(self, key: str) -> tuple[Value, ...]:
        """The cells of a column, those of totals left out."""
        index = next(index for index, column in enumerate(self.columns) if column.key == key)
        return tuple(line.cells[index] for line in self.lines if line.rank is not Rank.TOTAL)

    @property
    def on_screen(self) -> "Table":
        """The table as a narrow page shows it."""
        return self.only(Shown.EVERYWHERE, Shown.ON_SCREEN)

    @property
    def in_files(self) -> "Table":
        """The table as files carry it."""
        return self.only(Shown.EVERYWHERE, Shown.IN_FILES)
