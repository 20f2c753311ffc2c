"""The installed program in a process of its own, in a pipe or on a terminal."""

import os
from pathlib import Path
import subprocess
import sys

from conftest import SHIPPED

CCHC = Path(sys.executable).with_name("cchc")


def start(*args: str, env: dict[str, str] | None = None, cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    whole = {**os.environ, "CCHC_DATA": str(SHIPPED), **(env or {})}
    return subprocess.run([str(CCHC), *args], capture_output=True, env=whole, cwd=cwd, check=False)


def on_terminal(args: list[str], width: int, env: dict[str, str] | None = None, *, both: bool = False) -> str:
    """What the program writes to a terminal of this width: its output, or that and its error stream."""
    import pty

    main, terminal = pty.openpty()
    whole = {
        **os.environ,
        "CCHC_DATA": str(SHIPPED),
        "COLUMNS": str(width),
        "NO_COLOR": "1",
        "TERM": "xterm",
        **(env or {}),
    }
    with subprocess.Popen([str(CCHC), *args], stdout=terminal, stderr=terminal if both else None, env=whole) as process:
        os.close(terminal)
        parts = []
        while True:
            try:
                part = os.read(main, 65536)
            except OSError:
                break
            if not part:
                break
            parts.append(part)
        process.wait(timeout=60)
    os.close(main)
    return b"".join(parts).decode().replace("\r\n", "\n")
