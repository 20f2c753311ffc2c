"""`cchc assign`."""

from datetime import date
from functools import partial
from typing import NamedTuple

import click

from cchc_cli.cli.faults import BAD_COMMAND, CommandFault
from cchc_cli.cli.log_files import check_result, tell_new_warnings, until_written, unwritable, write_logs
from cchc_cli.cli.options import WORDS, DayType, complete_agencies, complete_codes, data_option, define
from cchc_cli.cli.questions import ask
from cchc_cli.cli.session import Checked, agency_of, open_home, plan_of, row_of, today
from cchc_cli.drafting.known import Known
from cchc_cli.drafting.reassignment import RowEdit, changed_rows, former_lead, refusal_of
from cchc_cli.model.agency import Agency
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Plan, Reassigned, Row
from cchc_cli.tables.reassignment import reassignment_lines
from cchc_cli.writer import append_item, set_key
from cchc_cli.writer.house_form import raw_fields


class Asked(NamedTuple):
    """What the command line asks for."""

    code: str
    lead: str
    day: date
    by: str
    old: str | None
    year: int | None


class Planned(NamedTuple):
    """The plan's file as it will be, and what is said of it; nothing to write where the row is as asked already."""

    checked: Checked
    file: str
    content: bytes | None
    lines: tuple[str, ...]


@define("Giao lại một dòng cho cơ quan khác giữa năm, theo một quyết định: sửa tệp kế hoạch sau khi cho xem và hỏi.")
@click.argument("code", type=WORDS, metavar="MÃ", shell_complete=complete_codes)
@click.option(
    "--lead",
    type=WORDS,
    metavar="CƠ QUAN",
    required=True,
    shell_complete=complete_agencies,
    help="Cơ quan chủ trì mới: id, tên tắt, tên, hoặc vài từ trong tên.",
)
@click.option("--from", "day", type=DayType(), metavar="NGÀY", required=True, help="Ngày đầu tiên cơ quan mới trả lời.")
@click.option("--by", type=WORDS, metavar="CHỮ", required=True, help="Quyết định, như «123/QĐ-UBND».")
@click.option(
    "--old",
    type=WORDS,
    metavar="CƠ QUAN",
    shell_complete=complete_agencies,
    help="Cơ quan thôi chủ trì; cần khi dòng có nhiều cơ quan chủ trì.",
)
@click.option("--year", "-y", type=int, metavar="NĂM", help="Năm kế hoạch (mặc định: theo ngày --from).")
@click.option("--yes", "is_sure", is_flag=True, help="Ghi luôn, không hỏi.")
@click.option("--dry-run", "is_dry", is_flag=True, help="Chỉ cho xem sẽ sửa gì.")
@data_option
def command(
    code: str, lead: str, day: date, by: str, old: str | None, year: int | None, is_sure: bool, is_dry: bool
) -> None:
    by = " ".join(by.split())  # a number, on one line in every page
    if not by:
        raise CommandFault(BAD_COMMAND, "--by để trống", "ghi số quyết định, như --by 123/QĐ-UBND")
    asked = Asked(code, lead, day, by, old, year)
    if is_sure and not is_dry:
        until_written(lambda: _write(_planned(asked), is_shown=False))
        return
    planned = _planned(asked)
    click.echo("\n".join(planned.lines))
    if planned.content is None:
        return
    if is_dry:
        click.echo("Chỉ xem (--dry-run): chưa sửa gì.", err=True)
    elif ask("Ghi vào tệp kế hoạch? [c/K] "):
        until_written(partial(_write, planned, is_shown=True), has_asked=True)
    else:
        click.echo("Chưa sửa gì.", err=True)


def _planned(asked: Asked) -> Planned:
    """What is to be written. Raises CommandFault where it cannot be; DataFault where the data would have errors."""
    checked = open_home()
    catalogue = checked.catalogue
    plan = plan_of(catalogue, asked.year, asked.day)
    row = _numbered(plan, asked.code)
    new = agency_of(catalogue, asked.lead)
    if row.leads == (new.id,):
        line = f"«{new.name}» đã chủ trì dòng «{row.code}» (kế hoạch năm {plan.year}): không có gì thay đổi."
        return Planned(checked, plan.origin.file, None, (line,))
    decision = _decision(row, new, asked, catalogue)
    changes = tuple(changed_rows(row, decision))
    file = plan.origin.file
    with unwritable(checked, file):
        content = _edited(checked.home.files[file], changes)
    check_result(checked, {file: content})
    known = Known(catalogue, plan, today()).lead(row, decision.lead)
    return Planned(checked, file, content, tuple(reassignment_lines(row, plan, changes, known, catalogue)))


def _numbered(plan: Plan, code: str) -> Row:
    row = row_of(plan, code)
    if not row.is_assigned:
        below = ", ".join(one.code for one in row.walk() if one.is_assigned)
        message = f"«{code}» là đề mục, không có STT: quyết định giao lại phải ghi ở từng dòng có STT"
        raise CommandFault(BAD_COMMAND, message, f"chạy cho từng dòng bên dưới: {below}" if below else None)
    return row


def _decision(row: Row, new: Agency, asked: Asked, catalogue: Catalogue) -> Reassigned:
    """The decision as the row is to tell it. Raises CommandFault where it cannot."""
    named = agency_of(catalogue, asked.old).id if asked.old is not None else None
    if named is None and new.id in row.leads:
        named = next(lead for lead in row.leads if lead != new.id)
    old = former_lead(row, named, asked.day, catalogue.by_id)
    if old is None:
        names = catalogue.names_of(row.leads)
        if named is None:
            message = f"dòng «{row.code}» có nhiều cơ quan chủ trì: {names}"
            raise CommandFault(BAD_COMMAND, message, f"nói cơ quan nào thôi: --old, như --old {row.leads[0]}")
        message = f"«{catalogue.name_of(named)}» không chủ trì dòng «{row.code}»"
        raise CommandFault(BAD_COMMAND, message, f"chủ trì dòng này: {names}")
    decision = Reassigned.model_construct(lead=old, to=new.id, from_day=asked.day, by=asked.by)
    refusal = refusal_of(row, decision, catalogue)
    if refusal is not None:
        raise CommandFault(BAD_COMMAND, refusal.message, refusal.hint)
    return decision


def _edited(content: bytes, changes: tuple[RowEdit, ...]) -> bytes:
    """The plan's file with the changes in it. Raises Unwritable."""
    for code, leads, basis, note, decision in changes:
        content = set_key(content, code, "leads", list(leads))
        if basis is not None:
            content = set_key(content, code, "leads_basis", basis.value)
        if note is not None:
            content = set_key(content, code, "note", note)
        if decision is not None:
            content = append_item(content, code, "reassigned", raw_fields(decision))
    return content


def _write(planned: Planned, *, is_shown: bool) -> None:
    checked, file = planned.checked, planned.file
    written = write_logs(checked, {file: planned.content}) if planned.content is not None else None
    if not is_shown:
        click.echo("\n".join(planned.lines))
    if written is not None:
        click.echo(f"Đã ghi {checked.home.folder / file}", err=True)
        tell_new_warnings(checked, written)
