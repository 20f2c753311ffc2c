"""Problems as annotations of a GitHub Actions run.

GitHub shows ten annotations of a kind for each step, and about 4 kB of each, and drops the rest without a word. So
errors come first, the tenth says how many more there are, and the whole list stands in the log as plain text.
"""

from collections.abc import Sequence
from hashlib import sha256

from cchc_cli.diagnostics import Diagnostic, Severity
from cchc_cli.render.findings.found import WORDS, Findings, summary
from cchc_cli.render.findings.text import render_findings

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_SHOWN = 10
_LONGEST = 3500


def render_github(found: Sequence[Findings]) -> str:
    """Annotations, then all problems as plain text that GitHub does not search for commands, then the summary."""
    annotations, left = [], []
    for severity in Severity:
        of_kind = [(problem, one) for one in found for problem in one.problems if problem.severity is severity]
        more = len(of_kind) - _SHOWN
        if more > 0:
            left.append(f"còn {more} {WORDS[severity]} nữa")
        for number, (problem, one) in enumerate(of_kind[:_SHOWN], start=1):
            rest = f"\n({left[-1]}, xem nhật ký của bước này)" if more > 0 and number == _SHOWN else ""
            annotations.append(_annotation(problem, one, rest))
    lines = "".join(f"{line}\n" for line in annotations)
    text = "".join(render_findings(one) for one in found)
    note = f"GitHub chỉ hiện {_SHOWN} mục mỗi loại: {', '.join(left)} trong danh sách trên.\n" if left else ""
    return f"{lines}{_silenced(text)}{note}{summary(found)}"


def _silenced(text: str) -> str:
    """The text between marks that keep GitHub from taking a line of the data for a command."""
    if not text:
        return ""
    token = f"cchc-{sha256(text.encode('utf-8', 'surrogateescape')).hexdigest()[:16]}"
    return f"::stop-commands::{token}\n{text}::{token}::\n"


def _annotation(problem: Diagnostic, found: Findings, rest: str) -> str:
    span = problem.span
    message = f"{problem.message}\ngợi ý: {problem.hint}" if problem.hint else problem.message
    content = message.encode("utf-8", "surrogateescape")
    if len(content) > _LONGEST:
        message = content[:_LONGEST].decode("utf-8", "ignore") + "…"
    place = {"file": found.path(span), "line": span.line, "endLine": span.end_line}
    if span.line == span.end_line and span.end_column > span.column:
        place |= {"col": span.column, "endColumn": span.end_column - 1}
    place["title"] = f"{problem.code.id} {problem.code.name}"
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in place.items())
    return f"::{_COMMANDS[problem.severity]} {properties}::{_data(message + rest)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
