"""What the YAML parser complains of, placed where the fault begins and said in Vietnamese."""

from collections.abc import Iterator
from itertools import islice
import re

import yaml

from cchc_cli.diagnostics import Code, Diagnostic, Severity
from cchc_cli.source.clues import find_clue
from cchc_cli.source.tree import Document

MAX_DEPTH = 30

SYNTAX = Code(
    "Y101",
    "syntax-error",
    Severity.ERROR,
    "Tệp sai cú pháp YAML thì không đọc được phần nào của nó.",
    'agencies:\n  - id: snv\n    name: "Sở Nội vụ  # ←\n',
    'agencies:\n  - id: snv\n    name: "Sở Nội vụ"\n',
)
TAB = Code(
    "Y105",
    "tab-indentation",
    Severity.ERROR,
    "YAML không cho thụt dòng bằng phím Tab; mỗi trình soạn thảo hiện Tab rộng hẹp khác nhau.",
    "agencies:\n  - id: snv\n\tname: Sở Nội vụ  # ←\n",
    "agencies:\n  - id: snv\n    name: Sở Nội vụ\n",
)
TOO_DEEP = Code(
    "Y108",
    "too-deep",
    Severity.ERROR,
    f"Tệp dữ liệu không có chỗ nào lồng quá {MAX_DEPTH} tầng; lồng sâu hơn là tệp hỏng.",
    f"agencies: {'[' * MAX_DEPTH}{']' * MAX_DEPTH}  # ←\n",
    "agencies:\n  - id: snv\n    name: Sở Nội vụ\n",
)

_PROBLEMS = {
    "found unexpected end of stream": "thiếu dấu ngoặc kép (hoặc nháy đơn) đóng",
    "did not find expected ',' or ']'": "thiếu dấu phẩy hoặc ngoặc vuông đóng ]",
    "did not find expected ',' or '}'": "thiếu dấu phẩy hoặc ngoặc nhọn đóng }",
    "mapping values are not allowed in this context": "dấu hai chấm ở chỗ không cho phép",
    "did not find expected '-' indicator": "dòng thụt vào không khớp với danh sách bên trên",
    "did not find expected key": "dòng thụt vào không khớp với các khóa bên trên",
    "could not find expected ':'": "thiếu dấu hai chấm sau khóa",
    "found character that cannot start any token": "giá trị không được bắt đầu bằng ký tự này",
    "did not find expected hexdecimal number": "dấu \\ trong ngoặc kép đi với ký tự lạ",
    "found unknown escape character": "dấu \\ trong ngoặc kép đi với ký tự lạ",
    "found invalid Unicode character escape code": "mã ký tự sau dấu \\ không hợp lệ",
    "block sequence entries are not allowed in this context": "dấu gạch đầu dòng ở chỗ không cho phép",
    "found undefined tag handle": "thẻ kiểu lạ",
}
_MOST_TABS = 1000
_TAB_MESSAGE = "thụt dòng bằng phím Tab"
_TAB_HINT = "thay Tab bằng dấu cách"
_INDENT_HINT = "so cột với dòng cùng cấp phía trên; mỗi cấp thụt vào hai dấu cách"
_COMMA_HINT = "đặt dấu phẩy giữa các mục, đóng ngoặc ở cuối"
_HINTS = {
    "did not find expected ',' or ']'": _COMMA_HINT,
    "did not find expected ',' or '}'": _COMMA_HINT,
    "did not find expected key": _INDENT_HINT,
    "did not find expected '-' indicator": _INDENT_HINT,
    "could not find expected ':'": "viết: khóa: giá trị; giá trị dài để trên một dòng",
    "found unknown escape character": "trong ngoặc kép, dấu \\ có nghĩa riêng; dùng nháy đơn '…'",
    "did not find expected hexdecimal number": "trong ngoặc kép, dấu \\ có nghĩa riêng; dùng nháy đơn '…'",
    "mapping values are not allowed in this context": "đặt giá trị trong ngoặc kép, hoặc xem lại cách thụt dòng",
    "found character that cannot start any token": "đặt giá trị trong ngoặc kép",
}


def syntax_problem(document: Document, text: str, fault: Exception) -> Diagnostic:
    """The parser's complaint of the text that it was given, placed where the fault begins."""
    if isinstance(fault, yaml.reader.ReaderError):
        return _forbidden_character(document, text, fault.position)
    problem, index = getattr(fault, "problem", None) or "", _fault_index(fault)
    if text[index : index + 1] == "\t":
        return Diagnostic(TAB, _TAB_MESSAGE, document.letter_span(index), _TAB_HINT)
    if problem == "exceeded maximum nesting depth":
        message = f"lồng quá {MAX_DEPTH} tầng"
        return Diagnostic(TOO_DEEP, message, document.letter_span(index), "xem lại các dấu ngoặc")
    if (clue := find_clue(document.plain, index, problem)) is not None:
        span = document.span(clue.start, clue.end)
        return Diagnostic(SYNTAX, f"sai cú pháp YAML: {clue.message}", span, clue.hint)
    message = f"sai cú pháp YAML: {_PROBLEMS.get(problem, 'không đọc tiếp được từ đây')}"
    return Diagnostic(SYNTAX, message, document.letter_span(index), _HINTS.get(problem))


def further_tabs(document: Document, broken: Diagnostic) -> Iterator[Diagnostic]:
    """The other lines of a broken file that are indented with tabs, so that all are mended at once."""
    tabs = re.finditer(r"(?m)^ *(?:- +)*\t+(?=[^\s#])", document.plain)
    for found in islice(tabs, _MOST_TABS):
        span = document.span(found.end() - len(found.group().lstrip(" -")), found.end())
        if span.line != broken.span.line:
            yield Diagnostic(TAB, _TAB_MESSAGE, span, _TAB_HINT)


def _forbidden_character(document: Document, text: str, position: int) -> Diagnostic:
    """A character that no YAML file may hold; libyaml counts its position in bytes of UTF-8."""
    index = len(text.encode("utf-8", "surrogatepass")[:position].decode("utf-8", "ignore"))
    letter = text[index : index + 1] or "\0"
    message = f"sai cú pháp YAML: ký tự điều khiển U+{ord(letter):04X} không được phép trong tệp"
    return Diagnostic(SYNTAX, message, document.letter_span(index), "thay bằng dấu cách, hoặc xóa")


def _fault_index(fault: Exception) -> int:
    context, mark = getattr(fault, "context_mark", None), getattr(fault, "problem_mark", None)
    opening = ("while scanning a quoted scalar", "while parsing a flow", "while scanning a simple key")
    if context is not None and (getattr(fault, "context", None) or "").startswith(opening):
        return int(context.index)
    return int(mark.index) if mark is not None else 0
