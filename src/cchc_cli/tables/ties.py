"""Why rows stand in an agency's list, in words: one wording for all lists, sheets, forms and letters."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from cchc_cli.model.agency import Agency
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.states import Basis
from cchc_cli.queries import Selected
from cchc_cli.standing import Standings
from cchc_cli.succession import living
from cchc_cli.tables.cells import INFERRED_MARK
from cchc_cli.tables.table import Column, Kind, Shown, Value
from cchc_cli.ties import Roster, Tie, TieKind

ALL_MEMBERS = "mọi cơ quan còn hoạt động"
GROUP_NOTE = "Dòng của nhóm cơ quan tính cho nhóm, không tính cho từng thành viên."
VIA = Column("via", "Tư cách", Kind.TEXT, 30)
PRINTED_LEADS = Column("printed_leads", "Chủ trì ghi trong kế hoạch", Kind.TEXT, 28, Shown.IN_FILES)
ANSWERING_ON = Column("answering_on", "Chủ trì là cơ quan trả lời ngày", Kind.DAY, 14, Shown.IN_FILES)

_HEADED = {
    TieKind.SUCCESSOR: "kế thừa từ {names}",
    TieKind.UNTIL_DECISION: "trả lời đến khi chuyển giao cho {names}",
    TieKind.MEMBER: "thành viên của {names}",
    TieKind.FORMER: "nay do {names} trả lời",
}
_NOBODY = "đã thôi hoạt động, chưa ghi cơ quan tiếp nhận"


def via_text(one: Selected, catalogue: Catalogue) -> str | None:
    """Why a row stands there, agency by agency where it is about several; None where it simply is its lead's."""
    agencies = tuple(dict.fromkeys(tie.agency for tie in one.ties))
    texts = [(agency, tie_text((tie for tie in one.ties if tie.agency == agency), catalogue)) for agency in agencies]
    is_named = len(agencies) > 1
    told = (f"{catalogue.short_name_of(agency)}: {text}" if is_named else text for agency, text in texts if text)
    return "; ".join(told) or None


def tie_text(ties: Iterable[Tie], catalogue: Catalogue) -> str:
    """The ties of one agency to a row in words; nothing where it is its own."""
    found: dict[TieKind, list[str]] = {}
    for tie in ties:
        found.setdefault(tie.kind, []).extend(_names(tie, catalogue))
    names = {kind: ", ".join(dict.fromkeys(named)) for kind, named in found.items()}
    told = (words.format(names=names[kind]) for kind, words in _HEADED.items() if kind in names)
    return "; ".join((*told, *((_NOBODY,) if TieKind.UNSUCCEEDED in names else ())))


def _names(tie: Tie, catalogue: Catalogue) -> Iterator[str]:
    """The agencies that a tie is told by: who answers, the group in full, the lead before it in short."""
    if tie.kind is TieKind.FORMER:
        yield from map(catalogue.name_of, tie.answers)
    else:
        yield catalogue.name_of(tie.of) if tie.kind is TieKind.MEMBER else catalogue.short_name_of(tie.of)


def role_text(one: Selected, agency: str, catalogue: Catalogue) -> str:
    """What an agency has to do with a row: leads it, alone or jointly, or supports it; nothing as a member."""
    if agency in one.row.leads and any(tie.is_lead for tie in one.ties):
        others = tuple(lead for lead in one.row.leads if lead != agency)
        return f"Đồng chủ trì với {catalogue.names_of(others)}" if others else "Chủ trì"
    if any(tie.is_lead and tie.kind is TieKind.FORMER for tie in one.ties):
        return "Chủ trì"
    return "Phối hợp" if any(not tie.is_lead for tie in one.ties) else ""


def whole_role_text(one: Selected, agency: str, catalogue: Catalogue) -> str:
    """The role with why the agency has it, and the mark of an inferred lead, as one cell tells them."""
    role = role_text(one, agency, catalogue)
    if role and one.row.basis is Basis.INFERRED and any(tie.is_lead for tie in one.ties):
        role = f"{role} {INFERRED_MARK}"
    leading = agency in one.row.leads
    via = tie_text((tie for tie in one.ties if tie.is_lead or not leading), catalogue)
    told = "; ".join(text for text in (role, via) if text)
    return told[:1].upper() + told[1:]


def tie_records(ties: Iterable[Tie]) -> list[dict[str, object]]:
    """The ties of a row as programs read them."""
    return [
        {
            "agency": tie.agency,
            "kind": tie.kind.value,
            "of": tie.of,
            "role": "lead" if tie.is_lead else "support",
            "answers": list(tie.answers),
        }
        for tie in ties
    ]


def as_member(selected: Sequence[Selected], catalogue: Catalogue) -> Iterator[str]:
    """How many rows stand there only since their agency is in a group: those count for the group."""
    rows = [one for one in selected if one.is_tied(TieKind.MEMBER)]
    if rows:
        groups = tuple(dict.fromkeys(tie.of for one in rows for tie in one.ties if tie.kind is TieKind.MEMBER))
        names = catalogue.names_of(groups)
        yield f"Thêm {len(rows)} dòng của {names} mà cơ quan là thành viên: nhóm báo cáo, không tính cho thành viên."


def ended_notes(agencies: Iterable[str], roster: Roster, catalogue: Catalogue) -> Iterator[str]:
    """Of the agencies that no longer exist, since when that is, and who came after them."""
    for agency in (catalogue.by_id[one] for one in agencies):
        if agency.has_ended(roster.day):
            heirs = living(agency.id, "", roster.day, roster.agencies)
            names = "chưa ghi" if heirs == (agency.id,) else catalogue.names_of(heirs)
            yield f"{agency.name} đã thôi hoạt động từ ngày {agency.until:%d/%m/%Y}; cơ quan tiếp nhận: {names}."


def current_note(standings: Standings) -> Iterator[str]:
    """That rows are told by who answers for them, as a line of its own."""
    day = standings.moment.answering_on
    if day is not None:
        yield f"Chủ trì là cơ quan đang trả lời ngày {day:%d/%m/%Y}."


def answering_columns(day: date | None) -> tuple[Column, ...]:
    """What files say more where rows are told by who answers for them: the leads as printed, and the day."""
    return () if day is None else (PRINTED_LEADS, ANSWERING_ON)


def printed_leads(one: Selected, catalogue: Catalogue) -> Value:
    """The leads of a row as the plan prints them."""
    return catalogue.names_of(one.standing.printed_leads if one.standing else one.row.leads)


def members_text(agency: Agency, catalogue: Catalogue) -> str | None:
    """The members of a group as the data name them; None where it is none."""
    members = agency.members
    return ALL_MEMBERS if isinstance(members, str) else catalogue.names_of(tuple(members or ())) or None


def group_notes(agencies: Iterable[str], roster: Roster, catalogue: Catalogue) -> Iterator[str]:
    """Whom groups hold; told by who answers, those who took over from members that ended."""
    for agency in (catalogue.by_id[one] for one in agencies):
        if agency.is_group:
            yield f"{agency.name} gồm: {_members_now(agency, roster, catalogue) or 'chưa ghi thành viên'}."


def _members_now(agency: Agency, roster: Roster, catalogue: Catalogue) -> str | None:
    if not roster.is_current or isinstance(agency.members, str):
        return members_text(agency, catalogue)
    now = (heir for one in agency.members or () for heir in living(one, "", roster.day, roster.agencies))
    return catalogue.names_of(tuple(dict.fromkeys(now))) or None
