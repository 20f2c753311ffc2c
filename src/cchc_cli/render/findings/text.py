"""Problems as text for people."""

from collections.abc import Iterator
import textwrap

from cchc_cli.diagnostics import Diagnostic, Severity, Span
from cchc_cli.render.findings.excerpt import excerpt
from cchc_cli.render.findings.found import WORDS, Findings, SourceLines

_COLOURS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[33m", Severity.INFO: "\x1b[36m"}
_PLAIN = "\x1b[0m"
_RELATED_SHOWN = 5


def render_findings(found: Findings, *, width: int | None = None, has_colour: bool = False) -> str:
    """Each problem with its place, the line it stands on, its hint, and the further places that belong to it.

    `width` is the terminal's; None where nothing limits a line.
    """
    source = SourceLines(found.files)
    lines: list[str] = []
    for problem in found.problems:
        opening, closing = (_COLOURS[problem.severity], _PLAIN) if has_colour else ("", "")
        what = f"{opening}{WORDS[problem.severity]} {problem.code.id}{closing}"
        lines += _wrapped(f"{found.place(problem.span, problem.cell)}: {what} {problem.message}", width)
        is_line = problem.span != Span(problem.span.file)  # else it is about the whole file
        if is_line and problem.span.file in found.files:
            line, carets = excerpt(source(problem.span), problem.span, width)
            lines += [line, f"{opening}{carets}{closing}"]
        lines += (part for line in _further(problem, found) for part in _wrapped(line, width))
    return "".join(f"{line}\n" for line in lines)


def _wrapped(line: str, width: int | None) -> list[str]:
    """The line, broken between words where it is longer than the terminal."""
    if width is None or len(line) <= width:
        return [line]
    return textwrap.wrap(line, width, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)


def _further(problem: Diagnostic, found: Findings) -> Iterator[str]:
    if problem.hint:
        yield f"  gợi ý: {problem.hint}"
    for related in problem.related[:_RELATED_SHOWN]:
        yield f"  xem: {found.place(related.span)} ({related.message})"
    if len(problem.related) > _RELATED_SHOWN:
        yield f"  … và {len(problem.related) - _RELATED_SHOWN} chỗ nữa"
