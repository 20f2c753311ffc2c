"""Lines of a text that is edited: where they end, in which column something stands."""

from collections.abc import Iterable


def line_end_of(text: str) -> str:
    """The line break that a text uses."""
    return "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"


def column(text: str, at: int) -> int:
    """The column of a character, from 0."""
    return at - max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) - 1


def line_ends(text: str, end: int) -> Iterable[int]:
    """Where the line that holds the end of a value ends, behind its line break; then behind blank lines after it."""
    at = behind_line(text, end)
    yield at
    while at < len(text) and not text[at : end_of_line(text, at)].strip(" \t"):
        at = behind_line(text, at)
        yield at


def end_of_line(text: str, at: int) -> int:
    """Where the line that holds a character ends, before its line break."""
    while at < len(text) and text[at] not in "\r\n":
        at += 1
    return at


def behind_line(text: str, at: int) -> int:
    """Where the line that holds a character ends, behind its line break."""
    at = end_of_line(text, at)
    return at + 2 if text.startswith("\r\n", at) else min(at + 1, len(text))


def joined(text: str, at: int, block: str, line_end: str) -> str:
    """A block of lines as it goes in at the end of a line: after a line break, which the last line may lack."""
    is_broken = at > 0 and text[at - 1] in "\r\n"
    return block if is_broken else f"{line_end}{block}"
