"""Text of a document as the program keeps it."""

import re
from unicodedata import combining

from cchc_cli.text import clean, trimmed

_MOST_MARKS = 30


def kept(text: str) -> str:
    """The text cleaned and trimmed, each line on its own, each stretch of spaces one space."""
    if not text.isascii():
        text = _without_piles(text)
    return trimmed("\n".join(" ".join(line.split(" ")).strip() for line in _SPACES.sub(" ", clean(text)).split("\n")))


_SPACES = re.compile(r"[ \t]+")


def _without_piles(text: str) -> str:
    """The text with no more marks on a letter than any text needs (UAX #15): a pile of them is slow to put in order."""
    marks = "".join(letter for letter in frozenset(text) if combining(letter))
    if len(text) <= _MOST_MARKS or not marks:
        return text
    return re.sub(f"([{re.escape(marks)}]{{{_MOST_MARKS}}})[{re.escape(marks)}]+", r"\1", text)
