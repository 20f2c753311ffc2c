"""What a foreign file says, before anyone decides what of it is written."""

from collections.abc import Mapping
from typing import NamedTuple

from cchc_cli.diagnostics import CellRef
from cchc_cli.drafting.entries import Entry
from cchc_cli.model.states import Period


class DraftCell(NamedTuple):
    """A cell that was filled in, or is blank: its entry, None where blank, and its place."""

    entry: Entry | None
    place: CellRef


class DraftRow(NamedTuple):
    """A row of a form: its cells by key, as far as they were there and could be read.

    `handed` are the values that it was handed out with, None where the form no longer tells; `seen` is how many updates
    of the row its agency had in the log then. `is_sound` is False where some of it could not be read, so that the row
    as a whole is not to be taken.
    """

    code: str
    place: CellRef
    cells: Mapping[str, DraftCell]
    handed: Mapping[str, Entry] | None
    seen: int = 0
    is_sound: bool = True


class Draft(NamedTuple):
    """A form that came back: whose it is, the period it answers, its rows in the order of the sheet."""

    file: str
    year: int
    agency: str
    period: Period
    rows: tuple[DraftRow, ...]
