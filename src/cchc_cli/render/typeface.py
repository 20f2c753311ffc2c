"""The typeface of all documents, and how wide a text is in it.

Widths are those of the Times typeface in thousandths of the font size (Adobe Core 14 metrics); a letter with
marks is as wide as its base letter.
"""

from functools import lru_cache
import unicodedata

FONT = "Times New Roman"
BOLD = 1.07  # how much wider bold letters are, on the whole

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
SPACE = _WIDTHS[" "]


def text_width(text: str, size: float, *, is_bold: bool = False) -> float:
    """The width of a text on one line, in points."""
    return word_width(text) * size / 1000 * (BOLD if is_bold else 1.0)


@lru_cache(maxsize=4096)
def word_width(word: str) -> float:
    """The width of a text without line breaks, in thousandths of the font size."""
    return float(sum(_letter_width(letter) for letter in word))


@lru_cache(maxsize=1024)
def _letter_width(letter: str) -> int:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    marked = unicodedata.normalize("NFD", letter)
    horned = unicodedata.normalize("NFC", marked[:1] + "\u031b") if "\u031b" in marked else marked[:1]
    return _WIDTHS.get(horned, _UNKNOWN_WIDTH)
