"""A Word document as text, for goldens: page, running head, paragraphs and tables in their order, with how they look."""

from collections.abc import Iterator
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.shared import Length
from docx.table import Table
from docx.text.paragraph import Paragraph


def dump(path: Path) -> str:
    """A document, line by line."""
    return "\n".join(_lines(Document(str(path)))) + "\n"


def texts(path: Path) -> list[str]:
    """Every paragraph of a document, those of its tables included."""
    paragraphs = Document(str(path)).element.body.iter(qn("w:p"))
    return ["".join(node.text or "" for node in one.iter(qn("w:t"))) for one in paragraphs]


def table_of(path: Path) -> list[list[str]]:
    """The cells of the document's one bordered table."""
    (table,) = [one for one in Document(str(path)).tables if one.style and one.style.name == "Table Grid"]
    return [[cell.text for cell in row.cells] for row in table.rows]


def _lines(document: Word) -> Iterator[str]:
    properties, section = document.core_properties, document.sections[0]
    yield f"properties title={properties.title!r} author={properties.author!r} comments={properties.comments!r}"
    yield f"stamps created={properties.created:%Y-%m-%d %H:%M} modified={properties.modified:%Y-%m-%d %H:%M}"
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    yield f"page {_mm(section.page_width)}x{_mm(section.page_height)} margins {' '.join(map(_mm, margins))}"
    head, first = section.header.paragraphs[0], section.first_page_header.paragraphs[0]
    code = "".join(node.text for node in head._p.iter(qn("w:instrText")))
    yield f"head {code!r} {head.alignment}, on page 1 {first.text!r} ({section.different_first_page_header_footer})"
    for part in document.iter_inner_content():
        if isinstance(part, Paragraph):
            yield _paragraph(part)
        else:
            yield from _table(part)


def _table(table: Table) -> Iterator[str]:
    widths = " ".join(_mm(column.width) for column in table.columns)
    yield f"table {table.style.name if table.style else None} widths {widths}"
    for row in table.rows:
        marks = [mark for mark in ("tblHeader", "cantSplit") if row._tr.find(f".//{qn(f'w:{mark}')}") is not None]
        yield f"  row {' '.join(marks)}"
        for cell in row.cells:
            yield "    | " + " / ".join(_paragraph(one) for one in cell.paragraphs)


def _paragraph(paragraph: Paragraph) -> str:
    form = paragraph.paragraph_format
    looks = [str(paragraph.alignment).split(" ")[0].lower() if paragraph.alignment is not None else "none"]
    for run in paragraph.runs:
        looks.append(f"{run.font.size.pt:g}{'b' if run.bold else ''}{'i' if run.italic else ''}")
    if form.first_line_indent:
        looks.append(f"indent {_mm(form.first_line_indent)}")
    if form.keep_with_next:
        looks.append("kept")
    if paragraph._p.find(f".//{qn('w:pBdr')}") is not None:
        looks.append(f"rule in {_mm(form.left_indent)}")
    return f"[{' '.join(looks)}] {paragraph.text}"


def _mm(length: Length | None) -> str:
    return "none" if length is None else f"{length.mm:.1f}"
