"""`cchc export`."""

from datetime import date
from pathlib import Path

import click

from cchc_cli.cli.faults import BAD_COMMAND, CommandFault
from cchc_cli.cli.folder import file_name, require_folder, write_files
from cchc_cli.cli.options import FILE, agency_option, define, moment_options
from cchc_cli.cli.output import suffix_of
from cchc_cli.cli.session import Session, open_session
from cchc_cli.model.agency import Agency
from cchc_cli.model.states import Period
from cchc_cli.reports.responsibility import build_responsibility_list
from cchc_cli.tables.tallies import leading_agencies


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
        targets = [(one, output / file_name(one, "xlsx")) for one in {one.id: one for one in agencies}.values()]
    rendered = [(target, _rendered(session, one)) for one, target in targets]  # all before the first is written
    write_files(rendered)


def _require_folder(output: Path) -> None:
    hint = "ghi tên một thư mục, hoặc chọn một cơ quan bằng -a"
    if output.suffix and not output.exists():
        raise CommandFault(BAD_COMMAND, f"«{output}» là tên một tệp, nhưng đang xuất cho nhiều cơ quan", hint)
    require_folder(output, hint)


def _concerned(session: Session) -> tuple[Agency, ...]:
    """The agencies that lead or support a row, in the order of the data."""
    leading = leading_agencies(session.standings, session.catalogue)
    supporting = {agency for row in session.plan.assigned for agency in row.support}
    return tuple(one for one in session.catalogue.agencies if one in leading or one.id in supporting)


def _rendered(session: Session, agency: Agency) -> bytes:
    from cchc_cli.render.excel import render_workbook  # openpyxl is slow to load

    return render_workbook(build_responsibility_list(session.standings, session.catalogue, agency))
