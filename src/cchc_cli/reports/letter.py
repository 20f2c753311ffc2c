"""Reminder letters: one to each agency that has missed a deadline or has one soon."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cchc_cli.model.agency import Agency, Contact
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.reports.letter_notes import notes_on
from cchc_cli.reports.parts import Head, Recipients, Signature
from cchc_cli.reports.wording import BLANK, build_head, build_signature, plan_reference
from cchc_cli.standing import Standings
from cchc_cli.standing.deadlines import Deadline
from cchc_cli.tables import Table
from cchc_cli.tables.cells import moment_phrase
from cchc_cli.tables.due import build_letter_table

_RECIPIENTS = Recipients("Nơi nhận:", ("- Như trên;", "- Lưu: VT."))

Rows = tuple[tuple[Deadline, ...], ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """An official letter (công văn), its parts in the order in which they stand. `day` stamps its properties."""

    agency: Agency
    title: str
    author: str | None
    day: date
    head: Head
    subject: str
    label: str | None
    addressee: str
    contact: str | None
    opening: tuple[str, ...]
    table: Table
    notes: tuple[str, ...]
    closing: tuple[str, ...]
    signature: Signature
    recipients: Recipients


def build_letters(
    deadlines: Sequence[Deadline], standings: Standings, catalogue: Catalogue, days: int, agencies: tuple[str, ...] = ()
) -> tuple[Letter, ...]:
    """A letter to every agency that answers for one of the deadlines, in the order of the data.

    Where agencies are asked for: to those, or to who answers for their rows now. Each letter tells all that its agency
    answers for. An agency that no longer exists gets none.
    """
    letters = []
    for agency in catalogue.agencies:
        own = [one for one in deadlines if agency.id in one.answers]
        leads = {lead for one in own for lead in (one.lead.agency, *(tie.of for tie in one.ties))}
        is_asked = not agencies or agency.id in agencies or not leads.isdisjoint(agencies)
        if own and is_asked and not agency.has_ended(standings.moment.day):
            letters.append(_letter(agency, _by_row(own), standings, catalogue, days))
    return tuple(letters)


def _by_row(deadlines: Sequence[Deadline]) -> Rows:
    """The deadlines row by row: an agency can answer for several leads of one."""
    rows: dict[str, tuple[Deadline, ...]] = {}
    for one in deadlines:
        rows[one.row.code] = (*rows.get(one.row.code, ()), one)
    return tuple(rows.values())


def _letter(agency: Agency, rows: Rows, standings: Standings, catalogue: Catalogue, days: int) -> Letter:
    settings = catalogue.settings
    year = standings.plan.year
    subject = f"V/v đôn đốc thực hiện Kế hoạch cải cách hành chính năm {year}"
    return Letter(
        agency=agency,
        title=f"{subject} – {agency.name}",
        author=settings.issuer,
        day=standings.moment.day,
        head=build_head(settings),
        subject=subject,
        label=settings.label,
        addressee=f"Kính gửi: {agency.name}",
        contact=_contact_line(agency.contact),
        opening=tuple(_opening(agency, rows, standings, days)),
        table=build_letter_table(rows, catalogue),
        notes=tuple(notes_on(agency, rows, standings, catalogue)),
        closing=tuple(_closing(agency, rows, catalogue)),
        signature=build_signature(settings),
        recipients=_RECIPIENTS,
    )


def _contact_line(contact: Contact | None) -> str | None:
    """Whom the letter is for within the agency, as far as it is known."""
    if contact is None:
        return None
    told = (
        contact.person,
        f"điện thoại {contact.phone}" if contact.phone else None,
        f"thư điện tử {contact.email}" if contact.email else None,
    )
    known = "; ".join(words for words in told if words)
    return f"(Đầu mối: {known})" if known else None


def _late(rows: Rows) -> int:
    return sum(row[0].is_late for row in rows)


def _opening(agency: Agency, rows: Rows, standings: Standings, days: int) -> Iterator[str]:
    plan, moment = standings.plan, standings.moment
    followed = f"Qua theo dõi việc thực hiện {plan_reference(plan)} (cải cách hành chính năm {plan.year})"
    yield f"{followed}, tính đến ngày {moment.lateness_day:%d/%m/%Y}, {agency.name} {_figures(rows, days)}."
    yield f"Cụ thể như sau ({moment_phrase(moment)}):"


def _figures(rows: Rows, days: int) -> str:
    late = _late(rows)
    soon = len(rows) - late
    ahead = f"đến hạn trong {days} ngày tới" if days else "đến hạn trong ngày"
    if late and soon:
        return f"còn {len(rows)} nội dung chưa hoàn thành, trong đó {late} nội dung đã quá hạn, {soon} nội dung {ahead}"
    return f"còn {len(rows)} nội dung {'đã quá hạn' if late else ahead} mà chưa hoàn thành"


def _closing(agency: Agency, rows: Rows, catalogue: Catalogue) -> Iterator[str]:
    issuer = catalogue.settings.issuer or BLANK
    late = _late(rows)
    wishes = [
        *(("khẩn trương hoàn thành các nội dung đã quá hạn",) if late else ()),
        *(("bảo đảm hoàn thành đúng hạn các nội dung sắp đến hạn",) if late < len(rows) else ()),
    ]
    yield (
        f"{issuer} đề nghị {agency.name} {', '.join(wishes)}; báo cáo tiến độ, kết quả kèm tài liệu kiểm chứng về "
        f"{issuer}. Nội dung đã hoàn thành mà chưa báo cáo thì bổ sung báo cáo; nội dung có khó khăn, vướng mắc thì "
        "nêu rõ nguyên nhân, giải trình và đề xuất cách giải quyết."
    )
    yield f"Thông tin liên hệ: {_desk(catalogue)}./."


def _desk(catalogue: Catalogue) -> str:
    """Whom to turn to at the desk that runs the plan; what is not known is a blank for the pen."""
    desk = catalogue.by_id.get(catalogue.settings.desk or "")
    contact = (desk.contact if desk else None) or Contact.model_construct()
    told = [
        desk.name if desk else BLANK,
        contact.person or BLANK,
        f"điện thoại {contact.phone or BLANK}",
        *((f"thư điện tử {contact.email}",) if contact.email else ()),
    ]
    return ", ".join(told)
