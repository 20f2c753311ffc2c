"""From the rows of a document, where a lead stands for all rows down to the next one, to a tree down which leads flow.

A row gets `leads` where a cell is printed on it, or where what the tree would give it differs, in agencies or in basis,
from the cell that covers it. Headings without a cell of their own get none.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cchc_cli.drafting.new_plan import NewPlan, NewRow
from cchc_cli.drafting.plan_draft import DraftedRow, PlanDraft
from cchc_cli.model.plan import PlanHead, WrittenRow
from cchc_cli.model.states import Basis


class _Flow(NamedTuple):
    """The leads that flow down to a row, and whether they are inferred."""

    leads: tuple[str, ...] = ()
    is_inferred: bool = False


def convert(draft: PlanDraft) -> NewPlan:
    """The plan that the document's rows make up."""
    return NewPlan(draft.year, PlanHead.model_validate(dict(draft.head)), tuple(_rows(draft.rows, _Flow())))


def _rows(rows: Sequence[DraftedRow], above: _Flow) -> Iterator[NewRow]:
    """The rows of one level, each with those below it."""
    starts = [index for index, row in enumerate(rows) if _depth(row) == _depth(rows[0])]
    for start, end in pairwise((*starts, len(rows))):
        row = rows[start]
        states_leads = _states_leads(row, above)
        flow = _Flow(row.covered, row.is_inferred) if states_leads else above
        written = WrittenRow.model_validate(_fields(row, states_leads=states_leads))
        yield NewRow(written, tuple(_rows(rows[start + 1 : end], flow)))


def _depth(row: DraftedRow) -> int:
    return row.code.count(".")


def _states_leads(row: DraftedRow, above: _Flow) -> bool:
    if row.printed is not None or row.reason is not None:
        return True
    is_assigned = row.fields.get("stt") is not None
    return is_assigned and bool(row.covered) and above != _Flow(row.covered, row.is_inferred)


def _fields(row: DraftedRow, *, states_leads: bool) -> dict[str, object]:
    fields: dict[str, object] = {"code": row.code, **row.fields}
    if states_leads:
        fields["leads"] = list(row.covered)
        if row.is_inferred:
            fields["leads_basis"] = Basis.INFERRED.value
    notes = [str(note) for note in (row.reason, fields.get("note")) if note]
    if notes:
        fields["note"] = "; ".join(notes)
    return fields
