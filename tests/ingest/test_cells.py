"""What a cell that somebody filled in means, however it was typed."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from cchc_cli.ingest.cells import read_cell
from cchc_cli.ingest.workbook import Cell
from cchc_cli.model.states import Status

DAY = date(2024, 6, 30)


def entry(key: str, value: object, **cell: object) -> tuple[object, list[str]]:
    """The entry of a cell, and what is said of it: code and message."""
    read = read_cell(key, Cell(value, **cell))  # type: ignore[arg-type]
    return read.entry, [f"{remark.code.id} {remark.message}" for remark in read.remarks]


# states


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Hoàn thành", Status.DONE),
        ("hoàn thành", Status.DONE),
        ("HOÀN THÀNH.", Status.DONE),
        ("Hoàn\u00a0thành  ", Status.DONE),
        ("Ho\u0061\u0300n tha\u0300nh", Status.DONE),
        ("hòan thành", Status.DONE),
        ("Hoan thanh", Status.DONE),
        ("done", Status.DONE),
        ("Chưa  thực\nhiện", Status.NOT_STARTED),
        ("Đang thực hiện", Status.IN_PROGRESS),
        ("không áp dụng", Status.NOT_APPLICABLE),
        ("Không đạt", Status.NOT_MET),
    ],
)
def test_state_by_its_label(words, status) -> None:
    assert entry("status", words) == (status, [])


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("đã hoàn thành", Status.DONE),
        ("Đã hoàn thành", Status.DONE),
        ("HT", Status.DONE),
        ("Đạt", Status.DONE),
        ("chưa", Status.NOT_STARTED),
        ("Chưa triển khai", Status.NOT_STARTED),
        ("Đang triển khai", Status.IN_PROGRESS),
        ("N/A", Status.NOT_APPLICABLE),
    ],
)
def test_state_in_other_words_is_read_and_told_of(words, status) -> None:
    assert entry("status", words) == (status, [f"X720 «{words}» đọc là «{status.label}»"])


@pytest.mark.parametrize(
    "words", ["chưa đạt", "cơ bản hoàn thành", "chưa hoàn thành", "gần xong", "TH", "1", "đang chờ"]
)
def test_state_that_nobody_can_be_sure_of(words) -> None:
    assert entry("status", words) == (None, [f"X715 «{words}» không rõ là trạng thái nào"])


@pytest.mark.parametrize("words", ["Chưa báo cáo", "no_report"])
def test_not_reported_is_no_report(words) -> None:
    assert entry("status", words) == (None, [f"X715 «{words}» không phải trạng thái báo cáo được"])


def test_state_that_is_no_text() -> None:
    assert entry("status", True) == (None, ["X715 «TRUE» không rõ là trạng thái nào"])
    assert entry("status", 1) == (None, ["X715 «1» không rõ là trạng thái nào"])
    assert entry("status", datetime(2024, 6, 30)) == (None, ["X715 «30/06/2024» không rõ là trạng thái nào"])


# percents


@pytest.mark.parametrize(
    ("value", "number_format", "percent"),
    [
        (60, "0", 60),
        (60.0, "General", 60),
        (0, "0", 0),
        (0.8, "0%", 80),
        (0.29, "0.00%", 29),
        (1, "0%", 100),
        ("80%", "General", 80),
        ("80 %", "General", 80),
        ("80", "@", 80),
        (" 80 ", "@", 80),
        ("80,0", "General", 80),
        ("100.0%", "General", 100),
        ("80%", "0%", 80),
    ],
)
def test_percent(value, number_format, percent) -> None:
    assert entry("percent", value, number_format=number_format) == (percent, [])


@pytest.mark.parametrize(
    ("value", "number_format", "line"),
    [
        (0.8, "0", "X716 tiến độ «0,8» không phải số nguyên"),
        ("0,5", "General", "X716 tiến độ «0,5» không phải số nguyên"),
        (80, "0%", "X716 tiến độ «8000%» ngoài khoảng 0 đến 100"),
        (101, "0", "X716 tiến độ «101» ngoài khoảng 0 đến 100"),
        (-1, "0", "X716 tiến độ «-1» ngoài khoảng 0 đến 100"),
        ("khoảng 80%", "General", "X716 tiến độ «khoảng 80%» không phải số"),
        ("1.000", "General", "X716 tiến độ «1.000» không rõ là 1000 hay 1,000"),
        (True, "General", "X716 tiến độ «TRUE» không phải số"),
        (datetime(1900, 3, 20), "d/m/yyyy", "X716 tiến độ «20/03/1900» không phải số"),
        ("9" * 5000, "General", f"X716 tiến độ «{'9' * 5000}» không phải số"),
        (10**300, "0", f"X716 tiến độ «{10**300}» ngoài khoảng 0 đến 100"),
    ],
)
def test_percent_that_is_none(value, number_format, line) -> None:
    assert entry("percent", value, number_format=number_format) == (None, [line])


def test_share_typed_for_a_percent_is_asked_for() -> None:
    [remark] = read_cell("percent", Cell(0.8, "0")).remarks
    assert remark.hint == "nếu là 80% thì ghi 80"


# scores


@pytest.mark.parametrize(
    ("value", "score"),
    [
        ("0,5", "0.5"),
        ("0.5", "0.5"),
        ("1,25", "1.25"),
        ("12,5", "12.5"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1.234.567,5", None),
        ("\u22120,5", "-0.5"),
        ("-0,5", "-0.5"),
        ("– 0,5", "-0.5"),
        ("1,5 điểm", "1.5"),
        ("0,125", None),
        (0.1 + 0.2, "0.3"),
        (1.25, "1.25"),
        (-0.5, "-0.5"),
        (2, "2"),
        ("2,0", "2"),
        ("00,5", "0.5"),
        (",5", None),
    ],
)
def test_score(value, score) -> None:
    """S14: a comma is a decimal mark, and decimals are exact."""
    read, lines = entry("self_score", value)
    assert (read, bool(lines)) == (Decimal(score) if score else None, score is None)
    assert score is None or str(read) == str(Decimal(score))


@pytest.mark.parametrize(
    ("value", "number_format", "line"),
    [
        ("1.234", "General", "X716 điểm «1.234» không rõ là 1234 hay 1,234"),
        ("1,234", "General", "X716 điểm «1,234» không rõ là 1234 hay 1,234"),
        ("1.23,4.5", "General", "X716 điểm «1.23,4.5» dấu chấm, dấu phẩy không đúng chỗ"),
        ("0,125", "General", "X716 điểm «0,125» không phải điểm số"),
        (0.5, "0%", "X716 điểm «50%» không phải điểm số"),
        (1, "0%", "X716 điểm «100%» không phải điểm số"),
        ("50%", "General", "X716 điểm «50%» không phải điểm số"),
        ("một", "General", "X716 điểm «một» không phải số"),
        ("1e3", "General", "X716 điểm «1e3» không phải số"),
        (1e300, "General", "X716 điểm «1e+300» không phải điểm số"),
        (datetime(2024, 5, 1), "d/m", "X716 điểm «01/05/2024» không phải số"),
    ],
)
def test_score_that_is_none(value, number_format, line) -> None:
    assert entry("self_score", value, number_format=number_format) == (None, [line])


# days


@pytest.mark.parametrize(
    "value",
    [
        "30/6/2024",
        "30-06-2024",
        "30.6.24",
        "30 / 06 / 2024",
        "30.06.2024.",
        "2024-06-30",
        "2024/6/30",
        "2024-06-30T08:15:00",
        "30/6/2024 8:15",
        "ngày 30 tháng 6 năm 2024",
        "Ngày 30/6/2024",
        "\u00a030/6/2024\u00a0",
        datetime(2024, 6, 30),
        datetime(2024, 6, 30, 23, 59, 59),
        DAY,
        45473,
        45473.75,
        "45473",
    ],
)
def test_day(value) -> None:
    assert entry("date", value) == (DAY, [])


def test_day_counted_from_1904() -> None:
    assert entry("date", 44011, day_zero=date(1904, 1, 1)) == (DAY, [])


@pytest.mark.parametrize("value", ["6/30/2024", "06-30-24"])
def test_day_in_us_order_is_read_and_told_of(value) -> None:
    assert entry("date", value) == (DAY, [f"X720 «{value}» đọc là ngày 30/06/2024 (tháng ghi trước ngày)"])


def test_day_that_may_be_either_is_day_first() -> None:
    assert entry("date", "5/6/2024") == (date(2024, 6, 5), [])


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("31/6/2024", "X717 «31/6/2024» không có ngày đó"),
        ("30/2/2024", "X717 «30/2/2024» không có ngày đó"),
        ("13/13/2024", "X717 «13/13/2024» không có ngày đó"),
        ("0/6/2024", "X717 «0/6/2024» không có ngày đó"),
        ("2024-13-01", "X717 «2024-13-01» không có ngày đó"),
        ("30/6", "X717 «30/6» không phải ngày"),
        ("6/2024", "X717 «6/2024» không phải ngày"),
        ("30/6/202", "X717 «30/6/202» không phải ngày"),
        ("cuối tháng 6", "X717 «cuối tháng 6» không phải ngày"),
        (20240630, "X717 «20240630» không phải ngày"),
        (0.5, "X717 «0,5» không phải ngày"),
        (time(8, 15), "X717 «08:15» không phải ngày"),
        (timedelta(hours=30), "X717 «1 day, 6:00:00» không phải ngày"),
        (False, "X717 «FALSE» không phải ngày"),
        ("0000-01-01", "X717 «0000-01-01» không có ngày đó"),
        (10**300, f"X717 «{10**300}» không phải ngày"),
    ],
)
def test_day_that_is_none(value, line) -> None:
    assert entry("date", value) == (None, [line])


# texts


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Đã ban hành  ", "Đã ban hành"),
        ("\u00a0Đã\u00a0ban hành", "Đã ban hành"),
        ("\u0110a\u0303 ban ha\u0300nh", "Đã ban hành"),
        ("một\r\nhai", "một\nhai"),
        ("một\rhai", "một\nhai"),
        ("một  \n\n  hai\n", "một\n\n  hai"),
        ("=A1", "=A1"),
        ("+84 123", "+84 123"),
        ("- đã làm", "- đã làm"),
        ("@snv", "@snv"),
        ("–", "–"),
        (12, "12"),
        (0.5, "0,5"),
        (datetime(2024, 6, 30), "30/06/2024"),
        (time(8, 15), "08:15"),
        (True, "TRUE"),
    ],
)
def test_text(value, text) -> None:
    assert entry("result", value) == (text, [])


@pytest.mark.parametrize(
    ("value", "text", "named"),
    [
        ("Đã ban hành\x0bkế hoạch", "Đã ban hành\nkế hoạch", "U+000B"),
        ("chuông\x07", "chuông", "U+0007"),
        ("\x07a\x0bb", "a\nb", "U+0007, U+000B"),
    ],
)
def test_control_characters_are_told_of(value, text, named) -> None:
    """S17."""
    line = f"X721 ký tự điều khiển {named} được bỏ hoặc thay bằng xuống dòng"
    assert entry("result", value) == (text, [line])


def test_documents_one_a_line() -> None:
    assert entry("evidence", "12/KH-SNV\r\n\n  https://a.vn/b  ") == (("12/KH-SNV", "https://a.vn/b"), [])
    assert entry("evidence", 123) == (("123",), [])


def test_text_that_the_form_could_not_print_whole_is_not_taken_back() -> None:
    read = read_cell("result", Cell("Đã ban hành… (dài quá giới hạn của Excel, xem dữ liệu)"))
    assert (read.entry, read.is_cut, [one.code.id for one in read.remarks]) == (None, True, ["X722"])


@pytest.mark.parametrize("value", ["", " ", "\u00a0", "\n", "\u200b"])
@pytest.mark.parametrize("key", ["status", "percent", "result", "evidence", "self_score", "date", "by"])
def test_blank(key, value) -> None:
    assert entry(key, value) == (None, [])


@pytest.mark.parametrize("value", ["-", "–", "…"])
@pytest.mark.parametrize("key", ["status", "percent", "self_score", "date"])
def test_dash_where_no_text_belongs_is_a_blank(key, value) -> None:
    assert entry(key, value) == (None, [])


# formulas


def test_formula_gives_its_stored_result() -> None:
    """S13."""
    line = "X719 ô công thức: lấy kết quả đã lưu «Phân cấp xong»"
    assert entry("result", "Phân cấp xong", is_formula=True) == ("Phân cấp xong", [line])
    assert entry("percent", 80, is_formula=True) == (80, ["X719 ô công thức: lấy kết quả đã lưu «80»"])


def test_formula_without_result() -> None:
    assert entry("result", None, is_formula=True) == (None, ["X718 ô công thức chưa có kết quả"])


def test_formula_whose_result_is_blank_is_a_blank() -> None:
    assert entry("result", "", is_formula=True) == (None, [])


@pytest.mark.parametrize("value", ["#N/A", "#REF!", "#DIV/0!"])
def test_error_in_a_cell(value) -> None:
    assert entry("status", value, is_error=True) == (None, [f"X718 ô có lỗi {value}"])
    assert entry("result", value, is_error=True, is_formula=True) == (None, [f"X718 ô có lỗi {value}"])


def test_number_or_day_as_a_result_that_excel_formats() -> None:
    assert entry("result", 0.5, number_format="0%") == ("50%", [])
    assert entry("result", 80, number_format="0%") == ("8000%", [])
