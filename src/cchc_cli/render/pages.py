"""Parts one below the other as text: for a terminal or pipe, and as Markdown."""

from collections.abc import Callable, Iterable
import textwrap

from cchc_cli.render.figures import figure_text
from cchc_cli.render.machine import markdown_text, render_markdown
from cchc_cli.reports import Facts, Head, Heading, Paragraph, Part, Steps
from cchc_cli.reports.parts import Chart, Figure, Figures, Links, Report, Weight
from cchc_cli.tables import Table


def render_page(parts: Iterable[Part], table_text: Callable[[Table], str], width: int | None) -> str:
    """The parts as text, wrapped to a terminal's width where there is one; `table_text` lays out the tables."""
    return "\n".join(_text(part, table_text, width) for part in parts)


def _text(part: Part, table_text: Callable[[Table], str], width: int | None) -> str:
    if isinstance(part, Heading | Paragraph):
        return _wrapped(str(part.text), "", width)
    if isinstance(part, Facts):
        indent = max(len(label) for label, _ in part.items) + 4
        return "".join(
            _wrapped(f"  {label:<{indent - 4}}  {value}", " " * indent, width) for label, value in part.items
        )
    if isinstance(part, Head):
        return f"{part.issuer}\n{part.place_and_date}\n"
    if isinstance(part, Steps):
        return f"{part.title}:\n" + "".join(
            f"{_wrapped(f'  {step.what}:', '  ', width)}    {step.command}\n" for step in part.items
        )
    if isinstance(part, Figures):
        return "".join(_wrapped(f"  {_figure(one)}", "    ", width) for one in part.items)
    if isinstance(part, Chart):
        return _wrapped(part.description, "", width)
    if isinstance(part, Links):
        return "".join(f"{link.text}\n" for link in part.items)
    title = f"{part.table.title}:\n" if part.table.title else ""
    return f"{title}{table_text(part.table)}"


def _figure(figure: Figure) -> str:
    note = f" ({figure.note})" if figure.note else ""
    return f"{figure.label}: {figure_text(figure)}{note}"


def _wrapped(text: str, indent: str, width: int | None) -> str:
    if width is None:
        lines = text.split("\n")
    else:
        lines = textwrap.wrap(text, width, subsequent_indent=indent, break_on_hyphens=False)
    return "".join(f"{line}\n" for line in lines)


def render_markdown_page(parts: Iterable[Part]) -> bytes:
    """The parts as Markdown; raw bytes of a file's name pass unchanged."""
    return "\n".join(_markdown(part) for part in parts).encode("utf-8", "surrogateescape")


def render_markdown_report(report: Report) -> bytes:
    """A report as Markdown, for pasting: its label first, its title, and the sections of its page."""
    label = [f"**{markdown_text(report.label)}**\n"] if report.label else []
    parts = [*label, f"# {markdown_text(report.title)}\n"]
    if report.cover:
        parts += [f"{markdown_text(note)}\n" for note in report.cover.notes]
    for key in report.page:
        section = report.section(key).on_screen
        parts += [f"## {markdown_text(section.name)}\n", *(_markdown(part) for part in section.parts)]
    return "\n".join(parts).encode("utf-8", "surrogateescape")


def _markdown(part: Part) -> str:
    if isinstance(part, Heading):
        return f"# {markdown_text(part.text)}\n"
    if isinstance(part, Facts):
        return "".join(f"- {label}: {markdown_text(value)}\n" for label, value in part.items)
    if isinstance(part, Paragraph):
        mark = "### " if part.weight is Weight.SUBTITLE else ""
        return f"{mark}{markdown_text(str(part.text))}\n"
    if isinstance(part, Head):
        return f"{markdown_text(part.issuer)}\n"
    if isinstance(part, Steps):
        items = "".join(f"- {markdown_text(step.what)}: `{step.command}`\n" for step in part.items)
        return f"## {markdown_text(part.title)}\n\n{items}"
    if isinstance(part, Figures):
        return "".join(f"- {markdown_text(_figure(one))}\n" for one in part.items)
    if isinstance(part, Chart):
        return f"{markdown_text(part.description)}\n"
    if isinstance(part, Links):
        return "".join(f"- {markdown_text(link.text)}\n" for link in part.items)
    return render_markdown(part.table).decode("utf-8")
