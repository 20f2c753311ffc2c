"""Forms of many agencies out and back: export and import beside a bare openpyxl loop over the same cells.

Usage: python benchmarks/forms.py [AGENCIES [ROWS]]

The bare loop writes the same sheets with the same values and one shared style, or reads every cell of the same files.
Ratios are of processor time, which other work on the machine stretches less; each step runs in a process of its own.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
import contextlib
from multiprocessing import get_context
import os
from pathlib import Path
import resource
import shutil
import sys
import tempfile
import time
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from province import fill_forms, home_files, write_files

from cchc_cli.cli.main import run

LAST_ROW = 1_048_576
COLUMNS = "ABCDEFGHIJKLMNOP"

Values = dict[str, list[tuple[int, int, Any]]]


class Run(NamedTuple):
    """How long a step took by the clock and on the processor, and its peak memory."""

    seconds: float
    processor: float
    mebibytes: float


def cchc(*args: str) -> None:
    """A run of the program, its output thrown away."""
    with (
        Path(os.devnull).open("w", encoding="utf-8") as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
    ):
        code = run(list(args))
    if code != 0:
        sys.exit(f"{' '.join(args)}: exit code {code}")


def values_of(path: Path) -> Values:
    """What stands in the cells of a workbook, those of a look alone included, by sheet."""
    return {
        sheet.title: [
            (cell.row, cell.column, cell.value) for row in sheet.iter_rows() for cell in row if cell.has_style
        ]
        for sheet in load_workbook(path).worksheets
    }


def bare_write(forms: Iterable[tuple[str, Values]], folder: Path) -> None:
    """Workbooks of these values, each cell with the one shared style."""
    for name, sheets in forms:
        workbook = Workbook()
        style = _style(workbook)
        for title, cells in sheets.items():
            sheet = workbook.create_sheet(title)
            for row, column, value in cells:
                cell: Any = sheet.cell(row, column)
                cell._style = style
                cell.value = value
        workbook.save(folder / name)


def _style(workbook: Workbook) -> Any:
    model: Any = WriteOnlyCell(workbook.worksheets[0])
    model.font = Font(name="Times New Roman", size=11)
    model.alignment = Alignment(wrap_text=True)
    side = Side(style="thin")
    model.border = Border(left=side, right=side, top=side, bottom=side)
    return model._style


def bare_read(folder: Path) -> None:
    """Every cell of the forms in a folder, looked at and let go."""
    for path in sorted(folder.glob("*.xlsx")):
        for sheet in load_workbook(path, read_only=True, data_only=True).worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    _ = cell.value, cell.number_format


def measured(step: Callable[..., None], *args: Any) -> Run:
    """What a step takes, in a process of its own."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(_timed, step, *args).result()


def _timed(step: Callable[..., None], *args: Any) -> Run:
    start, processor = time.perf_counter(), time.process_time()
    step(*args)
    taken = time.perf_counter() - start, time.process_time() - processor
    return Run(*taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


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
        exported = measured(cchc, *data, "export", "--form", "-o", str(forms))
        written = measured(bare_write, [(path.name, values_of(path)) for path in sorted(forms.iterdir())], other)
        show("bare openpyxl: write the cells", written)
        show("cchc export --form", exported, written)
        read = measured(bare_read, forms)
        show("bare openpyxl: read the cells", read)
        shutil.copytree(home, Path(name, "again"))
        again = ("--data", str(Path(name, "again")))
        show("cchc import, as handed out", measured(cchc, *again, "import", str(forms), "--yes"), read)
        fill_forms(forms)
        read = measured(bare_read, forms)
        show("bare openpyxl: read the cells", read)
        show("cchc import, filled", measured(cchc, *data, "import", str(forms), "--yes"), read)
        one = next(forms.iterdir())
        add_blank_rows(one)
        show("cchc import, 1 048 576 blank rows", measured(cchc, *data, "import", str(one), "--yes"))


if __name__ == "__main__":
    main()
