"""Tables and records for other programs: JSON, CSV, Markdown."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO
import json

from cchc_cli.tables import Kind, Table, Value
from cchc_cli.tables.table import Column

_LABEL_COLUMN = Column("label", "Nhãn")
_GUARDED_STARTS = ("=", "+", "@", "\t", "\r", "'")


def render_json(value: object) -> bytes:
    """The value as JSON: UTF-8, unescaped, days as ISO text, exact decimals as numbers.

    What is no letter (a byte of a file name) stands as an escape.
    """
    return (json.dumps(value, ensure_ascii=False, indent=2, default=_json_value) + "\n").encode(
        "utf-8", "backslashreplace"
    )


def _json_value(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))


def render_csv(table: Table) -> bytes:
    """The table as Excel with Vietnamese settings opens it: UTF-8 with BOM, `;`, CRLF, decimal comma, dd/mm/yyyy.

    A text that a spreadsheet could take for a formula is guarded by a leading apostrophe, as is one that begins with
    an apostrophe, so that taking one away gives the text back.
    """
    columns = (*table.columns, *((_LABEL_COLUMN,) if table.label else ()))
    stream = StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.heading for column in columns])
    for line in table.lines:
        cells = (*line.cells, table.label) if table.label else line.cells
        writer.writerow([_guarded(value, column) for value, column in zip(cells, columns, strict=True)])
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")


def _guarded(value: Value, column: Column) -> str:
    text = cell_text(value, column)
    if isinstance(value, (int, Decimal)):
        return text
    if text.startswith(_GUARDED_STARTS) or (text.startswith("-") and not text.startswith("- ")):
        return f"'{text}"
    return text


def cell_text(value: Value, column: Column) -> str:
    """A cell as people read it in plain text: decimal comma, shares with two decimals, days dd/mm/yyyy."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        if column.kind is not Kind.SHARE and value == value.to_integral_value():
            value = int(value)
        return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else str(value)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return str(value)


_PLACES = {Kind.SCORE: 2, Kind.SHARE: 2, Kind.DECIMAL: 1}


def document_text(value: Value, column: Column) -> str:
    """A cell as documents show it: as `cell_text`, with as many decimals for all numbers of a column."""
    places = _PLACES.get(column.kind)
    if places is None or not isinstance(value, (int, Decimal)):
        return cell_text(value, column)
    return f"{value:.{places}f}".replace(".", ",")


def render_markdown(table: Table) -> bytes:
    """The table as GitHub-flavoured Markdown, its label first and its notes below."""
    parts = []
    if table.label:
        parts.append(f"**{markdown_text(table.label)}**\n")
    if table.title:
        parts.append(f"## {markdown_text(table.title)}\n")
    rows = [[column.heading for column in table.columns]]
    rows += [
        [document_text(value, column) for value, column in zip(line.cells, table.columns, strict=True)]
        for line in table.lines
    ]
    marks = ["---:" if column.kind.is_numeric else "---" for column in table.columns]
    lines = [f"| {' | '.join(markdown_text(cell) for cell in row)} |" for row in rows]
    lines.insert(1, f"| {' | '.join(marks)} |")
    parts.append("\n".join(lines) + "\n")
    parts += [f"{markdown_text(note)}\n" for note in table.notes]
    return "\n".join(parts).encode("utf-8")


def markdown_text(text: str) -> str:
    """A text with what Markdown would take for marks escaped."""
    for letter in "\\|<>*_`[]":
        text = text.replace(letter, f"\\{letter}")
    return text.replace("\n", "<br>")
