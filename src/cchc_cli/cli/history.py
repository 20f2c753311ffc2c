"""`cchc history`."""

from functools import lru_cache
from pathlib import Path

import click

from cchc_cli.cli.faults import BAD_COMMAND, CommandFault
from cchc_cli.cli.options import WORDS, complete_codes, data_option, define, listing_options
from cchc_cli.cli.output import Listing, progress_bar
from cchc_cli.cli.page_output import deliver_told
from cchc_cli.cli.session import in_vietnam, open_home, plan_of, row_of, today
from cchc_cli.comparison.life import Life, row_in_years, row_life
from cchc_cli.diagnostics import has_errors
from cchc_cli.loader import load
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.reports.history_view import build_history_table, build_history_view
from cchc_cli.store.programs import ProgramFault
from cchc_cli.store.revision import History, read_history
from cchc_cli.tables.changes import sets_text
from cchc_cli.tables.life import RowHistory, history_record

_KEPT = 64  # states of the data, while branches of the history are followed side by side
_SUMMARY = (
    "Lịch sử một dòng của kế hoạch, mới nhất ở cuối: ai sửa gì, lúc nào (theo các lần ghi của kho git, kể cả khi dòng "
    "đổi mã), dòng đó trong kế hoạch các năm, và các quyết định chuyển giao. Tiến độ: cchc progress log MÃ."
)


@define(_SUMMARY)
@click.argument("code", type=WORDS, metavar="MÃ", shell_complete=complete_codes)
@click.option("--year", "-y", type=int, metavar="NĂM", help="Năm kế hoạch (mặc định: theo hôm nay).")
@data_option
@listing_options
def command(code: str, year: int | None, format_: str | None, output: Path | None) -> None:
    checked = open_home()
    plan = plan_of(checked.catalogue, year, today())
    life = _life(code, plan.year, checked.catalogue, _history(checked.home.folder))
    if not life.events:
        row_of(plan, code)
    history = RowHistory(plan, code, life, row_in_years(code, plan.year, checked.catalogue), checked.catalogue)
    if warning := sets_text(one.plan for one in history.years):
        click.echo(f"Cảnh báo: {warning}", err=True)
    listing = Listing(build_history_table(history), lambda: history_record(history), today())
    deliver_told(build_history_view(history), listing, format_, output)


def _history(folder: Path) -> History:
    try:
        found = read_history(folder)
    except ProgramFault as fault:
        raise CommandFault(BAD_COMMAND, fault.message, fault.hint) from fault
    return found._replace(commits=tuple(one._replace(at=in_vietnam(one.at)) for one in found.commits))


def _life(code: str, year: int, current: Catalogue, history: History) -> Life:
    @lru_cache(_KEPT)
    def read(commit: str) -> Catalogue | None:
        files = history.files(commit)
        catalogue, problems = load(files, today()) if files else (Catalogue(), ())
        return None if has_errors(problems) else catalogue

    with progress_bar(history.commits, "Đọc lịch sử") as commits:
        return row_life(code, year, current, commits, read)
