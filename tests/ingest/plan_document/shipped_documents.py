"""The shipped plan's document as Word and Excel print it: lead cells merged over their rows, cut at each page."""

from io import BytesIO
from pathlib import Path
import re

from docx import Document
from docx.oxml import OxmlElement
from openpyxl import Workbook

SEED = Path(__file__).parents[2] / "data" / "000_73e4628794263bd5.txt"
Rows = list[list[str]]


def pages() -> tuple[list[str], list[Rows]]:
    """The lines above the table, and the rows of each page with its heading first."""
    text = re.sub(r"</?b>", "", SEED.read_text(encoding="utf-8"))
    lines = [line.strip("*") for line in text.split("\n") if line.strip() and "\t" not in line]
    found: list[Rows] = []
    for line in text.split("\n"):
        if line.startswith("STT\t"):
            found.append([])
        if "\t" in line:
            found[-1].append([*line.split("\t"), ""][:4])
    return [line.strip("* ") for line in lines], found


def merged_runs(page: Rows) -> list[tuple[int, int]]:
    """First and last row of each lead cell of a page, as far as it reaches; where none is printed, none is merged."""
    starts = [at for at, row in enumerate(page) if at and row[3].strip()]
    ends = [*(at - 1 for at in starts[1:]), _last_labelled(page)]
    return list(zip(starts, ends, strict=True))


def _last_labelled(page: Rows) -> int:
    """The last row of a page that its last lead cell covers: where a new area begins without one, it ends before."""
    unlabelled = next((at for at, row in enumerate(page) if row[1] == "6"), None)
    return unlabelled - 1 if unlabelled is not None else len(page) - 1


def word_pages() -> bytes:
    """A Word document with one table a page, its heading again on each."""
    lines, found = pages()
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    for page in found:
        table = document.add_table(rows=len(page), cols=4)
        for cells, row in zip(table.rows, page, strict=True):
            for cell, text in zip(cells.cells, row, strict=True):
                cell.text = text.strip()
        for first, last in merged_runs(page):
            table.cell(first, 3).merge(table.cell(last, 3))
        document.add_paragraph()
    return _saved(document)


def word_table() -> bytes:
    """A Word document with one table over all pages; each page's beginning marked as Word marks it when it has laid
    the document out.
    """
    lines, found = pages()
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    table = document.add_table(rows=1, cols=4)
    for cell, text in zip(table.rows[0].cells, found[0][0], strict=True):
        cell.text = text
    for page in found:
        start = len(table.rows)
        for row in page[1:]:
            cells = table.add_row().cells
            for cell, text in zip(cells, row, strict=True):
                cell.text = text.strip()
        if start > 1:
            run = table.cell(start, 0).paragraphs[0].runs[0]
            run._r.insert(0, OxmlElement("w:lastRenderedPageBreak"))
        for first, last in merged_runs(page):
            table.cell(start + first - 1, 3).merge(table.cell(start + last - 1, 3))
    return _saved(document)


def workbook() -> bytes:
    """A workbook with one table; the heading stands once more where a page begins."""
    lines, found = pages()
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in lines:
        sheet.append([line])
        sheet.merge_cells(start_row=sheet.max_row, start_column=1, end_row=sheet.max_row, end_column=4)
    for page in found:
        start = sheet.max_row + 1
        for row in page:
            sheet.append(
                [int(row[0]) if row[0].isdecimal() else row[0] or None, *(text.strip() or None for text in row[1:])]
            )
        for first, last in merged_runs(page):
            sheet.merge_cells(start_row=start + first, start_column=4, end_row=start + last, end_column=4)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _saved(document: object) -> bytes:
    stream = BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()
