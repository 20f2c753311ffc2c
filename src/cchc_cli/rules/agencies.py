"""Rules of agencies and leads."""

from collections.abc import Iterator
from typing import NamedTuple

from cchc_cli.diagnostics import Code, Diagnostic, Origin, Related, Severity, Span
from cchc_cli.model.agency import Agency
from cchc_cli.model.plan import Row
from cchc_cli.model.states import Basis
from cchc_cli.rules.subject import Subject
from cchc_cli.text import spelling_key

_AGENCY = "agencies:\n  - id: snv\n    name: Sở Nội vụ\n"


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
DUPLICATE_ID = Code(
    "A405",
    "duplicate-agency-id",
    Severity.ERROR,
    "Hai cơ quan cùng id thì không biết dòng thuộc cơ quan nào.",
    f"{_AGENCY}  - id: snv  # ←\n    name: Sở Y tế\n",
    _AGENCY,
)
DUPLICATE_NAME = Code(
    "A406",
    "duplicate-agency-name",
    Severity.ERROR,
    "Một cơ quan khai báo hai lần (kể cả khác chữ hoa, dấu cách, cách đặt dấu) thì số liệu bị chia đôi.",
    f"{_AGENCY}  - id: snv2\n    name: SỞ NỘI VỤ  # ←\n",
    _AGENCY,
)
DUPLICATE_ALIAS = Code(
    "A407",
    "duplicate-agency-alias",
    Severity.WARNING,
    "Tên tắt hoặc tên khác trùng nhau giữa hai cơ quan thì gõ tên đó sẽ không biết là cơ quan nào.",
    f"{_AGENCY}    short: SNV\n  - id: syt\n    name: Sở Y tế\n    short: SNV  # ←\n",
    _AGENCY,
)
SUCCESSOR_LOOP = Code(
    "A408",
    "successor-loop",
    Severity.ERROR,
    "Cơ quan kế thừa lại dẫn về chính nó thì không bao giờ biết ai trả lời.",
    f"{_AGENCY}    until: 2025-03-01\n    successors: [snv]  # ←\n",
    _AGENCY,
)
AGENCY_WITHOUT_ROWS = Code(
    "A409",
    "agency-without-rows",
    Severity.INFO,
    "Cơ quan không chủ trì, không phối hợp dòng nào của kế hoạch nào.",
    f"{_AGENCY}  - id: syt  # ←\n    name: Sở Y tế\n",
    _AGENCY,
)
REPEATED_AGENCY = Code(
    "A410",
    "repeated-agency",
    Severity.WARNING,
    "Một cơ quan ghi hai lần trong cùng danh sách chỉ được tính một lần.",
    _plan("    leads: [snv, snv]  # ←\n"),
    _GOOD_PLAN,
)


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
    mentions = [
        _Mention(agency, row.origin, ("leads", index))
        for plan in subject.catalogue.plans
        for row in plan.rows
        for index, agency in enumerate(row.written.leads or ())
    ]
    yield from _unknown(subject, mentions, UNKNOWN_LEAD, "cơ quan chủ trì")


def check_other_mentions(subject: Subject) -> Iterator[Diagnostic]:
    """Whoever else is named (support, decisions, successors, members, desk, progress files) is declared too."""
    mentions = [
        *(mention for plan in subject.catalogue.plans for row in plan.rows for mention in _row_mentions(row)),
        *(mention for agency in subject.catalogue.agencies for mention in _agency_mentions(agency)),
        *(_Mention(log.agency, log.origin, ("agency",)) for log in subject.catalogue.logs),
    ]
    settings = subject.catalogue.settings
    if settings.desk is not None:
        mentions.append(_Mention(settings.desk, settings.origin, ("desk",)))
    yield from _unknown(subject, mentions, UNKNOWN_AGENCY, "cơ quan")


def _row_mentions(row: Row) -> Iterator[_Mention]:
    for index, agency in enumerate(row.written.support or ()):
        yield _Mention(agency, row.origin, ("support", index))
    for index, decision in enumerate(row.written.reassigned or ()):
        yield _Mention(decision.lead, row.origin, ("reassigned", index, "lead"))
        yield _Mention(decision.to, row.origin, ("reassigned", index, "to"))


def _agency_mentions(agency: Agency) -> Iterator[_Mention]:
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
    for agency, spans in places.items():
        spans.sort()
        further = tuple(Related(span, "cũng ở đây") for span in spans[1:])
        more = f" ({len(spans)} chỗ)" if further else ""
        message = f"{what} «{agency}» chưa khai báo{more}"
        yield Diagnostic(code, message, spans[0], subject.nearest_agency(agency), further)


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


def check_agency_ids(subject: Subject) -> Iterator[Diagnostic]:
    """An agency's id stands once."""
    first: dict[str, Agency] = {}
    for agency in subject.catalogue.agencies:
        if agency.id and agency.id in first:
            before = Related(first[agency.id].origin.span("id"), f"«{first[agency.id].name}»")
            message = f"id «{agency.id}» đã có"
            yield Diagnostic(DUPLICATE_ID, message, agency.origin.span("id"), "mỗi cơ quan một id", (before,))
        elif agency.id:
            first[agency.id] = agency


def check_agency_names(subject: Subject) -> Iterator[Diagnostic]:
    """No two agencies share a name (an error) or a short name or alias (a warning), by the folds of look-up."""
    names: dict[str, tuple[Agency, Span]] = {}
    for agency in subject.catalogue.agencies:
        key = spelling_key(agency.name)
        if key and key in names:
            other, span = names[key]
            message = f"tên «{agency.name}» trùng với cơ quan «{other.id}»"
            hint = "một cơ quan chỉ khai báo một lần"
            yield Diagnostic(DUPLICATE_NAME, message, agency.origin.span("name"), hint, (Related(span, "tên kia"),))
        elif key:
            names[key] = (agency, agency.origin.span("name"))
    yield from _check_aliases(subject, names)


def _check_aliases(subject: Subject, names: dict[str, tuple[Agency, Span]]) -> Iterator[Diagnostic]:
    taken = dict(names)
    for agency in subject.catalogue.agencies:
        for label, span in _further_names(agency, agency.origin):
            key = spelling_key(label)
            owner, first = taken.setdefault(key, (agency, span))
            if owner is not agency:
                message = f"tên «{label}» trùng với cơ quan «{owner.id}»"
                hint = "bỏ ở một trong hai cơ quan"
                yield Diagnostic(DUPLICATE_ALIAS, message, span, hint, (Related(first, "tên kia"),))


def _further_names(agency: Agency, origin: Origin) -> Iterator[tuple[str, Span]]:
    if agency.short:
        yield agency.short, origin.span("short")
    for index, alias in enumerate(agency.aliases or ()):
        yield alias, origin.span("aliases", index)


def check_successors(subject: Subject) -> Iterator[Diagnostic]:
    """Successors never lead back to where they began."""
    by_id = subject.catalogue.by_id
    for agency in subject.catalogue.agencies:
        seen: set[str] = set()
        ahead = list(agency.successors or ())
        while ahead:
            successor = ahead.pop()
            if successor not in seen:
                seen.add(successor)
                ahead += (by_id[successor].successors or ()) if successor in by_id else ()
        if agency.id in seen:
            message = f"cơ quan kế thừa của «{agency.id}» dẫn về chính nó"
            hint = "successors chỉ nêu cơ quan mới nhận nhiệm vụ"
            yield Diagnostic(SUCCESSOR_LOOP, message, agency.origin.span("successors"), hint)


def check_idle(subject: Subject) -> Iterator[Diagnostic]:
    """An agency that no plan names, no group holds and nobody succeeds by is told of."""
    catalogue = subject.catalogue
    if not catalogue.plans:
        return
    named = {agency for plan in catalogue.plans for row in plan.rows for agency in (*row.leads, *row.support)}
    named |= {mention.agency for agency in catalogue.agencies for mention in _agency_mentions(agency)}
    for agency in catalogue.agencies:
        if agency.id and agency.id not in named and agency.id != catalogue.settings.desk:
            message = f"cơ quan «{agency.name}» không chủ trì, không phối hợp dòng nào"
            yield Diagnostic(AGENCY_WITHOUT_ROWS, message, agency.origin.span("id"))


def check_repeats(subject: Subject) -> Iterator[Diagnostic]:
    """An agency stands once in a row's leads and once in its support."""
    for plan in subject.catalogue.plans:
        for row in plan.rows:
            for field, agencies in (("leads", row.written.leads), ("support", row.written.support)):
                for index, agency in enumerate(agencies or ()):
                    if agency in (agencies or ())[:index]:
                        message = f"«{agency}» ghi hai lần trong {field}"
                        yield Diagnostic(REPEATED_AGENCY, message, row.origin.span(field, index), "xóa một")


RULES = (
    check_leads,
    check_other_mentions,
    check_assigned,
    check_inferred,
    check_agency_ids,
    check_agency_names,
    check_successors,
    check_idle,
    check_repeats,
)
