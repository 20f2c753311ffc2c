"""The table of a form that somebody sorted, filtered, cut, copied, pasted: rows by code, columns by heading."""

from copy import copy
from datetime import datetime

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
import pytest

from forms import FILES, PLAN, Form, bare_table, catalogue_of, filled, form_bytes, read

STATE, PERCENT, RESULT, EVIDENCE = "Trạng thái", "Tiến độ %", "Kết quả thực hiện", "Tài liệu kiểm chứng"
ANSWER = {("1.1", "percent"): 60, ("1.3", "status"): "Hoàn thành", ("1.10", "result"): "Không trễ"}


@pytest.fixture
def form() -> Form:
    """A form with an answer in each of its rows."""
    one = Form().put("1.1", PERCENT, 60).put("1.3", STATE, "Hoàn thành").put("1.10", STATE, "Hoàn thành")
    return one.put("1.10", RESULT, "Không trễ")


def answers(content: bytes, **asked: object) -> tuple[dict[tuple[str, str], object], list[str]]:
    draft, lines = read(content, **asked)
    return {key: getattr(entry, "label", entry) for key, entry in filled(draft).items()}, lines


ALL = {
    ("1.1", "percent"): 60,
    ("1.3", "status"): "Hoàn thành",
    ("1.10", "status"): "Hoàn thành",
    ("1.10", "result"): "Không trễ",
}


def values(form: Form, row: int) -> list[object]:
    return [cell.value for cell in form.sheet[row]]


def set_row(form: Form, row: int, cells: list[object]) -> None:
    for column, value in enumerate(cells, start=1):
        form.sheet.cell(row, column).value = value


# rows


def test_form_as_handed_out(form) -> None:
    assert answers(form.content()) == (ALL, [])
    assert answers(form_bytes()) == ({}, [])


def test_sorted_rows(form) -> None:
    first, last = form.row("1.1"), form.row("1.10")
    rows = [values(form, row) for row in range(first, last + 1)]
    for row, cells in zip(range(first, last + 1), reversed(rows), strict=True):
        set_row(form, row, cells)
    assert answers(form.content()) == (ALL, [])


def test_filtered_and_hidden_rows_count(form) -> None:
    form.sheet.row_dimensions[form.row("1.1")].hidden = True
    form.sheet.auto_filter.add_filter_column(8, ["Hoàn thành"])
    form.sheet.column_dimensions["K"].hidden = True
    assert answers(form.content()) == (ALL, [])


def test_deleted_row(form) -> None:
    form.sheet.delete_rows(form.row("1.3"))
    expected = {key: entry for key, entry in ALL.items() if key[0] != "1.3"}
    assert answers(form.content()) == (expected, ["X727 Phiếu SNV!6 phiếu thiếu 1 dòng, coi như không đổi: 1.3"])


def test_inserted_rows(form) -> None:
    form.sheet.insert_rows(form.row("1.3"), 2)
    form.sheet.cell(form.row("1.3") - 2, 3).value = "(xem giải trình)"  # nothing in a cell to fill
    assert answers(form.content()) == (ALL, [])
    form.sheet.cell(form.row("1.3") - 1, form.column(RESULT)).value = "Việc khác"
    assert answers(form.content()) == (ALL, ["X723 Phiếu SNV!B10 dòng có điền mà không có mã"])


def test_row_under_a_code_that_the_plan_lacks(form) -> None:
    row = form.sheet.max_row + 1
    set_row(form, row, [None, "1.9", "Việc khác", *[None] * 5, "Hoàn thành"])
    draft, problems = read(form.content())
    assert filled(draft).keys() == ALL.keys()
    assert problems == ["X723 Phiếu SNV!B11 mã «1.9» không có trong kế hoạch năm 2024"]


def test_answers_at_a_heading_or_a_row_of_others(form) -> None:
    form.put("1", RESULT, "Tốt")
    set_row(form, form.sheet.max_row + 1, [2, "1.2", "Đối thoại", *[None] * 5, "Hoàn thành"])
    assert answers(form.content()) == (
        ALL,
        [
            "X723 Phiếu SNV!B7 dòng «1» là đề mục, không nhận báo cáo",
            "X723 Phiếu SNV!B11 «Sở Nội vụ» không chủ trì dòng «1.2»",
        ],
    )


def test_row_copied_with_the_same_answers_counts_once(form) -> None:
    set_row(form, form.sheet.max_row + 1, values(form, form.row("1.1")))
    assert answers(form.content()) == (ALL, [])


def test_row_copied_with_other_answers_is_not_taken(form) -> None:
    set_row(form, form.sheet.max_row + 1, values(form, form.row("1.1")))
    form.sheet.cell(form.sheet.max_row, form.column(PERCENT)).value = 80
    expected = {key: entry for key, entry in ALL.items() if key[0] != "1.1"}
    line = "X724 Phiếu SNV!11 dòng «1.1» có hai lần (dòng 8 và 11), điền khác nhau"
    assert answers(form.content()) == (expected, [line])


def test_names_sorted_without_the_rest(form) -> None:
    name = form.column("Lĩnh vực – tiêu chí – tiêu chí thành phần")
    first, second = (form.sheet.cell(form.row(code), name) for code in ("1.1", "1.3"))
    first.value, second.value = second.value, first.value
    draft, lines = read(form.content())
    assert filled(draft).keys() == {("1.10", "status"), ("1.10", "result")}
    assert lines == [
        "X725 Phiếu SNV!B8 mã «1.1» nhưng tên là của mã «1.3»",
        "X725 Phiếu SNV!B9 mã «1.3» nhưng tên là của mã «1.1»",
    ]


def test_answers_sorted_without_the_codes_cannot_be_told_but_names_and_codes_can(form) -> None:
    code = form.column("Mã")
    first, second = form.row("1.1"), form.row("1.10")
    form.sheet.cell(first, code).value, form.sheet.cell(second, code).value = "1.10", "1.1"
    draft, lines = read(form.content())
    assert filled(draft).keys() == {("1.3", "status")}
    assert [line[:4] for line in lines] == ["X725", "X725"]


def test_two_heading_rows_of_a_copied_page(form) -> None:
    row = form.row("1.10")
    form.sheet.insert_rows(row)
    set_row(form, row, values(form, form.header))
    assert answers(form.content()) == (ALL, [])


def test_extra_title_rows(form) -> None:
    form.sheet.insert_rows(1, 3)
    form.sheet["A1"] = "UBND TỈNH"
    form.sheet.insert_rows(form.header)
    form.sheet.cell(form.header - 1, 2).value = "Mã số do Sở Nội vụ cấp"
    assert answers(form.content()) == (ALL, [])


def test_notes_below_the_table_are_no_rows(form) -> None:
    last = form.sheet.max_row
    form.sheet.cell(last + 2, 3).value = "Người lập biểu"
    form.sheet.cell(last + 3, 1).value = "Ghi chú: số liệu đến 30/6"
    form.sheet.cell(last + 4, 17).value = " "
    assert answers(form.content()) == (ALL, [])


def test_signature_below_the_answers_is_told_of(form) -> None:
    form.sheet.cell(form.sheet.max_row + 2, form.column("Người báo cáo")).value = "Nguyễn Văn A"
    assert answers(form.content()) == (ALL, ["X723 Phiếu SNV!B12 dòng có điền mà không có mã"])


# codes that a spreadsheet turned into something else


def test_codes_that_became_numbers(form) -> None:
    for code in ("1.1", "1.3", "1.10"):
        form.cell(code, "Mã").value = float(code)
    said = [
        "X720 Phiếu SNV!B8 mã «1,1» đọc là «1.1» theo STT 1",
        "X720 Phiếu SNV!B10 mã «1,1» đọc là «1.10» theo STT 4",
    ]
    assert answers(form.content()) == (ALL, said)


def test_codes_that_became_numbers_without_row_numbers_are_told_by_the_name(form) -> None:
    for code in ("1.1", "1.10"):
        form.cell(code, "STT").value = None
        form.cell(code, "Mã").value = float(code)
    said = [
        "X720 Phiếu SNV!B8 mã «1,1» đọc là «1.1» theo tên",
        "X720 Phiếu SNV!B10 mã «1,1» đọc là «1.10» theo tên",
    ]
    assert answers(form.content()) == (ALL, said)


def test_codes_that_became_numbers_and_nothing_tells_apart(form) -> None:
    for code in ("1.1", "1.10"):
        for heading in ("STT", "Lĩnh vực – tiêu chí – tiêu chí thành phần"):
            form.cell(code, heading).value = None
        form.cell(code, "Mã").value = float(code)
    assert answers(form.content()) == (
        {("1.3", "status"): "Hoàn thành"},
        [
            "X727 Phiếu SNV!6 phiếu thiếu 2 dòng, coi như không đổi: 1.1, 1.10",
            "X723 Phiếu SNV!B8 mã «1,1» có thể là 1.1 hoặc 1.10",
            "X723 Phiếu SNV!B10 mã «1,1» có thể là 1.1 hoặc 1.10",
        ],
    )


def test_row_added_under_the_number_of_another_is_not_taken_for_it(form) -> None:
    set_row(form, form.sheet.max_row + 1, [3, "1.4", "Việc khác", *[None] * 5, "Đang thực hiện"])
    assert answers(form.content()) == (ALL, ["X723 Phiếu SNV!B11 mã «1.4» không có trong kế hoạch năm 2024"])


def test_codes_that_became_days_are_told_by_the_row_number(form) -> None:
    cell = form.cell("1.1", "Mã")
    cell.value, cell.number_format = datetime(2024, 1, 1), "d.m"
    assert answers(form.content()) == (ALL, ["X720 Phiếu SNV!B8 mã «01/01/2024» đọc là «1.1» theo STT 1"])


def test_lost_codes_are_told_by_the_row_number(form) -> None:
    form.cell("1.1", "Mã").value = None
    assert answers(form.content()) == (ALL, ["X720 Phiếu SNV!B8 dòng không có mã đọc là «1.1» theo STT 1"])


def test_row_without_code_and_with_another_rows_number_is_refused(form) -> None:
    form.cell("1.1", "STT").value = 3
    form.cell("1.1", "Mã").value = None
    draft, lines = read(form.content())
    assert ("1.1", "percent") not in filled(draft)
    assert lines == [
        "X727 Phiếu SNV!6 phiếu thiếu 1 dòng, coi như không đổi: 1.1",
        "X723 Phiếu SNV!B8 dòng có điền mà không có mã",
    ]


def test_codes_with_spaces_and_a_closing_dot(form) -> None:
    form.cell("1.1", "Mã").value = " 1.1.\u00a0"
    form.cell("1.10", "Mã").value = "1.10\n"
    assert answers(form.content()) == (ALL, [])


def test_numbers_of_rows_counted_anew_do_not_matter(form) -> None:
    for number, code in enumerate(("1.1", "1.3", "1.10"), start=1):
        form.cell(code, "STT").value = number
    assert answers(form.content()) == (ALL, [])


# columns


def moved(form: Form, order: list[int]) -> Form:
    """The form with its columns in another order."""
    for row in range(form.header, form.sheet.max_row + 1):
        cells = values(form, row)
        styles = [copy(cell._style) for cell in form.sheet[row]]
        for column, source in enumerate(order, start=1):
            cell = form.sheet.cell(row, column)
            cell.value, cell._style = cells[source - 1], styles[source - 1]
    return form


def test_moved_and_widened_columns(form) -> None:
    last = form.sheet.max_column
    form.sheet.column_dimensions["A"].width = 200
    assert answers(moved(form, [*range(last, 0, -1)]).content()) == (ALL, [])


def test_deleted_column_keeps_what_is_known(form) -> None:
    """S34."""
    form.sheet.delete_cols(form.column(EVIDENCE))
    line = "X709 Phiếu SNV!6 thiếu cột «Tài liệu kiểm chứng»: số liệu đã có được giữ nguyên"
    assert answers(form.content()) == (ALL, [line])


def test_renamed_column_is_not_taken_for_deleted(form) -> None:
    form.sheet.cell(form.header, form.column(RESULT)).value = "Tình hình"
    expected = {key: entry for key, entry in ALL.items() if key[1] != "result"}
    assert answers(form.content()) == (
        expected,
        [
            "X709 Phiếu SNV!6 thiếu cột «Kết quả thực hiện»: số liệu đã có được giữ nguyên",
            "X708 Phiếu SNV!K6 cột «Tình hình» không nhận ra, trong khi thiếu cột «Kết quả thực hiện»",
        ],
    )


@pytest.mark.parametrize(
    ("heading", "written"),
    [
        (RESULT, "KẾT QUẢ THỰC HIỆN"),
        (RESULT, "Kết quả\nthực hiện"),
        (RESULT, " Kê\u0301t qua\u0309  thu\u031b\u0323c hiê\u0323n "),
        (RESULT, "Ket qua thuc hien"),
        (RESULT, "Kết quả"),
        (PERCENT, "Tiến độ (%)"),
        (PERCENT, "Tiến độ"),
        ("Mã", "Mã số"),
    ],
)
def test_headings_in_other_spellings(form, heading, written) -> None:
    form.sheet.cell(form.header, form.column(heading)).value = written
    assert answers(form.content()) == (ALL, [])


def test_added_column(form) -> None:
    last = form.sheet.max_column + 1
    form.sheet.cell(form.header, last).value = "Nhận xét"
    assert answers(form.content()) == (ALL, [])  # nothing stands in it
    form.sheet.cell(form.row("1.1"), last).value = "Tốt"
    assert answers(form.content()) == (ALL, ["X707 Phiếu SNV!R6 cột «Nhận xét» không thuộc phiếu, không nhập"])


def test_column_without_heading(form) -> None:
    form.sheet.cell(form.row("1.1"), form.sheet.max_column + 1).value = "Tốt"
    assert answers(form.content()) == (ALL, ["X707 Phiếu SNV!R6 cột không tên không thuộc phiếu, không nhập"])


def doubled(form: Form, heading: str) -> int:
    """A copy of a column behind the last one."""
    column, last = form.column(heading), form.sheet.max_column + 1
    for row in range(form.header, form.sheet.max_row + 1):
        form.sheet.cell(row, last).value = form.sheet.cell(row, column).value
    return last


def test_doubled_column_with_the_same_values_counts_once(form) -> None:
    doubled(form, RESULT)
    assert answers(form.content()) == (ALL, [])


def test_doubled_column_with_other_values_is_not_taken(form) -> None:
    form.sheet.cell(form.row("1.3"), doubled(form, RESULT)).value = "Khác"
    expected = {key: entry for key, entry in ALL.items() if key[1] != "result"}
    assert answers(form.content()) == (expected, ["X710 Phiếu SNV!R6 hai cột «Kết quả thực hiện» ghi khác nhau"])


def test_doubled_column_left_blank_is_none(form) -> None:
    form.sheet.cell(form.header, form.sheet.max_column + 1).value = "Ghi chú"
    assert answers(form.content()) == (ALL, [])


# the table in its workbook


def test_workbook_without_a_form() -> None:
    workbook = Workbook()
    workbook.worksheets[0].append(["Họ tên", "Ngày sinh"])
    one = Form()
    one.workbook = workbook
    draft, lines = read(one.content())
    assert (draft, lines) == (None, ["X706 p.xlsx không tìm thấy bảng của phiếu"])


def test_headings_deleted(form) -> None:
    form.sheet.delete_rows(form.header)
    draft, lines = read(form.content())
    assert (draft, lines) == (None, ["X706 p.xlsx không tìm thấy bảng của phiếu"])


def test_copy_of_the_sheet_is_told_of(form) -> None:
    form.workbook.copy_worksheet(form.sheet).title = "Bản sao"
    assert answers(form.content()) == (ALL, ["X711 Bản sao!6 trang «Bản sao» cũng có bảng phiếu, không đọc"])


def test_other_sheets_do_not_matter(form) -> None:
    other = form.workbook.create_sheet("Số liệu", 0)
    other.append(["Mã", "Tên"])
    other.append(["1.1", "x"])
    form.workbook.remove(form.workbook["Hướng dẫn"])
    form.sheet.title = "Báo cáo 6 tháng"
    assert answers(form.content()) == (ALL, [])


# a copy that lost what is hidden


def test_sheet_copied_into_a_fresh_workbook(form) -> None:
    copied = bare_table(form, with_title=True)
    line = "X712 Sheet1 phiếu mất phần nhận dạng: nhận là của «Sở Nội vụ» (theo dòng «Cơ quan»), kỳ 6 tháng năm 2024"
    assert answers(copied.content()) == (ALL, [line])


def test_bare_table_is_told_by_its_codes(form) -> None:
    copied = bare_table(form)
    draft, lines = read(copied.content(), period=None)
    assert draft is not None
    assert (draft.year, draft.agency, draft.period.value) == (2024, "snv", "h1")
    assert filled(draft).keys() == ALL.keys()
    assert lines == [
        "X712 Sheet1 phiếu mất phần nhận dạng: nhận là của «Sở Nội vụ» (theo mã các dòng), kỳ 6 tháng năm 2024"
    ]


def test_bare_table_takes_agency_and_period_of_the_command(form) -> None:
    draft, lines = read(bare_table(form).content(), agency="snv", period="m9", year=2024)
    assert draft is not None
    assert (draft.agency, draft.period.value) == ("snv", "m9")
    assert lines == ["X712 Sheet1 phiếu mất phần nhận dạng: nhận là của «Sở Nội vụ» (theo lệnh), kỳ 9 tháng năm 2024"]


def test_bare_table_that_may_be_of_two_agencies(form) -> None:
    copied = bare_table(form)
    for code in ("1.1", "1.10"):
        copied.sheet.delete_rows(copied.row(code))
    draft, lines = read(copied.content())
    assert (draft, lines) == (None, ["X713 Sheet1 phiếu mất phần nhận dạng, không rõ của cơ quan nào"])


def test_hidden_sheet_that_was_damaged_is_lost(form) -> None:
    form.workbook["cchc"]["B2"] = "năm nay"
    line = "X712 Phiếu SNV phiếu mất phần nhận dạng: nhận là của «Sở Nội vụ» (theo dòng «Cơ quan»), kỳ 6 tháng năm 2024"
    assert answers(form.content()) == (ALL, [line])


@pytest.mark.parametrize(("cell", "text"), [("F7", "1e999999999"), ("M7", "sNaN"), ("I7", "9" * 5000), ("N7", "hôm qua"), ("G7", "x")])  # fmt: skip
def test_hidden_sheet_with_values_that_nobody_wrote(form, cell, text) -> None:
    form.workbook["cchc"][cell] = text
    assert answers(form.content())[1][0].startswith("X712 ")


def test_table_far_to_the_right_is_found(form) -> None:
    form.sheet.insert_cols(1, 30)
    assert form.column("STT") == 31
    assert get_column_letter(31) == "AE"
    assert answers(form.content()) == (ALL, [])


def test_day_typed_as_a_code_in_another_plan_is_no_row() -> None:
    files = {**FILES, "criteria.yaml": PLAN.replace("stt: 4", "stt: 40")}
    one = Form(form_bytes(files)).put("1.10", "Trạng thái", "Hoàn thành")
    one.cell("1.10", "STT").value = None
    one.cell("1.10", "Mã").value = "1.10.2"
    draft, lines = read(one.content(), catalogue_of(files))
    assert filled(draft, catalogue_of(files)) == {}
    assert "X723 Phiếu SNV!B10 mã «1.10.2» không có trong kế hoạch năm 2024" in lines
