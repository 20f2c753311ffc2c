from collections.abc import Callable
import json
from pathlib import Path

from conftest import Ran
from homes import CRITERIA, log_of

Cchc = Callable[..., Ran]
Make = Callable[..., Path]

SPLIT = """\
agencies:
  - id: snv
    name: Sở Nội vụ
  - id: stc
    name: Sở Tài chính
  - id: skhdt
    name: Sở Kế hoạch và Đầu tư
    until: 2025-03-01
    successors: [stc]
  - id: sttt
    name: Sở Thông tin và Truyền thông
    until: 2025-03-01
    successors: [skhcn, svh]
    answers: {"2.2": svh}
  - id: skhcn
    name: Sở Khoa học và Công nghệ
    from: 2025-03-01
  - id: svh
    name: Sở Văn hóa, Thể thao và Du lịch
    from: 2025-03-01
"""
PLAN = """\
year: 2024
plan:
  title: KẾ HOẠCH NĂM 2024
  number: 5/KH-UBND
  issued: 2024-06-28
  issuer: UBND tỉnh
  set: 876/QĐ-BNV
  due: 2024
areas:
  - code: "1"
    name: MỘT
    leads: [skhdt]
    criteria:
      - code: "1.1"
        stt: 1
        name: Một một
        due: 2024-02-29
      - code: "1.2"
        stt: 2
        name: Một hai
        leads: [snv, skhdt, stc]
        support: [skhdt, snv]
        due: Thường xuyên
        max_score: 1.50
      - code: "1.3"
        stt: 3
        name: Một ba
        leads: [snv]
        due: 2024 - 2025
        reassigned: {lead: stc, to: snv, from: 2024-09-01, by: QĐ 1}
  - code: "2"
    name: HAI
    leads: [sttt]
    criteria:
      - code: "2.1"
        stt: 4
        name: Hai một
      - code: "2.2"
        stt: 5
        name: Hai hai
"""
NEW = """\
year: 2025
plan:
  title: null
  number: null
  issuer: UBND tỉnh
  set: 876/QĐ-BNV
  due: "2025"
areas:
  - code: "1"
    name: MỘT
    leads: [stc]
    criteria:
      - code: "1.1"
        stt: 1
        name: Một một
        due: "2025-02-28"
      - code: "1.2"
        stt: 2
        name: Một hai
        leads: [snv, stc]
        due: Thường xuyên
        max_score: 1.50
      - code: "1.3"
        stt: 3
        name: Một ba
        leads: [snv]
        due: 2025 - 2026
  - code: "2"
    name: HAI
    leads: [skhcn, svh]
    criteria:
      - code: "2.1"
        stt: 4
        name: Hai một
      - code: "2.2"
        stt: 5
        name: Hai hai
        leads: [svh]
"""


def test_next_plan_is_led_by_who_answers_with_its_dates_a_year_on(cchc: Cchc, home: Make) -> None:
    folder = home({"agencies.yaml": SPLIT, "criteria.yaml": PLAN})
    ran = cchc("new-year", "2025", "--as-of", "2025-06-01", "-f", "json", data=folder)
    assert ran.code == 0, ran.err
    assert (folder / "criteria-2025.yaml").read_text(encoding="utf-8").partition("validate --strict\n")[2] == NEW
    assert [(one["point"], one["code"]) for one in json.loads(ran.out)] == [
        ("head", None),
        ("due", None),
        ("carried", "1.1"),
        ("due", "1.1"),
        ("carried", "1.2"),
        ("support", "1.2"),
        ("due", "1.3"),
        ("decided", "1.3"),
        ("undecided", "2.1"),
        ("carried", "2.2"),
    ]
    assert cchc("validate", data=folder).code == 0


def test_progress_is_left_behind(cchc: Cchc, home: Make) -> None:
    log = log_of("snv", 'date: 2024-06-01, code: "1.1", status: done, evidence: ["1/BC"]')
    folder = home({"progress/2024/snv.yaml": log})
    assert cchc("new-year", "2025", data=folder).code == 0
    rows = json.loads(cchc("list", "-y", "2025", "-f", "json", data=folder).out)
    assert {row["status"] for row in rows} == {"no_report"}
    assert [row["code"] for row in rows] == ["1.1", "1.2", "1.3"]


def test_before_the_agencies_end_their_own_leads_stay(cchc: Cchc, home: Make) -> None:
    folder = home({"agencies.yaml": SPLIT, "criteria.yaml": PLAN})
    assert cchc("new-year", "2025", "--as-of", "2025-01-15", data=folder).code == 0
    assert "leads: [skhdt]" in (folder / "criteria-2025.yaml").read_text(encoding="utf-8")


def test_texts_that_name_the_old_year_are_told(cchc: Cchc, home: Make) -> None:
    folder = home({"criteria.yaml": CRITERIA.replace("name: Đối thoại", "name: Đối thoại năm 2024")})
    found = json.loads(cchc("new-year", "2026", "-f", "json", data=folder).out)
    assert [(one["code"], one["before"]) for one in found if one["point"] == "old_year"] == [
        ("1.2", "Đối thoại năm 2024")
    ]


def test_nothing_is_written_over(cchc: Cchc, home: Make, tmp_path: Path) -> None:
    folder = home()
    assert cchc("new-year", "2024", data=folder).code == 2
    assert cchc("new-year", "2020", data=folder).code == 2
    other = tmp_path / "khac.yaml"
    other.write_text("x", encoding="utf-8")
    ran = cchc("new-year", "2025", "-o", str(other), data=folder)
    assert (ran.code, other.read_text(encoding="utf-8")) == (3, "x")
    assert cchc("new-year", "2025", "-o", str(tmp_path / "moi.yaml"), data=folder).code == 0
    assert not (folder / "criteria-2025.yaml").exists()


def test_what_to_check_is_told_in_words(cchc: Cchc, home: Make) -> None:
    folder = home({"agencies.yaml": SPLIT, "criteria.yaml": PLAN})
    out = cchc("new-year", "2025", "--as-of", "2025-06-01", data=folder).out
    assert "chủ trì chuyển cho cơ quan kế thừa" in out
    assert "Sở Kế hoạch và Đầu tư" in out
    assert "nhiều cơ quan kế thừa, chưa quyết định: 1" in out


def test_shipped_plan_goes_on_as_it_is(cchc: Cchc, tmp_path: Path) -> None:
    assert cchc("init", str(tmp_path)).code == 0
    data = tmp_path / "data"
    assert cchc("new-year", "2025", data=data).code == 0
    before = json.loads(cchc("list", "-y", "2024", "-f", "json", data=data).out)
    after = json.loads(cchc("list", "-y", "2025", "-f", "json", data=data).out)
    assert [{**row, "year": 2024} for row in after] == before


def test_agency_that_is_no_more_and_left_its_rows_to_nobody_is_told(cchc: Cchc, home: Make) -> None:
    agencies = SPLIT.replace("    successors: [stc]\n", "")
    folder = home({"agencies.yaml": agencies, "criteria.yaml": PLAN})
    ran = cchc("new-year", "2025", "--as-of", "2025-06-01", "-f", "json", data=folder)
    assert [(one["code"], one["before"], one["after"]) for one in json.loads(ran.out) if one["point"] == "ended"] == [
        ("1.1", ["skhdt"], []),
        ("1.2", ["skhdt"], []),
    ]
    assert cchc("validate", "--strict", data=folder).code == 0
    (folder / "criteria-2025.yaml").unlink()
    told = cchc("new-year", "2025", "--as-of", "2025-06-01", data=folder).out
    assert "đã thôi hoạt động, chưa ghi cơ quan tiếp nhận: 2" in told


def test_heading_gets_no_lead_of_its_own_and_numbers_are_no_years(cchc: Cchc, home: Make) -> None:
    below = """\
      - code: "2.3"
        name: Đề mục
        subcriteria:
          - code: "2.3.1"
            stt: 6
            name: Con
            due: theo văn bản 120240/VP
"""
    agencies = SPLIT.replace('answers: {"2.2": svh}', 'answers: {"2.2": svh, "2.3": svh}')
    folder = home({"agencies.yaml": agencies, "criteria.yaml": PLAN + below})
    assert cchc("new-year", "2025", "--as-of", "2025-06-01", data=folder).code == 0
    assert (folder / "criteria-2025.yaml").read_text(encoding="utf-8").endswith(below)


def test_supports_that_merged_stand_once_and_words_without_a_year_are_told(cchc: Cchc, home: Make) -> None:
    plan = PLAN.replace("leads: [snv, skhdt, stc]", "leads: [snv]").replace(
        "support: [skhdt, snv]", "support: [skhdt, stc]"
    )
    plan = plan.replace("Thường xuyên", "Khi có hướng dẫn")
    folder = home({"agencies.yaml": SPLIT, "criteria.yaml": plan})
    ran = cchc("new-year", "2025", "--as-of", "2025-06-01", "-f", "json", data=folder)
    assert "support: [stc]\n" in (folder / "criteria-2025.yaml").read_text(encoding="utf-8")
    kept = [(one["code"], one["before"], one["after"]) for one in json.loads(ran.out) if one["point"] == "due_kept"]
    assert kept == [("1.2", "Khi có hướng dẫn", "Khi có hướng dẫn")]


def test_day_of_the_leads_lies_in_the_year_of_the_plan(cchc: Cchc, home: Make) -> None:
    agencies = SPLIT.replace("2025-03-01", "2098-01-01")
    folder = home({"agencies.yaml": agencies, "criteria.yaml": PLAN})
    assert cchc("new-year", "2098", data=folder).err.endswith("chủ trì tính ngày 01/01/2098.\n")
    assert "leads: [skhdt]" not in (folder / "criteria-2098.yaml").read_text(encoding="utf-8")
    assert cchc("new-year", "2025", data=folder).err.endswith("chủ trì tính ngày 31/12/2025.\n")


def test_dates_move_by_as_many_years_as_lie_between_the_plans(cchc: Cchc, home: Make) -> None:
    folder = home({"agencies.yaml": SPLIT, "criteria.yaml": PLAN})
    ran = cchc("new-year", "2026", "-f", "json", data=folder)
    moved = [(one["before"], one["after"]) for one in json.loads(ran.out) if one["point"] == "due"]
    assert moved[:2] == [("2024", "2026"), ("2024-02-29", "2026-02-28")]
