"""Data files written by commands: under a lock, only where nobody else has changed them, all at once or not."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
import contextlib
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

import click

from cchc_cli.cli.faults import BAD_DATA, BAD_PLACE, CommandFault, reason
from cchc_cli.cli.output import place_fault
from cchc_cli.cli.session import Checked, checked_files, now, refuse_errors
from cchc_cli.diagnostics import Severity
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.progress import Return, Update
from cchc_cli.store.home import Home, is_home, read_file
from cchc_cli.store.insist import insist
from cchc_cli.store.lock import Locked, lock_of, locked
from cchc_cli.store.write import prepared
from cchc_cli.writer import Unwritable, with_entries, without_entries

Files = Mapping[str, bytes | None]
Result = TypeVar("Result")


class LogMoved(Exception):
    """Somebody else has changed a data file since it was read: its path."""


TRIES = 20  # of a command that asks nobody: each that fails means that another command has written
PATIENCE = 10.0  # seconds that another command is waited for


def until_written(act: Callable[[], Result], *, has_asked: bool = False) -> Result:
    """What an act that writes comes to, begun again where others write meanwhile.

    Once only where a person has agreed to what it shows. Raises CommandFault where it never comes to write.
    """
    for left in reversed(range(1 if has_asked else TRIES)):
        try:
            return act()
        except LogMoved as fault:
            if not left:
                message = f"«{fault}» vừa bị chương trình khác sửa, chưa ghi gì vào đó"
                raise CommandFault(BAD_PLACE, message, "chạy lại lệnh") from fault
    raise AssertionError


def log_file(catalogue: Catalogue, year: int, agency: str) -> str:
    """The file of an agency's log below the data home, be it there already or not."""
    log = catalogue.log(year, agency)
    return log.origin.file if log is not None else f"progress/{year}/{agency}.yaml"


def moment_of_writing(catalogue: Catalogue, year: int) -> datetime:
    """What the entries of this command are stamped with: the present second, but later than any entry of the year."""
    newest = newest_entered(catalogue, year)
    return max(now(), newest + timedelta(seconds=1)) if newest else now()


def newest_entered(catalogue: Catalogue, year: int) -> datetime | None:
    """When the last command wrote into the logs of a year; None where none has."""
    entries: list[Update | Return] = []
    for log in catalogue.logs:
        if log.year == year:
            entries += (*log.updates, *log.returns)
    return max((entry.entered for entry in entries if entry.entered), default=None)


def with_new_entries(
    checked: Checked, year: int, agency: str, updates: Sequence[Update], returns: Sequence[Return]
) -> tuple[str, bytes]:
    """The file of an agency's log, and its content with these entries added. Raises CommandFault."""
    file = log_file(checked.catalogue, year, agency)
    with unwritable(checked, file):
        return file, with_entries(checked.home.files.get(file), year, agency, updates, returns)


def without_written(checked: Checked, file: str, entered: datetime) -> bytes | None:
    """The content of a log without what was written at a moment, None where nothing is left. Raises CommandFault."""
    with unwritable(checked, file):
        return without_entries(checked.home.files[file], entered)


@contextlib.contextmanager
def unwritable(checked: Checked, file: str) -> Iterator[None]:
    """Says of which file it is that it cannot be edited. Raises CommandFault."""
    try:
        yield
    except Unwritable as fault:
        message = f"«{checked.home.folder / file}»: {fault}"
        raise CommandFault(BAD_DATA, message, "chưa ghi gì; sửa tệp bằng tay") from fault


def write_logs(checked: Checked, changed: Files) -> Checked:
    """Puts the files in place, None takes one away; the data home as it is then.

    Nothing is written where any is no longer what was checked. Raises LogMoved then; DataFault where the data would
    have errors; CommandFault where a place cannot be written.
    """
    after = check_result(checked, changed)
    folder = checked.home.folder
    if not is_home(folder):  # a share that went away: its folder may still be there, empty
        raise CommandFault(BAD_PLACE, f"thư mục dữ liệu «{folder}» không còn ở đó", "nối lại ổ mạng, rồi chạy lại lệnh")
    with contextlib.ExitStack() as held:
        _lock(held, [folder / file for file in sorted(changed)])
        steps = {file: _prepared(held, folder / file, content) for file, content in changed.items()}
        for file in steps:
            _refuse_moved(checked, file)
        _put_in_place(checked, steps)
    return after


def tell_new_warnings(before: Checked, after: Checked) -> None:
    """How many warnings of which kinds the data have now that they had not before."""
    counts = [
        Counter(problem.code for problem in one.findings.problems if problem.severity is Severity.WARNING)
        for one in (before, after)
    ]
    more = counts[1] - counts[0]
    if more:
        kinds = ", ".join(f"{code.id} {code.name} ×{number}" for code, number in sorted(more.items()))
        click.echo(f"Dữ liệu có thêm {more.total()} cảnh báo ({kinds}); xem: cchc validate", err=True)


def _put_in_place(checked: Checked, steps: Mapping[str, Callable[[], None]]) -> None:
    """Takes the steps; where one fails, says which were taken: the same command again takes the others."""
    done: list[str] = []
    try:
        for file, put_in_place in steps.items():
            _refuse_moved(checked, file)  # right before it goes: a lock that somebody deleted by hand holds nobody
            with _place(checked.home.folder / file):
                put_in_place()
            done.append(file)
    finally:
        if 0 < len(done) < len(steps):
            click.echo(f"Mới ghi được {len(done)}/{len(steps)} tệp: {', '.join(done)}", err=True)


def check_result(checked: Checked, changed: Files) -> Checked:
    """What the data home will be. Raises DataFault where sound data would be faulty."""
    files = {**checked.home.files, **changed}
    kept = {file: content for file, content in files.items() if content is not None}
    after = checked_files(Home(checked.home.folder, kept))
    refuse_errors(after.findings, "Ghi vào thì dữ liệu có lỗi: chưa ghi gì.")
    return after


def _lock(held: contextlib.ExitStack, paths: Sequence[Path]) -> None:
    """Takes the locks, all commands in one order so that no two wait for each other."""
    for number, path in enumerate(paths):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            held.enter_context(locked(path, now(), PATIENCE))
        except Locked as fault:
            raise _locked_fault(path, fault, list(map(lock_of, paths[number + 1 :]))) from fault
        except OSError as fault:
            raise CommandFault(BAD_PLACE, f"không ghi được vào «{path.parent}»: {reason(fault)}") from fault


def _locked_fault(path: Path, fault: Locked, further: Sequence[Path]) -> CommandFault:
    """Who holds a file, and which locks to delete where that program has died: it leaves all of its locks."""
    locks = [fault.path, *(lock for lock in further if lock.exists())]
    named = f"tệp khóa: {fault.path}"
    if len(locks) > 1:
        named = f"{len(locks)} tệp khóa «.*.lock» trong: {', '.join(sorted({str(lock.parent) for lock in locks}))}"
    message = f"«{path}» đang được ghi bởi {fault.holder}; chưa ghi gì"
    return CommandFault(BAD_PLACE, message, f"đợi rồi chạy lại; nếu chắc chương trình ấy đã dừng, xóa {named}")


def _prepared(held: contextlib.ExitStack, path: Path, content: bytes | None) -> Callable[[], None]:
    """What puts a file in place, or takes it away; all that may want room on the disk is done before."""
    if content is None:
        return partial(insist, path.unlink)
    with _place(path):
        return held.enter_context(prepared(path, content))


def _refuse_moved(checked: Checked, file: str) -> None:
    path = checked.home.folder / file
    try:
        present = read_file(path)
    except FileNotFoundError:
        present = None
    except OSError as fault:
        raise CommandFault(BAD_PLACE, f"không đọc được «{path}»: {reason(fault)}") from fault
    if present != checked.home.files.get(file):
        raise LogMoved(str(path))


@contextlib.contextmanager
def _place(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise place_fault(path, fault) from fault
