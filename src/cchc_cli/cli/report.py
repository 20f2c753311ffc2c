"""`cchc report`."""

from datetime import date
from pathlib import Path

import click

from cchc_cli.cli.options import FILE, define, moment_options
from cchc_cli.cli.output import suffix_of, write_file
from cchc_cli.cli.session import open_session
from cchc_cli.model.states import Period
from cchc_cli.reports.progress_report import build_progress_report


@define("Báo cáo tiến độ của kế hoạch: tổng hợp, chi tiết, từng cơ quan.")
@moment_options
@click.option("--output", "-o", type=FILE, required=True, metavar="TỆP", help="Tệp .xlsx để ghi.")
def command(year: int | None, as_of: date | None, period: Period | None, output: Path) -> None:
    suffix_of(output, ("xlsx",))
    session = open_session(year, as_of, period)
    report = build_progress_report(session.standings, session.catalogue)
    from cchc_cli.render.excel import render_workbook  # openpyxl is slow to load

    write_file(output, render_workbook(report))
    click.echo(f"Đã ghi {output} (kế hoạch năm {session.plan.year})", err=True)
