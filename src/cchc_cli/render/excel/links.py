"""Links between the sheets of a workbook, made once all of them are laid out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink

from cchc_cli.render.excel.cells import guard
from cchc_cli.render.excel.styles import Look, Styles
from cchc_cli.tables import Link, Table


class PendingLink(NamedTuple):
    """A cell whose text leads somewhere, and its look where that is so."""

    cell: Any
    link: Link
    look: Look


@dataclass(slots=True)
class Target:
    """Where a section stands: its sheet, its first row, and its main table with the row of that one's headings."""

    sheet: str
    row: int
    main: tuple[Table, int] | None = None
    _rows: dict[str, int] | None = field(default=None, init=False)

    def location(self, code: str | None) -> str:
        """The place to go to: the row of the code, or where the section begins."""
        row = self.row if code is None else self._rows_of_codes().get(code, self.row)
        return f"{quote_sheetname(self.sheet)}!A{row}"

    def _rows_of_codes(self) -> dict[str, int]:
        if self._rows is None:
            self._rows = {}
            for table, header in (self.main,) if self.main else ():
                keys = [column.key for column in table.columns]
                at = keys.index("code") if "code" in keys else None
                lines = enumerate(table.lines, start=header + 1)
                self._rows = {} if at is None else {str(line.cells[at]): row for row, line in lines}
        return self._rows


def connect(pending: Sequence[PendingLink], targets: dict[str, Target], styles: Styles) -> None:
    """Makes links of texts whose section stands on a sheet; the others stay plain text."""
    for cell, link, look in pending:
        target = targets.get(link.section)
        if target is not None:
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target.location(link.code))
            is_quoted = cell.quotePrefix
            styles.apply(cell, look)
            if is_quoted:
                guard(cell)
