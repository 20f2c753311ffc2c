"""The marks of Markdown, and the few of HTML that stand in it, taken off a text."""

from html import unescape
import re

from cchc_cli.ingest.papers.wording import kept

_MARK = re.compile(r"[*_<\\&#]")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:b|i|u|s|em|strong|span|sup|sub|p|font|center|div|small)(?:\s[^<>]*)?>", re.IGNORECASE)
_BOLD = re.compile(r"(\*\*\*?)(?=\S)(.{1,500}?)(?<=\S)\1")
_SLANTED = re.compile(r"\s*(\*|_)(?=[^\s*_])([^*]+)(?<=[^\s*_])\1\s*")
_HEADING = re.compile(r"\A\s{0,3}#{1,6}\s+(?=\S)")
_ESCAPED = re.compile(r"\\([|*_.()\[\]#+\-!<>`~])")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_PIPE = re.compile(r"(?<!\\)\|")
_ALIGNMENT = re.compile(r"\|?\s*+:?-++:?\s*+(?:\|\s*+:?-++:?\s*+)*\|?")


def plain_text(text: str) -> str:
    """The text without marks: bold and slanted letters, headings, line breaks, entities, escaped signs."""
    if _MARK.search(text):
        text = _TAG.sub("", _BREAK.sub("\n", _HEADING.sub("", text)))
        text = _BOLD.sub(r"\2", text)
        if slanted := _SLANTED.fullmatch(text):
            text = slanted[2]
        text = _ESCAPED.sub(r"\1", _ENTITY.sub(lambda found: unescape(found.group()), text))
    return kept(text)


def is_table_row(line: str) -> bool:
    """Whether a line is a row of a Markdown table, with a bar before its first cell."""
    bare = line.strip()
    return bare.startswith("|") and len(_PIPE.findall(bare)) > 1


def has_bars(line: str) -> bool:
    """Whether bars part the line."""
    return _PIPE.search(line) is not None


def is_alignment(line: str) -> bool:
    """Whether a line is the one under the headings that says how columns are set."""
    return "|" in line and "-" in line and _ALIGNMENT.fullmatch(line.strip()) is not None


def table_cells(line: str) -> tuple[str, ...]:
    """The cells of a row of a Markdown table, still with their marks."""
    bare = line.strip().removeprefix("|")
    cells = _PIPE.split(bare)
    return tuple(cells[:-1] if len(cells) > 1 and not cells[-1].strip() else cells)
