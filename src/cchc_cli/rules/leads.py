"""Rules of who is named where: leads, support, decisions, members."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Set
from datetime import date
from typing import NamedTuple

from cchc_cli.diagnostics import Code, Diagnostic, Origin, Related, Severity, Span
from cchc_cli.model.agency import Agency
from cchc_cli.model.plan import Plan, Row
from cchc_cli.model.states import Basis
from cchc_cli.rules.subject import Subject


def _plan(leads: str, more: str = "") -> str:
    return (
        f'year: 2024\nareas:\n  - code: "1"\n    name: Chỉ đạo, điều hành\n{leads}    criteria:\n'
        f'      - code: "1.1"\n        stt: 1\n        name: Kế hoạch\n{more}'
    )


_GOOD_PLAN = _plan("    leads: [snv]\n")

UNKNOWN_LEAD = Code(
    "A401",
    "unknown-lead",
    Severity.ERROR,
    "Cơ quan chủ trì phải có trong agencies.yaml; id gõ sai làm dòng rơi khỏi danh sách của cơ quan.",
    _plan("    leads: [snvv]  # ←\n"),
    _GOOD_PLAN,
)
UNKNOWN_AGENCY = Code(
    "A402",
    "unknown-agency",
    Severity.ERROR,
    "Mọi id cơ quan nêu trong dữ liệu phải có trong agencies.yaml.",
    _plan("    leads: [snv]\n", "        support: [snvv]  # ←\n"),
    _plan("    leads: [snv]\n", "        support: [snv]\n"),
)
NO_LEAD = Code(
    "A403",
    "assigned-row-without-lead",
    Severity.ERROR,
    "Dòng có số thứ tự phải có cơ quan chủ trì, nếu không nó không nằm trong danh sách của ai.",
    _plan("").replace("stt: 1", "stt: 1  # ←"),
    _GOOD_PLAN,
)
INFERRED_LEAD = Code(
    "A404",
    "inferred-lead",
    Severity.INFO,
    "Cơ quan chủ trì suy ra, văn bản không in; cần người xác nhận.",
    _plan("    leads: [snv]\n    leads_basis: inferred  # ←\n    note: Cuối trang không in\n"),
    _GOOD_PLAN,
)
REPEATED_AGENCY = Code(
    "A410",
    "repeated-agency",
    Severity.WARNING,
    "Một cơ quan ghi hai lần trong cùng danh sách chỉ được tính một lần.",
    _plan("    leads: [snv, snv]  # ←\n"),
    _GOOD_PLAN,
)


LEAD_NOT_EXISTING = Code(
    "A412",
    "lead-not-existing-when-issued",
    Severity.WARNING,
    "Kế hoạch không thể giao việc cho cơ quan đã thôi hoạt động (hoặc chưa thành lập) vào ngày ban hành.",
    _plan("    leads: [sct]  # ←\n"),  # an agency with `until: 2023-07-01`
    _GOOD_PLAN,
)


_MOST_HINTS = 200


class _Mention(NamedTuple):
    """An agency id where the data names it."""

    agency: str
    origin: Origin
    path: tuple[str | int, ...]

    @property
    def span(self) -> Span:
        """Where it stands; worked out only for those that are told of."""
        return self.origin.span(*self.path)


def check_leads(subject: Subject) -> Iterator[Diagnostic]:
    """Every lead is a declared agency; each unknown id is one problem with all its places."""
    known = subject.catalogue.by_id.keys()
    mentions = [
        _Mention(agency, row.origin, ("leads", index))
        for plan in subject.catalogue.plans
        for row in plan.rows
        if row.written.leads and not known >= set(row.written.leads)
        for index, agency in enumerate(row.written.leads)
    ]
    yield from _unknown(subject, mentions, UNKNOWN_LEAD, "cơ quan chủ trì")


def check_other_mentions(subject: Subject) -> Iterator[Diagnostic]:
    """Whoever else is named (support, decisions, successors, members, desk, progress files) is declared too."""
    known = subject.catalogue.by_id.keys()
    mentions = [
        *(mention for plan in subject.catalogue.plans for row in plan.rows for mention in _row_mentions(row, known)),
        *(mention for agency in subject.catalogue.agencies for mention in agency_mentions(agency)),
        *(_Mention(log.agency, log.origin, ("agency",)) for log in subject.catalogue.logs),
    ]
    settings = subject.catalogue.settings
    if settings.desk is not None:
        mentions.append(_Mention(settings.desk, settings.origin, ("desk",)))
    yield from _unknown(subject, mentions, UNKNOWN_AGENCY, "cơ quan")


def _row_mentions(row: Row, known: Set[str]) -> Iterator[_Mention]:
    """Where a row names an agency that is not known: nearly nowhere, so that only such places are made."""
    for index, agency in enumerate(row.written.support or ()):
        if agency not in known:
            yield _Mention(agency, row.origin, ("support", index))
    for index, decision in enumerate(row.written.reassigned or ()):
        for key, agency in (("lead", decision.lead), ("to", decision.to)):
            if agency not in known:
                yield _Mention(agency, row.origin, ("reassigned", index, key))


def agency_mentions(agency: Agency) -> Iterator[_Mention]:
    for index, successor in enumerate(agency.successors or ()):
        yield _Mention(successor, agency.origin, ("successors", index))
    for code, answer in (agency.answers or {}).items():
        yield _Mention(answer, agency.origin, ("answers", code))
    if isinstance(agency.members, tuple):
        for index, member in enumerate(agency.members):
            yield _Mention(member, agency.origin, ("members", index))


def _unknown(subject: Subject, mentions: list[_Mention], code: Code, what: str) -> Iterator[Diagnostic]:
    if not subject.knows_all_agencies:
        return
    places: dict[str, list[Span]] = {}
    for mention in mentions:
        if mention.agency not in subject.catalogue.by_id:
            places.setdefault(mention.agency, []).append(mention.span)
    for number, (agency, spans) in enumerate(places.items()):
        spans.sort()
        further = tuple(Related(span, "cũng ở đây") for span in spans[1:])
        more = f" ({len(spans)} chỗ)" if further else ""
        message = f"{what} «{agency}» chưa khai báo{more}"
        hint = subject.nearest_agency(agency) if number < _MOST_HINTS else "khai báo cơ quan trong agencies.yaml"
        yield Diagnostic(code, message, spans[0], hint, further)


def check_assigned(subject: Subject) -> Iterator[Diagnostic]:
    """A row with a number has a lead."""
    for plan in subject.catalogue.plans:
        for row in plan.assigned:
            if not row.leads and "leads" not in row.damaged:
                message = f"dòng «{row.code}» có STT {row.stt} nhưng không có cơ quan chủ trì"
                hint = "thêm leads: [id cơ quan] vào dòng này hoặc dòng cấp trên"
                yield Diagnostic(NO_LEAD, message, row.origin.span("stt"), hint)


def check_inferred(subject: Subject) -> Iterator[Diagnostic]:
    """A lead that the document does not state is named, once where it is marked."""
    for plan in subject.catalogue.plans:
        for row in plan.rows:
            if row.written.leads_basis is Basis.INFERRED and row.leads:
                count = sum(below.is_assigned and below.basis is Basis.INFERRED for below in row.walk())
                names = subject.catalogue.names_of(row.leads)
                message = f"chủ trì «{names}» của «{row.code}» là suy ra ({count} dòng có STT)"
                yield Diagnostic(INFERRED_LEAD, message, row.origin.span("leads_basis"), row.written.note)


def check_repeats(subject: Subject) -> Iterator[Diagnostic]:
    """An agency stands once in a row's leads and once in its support."""
    for plan in subject.catalogue.plans:
        for row in plan.rows:
            for field, agencies in (("leads", row.written.leads), ("support", row.written.support)):
                if not agencies or len(set(agencies)) == len(agencies):
                    continue
                yield from _repeats(row, field, agencies)


def _repeats(row: Row, field: str, agencies: tuple[str, ...]) -> Iterator[Diagnostic]:
    """One problem for each agency that is named again, where it is."""
    again: dict[str, int] = {}
    seen: set[str] = set()
    for index, agency in enumerate(agencies):
        if agency in seen:
            again.setdefault(agency, index)
        seen.add(agency)
    counts = Counter(agencies)
    for agency, index in again.items():
        times = "hai" if counts[agency] == 2 else str(counts[agency])
        message = f"«{agency}» ghi {times} lần trong {field}"
        yield Diagnostic(REPEATED_AGENCY, message, row.origin.span(field, index), "chỉ giữ một")


def check_existence(subject: Subject) -> Iterator[Diagnostic]:
    """A lead exists on the day on which the plan is issued; a month or year alone gives the benefit of the doubt."""
    mortal = [one for one in subject.catalogue.agencies if one.until or one.from_day]
    for plan in subject.catalogue.plans if mortal else ():
        first, last = _days_of_issue(plan)
        absent = {one.id: words for one in mortal if (words := _absence(one, first, last))}
        places: dict[str, list[Span]] = {}
        for row in plan.rows if absent else ():
            later = {decision.to for decision in row.written.reassigned or ()}  # they lead by a decision since
            for index, lead in enumerate(row.written.leads or ()):
                if lead in absent and lead not in later:
                    places.setdefault(lead, []).append(row.origin.span("leads", index))
        for lead, spans in places.items():
            name = subject.catalogue.name_of(lead)
            message = f"«{name}» {absent[lead]} khi kế hoạch năm {plan.year} ban hành"
            hint = "ghi cơ quan in trong văn bản, hoặc sửa from, until của cơ quan"
            further = tuple(Related(span, "cũng ở đây") for span in spans[1:])
            yield Diagnostic(LEAD_NOT_EXISTING, message, spans[0], hint, further)


def _days_of_issue(plan: Plan) -> tuple[date, date]:
    """The first and the last day on which the plan may have been issued; the year's where it does not say."""
    parts = [int(part) for part in (plan.head.issued or str(plan.year)).split("-")]
    if len(parts) == 3:
        return date(*parts), date(*parts)
    first, last = (parts[1], parts[1]) if len(parts) == 2 else (1, 12)
    return date(parts[0], first, 1), date(parts[0], last, monthrange(parts[0], last)[1])


def _absence(agency: Agency, first: date, last: date) -> str | None:
    if agency.until and agency.from_day and agency.until <= agency.from_day:
        return None  # its days are wrong themselves
    if agency.until is not None and agency.until <= first:
        return f"đã thôi hoạt động từ {agency.until:%d/%m/%Y}"
    if agency.from_day is not None and agency.from_day > last:
        return f"chưa thành lập (đến {agency.from_day:%d/%m/%Y})"
    return None


RULES = (check_leads, check_other_mentions, check_assigned, check_inferred, check_repeats, check_existence)
