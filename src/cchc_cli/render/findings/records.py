"""Problems as JSON values for other programs; the shape is described in `docs/validation.md`."""

from collections.abc import Sequence

from cchc_cli.diagnostics import Diagnostic, Edit, Severity, Span, count
from cchc_cli.render.findings.found import Findings

VERSION = 1


def finding_records(found: Sequence[Findings]) -> dict[str, object]:
    """All that was found; lines and columns from 1, columns in code points, ends exclusive."""
    problems = [problem for one in found for problem in one.problems]
    return {
        "version": VERSION,
        "problems": [_record(problem, one) for one in found for problem in one.problems],
        "errors": count(problems, Severity.ERROR),
        "warnings": count(problems, Severity.WARNING),
        "infos": count(problems, Severity.INFO),
        "allowed": [{**_record(problem, one), "reason": problem.allowed} for one in found for problem in one.allowed],
        "files": sum(len(one.files) for one in found),
        "rows": sum(one.rows for one in found),
    }


def _record(problem: Diagnostic, found: Findings) -> dict[str, object]:
    return {
        "file": found.path(problem.span),
        **_region(problem.span),
        **({"place": problem.cell.address} if problem.cell is not None else {}),
        "code": problem.code.id,
        "name": problem.code.name,
        "severity": problem.severity.value,
        "message": problem.message,
        "hint": problem.hint,
        "related": [
            {"file": found.path(related.span), **_region(related.span), "message": related.message}
            for related in problem.related
        ],
        "fix": [_edit(edit) for edit in problem.fix],
    }


def _edit(edit: Edit) -> dict[str, object]:
    return {**_region(edit.span), "text": edit.text}


def _region(span: Span) -> dict[str, object]:
    return {"line": span.line, "column": span.column, "end_line": span.end_line, "end_column": span.end_column}
