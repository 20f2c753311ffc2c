"""`cchc validate`."""

from collections.abc import Sequence
from pathlib import Path

import click

from cchc_cli.cli.faults import BAD_COMMAND, BAD_DATA, FINE, CommandFault
from cchc_cli.cli.findings_output import FORMATS, Shown, format_of, rendered
from cchc_cli.cli.options import FILE, WORDS, data_option, define
from cchc_cli.cli.output import write_file, write_out
from cchc_cli.cli.session import Checked, check_home, given_home, locate_home
from cchc_cli.diagnostics import Severity, count
from cchc_cli.store.home import home_around
from cchc_cli.text import nearest

_PATHS_HELP = "Tệp hay thư mục nằm trong dữ liệu cần kiểm tra; cả thư mục dữ liệu luôn được kiểm tra."
_FORMAT_HELP = "Dạng in ra (mặc định: text; trong GitHub Actions: github)."
_FIX_HELP = "Sửa những chỗ không cần người quyết (ngoặc kép của mã, NFC, dấu cách, dạng ngày, dấu phẩy thập phân)."
_CHANGED_HELP = "Cho biết dữ liệu đổi gì về phân công so với một bản git (mặc định: HEAD)."


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
@click.option("--fix", "fix_mode", flag_value="fix", help=_FIX_HELP)
@click.option("--diff", "fix_mode", flag_value="diff", help="Chỉ in ra những gì --fix sẽ sửa, không ghi tệp nào.")
@click.option("--changed", is_flag=False, flag_value="HEAD", type=WORDS, metavar="[BẢN GIT]", help=_CHANGED_HELP)
@click.option("--format", "-f", "format_", type=click.Choice(FORMATS), help=_FORMAT_HELP)
@click.option("--output", "-o", type=FILE, metavar="TỆP", help="Ghi kết quả ra tệp (UTF-8).")
def command(
    paths: tuple[Path, ...],
    strict: bool,
    fix_mode: str | None,
    changed: str | None,
    format_: str | None,
    output: Path | None,
) -> int:
    chosen = format_of(format_, output)
    if fix_mode == "diff" and (format_ or output or changed):
        raise CommandFault(BAD_COMMAND, "--diff chỉ in bản sửa đổi", "bỏ -f, -o và --changed, hoặc bỏ --diff")
    checked = [check_home(folder) for folder in _homes(paths)]
    if fix_mode:
        checked = _fixed(checked, fix_mode)
    if fix_mode != "diff":
        _deliver(_shown(checked, changed), chosen, output)
    problems = [problem for one in checked for problem in one.findings.problems]
    failing = count(problems, Severity.ERROR) + (count(problems, Severity.WARNING) if strict else 0)
    return BAD_DATA if failing else FINE


def _fixed(checked: Sequence[Checked], mode: str) -> list[Checked]:
    """The data homes as they are after their fixes, which are shown or written."""
    from cchc_cli.cli.fixing import show_fixes, write_fixes  # difflib is not needed elsewhere

    if mode == "diff":
        show_fixes(checked)
        return list(checked)
    write_fixes(checked)
    return [check_home(one.home.folder) for one in checked]


def _shown(checked: Sequence[Checked], revision: str | None) -> Shown:
    findings = tuple(one.findings for one in checked)
    if revision is None:
        return Shown(findings)
    from cchc_cli.cli.changed import compare_with  # git is asked only here

    return Shown(findings, tuple(compare_with(one, revision) for one in checked))


def _deliver(shown: Shown, format_: str, output: Path | None) -> None:
    content = rendered(shown, format_, is_file=output is not None)
    if output is None:
        write_out(content)
    else:
        write_file(output, content)
        click.echo(f"Đã ghi {output}", err=True)


def _homes(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """The data homes that the paths lie in, each once; the usual one where no path is named."""
    if not paths:
        return (locate_home(given_home()),)
    homes = {}
    for path in paths:
        if not path.exists():
            raise CommandFault(BAD_COMMAND, f"không có «{path}»", _near_hint(path))
        home = home_around(path.absolute())
        if home is None:
            hint = "thư mục dữ liệu là thư mục có agencies.yaml hoặc criteria*.yaml"
            raise CommandFault(BAD_COMMAND, f"«{path}» không nằm trong thư mục dữ liệu nào", hint)
        homes[home.resolve()] = home
    return tuple(homes.values())


def _near_hint(path: Path) -> str:
    """What of the same folder a path that is not there may mean."""
    folder = path.parent
    names = tuple(sorted(one.name for one in folder.iterdir())) if folder.is_dir() else ()
    near = nearest(path.name, names)
    return f"có phải «{folder / near}»?" if near else "xem lại đường dẫn"
