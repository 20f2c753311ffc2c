"""What came in the place of a workbook, and workbooks that other programs wrote, damaged, or made to do harm."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
import random
import re
import shutil
import struct
import subprocess
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest

from cchc_cli.ingest.package import open_package
from cchc_cli.store.inbox import PassedOver, Received, gather
from forms import SHEET, Form, filled, form_bytes, packed, parts_of, read, rewritten

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ANSWER = {("1.1", "percent"): 60, ("1.1", "result"): "Đã ban hành"}


@pytest.fixture(scope="module")
def answer() -> bytes:
    """A form with two cells filled in."""
    return Form().put("1.1", "Tiến độ %", 60).put("1.1", "Kết quả thực hiện", "Đã ban hành").content()


def refusal(content: bytes, name: str = "p.xlsx") -> list[str]:
    """What is said of a file that is not read at all."""
    draft, lines = read(content, name=name)
    assert draft is None
    return lines


def zipped(**parts: bytes) -> bytes:
    return packed({name.replace("__", "/"): content for name, content in parts.items()})


def ole(*streams: str) -> bytes:
    """An OLE container as far as it shows: its mark, and the names in its directory."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "".join(streams).encode("utf-16-le") + bytes(512)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", "X701 p.xlsx tệp rỗng"),
        (b"Hello", "X701 p.xlsx tệp không phải sổ Excel"),
        ("Mã;Trạng thái\r\n1.1;Hoàn thành\r\n".encode(), "X701 p.xlsx tệp không phải sổ Excel"),
        (b"<html><table><tr><td>1.1</td></tr></table></html>", "X701 p.xlsx tệp không phải sổ Excel"),
        (b"PK", "X701 p.xlsx tệp hỏng, không mở được (File is not a zip file)"),
        (ole("Workbook"), "X702 p.xlsx tệp Excel đời cũ (.xls)"),
        (ole("EncryptionInfo", "EncryptedPackage"), "X703 p.xlsx tệp có mật khẩu mở"),
        (zipped(**{"word__document.xml": b"<w/>"}), "X701 p.xlsx tệp Word, không phải sổ Excel"),
        (zipped(readme=b"x"), "X701 p.xlsx tệp không phải sổ Excel"),
        (zipped(**{"xl__workbook.bin": b"x"}), "X702 p.xlsx sổ dạng nhị phân (.xlsb)"),
        (
            zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
            "X702 p.xlsx tệp dạng OpenDocument (.ods)",
        ),
    ],
    ids=["empty", "text", "csv", "html", "stub", "xls", "password", "docx", "zip", "xlsb", "ods"],
)  # fmt: skip
def test_what_is_no_workbook_is_named(content, line) -> None:
    assert refusal(content) == [line]


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_files_of_libreoffice(answer, tmp_path) -> None:
    source = tmp_path / "p.xlsx"
    source.write_bytes(answer)
    for kind in ("xls", "ods", "xlsx:Calc MS Excel 2007 XML"):
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", kind, "--outdir", str(tmp_path / "out"), str(source)],
            check=True,
            capture_output=True,
            timeout=180,
        )  # fmt: skip
    assert refusal((tmp_path / "out/p.xls").read_bytes(), "p.xls") == ["X702 p.xls tệp Excel đời cũ (.xls)"]
    assert refusal((tmp_path / "out/p.ods").read_bytes(), "p.ods") == ["X702 p.ods tệp dạng OpenDocument (.ods)"]
    draft, lines = read((tmp_path / "out/p.xlsx").read_bytes())
    assert (filled(draft), lines) == (ANSWER, [])


def test_strict_workbook_is_named_with_the_way_out(answer) -> None:
    """S12: the namespaces of Strict Open XML, as Excel writes them."""
    strict = {
        MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    parts = parts_of(answer)
    for loose, tight in strict.items():
        parts = {name: content.replace(loose.encode(), tight.encode()) for name, content in parts.items()}
    package, problems = open_package("p.xlsx", packed(parts))
    assert package is None
    assert [(one.code.id, one.message, one.hint) for one in problems] == [
        (
            "X702",
            "sổ lưu ở dạng Strict Open XML",
            "mở bằng Excel, chọn Lưu thành (Save As), dạng «Excel Workbook (*.xlsx)», rồi nhập lại",
        )
    ]


def test_workbook_with_macros_is_read_and_told_of(answer) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    parts = {**parts_of(answer), "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}
    types = parts["[Content_Types].xml"].replace(kind.encode(), b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    draft, lines = read(packed({**parts, "[Content_Types].xml": types}), name="p.xlsm")
    assert (filled(draft), lines) == (ANSWER, ["X705 p.xlsm sổ có macro: chỉ đọc số liệu, không chạy macro"])


# damaged


def test_truncated_workbook(answer) -> None:
    assert refusal(answer[: len(answer) // 2]) == ["X701 p.xlsx tệp hỏng, không mở được (File is not a zip file)"]


def test_bad_checksum(answer) -> None:
    with ZipFile(BytesIO(answer)) as archive:
        entry = archive.getinfo(SHEET)
        at = entry.header_offset + 30 + len(entry.filename) + 100
    damaged = answer[:at] + bytes((answer[at] ^ 0xFF, answer[at + 1] ^ 0xFF)) + answer[at + 2 :]
    [line] = refusal(damaged)
    assert line.startswith("X701 p.xlsx tệp hỏng, không mở được (")


def test_xml_that_ends_early(answer) -> None:
    [line] = refusal(rewritten(answer, lambda xml: xml[: xml.index('<row r="8"')]))
    assert line == "X701 p.xlsx sổ hỏng, không đọc được (ParseError)"


def test_no_damage_ends_in_an_exception(answer, tmp_path) -> None:
    rng = random.Random(7)
    stored = BytesIO()
    with ZipFile(stored, "w") as archive, ZipFile(BytesIO(answer)) as source:
        for name in source.namelist():
            archive.writestr(name, source.read(name))
    target = tmp_path / "p.zip"
    for content in (answer, stored.getvalue()):
        for _ in range(60):
            damaged = bytearray(content)
            for _ in range(rng.randint(1, 20)):
                damaged[rng.randrange(len(damaged))] = rng.randrange(256)
            draft, lines = read(bytes(damaged[: rng.choice((len(damaged), rng.randrange(len(damaged))))]))
            assert draft is not None or lines
            target.write_bytes(damaged)
            assert all(isinstance(one, (Received, PassedOver)) for one in gather([target]))


def test_compression_that_only_other_programs_use(answer) -> None:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_LZMA) as archive:
        for name, content in parts_of(answer).items():
            archive.writestr(name, content)
    content = stream.getvalue()
    assert filled(read(content)[0]) == ANSWER
    at = content.index(SHEET.encode()) + len(SHEET) + 60
    [line] = refusal(content[:at] + b"\xff" * 40 + content[at + 40 :])
    assert line.startswith("X701 p.xlsx tệp hỏng, không mở được (")


# made to do harm


def declared(content: bytes, part: str, size: int) -> bytes:
    """A workbook whose directory says that a part unpacks to so many bytes."""
    name = part.encode()
    at = content.index(b"PK\x01\x02", content.rindex(name) - 60)
    assert content[at + 46 : at + 46 + len(name)] == name
    return content[: at + 24] + struct.pack("<I", size) + content[at + 28 :]


@pytest.mark.parametrize("part", [SHEET, "xl/styles.xml"])
def test_part_that_declares_four_gibibytes(answer, part) -> None:
    assert refusal(declared(answer, part, 0xFFFFFFF0)) == ["X704 p.xlsx nội dung nén bung ra quá lớn"]


def test_bomb_of_zeros(answer) -> None:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in parts_of(answer).items():
            archive.writestr(name, content if name != SHEET else bytes(400_000_000))
    assert len(stream.getvalue()) < 500_000
    assert refusal(stream.getvalue()) == ["X704 p.xlsx một dòng của trang quá lớn"]


def test_sheet_with_more_cells_than_any_form(answer) -> None:
    row = '<row r="{0}"><c r="A{0}"><v>' + "1" * 200 + "</v></c></row>"
    rows = "".join(row.format(number) for number in range(20, 180_000))
    content = rewritten(answer, lambda xml: xml.replace("</sheetData>", f"{rows}</sheetData>"))
    assert refusal(content) == ["X704 p.xlsx một trang có quá nhiều ô"]


def test_too_many_sheets(answer) -> None:
    parts = parts_of(answer)
    more = {f"xl/worksheets/sheet{number}.xml": parts[SHEET] for number in range(4, 300)}
    assert refusal(packed({**parts, **more})) == ["X704 p.xlsx hơn 200 trang"]


DTD = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(9)) + "]>"


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", "_rels/.rels"])
@pytest.mark.parametrize("dtd", [DTD, LAUGHS], ids=["external", "laughs"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_declarations_of_entities(answer, part, dtd, encoding) -> None:
    parts = parts_of(answer)
    xml = re.sub(r"^<\?xml[^>]*\?>\s*", "", parts[part].decode())
    head = f'<?xml version="1.0" encoding="{"utf-8" if encoding == "utf-8" else "utf-16"}"?>'
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    content = packed({**parts, part: (mark + head + dtd + xml).encode(encoding)})
    assert refusal(content) == ["X704 p.xlsx XML có khai báo DTD"]


def test_text_that_speaks_of_a_declaration_is_text() -> None:
    content = Form().put("1.1", "Kết quả thực hiện", "<!DOCTYPE html> &a;").content()
    draft, lines = read(content)
    assert (filled(draft), lines) == ({("1.1", "result"): "<!DOCTYPE html> &a;"}, [])


def blank_rows(content: bytes, row: str, count: int) -> bytes:
    rows = "".join(row.format(number) for number in range(20, 20 + count))
    return rewritten(content, lambda xml: xml.replace("</sheetData>", f"{rows}</sheetData>"))


@pytest.mark.parametrize(
    ("row", "count"),
    [
        ('<row r="{0}" spans="1:17" s="2" customFormat="1"/>', 1_048_557),
        ('<row r="{0}"><c r="A{0}" s="3"/><c s="4" r="B{0}"></c><c r="C{0}" s="5"/></row>', 300_000),
        ('<row r="{0}"><c r="A{0}" t="inlineStr"><is><t xml:space="preserve"> </t></is></c></row>', 200_000),
        ('<row r="{0}"><c r="A{0}"><v></v></c><c r="K{0}" t="inlineStr"><is><t xml:space="preserve">\u00a0</t></is></c></row>', 5_000),
    ],
    ids=["formatted rows", "borders", "spaces", "no-break spaces"],
)  # fmt: skip
def test_blank_rows_to_the_end_of_the_sheet_are_no_rows(answer, row, count) -> None:
    """S35."""
    draft, lines = read(blank_rows(answer, row, count))
    assert (filled(draft), lines) == (ANSWER, [])
    assert draft is not None
    assert [one.code for one in draft.rows] == ["1.1", "1.3", "1.10"]


def test_more_rows_than_any_form(answer) -> None:
    row = '<row r="{0}"><c r="B{0}"><v>9</v></c></row>'
    assert refusal(blank_rows(answer, row, 50_001)) == ["X704 p.xlsx một trang có hơn 50000 dòng có chữ"]


def test_more_merged_ranges_than_any_form(answer) -> None:
    ranges = "".join(f'<mergeCell ref="I{row}:Q{row + 1}"/>' for row in range(7, 6000))
    content = rewritten(answer, lambda xml: xml.replace("</mergeCells>", f"{ranges}</mergeCells>"))
    assert refusal(content) == ["X704 p.xlsx một trang có hơn 5000 vùng ô gộp"]


def test_one_range_merged_many_times_counts_once(answer) -> None:
    ranges = '<mergeCell ref="I8:I9"/>' * 20_000
    _, lines = read(rewritten(answer, lambda xml: xml.replace("</mergeCells>", f"{ranges}</mergeCells>")))
    assert lines == ["X729 Phiếu SNV!I8 ô gộp qua 2 dòng", "X729 Phiếu SNV!I9 ô gộp qua 2 dòng"]


def test_range_merged_over_the_whole_sheet(answer) -> None:
    content = rewritten(
        answer, lambda xml: re.sub("<mergeCell .*</mergeCells>", '<mergeCell ref="A1:XFD1048576"/></mergeCells>', xml)
    )
    draft, lines = read(content)
    assert filled(draft) == {}
    assert lines[0] == "X729 Phiếu SNV!I8 ô gộp qua 1048576 dòng"
    assert {line[:4] for line in lines} == {"X729"}


def test_cell_in_the_last_corner(answer) -> None:
    last = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    draft, lines = read(rewritten(answer, lambda xml: xml.replace("</sheetData>", last)))
    assert (filled(draft), lines) == (ANSWER, [])


# by other programs


def without_dimension(xml: str) -> str:
    return re.sub("<dimension[^>]*>", "", xml)


def wrong_dimension(xml: str) -> str:
    return re.sub("<dimension[^>]*>", '<dimension ref="A1:B2"/>', xml)


def prefixed(xml: str) -> str:
    xml = re.sub(r"<(/?)([A-Za-z])", r"<\1x:\2", xml)
    return xml.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')


def without_places(xml: str) -> str:
    """Cells and rows that do not say where they stand, as some programs write them: all of them are there."""
    xml = re.sub(r'<c r="[A-Z]+[0-9]+"', "<c", xml)
    return re.sub(r'<row r="[0-9]+"', "<row", xml)


def single_quoted(xml: str) -> str:
    return xml.replace('"', "'")


def with_unknown_parts(xml: str) -> str:
    """Things around the cells that the library does not know."""
    return xml.replace("<sheetData>", '<cols><col width="x"/></cols><sheetData>').replace(
        "</sheetData>", '</sheetData><conditionalFormatting sqref="?"><cfRule type="new"/></conditionalFormatting>'
    )


@pytest.mark.parametrize(
    "change",
    [without_dimension, wrong_dimension, prefixed, without_places, single_quoted, with_unknown_parts],
)
def test_sheet_as_other_programs_write_it(answer, change: Callable[[str], str]) -> None:
    """S11 and its like."""
    draft, lines = read(rewritten(answer, change))
    assert (filled(draft), lines) == (ANSWER, [])


def test_sheet_in_utf_16(answer) -> None:
    parts = parts_of(answer)
    xml = '<?xml version="1.0" encoding="utf-16"?>' + parts[SHEET].decode()
    draft, lines = read(packed({**parts, SHEET: xml.encode("utf-16")}))
    assert (filled(draft), lines) == (ANSWER, [])


def shared(content: bytes, strings: list[str]) -> bytes:
    """A form whose cells from K8 on to the right hold these shared strings, given as XML."""
    parts = parts_of(content)
    table = "".join(f"<si>{one}</si>" for one in strings)
    xml = parts[SHEET].decode()
    for number, column in enumerate("KLMPQ"[: len(strings)]):
        xml = re.sub(
            rf'<c r="{column}8"( s="[0-9]+")?[^<>]*(?:/>|>.*?</c>)',
            rf'<c r="{column}8"\1 t="s"><v>{number}</v></c>',
            xml,
            flags=re.DOTALL,
        )
    rels = parts["xl/_rels/workbook.xml.rels"].decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    rel = f'<Relationship Id="rId99" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
    types = parts["[Content_Types].xml"].decode()
    override = '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    return packed(
        {
            **parts,
            SHEET: xml.encode(),
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{table}</sst>'.encode(),
            "xl/_rels/workbook.xml.rels": rels.replace("</Relationships>", rel).encode(),
            "[Content_Types].xml": types.replace("</Types>", override).encode(),
        }
    )


def test_shared_strings_with_runs_and_escapes() -> None:
    content = shared(
        form_bytes(),
        [
            "<r><rPr><b/></rPr><t>Đã ban hành</t></r><r><t xml:space='preserve'> kế hoạch</t></r>",
            "<t>12/KH_x000D_\n13/KH</t>",
            "<t>tên tệp _x005F_x000B_ là thế</t>",
            "<t>Phòng_x000B_CCHC</t>",
            "<t xml:space='preserve'>  có  khoảng trắng  </t>",
        ],
    )
    draft, lines = read(content)
    assert filled(draft) == {
        ("1.1", "result"): "Đã ban hành kế hoạch",
        ("1.1", "evidence"): ("12/KH", "13/KH"),
        ("1.1", "explanation"): "tên tệp _x000B_ là thế",
        ("1.1", "by"): "Phòng\nCCHC",
        ("1.1", "note"): "có  khoảng trắng",
    }
    assert lines == ["X721 Phiếu SNV!P8 ký tự điều khiển U+000B được bỏ hoặc thay bằng xuống dòng"]


def test_workbook_without_styles(answer) -> None:
    parts = parts_of(answer)
    del parts["xl/styles.xml"]
    draft, lines = read(packed(parts))
    assert (filled(draft), lines) == (ANSWER, [])


def test_names_of_parts_with_backslashes(answer) -> None:
    content = packed({name.replace("/", "\\"): content for name, content in parts_of(answer).items()})
    draft, lines = read(content)
    assert (filled(draft), lines) == (ANSWER, [])


def test_numbers_that_no_cell_can_hold(answer) -> None:
    def endless(xml: str) -> str:
        return re.sub(r'(<c r="J8"[^>]*>)<v>60</v>', r"\1<v>1e999</v>", xml)

    draft, lines = read(rewritten(answer, endless))
    assert (filled(draft), lines) == ({}, ["X718 Phiếu SNV!J8 ô có lỗi #NUM!"])


def test_file_named_itself_is_taken_whatever_its_name(tmp_path: Path, answer) -> None:
    path = tmp_path / "phieu.bin"
    path.write_bytes(answer)
    assert [type(one) for one in gather([path])] == [Received]
