"""Start-up and everyday commands as multiples of a bare `python -c pass`, all measured in one run on one machine.

Usage: python benchmarks/startup.py [ROUNDS]
"""

import os
from pathlib import Path
import shutil
from statistics import median
import subprocess
import sys
import tempfile
import time

DATA = Path(__file__).resolve().parents[1] / "data"
CCHC = Path(sys.executable).with_name("cchc")
LIMITS = {"--version": 5, "--help": 5, "list": 16, "validate": 18}


def seconds(command: list[str]) -> float:
    """How long one run takes, its output going into a pipe."""
    start = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True, env={**os.environ, "CCHC_DATA": str(DATA)})
    return time.perf_counter() - start


def commands(folder: Path, number: int) -> dict[str, list[str]]:
    """What is measured in a round, by name; the update set is another one each time."""
    update = ["-a", "snv", "--status", "in_progress", "--result", f"lần {number}"]
    return {
        "bare": [sys.executable, "-c", "pass"],
        "click, yaml, pydantic": [sys.executable, "-c", "import click, yaml; from pydantic import BaseModel"],
        **{name: [str(CCHC), name] for name in (*LIMITS, "status", "due")},
        "progress set": [str(CCHC), "--data", str(folder / "data"), "progress", "set", "1.1", *update],
        "report": [str(CCHC), "report", "-o", str(folder / "report.xlsx")],
    }


def main() -> None:
    """Measures in turn, so that a busy moment hits all alike, and prints a table of medians."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    taken: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(DATA, Path(folder, "data"))
        for number in range(rounds):
            for name, command in commands(Path(folder), number).items():
                taken.setdefault(name, []).append(seconds(command))
    bare = median(taken["bare"])
    print(f"{'command':<24}{'ms':>8}{'x bare':>9}{'limit':>7}")
    for name, times in taken.items():
        print(f"{name:<24}{median(times) * 1000:>8.1f}{median(times) / bare:>9.1f}{LIMITS.get(name, ''):>7}")


if __name__ == "__main__":
    main()
