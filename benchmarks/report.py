"""A report of 10 000 rows: from ready report to file, beside a bare openpyxl loop that writes the same cells.

Usage: python benchmarks/report.py [ROWS]
"""

from datetime import date
import gc
from io import BytesIO
from statistics import median
import sys
import time
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from plans import plan_files

from cchc_cli.loader import load
from cchc_cli.render.excel import render_workbook
from cchc_cli.reports import Report, TablePart
from cchc_cli.reports.progress_report import build_progress, build_progress_report
from cchc_cli.standing import Moment, stand

LIMIT = 1.3


def bare(report: Report) -> bytes:
    """The cells of the report's tables, each with a shared style, and nothing else."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    model: Any = WriteOnlyCell(workbook.create_sheet())
    model.font = Font(name="Times New Roman", size=11)
    model.alignment = Alignment(wrap_text=True)
    side = Side(style="thin")
    model.border = Border(left=side, right=side, top=side, bottom=side)
    for one in report.sheets:
        sheet = workbook.create_sheet()
        row = 0
        for part in (part for key in one.sections for part in report.section(key).parts):
            if not isinstance(part, TablePart):
                continue
            for line in part.table.in_files.lines:
                row += 1
                for column, value in enumerate(line.cells, start=1):
                    cell: Any = sheet.cell(row, column)
                    cell._style = model._style
                    cell.value = value if isinstance(value, (int, date)) or value is None else str(value)
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def main() -> None:
    """Measures both in turn, without the cyclic collector as the program runs; prints medians and their ratio."""
    gc.disable()
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    catalogue, _ = load(plan_files(rows))
    plan = catalogue.plans[0]
    standings = stand(catalogue, plan, Moment(date(2024, 12, 31), 2024, catalogue.settings))
    report = build_progress_report(build_progress(standings, catalogue))
    taken: dict[str, list[float]] = {"bare openpyxl": [], "cchc": []}
    for _ in range(3):
        for name, render in (("bare openpyxl", bare), ("cchc", render_workbook)):
            start = time.process_time()
            render(report)
            taken[name].append(time.process_time() - start)
            gc.collect()
    base = median(taken["bare openpyxl"])
    for name, times in taken.items():
        print(f"{name:<16}{median(times):>8.2f} s {median(times) / base:>6.2f} x")
    print(f"limit {LIMIT} x, {rows} rows")


if __name__ == "__main__":
    main()
