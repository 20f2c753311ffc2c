"""`export --form`: what an agency gets to fill in."""

import json
from pathlib import Path
import re
import zipfile

from openpyxl import load_workbook
import pytest

from conftest import SHIPPED
from forms import fill
from homes import AGENCIES, CRITERIA, log_of
from workbooks import dump

HEADINGS = [
    "STT", "Mã", "Lĩnh vực – tiêu chí – tiêu chí thành phần", "Vai trò", "Thời hạn", "Ghi chú kế hoạch", "Hạn cuối",
    "Điểm tối đa", "Trạng thái", "Tiến độ %", "Kết quả thực hiện", "Tài liệu kiểm chứng", "Giải trình", "Điểm tự chấm",
    "Ngày cập nhật", "Người báo cáo", "Ghi chú",
]  # fmt: skip
WITH_SCORES = (
    CRITERIA.replace(
        "name: Thực hiện kế hoạch\n", "name: Thực hiện kế hoạch\n        max_score: 1.5\n        due: 6/2024\n"
    )
    .replace("name: Đối thoại\n", "name: Đối thoại\n        support: [snv]\n")
    .replace(
        "name: Phân cấp\n", "name: Phân cấp\n        method: survey\n        max_score: 2\n        note: Theo mẫu\n"
    )
)
LOG = log_of(
    "snv",
    'date: 2024-03-01, code: "1.1", status: in_progress, percent: 40, result: "=1+1", evidence: ["12/BC", "13/BC"], by: An',
    'date: 2024-09-01, code: "1.1", status: done, self_score: 1.25',
)


@pytest.fixture
def reported(home) -> Path:
    return home(
        {"criteria.yaml": WITH_SCORES, "progress/2024/snv.yaml": LOG, "settings.yaml": "label: số liệu minh họa\n"}
    )


def form_of(cchc, data: Path, *args: str, agency: str = "snv") -> Path:
    target = data.parent / f"{agency}.xlsx"
    ran = cchc("export", "--form", "-a", agency, "-o", str(target), *args, data=data)
    assert ran.code == 0, ran.err
    return target


def header_of(sheet) -> list:
    return next(row for row in sheet.iter_rows() if row[0].value == "STT")


def test_form_as_it_is_handed_out(cchc, reported, snapshot) -> None:
    assert dump(form_of(cchc, reported, "--as-of", "2024-07-01")) == snapshot


def test_headings_are_to_the_letter_in_one_unmerged_row(cchc, reported) -> None:
    sheet = load_workbook(form_of(cchc, reported)).worksheets[0]
    header = header_of(sheet)
    assert [cell.value for cell in header] == HEADINGS
    assert not any(area.min_row <= header[0].row <= area.max_row for area in sheet.merged_cells.ranges)


def test_without_maxima_nobody_is_asked_for_a_score(cchc, tmp_path) -> None:
    target = tmp_path / "snv.xlsx"
    assert cchc("export", "--form", "-a", "snv", "-o", str(target), data=SHIPPED).code == 0
    headings = [cell.value for cell in header_of(load_workbook(target).worksheets[0])]
    assert headings == [one for one in HEADINGS if one not in ("Hạn cuối", "Điểm tối đa", "Điểm tự chấm")]


def test_cells_to_fill_are_those_of_rows_the_agency_leads(cchc, reported) -> None:
    sheet = load_workbook(form_of(cchc, reported)).worksheets[0]
    header = header_of(sheet)
    column = {cell.value: cell.column for cell in header}
    row = {cells[1].value: cells[0].row for cells in sheet.iter_rows(min_row=header[0].row + 1) if cells[1].value}

    def is_open(code: str, heading: str) -> bool:
        return not sheet.cell(row[code], column[heading]).protection.locked

    assert all(is_open("1.1", heading) for heading in HEADINGS[8:])
    assert not any(is_open("1.1", heading) for heading in HEADINGS[:8])
    assert not any(
        is_open(code, heading) for code in ("1", "1.2") for heading in HEADINGS
    )  # a heading; a supported row
    survey = [heading for heading in HEADINGS[8:] if not is_open("1.3", heading)]
    assert survey == ["Tài liệu kiểm chứng", "Điểm tự chấm"]


def test_cells_hold_the_state_of_the_day_whatever_the_period(cchc, reported) -> None:
    for args, state, percent in (
        (("--as-of", "2024-02-01"), None, None),
        (("--as-of", "2024-07-01", "--period", "q1"), "Đang thực hiện", 40),
        (("--as-of", "2024-12-01", "--period", "h1"), "Hoàn thành", 100),
    ):
        sheet = load_workbook(form_of(cchc, reported, *args)).worksheets[0]
        header = [cell.value for cell in header_of(sheet)]
        row = next(row for row in sheet.iter_rows(values_only=True) if row[1] == "1.1")
        assert (row[header.index("Trạng thái")], row[header.index("Tiến độ %")]) == (state, percent)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--as-of", "2024-07-01"), "6 tháng năm 2024"),
        (("--as-of", "2024-02-01"), "quý I năm 2024"),
        (("--as-of", "2024-07-01", "--period", "m9"), "9 tháng năm 2024"),
        ((), "cả năm 2024"),
    ],
)
def test_period_asked_for_is_the_last_that_is_closed(cchc, reported, args, said) -> None:
    sheet = load_workbook(form_of(cchc, reported, *args)).worksheets[0]
    assert f"Kỳ báo cáo: {said}" in [row[0].value for row in sheet.iter_rows()]


def test_protection_has_no_password_and_leaves_filters_and_sizes_free(cchc, reported) -> None:
    workbook = load_workbook(form_of(cchc, reported))
    for sheet in workbook.worksheets:
        protection = sheet.protection
        assert (protection.sheet, protection.password) == (True, None)
        assert not any((protection.autoFilter, protection.formatRows, protection.formatColumns))
    assert workbook.worksheets[0].auto_filter.ref
    assert workbook.security is None or not workbook.security.lockStructure


def test_drop_down_is_a_range_of_a_sheet_in_the_bytes(cchc, reported) -> None:
    """Excel calls a file damaged whose drop-down is one string of over 255 letters; LibreOffice opens it."""
    target = form_of(cchc, reported)
    with zipfile.ZipFile(target) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    lists = re.findall(r'<dataValidation [^>]*type="list"[^>]*>(.*?)</dataValidation>', xml)
    assert lists == ["<formula1>'cchc'!$AA$1:$AA$5</formula1>"]
    choices = [cell.value for (cell,) in load_workbook(target)["cchc"]["AA1:AA5"]]
    assert choices == ["Chưa thực hiện", "Đang thực hiện", "Hoàn thành", "Không đạt", "Không áp dụng"]


def test_prompts_fit_what_excel_allows_in_the_bytes(cchc, reported) -> None:
    for check in load_workbook(form_of(cchc, reported)).worksheets[0].data_validations.dataValidation:
        assert len(check.promptTitle) <= 32
        assert len(check.errorTitle) <= 32
        assert 0 < len(check.prompt) <= 255
        assert 0 < len(check.error) <= 225


def test_no_cell_is_a_formula_and_text_stays_text_when_edited(cchc, reported) -> None:
    target = form_of(cchc, reported)
    with zipfile.ZipFile(target) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in archive.read(name)
    sheet = load_workbook(target).worksheets[0]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1")
    assert (cell.data_type, cell.number_format, cell.quotePrefix) == ("s", "@", True)


def test_hidden_sheet_tells_whose_form_it_is(cchc, reported) -> None:
    sheet = load_workbook(form_of(cchc, reported, "--as-of", "2024-07-01"))["cchc"]
    rows = [list(row[:2]) for row in sheet.iter_rows(max_row=5, values_only=True)]
    assert rows == [["cchc-form", "1"], ["year", "2024"], ["agency", "snv"], ["period", "h1"], ["day", "2024-07-01"]]
    assert sheet.sheet_state == "hidden"


def test_text_that_no_cell_can_hold_is_shown_cut_and_locked(cchc, home) -> None:
    data = home(
        {
            "progress/2024/snv.yaml": log_of(
                "snv", f'date: 2024-03-01, code: "1.1", status: in_progress, result: "{"😀" * 20000}"'
            )
        }
    )
    sheet = load_workbook(form_of(cchc, data)).worksheets[0]
    cell = next(cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("😀"))
    assert cell.value.endswith("xem dữ liệu)")
    assert cell.protection.locked


def test_only_agencies_that_lead_get_a_form(cchc, home, tmp_path) -> None:
    criteria = CRITERIA.replace("leads: [snv, stc, skhdt]", "leads: [snv]\n        support: [skhdt]")
    out = tmp_path / "phieu"
    out.mkdir()
    assert cchc("export", "--form", "-o", str(out), data=home({"criteria.yaml": criteria})).code == 0
    assert sorted(path.name for path in out.iterdir()) == ["snv.xlsx", "stc.xlsx"]
    assert cchc("export", "-o", str(out), data=home({"criteria.yaml": criteria})).code == 0
    assert "skhdt.xlsx" in {path.name for path in out.iterdir()}


def test_ended_agency_still_gets_the_form_of_its_printed_rows(cchc, home) -> None:
    agencies = AGENCIES.replace("short: Sở KH&ĐT\n", "short: Sở KH&ĐT\n    until: 2025-03-01\n    successors: [stc]\n")
    data = home({"agencies.yaml": agencies, "criteria.yaml": CRITERIA.replace("[stc]", "[skhdt]")})
    sheet = load_workbook(form_of(cchc, data, agency="skhdt")).worksheets[0]
    ran = cchc("export", "--form", "-a", "skhdt", "-o", str(data.parent / "x.xlsx"), data=data)
    assert "Lưu ý: Sở Kế hoạch và Đầu tư đã thôi hoạt động; nay trả lời: Sở Tài chính\n" in ran.err
    assert [row[1] for row in sheet.iter_rows(values_only=True) if row[0] in (2, 3)] == ["1.2", "1.3"]
    listed = json.loads(cchc("list", "-a", "skhdt", "-f", "json", data=data).out)
    assert [row["code"] for row in listed] == ["1.2", "1.3"]


@pytest.mark.parametrize("kind", [("--form",), ()])
def test_answers_that_the_log_does_not_have_are_not_written_over(cchc, home, tmp_path, kind) -> None:
    data, out = home(), tmp_path / "phieu"
    out.mkdir()
    assert cchc("export", "--form", "--period", "h1", "-o", str(out), data=data).code == 0
    fill(out / "stc.xlsx", {"1.2": {"Trạng thái": "Đang thực hiện"}})
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    ran = cchc("export", *kind, "-o", str(out), data=data)
    assert (ran.code, "stc.xlsx» là phiếu có 1 dòng đã điền chưa nhập, không ghi đè" in ran.err) == (3, True)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert cchc("import", str(out / "stc.xlsx"), "--yes", "--as", "2024-07-01", data=data).code == 0
    assert cchc("export", *kind, "-o", str(out), data=data).code == 0


def test_text_like_a_formula_is_escaped_once(cchc, home) -> None:
    text = "=A1 gõ _x0041_"
    data = home(
        {
            "progress/2024/snv.yaml": log_of(
                "snv", f'date: 2024-03-01, code: "1.1", status: in_progress, result: "{text}"'
            )
        }
    )
    target = form_of(cchc, data)
    with zipfile.ZipFile(target) as archive:
        written = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "_x005F_x0041_" in written
    assert "_x005F_x005F_" not in written
    assert "không có thay đổi" in cchc("import", str(target), "--dry-run", data=data).out
