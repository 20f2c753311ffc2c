"""Forms of one agency and period that say different things."""

from collections.abc import Iterable, Iterator

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


def disagreements(drafts: Iterable[Draft]) -> dict[str, list[Diagnostic]]:
    """The cells in which forms of one agency and period differ, by file."""
    seen: dict[tuple[int, str, object, str, str], tuple[Draft, DraftCell]] = {}
    found: dict[str, list[Diagnostic]] = {}
    for draft in drafts:
        for row in draft.rows:
            for key, cell in _changed_cells(row):
                other, first = seen.setdefault((draft.year, draft.agency, draft.period, row.code, key), (draft, cell))
                if first.entry != cell.entry:
                    for one, here, there, its in ((draft, cell, other, first), (other, first, draft, cell)):
                        message = (
                            f"dòng «{row.code}» ghi «{entry_text(here.entry)}», "
                            f"phiếu «{there.file}» ({its.place.address}) ghi «{entry_text(its.entry)}»"
                        )
                        hint = "bỏ một trong hai phiếu, hoặc hỏi lại cơ quan"
                        problem = Diagnostic(DISAGREEING, message, Span(one.file), hint, cell=here.place)
                        found.setdefault(one.file, []).append(problem)
    return found


def _changed_cells(row: DraftRow) -> Iterator[tuple[str, DraftCell]]:
    for key, cell in row.cells.items():
        if cell.entry is not None and (row.handed is None or cell.entry != as_cell(row.handed.get(key))):
            yield key, cell
