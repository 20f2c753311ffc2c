"""`cchc new-year`."""

from datetime import date
from pathlib import Path

import click

from cchc_cli.cli.faults import BAD_COMMAND, BAD_PLACE, CommandFault
from cchc_cli.cli.options import FILE, DayType, data_option, define
from cchc_cli.cli.output import Listing, deliver, place_fault
from cchc_cli.cli.session import Checked, checked_files, open_home, refuse_errors, today
from cchc_cli.drafting.next_year import begin_year
from cchc_cli.model.plan import Plan
from cchc_cli.store.write import create_file
from cchc_cli.tables.next_year import build_check_table, check_records
from cchc_cli.writer import plan_text

FORMATS = ("table", "json", "csv", "md")


@define("Bắt đầu kế hoạch của một năm từ kế hoạch gần nhất trước đó, và nói điều cần xem lại.")
@click.argument("year", type=click.IntRange(1000, 2999), metavar="NĂM")
@click.option("--from", "from_year", type=int, metavar="NĂM", help="Từ kế hoạch năm này (mặc định: gần nhất trước đó).")
@click.option("--as-of", type=DayType(), metavar="NGÀY", help="Chủ trì là cơ quan trả lời vào ngày này.")
@click.option("--output", "-o", type=FILE, metavar="TỆP", help="Tệp kế hoạch mới (mặc định: criteria-NĂM.yaml).")
@click.option("--format", "-f", "format_", type=click.Choice(FORMATS), help="Dạng in điều cần xem (mặc định: bảng).")
@data_option
def command(year: int, from_year: int | None, as_of: date | None, output: Path | None, format_: str | None) -> None:
    checked = open_home()
    plan = _plan_before(checked, year, from_year)
    day = as_of or min(max(today(), date(year, 1, 1)), date(year, 12, 31))
    new, found = begin_year(plan, year, day, checked.catalogue.by_id)
    content = plan_text(new).encode()
    _check(checked, year, content)
    path = output or checked.home.folder / f"criteria-{year}.yaml"
    _create(path, content)
    click.echo(
        f"Đã ghi {path}: {len(new.rows)} dòng từ kế hoạch năm {plan.year}; chủ trì tính ngày {day:%d/%m/%Y}.", err=True
    )
    table = build_check_table(found, year, checked.catalogue)
    deliver(Listing(table, lambda: check_records(found), day), format_, None)


def _create(path: Path, content: bytes) -> None:
    """Writes the plan where there is no file yet. Raises CommandFault."""
    try:
        create_file(path, content)
    except FileExistsError as fault:
        raise CommandFault(BAD_PLACE, f"đã có {path}", "chọn tệp khác bằng -o; không ghi đè") from fault
    except OSError as fault:
        raise place_fault(path, fault) from fault


def _plan_before(checked: Checked, year: int, from_year: int | None) -> Plan:
    """The plan to begin from. Raises CommandFault where there is none, or the year has its plan already."""
    years = [plan.year for plan in checked.catalogue.plans]
    if year in years:
        message = f"đã có kế hoạch năm {year}"
        raise CommandFault(BAD_COMMAND, message, "sửa tệp đang có; so hai năm: cchc diff")
    wanted = from_year or max((one for one in years if one < year), default=None)
    plan = checked.catalogue.plan(wanted) if wanted is not None else None
    if plan is None:
        known = ", ".join(map(str, years))
        what = f"năm {wanted}" if wanted else f"trước năm {year}"
        raise CommandFault(BAD_COMMAND, f"không có kế hoạch {what} để bắt đầu", f"các năm có kế hoạch: {known}")
    return plan


def _check(checked: Checked, year: int, content: bytes) -> None:
    """Raises DataFault where the home would have errors with the new plan in it."""
    files = {**checked.home.files, f"criteria-{year}.yaml": content}
    after = checked_files(checked.home._replace(files=files))
    refuse_errors(after.findings, "Chưa ghi gì: kế hoạch mới có lỗi.")
