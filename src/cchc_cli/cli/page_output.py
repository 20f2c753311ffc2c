"""Where pages go: the terminal, a pipe, or a file written whole."""

from collections.abc import Callable, Iterable
from pathlib import Path

import click

from cchc_cli.cli.output import format_of_file, table_text, terminal_width, write_file, write_out
from cchc_cli.render.machine import render_json
from cchc_cli.render.pages import render_markdown_page, render_page
from cchc_cli.reports import Part

PAGE_SUFFIXES = ("json", "md")


def deliver_page(parts: Iterable[Part], record: Callable[[], object], format_: str | None, output: Path | None) -> None:
    """Shows a page on the terminal, or gives it, or its record, in the format that was asked for."""
    kind = format_of_file(format_, output, PAGE_SUFFIXES) if output else format_
    if kind == "json":
        content = render_json(record())
    elif kind == "md":
        content = render_markdown_page(parts)
    else:
        content = render_page(parts, table_text, terminal_width()).encode("utf-8", "surrogateescape")
    if output is None:
        write_out(content)
    else:
        write_file(output, content)
        click.echo(f"Đã ghi {output}", err=True)
