"""The plan's own appendix, with where its rows stand: as it is printed and attached to a report."""

from collections.abc import Iterator

from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Row
from cchc_cli.model.states import Level
from cchc_cli.queries import Filter, Selected, select
from cchc_cli.standing import Standings
from cchc_cli.tables.cells import by_lead, lead_names, lead_notes, status_text
from cchc_cli.tables.table import Column, Kind, Line, Rank, Table, Value

_COLUMNS = (
    Column("stt", "STT", Kind.NUMBER, 6),
    Column("code", "Tiêu chí", Kind.LABEL, 9),
    Column("name", "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", Kind.TEXT, 56),
    Column("leads", "Chủ trì", Kind.LABEL, 26, merges=True),
    Column("due", "Thời hạn", Kind.LABEL, 13),
    Column("status", "Trạng thái", Kind.LABEL, 17),
    Column("result", "Kết quả thực hiện", Kind.TEXT, 40),
)


def build_appendix(standings: Standings, catalogue: Catalogue) -> Table:
    """Every row in the order of the document; leads of successive rows are one cell where they agree."""
    selected = select(standings, Filter(has_headings=True))
    lines = tuple(Line(tuple(_cells(one, standings, catalogue)), _rank(one.row)) for one in selected)
    notes = lead_notes((one.row for one in standings.rows), catalogue)
    return Table(_COLUMNS, lines, None, notes).without_empty("due", "result")


def _rank(row: Row) -> Rank:
    """As the plan prints it: areas and criteria stand out, with a number or without."""
    if row.level is Level.SUBCRITERION and row.is_assigned:
        return Rank.ROW
    return Rank.AREA if row.level is Level.AREA else Rank.CRITERION


def _cells(one: Selected, standings: Standings, catalogue: Catalogue) -> Iterator[Value]:
    row, standing = one.row, one.standing
    yield from (row.stt, row.code, row.name)
    if standing is None:
        yield _common_leads(row, standings, catalogue)
        yield from (None,) * 3
        return
    yield lead_names(row, catalogue, is_marked=True)
    yield row.due.words if row.due else None
    yield status_text(standing)
    yield by_lead(standing, "result", catalogue)


def _common_leads(heading: Row, standings: Standings, catalogue: Catalogue) -> str | None:
    """The leads of a heading where all rows below it have the same, so that one cell covers them."""
    names = {lead_names(one.row, catalogue, is_marked=True) for one in standings.under(heading)}
    return names.pop() if len(names) == 1 else None
