"""Documents in the code tables of the time before Unicode: refused whole, for nothing of them would be read right."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cchc_cli.diagnostics import CellRef, Code, Diagnostic, Severity, Span, TableRef
from cchc_cli.ingest.papers.paper import Line, Paper
from cchc_cli.source.code_tables import MISREAD, TCVN3, VNI, has_old_marks, legacy_table

OLD_LETTERS = Code(
    "W805",
    "document-in-legacy-code-table",
    Severity.ERROR,
    "Văn bản gõ bằng TCVN3 (phông .VnTime) hay VNI không phải Unicode: đọc vào là chữ vô nghĩa. Có một chỗ như thế thì"
    " không nhập gì cả, để kế hoạch không lẫn hai bảng mã.",
    "(văn bản Word có đoạn «Së Néi vô»)",
    "(văn bản đã chuyển cả tệp sang Unicode: «Sở Nội vụ»)",
)

_SHOWN = 40
_NOT_IN_TCVN3 = frozenset("àÀÁÂÃ")  # it has no letters in their places
_CONVERT = (
    "chuyển cả tệp sang Unicode: mở tệp, chọn hết, chép; UniKey Toolkit (Ctrl+Shift+F6), nguồn {}, đích Unicode,"
    " chuyển mã clipboard; dán lại, đặt phông Times New Roman; chữ hoa của phông .VnTimeH gõ lại thành hoa"
)
_REOPEN = "tệp UTF-8 đã bị mở bằng bảng mã khác rồi lưu lại: xin lại tệp gốc, hoặc mở lại bằng UTF-8 rồi lưu"


class FontedText(NamedTuple):
    """Letters in a font of the time before Unicode, the font, the paragraph that they stand in, its place."""

    letters: str
    font: str
    paragraph: str
    place: TableRef


class _Hit(NamedTuple):
    table: str
    text: str
    span: Span
    cell: CellRef | TableRef | None


def old_letters(file: str, paper: Paper, fonted: Sequence[FontedText] = ()) -> Diagnostic | None:
    """The problem, at the first place, of a document that has any text in an older code table."""
    hits = [*_in_texts(paper), *_in_fonts(file, fonted)]
    if not hits:
        return None
    table, text, span, cell = hits[0]
    text = " ".join(text.split())
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    message = f"chữ theo bảng mã {table}: «{shown}»"
    return Diagnostic(OLD_LETTERS, message, span, conversion_hint(table), cell=cell)


def conversion_hint(table: str) -> str:
    """How a document in an older code table is made one in Unicode."""
    return _REOPEN if table == MISREAD else _CONVERT.format(table)


def _in_texts(paper: Paper) -> Iterator[_Hit]:
    for part in paper.parts:
        if isinstance(part, Line):
            if table := legacy_table(part.text):
                yield _Hit(table, part.text, part.span, part.cell)
            continue
        for row in part.rows:
            texts = [cell.text for cell in row.cells if cell.text]
            for text in (*texts, " ".join(texts)):  # one word alone cannot be told, those of a row can
                if table := None if text.isascii() else legacy_table(text):
                    yield _Hit(table, text, row.span, row.cell)


def _in_fonts(file: str, fonted: Sequence[FontedText]) -> Iterator[_Hit]:
    """Where the font tells: it may be left over from before a document was converted, which its letters show."""
    is_left_over = any(map(_is_unicode, fonted))
    for one in fonted:
        if not _is_unicode(one) and (has_old_marks(one.letters) or not is_left_over):
            table = _table_of(one.font)
            yield _Hit(table, one.paragraph, Span(file), one.place)


def _table_of(font: str) -> str:
    return VNI if font.lower().startswith("vni") else TCVN3


def _is_unicode(one: FontedText) -> bool:
    """Whether there are letters that only Unicode has, or that the font's code table leaves out."""
    unused = _NOT_IN_TCVN3 if _table_of(one.font) == TCVN3 else frozenset()
    return any((ord(letter) > 0xFF and letter.isalpha()) or letter in unused for letter in one.letters)
