"""Parts one below the other as text: for a terminal or pipe, and as Markdown."""

from collections.abc import Callable, Iterable

from cchc_cli.render.machine import markdown_text, render_markdown
from cchc_cli.reports import Facts, Head, Heading, Paragraph, Part
from cchc_cli.tables import Table


def render_page(parts: Iterable[Part], table_text: Callable[[Table], str]) -> str:
    """The parts as text; `table_text` lays out the tables for wherever the text goes."""
    return "\n".join(_text(part, table_text) for part in parts)


def _text(part: Part, table_text: Callable[[Table], str]) -> str:
    if isinstance(part, Heading | Paragraph):
        return f"{part.text}\n"
    if isinstance(part, Facts):
        width = max(len(label) for label, _ in part.items)
        return "".join(f"  {label:<{width}}  {value}\n" for label, value in part.items)
    if isinstance(part, Head):
        return f"{part.issuer}\n{part.place_and_date}\n"
    title = f"{part.table.title}:\n" if part.table.title else ""
    return f"{title}{table_text(part.table)}"


def render_markdown_page(parts: Iterable[Part]) -> bytes:
    """The parts as Markdown."""
    return b"\n".join(_markdown(part) for part in parts)


def _markdown(part: Part) -> bytes:
    if isinstance(part, Heading):
        return f"# {markdown_text(part.text)}\n".encode()
    if isinstance(part, Facts):
        return "".join(f"- {label}: {markdown_text(value)}\n" for label, value in part.items).encode()
    if isinstance(part, Paragraph):
        return f"{markdown_text(str(part.text))}\n".encode()
    if isinstance(part, Head):
        return f"{markdown_text(part.issuer)}\n".encode()
    return render_markdown(part.table)
