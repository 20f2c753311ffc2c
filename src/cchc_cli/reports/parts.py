"""What a report is made of, and how it is arranged. A renderer lays the parts out; it words nothing, counts nothing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from cchc_cli.tables import Column, Kind, Link, Table, Value


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an administrative document: the issuer's side, and the state's side with place and date.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I.
    """

    above: str | None
    issuer: str
    number: str
    nation: str
    motto: str
    place_and_date: str


class Weight(Enum):
    """How much a heading or paragraph stands out."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    NOTE = "note"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Heading:
    """A line over the whole width, centred."""

    text: str
    weight: Weight = Weight.TITLE


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence, or a link to another section."""

    text: str | Link
    weight: Weight = Weight.PLAIN


@dataclass(frozen=True, slots=True)
class Links:
    """Ways to other sections, side by side."""

    items: tuple[Link, ...]


class Choice(NamedTuple):
    """A way to narrow a table, by the facet of its lines at the same place: its name, and values with their labels."""

    label: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table; the main one of its section has its heading row frozen, repeated on each page, and filtered."""

    table: Table
    is_main: bool = False
    has_filter: bool = False
    choices: tuple[Choice, ...] = ()


class Tone(Enum):
    """How good a figure is."""

    PLAIN = "plain"
    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


class Figure(NamedTuple):
    """A key figure, what stands below it, and the section that tells it in full."""

    label: str
    value: Value
    kind: Kind = Kind.NUMBER
    note: str | None = None
    tone: Tone = Tone.PLAIN
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """The key figures, in large type."""

    items: tuple[Figure, ...]


class ChartKind(Enum):
    """What a chart draws: bars that lie across, one a category, in parts or whole; or lines from left to right."""

    STACKED = "stacked"
    BARS = "bars"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of columns of a table that stands in the same section; totals are left out.

    `label_key` is the column of the categories, `keys` are those of the series, each named by its heading. The
    description says in words what is to be seen.
    """

    title: str
    kind: ChartKind
    table: Table
    label_key: str
    keys: tuple[str, ...]
    description: str

    @property
    def labels(self) -> tuple[str, ...]:
        """The names of the categories."""
        return tuple("" if value is None else str(value) for value in self.table.values(self.label_key))

    def column(self, key: str) -> Column:
        """A column of the table."""
        return next(column for column in self.table.columns if column.key == key)

    def numbers(self, key: str) -> tuple[int | Decimal | None, ...]:
        """The values of a series; None where there is no number."""
        return tuple(value if isinstance(value, (int, Decimal)) else None for value in self.table.values(key))


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with what belongs to each, one a line."""

    items: tuple[tuple[str, str], ...]


class Step(NamedTuple):
    """Something to do next, and the command line that does it."""

    what: str
    command: str


@dataclass(frozen=True, slots=True)
class Steps:
    """What to do next; the command lines are to be copied, so none is ever wrapped."""

    title: str
    items: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: on whose authority (where it is not the office's own), as what, and the name."""

    authority: str | None
    title: str
    name: str


@dataclass(frozen=True, slots=True)
class Recipients:
    """Who gets the document, below a heading."""

    heading: str
    items: tuple[str, ...]


Part = Chart | Facts | Figures | Head | Heading | Links | Paragraph | Steps | TablePart


@dataclass(frozen=True, slots=True)
class Section:
    """Parts that belong together, under a name; a page folds away those that `is_folded`."""

    key: str
    name: str
    parts: tuple[Part, ...]
    is_folded: bool = False

    @property
    def on_screen(self) -> "Section":
        """The section with the columns of its tables that people read on a narrow page."""
        return self._with_tables(lambda table: table.on_screen)

    @property
    def in_files(self) -> "Section":
        """The section with the columns of its tables that files carry."""
        return self._with_tables(lambda table: table.in_files)

    def _with_tables(self, changed: Callable[[Table], Table]) -> "Section":
        parts = (replace(one, table=changed(one.table)) if isinstance(one, TablePart) else one for one in self.parts)
        return replace(self, parts=tuple(parts))


class Sheet(NamedTuple):
    """A sheet of a workbook: what stands on top of it, and the sections that follow; several bear their names."""

    name: str
    top: tuple[Part, ...]
    sections: tuple[str, ...]


class Chapter(NamedTuple):
    """A chapter of a document: its heading, and its sections."""

    heading: str
    sections: tuple[str, ...]


class Annex(NamedTuple):
    """What is attached to a document: its number and title, what it belongs to, and its section."""

    number: str
    title: str
    note: str
    section: str


@dataclass(frozen=True, slots=True)
class Cover:
    """What an official report begins and ends with: its head, kind and subject, who signs it.

    What it rests on and as of when it tells stands in the opening, and in the notes where there is no opening.
    """

    head: Head
    kind: str
    subject: str
    notes: tuple[str, ...]
    opening: tuple[str, ...]
    closing: tuple[str, ...]
    signature: Signature
    recipients: Recipients


@dataclass(frozen=True, slots=True)
class Report:
    """A whole document. `day` stamps its properties, so that the same data gives the same file.

    Sections are in reading order. A workbook holds the sheets (where none is named, a sheet a section), an official
    document the cover, chapters and annexes, a page the sections of `page`.
    """

    title: str
    day: date
    sections: tuple[Section, ...]
    author: str | None = None
    label: str | None = None
    cover: Cover | None = None
    sheets: tuple[Sheet, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    annexes: tuple[Annex, ...] = ()
    page: tuple[str, ...] = ()

    def section(self, key: str) -> Section:
        """The section of a key."""
        return next(section for section in self.sections if section.key == key)
