"""One row as `show` tells it."""

from collections.abc import Iterator

from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Row
from cchc_cli.reports.parts import Facts, Heading, Part, TablePart, Weight
from cchc_cli.reports.wording import label_line
from cchc_cli.standing import Standings
from cchc_cli.tables.row_view import build_below_table, build_history_table, build_lead_table, facts_of


def build_row_view(row: Row, standings: Standings, catalogue: Catalogue) -> tuple[Part, ...]:
    """What the plan says of the row, where its leads stand, its log, and the rows below it."""
    return tuple(_parts(row, standings, catalogue))


def _parts(row: Row, standings: Standings, catalogue: Catalogue) -> Iterator[Part]:
    yield Heading(f"{row.code}  {row.name}", Weight.SUBTITLE)
    yield from label_line(catalogue.settings)
    yield Facts(tuple(facts_of(row, standings, catalogue)))
    tables = (
        build_lead_table(row, standings, catalogue),
        build_history_table(row, standings, catalogue),
        build_below_table(row, standings),
    )
    yield from (TablePart(table) for table in tables if table is not None)
