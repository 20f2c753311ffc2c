"""A report as a workbook: what stands on which sheet, and what Excel does with it."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
import os
from pathlib import Path
import subprocess
import sys
import time
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook
import pytest

from cchc_cli.render.excel import render_workbook
from cchc_cli.reports.parts import (
    Chart,
    ChartKind,
    Figure,
    Figures,
    Heading,
    Paragraph,
    Part,
    Report,
    Section,
    Sheet,
    TablePart,
    Tone,
    Weight,
)
from cchc_cli.tables import Column, Kind, Line, Link, Rank, Table

DAY = date(2024, 11, 15)
COUNTS = Table(
    (Column("agency", "Cơ quan", width=40), Column("done", "Hoàn thành", Kind.NUMBER), Column("late", "Quá hạn")),
    (Line(("Sở Nội vụ", 3, 0)), Line(("Sở Tư pháp", 5, 2)), Line(("Tổng", 8, 2), Rank.TOTAL)),
)
CODES = Table(
    (Column("code", "Mã", Kind.LABEL, 8), Column("name", "Nội dung", width=40)),
    (Line(("1", "Chỉ đạo"), Rank.AREA), Line(("1.1", "Kế hoạch")), Line(("1.2", "Báo cáo"))),
)


def report(*sections: Section, sheets: tuple[Sheet, ...] = (), label: str | None = None) -> Report:
    return Report("Báo cáo", DAY, sections, label=label, sheets=sheets)


def section(key: str, *parts: Part, name: str | None = None) -> Section:
    return Section(key, name or f"Phần {key}", parts)


def opened(made: Report) -> Any:
    return load_workbook(BytesIO(render_workbook(made)))


def sheet_of(*parts: Part) -> Any:
    return opened(report(section("a", *parts))).worksheets[0]


def texts(sheet: Any) -> list[str]:
    return [row[0].value for row in sheet.iter_rows() if row[0].value is not None]


def links(sheet: Any) -> dict[str, str]:
    return {cell.coordinate: cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}


def text(value: str | Link, weight: Weight = Weight.PLAIN) -> Paragraph:
    return Paragraph(value, weight)


def test_sheets_hold_their_top_and_sections_under_their_names() -> None:
    made = report(
        section("a", text("một")),
        section("b", text("hai")),
        section("c", text("ba")),
        section("d", text("không nơi nào")),
        sheets=(Sheet("Tổng hợp", (Heading("ĐẦU"),), ("a", "b")), Sheet("Riêng: ba", (), ("c",))),
    )
    workbook = opened(made)
    assert workbook.sheetnames == ["Tổng hợp", "Riêng- ba"]
    assert [texts(sheet) for sheet in workbook.worksheets] == [
        ["ĐẦU", "Phần a", "một", "Phần b", "hai"],
        ["ba"],
    ]
    assert workbook.worksheets[0]["A2"].font.b


def test_links_lead_to_sections_and_rows_that_come_later_and_else_are_plain() -> None:
    made = report(
        section("a", *(text(Link(name, to, code)) for name, to, code in (("1", "b", None), ("2", "c", None)))),
        section("b", text(Link("3", "d", "1.2"))),
        section("c", text(Link("4", "d", "9.9")), text(Link("5", "e")), text(Link("6", "a"))),
        section("d", text("trên"), TablePart(CODES, is_main=True)),
        section("e"),
        sheets=(Sheet("Một", (Heading("ĐẦU"),), ("a", "b", "c")), Sheet("Hai's", (), ("d",))),
    )
    sheet = opened(made).worksheets[0]
    assert texts(sheet) == ["ĐẦU", "Phần a", "1", "2", "Phần b", "3", "Phần c", "4", "5", "6"]
    assert links(sheet) == {
        "A3": "'Một'!A5",
        "A4": "'Một'!A7",
        "A6": "'Hai''s'!A5",
        "A8": "'Hai''s'!A1",
        "A10": "'Một'!A1",
    }
    assert (sheet["A3"].font.u, sheet["A9"].font.u) == ("single", None)


def test_link_in_a_table_leads_to_the_row_of_its_code() -> None:
    table = CODES._replace(lines=(Line((Link("1.2", "b", "1.2"), "Báo cáo")),))
    made = report(section("a", TablePart(table)), section("b", TablePart(CODES, is_main=True)))
    assert links(opened(made).worksheets[0]) == {"A2": "'Phần b'!A4"}


def test_key_figures_are_numbers_in_tiles_side_by_side() -> None:
    figures = Figures(
        (
            Figure("Số dòng", 57, note="8 lĩnh vực"),
            Figure("Tỷ lệ (%)", Decimal("36.84"), Kind.PERCENT, tone=Tone.GOOD),
            Figure("Điểm", Decimal("45.5"), Kind.SCORE),
            Figure("Quá hạn", 9, tone=Tone.BAD, section="a"),
            Figure("Ngày", DAY, Kind.DAY),
        )
    )
    sheet = sheet_of(figures)
    tiles = [[str(area) for area in sorted(sheet.merged_cells.ranges, key=lambda area: area.min_col) if area.min_row == row] for row in (1, 2, 3)]  # fmt: skip
    assert tiles == [["A1:C1", "D1:F1", "G1:I1"], ["A2:C2", "D2:F2", "G2:I2"], ["A3:C3", "D3:F3", "G3:I3"]]
    cells = [sheet[place] for place in ("A2", "D2", "G2", "A5", "D5")]
    assert [cell.value for cell in cells[:4]] == [57, 36.84, 45.5, 9]
    assert [cell.number_format for cell in cells] == ["0", "0.0", "0.00", "0", "dd/mm/yyyy"]
    assert [cell.font.color.rgb for cell in cells[:4]] == ["FF1F3864", "FF2E7D32", "FF1F3864", "FFC62828"]
    assert {cell.font.sz for cell in cells} == {24}
    assert links(sheet) == {"A5": "'Phần a'!A1"}
    assert sheet["A3"].value == "8 lĩnh vực"


@pytest.mark.parametrize("count", range(1, 10))
def test_tiles_never_overlap_whatever_the_columns(count: int) -> None:
    figures = Figures(tuple(Figure(str(number), number) for number in range(count)))
    for table in (COUNTS, CODES, Table((Column("a", "A", width=90), Column("b", "B", width=3)), ())):
        sheet = sheet_of(figures, TablePart(table))
        taken = [place for area in sheet.merged_cells.ranges for place in area.cells]
        assert len(taken) == len(set(taken))
        values = [cell.value for row in sheet.iter_rows() for cell in row if cell.font.sz == 24 and cell.value is not None]  # fmt: skip
        assert values == list(range(count))


def chart(kind: ChartKind = ChartKind.STACKED, table: Table = COUNTS) -> Chart:
    return Chart("Theo cơ quan", kind, table, "agency", ("done",), "Sở Tư pháp nhiều nhất & «5»")


def parts_of(made: Report, folder: str) -> list[str]:
    with ZipFile(BytesIO(render_workbook(made))) as archive:
        return [archive.read(name).decode() for name in archive.namelist() if name.startswith(folder) and name.endswith(".xml")]  # fmt: skip


def test_chart_refers_to_the_table_below_it_and_says_what_is_to_be_seen() -> None:
    made = report(section("a", text("trên"), chart(), TablePart(COUNTS)))
    sheet = opened(made).worksheets[0]
    anchor = sheet._charts[0].anchor
    header = next(row[0].row for row in sheet.iter_rows() if row[0].value == "Cơ quan")
    assert (anchor._from.row, anchor.to.row) == (1, header - 2)  # counted from 0, the gap between left out
    [xml] = parts_of(made, "xl/charts/chart")
    assert f"<f>'Phần a'!$B${header + 1}:$B${header + 2}</f>" in xml
    [drawing] = parts_of(made, "xl/drawings/drawing")
    assert 'descr="Sở Tư pháp nhiều nhất &amp; «5»"' in drawing


def test_chart_of_a_table_that_is_not_on_its_sheet_is_a_bug() -> None:
    made = report(section("a", chart()), section("b", TablePart(COUNTS)))
    with pytest.raises(AssertionError, match="«Theo cơ quan» stands on its sheet"):
        render_workbook(made)


def test_page_of_paper_never_ends_in_a_chart() -> None:
    many = Table(COUNTS.columns, tuple(Line((f"Cơ quan {number}", number, 0)) for number in range(14)))
    charts: list[Part] = [text("đầu")]
    for _ in range(6):
        charts += [text("Tên biểu đồ", Weight.SUBTITLE), chart(table=many), text("ghi chú", Weight.NOTE)]
    sheet = sheet_of(*charts, TablePart(many))
    breaks = [one.id for one in sheet.row_breaks.brk]
    assert len(breaks) >= 3
    for drawn in sheet._charts:
        first, last = drawn.anchor._from.row + 1, drawn.anchor.to.row
        assert not any(first <= row < last for row in breaks)
    assert all(sheet.cell(row + 1, 1).value == "Tên biểu đồ" for row in breaks[:-1])
    ends = [0, *breaks, sheet.max_row]
    for start, end in pairwise(ends):
        assert sum(sheet.row_dimensions[row].height or 0 for row in range(start + 1, end + 1)) < 520


def test_pages_of_paper_hold_as_many_tables_as_there_is_room_for() -> None:
    sheet = sheet_of(*(TablePart(COUNTS) for _ in range(40)))
    ends = [0, *(one.id for one in sheet.row_breaks.brk)]
    heights = [
        sum(sheet.row_dimensions[row].height or 0 for row in range(start + 1, end + 1)) for start, end in pairwise(ends)
    ]
    assert len(heights) > 3
    assert min(heights) > 400


def test_all_texts_above_a_chart_go_to_the_next_page_with_it() -> None:
    many = Table(COUNTS.columns, tuple(Line((f"Cơ quan {number}", number, 0)) for number in range(14)))
    charts: list[Part] = []
    for _ in range(6):
        charts += [text("Tên phần"), text("Tên biểu đồ", Weight.SUBTITLE), chart(table=many)]
    sheet = sheet_of(*charts, TablePart(many))
    breaks = [one.id for one in sheet.row_breaks.brk]
    assert len(breaks) >= 3
    assert {sheet.cell(row + 1, 1).value for row in breaks[:-1]} == {"Tên phần"}


def test_chart_higher_than_a_page_begins_one_with_its_heading() -> None:
    many = Table(COUNTS.columns, tuple(Line((f"Cơ quan {number}", number, 0)) for number in range(80)))
    sheet = sheet_of(text("đầu"), TablePart(COUNTS), text("Tên biểu đồ"), chart(table=many), TablePart(many))
    [drawn] = sheet._charts
    assert drawn.anchor._from.row in [one.id + 1 for one in sheet.row_breaks.brk]
    assert sheet.cell(drawn.anchor._from.row, 1).value == "Tên biểu đồ"


def test_equal_cells_merge_within_their_area_and_show_their_text() -> None:
    lead = "Sở Nông nghiệp và Phát triển nông thôn"
    columns = (Column("code", "Mã", Kind.LABEL, 8), Column("lead", "Chủ trì", width=9, merges=True))
    values = [("1", lead), ("1.1", lead), ("1.2", "STC"), ("1.3", None), ("1.4", None), ("2", "STC"), ("2.1", "STC")]
    lines = tuple(Line(each, Rank.AREA if "." not in each[0] else Rank.ROW) for each in values)
    made = report(section("a", TablePart(Table(columns, lines), is_main=True, has_filter=True)))
    sheet = opened(made).worksheets[0]
    assert {str(area) for area in sheet.merged_cells.ranges} == {"B2:B3", "B7:B8"}
    assert sheet["B2"].alignment.vertical == "top"
    assert sheet.row_dimensions[2].height + sheet.row_dimensions[3].height > 5 * 12
    [xml] = parts_of(made, "xl/worksheets/sheet1")
    assert "<t>" in xml.split('<c r="B3"')[1].split("</c>")[0]  # by which a filter finds the row


def test_merged_cell_says_its_text_anew_on_each_page_of_paper() -> None:
    columns = (Column("name", "Nội dung", width=40), Column("lead", "Chủ trì", width=9, merges=True))
    lines = tuple(Line((f"Nội dung {number}", "Sở Nội vụ")) for number in range(60))
    sheet = sheet_of(TablePart(Table(columns, lines), is_main=True))
    breaks = [one.id for one in sheet.row_breaks.brk]
    merged = sorted(str(area) for area in sheet.merged_cells.ranges)
    assert merged == sorted(f"B{first + 1}:B{last}" for first, last in pairwise([1, *breaks, 61]))
    heading = sheet.row_dimensions[1].height
    for first, last in pairwise([1, *breaks]):
        assert 400 < heading + sum(sheet.row_dimensions[row].height for row in range(first + 1, last + 1)) < 490


def test_row_of_more_text_than_it_shows_begins_at_the_top() -> None:
    long = "một hai ba " * 400
    table = Table(CODES.columns, (Line(("1", "ngắn")), Line(("2", long)), Line(("3", f"={long}"))))
    sheet = sheet_of(text(long * 4), TablePart(table))
    assert [sheet.row_dimensions[row].height for row in (1, 4, 5)] == [409] * 3
    downs = {row[0].value: {cell.alignment.vertical for cell in row} for row in sheet.iter_rows(min_row=3)}
    assert downs == {"1": {"center"}, "2": {"top"}, "3": {"top"}}
    assert sheet["A1"].alignment.vertical == "top"


def test_columns_have_one_rule_each_for_colours() -> None:
    columns = (
        Column("status", "Trạng thái", Kind.STATE),
        Column("percent", "Tiến độ", Kind.PERCENT),
        Column("late", "Quá hạn", Kind.LABEL),
    )
    lines = (Line(("Hoàn thành", Decimal(100), None)), Line(("Không đạt", Decimal(5), "3 ngày")))
    rules = {str(area.sqref): area.rules for area in sheet_of(TablePart(Table(columns, lines))).conditional_formatting}
    assert list(rules) == ["A2:A3", "B2:B3", "C2:C3"]
    assert [rule.formula[0] for rule in rules["A2:A3"]] == [
        '"Hoàn thành"',
        '"Đang thực hiện"',
        '"Chưa thực hiện"',
        '"Không đạt"',
        '"Không áp dụng"',
        '"Chưa báo cáo"',
    ]
    [bar] = rules["B2:B3"]
    assert [(end.type, end.val) for end in bar.dataBar.cfvo] == [("num", 0), ("num", 100)]
    [late] = rules["C2:C3"]
    assert (late.formula, late.dxf.font.color.rgb) == (['AND(C2<>"",C2<>0)'], "FFAD1457")


def test_smaller_table_of_wide_columns_takes_several_of_the_sheet() -> None:
    wide = Table((Column("a", "A", width=10), Column("b", "B", width=60)), (Line(("x", "y")),))
    narrow = Table(tuple(Column(str(n), str(n), width=20) for n in range(5)), (Line(tuple(range(5))),))
    sheet = sheet_of(TablePart(narrow), TablePart(wide))
    assert [dimension.width for dimension in sheet.column_dimensions.values()] == [20] * 5
    assert (sheet["A5"].value, sheet["B5"].value) == ("x", "y")
    assert {str(area) for area in sheet.merged_cells.ranges} == {"B4:D4", "B5:D5"}
    assert sheet["D5"].border.right.style == "thin"


def test_counts_above_a_list_are_not_as_wide_as_its_texts() -> None:
    listed = Table(tuple(Column(str(width), "X", width=width) for width in (26, 56, 34, 16, 12)), (Line(("x",) * 5),))
    sheet = sheet_of(TablePart(COUNTS), TablePart(listed, is_main=True))
    assert [cell.value for cell in sheet[1]] == ["Cơ quan", None, None, "Hoàn thành", "Quá hạn"]
    assert "A1:C1" in {str(area) for area in sheet.merged_cells.ranges}


def test_link_in_a_table_stands_on_one_line() -> None:
    long = "Ban Quản lý các khu kinh tế và khu công nghiệp của tỉnh"
    table = Table(COUNTS.columns, (Line((Link(long, "b"), 1, 0)), Line((Link(long * 3, "b"), 1, 0))))
    sheet = opened(report(section("a", TablePart(table)), section("b", TablePart(CODES)))).worksheets[0]
    for row in (2, 3):
        alignment = sheet.cell(row, 1).alignment
        assert (alignment.shrink_to_fit, alignment.wrap_text) == (True, None)
    assert sheet.column_dimensions["A"].width == 60


@pytest.mark.parametrize(("count", "repeated"), [(5, None), (60, "$6:$6")])
def test_headings_of_a_long_last_table_are_repeated_on_paper(count: int, repeated: str | None) -> None:
    many = Table(CODES.columns, (Line(("1", "Nội dung")),) * count)
    assert sheet_of(TablePart(CODES), TablePart(many)).print_title_rows == repeated


def test_footer_and_properties_say_what_the_report_is() -> None:
    made = report(section("a", text("x")), label="số liệu R&D")
    workbook = opened(made)
    footer = workbook.worksheets[0].oddFooter
    assert (footer.left.text, footer.center.text, footer.right.text) == ("số liệu R&&D", "Trang &P/&N", "Báo cáo")
    assert (workbook.properties.title, workbook.properties.description) == ("Báo cáo", "số liệu R&D")


def test_table_without_lines_has_no_filter() -> None:
    tables = (CODES, CODES._replace(lines=()))
    sheets = [sheet_of(TablePart(table, is_main=True, has_filter=True)) for table in tables]
    assert [sheet.auto_filter.ref for sheet in sheets] == ["A1:B4", None]


def test_heading_row_far_down_is_not_frozen() -> None:
    high, low = (sheet_of(*[text("x")] * count, TablePart(CODES, is_main=True)) for count in (3, 30))
    assert (high.freeze_panes, low.freeze_panes) == ("A5", None)
    assert low.print_title_rows == "$31:$31"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a\x0bb", "a\nb"),
        ("a\x07b", "ab"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\x00=1", "=1"),
        ("a\ufffeb\ud800c", "abc"),
        ("=1+1", "=1+1"),
    ],
)
def test_text_that_a_file_cannot_hold_is_written_without_it(written: str, shown: str) -> None:
    table = Table((Column("a", "A", width=30),), (Line((written,)), Line((Link(written, "a"),))))
    workbook = opened(report(section("a", Heading(written), TablePart(table), name="Tên\x07 này\x0b")))
    sheet = workbook.worksheets[0]
    assert [sheet[place].value for place in ("A1", "A3", "A4")] == [shown] * 3
    assert [sheet[place].data_type for place in ("A1", "A3", "A4")] == ["s"] * 3
    assert [sheet[place].quotePrefix for place in ("A1", "A3", "A4")] == [shown.startswith("=")] * 3
    assert workbook.sheetnames == ["Tên này"]


def whole() -> Report:
    figures = Figures((Figure("Số dòng", 57, section="b"), Figure("Quá hạn", 9)))
    return report(
        section("a", figures, chart(), TablePart(COUNTS), chart(ChartKind.BARS), chart(ChartKind.LINES)),
        section("b", Heading("CHI TIẾT"), TablePart(CODES, is_main=True, has_filter=True)),
        sheets=(Sheet("Tổng hợp", (Heading("ĐẦU"),), ("a",)), Sheet("Chi tiết", (), ("b",))),
    )


def test_same_report_gives_the_same_bytes_at_another_time(monkeypatch: pytest.MonkeyPatch) -> None:
    first = render_workbook(whole())
    later = time.time() + 90_000
    monkeypatch.setattr(time, "time", lambda: later)
    second = render_workbook(whole())
    assert first == second
    with ZipFile(BytesIO(second)) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(2024, 11, 15, 0, 0, 0)}


@pytest.mark.parametrize("seed", ["1", "2"])
def test_same_report_gives_the_same_bytes_in_another_process(seed: str, tmp_path: Path) -> None:
    code = (
        "import sys; from test_workbook import whole; from cchc_cli.render.excel import render_workbook; "
        "open(sys.argv[1], 'wb').write(render_workbook(whole()))"
    )
    target = tmp_path / "r.xlsx"
    paths = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    environment = os.environ | {"PYTHONPATH": paths, "PYTHONHASHSEED": seed}
    subprocess.run([sys.executable, "-c", code, str(target)], env=environment, check=True)
    assert target.read_bytes() == render_workbook(whole())
