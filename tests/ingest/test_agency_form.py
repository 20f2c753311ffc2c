"""A form against the plan of today: whose it is, what the plan has changed since, cells merged, locked or lost."""

from datetime import datetime
from decimal import Decimal

import pytest

from forms import FILES, LOG, PLAN, Form, bare_table, catalogue_of, filled, form_bytes, read, rewritten
from homes import AGENCIES, log_of

STATE, PERCENT, RESULT, EVIDENCE = "Trạng thái", "Tiến độ %", "Kết quả thực hiện", "Tài liệu kiểm chứng"
NAME = "Lĩnh vực – tiêu chí – tiêu chí thành phần"


def plan_with(before: str, after: str) -> dict[str, str]:
    assert before in PLAN
    return {**FILES, "criteria.yaml": PLAN.replace(before, after)}


# an older plan


def test_plan_that_has_changed_is_told_row_by_row() -> None:
    plan = (
        PLAN.replace("name: Thực hiện kế hoạch", "name: Thực hiện kế hoạch năm")
        .replace("due: Quý II/2024", "due: Quý III/2024")
        .replace("max_score: 2", "max_score: 1.5")
        .replace("leads: [snv, stc]", "leads: [snv, stc, skhdt]")
    )
    content = Form().put("1.1", PERCENT, 60).content()
    catalogue = catalogue_of({**FILES, "criteria.yaml": plan})
    draft, lines = read(content, catalogue)
    assert filled(draft, catalogue) == {("1.1", "percent"): 60}
    assert lines == [
        "X726 Phiếu SNV!B8 dòng «1.1»: thời hạn nay là «Quý III/2024», khi gửi phiếu là «Quý II/2024»",
        "X726 Phiếu SNV!B8 dòng «1.1»: tên nay là «Thực hiện kế hoạch năm», phiếu in «Thực hiện kế hoạch»",
        "X726 Phiếu SNV!B8 dòng «1.1»: điểm tối đa nay là 1,5, khi gửi phiếu là 2",
        "X726 Phiếu SNV!B9 dòng «1.3»: chủ trì nay là snv, stc, skhdt, khi gửi phiếu là snv, stc",
    ]


def test_row_that_the_plan_has_dropped() -> None:
    lost = PLAN[PLAN.index('      - code: "1.10"') :]
    catalogue = catalogue_of(plan_with(lost, ""))
    content = Form().put("1.10", STATE, "Hoàn thành").content()
    draft, lines = read(content, catalogue)
    assert filled(draft, catalogue) == {}
    assert lines == [
        "X726 Phiếu SNV!6 kế hoạch nay không còn dòng: 1.10",
        "X723 Phiếu SNV!B10 mã «1.10» không có trong kế hoạch năm 2024",
    ]


def test_row_that_the_plan_has_added_is_missing_from_the_form() -> None:
    added = '      - code: "1.11"\n        stt: 5\n        name: Dòng mới\n'
    catalogue = catalogue_of({**FILES, "criteria.yaml": PLAN + added})
    _, lines = read(form_bytes(), catalogue)
    assert lines == ["X726 Phiếu SNV!6 kế hoạch nay có thêm dòng mà phiếu không có: 1.11"]


def test_row_that_now_has_another_lead_keeps_its_answer_for_the_merge_to_judge() -> None:
    files = plan_with("due: Quý II/2024\n", "due: Quý II/2024\n        leads: [stc]\n")
    catalogue = catalogue_of({**files, "progress/2024/snv.yaml": log_of("snv")[:-9] + "updates: []\n"})
    draft, lines = read(Form().put("1.1", PERCENT, 60).content(), catalogue)
    assert draft is not None
    assert [row.code for row in draft.rows] == ["1.1", "1.3", "1.10"]
    assert lines == ["X726 Phiếu SNV!B8 dòng «1.1»: chủ trì nay là stc, khi gửi phiếu là snv"]


# locked cells


def test_locked_cells_that_were_changed() -> None:
    form = Form().put("1.1", NAME, "Thực hiện tốt kế hoạch").put("1.1", "Thời hạn", "Quý IV/2024")
    form.put("1.1", "Điểm tối đa", 5).put("1.3", "Thời hạn", None).put("1.1", PERCENT, 60)
    draft, lines = read(form.content())
    assert filled(draft) == {("1.1", "percent"): 60}
    assert lines == [
        "X728 Phiếu SNV!C8 ô khóa bị sửa: tên «Thực hiện tốt kế hoạch», kế hoạch ghi «Thực hiện kế hoạch»; giữ theo kế hoạch",
        "X728 Phiếu SNV!E8 ô khóa bị sửa: thời hạn «Quý IV/2024», kế hoạch ghi «Quý II/2024»; giữ theo kế hoạch",
        "X728 Phiếu SNV!H8 ô khóa bị sửa: điểm tối đa «5», kế hoạch ghi «2»; giữ theo kế hoạch",
    ]


def test_code_that_was_changed_is_told_by_the_row_number() -> None:
    form = Form().put("1.1", PERCENT, 60).put("1.1", "Mã", "1.1a")
    draft, lines = read(form.content())
    assert filled(draft) == {("1.1", "percent"): 60}
    assert lines == ["X720 Phiếu SNV!B8 mã «1.1a» đọc là «1.1» theo STT 1"]


def test_code_changed_to_that_of_another_row_is_refused() -> None:
    form = Form().put("1.1", PERCENT, 60)
    form.cell("1.1", "Mã").value = "1.3"
    form.sheet.delete_rows(form.sheet.max_row - 1)
    draft, lines = read(form.content())
    assert ("1.3", "percent") not in filled(draft)
    assert "X725 Phiếu SNV!B8 mã «1.3» nhưng tên là của mã «1.1»" in lines


@pytest.mark.parametrize("value", [datetime(2024, 12, 31), 45657, "31/12/2024 ", "31/12/2024"])
def test_deadline_that_a_spreadsheet_turned_into_a_day_was_not_changed(value) -> None:
    assert read(Form().put("1.3", "Thời hạn", value).content())[1] == []


def test_month_that_a_spreadsheet_turned_into_its_first_day_was_not_changed() -> None:
    files = plan_with("due: 31/12/2024", "due: 6/2024")
    form = Form(form_bytes(files)).put("1.3", "Thời hạn", datetime(2024, 6, 1))
    assert read(form.content(), catalogue_of(files))[1] == []


def test_printed_score_and_name_in_another_spelling_were_not_changed() -> None:
    form = (
        Form()
        .put("1.1", "Điểm tối đa", "2,0")
        .put("1.1", NAME, "THỰC HIỆN  KẾ HOẠCH")
        .put("1.10", "Điểm tối đa", "-0,5")
    )
    assert read(form.content())[1] == []


# merged cells


def test_cells_merged_over_rows_are_no_answer_of_any() -> None:
    form = Form().put("1.1", STATE, "Hoàn thành").put("1.10", PERCENT, 10)
    form.sheet.merge_cells("I8:I9")
    draft, lines = read(form.content())
    assert filled(draft) == {("1.10", "percent"): 10}
    assert lines == ["X729 Phiếu SNV!I8 ô gộp qua 2 dòng", "X729 Phiếu SNV!I9 ô gộp qua 2 dòng"]


def test_cells_merged_across_are_told_by_what_they_lost() -> None:
    form = Form().put("1.1", RESULT, "Xong; 3/BC")
    form.sheet.merge_cells("K8:L8")
    draft, lines = read(form.content())
    assert draft is not None
    assert filled(draft) == {("1.1", "result"): "Xong; 3/BC"}
    assert draft.rows[0].cells["evidence"].entry is None  # the merge tells of cells that came back blank
    assert lines == []


def test_merged_title_and_merged_cells_outside_the_answers_do_not_matter() -> None:
    form = Form().put("1.1", PERCENT, 60)
    form.sheet.merge_cells("D8:D9")
    form.sheet.merge_cells("A11:C12")
    assert filled(read(form.content())[0]) == {("1.1", "percent"): 60}


# formulas and errors, through a file


def with_formula(content: bytes, address: str, formula: str, stored: str) -> bytes:
    import re

    return rewritten(
        content,
        lambda xml: re.sub(
            rf'<c r="{address}"( s="[0-9]+")?[^<>]*(?:/>|>.*?</c>)', rf'<c r="{address}"\1{formula}{stored}</c>', xml, flags=re.DOTALL
        ),
    )  # fmt: skip


def test_formula_with_a_stored_result_gives_it() -> None:
    """S13."""
    content = with_formula(form_bytes(), "K8", ' t="str"><f>CONCATENATE(B8;" xong")</f>', "<v>1.1 xong</v>")
    draft, lines = read(content)
    assert filled(draft) == {("1.1", "result"): "1.1 xong"}
    assert lines == ["X719 Phiếu SNV!K8 ô công thức: lấy kết quả đã lưu «1.1 xong»"]


def test_formula_whose_result_nobody_stored() -> None:
    draft, lines = read(Form().put("1.1", RESULT, '=CONCATENATE(B8," xong")').put("1.3", STATE, "Hoàn thành").content())
    assert filled(draft).keys() == {("1.3", "status")}
    assert lines == ["X718 Phiếu SNV!K8 ô công thức chưa có kết quả"]


def test_formula_with_a_blank_result_is_a_blank() -> None:
    draft, lines = read(with_formula(form_bytes(), "M8", ' t="str"><f>IF(A1="","","x")</f>', "<v></v>"))
    assert (filled(draft), lines) == ({}, [])


def test_shared_formulas() -> None:
    content = with_formula(form_bytes(), "J8", '><f t="shared" ref="J8:J9" si="0">10+A8</f>', "<v>61</v>")
    content = with_formula(content, "J9", '><f t="shared" si="0"/>', "<v>62</v>")
    draft, lines = read(content)
    assert filled(draft) == {("1.1", "percent"): 61, ("1.3", "percent"): 62}
    assert [line[:20] for line in lines] == ["X719 Phiếu SNV!J8 ô ", "X719 Phiếu SNV!J9 ô "]


def test_error_of_a_lookup() -> None:
    draft, lines = read(with_formula(form_bytes(), "I8", ' t="e"><f>VLOOKUP(1,A:A,1)</f>', "<v>#N/A</v>"))
    assert (filled(draft), lines) == ({}, ["X718 Phiếu SNV!I8 ô có lỗi #N/A"])


@pytest.mark.parametrize("text", ["=1+1", "+84 24 1234", "- đã làm", "@snv", "=HYPERLINK(1)", "'=x", "_x000B_"])
def test_text_that_begins_like_a_formula_stays_text(text) -> None:
    written = text.replace("_x", "_x005F_x")
    draft, lines = read(Form().put_text("1.1", RESULT, written).content())
    assert (filled(draft), lines) == ({("1.1", "result"): text}, [])


# days and percents, through a file


def test_day_and_percent_by_their_formats() -> None:
    form = Form().put("1.1", "Ngày cập nhật", datetime(2024, 6, 28, 15, 30), "dd/mm/yyyy hh:mm")
    form.put("1.1", PERCENT, 0.8, "0%").put("1.3", "Ngày cập nhật", 45473, "General").put("1.3", PERCENT, "75%")
    draft, lines = read(form.content())
    assert {key: str(entry) for key, entry in filled(draft).items()} == {
        ("1.1", "date"): "2024-06-28",
        ("1.1", "percent"): "80",
        ("1.3", "date"): "2024-06-30",
        ("1.3", "percent"): "75",
    }
    assert lines == []


@pytest.mark.parametrize(("number_format", "at"), [("dd/mm/yyyy", "O8"), ("General", "O9")])
def test_workbook_that_counts_days_from_1904(number_format, at) -> None:
    form = Form().put("1.1" if at == "O8" else "1.3", "Ngày cập nhật", 44011, number_format)
    for code in ("1.1", "1.3", "1.10"):
        form.put(code, "Hạn cuối", None)
    content = rewritten(
        form.content(), lambda xml: xml.replace("<workbookPr", '<workbookPr date1904="1"', 1), "xl/workbook.xml"
    )
    draft, lines = read(content)
    assert [
        str(entry)
        for key, entry in filled(draft).items()
        if key[1] == "date" and key[0] == ("1.1" if at == "O8" else "1.3")
    ] == ["2024-06-30"]
    assert lines == []


def test_cells_that_cannot_be_read_leave_the_other_rows_sound() -> None:
    form = (
        Form()
        .put("1.1", STATE, "chưa đạt")
        .put("1.1", PERCENT, 0.8)
        .put("1.3", STATE, "HT")
        .put("1.10", "Ngày cập nhật", "31/6/2024")
    )
    form.put("1.10", STATE, "Hoàn thành").put("1.10", "Điểm tự chấm", "\u22120,5")
    draft, lines = read(form.content())
    assert filled(draft).keys() == {("1.3", "status")}
    assert lines == [
        "X715 Phiếu SNV!I8 «chưa đạt» không rõ là trạng thái nào",
        "X716 Phiếu SNV!J8 tiến độ «0,8» không phải số nguyên",
        "X720 Phiếu SNV!I9 «HT» đọc là «Hoàn thành»",
        "X717 Phiếu SNV!O10 «31/6/2024» không có ngày đó",
    ]
    assert draft is not None
    assert draft.rows[2].cells["self_score"].entry == Decimal("-0.5")


# whose form it is


def test_form_of_a_year_without_a_plan() -> None:
    files = {**FILES, "criteria.yaml": PLAN.replace("year: 2024", "year: 2025")}
    del files["progress/2024/snv.yaml"]
    draft, lines = read(form_bytes(), catalogue_of(files))
    assert (draft, lines) == (None, ["X713 p.xlsx phiếu của năm 2024, dữ liệu không có kế hoạch năm ấy"])


def test_form_of_an_agency_that_the_data_lack() -> None:
    files = {
        "agencies.yaml": AGENCIES.replace("id: snv", "id: sonoivu"),
        "criteria.yaml": PLAN.replace("snv", "sonoivu"),
    }
    draft, lines = read(form_bytes(), catalogue_of(files))
    assert (draft, lines) == (None, ["X713 p.xlsx phiếu của cơ quan «snv», agencies.yaml không có cơ quan ấy"])


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ({"agency": "stc"}, "X714 p.xlsx phiếu của «Sở Nội vụ», không phải «Sở Tài chính»"),
        ({"year": 2023}, "X714 p.xlsx phiếu của năm «2024», không phải «2023»"),
        ({"period": "m9"}, "X714 p.xlsx phiếu của kỳ «6 tháng», không phải «9 tháng»"),
    ],
)
def test_form_that_contradicts_the_command(asked, line) -> None:
    assert read(form_bytes(), **asked) == (None, [line])


def test_form_that_agrees_with_the_command() -> None:
    assert read(form_bytes(), agency="snv", year=2024, period="h1")[1] == []


def test_copied_sheet_that_contradicts_the_command() -> None:
    copied = bare_table(Form(), with_title=True).content()
    assert read(copied, agency="stc")[1] == ["X714 Sheet1 phiếu của «Sở Nội vụ», không phải «Sở Tài chính»"]
    assert read(copied, period="m9")[1] == ["X714 Sheet1 phiếu của kỳ «6 tháng», không phải «9 tháng»"]
    catalogue = catalogue_of({**FILES, "criteria-2025.yaml": PLAN.replace("year: 2024", "year: 2025")})
    assert read(copied, catalogue, year=2025)[1] == ["X714 Sheet1 phiếu của năm «2024», không phải «2025»"]


def test_copied_sheet_of_a_year_without_a_plan() -> None:
    copied = bare_table(Form(), with_title=True)
    copied.sheet["A1"] = str(copied.sheet["A1"].value).replace("2024", "2021")
    line = "X713 Sheet1 phiếu mất phần nhận dạng, dữ liệu không có kế hoạch năm 2021"
    assert read(copied.content()) == (None, [line])


def test_rows_of_another_agency_pasted_into_a_form() -> None:
    other = Form(form_bytes(agency="stc")).put("1.2", STATE, "Hoàn thành")
    form = Form()
    for row in range(form.header + 1, form.sheet.max_row + 1):
        for cell in form.sheet[row]:
            cell.value = None
    for cell in other.sheet[other.row("1.2")]:
        heading = other.sheet.cell(other.header, cell.column).value
        form.sheet.cell(8, form.column(heading)).value = cell.value
    draft, lines = read(form.content())
    assert filled(draft) == {}
    assert lines == [
        "X727 Phiếu SNV!6 phiếu thiếu 3 dòng, coi như không đổi: 1.1, 1.3, 1.10",
        "X723 Phiếu SNV!B8 «Sở Nội vụ» không chủ trì dòng «1.2»",
    ]


def test_list_that_was_cut_stays_as_it_is_known() -> None:
    documents = ", ".join(f"{number}/BC-SNV {'về việc ' * 5}" for number in range(800))
    files = {**FILES, "progress/2024/snv.yaml": LOG.replace("1/BC, 2/BC", documents)}
    form = Form(form_bytes(files)).put("1.1", PERCENT, 60)
    draft, lines = read(form.content(), catalogue_of(files))
    assert draft is not None
    assert "evidence" not in draft.rows[0].cells
    assert draft.rows[0].cells["percent"].entry == 60
    assert lines == ["X722 Phiếu SNV!L8 ô dài quá giới hạn của Excel, giữ nguyên số liệu đã có"]
