"""The page: its heads, contents and sections, with a policy that lets nothing in from elsewhere."""

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from cchc_cli.render.html.anchors import Anchors, anchor
from cchc_cli.render.html.blocks import Block, build_blocks
from cchc_cli.render.palette import LATE, STATES, TONES
from cchc_cli.reports.parts import Report, Section
from cchc_cli.text import clean

_PACKAGE = "cchc_cli.render.html"


class Shown(NamedTuple):
    """A section as the page shows it; what belongs to one agency is folded away."""

    anchor: str
    name: str
    is_folded: bool
    blocks: tuple[Block, ...]


def render_html(report: Report) -> bytes:
    """The report as one HTML file: the sections of its page, or all of them. The same report gives the same bytes."""
    environment = build_environment()
    style = environment.get_template("style.css").render(states=STATES, late=LATE, tones=TONES)
    script = files(_PACKAGE).joinpath("templates", "script.js").read_text(encoding="utf-8")
    page = environment.get_template("page.html").render(
        report=report,
        sections=_shown(report),
        policy=_policy(style, script),
        style=Markup(style),  # our own, with no data in it; as is the script
        script=Markup(script),
    )
    return page.encode("utf-8", "replace")


def build_environment() -> Environment:
    """Where templates are rendered: every text that they print is escaped, whatever the template is called."""
    environment = Environment(
        loader=PackageLoader(_PACKAGE, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_cleaned,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["broken"] = _broken
    return environment


def _cleaned(value: object) -> object:
    """A text without what no page can hold; control characters that break a line break it."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _broken(text: str) -> str:
    """A text whose line breaks are those of a page."""
    text = clean(text)
    return Markup("<br>\n").join(text.split("\n")) if "\n" in text else text


def _policy(style: str, script: str) -> str:
    """The content security policy: nothing but the page's own style and script, known by their hashes."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}"


def _shown(report: Report) -> tuple[Shown, ...]:
    sections = [report.section(key) for key in report.page] or list(report.sections)
    shown = [section.on_screen for section in sections]
    anchors = Anchors(shown)
    return tuple(_section(section, anchors) for section in shown)


def _section(section: Section, anchors: Anchors) -> Shown:
    blocks = tuple(build_blocks(section, anchors))
    return Shown(anchor(section.key), section.name, section.is_folded, blocks)
