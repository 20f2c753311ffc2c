"""`cchc progress log`: what was written, in the order in which it was."""

import csv
from io import StringIO
import json
from pathlib import Path

from openpyxl import load_workbook
import pytest

from conftest import SHIPPED
from homes import CRITERIA, log_of

SNV = (
    log_of(
        "snv",
        'date: 2024-06-28, code: "1.3", status: in_progress, percent: 40, period: h1, result: Đang làm, evidence: ["12/BC-SNV", "13/BC-SNV"]',
        'date: 2024-03-01, code: "1.1", status: not_started',
        'date: 2024-09-01, code: "1.3", status: done, result: null, evidence: [], explanation: Chờ ký, by: Phòng CCHC, entered: 2024-09-01T09:12:05',
    )
    + "returns:\n  - {period: h1, date: 2024-06-28, by: Văn thư, entered: 2024-07-03T09:12:05}\n"
)
STC = log_of("stc", 'date: 2024-06-28, code: "1.2", status: not_met, period: h1, note: Xem lại')


@pytest.fixture
def data(home) -> Path:
    return home({"progress/2024/snv.yaml": SNV, "progress/2024/stc.yaml": STC})


def entries(cchc, data: Path, *args: str) -> list[dict]:
    ran = cchc("progress", "log", *args, "-f", "json", data=data)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def told(records: list[dict]) -> list[tuple[str, str, str | None]]:
    return [(one["date"], one["agency"], one["code"]) for one in records]


def test_whole_log_by_day_then_as_written_with_the_forms_received(cchc, data, snapshot) -> None:
    assert cchc("progress", "log", data=data).out == snapshot


def test_one_row_alone_without_forms(cchc, data, snapshot) -> None:
    assert cchc("progress", "log", "1.3", data=data).out == snapshot


def test_heading_means_all_rows_below_it(cchc, data) -> None:
    found = entries(cchc, data, "1")
    assert [one["code"] for one in found] == ["1.1", "1.3", "1.2", "1.3"]
    assert {one["kind"] for one in found} == {"update"}


def test_agencies_narrow_the_log_and_its_forms(cchc, data) -> None:
    assert told(entries(cchc, data, "-a", "Tài chính")) == [("2024-06-28", "stc", "1.2")]
    assert len(entries(cchc, data, "-a", "snv", "-a", "stc")) == 5
    assert entries(cchc, data, "-a", "skhdt") == []
    assert told(entries(cchc, data, "1.3", "-a", "stc")) == []


def test_log_ends_with_the_day_asked_for(cchc, data) -> None:
    assert told(entries(cchc, data, "--as-of", "2024-06-27")) == [("2024-03-01", "snv", "1.1")]
    assert len(entries(cchc, data, "--as-of", "2024-06-28")) == 4


def test_record_has_the_keys_as_written(cchc, data) -> None:
    found = entries(cchc, data)
    assert found[-1] == {
        "year": 2024,
        "kind": "update",
        "agency": "snv",
        "code": "1.3",
        "date": "2024-09-01",
        "status": "done",
        "result": None,
        "evidence": [],
        "explanation": "Chờ ký",
        "by": "Phòng CCHC",
        "entered": "2024-09-01T09:12:05",
    }
    assert found[2] == {
        "year": 2024,
        "kind": "return",
        "agency": "snv",
        "code": None,
        "period": "h1",
        "date": "2024-06-28",
        "by": "Văn thư",
        "entered": "2024-07-03T09:12:05",
    }


def test_history_of_a_row_is_its_log(cchc, data) -> None:
    history = json.loads(cchc("show", "1.3", "-f", "json", data=data).out)["history"]
    for one in (records := entries(cchc, data, "1.3")):
        del one["year"], one["kind"]
    assert history == records


def test_points_are_numbers_in_both(cchc, home) -> None:
    criteria = CRITERIA.replace("name: Thực hiện kế hoạch\n", "name: Thực hiện kế hoạch\n        max_score: 1\n")
    log = log_of("snv", 'date: 2024-06-28, code: "1.1", status: in_progress, self_score: 0.75')
    data = home({"criteria.yaml": criteria, "progress/2024/snv.yaml": log})
    assert entries(cchc, data)[0]["self_score"] == 0.75
    assert json.loads(cchc("show", "1.1", "-f", "json", data=data).out)["history"][0]["self_score"] == 0.75


def test_cleared_field_is_said_in_the_history_of_show_too(cchc, data) -> None:
    assert cchc("show", "1.3", data=data).out.count("(xóa)") == 2


def test_csv_reads_back_with_every_column(cchc, data) -> None:
    raw = cchc("progress", "log", "-f", "csv", data=data).raw
    rows = list(csv.DictReader(StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert list(rows[0]) == [
        "Năm", "Ngày", "Kỳ", "Mã", "Cơ quan", "Trạng thái", "Tiến độ %", "Kết quả", "Tài liệu kiểm chứng", "Giải trình",
        "Điểm tự chấm", "Ghi chú", "Người báo cáo", "Ghi lúc",
    ]  # fmt: skip
    assert [(row["Ngày"], row["Kỳ"], row["Mã"], row["Trạng thái"]) for row in rows] == [
        ("01/03/2024", "", "1.1", "Chưa thực hiện"),
        ("28/06/2024", "6 tháng", "1.3", "Đang thực hiện"),
        ("28/06/2024", "6 tháng", "", "Nhận phiếu"),
        ("28/06/2024", "6 tháng", "1.2", "Không đạt"),
        ("01/09/2024", "", "1.3", "Hoàn thành"),
    ]
    assert (rows[1]["Tài liệu kiểm chứng"], rows[1]["Tiến độ %"]) == ("12/BC-SNV\n13/BC-SNV", "40")
    assert (rows[3]["Cơ quan"], rows[3]["Ghi chú"]) == ("Sở Tài chính", "Xem lại")
    assert (rows[4]["Kết quả"], rows[4]["Tài liệu kiểm chứng"], rows[4]["Ghi lúc"]) == (
        "(xóa)",
        "(xóa)",
        "01/09/2024 09:12:05",
    )


def test_workbook_has_every_entry(cchc, data, tmp_path) -> None:
    target = tmp_path / "nhật ký.xlsx"
    assert cchc("progress", "log", "-o", str(target), data=data).code == 0
    rows = list(load_workbook(target).worksheets[0].iter_rows(values_only=True))
    assert sum("Sở Nội vụ" in row for row in rows) == 4


def test_label_is_with_every_entry(cchc, data) -> None:
    (data / "settings.yaml").write_text("label: số liệu minh họa\n", encoding="utf-8")
    assert {one["label"] for one in entries(cchc, data)} == {"số liệu minh họa"}


def test_log_of_another_year_is_not_shown(cchc, home) -> None:
    other = log_of("snv", 'date: 2025-03-01, code: "1.1", status: done, evidence: [1/BC]', year=2025)
    files = {"criteria-2025.yaml": CRITERIA.replace("2024", "2025"), "progress/2025/snv.yaml": other}
    data = home({**files, "progress/2024/snv.yaml": SNV})
    assert told(entries(cchc, data, "--year", "2025")) == [("2025-03-01", "snv", "1.1")]
    assert len(entries(cchc, data, "--year", "2024")) == 4


def test_empty_log_says_so(cchc) -> None:
    out = cchc("progress", "log", data=SHIPPED).out
    assert out.endswith("Chưa có mục nhật ký nào (kế hoạch năm 2024)\n")


@pytest.mark.parametrize(("args", "said"), [(("9.9",), "không có mã «9.9»"), (("-a", "xyz"), "không có cơ quan «xyz»")])
def test_unknown_code_or_agency_is_exit_2(cchc, data, args, said) -> None:
    ran = cchc("progress", "log", *args, data=data)
    assert (ran.code, ran.out, said in ran.err) == (2, "", True)


def test_unknown_subcommand_names_the_likely_one(cchc) -> None:
    ran = cchc("progress", "lgo", data=SHIPPED)
    assert (ran.code, "log" in ran.err) == (2, True)
