"""The lock of a file: who holds it is said, nobody waits for ever, nothing is taken from anybody."""

from datetime import datetime
import os
from pathlib import Path
import subprocess
import sys
import time

import pytest

from cchc_cli.store.lock import Locked, lock_of, locked

NOW = datetime(2024, 7, 3, 9, 12, 5)


def refusal(path: Path, patience: float = 0.0) -> Locked:
    with pytest.raises(Locked) as refused, locked(path, NOW, patience):
        pass
    return refused.value


def test_lock_is_a_hidden_file_that_says_who_and_since_when(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("USERNAME", "Lan")
    with locked(tmp_path / "snv.yaml", NOW, 0):
        said = (tmp_path / ".snv.lock").read_text(encoding="utf-8")
    assert said.startswith("Lan trên máy ")
    assert said.endswith(f", tiến trình {os.getpid()}, từ 09:12:05 ngày 03/07/2024")


def test_lock_goes_with_what_it_was_held_for(tmp_path: Path) -> None:
    with pytest.raises(KeyError), locked(tmp_path / "snv.yaml", NOW, 0):
        raise KeyError
    assert list(tmp_path.iterdir()) == []


def test_held_lock_is_refused_with_its_holder(tmp_path: Path) -> None:
    path = tmp_path / "snv.yaml"
    with locked(path, NOW, 0):
        said = lock_of(path).read_text(encoding="utf-8")
        fault = refusal(path)
        assert (fault.path, fault.holder) == (lock_of(path), said)
        assert lock_of(path).exists()
    assert not lock_of(path).exists()


def test_waiting_ends_after_the_patience(tmp_path: Path) -> None:
    lock_of(tmp_path / "snv.yaml").write_text("Lan", encoding="utf-8")
    start = time.monotonic()
    refusal(tmp_path / "snv.yaml", 0.2)
    assert 0.2 <= time.monotonic() - start < 5


def test_lock_that_is_given_up_while_waiting_is_taken(tmp_path: Path) -> None:
    lock = lock_of(tmp_path / "snv.yaml")
    lock.write_text("Lan", encoding="utf-8")
    remove = f"import time, os; time.sleep(0.2); os.unlink({str(lock)!r})"
    with subprocess.Popen([sys.executable, "-c", remove]), locked(tmp_path / "snv.yaml", NOW, 30):
        assert "2024" in lock.read_text(encoding="utf-8")


def test_lock_of_a_killed_process_stays_and_names_it(tmp_path: Path) -> None:
    path = tmp_path / "snv.yaml"
    hold = (
        "from datetime import datetime; from pathlib import Path; import os; from cchc_cli.store.lock import locked\n"
        f"with locked(Path({str(path)!r}), datetime(2024, 7, 2, 8, 0), 0):\n"
        "    print(os.getpid(), flush=True)\n"
        "    os._exit(9)\n"
    )
    ran = subprocess.run([sys.executable, "-c", hold], capture_output=True, check=False)
    assert f"tiến trình {ran.stdout.decode().strip()}, từ 08:00:00 ngày 02/07/2024" in refusal(path).holder


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe\x00binary", b"a\x1b[2Jb", "Ổ".encode() * 1000])
def test_lock_that_names_nobody_tells_since_when_it_is_there(tmp_path: Path, content: bytes) -> None:
    lock = lock_of(tmp_path / "snv.yaml")
    lock.write_bytes(content)
    a_day_ago = time.time() - 86_400
    os.utime(lock, (a_day_ago, a_day_ago))
    holder = refusal(tmp_path / "snv.yaml").holder
    assert holder in [f"không rõ ai, từ 09:12:{second:02} ngày 02/07/2024" for second in (3, 4, 5)]


def test_lock_of_another_machine_is_shown_as_it_is(tmp_path: Path) -> None:
    said = "Minh trên máy PC-VANTHU, tiến trình 812, từ 16:55:00 ngày 02/07/2024"
    lock_of(tmp_path / "snv.yaml").write_text(said, encoding="utf-8")
    assert refusal(tmp_path / "snv.yaml").holder == said


def test_folder_in_the_place_of_a_lock_is_a_lock_too(tmp_path: Path) -> None:
    lock_of(tmp_path / "snv.yaml").mkdir()
    assert refusal(tmp_path / "snv.yaml").holder.startswith("không rõ ai")
    assert lock_of(tmp_path / "snv.yaml").is_dir()


def test_folder_that_is_not_there_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), locked(tmp_path / "gone" / "snv.yaml", NOW, 30):
        pass


def test_lock_being_deleted_on_windows_is_tried_again(tmp_path: Path, monkeypatch) -> None:
    """There a file that is going away cannot be made anew for a moment: not permitted, rather than there already."""
    refusals = iter([PermissionError(13, "delete pending")] * 2)
    usual = Path.open

    def opened(path: Path, *args: object, **kwargs: object) -> object:
        if (fault := next(refusals, None)) is not None:
            raise fault
        return usual(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", opened)
    with locked(tmp_path / "snv.yaml", NOW, 0):
        assert lock_of(tmp_path / "snv.yaml").exists()


def test_lock_that_another_program_reads_on_windows_is_deleted_a_moment_later(tmp_path: Path, monkeypatch) -> None:
    refusals = iter([PermissionError(13, "in use")] * 2)
    usual = Path.unlink

    def unlinked(path: Path, *args: object, **kwargs: object) -> None:
        if (fault := next(refusals, None)) is not None:
            raise fault
        usual(path, *args, **kwargs)

    with locked(tmp_path / "snv.yaml", NOW, 0):
        monkeypatch.setattr(Path, "unlink", unlinked)
    assert list(tmp_path.iterdir()) == []
