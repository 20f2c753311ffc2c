"""Rows of a table that belong together: one split over pages, bands of points under a criterion, totals."""

from collections.abc import Mapping, Sequence
import re
from typing import NamedTuple

from cchc_cli.diagnostics import Code, Diagnostic, Severity
from cchc_cli.ingest.plan_document import headings
from cchc_cli.ingest.plan_document.marks import Marked
from cchc_cli.ingest.plan_document.table_rows import problem_at
from cchc_cli.model.due import parse_due

JOINED_ROW = Code(
    "W814",
    "row-joined",
    Severity.WARNING,
    "Dòng không có STT, mã và chủ trì là phần còn lại của dòng trên (bị tách qua trang); xem nối có đúng không.",
    "(dòng 110 tách đôi ở cuối trang, nửa sau không có STT)",
    "(mỗi dòng của kế hoạch là một dòng của bảng)",
)
BAND_ROW = Code(
    "W815",
    "scoring-band",
    Severity.WARNING,
    "Dòng không có STT và mã mà có điểm là thang điểm của dòng trên; thang điểm được ghi vào note.",
    "(dòng «Từ 25% đến dưới 30%: 0,5 điểm» dưới tiêu chí)",
    "(cách chấm ghi ở cột riêng của tiêu chí)",
)
TOTAL_ROW = Code(
    "W816",
    "total-row",
    Severity.INFO,
    "Dòng tổng không phải dòng của kế hoạch: số tổng luôn được tính từ các dòng.",
    "(dòng «Tổng điểm | 100»)",
    "(không có dòng tổng)",
)
CONTINUED_CELL = Code(
    "W817",
    "cell-continued",
    Severity.WARNING,
    "Ô của đề mục chứa phần còn lại của ô ở dòng trên (bị tách qua trang); phần ấy được nối lại, xem có đúng không.",
    "(thời hạn «2025 và» ở dòng trên, «những năm tiếp theo» ở dòng đề mục sau)",
    "(thời hạn nằm trọn trong một ô)",
)


_POINTS = re.compile(r":\s*(?:\(|[-−–]?\d)")  # «Trước 31/12: 0,5», «Dưới 90%: (b/a)*1,5»


class Joined(NamedTuple):
    """A row of the plan: its mark and name, the text of its cells by key, and what goes into its note.

    `is_group` where it is a heading without any number.
    """

    marked: Marked
    cells: Mapping[str, str]
    notes: tuple[str, ...] = ()
    is_group: bool = False


def join_rows(rows: Sequence[Marked], keys: frozenset[str]) -> tuple[tuple[Joined, ...], tuple[Diagnostic, ...]]:
    """The rows of the plan, each whole."""
    has_marks = any(row.mark is not None or row.stt is not None for row in rows)
    found: list[Joined] = []
    problems: list[Diagnostic] = []
    for row in rows:
        if row.mark is not None or row.stt is not None:
            found.append(_started(row, found, problems))
        elif row.is_total:
            problems.append(problem_at(row.row.place, TOTAL_ROW, f"dòng tổng «{row.name}» không lấy"))
        elif _is_task(row, has_marks=has_marks):
            found.append(Joined(row, row.row.cells, is_group=len(row.row.cells) == 1 and has_marks))
        elif found and (row.row.text(headings.MAX_SCORE) or (headings.MAX_SCORE in keys and _POINTS.search(row.name))):
            found[-1] = _with_band(found[-1], row, problems)
        elif not found or row.row.is_spread or row.name.isupper():
            found.append(Joined(row, row.row.cells, is_group=True))
        else:
            found[-1] = _with_rest(found[-1], row, problems)
    return tuple(found), tuple(problems)


def _is_task(row: Marked, *, has_marks: bool) -> bool:
    """Whether a row without a number that can be read is one of its own.

    So it is in a table that numbers none, with a lead of its own, or with other words where its number should be.
    """
    cells = row.row.cells
    is_own = headings.LEADS in cells or headings.STT in cells or headings.CODE in cells
    return not row.row.is_spread and bool(row.name) and (is_own or not has_marks)


def _started(row: Marked, before: list[Joined], problems: list[Diagnostic]) -> Joined:
    """A row with a number.

    The deadline of a heading flows down to all its rows. Words of it that name none are the rest of the row above, or
    go into the note.
    """
    rest = row.row.text(headings.DUE)
    is_heading = row.stt is None and headings.LEADS not in row.row.cells
    if not (is_heading and rest) or parse_due(rest).is_read:
        return Joined(row, row.row.cells)
    begun = " ".join(before[-1].cells.get(headings.DUE, "").split()) if before else ""
    cells = {key: text for key, text in row.row.cells.items() if key != headings.DUE}
    message = f"ô thời hạn của đề mục ghi «{rest}», "
    notes: tuple[str, ...] = ()
    if begun.endswith(rest):
        message += f"là phần cuối của «{begun}» ở dòng trên; bỏ ở đề mục"
    elif begun and not parse_due(begun).is_read:
        before[-1] = before[-1]._replace(cells={**before[-1].cells, headings.DUE: f"{begun} {rest}"})
        message += f"nối vào «{begun}» của dòng trên"
    else:
        message += "không phải thời hạn cho các dòng bên dưới; ghi vào note"
        notes = (f"Thời hạn: {rest}",)
    problems.append(problem_at(row.row.place, CONTINUED_CELL, message, "xem lại thời hạn của dòng trên và của đề mục"))
    return Joined(row, cells, notes)


def _with_band(above: Joined, row: Marked, problems: list[Diagnostic]) -> Joined:
    score = row.row.text(headings.MAX_SCORE)
    band = f"{row.name}: {score} điểm" if score else row.name
    problems.append(problem_at(row.row.place, BAND_ROW, f"thang điểm «{band}» ghi vào note của dòng trên"))
    return above._replace(notes=(*above.notes, band))


def _with_rest(above: Joined, row: Marked, problems: list[Diagnostic]) -> Joined:
    """The row above with what of it stood on this one, cell by cell."""
    cells = dict(above.cells)
    for key, text in row.row.cells.items():
        if key != headings.NAME:
            gap = " " if text[:1].islower() else "\n"
            cells[key] = f"{cells[key]}{gap}{text}" if key in cells else text
    said = row.name or next(iter(row.row.cells.values()))
    message = f"nối vào dòng trên: «{said[:80]}»"
    problems.append(problem_at(row.row.place, JOINED_ROW, message, "xem tên và các ô của dòng trên"))
    if row.is_item:
        return above._replace(cells=cells, notes=(*above.notes, row.name))
    name = " ".join(filter(None, (above.marked.name, row.name)))
    return above._replace(marked=above.marked._replace(name=name), cells=cells)
