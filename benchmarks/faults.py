"""A fault run: imports are killed at random moments, and run at once; the data are looked at each time.

Usage: python benchmarks/faults.py [KILLS [ROUNDS]]

Two in three kills fall into the part in which files are written. After each, every progress file must be wholly as
before or wholly as after the import, and no other file changed; the next import must either run, or say whose lock is
in its way and which file to delete, and then bring the rest. Then, round by round, pairs of imports and ten updates of
one row are started together: all must end with exit code 0 and all updates be there. Needs SIGKILL.
"""

from collections import Counter
from collections.abc import Iterator
import contextlib
from io import BytesIO, TextIOWrapper
from pathlib import Path
import random
import re
import subprocess
import sys
import tempfile
import time

from province import fill_forms, home_files, write_files

from cchc_cli.cli import log_files
from cchc_cli.cli.faults import BAD_PLACE, FINE
from cchc_cli.cli.main import run

AGENCIES, ROWS = 12, 10
WAIT = 0.2  # for a lock, where nobody can hold it any more
ENTERED = re.compile(rb"entered: [0-9T:-]+")
LOCK = re.compile("xóa (?:[0-9]+ )?tệp khóa")
HOLDER = re.compile(r"đang được ghi bởi .*từ [0-9:]+ ngày")

Contents = dict[str, bytes]


class Harm(Exception):
    """What must never be: data lost, half a file, a run that does not say what to do."""


def contents(home: Path) -> Contents:
    """Every file of the data home but what a killed run leaves, the moments of writing left out."""
    return {
        path.relative_to(home).as_posix(): ENTERED.sub(b"entered: -", path.read_bytes())
        for path in sorted(home.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def left_over(home: Path, suffix: str) -> list[Path]:
    """Hidden files that a killed run left."""
    return sorted(home.glob(f"progress/*/.*{suffix}"))


def told(*args: str) -> tuple[int, str]:
    """The exit code of a run in this process, and what it said on the error stream."""
    out, said = (TextIOWrapper(BytesIO(), "utf-8") for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(said):
        code = run(list(args))
    said.seek(0)
    return code, said.read()


def killed(command: list[str], home: Path, delay: float, *, in_writing: bool) -> bool:
    """Whether the command was still running when it was killed: so long after its start, or after its first lock."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while in_writing and process.poll() is None and not left_over(home, ".lock"):
        pass
    time.sleep(delay)
    process.kill()
    return process.wait() < 0


def durations(command: list[str], home: Path) -> tuple[float, float]:
    """How long a whole run takes, and of that the part that writes."""
    start = time.perf_counter()
    first = last = 0.0
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        if left_over(home, ".lock"):
            last = time.perf_counter()
            first = first or last
    return time.perf_counter() - start, last - first


def restore(home: Path, before: Contents) -> None:
    """The data home as it was; moments of writing are none of it yet."""
    for path in home.rglob("*"):
        if path.is_file():
            path.unlink()
    write_files(home, before)


def outcome(home: Path, before: Contents, after: Contents, *, was_running: bool) -> str:
    """What a kill came to, in words. Raises Harm."""
    now = contents(home)
    if now.keys() - after.keys() or before.keys() - now.keys():
        raise Harm(f"files came or went: {now.keys() ^ before.keys()}")
    for name, content in now.items():
        if content not in (before.get(name), after[name]):
            raise Harm(f"{name} is neither old nor new")
    if told("--data", str(home), "validate")[0] or told("--data", str(home), "list")[0]:
        raise Harm("the data are no longer sound")
    new = sum(now.get(name) == content != before.get(name) for name, content in after.items())
    files = {0: "none written", AGENCIES: "all written"}.get(new, "some written")
    remains = ", ".join(kind for kind in ("lock", "tmp") if left_over(home, f".{kind}")) or "nothing"
    return f"{'killed' if was_running else 'ended before'}; {files}; left over: {remains}"


def complete(home: Path, forms: Path, after: Contents) -> bool:
    """Imports again, deleting the locks that the run names; whether it named any. Raises Harm."""
    command = ("--data", str(home), "import", str(forms), "--yes")
    code, said = told(*command)
    is_refused = code == BAD_PLACE
    if is_refused:
        if LOCK.search(said) is None or not HOLDER.search(said):
            raise Harm(f"what to do is not said: {said}")
        for lock in left_over(home, ".lock"):
            lock.unlink()
        code, said = told(*command)
    if code != FINE or contents(home) != after:
        raise Harm(f"the second import did not bring the rest: exit code {code}: {said}")
    return is_refused


def kills(count: int, folder: Path) -> Iterator[tuple[str, bool]]:
    """Each kill's outcome, and whether the next import was refused for a lock."""
    home, forms = folder / "data", folder / "forms"
    forms.mkdir()
    write_files(home, home_files(AGENCIES, ROWS))
    if told("--data", str(home), "export", "--form", "-o", str(forms))[0]:
        raise Harm("no forms")
    fill_forms(forms)
    command = [sys.executable, "-m", "cchc_cli", "--data", str(home), "import", str(forms), "--yes"]
    before = contents(home)
    whole, writing = durations(command, home)
    after = contents(home)
    print(f"a run takes {whole:.2f} s, of which it writes {writing * 1000:.0f} ms", flush=True)
    for number in range(count):
        restore(home, before)
        in_writing = number % 3 > 0
        delay = random.uniform(0, 1.1 * (writing if in_writing else whole))
        was_running = killed(command, home, delay, in_writing=in_writing)
        yield outcome(home, before, after, was_running=was_running), complete(home, forms, after)


def at_once(home: Path, commands: list[list[str]]) -> None:
    """Runs commands side by side. Raises Harm where one does not end well."""
    program = [sys.executable, "-m", "cchc_cli", "--data", str(home)]
    started = [
        subprocess.Popen([*program, *one], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for one in commands
    ]
    for process in started:
        _, said = process.communicate()
        if process.returncode != FINE:
            raise Harm(f"exit code {process.returncode}: {said.decode()}")


def race(folder: Path, rounds: int) -> None:
    """Imports of the same form, of two agencies, and updates of one row, at once. Raises Harm."""
    home, forms = folder / "data", folder / "forms"
    start = home_files(AGENCIES, ROWS)
    first, second = (str(forms / f"a{number}.xlsx") for number in (1, 2))
    sets = [["progress", "set", "1.1", "--status", "in_progress", "--result", f"r{number}"] for number in range(10)]
    pairs = {"the same form": (first, first), "two agencies": (first, second), "one in both": (first, str(forms))}
    for name, pair in pairs.items():
        for _ in range(rounds):
            restore(home, start)
            at_once(home, [["import", path, "--yes"] for path in pair])
            updates = sum(content.count(b"code:") for path, content in contents(home).items() if "progress" in path)
            whole = AGENCIES if "both" in name else len(set(pair))
            if updates != AGENCIES + whole * ROWS:
                raise Harm(f"{name}: {updates} updates")
        print(f"{rounds:>5}  times two imports at once, {name}: all there, each once", flush=True)
    for _ in range(max(1, rounds // 5)):
        restore(home, start)
        at_once(home, sets)
        if not all(f"r{number}".encode() in contents(home)["progress/2024/a1.yaml"] for number in range(10)):
            raise Harm("an update of a row is lost")
    print(f"{max(1, rounds // 5):>5}  times ten updates of one row at once: all there")


def show(outcomes: Counter[str], refused: int) -> None:
    """The table of kills."""
    for what, number in sorted(outcomes.items()):
        print(f"{number:>5}  {what}")
    print(f"{refused:>5}  next import refused with exit code 3, naming holder and lock; once that is deleted, complete")
    print(f"{outcomes.total():>5}  kills: no file half, no update lost, no other file touched", flush=True)


def main() -> None:
    """Kills, counts, prints a table; ends with an error at the first harm."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    log_files.PATIENCE = WAIT
    outcomes: Counter[str] = Counter()
    refused = 0
    with tempfile.TemporaryDirectory() as folder:
        for what, was_refused in kills(count, Path(folder)):
            outcomes[what] += 1
            refused += was_refused
        show(outcomes, refused)
        race(Path(folder), rounds)


if __name__ == "__main__":
    main()
