"""What `cchc validate` shows, in each of its formats."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cchc_cli import __version__
from cchc_cli.cli.faults import BAD_COMMAND, CommandFault
from cchc_cli.cli.output import has_colour, suffix_of, table_text, terminal_width
from cchc_cli.render.findings import Findings, finding_records, render_findings, summary
from cchc_cli.render.machine import render_json

if TYPE_CHECKING:
    from cchc_cli.cli.changed import Changed

FORMATS = ("text", "json", "github", "sarif", "md")
_SUFFIXES = {"txt": "text", "json": "json", "sarif": "sarif", "md": "md"}


class Shown(NamedTuple):
    """What was found in each data home and, where that was asked for, what changed in it."""

    findings: tuple[Findings, ...]
    changes: tuple["Changed", ...] = ()


def format_of(format_: str | None, output: Path | None) -> str:
    """The format of a run: the one named, else by the suffix of its output, or GitHub's own where it runs the program.

    Raises CommandFault where the suffix is not known or says another format.
    """
    if output is None:
        return format_ or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
    by_suffix = _SUFFIXES[suffix_of(output, tuple(_SUFFIXES))]
    if format_ not in (None, by_suffix) and not (format_ == "github" and by_suffix == "text"):
        message = f"-f {format_} không khớp với đuôi tệp «{output.name}»"
        raise CommandFault(BAD_COMMAND, message, "bỏ -f, hoặc đổi đuôi tệp")
    return format_ or by_suffix


def rendered(shown: Shown, format_: str, *, is_file: bool) -> bytes:
    """The bytes of one format."""
    match format_:
        case "json":
            return _json(shown)
        case "sarif":
            from cchc_cli.render.findings.sarif import sarif_log  # urllib is not needed elsewhere

            return render_json(sarif_log(shown.findings, __version__))
        case "md":
            return _markdown(shown)
        case "github":
            from cchc_cli.render.findings.github import render_github

            text = render_github([_seen_from_workspace(one) for one in shown.findings])
        case _:
            width, is_coloured = (None, False) if is_file else (terminal_width(), has_colour())
            parts = [render_findings(one, width=width, has_colour=is_coloured) for one in shown.findings]
            text = f"{''.join(parts)}{summary(shown.findings)}"
    return f"{text}{_changes_text(shown, is_file=is_file)}".encode("utf-8", "surrogateescape")


def _json(shown: Shown) -> bytes:
    records = finding_records(shown.findings)
    if shown.changes:
        records["changed"] = [one.record for one in shown.changes]
    return render_json(records)


def _changes_text(shown: Shown, *, is_file: bool) -> str:
    parts = []
    for one in shown.changes:
        parts.append("\n" + "".join(f"{note}\n" for note in one.notes))
        parts += [f"\n{table.title}\n{table_text(table, is_file=is_file)}" for table in one.tables]
    return "".join(parts)


def _markdown(shown: Shown) -> bytes:
    from cchc_cli.render.findings.markdown import render_findings_markdown
    from cchc_cli.render.machine import markdown_text, render_markdown

    parts = [render_findings_markdown(shown.findings)]
    for one in shown.changes:
        parts += [f"{markdown_text(note)}\n" for note in one.notes]
        parts += [render_markdown(table.on_screen).decode("utf-8") for table in one.tables]
    return "\n".join(parts).encode("utf-8", "surrogateescape")


def _seen_from_workspace(found: Findings) -> Findings:
    """The same with paths below the checkout, as annotations need them, wherever in it the command runs."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    folder = os.path.abspath(found.folder)
    if workspace and os.path.commonpath((os.path.abspath(workspace), folder)) == os.path.abspath(workspace):
        return found._replace(folder=os.path.relpath(folder, workspace).replace(os.sep, "/"))
    return found
