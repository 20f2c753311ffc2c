"""What a report is made of. A renderer lays the parts out; it words nothing and counts nothing."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from cchc_cli.tables import Link, Table


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
class TablePart:
    """A table; the main one of its section has its heading row frozen, repeated on each page, and filtered."""

    table: Table
    is_main: bool = False
    has_filter: bool = False


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


Part = Facts | Head | Heading | Paragraph | Steps | TablePart


@dataclass(frozen=True, slots=True)
class Section:
    """A sheet of a workbook, a chapter of a document."""

    key: str
    name: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole document. `day` stamps its properties, so that the same data gives the same file."""

    title: str
    day: date
    sections: tuple[Section, ...]
    author: str | None = None
    label: str | None = None
