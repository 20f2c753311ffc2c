"""Finding a data home and reading its files."""

from collections.abc import Iterator
import errno
import os
from pathlib import Path, PurePath
from typing import NamedTuple

from cchc_cli.loader.files import means_progress, meant_name
from cchc_cli.source import MAX_BYTES

_MARKS = (".yaml", ".yml")


class Home(NamedTuple):
    """A data home: its folder, and its files as bytes by path below it."""

    folder: Path
    files: dict[str, bytes]


def is_home(folder: Path) -> bool:
    """Whether the folder holds `agencies.yaml` or a `criteria*.yaml`, readable or not."""
    return os.path.lexists(folder / "agencies.yaml") or any(True for _ in folder.glob("criteria*.yaml"))


def home_of(folder: Path) -> Path | None:
    """The folder itself where it is a data home, else its `data/`."""
    return next((one for one in (folder, folder / "data") if is_home(one)), None)


def find_home(start: Path) -> Path | None:
    """The data home of a folder or of the nearest folder above it that has one."""
    return next((home for folder in (start, *start.parents) if (home := home_of(folder))), None)


def home_around(path: Path) -> Path | None:
    """The data home that a file or folder lies in, or that the folder itself has in its `data/`."""
    if path.is_dir() and (home := home_of(path)):
        return home
    return next((folder for folder in path.parents if is_home(folder)), None)


def read_home(folder: Path) -> Home:
    """Every file of the data home that is YAML or means to be (`criteria.yaml.txt`), hidden ones aside.

    Of a file too large to be data only as much is read as shows that. Raises OSError where one cannot be read.
    """
    return Home(folder, {path.relative_to(folder).as_posix(): read_file(path) for path in sorted(_data_files(folder))})


def read_file(path: Path) -> bytes:
    """A file of a data home, of one too large to be data as much as shows that.

    Raises OSError, also for what bears a file's name and is none (a pipe, a device), which might never end.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        raise OSError(errno.EINVAL, "không phải tệp thường", str(path))
    with path.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


def is_data_path(path: PurePath) -> bool:
    """Whether a file at this path below a data home is one of its files, or was meant to be.

    That is YAML by its name, at the top or under `progress`, or under a folder so like it (`Progress`, `progres`) that
    it was meant to be read; a text file there, as Notepad makes of it; and a file in the place of that folder.
    """
    name = path.name.lower()
    if name.startswith((".", "~$")):  # hidden, or the mark of a program that has the file open
        return False
    is_progress = means_progress(path.parts[0])
    if len(path.parts) <= 2 and is_progress:
        return "." not in name or _is_yaml(name) or name.endswith(".txt")
    is_text = name.endswith(".txt") and (is_progress or _means_data(name))
    return (_is_yaml(name) or is_text) and (len(path.parts) == 1 or is_progress)


def _is_yaml(name: str) -> bool:
    return any(mark in name for mark in _MARKS)


def _means_data(name: str) -> bool:
    stem = name.partition(".")[0]
    return stem.startswith(("agencies", "criteria", "settings")) or meant_name(stem) is not None


def _data_files(folder: Path) -> Iterator[Path]:
    """What bears the name of a data file, also where it cannot be read. Raises OSError for a closed folder."""
    is_shared = (folder / ".git").exists()  # other programs keep files of their own at the top of a repository
    for path in folder.iterdir():
        if is_shared and not (_means_data(path.name.lower()) or means_progress(path.name)):
            continue
        if means_progress(path.name) and path.is_dir():
            yield from (one for one in _walk(path) if is_data_path(one.relative_to(folder)))
        elif is_data_path(path.relative_to(folder)):
            yield path


def _walk(folder: Path) -> Iterator[Path]:
    for top, folders, files in os.walk(folder, onerror=_refuse):
        yield from (Path(top, name) for name in (*files, *(one for one in folders if _is_yaml(one.lower()))))


def _refuse(fault: OSError) -> None:
    raise fault
