"""The STT of the rows: as printed, each once, and in order where the table prints none."""

from collections.abc import Iterator, Sequence

from cchc_cli.diagnostics import Code, Diagnostic, Severity
from cchc_cli.drafting.plan_draft import DraftedRow
from cchc_cli.ingest.plan_document.joining import Joined
from cchc_cli.ingest.plan_document.placing import Placed
from cchc_cli.ingest.plan_document.table_rows import problem_at

NUMBERED_BY_PLACE = Code(
    "W844",
    "stt-from-place",
    Severity.WARNING,
    "Bảng không đánh STT mà chỉ dòng có STT mới được giao và theo dõi; các dòng cuối của cây được đánh số theo thứ tự.",
    "(bảng chỉ có cột Mã)",
    "(bảng có cột STT)",
)
SKIPPED_NUMBER = Code(
    "W845",
    "stt-skipped",
    Severity.WARNING,
    "STT nhảy cách thường là sót một dòng khi chép hoặc khi đọc.",
    "(STT 12 rồi 14)",
    "(STT 12, 13, 14)",
)
BEGUN_AGAIN = Code(
    "W853",
    "stt-begins-again",
    Severity.WARNING,
    "Mỗi STT chỉ chỉ một dòng của kế hoạch năm, nên bảng sau đánh lại từ 1 được đánh tiếp theo bảng trước.",
    "(hai phụ lục, phụ lục nào cũng đánh STT từ 1)",
    "(STT chạy tiếp qua các phụ lục)",
)


def with_numbers_once(rows: Sequence[Joined]) -> tuple[tuple[Joined, ...], tuple[Diagnostic, ...]]:
    """The rows, those of a table that numbers from 1 again numbered on."""
    used: set[int] = set()
    offset = 0
    numbered_on: list[Joined] = []
    problems: list[Diagnostic] = []
    for row in rows:
        stt = row.marked.stt
        if stt is None:
            numbered_on.append(row)
            continue
        if stt == 1 and 1 + offset in used:
            offset = max(used)
            message = f"STT bắt đầu lại từ 1: từ dòng này cộng thêm {offset}, 1 thành {1 + offset}"
            problems.append(problem_at(row.marked.row.place, BEGUN_AGAIN, message, "xem hai bảng có là một kế hoạch"))
        used.add(stt + offset)
        numbered_on.append(row._replace(marked=row.marked._replace(stt=stt + offset)))
    return tuple(numbered_on), tuple(problems)


def skipped_numbers(rows: Sequence[Placed]) -> Iterator[Diagnostic]:
    """Where the STT leaps."""
    before = 0
    for row in rows:
        stt = row.joined.marked.stt if row.joined is not None else None
        if row.joined is None or stt is None:
            continue
        if stt > before + 1 and before:
            missing = str(before + 1) if stt == before + 2 else f"{before + 1}–{stt - 1}"
            message = f"STT nhảy từ {before} sang {stt}: thiếu {missing}"
            yield problem_at(row.joined.marked.row.place, SKIPPED_NUMBER, message, "xem văn bản")
        before = max(before, stt)


def numbered(
    rows: Sequence[DraftedRow], joined: Sequence[Joined]
) -> tuple[tuple[DraftedRow, ...], tuple[Diagnostic, ...]]:
    """The rows; where the table numbers none, those with nothing below them numbered in order."""
    if any(one.marked.stt is not None for one in joined) or not joined:
        return tuple(rows), ()
    above = {row.code.rpartition(".")[0] for row in rows}
    told, number = [], 0
    for row in rows:
        if row.code not in above and row.fields.get("in_source") is None:
            number += 1
            told.append(row._replace(fields={"stt": str(number), **row.fields}))
        else:
            told.append(row)
    message = f"bảng không có STT: {number} dòng cuối của cây được đánh số 1–{number} theo thứ tự"
    place = joined[0].marked.row.place
    return tuple(told), (problem_at(place, NUMBERED_BY_PLACE, message, "xem lại dòng nào được giao"),)
