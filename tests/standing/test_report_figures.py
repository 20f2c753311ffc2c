"""The figures of a report: points, trend, what changed, problems, one agency's part, who answers now."""

from datetime import date
from decimal import Decimal

from cchc_cli.diagnostics import has_errors
from cchc_cli.loader import load
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.states import Period, Status
from cchc_cli.reports import Paragraph
from cchc_cli.reports.progress_report import build_progress, build_progress_report, progress_record
from cchc_cli.reports.progress_report.sentences import score_sentence
from cchc_cli.standing import Moment, Standings, stand, tally
from cchc_cli.standing.deadlines import open_deadlines
from cchc_cli.standing.moment import previous_moment
from cchc_cli.standing.movement import build_movement
from cchc_cli.standing.problems import ProblemKind, find_problems
from cchc_cli.standing.scores import lead_scores, row_scores
from cchc_cli.standing.trend import build_trend
from cchc_cli.tables import Rank
from cchc_cli.tables.appendix import build_appendix
from cchc_cli.tables.cells import INFERRED_NOTE
from cchc_cli.tables.details import build_detail_table
from cchc_cli.tables.movement import movement_record
from cchc_cli.tables.plan_data import build_fields_table
from cchc_cli.tables.problems import build_kind_table, inferred_reasons
from cchc_cli.tables.scores import build_area_scores
from cchc_cli.tables.trend import build_trend_table
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
    scores = row_scores(standings.rows)
    assert scores.ratio is None
    assert build_area_scores(standings).values("self_score") == (None,)
    assert score_sentence(scores) == "Điểm tối đa 5,50; chưa dòng nào được tự chấm."


def test_score_that_not_all_leads_gave_is_told_by_lead_and_none_at_all_is_none() -> None:
    log = log_of("snv", up("2024-12-01", "1.7", "done", "self_score: 1, evidence: [a]"))
    part, catalogue = stands(date(2024, 12, 31), SCORED, snv=log)
    cells = dict(
        zip(
            build_detail_table(part, catalogue).values("code"),
            build_detail_table(part, catalogue).values("self_score"),
            strict=True,
        )
    )
    assert (cells["1.1"], cells["1.7"]) == (None, "SNV: 1")
    nothing, catalogue = stands(date(2024, 12, 31), SCORED)
    scores = progress_record(build_progress(nothing, catalogue))["scores"]
    assert isinstance(scores, dict)
    assert (scores["self_score"], scores["unscored"]) == (None, 5)


def test_what_else_is_said_of_rows_has_a_line_only_for_rows_of_which_it_is_said() -> None:
    standings, catalogue = stands(date(2024, 12, 31), SCORED)
    codes = build_fields_table(standings.plan.rows, catalogue).values("code")
    assert codes == ("1.1", "1.2", "1.3", "1.4", "1.5", "1.7")


def test_points_of_surveys_have_a_column_only_where_there_are_surveys() -> None:
    surveyed, _ = stands(date(2024, 12, 31), SCORED)
    alone, _ = stands(date(2024, 12, 31), SCORED.replace(", method: survey", ""))
    columns = [[column.key for column in build_area_scores(one).columns] for one in (surveyed, alone)]
    assert columns[0] == [*columns[1], "surveyed"]


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


def test_mean_score_is_rounded_half_up() -> None:
    eighth = log_of("snv", up("2024-12-01", "1.7", "done", "self_score: 0.25, evidence: [a]"))
    others = {name: log_of(name, up("2024-12-01", "1.7", "done", "self_score: 0, evidence: [a]")) for name in ("stc",)}
    aside = log_of("skhdt", up("2024-12-01", "1.7", "not_applicable"))
    standings, _ = stands(date(2024, 12, 31), SCORED, snv=eighth, skhdt=aside, **others)
    assert row_scores([standings.by_code["1.7"]]).self_score == Decimal("0.13")  # 0.125


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


def test_trend_ends_with_the_year_where_later_news_is_not_known_yet() -> None:
    log = log_of(
        "snv",
        up("2024-11-20", "1.1", "in_progress"),
        up("2025-02-10", "1.1", "done", "evidence: [a]"),
    )
    standings, catalogue = stands(date(2024, 12, 1), snv=log)
    assert build_trend(standings, catalogue)[-1].day == date(2024, 12, 31)


def test_trend_ends_with_the_days_on_which_a_year_is_reported_on() -> None:
    log = log_of("snv", up("2026-03-01", "1.1", "done", "evidence: [a]"))
    standings, catalogue = stands(date(2026, 11, 26), snv=log)
    assert build_trend(standings, catalogue)[-1].day == date(2025, 6, 30)


def test_trend_of_one_agency_knows_nothing_of_the_news_of_others() -> None:
    stc = log_of("stc", up("2025-02-10", "1.2", "done", "evidence: [a]"))
    snv = log_of("snv", up("2024-02-10", "1.1", "done", "evidence: [a]"))
    standings, catalogue = stands(date(2025, 3, 31), snv=snv, stc=stc)
    ends = [build_trend(standings.narrowed((one,)), catalogue)[-1].day for one in ("stc", "snv")]
    assert ends == [date(2025, 2, 28), date(2024, 12, 31)]
    assert build_trend(standings.narrowed(("skhdt",)), catalogue) == ()


def test_month_after_the_year_is_named_with_its_year() -> None:
    log = log_of("snv", up("2025-01-20", "1.1", "done", "evidence: [a]"))
    standings, catalogue = stands(date(2025, 1, 25), snv=log)
    marks = [line.cells[0] for line in build_trend_table(build_trend(standings, catalogue)).lines]
    assert marks[-3:] == ["T12", "25/01/2025", "T1/2025"]


def test_heading_of_the_appendix_has_leads_where_all_rows_below_agree() -> None:
    standings, catalogue = stands(date(2024, 7, 15))
    heading = build_appendix(standings, catalogue).lines[0]
    assert heading.cells[:4] == (None, "1", "CHỈ ĐẠO ĐIỀU HÀNH", None)
    alone, catalogue = stands(date(2024, 7, 15), SCORED.replace(", leads: [snv, stc, skhdt]", ""))
    assert build_appendix(alone, catalogue).lines[0].cells[:4] == (None, "1", "MỘT", "Sở Nội vụ")


def test_criteria_of_the_appendix_stand_out_with_a_number_or_without() -> None:
    criteria = CRITERIA.replace(
        "        name: Thực hiện kế hoạch\n",
        '        name: Thực hiện kế hoạch\n        subcriteria:\n          - {code: "1.1.1", stt: 4, name: Ban hành}\n',
    )
    standings, catalogue = stands(date(2024, 7, 15), criteria)
    ranks = {line.cells[1]: line.rank for line in build_appendix(standings, catalogue).lines}
    assert ranks == {
        "1": Rank.AREA,
        "1.1": Rank.CRITERION,
        "1.1.1": Rank.ROW,
        "1.2": Rank.CRITERION,
        "1.3": Rank.CRITERION,
    }


def test_appendix_says_what_marks_inferred_leads() -> None:
    inferred = CRITERIA.replace("        leads: [stc]\n", "        leads: [stc]\n        leads_basis: inferred\n")
    tables = [build_appendix(*stands(date(2024, 7, 15), one)) for one in (inferred, CRITERIA)]
    assert [table.notes for table in tables] == [(INFERRED_NOTE,), ()]
    assert [table.lines[2].cells[3] for table in tables] == ["Sở Tài chính *", "Sở Tài chính"]


def test_more_agencies_than_a_chart_can_show_have_a_table_alone() -> None:
    def charts(number: int) -> list[str]:
        agencies = "agencies:\n" + "".join(f"  - {{id: a{one}, name: Sở {one}}}\n" for one in range(number))
        rows = "".join(
            f'      - {{code: "1.{n + 1}", stt: {n + 1}, name: A{n}, leads: [a{n}]}}\n' for n in range(number)
        )
        criteria = f'year: 2024\nareas:\n  - code: "1"\n    name: MỘT\n    criteria:\n{rows}'
        standings, catalogue = stands(date(2024, 7, 15), criteria, agencies)
        section = build_progress_report(build_progress(standings, catalogue)).section("agencies")
        return [type(part).__name__ for part in section.parts if not isinstance(part, Paragraph)]

    assert (charts(40), charts(41)) == (["TablePart", "Chart"], ["TablePart"])


def test_straight_line_ends_at_the_rows_that_apply() -> None:
    standings, catalogue = stands(date(2024, 4, 15), snv=log_of("snv", up("2024-02-10", "1.1", "not_applicable")))
    assert build_trend(standings, catalogue)[-1].expected == Decimal("2.0")


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


def test_row_that_is_late_by_now_was_not_late_before() -> None:
    now, catalogue = stands(date(2024, 7, 15), DUE)
    movement = build_movement(stand(catalogue, catalogue.plans[0], now.moment.at(date(2024, 6, 30))), now)
    told = {"before": "no_report", "now": "no_report", "late_before": False, "late": True}
    assert movement_record(movement)["rows"] == [{"code": code, **told} for code in ("1.1", "1.3")]


def test_what_was_not_known_on_the_day_is_not_known_in_the_period_before() -> None:
    log = log_of("snv", up("2024-07-20", "1.1", "done", "evidence: [a], period: h1"))
    now, catalogue = stands(date(2024, 7, 10), snv=log)
    before = previous_moment(now.moment)
    assert before is not None
    assert stand(catalogue, catalogue.plans[0], before).by_code["1.1"].status is Status.NO_REPORT


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


def test_days_left_are_told_only_where_they_are_the_problem() -> None:
    standings, catalogue = stands(
        date(2024, 7, 15), DUE, snv=log_of("snv", up("2024-06-01", "1.3", "not_met", "evidence: [a]"))
    )
    problems = find_problems(standings, catalogue.by_id)

    def columns(kind: ProblemKind) -> set[str]:
        return {one.key for one in build_kind_table(problems[kind], standings.plan, catalogue, "detail").columns}

    assert {"due", "due_told", "due_on", "left", "days_left"} <= columns(ProblemKind.LATE)
    assert {"due", "due_told", "due_on"} <= columns(ProblemKind.NOT_MET)
    assert not {"left", "days_left"} & columns(ProblemKind.NOT_MET)


def test_reason_of_inferred_leads_is_told_once_where_there_is_one() -> None:
    inferred = "leads_basis: inferred\n"
    criteria = CRITERIA.replace("leads: [stc]\n", f"leads: [stc]\n        {inferred}").replace(
        "leads: [snv, stc, skhdt]\n", f"leads: [snv]\n        {inferred}        note: Văn bản bỏ trống\n"
    )
    standings, catalogue = stands(date(2024, 7, 15), criteria)
    problems = find_problems(standings, catalogue.by_id)
    assert len(problems[ProblemKind.INFERRED]) == 2
    assert list(inferred_reasons(problems, standings.plan)) == ["Văn bản bỏ trống."]


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


def test_who_answers_may_be_asked_of_a_day_after_that_of_the_figures() -> None:
    skhdt = log_of("skhdt", up("2024-06-01", "1.3", "in_progress"))
    standings, _ = stands(date(2024, 6, 30), CRITERIA, MERGED, answering_on=date(2024, 8, 1), skhdt=skhdt)
    leads = {lead.agency: lead.status for lead in standings.by_code["1.3"].leads}
    assert leads == {"snv": Status.NO_REPORT, "stc": Status.IN_PROGRESS}


def test_undecided_rows_are_told_to_those_who_answer_for_them_alone() -> None:
    day = date(2024, 9, 1)
    agencies = SPLIT + "  - id: stp\n    name: Sở Tư pháp\n"
    criteria = CRITERIA.replace("leads: [snv, stc, skhdt]", "leads: [skhdt]").replace("leads: [stc]", "leads: [stp]")
    whole, catalogue = stands(day, criteria, agencies, answering_on=day)
    told = {one: [row.code for row in build_progress(whole, catalogue, (one,)).undecided] for one in ("stc", "stp")}
    assert told == {"stc": ["1.3"], "stp": []}


def test_points_of_rows_are_the_same_by_who_answers_now() -> None:
    day = date(2024, 12, 31)
    criteria = SCORED.replace("leads: [snv, stc, skhdt]", "leads: [stc, skhdt]")
    logs = {
        "stc": log_of("stc", up("2024-06-01", "1.7", "done", "self_score: 0.5, evidence: [a]")),
        "skhdt": log_of("skhdt", up("2024-06-02", "1.7", "done", "self_score: 1, evidence: [a]")),
    }
    printed, _ = stands(day, criteria, MERGED, **logs)
    current, _ = stands(day, criteria, MERGED, answering_on=day, **logs)
    assert row_scores(printed.rows).self_score == row_scores(current.rows).self_score == Decimal("0.75")


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
