"""What goes wrong is said clearly, with the exit code of its kind, and nothing is written."""

import os
from pathlib import Path
import re

import pytest

from conftest import SHIPPED
from homes import CRITERIA


def test_no_data_home_says_how_to_make_one(cchc, tmp_path) -> None:
    ran = cchc("list", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "cchc init" in ran.err


def test_empty_folder_and_missing_folder_are_no_data_home(cchc, tmp_path) -> None:
    assert cchc("list", data=tmp_path).code == 2
    assert cchc("validate", str(tmp_path)).code == 2
    assert cchc("list", data=tmp_path / "khong-co").code == 2
    assert cchc("validate", str(tmp_path / "khong-co.yaml")).code == 2


@pytest.mark.parametrize(
    "command", [["list"], ["tree"], ["agencies"], ["show", "1.1"], ["report", "-o", "r.xlsx"], ["export", "-o", "."]]
)
def test_broken_data_stop_every_command_with_the_place(cchc, home, tmp_path, command) -> None:
    data = home({"criteria.yaml": CRITERIA.replace("leads: [stc]", "leads: [sct]")})
    ran = cchc(*command, data=data, cwd=tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert "data/criteria.yaml:15:17: lỗi A401" in ran.err
    assert "có phải «stc»?" in ran.err
    assert not list(tmp_path.glob("*.xlsx"))


def test_unknown_agency_names_the_nearest(cchc) -> None:
    ran = cchc("list", "-a", "Sở Nội v", data=SHIPPED)
    assert ran.code == 2
    assert "Sở Nội vụ (snv)" in ran.err


def test_ambiguous_agency_lists_them(cchc) -> None:
    ran = cchc("export", "-a", "tài", "-o", "x.xlsx", data=SHIPPED)
    assert ran.code == 2
    assert "Sở Tài chính (stc), Sở Tài nguyên và Môi trường (stnmt)" in ran.err


def test_unknown_code_names_the_nearest(cchc) -> None:
    ran = cchc("show", "1.11", data=SHIPPED)
    assert ran.code == 2
    assert "gần nhất: 1.1" in ran.err


def test_year_without_a_plan_lists_the_years(cchc) -> None:
    ran = cchc("list", "-y", "2030", data=SHIPPED)
    assert (ran.code, "các năm có kế hoạch: 2024" in ran.err) == (2, True)


def test_unknown_area_lists_the_areas(cchc) -> None:
    ran = cchc("list", "--area", "9", data=SHIPPED)
    assert (ran.code, "8 TÁC ĐỘNG" in ran.err) == (2, True)


@pytest.mark.parametrize("name", ["r.pdfx", "r", "r.txt"])
def test_unknown_suffix_lists_those_known(cchc, tmp_path, name) -> None:
    target = tmp_path / name
    for command in (["report"], ["list"], ["export", "-a", "snv"]):
        ran = cchc(*command, "-o", str(target), data=SHIPPED)
        assert (ran.code, ".xlsx" in ran.err, target.exists()) == (2, True, False)


@pytest.mark.parametrize("command", [["report"], ["list"], ["export", "-a", "snv"]])
def test_missing_folder_of_an_output_is_named(cchc, tmp_path, command) -> None:
    ran = cchc(*command, "-o", str(tmp_path / "khong-co" / "x.xlsx"), data=SHIPPED)
    assert ran.code == 3
    assert "khong-co" in ran.err
    assert not (tmp_path / "khong-co").exists()


def test_missing_folder_for_all_agencies_is_named(cchc, tmp_path) -> None:
    ran = cchc("export", "-o", str(tmp_path / "khong-co"), data=SHIPPED)
    assert (ran.code, (tmp_path / "khong-co").exists()) == (3, False)


def test_file_open_in_excel_keeps_its_content_and_is_said_so(cchc, tmp_path, monkeypatch) -> None:
    target = tmp_path / "report.xlsx"
    target.write_bytes(b"old")

    def refuse(source: str, destination: object) -> None:
        raise PermissionError(13, "Permission denied", str(destination))

    monkeypatch.setattr(os, "replace", refuse)
    ran = cchc("report", "-o", str(target), data=SHIPPED)
    assert ran.code == 3
    assert "Excel" in ran.err
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.xlsx"]


def test_full_disk_leaves_the_old_file_whole(cchc, tmp_path, monkeypatch) -> None:
    target = tmp_path / "report.xlsx"
    target.write_bytes(b"old")

    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    assert cchc("report", "-o", str(target), data=SHIPPED).code == 3
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.xlsx"]


@pytest.mark.parametrize(
    "args",
    [
        ["lst"],
        ["list", "--khong"],
        ["list", "--status", "xong"],
        ["list", "--as-of", "2024-02-30"],
        ["show"],
        ["list", "-f", "xml"],
        ["list", "-y", "hai"],
    ],
)
def test_wrong_command_line_is_exit_2_in_vietnamese(cchc, args) -> None:
    ran = cchc(*args, data=SHIPPED)
    assert ran.code == 2
    assert "Lỗi" in ran.err
    assert not re.search(r"\b(Usage|Error|No such|Try|Missing|Invalid|is not)\b", ran.err)


def test_help_of_every_command_is_vietnamese(cchc) -> None:
    from cchc_cli.cli.main import COMMANDS

    for args in ([], *([name] for name in COMMANDS)):
        ran = cchc(*args, "-h")
        assert ran.code == 0
        assert not re.search(r"\b(Usage|Options|Commands|Show this|OPTIONS|TEXT|INTEGER|default)\b", ran.out), args


def test_bug_is_exit_70_without_a_traceback(cchc, monkeypatch) -> None:
    import cchc_cli.cli.session as session

    monkeypatch.setattr(session, "read_home", lambda folder: 1 / 0)
    ran = cchc("list", data=SHIPPED)
    assert ran.code == 70
    assert "Traceback" not in ran.err


def test_unreadable_file_is_exit_3(cchc, home, monkeypatch) -> None:
    data = home()

    def refuse(path: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    ran = cchc("list", data=data)
    assert (ran.code, "agencies.yaml" in ran.err) == (3, True)


def test_warnings_in_the_data_are_told_of_beside_the_list(cchc, home) -> None:
    ran = cchc("list", data=home({"criteria.yaml": CRITERIA.replace("stt: 3", "stt: 4")}))
    assert (ran.code, "1 cảnh báo" in ran.err) == (0, True)


def test_data_home_is_found_from_folders_below_and_beside(cchc, home, tmp_path, monkeypatch) -> None:
    data = home()
    below = data / "progress" / "2024"
    below.mkdir(parents=True)
    assert cchc("list", cwd=below).code == 0
    assert cchc("list", cwd=tmp_path).code == 0
    monkeypatch.setenv("CCHC_DATA", str(data))
    assert cchc("list", cwd=Path("/")).code == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a system with pipes that have names")
@pytest.mark.parametrize("make", [os.mkdir, getattr(os, "mkfifo", None), lambda path: os.symlink("khong-co", path)])
@pytest.mark.parametrize("name", ["settings.yaml", "progress/2024/stc.yaml", "criteria-2025.yaml"])
def test_name_of_a_data_file_that_is_none_is_exit_3(cchc, home, name, make) -> None:
    data = home({"progress/2024/snv.yaml": "year: 2024\nagency: snv\nupdates: []\n"})
    make(data / name)
    for command in ("validate", "list"):
        ran = cchc(command, data=data)
        assert (ran.code, name.rpartition("/")[2] in ran.err) == (3, True)


@pytest.mark.parametrize("name", ["progress/2024/snv.txt", "agencies.txt", "progress"])
def test_text_file_where_data_belong_is_told(cchc, home, name) -> None:
    assert f"F006 không đọc tệp «{name}»" in cchc("validate", data=home({name: "x"})).out


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads every folder")
def test_closed_folder_is_exit_3(cchc, home) -> None:
    data = home({"progress/2024/snv.yaml": "year: 2024\nagency: snv\nupdates: []\n"})
    (data / "progress").chmod(0)
    try:
        assert cchc("list", data=data).code == 3
    finally:
        (data / "progress").chmod(0o755)


def test_other_programs_files_at_the_top_of_a_repository_are_theirs(cchc, home) -> None:
    data = home({"mkdocs.yml": "site_name: x\n", "agencies (1).yaml": "x", "progress/2024/~$snv.yaml": ""})
    (data / ".git").mkdir()
    out = cchc("validate", data=data).out
    assert "mkdocs.yml" not in out
    assert "~$snv" not in out
    assert "F006 không đọc tệp «agencies (1).yaml»" in out


def test_file_in_the_place_of_a_years_folder_is_told(cchc, home) -> None:
    assert "F006 không đọc tệp «progress/2024»" in cchc("validate", data=home({"progress/2024": "x"})).out
