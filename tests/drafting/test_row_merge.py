"""A row of a form against the log: what has changed, what is known already, what needs an answer first."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

import pytest

from cchc_cli.diagnostics import in_order
from cchc_cli.drafting.entries import Entry, entry_text
from cchc_cli.drafting.known import Known
from cchc_cli.drafting.merge import Merged, merge
from cchc_cli.drafting.terms import Take, Terms
from forms import FILES, LOG, TODAY, Form, bare_table, catalogue_of, form_bytes, read, said
from homes import log_of

STATE, PERCENT, RESULT, EVIDENCE = "Trạng thái", "Tiến độ %", "Kết quả thực hiện", "Tài liệu kiểm chứng"
ENTERED = datetime(2024, 7, 5, 9)
SNV = "progress/2024/snv.yaml"


def with_log(*entries: str) -> Mapping[str, str]:
    return {**FILES, SNV: log_of("snv", *entries)}


FIRST = 'date: 2024-03-01, code: "1.1", status: in_progress, percent: 40, result: Đang làm, evidence: [1/BC, 2/BC]'


def merged(content: bytes, files: Mapping[str, str] = FILES, terms: Terms | None = None) -> Merged:
    catalogue = catalogue_of(files)
    plan = catalogue.plan(2024)
    draft, _ = read(content, catalogue)
    assert draft is not None
    assert plan is not None
    return merge(draft, Known(catalogue, plan, TODAY), terms or Terms(TODAY), ENTERED)


def changes(one: Merged) -> list[tuple[str, str, str, str]]:
    return [(change.code, change.key, entry_text(change.before), entry_text(change.after)) for change in one.changes]


def written(one: Merged) -> list[dict[str, object]]:
    """The updates as what they give."""
    return [{key: getattr(update, key) for key in update.model_fields_set} for update in one.updates]


def problems(one: Merged) -> list[str]:
    return said(in_order(one.problems))


# states


def test_state_that_came_back_blank_is_kept_whatever_blanks_mean() -> None:
    content = Form().put("1.1", STATE, None).content()
    for terms in (Terms(TODAY), Terms(TODAY, clears_blanks=True)):
        one = merged(content, terms=terms)
        assert (one.updates, changes(one)) == ((), [])
        assert problems(one) == [
            "X734 Phiếu SNV!I8 dòng «1.1»: ô gửi đi có «Đang thực hiện», gửi về để trống; giữ nguyên"
        ]


def test_other_cells_filled_without_a_state() -> None:
    one = merged(Form().put("1.3", RESULT, "Đã họp").put("1.3", "Ngày cập nhật", "1/7/2024").content())
    assert (one.updates, problems(one)) == ((), ["X730 Phiếu SNV!I9 dòng «1.3» có điền mà không có trạng thái"])


def test_other_cells_filled_without_a_column_for_the_state() -> None:
    form = Form().put("1.1", PERCENT, 60).put("1.3", RESULT, "Đã họp")
    form.sheet.delete_cols(form.column(STATE))
    one = merged(form.content())
    assert [update.code for update in one.updates] == ["1.1"]  # its state is known
    assert problems(one) == ["X730 Phiếu SNV!J9 dòng «1.3» có điền mà không có trạng thái"]


def test_percent_of_a_state_that_fixes_it_does_not_stay() -> None:
    done = with_log(FIRST, 'date: 2024-04-01, code: "1.1", status: done')
    [update] = written(merged(Form(form_bytes(done)).put("1.1", STATE, "Đang thực hiện").content(), done))
    assert "percent" not in update
    [update] = written(merged(Form().put("1.1", STATE, "Hoàn thành").content()))
    assert "percent" not in update
    [update] = written(merged(Form().put("1.1", STATE, "Không đạt").content()))
    assert update["percent"] == 40


# days


def test_day_alone_confirms_what_is_known() -> None:
    one = merged(Form().put("1.1", "Ngày cập nhật", "30/6/2024").content())
    [update] = written(one)
    assert (update["date"], update["percent"], "result" in update) == (date(2024, 6, 30), 40, False)
    assert changes(one) == [("1.1", "date", "01/03/2024", "30/06/2024")]


def test_day_of_the_command_where_the_row_names_none() -> None:
    one = merged(Form().put("1.1", PERCENT, 60).content(), terms=Terms(TODAY, date(2024, 6, 30)))
    assert [update.date for update in one.updates] == [date(2024, 6, 30)]


def test_day_of_the_form_stays_where_the_log_has_that_day_too() -> None:
    day = "date: 2024-06-20"
    moved = with_log(FIRST, f'{day}, code: "1.1", status: in_progress, percent: 40, note: Ghi tay')
    form = Form().put("1.1", "Ngày cập nhật", "20/6/2024").put("1.1", RESULT, "Đã họp")
    assert [update.date for update in merged(form.content(), moved).updates] == [date(2024, 6, 20)]


def test_answer_that_an_older_update_gave_too_is_new_after_the_form_has_shown_a_later_one() -> None:
    sixty, eighty = (f'date: 2024-0{month}-10, code: "1.1", status: in_progress, percent: {percent}, period: h1'
                     for month, percent in ((4, 60), (5, 80)))  # fmt: skip
    shown = with_log(FIRST, sixty, eighty)
    one = merged(Form(form_bytes(shown)).put("1.1", PERCENT, 60).content(), shown)
    assert ([update.percent for update in one.updates], one.known) == ([60], 0)


# blanks


def test_blank_cell_that_was_blank_is_nothing() -> None:
    one = merged(Form().put("1.3", RESULT, "  ").put("1.1", "Giải trình", "\u00a0").content())
    assert (one.updates, one.problems) == ((), ())


def test_blank_day_and_name_are_no_loss() -> None:
    files = with_log(FIRST.replace("percent: 40", "percent: 40, by: An"))
    form = Form(form_bytes(files)).put("1.1", "Ngày cập nhật", None).put("1.1", "Người báo cáo", None)
    one = merged(form.content(), files)
    assert (one.updates, one.problems) == ((), ())


def test_blank_where_the_log_has_nothing_any_more_is_no_loss() -> None:
    files = with_log(FIRST, 'date: 2024-04-01, code: "1.1", status: in_progress, result: null')
    one = merged(Form().put("1.1", RESULT, None).content(), files)
    assert (one.updates, one.problems) == ((), ())


def test_cleared_percent_and_list() -> None:
    one = merged(
        Form().put("1.1", PERCENT, None).put("1.1", EVIDENCE, None).content(), terms=Terms(TODAY, clears_blanks=True)
    )
    [update] = written(one)
    assert ("percent" in update, update["evidence"]) == (False, ())
    assert changes(one) == [("1.1", "percent", "40", "–"), ("1.1", "evidence", "1/BC; 2/BC", "–")]


# documents


@pytest.mark.parametrize(
    ("cell", "documents"),
    [
        ("1/BC\n2/BC\n3/BC", ("1/BC", "2/BC", "3/BC")),
        ("1/BC; 2/BC; 3/BC", ("1/BC", "2/BC", "3/BC")),
        ("3/BC", ("3/BC",)),
        ("https://a.vn/?a=1;b=2", ("https://a.vn/?a=1;b=2",)),
    ],
)
def test_documents(cell, documents) -> None:
    [update] = merged(Form().put("1.1", EVIDENCE, cell).content()).updates
    assert update.evidence == documents


def test_documents_written_on_one_line_are_the_same() -> None:
    assert merged(Form().put("1.1", EVIDENCE, "1/BC; 2/BC").content()).updates == ()


@pytest.mark.parametrize(
    "text", ["  đầu", "cuối  ", "một \\n hai\\n", "a\\tb", "a\\u000Bb", "-", "=1", "0123", "_x000B_", "“a”", "\u00a0a"]
)
@pytest.mark.parametrize("field", ["result", "explanation", "note", "by"])
def test_text_of_the_log_that_comes_back_as_it_went_out_is_no_change(text, field) -> None:
    files = with_log(f'date: 2024-03-01, code: "1.1", status: done, evidence: ["{text}", "b; c"], {field}: "{text}"')
    one = merged(form_bytes(files), files)
    assert (changes(one), problems(one)) == ([], [])


# where the log has moved


MOVED = with_log(FIRST, 'date: 2024-06-01, code: "1.1", status: in_progress, percent: 80, result: Đã trình')


def test_log_that_moved_to_what_the_form_says() -> None:
    one = merged(Form().put("1.1", PERCENT, 80).content(), MOVED)
    assert (one.updates, one.conflicts, one.known) == ((), (), 1)


def test_log_that_moved_elsewhere_is_no_conflict() -> None:
    one = merged(Form().put("1.1", "Ghi chú", "Đúng hạn").content(), MOVED)
    [update] = written(one)
    assert (update["note"], update["percent"], "result" in update) == ("Đúng hạn", 80, False)


def test_conflict_of_one_cell_keeps_the_whole_row_waiting() -> None:
    one = merged(Form().put("1.1", PERCENT, 60).put("1.1", "Ghi chú", "Đúng hạn").content(), MOVED)
    assert (one.updates, [(each.key, each.handed, each.form, each.log) for each in one.conflicts]) == (
        (),
        [("percent", 40, 60, 80)],
    )


def test_conflict_settled_for_one_row_of_one_form() -> None:
    content = Form().put("1.1", PERCENT, 60).put("1.1", "Ghi chú", "Đúng hạn").content()
    [by_form] = written(merged(content, MOVED, Terms(TODAY, taken={("p.xlsx", "1.1"): Take.FORM})))
    [by_log] = written(merged(content, MOVED, Terms(TODAY, taken={("p.xlsx", "1.1"): Take.LOG})))
    assert (by_form["percent"], by_log["percent"], by_log["note"]) == (60, 80, "Đúng hạn")
    assert merged(content, MOVED, Terms(TODAY, taken={("q.xlsx", "1.1"): Take.LOG})).conflicts


def test_cell_emptied_while_the_log_moved_on_is_a_conflict_only_where_blanks_clear() -> None:
    content = Form().put("1.1", RESULT, None).content()
    assert merged(content, MOVED).conflicts == ()
    [conflict] = merged(content, MOVED, Terms(TODAY, clears_blanks=True)).conflicts
    assert (conflict.handed, conflict.form, conflict.log) == ("Đang làm", None, "Đã trình")


# forms that lost what was handed out


def cells(one: Merged) -> dict[str, Entry | None]:
    return {change.key: change.after for change in one.changes}


def test_copied_table_imported_again_changes_nothing() -> None:
    content = bare_table(Form().put("1.1", PERCENT, 60), with_title=True).content()
    assert cells(merged(content)) == {"percent": 60}
    after = with_log(FIRST, 'date: 2024-07-05, code: "1.1", status: in_progress, percent: 60, period: h1')
    one = merged(content, after)
    assert (one.updates, one.conflicts, one.problems) == ((), (), ())


def test_copied_table_imported_again_after_the_log_moved_on_needs_an_answer() -> None:
    content = bare_table(Form().put("1.1", PERCENT, 60), with_title=True).content()
    after = with_log(
        FIRST,
        'date: 2024-07-05, code: "1.1", status: in_progress, percent: 60, period: h1',
        'date: 2024-07-06, code: "1.1", status: in_progress, percent: 80, period: h1',
    )
    form = Form(content).put("1.1", "Ngày cập nhật", None)
    one = merged(form.content(), after)
    assert (one.updates, [(each.key, each.form, each.log) for each in one.conflicts]) == ((), [("percent", 60, 80)])


def test_copied_table_with_a_later_day_reports_anew() -> None:
    copied = bare_table(Form().put("1.1", "Ngày cập nhật", "30/6/2024"), with_title=True)
    assert cells(merged(copied.content())) == {"date": date(2024, 6, 30)}


# returns


def test_return_names_the_one_person_of_the_form() -> None:
    form = Form().put("1.1", PERCENT, 60).put("1.1", "Người báo cáo", "An")
    assert [one.by for one in merged(form.content()).returns] == ["An"]
    form.put("1.3", STATE, "Hoàn thành").put("1.3", "Người báo cáo", "Bình")
    assert [one.by for one in merged(form.content()).returns] == [None]


def test_form_of_a_period_that_was_accepted_and_brings_nothing_new_is_no_return() -> None:
    files = {**FILES, SNV: LOG + "returns:\n  - {period: h1, date: 2024-07-01}\n"}
    assert merged(form_bytes(files), files).returns == ()
    assert [one.period.value for one in merged(form_bytes(files, period="m9"), files).returns] == ["m9"]


def test_score_is_exact() -> None:
    [update] = merged(Form().put("1.1", "Điểm tự chấm", 0.1 + 0.2).content()).updates
    assert update.self_score == Decimal("0.3")


# a log that has moved on to a later day


def test_report_of_an_earlier_day_keeps_the_state_it_was_given_with() -> None:
    moved = with_log(FIRST, 'date: 2024-07-05, code: "1.1", status: done, evidence: [9/BC]')
    form = Form().put("1.1", RESULT, "Đã làm thêm").put("1.1", "Ngày cập nhật", "30/6/2024")
    [update] = written(merged(form.content(), moved))
    assert (update["status"].value, update["percent"], update["date"]) == ("in_progress", 40, date(2024, 6, 30))


def test_report_of_a_period_that_closed_before_the_newest_keeps_its_state_too() -> None:
    moved = with_log(FIRST, 'date: 2024-07-02, code: "1.1", status: done, evidence: [9/BC]')
    [update] = written(merged(Form().put("1.1", RESULT, "Đã làm thêm").content(), moved))
    assert (update["status"].value, update["percent"]) == ("in_progress", 40)


def test_newest_report_takes_the_state_that_the_log_has_now() -> None:
    moved = with_log(FIRST, 'date: 2024-06-20, code: "1.1", status: done, evidence: [9/BC]')
    [update] = written(merged(Form().put("1.1", RESULT, "Đã làm thêm").content(), moved))
    assert (update["status"].value, "percent" in update) == ("done", False)


def test_percent_comes_with_the_state_beside_it() -> None:
    moved = with_log(FIRST, 'date: 2024-06-20, code: "1.1", status: done, evidence: [9/BC]')
    content = Form().put("1.1", PERCENT, 75).content()
    assert [one.key for one in merged(content, moved).conflicts] == ["status", "percent"]
    [update] = written(merged(content, moved, Terms(TODAY, take=Take.FORM)))
    assert (update["status"].value, update["percent"]) == ("in_progress", 75)
    assert merged(content, moved, Terms(TODAY, take=Take.LOG)).updates == ()


def test_form_chosen_once_more_over_what_came_after_it_is_written_again() -> None:
    update = 'date: 2024-07-0{day}, code: "1.1", status: in_progress, percent: {percent}, period: h1'
    moved = with_log(FIRST, update.format(day=3, percent=60), update.format(day=4, percent=80))
    content = Form().put("1.1", PERCENT, 60).content()
    assert merged(content, moved).known == 1
    assert [one.percent for one in merged(content, moved, Terms(TODAY, take=Take.FORM)).updates] == [60]


def test_blank_of_a_form_that_lost_what_was_handed_out_is_no_deletion() -> None:
    content = bare_table(Form().put("1.1", RESULT, None), with_title=True).content()
    for terms in (Terms(TODAY), Terms(TODAY, clears_blanks=True)):
        one = merged(content, terms=terms)
        assert one.updates == ()
        assert [line.split(" ", 2)[2] for line in problems(one)] == [
            "dòng «1.1»: nhật ký có «Đang làm», gửi về để trống; giữ nguyên"
        ]
