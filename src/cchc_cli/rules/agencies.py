"""Rules of agencies: ids, names, days, successors, groups."""

from collections.abc import Iterator
from itertools import islice

from cchc_cli.diagnostics import Code, Diagnostic, Origin, Related, Severity, Span
from cchc_cli.model.agency import Agency
from cchc_cli.rules.leads import agency_mentions
from cchc_cli.rules.loops import loops
from cchc_cli.rules.subject import Subject
from cchc_cli.text import nearest, nearest_codes, spelling_key

_AGENCY = "agencies:\n  - id: snv\n    name: Sở Nội vụ\n"


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
DAYS_REVERSED = Code(
    "A411",
    "agency-days-reversed",
    Severity.ERROR,
    "Cơ quan thôi hoạt động trước khi thành lập thì không biết ngày nào ai trả lời cho dòng của nó.",
    f"{_AGENCY}    from: 2025-03-01\n    until: 2024-03-01  # ←\n",
    f"{_AGENCY}    from: 2024-03-01\n    until: 2025-03-01\n",
)
ANSWER_FOR_UNKNOWN_CODE = Code(
    "A413",
    "answer-for-unknown-code",
    Severity.WARNING,
    "Mã trong answers không có ở kế hoạch nào thì không quyết định được ai trả lời cho dòng nào.",
    f'{_AGENCY}    until: 2030-03-01\n    successors: [stc]\n    answers:\n      "9.9": stc  # ←\n'
    "  - id: stc\n    name: Sở Tài chính\n",
    f'{_AGENCY}    until: 2030-03-01\n    successors: [stc]\n    answers:\n      "1.1": stc\n'
    "  - id: stc\n    name: Sở Tài chính\n",
)
GROUP_LOOP = Code(
    "A414",
    "group-in-itself",
    Severity.ERROR,
    "Nhóm là thành viên của chính nó thì không biết nhóm gồm những ai.",
    f"{_AGENCY}  - id: csbn\n    name: Các sở, ban, ngành\n    members: [snv, csbn]  # ←\n",
    f"{_AGENCY}  - id: csbn\n    name: Các sở, ban, ngành\n    members: [snv]\n",
)
GROUP_WITHOUT_MEMBERS = Code(
    "A416",
    "group-without-members",
    Severity.WARNING,
    "Dòng giao cho nhóm chưa ghi thành viên thì không có trong danh sách của cơ quan nào.",
    f"{_AGENCY}  - id: csbn\n    name: Các sở, ban, ngành\n    members: []  # ←\n",
    f"{_AGENCY}  - id: csbn\n    name: Các sở, ban, ngành\n    members: all\n",
)
ANSWER_BY_NO_SUCCESSOR = Code(
    "A415",
    "answer-by-no-successor",
    Severity.WARNING,
    "answers phân định giữa các cơ quan tiếp nhận; cơ quan không có trong successors thường là gõ nhầm.",
    f'{_AGENCY}    until: 2030-03-01\n    successors: [stc]\n    answers:\n      "1.1": stp  # ←\n'
    "  - id: stc\n    name: Sở Tài chính\n  - id: stp\n    name: Sở Tư pháp\n",
    f'{_AGENCY}    until: 2030-03-01\n    successors: [stc, stp]\n    answers:\n      "1.1": stp\n'
    "  - id: stc\n    name: Sở Tài chính\n  - id: stp\n    name: Sở Tư pháp\n",
)
AGENCY_WITHOUT_ROWS = Code(
    "A409",
    "agency-without-rows",
    Severity.INFO,
    "Cơ quan không chủ trì, không phối hợp dòng nào của kế hoạch nào.",
    f"{_AGENCY}  - id: syt  # ←\n    name: Sở Y tế\n",
    _AGENCY,
)


_MOST_MISSPELT = 200


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
            if other.id == agency.id:
                continue  # an agency that stands there twice
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
            if owner is not agency and owner.id != agency.id:
                message = f"tên «{label}» trùng với cơ quan «{owner.id}»"
                hint = "bỏ ở một trong hai cơ quan"
                yield Diagnostic(DUPLICATE_ALIAS, message, span, hint, (Related(first, "tên kia"),))


def _further_names(agency: Agency, origin: Origin) -> Iterator[tuple[str, Span]]:
    if agency.short:
        yield agency.short, origin.span("short")
    for index, alias in enumerate(agency.aliases or ()):
        yield alias, origin.span("aliases", index)


def check_successors(subject: Subject) -> Iterator[Diagnostic]:
    """Successors never lead back to where they began, nor do answers after a split; each loop is one problem."""
    heirs = {one.id: (*(one.successors or ()), *(one.answers or {}).values()) for one in _known(subject)}
    for loop in loops(heirs):
        first, *others = [agency for agency in subject.catalogue.agencies if agency.id in loop]
        message = f"cơ quan kế thừa của «{first.id}» dẫn về chính nó{_through(others)}"
        further = tuple(Related(_heir_span(one, loop), f"«{one.id}»") for one in others)
        hint = "successors chỉ nêu cơ quan mới nhận nhiệm vụ"
        if not loop.intersection(first.successors or ()):
            hint = "answers chỉ nêu cơ quan tiếp nhận có trong successors"
        yield Diagnostic(SUCCESSOR_LOOP, message, _heir_span(first, loop), hint, further)


def _known(subject: Subject) -> tuple[Agency, ...]:
    return tuple(subject.catalogue.by_id.values())


def _through(others: list[Agency]) -> str:
    """By way of whom a loop comes back; nothing where it is one agency alone."""
    names = ", ".join(f"«{one.id}»" for one in others[:3])
    return f" (qua {names}{'…' if len(others) > 3 else ''})" if others else ""


def _heir_span(agency: Agency, loop: frozenset[str]) -> Span:
    """Where an agency names one of the loop."""
    code = next((code for code, heir in (agency.answers or {}).items() if heir in loop), None)
    if code is None or loop.intersection(agency.successors or ()):
        return agency.origin.span("successors")
    return agency.origin.span("answers", code)


def check_groups(subject: Subject) -> Iterator[Diagnostic]:
    """No group is a member of itself, also not through other groups (each loop is one problem), and each holds some."""
    members = {one.id: one.members if isinstance(one.members, tuple) else () for one in _known(subject)}
    for loop in loops(members):
        first, *others = [agency for agency in subject.catalogue.agencies if agency.id in loop]
        message = f"nhóm «{first.id}» là thành viên của chính nó{_through(others)}"
        further = tuple(Related(one.origin.span("members"), f"«{one.id}»") for one in others)
        hint = "members chỉ nêu các cơ quan trong nhóm"
        yield Diagnostic(GROUP_LOOP, message, first.origin.span("members"), hint, further)
    for agency in subject.catalogue.agencies:
        if agency.members == ():
            hint = "ghi id các cơ quan trong nhóm, hoặc members: all"
            message = f"nhóm «{agency.name}» chưa ghi thành viên nào"
            yield Diagnostic(GROUP_WITHOUT_MEMBERS, message, agency.origin.span("members"), hint)


def check_answering(subject: Subject) -> Iterator[Diagnostic]:
    """Whom `answers` gives a row to is one of the successors."""
    known = subject.catalogue.by_id
    for agency in subject.catalogue.agencies:
        heirs = agency.successors or ()
        for code, heir in (agency.answers or {}).items():
            if heir not in heirs and heir in known:
                message = f"«{heir}» trả lời mã «{code}» mà không có trong successors của «{agency.id}»"
                hint = f"chọn trong: {', '.join(heirs)}; hoặc thêm «{heir}» vào successors"
                hint = hint if heirs else f"thêm successors: [{heir}]"
                yield Diagnostic(ANSWER_BY_NO_SUCCESSOR, message, agency.origin.span("answers", code), hint)


def check_days(subject: Subject) -> Iterator[Diagnostic]:
    """An agency begins before it ends."""
    for agency in subject.catalogue.agencies:
        first, end = agency.from_day, agency.until
        if first is not None and end is not None and end <= first:
            message = f"until {end:%d/%m/%Y} không sau from {first:%d/%m/%Y}"
            hint = "from là ngày đầu tiên, until là ngày đầu tiên không còn; có thể hai ngày ghi ngược"
            related = (Related(agency.origin.span("from"), "ngày bắt đầu"),)
            yield Diagnostic(DAYS_REVERSED, message, agency.origin.span("until"), hint, related)


def check_answers(subject: Subject) -> Iterator[Diagnostic]:
    """After a split, `answers` decides for rows that some plan has."""
    plans = subject.catalogue.plans
    if not subject.knows_all_plans or not all(plan.knows_codes for plan in plans):
        return
    for agency in subject.catalogue.agencies:
        for code in agency.answers or {}:
            if not any(code in plan.by_code for plan in plans):
                near = nearest_codes(code, (one for plan in plans for one in plan.codes_near(code)))
                span = agency.origin.key_span("answers", code)
                message = f"không kế hoạch nào có mã «{code}»"
                yield Diagnostic(
                    ANSWER_FOR_UNKNOWN_CODE, message, span, f"mã gần nhất: {', '.join(near)}" if near else None
                )


def check_idle(subject: Subject) -> Iterator[Diagnostic]:
    """An agency that no plan names, no group holds and nobody succeeds by is told of."""
    catalogue = subject.catalogue
    rows = [row for plan in catalogue.plans for row in plan.rows]
    if not subject.knows_all_plans or any("leads" in row.damaged or "support" in row.damaged for row in rows):
        return
    named = {agency for row in rows for agency in (*row.leads, *row.support)}
    named |= {mention.agency for agency in catalogue.agencies for mention in agency_mentions(agency)}
    if any(agency.members == "all" for agency in catalogue.agencies):
        named |= {agency.id for agency in catalogue.agencies if not agency.is_group}
    known = tuple(catalogue.by_id)
    misspelt = islice(sorted(named - set(known)), _MOST_MISSPELT)
    named |= {nearest(one, known, cutoff=0.5) or "" for one in misspelt}  # what they mean is named after all
    for agency in catalogue.agencies:
        if agency.id and agency.id not in named and agency.id != catalogue.settings.desk:
            message = f"cơ quan «{agency.name}» không chủ trì, không phối hợp dòng nào"
            yield Diagnostic(AGENCY_WITHOUT_ROWS, message, agency.origin.span("id"))


RULES = (
    check_agency_ids,
    check_agency_names,
    check_successors,
    check_groups,
    check_days,
    check_answers,
    check_answering,
    check_idle,
)
