"""`cchc export`."""

from datetime import date
from pathlib import Path

import click

from cchc_cli.cli.faults import BAD_COMMAND, BAD_PLACE, CommandFault
from cchc_cli.cli.options import FILE, agency_option, define, moment_options
from cchc_cli.cli.output import suffix_of, write_file
from cchc_cli.cli.session import Session, open_session
from cchc_cli.model.agency import Agency
from cchc_cli.model.states import Period
from cchc_cli.reports.responsibility import build_responsibility_list
from cchc_cli.tables.tallies import leading_agencies

_RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)))
)


@define("Xuất danh mục tiêu chí được giao ra Excel: một cơ quan (-a, -o TỆP) hoặc mọi cơ quan (-o THƯ MỤC).")
@agency_option("Cơ quan: id, tên tắt, tên, hoặc vài từ trong tên (lặp lại được).", is_multiple=True)
@moment_options
@click.option("--output", "-o", type=FILE, required=True, metavar="TỆP|THƯ MỤC", help="Tệp .xlsx, hoặc thư mục đã có.")
def command(agency: tuple[str, ...], year: int | None, as_of: date | None, period: Period | None, output: Path) -> None:
    session = open_session(year, as_of, period)
    agencies = tuple(map(session.agency, agency)) or _concerned(session)
    if len(agency) == 1 and not output.is_dir():
        suffix_of(output, ("xlsx",))
        targets = [(agencies[0], output)]
    else:
        _require_folder(output)
        targets = [(one, output / _file_name(one)) for one in {one.id: one for one in agencies}.values()]
    _write_all(session, targets)


def _require_folder(output: Path) -> None:
    if output.is_dir():
        return
    if output.exists() or output.suffix:
        message = f"«{output}» là một tệp, nhưng đang xuất cho nhiều cơ quan"
        raise CommandFault(BAD_COMMAND, message, "ghi tên một thư mục, hoặc chọn một cơ quan bằng -a")
    raise CommandFault(BAD_PLACE, f"không có thư mục «{output}»", f"tạo trước: mkdir {output}")


def _concerned(session: Session) -> tuple[Agency, ...]:
    """The agencies that lead or support a row, in the order of the data."""
    leading = leading_agencies(session.standings, session.catalogue)
    supporting = {agency for row in session.plan.assigned for agency in row.support}
    return tuple(one for one in session.catalogue.agencies if one in leading or one.id in supporting)


def _file_name(agency: Agency) -> str:
    """The workbook of an agency, safe on every file system: its id, which is lower-case ASCII."""
    return f"{agency.id}{'_' if agency.id in _RESERVED else ''}.xlsx"


def _write_all(session: Session, targets: list[tuple[Agency, Path]]) -> None:
    """Renders every workbook before the first is written, then writes all that can be."""
    from cchc_cli.render.excel import render_workbook  # openpyxl is slow to load

    rendered = [
        (target, render_workbook(build_responsibility_list(session.standings, session.catalogue, agency)))
        for agency, target in targets
    ]
    failed: list[CommandFault] = []
    for target, content in rendered:
        try:
            write_file(target, content)
            click.echo(f"Đã ghi {target}", err=True)
        except CommandFault as fault:
            failed.append(fault)
            if len(rendered) > 1:
                click.echo(str(fault), err=True)
    if len(failed) == 1 == len(rendered):
        raise failed[0]
    if failed:
        raise CommandFault(BAD_PLACE, f"{len(failed)}/{len(rendered)} tệp không ghi được")
