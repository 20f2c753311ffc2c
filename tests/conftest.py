"""Fixtures that many tests share: data homes made of text, and the program run in this process."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
import sys

import pytest

from cchc_cli.cli.main import run
from homes import AGENCIES, CRITERIA

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ROOT / "data"


@dataclass(frozen=True)
class Ran:
    """What a run of the program came to."""

    code: int
    out: str
    err: str
    raw: bytes


@pytest.fixture
def home(tmp_path: Path) -> Callable[..., Path]:
    """Makes a data home from texts by path; the usual agencies and plan stand in where they are not given."""

    def make(files: Mapping[str, str | bytes] | None = None, *, bare: bool = False) -> Path:
        folder = tmp_path / "data"
        whole: dict[str, str | bytes] = {} if bare else {"agencies.yaml": AGENCIES, "criteria.yaml": CRITERIA}
        for name, content in {**whole, **(files or {})}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        folder.mkdir(exist_ok=True)
        return folder

    return make


@pytest.fixture
def cchc(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Runs the program in this process, in a folder and on data of the test's choice."""
    for name in ("CCHC_DATA", "GITHUB_ACTIONS", "GITHUB_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)

    def call(*args: str, data: Path | None = None, cwd: Path | None = None) -> Ran:
        if cwd is not None:
            monkeypatch.chdir(cwd)
        capfdbinary.readouterr()
        code = run([*(("--data", str(data)) if data else ()), *args])
        sys.stdout.flush()
        sys.stderr.flush()
        raw, err = capfdbinary.readouterr()
        return Ran(code, raw.decode("utf-8"), err.decode("utf-8"), raw)

    return call
