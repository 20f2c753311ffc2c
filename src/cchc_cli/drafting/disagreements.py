"""Forms of one agency and period that say different things."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cchc_cli.diagnostics import Code, Diagnostic, Severity, Span
from cchc_cli.drafting.draft import Draft, DraftCell, DraftRow
from cchc_cli.drafting.entries import as_cell, entry_text

DISAGREEING = Code(
    "X736",
    "forms-disagree",
    Severity.ERROR,
    "Hai phiếu cùng cơ quan, cùng kỳ ghi khác nhau ở một ô thì không biết phiếu nào đúng.",
    "(phiếu một ghi 60, phiếu hai ghi 80)",
    "(mỗi kỳ một phiếu)",
)


class _Said(NamedTuple):
    """What a form says in a cell."""

    draft: Draft
    code: str
    cell: DraftCell


def disagreements(drafts: Iterable[Draft]) -> dict[str, list[Diagnostic]]:
    """The cells in which forms of one agency and period differ, by file."""
    said: dict[tuple[int, str, object, str, str], list[_Said]] = {}
    for draft in drafts:
        for row in draft.rows:
            for key, cell in _changed_cells(row):
                of_cell = said.setdefault((draft.year, draft.agency, draft.period, row.code, key), [])
                of_cell.append(_Said(draft, row.code, cell))
    found: dict[str, list[Diagnostic]] = {}
    for of_cell in said.values():
        for one in of_cell:
            other = next((other for other in of_cell if other.cell.entry != one.cell.entry), None)
            if other is not None:
                found.setdefault(one.draft.file, []).append(_differing(one, other))
    return found


def _differing(one: _Said, other: _Said) -> Diagnostic:
    message = (
        f"dòng «{one.code}» ghi «{entry_text(one.cell.entry)}», "
        f"phiếu «{other.draft.file}» ({other.cell.place.address}) ghi «{entry_text(other.cell.entry)}»"
    )
    hint = "bỏ một trong hai phiếu, hoặc hỏi lại cơ quan"
    return Diagnostic(DISAGREEING, message, Span(one.draft.file), hint, cell=one.cell.place)


def _changed_cells(row: DraftRow) -> Iterator[tuple[str, DraftCell]]:
    for key, cell in row.cells.items():
        if cell.entry is not None and (row.handed is None or cell.entry != as_cell(row.handed.get(key))):
            yield key, cell
