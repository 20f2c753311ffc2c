"""Tables of Word documents: whatever their cells are merged, wrapped or nested in, each text stands in its column."""

import pytest

from cchc_cli.diagnostics import Span, TableRef
from cchc_cli.ingest.papers.paper import Line, Table
from word_files import docx, only_table, p, paper_of, read_shown, run, tbl, tc, tr

HEAD = tr("STT", "Nhiệm vụ", "Chủ trì", "Thời hạn")


def test_lines_and_tables_in_their_order_with_their_places() -> None:
    content = docx(p("KẾ HOẠCH") + tbl(tr("STT", "Tên"), tr("1", "Rà soát")) + p("Nơi nhận") + tbl(tr("a", "b")))
    paper = paper_of(content)
    assert read_shown(content) == ["KẾ HOẠCH", [["STT", "Tên"], ["1", "Rà soát"]], "Nơi nhận", [["a", "b"]]]
    line, first, _, second = paper.parts
    assert isinstance(line, Line)
    assert isinstance(first, Table)
    assert isinstance(second, Table)
    assert (line.span, line.cell) == (Span("k.docx"), TableRef())
    assert [row.cell for row in (*first.rows, *second.rows)] == [TableRef(1, 1), TableRef(1, 2), TableRef(2, 1)]


def test_tables_one_after_another_stay_apart() -> None:
    assert read_shown(docx(tbl(tr("a")) + tbl(tr("b")))) == [[["a"]], [["b"]]]


def test_cell_merged_across() -> None:
    area = tr("I", tc("Chỉ đạo", '<w:gridSpan w:val="2"/>'), "Quý I")
    assert only_table(docx(tbl(HEAD, area)))[1] == ["I", "Chỉ đạo", "←", "Quý I"]


def test_cell_merged_down_and_across_down() -> None:
    """A merge without a word goes on; one that covers two columns covers both in each row."""
    rows = (
        tr("1", "a", tc("Sở Nội vụ", '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>')),
        tr("2", "b", tc("", '<w:gridSpan w:val="2"/><w:vMerge/>')),
        tr("3", "c", tc("", '<w:gridSpan w:val="2"/><w:vMerge w:val="continue"/>')),
    )
    assert only_table(docx(tbl(HEAD, *rows)))[1:] == [
        ["1", "a", "Sở Nội vụ", "←"],
        ["2", "b", "↑", "↑"],
        ["3", "c", "↑", "↑"],
    ]


def test_merge_that_goes_on_with_none_above_is_a_cell() -> None:
    """A table cut in two at a page begins in the middle of a merge."""
    assert only_table(docx(tbl(tr("1", tc("Sở Y tế", "<w:vMerge/>")), tr("2", tc("", "<w:vMerge/>"))))) == [
        ["1", "Sở Y tế"],
        ["2", "↑"],
    ]


def test_merge_across_of_old() -> None:
    row = tr("I", tc("Chỉ đạo", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), "x")
    assert only_table(docx(tbl(row))) == [["I", "Chỉ đạo", "←", "x"]]
    assert only_table(docx(tbl(tr(tc("I", "<w:hMerge/>"), "x")))) == [["I", "x"]]


def test_rows_that_begin_later_and_end_earlier() -> None:
    later = tr("Tên", "Sở", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>')
    assert only_table(docx(tbl(HEAD, later, tr("2"), widths=(500, 5000, 2000, 1500)))) == [
        ["STT", "Nhiệm vụ", "Chủ trì", "Thời hạn"],
        ["", "Tên", "Sở", ""],
        ["2", "", "", ""],
    ]


def width(twips: int) -> str:
    return f'<w:tcW w:w="{twips}" w:type="dxa"/>'


def test_row_that_does_not_say_its_spans_is_placed_by_width() -> None:
    row = tr("1", tc("Tên", width(5000)), tc("Quý I", width(1500)))
    short = tr(tc("1", width(500)), tc("Chung", width(7000)), tc("Quý I", width(1500)))
    table = tbl(HEAD, short, row, widths=(500, 5000, 2000, 1500))
    assert only_table(docx(table)) == [
        ["STT", "Nhiệm vụ", "Chủ trì", "Thời hạn"],
        ["1", "Chung", "←", "Quý I"],
        ["1", "Tên", "Quý I", ""],
    ]


def test_borders_not_drawn_quite_alike_make_no_columns() -> None:
    """Borders dragged by hand leave grid columns of a hair's width."""
    span = '<w:gridSpan w:val="2"/>'
    table = tbl(
        tr("STT", tc("Nhiệm vụ", span), "Chủ trì"),
        tr("1", "Rà soát", tc("Sở Nội vụ", span)),
        widths=(500, 5000, 12, 2000),
    )
    assert only_table(docx(table)) == [["STT", "Nhiệm vụ", "Chủ trì"], ["1", "Rà soát", "Sở Nội vụ"]]


def test_grid_column_in_which_no_cell_begins_is_no_column() -> None:
    span = '<w:gridSpan w:val="2"/>'
    assert only_table(docx(tbl(tr("a", tc("b", span), "c"), tr("d", tc("e", span), "f")))) == [
        ["a", "b", "c"],
        ["d", "e", "f"],
    ]


def test_narrow_column_that_holds_cells_stays() -> None:
    table = tbl(tr("a", "b", "c"), widths=(500, 60, 500))
    assert only_table(docx(table)) == [["a", "b", "c"]]


def sdt(inside: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


EMPTY = "<w:showingPlcHdr/>"


@pytest.mark.parametrize(
    "cell",
    [
        sdt(tc("Sở Nội vụ"), "<w:dropDownList/>"),
        sdt(sdt(tc("Sở Nội vụ"))),
        tc(sdt(p("Sở Nội vụ"), "<w:date/>")),
        tc(p(sdt(run("Sở Nội vụ")))),
        f"<w:customXml>{tc('Sở Nội vụ')}</w:customXml>",
        tc("<w:smartTag><w:smartTag>" + run("Sở Nội vụ") + "</w:smartTag></w:smartTag>"),
        tc(f"<w:hyperlink>{run('Sở ')}</w:hyperlink><w:fldSimple>{run('Nội vụ')}</w:fldSimple>"),
    ],
    ids=["cell", "cell twice", "block", "run", "customXml", "smartTag", "hyperlink, fldSimple"],
)
def test_cell_in_a_content_control_or_other_wrapping_stands_in_its_column(cell) -> None:
    """S23."""
    assert only_table(docx(tbl(HEAD, tr("1", "Rà soát", cell, "Quý I"))))[1] == ["1", "Rà soát", "Sở Nội vụ", "Quý I"]


def test_rows_and_tables_in_content_controls() -> None:
    """S23."""
    assert read_shown(docx(sdt(tbl(HEAD, sdt(tr("1", "a", "b", "c")), sdt(sdt(tr("2", "d", "e", "f"))))))) == [
        [["STT", "Nhiệm vụ", "Chủ trì", "Thời hạn"], ["1", "a", "b", "c"], ["2", "d", "e", "f"]]
    ]


@pytest.mark.parametrize(
    "cell",
    [
        sdt(tc("Choose an item."), EMPTY),
        tc(sdt(p("Choose an item."), EMPTY)),
        tc(p(sdt(run("Click to enter a date."), EMPTY))),
    ],
    ids=["cell", "block", "run"],
)
def test_control_that_nobody_filled_in_is_blank(cell) -> None:
    """S23."""
    assert only_table(docx(tbl(HEAD, tr("1", "Rà soát", cell, "Quý I"))))[1] == ["1", "Rà soát", "", "Quý I"]


def test_control_filled_in_whose_mark_is_turned_off() -> None:
    cell = sdt(tc("Sở Y tế"), '<w:showingPlcHdr w:val="0"/>')
    assert only_table(docx(tbl(tr("1", cell)))) == [["1", "Sở Y tế"]]


def test_table_in_a_cell_gives_its_text_to_the_cell_in_reading_order() -> None:
    inner = tbl(tr("Sở Nội vụ", "Quý I"), tr("Sở Y tế", "Quý II"))
    [table] = read_shown(docx(tbl(tr("1", tc(p("Gồm:") + inner + p("hết"))))))
    assert table == [["1", "Gồm:\nSở Nội vụ\nQuý I\nSở Y tế\nQuý II\nhết"]]


def test_paragraphs_and_breaks_of_a_cell_are_its_lines() -> None:
    cell = tc(p("Sở Nội vụ") + p() + p(run("Sở Y tế") + "<w:r><w:br/></w:r>" + run("  Sở   Công Thương ")))
    assert only_table(docx(tbl(tr(cell)))) == [["Sở Nội vụ\nSở Y tế\nSở Công Thương"]]


def starts(content: bytes) -> list[str]:
    """The first cells of the rows that begin a page."""
    tables = [part for part in paper_of(content).parts if isinstance(part, Table)]
    return [row.cells[0].text for table in tables for row in table.rows if row.starts_page]


RENDERED = "<w:r><w:lastRenderedPageBreak/></w:r>"


def test_row_wholly_behind_a_page_break_starts_a_page() -> None:
    rows = (tr("1", "a"), tr(tc(RENDERED + run("2")), "b"), tr("3", "c"))
    assert starts(docx(tbl(*rows))) == ["2"]


def test_row_whose_number_is_blank_starts_a_page_all_the_same() -> None:
    assert starts(docx(tbl(tr("1", "a"), tr("", tc(RENDERED + run("b"))), tr("3", "c")))) == [""]


def test_row_split_over_a_page_does_not_start_it() -> None:
    split = tr("2", tc(run("đầu ") + RENDERED + run("cuối")))
    assert starts(docx(tbl(tr("1", "a"), split, tr("3", "c")))) == []
    assert only_table(docx(tbl(split))) == [["2", "đầu cuối"]]


@pytest.mark.parametrize(
    "between",
    [
        p('<w:r><w:br w:type="page"/></w:r>'),
        p(run("Ghi chú") + '<w:r><w:br w:type="page"/></w:r>'),
        p("", "<w:sectPr/>"),
        p("", '<w:sectPr><w:type w:val="nextPage"/></w:sectPr>'),
    ],
    ids=["break", "break behind text", "section", "section on next page"],
)
def test_page_break_before_a_table(between) -> None:
    assert starts(docx(tbl(tr("1")) + between + tbl(tr("2"), tr("3")))) == ["2"]


def test_blank_row_at_the_top_of_a_page_is_its_first() -> None:
    between = p('<w:r><w:br w:type="page"/></w:r>')
    assert starts(docx(tbl(tr("1")) + between + tbl(tr(""), tr("3")))) == [""]


@pytest.mark.parametrize(
    "between",
    [
        p('<w:r><w:br w:type="page"/></w:r>') + p("PHỤ LỤC"),
        p("", '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'),
    ],
    ids=["text on the new page", "section on the same page"],
)
def test_table_that_does_not_begin_a_page(between) -> None:
    assert starts(docx(tbl(tr("1")) + between + tbl(tr("2"), tr("3")))) == []


def test_paragraph_set_to_begin_a_page() -> None:
    assert starts(docx(tbl(tr("1"), tr(tc(p("2", "<w:pageBreakBefore/>"))), tr("3")))) == ["2"]
