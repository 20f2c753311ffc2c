"""`cchc export`."""

from collections.abc import Callable
import contextlib
from datetime import date, datetime
from pathlib import Path

import click

from cchc_cli.cli.faults import BAD_COMMAND, BAD_PLACE, CommandFault
from cchc_cli.cli.folder import file_name, require_folder, write_files
from cchc_cli.cli.options import FILE, agency_option, current_option, define, moment_options
from cchc_cli.cli.output import progress_bar, suffix_of
from cchc_cli.cli.session import Session, open_session, today
from cchc_cli.model.agency import Agency
from cchc_cli.model.states import Period
from cchc_cli.reports.form import build_form
from cchc_cli.reports.responsibility import build_responsibility_list
from cchc_cli.standing import Standings
from cchc_cli.standing.answers import asked_period
from cchc_cli.succession import answering
from cchc_cli.tables.cells import period_text
from cchc_cli.tables.tallies import leading_agencies
from cchc_cli.ties import TieKind


@define(
    "Xuất danh mục được giao, hoặc phiếu báo cáo, ra Excel: một cơ quan (-a, -o TỆP) hoặc mọi cơ quan (-o THƯ MỤC)."
)
@agency_option("Cơ quan: id, tên tắt, tên, hoặc vài từ trong tên (lặp lại được).", is_multiple=True)
@moment_options
@current_option
@click.option("--output", "-o", type=FILE, required=True, metavar="TỆP|THƯ MỤC", help="Tệp .xlsx, hoặc thư mục đã có.")
@click.option("--form", "is_form", is_flag=True, help="Phiếu để cơ quan điền và gửi lại (--period: kỳ hỏi).")
def command(
    agency: tuple[str, ...],
    year: int | None,
    as_of: date | None,
    period: Period | None,
    is_current: bool,
    output: Path,
    is_form: bool,
) -> None:
    session = open_session(year, as_of, None if is_form else period, is_current=is_current)
    agencies = tuple(map(session.agency, agency)) or _concerned(session, is_form=is_form)
    if is_form and is_current:
        _refuse_former(session, agencies)
    if len(agency) == 1 and not output.is_dir():
        suffix_of(output, ("xlsx",))
        targets = [(agencies[0], output)]
    else:
        _require_folder(output)
        targets = [(one, output / file_name(one, "xlsx")) for one in {one.id: one for one in agencies}.values()]
    _keep_answers(session, [target for _, target in targets if target.is_file()])
    for one, _ in targets:
        _tell_successors(session, one)
    render = _form_renderer(session, period) if is_form else _list_renderer(session)
    with progress_bar(targets, "Lập tệp") as each:
        rendered = [(target, render(agency)) for agency, target in each]  # all before the first is written
    write_files(rendered)


def _keep_answers(session: Session, existing: list[Path]) -> None:
    """Refuses to write over a form whose answers the log does not have yet."""
    if not existing:
        return
    from cchc_cli.cli.incoming import merge_forms, read_forms, unread_rows  # reads workbooks, which is slow to load
    from cchc_cli.drafting.terms import Terms
    from cchc_cli.ingest.form_owner import Asked
    from cchc_cli.store.inbox import Received, gather

    received: list[Received] = []
    for target in existing:
        with contextlib.suppress(OSError):  # writing will say what is wrong with the place
            received += (one for one in gather([target]) if isinstance(one, Received))
    forms = read_forms(received, session.catalogue, Asked(today()))
    years = {form.draft.year for form in forms if form.draft is not None}
    for one in merge_forms(forms, session.catalogue, Terms(today()), dict.fromkeys(years, datetime.min)):
        if rows := unread_rows(one):
            message = f"«{one.form.name}» là phiếu có {rows} dòng đã điền chưa nhập, không ghi đè"
            hint = f"nhập trước: cchc import {one.form.name}; hoặc xuất vào thư mục khác"
            raise CommandFault(BAD_PLACE, message, hint)


def _refuse_former(session: Session, agencies: tuple[Agency, ...]) -> None:
    """Raises CommandFault where a form is asked for of an agency for whose rows others answer now."""
    for one in agencies:
        heirs = _heirs(session, one)
        if heirs and one.id not in session.standings.by_agency:
            names = session.catalogue.names_of(heirs)
            message = f"«{one.name}» đã thôi hoạt động, không còn dòng nào để báo cáo; nay trả lời: {names}"
            raise CommandFault(BAD_COMMAND, message, f"xuất phiếu của cơ quan tiếp nhận: -a {heirs[0]}")


def _heirs(session: Session, agency: Agency) -> tuple[str, ...]:
    """Who answers on the day for the rows of which an agency that no longer exists is a printed lead."""
    if not agency.has_ended(session.day):
        return ()
    led = (row for row in session.plan.assigned if agency.id in row.leads)
    answers = (one for row in led for one in answering(row, agency.id, session.day, session.catalogue.by_id))
    return tuple(one for one in dict.fromkeys(answers) if one != agency.id)


def _tell_successors(session: Session, agency: Agency) -> None:
    """Who answers now for the rows of an agency that no longer exists: its file goes to nobody by itself."""
    if agency.has_ended(session.day):
        heirs = _heirs(session, agency)
        now = f"; nay trả lời: {session.catalogue.names_of(heirs)}" if heirs else ""
        click.echo(f"Lưu ý: {agency.name} đã thôi hoạt động{now}", err=True)
        if heirs and not session.standings.roster.is_current:
            click.echo("  gợi ý: thêm --current để lập cho cơ quan đang trả lời", err=True)


def _require_folder(output: Path) -> None:
    hint = "ghi tên một thư mục, hoặc chọn một cơ quan bằng -a"
    if output.suffix and not output.exists():
        raise CommandFault(BAD_COMMAND, f"«{output}» là tên một tệp, nhưng đang xuất cho nhiều cơ quan", hint)
    require_folder(output, hint)


def _concerned(session: Session, *, is_form: bool) -> tuple[Agency, ...]:
    """The agencies that have a row in their list, in the order of the data; those with a row to fill in get a form.

    One for whose rows others answer has none.
    """
    standings = session.standings
    if is_form:
        return leading_agencies(standings, session.catalogue)
    return tuple(one for one in session.catalogue.agencies if _is_concerned(one, standings))


def _is_concerned(agency: Agency, standings: Standings) -> bool:
    ties = (tie for standing in standings.near((agency.id,)) for tie in standings.ties(standing, agency.id))
    return any(tie.kind is not TieKind.FORMER for tie in ties)


def _list_renderer(session: Session) -> Callable[[Agency], bytes]:
    from cchc_cli.render.excel import render_workbook  # openpyxl is slow to load

    return lambda agency: render_workbook(build_responsibility_list(session.standings, session.catalogue, agency))


def _form_renderer(session: Session, period: Period | None) -> Callable[[Agency], bytes]:
    """Forms for the period asked for; without one, for that which is asked for on the day."""
    from cchc_cli.render.excel import render_form  # openpyxl is slow to load

    asked = period or asked_period(session.catalogue.settings, session.plan.year, session.day)
    click.echo(f"Phiếu kỳ {period_text(asked, session.plan.year)}", err=True)
    return lambda agency: render_form(build_form(session.standings, session.catalogue, agency, asked))
