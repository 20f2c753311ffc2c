"""`--current`: rows by who answers for them on the day, through chains, mergers and splits."""

import csv
from datetime import datetime
from io import StringIO
import json
from pathlib import Path

from openpyxl import load_workbook
import pytest

from cchc_cli.cli import log_files, session
from conftest import SHIPPED, Ran
from documents import texts
from forms import Form, bare_table
from homes import log_of

DAY = ("--as-of", "2024-08-01", "--current")
SPLIT = (
    "  - {id: stnmt, name: Sở Tài nguyên và Môi trường, short: Sở TN&MT, until: 2024-07-01, successors: [snnmt, stc]}\n"
)
AGENCIES = f"""\
agencies:
  - {{id: stc, name: Sở Tài chính, short: STC}}
  - {{id: skhdt, name: Sở Kế hoạch và Đầu tư, short: Sở KH&ĐT, until: 2024-07-01, successors: [stc]}}
  - {{id: snn, name: Sở Nông nghiệp, short: Sở NN, until: 2024-07-01, successors: [snnmt]}}
{SPLIT}  - {{id: snnmt, name: Sở Nông nghiệp và Môi trường, short: Sở NN&MT, from: 2024-07-01}}
"""
CRITERIA = """\
year: 2024
areas:
  - code: "1"
    name: CHỈ ĐẠO ĐIỀU HÀNH
    leads: [stc]
    due: 6/2024
    criteria:
      - {code: "1.1", stt: 1, name: Giữ nguyên}
      - {code: "1.2", stt: 2, name: Hợp nhất, leads: [skhdt]}
      - {code: "1.3", stt: 3, name: Tách, leads: [stnmt], max_score: 2}
      - {code: "1.4", stt: 4, name: Hai cơ quan cũ, leads: [snn, stnmt], support: [skhdt]}
      - {code: "1.5", stt: 5, name: Cùng chủ trì, leads: [stc, skhdt]}
"""
DECIDED = AGENCIES.replace(SPLIT, SPLIT.replace("}\n", ', answers: {"1.3": snnmt, "1.4": snnmt}}\n'))


@pytest.fixture
def data(home) -> Path:
    return home({"agencies.yaml": DECIDED, "criteria.yaml": CRITERIA})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "ra"
    made.mkdir()
    return made


def cells(ran: Ran) -> list[dict[str, str]]:
    assert ran.code == 0, ran.err
    return list(csv.DictReader(StringIO(ran.raw.decode("utf-8-sig"), newline=""), delimiter=";"))


def sheet_texts(path: Path) -> list[list[str]]:
    rows = load_workbook(path).worksheets[0].iter_rows(values_only=True)
    return [[str(cell) for cell in row if cell is not None] for row in rows if any(row)]


def test_new_agency_lists_what_it_took_over_and_from_whom(cchc, data) -> None:
    rows = cells(cchc("list", "-a", "Sở Nông nghiệp và Môi trường", *DAY, "-f", "csv", data=data))
    assert [(row["Mã"], row["Chủ trì"], row["Tư cách"], row["Chủ trì ghi trong kế hoạch"]) for row in rows] == [
        ("1.3", "Sở Nông nghiệp và Môi trường", "kế thừa từ Sở TN&MT", "Sở Tài nguyên và Môi trường"),
        (
            "1.4",
            "Sở Nông nghiệp và Môi trường",
            "kế thừa từ Sở NN, Sở TN&MT",
            "Sở Nông nghiệp; Sở Tài nguyên và Môi trường",
        ),
    ]
    assert {row["Chủ trì là cơ quan trả lời ngày"] for row in rows} == {"01/08/2024"}


def test_without_it_a_new_agency_has_its_own_rows_and_is_told_how_to_see_the_others(cchc, data) -> None:
    ran = cchc("list", "-a", "snnmt", "--as-of", "2024-08-01", data=data)
    assert "còn tiếp nhận 2 dòng của cơ quan cũ (không nằm trong bảng này; thêm --current để xem)." in ran.out
    assert "0 dòng của Sở Nông nghiệp và Môi trường" in ran.out


def test_ended_agency_lists_what_it_was_printed_for_with_who_answers_now(cchc, data) -> None:
    ran = cchc("list", "-a", "stnmt", *DAY, data=data)
    assert ran.out.count("nay do Sở Nông nghiệp và Môi trường trả lời") == 2
    assert "Sở Tài nguyên và Môi trường đã thôi hoạt động từ ngày 01/07/2024; cơ quan tiếp nhận: " in ran.out
    assert "2 dòng của Sở Tài nguyên và Môi trường" in ran.out
    assert "chủ trì là cơ quan đang trả lời ngày 01/08/2024" in ran.out


def test_before_the_day_everything_is_as_printed(cchc, data) -> None:
    before = ("--as-of", "2024-06-30", "--current")
    assert [row["Mã"] for row in cells(cchc("list", "-a", "stnmt", *before, "-f", "csv", data=data))] == ["1.3", "1.4"]
    assert cells(cchc("list", "-a", "snnmt", *before, "-f", "csv", data=data)) == []
    assert "Tư cách" not in cchc("list", *before, data=data).out


def test_json_has_who_answers_the_printed_leads_and_why(cchc, data) -> None:
    rows = {row["code"]: row for row in json.loads(cchc("list", *DAY, "-f", "json", data=data).out)}
    assert (rows["1.1"]["via"], rows["1.1"]["current"]) == ([], True)
    row = rows["1.5"]
    assert (row["leads"], row["answers"], row["printed_leads"]) == (["stc"], ["stc"], ["stc", "skhdt"])
    assert [one["agency"] for one in row["by_lead"]] == ["stc"]
    assert row["via"] == [
        {"agency": "stc", "kind": "successor", "of": "skhdt", "role": "lead", "answers": ["stc"]},
    ]
    old = json.loads(cchc("list", "-a", "skhdt", *DAY, "-f", "json", data=data).out)
    assert [(one["code"], one["via"][0]["kind"]) for one in old] == [("1.2", "former"), ("1.5", "former")]
    assert "via" not in json.loads(cchc("list", "-f", "json", data=data).out)[0]


def test_undecided_split_shows_both_and_warns_and_answers_decide(cchc, home, data) -> None:
    assert "Cảnh báo" not in cchc("list", *DAY, data=data).err
    split = home({"agencies.yaml": AGENCIES, "criteria.yaml": CRITERIA})
    ran = cchc("list", "-s", "1.3", *DAY, data=split)
    assert "Sở Nông nghiệp và Môi trường; Sở Tài chính" in ran.out
    assert "Sở NN&MT: kế thừa từ Sở TN&MT; STC: kế thừa từ Sở TN&MT" in ran.out
    assert "2 dòng của cơ quan đã tách chưa phân định ai trả lời (mã 1.3, 1.4)" in ran.err
    assert "answers" in ran.err


@pytest.mark.parametrize("command", [("due",), ("report", "-o", "r.md"), ("export", "-o", ".")])
def test_every_command_warns_of_an_undecided_split(cchc, home, folder, command) -> None:
    split = home({"agencies.yaml": AGENCIES, "criteria.yaml": CRITERIA})
    ran = cchc(*command, *DAY, data=split, cwd=folder)
    assert (ran.code, "chưa phân định ai trả lời (mã 1.3, 1.4)" in ran.err) == (0, True)


def test_chain_is_followed_as_far_as_the_day(cchc, home) -> None:
    chain = DECIDED.replace("short: STC}", "short: STC, until: 2024-09-01, successors: [snnmt]}")
    data = home({"agencies.yaml": chain, "criteria.yaml": CRITERIA})
    later = cells(cchc("list", "-s", "1.2", "--as-of", "2024-09-01", "--current", "-f", "csv", data=data))
    assert [(row["Chủ trì"], row["Tư cách"]) for row in later] == [
        ("Sở Nông nghiệp và Môi trường", "kế thừa từ Sở KH&ĐT")
    ]
    before = cells(cchc("list", "-s", "1.2", "--as-of", "2024-08-31", "--current", "-f", "csv", data=data))
    assert [row["Chủ trì"] for row in before] == ["Sở Tài chính"]


def test_agency_that_nobody_succeeded_stays_and_is_marked(cchc, home) -> None:
    orphan = DECIDED.replace(", successors: [stc]}\n", "}\n", 1)
    data = home({"agencies.yaml": orphan, "criteria.yaml": CRITERIA})
    assert "đã thôi hoạt động, chưa ghi cơ quan tiếp nhận" in cchc("list", "-s", "1.2", *DAY, data=data).out


def test_state_and_filters_go_by_the_lead_that_was_taken_over(cchc, home) -> None:
    logs = {
        "progress/2024/skhdt.yaml": log_of("skhdt", 'date: 2024-03-01, code: "1.2", status: in_progress, percent: 40'),
        "progress/2024/stc.yaml": log_of("stc", 'date: 2024-07-02, code: "1.2", status: done, evidence: ["1/BC"]'),
    }
    data = home({"agencies.yaml": DECIDED, "criteria.yaml": CRITERIA, **logs})
    for agency in ("stc", "skhdt"):
        rows = cells(cchc("list", "-a", agency, "--status", "done", *DAY, "-f", "csv", data=data))
        assert [row["Mã"] for row in rows] == ["1.2"]
    late = cells(cchc("list", "-a", "skhdt", "--late", *DAY, "-f", "csv", data=data))
    assert [row["Mã"] for row in late] == ["1.5"]


def test_decision_that_is_not_in_force_names_who_answers_until_then(cchc, home) -> None:
    moved = '{code: "1.1", stt: 1, name: Giữ nguyên, reassigned: {lead: snnmt, to: stc, from: 2024-10-01}}'
    criteria = CRITERIA.replace('{code: "1.1", stt: 1, name: Giữ nguyên}', moved)
    data = home({"agencies.yaml": DECIDED, "criteria.yaml": criteria})
    rows = cells(cchc("list", "-a", "snnmt", "-s", "1.1", *DAY, "-f", "csv", data=data))
    assert [row["Tư cách"] for row in rows] == ["trả lời đến khi chuyển giao cho STC"]
    assert cells(cchc("list", "-a", "stc", "-s", "1.1", *DAY, "-f", "csv", data=data)) == []


def test_support_is_taken_over_too(cchc, data) -> None:
    rows = cells(cchc("list", "-a", "stc", "--role", "support", *DAY, "-f", "csv", data=data))
    assert [(row["Mã"], row["Vai trò"], row["Tư cách"]) for row in rows] == [("1.4", "Phối hợp", "kế thừa từ Sở KH&ĐT")]


def test_due_goes_to_who_answers_and_an_ended_agency_names_its_successor(cchc, data) -> None:
    rows = cells(cchc("due", *DAY, "-f", "csv", data=data))
    assert [(row["id"], row["Mã"], row.get("Tư cách")) for row in rows] == [
        ("stc", "1.1", ""),
        ("stc", "1.2", "kế thừa từ Sở KH&ĐT"),
        ("stc", "1.5", "kế thừa từ Sở KH&ĐT"),
        ("snnmt", "1.3", "kế thừa từ Sở TN&MT"),
        ("snnmt", "1.4", "kế thừa từ Sở NN, Sở TN&MT"),
    ]
    old = cells(cchc("due", "-a", "skhdt", *DAY, "-f", "csv", data=data))
    assert [(row["id"], row["Mã"], row["Nay trả lời"]) for row in old] == [
        ("skhdt", "1.2", "Sở Tài chính"),
        ("skhdt", "1.5", "Sở Tài chính"),
    ]
    said = cchc("due", *DAY, data=data).out
    assert "chủ trì là cơ quan đang trả lời ngày 01/08/2024" in said
    record = json.loads(cchc("due", *DAY, "-f", "json", data=data).out)[1]
    assert (record["current"], record["via"][0]["of"]) == (True, "skhdt")


@pytest.mark.parametrize("options", [(), ("-a", "skhdt")])
def test_letters_go_to_who_answers_once_and_say_of_whom(cchc, data, folder, options) -> None:
    assert cchc("due", "--letters", str(folder), *options, *DAY, data=data).code == 0
    assert "stc.docx" in {path.name for path in folder.iterdir()}
    assert not {"skhdt.docx", "stnmt.docx", "snn.docx"} & {path.name for path in folder.iterdir()}
    told = "\n".join(texts(folder / "stc.docx"))
    assert (
        "Mã 1.2, 1.5: chủ trì ghi trong kế hoạch là Sở Kế hoạch và Đầu tư (thôi hoạt động từ ngày 01/07/2024)" in told
    )
    assert "còn 3 nội dung đã quá hạn" in told
    assert "chủ trì là cơ quan đang trả lời ngày 01/08/2024" in told


def test_lists_go_to_who_answers_and_say_so(cchc, data, folder) -> None:
    ran = cchc("export", "-o", str(folder), *DAY, data=data)
    assert (ran.code, sorted(path.name for path in folder.iterdir())) == (0, ["snnmt.xlsx", "stc.xlsx"])
    told = sheet_texts(folder / "snnmt.xlsx")
    assert ["3", "1.3", "Tách", "Chủ trì; kế thừa từ Sở TN&MT", "6/2024"] in told
    assert ["Chủ trì là cơ quan đang trả lời ngày 01/08/2024."] in told
    own = sheet_texts(folder / "stc.xlsx")
    assert ["4", "1.4", "Hai cơ quan cũ", "Phối hợp; kế thừa từ Sở KH&ĐT", "6/2024"] in own
    assert ["Chủ trì 3 dòng, phối hợp 1 dòng."] in own


def test_list_of_an_ended_agency_says_who_answers(cchc, data, folder) -> None:
    assert cchc("export", "-a", "skhdt", "-o", str(folder / "cu.xlsx"), *DAY, data=data).code == 0
    told = sheet_texts(folder / "cu.xlsx")
    assert ["2", "1.2", "Hợp nhất", "Chủ trì; nay do Sở Tài chính trả lời", "6/2024"] in told
    counts = "Chủ trì 0 dòng, phối hợp 0 dòng. Kế hoạch ghi cơ quan ở 3 dòng mà nay cơ quan khác trả lời."
    assert [counts] in told


def test_file_of_an_ended_agency_names_who_answers_and_the_option(cchc, data, folder) -> None:
    ran = cchc("export", "-o", str(folder), "--form", "--as-of", "2024-08-01", data=data)
    assert "Sở Kế hoạch và Đầu tư đã thôi hoạt động; nay trả lời: Sở Tài chính\n  gợi ý: thêm --current" in ran.err
    assert (folder / "skhdt.xlsx").exists()


def test_no_form_for_an_agency_for_which_others_answer(cchc, data, folder) -> None:
    ran = cchc("export", "--form", "-a", "skhdt", "-o", str(folder / "f.xlsx"), *DAY, data=data)
    assert ran.code == 2
    assert "nay trả lời: Sở Tài chính" in ran.err
    assert "-a stc" in ran.err
    assert not list(folder.iterdir())


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (session, log_files):
        monkeypatch.setattr(module, "now", lambda: datetime(2024, 8, 1, 12))


OLD_LOGS = {
    "progress/2024/skhdt.yaml": log_of("skhdt", 'date: 2024-06-01, code: "1.5", status: in_progress, percent: 80'),
    "progress/2024/stc.yaml": log_of("stc", 'date: 2024-06-01, code: "1.5", status: in_progress, percent: 50'),
    "progress/2024/stnmt.yaml": log_of("stnmt", 'date: 2024-06-01, code: "1.3", status: in_progress, percent: 30'),
}


@pytest.mark.parametrize("loses_identity", [False, True])
def test_form_of_what_was_taken_over_comes_back_into_the_log_of_who_answers(
    cchc, home, folder, noon, loses_identity
) -> None:
    data = home({"agencies.yaml": DECIDED, "criteria.yaml": CRITERIA, **OLD_LOGS})
    assert cchc("export", "--form", "-a", "stc", "-o", str(folder / "f.xlsx"), *DAY, data=data).code == 0
    form = Form((folder / "f.xlsx").read_bytes()).put("1.2", "Trạng thái", "Hoàn thành").put("1.5", "Tiến độ %", 90)
    (bare_table(form, with_title=True) if loses_identity else form).save(folder / "f.xlsx")
    ran = cchc("import", str(folder / "f.xlsx"), "--yes", data=data)
    assert ran.code == 0, ran.out
    assert "X726" not in ran.out  # what the plan says has not changed
    rows = {row["code"]: row for row in json.loads(cchc("list", "-f", "json", data=data).out)}
    assert (rows["1.2"]["status"], rows["1.2"]["leads"]) == ("done", ["skhdt"])
    assert [(one["agency"], one["percent"]) for one in rows["1.5"]["by_lead"]] == [("stc", 90), ("skhdt", 90)]
    assert 'code: "1.2"' in (data / "progress/2024/stc.yaml").read_text(encoding="utf-8")
    again = cchc("import", str(folder / "f.xlsx"), "--yes", data=data)
    assert (again.code, "Không có gì để ghi" in again.err) == (0, True)


def test_after_a_split_each_form_has_its_own_part_and_meets_no_conflict(cchc, home, folder, noon) -> None:
    data = home({"agencies.yaml": AGENCIES, "criteria.yaml": CRITERIA, **OLD_LOGS})
    assert cchc("export", "--form", "-o", str(folder), *DAY, data=data).code == 0
    for agency, percent in (("snnmt", 40), ("stc", 60)):
        form = Form((folder / f"{agency}.xlsx").read_bytes())
        assert form.cell("1.3", "Tiến độ %").value == 30
        form.put("1.3", "Tiến độ %", percent).save(folder / f"{agency}.xlsx")
        ran = cchc("import", str(folder / f"{agency}.xlsx"), "--yes", data=data)
        assert ran.code == 0, ran.out
    row = next(row for row in json.loads(cchc("list", *DAY, "-f", "json", data=data).out) if row["code"] == "1.3")
    assert [(one["agency"], one["percent"]) for one in row["by_lead"]] == [("snnmt", 40), ("stc", 60)]
    assert row["percent"] == 50


def test_csv_of_a_report_says_by_whom_it_is_told(cchc, data, folder) -> None:
    assert cchc("report", "-o", str(folder / "r.csv"), *DAY, data=data).code == 0
    content = (folder / "r.csv").read_text(encoding="utf-8-sig")
    row = list(csv.DictReader(StringIO(content, newline=""), delimiter=";"))[1]
    assert (row["Chủ trì"], row["Chủ trì ghi trong kế hoạch"]) == ("Sở Tài chính", "Sở Kế hoạch và Đầu tư")
    assert row["Chủ trì là cơ quan trả lời ngày"] == "01/08/2024"


def test_show_and_agencies_say_who_answers_now(cchc, data) -> None:
    shown = cchc("show", "1.3", "--as-of", "2024-08-01", data=data).out
    assert "Sở Nông nghiệp và Môi trường (thay Sở Tài nguyên và Môi trường, thôi hoạt động từ 01/07/2024)" in shown
    assert "Nay trả lời" not in cchc("show", "1.3", "--as-of", "2024-06-30", data=data).out
    listed = cchc("agencies", "--as-of", "2024-08-01", data=data).out
    assert (
        "Sở Nông nghiệp đã thôi hoạt động từ ngày 01/07/2024; cơ quan tiếp nhận: Sở Nông nghiệp và Môi trường" in listed
    )
    records = json.loads(cchc("agencies", "--as-of", "2024-08-01", "-f", "json", data=data).out)
    assert [one["successors"] for one in records if "until" in one] == [["stc"], ["snnmt"], ["snnmt", "stc"]]


def test_status_has_the_forms_sent_to_those_it_asks(cchc, data) -> None:
    assert "export --form --current --period h1" in cchc("status", "--as-of", "2024-08-01", data=data).out
    assert "export --form --period q1" in cchc("status", "--as-of", "2024-06-01", data=data).out


def test_plan_of_2024_is_told_alike_whoever_is_asked(cchc) -> None:
    for day in ("2024-12-31", "2026-11-25"):
        current = json.loads(cchc("list", "--current", "--as-of", day, "-f", "json", data=SHIPPED).out)
        printed = json.loads(cchc("list", "--as-of", day, "-f", "json", data=SHIPPED).out)
        assert [row["leads"] for row in current] == [row["leads"] for row in printed]


def test_row_given_by_a_decision_to_one_that_ended_since_still_rests_on_the_decision(cchc, home) -> None:
    moved = "reassigned: [{lead: snn, to: skhdt, from: 2024-05-01, by: 3/QĐ}]"
    plan = CRITERIA.replace("name: Hợp nhất, leads: [skhdt]", f"name: Hợp nhất, leads: [skhdt], {moved}")
    data = home({"agencies.yaml": DECIDED, "criteria.yaml": plan})

    def basis(day: str) -> list[str]:
        rows = cells(cchc("list", "--current", "--as-of", day, "-f", "csv", data=data))
        return [row["Căn cứ chủ trì"] for row in rows if row["Mã"] == "1.2"]

    assert [*basis("2024-04-30"), *basis("2024-05-01"), *basis("2024-08-01")] == [
        "ghi trong văn bản",
        "giao lại",
        "giao lại",
    ]


def test_without_it_nothing_says_how_an_ended_agency_comes_to_its_own_rows(cchc, data) -> None:
    out = cchc("list", "-a", "snn", "--as-of", "2024-08-01", "-f", "json", data=data).out
    assert [(one["code"], "via" in one) for one in json.loads(out)] == [("1.4", False)]


def test_support_that_was_split_goes_to_the_one_decided_on(cchc, home) -> None:
    plan = CRITERIA.replace("name: Cùng chủ trì,", "name: Cùng chủ trì, support: [stnmt],")
    data = home({"agencies.yaml": DECIDED.replace('"1.4": snnmt', '"1.5": snnmt'), "criteria.yaml": plan})

    def supported(agency: str) -> list[str]:
        out = cchc("list", "-a", agency, "--role", "support", *DAY, "-f", "json", data=data).out
        return [row["code"] for row in json.loads(out)]

    assert (supported("snnmt"), supported("stc")) == (["1.5"], ["1.4"])


LEADS_AND_SUPPORTS = CRITERIA.replace("name: Giữ nguyên}", "name: Giữ nguyên, support: [skhdt]}")


def test_lead_that_also_took_over_the_support_is_told_as_lead_alone(cchc, home, folder) -> None:
    data = home({"agencies.yaml": DECIDED, "criteria.yaml": LEADS_AND_SUPPORTS})
    rows = json.loads(cchc("list", *DAY, "-f", "json", data=data).out)
    assert rows[0]["via"] == []
    path = folder / "stc.xlsx"
    assert cchc("export", "-a", "stc", *DAY, "-o", str(path), data=data).code == 0
    row = next(row for row in load_workbook(path).active.iter_rows(values_only=True) if "Giữ nguyên" in row)
    assert "Chủ trì" in row


def test_deadline_of_an_ended_agency_is_told_once_and_only_while_open(cchc, home) -> None:
    logs = {"progress/2024/skhdt.yaml": log_of("skhdt", 'date: 2024-06-01, code: "1.2", status: done, evidence: [x]')}
    plan = CRITERIA.replace("leads: [stc, skhdt]}", "leads: [stc, skhdt], support: [skhdt]}")
    data = home({"agencies.yaml": DECIDED, "criteria.yaml": plan, **logs})
    rows = json.loads(cchc("due", "-a", "skhdt", *DAY, "-f", "json", data=data).out)
    assert [row["code"] for row in rows] == ["1.5"]


def test_rows_of_an_ended_agency_without_a_deadline_are_counted(cchc, home) -> None:
    data = home({"agencies.yaml": DECIDED, "criteria.yaml": CRITERIA.replace("    due: 6/2024\n", "")})
    printed = cchc("due", "-a", "snn", "--as-of", "2024-08-01", data=data).out
    current = cchc("due", "-a", "snn", *DAY, data=data).out
    words = next(line for line in printed.splitlines() if "Sở Nông nghiệp" in line and "1 dòng" in line)
    assert words in current


def test_who_came_after_an_ended_agency_is_told_of_all_its_rows(cchc, home) -> None:
    agencies = DECIDED.replace('answers: {"1.3": snnmt,', 'answers: {"1.1": stc, "1.3": snnmt,')
    agencies = agencies.replace("until: 2024-07-01, successors: [snnmt]}", "until: 2024-07-01}")
    data = home({"agencies.yaml": agencies, "criteria.yaml": CRITERIA})
    ended = "đã thôi hoạt động từ ngày 01/07/2024; cơ quan tiếp nhận:"
    split = cchc("list", "-a", "stnmt", *DAY, data=data).out
    assert f"{ended} Sở Nông nghiệp và Môi trường; Sở Tài chính." in split
    assert f"{ended} chưa ghi." in cchc("list", "-a", "snn", *DAY, data=data).out
