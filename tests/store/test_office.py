"""A PDF by LibreOffice, and what is said where there is none to be had."""

from datetime import date
from io import BytesIO
import os
from pathlib import Path
import shutil
import subprocess
import time

from docx import Document
import pytest

from cchc_cli.store import office
from cchc_cli.store.office import find_office, pdf_of
from cchc_cli.store.programs import ProgramFault

DAY = date(2024, 7, 12)
needs_scripts = pytest.mark.skipif(os.name == "nt", reason="a program of the test's own is a shell script")


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole search path, and another for temporary files, both empty."""
    programs, temporary = tmp_path / "bin", tmp_path / "tmp"
    programs.mkdir()
    temporary.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setattr(office, "_MAC_PROGRAM", programs / "none")
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    for name in ("ProgramFiles", "ProgramFiles(x86)"):
        monkeypatch.delenv(name, raising=False)
    return programs


def install(folder: Path, script: str) -> Path:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    return program


def left_over(folder: Path) -> list[Path]:
    return list((folder.parent / "tmp").iterdir())


def test_missing_program_is_told_with_what_to_do(alone) -> None:
    assert find_office() is None
    with pytest.raises(ProgramFault) as caught:
        pdf_of(b"", "docx", DAY)
    assert caught.value.message == "máy này không có LibreOffice để tạo PDF"
    assert caught.value.hint == (
        "cài LibreOffice, hoặc ghi ra Word hoặc Excel (-o có đuôi .docx hay .xlsx), mở tệp đó và lưu thành PDF"
    )


def test_program_is_found_where_windows_installs_it(alone, monkeypatch) -> None:
    program = alone / "LibreOffice" / "program" / "soffice.com"
    program.parent.mkdir(parents=True)
    program.touch()
    monkeypatch.setenv("ProgramFiles", str(alone))
    assert find_office() == program


@needs_scripts
@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("exit 77", "LibreOffice không chuyển được văn bản sang PDF (mã thoát 77)"),
        ("echo 'source file could not be loaded' >&2", "LibreOffice không chuyển được văn bản sang PDF (mã thoát 0)"),
        ("kill -9 $$", "LibreOffice không chuyển được văn bản sang PDF (mã thoát -9)"),
    ],
)
def test_program_that_fails_is_told_and_leaves_nothing_behind(alone, script, message) -> None:
    install(alone, script)
    with pytest.raises(ProgramFault) as caught:
        pdf_of(b"", "docx", DAY)
    assert caught.value.message == message
    assert left_over(alone) == []


@needs_scripts
def test_program_that_cannot_be_started_is_told(alone) -> None:
    install(alone, "").write_bytes(b"#!/nowhere/interpreter\n")
    with pytest.raises(ProgramFault, match="không tạo được PDF: No such file or directory"):
        pdf_of(b"", "docx", DAY)
    assert left_over(alone) == []


@needs_scripts
def test_program_that_never_ends_is_ended_with_what_it_started(alone, monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(office, "TIME_LIMIT", 0.5)
    install(alone, f"(/bin/sleep 2; : > '{tmp_path}/late') & wait")
    with pytest.raises(ProgramFault, match=r"LibreOffice không xong sau 0\.5 giây"):
        pdf_of(b"", "docx", DAY)
    assert left_over(alone) == []
    time.sleep(2.2)
    assert not (tmp_path / "late").exists()


@needs_scripts
def test_program_gets_a_profile_of_its_own_and_the_file_with_its_suffix(alone) -> None:
    install(alone, 'printf "%s\\n" "$@" > "$6/document.pdf"')
    told = pdf_of(b"", ".xlsx", DAY).decode().splitlines()
    assert told[0].startswith(f"-env:UserInstallation={(alone.parent / 'tmp').as_uri()}/cchc-")
    assert told[1:5] == ["--headless", "--convert-to", "pdf", "--outdir"]
    assert told[6] == f"{told[5]}/document.xlsx"


@pytest.mark.skipif(find_office() is None, reason="needs LibreOffice")
def test_same_document_gives_the_same_pdf_whenever_it_is_made(tmp_path) -> None:
    stream, document = BytesIO(), Document()
    document.add_paragraph("Kế hoạch cải cách hành chính")
    document.save(stream)
    first = pdf_of(stream.getvalue(), "docx", DAY)
    time.sleep(1.1)
    assert pdf_of(stream.getvalue(), "docx", DAY) == first
    assert b"/CreationDate(D:20240712000000" in first
    if shutil.which("pdftotext"):
        (tmp_path / "a.pdf").write_bytes(first)
        read = subprocess.run(["pdftotext", str(tmp_path / "a.pdf"), "-"], check=True, capture_output=True)
        assert "hành chính" in read.stdout.decode()
        assert read.stderr == b""
