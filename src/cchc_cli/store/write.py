"""Writing a file whole or not at all."""

import contextlib
import os
from pathlib import Path
import stat


def replace_file(path: Path, content: bytes) -> None:
    """Puts the content in place of the file at once; where that fails, what stood there stays as it was.

    Written to a temporary file beside the target, flushed, then replaced. A device or pipe is written to directly.
    Raises OSError.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        if target.is_dir():
            raise IsADirectoryError(f"{path}")
        target.write_bytes(content)
        return
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(f"{path}")
    import tempfile  # slow to load, and most commands write nothing

    handle, temporary = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, mode)
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def create_file(path: Path, content: bytes) -> None:
    """Writes a file that is not there yet. Raises FileExistsError, or another OSError."""
    with path.open("xb") as stream:
        stream.write(content)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
