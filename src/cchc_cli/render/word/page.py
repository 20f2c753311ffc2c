"""What all documents share: the page, its number, the typeface, properties; and one way to write a paragraph."""

from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
BODY_SIZE = 14
TEXT_WIDTH = 160.0  # what the margins leave of A4, in millimetres

LEFT, CENTRE, JUSTIFIED = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY

_NUMBER_SIZE = 13
_LONGEST_PROPERTY = 255
_THUMBNAIL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph looks like; sizes and spaces in points, the indent of its first line in millimetres."""

    size: float = BODY_SIZE
    is_bold: bool = False
    is_italic: bool = False
    across: WD_ALIGN_PARAGRAPH = LEFT
    before: float = 0
    after: float = 0
    first_line: float = 0
    keeps_with_next: bool = False


BODY = Look(across=JUSTIFIED, before=6, first_line=12.7)


def start_document(title: str, author: str | None, day: date, label: str | None) -> Word:
    """An empty document on A4 with its page numbers. The day stamps it, so that the same data give the same parts."""
    document = Document()
    _set_typeface(document)
    _set_up_page(document)
    properties: Any = document.core_properties
    properties.title = title[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = (author or "cchc")[:_LONGEST_PROPERTY]
    properties.comments = (label or "")[:_LONGEST_PROPERTY]
    properties.language = "vi-VN"
    properties.created = properties.modified = datetime(day.year, day.month, day.day)
    relations: Any = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype == _THUMBNAIL]:
        del relations[key]  # a picture of the library's own empty page
    return document


def bytes_of(document: Word) -> bytes:
    """The document as the bytes of a .docx file."""
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def write(place: Word | _Cell, text: str, look: Look) -> Paragraph:
    """A paragraph at the end of a document, or in a cell: there the empty one that each cell begins with is taken."""
    is_fresh = isinstance(place, _Cell) and len(place.paragraphs) == 1 and not place.paragraphs[0].runs
    paragraph = place.paragraphs[0] if is_fresh else place.add_paragraph()
    run = paragraph.add_run(text)
    run.font.size = Pt(look.size)
    if look.is_bold:
        run.bold = True
    if look.is_italic:
        run.italic = True
    paragraph.alignment = look.across
    form = paragraph.paragraph_format
    form.space_before = Pt(look.before)
    form.space_after = Pt(look.after)
    if look.first_line:
        form.first_line_indent = Mm(look.first_line)
    if look.keeps_with_next:
        form.keep_with_next = True
    return paragraph


def element(name: str, **attributes: str) -> Any:
    """An element of the document's XML, as `element("w:top", val="single")`."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _set_typeface(document: Word) -> None:
    """Times New Roman for every script, in place of the theme's fonts, which would win over it."""
    styles: Any = document.styles.element
    defaults = styles.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    defaults.remove(defaults.find(qn("w:rFonts")))
    defaults.insert(0, element("w:rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT))
    defaults.find(qn("w:lang")).set(qn("w:val"), "vi-VN")
    normal: Any = document.styles["Normal"]
    normal.font.name = FONT
    normal.font.size = Pt(BODY_SIZE)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0


def _set_up_page(document: Word) -> None:
    section = document.sections[0]
    section.page_width = Mm(210)
    section.page_height = Mm(297)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    _number(section.header.paragraphs[0])


def _number(paragraph: Paragraph) -> None:
    """The number of the page, which the program that shows it works out."""
    paragraph.alignment = CENTRE
    run = paragraph.add_run()
    run.font.size = Pt(_NUMBER_SIZE)
    instruction = element("w:instrText")
    instruction.text = "PAGE"
    for part in (element("w:fldChar", fldCharType="begin"), instruction, element("w:fldChar", fldCharType="end")):
        run._r.append(part)
