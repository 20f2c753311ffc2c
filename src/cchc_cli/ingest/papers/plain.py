"""A text file as lines and tables: cells parted by tabs, Markdown tables, and the CSV that spreadsheets write."""

from collections.abc import Iterator
import re
from typing import NamedTuple

from cchc_cli.diagnostics import Code, Diagnostic, Severity, Span
from cchc_cli.ingest.papers.markup import has_bars, is_alignment, is_table_row, plain_text, table_cells
from cchc_cli.ingest.papers.old_letters import OLD_LETTERS, conversion_hint
from cchc_cli.ingest.papers.paper import Cell, Line, Paper, Table, TableRow
from cchc_cli.source.code_tables import legacy_table
from cchc_cli.source.decoding import vietnamese
from cchc_cli.text import clean

NOT_UTF8 = Code(
    "W806",
    "plan-text-not-utf8",
    Severity.ERROR,
    "Tệp chữ lưu bằng bảng mã khác UTF-8 thì chữ tiếng Việt đọc sai.",
    "(tệp .txt lưu bằng Windows-1258, hay ANSI)",
    "(tệp .txt lưu lại bằng UTF-8)",
)

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_SAVE_UTF8 = "mở tệp bằng Notepad, chọn Save As (Lưu thành), ô Encoding chọn UTF-8, rồi nhập lại"
_BREAK = re.compile("\r\n|\r|\u2028|\u2029|\x85")
_PAGE = "\f"
_QUOTED = {
    "\t": re.compile(r'"((?:[^"\t]|"")*+)"(?=[\t\n]|\Z)'),
    ";": re.compile(r'"((?:[^"]|"")*+)"(?=[;\n]|\Z)'),
    ",": re.compile(r'"((?:[^"]|"")*+)"(?=[,\n]|\Z)'),
}
_SHOWN = 40


class _Row(NamedTuple):
    """The cells of a line, of several where a cell in quotes holds line breaks; a single cell is a line of text."""

    line: int
    cells: tuple[str, ...]
    starts_page: bool


def read_plain(file: str, content: bytes) -> tuple[Paper | None, tuple[Diagnostic, ...]]:
    """The lines and tables of a text file; None, with the reason, where its code table is another one."""
    try:
        text = _decoded(content)
    except UnicodeDecodeError as fault:
        return None, (_not_utf8(file, fault),)
    text = _BREAK.sub("\n", text.lstrip("\ufeff"))
    rows = _rows(text, _separator(text) if file.lower().endswith(".csv") else "\t")
    return Paper(tuple(_parts(file, rows))), ()


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.removeprefix(mark).decode(encoding)
    start = content[:256]
    if b"\0" not in start:
        return content.decode("utf-8")
    return content.decode("utf-16-le" if start[1::2].count(0) > start[0::2].count(0) else "utf-16-be")


def _not_utf8(file: str, fault: UnicodeDecodeError) -> Diagnostic:
    content = fault.object
    before = content[: fault.start]
    line, column = before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
    span = Span(file, line, column, line, column)
    text = content.decode("cp1252", "replace")
    table = None if _is_windows_1258(content) else next(filter(None, map(legacy_table, text.split("\n"))), None)
    if table is not None:
        shown = " ".join(text.split("\n")[line - 1].split())[:_SHOWN]
        return Diagnostic(OLD_LETTERS, f"chữ theo bảng mã {table}: «{shown}»", span, conversion_hint(table))
    return Diagnostic(NOT_UTF8, f"byte 0x{content[fault.start]:02X} không phải UTF-8", span, _SAVE_UTF8)


def _is_windows_1258(content: bytes) -> bool:
    """Whether the bytes read as Vietnamese in the code table of Windows, which Notepad converts by itself."""
    letters = frozenset(clean(content.decode("cp1258", "replace")))
    return all(letter.isascii() or letter in vietnamese() for letter in letters)


def _separator(text: str) -> str:
    head = text.partition("\n")[0]
    return max(_QUOTED, key=head.count)


def _rows(text: str, separator: str) -> Iterator[_Row]:
    at, line, is_new_page, is_in_bars = 0, 1, False, False
    while at < len(text):
        end = _line_end(text, at)
        raw = text[at:end]
        is_in_bars = has_bars(raw) and (is_in_bars or is_table_row(raw) or is_alignment(_line_at(text, end + 1)))
        if is_in_bars and separator == "\t" and is_alignment(raw):
            cells: tuple[str, ...] | None = None
        elif is_in_bars and separator == "\t":
            cells = table_cells(raw)
        else:
            cells, end = _split(text, at, end, separator)
        if cells is not None:
            before, page, _ = raw.partition(_PAGE)
            is_new_page |= bool(page) and not before.strip()
            read = tuple(plain_text(cell.replace(_PAGE, "")) for cell in cells)
            yield _Row(line, read, is_new_page)
            if any(read):
                is_new_page = bool(page) and not raw.rpartition(_PAGE)[2].strip()
        line += text.count("\n", at, end) + 1
        at = end + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def _line_at(text: str, at: int) -> str:
    return text[at : _line_end(text, at)]


def _split(text: str, at: int, end: int, separator: str) -> tuple[tuple[str, ...], int]:
    """The cells of the line that begins here, and where it ends: a cell in quotes may hold line breaks."""
    line = text[at:end]
    cells: list[str] = []
    place = at
    while True:
        quoted = _QUOTED[separator].match(text, place)
        if quoted is not None and (separator != "\t" or "\n" in quoted[1] or '""' in quoted[1]):
            cells.append(quoted[1].replace('""', '"'))  # a spreadsheet puts only such cells in quotes
            place = quoted.end()
        else:
            stop = _line_end(text, place)
            stop = next(found for found in (text.find(separator, place, stop), stop) if found >= 0)
            cells.append(text[place:stop])
            place = stop
        if not text.startswith(separator, place):
            break
        place += 1
    return (tuple(cells), place) if len(cells) > 1 else ((line,), end)


def _parts(file: str, read: Iterator[_Row]) -> Iterator[Line | Table]:
    rows: list[TableRow] = []
    for one in read:
        span = Span(file, one.line, 1, one.line, 1)
        if len(one.cells) > 1:
            rows.append(TableRow(tuple(map(Cell, one.cells)), span, None, one.starts_page))
            continue
        if rows:
            yield _table(rows)
            rows = []
        for text in one.cells[0].split("\n"):
            if text:
                yield Line(text, span)
    if rows:
        yield _table(rows)


def _table(rows: list[TableRow]) -> Table:
    """The rows, each with as many cells as the widest."""
    width = max(len(row.cells) for row in rows)
    return Table(tuple(row._replace(cells=row.cells + (Cell(),) * (width - len(row.cells))) for row in rows))
