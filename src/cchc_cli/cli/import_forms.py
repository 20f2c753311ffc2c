"""`cchc import`."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from cchc_cli.cli.faults import BAD_COMMAND, BAD_DATA, BAD_PLACE, FINE, CommandFault, reason
from cchc_cli.cli.incoming import Entries, Incoming, ReadForm, entries_to_write, fate, merge_forms, read_forms
from cchc_cli.cli.log_files import (
    log_file,
    moment_of_writing,
    tell_new_warnings,
    until_written,
    with_new_entries,
    write_logs,
)
from cchc_cli.cli.options import FILE, DayType, PeriodType, agency_option, data_option, define
from cchc_cli.cli.output import echo_line, has_colour, progress_bar, table_text, terminal_width
from cchc_cli.cli.questions import ask, ask_conflicts
from cchc_cli.cli.session import Checked, agency_of, open_home, today
from cchc_cli.diagnostics import Diagnostic
from cchc_cli.drafting.terms import Take, Terms
from cchc_cli.ingest.form_owner import Asked
from cchc_cli.model.states import Period
from cchc_cli.render.findings import Findings, render_findings
from cchc_cli.standing import Moment, stand
from cchc_cli.standing.answers import answered_agencies, answered_with_heirs, asked_agencies
from cchc_cli.store.inbox import Received, gather
from cchc_cli.tables.form_changes import answer_lines, build_changes_table


@define("Nhập phiếu đã điền vào nhật ký tiến độ: cho xem thay đổi, hỏi, rồi mới ghi.")
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="TỆP|THƯ MỤC…", help="Phiếu .xlsx, thư mục, .zip.")
@data_option
@click.option("--dry-run", "is_dry", is_flag=True, help="Chỉ cho xem thay đổi, không ghi.")
@click.option("--yes", "is_sure", is_flag=True, help="Ghi luôn, không hỏi.")
@click.option("--as", "as_day", type=DayType(), metavar="NGÀY", help="Ngày của báo cáo không ghi ngày (mặc định: nay).")
@click.option(
    "--take",
    type=click.Choice([take.value for take in Take]),
    help="Ô cả phiếu và nhật ký cùng đổi: theo bên nào.",
)
@click.option("--clear-blanks", is_flag=True, help="Ô gửi đi có số liệu, gửi về để trống: xóa số liệu.")
@click.option("--accept-valid", is_flag=True, help="Phiếu có lỗi: vẫn ghi các dòng hợp lệ.")
@agency_option("Cơ quan của phiếu, khi phiếu mất phần nhận dạng.", is_multiple=False)
@click.option("--year", "-y", type=int, metavar="NĂM", help="Năm của phiếu, khi phiếu mất phần nhận dạng.")
@click.option("--period", type=PeriodType(), metavar="KỲ", help="Kỳ của phiếu, khi phiếu mất phần nhận dạng.")
def command(
    paths: tuple[Path, ...],
    is_dry: bool,
    is_sure: bool,
    as_day: date | None,
    take: str | None,
    clear_blanks: bool,
    accept_valid: bool,
    agency: str | None,
    year: int | None,
    period: Period | None,
) -> int:
    received, is_whole = _received(paths)
    terms = Terms(today(), as_day, clear_blanks, Take(take) if take else None)

    def take_in() -> int:
        checked = open_home()
        asked = Asked(terms.day, agency_of(checked.catalogue, agency).id if agency else None, year, period)
        run = _Run(checked, terms, is_dry=is_dry, is_sure=is_sure, accepts_valid=accept_valid)
        return run.take_in(_read(received, checked, asked))

    exit_code = until_written(take_in, has_asked=not is_sure)
    return exit_code if is_whole else BAD_DATA


def _received(paths: tuple[Path, ...]) -> tuple[tuple[Received, ...], bool]:
    """The files that may be forms, and whether those are all; others are told of. Raises CommandFault where none is."""
    for path in paths:
        if not path.exists():
            raise CommandFault(BAD_COMMAND, f"không có «{path}»", "xem lại đường dẫn")
    received, is_whole = [], True
    try:
        for one in gather(paths):
            if isinstance(one, Received):
                received.append(one)
            else:
                is_whole &= not one.may_be_form
                cause = f" ({reason(one.fault)})" if one.fault else ""
                click.echo(f"Bỏ qua {one.name}: {one.reason}{cause}", err=True)
    except OSError as fault:
        raise CommandFault(BAD_PLACE, f"không đọc được «{fault.filename}»: {reason(fault)}") from fault
    if not received:
        raise CommandFault(BAD_DATA, "không có phiếu nào để nhập", "chỉ ra tệp .xlsx, thư mục hoặc tệp .zip chứa phiếu")
    return tuple(received), is_whole


def _read(received: Sequence[Received], checked: Checked, asked: Asked) -> tuple[ReadForm, ...]:
    with progress_bar(received, "Đọc phiếu") as each:
        return read_forms(each, checked.catalogue, asked)


class _Run:
    """One import of forms into a data home: shown, asked for, written."""

    def __init__(self, checked: Checked, terms: Terms, *, is_dry: bool, is_sure: bool, accepts_valid: bool) -> None:
        self.checked = checked
        self.terms = terms
        self.is_dry = is_dry
        self.is_sure = is_sure
        self.accepts_valid = accepts_valid

    def take_in(self, forms: tuple[ReadForm, ...]) -> int:
        """Shows what the forms change, asks, writes; the exit code. Raises LogMoved."""
        catalogue = self.checked.catalogue
        years = {form.draft.year for form in forms if form.draft is not None}
        entered = {year: moment_of_writing(catalogue, year) for year in years}
        incoming = merge_forms(forms, catalogue, self.terms, entered)
        if self._has_to_ask(incoming):
            taken = ask_conflicts(incoming, catalogue)
            incoming = merge_forms(forms, catalogue, self.terms._replace(taken=taken), entered)
        self._show(incoming)
        self._write(incoming)
        return FINE if all(one.is_accepted for one in incoming) else BAD_DATA

    def _has_to_ask(self, incoming: Sequence[Incoming]) -> bool:
        has_conflicts = any(one.merged is not None and one.merged.conflicts for one in incoming)
        return has_conflicts and not self.is_sure and not self.is_dry

    def _show(self, incoming: Sequence[Incoming]) -> None:
        for one in incoming:
            if one.merged is not None:
                table = build_changes_table(one.merged, self.checked.catalogue)
                echo_line(table.title or "")
                if table.lines:
                    click.echo(table_text(table), nl=False)
            click.echo(_problems_text(one.problems), nl=False)
            for line in fate(one, accepts_valid=self.accepts_valid):
                echo_line(line)
            click.echo()

    def _write(self, incoming: Sequence[Incoming]) -> None:
        taken = [
            one.merged if one.is_accepted else one.merged._replace(returns=())  # not accepted as a whole
            for one in incoming
            if one.merged is not None and (one.is_accepted or (self.accepts_valid and one.merged.updates))
        ]
        entries = entries_to_write(taken)
        if not entries:
            click.echo("Không có gì để ghi." if taken else "Chưa ghi gì.", err=True)
        elif self.is_dry:
            click.echo("Chỉ xem (--dry-run): chưa ghi gì.", err=True)
        elif self.is_sure or ask(_question(entries)):
            self._write_entries(entries)
        else:
            click.echo("Chưa ghi gì.", err=True)
        seen = frozenset((one.draft.agency, one.draft.period) for one in taken) if self.is_dry else frozenset()
        self._tell_answers(incoming, seen)

    def _write_entries(self, entries: Entries) -> None:
        changed: dict[str, bytes | None] = {}
        with progress_bar(tuple(entries.items()), "Soạn nhật ký") as each:
            for (year, agency), (updates, returns) in each:
                file, content = with_new_entries(self.checked, year, agency, updates, returns)
                changed[file] = content
        after = write_logs(self.checked, changed)
        for (year, agency), (updates, returns) in entries.items():
            path = self.checked.home.folder / log_file(self.checked.catalogue, year, agency)
            done = [f"{len(updates)} cập nhật"] if updates else []
            done += ["ghi nhận phiếu"] if returns else []
            click.echo(f"Đã ghi {path}: {', '.join(done)}", err=True)
        tell_new_warnings(self.checked, after)
        self.checked = after

    def _tell_answers(self, incoming: Sequence[Incoming], seen: frozenset[tuple[str, Period]]) -> None:
        """Who has answered each period that forms came for; `seen` are those who will have once this is written."""
        catalogue = self.checked.catalogue
        asked = dict.fromkeys(
            (one.form.draft.year, one.form.draft.period) for one in incoming if one.form.draft is not None
        )
        for year, period in asked:
            plan = catalogue.plan(year)
            assert plan is not None
            day = max(self.terms.today, self.terms.day)
            standings = stand(catalogue, plan, Moment(day, year, catalogue.settings))
            answered = answered_agencies(catalogue, year, period, day)
            answered |= {agency for agency, answers in seen if answers is period}
            answered = answered_with_heirs(standings, answered)
            for line in answer_lines(period, year, asked_agencies(standings), answered, catalogue):
                echo_line(line)


def _question(entries: Entries) -> str:
    rows = sum(len(updates) for updates, _ in entries.values())
    what = f"{rows} cập nhật" if rows else "việc đã nhận phiếu"
    return f"Ghi {what} vào {len(entries)} tệp tiến độ? [c/K] "


def _problems_text(problems: tuple[Diagnostic, ...]) -> str:
    found = Findings(problems, (), "", {}, 0)
    return render_findings(found, width=terminal_width(), has_colour=has_colour())
