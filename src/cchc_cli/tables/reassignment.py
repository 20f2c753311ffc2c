"""What a decision changes in a plan, in sentences: read before it is written."""

from collections.abc import Iterator, Sequence

from cchc_cli.drafting.reassignment import RowEdit
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Plan, Row
from cchc_cli.model.states import Basis
from cchc_cli.standing import LeadStanding
from cchc_cli.succession import answering
from cchc_cli.tables.cells import decision_text, number_text, status_text


def reassignment_lines(
    row: Row, plan: Plan, changes: Sequence[RowEdit], former: LeadStanding | None, catalogue: Catalogue
) -> Iterator[str]:
    """The row, who answered before and who from when, from what state, and what else changes in the file.

    `former` is where the former lead stands; the first change is the row's own.
    """
    change, *below = changes
    decision = change.decision
    assert decision is not None
    yield f"{row.code} {row.name} (STT {row.stt}, kế hoạch năm {plan.year})"
    yield f"  {decision_text(decision, catalogue)}"
    answered = answering(row, decision.lead, decision.from_day, catalogue.by_id)
    if answered != (decision.lead,):
        yield f"  Ngay trước đó trả lời thay «{catalogue.name_of(decision.lead)}»: {catalogue.names_of(answered)}"
    if len(row.leads) > 1:
        yield f"  Đồng chủ trì: {catalogue.names_of(row.leads)} → {catalogue.names_of(change.leads)}"
    if former is not None and former.has_reported:
        percent = f" {number_text(former.percent)}%" if former.percent is not None else ""
        yield f"  Bắt đầu từ: {status_text(former)}{percent} (báo cáo ngày {former.day:%d/%m/%Y})"
    yield from (f"  {line}" for line in _basis_lines(row, change))
    if below:
        codes = ", ".join(one.code for one in below)
        yield f"  Các dòng bên dưới giữ «{catalogue.names_of(row.leads)}», nay ghi ở từng dòng: {codes}"
    if decision.from_day.year != plan.year:
        yield f"  Lưu ý: ngày {decision.from_day:%d/%m/%Y} ngoài năm kế hoạch {plan.year}"


def _basis_lines(row: Row, change: RowEdit) -> Iterator[str]:
    if row.basis is not Basis.INFERRED:
        return
    if len(row.leads) > 1:
        yield "Các cơ quan đồng chủ trì còn lại là suy ra, nên dòng vẫn ghi là suy ra"
        return
    yield "Căn cứ chủ trì: suy ra → theo quyết định"
    if change.basis is not None and row.written.note:
        yield f"Ghi chú của dòng giữ nguyên: «{row.written.note}»; xem lại nếu không còn đúng"
