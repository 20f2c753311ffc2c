"""Text of a document as the program keeps it."""

import re
from unicodedata import combining

from cchc_cli.text import clean

_MOST_MARKS = 30


def kept(text: str) -> str:
    """The text cleaned, without blank lines and spaces around its lines, each stretch of spaces one space."""
    text = clean(text if text.isascii() else _without_piles(text))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _without_piles(text: str) -> str:
    """The text with no more marks on a letter than any text needs (UAX #15): a pile of them is slow to put in order."""
    marks = "".join(letter for letter in frozenset(text) if combining(letter))
    if len(text) <= _MOST_MARKS or not marks:
        return text
    return re.sub(f"([{re.escape(marks)}]{{{_MOST_MARKS}}})[{re.escape(marks)}]+", r"\1", text)
