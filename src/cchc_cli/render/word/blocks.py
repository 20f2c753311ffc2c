"""The blocks of an administrative document: its head, and the signature beside the recipients."""

from dataclasses import replace

from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell as Cell

from cchc_cli.render.typeface import text_width
from cchc_cli.render.word.page import TEXT_WIDTH
from cchc_cli.render.word.paragraphs import CENTRE, Look, element, write, write_end
from cchc_cli.render.word.tables import add_blocks
from cchc_cli.reports.parts import Head, Recipients, Signature

_ISSUER_WIDTH = 62.0
_STATE_WIDTH = TEXT_WIDTH - _ISSUER_WIDTH
_SIGNING_SPACE = 72
_RULE_OF_SUBJECT = 0.4
_MILLIMETRES_OF_POINT = 25.4 / 72


def add_head(document: Word, head: Head, subject: str | None = None) -> None:
    """The head: issuer on the left, nation and motto on the right; a letter has its subject below its number."""
    grid = add_blocks(document, (_ISSUER_WIDTH, _STATE_WIDTH), rows=2)
    (issuer, state), (number, place) = grid.rows[0].cells, grid.rows[1].cells
    if head.above:
        write(issuer, head.above, Look(size=12, across=CENTRE))
    bold = Look(size=12, is_bold=True, across=CENTRE)
    write(issuer, head.issuer, bold)
    _rule(issuer, _ISSUER_WIDTH, min(_width(head.issuer, 12), _ISSUER_WIDTH) / 2)
    write(state, head.nation, bold)
    write(state, head.motto, Look(size=13, is_bold=True, across=CENTRE))
    _rule(state, _STATE_WIDTH, _width(head.motto, 13))
    write(number, head.number, Look(size=13, across=CENTRE, before=6))
    if subject:
        write(number, subject, Look(size=12, across=CENTRE, before=6))
    write(place, head.place_and_date, Look(size=13, is_italic=True, across=CENTRE, before=6))


def add_title(document: Word, kind: str, subject: str) -> None:
    """What the document is, and below it what it is about, with a rule of a third to half the width."""
    bold = Look(is_bold=True, across=CENTRE)
    write(document, kind.upper(), replace(bold, before=18))
    write(document, subject, bold)
    _rule(document, TEXT_WIDTH, min(_width(subject, bold.size), TEXT_WIDTH) * _RULE_OF_SUBJECT)


def _width(text: str, size: float) -> float:
    """The width of a bold text, in millimetres."""
    return text_width(text, size, is_bold=True) * _MILLIMETRES_OF_POINT


def _rule(place: Word | Cell, room: float, width: float) -> None:
    """A line of this many millimetres in the middle of a room."""
    paragraph = write(place, "", Look(size=1, across=CENTRE, before=2))
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(max(0.0, room - width) / 2)
    form.line_spacing = Pt(2)
    borders = element("w:pBdr")
    borders.append(element("w:top", val="single", sz="6", space="0", color="000000"))
    properties = paragraph._p.get_or_add_pPr()
    properties.find(qn("w:spacing")).addprevious(borders)


def add_signature(document: Word, signature: Signature, recipients: Recipients) -> None:
    """The recipients on the left, and on the right who signs, with room for the pen and the seal."""
    half = TEXT_WIDTH / 2
    left, right = add_blocks(document, (half, half), rows=1).rows[0].cells
    write(left, recipients.heading, Look(size=12, is_bold=True, is_italic=True, before=12))
    for item in recipients.items:
        write(left, item, Look(size=11))
    bold = Look(is_bold=True, across=CENTRE, before=12)
    if signature.authority:
        write(right, signature.authority, bold)
        bold = Look(is_bold=True, across=CENTRE)
    write(right, signature.title, bold)
    write(right, signature.name, Look(is_bold=True, across=CENTRE, before=_SIGNING_SPACE))
    write_end(document)
