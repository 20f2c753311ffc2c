"""What all documents share: the page, its number, the typeface, properties."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from cchc_cli.render.stamp import stamped
from cchc_cli.render.typeface import FONT
from cchc_cli.render.word.paragraphs import BODY_SIZE, element, printable

TEXT_WIDTH = 160.0  # what the margins leave of A4, in millimetres
LANDSCAPE_WIDTH = 247.0  # the same of A4 that lies

_NUMBER_SIZE = 13
_LONGEST_PROPERTY = 255
# what the library puts into every document: a picture of its own empty page, and styles that contradict the others
_THUMBNAIL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"
_OLD_STYLES = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"


def start_document(title: str, author: str | None, day: date, label: str | None) -> Word:
    """An empty document on A4 with its page numbers. The day stamps it, so that the same data give the same file."""
    document = Document()
    _set_typeface(document)
    _set_up_page(document)
    properties: Any = document.core_properties
    properties.title = printable(title)[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = printable(author or "cchc")[:_LONGEST_PROPERTY]
    properties.comments = printable(label or "")[:_LONGEST_PROPERTY]
    properties.language = "vi-VN"
    properties.created = properties.modified = datetime(day.year, day.month, day.day)
    _leave_out(document.part.package.rels, _THUMBNAIL)
    _leave_out(document.part.rels, _OLD_STYLES)
    return document


def _leave_out(relations: Any, kind: str) -> None:
    for key in [key for key, relation in relations.items() if relation.reltype == kind]:
        del relations[key]


def bytes_of(document: Word, day: date) -> bytes:
    """The document as the bytes of a .docx file, the same whenever it is written."""
    stream = BytesIO()
    document.save(stream)
    return stamped(stream.getvalue(), day)


def start_annex(document: Word) -> None:
    """Begins a part of the document whose pages lie and are numbered by themselves."""
    section = document.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    properties: Any = section._sectPr
    for number in properties.findall(qn("w:pgNumType")):
        properties.remove(number)
    properties.find(qn("w:pgMar")).addnext(element("w:pgNumType", start="1"))
    end = Paragraph(document.element.body[-2], document)  # holds the end of the part before, below its last line
    end.paragraph_format.line_spacing = Pt(1)
    end.paragraph_format.space_after = Pt(0)


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
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(_NUMBER_SIZE)
    instruction = element("w:instrText")
    instruction.text = "PAGE"
    for part in (element("w:fldChar", fldCharType="begin"), instruction, element("w:fldChar", fldCharType="end")):
        run._r.append(part)
