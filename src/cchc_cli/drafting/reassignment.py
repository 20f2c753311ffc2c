"""A row moved from one lead to another by a decision: what its plan has to say then, and why it cannot."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Reassigned, Row
from cchc_cli.model.states import Basis
from cchc_cli.succession import Agencies, answering

_NO_AGENCIES: Agencies = {}


class Refusal(NamedTuple):
    """Why a decision cannot be written, and what to do."""

    message: str
    hint: str | None = None


class RowEdit(NamedTuple):
    """What a row is to say: its leads, what they rest on and why where that must be written, the decision if any."""

    code: str
    leads: tuple[str, ...]
    basis: Basis | None = None
    note: str | None = None
    decision: Reassigned | None = None


def former_lead(row: Row, named: str | None, day: date, agencies: Agencies) -> str | None:
    """The printed lead that a decision replaces: the one named, or whose successor is; the only one where none is.

    None where that is not one lead.
    """
    if named is None:
        return row.leads[0] if len(row.leads) == 1 else None
    if named in row.leads:
        return named
    printed = [lead for lead in row.leads if named in answering(row, lead, day, agencies)]
    return printed[0] if len(printed) == 1 else None


def refusal_of(row: Row, decision: Reassigned, catalogue: Catalogue) -> Refusal | None:
    """Why a decision cannot be written on a row; None where it can."""
    new, day = catalogue.by_id[decision.to], decision.from_day
    if new.has_ended(day):
        heirs = catalogue.names_of(tuple(new.successors or ()))
        hint = f"cơ quan tiếp nhận: {heirs}" if heirs else None
        return Refusal(f"«{new.name}» đã thôi hoạt động từ {new.until:%d/%m/%Y}", hint)
    if new.from_day is not None and day < new.from_day:
        return Refusal(f"đến {new.from_day:%d/%m/%Y} mới có «{new.name}»", "xem lại --from, hay from của cơ quan")
    if new.id in row.leads:
        hint = "nếu chỉ thôi một cơ quan đồng chủ trì thì sửa leads của dòng trong tệp kế hoạch"
        return Refusal(f"«{new.name}» đã đồng chủ trì dòng «{row.code}»", hint)
    if (clash := _clash(row, decision, catalogue)) is not None:
        return clash
    if answering(row, decision.lead, day, catalogue.by_id) == (new.id,):
        printed = catalogue.name_of(decision.lead)
        message = f"ngày {day:%d/%m/%Y} «{new.name}» đã trả lời cho dòng «{row.code}», thay «{printed}»"
        return Refusal(message, "dòng giữ cơ quan in trong kế hoạch; muốn xem theo cơ quan hiện nay: --current")
    return None


def _clash(row: Row, decision: Reassigned, catalogue: Catalogue) -> Refusal | None:
    """Why a decision does not go with those that the row has already."""
    before = [one for one in row.written.reassigned or () if one.to == decision.lead]
    last = max(before, key=lambda one: one.from_day, default=None)
    if last is not None and last.from_day >= decision.from_day:
        by = f" ({last.by})" if last.by else ""
        message = f"dòng «{row.code}» đã giao «{catalogue.name_of(last.to)}» từ {last.from_day:%d/%m/%Y}{by}"
        return Refusal(message, "quyết định mới phải có ngày sau đó; ghi nhầm thì sửa reassigned trong tệp kế hoạch")
    if not _tells_right(row, decision):
        message = f"các quyết định đã ghi ở dòng «{row.code}» không đi cùng quyết định từ {decision.from_day:%d/%m/%Y}"
        return Refusal(message, "hai quyết định sẽ bị đọc lẫn vào nhau; sửa reassigned trong tệp kế hoạch bằng tay")
    return None


def _tells_right(row: Row, decision: Reassigned) -> bool:
    """Whether the row then tells rightly who answers on every day: for the other leads as now, for the new one too."""
    decisions = (*(row.written.reassigned or ()), decision)
    moved = replace(row, written=row.written.model_copy(update={"reassigned": decisions}))
    days = {date.fromordinal(max(1, one.from_day.toordinal() - back)) for one in decisions for back in (0, 1)}
    for day in days:
        for lead in row.leads:
            is_moved = lead == decision.lead
            now = answering(moved, decision.to if is_moved else lead, day, _NO_AGENCIES)
            is_after = is_moved and day >= decision.from_day
            if now != ((decision.to,) if is_after else answering(row, lead, day, _NO_AGENCIES)):
                return False
    return True


def changed_rows(row: Row, decision: Reassigned) -> Iterator[RowEdit]:
    """The row with its new lead, and the rows right below it that keep the leads which came down from it."""
    leads = tuple(decision.to if lead == decision.lead else lead for lead in row.leads)
    yield RowEdit(row.code, leads, _basis_after(row), decision=decision)
    marked = row.written if row.written.leads_basis is Basis.INFERRED else None
    for below in row.rows:
        if below.written.leads is not None:
            continue
        is_marked = below.written.leads_basis is not None
        basis = Basis.INFERRED if below.basis is Basis.INFERRED and not is_marked else None
        note = marked.note if marked is not None and basis is not None and below.written.note is None else None
        yield RowEdit(below.code, row.leads, basis, note)


def _basis_after(row: Row) -> Basis | None:
    """What `leads_basis` is to say: a decision states its lead, but not those who lead jointly with it."""
    if row.basis is not Basis.INFERRED:
        return None
    if len(row.leads) > 1:
        return Basis.INFERRED if row.written.leads_basis is None else None
    return Basis.STATED if row.written.leads_basis is not None else None
