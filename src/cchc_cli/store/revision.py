"""The files of a data home as they stood in a git revision, by git's own command."""

import contextlib
import os
from pathlib import Path, PurePosixPath
import re
import subprocess
from typing import NamedTuple

from cchc_cli.store.home import is_data_path
from cchc_cli.store.programs import ProgramFault

_NO_HISTORY = (
    "kho git này chỉ có một phần lịch sử (shallow), không so được với «{0}»",
    "lấy đủ lịch sử: git fetch --unshallow; trong GitHub Actions đặt fetch-depth: 0, trong GitLab đặt GIT_DEPTH: 0",
)


class _Refused(Exception):
    """What git said when it ended with a fault."""


class Revision(NamedTuple):
    """A commit, and the files of the data home in it by path below the home; none where it had no home yet."""

    commit: str
    files: dict[str, bytes]


def read_base(folder: Path, revision: str) -> Revision:
    """The data home at the point where the present work left a revision: their common ancestor.

    Raises ProgramFault where there is no git, no repository, no such revision, or too little history to tell.
    """
    prefix = _repository(folder)
    is_shallow = _git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"
    if is_shallow and revision != "HEAD":
        raise ProgramFault(_NO_HISTORY[0].format(revision), _NO_HISTORY[1])
    commit = _resolved(folder, revision)
    with contextlib.suppress(_Refused):  # two histories without a common ancestor are compared as they are
        commit = _git(folder, "merge-base", commit, "HEAD").decode().strip()
    return Revision(commit, _files(folder, commit, prefix))


def _repository(folder: Path) -> str:
    """The path of the folder below the top of its repository, with a slash at its end where it is not the top."""
    try:
        return os.fsdecode(_git(folder, "rev-parse", "--show-prefix")).rstrip("\n")
    except _Refused as fault:
        cause = str(fault)
    if "dubious ownership" in cause:
        message = f"git không cho đọc kho này vì nó thuộc về người dùng khác: {cause.splitlines()[0]}"
        found = re.search("repository at '([^']+)'", cause)
        top = found[1] if found else folder.resolve()
        raise ProgramFault(message, f"nếu tin kho này: git config --global --add safe.directory {top}")
    if "not a git repository" in cause:
        message = f"«{folder}» không nằm trong kho git nào ({cause.splitlines()[0]})"
        raise ProgramFault(message, "--changed so với một bản trong lịch sử git; lưu dữ liệu vào một kho git trước")
    raise ProgramFault(f"git báo: {cause}")


def _resolved(folder: Path, revision: str) -> str:
    try:
        found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except _Refused as fault:
        if revision == "HEAD":
            raise ProgramFault("kho git chưa có lần ghi (commit) nào để so", "git add và git commit trước") from fault
        hint = "xem các nhánh: git branch --all; bản ở máy chủ cần git fetch trước"
        raise ProgramFault(f"kho git không có bản «{revision}»", hint) from fault
    return found.decode().strip()


def _files(folder: Path, commit: str, prefix: str) -> dict[str, bytes]:
    where = ("--", prefix) if prefix else ()
    listed = _git(folder, "ls-tree", "-r", "-z", "--full-tree", commit, *where)
    blobs = {}
    for entry in filter(None, listed.split(b"\0")):
        head, _, path = entry.partition(b"\t")
        mode, kind, name = head.split()
        below = os.fsdecode(path).removeprefix(prefix)
        if kind == b"blob" and mode != b"120000" and is_data_path(PurePosixPath(below)):
            blobs[below] = name.decode()
    return dict(zip(blobs, _contents(folder, list(blobs.values())), strict=True))


def _contents(folder: Path, names: list[str]) -> list[bytes]:
    """The contents of blobs, read by one process."""
    if not names:
        return []
    stream, contents, at = _git(folder, "cat-file", "--batch", given="\n".join(names).encode() + b"\n"), [], 0
    for _ in names:
        end = stream.index(b"\n", at)
        size = int(stream[at:end].split()[2])
        contents.append(stream[end + 1 : end + 1 + size])
        at = end + 1 + size + 1
    return contents


def _git(folder: Path, *arguments: str, given: bytes | None = None) -> bytes:
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        ran = subprocess.run(
            ["git", "-C", str(folder), *arguments], input=given, capture_output=True, env=environment, check=False
        )
    except FileNotFoundError as fault:
        raise ProgramFault("máy này chưa cài git", "cài git rồi chạy lại; các lệnh khác không cần git") from fault
    except OSError as fault:
        raise ProgramFault(f"không chạy được git: {fault.strerror}") from fault
    if ran.returncode:
        raise _Refused(ran.stderr.decode("utf-8", "replace").strip() or f"git {arguments[0]}: mã {ran.returncode}")
    return ran.stdout
