"""Finding a data home and reading its files."""

from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import NamedTuple

from cchc_cli.source import MAX_BYTES
from cchc_cli.text import nearest

_MARKS = (".yaml", ".yml")


class Home(NamedTuple):
    """A data home: its folder, and its files as bytes by path below it."""

    folder: Path
    files: dict[str, bytes]


def is_home(folder: Path) -> bool:
    """Whether the folder holds `agencies.yaml` or a `criteria*.yaml`."""
    return (folder / "agencies.yaml").is_file() or any(one.is_file() for one in folder.glob("criteria*.yaml"))


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
    """A file of a data home, of one too large to be data as much as shows that. Raises OSError."""
    with path.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


def is_data_path(path: PurePath) -> bool:
    """Whether a file at this path below a data home is one of its files, or was meant to be: YAML by its name, at the
    top or under `progress`, or under a folder so like it (`Progress`, `progres`) that it was meant to be read."""
    is_yaml = any(mark in path.name.lower() for mark in _MARKS) and not path.name.startswith(".")
    return is_yaml and (len(path.parts) == 1 or _means_progress(path.parts[0]))


def _data_files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        below = path.rglob("*") if _means_progress(path.name) and path.is_dir() else (path,)
        yield from (one for one in below if is_data_path(one.relative_to(folder)) and one.is_file())


def _means_progress(name: str) -> bool:
    return name == "progress" or nearest(name.lower(), ("progress",), cutoff=0.7) is not None
