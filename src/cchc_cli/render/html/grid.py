"""A table as a template lays it out: each cell with its text, look and heading; each line with what narrows it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from cchc_cli.model.states import Status
from cchc_cli.render.html.anchors import Anchors, code_place, main_table, row_anchor
from cchc_cli.render.machine import document_text
from cchc_cli.reports.parts import Choice, Section, TablePart
from cchc_cli.tables import Column, Kind, Line, Link, Rank, Value
from cchc_cli.text import clean

STATE_LOOKS = {status.label: f"state-{status.value}" for status in Status}
_LOOKS = {Kind.LABEL: "label", Kind.DAY: "day"}
_NAME = "name"  # the column of rows of the plan
_LONG = 20  # characters of a spreadsheet's column, from which on it holds sentences
_MANY = 8
_LARGE = 1000
_DEPTHS = {Rank.AREA: 0, Rank.CRITERION: 1, Rank.ROW: 2}


class Cell(NamedTuple):
    """A cell: `badge` is the look of a state's mark, `filled` how many percent of the cell's bar are full."""

    text: str
    look: str
    heading: str
    href: str | None
    badge: str | None
    filled: str | None


class Row(NamedTuple):
    """A line: the places of its facets among the options of each choice, and how deep it lies below headings."""

    rank: str
    anchor: str | None
    facets: str | None
    depth: int | None
    cells: tuple[Cell, ...]


class Head(NamedTuple):
    """The heading of a column."""

    text: str
    look: str


class Grid(NamedTuple):
    """A table; `title` is shown, `name` is what a region of the page is called.

    Where it `has_cards`, each line is a card on a phone, so that nobody has to scroll sideways to read it.
    """

    title: str | None
    name: str
    has_cards: bool
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    row_head: int | None
    notes: tuple[str, ...]
    choices: tuple[Choice, ...]
    has_search: bool

    @property
    def is_wide(self) -> bool:
        """Whether the table needs a sheet of paper that lies across."""
        return len(self.heads) > _MANY and self.has_cards

    @property
    def is_large(self) -> bool:
        """Whether a browser is slow to lay out all lines at once; columns then keep a width, whatever they hold."""
        return len(self.rows) > _LARGE and self.has_cards

    @property
    def has_controls(self) -> bool:
        """Whether the table can be narrowed."""
        return self.has_search or bool(self.choices)


def build_grid(part: TablePart, section: Section, anchors: Anchors) -> Grid:
    """The table of a part of a section, above its notes."""
    table = part.table
    row_head = _row_head(table.columns)
    looks = tuple(_look(column, index, row_head) for index, column in enumerate(table.columns))
    heads = tuple(Head(column.heading, look) for column, look in zip(table.columns, looks, strict=True))
    rows = tuple(_rows(part, section, looks, anchors))
    title = table.title or None
    name, notes = title or section.name, table.notes
    has_cards = part.is_main or any(column.key == _NAME for column in table.columns)
    return Grid(title, name, has_cards, heads, rows, row_head, notes, part.choices, part.has_filter)


def _row_head(columns: Sequence[Column]) -> int | None:
    """The place of the column that says what a line is about: the names, else the first that holds no numbers."""
    names = [index for index, column in enumerate(columns) if column.key == _NAME]
    texts = [index for index, column in enumerate(columns) if column.kind in (Kind.TEXT, Kind.LABEL)]
    return next(iter((*names, *texts)), None)


def _look(column: Column, index: int, row_head: int | None) -> str:
    look = "number" if column.kind.is_numeric else _LOOKS.get(column.kind, "")
    is_before = row_head is not None and index < row_head and column.kind in (Kind.NUMBER, Kind.LABEL)
    is_mark = column.kind is Kind.STATE or _is_late_mark(column)
    is_long = column.kind is Kind.TEXT and column.width >= _LONG
    words = {"before": is_before, "mark": is_mark, "long": is_long, "name": index == row_head}
    return " ".join(filter(None, (look, *(word for word, holds in words.items() if holds))))


def _is_late_mark(column: Column) -> bool:
    return column.key == "late" and not column.kind.is_numeric


def _rows(part: TablePart, section: Section, looks: Sequence[str], anchors: Anchors) -> Iterator[Row]:
    table = part.table
    place = code_place(table)
    options = [{value: index for index, (value, _) in enumerate(choice.options)} for choice in part.choices]
    has_anchors = part is main_table(section)
    seen = {""}
    for line in table.lines:
        code = str(line.cells[place] or "") if place is not None else ""
        own = row_anchor(section.key, code) if has_anchors and code not in seen else None
        seen.add(code)
        cells = tuple(
            _cell(value, column, look, anchors)
            for value, column, look in zip(line.cells, table.columns, looks, strict=True)
        )
        rank = "" if line.rank is Rank.ROW else line.rank.value
        yield Row(rank, own, _facets(line, options), _depth(line, code), cells)


def _facets(line: Line, options: Sequence[dict[str, int]]) -> str | None:
    """The places of a line's facets among the options: those of a choice with spaces between, choices with `;`."""
    if not options or line.rank is not Rank.ROW:
        return None
    given = (*line.facets, *((),) * len(options))
    return ";".join(
        " ".join(str(known[value]) for value in values if value in known)
        for values, known in zip(given, options, strict=False)
    )


def _depth(line: Line, code: str) -> int | None:
    """How many headings a line can stand below: as its code says, else as its rank does."""
    if line.rank is Rank.TOTAL:
        return None
    return code.count(".") if code else _DEPTHS[line.rank]


def _cell(value: Value, column: Column, look: str, anchors: Anchors) -> Cell:
    text = clean(document_text(value, column))
    href = anchors.of(value.section, value.code) if isinstance(value, Link) else None
    badge = None
    if text and column.kind is Kind.STATE:
        badge = STATE_LOOKS.get(text.partition(" (")[0], "state-other")  # what stands in brackets is beside the state
    elif text and _is_late_mark(column):
        badge = "late"
    if column.key == "late" and isinstance(value, int) and value:
        look = f"{look} some-late"
    return Cell(text, look, column.heading, href, badge, _filled(value, column))


def _filled(value: Value, column: Column) -> str | None:
    if column.kind is not Kind.PERCENT or not isinstance(value, int | Decimal):
        return None
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
