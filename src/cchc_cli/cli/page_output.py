"""Where pages go: the terminal, a pipe, or a file written whole."""

from collections.abc import Callable, Iterable
from pathlib import Path

import click

from cchc_cli.cli.output import (
    LISTING_SUFFIXES,
    Listing,
    format_of_file,
    rendered_listing,
    table_text,
    terminal_width,
    write_file,
    write_out,
)
from cchc_cli.render.machine import render_json
from cchc_cli.render.pages import render_markdown_page, render_page
from cchc_cli.reports import Part

PAGE_SUFFIXES = ("json", "md")


def deliver_page(parts: Iterable[Part], record: Callable[[], object], format_: str | None, output: Path | None) -> None:
    """Shows a page on the terminal, or gives it, or its record, in the format that was asked for."""
    kind = format_of_file(format_, output, PAGE_SUFFIXES) if output else format_
    _deliver(render_json(record()) if kind == "json" else _page(parts, kind), output)


def deliver_told(parts: Iterable[Part], listing: Listing, format_: str | None, output: Path | None) -> None:
    """Shows a listing that people read as a page, or gives its bytes in the format that was asked for."""
    kind = format_of_file(format_, output, LISTING_SUFFIXES) if output else format_
    is_page = kind in (None, "table", "md")
    _deliver(_page(parts, kind) if is_page else rendered_listing(listing, str(kind)), output)


def _page(parts: Iterable[Part], kind: str | None) -> bytes:
    if kind == "md":
        return render_markdown_page(parts)
    return render_page(parts, table_text, terminal_width()).encode("utf-8", "surrogateescape")


def _deliver(content: bytes, output: Path | None) -> None:
    if output is None:
        write_out(content)
    else:
        write_file(output, content)
        click.echo(f"Đã ghi {output}", err=True)
