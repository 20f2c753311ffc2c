"""The files of a data home as they stood in git revisions, and who committed them, by git's own command."""

from collections.abc import Iterable, Iterator, Mapping
import contextlib
from datetime import UTC, datetime
import os
from pathlib import Path, PurePosixPath
import re
import subprocess
from typing import NamedTuple

from cchc_cli.comparison.life import Commit
from cchc_cli.loader.files import Kind, kind_of
from cchc_cli.store.home import is_data_path
from cchc_cli.store.programs import ProgramFault
from cchc_cli.text import clean

_NO_HISTORY = (
    "kho git này chỉ có một phần lịch sử (shallow), không {0}",
    "lấy đủ lịch sử: git fetch --unshallow; trong GitHub Actions đặt fetch-depth: 0, trong GitLab đặt GIT_DEPTH: 0",
)
_TOLD_FILES = (":(glob)agencies.yaml", ":(glob)criteria*.yaml")
_LOG = ("log", "-z", "--date-order", "--parents", "--no-color", "--encoding=UTF-8")
_LOG_FIELDS = ("%H", "%P", "%an", "%ae", "%at", "%s")
_LINK, _TREE = b"120000", b"40000"
_LAST_MOMENT = 253_370_764_800  # the year 9999, past which there are no days


class _Refused(Exception):
    """What git said when it ended with a fault."""


class Revision(NamedTuple):
    """A commit, and the files of the data home in it by path below the home; none where it had no home yet.

    `links` are those that are links to other files, which are not followed.
    """

    commit: str
    files: dict[str, bytes]
    links: tuple[str, ...] = ()


class History(NamedTuple):
    """The commits that touched the plans or agencies, none before one that follows it, and these files in each.

    `names` are the objects of a commit's files by path below the home, `contents` their bytes.
    """

    commits: tuple[Commit, ...]
    names: Mapping[str, Mapping[str, str]]
    contents: Mapping[str, bytes]

    def files(self, commit: str) -> dict[str, bytes]:
        """The plans and agencies as they stood in a commit."""
        return {path: self.contents.get(name, b"") for path, name in self.names[commit].items()}


def read_base(folder: Path, revision: str) -> Revision:
    """The data home at the point where the present work left a revision: their common ancestor.

    Raises ProgramFault where there is no git, no repository, no such revision, or too little history to tell.
    """
    with _told():
        prefix = _repository(folder)
        if revision != "HEAD" and _is_shallow(folder):
            raise _no_history(f"so được với «{revision}»")
        commit = _resolved(folder, revision)
        with contextlib.suppress(_Refused):  # two histories without a common ancestor are compared as they are
            commit = _git(folder, "merge-base", commit, "HEAD").decode().strip()
        return _revision(folder, commit, prefix)


def read_revision(folder: Path, revision: str) -> Revision:
    """The data home as it stood in a revision. Raises ProgramFault as `read_base` does."""
    with _told():
        prefix = _repository(folder)
        return _revision(folder, _resolved(folder, revision), prefix)


def has_revision(folder: Path, word: str) -> bool:
    """Whether the repository of a folder knows a revision by this word; False where there is no repository."""
    try:
        _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{word}^{{commit}}")
    except (_Refused, ProgramFault):
        return False
    return True


def read_history(folder: Path) -> History:
    """The commits up to the present one that touched the plans or agencies of a data home, and these files in each.

    Raises ProgramFault as `read_base` does, also where only a part of the history is there.
    """
    with _told():
        _repository(folder)
        if _is_shallow(folder):
            raise _no_history("kể được đủ lịch sử")
        commits = _commits(folder, _resolved(folder, "HEAD"))
        trees = _contents(folder, [f"{commit.id}:./" for commit in commits])
        pairs = zip(commits, trees, strict=True)
        names = {commit.id: _files_in(tree or b"", len(commit.id) // 2) for commit, tree in pairs}
        blobs = list({name: None for one in names.values() for name in one.values()})
        found = zip(blobs, _contents(folder, blobs), strict=True)
        return History(commits, names, {name: content for name, content in found if content is not None})


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """What git refuses is told with its own words."""
    try:
        yield
    except _Refused as fault:
        raise ProgramFault(f"git báo: {fault}") from fault


def _commits(folder: Path, head: str) -> tuple[Commit, ...]:
    form = f"--format={'%x00'.join(_LOG_FIELDS)}"
    printed = _git(folder, "-c", "log.showSignature=false", *_LOG, form, head, "--", *_TOLD_FILES)
    fields = printed.decode("utf-8", "replace").split("\0")
    return tuple(_commit(fields[at : at + len(_LOG_FIELDS)]) for at in range(0, len(fields) - 1, len(_LOG_FIELDS)))


def _commit(fields: list[str]) -> Commit:
    name, parents, author, email, seconds, subject = fields
    moment = datetime.fromtimestamp(min(max(int(seconds), 0), _LAST_MOMENT), UTC)
    return Commit(name, tuple(parents.split()), clean(author), clean(email), moment, clean(subject))


def _files_in(tree: bytes, name_size: int) -> dict[str, str]:
    """The objects of the plans and agencies in a tree object, by path; nothing where the commit has no such folder.

    Each entry is its mode in octal digits, a space, its name, a null, and the name of its object as bytes.
    """
    found, at = {}, 0
    while at < len(tree):
        end = tree.index(b"\0", at)
        mode, _, name = tree[at:end].partition(b" ")
        path, at = os.fsdecode(name), end + 1 + name_size
        if mode != _TREE and kind_of(path) in (Kind.PLAN, Kind.AGENCIES):
            found[path] = tree[end + 1 : at].hex()
    return found


def _is_shallow(folder: Path) -> bool:
    return _git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"


def _no_history(what: str) -> ProgramFault:
    return ProgramFault(_NO_HISTORY[0].format(what), _NO_HISTORY[1])


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
        hint = "bản trước và lịch sử lấy từ git; lưu dữ liệu vào một kho git trước: git init, git add, git commit"
        raise ProgramFault(message, hint)
    raise ProgramFault(f"git báo: {cause}")


def _resolved(folder: Path, revision: str) -> str:
    try:
        found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except _Refused as fault:
        if revision == "HEAD":
            raise ProgramFault("kho git chưa có lần ghi (commit) nào để so", "git add và git commit trước") from fault
        if _is_shallow(folder):
            raise _no_history(f"so được với «{revision}»") from fault
        hint = "xem các nhánh: git branch --all; bản ở máy chủ cần git fetch trước"
        raise ProgramFault(f"kho git không có bản «{revision}»", hint) from fault
    return found.decode().strip()


def _revision(folder: Path, commit: str, prefix: str) -> Revision:
    where = ("--", prefix) if prefix else ()
    listed = _git(folder, "ls-tree", "-r", "-z", "--full-tree", commit, *where)
    blobs, links = {}, []
    for entry in filter(None, listed.split(b"\0")):
        head, _, path = entry.partition(b"\t")
        mode, kind, name = head.split()
        below = os.fsdecode(path).removeprefix(prefix)
        if kind != b"blob" or not is_data_path(PurePosixPath(below)):
            continue
        if mode == _LINK:
            links.append(below)
        else:
            blobs[below] = name.decode()
    contents = zip(blobs, _contents(folder, blobs.values()), strict=True)
    return Revision(commit, {path: content or b"" for path, content in contents}, tuple(links))


def _contents(folder: Path, names: Iterable[str]) -> list[bytes | None]:
    """The contents of objects, read by one process; None for one that is not there."""
    wanted = list(names)
    if not wanted:
        return []
    stream, at = _git(folder, "cat-file", "--batch", given="\n".join(wanted).encode() + b"\n"), 0
    contents: list[bytes | None] = []
    for _ in wanted:
        end = stream.index(b"\n", at)
        head, at = stream[at:end], end + 1
        if head.endswith(b" missing"):
            contents.append(None)
            continue
        size = int(head.rpartition(b" ")[2])
        contents.append(stream[at : at + size])
        at += size + 1
    return contents


def _git(folder: Path, *arguments: str, given: bytes | None = None) -> bytes:
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    if "GIT_WORK_TREE" not in environment:
        environment.pop("GIT_DIR", None)  # set for hooks; with it git takes any folder for the top of the work tree
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
