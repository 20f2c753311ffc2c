import json

import pytest

from conftest import SHIPPED
from homes import AGENCIES, CRITERIA


def test_shipped_data_pass_strictly(cchc) -> None:
    ran = cchc("validate", "--strict", data=SHIPPED)
    assert ran.code == 0
    assert ran.out.endswith("Đã kiểm tra 2 tệp, 85 dòng: 3 thông tin.\n")


def test_text_gives_place_code_and_hint(cchc, home, tmp_path) -> None:
    data = home(
        {
            "criteria.yaml": CRITERIA.replace("leads: [stc]", "leads: [sct]"),
            "agencies.yaml": AGENCIES.replace("name: Sở Tài chính", "nmae: Sở Tài chính"),
        }
    )
    ran = cchc("validate", data=data, cwd=tmp_path)
    assert ran.code == 1
    assert ran.out == (
        "data/agencies.yaml:6:5: lỗi S201 khóa lạ «nmae»\n"
        "  6 |     nmae: Sở Tài chính\n"
        "    |     ^^^^\n"
        "  gợi ý: có phải «name»?\n"
        "data/criteria.yaml:15:17: lỗi A401 cơ quan chủ trì «sct» chưa khai báo\n"
        "  15 |         leads: [sct]\n"
        "     |                 ^^^\n"
        "  gợi ý: có phải «stc»?\n"
        "Đã kiểm tra 2 tệp, 4 dòng: 2 lỗi.\n"
    )


def test_json_has_the_promised_shape(cchc, home, tmp_path) -> None:
    data = home({"criteria.yaml": CRITERIA.replace("stt: 3", "stt: 4")})
    ran = cchc("validate", "-f", "json", data=data, cwd=tmp_path)
    whole = json.loads(ran.out)
    assert (ran.code, whole["errors"], whole["warnings"]) == (0, 0, 1)
    problem = whole["problems"][0]
    assert {key: problem[key] for key in ("file", "line", "column", "code", "severity", "message", "hint")} == {
        "file": "data/criteria.yaml",
        "line": 17,
        "column": 14,
        "code": "T305",
        "severity": "warning",
        "message": "STT 4 đứng sau STT 2",
        "hint": "thiếu STT 3: xem lại văn bản",
    }


def test_strict_makes_warnings_fail_and_infos_never(cchc, home) -> None:
    data = home({"criteria.yaml": CRITERIA.replace("stt: 3", "stt: 4")})
    assert cchc("validate", data=data).code == 0
    assert cchc("validate", "--strict", data=data).code == 1


@pytest.mark.parametrize("name", ["agencies.yaml", "criteria.yaml", "progress/2024/snv.yaml", "progress", "."])
def test_a_path_checks_the_whole_home_it_lies_in(cchc, home, name) -> None:
    data = home(
        {
            "progress/2024/snv.yaml": "year: 2024\nagency: snv\nupdates:\n  - {date: 2024-01-01, code: '9.9', status: done}\n"
        }
    )
    whole = cchc("validate", data=data)
    assert whole.code == 1
    assert cchc("validate", str(data / name)).out == whole.out


def test_output_goes_to_a_file_as_utf8(cchc, tmp_path) -> None:
    target = tmp_path / "kq.json"
    ran = cchc("validate", "-f", "json", "-o", str(target), data=SHIPPED)
    assert (ran.code, ran.out) == (0, "")
    assert json.loads(target.read_text(encoding="utf-8"))["errors"] == 0


def test_explain_gives_why_bad_and_good(cchc) -> None:
    out = cchc("explain", "a401").out
    assert out.startswith("A401 unknown-lead (lỗi)\n")
    assert "Sai:" in out
    assert "Đúng:" in out
    assert cchc("explain", "unknown-lead").out == out
    assert cchc("explain", "A999").code == 2
    assert "A401  unknown-lead: Cơ quan chủ trì phải có" in cchc("explain").out
