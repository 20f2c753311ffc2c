"""Writing a file whole or not at all."""

from collections.abc import Callable, Iterator
import contextlib
import errno
import os
from pathlib import Path
import stat

from cchc_cli.store.insist import insist


def replace_file(path: Path, content: bytes) -> None:
    """Puts the content in place of the file at once; where that fails, what stood there stays as it was.

    A device or pipe is written to directly. Raises OSError.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        if target.is_dir():
            raise IsADirectoryError(f"{path}")
        target.write_bytes(content)
        return
    with prepared(path, content) as put_in_place:
        put_in_place()


@contextlib.contextmanager
def prepared(path: Path, content: bytes) -> Iterator[Callable[[], None]]:
    """The content written and flushed to a temporary file beside the target; the call given puts it in place at once.

    All that a full disk can hinder is done before that call. Without it the temporary file goes. Raises OSError.
    """
    target = Path(os.path.realpath(path))
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
    if mode is not None and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "", f"{path}")
    temporary = target.with_name(f".{target.name[:40]}.{os.urandom(6).hex()}.tmp")
    try:
        with temporary.open("xb") as stream:
            if mode is not None:
                os.chmod(temporary, mode)
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        yield lambda: insist(lambda: os.replace(temporary, target))
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def create_file(path: Path, content: bytes) -> None:
    """Writes a file that is not there yet. Raises FileExistsError, or another OSError."""
    with path.open("xb") as stream:
        stream.write(content)
