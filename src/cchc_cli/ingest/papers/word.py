"""A Word document (.docx) as lines and tables."""

from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
import re
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError
from zipfile import ZipFile

from cchc_cli.diagnostics import Code, Diagnostic, Severity, Span, TableRef
from cchc_cli.ingest.papers.old_letters import FontedText
from cchc_cli.ingest.papers.paper import Cell, Cover, Line, Paper, Table, TableRow
from cchc_cli.ingest.papers.word_lists import Lists
from cchc_cli.ingest.papers.word_styles import Styles
from cchc_cli.ingest.papers.word_tables import GridRow, grid_of
from cchc_cli.ingest.papers.word_text import PAGE, Paragraph, joined, read_paragraph
from cchc_cli.ingest.papers.word_xml import inside, parse
from cchc_cli.ingest.papers.wording import kept
from cchc_cli.ingest.parts import entries_of, refuse_bombs, refuse_declarations

UNACCEPTED = Code(
    "W804",
    "unaccepted-changes",
    Severity.WARNING,
    "Văn bản còn thay đổi chưa chấp nhận: người này thấy lời cũ, người kia thấy lời mới; chương trình đọc lời mới.",
    "(dự thảo còn gạch bỏ, chèn thêm bằng Track Changes)",
    "(văn bản đã chấp nhận hoặc bỏ hết thay đổi: Review > Accept All Changes)",
)

MAIN = re.compile(r"word/document[0-9]*\.xml")  # programs on the web number it
_STYLES = re.compile(r"word/styles[0-9]*\.xml")
_LISTS = re.compile(r"word/numbering[0-9]*\.xml")
_MOST_NAMED = 20


class Word(NamedTuple):
    """What a Word document says, that changes in it wait, and what of it stands in fonts of the time before Unicode.

    `has_pictures`, `has_foreign_parts`: things that may hold text which is not read.
    """

    paper: Paper
    problems: tuple[Diagnostic, ...]
    in_old_fonts: tuple[FontedText, ...]
    has_pictures: bool
    has_foreign_parts: bool


def read_word(file: str, content: bytes) -> Word:
    """The document. What is not safe, or damaged, ends in an exception, many of which a damaged file can raise."""
    with ZipFile(BytesIO(content)) as archive:
        entries = entries_of(archive)
        kinds = (MAIN, _STYLES, _LISTS)
        names = [next((name for name in sorted(entries) if kind.fullmatch(name)), None) for kind in kinds]
        refuse_bombs([entries[name] for name in names if name is not None])
        main, styles, lists = (_root(archive.read(entries[name])) if name else None for name in names)
    body = main.find("body") if main is not None else None
    if main is None or body is None:
        raise ParseError("no body")
    reading = _Reading(file, Styles(styles), lists)
    parts = tuple(reading.parts(body))
    return Word(
        Paper(parts),
        tuple(_unaccepted(file, reading.changed)),
        tuple(reading.in_old_fonts),
        any(main.find(f".//{name}") is not None for name in ("drawing", "pict", "object")),
        any(main.find(f".//{name}") is not None for name in ("altChunk", "subDoc")),
    )


def _root(content: bytes) -> Element:
    refuse_declarations(content)
    return parse(content)


class _Reading:
    """Goes through the body once, in order, for lists count on from one paragraph to the next."""

    def __init__(self, file: str, styles: Styles, lists: Element | None) -> None:
        self.in_old_fonts: list[FontedText] = []
        self.changed: list[TableRef] = []
        self._span = Span(file)
        self._styles = styles
        self._lists = Lists(lists, styles)
        self._tables = 0
        self._is_new_page = False

    def parts(self, container: Element) -> Iterator[Line | Table]:
        """The lines and tables, in order; a table within a cell is part of its text."""
        for name, group in groupby(inside(container, ("p", "tbl")), key=lambda found: found[0].tag):
            if name == "p":
                told = (self._paragraph(element, TableRef()) for element, is_blank in group if not is_blank)
                for paragraph in joined(told):
                    yield from self._lines(paragraph)
            else:
                for element, is_blank in group:
                    yield from self._table(element, is_blank=is_blank)

    def _lines(self, paragraph: Paragraph) -> Iterator[Line | Table]:
        self._turn(paragraph.text)
        for line in kept(paragraph.whole.replace(PAGE, "")).split("\n"):
            if line:
                yield Line(line, self._span, TableRef())
        for box in paragraph.boxes:
            yield from self.parts(box)

    def _table(self, element: Element, *, is_blank: bool) -> Iterator[Table]:
        self._tables += 1
        table = self._tables
        width, rows = grid_of(element)
        read = []
        for row in rows:
            place = TableRef(table, row.number)
            if row.is_changed:
                self.changed.append(place)
            if not row.is_deleted:
                read.append(self._row(row, width, place, is_blank=is_blank))
        if read:
            yield Table(tuple(read))

    def _row(self, row: GridRow, width: int, place: TableRef, *, is_blank: bool) -> TableRow:
        cells = [Cell()] * width
        seen = ""
        for one in row.cells:
            text = ""
            if one.cover is Cover.NONE and not (is_blank or one.is_blank):
                paragraphs = list(joined(self._in_cell(one.element, place)))
                text = kept("\n".join(paragraph.whole for paragraph in paragraphs).replace(PAGE, ""))
                seen += "".join(paragraph.text for paragraph in paragraphs)
            beside = Cover.ABOVE if one.cover is Cover.ABOVE else Cover.LEFT
            cells[one.start : one.end] = [Cell(text, one.cover), *[Cell("", beside)] * (one.end - one.start - 1)]
        starts_page = self._turn(seen)
        self._is_new_page &= bool(seen.strip())
        return TableRow(tuple(cells), self._span, place, starts_page)

    def _in_cell(self, container: Element, place: TableRef) -> Iterator[Paragraph]:
        """The paragraphs of a cell, those of text boxes and of tables in it where they stand."""
        for element, is_blank in inside(container, ("p", "tbl")):
            if is_blank:
                continue
            if element.tag == "p":
                paragraph = self._paragraph(element, place)
                yield paragraph
                for box in paragraph.boxes:
                    yield from self._in_cell(box, place)
                continue
            for row in grid_of(element)[1]:
                for cell in () if row.is_deleted else row.cells:
                    if cell.cover is Cover.NONE and not cell.is_blank:
                        yield from self._in_cell(cell.element, place)

    def _paragraph(self, element: Element, place: TableRef) -> Paragraph:
        paragraph = read_paragraph(element, self._styles, self._lists)
        if paragraph.is_changed:
            self.changed.append(place)
        if paragraph.old_text:
            self.in_old_fonts.append(FontedText(paragraph.old_text, paragraph.old_font, paragraph.text, place))
        return paragraph

    def _turn(self, text: str) -> bool:
        """Whether a page begins with this text; keeps in mind whether one begins behind it."""
        before, page, _ = text.partition(PAGE)
        begins = self._is_new_page or bool(page and not before.strip())
        if text.strip():  # a page mark counts as a space
            self._is_new_page = bool(page) and not text.rpartition(PAGE)[2].strip()
        else:
            self._is_new_page = begins
        return begins


def _unaccepted(file: str, changed: list[TableRef]) -> Iterator[Diagnostic]:
    """Where tracked changes wait, all of it in one."""
    places = sorted(set(changed))
    if not places:
        return
    named = []
    for table, rows in groupby(places[:_MOST_NAMED], key=lambda place: place.table):
        numbers = ", ".join(str(place.row) for place in rows)
        named.append(f"bảng {table}, dòng {numbers}" if table else "lời ngoài bảng")
    more = f" và {len(places) - _MOST_NAMED} dòng nữa" if len(places) > _MOST_NAMED else ""
    message = f"văn bản còn thay đổi chưa chấp nhận (Track Changes): {'; '.join(named)}{more}"
    hint = "đã đọc lời sau cùng, như khi chấp nhận hết; không đúng thì mở bằng Word, duyệt ở thẻ Review rồi nhập lại"
    first = next((place for place in places if place.table), None)
    yield Diagnostic(UNACCEPTED, message, Span(file), hint, cell=first)
