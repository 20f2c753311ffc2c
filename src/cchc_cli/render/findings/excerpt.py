"""A line of a file with the place of a problem marked below it."""

import unicodedata

from cchc_cli.diagnostics import Span
from cchc_cli.render.plain import text_width

_LONGEST = 400
_SHORTEST = 40
_CUT = "…"


def excerpt(line: str, span: Span, width: int | None) -> tuple[str, str]:
    """The line, and below it carets under exactly the characters of the span.

    A line longer than the terminal is shown around the place; `width` is None where nothing limits it, and then only
    a line that nobody would read is shortened.
    """
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    gutter = len(str(span.line)) + 5
    room = max(_SHORTEST, (width or _LONGEST + gutter) - gutter)
    first, last = _window(line, start, max(end, start + 1), room)
    before, marked = _shown(line[first:start]), _shown(line[start : min(end, last)])
    opening = _CUT if first else ""
    text = f"{opening}{before}{marked}{_shown(line[min(end, last) : last])}{_CUT if last < len(line) else ''}"
    carets = "^" * max(1, text_width(marked))
    number = f"{span.line:>{gutter - 3}}"
    return f"{number} | {text}".rstrip(), f"{' ' * (gutter - 3)} | {' ' * text_width(opening + before)}{carets}"


def _window(line: str, start: int, end: int, room: int) -> tuple[int, int]:
    """First and last character to show, so that the place and some text before it fit the room."""
    if len(line) <= room and text_width(line) <= room:
        return 0, len(line)
    room -= 2 * len(_CUT)
    first = max(0, min(start - room // 3, len(line) - room))
    while first and unicodedata.combining(line[first]):
        first -= 1
    return first, min(len(line), first + room)


def _shown(text: str) -> str:
    """The text with what a terminal would act on, or not show, made visible in one cell each."""
    if text.isprintable():
        return text
    return "".join(map(_stand_in, text))


def _stand_in(letter: str) -> str:
    if letter.isprintable() or unicodedata.combining(letter):
        return letter
    return " " if letter.isspace() else "\N{WHITE SQUARE}"
