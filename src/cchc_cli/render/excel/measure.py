"""How high a row must be to show all of its wrapped text in Times New Roman.

A workbook stores row heights; the programs that show it on a phone or print it do not work them out again.
Widths are those of the Times typeface in thousandths of the font size (Adobe Core 14 metrics); a letter with
marks is as wide as its base letter.
"""

from functools import lru_cache
import unicodedata

MAX_HEIGHT = 409.0

_LINE = 1.26
_PADDING = 5.0
_BOLD = 1.07
_MARGIN = 1.03
_PIXELS_OF_DIGIT = 8  # of Times New Roman 12, the default font of our workbooks
_PIXELS_OF_EDGES = 8
_POINTS_OF_PIXEL = 0.75

_WIDTHS = {
    letter: width
    for width, letters in (
        (250, " .,"),
        (278, "ijlt:;/\\"),
        (333, "fr-I()[]!`'"),
        (389, "sJ"),
        (444, 'acez?"'),
        (500, "bdghknopquvxyđ0123456789_$*#–"),
        (556, "FPSơư"),
        (611, "ELTZ"),
        (667, "BCR"),
        (722, "ADGHKNOQUVXYwĐƠƯ"),
        (778, "m&"),
        (833, "%"),
        (889, "M"),
        (944, "W"),
        (1000, "—…"),
    )
    for letter in letters
}
_UNKNOWN_WIDTH = 600


def points_of(width: float) -> float:
    """The room for text in a column (or several, added up) of this many characters, in points."""
    return (width * _PIXELS_OF_DIGIT + 5 - _PIXELS_OF_EDGES) * _POINTS_OF_PIXEL


def lines_of(text: str, room: float, size: float, *, is_bold: bool = False) -> int:
    """How many lines the text takes when wrapped at spaces into this many points."""
    scale = size / 1000 * _MARGIN * (_BOLD if is_bold else 1.0)
    return sum(_wrapped(line, room / scale) for line in text.split("\n"))


def height_of(lines: int, size: float) -> float:
    """The height of a row of so many lines, in points."""
    return min(MAX_HEIGHT, round(lines * size * _LINE + _PADDING, 1))


def _wrapped(line: str, room: float) -> int:
    count, used = 1, 0.0
    space = _WIDTHS[" "]
    for word in line.split(" "):
        width = _word_width(word)
        if used and used + space + width > room:
            count, used = count + 1, 0.0
        if width > room:
            extra, width = divmod(width, room)
            count += int(extra)
        used += width + (space if used else 0.0)
    return count


@lru_cache(maxsize=4096)
def _word_width(word: str) -> float:
    return float(sum(_letter_width(letter) for letter in word))


@lru_cache(maxsize=1024)
def _letter_width(letter: str) -> int:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    marked = unicodedata.normalize("NFD", letter)
    horned = unicodedata.normalize("NFC", marked[:1] + "\u031b") if "\u031b" in marked else marked[:1]
    return _WIDTHS.get(horned, _UNKNOWN_WIDTH)
