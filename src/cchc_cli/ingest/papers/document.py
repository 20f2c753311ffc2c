"""A document that someone else wrote, from its bytes to the lines and tables on its paper."""

from cchc_cli.diagnostics import Diagnostic, Span
from cchc_cli.ingest.papers.kinds import (
    LOCKED,
    NOT_A_PLAN,
    UNREADABLE,
    Foreign,
    Kind,
    kind_of,
)
from cchc_cli.ingest.papers.old_letters import old_letters
from cchc_cli.ingest.papers.paper import Paper
from cchc_cli.ingest.papers.plain import read_plain
from cchc_cli.ingest.papers.sheets import read_sheets
from cchc_cli.ingest.papers.word import read_word
from cchc_cli.ingest.parts import MAX_BYTES, Locked, Unsafe

_UNLOCK = "xin mật khẩu, mở bằng Word (hoặc Excel), bỏ mật khẩu ở Tệp > Thông tin, rồi lưu lại"
_SAVE_ANEW = "mở bằng Word (hoặc Excel), lưu lại thành tệp mới rồi nhập; không mở được thì xin lại tệp"
_TYPED = "xin tệp Word có chữ của cơ quan ban hành, hoặc gõ lại bảng"

Read = tuple[Paper | None, tuple[Diagnostic, ...]]


def read_paper(file: str, content: bytes) -> Read:
    """The lines and tables of a document; None, with the reason, where it cannot be read.

    What it is its bytes tell, whatever it is named.
    """
    if len(content) > MAX_BYTES:
        message = f"tệp lớn hơn {MAX_BYTES // 1_000_000} MB"
        return None, (Diagnostic(UNREADABLE, message, Span(file), "kế hoạch thật chỉ vài trăm KB; xem lại tệp"),)
    kind = kind_of(content)
    if isinstance(kind, Foreign):
        return None, (Diagnostic(NOT_A_PLAN, f"{kind.name}, không đọc được", Span(file), kind.hint),)
    if kind is Kind.LOCKED:
        return None, (Diagnostic(LOCKED, "tệp có mật khẩu mở", Span(file), _UNLOCK),)
    if kind is Kind.TEXT:
        return _checked(file, *read_plain(file, content))
    if kind is Kind.WORKBOOK:
        return _checked(file, *read_sheets(file, content))
    return _word(file, content)


def _checked(file: str, paper: Paper | None, problems: tuple[Diagnostic, ...]) -> Read:
    """What was read, unless there is nothing in it, or it is in letters of the time before Unicode."""
    if paper is None:
        return None, problems
    if not paper.parts:
        hint = "xem lại có đúng tệp không; bảng nằm trong ảnh thì không có chữ để đọc"
        return None, (*problems, Diagnostic(NOT_A_PLAN, "tệp không có dòng chữ nào", Span(file), hint))
    old = old_letters(file, paper)
    return (paper, problems) if old is None else (None, (old,))


def _word(file: str, content: bytes) -> Read:
    try:
        return _read_word(file, content)
    except Unsafe as fault:
        return None, (Diagnostic(UNREADABLE, str(fault), Span(file), "kế hoạch thật không có thứ đó; xin lại tệp"),)
    except Locked:
        return None, (Diagnostic(LOCKED, "tệp nén có mật khẩu", Span(file), "xin lại tệp không đặt mật khẩu"),)
    except Exception as fault:  # noqa: BLE001 # a damaged file can raise anything
        message = f"tệp hỏng, không đọc được ({type(fault).__name__})"
        return None, (Diagnostic(UNREADABLE, message, Span(file), _SAVE_ANEW),)


def _read_word(file: str, content: bytes) -> Read:
    word = read_word(file, content)
    if word.has_foreign_parts:
        message = "văn bản Word chỉ gói một tệp khác ở trong (altChunk), chưa có chữ để đọc"
        return None, (Diagnostic(NOT_A_PLAN, message, Span(file), _SAVE_ANEW),)
    if not word.paper.parts and word.has_pictures:
        return None, (Diagnostic(NOT_A_PLAN, "văn bản Word chỉ có ảnh, không có chữ", Span(file), _TYPED),)
    old = old_letters(file, word.paper, word.in_old_fonts)
    return (None, (old,)) if old is not None else _checked(file, word.paper, word.problems)
