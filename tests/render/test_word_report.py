"""The official report as a Word document."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
import re
import shutil
import subprocess
import time
import zipfile

from docx import Document
from docx.oxml.ns import qn
import pytest

from cchc_cli.render.word import render_report
from cchc_cli.reports.parts import (
    Annex,
    Chapter,
    Chart,
    ChartKind,
    Cover,
    Facts,
    Figure,
    Figures,
    Head,
    Heading,
    Paragraph,
    Part,
    Recipients,
    Report,
    Section,
    Signature,
    Step,
    Steps,
    TablePart,
    Weight,
)
from cchc_cli.store.office import find_office, pdf_of
from cchc_cli.tables import Column, Kind, Line, Link, Rank, Table
from documents import dump, texts

DAY = date(2024, 7, 12)
COVER = Cover(
    head=Head(
        "UBND TỈNH MẪU", "SỞ NỘI VỤ", "Số: ………/………", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "Mẫu, ngày …… tháng …… năm ………",
    ),
    kind="Báo cáo",
    subject="Kết quả cải cách hành chính 6 tháng đầu năm 2024",
    notes=("(Tính đến ngày 12/7/2024)",),
    opening=("Thực hiện Kế hoạch số 12/KH-UBND, Sở Nội vụ báo cáo như sau:",),
    closing=("Đề nghị các cơ quan khẩn trương thực hiện.", "Trên đây là báo cáo của Sở Nội vụ./."),
    signature=Signature("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Văn C"),
    recipients=Recipients("Nơi nhận:", ("- UBND tỉnh (b/c);", "- Lưu: VT.")),
)  # fmt: skip
COUNTS = Table(
    (
        Column("area", "Lĩnh vực", Kind.TEXT, 44),
        Column("done", "Hoàn thành", Kind.NUMBER, 11),
        Column("completion", "Tỷ lệ (%)", Kind.SHARE, 13),
    ),
    (
        Line(("1. CHỈ ĐẠO ĐIỀU HÀNH", 2, Decimal("66.67"))),
        Line(("2. CẢI CÁCH THỂ CHẾ", 1, Decimal("50.00"))),
        Line(("Tổng số", 3, Decimal("60.00")), Rank.TOTAL),
    ),
    "Theo lĩnh vực",
)
ROWS = Table(
    (
        Column("stt", "STT", Kind.NUMBER, 6),
        Column("code", "Mã", Kind.LABEL, 8),
        Column("name", "Nội dung", Kind.TEXT, 46),
        Column("leads", "Chủ trì", Kind.TEXT, 24, merges=True),
        Column("status", "Trạng thái", Kind.STATE, 14),
        Column("day", "Cập nhật", Kind.DAY, 12),
    ),
    (
        Line((None, "1", "CHỈ ĐẠO ĐIỀU HÀNH", "Sở Nội vụ", None, None), Rank.AREA),
        Line((None, "1.1", "Kiểm tra", "Sở Nội vụ", None, None), Rank.CRITERION),
        Line((1, "1.1.1", "Tỷ lệ cơ quan được kiểm tra", "Sở Nội vụ", "Hoàn thành", date(2024, 6, 5))),
        Line((2, "1.1.2", "Xử lý các vấn đề", "Sở Tài chính", "Đang thực hiện", None)),
        Line((None, "2", "CẢI CÁCH THỂ CHẾ", "Sở Tài chính", None, None), Rank.AREA),
        Line((3, "2.1", "Rà soát văn bản", "Sở Tài chính", "Chưa báo cáo", None)),
        Line((4, "2.2", "Công khai", None, "Chưa báo cáo", None)),
        Line((5, "2.3", "Kiểm soát", None, "Chưa báo cáo", None)),
    ),
)
SECTIONS = (
    Section(
        "result",
        "Kết quả",
        (
            Paragraph("Hoàn thành 3/5 dòng."),
            Figures(
                (
                    Figure("Số dòng", 5),
                    Figure("Hoàn thành", Decimal("60.00"), Kind.SHARE, "3/5 dòng"),
                    Figure("Đã báo cáo", "2/3"),
                    Figure("Quá hạn", 0),
                    Figure("Cơ quan", 3),
                )
            ),
            Chart("Hoàn thành", ChartKind.BARS, COUNTS, "area", ("done",), "Lĩnh vực 1: 2; lĩnh vực 2: 1"),
        ),
    ),
    Section(
        "areas",
        "1. Theo lĩnh vực",
        (
            Paragraph("Số dòng theo lĩnh vực", Weight.SUBTITLE),
            TablePart(COUNTS),
            TablePart(COUNTS),
            Paragraph("Mỗi dòng tính một lần.", Weight.NOTE),
            Paragraph(Link("Chi tiết tại Phụ lục I", "detail")),
            Paragraph(Link("Danh sách", "elsewhere")),
        ),
    ),
    Section(
        "agencies",
        "2. Theo cơ quan",
        (
            Heading("Cơ quan chủ trì", Weight.SUBTITLE),
            Paragraph("Sở Nội vụ", Weight.SUBTITLE),
            Facts((("Dòng", "2"), ("Hoàn thành", "1"))),
            Steps("Việc tiếp theo", (Step("Xem các dòng", "cchc list"),)),
        ),
    ),
    Section("detail", "Chi tiết", (TablePart(ROWS, is_main=True), Paragraph("Hết.", Weight.NOTE))),
    Section("late", "Quá hạn", (TablePart(COUNTS),)),
)
NOTE = "(Kèm theo Báo cáo số ………/……… ngày …… tháng …… năm ………)"
REPORT = Report(
    title="Báo cáo cải cách hành chính 6 tháng đầu năm 2024",
    day=DAY,
    sections=SECTIONS,
    author="Sở Nội vụ",
    label="số liệu minh họa",
    cover=COVER,
    chapters=(Chapter("I. KẾT QUẢ CHUNG", ("result",)), Chapter("II. KẾT QUẢ CỤ THỂ", ("areas", "agencies"))),
    annexes=(Annex("Phụ lục I", "Chi tiết từng dòng", NOTE, "detail"), Annex("Phụ lục II", "Quá hạn", NOTE, "late")),
)


def written(tmp_path: Path, report: Report = REPORT) -> Path:
    path = tmp_path / "báo cáo.docx"
    path.write_bytes(render_report(report))
    return path


def of_parts(*parts: Part) -> Report:
    return replace(REPORT, sections=(Section("only", "", parts),), chapters=(Chapter("I.", ("only",)),), annexes=())


def of_lines(*cells: str, ranks: tuple[Rank, ...] = ()) -> Report:
    column = Column("leads", "Chủ trì", merges=True)
    lines = tuple(Line((cell,), rank) for cell, rank in zip(cells, ranks or (Rank.ROW,) * len(cells), strict=True))
    return of_parts(TablePart(Table((column,), lines)))


def merges(path: Path) -> list[str | None]:
    cells = Document(str(path)).element.body.iter(qn("w:tc"))
    told = [cell for cell in cells if cell.tcPr.find(qn("w:vAlign")).get(qn("w:val")) == "center"]
    return [cell.vMerge for cell in told[1:]]


def test_whole_report(tmp_path, snapshot) -> None:
    assert dump(written(tmp_path)) == snapshot


def test_report_without_cover_or_label_has_its_chapters(tmp_path) -> None:
    path = written(tmp_path, replace(REPORT, cover=None, label=None, annexes=()))
    assert texts(path)[:2] == ["I. KẾT QUẢ CHUNG", "Hoàn thành 3/5 dòng."]
    assert "Lê Văn C" not in texts(path)


def test_only_one_typeface_and_sizes_of_the_decree(tmp_path) -> None:
    with zipfile.ZipFile(written(tmp_path)) as archive:
        body, styles = (archive.read(f"word/{name}.xml").decode() for name in ("document", "styles"))
        chart = archive.read("word/charts/chart1.xml").decode()
    assert "rFonts" not in body
    assert 'w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"' in styles
    assert set(re.findall('typeface="([^"]*)"', chart)) == {"Times New Roman"}
    assert set(re.findall('<w:color w:val="([^"]*)"', body)) == set()


def test_document_holds_none_of_what_the_library_would_add(tmp_path) -> None:
    with zipfile.ZipFile(written(tmp_path)) as archive:
        assert not [name for name in archive.namelist() if "thumbnail" in name or "stylesWithEffects" in name]


def test_chart_is_a_part_of_its_own_that_the_document_leads_to(tmp_path) -> None:
    with zipfile.ZipFile(written(tmp_path)) as archive:
        types = archive.read("[Content_Types].xml").decode()
        relations = archive.read("word/_rels/document.xml.rels").decode()
        body = archive.read("word/document.xml").decode()
    chart = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    assert f'PartName="/word/charts/chart1.xml" ContentType="{chart}"' in types
    (key,) = re.findall('<c:chart [^>]*r:id="([^"]*)"', body)
    assert re.search(f'Id="{key}"[^>]*Target="charts/chart1.xml"|Target="charts/chart1.xml"[^>]*Id="{key}"', relations)


def test_links_lead_only_to_what_the_document_holds(tmp_path) -> None:
    body = Document(str(written(tmp_path))).element.body
    places = {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}
    links = {one.find(f".//{qn('w:t')}").text: one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))}
    assert list(links) == ["Chi tiết tại Phụ lục I"]
    assert set(links.values()) <= places
    assert len(places) == 5


def test_section_of_a_chapter_and_an_annex_is_one_place(tmp_path) -> None:
    report = replace(REPORT, annexes=(Annex("Phụ lục", "Lĩnh vực", NOTE, "areas"),))
    names = [
        one.get(qn("w:name"))
        for one in Document(str(written(tmp_path, report))).element.body.iter(qn("w:bookmarkStart"))
    ]
    assert len(names) == len(set(names)) == 3


def test_equal_cells_that_follow_each_other_are_one(tmp_path) -> None:
    assert merges(written(tmp_path, of_lines("a", "a", "a", "b", "a"))) == [
        "restart",
        "continue",
        "continue",
        None,
        None,
    ]


def test_merged_cells_never_pass_the_line_of_an_area(tmp_path) -> None:
    ranks = (Rank.ROW, Rank.ROW, Rank.AREA, Rank.CRITERION, Rank.ROW)
    report = of_lines("a", "a", "a", "a", "a", ranks=ranks)
    assert merges(written(tmp_path, report)) == ["restart", "continue", "restart", "continue", "continue"]


def test_empty_cells_are_not_merged(tmp_path) -> None:
    assert merges(written(tmp_path, of_lines("", "", "a"))) == [None, None, None]


def test_headings_in_a_long_table_stay_with_what_they_head_and_the_last_row_with_the_total(tmp_path) -> None:
    ranks = (Rank.AREA, Rank.CRITERION, *(Rank.ROW,) * 12, Rank.TOTAL)
    path = written(tmp_path, of_lines(*(f"dòng {number}" for number in range(15)), ranks=ranks))
    kept = {
        paragraph.text
        for paragraph in Document(str(path)).element.body.iter(qn("w:p"))
        if paragraph.find(f".//{qn('w:keepNext')}") is not None
    }
    assert {text for text in kept if text.startswith("dòng")} == {"dòng 0", "dòng 1", "dòng 13"}


def test_what_would_fill_more_than_a_page_is_told_anew(tmp_path) -> None:
    marks = merges(written(tmp_path, of_lines(*["a"] * 70)))
    assert [position for position, mark in enumerate(marks) if mark == "restart"] == [0, 30, 60]


@pytest.mark.parametrize("text", ["a\x0bb", "a\nb", "a\r\nb", "a\rb\x07\x00\ufffe\ud800"])
def test_no_character_is_too_much_for_a_document(tmp_path, text) -> None:
    table = Table((Column("a", text), Column("b", "B")), (Line((text, Link(text, "only"))),), text)
    chart = Chart("C", ChartKind.BARS, COUNTS, "area", ("done",), text)
    report = of_parts(Paragraph(text), TablePart(table), Facts(((text, text),)), Figures((Figure(text, text),)), chart)
    path = written(tmp_path, replace(report, title=text, author=text, label=text))
    document = Document(str(path))
    assert next(one.text for one in document.paragraphs if one.text.startswith("a")) == "a\nb"
    cells = document.tables[1].rows[1].cells
    assert [cell.text for cell in cells] == ["a\nb", "a\nb"]
    assert len(cells[0]._tc.findall(f".//{qn('w:br')}")) == 1


def test_runs_at_different_times_give_the_same_file() -> None:
    first = render_report(REPORT)
    time.sleep(2.1)  # a zip archive counts in steps of two seconds
    assert render_report(REPORT) == first


def test_thousands_of_lines_take_a_moment() -> None:
    lines = tuple(Line((number, "1.1", "Nội dung", "Sở Nội vụ", "Hoàn thành", DAY)) for number in range(2000))
    began = time.process_time()
    content = render_report(of_parts(TablePart(ROWS._replace(lines=lines))))
    assert time.process_time() - began < 10
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.read("word/document.xml").count(b"<w:tr>") == 2001 + 3  # those of head and signature


@pytest.mark.skipif(
    find_office() is None or not shutil.which("pdftotext"), reason="needs LibreOffice and poppler-utils"
)
def test_pages_as_printed(tmp_path) -> None:
    lines = ROWS.lines * 12
    sections = (*SECTIONS[:3], Section("detail", "Chi tiết", (TablePart(ROWS._replace(lines=lines)),)), SECTIONS[4])
    made = tmp_path / "a.pdf"
    made.write_bytes(pdf_of(render_report(replace(REPORT, sections=sections)), "docx", DAY))
    told = subprocess.run(["pdftotext", "-layout", str(made), "-"], check=True, capture_output=True).stdout.decode()
    pages = [" ".join(page.split()) for page in told.rstrip("\f").split("\f")]
    (first,) = [number for number, page in enumerate(pages) if page.startswith("PHỤ LỤC I ")]
    assert pages[0].startswith("UBND TỈNH MẪU")
    assert [page.split()[0] for page in pages[1:first]] == [str(number) for number in range(2, first + 1)]
    annex = pages[first:-1]
    assert len(annex) >= 3
    assert [page.split()[0] for page in annex[1:]] == [str(number) for number in range(2, len(annex) + 1)]
    assert all("STT Mã Nội dung Chủ trì Trạng thái Cập nhật" in page for page in annex)
    assert pages[-1].startswith("PHỤ LỤC II QUÁ HẠN")
