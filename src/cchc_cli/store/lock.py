"""A lock on one file, that holds between processes and, being a file itself, between machines on a share."""

from collections.abc import Iterator
import contextlib
from datetime import datetime, timedelta
from functools import partial
import os
from pathlib import Path
import socket
import time

from cchc_cli.store.insist import insist

_PAUSE = 0.05
_LONGEST_HOLDER = 500
_UNKNOWN = "không rõ ai"


class Locked(Exception):
    """A file that somebody else is writing, or was when their program died: its lock, and what the lock says."""

    def __init__(self, path: Path, holder: str) -> None:
        super().__init__(str(path))
        self.path = path
        self.holder = holder


@contextlib.contextmanager
def locked(path: Path, now: datetime, patience: float) -> Iterator[None]:
    """Holds the lock of a file, a hidden file beside it that says who holds it since when.

    Waits as many seconds as `patience` for whoever holds it; then raises Locked. A lock is never taken from anybody:
    whether its holder lives can not be told for sure from another machine. Raises OSError.
    """
    lock = lock_of(path)
    _acquire(lock, now, time.monotonic() + patience)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            insist(lock.unlink)


def lock_of(path: Path) -> Path:
    """The lock of a file: there while somebody writes it."""
    return path.with_name(f".{path.stem}.lock")


def _acquire(lock: Path, now: datetime, deadline: float) -> None:
    while True:
        try:
            stream = insist(partial(lock.open, "x", encoding="utf-8"))
        except FileExistsError:
            if time.monotonic() > deadline:
                raise Locked(lock, _holder_of(lock, now)) from None
            time.sleep(_PAUSE)
            continue
        try:
            with stream:
                user = os.environ.get("USERNAME") or os.environ.get("USER") or "không rõ"
                stream.write(f"{user} trên máy {socket.gethostname()}, tiến trình {os.getpid()}, {_since(now)}")
        except BaseException:  # a lock that cannot name its holder, as on a full disk, is no use to anybody
            with contextlib.suppress(OSError):
                lock.unlink()
            raise
        return


def _since(moment: datetime) -> str:
    return f"từ {moment:%H:%M:%S ngày %d/%m/%Y}"


def _holder_of(lock: Path, now: datetime) -> str:
    """What a lock says; of one that says nothing readable, since when it is there."""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        with lock.open("rb") as stream:
            holder = stream.read(_LONGEST_HOLDER).decode("utf-8").strip()
        if holder and holder.isprintable():
            return holder
    try:
        age = timedelta(seconds=int(time.time() - lock.lstat().st_mtime))
        return f"{_UNKNOWN}, {_since(now - age)}"
    except (OSError, OverflowError):
        return _UNKNOWN
