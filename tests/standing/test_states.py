"""States of leads and rows on a day, by the rules of the data format."""

from datetime import date
from decimal import Decimal

import pytest

from cchc_cli.diagnostics import has_errors
from cchc_cli.loader import load
from cchc_cli.model.states import Period, Status
from cchc_cli.standing import Moment, RowStanding, default_year, share, stand, tally
from homes import AGENCIES, CRITERIA, log_of

DAY = date(2024, 12, 31)


def standing(
    code: str,
    logs: dict[str, tuple[str, ...]],
    day: date = DAY,
    period: Period | None = None,
    *,
    is_day_given: bool = False,
    criteria: str = CRITERIA,
    agencies: str = AGENCIES,
    settings: str | None = None,
) -> RowStanding:
    files = {"agencies.yaml": agencies, "criteria.yaml": criteria}
    files |= {f"progress/2024/{agency}.yaml": log_of(agency, *entries) for agency, entries in logs.items()}
    if settings:
        files["settings.yaml"] = settings
    catalogue, problems = load({name: text.encode() for name, text in files.items()})
    assert not has_errors(problems), problems
    plan = catalogue.plan(2024)
    assert plan is not None
    moment = Moment(day, 2024, catalogue.settings, period, is_day_given=is_day_given)
    return stand(catalogue, plan, moment).by_code[code]


def up(day: str, code: str, status: str, more: str = "") -> str:
    return f'date: {day}, code: "{code}", status: {status}{", " + more if more else ""}'


def test_row_without_updates_has_no_report() -> None:
    row = standing("1.1", {})
    assert (row.status, row.percent, row.is_late) == (Status.NO_REPORT, None, False)


def test_newest_update_up_to_the_day_is_the_state() -> None:
    logs = {"snv": (up("2024-03-01", "1.1", "in_progress", "percent: 30"), up("2024-09-01", "1.1", "done"))}
    assert standing("1.1", logs).status is Status.DONE
    before = standing("1.1", logs, date(2024, 8, 31))
    assert (before.status, before.percent) == (Status.IN_PROGRESS, Decimal(30))
    assert standing("1.1", logs, date(2024, 2, 29)).status is Status.NO_REPORT


def test_of_one_day_the_update_further_down_is_newer() -> None:
    logs = {"snv": (up("2024-03-01", "1.1", "done"), up("2024-03-01", "1.1", "in_progress"))}
    assert standing("1.1", logs).status is Status.IN_PROGRESS


def test_update_for_a_closed_period_does_not_overtake_a_later_state() -> None:
    late_return = up("2024-08-01", "1.1", "in_progress", "period: h1")
    logs = {"snv": (up("2024-07-15", "1.1", "done"), late_return)}
    assert standing("1.1", logs).status is Status.DONE
    # its effective day is 30/6, but it is not known before its own date
    assert standing("1.1", {"snv": (late_return,)}, date(2024, 7, 31)).status is Status.NO_REPORT


def test_of_one_effective_day_the_later_date_is_newer() -> None:
    logs = {"snv": (up("2024-07-05", "1.1", "done", "period: h1"), up("2024-06-30", "1.1", "not_started"))}
    assert standing("1.1", logs).status is Status.DONE


def test_fields_are_carried_forward_until_they_are_cleared() -> None:
    logs = {
        "snv": (
            up("2024-03-01", "1.1", "in_progress", 'percent: 30, result: Đang làm, evidence: ["12/KH"]'),
            up("2024-04-01", "1.1", "in_progress"),
            up("2024-05-01", "1.1", "in_progress", "result: null, evidence: []"),
        )
    }
    kept = standing("1.1", logs, date(2024, 4, 30)).leads[0]
    assert (kept.result, kept.evidence, kept.percent) == ("Đang làm", ("12/KH",), None)
    cleared = standing("1.1", logs).leads[0]
    assert (cleared.result, cleared.evidence) == (None, ())


def test_key_with_nothing_after_it_clears_nothing() -> None:
    text = log_of("snv", up("2024-03-01", "1.1", "in_progress", "result: Đang làm"))
    text += '  - date: 2024-04-01\n    code: "1.1"\n    status: in_progress\n    result:\n'
    catalogue, _ = load(
        {
            "agencies.yaml": AGENCIES.encode(),
            "criteria.yaml": CRITERIA.encode(),
            "progress/2024/snv.yaml": text.encode(),
        }
    )
    plan = catalogue.plan(2024)
    assert plan is not None
    row = stand(catalogue, plan, Moment(DAY, 2024, catalogue.settings)).by_code["1.1"]
    assert row.leads[0].result == "Đang làm"


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (("done", "done", "done"), Status.DONE),
        (("done", "not_met", None), Status.NOT_MET),
        ((None, None, None), Status.NO_REPORT),
        (("not_started", None, None), Status.NOT_STARTED),
        (("done", None, None), Status.IN_PROGRESS),
        (("in_progress", "not_started", None), Status.IN_PROGRESS),
        (("not_applicable", "not_applicable", "not_applicable"), Status.NOT_APPLICABLE),
        (("not_applicable", "done", "done"), Status.DONE),
        (("not_applicable", None, None), Status.NO_REPORT),
    ],
)
def test_joint_row_follows_its_live_leads(states: tuple[str | None, ...], expected: Status) -> None:
    agencies = ("snv", "stc", "skhdt")
    logs = {
        agency: (up("2024-03-01", "1.3", status),) for agency, status in zip(agencies, states, strict=True) if status
    }
    assert standing("1.3", logs).status is expected


def test_joint_row_says_how_many_live_leads_have_reported() -> None:
    logs = {"snv": (up("2024-03-01", "1.3", "done"),), "stc": (up("2024-03-01", "1.3", "not_applicable"),)}
    row = standing("1.3", logs)
    assert (row.reported, len(row.live), row.is_partly_reported) == (1, 2, True)


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ({"snv": "done", "stc": "not_started", "skhdt": "in_progress, percent: 25"}, Decimal("41.7")),
        ({"snv": "done", "stc": "not_applicable", "skhdt": "in_progress, percent: 25"}, Decimal("62.5")),
        ({"snv": "done", "stc": "in_progress", "skhdt": "done"}, None),
        ({"snv": "done", "stc": "done"}, None),
    ],
)
def test_percent_is_the_mean_over_live_leads_half_up(entries: dict[str, str], expected: Decimal | None) -> None:
    logs = {agency: (up("2024-03-01", "1.3", status),) for agency, status in entries.items()}
    assert standing("1.3", logs).percent == expected


DUE = CRITERIA.replace("name: Đối thoại\n", "name: Đối thoại\n        due: 30/6/2024\n")


def test_row_due_today_is_not_late() -> None:
    assert not standing("1.2", {}, date(2024, 6, 30), criteria=DUE).is_late
    assert standing("1.2", {}, date(2024, 7, 1), criteria=DUE).is_late


@pytest.mark.parametrize("status", ["done", "not_applicable"])
def test_settled_row_is_never_late(status: str) -> None:
    logs = {"stc": (up("2024-03-01", "1.2", status),)}
    assert not standing("1.2", logs, criteria=DUE).is_late


def test_lead_that_is_done_is_not_late_on_a_late_joint_row() -> None:
    criteria = CRITERIA.replace("name: Phân cấp\n", "name: Phân cấp\n        due: 6/2024\n")
    row = standing("1.3", {"snv": (up("2024-03-01", "1.3", "done"),)}, criteria=criteria)
    assert row.is_late
    assert {lead.agency: lead.is_late for lead in row.leads} == {"snv": False, "stc": True, "skhdt": True}


PERIODS = {
    "snv": (
        up("2024-04-05", "1.1", "not_started", "period: q1"),
        up("2024-06-20", "1.1", "in_progress"),
        up("2024-07-10", "1.1", "not_met", "period: h1"),
        up("2024-07-20", "1.1", "done"),
        up("2024-10-02", "1.1", "in_progress", "period: m9"),
    )
}


@pytest.mark.parametrize(
    ("period", "as_of", "expected"),
    [
        (Period.Q1, None, Status.NOT_STARTED),
        (Period.H1, None, Status.NOT_MET),
        (Period.M9, None, Status.IN_PROGRESS),
        (Period.H1, date(2024, 7, 1), Status.IN_PROGRESS),
        (Period.YEAR, date(2024, 7, 31), Status.DONE),
    ],
)
def test_period_counts_its_own_and_earlier_tags_and_untagged_up_to_its_closing(
    period: Period, as_of: date | None, expected: Status
) -> None:
    row = standing("1.1", PERIODS, as_of or date(2026, 11, 25), period, is_day_given=as_of is not None)
    assert row.status is expected


def test_lateness_of_a_period_is_taken_on_its_closing_day() -> None:
    assert not standing("1.2", {}, date(2026, 1, 1), Period.H1, criteria=DUE).is_late
    assert standing("1.2", {}, date(2026, 1, 1), Period.M9, criteria=DUE).is_late


def test_closing_day_can_be_set() -> None:
    logs = {"snv": (up("2024-06-20", "1.1", "done"),)}
    settings = "periods:\n  h1: 14/6\n"
    assert standing("1.1", logs, period=Period.H1).status is Status.DONE
    assert standing("1.1", logs, period=Period.H1, settings=settings).status is Status.NO_REPORT


HEIRS = AGENCIES.replace("    short: Sở KH&ĐT\n", "    short: Sở KH&ĐT\n    until: 2024-07-01\n    successors: [stc]\n")
LED_BY_OLD = CRITERIA.replace("leads: [stc]", "leads: [skhdt]")


def test_successor_speaks_for_the_printed_lead_from_its_day_on() -> None:
    logs = {
        "skhdt": (up("2024-03-01", "1.2", "in_progress", "result: Cũ"),),
        "stc": (up("2024-07-01", "1.2", "done", 'evidence: ["1/BC"]'),),
    }
    row = standing("1.2", logs, criteria=LED_BY_OLD, agencies=HEIRS)
    assert (row.status, row.leads[0].agency, row.leads[0].result, row.answers) == (Status.DONE, "skhdt", "Cũ", ("stc",))
    assert standing("1.2", logs, date(2024, 6, 30), criteria=LED_BY_OLD, agencies=HEIRS).answers == ("skhdt",)


def test_after_a_split_the_printed_lead_is_its_heirs_together() -> None:
    split = HEIRS.replace("successors: [stc]", "successors: [stc, snv]")
    logs = {
        "skhdt": (up("2024-03-01", "1.2", "in_progress", "percent: 40"),),
        "stc": (up("2024-08-01", "1.2", "done"),),
    }
    row = standing("1.2", logs, criteria=LED_BY_OLD, agencies=split)
    assert (row.status, row.percent, len(row.leads), row.answers) == (
        Status.IN_PROGRESS,
        Decimal(70),
        1,
        ("stc", "snv"),
    )


# skhdt is split into snv and stc, snv is merged into stc, and stc into syt
SPLIT_THEN_MERGED = (
    HEIRS.replace("successors: [stc]", "successors: [snv, stc]")
    .replace("    short: SNV\n", "    until: 2024-08-01\n    successors: [stc]\n")
    .replace("    short: STC\n", "    until: 2024-09-01\n    successors: [syt]\n")
)


def test_heir_by_two_ways_that_has_ended_too_does_not_answer() -> None:
    agencies = SPLIT_THEN_MERGED + "  - id: syt\n    name: Sở Y tế\n"
    assert standing("1.2", {}, criteria=LED_BY_OLD, agencies=agencies).answers == ("syt",)


def test_heir_of_an_heir_that_ended_first_speaks_from_the_day_the_lead_ended() -> None:
    # skhdt ends on 1/7, its heir stc had ended on 1/3: syt, a joint lead in its own right, took skhdt's part on 1/7
    agencies = HEIRS.replace("    short: STC\n", "    until: 2024-03-01\n    successors: [syt]\n")
    agencies += "  - id: syt\n    name: Sở Y tế\n"
    criteria = CRITERIA.replace("leads: [snv, stc, skhdt]", "leads: [syt, skhdt]")
    row = standing("1.3", {"syt": (up("2024-05-01", "1.3", "done"),)}, criteria=criteria, agencies=agencies)
    assert {lead.agency: lead.status for lead in row.leads} == {"syt": Status.DONE, "skhdt": Status.NO_REPORT}


def test_new_lead_starts_from_the_former_one() -> None:
    criteria = CRITERIA.replace(
        "name: Đối thoại\n",
        "name: Đối thoại\n        reassigned:\n          - lead: snv\n            to: stc\n            from: 2024-09-01\n",
    )
    logs = {"snv": (up("2024-03-01", "1.2", "in_progress", "percent: 40"),)}
    row = standing("1.2", logs, criteria=criteria)
    assert (row.leads[0].agency, row.percent, row.answers) == ("stc", Decimal(40), ("stc",))
    assert standing("1.2", logs, date(2024, 8, 31), criteria=criteria).answers == ("snv",)


def test_heir_of_the_former_lead_speaks_for_the_row_until_the_decision() -> None:
    decision = "        reassigned: {lead: skhdt, to: snv, from: 2024-09-01}\n"
    criteria = CRITERIA.replace("leads: [stc]\n", f"leads: [snv]\n{decision}")
    logs = {"stc": (up("2024-08-01", "1.2", "in_progress", "percent: 40"),)}
    row = standing("1.2", logs, date(2024, 8, 31), criteria=criteria, agencies=HEIRS)
    assert (row.leads[0].agency, row.percent, row.answers) == ("snv", Decimal(40), ("stc",))
    assert standing("1.2", logs, criteria=criteria, agencies=HEIRS).answers == ("snv",)


def test_completion_leaves_out_rows_that_do_not_apply() -> None:
    logs = {"snv": (up("2024-03-01", "1.1", "done"),), "stc": (up("2024-03-01", "1.2", "not_applicable"),)}
    rows = [standing(code, logs) for code in ("1.1", "1.2", "1.3")]
    counted = tally(rows)
    assert (counted.total, counted.applicable, counted.completion) == (3, 2, Decimal("50.00"))


def test_shares_have_two_decimals_half_up_and_nothing_of_nothing_is_none() -> None:
    assert share(31, 75) == Decimal("41.33")
    assert share(1, 800) == Decimal("0.13")
    assert share(0, 0) is None


@pytest.mark.parametrize(
    ("years", "day", "expected"),
    [
        ((2023, 2024, 2026), date(2024, 1, 1), 2024),
        ((2023, 2024, 2026), date(2025, 1, 1), 2024),
        ((2025, 2026), date(2024, 1, 1), 2025),
        ((), date(2024, 1, 1), None),
    ],
)
def test_default_year(years: tuple[int, ...], day: date, expected: int | None) -> None:
    assert default_year(years, day) == expected
