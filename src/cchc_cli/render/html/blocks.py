"""The parts of a section, each with the template that lays it out."""

from collections.abc import Iterator
from typing import NamedTuple

from cchc_cli.render.figures import figure_text
from cchc_cli.render.html.anchors import Anchors
from cchc_cli.render.html.bars import draw_bars
from cchc_cli.render.html.grid import build_grid
from cchc_cli.render.html.lines import draw_lines
from cchc_cli.reports.parts import (
    Chart,
    ChartKind,
    Figure,
    Figures,
    Heading,
    Links,
    Paragraph,
    Part,
    Section,
    TablePart,
    Tone,
)

_TONE_WORDS = {Tone.GOOD: ("✓", "tốt"), Tone.WARNING: ("!", "cần chú ý"), Tone.BAD: ("!!", "cần xử lý")}


class Block(NamedTuple):
    """A part: the name of its template, and what that lays out."""

    template: str
    view: object


class Tile(NamedTuple):
    """A key figure as the page shows it; its tone is told by a mark and a word too."""

    label: str
    value: str
    note: str | None
    tone: str
    mark: str | None
    word: str | None
    href: str | None


class Said(NamedTuple):
    """A heading or paragraph, and where it leads."""

    text: str
    href: str | None
    weight: str


def build_blocks(section: Section, anchors: Anchors) -> Iterator[Block]:
    """The parts of a section."""
    for part in section.parts:
        yield _block(part, section, anchors)


def _block(part: Part, section: Section, anchors: Anchors) -> Block:
    if isinstance(part, TablePart):
        return Block("table", build_grid(part, section, anchors))
    if isinstance(part, Chart):
        return Block("chart", draw_lines(part) if part.kind is ChartKind.LINES else draw_bars(part))
    if isinstance(part, Figures):
        return Block("figures", tuple(_tile(figure, anchors) for figure in part.items))
    if isinstance(part, Paragraph):
        text, href = anchors.text(part.text)
        return Block("paragraph", Said(text, href, part.weight.value))
    if isinstance(part, Links):
        return Block("links", tuple(anchors.text(link) for link in part.items))
    if isinstance(part, Heading):
        return Block("heading", Said(part.text, None, part.weight.value))
    return Block(type(part).__name__.lower(), part)


def _tile(figure: Figure, anchors: Anchors) -> Tile:
    mark, word = _TONE_WORDS.get(figure.tone, (None, None))
    href = anchors.of(figure.section)
    return Tile(figure.label, figure_text(figure), figure.note, figure.tone.value, mark, word, href)
