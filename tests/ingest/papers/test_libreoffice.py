"""Documents that LibreOffice wrote: the same grid, whatever way it writes it."""

from pathlib import Path
import shutil
import subprocess

import pytest

from word_files import docx, only_table, p, read_shown, refusal, tbl, tc, tr

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")

SPAN, DOWN, ON = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
LISTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
LIST = (
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
TABLE = tbl(
    tr("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"),
    tr("I", tc("Chỉ đạo", SPAN), "Quý I"),
    tr(tc(p("", LISTED)), "Rà soát", tc("Sở Nội vụ", DOWN), "6/2026"),
    tr(tc(p("", LISTED)), tc(p("Báo cáo") + p("định kỳ")), tc("", ON), ""),
    widths=(800, 4000, 2500, 1500),
)
GRID = [
    ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"],
    ["I", "Chỉ đạo", "←", "Quý I"],
    ["1.", "Rà soát", "Sở Nội vụ", "6/2026"],
    ["2.", "Báo cáo\nđịnh kỳ", "↑", ""],
]


def converted(folder: Path, source: Path, kind: str) -> bytes:
    target = folder / "out"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind, "--outdir", str(target), str(source)],
        check=True,
        capture_output=True,
        timeout=180,
    )  # fmt: skip
    return (target / f"{source.stem}.{kind.split(':', maxsplit=1)[0]}").read_bytes()


def test_document_written_anew_has_the_same_grid(tmp_path) -> None:
    source = tmp_path / "k.docx"
    source.write_bytes(docx(p("KẾ HOẠCH") + TABLE, numbering=LIST))
    assert read_shown(source.read_bytes()) == ["KẾ HOẠCH", GRID]
    assert read_shown(converted(tmp_path, source, "docx:MS Word 2007 XML")) == ["KẾ HOẠCH", GRID]


def test_table_of_a_web_page_saved_as_a_document(tmp_path) -> None:
    source = tmp_path / "k.html"
    rows = "".join(f"<tr>{cells}</tr>" for cells in (
        "<td>TT</td><td>Nhiệm vụ</td><td>Chủ trì</td>",
        "<td>I</td><td colspan=2>Chỉ đạo</td>",
        "<td>1</td><td>Rà soát</td><td rowspan=2>Sở Nội vụ</td>",
        "<td>2</td><td>Báo cáo</td>",
    ))  # fmt: skip
    source.write_text(f"<html><meta charset=utf-8><table border=1>{rows}</table></html>", encoding="utf-8")
    content = converted(tmp_path, source, "docx:MS Word 2007 XML")
    assert only_table(content) == [
        ["TT", "Nhiệm vụ", "Chủ trì"],
        ["I", "Chỉ đạo", "←"],
        ["1", "Rà soát", "Sở Nội vụ"],
        ["2", "Báo cáo", "↑"],
    ]


def test_other_kinds_are_refused_by_name(tmp_path) -> None:
    source = tmp_path / "k.docx"
    source.write_bytes(docx(TABLE))
    named = {"doc": "tệp Word đời cũ (.doc)", "odt": "tệp dạng OpenDocument (.odt)", "rtf": "tệp RTF", "pdf": "tệp PDF"}
    for kind, name in named.items():
        assert refusal(converted(tmp_path, source, kind)) == f"W801 k.docx:1:1 {name}, không đọc được"
