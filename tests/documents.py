"""A Word document as text, for goldens: page, running head, paragraphs and tables in their order, with how they look."""

from collections.abc import Iterator
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

_NAMES = {
    "w:bookmarkStart": "place {1}",
    "w:hyperlink": "to {0}",
    "w:outlineLvl": "outline {0}",
    "w:sectPr": "section ends",
}


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
    properties = document.core_properties
    yield f"properties title={properties.title!r} author={properties.author!r} comments={properties.comments!r}"
    yield f"stamps created={properties.created:%Y-%m-%d %H:%M} modified={properties.modified:%Y-%m-%d %H:%M}"
    for section in document.sections:
        yield from _page(section)
    for part in document.iter_inner_content():
        if isinstance(part, Paragraph):
            yield _paragraph(part)
        else:
            yield from _table(part)


def _page(section: Section) -> Iterator[str]:
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    number = section._sectPr.find(qn("w:pgNumType"))
    start = "" if number is None else f" numbered from {number.get(qn('w:start'))}"
    yield f"page {_mm(section.page_width)}x{_mm(section.page_height)} margins {' '.join(map(_mm, margins))}{start}"
    head, first = section.header.paragraphs[0], section.first_page_header.paragraphs[0]
    code = "".join(node.text for node in head._p.iter(qn("w:instrText")))
    yield f"head {code!r} {head.alignment}, on page 1 {first.text!r} ({section.different_first_page_header_footer})"


def _table(table: Table) -> Iterator[str]:
    widths = " ".join(_mm(column.width) for column in table.columns)
    caption = table._tbl.tblPr.find(qn("w:tblCaption"))
    told = "" if caption is None else f" caption {caption.get(qn('w:val'))!r}"
    yield f"table {table.style.name if table.style else None} widths {widths}{told}"
    for row in table.rows:
        marks = [mark for mark in ("tblHeader", "cantSplit") if row._tr.find(f".//{qn(f'w:{mark}')}") is not None]
        yield f"  row {' '.join(marks)}"
        for cell in (_Cell(one, table) for one in row._tr.tc_lst):
            yield "    | " + _marks(cell) + " / ".join(_paragraph(one) for one in cell.paragraphs)


def _marks(cell: _Cell) -> str:
    fill = cell._tc.find(f".//{qn('w:shd')}")
    marks = [*([f"merged {cell._tc.vMerge}"] if cell._tc.vMerge else [])]
    marks += [] if fill is None else [f"fill {fill.get(qn('w:fill'))}"]
    return f"({', '.join(marks)}) " if marks else ""


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
    for mark in ("w:bookmarkStart", "w:hyperlink", "w:outlineLvl", "w:sectPr"):
        looks += [_NAMES[mark].format(*one.values(), "") for one in paragraph._p.iter(qn(mark))]
    for drawn in paragraph._p.iter(qn("wp:docPr")):
        extent = drawn.getprevious()
        size = "x".join(_mm(Length(int(extent.get(side)))) for side in ("cx", "cy"))
        looks.append(f"chart {size} {drawn.get('name')!r} told as {drawn.get('descr')!r}")
    return f"[{' '.join(looks)}] {paragraph.text}"


def _mm(length: Length | None) -> str:
    return "none" if length is None else f"{length.mm:.1f}"
