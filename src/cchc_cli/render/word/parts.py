"""The parts of a report in a document, one look a kind."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from math import ceil

from docx.document import Document as Word

from cchc_cli.render.figures import figure_text
from cchc_cli.render.word.blocks import add_head
from cchc_cli.render.word.paragraphs import BODY, CENTRE, JUSTIFIED, Look, build_paragraph, write
from cchc_cli.render.word.tables import Anchors, add_blocks, add_table
from cchc_cli.reports.parts import (
    Chart,
    Facts,
    Figures,
    Head,
    Heading,
    Links,
    Paragraph,
    Part,
    Steps,
    TablePart,
    Weight,
)
from cchc_cli.tables import Link

NOTE = Look(size=12, is_italic=True, across=JUSTIFIED, before=3, first_line=12.7)
SUBHEADING = replace(BODY, is_bold=True, keeps_with_next=True)

_CAPTION = Look(size=13, is_bold=True, across=CENTRE, before=9, after=4, keeps_with_next=True)
_PARAGRAPHS = {
    Weight.TITLE: SUBHEADING,
    Weight.SUBTITLE: SUBHEADING,
    Weight.NOTE: NOTE,
    Weight.PLAIN: BODY,
}
_HEADINGS = {
    Weight.TITLE: Look(is_bold=True, across=CENTRE, before=6, after=4, keeps_with_next=True),
    Weight.SUBTITLE: _CAPTION,
    Weight.NOTE: Look(size=12, is_italic=True, across=CENTRE),
    Weight.PLAIN: Look(across=CENTRE),
}
_FIGURES_IN_ROW = 4
_ABOVE_TABLE = 4.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where parts are laid: the document, the millimetres of room across, the sections that links can lead to."""

    document: Word
    room: float
    anchors: Anchors


def add_parts(place: Place, parts: Sequence[Part]) -> None:
    """The parts at the end of the document; a subtitle of a table or chart stands in the middle above it."""
    for part, following in zip_longest(parts, parts[1:]):
        if isinstance(part, Paragraph) and part.weight is Weight.SUBTITLE and isinstance(following, Chart | TablePart):
            write(place.document, str(part.text), _CAPTION)
        else:
            _add_part(place, part, after=_ABOVE_TABLE if isinstance(following, TablePart) else 0.0)


def _add_part(place: Place, part: Part, after: float = 0.0) -> None:
    """A part; a paragraph with so many points of room below it."""
    document = place.document
    match part:
        case Paragraph(text, weight):
            anchor = place.anchors.get(text.section) if isinstance(text, Link) else None
            document.element.body[-1].addprevious(
                build_paragraph(str(text), replace(_PARAGRAPHS[weight], after=after), anchor)
            )
        case Links(items):
            for link in items:
                _add_part(place, Paragraph(link))
        case Heading(text, weight):
            write(document, text, _HEADINGS[weight])
        case TablePart(table):
            add_table(document, table, place.room, place.anchors)
        case Chart():
            from cchc_cli.render.word.drawing import add_chart  # draws by openpyxl, which a letter need not load

            add_chart(document, part)
        case Figures():
            _add_figures(place, part)
        case Facts(items):
            for label, told in items:
                write(document, f"{label}: {told}", replace(BODY, before=3))
        case Steps(title, steps):
            write(document, title, SUBHEADING)
            for step in steps:
                write(document, f"{step.what}: {step.command}", replace(BODY, before=3))
        case Head():
            add_head(document, part)


def _add_figures(place: Place, figures: Figures) -> None:
    """The figures side by side, a few in a row."""
    rows = ceil(len(figures.items) / _FIGURES_IN_ROW)
    if not rows:
        return
    across = ceil(len(figures.items) / rows)
    grid = add_blocks(place.document, (place.room / across,) * across, rows)
    for position, figure in enumerate(figures.items):
        cell = grid.cell(position // across, position % across)
        write(cell, figure.label, Look(size=12, across=CENTRE, before=9, keeps_with_next=True))
        write(cell, figure_text(figure), Look(size=20, is_bold=True, across=CENTRE, keeps_with_next=True))
        if figure.note:
            write(cell, figure.note, Look(size=11, is_italic=True, across=CENTRE))
