"""`cchc progress set`: one update by hand, as the log and the listings then tell it."""

import json
from pathlib import Path

import pytest

from homes import CRITERIA, log_of

FILE = "progress/2024/snv.yaml"


@pytest.fixture
def data(home) -> Path:
    return home({"criteria.yaml": CRITERIA.replace("stt: 1\n", "stt: 1\n        max_score: 1.5\n")})


def put(cchc, data: Path, *args: str):
    return cchc("progress", "set", *args, data=data)


def records(cchc, data: Path, *args: str) -> list[dict]:
    ran = cchc(*args, "-f", "json", data=data)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def lead_of(cchc, data: Path, code: str, agency: str = "snv") -> dict:
    (row,) = (one for one in records(cchc, data, "list") if one["code"] == code)
    return next(lead for lead in row["by_lead"] if lead["agency"] == agency)


EVERY_FIELD = {
    "status": "in_progress",
    "percent": 60,
    "period": "h1",
    "result": "Đã ban hành: kế hoạch #1",
    "evidence": ["123/KH-UBND", "https://a.vn/?b=c#d"],
    "explanation": "- chờ ký",
    "self_score": 1.25,
    "note": "yes",
    "by": "Phòng CCHC",
    "date": "2024-06-28",
}


def test_update_with_every_field_is_told_alike_by_log_and_listing(cchc, data) -> None:
    options = ["--score", "1,25"]
    for key, value in EVERY_FIELD.items():
        if key != "self_score":
            options += (
                part for one in (value if isinstance(value, list) else [value]) for part in (f"--{key}", str(one))
            )
    assert put(cchc, data, "1.1", *options).code == 0
    (entry,) = records(cchc, data, "progress", "log", "1.1")
    assert entry.pop("entered")
    assert entry == {"year": 2024, "kind": "update", "agency": "snv", "code": "1.1", **EVERY_FIELD}
    lead = lead_of(cchc, data, "1.1")
    assert {key: lead[key] for key in ("status", "percent", "result", "evidence", "date")} == {
        key: EVERY_FIELD[key] for key in ("status", "percent", "result", "evidence", "date")
    }


@pytest.mark.parametrize("text", ["=1+1", "0o17", "Một\nHai", "hai  dấu", "🙂", "null", "a: b #c", "x" * 500])
def test_any_text_is_told_as_it_was_given_and_raises_no_warning(cchc, data, text) -> None:
    assert put(cchc, data, "1.1", "--status", "in_progress", "--result", text, "--date", "2024-06-28").code == 0
    assert records(cchc, data, "progress", "log", "1.1")[0]["result"] == text
    assert json.loads(cchc("validate", "-f", "json", data=data).out)["problems"] == []


def test_only_the_end_of_the_list_changes(cchc, home) -> None:
    before = log_of("snv", 'date: 2024-03-01, code: "1.1", status: done') + "# hết\n"
    data = home({FILE: before})
    put(cchc, data, "1.1", "--status", "done", "--evidence", "1/BC", "--date", "2024-06-28")
    after = (data / FILE).read_text(encoding="utf-8")
    head, added, tail = after.partition("  - date: 2024-06-28\n")
    assert head + tail[tail.index("# hết") :] == before
    assert added


def test_empty_text_clears_a_field_and_what_is_not_named_stays(cchc, data) -> None:
    first = ("--result", "Đã ban hành", "--evidence", "1/BC", "--note", "Xem lại", "--date", "2024-03-01")
    put(cchc, data, "1.1", "--status", "in_progress", *first)
    put(cchc, data, "1.1", "--status", "in_progress", "--result", "", "--evidence", "", "--date", "2024-04-01")
    entry = records(cchc, data, "progress", "log", "1.1")[-1]
    assert (entry["result"], entry["evidence"], "note" in entry) == (None, [], False)
    lead = lead_of(cchc, data, "1.1")
    assert (lead["result"], lead["evidence"]) == (None, [])


def test_the_same_update_again_writes_nothing(cchc, data) -> None:
    args = ("1.1", "--status", "done", "--evidence", "1/BC", "--date", "2024-06-28")
    put(cchc, data, *args)
    before = (data / FILE).read_bytes()
    ran = put(cchc, data, *args)
    assert (ran.code, "không ghi lại" in ran.err) == (0, True)
    assert (data / FILE).read_bytes() == before


def test_older_update_does_not_change_the_state_and_says_so(cchc, data) -> None:
    put(cchc, data, "1.1", "--status", "done", "--evidence", "1/BC", "--date", "2024-06-28")
    ran = put(cchc, data, "1.1", "--status", "not_started", "--date", "2024-03-01")
    assert (ran.code, "báo cáo mới hơn" in ran.out) == (0, True)
    assert lead_of(cchc, data, "1.1")["status"] == "done"


def test_two_commands_in_one_second_are_two_moments(cchc, data) -> None:
    put(cchc, data, "1.1", "--status", "in_progress", "--percent", "10", "--date", "2024-06-28")
    put(cchc, data, "1.1", "--status", "in_progress", "--percent", "20", "--date", "2024-06-28")
    put(cchc, data, "1.2", "--status", "done", "--evidence", "1/BC", "--date", "2024-06-28")
    moments = [one["entered"] for one in records(cchc, data, "progress", "log")]
    assert len(moments) == len(set(moments)) == 3


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("1", "--status", "done"), "đề mục"),
        (("9.9", "--status", "done"), "không có mã"),
        (("1.3", "--status", "done"), "nhiều cơ quan chủ trì"),
        (("1.1", "-a", "stc", "--status", "done"), "không trả lời"),
        (("1.1", "--status", "no_report"), "Chưa báo cáo"),
        (("1.1", "--status", "done", "--percent", "101"), "percent"),
        (("1.1", "--status", "done", "--score", "1,234"), "score"),
        (("1.1",), "status"),
    ],
)
def test_wrong_command_line_is_told_and_writes_nothing(cchc, data, args, said) -> None:
    ran = put(cchc, data, *args)
    assert (ran.code, said in ran.err) == (2, True), ran.err
    assert not (data / "progress").exists()


def test_score_out_of_range_is_an_error_of_the_data_and_not_written(cchc, data) -> None:
    ran = put(cchc, data, "1.1", "--status", "done", "--evidence", "1/BC", "--score", "2", "--date", "2024-06-28")
    assert (ran.code, "chưa ghi gì" in ran.err) == (1, True)
    assert not (data / FILE).exists()


def test_log_that_cannot_be_added_to_is_left_alone(cchc, home) -> None:
    data = home({FILE: "year: 2024\nagency: snv\nupdates: không\n"})
    before = (data / FILE).read_bytes()
    assert put(cchc, data, "1.1", "--status", "done", "--date", "2024-06-28").code == 1
    assert (data / FILE).read_bytes() == before


def test_row_goes_back_to_an_earlier_state_of_the_same_day(cchc, data) -> None:
    day = ("-a", "snv", "--date", "2024-06-28")
    for args in (("done", "--evidence", "1/BC"), ("in_progress", "--percent", "50"), ("done", "--evidence", "1/BC")):
        assert put(cchc, data, "1.1", "--status", *args, *day).code == 0
    assert lead_of(cchc, data, "1.1")["status"] == "done"
    before = (data / FILE).read_bytes()
    ran = put(cchc, data, "1.1", "--status", "done", "--evidence", "1/BC", *day)
    assert (ran.code, "không ghi lại" in ran.err, (data / FILE).read_bytes()) == (0, True, before)
    assert "R612" not in cchc("validate", data=data).out


def test_before_a_decision_the_agency_that_led_then_reports(cchc, home) -> None:
    decided = "leads: [stc]\n        reassigned: [{lead: snv, to: stc, from: 2024-09-01, by: QĐ 1}]\n"
    data = home({"criteria.yaml": CRITERIA.replace("leads: [stc]\n", decided)})
    assert "Sở Nội vụ" in put(cchc, data, "1.2", "--status", "in_progress", "--date", "2024-08-01").out
    assert "Sở Tài chính" in put(cchc, data, "1.2", "--status", "in_progress", "--date", "2024-09-01").out
