"""What a file really is, whatever its name; and those that are refused, with the way to make a document of them."""

from io import BytesIO
import random
import time
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
import pytest

from cchc_cli.ingest.papers.document import read_paper
from forms import packed, parts_of
from word_files import W, docx, p, read_shown, refusal, run, tbl, tc, tr

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def workbook() -> bytes:
    book = Workbook()
    book.worksheets[0].append(["STT", "Tên"])
    book.worksheets[0].append([1, "Rà soát"])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def of_library() -> bytes:
    document = Document()
    document.add_paragraph("KẾ HOẠCH")
    table = document.add_table(2, 2)
    for row, texts in zip(table.rows, (("STT", "Tên"), ("1", "Rà soát")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


TABLE = [["STT", "Tên"], ["1", "Rà soát"]]


@pytest.mark.parametrize("name", ["k.docx", "k.txt", "k.doc", "k"])
def test_file_is_what_its_bytes_say(name) -> None:
    assert read_shown(of_library(), name) == ["KẾ HOẠCH", TABLE]
    assert read_shown(workbook(), name) == [TABLE]
    assert read_shown("STT\tTên\n1\tRà soát\n".encode(), name) == [TABLE]


def open_document(kind: str) -> bytes:
    return packed({"mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(), "content.xml": b"<x/>"})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "tệp rỗng"),
        (b"\xef\xbb\xbf \r\n", "tệp rỗng"),
        (bytes(2000), "tệp rỗng"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "tệp PDF"),
        (b"\r\n%PDF-1.4\n", "tệp PDF"),
        (OLE + "WordDocument".encode("utf-16-le"), "tệp Word đời cũ (.doc)"),
        (OLE + "Workbook".encode("utf-16-le"), "tệp Excel đời cũ (.xls)"),
        (OLE, "tệp nhị phân không rõ dạng"),
        (open_document("text"), "tệp dạng OpenDocument (.odt)"),
        (open_document("spreadsheet"), "tệp dạng OpenDocument (.ods)"),
        (packed({"xl/workbook.bin": b"x"}), "sổ Excel dạng nhị phân (.xlsb)"),
        (packed({"ppt/presentation.xml": b"x"}), "tệp trình chiếu"),
        (packed({"ke hoach.docx": b"x"}), "tệp nén"),
        (b"Rar!\x1a\x07\x01", "tệp nén"),
        (b"{\\rtf1\\ansi}", "tệp RTF"),
        (b"\x89PNG\r\n\x1a\n", "tệp ảnh"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "tệp ảnh"),
        ("\ufeff<!DOCTYPE html><html><table></table></html>".encode(), "trang web (HTML)"),
        (b"<TABLE><tr><td>1</td></tr></TABLE>", "trang web (HTML)"),
        (b"<?xml version='1.0'?><html xmlns='x'/>", "trang web (HTML)"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related;\n boundary=x\n\n--x\n", "trang web (HTML)"),
        (b"<?xml version='1.0'?><w:wordDocument/>", "tệp XML"),
        (b"\x7fELF\x02\x01\x01\0\0\x12\x13", "tệp nhị phân không rõ dạng"),
    ],
)
def test_what_is_no_plan_document_is_named(content, said) -> None:
    assert refusal(content) == f"W801 k.docx:1:1 {said}, không đọc được"


def test_documents_with_a_password() -> None:
    assert refusal(OLE + "EncryptedPackage".encode("utf-16-le")) == "W803 k.docx:1:1 tệp có mật khẩu mở"
    locked = bytearray(docx(p("x")))
    locked[locked.index(b"PK\x01\x02", locked.rindex(b"word/document.xml") - 60) + 8] |= 1
    assert refusal(bytes(locked)) == "W803 k.docx:1:1 tệp nén có mật khẩu"


def test_document_with_a_picture_alone() -> None:
    assert refusal(docx(p("<w:r><w:drawing/></w:r>"))) == "W801 k.docx:1:1 văn bản Word chỉ có ảnh, không có chữ"


@pytest.mark.parametrize("content", [docx(p()), b"\n \x0c"])
def test_document_without_a_word(content) -> None:
    assert refusal(content).endswith(("tệp không có dòng chữ nào", "tệp rỗng, không đọc được"))


def test_document_that_only_wraps_another_file() -> None:
    """As libraries make that turn a web page into a document."""
    content = docx('<w:altChunk r:id="x" xmlns:r="urn:r"/>' + p("x"))
    assert (
        refusal(content) == "W801 k.docx:1:1 văn bản Word chỉ gói một tệp khác ở trong (altChunk), chưa có chữ để đọc"
    )


def test_document_whose_parts_are_numbered() -> None:
    """As Word on the web writes it."""
    parts = parts_of(docx(p("KẾ HOẠCH")))
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    assert read_shown(packed(parts)) == ["KẾ HOẠCH"]


def test_strict_document() -> None:
    parts = parts_of(docx(tbl(tr("a", tc("b", '<w:gridSpan w:val="2"/>')), tr("c", "d", "e"))))
    strict = parts["word/document.xml"].replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert read_shown(packed({**parts, "word/document.xml": strict})) == [[["a", "b", "←"], ["c", "d", "e"]]]


# damaged, or made to do harm


def test_document_cut_off() -> None:
    assert refusal(of_library()[:3000]) == "W802 k.docx:1:1 tệp hỏng, không đọc được (BadZipFile)"


@pytest.mark.parametrize(
    "main", [b"", b"<w:document", b"<x/>", b"\xff" * 20], ids=["empty", "ends early", "other", "bytes"]
)
def test_document_whose_text_is_damaged(main) -> None:
    content = packed({**parts_of(docx(p("x"))), "word/document.xml": main})
    assert refusal(content) == "W802 k.docx:1:1 tệp hỏng, không đọc được (ParseError)"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declarations_of_entities(encoding) -> None:
    parts = parts_of(docx(p("x")))
    xml = parts["word/document.xml"].decode().split("?>", 1)[1]
    dtd = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>{xml}'
    content = packed({**parts, "word/document.xml": dtd.encode(encoding)})
    assert refusal(content) == "W802 k.docx:1:1 XML có khai báo DTD"


def test_bomb() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(40_000_000))
    assert refusal(stream.getvalue()) == "W802 k.docx:1:1 nội dung nén bung ra quá lớn"


def test_elements_within_elements_without_end() -> None:
    deep = "<w:smartTag>" * 50_000 + "</w:smartTag>" * 50_000
    assert refusal(docx(p(deep))) == "W802 k.docx:1:1 tệp hỏng, không đọc được (RecursionError)"
    assert refusal(docx(tbl(tr("<w:tc>" + deep + "</w:tc>")))).startswith("W802")


def test_spans_and_numbers_without_end() -> None:
    spans = tr(*(tc(str(cell), '<w:gridSpan w:val="999999999"/>') for cell in range(50)))
    before = tr("x", properties='<w:gridBefore w:val="99999999999999"/><w:gridAfter w:val="-5"/>')
    started = time.monotonic()
    read_paper("k.docx", docx(tbl(*[spans, before] * 50)))
    assert time.monotonic() - started < 5


def test_marks_piled_on_a_letter() -> None:
    started = time.monotonic()
    paper, _ = read_paper("k.docx", docx(p("a" + "\u0323\u0301" * 200_000)))
    assert paper is not None
    assert time.monotonic() - started < 5


def test_no_damage_ends_in_an_exception() -> None:
    rng = random.Random(11)
    for content in (of_library(), workbook(), docx(tbl(tr("a", tc("b"))) + p("x"))):
        with ZipFile(BytesIO(content)) as archive:
            stored = BytesIO()
            with ZipFile(stored, "w") as plain:
                for name in archive.namelist():
                    plain.writestr(name, archive.read(name))
        for source in (content, stored.getvalue()):
            for _ in range(60):
                damaged = bytearray(source)
                for _ in range(rng.randint(1, 20)):
                    damaged[rng.randrange(len(damaged))] = rng.randrange(256)
                paper, problems = read_paper(
                    "k", bytes(damaged[: rng.choice((len(damaged), rng.randrange(len(damaged))))])
                )
                assert paper is not None or problems


def test_no_damage_within_the_text_of_a_document_ends_in_an_exception() -> None:
    """The checksum would hide it from the reader of the XML."""
    rng = random.Random(12)
    parts = parts_of(of_library())
    words = [b"w:tbl", b"w:tr", b"w:tc", b"w:p", b"w:r", b"w:t", b"w:sdt", b"w:pPr", b"w:gridCol", b"w:tcPr"]
    for _ in range(150):
        main = bytes(parts["word/document.xml"])
        for _ in range(rng.randint(1, 4)):
            main = main.replace(rng.choice(words), rng.choice(words), rng.randint(-1, 6))
        paper, problems = read_paper("k", packed({**parts, "word/document.xml": main}))
        assert paper is not None or problems


@given(st.one_of(st.binary(max_size=300), st.text(alphabet='ab|\t\n"*-<>&;#\\\f\u0301 ', max_size=200).map(str.encode)))
def test_any_bytes_are_read_or_refused(content) -> None:
    for name in ("k.txt", "k.csv"):
        paper, problems = read_paper(name, content)
        assert (paper is None) == any(one.severity.value == "error" for one in problems)


# letters of the time before Unicode

TCVN3 = "Së Néi vô"
NAMED = "W805 {} chữ theo bảng mã TCVN3 (ABC): «{}»"


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (p(TCVN3), NAMED.format("k.docx:1:1", TCVN3)),
        (p("Sở Nội vụ") + p("Céng hßa x· héi"), NAMED.format("k.docx:1:1", "Céng hßa x· héi")),
        (tbl(tr("1", "Sở Y tế"), tr("2", TCVN3)), NAMED.format("bảng 1, dòng 2", TCVN3)),
        (tbl(tr("Së", "vô")), NAMED.format("bảng 1, dòng 1", "Së vô")),
        (p("Soû Noäi vuï"), "W805 k.docx:1:1 chữ theo bảng mã VNI: «Soû Noäi vuï»"),
        (p("Sá»Ÿ Ná»™i vá»¥"), "W805 k.docx:1:1 chữ theo bảng mã UTF-8 đọc nhầm thành Windows-1252: «Sá»Ÿ Ná»™i vá»¥»"),
    ],
    ids=["all", "one paragraph", "a cell", "words of a row", "VNI", "misread"],
)
def test_letters_of_an_older_code_table_anywhere_refuse_the_whole(body, line) -> None:
    """S27."""
    assert refusal(docx(body)) == line


OLD_FONT = '<w:rFonts w:ascii=".VnTimeH" w:hAnsi=".VnTimeH"/>'


def test_one_paragraph_in_the_font_of_capitals_refuses_the_whole() -> None:
    """S27: «céng» alone could be read as Unicode; its font says what it is."""
    assert refusal(docx(p("Sở Nội vụ") + p(run("céng", OLD_FONT)))) == NAMED.format("k.docx:1:1", "céng")


def test_font_of_the_document_counts_where_a_run_names_none() -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:style>'
    )
    assert refusal(docx(tbl(tr("1", "céng")), styles=styles)) == NAMED.format("bảng 1, dòng 1", "céng")


def test_font_left_over_in_a_document_that_was_converted() -> None:
    content = docx(
        p(run("Sở Nội vụ", OLD_FONT)) + p(run("tế", OLD_FONT)) + p(run("cá", OLD_FONT)) + p(run("SO 1", OLD_FONT))
    )
    assert read_shown(content) == ["Sở Nội vụ", "tế", "cá", "SO 1"]


def test_font_left_over_on_a_word_that_it_could_not_have_written() -> None:
    """TCVN3 has no letter in the place of «à»."""
    assert read_shown(docx(p(run("và", OLD_FONT)) + p(run("theme à", '<w:rFonts w:asciiTheme="minorHAnsi"/>')))) == [
        "và",
        "theme à",
    ]
