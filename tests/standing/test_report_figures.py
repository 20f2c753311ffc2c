"""The figures of a report: points, trend, what changed, problems, one agency's part, who answers now."""

from datetime import date
from decimal import Decimal

from cchc_cli.diagnostics import has_errors
from cchc_cli.loader import load
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.states import Period, Status
from cchc_cli.standing import Moment, Standings, stand, tally
from cchc_cli.standing.deadlines import open_deadlines
from cchc_cli.standing.moment import previous_moment
from cchc_cli.standing.movement import build_movement
from cchc_cli.standing.problems import ProblemKind, find_problems
from cchc_cli.standing.scores import lead_scores, row_scores
from cchc_cli.standing.trend import build_trend
from homes import AGENCIES, CRITERIA, DUE, log_of

SCORED = """\
year: 2024
areas:
  - code: "1"
    name: MỘT
    leads: [snv]
    criteria:
      - {code: "1.1", stt: 1, name: A, max_score: 2}
      - {code: "1.2", stt: 2, name: B, max_score: 1.5}
      - {code: "1.3", stt: 3, name: C, max_score: -0.5}
      - {code: "1.4", stt: 4, name: D, max_score: 1}
      - {code: "1.5", stt: 5, name: E, max_score: 3, method: survey}
      - {code: "1.6", stt: 6, name: F}
      - {code: "1.7", stt: 7, name: G, max_score: 1, leads: [snv, stc, skhdt]}
"""


def stands(
    day: date,
    criteria: str = CRITERIA,
    agencies: str = AGENCIES,
    period: Period | None = None,
    answering_on: date | None = None,
    **logs: str,
) -> tuple[Standings, Catalogue]:
    files = {"agencies.yaml": agencies, "criteria.yaml": criteria}
    files |= {f"progress/2024/{agency}.yaml": text for agency, text in logs.items()}
    catalogue, problems = load({name: text.encode() for name, text in files.items()})
    assert not has_errors(problems), problems
    moment = Moment(day, 2024, catalogue.settings, period, answering_on=answering_on)
    return stand(catalogue, catalogue.plans[0], moment), catalogue


def up(day: str, code: str, status: str, more: str = "") -> str:
    return f'date: {day}, code: "{code}", status: {status}{", " + more if more else ""}'


def test_penalties_subtract_not_applicable_lowers_the_maximum_and_blanks_are_counted() -> None:
    log = log_of(
        "snv",
        up("2024-12-01", "1.1", "done", 'self_score: 1.75, evidence: ["1/BC"]'),
        up("2024-12-01", "1.3", "done", 'self_score: -0.25, evidence: ["1/BC"]'),
        up("2024-12-01", "1.4", "not_applicable"),
    )
    standings, _ = stands(date(2024, 12, 31), SCORED, snv=log)
    scores = row_scores(standings.rows)
    assert scores.maximum == Decimal("4.5")  # 2 + 1.5 + 1; neither penalty, nor survey, nor what is not applicable
    assert scores.self_score == Decimal("1.50")
    assert (scores.rows, scores.unscored, scores.surveyed) == (4, 2, Decimal(3))
    assert scores.ratio == Decimal("33.33")


def test_nothing_scored_has_no_ratio() -> None:
    standings, _ = stands(date(2024, 12, 31), SCORED)
    assert row_scores(standings.rows).ratio is None


def test_score_of_a_joint_row_is_the_mean_once_all_live_leads_have_scored() -> None:
    one = up("2024-12-01", "1.7", "done", "self_score: 1, evidence: [a]")
    half = up("2024-12-01", "1.7", "done", "self_score: 0.5, evidence: [a]")
    aside = up("2024-12-01", "1.7", "not_applicable")
    waiting, _ = stands(date(2024, 12, 31), SCORED, snv=log_of("snv", one), stc=log_of("stc", half))
    assert row_scores([waiting.by_code["1.7"]]).unscored == 1
    whole, _ = stands(
        date(2024, 12, 31), SCORED, snv=log_of("snv", one), stc=log_of("stc", half), skhdt=log_of("skhdt", aside)
    )
    assert row_scores([whole.by_code["1.7"]]).self_score == Decimal("0.75")
    assert lead_scores(whole.led["stc"]).self_score == Decimal("0.5")


def test_trend_counts_each_months_end_and_the_day_itself_beside_a_straight_line() -> None:
    log = log_of("snv", up("2024-02-10", "1.1", "done", "evidence: [a]"))
    standings, catalogue = stands(date(2024, 4, 15), snv=log)
    points = build_trend(standings, catalogue)
    assert [point.day for point in points[:5]] == [
        date(2024, 1, 31),
        date(2024, 2, 29),
        date(2024, 3, 31),
        date(2024, 4, 15),
        date(2024, 4, 30),
    ]
    done = [point.counted.of(Status.DONE) if point.counted else None for point in points]
    assert done[:5] == [0, 1, 1, 1, None]
    assert points[-1].day == date(2024, 12, 31)
    assert points[-1].expected == Decimal("3.0")
    assert points[0].expected == Decimal("0.3")  # 3 rows, 31 of 366 days


def test_trend_goes_on_after_the_year_as_long_as_there_was_news() -> None:
    log = log_of("snv", up("2025-01-20", "1.1", "done", "evidence: [a]"))
    standings, catalogue = stands(date(2026, 11, 26), snv=log)
    points = build_trend(standings, catalogue)
    assert points[-1].day == date(2025, 1, 31)
    assert points[-1].counted == tally(standings.rows)
    assert points[-1].expected == Decimal("3.0")


def test_no_update_at_all_has_no_trend() -> None:
    standings, catalogue = stands(date(2024, 6, 30))
    assert build_trend(standings, catalogue) == ()


def test_previous_moment_is_the_period_before_or_the_last_that_was_closed() -> None:
    _, catalogue = stands(date(2024, 6, 30))
    settings = catalogue.settings

    def before(day: date, period: Period | None = None) -> Period | None:
        found = previous_moment(Moment(day, 2024, settings, period))
        return found.period if found else None

    assert before(date(2024, 10, 31), Period.H1) is Period.Q1
    assert before(date(2024, 10, 31), Period.Q1) is None
    assert before(date(2024, 6, 30)) is Period.Q1
    assert before(date(2024, 7, 1)) is Period.H1
    assert before(date(2024, 3, 1)) is None


def test_movement_names_the_rows_that_stand_otherwise() -> None:
    log = log_of("snv", up("2024-03-01", "1.1", "in_progress"), up("2024-08-01", "1.1", "done", "evidence: [a]"))
    now, catalogue = stands(date(2024, 9, 1), snv=log)
    before = stand(catalogue, catalogue.plans[0], now.moment.at(date(2024, 4, 1)))
    movement = build_movement(before, now)
    assert [(one.before.status, one.now.status) for one in movement.rows] == [(Status.IN_PROGRESS, Status.DONE)]
    assert movement.change_of(lambda one: one.of(Status.DONE)) == 1


def test_problems_of_every_kind_with_who_answers() -> None:
    snv = log_of("snv", up("2024-06-01", "1.1", "done"), up("2024-06-01", "1.3", "not_met", "evidence: [a]"))
    standings, catalogue = stands(date(2024, 7, 15), DUE, snv=snv)
    problems = find_problems(standings, catalogue.by_id)
    told = {kind: [(one.standing.row.code, one.answers) for one in found] for kind, found in problems.items()}
    assert told == {
        ProblemKind.LATE: [("1.3", ("snv", "stc", "skhdt"))],
        ProblemKind.SOON: [("1.2", ("stc",))],
        ProblemKind.NOT_MET: [("1.3", ("snv",))],
        ProblemKind.NO_REPORT: [("1.2", ("stc",))],
        ProblemKind.PARTLY_REPORTED: [("1.3", ("stc", "skhdt"))],
        ProblemKind.UNPROVEN: [("1.1", ("snv",))],
        ProblemKind.INFERRED: [],
    }


def test_lead_to_which_a_row_does_not_apply_is_not_asked_to_report() -> None:
    snv = log_of("snv", up("2024-06-01", "1.3", "not_applicable"))
    standings, catalogue = stands(date(2024, 7, 15), snv=snv)
    found = find_problems(standings, catalogue.by_id)[ProblemKind.NO_REPORT]
    assert [one.answers for one in found if one.standing.row.code == "1.3"] == [("stc", "skhdt")]


def test_explanation_stands_in_for_evidence() -> None:
    standings, catalogue = stands(
        date(2024, 7, 15), snv=log_of("snv", up("2024-06-01", "1.1", "done", "explanation: Văn bản mật"))
    )
    assert find_problems(standings, catalogue.by_id)[ProblemKind.UNPROVEN] == ()


def test_one_agencys_part_has_its_own_states() -> None:
    snv = log_of("snv", up("2024-06-01", "1.3", "done", "evidence: [a]"))
    standings, _ = stands(date(2024, 7, 15), snv=snv)
    part = standings.narrowed(("snv",))
    assert [(one.row.code, one.status) for one in part.rows] == [("1.1", Status.NO_REPORT), ("1.3", Status.DONE)]
    both = standings.narrowed(("snv", "stc"))
    assert [(one.row.code, one.status) for one in both.rows][-1] == ("1.3", Status.IN_PROGRESS)
    assert set(both.by_agency) == {"snv", "stc"}


MERGED = AGENCIES.replace("    short: Sở KH&ĐT\n", "    until: 2024-07-01\n    successors: [stc]\n")
SPLIT = AGENCIES.replace("    short: Sở KH&ĐT\n", "    until: 2024-07-01\n    successors: [snv, stc]\n")


def test_who_answers_now_takes_the_place_of_the_printed_leads() -> None:
    day = date(2024, 8, 1)
    logs = {
        "stc": log_of("stc", up("2024-06-01", "1.3", "done", "evidence: [a]")),
        "skhdt": log_of("skhdt", up("2024-06-01", "1.3", "in_progress")),
    }
    standings, _ = stands(day, CRITERIA, MERGED, answering_on=day, **logs)
    row = standings.by_code["1.3"]
    assert row.row.leads == ("snv", "stc")
    assert standings.plan.by_code["1.3"].leads == ("snv", "stc")
    assert [(lead.agency, lead.status) for lead in row.leads] == [
        ("snv", Status.NO_REPORT),
        ("stc", Status.IN_PROGRESS),  # its own part is done, the part it took over is not
    ]
    printed, _ = stands(day, CRITERIA, MERGED, **logs)
    assert row.status is printed.by_code["1.3"].status


def test_each_heir_of_a_split_stands_by_its_own_part() -> None:
    day = date(2024, 9, 1)
    criteria = CRITERIA.replace("leads: [snv, stc, skhdt]", "leads: [skhdt]")
    stc = log_of("stc", up("2024-08-01", "1.3", "done", "evidence: [a]"))
    skhdt = log_of("skhdt", up("2024-06-01", "1.3", "in_progress"))
    standings, _ = stands(day, criteria, SPLIT, answering_on=day, stc=stc, skhdt=skhdt)
    leads = {lead.agency: lead.status for lead in standings.by_code["1.3"].leads}
    assert leads == {"snv": Status.IN_PROGRESS, "stc": Status.DONE}


def test_agency_that_answers_now_is_not_replaced_once_more() -> None:
    # snv answers for stc until a decision on 1/9; stc itself answers for skhdt, which was merged into it
    day = date(2024, 8, 1)
    moved = "leads: [stc, skhdt]\n        due: 6/2024\n        reassigned: {lead: snv, to: stc, from: 2024-09-01}"
    criteria = CRITERIA.replace("leads: [snv, stc, skhdt]", moved)
    snv = log_of("snv", up("2024-06-01", "1.3", "done", "evidence: [a]"))
    standings, catalogue = stands(day, criteria, MERGED, answering_on=day, snv=snv)
    assert [lead.agency for lead in standings.by_code["1.3"].leads] == ["snv", "stc"]
    (late,) = find_problems(standings, catalogue.by_id)[ProblemKind.LATE]
    assert late.answers == ("stc",)
    assert [one.answers for one in open_deadlines(standings, catalogue.by_id, 30)] == [("stc",)]


def test_who_answers_alone_after_a_split_shows_all_of_the_lead() -> None:
    # skhdt is split into snv and stc, but until a decision on 1/9 snv alone answers for the row
    day = date(2024, 8, 1)
    moved = "leads: [skhdt]\n        reassigned: {lead: snv, to: skhdt, from: 2024-09-01}"
    criteria = CRITERIA.replace("leads: [snv, stc, skhdt]", moved)
    snv = log_of("snv", up("2024-07-15", "1.3", "done", "evidence: [a]"))
    stc = log_of("stc", up("2024-07-20", "1.3", "in_progress"))
    standings, _ = stands(day, criteria, SPLIT, answering_on=day, snv=snv, stc=stc)
    row = standings.by_code["1.3"]
    assert [(lead.agency, lead.status) for lead in row.leads] == [("snv", row.status)] == [("snv", Status.IN_PROGRESS)]
