"""`due`: what is late and what is due soon, by agency."""

import csv
from io import StringIO
import json
from pathlib import Path

from openpyxl import load_workbook
import pytest

from conftest import SHIPPED
from homes import AGENCIES, DUE, DUE_LOGS, ENDED

DAY = ("--as-of", "2024-07-12")


@pytest.fixture
def late(home) -> Path:
    return home({"criteria.yaml": DUE, "agencies.yaml": ENDED, **DUE_LOGS})


def codes(cchc, data: Path, *args: str) -> list[tuple[str, str]]:
    ran = cchc("due", "-f", "json", *args, data=data)
    assert ran.code == 0, ran.err
    return [(one["agency"], one["code"]) for one in json.loads(ran.out)]


def test_table_by_agency_marks_who_answers_now(cchc, late) -> None:
    assert cchc("due", *DAY, data=late).out == (
        "Cơ quan                STT  Mã   Nội dung            Thời hạn     Hạn cuối    Còn lại      Trạng thái                 %  Nay trả lời\n"
        "---------------------  ---  ---  ------------------  -----------  ----------  -----------  ------------------------  --  ------------\n"
        "Sở Nội vụ                1  1.1  Thực hiện kế hoạch  Quý II/2024  30/06/2024  quá 12 ngày  Đang thực hiện (quá hạn)  60\n"
        "Sở Tài chính             3  1.3  Phân cấp            6/2024       30/06/2024  quá 12 ngày  Chưa báo cáo (quá hạn)\n"
        "Sở Tài chính             2  1.2  Đối thoại           31/7/2024    31/07/2024  còn 19 ngày  Chưa báo cáo\n"
        "Sở Kế hoạch và Đầu tư    3  1.3  Phân cấp            6/2024       30/06/2024  quá 12 ngày  Chưa báo cáo (quá hạn)        Sở Tài chính\n"
        "\n"
        "Dòng nhiều cơ quan cùng chủ trì được tính cho từng cơ quan, nên cộng các cơ quan có thể lớn hơn tổng số dòng.\n"
        "Quá hạn 2 dòng (3 lượt cơ quan), đến hạn trong 30 ngày tới 1 dòng (kế hoạch năm 2024; số liệu đến ngày 12/07/2024)\n"
    )


def test_who_answers_is_a_column_only_where_a_row_needs_it(cchc, home) -> None:
    data = home({"criteria.yaml": DUE, **DUE_LOGS})
    assert "Nay trả lời" not in cchc("due", *DAY, data=data).out


def test_json_record(cchc, late) -> None:
    assert json.loads(cchc("due", "-a", "skhdt", "-f", "json", *DAY, data=late).out) == [
        {
            "year": 2024,
            "agency": "skhdt",
            "agency_name": "Sở Kế hoạch và Đầu tư",
            "stt": 3,
            "code": "1.3",
            "name": "Phân cấp",
            "due": "6/2024",
            "due_on": "2024-06-30",
            "days_left": -12,
            "late": True,
            "status": "no_report",
            "percent": None,
            "answers": ["stc"],
        }
    ]


def test_agency_is_listed_by_its_printed_rows_and_told_of_those_it_answers_for(cchc, late) -> None:
    assert codes(cchc, late, "-a", "stc", *DAY) == [("stc", "1.3"), ("stc", "1.2")]
    told = "Sở Tài chính còn trả lời 1 dòng quá hạn, sắp đến hạn của Sở Kế hoạch và Đầu tư (không nằm trong bảng này)."
    assert told in cchc("due", "-a", "stc", *DAY, data=late).out.splitlines()
    assert "còn trả lời" not in cchc("due", "-a", "stc", "-a", "skhdt", *DAY, data=late).out


def test_agency_without_successor_is_marked(cchc, home) -> None:
    agencies = AGENCIES.replace("    short: Sở KH&ĐT\n", "    until: 2024-07-01\n")
    out = cchc("due", "-a", "skhdt", *DAY, data=home({"criteria.yaml": DUE, "agencies.yaml": agencies})).out
    assert "Sở Kế hoạch và Đầu tư (đã thôi hoạt động, chưa ghi cơ quan tiếp nhận)" in out


def test_row_that_changes_hands_later_names_who_answers_until_then(cchc, home) -> None:
    moved = "        due: 31/7/2024\n        reassigned: {lead: snv, to: stc, from: 2024-08-01}\n"
    data = home({"criteria.yaml": DUE.replace("        due: 31/7/2024\n", moved)})
    (one,) = json.loads(cchc("due", "-f", "json", "-a", "stc", "--as-of", "2024-06-30", "--days", "31", data=data).out)[
        1:
    ]
    assert (one["code"], one["answers"]) == ("1.2", ["snv"])


def test_no_days_ahead_lists_what_is_due_today(cchc, late) -> None:
    assert codes(cchc, late, "--days", "0", "--as-of", "2024-07-31") == [
        ("snv", "1.1"),
        ("stc", "1.3"),
        ("stc", "1.2"),
        ("skhdt", "1.3"),
    ]
    out = cchc("due", "--days", "0", "--as-of", "2024-06-30", data=late).out
    assert out.endswith(
        "Quá hạn 0 dòng, đến hạn trong ngày 2 dòng (3 lượt cơ quan) (kế hoạch năm 2024; số liệu đến ngày 30/06/2024)\n"
    )


@pytest.mark.parametrize("days", ["-1", "x", "1.5"])
def test_days_are_a_whole_number_from_nought(cchc, late, days) -> None:
    ran = cchc("due", "--days", days, data=late)
    assert (ran.code, ran.out) == (2, "")


def test_plan_without_deadlines_says_why_nothing_is_late(cchc) -> None:
    assert cchc("due", "--as-of", "2024-12-31", data=SHIPPED).out.splitlines()[2:] == [
        "",
        "Kế hoạch không ghi thời hạn cho dòng nào (có 57 dòng), nên không dòng nào quá hạn hay đến hạn.",
        "Quá hạn 0 dòng, đến hạn trong 30 ngày tới 0 dòng (kế hoạch năm 2024; số liệu đến ngày 31/12/2024)",
    ]
    assert "cho dòng nào của Sở Tư pháp (có 5 dòng)" in cchc("due", "-a", "stp", data=SHIPPED).out


def test_rows_without_a_last_day_are_counted(cchc, home) -> None:
    criteria = DUE.replace("due: 31/7/2024", "due: Thường xuyên").replace("due: 6/2024", "due: khi có hướng dẫn")
    data = home({"criteria.yaml": criteria.replace("        due: Quý II/2024\n", "")})
    assert cchc("due", *DAY, data=data).out.splitlines()[3] == (
        "Không có hạn cuối nên không tính: 1 dòng không ghi thời hạn; 1 dòng thường xuyên, hằng năm; "
        "1 dòng ghi thời hạn không đọc ra ngày (mã 1.3; xem: cchc validate)."
    )


def test_inferred_lead_is_marked(cchc, home) -> None:
    criteria = DUE.replace("    leads: [snv]\n", "    leads: [snv]\n    leads_basis: inferred\n    note: Đoán\n")
    lines = cchc("due", "-a", "snv", *DAY, data=home({"criteria.yaml": criteria})).out.splitlines()
    assert lines[2].startswith("Sở Nội vụ *")
    assert any(line.startswith("* cơ quan chủ trì suy ra") for line in lines)


def test_with_a_period_lateness_is_that_of_its_closing_day(cchc, late) -> None:
    records = json.loads(cchc("due", "--period", "h1", "--days", "31", "-f", "json", *DAY, data=late).out)
    assert [(one["code"], one["days_left"], one["late"]) for one in records] == [
        ("1.1", 0, False),
        ("1.3", 0, False),
        ("1.2", 31, False),
        ("1.3", 0, False),
    ]
    out = cchc("due", "--period", "q1", *DAY, data=late).out
    assert "kỳ báo cáo quý I năm 2024 (chốt ngày 31/03/2024), số liệu đến ngày 12/07/2024)" in out


def test_files_carry_days_as_numbers(cchc, home, tmp_path) -> None:
    data = home({"criteria.yaml": DUE, "settings.yaml": "label: số liệu minh họa\n", **DUE_LOGS})
    rows = list(
        csv.DictReader(StringIO(cchc("due", "-f", "csv", *DAY, data=data).raw.decode("utf-8-sig")), delimiter=";")
    )
    assert rows[0] == {
        "Năm": "2024",
        "id": "snv",
        "Cơ quan": "Sở Nội vụ",
        "STT": "1",
        "Mã": "1.1",
        "Nội dung": "Thực hiện kế hoạch",
        "Thời hạn": "Quý II/2024",
        "Hạn cuối": "30/06/2024",
        "Còn lại (ngày)": "-12",
        "Trạng thái": "Đang thực hiện",
        "Quá hạn": "Quá hạn",
        "Tiến độ %": "60",
        "Nhãn": "số liệu minh họa",
    }
    target = tmp_path / "due.xlsx"
    assert cchc("due", *DAY, "-o", str(target), data=data).code == 0
    values = [[cell.value for cell in row] for row in load_workbook(target).worksheets[0].iter_rows()]
    assert values[0][0] == "Dòng quá hạn và sắp đến hạn, kế hoạch năm 2024"
    assert values[3][:2] + values[3][8:10] == [2024, "snv", -12, "Đang thực hiện"]
    assert cchc("due", "-f", "json", *DAY, data=data).out.count('"label": "số liệu minh họa"') == 4


def test_markdown(cchc, late) -> None:
    lines = cchc("due", "-a", "skhdt", "-f", "md", *DAY, data=late).out.splitlines()
    assert lines[0] == "## Dòng quá hạn và sắp đến hạn, kế hoạch năm 2024"
    assert lines[4] == (
        "| Sở Kế hoạch và Đầu tư | 3 | 1.3 | Phân cấp | 6/2024 | 30/06/2024 | quá 12 ngày | Chưa báo cáo (quá hạn) | Sở Tài chính |"
    )
