"""Where links of a page lead: the ids of its sections, and of the rows of their main tables."""

from collections.abc import Iterator, Sequence
import re
from typing import NamedTuple

from cchc_cli.reports.parts import Section, TablePart
from cchc_cli.tables import Link, Table, Value

_UNSAFE = re.compile(r"[^A-Za-z0-9.-]")
_CODE = "code"


def anchor(key: str) -> str:
    """The id of a section: its key, with a dash for each colon; what else no id should hold, by its code point."""
    return _safe(key.replace(":", "-"))


def row_anchor(section: str, code: str) -> str:
    """The id of the row of a code in a section's main table."""
    return f"{anchor(section)}-row-{_safe(code)}"


def _safe(text: str) -> str:
    return _UNSAFE.sub(lambda found: f"_{ord(found[0]):x}_", text)


def code_place(table: Table) -> int | None:
    """The place of the column that holds the codes of rows."""
    return next((index for index, column in enumerate(table.columns) if column.key == _CODE), None)


class Anchors:
    """What on a page can be led to."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._ids = {anchor(section.key) for section in sections}
        self._ids.update(row_anchor(section.key, code) for section in sections for code in _codes(section))

    def of(self, section: str | None, code: str | None = None) -> str | None:
        """The address of a row, else of its section; None where the page has neither."""
        if section is None:
            return None
        wanted = [row_anchor(section, code)] if code is not None else []
        return next((f"#{one}" for one in (*wanted, anchor(section)) if one in self._ids), None)

    def text(self, value: Value) -> "Text":
        """A value as a text that may lead somewhere."""
        if isinstance(value, Link):
            return Text(value.text, self.of(value.section, value.code))
        return Text("" if value is None else str(value), None)


class Text(NamedTuple):
    """A text, and where it leads."""

    text: str
    href: str | None


def main_table(section: Section) -> TablePart | None:
    """The table of a section whose rows can be led to."""
    return next((part for part in section.parts if isinstance(part, TablePart) and part.is_main), None)


def _codes(section: Section) -> Iterator[str]:
    part = main_table(section)
    place = code_place(part.table) if part else None
    if part is None or place is None:
        return
    for line in part.table.lines:
        if line.cells[place]:
            yield str(line.cells[place])
