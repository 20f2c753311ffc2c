"""How high a row must be to show all of its wrapped text in Times New Roman.

A workbook stores row heights; the programs that show it on a phone or print it do not work them out again.
"""

from functools import lru_cache

from cchc_cli.render.typeface import BOLD, SPACE, text_width, word_width

MAX_HEIGHT = 409.0

_LINE = 1.26
_PADDING = 5.0
_MARGIN = 1.06
_PIXELS_OF_DIGIT = 8  # of Times New Roman 12, the default font of our workbooks
_PIXELS_OF_EDGES = 8
_POINTS_OF_PIXEL = 0.75


def points_of(width: float) -> float:
    """The room for text in a column (or several, added up) of this many characters, in points."""
    return (width * _PIXELS_OF_DIGIT + 5 - _PIXELS_OF_EDGES) * _POINTS_OF_PIXEL


def width_for(text: str, size: float) -> float:
    """The width of a column, in characters, that has room for the text on one line."""
    points = text_width(text, size) * _MARGIN
    return (points / _POINTS_OF_PIXEL - 5 + _PIXELS_OF_EDGES) / _PIXELS_OF_DIGIT


@lru_cache(maxsize=65_536)  # a report says much of what it says on several sheets
def lines_of(text: str, room: float, size: float, *, is_bold: bool = False) -> int:
    """How many lines the text takes when wrapped at spaces into this many points."""
    scale = size / 1000 * _MARGIN * (BOLD if is_bold else 1.0)
    return sum(_wrapped(line, room / scale) for line in text.split("\n"))


def height_of(lines: int, size: float) -> float:
    """The height of a row of so many lines, in points."""
    return min(MAX_HEIGHT, round(lines * size * _LINE + _PADDING, 1))


def is_cut(lines: int, size: float) -> bool:
    """Whether so many lines are more than the highest row shows."""
    return lines * size * _LINE + _PADDING > MAX_HEIGHT


def _wrapped(line: str, room: float) -> int:
    count, used = 1, 0.0
    for word in line.split(" "):
        width = word_width(word)
        if used and used + SPACE + width > room:
            count, used = count + 1, 0.0
        if width > room:
            extra, width = divmod(width, room)
            count += int(extra)
        used += width + (SPACE if used else 0.0)
    return count
