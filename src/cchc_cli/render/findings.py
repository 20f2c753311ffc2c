"""Diagnostics as text for people and as JSON for programs."""

from collections.abc import Sequence
from textwrap import indent

from cchc_cli.diagnostics import Code, Diagnostic, Severity, Span, count

_WORDS = {Severity.ERROR: "lỗi", Severity.WARNING: "cảnh báo", Severity.INFO: "thông tin"}
_COLOURS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[33m", Severity.INFO: "\x1b[36m"}
_PLAIN = "\x1b[0m"
_RELATED_SHOWN = 5


def render_findings(problems: Sequence[Diagnostic], folder: str, *, has_colour: bool = False) -> str:
    """Each problem with its place, its hint, and the further places that belong to it."""
    lines: list[str] = []
    for problem in problems:
        word, opening = _WORDS[problem.severity], _COLOURS[problem.severity] if has_colour else ""
        closing = _PLAIN if has_colour else ""
        place = place_text(problem.span, folder)
        lines.append(f"{place}: {opening}{word} {problem.code.id}{closing} {problem.message}")
        if problem.hint:
            lines.append(f"  gợi ý: {problem.hint}")
        lines += [
            f"  xem: {place_text(related.span, folder)} ({related.message})"
            for related in problem.related[:_RELATED_SHOWN]
        ]
        if len(problem.related) > _RELATED_SHOWN:
            lines.append(f"  … và {len(problem.related) - _RELATED_SHOWN} chỗ nữa")
    return "".join(f"{line}\n" for line in lines)


def place_text(span: Span, folder: str) -> str:
    """A place as editors and terminals make a link of it: file:line:column."""
    return f"{joined(folder, span.file)}:{span.line}:{span.column}"


def joined(folder: str, file: str) -> str:
    """A file of the data home as seen from the current folder."""
    return f"{folder}/{file}" if folder not in ("", ".") else file


def summary(problems: Sequence[Diagnostic], files: int, rows: int) -> str:
    """What was checked and what was found, in one line."""
    found = [f"{number} {word}" for severity, word in _WORDS.items() if (number := count(problems, severity))]
    checked = f"Đã kiểm tra {files} tệp, {rows} dòng"
    return f"{checked}: {', '.join(found) or 'không có vấn đề'}.\n"


def finding_records(problems: Sequence[Diagnostic], folder: str) -> list[dict[str, object]]:
    """The problems as programs read them; lines and columns from 1, columns in code points."""
    return [_record(problem, folder) for problem in problems]


def _record(problem: Diagnostic, folder: str) -> dict[str, object]:
    return {
        "file": joined(folder, problem.span.file),
        "line": problem.span.line,
        "column": problem.span.column,
        "end_line": problem.span.end_line,
        "end_column": problem.span.end_column,
        "code": problem.code.id,
        "name": problem.code.name,
        "severity": problem.severity.value,
        "message": problem.message,
        "hint": problem.hint,
        "related": [
            {
                "file": joined(folder, related.span.file),
                "line": related.span.line,
                "column": related.span.column,
                "message": related.message,
            }
            for related in problem.related
        ],
    }


def explanation(code: Code) -> str:
    """Why a kind of problem matters, with a bad and a good example."""
    word = _WORDS[code.severity]
    bad, good = (indent(text.rstrip("\n"), "    ") for text in (code.bad, code.good))
    return f"{code.id} {code.name} ({word})\n\n{code.why}\n\nSai:\n\n{bad}\n\nĐúng:\n\n{good}\n"
