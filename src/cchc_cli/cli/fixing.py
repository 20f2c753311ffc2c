"""What `cchc validate` does with the fixes: show them, or write them."""

from collections import Counter
from collections.abc import Iterator, Sequence
import difflib
import re

import click

from cchc_cli.cli.faults import BAD_PLACE, CommandFault, reason
from cchc_cli.cli.output import write_file, write_out
from cchc_cli.cli.session import Checked, today
from cchc_cli.loader.fixing import Fixed, fix
from cchc_cli.store.home import read_file


def show_fixes(checked: Sequence[Checked]) -> None:
    """The fixes as unified diffs on standard output, what they are on standard error."""
    for one in checked:
        fixed = fix(one.home.files, today())
        write_out("".join(_diff(one, fixed)).encode("utf-8", "surrogateescape"))
        click.echo(_told(one, fixed, "Sẽ sửa"), err=True, nl=False)


def write_fixes(checked: Sequence[Checked]) -> bool:
    """Writes the fixes and tells of them on standard error; whether any file has changed.

    Raises CommandFault where a file cannot be written, or is no longer what was checked.
    """
    has_changed = False
    for one in checked:
        fixed = fix(one.home.files, today())
        for file, content in fixed.files.items():
            _check_unchanged(one, file)
            write_file(one.home.folder / file, content)
            has_changed = True
        click.echo(_told(one, fixed, "Đã sửa"), err=True, nl=False)
    return has_changed


def _check_unchanged(checked: Checked, file: str) -> None:
    path = checked.home.folder / file
    try:
        now = read_file(path)
    except OSError as fault:
        raise CommandFault(BAD_PLACE, f"không đọc được «{path}»: {reason(fault)}") from fault
    if now != checked.home.files[file]:
        raise CommandFault(BAD_PLACE, f"«{path}» vừa bị chương trình khác sửa", "chạy lại lệnh")


def _told(checked: Checked, fixed: Fixed, verb: str) -> str:
    by_file: dict[str, Counter[str]] = {}
    for problem in fixed.made:
        by_file.setdefault(checked.findings.path(problem.span), Counter())[problem.code.id] += 1
    lines = [
        f"{verb} {path}: {', '.join(f'{code} ({number})' for code, number in sorted(counts.items()))}"
        for path, counts in by_file.items()
    ]
    lines += [f"Để nguyên {file}: không sửa được mà giữ nguyên những chỗ khác" for file in fixed.refused]
    return "".join(f"{line}\n" for line in lines or ["Không có gì sửa được bằng --fix."])


def _diff(checked: Checked, fixed: Fixed) -> Iterator[str]:
    folder = checked.findings.folder
    for file, content in fixed.files.items():
        name = f"{folder}/{file}" if folder not in ("", ".") else file
        before, after = (_lines(one) for one in (checked.home.files[file], content))
        for line in difflib.unified_diff(before, after, f"a/{name}", f"b/{name}"):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(content: bytes) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", content.decode("utf-8", "surrogateescape"))
