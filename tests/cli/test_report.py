"""`cchc report`: what it tells, agency by agency and day by day, and its kinds for other programs."""

import csv
from html import unescape
from io import StringIO
import json
from pathlib import Path
import shutil
import subprocess
import time
from typing import Any
import zipfile

from lxml import html
import pytest

from homes import AGENCIES, CRITERIA, DUE, DUE_LOGS, ENDED, log_of

SCORED = CRITERIA.replace(
    "        name: Thực hiện kế hoạch\n", "        name: Thực hiện kế hoạch\n        max_score: -0.5\n"
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from cchc_cli.cli.main import run

    folder = tmp_path_factory.mktemp("minh-hoa")
    assert run(["init", "--demo", str(folder)]) == 0
    return folder / "data"


@pytest.fixture
def record(cchc, tmp_path):
    """The report as programs read it."""

    def make(data: Path, *args: str) -> dict[str, Any]:
        target = tmp_path / "bao-cao.json"
        ran = cchc("report", *args, "-o", str(target), data=data)
        assert ran.code == 0, ran.err
        found: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
        return found

    return make


@pytest.mark.parametrize(
    "when",
    [
        ("--as-of", "2024-10-31"),
        ("--period", "h1"),
        ("--as-of", "2025-03-31"),
        ("--period", "m9", "--as-of", "2024-09-15"),
    ],
)
def test_totals_are_those_of_the_list(cchc, demo, record, when) -> None:
    rows = json.loads(cchc("list", "--year", "2024", *when, "-f", "json", data=demo).out)
    told = record(demo, "--year", "2024", *when)
    assert told["rows"] == rows
    assert told["total"] == len(rows) == 57
    for status, number in told["states"].items():
        assert number == sum(row["status"] == status for row in rows)
    assert told["late"] == sum(row["late"] for row in rows)
    for area in told["areas"]:
        own = [row for row in rows if row["code"].split(".")[0] == area["code"]]
        assert area["total"] == len(own)
        assert area["states"]["done"] == sum(row["status"] == "done" for row in own)
    for agency in told["agencies"]:
        own = [lead for row in rows for lead in row["by_lead"] if lead["agency"] == agency["id"]]
        assert agency["total"] == len(own)
        assert agency["late"] == sum(lead["late"] for lead in own)
        assert agency["states"] == {status: sum(one["status"] == status for one in own) for status in agency["states"]}


def test_one_agencys_report_goes_by_its_own_states(cchc, demo, record) -> None:
    rows = json.loads(cchc("list", "-a", "stnmt", "--as-of", "2024-10-31", "-f", "json", data=demo).out)
    told = record(demo, "-a", "Sở Tài nguyên và Môi trường", "--as-of", "2024-10-31")
    own = [lead for row in rows for lead in row["by_lead"] if lead["agency"] == "stnmt"]
    assert told["agencies_asked"] == ["stnmt"]
    assert told["total"] == len(rows) == 3
    assert told["states"] == {status: sum(one["status"] == status for one in own) for status in told["states"]}
    assert told["rows"] == rows  # the rows themselves stay the rows'
    assert [agency["id"] for agency in told["agencies"]] == ["stnmt"]


def test_current_tells_who_answers_now(home, record) -> None:
    data = home({"agencies.yaml": ENDED})
    printed = record(data, "--as-of", "2024-08-01")
    assert [agency["id"] for agency in printed["agencies"]] == ["snv", "stc", "skhdt"]
    current = record(data, "--as-of", "2024-08-01", "--current")
    assert [agency["id"] for agency in current["agencies"]] == ["snv", "stc"]
    assert current["rows"][-1]["leads"] == ["snv", "stc"]
    assert current["current"] is True
    assert current["states"] == printed["states"]


def test_every_page_made_with_current_says_so(home, cchc, tmp_path) -> None:
    cchc(
        "report",
        "--as-of",
        "2024-08-01",
        "--current",
        "-o",
        str(tmp_path / "r.md"),
        data=home({"agencies.yaml": ENDED}),
    )
    assert "chủ trì là cơ quan đang trả lời ngày 01/08/2024" in (tmp_path / "r.md").read_text(encoding="utf-8")


def test_a_split_that_nobody_decided_is_said(home, cchc, tmp_path) -> None:
    split = AGENCIES.replace("    short: Sở KH&ĐT\n", "    until: 2024-07-01\n    successors: [snv, stc]\n")
    cchc(
        "report",
        "--as-of",
        "2024-08-01",
        "--current",
        "-o",
        str(tmp_path / "r.md"),
        data=home({"agencies.yaml": split}),
    )
    assert "Mã 1.3: việc giao lại" in (tmp_path / "r.md").read_text(encoding="utf-8")


def test_change_is_told_since_the_period_before(demo, record) -> None:
    before, now = record(demo, "--period", "h1"), record(demo, "--period", "m9")
    assert now["compared"]["period"] == "h1"
    assert now["compared"]["states"] == before["states"]
    assert now["compared"]["change"]["done"] == now["states"]["done"] - before["states"]["done"] > 0
    assert record(demo, "--period", "q1")["compared"] is None


def test_change_is_told_since_a_day_of_choice(demo, record) -> None:
    then = record(demo, "--as-of", "2024-05-15")
    told = record(demo, "--as-of", "2024-10-31", "--compare-to", "15/5/2024")["compared"]
    assert (told["as_of"], told["period"], told["states"]) == ("2024-05-15", None, then["states"])


def test_a_day_to_compare_with_must_be_earlier(demo, cchc, tmp_path) -> None:
    ran = cchc(
        "report", "--as-of", "2024-10-31", "--compare-to", "2024-10-31", "-o", str(tmp_path / "r.json"), data=demo
    )
    assert ran.code == 2
    assert "không trước ngày của báo cáo (31/10/2024)" in ran.err
    assert not (tmp_path / "r.json").exists()


def test_trend_ends_with_the_figures_of_the_report(demo, record) -> None:
    told = record(demo, "--as-of", "2024-10-31")
    known = [point for point in told["trend"] if point["states"]]
    assert known[-1]["day"] == "2024-10-31"
    assert known[-1]["states"] == told["states"]
    assert record(demo, "--as-of", "2024-06-30")["states"] == known[5]["states"]


def test_csv_is_what_excel_with_vietnamese_settings_opens(home, cchc, tmp_path) -> None:
    target = tmp_path / "r.csv"
    logs = {
        "progress/2024/snv.yaml": log_of(
            "snv", 'date: 2024-06-01, code: "1.1", status: done, self_score: -0.25, evidence: [a]'
        )
    }
    assert (
        cchc("report", "--as-of", "2024-07-01", "-o", str(target), data=home({"criteria.yaml": SCORED, **logs})).code
        == 0
    )
    raw = target.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in raw
    rows = list(csv.DictReader(StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    assert [row["Mã"] for row in rows] == ["1.1", "1.2", "1.3"]
    assert (rows[0]["Điểm tối đa"], rows[0]["Điểm tự chấm"], rows[0]["Năm"]) == ("-0,5", "-0,25", "2024")


def test_markdown_tells_the_whole(home, cchc, tmp_path, snapshot) -> None:
    target = tmp_path / "r.md"
    cchc("report", "--as-of", "2024-07-15", "-o", str(target), data=home({"criteria.yaml": DUE, **DUE_LOGS}))
    assert target.read_text(encoding="utf-8") == snapshot


def test_markdown_begins_with_the_label(home, cchc, tmp_path) -> None:
    target = tmp_path / "r.md"
    cchc("report", "-o", str(target), data=home({"settings.yaml": "label: Số liệu thử\n"}))
    assert target.read_text(encoding="utf-8").startswith("**Số liệu thử**\n\n# Báo cáo tiến độ")


def test_states_of_each_agency_lie_from_done_to_unreported_and_aside(demo, cchc, tmp_path) -> None:
    target = tmp_path / "r.html"
    assert cchc("report", "--as-of", "2024-10-31", "-o", str(target), data=demo).code == 0
    figures = html.fromstring(target.read_text(encoding="utf-8")).findall(".//figure")
    keys = {one.findtext("figcaption"): [key.text_content().strip() for key in one.findall("ul/li")] for one in figures}
    assert keys["Số dòng theo trạng thái của từng cơ quan"] == [
        "Hoàn thành",
        "Đang thực hiện",
        "Chưa thực hiện",
        "Không đạt",
        "Chưa báo cáo",
        "Không áp dụng",
    ]


def test_unknown_suffix_says_which_there_are(home, cchc, tmp_path) -> None:
    ran = cchc("report", "-o", str(tmp_path / "r.odt"), data=home())
    assert ran.code == 2
    for suffix in ("xlsx", "docx", "pdf", "html", "json", "csv", "md"):
        assert f".{suffix}" in ran.err


def test_broken_data_makes_no_report(home, cchc, tmp_path) -> None:
    data = home({"criteria.yaml": CRITERIA.replace("leads: [stc]", "leads: [stcc]")})
    ran = cchc("report", "-o", str(tmp_path / "r.html"), data=data)
    assert ran.code == 1
    assert "A401" in ran.err
    assert not (tmp_path / "r.html").exists()


def test_missing_folder_is_said(home, cchc, tmp_path) -> None:
    ran = cchc("report", "-o", str(tmp_path / "khong-co" / "r.json"), data=home())
    assert ran.code == 3
    assert "không có thư mục" in ran.err


def test_agency_that_leads_nothing_has_an_empty_report(home, cchc, record) -> None:
    agencies = f"{AGENCIES}  - id: syt\n    name: Sở Y tế\n"
    told = record(home({"agencies.yaml": agencies}), "-a", "syt")
    assert (told["total"], told["completion"], told["areas"], told["agencies"]) == (0, None, [], [])


@pytest.mark.parametrize("suffix", ["xlsx", "docx", "html", "json", "csv", "md"])
def test_the_same_data_and_day_give_the_same_bytes_whenever_they_are_made(
    demo, cchc, tmp_path, suffix, monkeypatch
) -> None:
    contents = []
    for year in (2027, 2031):
        monkeypatch.setattr(
            time, "localtime", lambda *_seconds, year=year: time.struct_time((year, 5, 6, 7, 8, 9, 3, 126, 0))
        )
        monkeypatch.setattr(time, "time", lambda year=year: (year - 1970) * 31_556_952.0)
        target = tmp_path / f"{year}.{suffix}"
        assert cchc("report", "--as-of", "2024-10-31", "-o", str(target), data=demo).code == 0
        contents.append(target.read_bytes())
    assert contents[0] == contents[1]


@pytest.mark.parametrize("suffix", ["xlsx", "docx", "html", "json", "csv", "md"])
def test_control_characters_break_no_report_and_reach_none(home, cchc, tmp_path, suffix) -> None:
    log = log_of(
        "snv", 'date: 2024-03-01, code: "1.1", status: in_progress, result: "Đã ban hành\\u000Bkế hoạch\\u0007 số 1"'
    )
    target = tmp_path / f"r.{suffix}"
    assert (
        cchc("report", "--as-of", "2024-07-15", "-o", str(target), data=home({"progress/2024/snv.yaml": log})).code == 0
    )
    content = target.read_bytes()
    if suffix in ("xlsx", "docx"):
        with zipfile.ZipFile(target) as archive:
            content = b"".join(archive.read(name) for name in archive.namelist())
    assert b"\x0b" not in content
    assert b"\x07" not in content
    told = unescape(content.decode("utf-8", "replace"))  # a workbook says letters by their numbers
    assert "Đã ban hành" in told
    assert "kế hoạch số 1" in told


HOSTILE = "<img src=x onerror=alert(1)>\"</script><b>& < ' {{7*7}} =1+1"


@pytest.mark.parametrize("suffix", ["xlsx", "docx", "html", "json", "csv", "md"])
def test_what_looks_like_code_is_text_in_every_report(home, cchc, tmp_path, suffix) -> None:
    name = json.dumps(HOSTILE)
    criteria = CRITERIA.replace("name: Thực hiện kế hoạch", f"name: {name}").replace(
        "title: Kế hoạch mẫu", f"title: {name}"
    )
    agencies = AGENCIES.replace("name: Sở Nội vụ", f"name: {name}").replace("short: SNV", f"short: {name}")
    log = log_of("snv", f'date: 2024-03-01, code: "1.1", status: in_progress, result: {name}')
    settings = f"issuer: {name}\nprovince: {name}\nlabel: {name}\n"
    data = home(
        {"criteria.yaml": criteria, "agencies.yaml": agencies, "settings.yaml": settings, "progress/2024/snv.yaml": log}
    )
    target = tmp_path / f"r.{suffix}"
    ran = cchc("report", "--as-of", "2024-07-15", "-o", str(target), data=data)
    assert ran.code == 0, ran.err
    if suffix == "html":
        tree = html.fromstring(target.read_bytes())
        assert not tree.xpath("//img")
        assert len(tree.xpath("//script")) == 1
        assert not [one for one in tree.xpath("//b") if "script" in (one.text or "")]
        assert HOSTILE in tree.text_content()


def test_pdf_without_an_office_is_refused_in_words(demo, cchc, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("cchc_cli.store.office.find_office", lambda: None)
    target = tmp_path / "r.pdf"
    ran = cchc("report", "--as-of", "2024-10-31", "-o", str(target), data=demo)
    assert ran.code == 3
    assert "không có LibreOffice" in ran.err
    assert "gợi ý: cài LibreOffice" in ran.err
    assert not target.exists()


@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")), reason="needs LibreOffice and poppler-utils"
)
def test_pdf_says_what_the_document_says_and_is_the_same_again(demo, cchc, tmp_path) -> None:
    contents = []
    for name in ("a.pdf", "b.pdf"):
        assert cchc("report", "--as-of", "2024-10-31", "-o", str(tmp_path / name), data=demo).code == 0
        contents.append((tmp_path / name).read_bytes())
    assert contents[0] == contents[1]
    ran = subprocess.run(["pdftotext", "-layout", str(tmp_path / "a.pdf"), "-"], capture_output=True, check=True)
    told = ran.stdout.decode("utf-8")
    for words in (
        "Hoàn thành 33/56 dòng, đạt 58,93%",
        "III. NỘI DUNG QUÁ HẠN",
        "Nguyễn Văn Mẫu",
        "PHỤ LỤC",
        "Số liệu minh họa",
    ):
        assert words in told


def test_an_agency_that_no_longer_answers_is_not_asked_with_current(home, cchc, tmp_path) -> None:
    data = home({"agencies.yaml": ENDED})
    ran = cchc("report", "--as-of", "2024-08-01", "--current", "-a", "skhdt", "-o", str(tmp_path / "r.json"), data=data)
    assert ran.code == 2
    assert "đã thôi hoạt động từ ngày 01/07/2024; cơ quan tiếp nhận: Sở Tài chính" in ran.err
    before = cchc(
        "report", "--as-of", "2024-06-30", "--current", "-a", "skhdt", "-o", str(tmp_path / "r.json"), data=data
    )
    assert before.code == 0


def test_who_took_over_is_told_through_all_that_came_after(home, cchc, tmp_path) -> None:
    chain = ENDED.replace("    short: STC\n", "    short: STC\n    until: 2024-07-15\n    successors: [snv]\n")
    data = home({"agencies.yaml": chain})
    ran = cchc("report", "--as-of", "2024-08-01", "--current", "-a", "skhdt", "-o", str(tmp_path / "r.json"), data=data)
    assert "cơ quan tiếp nhận: Sở Nội vụ" in ran.err


def test_rows_taken_over_are_said_beside_an_agencys_own(home, cchc, tmp_path) -> None:
    criteria = CRITERIA.replace("leads: [snv, stc, skhdt]", "leads: [skhdt]")
    data = home({"agencies.yaml": ENDED, "criteria.yaml": criteria})
    cchc("report", "--as-of", "2024-08-01", "-a", "stc", "-o", str(tmp_path / "r.md"), data=data)
    assert "Sở Tài chính còn tiếp nhận 1 dòng của cơ quan cũ" in (tmp_path / "r.md").read_text(encoding="utf-8")


def test_what_is_compared_with_is_named(demo, cchc, tmp_path) -> None:
    target = tmp_path / "r.md"
    cchc("report", "--as-of", "2024-10-31", "--compare-to", "2024-05-15", "-o", str(target), data=demo)
    told = target.read_text(encoding="utf-8")
    assert "so với ngày 15/05/2024" in told
    assert "kỳ trước" not in told
