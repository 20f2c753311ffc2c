"""Text of Word documents: what a person reads, no more and no less; and what waits under Track Changes."""

import pytest

from cchc_cli.ingest.papers.document import read_paper
from word_files import complaints, docx, p, read_shown, run, shown, tbl, tc, tr


def field(result: str, code: str = "<w:r><w:instrText> REF x </w:instrText></w:r>") -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}{code}{marks[1]}{result}{marks[2]}"


DROP_DOWN = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
    '<w:listEntry w:val="Sở Y tế"/><w:listEntry w:val="Sở Nội vụ"/></w:ddList></w:ffData></w:fldChar></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def box(inside: str) -> str:
    """A text box as Word writes it: twice, for itself and for programs of old."""
    content = f"<w:txbxContent>{inside}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (run("Sở") + "<w:r><w:tab/></w:r>" + run("Nội vụ"), "Sở Nội vụ"),
        (run("KH") + "<w:r><w:noBreakHyphen/></w:r>" + run("UBND"), "KH-UBND"),
        (run("tri") + "<w:r><w:softHyphen/></w:r>" + run("ển"), "triển"),
        (field(run("Sở Nội vụ")), "Sở Nội vụ"),
        (field(field(run("trong")) + run(" ngoài")), "trong ngoài"),
        (field(run("Sở Nội vụ"), field(run("1"))), "Sở Nội vụ"),
        (DROP_DOWN, "Sở Nội vụ"),
        (run("thấy") + run("ẩn", "<w:vanish/>"), "thấy"),
        (run("thấy", '<w:vanish w:val="0"/>'), "thấy"),
        (run("Điều 1") + '<w:r><w:footnoteReference w:id="2"/></w:r>', "Điều 1"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>' + run("xong"), "xong"),
        ('<w:r><w:sym w:font="Times New Roman" w:char="00D7"/></w:r>' + run("2"), "×2"),
        ("<w:r><w:ruby><w:rt>" + run("trên") + "</w:rt><w:rubyBase>" + run("dưới") + "</w:rubyBase></w:ruby></w:r>", "dưới"),
        (run("So\u031b\u0309 No\u0323\u0302i\u00a0vu\u0323"), "Sở Nội vụ"),
        ("<mc:AlternateContent><mc:Choice>" + run("một lần") + "</mc:Choice><mc:Fallback>" + run("một lần") + "</mc:Fallback></mc:AlternateContent>", "một lần"),
        ("<mc:AlternateContent><mc:Choice/><mc:Fallback>" + run("cho máy cũ") + "</mc:Fallback></mc:AlternateContent>", "cho máy cũ"),
    ],
    ids=["tab", "hyphen", "soft hyphen", "field", "fields", "field in the code of a field", "drop-down of old", "hidden", "not hidden", "footnote", "picture sign", "sign", "ruby", "NFD", "alternatives", "fallback"],
)  # fmt: skip
def test_what_is_read_of_a_paragraph(inside, text) -> None:
    """S23."""
    assert read_shown(docx(p(inside) + p("."))) == [text, "."]


def test_text_boxes_are_read_once_where_they_hang() -> None:
    """S23."""
    content = docx(
        p(run("Tiêu đề") + box(p("trong khung") + tbl(tr("a", "b")))) + tbl(tr("1", tc(run("Ô") + box(p("khung")))))
    )
    assert read_shown(content) == ["Tiêu đề", "trong khung", [["a", "b"]], [["1", "Ô\nkhung"]]]


def test_breaks_part_lines() -> None:
    assert read_shown(docx(p(run("KẾ HOẠCH") + "<w:r><w:br/></w:r>" + run("Năm 2026")))) == ["KẾ HOẠCH", "Năm 2026"]


# tracked changes

AUTHOR = 'w:id="1" w:author="A" w:date="2025-01-01T00:00:00Z"'


def ins(inside: str) -> str:
    return f"<w:ins {AUTHOR}>{inside}</w:ins>"


def deleted(text: str) -> str:
    return f"<w:del {AUTHOR}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def mark(name: str) -> str:
    """How the end of a paragraph, or a row, was changed."""
    return f"<w:{name} {AUTHOR}/>"


def final(content: bytes) -> tuple[object, list[str]]:
    paper, _ = read_paper("k.docx", content)
    assert paper is not None
    return shown(paper), complaints(content)


SAID = "văn bản còn thay đổi chưa chấp nhận (Track Changes)"


def test_final_wording_is_read_and_the_rows_named() -> None:
    """S24: a lead replaced and a row added under Track Changes."""
    content = docx(
        tbl(
            tr("STT", "Chủ trì"),
            tr("1", tc(run("Chủ trì: ") + deleted("Sở Nội vụ") + ins(run("Sở Y tế")))),
            tr("2", "giữ"),
            tr("bỏ", "bỏ", properties=mark("del")),
            tr("3", "thêm", properties=mark("ins")),
        )
    )
    rows = [["STT", "Chủ trì"], ["1", "Chủ trì: Sở Y tế"], ["2", "giữ"], ["3", "thêm"]]
    assert final(content) == ([rows], [f"W804 bảng 1, dòng 2 {SAID}: bảng 1, dòng 2, 4, 5"])


def test_places_are_those_of_the_document_before_rows_are_gone() -> None:
    content = docx(tbl(tr("a", properties=mark("del")), tr("b")))
    paper, _ = read_paper("k.docx", content)
    assert paper is not None
    assert [row.cell.address for row in paper.parts[0].rows] == ["bảng 1, dòng 2"]  # type: ignore[union-attr]


def test_text_moved_stands_where_it_was_moved_to() -> None:
    content = docx(
        p(f"<w:moveFrom {AUTHOR}>{run('dời')}</w:moveFrom>" + run("A "))
        + p(f"<w:moveTo {AUTHOR}>{run('dời')}</w:moveTo>")
    )
    assert final(content) == (["A", "dời"], [f"W804 k.docx:1:1 {SAID}: lời ngoài bảng"])


def test_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    joined = f"<w:rPr>{mark('del')}</w:rPr>"
    content = docx(p("Sở ", joined) + p("Nội vụ") + tbl(tr(tc(p("Sở ", joined) + p("Y tế")))))
    assert final(content)[0] == ["Sở Nội vụ", [["Sở Y tế"]]]


def test_cells_inserted_deleted_and_merged() -> None:
    content = docx(
        tbl(
            tr("1", tc("bỏ", mark("cellDel")), tc("thêm", mark("cellIns"))),
            tr("2", tc("", f'<w:cellMerge {AUTHOR} w:vMerge="cont"/>')),
        )
    )
    assert final(content) == (
        [[["1", "thêm"], ["2", "↑"]]],
        [f"W804 bảng 1, dòng 1 {SAID}: bảng 1, dòng 1, 2"],
    )


def test_changed_looks_and_comments_are_no_changes() -> None:
    looks = f"<w:rPrChange {AUTHOR}><w:rPr/></w:rPrChange>"
    comment = (
        '<w:commentRangeStart w:id="1"/>'
        + run("A", looks)
        + '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    )
    assert final(docx(p(comment))) == (["A"], [])


def test_table_deleted_whole_is_gone() -> None:
    content = docx(tbl(tr("a", properties=mark("del"))) + tbl(tr("b")))
    assert final(content) == ([[["b"]]], [f"W804 bảng 1, dòng 1 {SAID}: bảng 1, dòng 1"])


def test_of_many_changed_rows_the_first_are_named() -> None:
    content = docx(tbl(*(tr(str(row), properties=mark("ins")) for row in range(30))))
    [line] = complaints(content)
    assert line.endswith("18, 19, 20 và 10 dòng nữa")
