from datetime import date

from cchc_cli.drafting.new_plan import NewPlan, NewRow
from cchc_cli.loader import load
from cchc_cli.model.agency import Agency
from cchc_cli.model.plan import Plan, Reassigned, Row, WrittenRow
from cchc_cli.store.packaged import plan_files
from cchc_cli.writer import agency_lines, plan_text

TODAY = date(2026, 1, 1)


def as_new(plan: Plan) -> NewPlan:
    def new_row(row: Row) -> NewRow:
        return NewRow(row.written, tuple(map(new_row, row.rows)))

    return NewPlan(plan.year, plan.head, tuple(map(new_row, plan.areas)))


def test_shipped_plan_is_written_as_it_stands() -> None:
    files = plan_files()
    catalogue, _ = load(files, TODAY)
    assert plan_text(as_new(catalogue.plans[0])).encode() == files["criteria.yaml"]


def test_every_field_of_a_row_is_read_back_as_it_was() -> None:
    row = WrittenRow.model_validate(
        {
            "code": "1",
            "stt": "7",
            "name": "Tên: có dấu # và 'nháy'",
            "leads": ["snv", "stc"],
            "leads_basis": "inferred",
            "support": ["stp"],
            "due": "2025-12-31",
            "target": "improve",
            "method": "self",
            "max_score": "-0.50",
            "evidence_required": "false",
            "product": "no",
            "note": "dòng một\ndòng hai",
            "reassigned": [{"lead": "stp", "to": "snv", "from": "2025-09-01", "by": "QĐ 123/QĐ-UBND: sửa"}],
        }
    )
    agencies = b"agencies:\n  - {id: snv, name: A}\n  - {id: stc, name: B}\n  - {id: stp, name: C}\n"
    text = plan_text(NewPlan(2025, as_new(load(plan_files(), TODAY)[0].plans[0]).head, (NewRow(row),)))
    catalogue, problems = load({"criteria.yaml": text.encode(), "agencies.yaml": agencies}, TODAY)
    found = catalogue.plans[0].areas[0].written
    assert {name: getattr(found, name) for name in WrittenRow.model_fields} == {
        name: getattr(row, name) for name in WrittenRow.model_fields
    }
    assert {problem.code.id for problem in problems} == {"T305", "A404"}
    assert isinstance((row.reassigned or ())[0], Reassigned)


def test_agencies_are_items_of_their_list() -> None:
    agency = Agency.model_validate(
        {
            "id": "snnmt",
            "name": "Sở Nông nghiệp và Môi trường",
            "aliases": ["Sở NN&MT"],
            "from": "2025-03-01",
            "successors": ["a", "b"],
            "answers": {"1.1": "a"},
            "members": "all",
        }
    )
    assert agency_lines([agency]) == (
        "  - id: snnmt\n    name: Sở Nông nghiệp và Môi trường\n    aliases:\n      - Sở NN&MT\n    from: 2025-03-01\n"
        '    successors: [a, b]\n    answers:\n      "1.1": a\n    members: all\n'
    )
