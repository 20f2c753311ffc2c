"""`cchc validate`."""

from collections.abc import Sequence
import os
from pathlib import Path

import click

from cchc_cli import __version__
from cchc_cli.cli.faults import BAD_COMMAND, BAD_DATA, FINE, CommandFault
from cchc_cli.cli.fixing import show_fixes, write_fixes
from cchc_cli.cli.options import FILE, data_option, define
from cchc_cli.cli.output import has_colour, terminal_width, write_file, write_out
from cchc_cli.cli.session import Checked, check_home, given_home, locate_home
from cchc_cli.diagnostics import Severity, count
from cchc_cli.render.findings import Findings, finding_records, render_findings, summary
from cchc_cli.render.machine import render_json
from cchc_cli.store.home import home_around

_PATHS_HELP = "Tệp hay thư mục nằm trong dữ liệu cần kiểm tra; cả thư mục dữ liệu luôn được kiểm tra."
_FORMATS = ("text", "json", "github", "sarif")
_FORMAT_HELP = "Dạng in ra (mặc định: text; trong GitHub Actions: github)."
_FIX_HELP = "Sửa những chỗ không cần người quyết (ngoặc kép của mã, NFC, dấu cách, dạng ngày, dấu phẩy thập phân)."


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
@click.option("--fix", "is_fixing", is_flag=True, help=_FIX_HELP)
@click.option("--diff", "is_diff", is_flag=True, help="Chỉ in ra những gì --fix sẽ sửa, không ghi tệp nào.")
@click.option("--format", "-f", "format_", type=click.Choice(_FORMATS), help=_FORMAT_HELP)
@click.option("--output", "-o", type=FILE, metavar="TỆP", help="Ghi kết quả ra tệp (UTF-8).")
def command(
    paths: tuple[Path, ...], strict: bool, is_fixing: bool, is_diff: bool, format_: str | None, output: Path | None
) -> int:
    homes = _homes(paths)
    checked = [check_home(folder) for folder in homes]
    if is_diff:
        show_fixes(checked)
        return _exit_code(checked, strict=strict)
    if is_fixing and write_fixes(checked):
        checked = [check_home(folder) for folder in homes]
    content = _rendered([one.findings for one in checked], format_ or _usual_format(output), is_file=output is not None)
    if output is not None:
        write_file(output, content)
        click.echo(f"Đã ghi {output}", err=True)
    else:
        write_out(content)
    return _exit_code(checked, strict=strict)


def _exit_code(checked: Sequence[Checked], *, strict: bool) -> int:
    problems = [problem for one in checked for problem in one.findings.problems]
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


def _usual_format(output: Path | None) -> str:
    if output is None:
        return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    return {".json": "json", ".sarif": "sarif"}.get(output.suffix.lower(), "text")


def _rendered(found: list[Findings], format_: str, *, is_file: bool) -> bytes:
    match format_:
        case "json":
            return render_json(finding_records(found))
        case "sarif":
            from cchc_cli.render.findings.sarif import sarif_log  # urllib is not needed elsewhere

            return render_json(sarif_log(found, __version__))
        case "github":
            from cchc_cli.render.findings.github import render_github

            return render_github([_seen_from_workspace(one) for one in found]).encode("utf-8", "surrogateescape")
    width, is_coloured = (None, False) if is_file else (terminal_width(), has_colour())
    parts = [render_findings(one, width=width, has_colour=is_coloured) for one in found]
    return f"{''.join(parts)}{summary(found)}".encode("utf-8", "surrogateescape")


def _seen_from_workspace(found: Findings) -> Findings:
    """The same with paths below the checkout, as annotations need them, wherever in it the command runs."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    folder = os.path.abspath(found.folder)
    if workspace and os.path.commonpath((os.path.abspath(workspace), folder)) == os.path.abspath(workspace):
        return found._replace(folder=os.path.relpath(folder, workspace).replace(os.sep, "/"))
    return found
