"""What a file that should be a plan really is, by its bytes."""

from enum import Enum
from io import BytesIO
import re
from typing import NamedTuple
from zipfile import ZipFile

from cchc_cli.diagnostics import Code, Severity
from cchc_cli.ingest.papers.word import MAIN
from cchc_cli.ingest.parts import OLE, ZIP_FAULTS, is_encrypted

NOT_A_PLAN = Code(
    "W801",
    "not-a-plan-document",
    Severity.ERROR,
    "Chỉ đọc kế hoạch dạng Word (.docx), Excel (.xlsx) và chữ thuần (.txt, .tsv, .csv, .md); dạng khác đọc thiếu cột,"
    " thiếu dòng mà không ai hay.",
    "(kế hoạch dạng PDF, ảnh chụp, hay .doc đời cũ)",
    "(kế hoạch mở bằng Word, lưu lại thành .docx)",
)
UNREADABLE = Code(
    "W802",
    "damaged-plan-document",
    Severity.ERROR,
    "Tệp hỏng khi gửi, hoặc chứa thứ không văn bản thật nào có (bung ra hàng GiB, XML khai báo DTD).",
    "(tệp .docx tải về dở dang)",
    "(tệp .docx mở được bằng Word)",
)
LOCKED = Code(
    "W803",
    "plan-document-with-password",
    Severity.ERROR,
    "Tệp đặt mật khẩu mở thì không chương trình nào đọc được.",
    "(văn bản có mật khẩu mở tệp)",
    "(văn bản bỏ mật khẩu: Tệp > Thông tin > Bảo vệ tài liệu)",
)


class Kind(Enum):
    """The kinds of files that are read, and those that a password closes."""

    WORD = "word"
    WORKBOOK = "workbook"
    TEXT = "text"
    LOCKED = "locked"


class Foreign(NamedTuple):
    """A kind of file that is not read: what it is, and how to make one of it that is."""

    name: str
    hint: str


_BY_WORD = "mở bằng Word, chọn Lưu thành (Save As), dạng «Word Document (*.docx)», rồi nhập lại"
_BY_WRITER = "mở bằng Word hoặc LibreOffice, lưu thành dạng Word (.docx), rồi nhập lại"
_BY_EXCEL = "mở bằng Excel, chọn Lưu thành (Save As), dạng «Excel Workbook (*.xlsx)», rồi nhập lại"
_TYPED = "xin tệp Word của cơ quan ban hành, hoặc gõ lại bảng"
_EMPTY = Foreign("tệp rỗng", "xin lại tệp")
_PDF = Foreign(
    "tệp PDF",
    f"mở bằng Word (hoặc LibreOffice), lưu thành .docx, so lại bảng rồi nhập; PDF chụp (scan) không có chữ: {_TYPED}",
)
_PICTURE = Foreign("tệp ảnh", f"ảnh không có chữ để đọc: {_TYPED}")
_DOC = Foreign("tệp Word đời cũ (.doc)", _BY_WORD)
_XLS = Foreign("tệp Excel đời cũ (.xls)", _BY_EXCEL)
_XLSB = Foreign("sổ Excel dạng nhị phân (.xlsb)", _BY_EXCEL)
_ODT = Foreign("tệp dạng OpenDocument (.odt)", _BY_WRITER)
_ODS = Foreign(
    "tệp dạng OpenDocument (.ods)", "mở bằng Excel hoặc LibreOffice, lưu thành dạng Excel (.xlsx), rồi nhập lại"
)
_RTF = Foreign("tệp RTF", _BY_WORD)
_WEB = Foreign("trang web (HTML)", _BY_WORD)
_XML = Foreign("tệp XML", _BY_WORD)
_SLIDES = Foreign("tệp trình chiếu", f"chép bảng sang Word, lưu thành .docx; hoặc {_TYPED}")
_ARCHIVE = Foreign("tệp nén", "giải nén, rồi nhập tệp kế hoạch ở trong")
_OTHER = Foreign("tệp nhị phân không rõ dạng", f"mở bằng chương trình đã làm ra nó, lưu thành .docx; hoặc {_TYPED}")

_STARTS = (
    (b"{\\rtf", _RTF),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (b"Rar!", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
)
_PARTS = (
    (MAIN, Kind.WORD),
    (re.compile(r"xl/workbook\.xml"), Kind.WORKBOOK),
    (re.compile(r"xl/workbook\.bin"), _XLSB),
    (re.compile(r"ppt/presentation\.xml"), _SLIDES),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body|table|meta|div)\b", re.IGNORECASE)
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\b")
_MHTML = re.compile(rb"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:MIME-Version|Content-Type):", re.IGNORECASE)
_BLANK = b" \t\r\n\f\0\xef\xbb\xbf\xff\xfe"
_LOOKED_AT = 4096


def kind_of(content: bytes) -> Kind | Foreign:
    """What the bytes are, whatever the name of the file says."""
    start = content[:_LOOKED_AT]
    if not content.strip(_BLANK):
        return _EMPTY
    if content.startswith(OLE):
        return Kind.LOCKED if is_encrypted(content) else _kind_of_old(content)
    if content.startswith(_ZIP):
        return _kind_of_zip(content)
    if start.lstrip(_BLANK).startswith(b"%PDF-"):
        return _PDF
    found = next((kind for mark, kind in _STARTS if content.startswith(mark)), None)
    if found is not None:
        return found
    if (
        (start.startswith(b"BM") and b"\0" in start)
        or (start.startswith(b"RIFF") and b"WEBP" in start[:16])
        or start[4:8] == b"ftyp"
    ):
        return _PICTURE
    if _HTML.match(start) or (_MHTML.match(start) and b"multipart/" in start):
        return _WEB
    if _MARKUP.match(start):
        return _WEB if b"<html" in start.lower() else _XML
    return _OTHER if b"\0" in start and not start.startswith(_WIDE_MARKS) and not _is_wide(start) else Kind.TEXT


def _is_wide(start: bytes) -> bool:
    """Whether every other byte is mostly zero, as in UTF-16 without a mark."""
    half = len(start) // 2
    return half > 1 and max(start[0::2].count(0), start[1::2].count(0)) > half // 2


def _kind_of_old(content: bytes) -> Foreign:
    """Files of the time before .docx, by the names in their directory."""
    for name, kind in (("WordDocument", _DOC), ("Workbook", _XLS), ("Book", _XLS), ("PowerPoint Document", _SLIDES)):
        if name.encode("utf-16-le") in content:
            return kind
    return _OTHER


def _kind_of_zip(content: bytes) -> Kind | Foreign:
    """What a zip is by the parts in it. One that is damaged is taken for a document: its reader says what is wrong."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = [name.replace("\\", "/") for name in archive.namelist()]
            mimetype = archive.open("mimetype").read(100) if "mimetype" in names else b""
    except ZIP_FAULTS:
        return Kind.WORD
    if b"opendocument" in mimetype:
        return _ODS if b"spreadsheet" in mimetype else _ODT
    return next((kind for part, kind in _PARTS if any(map(part.fullmatch, names))), _ARCHIVE)
