"""The problems of one data home, with what it takes to show them."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from cchc_cli.diagnostics import CellRef, Diagnostic, Severity, Span, TableRef, count
from cchc_cli.source import Document

WORDS = {Severity.ERROR: "lỗi", Severity.WARNING: "cảnh báo", Severity.INFO: "thông tin"}


class Findings(NamedTuple):
    """What a check of one data home came to.

    `problems` are those that stand, `allowed` those that a comment in the data lets pass; `folder` is the home as seen
    from the current folder, `files` its contents by path below it, `rows` how many rows its plans have.
    """

    problems: tuple[Diagnostic, ...]
    allowed: tuple[Diagnostic, ...]
    folder: str
    files: Mapping[str, bytes]
    rows: int

    def path(self, span: Span) -> str:
        """The file of a place as seen from the current folder, with forward slashes."""
        return f"{self.folder}/{span.file}" if self.folder not in ("", ".") else span.file

    def place(self, span: Span, cell: CellRef | TableRef | None = None) -> str:
        """A place as editors and terminals make a link of it, file:line:column; in a workbook file [sheet!cell].

        A workbook as a whole is a cell without an address.
        """
        if cell is not None:
            return f"{self.path(span)} [{cell.address}]" if cell.address else self.path(span)
        return f"{self.path(span)}:{span.line}:{span.column}"


def summary(found: Sequence[Findings]) -> str:
    """What was checked and what was found, in one line."""
    problems = [problem for one in found for problem in one.problems]
    counts = [f"{number} {word}" for severity, word in WORDS.items() if (number := count(problems, severity))]
    files, rows = sum(len(one.files) for one in found), sum(one.rows for one in found)
    passed = sum(len(one.allowed) for one in found)
    more = f" ({passed} vấn đề được cho qua bằng ghi chú)" if passed else ""
    return f"Đã kiểm tra {files} tệp, {rows} dòng: {', '.join(counts) or 'không có vấn đề'}{more}.\n"


class SourceLines:
    """Looks lines up; each file is decoded once, when its first line is asked for."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        self._document = cache(self._decoded)
        self._line = cache(lambda file, number: self._document(file).line(number))

    def __call__(self, span: Span) -> str:
        """The line on which a place begins, without its end."""
        line: str = self._line(span.file, span.line)
        return line

    def _decoded(self, file: str) -> Document:
        return Document(file, self._files.get(file, b"").decode("utf-8-sig", "replace"))
