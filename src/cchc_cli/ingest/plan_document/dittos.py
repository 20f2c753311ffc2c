"""Cells that say only that they hold what the one above does: «nt», «như trên», «//»."""

from collections.abc import Sequence
import re

from cchc_cli.diagnostics import Code, Diagnostic, Severity
from cchc_cli.ingest.plan_document import headings
from cchc_cli.ingest.plan_document.table_rows import FoundRow, problem_at

DITTO = Code(
    "W852",
    "ditto-cell",
    Severity.INFO,
    "Ô ghi «nt», «như trên», «//» lấy chữ của ô cùng cột ở dòng trên.",
    "(chủ trì «nt»)",
    "(chủ trì «Sở Nội vụ»)",
)

_DITTO = re.compile(r"[\s\-–.]*(?:n\.?t|như trên|//+|[\"″“”〃]+|'')[\s\-–.]*", re.IGNORECASE)
_REPEATED = frozenset((headings.LEADS, headings.SUPPORT, headings.DUE, headings.PRODUCT))


def without_dittos(rows: Sequence[FoundRow]) -> tuple[tuple[FoundRow, ...], tuple[Diagnostic, ...]]:
    """The rows with the text itself in such cells, and where the first of them stands."""
    above: dict[str, str] = {}
    found: list[FoundRow] = []
    dittos: list[tuple[FoundRow, str]] = []
    for row in rows:
        cells = dict(row.cells)
        for key in _REPEATED & set(cells):
            if key in above and _DITTO.fullmatch(cells[key]):
                dittos.append((row, " ".join(cells[key].split())))
                cells[key] = above[key]
        above |= {key: cells[key] for key in _REPEATED & set(cells)}
        found.append(row._replace(cells=cells))
    if not dittos:
        return tuple(found), ()
    message = f"{len(dittos)} ô ghi như «{dittos[0][1]}»: lấy theo ô cùng cột ở dòng trên"
    return tuple(found), (problem_at(dittos[0][0].place, DITTO, message),)
