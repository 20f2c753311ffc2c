"""`cchc status`: the plan at a glance, and what to do next."""

import json
import os
from pathlib import Path

import pytest

from conftest import ROOT, SHIPPED
from homes import AGENCIES, CRITERIA, log_of

ASKED = ("--as-of", "2024-07-01")
LATE = CRITERIA.replace("name: Thực hiện kế hoạch\n", "name: Thực hiện kế hoạch\n        due: 15/6/2024\n").replace(
    "name: Phân cấp\n", "name: Phân cấp\n        due: Tháng 7/2024\n"
)
SNV_H1 = 'date: 2024-06-20, code: "1.3", status: done, period: h1'
RETURN = "returns:\n  - {{period: h1, date: {}, by: Phòng CCHC}}\n"


def returned(agency: str, day: str = "2024-06-28") -> str:
    return f"year: 2024\nagency: {agency}\n{RETURN.format(day)}"


@pytest.fixture
def busy(home) -> Path:
    """A row late, one due soon, one that is standing; a warning; one agency of three has answered."""
    return home(
        {
            "criteria.yaml": LATE.replace("name: Đối thoại\n", "name: Đối thoại\n        due: Thường xuyên\n"),
            "settings.yaml": "label: SỐ LIỆU MINH HỌA\nperiods:\n  h1: 14/6\n",
            "progress/2024/snv.yaml": log_of("snv", SNV_H1, 'date: 2024-06-20, code: "1.1", status: done')
            + '  - {date: 2024-06-21, code: "1.1", status: in_progress, percent: 60}\n',
        }
    )


def status_of(cchc, data: Path, *args: str) -> dict:
    ran = cchc("status", *args, "-f", "json", data=data)
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def commands_of(cchc, data: Path, *args: str) -> list[str]:
    """The command lines to run next, in the folder of the data."""
    ran = cchc("status", *args, "-f", "json", cwd=data.parent)
    return json.loads(ran.out)["next"]


def test_plan_without_progress_reads_well(cchc, snapshot) -> None:
    ran = cchc("status", *ASKED, cwd=ROOT)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == snapshot


def test_busy_plan_is_told_in_order(cchc, busy, snapshot) -> None:
    ran = cchc("status", *ASKED, cwd=busy.parent)
    assert ran.err == ""  # that there are warnings stands on the page
    assert ran.out == snapshot


def test_markdown_is_the_same_page(cchc, busy, snapshot) -> None:
    assert cchc("status", *ASKED, "-f", "md", cwd=busy.parent).out == snapshot


def test_json_has_every_key(cchc, busy, snapshot) -> None:
    assert json.loads(cchc("status", *ASKED, "-f", "json", cwd=busy.parent).out) == snapshot


@pytest.mark.parametrize("suffix", ["json", "md"])
def test_output_file_holds_what_the_format_prints(cchc, busy, tmp_path, suffix) -> None:
    target = tmp_path / f"tình hình.{suffix}"
    ran = cchc("status", *ASKED, "-o", str(target), data=busy)
    assert (ran.code, ran.out) == (0, "")
    assert target.read_bytes() == cchc("status", *ASKED, "-f", suffix, data=busy).raw


@pytest.mark.parametrize("args", [("-o", "x.csv"), ("-f", "md", "-o", "x.json"), ("--days", "-1"), ("--days", "9999")])
def test_wrong_options_are_exit_2_and_write_nothing(cchc, tmp_path, args) -> None:
    assert cchc("status", *args, data=SHIPPED, cwd=tmp_path).code == 2
    assert list(tmp_path.iterdir()) == []


def test_counts_are_those_of_the_lists(cchc, busy) -> None:
    record = status_of(cchc, busy, *ASKED)
    rows = json.loads(cchc("list", *ASKED, "-f", "json", data=busy).out)
    late = json.loads(cchc("list", "--late", *ASKED, "-f", "json", data=busy).out)
    assert record["rows"] == len(rows)
    assert [one["code"] for one in record["late"]] == [one["code"] for one in late]
    for state, number in record["states"].items():
        assert number == sum(row["status"] == state for row in rows)


@pytest.mark.parametrize(
    ("day", "days", "late", "soon"),
    [
        ("2024-06-15", 30, [], ["1.1"]),
        ("2024-06-15", 0, [], ["1.1"]),
        ("2024-06-14", 0, [], []),
        ("2024-06-16", 45, ["1.1"], ["1.3"]),
        ("2024-06-16", 44, ["1.1"], []),
        ("2024-08-01", 30, ["1.1", "1.3"], []),
    ],
)
def test_due_soon_runs_from_the_day_to_the_last_of_the_days_asked_for(cchc, home, day, days, late, soon) -> None:
    record = status_of(cchc, home({"criteria.yaml": LATE}), "--as-of", day, "--days", str(days))
    assert [one["code"] for one in record["late"]] == late
    assert [one["code"] for one in record["due_soon"]] == soon


@pytest.mark.parametrize("status", ["done, evidence: [1/BC]", "not_applicable"])
def test_row_with_nothing_left_to_do_is_neither_late_nor_due_soon(cchc, home, status) -> None:
    log = log_of("snv", f'date: 2024-03-01, code: "1.1", status: {status}')
    data = home({"criteria.yaml": LATE, "progress/2024/snv.yaml": log})
    for day in ("2024-06-10", "2024-06-16"):
        record = status_of(cchc, data, "--as-of", day, "--days", "10")
        assert (record["late"], record["due_soon"]) == ([], [])


def test_late_joint_row_names_only_those_who_have_still_to_meet_it(cchc, home) -> None:
    log = log_of("snv", 'date: 2024-03-01, code: "1.3", status: done, evidence: [1/BC]')
    data = home({"criteria.yaml": LATE, "progress/2024/snv.yaml": log})
    late = status_of(cchc, data, "--as-of", "2024-08-05")["late"]
    assert [(one["code"], one["answers"], one["days_left"]) for one in late] == [
        ("1.1", ["snv"], -51),
        ("1.3", ["stc", "skhdt"], -5),
    ]
    out = cchc("status", "--as-of", "2024-08-05", data=data).out
    assert "Phân cấp (STC, Sở KH&ĐT): quá hạn 5 ngày" in out


def test_only_the_first_rows_are_on_the_screen_and_all_in_the_record(cchc, home) -> None:
    criteria = CRITERIA.replace("title: Kế hoạch mẫu", "title: Kế hoạch mẫu\n  due: 3/2024")
    data = home({"criteria.yaml": f'{criteria}      - code: "1.4"\n        stt: 4\n        name: Dòng thứ tư\n'})
    out = cchc("status", *ASKED, data=data).out
    assert ("4 dòng quá hạn" in out, "Dòng thứ tư" in out) == (True, False)
    assert len(status_of(cchc, data, *ASKED)["late"]) == 4


def test_deadlines_that_name_no_day_are_why_nothing_is_late(cchc, home) -> None:
    criteria = CRITERIA.replace("title: Kế hoạch mẫu", "title: Kế hoạch mẫu\n  due: Thường xuyên")
    out = cchc("status", *ASKED, data=home({"criteria.yaml": criteria})).out
    assert "không thời hạn nào ghi ngày (3 dòng thường xuyên), nên không có dòng quá hạn" in out


@pytest.mark.parametrize(
    ("day", "period", "closing"),
    [
        ("2024-01-15", "q1", "2024-03-31"),
        ("2024-03-31", "q1", "2024-03-31"),
        ("2024-06-13", "q1", "2024-03-31"),
        ("2024-06-14", "h1", "2024-06-14"),
        ("2025-02-01", "year", "2024-12-31"),
    ],
)
def test_period_asked_for_is_the_last_that_is_closed(cchc, home, day, period, closing) -> None:
    record = status_of(cchc, home({"settings.yaml": "periods:\n  h1: 14/6\n"}), "--as-of", day)
    assert (record["period"], record["closing_day"]) == (period, closing)


def test_answer_counts_from_its_day_on(cchc, home) -> None:
    data = home({"progress/2024/stc.yaml": returned("stc", "2024-07-02")})
    assert status_of(cchc, data, "--as-of", "2024-07-01")["answered"] == []
    assert status_of(cchc, data, "--as-of", "2024-07-02")["answered"] == ["stc"]


def test_successor_is_asked_in_place_of_an_agency_that_is_no_more(cchc, home) -> None:
    agencies = AGENCIES.replace("    short: Sở KH&ĐT\n", "    until: 2025-03-01\n    successors: [stc]\n")
    criteria = LATE.replace("leads: [snv]\n    criteria", "leads: [skhdt]\n    criteria")
    data = home({"agencies.yaml": agencies, "criteria.yaml": criteria})
    before = status_of(cchc, data, "--as-of", "2025-02-28")
    after = status_of(cchc, data, "--as-of", "2025-03-01")
    assert before["not_answered"] == ["skhdt", "stc", "snv"]
    assert after["not_answered"] == ["stc", "snv"]
    assert [one["answers"] for one in after["late"]] == [["stc"], ["snv", "stc"]]
    assert after["late"][0]["leads"] == ["skhdt"]
    assert "Sở Kế hoạch và Đầu tư" not in cchc("status", "--as-of", "2025-03-01", data=data).out


def test_who_took_over_has_answered_where_all_that_it_took_over_from_had(cchc, home) -> None:
    """They reported while they existed; nobody is chased for it after the merger."""
    agencies = (
        "agencies:\n  - {id: stnmt, name: Sở TNMT, until: 2025-03-01, successors: [snnmt]}\n"
        "  - {id: snn, name: Sở NN, until: 2025-03-01, successors: [snnmt]}\n"
        "  - {id: snnmt, name: Sở NNMT, from: 2025-03-01}\n"
    )
    plan = (
        'year: 2024\nareas:\n  - code: "1"\n    name: A\n    criteria:\n'
        '      - {code: "1.1", stt: 1, name: B, leads: [stnmt]}\n      - {code: "1.2", stt: 2, name: C, leads: [snn]}\n'
    )

    def answers(*logs: tuple[str, str]) -> dict:
        entries = {
            f"progress/2024/{agency}.yaml": log_of(
                agency, f'date: 2024-12-30, code: "{code}", status: done, period: year'
            )
            for agency, code in logs
        }
        data = home({"agencies.yaml": agencies, "criteria.yaml": plan, **entries})
        return status_of(cchc, data, "--as-of", "2025-06-01")

    one = answers(("stnmt", "1.1"))
    assert (one["answered"], one["not_answered"]) == ([], ["snnmt"])
    both = answers(("stnmt", "1.1"), ("snn", "1.2"))
    assert (both["answered"], both["not_answered"]) == (["snnmt"], [])


def test_nobody_has_answered_so_forms_are_sent(cchc, home) -> None:
    assert commands_of(cchc, home(), *ASKED) == ["cchc export --form --period h1 -o phieu/"]


def test_some_have_not_answered_so_forms_are_read(cchc, home) -> None:
    data = home({"progress/2024/stc.yaml": returned("stc")})
    assert commands_of(cchc, data, *ASKED) == ["cchc import phieu-nhan/"]


def test_every_suggestion_for_a_plan_under_way_can_be_run(cchc, home) -> None:
    criteria = CRITERIA.replace("name: Đối thoại\n", "name: Đối thoại\n        due: 5/2024\n")
    data = home({"criteria.yaml": criteria})
    for folder in ("phieu", "thu-nhac"):
        (data.parent / folder).mkdir()
    letters, forms = commands_of(cchc, data, *ASKED)
    assert (letters, forms) == (
        "cchc due --as-of 2024-07-01 --letters thu-nhac/",
        "cchc export --form --period h1 -o phieu/",
    )
    for suggested in (letters, forms):
        assert cchc(*suggested.split()[1:], cwd=data.parent).code == 0
    assert [path.name for path in (data.parent / "thu-nhac").iterdir()] == ["stc.docx"]
    (data.parent / "phieu").rename(data.parent / "phieu-nhan")
    assert cchc("import", "phieu-nhan/snv.xlsx", "--yes", "--as", "2024-07-01", cwd=data.parent).code == 0
    [_, reading] = commands_of(cchc, data, *ASKED)
    assert cchc(*reading.split()[1:], "--yes", "--as", "2024-07-01", cwd=data.parent).code == 0
    [_, report] = commands_of(cchc, data, *ASKED)
    assert report == "cchc report --period h1 -o bao-cao-h1.xlsx"


def test_all_have_answered_so_the_report_is_made(cchc, home) -> None:
    data = home({f"progress/2024/{one}.yaml": returned(one) for one in ("snv", "stc", "skhdt")})
    assert commands_of(cchc, data, *ASKED) == ["cchc report --period h1 -o bao-cao-h1.xlsx"]
    out = cchc("status", *ASKED, data=data).out
    assert ("3/3 cơ quan đã gửi" in out, "Chưa gửi" in out) == (True, False)


def test_report_that_is_suggested_can_be_made(cchc, home) -> None:
    data = home({f"progress/2024/{one}.yaml": returned(one) for one in ("snv", "stc", "skhdt")})
    [command] = commands_of(cchc, data, *ASKED)
    assert cchc(*command.split()[1:], cwd=data.parent).code == 0
    assert (data.parent / "bao-cao-h1.xlsx").exists()


def test_warnings_come_first(cchc, busy) -> None:
    assert commands_of(cchc, busy, *ASKED)[0] == "cchc validate"
    problems = status_of(cchc, busy, *ASKED)["problems"]
    assert problems == {"warnings": 1, "infos": 0, "codes": {"R604": 1}}


def test_errors_stop_it_with_their_place(cchc, home) -> None:
    ran = cchc("status", data=home({"criteria.yaml": CRITERIA.replace("leads: [stc]", "leads: [sct]")}))
    assert (ran.code, ran.out) == (1, "")
    assert "lỗi A401" in ran.err


@pytest.mark.skipif(os.name == "nt", reason="quotes as a POSIX shell")
def test_data_home_that_was_named_is_in_every_command(cchc, busy, tmp_path) -> None:
    folder = tmp_path / "tỉnh mẫu"
    busy.rename(folder)
    ran = cchc("status", *ASKED, "--data", "tỉnh mẫu", cwd=tmp_path)
    shown = [line for line in ran.out.splitlines() if "cchc" in line]
    assert len(shown) == 5
    assert all("cchc --data 'tỉnh mẫu' " in line for line in shown)


def test_data_home_of_the_environment_need_not_be_named(cchc, busy, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("CCHC_DATA", str(busy))
    assert "--data" not in cchc("status", *ASKED, cwd=tmp_path).out


def test_plan_that_a_run_of_today_would_not_take_is_named(cchc, home) -> None:
    data = home({"criteria-2025.yaml": CRITERIA.replace("2024", "2025")})
    assert commands_of(cchc, data, *ASKED) == ["cchc export --form --year 2024 --period h1 -o phieu/"]
    assert commands_of(cchc, data, "--as-of", "2025-07-01") == ["cchc export --form --period h1 -o phieu/"]


def test_plan_without_numbered_rows_asks_nobody(cchc, home) -> None:
    data = home({"criteria.yaml": "year: 2024\nareas:\n  - code: '1'\n    name: A\n"})
    record = status_of(cchc, data, *ASKED)
    assert (record["rows"], record["completion"], record["next"]) == (0, None, [])
    assert cchc("status", *ASKED, data=data).code == 0
