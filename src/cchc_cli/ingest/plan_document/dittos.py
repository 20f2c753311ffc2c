"""Signs and words in a cell that stand for the cell above, and those that stand for nothing."""

from collections.abc import Iterator, Sequence
import re

from cchc_cli.diagnostics import Code, Diagnostic, Severity
from cchc_cli.ingest.plan_document import headings
from cchc_cli.ingest.plan_document.table_rows import FoundRow, problem_at
from cchc_cli.text import spelling_key

DITTO = Code(
    "W852",
    "ditto-cell",
    Severity.INFO,
    "«nt», «như trên», dấu ngoặc kép, // trong ô nghĩa là như ô ở dòng trên; chữ của ô trên được lấy cho dòng này.",
    "(ô chủ trì ghi «-nt-»)",
    "(mỗi dòng ghi tên cơ quan)",
)

_WORDS = frozenset(map(spelling_key, ("nt", "n.t", "như trên", "như trên nt", "nt như trên")))
_SIGNS = re.compile(r"""[-–—\s]*(?:["“”″〃]|''|//|\\\\|,,|’’)[-–—\s"“”″'/.]*""")
_NOTHING = re.compile(r"[-–—_.…\s]+")
_NEVER = frozenset((headings.STT, headings.CODE, headings.NAME))


def without_dittos(rows: Sequence[FoundRow]) -> tuple[tuple[FoundRow, ...], tuple[Diagnostic, ...]]:
    """The rows with the words of the cell above where a cell only points to it, and no cell that holds but a dash."""
    above: dict[str, str] = {}
    read: list[FoundRow] = []
    dittos: list[tuple[FoundRow, str]] = []
    for row in rows:
        cells = dict(_cells(row, above))
        dittos += ((row, text) for key, text in row.cells.items() if cells.get(key, text) != text)
        above |= {key: text for key, text in cells.items() if key not in _NEVER}
        read.append(row._replace(cells=cells))
    if not dittos:
        return tuple(read), ()
    first, text = dittos[0]
    message = f"{len(dittos)} ô ghi như «{' '.join(text.split())}»: lấy theo ô cùng cột ở dòng trên"
    return tuple(read), (problem_at(first.place, DITTO, message, "xem lại các ô ấy"),)


def _cells(row: FoundRow, above: dict[str, str]) -> Iterator[tuple[str, str]]:
    for key, text in row.cells.items():
        if key in _NEVER:
            yield key, text
        elif _is_ditto(text) and key in above:
            yield key, above[key]
        elif not _NOTHING.fullmatch(text):
            yield key, text


def _is_ditto(text: str) -> bool:
    return spelling_key(text.strip(' .()-–—"')) in _WORDS or _SIGNS.fullmatch(text) is not None
