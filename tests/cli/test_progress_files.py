"""Writing into the log: whole or not at all, never over what somebody else wrote, and what is said where it fails."""

from collections.abc import Callable, Iterator
import contextlib
from datetime import date, datetime
import errno
from io import StringIO
import os
from pathlib import Path
import shutil
import subprocess
import sys
from typing import Any

import pytest

from cchc_cli.cli import log_files
from cchc_cli.loader import load
from cchc_cli.store.home import read_home
from cchc_cli.store.lock import lock_of
from conftest import Ran
from forms import fill
from homes import log_of
from processes import CCHC

SNV = log_of("snv", 'date: 2024-03-01, code: "1.1", status: not_started')
LOG, OTHER_LOG = "progress/2024/snv.yaml", "progress/2024/stc.yaml"
SET = ("progress", "set", "-a", "snv", "--status", "in_progress", "--date", "2024-06-28")

Cchc = Callable[..., Ran]


@pytest.fixture
def data(home, monkeypatch) -> Path:
    monkeypatch.setattr(log_files, "PATIENCE", 0.1)
    return home({LOG: SNV})


@pytest.fixture
def forms(cchc, data: Path, tmp_path: Path) -> Path:
    """The forms of two agencies, filled in: one has a log, the other none yet."""
    folder = tmp_path / "forms"
    folder.mkdir()
    assert cchc("export", "--form", "-a", "snv", "-a", "stc", "-o", str(folder), data=data).code == 0
    fill(folder / "snv.xlsx", {"1.1": {"Trạng thái": "Đang thực hiện", "Kết quả thực hiện": "theo phiếu"}})
    fill(folder / "stc.xlsx", {"1.2": {"Trạng thái": "Hoàn thành", "Tài liệu kiểm chứng": "1/BC"}})
    return folder


def take_in(cchc: Cchc, data: Path, forms: Path, *args: str) -> Ran:
    return cchc("import", str(forms), "--as", "2024-06-28", *(args or ("--yes",)), data=data)


def files(data: Path) -> dict[str, bytes]:
    """Everything in the data home, left-over files too."""
    return {one.relative_to(data).as_posix(): one.read_bytes() for one in sorted(data.rglob("*")) if one.is_file()}


def reported(data: Path) -> list[tuple[str, str, str]]:
    """Agency, code and result of each update, in the order of the files."""
    catalogue, _ = load(read_home(data).files, date(2026, 1, 1))
    return [(log.agency, one.code, one.result or one.status.value) for log in catalogue.logs for one in log.updates]


class FullDisk:
    """A disk on which the write of this number, from 1, and all later ones find no room."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, first: int) -> None:
        self.left = first - 1
        usual = Path.open

        def opened(path: Path, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
            stream = usual(path, mode, *args, **kwargs)
            return _Stream(self, stream) if "x" in mode else stream

        monkeypatch.setattr(Path, "open", opened)


class _Stream:
    """A new file on a disk that fills up."""

    def __init__(self, disk: FullDisk, stream: Any) -> None:
        self.disk, self.stream = disk, stream
        self.flush, self.fileno = stream.flush, stream.fileno

    def __enter__(self) -> "_Stream":
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()

    def write(self, content: Any) -> None:
        if self.disk.left == 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.disk.left -= 1
        self.stream.write(content)


def test_disk_that_fills_up_at_any_write_changes_nothing(cchc, data, forms, monkeypatch) -> None:
    before = files(data)
    for first in range(1, 5):  # two locks, two logs
        with monkeypatch.context() as patched:
            FullDisk(patched, first)
            ran = take_in(cchc, data, forms)
        assert (first, ran.code, "hết chỗ trên đĩa" in ran.err, "Đã ghi" in ran.err) == (first, 3, True, False)
        assert files(data) == before
    with monkeypatch.context() as patched:
        FullDisk(patched, 5)
        assert take_in(cchc, data, forms).code == 0


def test_folder_that_must_not_be_written_is_exit_3_and_changes_nothing(cchc, data, forms, monkeypatch) -> None:
    usual, before = Path.open, files(data)

    def opened(path: Path, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        if "x" in mode:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return usual(path, mode, *args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", opened)
        ran = take_in(cchc, data, forms)
    assert (ran.code, "không được phép" in ran.err, files(data) == before) == (3, True, True)


def test_file_that_is_held_is_named_with_those_already_written_and_comes_with_the_next_run(
    cchc, data, forms, monkeypatch
) -> None:
    usual, before = os.replace, files(data)

    def replaced(source: Any, target: Path) -> None:
        if target.name == "stc.yaml":
            raise PermissionError(errno.EACCES, "in use")
        usual(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", replaced)
        ran = take_in(cchc, data, forms)
    assert ran.code == 3
    assert f"Mới ghi được 1/2 tệp: {LOG}" in ran.err
    assert f"không được phép ghi «{data / OTHER_LOG}»" in ran.err
    assert files(data).keys() == before.keys()
    assert take_in(cchc, data, forms).code == 0
    assert reported(data) == [("snv", "1.1", "not_started"), ("snv", "1.1", "theo phiếu"), ("stc", "1.2", "done")]


def test_data_home_that_goes_away_is_not_made_anew(cchc, data, monkeypatch) -> None:
    usual = log_files.checked_files

    def loaded(*args: Any) -> Any:
        found = usual(*args)
        shutil.rmtree(data)
        data.mkdir()  # as the place where a share was mounted
        return found

    monkeypatch.setattr(log_files, "checked_files", loaded)
    ran = cchc(*SET, "1.1", data=data)
    assert (ran.code, "không còn ở đó" in ran.err, list(data.iterdir())) == (3, True, [])


def test_left_over_lock_names_holder_and_file_and_nothing_is_written(cchc, data) -> None:
    said = "Lan trên máy PC-01, tiến trình 812, từ 16:55:00 ngày 02/07/2024"
    lock = lock_of(data / LOG)
    lock.write_text(said, encoding="utf-8")
    before = files(data)
    ran = cchc(*SET, "1.1", data=data)
    assert (ran.code, files(data)) == (3, before)
    assert ran.err == (
        f"Lỗi: «{data / LOG}» đang được ghi bởi {said}; chưa ghi gì\n"
        f"  gợi ý: đợi rồi chạy lại; nếu chắc chương trình ấy đã dừng, xóa tệp khóa: {lock}\n"
    )
    lock.unlink()
    assert cchc(*SET, "1.1", data=data).code == 0


def test_all_left_over_locks_are_named_at_once(cchc, data, forms) -> None:
    for file in (LOG, OTHER_LOG):
        lock_of(data / file).write_bytes(b"")
    ran = take_in(cchc, data, forms)
    assert ran.code == 3
    assert f"xóa 2 tệp khóa «.*.lock» trong: {lock_of(data / LOG).parent}\n" in ran.err
    assert "không rõ ai, từ " in ran.err


def test_left_over_files_are_no_data(cchc, data) -> None:
    usual = cchc("list", data=data).raw
    lock_of(data / LOG).write_bytes(b"\xff")
    (data / "progress/2024/.snv.yaml.0123456789ab.tmp").write_bytes(b"half a fi")
    assert cchc("list", data=data).raw == usual
    assert cchc("validate", "--strict", data=data).code == 0


@contextlib.contextmanager
def no_lock(*_: Any) -> Iterator[None]:
    yield


def write_at_worst_moment(cchc: Cchc, data: Path, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Lets another command write between the check and the writing of this one, whose lock holds nobody."""
    usual, left = log_files.prepared, list(range(times))

    def prepared(path: Path, content: bytes) -> Any:
        if left:
            number, kept = left.pop(), list(left)
            left.clear()
            assert cchc(*SET, "1.1", "--result", f"khác {number}", data=data).code == 0
            left.extend(kept)
        return usual(path, content)

    monkeypatch.setattr(log_files, "locked", no_lock)
    monkeypatch.setattr(log_files, "prepared", prepared)


def test_update_of_another_command_is_kept_where_locks_mean_nothing(cchc, data, monkeypatch) -> None:
    write_at_worst_moment(cchc, data, monkeypatch, 3)
    assert cchc(*SET, "1.1", "--result", "đây", data=data).code == 0
    assert [result for _, _, result in reported(data)] == ["not_started", "khác 2", "khác 1", "khác 0", "đây"]


def test_import_that_asks_nobody_keeps_what_another_command_wrote_meanwhile(cchc, data, forms, monkeypatch) -> None:
    write_at_worst_moment(cchc, data, monkeypatch, 1)
    ran = take_in(cchc, data, forms, "--yes", "--take", "form")
    assert (ran.code, len(reported(data))) == (0, 4), ran.err


def test_import_that_asked_is_refused_where_the_log_has_moved(cchc, data, forms, monkeypatch) -> None:
    write_at_worst_moment(cchc, data, monkeypatch, 1)
    monkeypatch.setattr(sys, "stdin", StringIO("c\n"))
    ran = take_in(cchc, data, forms, "--take", "form")
    assert ran.code == 3
    assert f"Lỗi: «{data / LOG}» vừa bị chương trình khác sửa, chưa ghi gì vào đó\n  gợi ý: chạy lại lệnh\n" in ran.err
    assert [result for _, _, result in reported(data)] == ["not_started", "khác 0"]


def test_no_file_is_written_where_one_of_them_has_moved(cchc, data, forms, monkeypatch) -> None:
    """The first file by name would be written before the other is found to have moved."""
    monkeypatch.setattr(sys, "stdin", StringIO("c\n"))
    usual = log_files.checked_files

    def moved(*args: Any) -> Any:
        found = usual(*args)
        (data / OTHER_LOG).write_text(
            log_of("stc", 'date: 2024-06-01, code: "1.2", status: not_started'), encoding="utf-8"
        )
        return found

    monkeypatch.setattr(log_files, "checked_files", moved)
    ran = cchc("import", str(forms), "--as", "2024-06-28", data=data)
    assert (ran.code, (data / LOG).read_text(encoding="utf-8")) == (3, SNV)
    assert "vừa bị chương trình khác sửa" in ran.err


def test_commands_that_never_come_to_write_end_with_exit_3(cchc, data, monkeypatch) -> None:
    monkeypatch.setattr(log_files, "TRIES", 2)
    write_at_worst_moment(cchc, data, monkeypatch, 2)
    ran = cchc(*SET, "1.1", "--result", "đây", data=data)
    assert (ran.code, "vừa bị chương trình khác sửa" in ran.err) == (3, True)


def at_once(data: Path, *commands: tuple[str, ...]) -> list[tuple[int, str]]:
    """Exit codes and error streams of commands that run side by side, each in a process of its own."""
    started = [
        subprocess.Popen([str(CCHC), "--data", str(data), *args], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for args in commands
    ]
    ended = [(one.communicate(timeout=120)[1].decode("utf-8"), one.returncode) for one in started]
    return [(code, err) for err, code in ended]


def test_updates_of_commands_run_at_once_are_all_there(data) -> None:
    commands = [(*SET, "1.1", "--result", f"lần {number}") for number in range(5)]
    ended = at_once(data, *commands)
    assert [code for code, _ in ended] == [0] * 5, ended
    assert sorted(result for _, _, result in reported(data)) == [
        *(f"lần {number}" for number in range(5)),
        "not_started",
    ]
    assert files(data).keys() == {"agencies.yaml", "criteria.yaml", LOG}


def test_forms_imported_at_once_are_all_there(cchc, data, forms, tmp_path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    assert cchc("export", "--form", "-a", "snv", "-o", str(other), data=data).code == 0
    fill(other / "snv.xlsx", {"1.3": {"Trạng thái": "Chưa thực hiện"}})
    ended = at_once(data, *(("import", str(one), "--as", "2024-06-28", "--yes") for one in (forms, other)))
    assert [code for code, _ in ended] == [0, 0], ended
    rows = sorted(reported(data))
    assert rows == [
        ("snv", "1.1", "not_started"),
        ("snv", "1.1", "theo phiếu"),
        ("snv", "1.3", "not_started"),
        ("stc", "1.2", "done"),
    ]
    assert cchc("validate", data=data).code == 0


def test_moment_of_writing_is_later_than_any_before(cchc, data) -> None:
    for number in range(3):
        assert cchc(*SET, "1.1", "--result", f"lần {number}", data=data).code == 0
    catalogue, _ = load(read_home(data).files, date(2026, 1, 1))
    moments = [one.entered for one in catalogue.logs[0].updates if one.entered]
    assert moments == sorted(set(moments))
    assert all(isinstance(one, datetime) for one in moments)
