"""`cchc progress log`."""

from datetime import date
from functools import partial
from pathlib import Path

import click

from cchc_cli.cli.options import WORDS, agency_option, complete_codes, day_options, define, listing_options
from cchc_cli.cli.output import Listing, deliver
from cchc_cli.cli.session import Session, open_session
from cchc_cli.tables.log import build_log_table, log_entries, log_records


@define("Xem nhật ký tiến độ, mới nhất ở cuối: mọi dòng và phiếu đã nhận, hoặc một dòng theo mã.")
@click.argument("code", type=WORDS, metavar="[MÃ]", required=False, shell_complete=complete_codes)
@agency_option("Chỉ cơ quan này: id, tên tắt, tên, hoặc vài từ trong tên (lặp lại được).", is_multiple=True)
@day_options
@listing_options
def command(
    code: str | None,
    agency: tuple[str, ...],
    year: int | None,
    as_of: date | None,
    format_: str | None,
    output: Path | None,
) -> None:
    session = open_session(year, as_of, None)
    codes = _codes(session, code) if code else None
    entries = log_entries(session.standings, session.catalogue, codes, session.agencies(agency))
    table = build_log_table(entries, session.standings, session.catalogue)
    records = partial(log_records, entries, session.standings, session.catalogue)
    deliver(Listing(table, records, session.day), format_, output)


def _codes(session: Session, code: str) -> frozenset[str]:
    """The codes that an argument means: an assigned row alone, of a heading all rows below it."""
    row = session.row(code)
    return frozenset((code,)) if row.is_assigned else frozenset(one.code for one in row.walk())
