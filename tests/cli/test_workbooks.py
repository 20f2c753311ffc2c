"""`export` and `report`: what officials open."""

from collections import Counter
import json
from pathlib import Path
import re
import shutil
import subprocess
import time
import zipfile

from openpyxl import load_workbook
import pytest

from conftest import SHIPPED
from homes import AGENCIES, CRITERIA, log_of
from workbooks import dump

LEADS = ["snv", "vpubnd", "stc", "stp", "sttt", "skhdt", "stnmt", "snnptnt"]
SETTINGS = "province: tỉnh Mẫu\nissuer: Sở Nội vụ\nplace: Thành phố Mẫu\nlabel: số liệu minh họa\n"


@pytest.fixture
def reported(home) -> Path:
    return home(
        {
            "criteria.yaml": CRITERIA.replace(
                "name: Phân cấp\n", "name: Phân cấp\n        due: 6/2024\n        max_score: 1.5\n"
            ),
            "settings.yaml": SETTINGS,
            "progress/2024/snv.yaml": log_of(
                "snv",
                'date: 2024-03-01, code: "1.1", status: in_progress, percent: 40, result: "Dòng một\\nDòng hai"',
                'date: 2024-06-01, code: "1.3", status: done, evidence: ["12/BC-SNV"], self_score: 1.25',
            ),
            "progress/2024/stc.yaml": log_of("stc", 'date: 2024-05-01, code: "1.2", status: not_applicable'),
        }
    )


def test_list_of_an_agency_as_handed_on(cchc, tmp_path, snapshot) -> None:
    target = tmp_path / "so-noi-vu.xlsx"
    assert cchc("export", "-a", "Sở Nội vụ", "-o", str(target), "--as-of", "2024-07-01", data=SHIPPED).code == 0
    assert dump(target) == snapshot


def test_list_carries_head_label_and_roles(cchc, home, tmp_path, snapshot) -> None:
    criteria = CRITERIA.replace(
        "leads: [stc]", "leads: [stc]\n        support: [snv]\n        due: Quý IV/2024\n        note: Theo công văn"
    )
    data = home({"criteria.yaml": criteria, "settings.yaml": SETTINGS})
    target = tmp_path / "snv.xlsx"
    assert cchc("export", "-a", "snv", "-o", str(target), data=data).code == 0
    assert dump(target) == snapshot


def test_one_workbook_an_agency_named_by_id(cchc, tmp_path) -> None:
    assert cchc("export", "-o", str(tmp_path), data=SHIPPED).code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(f"{lead}.xlsx" for lead in LEADS)


def test_ids_that_windows_reserves_are_not_file_names(cchc, home, tmp_path) -> None:
    data = home(
        {"agencies.yaml": AGENCIES.replace("id: snv", "id: con"), "criteria.yaml": CRITERIA.replace("snv", "con")}
    )
    out = tmp_path / "out"
    out.mkdir()
    assert cchc("export", "-o", str(out), data=data).code == 0
    assert sorted(path.name for path in out.iterdir()) == ["con_.xlsx", "skhdt.xlsx", "stc.xlsx"]


def test_folder_for_one_agency_takes_the_name_from_its_id(cchc, tmp_path) -> None:
    assert cchc("export", "-a", "snv", "-o", str(tmp_path), data=SHIPPED).code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["snv.xlsx"]


def test_one_file_in_the_way_does_not_keep_the_others_back(cchc, tmp_path) -> None:
    (tmp_path / "stc.xlsx").mkdir()
    ran = cchc("export", "-o", str(tmp_path), data=SHIPPED)
    assert ran.code == 3
    assert "1/8 tệp không ghi được" in ran.err
    assert sum(path.is_file() for path in tmp_path.iterdir()) == 7


def test_path_too_long_for_excel_is_warned_about(cchc, tmp_path) -> None:
    folder = tmp_path / ("thư mục OneDrive rất dài " * 6) / ("tiếp " * 18).strip()
    folder.mkdir(parents=True)
    ran = cchc("export", "-a", "snv", "-o", str(folder / "snv.xlsx"), data=SHIPPED)
    assert (ran.code, "218" in ran.err) == (0, True)


def test_pages_are_a4_across_with_repeated_header_and_numbers(cchc, tmp_path) -> None:
    target = tmp_path / "r.xlsx"
    cchc("report", "-o", str(target), data=SHIPPED)
    for sheet in load_workbook(target).worksheets:
        size = 8 if sheet.title in ("Chi tiết", "Nhật ký") else 9  # A3 for many columns
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", size), sheet.title
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P/&N" in sheet.oddFooter.center.text
        if sheet.title not in ("Tổng hợp", "Kế hoạch"):
            assert sheet.print_title_rows
        if sheet.title not in ("Tổng hợp", "Kế hoạch", "Phụ lục", "Nhật ký"):
            assert sheet.auto_filter.ref
        if sheet.title in ("Chi tiết", "Phụ lục", "SNV", "Nhật ký"):
            assert sheet.freeze_panes


def test_report_without_progress_says_so_and_adds_up(cchc, tmp_path) -> None:
    target = tmp_path / "report.xlsx"
    ran = cchc("report", "--year", "2024", "-o", str(target), data=SHIPPED)
    assert (ran.code, ran.out) == (0, "")
    workbook = load_workbook(target)
    assert workbook.sheetnames[:5] == ["Tổng hợp", "Chi tiết", "Phụ lục", "Vấn đề", "SNV"]
    assert len(workbook.sheetnames) == 4 + 8 + 2
    detail = workbook["Chi tiết"]
    header = next(row for row in detail.iter_rows() if row[0].value == "STT")
    column = next(cell.column for cell in header if cell.value == "Trạng thái")
    states = [
        row[column - 1].value for row in detail.iter_rows(min_row=header[0].row + 1) if isinstance(row[0].value, int)
    ]
    assert states == ["Chưa báo cáo"] * 57
    summary = {row[0].value: row[1].value for row in workbook["Tổng hợp"].iter_rows() if row[1].value is not None}
    assert summary["Tổng số"] == 57
    assert [summary[name] for name in ("Sở Nội vụ", "Văn phòng UBND tỉnh", "Sở Tài chính")] == [21, 15, 13]


def test_report_with_progress(cchc, reported, tmp_path, snapshot) -> None:
    target = tmp_path / "report.xlsx"
    assert cchc("report", "-o", str(target), "--as-of", "2024-12-31", data=reported).code == 0
    assert dump(target) == snapshot


def test_report_agrees_with_list(cchc, reported, tmp_path) -> None:
    target = tmp_path / "report.xlsx"
    cchc("report", "-o", str(target), "--as-of", "2024-12-31", data=reported)
    rows = json.loads(cchc("list", "-f", "json", "--as-of", "2024-12-31", data=reported).out)
    sheet = load_workbook(target)["Tổng hợp"]
    table = {row[0].value: row[1].value for row in sheet.iter_rows(max_col=2) if isinstance(row[1].value, int)}
    counts = Counter(row["status"] for row in rows)
    labels = {"in_progress": "Đang thực hiện", "not_applicable": "Không áp dụng", "done": "Hoàn thành"}
    assert {label: table[label] for label in labels.values()} == {
        label: counts[state] for state, label in labels.items()
    }
    assert table["Trong đó: quá hạn"] == sum(row["late"] for row in rows) == 1


def test_values_are_values_and_nothing_is_a_formula(cchc, reported, tmp_path) -> None:
    target = tmp_path / "report.xlsx"
    cchc("report", "-o", str(target), data=reported)
    with zipfile.ZipFile(target) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(b"<f>" in sheet for sheet in sheets)
    cells = [cell for sheet in load_workbook(target).worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.value for cell in cells if cell.number_format == "0.00"} >= {1.5, 1.25}


def test_links_lead_to_sheets_that_exist(cchc, reported, tmp_path) -> None:
    target = tmp_path / "report.xlsx"
    cchc("report", "-o", str(target), data=reported)
    workbook = load_workbook(target)
    links = [
        cell.hyperlink.location
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink
    ]
    assert all(re.fullmatch(r"'.*'![AB]\d+", link) for link in links)
    assert {link.rpartition("!")[0].strip("'") for link in links} == set(workbook.sheetnames)


def test_label_stands_on_every_sheet(cchc, reported, tmp_path) -> None:
    target = tmp_path / "report.xlsx"
    cchc("report", "-o", str(target), data=reported)
    for sheet in load_workbook(target).worksheets:
        assert any(cell.value == "số liệu minh họa" for row in sheet.iter_rows(max_row=5) for cell in row), sheet.title


def test_control_characters_reach_no_workbook(cchc, home, tmp_path) -> None:
    log = log_of(
        "snv", 'date: 2024-03-01, code: "1.1", status: in_progress, result: "Đã ban hành\\u000Bkế hoạch\\u0007"'
    )
    target = tmp_path / "report.xlsx"
    ran = cchc("report", "-o", str(target), data=home({"progress/2024/snv.yaml": log}))
    assert (ran.code, "1 cảnh báo" in ran.err) == (0, True)
    values = [cell.value for sheet in load_workbook(target).worksheets for row in sheet.iter_rows() for cell in row]
    assert "Đã ban hành\nkế hoạch" in values


def test_negative_maximum_is_a_number_in_csv_and_xlsx(cchc, home, tmp_path) -> None:
    data = home({"criteria.yaml": CRITERIA.replace("stt: 1\n", "stt: 1\n        max_score: -0.5\n")})
    assert ";-0,5\r\n" in cchc("list", "-f", "csv", data=data).raw.decode()
    target = tmp_path / "list.xlsx"
    cchc("list", "-o", str(target), data=data)
    values = [cell.value for row in load_workbook(target).worksheets[0].iter_rows() for cell in row]
    assert -0.5 in values


def test_period_is_named_on_the_report(cchc, reported, tmp_path) -> None:
    target = tmp_path / "report.xlsx"
    cchc("report", "-o", str(target), "--period", "h1", data=reported)
    values = [cell.value for row in load_workbook(target)["Tổng hợp"].iter_rows() for cell in row]
    assert "Kỳ báo cáo 6 tháng năm 2024 (chốt ngày 30/06/2024)" in values


def test_old_report_is_replaced_whole(cchc, tmp_path) -> None:
    target = tmp_path / "report.xlsx"
    target.write_bytes(b"old")
    target.chmod(0o640)
    assert cchc("report", "-o", str(target), data=SHIPPED).code == 0
    assert target.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["report.xlsx"]


@pytest.mark.skipif(
    not shutil.which("soffice") or not shutil.which("pdftotext"), reason="needs LibreOffice and poppler-utils"
)
def test_printed_list_shows_every_word_of_every_row(cchc, tmp_path) -> None:
    target = tmp_path / "snv.xlsx"
    cchc("export", "-a", "snv", "-o", str(target), data=SHIPPED)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(target)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "snv.pdf"), "-"], check=True, capture_output=True
    ).stdout.decode()
    # letters, not words: the PDF's text has gaps where the font lacks a letter
    printed = Counter(letter for letter in text if letter.isalnum())
    sheet = load_workbook(target).worksheets[0]
    wanted = Counter(
        letter for row in sheet.iter_rows() for cell in row for letter in str(cell.value or "") if letter.isalnum()
    )
    assert not wanted - printed
    assert text.count("Lĩnh vực – tiêu chí") == text.count("Trang ") == 2


def test_several_agencies_go_into_a_folder_and_not_into_one_file(cchc, tmp_path) -> None:
    assert cchc("export", "-a", "snv", "-a", "stc", "-a", "SNV", "-o", str(tmp_path), data=SHIPPED).code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["snv.xlsx", "stc.xlsx"]
    assert cchc("export", "-a", "snv", "-a", "stc", "-o", str(tmp_path / "x.xlsx"), data=SHIPPED).code == 2


def test_inferred_lead_is_marked_on_the_sheet_of_its_agency(cchc, tmp_path) -> None:
    target = tmp_path / "report.xlsx"
    cchc("report", "-o", str(target), data=SHIPPED)
    values = [cell.value for row in load_workbook(target)["STC"].iter_rows() for cell in row]
    assert values.count("Chủ trì *") == 6
    assert any(str(value).startswith("* cơ quan chủ trì suy ra") for value in values)


def test_period_with_a_day_says_both(cchc, reported, tmp_path) -> None:
    target = tmp_path / "report.xlsx"
    cchc("report", "-o", str(target), "--period", "h1", "--as-of", "2024-05-31", data=reported)
    values = [cell.value for row in load_workbook(target)["Tổng hợp"].iter_rows() for cell in row]
    told = "Kỳ báo cáo 6 tháng năm 2024 (chốt ngày 30/06/2024), số liệu đến ngày 31/05/2024, quá hạn tính tại ngày chốt"
    assert told in values


def test_reason_for_an_inferred_lead_stands_below_the_list_and_not_as_a_note_of_the_plan(cchc, tmp_path) -> None:
    target = tmp_path / "stc.xlsx"
    cchc("export", "-a", "stc", "-o", str(target), data=SHIPPED)
    rows = [[cell.value for cell in row] for row in load_workbook(target).worksheets[0].iter_rows()]
    assert next(row for row in rows if row[1] == "6")[5] is None
    assert [row[0] for row in rows if str(row[0]).startswith("Mã 6: Văn bản không in")] != []


def test_share_of_nothing_out_of_nothing_is_a_dash(cchc, home, tmp_path) -> None:
    data = home(
        {
            "progress/2024/stc.yaml": log_of(
                "stc",
                'date: 2024-05-01, code: "1.2", status: not_applicable',
                'date: 2024-05-01, code: "1.3", status: not_applicable',
            )
        }
    )
    target = tmp_path / "report.xlsx"
    cchc("report", "-o", str(target), data=data)
    row = next(row for row in load_workbook(target)["Tổng hợp"].iter_rows() if row[0].value == "Sở Tài chính")
    assert [cell.value for cell in row][-1] == "–"
    assert cchc("agencies", "-f", "csv", data=data).out.splitlines()[2].endswith(";0;–")
    assert json.loads(cchc("agencies", "-f", "json", data=data).out)[1]["completion"] is None


@pytest.mark.parametrize(
    "command", [("report",), ("export", "-a", "snv"), ("export", "--form", "-a", "snv"), ("list",)]
)
def test_same_data_and_day_give_the_same_parts(cchc, reported, tmp_path, command) -> None:
    contents = []
    for name in ("a.xlsx", "b.xlsx"):
        assert cchc(*command, "-o", str(tmp_path / name), "--as-of", "2024-07-01", data=reported).code == 0
        with zipfile.ZipFile(tmp_path / name) as archive:
            contents.append({part: archive.read(part) for part in archive.namelist()})
        time.sleep(1.1)  # the stamp of a workbook tells seconds
    assert contents[0] == contents[1]
