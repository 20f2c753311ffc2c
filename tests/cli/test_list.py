import csv
from io import StringIO
import json
from pathlib import Path
import unicodedata

from openpyxl import load_workbook
import pytest

from conftest import SHIPPED, Ran
from homes import AGENCIES, CRITERIA, log_of

COUNTS = {"snv": 21, "vpubnd": 15, "stc": 13, "stp": 5, "sttt": 5, "skhdt": 4, "stnmt": 3, "snnptnt": 3}


def codes(ran: Ran) -> list[str]:
    assert ran.code == 0, ran.err
    return [row["code"] for row in json.loads(ran.out)]


@pytest.mark.parametrize(("agency", "number"), COUNTS.items())
def test_each_agency_has_the_rows_of_the_document(cchc, agency, number) -> None:
    ran = cchc("list", "-a", agency, "-f", "json", data=SHIPPED)
    assert len(codes(ran)) == number
    assert f"{number} dòng" in cchc("list", "-a", agency, data=SHIPPED).out


@pytest.mark.parametrize("text", ["Sở Nội vụ", "SNV", "so noi vu", "Nội vụ", unicodedata.normalize("NFD", "Sở Nội vụ")])
def test_every_way_to_name_an_agency_lists_the_same(cchc, text) -> None:
    assert cchc("list", "--agency", text, data=SHIPPED).raw == cchc("list", "-a", "snv", data=SHIPPED).raw


def test_piped_table_is_plain_and_whole(cchc) -> None:
    out = cchc("list", data=SHIPPED).out
    assert "\x1b" not in out
    assert "Thực hiện việc xin lỗi người dân, tổ chức khi để xảy ra trễ hẹn trong giải quyết hồ sơ TTHC" in out
    assert out.endswith("57 dòng (kế hoạch năm 2024)\n")


def test_inferred_lead_bears_a_mark_that_a_footnote_explains(cchc) -> None:
    lines = cchc("list", "-a", "stc", data=SHIPPED).out.splitlines()
    assert sum("Sở Tài chính *" in line for line in lines) == 6
    assert any(line.startswith("* cơ quan chủ trì suy ra") for line in lines)
    assert "* cơ quan" not in cchc("list", "-a", "snv", data=SHIPPED).out


def test_joint_row_shows_all_its_leads(cchc) -> None:
    out = cchc("list", "-s", "4.3.1", data=SHIPPED).out
    assert "Sở Kế hoạch và Đầu tư; Sở Tài chính; Sở Tài nguyên và Môi trường; Sở Nông nghiệp" in out


def test_json_record_has_every_promised_key(cchc) -> None:
    row = json.loads(cchc("list", "-s", "6.1", "-f", "json", data=SHIPPED).out)[0]
    assert row == {
        "year": 2024,
        "stt": 40,
        "code": "6.1",
        "name": "Tổ chức thực hiện công tác tài chính - ngân sách",
        "level": "criterion",
        "leads": ["stc"],
        "lead_names": ["Sở Tài chính"],
        "leads_basis": "inferred",
        "answers": ["stc"],
        "support": [],
        "due": None,
        "due_on": None,
        "status": "no_report",
        "late": False,
        "percent": None,
        "max_score": None,
        "leads_reported": 0,
        "leads_live": 1,
        "by_lead": [
            {
                "agency": "stc",
                "status": "no_report",
                "late": False,
                "percent": None,
                "result": None,
                "evidence": [],
                "date": None,
            }
        ],
    }


def test_csv_is_what_excel_with_vietnamese_settings_opens(cchc, home) -> None:
    log = log_of("snv", 'date: 2024-03-01, code: "1.3", status: in_progress, percent: 45')
    others = {
        f"progress/2024/{agency}.yaml": log_of(agency, 'date: 2024-03-01, code: "1.3", status: not_started')
        for agency in ("stc", "skhdt")
    }
    data = home(
        {"progress/2024/snv.yaml": log.replace("45", "46"), **others, "settings.yaml": "label: số liệu minh họa\n"}
    )
    raw = cchc("list", "-f", "csv", "--as-of", "2024-12-31", data=data).raw
    assert raw.startswith(b"\xef\xbb\xbf" + "Năm;STT;Mã;".encode())
    assert raw.endswith(b"\r\n")
    rows = list(csv.DictReader(StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [row["Tiến độ %"] for row in rows] == ["", "", "15,3"]
    assert {row["Nhãn"] for row in rows} == {"số liệu minh họa"}


def test_text_that_looks_like_a_formula_is_guarded_in_csv_and_text_in_xlsx(cchc, home, tmp_path) -> None:
    data = home(
        {
            "criteria.yaml": CRITERIA.replace("name: Thực hiện kế hoạch", "name: '=1+1'").replace(
                "name: Đối thoại", "name: '#N/A'"
            )
        }
    )
    assert ";'=1+1;" in cchc("list", "-f", "csv", data=data).out
    target = tmp_path / "l.xlsx"
    assert cchc("list", "-o", str(target), data=data).code == 0
    cells = [
        cell
        for row in load_workbook(target).worksheets[0].iter_rows()
        for cell in row
        if cell.value in ("=1+1", "#N/A")
    ]
    assert [cell.data_type for cell in cells] == ["s", "s"]


@pytest.mark.parametrize("suffix", ["xlsx", "csv", "json", "md"])
def test_every_suffix_carries_the_same_rows(cchc, tmp_path, suffix) -> None:
    target = tmp_path / f"danh sách.{suffix}"
    ran = cchc("list", "-a", "snv", "-o", str(target), data=SHIPPED)
    assert (ran.code, ran.out) == (0, "")
    if suffix == "xlsx":
        sheet = load_workbook(target).worksheets[0]
        text = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    else:
        text = target.read_text(encoding="utf-8-sig")
    for code in codes(cchc("list", "-a", "snv", "-f", "json", data=SHIPPED)):
        assert code in text


def test_headings_come_with_all(cchc) -> None:
    assert len(codes(cchc("list", "--all", "-f", "json", data=SHIPPED))) == 85
    found = codes(cchc("list", "--all", "-a", "skhdt", "-f", "json", data=SHIPPED))
    assert found == ["1", "1.6", "4", "4.3", "4.3.1", "4.3.2", "4.3.3"]


def test_area_narrows(cchc) -> None:
    assert codes(cchc("list", "--area", "8", "-f", "json", data=SHIPPED)) == ["8.3.3"]


@pytest.mark.parametrize(
    ("wanted", "found"), [("thuỷ lợi", ["1.1"]), ("thủy lợi", ["1.1"]), ("thuy loi", ["1.1"]), ("THOẠI", ["1.2"])]
)
def test_search_ignores_case_tone_placement_and_where_nothing_else_hits_marks(cchc, home, wanted, found) -> None:
    data = home({"criteria.yaml": CRITERIA.replace("Thực hiện kế hoạch", "Công trình Thủy lợi")})
    assert codes(cchc("list", "-s", wanted, "-f", "json", data=data)) == found
    assert "Công trình Thủy lợi" in cchc("list", data=data).out


def test_role_adds_rows_that_an_agency_supports(cchc, home) -> None:
    data = home({"criteria.yaml": CRITERIA.replace("leads: [stc]", "leads: [stc]\n        support: [snv]")})
    assert codes(cchc("list", "-a", "snv", "-f", "json", data=data)) == ["1.1", "1.3"]
    assert codes(cchc("list", "-a", "snv", "--role", "support", "-f", "json", data=data)) == ["1.2"]
    assert codes(cchc("list", "-a", "snv", "--role", "all", "-f", "json", data=data)) == ["1.1", "1.2", "1.3"]
    out = cchc("list", "-a", "snv", "--role", "all", data=data).out
    assert "Đồng chủ trì với Sở Tài chính; Sở Kế hoạch và Đầu tư" in out
    assert "Phối hợp" in out


@pytest.fixture
def reported(home) -> Path:
    criteria = CRITERIA.replace("name: Phân cấp\n", "name: Phân cấp\n        due: 6/2024\n")
    return home(
        {
            "criteria.yaml": criteria,
            "progress/2024/snv.yaml": log_of(
                "snv",
                'date: 2024-03-01, code: "1.3", status: done, evidence: ["1/BC"]',
                'date: 2024-03-01, code: "1.1", status: in_progress',
            ),
        }
    )


@pytest.mark.parametrize("status", ["done", "Hoàn thành", "hoan thanh", "HOÀN THÀNH"])
def test_one_agency_is_filtered_by_its_own_state(cchc, reported, status) -> None:
    assert codes(cchc("list", "-a", "snv", "--status", status, "-f", "json", data=reported)) == ["1.3"]
    assert codes(cchc("list", "--status", status, "-f", "json", data=reported)) == []


def test_json_shows_the_row_even_where_one_agency_is_named(cchc, reported) -> None:
    row = json.loads(cchc("list", "-a", "snv", "--status", "done", "-f", "json", data=reported).out)[0]
    assert (row["status"], row["late"], row["leads_reported"], row["leads_live"]) == ("in_progress", True, 1, 3)
    assert [(lead["status"], lead["late"]) for lead in row["by_lead"]] == [
        ("done", False),
        ("no_report", True),
        ("no_report", True),
    ]


def test_late_goes_by_the_lead_in_view(cchc, reported) -> None:
    assert codes(cchc("list", "--late", "-f", "json", data=reported)) == ["1.3"]
    assert codes(cchc("list", "--late", "-a", "snv", "-f", "json", data=reported)) == []
    assert codes(cchc("list", "--late", "-a", "stc", "-f", "json", data=reported)) == ["1.3"]
    assert codes(cchc("list", "--late", "--as-of", "30/6/2024", "-f", "json", data=reported)) == []


def test_table_says_how_many_leads_have_reported_and_that_a_row_is_late(cchc, reported) -> None:
    assert "Đang thực hiện (1/3 đã báo cáo, quá hạn)" in cchc("list", data=reported).out


def test_year_defaults_to_the_plan_of_the_day(cchc, home) -> None:
    data = home({"criteria-2025.yaml": CRITERIA.replace("2024", "2025")})
    assert "năm 2025" in cchc("list", data=data).out
    assert "năm 2024" in cchc("list", "--as-of", "2024-06-01", data=data).out
    assert "năm 2024" in cchc("list", "-y", "2024", data=data).out


def test_new_agency_is_told_how_many_rows_it_has_taken_over(cchc, home) -> None:
    agencies = AGENCIES.replace("    short: Sở KH&ĐT\n", "    until: 2025-03-01\n    successors: [stc]\n")
    data = home(
        {
            "agencies.yaml": agencies,
            "criteria.yaml": CRITERIA.replace("leads: [snv]\n    criteria", "leads: [skhdt]\n    criteria"),
        }
    )
    ran = cchc("list", "-a", "stc", "--as-of", "2025-03-01", data=data)
    assert "còn tiếp nhận 1 dòng" in ran.out
    assert codes(cchc("list", "-a", "stc", "--as-of", "2025-03-01", "-f", "json", data=data)) == ["1.2", "1.3"]
    assert "còn tiếp nhận" not in cchc("list", "-a", "stc", "--as-of", "2025-02-28", data=data).out
