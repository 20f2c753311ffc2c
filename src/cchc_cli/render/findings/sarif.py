"""Problems as SARIF 2.1.0, the format of code scanning services (OASIS, sarif-v2.1.0)."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from cchc_cli.diagnostics import Code, Diagnostic, Edit, Severity, Span
from cchc_cli.render.findings.found import Findings

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif_log(found: Sequence[Findings], version: str) -> dict[str, object]:
    """One run of the program as a SARIF log; problems that a comment lets pass are results with a suppression."""
    results = [(problem, one) for one in found for problem in (*one.problems, *one.allowed)]
    codes = sorted({problem.code for problem, _ in results}, key=lambda code: code.id)
    index = {code.id: number for number, code in enumerate(codes)}
    driver = {"name": "cchc", "version": version, "rules": [_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, one, index[problem.code.id]) for problem, one in results],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: Code) -> dict[str, object]:
    return {
        "id": code.id,
        "name": code.name,
        "shortDescription": {"text": code.name.replace("-", " ")},
        "fullDescription": {"text": code.why},
        "help": {
            "text": f"{code.why}\n\nSai:\n{code.bad}\nĐúng:\n{code.good}",
            "markdown": f"{code.why}\n\nSai:\n\n```yaml\n{code.bad}```\n\nĐúng:\n\n```yaml\n{code.good}```\n",
        },
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
    }


def _result(problem: Diagnostic, found: Findings, rule_index: int) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": problem.code.id,
        "ruleIndex": rule_index,
        "level": _LEVELS[problem.severity],
        "message": {"text": f"{problem.message} (gợi ý: {problem.hint})" if problem.hint else problem.message},
        "locations": [_location(problem.span, found)],
    }
    if problem.related:
        result["relatedLocations"] = [
            {**_location(related.span, found), "message": {"text": related.message}} for related in problem.related
        ]
    if problem.fix:
        result["fixes"] = [_fix(problem.fix, found)]
    if problem.allowed is not None:
        result["suppressions"] = [{"kind": "inSource", "justification": problem.allowed}]
    return result


def _location(span: Span, found: Findings) -> dict[str, object]:
    return {"physicalLocation": {"artifactLocation": _artifact(span, found), "region": _region(span)}}


def _artifact(span: Span, found: Findings) -> dict[str, object]:
    path = found.path(span)
    if Path(path).is_absolute():
        return {"uri": Path(path).as_uri()}
    return {"uri": quote(path.encode("utf-8", "surrogateescape")), "uriBaseId": "%SRCROOT%"}


def _region(span: Span) -> dict[str, object]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _fix(edits: Sequence[Edit], found: Findings) -> dict[str, object]:
    replacements = [{"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}} for edit in edits]
    change = {"artifactLocation": _artifact(edits[0].span, found), "replacements": replacements}
    return {"description": {"text": "cchc validate --fix"}, "artifactChanges": [change]}
