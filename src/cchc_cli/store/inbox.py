"""The forms that came in: files, folders of files, zip archives of files, as names and bytes."""

from collections.abc import Iterable, Iterator
import contextlib
from io import BytesIO
from lzma import LZMAError
import os
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo
import zlib

from cchc_cli.text import clean

_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".xltx")
_MAX_BYTES = 60_000_000
_MOST_MEMBERS = 5_000
_MOST_BYTES = 500_000_000  # of all that an archive holds
_LOCK_MARK = "~$"
_ZIP_FAULTS = (BadZipFile, zlib.error, LZMAError, EOFError, NotImplementedError, ValueError, OSError, RuntimeError)


class Received(NamedTuple):
    """A file that may be a form: the name to show, and its bytes."""

    name: str
    content: bytes


class PassedOver(NamedTuple):
    """A file that is none, and why; one that cannot be read with the fault.

    `may_be_form` where a form may be lost with it, as with an archive that is damaged.
    """

    name: str
    reason: str
    may_be_form: bool = False
    fault: OSError | None = None


def gather(paths: Iterable[Path]) -> Iterator[Received | PassedOver]:
    """What stands at the paths, in the order given; of folders and archives what may be a form, by name.

    A file that was named itself is always taken, whatever its name. Raises OSError where it, or a folder, cannot be
    read; one file of a folder does not keep the others back.
    """
    for path in paths:
        if path.is_dir():
            for found in sorted(_files_below(path)):
                yield from _taken_below(found, found.relative_to(path).as_posix())
        else:
            yield from _taken(path, path.name, is_named=True)


def _files_below(folder: Path) -> Iterator[Path]:
    for top, _, names in os.walk(folder, onerror=_refuse):
        yield from (Path(top, name) for name in names)


def _refuse(fault: OSError) -> None:
    raise fault


def _taken_below(path: Path, name: str) -> Iterator[Received | PassedOver]:
    try:
        yield from _taken(path, name, is_named=False)
    except OSError as fault:
        yield PassedOver(str(path), "không đọc được", may_be_form=True, fault=fault)


def _taken(path: Path, name: str, *, is_named: bool) -> Iterator[Received | PassedOver]:
    if (reason := _reason_to_pass(name, is_named=is_named)) is not None:
        yield PassedOver(str(path), reason)
        return
    if path.exists() and not path.is_file():  # a pipe or device, which might never end
        yield PassedOver(str(path), "không phải tệp thường", may_be_form=True)
        return
    with path.open("rb") as stream:
        content = stream.read(_MAX_BYTES + 1)
    if path.suffix.lower() == ".zip" and not _is_office_package(content):
        yield from _members(str(path), content)
    else:
        yield Received(str(path), content)


def _reason_to_pass(name: str, *, is_named: bool) -> str | None:
    """Why a file is no form, by its name alone; None where it may be one."""
    parts = name.replace("\\", "/").split("/")
    last = parts[-1]
    if last.startswith(_LOCK_MARK):
        return f"«{last.removeprefix(_LOCK_MARK)}» đang mở trong Excel; lưu và đóng rồi mới nhập bản cuối"
    if "__MACOSX" in parts or last.startswith("."):
        return "tệp phụ của hệ điều hành"
    if is_named or last.lower().endswith((*_WORKBOOKS, ".zip")):
        return None
    return "không phải sổ Excel"


def _is_office_package(content: bytes) -> bool:
    try:
        with ZipFile(BytesIO(content)) as archive:
            return "[Content_Types].xml" in archive.namelist()
    except _ZIP_FAULTS:
        return False


def _members(name: str, content: bytes) -> Iterator[Received | PassedOver]:
    """What an archive holds; one within another is not opened."""
    try:
        archive = ZipFile(BytesIO(content))
    except _ZIP_FAULTS:
        yield PassedOver(name, "tệp nén hỏng, không mở được", may_be_form=True)
        return
    with archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        room = _MOST_BYTES
        for number, member in enumerate(members):
            if number == _MOST_MEMBERS or room < 0:
                reason = f"còn {len(members) - number} tệp nữa, quá nhiều cho một lần; giải nén rồi nhập"
                yield PassedOver(name, reason, may_be_form=True)
                return
            one = _member(archive, member, f"{name}/{_name_of(member)}")
            room -= len(one.content) if isinstance(one, Received) else 0
            yield one


def _name_of(member: ZipInfo) -> str:
    """The name as text of ours, read as UTF-8 also where an older program wrote it so without saying it."""
    name = member.filename
    if not member.flag_bits & 0x800:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return clean(name)


def _member(archive: ZipFile, member: ZipInfo, name: str) -> Received | PassedOver:
    if (reason := _reason_to_pass(name, is_named=False)) is not None:
        return PassedOver(name, reason)
    if name.lower().endswith(".zip"):
        return PassedOver(name, "tệp nén trong tệp nén; giải nén rồi nhập")
    if member.flag_bits & 1:
        return PassedOver(name, "tệp nén có mật khẩu; giải nén rồi nhập", may_be_form=True)
    if member.file_size > _MAX_BYTES:
        return PassedOver(name, "tệp quá lớn, không thể là phiếu", may_be_form=True)
    try:
        return Received(name, archive.read(member))
    except _ZIP_FAULTS as fault:
        return PassedOver(name, f"không giải nén được ({fault})", may_be_form=True)
