"""What a plan's document says, row by row, before it becomes a tree."""

from collections.abc import Mapping
from typing import NamedTuple


class DraftedRow(NamedTuple):
    """A row of a plan's table: its code, and its fields by key as a data file holds them.

    `printed` are the leads of a cell printed on the row, None where there is none; `covered` those of the cell that
    holds for it: its own, or one further up. `is_inferred` where that is not in the document, `reason` says why.
    """

    code: str
    fields: Mapping[str, object]
    printed: tuple[str, ...] | None = None
    covered: tuple[str, ...] = ()
    is_inferred: bool = False
    reason: str | None = None


class PlanDraft(NamedTuple):
    """A plan as its document has it: its head by key, its rows in the order of the tree, each above those below it.

    `read` is how many rows the document's tables have, headings, repeated heads and blank rows apart.
    """

    year: int
    head: Mapping[str, object]
    rows: tuple[DraftedRow, ...]
    read: int
