"""Workbooks as plans: a sheet is a table, each cell what a person sees in it."""

from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO
import re
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.pagebreak import Break
import pytest

from cchc_cli.diagnostics import CellRef, Span
from cchc_cli.ingest.papers.document import read_paper
from cchc_cli.ingest.papers.paper import Table
from forms import packed, parts_of, rewritten
from word_files import complaints, grid, only_table, paper_of, read_shown, refusal


def saved(book: Any) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def sheet_of(*rows: tuple[object, ...], change: Callable[[Any], None] | None = None) -> bytes:
    """A workbook of one sheet with these rows."""
    book: Any = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "KH"
    for row in rows:
        sheet.append(row)
    if change is not None:
        change(sheet)
    return saved(book)


def test_sheet_is_a_table_with_its_titles_and_blank_columns() -> None:
    content = sheet_of(("KẾ HOẠCH",), (), ("STT", None, "Tên"), (1, None, "Rà soát\nvăn bản"))
    paper = paper_of(content, "k.xlsx")
    [table] = paper.parts
    assert isinstance(table, Table)
    assert grid(table) == [["KẾ HOẠCH", "", ""], ["STT", "", "Tên"], ["1", "", "Rà soát\nvăn bản"]]
    assert [(row.span, row.cell) for row in table.rows] == [(Span("k.xlsx"), CellRef("KH", row)) for row in (1, 3, 4)]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (1, "General", "1"),
        (1.0, "General", "1"),
        (1.1, "General", "1.1"),
        (0.1 + 0.2, "General", "0.3"),
        (1.5, "0.00", "1.5"),
        ("1.10", "@", "1.10"),
        (1, '"I."0', "I.1"),
        (3, '0"."', "3."),
        (0.5, "0%", "50%"),
        (-0.5, "General", "-0.5"),
        (True, "General", "TRUE"),
        (date(2024, 6, 1), "mm/yyyy", "6/2024"),
        (date(2024, 6, 1), "mmm-yy", "6/2024"),
        (date(2024, 6, 30), "dd/mm/yyyy", "30/06/2024"),
        (date(2024, 6, 30), "[$-42A]d mmmm yyyy;@", "30/06/2024"),
        (date(2024, 6, 30), "d-mmm", "30/6"),
        (date(2024, 6, 30), "yyyy", "2024"),
        (date(2024, 6, 30), '"Tháng "m"/"yyyy', "6/2024"),
        (datetime(2024, 6, 30, 8, 0), "dd/mm/yyyy hh:mm", "30/06/2024"),
        (time(8, 30), "hh:mm", "08:30"),
        ("  Sở   Nội vụ \n", "General", "Sở Nội vụ"),
        ("So\u031b\u0309", "General", "Sở"),
    ],
)
def test_cell_reads_as_it_is_seen(value, number_format, text) -> None:
    def formatted(sheet: Any) -> None:
        sheet["A2"].number_format = number_format

    content = sheet_of(("A",), (value,), change=formatted)
    assert only_table(content, "k.xlsx")[1] == [text]


def test_ranges_merged_down_and_across() -> None:
    def merged(sheet: Any) -> None:
        for area in ("A1:C1", "C2:C4", "A3:B4"):
            sheet.merge_cells(area)

    content = sheet_of(("KẾ HOẠCH",), (1, "a", "Sở Nội vụ"), (2, "b"), (3, "c"), (4, "d", "e"), change=merged)
    assert only_table(content, "k.xlsx") == [
        ["KẾ HOẠCH", "←", "←"],
        ["1", "a", "Sở Nội vụ"],
        ["2", "←", "↑"],
        ["4", "d", "e"],
    ]


def test_range_merged_over_the_whole_sheet_costs_nothing() -> None:
    content = sheet_of(("a", "b"), ("c", "d"), change=lambda sheet: sheet.merge_cells("A2:B2"))
    content = rewritten(content, lambda xml: xml.replace("A2:B2", "A1:XFD1048576"))
    assert only_table(content, "k.xlsx") == [["a", "←"], ["↑", "↑"]]


def test_row_behind_a_manual_break_starts_a_page() -> None:
    content = sheet_of(("a",), ("b",), (), ("c",), ("d",), change=lambda sheet: sheet.row_breaks.append(Break(id=2)))
    [table] = paper_of(content, "k.xlsx").parts
    assert isinstance(table, Table)
    assert [row.cells[0].text for row in table.rows if row.starts_page] == ["c"]


def two_sheets(state: str) -> bytes:
    book: Any = Workbook()
    for sheet, text in ((book.worksheets[0], "thấy"), (book.create_sheet("Cũ"), "khác")):
        sheet.append(["STT", text])
        sheet.append([1, text])
    book.worksheets[1].sheet_state = state
    return saved(book)


def test_each_visible_sheet_is_a_table() -> None:
    assert read_shown(two_sheets("visible"), "k.xlsx") == [
        [["STT", "thấy"], ["1", "thấy"]],
        [["STT", "khác"], ["1", "khác"]],
    ]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheet_is_passed_over_and_said(state) -> None:
    paper, _ = read_paper("k.xlsx", two_sheets(state))
    assert paper is not None
    assert len(paper.parts) == 1
    assert complaints(two_sheets(state), "k.xlsx") == ["W807 Cũ trang ẩn «Cũ» không đọc (2 dòng có chữ)"]


def test_sheet_of_one_row_is_no_table() -> None:
    assert refusal(sheet_of(("Ghi chú",)), "k.xlsx") == "W801 k.xlsx:1:1 tệp không có dòng chữ nào"


def test_errors_and_formulas_without_a_result_are_said() -> None:
    content = sheet_of(("STT", "Tên"), ("#N/A", "a"), ("=A1+1", "b"))
    paper, _ = read_paper("k.xlsx", content)
    assert paper is not None
    assert [grid(part) for part in paper.parts if isinstance(part, Table)] == [[["STT", "Tên"], ["", "a"], ["", "b"]]]
    assert complaints(content, "k.xlsx") == [
        "W808 KH!A2 ô có lỗi #N/A: đọc như ô trống",
        "W808 KH!A3 ô công thức chưa có kết quả: đọc như ô trống",
    ]


def test_formula_with_a_result_reads_as_that() -> None:
    content = sheet_of(("STT",), ("=1+1",))
    content = rewritten(content, lambda xml: re.sub(r"<f>1\+1</f><v ?/?>(</v>)?", "<f>1+1</f><v>2</v>", xml))
    assert only_table(content, "k.xlsx") == [["STT"], ["2"]]


def test_workbook_with_macros_is_read() -> None:
    content = packed({**parts_of(sheet_of(("a",), ("b",))), "xl/vbaProject.bin": b"x"})
    assert only_table(content, "k.xlsm") == [["a"], ["b"]]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda parts: {**parts, "xl/worksheets/sheet1.xml": b"<worksheet"}, "W802 k.xlsx:1:1 sổ hỏng, không đọc được (ParseError)"),
        (lambda parts: {**parts, "xl/workbook.xml": b"<!DOCTYPE x>"}, "W802 k.xlsx:1:1 XML có khai báo DTD"),
        (lambda parts: {**parts, "xl/workbook.xml": b"<x y='http://purl.oclc.org/ooxml/'/>"}, "W801 k.xlsx:1:1 sổ lưu ở dạng Strict Open XML"),
    ],
    ids=["damaged", "declarations", "strict"],
)  # fmt: skip
def test_workbook_that_is_not_read_is_no_form_in_the_words_of_the_refusal(change, line) -> None:
    assert refusal(packed(change(parts_of(sheet_of(("a",), ("b",))))), "k.xlsx") == line


def test_letters_of_an_older_code_table() -> None:
    """S27."""
    content = sheet_of(("STT", "Chủ trì"), (1, "Së Néi vô"))
    assert refusal(content, "k.xlsx") == "W805 KH!2 chữ theo bảng mã TCVN3 (ABC): «Së Néi vô»"
