"""A lock on one file, that holds between processes and, being a file itself, between machines on a share."""

from collections.abc import Iterator
import contextlib
from datetime import datetime
import os
from pathlib import Path
import socket
import time

_PAUSE = 0.05


class Locked(Exception):
    """A file that somebody else is writing, or was when their program died: its lock, and what the lock says."""

    def __init__(self, path: Path, holder: str) -> None:
        super().__init__(str(path))
        self.path = path
        self.holder = holder


@contextlib.contextmanager
def locked(path: Path, now: datetime, patience: float = 10.0) -> Iterator[None]:
    """Holds the lock of a file, a hidden file beside it that says who holds it since when.

    Waits as many seconds as `patience` for whoever holds it; then raises Locked. A lock is never taken from anybody:
    whether its holder lives can not be told for sure from another machine. Raises OSError.
    """
    lock = path.with_name(f".{path.stem}.lock")
    holder = f"{_user()} trên máy {socket.gethostname()}, tiến trình {os.getpid()}, từ {now:%H:%M:%S ngày %d/%m/%Y}"
    _acquire(lock, holder, time.monotonic() + patience)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            lock.unlink()


def _acquire(lock: Path, holder: str, deadline: float) -> None:
    while True:
        try:
            handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
        except FileExistsError:
            if time.monotonic() > deadline:
                raise Locked(lock, _holder_of(lock)) from None
            time.sleep(_PAUSE)
            continue
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(holder)
        except OSError:  # a lock that cannot name its holder, as on a full disk, is no use to anybody
            with contextlib.suppress(OSError):
                lock.unlink()
            raise
        return


def _holder_of(lock: Path) -> str:
    try:
        return lock.read_text(encoding="utf-8").strip() or "không rõ ai"
    except (OSError, UnicodeDecodeError):
        return "không rõ ai"


def _user() -> str:
    return os.environ.get("USERNAME") or os.environ.get("USER") or "không rõ"
