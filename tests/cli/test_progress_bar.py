"""Many files: a bar on the terminal while they are read or made, which spoils no line after it; nothing in a pipe."""

from pathlib import Path
import re
import sys

import pytest

from processes import on_terminal, start

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


QUIET = {"PYTHONWARNDEFAULTENCODING": ""}  # openpyxl's temporary files name no encoding


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "forms").mkdir()
    return tmp_path / "forms"


def lines_left(shown: str) -> list[str]:
    """What stays on the screen: of a line that was written over, what was written last."""
    bare = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)
    return [line.rstrip("\r").rpartition("\r")[2].rstrip() for line in bare.split("\n")]


def export(folder: Path, *args: str) -> list[str]:
    return ["export", "--form", "--as-of", "2024-06-20", *args, "-o", str(folder)]


def test_export_shows_a_bar_and_then_a_line_a_file(folder: Path) -> None:
    left = lines_left(on_terminal(export(folder), 80, QUIET, both=True))
    assert left[1] == "Lập tệp  [####################################]  100%"
    assert left[2] == f"Đã ghi {folder / 'snv.xlsx'}"
    assert all(line.startswith("Đã ghi ") for line in left[2:-1])
    assert left[-1] == ""


def test_import_shows_a_bar_before_the_changes(folder: Path) -> None:
    assert start(*export(folder)).returncode == 0
    left = lines_left(on_terminal(["import", str(folder), "--dry-run"], 80, both=True))
    assert left[0] == "Đọc phiếu  [####################################]  100%"
    assert left[1].startswith("Sở Kế hoạch và Đầu tư, quý I năm 2024")
    assert not any("[##" in line for line in left[1:])


def test_few_files_need_no_bar(folder: Path) -> None:
    assert "[##" not in on_terminal(export(folder, "-a", "snv", "-a", "stc"), 80, both=True)


def test_terminal_that_cannot_go_back_on_a_line_gets_no_bar(folder: Path) -> None:
    assert "[##" not in on_terminal(export(folder), 80, {"TERM": "dumb"}, both=True)


def test_pipe_gets_no_bar(folder: Path) -> None:
    ran = start(*export(folder))
    assert (ran.returncode, b"\r" in ran.stderr, b"[#" in ran.stderr, b"\x1b" in ran.stderr) == (0, False, False, False)
