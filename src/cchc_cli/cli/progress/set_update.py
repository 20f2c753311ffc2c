"""`cchc progress set`."""

from datetime import date
from decimal import Decimal
from typing import Any

import click

from cchc_cli.cli.faults import BAD_COMMAND, CommandFault
from cchc_cli.cli.log_files import (
    moment_of_writing,
    tell_new_warnings,
    until_written,
    with_new_entries,
    write_logs,
)
from cchc_cli.cli.options import (
    WORDS,
    DayType,
    PeriodType,
    StatusType,
    agency_option,
    complete_codes,
    data_option,
    define,
)
from cchc_cli.cli.session import Checked, agency_of, open_home, plan_of, row_of, today
from cchc_cli.drafting.known import Known
from cchc_cli.ingest.numbers import Unclear, read_decimal
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Plan, Row
from cchc_cli.model.progress import Update
from cchc_cli.model.states import Period, Status
from cchc_cli.succession import holder_of, may_report
from cchc_cli.tables.cells import status_text
from cchc_cli.ties import groups_over

_CLEAR = "; chuỗi rỗng để xóa"


class ScoreType(click.ParamType[Decimal]):
    """Points, with a comma or a point before at most two decimals."""

    name = "điểm"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        if isinstance(value, Decimal):
            return value
        try:
            score = read_decimal(value)
        except Unclear as cause:
            self.fail(f"«{value}» {cause}", param, ctx)
        if score != round(score, 2):
            self.fail(f"«{value}» có hơn hai chữ số thập phân", param, ctx)
        return score


@define("Ghi một cập nhật của một dòng vào nhật ký của cơ quan. Không ghi ngày thì lấy hôm nay.")
@click.argument("code", type=WORDS, metavar="MÃ", shell_complete=complete_codes)
@agency_option("Cơ quan báo cáo; dòng chỉ một cơ quan chủ trì thì không cần.", is_multiple=False)
@click.option("--status", type=StatusType(), required=True, metavar="TRẠNG THÁI", help="Như done, hay «Hoàn thành».")
@click.option("--percent", type=click.IntRange(0, 100), metavar="SỐ", help="Tiến độ, từ 0 đến 100.")
@click.option("--result", type=WORDS, metavar="CHỮ", help=f"Kết quả thực hiện{_CLEAR}.")
@click.option("--evidence", type=WORDS, multiple=True, metavar="CHỮ", help=f"Tài liệu (lặp lại được{_CLEAR}).")
@click.option("--explanation", type=WORDS, metavar="CHỮ", help=f"Giải trình{_CLEAR}.")
@click.option("--score", "self_score", type=ScoreType(), metavar="ĐIỂM", help="Điểm tự chấm, như 1,25.")
@click.option("--note", type=WORDS, metavar="CHỮ", help=f"Ghi chú{_CLEAR}.")
@click.option("--by", type=WORDS, metavar="CHỮ", help="Người báo cáo.")
@click.option("--period", type=PeriodType(), metavar="KỲ", help="Kỳ báo cáo: q1, h1, m9 hoặc year.")
@click.option("--date", "day", type=DayType(), metavar="NGÀY", help="Ngày của tình hình (mặc định: hôm nay).")
@click.option("--year", "-y", type=int, metavar="NĂM", help="Năm kế hoạch (mặc định: theo ngày).")
@data_option
def command(
    code: str,
    agency: str | None,
    year: int | None,
    status: Status,
    period: Period | None,
    day: date | None,
    **given: Any,
) -> None:
    if status is Status.NO_REPORT:
        raise CommandFault(BAD_COMMAND, "«Chưa báo cáo» không phải trạng thái báo cáo được", "bỏ lệnh, hoặc chọn khác")

    def write() -> None:
        checked = open_home()
        plan = plan_of(checked.catalogue, year, day or today())
        row = _assigned(plan, code)
        who = agency_of(checked.catalogue, agency).id if agency else _only_lead(row, day or today(), checked.catalogue)
        fields = {**_fields(given), **({"period": period} if period else {})}
        update = Update.model_construct(date=day or today(), code=code, status=status, **fields)
        _refuse_strangers(row, who, update, checked.catalogue)
        _write(checked, plan, row, who, update)

    until_written(write)


def _assigned(plan: Plan, code: str) -> Row:
    row = row_of(plan, code)
    if not row.is_assigned:
        below = ", ".join(one.code for one in row.walk() if one.is_assigned)
        raise CommandFault(BAD_COMMAND, f"«{code}» là đề mục, không nhận báo cáo", f"các dòng bên dưới: {below}")
    return row


def _only_lead(row: Row, day: date, catalogue: Catalogue) -> str:
    """The lead of a row that has one; before a decision the one that it took the row from."""
    if len(row.leads) == 1:
        return holder_of(row, row.leads[0], day)
    names = catalogue.names_of(row.leads)
    raise CommandFault(BAD_COMMAND, f"dòng «{row.code}» có nhiều cơ quan chủ trì: {names}", "chọn một bằng -a")


def _fields(given: dict[str, Any]) -> dict[str, Any]:
    """The fields that were given; an empty text clears one."""
    fields = {name: value or None if isinstance(value, str) else value for name, value in given.items()}
    fields["evidence"] = tuple(one for one in given["evidence"] if one) if given["evidence"] else None
    is_cleared = {name for name, value in given.items() if value == ""} - {"by"}
    return {name: value for name, value in fields.items() if value is not None or name in is_cleared}


def _refuse_strangers(row: Row, agency: str, update: Update, catalogue: Catalogue) -> None:
    if not may_report(row, agency, update.date, catalogue.by_id):
        message = f"«{catalogue.name_of(agency)}» không trả lời cho dòng «{row.code}» vào ngày {update.date:%d/%m/%Y}"
        hint = f"chủ trì dòng này: {catalogue.names_of(row.leads)}"
        if groups := groups_over(row, agency, update.date, catalogue.by_id):
            hint = f"nhóm báo cáo, thành viên không báo cáo thay: -a {groups[0]}"
        raise CommandFault(BAD_COMMAND, message, hint)


def _write(checked: Checked, plan: Plan, row: Row, agency: str, update: Update) -> None:
    catalogue = checked.catalogue
    before = Known(catalogue, plan, update.date)
    log = before.log(agency)
    of_row = [one for one in (log.updates if log else ()) if one.code == row.code]
    if of_row and _content(of_row[-1]) == _content(update):
        click.echo("Nhật ký đã có đúng cập nhật này; không ghi lại.", err=True)
        return
    stamped = Update.model_construct(**_content(update), entered=moment_of_writing(catalogue, plan.year))
    file, content = with_new_entries(checked, plan.year, agency, [stamped], [])
    written = write_logs(checked, {file: content})
    after = Known(written.catalogue, plan, update.date).lead(row, agency)
    earlier = before.lead(row, agency)
    click.echo(f"{catalogue.name_of(agency)}, {row.code} {row.name}")
    click.echo(f"  {status_text(earlier)} → {status_text(after)}")
    if after is not None and after.day != update.date:
        click.echo(f"  Đã có báo cáo mới hơn (ngày {after.day:%d/%m/%Y}): trạng thái hiện nay giữ theo báo cáo ấy.")
    click.echo(f"Đã ghi {checked.home.folder / file}", err=True)
    tell_new_warnings(checked, written)


def _content(update: Update) -> dict[str, Any]:
    return {name: getattr(update, name) for name in update.model_fields_set if name != "entered"}
