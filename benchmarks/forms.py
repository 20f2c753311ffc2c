"""Forms of many agencies out and back: export and import beside a bare openpyxl loop over the same cells.

Usage: python benchmarks/forms.py [AGENCIES [ROWS]]

The bare loop writes the same sheets with the same values and one shared style, or reads every cell of the same files.
Ratios are of processor time, which other work on the machine stretches less; each step runs in a process of its own.
"""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
import os
from pathlib import Path
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from typing import Any, NamedTuple, TypeVar
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from province import fill_forms, home_files, write_files

LAST_ROW = 1_048_576
COLUMNS = "ABCDEFGHIJKLMNOP"

Result = TypeVar("Result")
Values = dict[str, list[tuple[int, int, Any]]]


class Run(NamedTuple):
    """How long a step took by the clock and on the processor, and its peak memory."""

    seconds: float
    processor: float
    mebibytes: float


def cchc(*args: str) -> Run:
    """A run of the program, from its start, its output thrown away."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "cchc_cli", *args]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(args)}: exit code {process.returncode}")
    return Run(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def values_of(path: Path) -> Values:
    """What stands in the cells of a workbook, those of a look alone included, by sheet."""
    return {
        sheet.title: [
            (cell.row, cell.column, cell.value) for row in sheet.iter_rows() for cell in row if cell.has_style
        ]
        for sheet in load_workbook(path).worksheets
    }


def _is_written(cell: Any) -> bool:
    return cell.has_style or cell.value is not None


def bare_write(source: Path, target: Path) -> Run:
    """The workbooks of a folder again, each cell with the one shared style; reading them is not counted."""
    seconds = processor = 0.0
    for path in sorted(source.iterdir()):
        sheets = values_of(path)
        start = time.perf_counter(), time.process_time()
        _write(sheets, target / path.name)
        seconds += time.perf_counter() - start[0]
        processor += time.process_time() - start[1]
    return Run(seconds, processor, _peak())


def _write(sheets: Values, path: Path) -> None:
    workbook = Workbook()
    style = _style(workbook)
    for title, cells in sheets.items():
        sheet = workbook.create_sheet(title)
        for row, column, value in cells:
            cell: Any = sheet.cell(row, column)
            cell._style = style
            cell.value = value
    workbook.save(path)


def _style(workbook: Workbook) -> Any:
    model: Any = WriteOnlyCell(workbook.worksheets[0])
    model.font = Font(name="Times New Roman", size=11)
    model.alignment = Alignment(wrap_text=True)
    side = Side(style="thin")
    model.border = Border(left=side, right=side, top=side, bottom=side)
    return model._style


def bare_read(folder: Path) -> Run:
    """Every cell of the forms in a folder, looked at and let go."""
    start = time.perf_counter(), time.process_time()
    for path in sorted(folder.iterdir()):
        for sheet in load_workbook(path, read_only=True, data_only=True).worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    _ = cell.value, cell.number_format
    return Run(time.perf_counter() - start[0], time.process_time() - start[1], _peak())


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def apart(step: Callable[..., Result], *args: Any) -> Result:
    """What a step gives, in a process of its own: a child's peak memory begins at that of its parent."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(step, *args).result()


def add_blank_rows(path: Path) -> None:
    """Formats all rows below a form's table down to the last that a sheet can have, without a value."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    first = load_workbook(path).worksheets[0].max_row + 1
    rows = (
        f'<row r="{row}">{"".join(f"""<c r="{letter}{row}" s="1"/>""" for letter in COLUMNS)}</row>'
        for row in range(first, LAST_ROW + 1)
    )
    parts[name] = parts[name].replace(b"</sheetData>", "".join(rows).encode() + b"</sheetData>")
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)


def show(name: str, taken: Run, base: Run | None = None) -> None:
    """A line of the table."""
    ratio = f"{taken.processor / base.processor:.2f}" if base else ""
    print(f"{name:<34}{taken.seconds:>9.2f}{taken.processor:>9.2f}{taken.mebibytes:>7.0f}{ratio:>9}", flush=True)


def main() -> None:
    """Measures the steps one after another and prints a table."""
    agencies, rows = (int(sys.argv[at]) if len(sys.argv) > at else default for at, default in ((1, 200), (2, 100)))
    print(f"{agencies} forms of {rows} rows")
    print(f"{'':<34}{'seconds':>9}{'on CPU':>9}{'MiB':>7}{'x bare':>9}", flush=True)
    with tempfile.TemporaryDirectory() as name:
        home, forms, other = (Path(name, part) for part in ("data", "forms", "other"))
        forms.mkdir()
        other.mkdir()
        write_files(home, home_files(agencies, rows))
        data = ("--data", str(home))
        exported = cchc(*data, "export", "--form", "-o", str(forms))
        written = apart(bare_write, forms, other)
        show("bare openpyxl: write the cells", written)
        show("cchc export --form", exported, written)
        read = apart(bare_read, forms)
        show("bare openpyxl: read the cells", read)
        shutil.copytree(home, Path(name, "again"))
        again = ("--data", str(Path(name, "again")))
        show("cchc import, as handed out", cchc(*again, "import", str(forms), "--yes"), read)
        apart(fill_forms, forms)
        read = apart(bare_read, forms)
        show("bare openpyxl: read the cells", read)
        show("cchc import, filled", cchc(*data, "import", str(forms), "--yes"), read)
        one = next(forms.iterdir())
        apart(add_blank_rows, one)
        show("cchc import, 1 048 576 blank rows", cchc(*data, "import", str(one), "--yes"))


if __name__ == "__main__":
    main()
