"""Tables as plain text for a pipe or a file: complete, aligned, never cut to a width."""

import unicodedata

from cchc_cli.render.machine import cell_text
from cchc_cli.tables import Table

_GAP = "  "
_WIDE = ("W", "F")
_NO_WIDTH = ("Mn", "Me", "Cf")


def render_plain(table: Table) -> str:
    """The table as one line a row, each column as wide as its widest cell; the notes below."""
    rows = [[column.short or column.heading for column in table.columns]]
    rows += [
        [cell_text(value, column).replace("\n", " | ") for value, column in zip(line.cells, table.columns, strict=True)]
        for line in table.lines
    ]
    taken = [[text_width(text) for text in row] for row in rows]
    widths = [max(column) for column in zip(*taken, strict=True)]
    is_number = [column.kind.is_numeric for column in table.columns]
    fills = [[width - used for width, used in zip(widths, one, strict=True)] for one in taken]
    lines = [_GAP.join(map(_padded, row, fill, is_number)).rstrip() for row, fill in zip(rows, fills, strict=True)]
    lines.insert(1, _GAP.join("-" * width for width in widths))
    if table.label:
        lines.insert(0, table.label)
    return "\n".join([*lines, *(("", *table.notes) if table.notes else ())]) + "\n"


def text_width(text: str) -> int:
    """How many terminal cells a text takes: none for marks and what cannot be seen, two for wide East Asian letters."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(letter) in _NO_WIDTH else 2 if unicodedata.east_asian_width(letter) in _WIDE else 1
        for letter in text
    )


def _padded(text: str, fill: int, is_number: bool) -> str:
    return " " * fill + text if is_number else text + " " * fill
