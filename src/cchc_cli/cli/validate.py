"""`cchc validate`."""

from pathlib import Path

import click

from cchc_cli.cli.faults import BAD_COMMAND, BAD_DATA, FINE, CommandFault
from cchc_cli.cli.options import FILE, data_option, define
from cchc_cli.cli.output import has_colour, write_file, write_out
from cchc_cli.cli.session import Checked, check_home, given_home, locate_home
from cchc_cli.diagnostics import Severity, count
from cchc_cli.render.findings import finding_records, render_findings
from cchc_cli.render.machine import render_json
from cchc_cli.store.home import home_around

_PATHS_HELP = "Tệp hay thư mục nằm trong dữ liệu cần kiểm tra; cả thư mục dữ liệu luôn được kiểm tra."


@define("Kiểm tra thư mục dữ liệu: mọi vấn đề trong một lần chạy, mỗi vấn đề kèm tệp:dòng:cột.")
@click.argument(
    "paths",
    nargs=-1,
    type=FILE,
    metavar="[ĐƯỜNG DẪN]…",
    help=_PATHS_HELP,
)
@data_option
@click.option("--strict", is_flag=True, help="Coi cảnh báo là lỗi (mã thoát 1).")
@click.option("--format", "-f", "format_", type=click.Choice(["text", "json"]), default="text", help="Dạng in ra.")
@click.option("--output", "-o", type=FILE, metavar="TỆP", help="Ghi kết quả ra tệp (UTF-8).")
def command(paths: tuple[Path, ...], strict: bool, format_: str, output: Path | None) -> int:
    checked = [check_home(folder) for folder in _homes(paths)]
    content = _json(checked) if format_ == "json" else _text(checked, is_coloured=output is None and has_colour())
    if output is not None:
        write_file(output, content)
        click.echo(f"Đã ghi {output}", err=True)
    else:
        write_out(content)
    problems = [problem for one in checked for problem in one.problems]
    failing = count(problems, Severity.ERROR) + (count(problems, Severity.WARNING) if strict else 0)
    return BAD_DATA if failing else FINE


def _homes(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """The data homes that the paths lie in, each once; the usual one where no path is named."""
    if not paths:
        return (locate_home(given_home()),)
    homes = {}
    for path in paths:
        if not path.exists():
            raise CommandFault(BAD_COMMAND, f"không có «{path}»", "xem lại đường dẫn")
        home = home_around(path.absolute())
        if home is None:
            hint = "thư mục dữ liệu là thư mục có agencies.yaml hoặc criteria*.yaml"
            raise CommandFault(BAD_COMMAND, f"«{path}» không nằm trong thư mục dữ liệu nào", hint)
        homes[home.resolve()] = home
    return tuple(homes.values())


def _text(checked: list[Checked], *, is_coloured: bool) -> bytes:
    parts = [f"{render_findings(one.problems, one.folder, has_colour=is_coloured)}{one.summary}" for one in checked]
    return "\n".join(parts).encode("utf-8", "surrogateescape")


def _json(checked: list[Checked]) -> bytes:
    problems = [problem for one in checked for problem in one.problems]
    whole = {
        "problems": [record for one in checked for record in finding_records(one.problems, one.folder)],
        "errors": count(problems, Severity.ERROR),
        "warnings": count(problems, Severity.WARNING),
        "files": sum(len(one.home.files) for one in checked),
        "rows": sum(one.rows for one in checked),
    }
    return render_json(whole)
