"""What is wrong with an update that a form brings, before it is written."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from cchc_cli.diagnostics import CellRef, Code, Diagnostic, Severity, Span
from cchc_cli.drafting.draft import Draft, DraftRow
from cchc_cli.drafting.entries import Entry, entry_text
from cchc_cli.model.agency import Agency
from cchc_cli.model.plan import Row, reporting_days
from cchc_cli.model.states import Status
from cchc_cli.succession import may_report

NOT_ANSWERING = Code(
    "X731",
    "form-agency-does-not-answer",
    Severity.ERROR,
    "Cơ quan của phiếu không chủ trì dòng vào ngày báo cáo, nên báo cáo không tính cho dòng.",
    "(phiếu cũ của Sở Nội vụ, dòng nay giao Sở Tài chính)",
    "(phiếu của cơ quan đang chủ trì)",
)
BAD_SCORE = Code(
    "X732",
    "form-score-out-of-range",
    Severity.ERROR,
    "Điểm tự chấm nằm giữa 0 và điểm tối đa của dòng; dòng không có điểm tối đa thì không tự chấm.",
    "(điểm tối đa 1, ô Điểm tự chấm ghi 1,5)",
    "(ô Điểm tự chấm ghi 0,5)",
)
ODD_DAY = Code(
    "X733",
    "day-out-of-time",
    Severity.WARNING,
    "Ngày trước năm kế hoạch, sau 30/6 năm sau, hoặc sau hôm nay thường là gõ nhầm.",
    "(phiếu năm 2024 ghi ngày 28/6/2042)",
    "(phiếu năm 2024 ghi ngày 28/6/2024)",
)
PERCENT_AGAINST_STATE = Code(
    "X737",
    "form-percent-against-state",
    Severity.WARNING,
    "Hoàn thành là 100, chưa thực hiện là 0; số khác là một trong hai ghi nhầm.",
    "(ô Trạng thái «Hoàn thành», ô Tiến độ % ghi 80)",
    "(ô Tiến độ % để trống, hoặc ghi 100)",
)


class Proposed(NamedTuple):
    """An update on its way into the log: where it comes from, the row of the plan, and what it gives anew."""

    draft: Draft
    row: DraftRow
    plan_row: Row
    status: Status
    day: date
    new: Mapping[str, Entry | None]

    def problem(self, code: Code, message: str, key: str | None, hint: str) -> Diagnostic:
        """A problem at one of its cells, or of the row."""
        place: CellRef = self.row.cells[key].place if key else self.row.place
        return Diagnostic(code, message, Span(self.draft.file), hint, cell=place)


def update_problems(proposed: Proposed, agencies: Mapping[str, Agency], today: date) -> Iterator[Diagnostic]:
    """Whether its agency answers for the row on the day, and what of the values cannot be, or hardly."""
    row, day = proposed.plan_row, proposed.day
    if not may_report(row, proposed.draft.agency, day, agencies):
        message = f"cơ quan của phiếu không trả lời cho dòng «{row.code}» vào ngày {day:%d/%m/%Y}"
        names = "; ".join(agencies[lead].name for lead in row.leads if lead in agencies)
        yield proposed.problem(NOT_ANSWERING, message, None, f"chủ trì: {names}")
    if "date" in proposed.new:
        yield from _day_problems(proposed, today)
    if proposed.new.get("self_score") is not None:
        yield from _score_problems(proposed)
    expected = proposed.status.fixed_percent
    percent = proposed.new.get("percent")
    if expected is not None and percent not in (None, expected):
        message = f"tiến độ {percent} không khớp trạng thái «{proposed.status.label}»"
        yield proposed.problem(PERCENT_AGAINST_STATE, message, "percent", f"ghi {expected}, hoặc để trống")


def _day_problems(proposed: Proposed, today: date) -> Iterator[Diagnostic]:
    day, year = proposed.day, proposed.draft.year
    if is_out_of_time(day, year):
        message = f"ngày {day:%d/%m/%Y} ngoài thời gian của kế hoạch năm {year}"
        yield proposed.problem(ODD_DAY, message, "date", "xem lại năm")
    elif day > today:
        yield proposed.problem(ODD_DAY, f"ngày {day:%d/%m/%Y} sau hôm nay", "date", "xem lại ngày")


def _score_problems(proposed: Proposed) -> Iterator[Diagnostic]:
    bounds, score = proposed.plan_row.score_bounds, proposed.new["self_score"]
    if bounds is None:
        message = f"dòng «{proposed.plan_row.code}» không có điểm tối đa để tự chấm"
        yield proposed.problem(BAD_SCORE, message, "self_score", "xóa điểm ở ô này")
    elif not isinstance(score, Decimal) or not bounds[0] <= score <= bounds[1]:
        low, high = map(entry_text, bounds)
        message = f"điểm {entry_text(score)} ngoài khoảng từ {low} đến {high}"
        yield proposed.problem(BAD_SCORE, message, "self_score", "xem lại điểm")


def is_out_of_time(day: date, year: int) -> bool:
    """Whether nobody reports on a plan's year on a day."""
    first, last = reporting_days(year)
    return not first <= day <= last
