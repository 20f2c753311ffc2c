"""`cchc validate` beside yamale, yamllint and check-jsonschema on the same file: time and peak memory of a run.

Usage: python benchmarks/validate.py [ROWS ...]

Needs `pip install yamale yamllint check-jsonschema`. A plan of so many rows is checked twice: with every field filled,
and with code, number and name alone. A run over ten minutes is ended; one that a smaller plan foretells is not begun.
Ratios are of processor time, which other work on the machine stretches less; none of the tools uses two processors.
"""

import json
from multiprocessing import get_context
import os
from pathlib import Path
from statistics import median
import subprocess
import sys
import tempfile
from threading import Timer
import time
from typing import NamedTuple

from plans import plan_files
from yamale_schema import YAMALE

from cchc_cli.loader.files import Kind
from cchc_cli.loader.schemas import file_schema

SIZES = (100, 10_000, 100_000)
KINDS = ("full", "sparse")
ROUNDS = 3
LARGE = 100_000
TIME_LIMIT = 600
TO_YAMALE = 0.4
TO_TENTH = 12
GIBIBYTES = 1.3


class Run(NamedTuple):
    """How long a run took by the clock and on the processor, and its peak memory."""

    seconds: float
    processor: float
    mebibytes: float


ENDLESS = Run(float("inf"), float("inf"), 0)  # a run that was ended, or not begun
Runs = dict[tuple[int, str, str], Run]


def write(folder: Path, rows: int, kind: str) -> None:
    """The data home `home` and the schemas of the other tools, beside it, where cchc does not look."""
    (folder / "home").mkdir()
    for name, content in plan_files(rows, is_sparse=kind == "sparse").items():
        (folder / "home" / name).write_bytes(content)
    (folder / "yamale.yaml").write_text(YAMALE, encoding="utf-8")
    (folder / "schema.json").write_text(json.dumps(file_schema(Kind.PLAN)), encoding="utf-8")


def commands(folder: Path) -> dict[str, list[str]]:
    """What a user would type, by tool."""
    home, scripts = folder / "home", Path(sys.executable).parent
    plan = str(home / "criteria.yaml")
    return {
        "cchc": [str(scripts / "cchc"), "--data", str(home), "validate"],
        "yamale": [str(scripts / "yamale"), "-s", str(folder / "yamale.yaml"), plan],
        "yamllint": [str(scripts / "yamllint"), "-d", "relaxed", "--no-warnings", plan],
        "check-jsonschema": [str(scripts / "check-jsonschema"), "--schemafile", str(folder / "schema.json"), plan],
    }


def measure(command: list[str]) -> Run:
    """One run, which must find the file sound."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    timer = Timer(TIME_LIMIT, process.kill)
    timer.start()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    if seconds >= TIME_LIMIT:
        return ENDLESS
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)}: exit code {process.returncode}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def measure_all(rows: int, kind: str, known: Runs) -> tuple[int, Runs]:
    """The size of the plan in bytes, and each tool's median, taken in turn so that a busy moment hits all alike."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # in a process of its own: a child's peak memory begins at that of its parent
        writer = get_context("spawn").Process(target=write, args=(folder, rows, kind))
        writer.start()
        writer.join()
        tools = {tool: one for tool, one in commands(folder).items() if not _is_foretold_long(rows, kind, tool, known)}
        taken: dict[str, list[Run]] = {tool: [] for tool in commands(folder)}
        for _ in range(1 if rows >= LARGE else ROUNDS):
            for tool, command in tools.items():
                taken[tool].append(measure(command))
        size = (folder / "home" / "criteria.yaml").stat().st_size
    return size, {(rows, kind, tool): _median(runs) if runs else ENDLESS for tool, runs in taken.items()}


def _is_foretold_long(rows: int, kind: str, tool: str, known: Runs) -> bool:
    """Whether a smaller plan says that the time limit will be passed, a time that grows with the rows assumed."""
    smaller = max((size for size, *_ in known if size < rows), default=None)
    return smaller is not None and known[smaller, kind, tool].seconds * rows / smaller > TIME_LIMIT


def _median(runs: list[Run]) -> Run:
    return Run(*map(median, zip(*runs, strict=True)))


def show(size: int, runs: Runs) -> None:
    """A line a tool, with its time as a multiple of yamale's."""
    for (rows, kind, tool), run in runs.items():
        start = f"{rows:>7} {kind:<7}{size:>10} {tool:<17}"
        if run == ENDLESS:
            print(f"{start}{f'> {TIME_LIMIT} s':>9}", flush=True)
            continue
        base = runs[rows, kind, "yamale"]
        ratio = f"{run.processor / base.processor:.2f}" if base != ENDLESS else "–"
        print(f"{start}{run.seconds:>9.2f}{run.processor:>9.2f}{run.mebibytes:>8.0f}{ratio:>10}", flush=True)


def show_limits(runs: Runs) -> None:
    """The limits to hold, each with what was measured."""
    small, large = runs.get((10_000, "full", "cchc")), runs.get((100_000, "full", "cchc"))
    if small:
        ratio = small.processor / runs[10_000, "full", "yamale"].processor
        print(f"10 000 full rows: cchc {ratio:.2f} x yamale, at most {TO_YAMALE}")
    if small and large:
        ratio, size = large.processor / small.processor, large.mebibytes / 1024
        print(f"100 000 full rows: cchc {ratio:.1f} x its time for 10 000, at most {TO_TENTH}")
        print(f"100 000 full rows: cchc {size:.2f} GiB, at most {GIBIBYTES}")


def main() -> None:
    """Measures size by size, from the smallest, and prints each as it comes."""
    runs: Runs = {}
    heads = f"{'rows':>7} {'kind':<7}{'bytes':>10} {'tool':<17}{'seconds':>9}{'on CPU':>9}{'MiB':>8}{'x yamale':>10}"
    print(heads, flush=True)
    for rows in sorted(map(int, sys.argv[1:])) or SIZES:
        for kind in KINDS:
            size, found = measure_all(rows, kind, runs)
            runs.update(found)
            show(size, found)
    show_limits(runs)


if __name__ == "__main__":
    main()
