"""Problems as Markdown, for a pull request or a step's summary."""

from collections.abc import Sequence

from cchc_cli.render.findings.found import WORDS, Findings, summary
from cchc_cli.render.machine import markdown_text


def render_findings_markdown(found: Sequence[Findings]) -> str:
    """The summary, and a table of the problems where there are any."""
    lines = [
        f"| {markdown_text(one.place(problem.span))} | {WORDS[problem.severity]} {problem.code.id} "
        f"| {markdown_text(problem.message)} | {markdown_text(problem.hint or '')} |"
        for one in found
        for problem in one.problems
    ]
    head = ["| Chỗ | Mã | Vấn đề | Gợi ý |", "| --- | --- | --- | --- |"] if lines else []
    return "\n".join((summary(found), *head, *lines)) + ("\n" if lines else "")
