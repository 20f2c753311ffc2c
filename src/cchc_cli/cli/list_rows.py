"""`cchc list`."""

from datetime import date
from functools import partial
from pathlib import Path

import click

from cchc_cli.cli.options import (
    WORDS,
    StatusType,
    agency_option,
    current_option,
    define,
    listing_options,
    moment_options,
)
from cchc_cli.cli.output import Listing, deliver
from cchc_cli.cli.session import open_session
from cchc_cli.model.states import Period, Status
from cchc_cli.queries import Filter, Role, select
from cchc_cli.tables.rows import build_row_table, row_records


@define("Liệt kê các dòng có STT của kế hoạch, lọc theo cơ quan, lĩnh vực, trạng thái.")
@agency_option("Cơ quan: id, tên tắt, tên, hoặc vài từ trong tên (lặp lại được).", is_multiple=True)
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    default=Role.LEAD.value,
    show_default=True,
    help="Vai trò của cơ quan: chủ trì (lead), phối hợp (support), cả hai (all).",
)
@moment_options
@current_option
@click.option("--area", type=WORDS, metavar="MÃ", help="Chỉ một lĩnh vực, như 1.")
@click.option(
    "--status", type=StatusType(), multiple=True, metavar="TRẠNG THÁI", help="Chỉ trạng thái này (lặp lại được)."
)
@click.option("--late", is_flag=True, help="Chỉ dòng quá hạn.")
@click.option("--search", "-s", type=WORDS, default="", metavar="CHỮ", help="Chỉ dòng có chữ này (không cần dấu).")
@click.option("--all", "has_headings", is_flag=True, help="Kèm cả lĩnh vực và tiêu chí không có STT.")
@listing_options
def command(
    agency: tuple[str, ...],
    role: str,
    year: int | None,
    as_of: date | None,
    period: Period | None,
    is_current: bool,
    area: str | None,
    status: tuple[Status, ...],
    late: bool,
    search: str,
    has_headings: bool,
    format_: str | None,
    output: Path | None,
) -> None:
    session = open_session(year, as_of, period, is_current=is_current)
    wanted = Filter(session.agencies(agency), Role(role), session.area(area), status, late, search, has_headings)
    selected = select(session.standings, wanted)
    table = build_row_table(selected, session.standings, session.catalogue, wanted)
    records = partial(row_records, selected, session.standings, session.catalogue)
    deliver(Listing(table, records, session.day), format_, output)
