"""A document as it lies before the reader, whatever program wrote it: lines of text, and tables of cells in a grid."""

from enum import Enum
from typing import NamedTuple

from cchc_cli.diagnostics import CellRef, Span, TableRef


class Cover(Enum):
    """Which other cell a cell is merged into, so that what that one says holds for it."""

    NONE = "none"
    LEFT = "left"
    ABOVE = "above"


class Cell(NamedTuple):
    """A cell of a table's grid: its text cleaned and trimmed, its lines parted by line breaks, none of them blank.

    One that is merged into another has no text of its own.
    """

    text: str = ""
    cover: Cover = Cover.NONE


class Line(NamedTuple):
    """A line of text outside the tables: a title, a note."""

    text: str
    span: Span
    cell: CellRef | TableRef | None = None


class TableRow(NamedTuple):
    """A row of a table, one cell for each column of the grid; merged ones count as many columns as they cover.

    `span` and `cell` are its place as a person finds it: the line of a text file, the row of a sheet, the table and row
    of a document. `starts_page` where the document says that a page begins with it.
    """

    cells: tuple[Cell, ...]
    span: Span
    cell: CellRef | TableRef | None = None
    starts_page: bool = False


class Table(NamedTuple):
    """A table: its rows in order. A sheet of a workbook is one."""

    rows: tuple[TableRow, ...]


class Paper(NamedTuple):
    """The lines and tables of a document, in its order."""

    parts: tuple[Line | Table, ...]
