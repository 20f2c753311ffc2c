"""Groups of agencies: one lead that reports for itself, whose rows stand in the lists of its members."""

import csv
from datetime import datetime
from io import StringIO
import json
from pathlib import Path

from openpyxl import load_workbook
import pytest

from cchc_cli.cli import log_files, session
from conftest import Ran
from documents import texts
from forms import Form
from homes import log_of

AGENCIES = """\
agencies:
  - {id: snv, name: Sở Nội vụ, short: SNV}
  - {id: stc, name: Sở Tài chính, short: STC}
  - {id: sct, name: Sở Công Thương, short: SCT}
  - {id: csbn, name: "Các sở, ban, ngành", members: [snv, stc]}
"""
CRITERIA = """\
year: 2024
areas:
  - code: "1"
    name: CHỈ ĐẠO ĐIỀU HÀNH
    leads: [snv]
    due: 6/2024
    criteria:
      - {code: "1.1", stt: 1, name: Của một sở}
      - {code: "1.2", stt: 2, name: Của các sở, leads: [csbn]}
      - {code: "1.3", stt: 3, name: Sở cùng nhóm, leads: [snv, csbn]}
      - {code: "1.4", stt: 4, name: Nhóm phối hợp, leads: [sct], support: [csbn]}
"""
GROUP_LOG = log_of("csbn", 'date: 2024-03-01, code: "1.2", status: done, evidence: ["1/BC"]')
DAY = ("--as-of", "2024-08-01")


@pytest.fixture
def data(home) -> Path:
    return home({"agencies.yaml": AGENCIES, "criteria.yaml": CRITERIA, "progress/2024/csbn.yaml": GROUP_LOG})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "ra"
    made.mkdir()
    return made


def cells(ran: Ran) -> list[dict[str, str]]:
    assert ran.code == 0, ran.err
    return list(csv.DictReader(StringIO(ran.raw.decode("utf-8-sig"), newline=""), delimiter=";"))


def listed(cchc, data: Path, *args: str) -> list[tuple[str, str | None]]:
    """The codes of a list, each with why it stands there."""
    return [(row["Mã"], row.get("Tư cách")) for row in cells(cchc("list", *args, *DAY, "-f", "csv", data=data))]


def sheet_texts(path: Path) -> list[list[str]]:
    rows = load_workbook(path).worksheets[0].iter_rows(values_only=True)
    return [[str(cell) for cell in row if cell is not None] for row in rows if any(row)]


MEMBER = "thành viên của Các sở, ban, ngành"


def test_row_of_a_group_stands_in_the_list_of_each_member_and_counts_for_the_group(cchc, data) -> None:
    assert listed(cchc, data, "-a", "stc") == [("1.2", MEMBER), ("1.3", MEMBER)]
    assert listed(cchc, data, "-a", "snv") == [("1.1", ""), ("1.2", MEMBER), ("1.3", "")]
    assert listed(cchc, data, "-a", "sct") == [("1.4", None)]
    assert listed(cchc, data, "-a", "csbn") == [("1.2", None), ("1.3", None)]
    out = cchc("list", "-a", "snv", *DAY, data=data).out
    assert "2 dòng của Sở Nội vụ (kế hoạch" in out
    assert "Thêm 1 dòng của Các sở, ban, ngành mà cơ quan là thành viên: nhóm báo cáo, không tính" in out
    assert "Các sở, ban, ngành gồm: Sở Nội vụ; Sở Tài chính." in cchc("list", "-a", "csbn", *DAY, data=data).out


def test_group_that_supports_a_row_brings_it_to_its_members(cchc, data) -> None:
    assert listed(cchc, data, "-a", "stc", "--role", "support") == [("1.4", MEMBER)]


def test_member_is_shown_and_filtered_by_the_state_of_the_group(cchc, data) -> None:
    assert listed(cchc, data, "-a", "stc", "--status", "done") == [("1.2", MEMBER)]
    assert listed(cchc, data, "-a", "stc", "--late") == [("1.3", MEMBER)]


def test_json_says_why_the_row_is_there(cchc, data) -> None:
    rows = json.loads(cchc("list", "-a", "snv", *DAY, "-f", "json", data=data).out)
    assert "via" not in rows[0]
    assert rows[1]["via"] == [{"agency": "snv", "kind": "member", "of": "csbn", "role": "lead", "answers": ["csbn"]}]
    assert rows[1]["leads"] == rows[1]["answers"] == ["csbn"]


def test_rows_are_counted_once_and_under_the_group(cchc, data) -> None:
    ran = cchc("agencies", *DAY, "-f", "json", data=data)
    assert {one["id"]: one["rows"] for one in json.loads(ran.out)} == {"snv": 2, "stc": 0, "sct": 1, "csbn": 2}
    assert json.loads(ran.out)[-1]["members"] == ["snv", "stc"]
    said = cchc("agencies", *DAY, data=data).out
    assert "Dòng của nhóm cơ quan tính cho nhóm, không tính cho từng thành viên." in said
    assert "4 dòng (kế hoạch" in cchc("list", *DAY, data=data).out
    status = json.loads(cchc("status", *DAY, "-f", "json", data=data).out)
    assert status["rows"] == 4
    assert (status["answered"], status["not_answered"]) == ([], ["snv", "csbn", "sct"])


@pytest.mark.parametrize("members", ["all", "[snv, khoi]"])
def test_all_and_groups_within_groups_are_opened(cchc, home, members) -> None:
    agencies = AGENCIES.replace("[snv, stc]", members)
    more = "  - {id: khoi, name: Khối kinh tế, members: [stc, sct]}\n"
    data = home({"agencies.yaml": agencies + more, "criteria.yaml": CRITERIA})
    assert listed(cchc, data, "-a", "sct") == [("1.2", MEMBER), ("1.3", MEMBER), ("1.4", "")]
    assert listed(cchc, data, "-a", "khoi") == []


def test_all_are_those_that_exist_on_the_day(cchc, home) -> None:
    agencies = AGENCIES.replace("[snv, stc]", "all").replace("short: STC}", "short: STC, until: 2024-08-01}")
    agencies = agencies.replace("short: SCT}", "short: SCT, from: 2024-08-01}")
    data = home({"agencies.yaml": agencies, "criteria.yaml": CRITERIA})
    assert listed(cchc, data, "-a", "stc") == []
    assert len(listed(cchc, data, "-a", "sct")) == 3
    before = ("--as-of", "2024-07-31", "-f", "csv")
    assert len(cells(cchc("list", "-a", "stc", *before, data=data))) == 2
    assert len(cells(cchc("list", "-a", "sct", *before, data=data))) == 1


def test_with_current_the_successor_of_a_member_stands_in_its_place(cchc, home) -> None:
    ended = AGENCIES.replace("short: STC}", "short: STC, until: 2024-07-01, successors: [sct]}")
    data = home({"agencies.yaml": ended, "criteria.yaml": CRITERIA})
    assert listed(cchc, data, "-a", "sct") == [("1.4", None)]
    assert listed(cchc, data, "-a", "sct", "--current") == [("1.2", MEMBER), ("1.3", MEMBER), ("1.4", "")]
    assert listed(cchc, data, "-a", "stc") == [("1.2", MEMBER), ("1.3", MEMBER)]
    assert listed(cchc, data, "-a", "stc", "--current") == []


def test_group_that_gave_way_to_another_leaves_its_rows_to_that(cchc, home) -> None:
    later = AGENCIES.replace("members: [snv, stc]}", "members: [snv, stc], until: 2024-07-01, successors: [moi]}")
    data = home(
        {
            "agencies.yaml": later + "  - {id: moi, name: Các cơ quan mới, members: [sct]}\n",
            "criteria.yaml": CRITERIA,
        }
    )
    assert listed(cchc, data, "-a", "moi", "--current") == [
        ("1.2", "kế thừa từ Các sở, ban, ngành"),
        ("1.3", "kế thừa từ Các sở, ban, ngành"),
    ]
    assert listed(cchc, data, "-a", "sct", "--current")[0] == ("1.2", "thành viên của Các cơ quan mới")
    assert listed(cchc, data, "-a", "stc", "--current") == []


def test_lists_of_members_have_the_row_and_forms_only_the_groups(cchc, data, folder) -> None:
    assert cchc("export", "-o", str(folder), *DAY, data=data).code == 0
    assert sorted(path.stem for path in folder.iterdir()) == ["csbn", "sct", "snv", "stc"]
    told = sheet_texts(folder / "stc.xlsx")
    assert ["2", "1.2", "Của các sở", "Thành viên của Các sở, ban, ngành", "6/2024"] in told
    assert ["4", "1.4", "Nhóm phối hợp", "Phối hợp; thành viên của Các sở, ban, ngành", "6/2024"] in told
    assert any(line[0].startswith("Chủ trì 0 dòng, phối hợp 0 dòng. Thêm 3 dòng của Các sở") for line in told)
    forms = folder / "phieu"
    forms.mkdir()
    assert cchc("export", "--form", "-o", str(forms), *DAY, data=data).code == 0
    assert sorted(path.stem for path in forms.iterdir()) == ["csbn", "sct", "snv"]
    assert "1.2" not in [line[1] for line in sheet_texts(forms / "snv.xlsx") if len(line) > 1]


def test_form_of_a_group_comes_back_into_its_own_log(cchc, data, folder, monkeypatch) -> None:
    for module in (session, log_files):
        monkeypatch.setattr(module, "now", lambda: datetime(2024, 8, 1, 12))
    target = folder / "csbn.xlsx"
    assert cchc("export", "--form", "-a", "Các sở, ban, ngành", "-o", str(target), *DAY, data=data).code == 0
    Form(target.read_bytes()).put("1.3", "Trạng thái", "Đang thực hiện").save(target)
    assert cchc("import", str(target), "--yes", data=data).code == 0
    assert 'code: "1.3"' in (data / "progress/2024/csbn.yaml").read_text(encoding="utf-8")
    row = json.loads(cchc("list", "-s", "1.3", "-f", "json", data=data).out)[0]
    assert [(one["agency"], one["status"]) for one in row["by_lead"]] == [("snv", "no_report"), ("csbn", "in_progress")]


def test_member_does_not_report_for_its_group(cchc, home, data) -> None:
    ran = cchc("progress", "set", "1.2", "-a", "stc", "--status", "done", "--date", "2024-03-01", data=data)
    assert ran.code == 2
    assert "«Sở Tài chính» không trả lời cho dòng «1.2»" in ran.err
    assert "nhóm báo cáo, thành viên không báo cáo thay: -a csbn" in ran.err
    update = log_of("stc", 'date: 2024-03-01, code: "1.2", status: not_met')
    wrong = home({"agencies.yaml": AGENCIES, "criteria.yaml": CRITERIA, "progress/2024/stc.yaml": update})
    checked = cchc("validate", data=wrong)
    assert checked.code == 1
    assert "nhóm «Các sở, ban, ngành» báo cáo, thành viên không báo cáo thay" in checked.out


def test_due_and_letters_go_to_the_group_as_one(cchc, data, folder) -> None:
    ran = cchc("due", "--letters", str(folder), *DAY, "-f", "csv", data=data)
    assert [(row["id"], row["Mã"]) for row in cells(ran)] == [
        ("snv", "1.1"),
        ("snv", "1.3"),
        ("sct", "1.4"),
        ("csbn", "1.3"),
    ]
    assert sorted(path.stem for path in folder.iterdir()) == ["csbn", "sct", "snv"]
    told = texts(folder / "csbn.docx")
    assert "Kính gửi: Các sở, ban, ngành" in told
    assert "Các sở, ban, ngành gồm: Sở Nội vụ; Sở Tài chính." in told
    said = cchc("due", "-a", "stc", *DAY, data=data).out
    assert "Sở Tài chính là thành viên của Các sở, ban, ngành: 1 dòng quá hạn, sắp đến hạn của nhóm không nằm" in said
    assert "Quá hạn 0 dòng" in said


def test_report_has_the_row_in_the_part_of_a_member_but_not_in_its_figures(cchc, data, folder) -> None:
    assert cchc("report", "-o", str(folder / "r.json"), *DAY, data=data).code == 0
    record = json.loads((folder / "r.json").read_text(encoding="utf-8"))
    assert {one["id"]: one["total"] for one in record["agencies"]} == {"snv": 2, "sct": 1, "csbn": 2}
    assert record["total"] == 4
    assert cchc("report", "-o", str(folder / "r.xlsx"), *DAY, data=data).code == 0
    sheet = load_workbook(folder / "r.xlsx")["SNV"]
    told = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert "Thành viên của Các sở, ban, ngành" in told
    assert "Hoàn thành 0/2 dòng" in " ".join(told)
    assert cchc("report", "-a", "snv", "-o", str(folder / "s.json"), *DAY, data=data).code == 0
    assert json.loads((folder / "s.json").read_text(encoding="utf-8"))["total"] == 2
    assert cchc("report", "-a", "snv", "-o", str(folder / "s.xlsx"), *DAY, data=data).code == 0
    sheet = load_workbook(folder / "s.xlsx")["SNV"]
    assert "Thành viên của Các sở, ban, ngành" in [cell for row in sheet.iter_rows(values_only=True) for cell in row]


def test_show_names_the_members(cchc, data) -> None:
    assert "Các sở, ban, ngành gồm: Sở Nội vụ; Sở Tài chính" in cchc("show", "1.2", data=data).out
    assert json.loads(cchc("show", "1.2", "-f", "json", data=data).out)["members"] == {"csbn": ["snv", "stc"]}


def test_group_without_members_is_a_lead_like_any(cchc, home) -> None:
    data = home({"agencies.yaml": AGENCIES.replace("[snv, stc]", "[]"), "criteria.yaml": CRITERIA})
    assert listed(cchc, data, "-a", "csbn") == [("1.2", None), ("1.3", None)]
    assert listed(cchc, data, "-a", "stc") == []
    assert "chưa ghi thành viên" in cchc("list", "-a", "csbn", data=data).out


def test_member_that_ended_is_told_by_who_took_over(cchc, home) -> None:
    agencies = (
        "agencies:\n  - {id: stc, name: Sở Tài chính}\n  - {id: snv, name: Sở Nội vụ}\n"
        "  - {id: skhdt, name: Sở Kế hoạch và Đầu tư, until: 2025-03-01, successors: [stc]}\n"
        "  - {id: nhom, name: Các sở, members: [snv, skhdt]}\n"
    )
    plan = 'year: 2024\nareas:\n  - {code: "1", stt: 1, name: A, leads: [nhom]}\n'
    data = home({"agencies.yaml": agencies, "criteria.yaml": plan})
    asked = ("list", "-a", "nhom", "--as-of", "2025-06-01")
    assert "Các sở gồm: Sở Nội vụ; Sở Kế hoạch và Đầu tư." in cchc(*asked, data=data).out
    assert "Các sở gồm: Sở Nội vụ; Sở Tài chính." in cchc(*asked, "--current", data=data).out


def test_all_does_not_open_other_groups_and_no_member_stands_twice(cchc, home) -> None:
    agencies = AGENCIES.replace("members: [snv, stc]", "members: all") + (
        "  - {id: cu, name: Sở Cũ, until: 2024-02-01, successors: [sct]}\n"
        "  - {id: hai, name: Hai nhóm, members: [ba, snv, cu]}\n"
        "  - {id: ba, name: Nhóm ba, members: [snv, stc]}\n"
    )
    plan = CRITERIA.replace("leads: [snv, csbn]", "leads: [csbn, hai]")
    data = home({"agencies.yaml": agencies, "criteria.yaml": plan})
    members = json.loads(cchc("show", "1.3", *DAY, "-f", "json", data=data).out)["members"]
    assert members == {"csbn": ["snv", "stc", "sct"], "hai": ["snv", "stc", "cu"]}


def test_row_that_a_member_also_supports_counts_for_it(cchc, home) -> None:
    plan = CRITERIA.replace("leads: [csbn]}", "leads: [csbn], support: [stc]}")
    data = home({"agencies.yaml": AGENCIES, "criteria.yaml": plan})
    out = cchc("list", "-a", "stc", "--role", "all", *DAY, data=data).out
    assert "\n1 dòng của Sở Tài chính" in out
    assert "Thêm 2 dòng" in out


def test_group_that_is_asked_for_beside_its_member_is_not_missing(cchc, data) -> None:
    missing = "không nằm trong bảng này"
    assert missing in cchc("due", "-a", "stc", *DAY, data=data).out
    assert missing not in cchc("due", "-a", "stc", "-a", "csbn", *DAY, data=data).out
