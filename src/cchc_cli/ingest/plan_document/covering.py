"""Which lead holds for each row: a cell printed on it, one merged over it, or the last one further up.

The lead cell is merged over rows. As text it stands once, holds for the rows below it in the order of the document
until the next one, and is repeated on the first row of each page.
"""

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from cchc_cli.diagnostics import Code, Diagnostic, Severity
from cchc_cli.ingest.plan_document import headings
from cchc_cli.ingest.plan_document.placing import Placed
from cchc_cli.ingest.plan_document.table_rows import problem_at

INFERRED = Code(
    "W830",
    "lead-inferred-from-page",
    Severity.WARNING,
    "Ô chủ trì của các dòng cuối trang bị mất; suy ra từ ô đầu trang sau, cần người xác nhận.",
    "(cuối trang không in chủ trì, trang sau mở đầu bằng cơ quan khác)",
    "(mỗi trang in lại cơ quan chủ trì ở dòng đầu)",
)
CARRIED = Code(
    "W831",
    "lead-carried-on",
    Severity.INFO,
    "Ô chủ trì trống là ô gộp: dòng theo cơ quan in ở dòng gần nhất phía trên.",
    "(chủ trì in một lần cho năm dòng)",
    "(chủ trì in ở từng dòng)",
)
DOUBTFUL = Code(
    "W832",
    "lead-cell-blank",
    Severity.WARNING,
    "Hầu hết các dòng có ô chủ trì riêng mà dòng này trống: có thể là ô gộp, cũng có thể là sót.",
    "(một dòng trống chủ trì giữa các dòng đều có)",
    "(mỗi dòng một ô chủ trì)",
)
NO_LEAD = Code(
    "W833",
    "row-without-lead",
    Severity.WARNING,
    "Dòng có STT mà không có cơ quan chủ trì thì không giao được cho ai; dữ liệu sẽ báo lỗi cho đến khi ghi leads.",
    "(bảng không có cột chủ trì)",
    "(mỗi dòng có cơ quan chủ trì)",
)

_MOSTLY = 0.8


class Covering(NamedTuple):
    """The lead of a row: the text printed on it, None where none is; the text that holds for it; why if inferred.

    `reason` stands on the first row of an inferred run only.
    """

    printed: str | None
    text: str
    is_carried: bool = False
    is_inferred: bool = False
    reason: str | None = None


def cover_rows(rows: Sequence[Placed]) -> tuple[tuple[Covering, ...], tuple[Diagnostic, ...]]:
    """The lead of every row, in the order of the document."""
    found: list[Covering] = []
    for row in rows:
        text, is_merged = _lead_cell(row)
        if text:
            found.append(Covering(text, text))
        else:
            above = found[-1].text if found else ""
            found.append(Covering(None, above, is_carried=bool(above) and not is_merged))
    problems = _infer(rows, found)
    return tuple(found), (*problems, *_doubts(rows, found))


def _lead_cell(row: Placed) -> tuple[str, bool]:
    """The text of a row's lead cell, and whether the cell is merged into the one above."""
    if row.joined is None:
        return "", True
    return row.joined.cells.get(headings.LEADS, ""), headings.LEADS in row.joined.marked.row.merged


def _infer(rows: Sequence[Placed], found: list[Covering]) -> list[Diagnostic]:
    """Where a page ends without a lead and the next opens with another one, which the page before had last."""
    problems = []
    for at in range(1, len(rows)):
        opens = found[at].printed
        if not _starts_page(rows[at]) or opens is None or _is_area(rows[at]) or found[at - 1].text == opens:
            continue
        run = len(list(takewhile(lambda one: one.is_carried, reversed(found[:at]))))
        areas = [place for place in range(at - run, at) if _is_area(rows[place])]
        if not areas:
            continue
        start = areas[-1]
        reason = _reason(rows[start:at], rows[at], opens)
        found[start:at] = [Covering(None, opens, is_inferred=True) for _ in range(start, at)]
        found[start] = found[start]._replace(reason=reason)
        place = rows[start].joined
        if place is not None:
            problems.append(
                problem_at(place.marked.row.place, INFERRED, reason, "xác nhận rồi bỏ leads_basis: inferred")
            )
    return problems


def _reason(run: Sequence[Placed], following: Placed, lead: str) -> str:
    numbers = [row.joined.marked.stt for row in run if row.joined is not None and row.joined.marked.stt is not None]
    which = f"STT {numbers[0]}–{numbers[-1]}" if numbers else f"{run[0].code}–{run[-1].code}"
    stt = following.joined.marked.stt if following.joined is not None else None
    opening = f"STT {stt}" if stt is not None else following.code
    lead = " ".join(lead.split())
    return (
        f"Văn bản không in cơ quan chủ trì cho các dòng {which} ở cuối trang; trang sau mở đầu ({opening}) "
        f"với {lead}, nên suy ra {lead} từ đầu lĩnh vực {run[0].code}"
    )


def _starts_page(row: Placed) -> bool:
    return row.joined is not None and row.joined.marked.row.starts_page


def _is_area(row: Placed) -> bool:
    return "." not in row.code


def _doubts(rows: Sequence[Placed], found: Sequence[Covering]) -> list[Diagnostic]:
    """What is to be said of blank cells: one line for usual ones, one each where all other rows have their own."""
    numbered = [at for at, row in enumerate(rows) if row.joined is not None and row.joined.marked.stt is not None]
    own = sum(found[at].printed is not None for at in numbered)
    problems, carried = [], []
    for at in numbered:
        joined = rows[at].joined
        assert joined is not None
        place = joined.marked.row.place
        if not found[at].text:
            problems.append(problem_at(place, NO_LEAD, f"dòng {rows[at].code} không có cơ quan chủ trì", "ghi leads"))
        elif found[at].is_carried and own > _MOSTLY * len(numbered):
            message = f"dòng {rows[at].code} trống ô chủ trì; lấy theo dòng trên: {' '.join(found[at].text.split())}"
            problems.append(problem_at(place, DOUBTFUL, message, "xem văn bản"))
        elif found[at].is_carried:
            carried.append(rows[at])
    if carried:
        first, last = carried[0].joined, carried[-1].code
        assert first is not None
        message = f"{len(carried)} dòng ({carried[0].code}…{last}) trống ô chủ trì, theo ô in ở dòng gần nhất phía trên"
        problems.append(problem_at(first.marked.row.place, CARRIED, message))
    return problems
