"""Every command shown in the README and the guide runs, and prints what is shown there."""

import os
from pathlib import Path
import re
import subprocess
import sys

import pytest

from conftest import ROOT

BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
PAGES = ("README.md", "docs/huong-dan.md")


def runs_of(page: str) -> list[tuple[str, str]]:
    """The commands of a page's console blocks, each with the output shown below it."""
    runs = []
    for block in BLOCK.findall((ROOT / page).read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            runs.append((command, output))
    return runs


def matches(shown: str, printed: str) -> bool:
    """Whether the output is what is shown; a line «…» stands for any lines."""
    pattern = re.escape(f"\n{shown.strip()}\n").replace(re.escape("\n…\n"), "\n(?:.*\n)*")
    return re.fullmatch(pattern, f"\n{printed.strip()}\n") is not None


@pytest.mark.skipif(sys.platform == "win32", reason="the shown commands are those of a POSIX shell")
@pytest.mark.parametrize("page", PAGES)
def test_shown_commands_print_what_is_shown(page: str, tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to(ROOT / "data")
    folder = tmp_path
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    env.pop("CCHC_DATA", None)
    for command, shown in runs_of(page):
        ran = subprocess.run(command, shell=True, cwd=folder, env=env, capture_output=True, check=False)
        assert ran.returncode == 0, (command, ran.stderr.decode())
        if shown:
            assert matches(shown, ran.stdout.decode()), (command, ran.stdout.decode())
        if command == "cchc init tinh":
            folder = tmp_path / "tinh"


def test_yaml_shown_is_sound() -> None:
    from cchc_cli.loader import load

    blocks = re.findall(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    plan = f'year: 2024\n{blocks[0]}      - code: "1.7"\n        stt: 8\n        name: Kế hoạch\n'
    files = {
        "agencies.yaml": (ROOT / "data" / "agencies.yaml").read_bytes(),
        "criteria.yaml": plan.encode(),
        "progress/2024/snv.yaml": blocks[1].replace('"1.1"', '"1.7"').encode(),
    }
    _, problems = load(files)
    assert [problem.code.id for problem in problems if problem.code.id not in ("A409", "T305")] == []


def test_links_between_pages_lead_somewhere() -> None:
    for page in (*PAGES, "CONTRIBUTING.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert ((ROOT / page).parent / target).exists(), (page, target)
