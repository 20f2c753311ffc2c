"""Problems as data: what is wrong, where, and what to do about it."""

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple, Protocol

_LONGEST = 600


class Severity(Enum):
    """How much a problem weighs: an error makes a list or a total wrong."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Span(NamedTuple):
    """A place in a text file: lines and columns from 1, columns in code points, the end exclusive.

    `file` is the path below the data home, with forward slashes.
    """

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


class CellRef(NamedTuple):
    """A place in a workbook: the sheet, row and column from 1; row and column 0 for the whole sheet.

    Without a sheet it is the whole workbook.
    """

    sheet: str
    row: int = 0
    column: int = 0

    @property
    def address(self) -> str:
        """The place as spreadsheets write it: sheet!K12."""
        letters, number = "", self.column
        while number:
            number, letter = divmod(number - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{self.sheet}!{letters}{self.row or ''}" if self.row or self.column else self.sheet

    @property
    def order(self) -> tuple[str, int, int]:
        """What places in one file are sorted by."""
        return self.sheet, self.row, self.column


class TableRef(NamedTuple):
    """A place in a document: the table and its row, counted from 1 down the pages; 0 for the whole of it."""

    table: int = 0
    row: int = 0

    @property
    def address(self) -> str:
        """The place in words; empty for the whole document."""
        return ", ".join(f"{word} {number}" for word, number in (("bảng", self.table), ("dòng", self.row)) if number)

    @property
    def order(self) -> tuple[str, int, int]:
        """What places in one file are sorted by."""
        return "", self.table, self.row


class Origin(Protocol):
    """Where a value was read from."""

    @property
    def file(self) -> str:
        """The path below the data home."""

    def span(self, *path: str | int) -> Span:
        """The place of the value that the keys and indexes lead to, or of the nearest thing above it."""

    def key_span(self, *path: str | int) -> Span:
        """The place of the key at the end of the path, or of what should hold it where there is no such key."""

    def first_key_span(self) -> Span:
        """The place of the first key, or of the whole where there is none."""


class Code(NamedTuple):
    """A kind of problem. Ids are never renumbered and never used again.

    `bad` is the text of a data file whose wrong line ends in `# ←`; `good` is the same put right.
    """

    id: str
    name: str
    severity: Severity
    why: str
    bad: str
    good: str


class Related(NamedTuple):
    """A further place that belongs to a problem, with what it has to do with it."""

    span: Span
    message: str


class Edit(NamedTuple):
    """A piece of a file's text and what to put in its place; an empty span inserts."""

    span: Span
    text: str


class Diagnostic(NamedTuple):
    """One problem at one place; in a workbook or document `cell` of the file that `span` names. `hint` says what to do.

    `fix` are the edits that put it right without a person's judgement; `allowed` is the reason for which a comment in
    the file lets it pass.
    """

    code: Code
    message: str
    span: Span
    hint: str | None = None
    related: tuple[Related, ...] = ()
    fix: tuple[Edit, ...] = ()
    allowed: str | None = None
    cell: CellRef | TableRef | None = None

    @property
    def severity(self) -> Severity:
        """The code's own severity."""
        return self.code.severity


_NO_CELL = CellRef("")


def in_order(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The problems by file and place, then by code, each message and hint on one line of bearable length."""
    tidied = map(_tidied, problems)
    return tuple(sorted(tidied, key=lambda one: (one.span, (one.cell or _NO_CELL).order, one.code.id, one.message)))


def _tidied(problem: Diagnostic) -> Diagnostic:
    message, hint = problem.message, problem.hint
    if _is_tidy(message) and (hint is None or _is_tidy(hint)):
        return problem
    return problem._replace(message=_one_line(message), hint=_one_line(hint) if hint is not None else None)


def _is_tidy(text: str) -> bool:
    return len(text) <= _LONGEST and text.isprintable()


def _one_line(text: str) -> str:
    text = " ".join(text[: 2 * _LONGEST].split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def has_errors(problems: Iterable[Diagnostic]) -> bool:
    """Whether any problem is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def count(problems: Iterable[Diagnostic], severity: Severity) -> int:
    """How many of the problems have this severity."""
    return sum(problem.severity is severity for problem in problems)
