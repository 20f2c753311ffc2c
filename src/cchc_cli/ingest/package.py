"""What a file that should be a workbook really is, and its parts made safe to read.

An .xlsx file is a zip of XML parts (ECMA-376). Only the parts that cells need are kept; of sheets, what holds no value
is left out, so that a million formatted blank rows cost nothing.
"""

from collections.abc import Iterator
from io import BytesIO
import re
from typing import NamedTuple
from zipfile import ZipFile, ZipInfo

from cchc_cli.diagnostics import Code, Diagnostic, Severity, Span
from cchc_cli.ingest.parts import (
    MAX_BYTES,
    OLE,
    ZIP_FAULTS,
    Locked,
    Unsafe,
    entries_of,
    is_encrypted,
    refuse_bombs,
    refuse_declarations,
)

NOT_A_WORKBOOK = Code(
    "X701",
    "not-a-workbook",
    Severity.ERROR,
    "Tệp không phải sổ Excel (.xlsx), hoặc hỏng khi gửi, nên không đọc được ô nào.",
    "(tệp Word đổi đuôi thành .xlsx, tệp tải về dở dang)",
    "(tệp .xlsx mở được bằng Excel)",
)
OTHER_FORMAT = Code(
    "X702",
    "other-spreadsheet-format",
    Severity.ERROR,
    "Chỉ đọc dạng Excel Workbook (.xlsx); dạng khác đọc thiếu hoặc đọc sai thì mất số liệu mà không ai hay.",
    "(phiếu lưu thành .xls, .ods, .xlsb, hoặc Strict Open XML)",
    "(phiếu lưu lại dạng Excel Workbook, đuôi .xlsx)",
)
PASSWORD = Code(
    "X703",
    "password-protected",
    Severity.ERROR,
    "Tệp đặt mật khẩu mở thì không chương trình nào đọc được.",
    "(phiếu có mật khẩu mở tệp)",
    "(phiếu bỏ mật khẩu: Tệp > Thông tin > Bảo vệ sổ)",
)
UNSAFE = Code(
    "X704",
    "unsafe-workbook",
    Severity.ERROR,
    "Sổ quá lớn, hoặc chứa thứ không sổ thật nào có, được làm ra để treo máy hoặc đọc trộm tệp khác.",
    "(tệp nén vài KiB bung ra hàng GiB; XML có khai báo DTD)",
    "(phiếu thật, nhỏ hơn 1 MiB)",
)
MACROS = Code(
    "X705",
    "workbook-with-macros",
    Severity.WARNING,
    "Phiếu của chương trình không có macro; chỉ số liệu trong ô được đọc, macro không chạy.",
    "(phiếu lưu thành .xlsm)",
    "(phiếu dạng .xlsx)",
)

_MAX_SHEETS = 200
_MAX_SHEET = 40_000_000  # of a sheet's cells that hold something
_CHUNK = 1 << 20

_STRICT = b"purl.oclc.org/ooxml"
_SEND_AGAIN = "phiếu thật nhỏ hơn 1 MB, vài trăm dòng; xin gửi lại phiếu do chương trình xuất ra"
_SAVE_AS = "mở bằng Excel, chọn Lưu thành (Save As), dạng «Excel Workbook (*.xlsx)», rồi nhập lại"
_NEEDED = re.compile(r"\[Content_Types\]\.xml|_rels/\.rels|xl/(?:_rels/)?[^/]+\.(?:xml|rels)")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_PLACED = rb"\s(?:[^<>]*?\s)??r=[^<>]*+"  # attributes that say where it stands: else what follows would move up
_BLANK = rb"(?:<(?:\w+:)?is>\s*<(?:\w+:)?t\b[^<>]*>\s*</(?:\w+:)?t>\s*</(?:\w+:)?is>)?"
_EMPTY_CELL = re.compile(rb"(?:<((?:\w++:)?+c)%b(?:(?<=/)>|>\s*%b\s*</\1>))++" % (_PLACED, _BLANK))
_EMPTY_ROW = re.compile(rb"<((?:\w++:)?+row)%b(?:(?<=/)>|>\s*</\1>)" % _PLACED)


class Package(NamedTuple):
    """The parts of a workbook that hold cells, by path, and whether it came with macros."""

    parts: dict[str, bytes]
    has_macros: bool

    def packed(self) -> BytesIO:
        """The parts as a file again, for a library to read."""
        stream = BytesIO()
        with ZipFile(stream, "w") as archive:
            for name, content in self.parts.items():
                # the library would drop the mark that keeps `_x000B_`, where somebody typed just that, from being read
                archive.writestr(name, content.replace(b"_x005F_", b"_x005f_"))
        stream.seek(0)
        return stream


class _Refused(Exception):
    """Why a file is not read: the code, what it is, what to do."""

    def __init__(self, code: Code, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


def open_package(file: str, content: bytes) -> tuple[Package | None, tuple[Diagnostic, ...]]:
    """The parts of a workbook; None, with the reason, where the file is no workbook, or not safe to read."""
    try:
        return _opened(content), ()
    except _Refused as refusal:
        return None, (Diagnostic(refusal.code, refusal.message, Span(file), refusal.hint),)
    except Unsafe as fault:
        return None, (Diagnostic(UNSAFE, str(fault), Span(file), _SEND_AGAIN),)
    except Locked:
        hint = "xin gửi lại tệp không đặt mật khẩu"
        return None, (Diagnostic(PASSWORD, "tệp nén có mật khẩu", Span(file), hint),)
    except ZIP_FAULTS as fault:
        message = f"tệp hỏng, không mở được ({fault})"
        return None, (Diagnostic(NOT_A_WORKBOOK, message, Span(file), "xin gửi lại tệp"),)


def _opened(content: bytes) -> Package:
    if len(content) > MAX_BYTES:
        raise Unsafe(f"tệp lớn hơn {MAX_BYTES // 1_000_000} MB")
    _refuse_other_files(content)
    with ZipFile(BytesIO(content)) as archive:
        entries = entries_of(archive)
        _refuse_other_packages(archive, entries)
        _refuse_bombs(entries)
        parts = {name: _part(archive, name, entry) for name, entry in entries.items() if _is_needed(name)}
    if _STRICT in parts.get("xl/workbook.xml", b""):
        raise _Refused(OTHER_FORMAT, "sổ lưu ở dạng Strict Open XML", _SAVE_AS)
    return Package(parts, any(name.lower().endswith("vbaproject.bin") for name in entries))


def _is_needed(name: str) -> bool:
    return bool(_NEEDED.fullmatch(name) or _SHEET.fullmatch(name)) and "externalLinks" not in name


def _refuse_other_files(content: bytes) -> None:
    """What is no zip: files of old Excel, with a password, or of other kinds."""
    if content.startswith(OLE):
        if is_encrypted(content):
            raise _Refused(PASSWORD, "tệp có mật khẩu mở", "xin mật khẩu, mở bằng Excel, bỏ mật khẩu rồi lưu lại")
        raise _Refused(OTHER_FORMAT, "tệp Excel đời cũ (.xls)", _SAVE_AS)
    if not content:
        raise _Refused(NOT_A_WORKBOOK, "tệp rỗng", "xin gửi lại tệp")
    if not content.startswith(b"PK"):
        raise _Refused(NOT_A_WORKBOOK, "tệp không phải sổ Excel", _SAVE_AS)


def _refuse_other_packages(archive: ZipFile, entries: dict[str, ZipInfo]) -> None:
    if "mimetype" in entries and b"opendocument" in archive.open("mimetype").read(100):
        raise _Refused(OTHER_FORMAT, "tệp dạng OpenDocument (.ods)", _SAVE_AS)
    if "xl/workbook.bin" in entries:
        raise _Refused(OTHER_FORMAT, "sổ dạng nhị phân (.xlsb)", _SAVE_AS)
    if "xl/workbook.xml" not in entries:
        kind = "tệp Word, không phải sổ Excel" if "word/document.xml" in entries else "tệp không phải sổ Excel"
        raise _Refused(NOT_A_WORKBOOK, kind, _SAVE_AS)


def _refuse_bombs(entries: dict[str, ZipInfo]) -> None:
    needed = {name: entry for name, entry in entries.items() if _is_needed(name)}
    sheets = [entry for name, entry in needed.items() if _SHEET.fullmatch(name)]
    if len(sheets) > _MAX_SHEETS:
        raise Unsafe(f"hơn {_MAX_SHEETS} trang")
    refuse_bombs([entry for name, entry in needed.items() if not _SHEET.fullmatch(name)], sheets)


def _part(archive: ZipFile, name: str, entry: ZipInfo) -> bytes:
    if not _SHEET.fullmatch(name):
        content = archive.read(entry)
    else:
        pieces, size = [], 0
        for piece in _filled_cells(archive, entry):
            pieces.append(piece)
            size += len(piece)
            if size > _MAX_SHEET:
                raise Unsafe("một trang có quá nhiều ô")
        content = b"".join(pieces)
    refuse_declarations(content)
    return content


def _filled_cells(archive: ZipFile, entry: ZipInfo) -> Iterator[bytes]:
    """The XML of a sheet without its blank cells and rows, piece by piece, no row cut in two."""
    rest = b""
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            rest += chunk
            if len(rest) > _MAX_SHEET:
                raise Unsafe("một dòng của trang quá lớn")
            row = rest.rfind(b"row ")
            cut = rest.rfind(b"<", 0, row) if row > 0 else -1
            if cut > 0:
                yield _without_blanks(rest[:cut])
                rest = rest[cut:]
    yield _without_blanks(rest)


def _without_blanks(xml: bytes) -> bytes:
    return _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", xml))
