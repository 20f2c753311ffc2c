"""What a reminder letter says of rows that its agency does not simply lead alone."""

from collections.abc import Iterator, Sequence

from cchc_cli.model.agency import Agency
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.states import Basis
from cchc_cli.standing import Standings
from cchc_cli.standing.deadlines import Deadline
from cchc_cli.tables.ties import group_notes
from cchc_cli.ties import Roster, Tie, TieKind, ties_of

Rows = Sequence[tuple[Deadline, ...]]


def notes_on(agency: Agency, rows: Rows, standings: Standings, catalogue: Catalogue) -> Iterator[str]:
    """Why the agency is asked for rows of another lead, with whom it leads jointly, and which leads are inferred.

    Of a group, also whom it holds.
    """
    deadlines = [one for row in rows for one in row]
    yield from group_notes((agency.id,), standings.roster, catalogue)
    yield from _answered(agency, deadlines, standings, catalogue)
    yield from _joint(rows, catalogue)
    inferred = [one.row.code for one in deadlines if one.row.basis is Basis.INFERRED]
    if inferred:
        yield f"{_codes(inferred)}: kế hoạch không in cơ quan chủ trì, cơ quan nêu ở đây được suy ra; cần xác nhận."


def _answered(
    agency: Agency, deadlines: Sequence[Deadline], standings: Standings, catalogue: Catalogue
) -> Iterator[str]:
    day = standings.moment.day
    found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for one in deadlines:
        for tie in _answering_ties(one, agency, standings):
            found.setdefault((tie.of, tie.answers), []).append(one.row.code)
    for (lead, answers), codes in found.items():
        printed = catalogue.by_id[lead]
        ended = (
            f" (thôi hoạt động từ ngày {printed.until:%d/%m/%Y})" if printed.until and printed.has_ended(day) else ""
        )
        told = f"{_codes(codes)}: chủ trì ghi trong kế hoạch là {printed.name}{ended}"
        if answers == (agency.id,):
            yield f"{told}; tính đến ngày {day:%d/%m/%Y}, cơ quan thực hiện là {agency.name}."
        else:
            names = catalogue.names_of(answers)
            yield f"{told}; việc giao lại chưa phân định, nên văn bản này gửi từng cơ quan cùng tiếp nhận: {names}."


def _answering_ties(one: Deadline, agency: Agency, standings: Standings) -> Iterator[Tie]:
    """How the agency comes to answer for a lead of another; the leads told by it, or the one that is told."""
    standing = standings.by_code[one.row.code]
    roster = Roster(standings.roster.agencies, standings.roster.day, is_current=True)
    for tie in ties_of(standing.row, standing.printed_leads, agency.id, roster):
        is_told = standings.roster.is_current or tie.of == one.lead.agency
        if tie.is_lead and is_told and tie.kind in (TieKind.SUCCESSOR, TieKind.UNTIL_DECISION):
            yield tie


def _joint(rows: Rows, catalogue: Catalogue) -> Iterator[str]:
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for leads in rows:
        row = leads[0].row
        if len(row.leads) > 1:
            found.setdefault((row.leads, tuple(one.lead.agency for one in leads)), []).append(row.code)
    for (leading, own), codes in found.items():
        told = f"{_codes(codes)}: đồng chủ trì là {catalogue.names_of(leading)}"
        yield f"{told}; trạng thái nêu trên là của riêng {catalogue.names_of(own)}."


def _codes(codes: Sequence[str]) -> str:
    return f"Mã {', '.join(dict.fromkeys(codes))}"
