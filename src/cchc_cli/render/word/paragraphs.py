"""One way to write a paragraph: what it looks like, its text as Word can hold it."""

from dataclasses import dataclass
import re
from typing import Any

from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

BODY_SIZE = 14
LEFT, CENTRE, JUSTIFIED = "left", "center", "both"

_BREAKS = re.compile("\r\n|[\r\x0b]")
_NOT_XML = re.compile("[\x00-\x08\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph looks like; sizes and spaces in points, the indent of its first line in millimetres.

    `level` is that of a heading, by which programs list the document's contents: 1 is the highest.
    """

    size: float = BODY_SIZE
    is_bold: bool = False
    is_italic: bool = False
    across: str = LEFT
    before: float = 0
    after: float = 0
    first_line: float = 0
    keeps_with_next: bool = False
    level: int | None = None


BODY = Look(across=JUSTIFIED, before=6, first_line=12.7)


def write(place: Word | _Cell, text: str, look: Look) -> Paragraph:
    """A paragraph at the end of a document, or in a cell: there the empty one that each cell begins with is taken."""
    made = build_paragraph(text, look)
    if isinstance(place, _Cell):
        cell: Any = place._tc
        if len(cell.p_lst) == 1 and not cell.p_lst[0].r_lst:
            cell.remove(cell.p_lst[0])
        cell.append(made)
    else:
        place.element.body[-1].addprevious(made)  # the last one describes the page
    return Paragraph(made, place)


def write_end(document: Word, height: float = 1) -> Paragraph:
    """An empty line of this many points.

    It keeps tables apart. Below a last table Word would put a full line, which may need a page of its own.
    """
    end = write(document, "", Look(size=1))
    end.paragraph_format.line_spacing = Pt(height)
    return end


def build_paragraph(text: str, look: Look, anchor: str | None = None) -> Any:
    """The XML of a paragraph; its text leads to a place of the document where an anchor is given."""
    made = element("w:p")
    made.append(_properties(look))
    run = _run(text, look)
    if anchor:
        link = element("w:hyperlink", anchor=anchor, history="1")
        link.append(run)
        made.append(link)
    else:
        made.append(run)
    return made


def _properties(look: Look) -> Any:
    """The properties of a paragraph, in the order of the schema."""
    made = element("w:pPr")
    if look.keeps_with_next:
        made.append(element("w:keepNext"))
    made.append(element("w:spacing", before=str(round(look.before * 20)), after=str(round(look.after * 20))))
    if look.first_line:
        made.append(element("w:ind", firstLine=str(Mm(look.first_line).twips)))
    made.append(element("w:jc", val=look.across))
    if look.level:
        made.append(element("w:outlineLvl", val=str(look.level - 1)))
    return made


def _run(text: str, look: Look) -> Any:
    """Text in one look; what breaks a line breaks it here too, what XML cannot hold is left out."""
    made = element("w:r")
    properties = element("w:rPr")
    if look.is_bold:
        properties.append(element("w:b"))
    if look.is_italic:
        properties.append(element("w:i"))
    properties.append(element("w:sz", val=str(round(look.size * 2))))
    made.append(properties)
    for position, line in enumerate(printable(text).split("\n")):
        if position:
            made.append(element("w:br"))
        words = element("w:t")
        words.text = line
        words.set(qn("xml:space"), "preserve")
        made.append(words)
    return made


def printable(text: str) -> str:
    """The text without what XML cannot hold; a vertical tab is a line break."""
    return _NOT_XML.sub("", _BREAKS.sub("\n", text))


def element(name: str, /, **attributes: str) -> Any:
    """An element of the document's XML, as `element("w:top", val="single")`."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made
