"""A folder that a command fills with one file an agency."""

from collections.abc import Sequence
from pathlib import Path

import click

from cchc_cli.cli.faults import BAD_COMMAND, BAD_PLACE, CommandFault
from cchc_cli.cli.output import write_file
from cchc_cli.model.agency import Agency

_RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)))
)


def require_folder(folder: Path, hint: str) -> None:
    """Raises CommandFault where there is no such folder, or a file stands there: then `hint` says what to do."""
    if folder.is_dir():
        return
    if folder.exists():
        raise CommandFault(BAD_COMMAND, f"«{folder}» là một tệp, cần một thư mục", hint)
    raise CommandFault(BAD_PLACE, f"không có thư mục «{folder}»", f"tạo trước: mkdir {folder}")


def file_name(agency: Agency, suffix: str) -> str:
    """The file of an agency, safe on every file system: its id, which is lower-case ASCII."""
    return f"{agency.id}{'_' if agency.id in _RESERVED else ''}.{suffix}"


def write_files(files: Sequence[tuple[Path, bytes]]) -> None:
    """Writes every file that can be written, and says so. Raises CommandFault where one could not."""
    failed: list[CommandFault] = []
    for target, content in files:
        try:
            write_file(target, content)
            click.echo(f"Đã ghi {target}", err=True)
        except CommandFault as fault:
            failed.append(fault)
            if len(files) > 1:
                click.echo(str(fault), err=True)
    if len(failed) == 1 == len(files):
        raise failed[0]
    if failed:
        raise CommandFault(BAD_PLACE, f"{len(failed)}/{len(files)} tệp không ghi được")
