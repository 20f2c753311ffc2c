"""A file is written whole or stays as it was."""

import errno
import os
from pathlib import Path
import stat
import sys

import pytest

from cchc_cli.store.write import prepared, replace_file


def no_room(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_new_file_is_written_and_nothing_else(tmp_path: Path) -> None:
    replace_file(tmp_path / "a.yaml", b"new")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.yaml", b"new")]


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch, call: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, call, no_room)
    with pytest.raises(OSError, match="No space"):
        replace_file(path, b"new")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.yaml", b"old")]


def test_what_is_prepared_is_in_place_only_when_put_there(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    with prepared(path, b"new"):
        assert path.read_bytes() == b"old"
    with prepared(path, b"new") as put_in_place:
        put_in_place()
        assert path.read_bytes() == b"new"
    assert [one.name for one in tmp_path.iterdir()] == ["a.yaml"]


def test_temporary_file_is_hidden_and_beside_the_file(tmp_path: Path) -> None:
    with prepared(tmp_path / "a.yaml", b"new"):
        (name,) = (one.name for one in tmp_path.iterdir())
    assert name.startswith(".a.yaml.")
    assert name.endswith(".tmp")


def test_file_that_another_program_reads_on_windows_is_replaced_a_moment_later(tmp_path: Path, monkeypatch) -> None:
    refusals = iter([PermissionError(13, "in use")] * 3)
    usual = os.replace

    def replaced(source: Path, target: Path) -> None:
        if (fault := next(refusals, None)) is not None:
            raise fault
        usual(source, target)

    monkeypatch.setattr(os, "replace", replaced)
    replace_file(tmp_path / "a.yaml", b"new")
    assert (tmp_path / "a.yaml").read_bytes() == b"new"


def test_file_that_stays_held_is_an_error_and_whole(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "a.yaml").write_bytes(b"old")

    def refused(*_: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(os, "replace", refused)
    with pytest.raises(PermissionError):
        replace_file(tmp_path / "a.yaml", b"new")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.yaml", b"old")]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of files are POSIX ones")
def test_permissions_of_a_file_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    replace_file(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of files are POSIX ones")
def test_new_file_has_the_permissions_that_any_program_gives(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_bytes(b"")
    replace_file(tmp_path / "a.yaml", b"new")
    assert (tmp_path / "a.yaml").stat().st_mode == (tmp_path / "b.yaml").stat().st_mode


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows")
def test_link_stays_a_link_to_the_file_that_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"old")
    (tmp_path / "link.yaml").symlink_to(tmp_path / "a.yaml")
    replace_file(tmp_path / "link.yaml", b"new")
    assert (tmp_path / "link.yaml").is_symlink()
    assert (tmp_path / "a.yaml").read_bytes() == b"new"


def test_folder_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    with pytest.raises(IsADirectoryError):
        replace_file(tmp_path / "a.yaml", b"new")
