"""`cchc progress undo`."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

import click

from cchc_cli.cli.faults import BAD_DATA, CommandFault
from cchc_cli.cli.log_files import newest_entered, until_written, without_written, write_logs
from cchc_cli.cli.options import data_option, define
from cchc_cli.cli.output import table_text
from cchc_cli.cli.questions import ask
from cchc_cli.cli.session import Checked, open_home, plan_of, today
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Plan
from cchc_cli.model.progress import ProgressLog, Return, Update
from cchc_cli.standing import Moment, stand
from cchc_cli.tables.log import LogEntry, build_log_table


@define("Lấy lại lần ghi cuối của năm (một lần nhập phiếu, hay một lần ghi bằng lệnh), sau khi cho xem.")
@click.option("--year", "-y", type=int, metavar="NĂM", help="Năm kế hoạch (mặc định: theo hôm nay).")
@click.option("--yes", "is_sure", is_flag=True, help="Lấy lại luôn, không hỏi.")
@click.option("--dry-run", "is_dry", is_flag=True, help="Chỉ cho xem sẽ lấy lại gì.")
@data_option
def command(year: int | None, is_sure: bool, is_dry: bool) -> None:
    checked = open_home()
    catalogue = checked.catalogue
    plan = plan_of(catalogue, year, today())
    entered = newest_entered(catalogue, plan.year)
    if entered is None:
        message = f"nhật ký năm {plan.year} không có mục nào do lệnh ghi"
        others = sorted({log.year for log in catalogue.logs if newest_entered(catalogue, log.year)})
        hint = f"có ở năm {', '.join(map(str, others))}: thêm --year" if others else "xem: cchc progress log"
        raise CommandFault(BAD_DATA, message, hint)
    logs = [log for log in catalogue.logs if log.year == plan.year and any(_entries(log, entered))]
    _refuse_buried(logs, entered)
    _show(logs, entered, plan, catalogue)
    if is_dry:
        click.echo("Chỉ xem (--dry-run): chưa lấy lại gì.", err=True)
    elif is_sure or ask("Lấy lại các mục này? [c/K] "):
        _take_back(checked, logs, entered)
    else:
        click.echo("Chưa lấy lại gì.", err=True)


def _entries(log: ProgressLog, entered: datetime) -> Iterator[Update | Return]:
    """The entries of a log that were written at a moment."""
    entries: tuple[Update | Return, ...] = (*log.updates, *log.returns)
    return (entry for entry in entries if entry.entered == entered)


def _refuse_buried(logs: list[ProgressLog], entered: datetime) -> None:
    """Refuses where an entry that somebody wrote later stands behind one that would go."""
    for log in logs:
        lists: tuple[tuple[Update | Return, ...], ...] = (log.updates, log.returns)
        for entries in lists:
            gone = [index for index, entry in enumerate(entries) if entry.entered == entered]
            behind = [entry for entry in entries[gone[0] :] if entry.entered != entered] if gone else []
            if behind:
                line = behind[0].origin.first_key_span().line
                message = f"sau lần ghi {entered:%H:%M:%S ngày %d/%m/%Y} đã có mục ghi thêm ({log.origin.file}:{line})"
                raise CommandFault(BAD_DATA, message, "không lấy lại tự động được; sửa tệp bằng tay")


def _show(logs: list[ProgressLog], entered: datetime, plan: Plan, catalogue: Catalogue) -> None:
    entries = [LogEntry(log.agency, entry) for log in logs for entry in _entries(log, entered)]
    standings = stand(catalogue, plan, Moment(today(), plan.year, catalogue.settings))
    table = build_log_table(entries, standings, catalogue)
    click.echo(f"Lần ghi {entered:%H:%M:%S ngày %d/%m/%Y}, năm {plan.year}:")
    click.echo(table_text(table), nl=False)


def _take_back(checked: Checked, logs: list[ProgressLog], entered: datetime) -> None:
    changed: dict[str, bytes | None] = {}
    for log in logs:
        changed[log.origin.file] = without_written(checked, log.origin.file, entered)
    until_written(partial(write_logs, checked, changed), has_asked=True)
    for file, content in changed.items():
        verb = "Đã xóa (không còn mục nào)" if content is None else "Đã lấy lại ở"
        click.echo(f"{verb} {checked.home.folder / file}", err=True)
