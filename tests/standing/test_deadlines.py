"""Which leads have missed a deadline, or have one soon."""

from datetime import date

import pytest

from cchc_cli.diagnostics import has_errors
from cchc_cli.loader import load
from cchc_cli.model.states import Period
from cchc_cli.standing import Moment, stand
from cchc_cli.standing.deadlines import Deadline, open_deadlines
from homes import AGENCIES, CRITERIA, log_of

DUE = CRITERIA.replace("name: Phân cấp\n", "name: Phân cấp\n        due: 30/6/2024\n")
ENDED = AGENCIES.replace("    short: Sở KH&ĐT\n", "    until: 2024-07-01\n    successors: [{}]\n")


def found(
    day: str,
    days: int = 30,
    *,
    criteria: str = DUE,
    agencies: str = AGENCIES,
    period: Period | None = None,
    **logs: str,
) -> tuple[Deadline, ...]:
    files = {"agencies.yaml": agencies, "criteria.yaml": criteria}
    files |= {f"progress/2024/{agency}.yaml": log_of(agency, entry) for agency, entry in logs.items()}
    catalogue, problems = load({name: text.encode() for name, text in files.items()})
    assert not has_errors(problems), problems
    moment = Moment(date.fromisoformat(day), 2024, catalogue.settings, period)
    return open_deadlines(stand(catalogue, catalogue.plans[0], moment), catalogue.by_id, days)


@pytest.mark.parametrize(
    ("day", "days", "expected"),
    [
        ("2024-07-01", 0, (-1, True)),
        ("2024-06-30", 0, (0, False)),
        ("2024-06-29", 0, None),
        ("2024-05-31", 30, (30, False)),
        ("2024-05-30", 30, None),
        ("2024-07-01", 999_999_999, (-1, True)),
    ],
)
def test_row_due_today_is_soon_and_one_due_the_day_after_the_last_is_not(day, days, expected) -> None:
    deadlines = found(day, days)
    assert {(one.days_left, one.is_late) for one in deadlines} == ({expected} if expected else set())


@pytest.mark.parametrize("day", ["2024-06-30", "2024-07-05"])
def test_only_leads_that_are_neither_done_nor_not_applicable_are_there(day) -> None:
    done = 'date: 2024-06-01, code: "1.3", status: done, evidence: ["1/BC"]'
    aside = 'date: 2024-06-01, code: "1.3", status: not_applicable'
    assert [one.lead.agency for one in found(day, snv=done, skhdt=aside)] == ["stc"]


def test_lead_that_did_not_meet_its_row_is_late() -> None:
    missed = 'date: 2024-06-01, code: "1.3", status: not_met'
    assert [one.is_late for one in found("2024-07-01", snv=missed)] == [True, True, True]


def test_with_a_period_days_are_counted_from_its_closing_day() -> None:
    assert {one.days_left for one in found("2024-12-31", 60, period=Period.H1)} == {0}
    assert {one.days_left for one in found("2024-12-31", 91, period=Period.Q1)} == {91}
    assert found("2024-12-31", 90, period=Period.Q1) == ()


def test_earliest_come_first_and_those_of_one_day_as_in_the_document() -> None:
    criteria = DUE.replace("name: Thực hiện kế hoạch\n", "name: Thực hiện kế hoạch\n        due: 6/2024\n")
    criteria = criteria.replace("name: Đối thoại\n", "name: Đối thoại\n        due: 1/6/2024\n")
    order = [(one.row.code, one.lead.agency) for one in found("2024-07-01", criteria=criteria)]
    assert order == [("1.2", "stc"), ("1.1", "snv"), ("1.3", "snv"), ("1.3", "stc"), ("1.3", "skhdt")]


@pytest.mark.parametrize(
    ("day", "heirs", "answers"),
    [
        ("2024-06-30", "stc", ("skhdt",)),
        ("2024-07-01", "stc", ("stc",)),
        ("2024-07-01", "stc, snv", ("stc", "snv")),
    ],
)
def test_successors_answer_from_the_day_on_which_an_agency_no_longer_exists(day, heirs, answers) -> None:
    last = found(day, agencies=ENDED.format(heirs))[-1]
    assert (last.lead.agency, last.answers, last.is_answered_by_another) == ("skhdt", answers, answers != ("skhdt",))


@pytest.mark.parametrize(("day", "answers"), [("2024-06-14", ("snv",)), ("2024-06-15", ("stc",))])
def test_before_a_decision_who_led_then_answers(day, answers) -> None:
    moved = "        due: 6/2024\n        reassigned: {lead: snv, to: stc, from: 2024-06-15}\n"
    (one,) = found(day, criteria=CRITERIA.replace("name: Đối thoại\n", f"name: Đối thoại\n{moved}"))
    assert (one.lead.agency, one.answers) == ("stc", answers)
