"""The shipped plan against the document it was taken from, row by row."""

from dataclasses import dataclass
from pathlib import Path
import re

import pytest

from cchc_cli.loader import load
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Plan
from cchc_cli.model.states import Basis, Level

HERE = Path(__file__).parent
SOURCE = HERE / "data" / "000_73e4628794263bd5.txt"
JOINT = "Các Sở: "
COUNTS = {"snv": 21, "vpubnd": 15, "stc": 13, "stp": 5, "sttt": 5, "skhdt": 4, "stnmt": 3, "snnptnt": 3}


@dataclass(frozen=True)
class Printed:
    """A row as the document prints it; `covering` is the value of the merged cell over it."""

    stt: str
    code: str
    name: str
    cell: str
    covering: str


def printed_rows() -> list[Printed]:
    rows, covering = [], ""
    for line in SOURCE.read_text(encoding="utf-8").splitlines():
        cells = [re.sub(r"</?b>", "", cell).strip() for cell in line.split("\t")]
        if len(cells) != 4 or cells[0] == "STT":
            continue
        covering = cells[3] or covering
        rows.append(Printed(cells[0], cells[1], cells[2], cells[3], covering))
    return rows


def names_in(cell: str) -> list[str]:
    """The agencies in a lead cell; «Các Sở: A, B» is Sở A and Sở B."""
    if cell.startswith(JOINT):
        return [f"Sở {name}" for name in cell.removeprefix(JOINT).split(", ")]
    return [cell]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    folder = HERE.parent / "data"
    loaded, _ = load({path.name: path.read_bytes() for path in folder.glob("*.yaml")})
    return loaded


@pytest.fixture(scope="module")
def plan(catalogue: Catalogue) -> Plan:
    found = catalogue.plan(2024)
    assert found is not None
    return found


def test_every_printed_row_is_there_in_order_with_its_words(plan: Plan) -> None:
    held = [(str(row.stt or ""), row.code, row.written.name) for row in plan.rows if row.is_in_source]
    assert held == [(row.stt, row.code, row.name) for row in printed_rows()]


def test_the_document_has_84_rows_of_three_levels(plan: Plan) -> None:
    levels = [row.level for row in plan.rows if row.is_in_source]
    assert [levels.count(level) for level in Level] == [8, 29, 47]
    assert [row.code for row in plan.rows if not row.is_in_source] == ["7.3"]
    assert [row.stt for row in plan.assigned] == list(range(1, 58))


def test_a_printed_lead_cell_is_stated_on_its_row(plan: Plan, catalogue: Catalogue) -> None:
    for row in printed_rows():
        if row.cell:
            held = plan.by_code[row.code]
            assert [catalogue.name_of(lead) for lead in held.written.leads or ()] == names_in(row.cell), row.code
            assert held.basis is Basis.STATED


def test_assigned_rows_follow_the_cell_that_covers_them_but_where_it_was_lost(plan: Plan, catalogue: Catalogue) -> None:
    for row in printed_rows():
        if not row.stt:
            continue
        held = plan.by_code[row.code]
        expected = ["Sở Tài chính"] if 40 <= int(row.stt) <= 45 else names_in(row.covering)
        assert [catalogue.name_of(lead) for lead in held.leads] == expected, row.code
        assert (held.basis is Basis.INFERRED) == (40 <= int(row.stt) <= 45), row.code


def test_rows_carry_leads_only_where_the_tree_would_say_otherwise(plan: Plan) -> None:
    for row in plan.rows:
        if row.written.leads is None or row.code == "6":
            continue
        cell = next(one.cell for one in printed_rows() if one.code == row.code)
        above = plan.path(row)[-1] if plan.path(row) else None
        is_said_above = above is not None and above.leads == row.leads
        is_same_basis = above is not None and (above.basis is Basis.INFERRED) == (row.basis is Basis.INFERRED)
        assert cell or not (is_said_above and is_same_basis), row.code


def test_headings_without_a_cell_have_no_leads_of_their_own(plan: Plan) -> None:
    cells = {row.code: row.cell for row in printed_rows()}
    for row in plan.rows:
        if not row.is_assigned and row.code not in ("6", "7.3") and not cells[row.code]:
            assert row.written.leads is None, row.code


def test_counts_by_lead_are_those_of_the_document(plan: Plan) -> None:
    leads = [lead for row in plan.assigned for lead in row.leads]
    assert {agency: leads.count(agency) for agency in COUNTS} == COUNTS


def test_plan_names_its_source_and_leaves_blank_what_is_blank(plan: Plan) -> None:
    assert (plan.head.source, plan.head.number, plan.head.issued) == (SOURCE.name, None, "2024-06")
    text = SOURCE.read_text(encoding="utf-8")
    assert plan.head.title in " ".join(text.replace("*", "").split())
