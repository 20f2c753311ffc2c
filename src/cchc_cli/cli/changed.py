"""What an edit changes in responsibilities, against a git revision: the part of `cchc validate --changed`."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cchc_cli.cli.faults import BAD_COMMAND, CommandFault
from cchc_cli.cli.session import Checked, today
from cchc_cli.comparison import Comparison, compare
from cchc_cli.diagnostics import Diagnostic, Severity, count, has_errors
from cchc_cli.loader import load
from cchc_cli.loader.files import Kind, kind_of
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.store.programs import ProgramFault
from cchc_cli.store.revision import read_base
from cchc_cli.tables import Table
from cchc_cli.tables.changes import NO_CHANGE, build_change_tables, change_records


class Changed(NamedTuple):
    """A data home against a revision; `comparison` is None where the data as they are have errors."""

    revision: str
    commit: str
    comparison: Comparison | None
    notes: tuple[str, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """The reviewer's summary."""
        return build_change_tables(self.comparison) if self.comparison else ()

    @property
    def record(self) -> dict[str, object]:
        """The same as programs read it; `rows` is null where nothing could be compared."""
        rows = change_records(self.comparison) if self.comparison else None
        return {"revision": self.revision, "commit": self.commit, "rows": rows, "notes": list(self.notes)}


def compare_with(checked: Checked, revision: str) -> Changed:
    """The data home as it is, against the revision. Raises CommandFault where git cannot tell."""
    try:
        base = read_base(checked.home.folder, revision)
    except ProgramFault as fault:
        raise CommandFault(BAD_COMMAND, fault.message, fault.hint) from fault
    place = f"{revision} ({base.commit[:10]})"
    if has_errors(checked.findings.problems):
        note = f"Chưa so sánh với {place}: dữ liệu hiện tại có lỗi."
        return Changed(revision, base.commit, None, (note,))
    catalogue, problems = load(base.files, today())
    if base.links:
        note = f"Chưa so sánh với {place}: ở đó «{base.links[0]}» là liên kết (symlink), không đọc được từ git."
        return Changed(revision, base.commit, None, (note,))
    if base.files and not _is_readable(base.files, catalogue, problems):
        note = f"Chưa so sánh với {place}: dữ liệu ở đó không đọc được."
        return Changed(revision, base.commit, None, (note,))
    comparison = compare(catalogue, checked.catalogue)
    notes = [f"So với {place}."] if comparison.has_changes else [f"{NO_CHANGE} So với {place}."]
    if not base.files:
        notes.append(f"Ở {place} chưa có thư mục dữ liệu này: mọi dòng đều là dòng thêm.")
    elif errors := count(problems, Severity.ERROR):
        notes.append(f"Dữ liệu ở {place} có {errors} lỗi: phần so sánh có thể thiếu.")
    return Changed(revision, base.commit, comparison, tuple(notes))


def _is_readable(files: Mapping[str, bytes], catalogue: Catalogue, problems: Iterable[Diagnostic]) -> bool:
    """Whether every file and plan could be read, so that a row that seems missing is missing."""
    is_broken = any(one.severity is Severity.ERROR and one.code.id.startswith(("F0", "Y1")) for one in problems)
    return not is_broken and len(catalogue.plans) == sum(kind_of(file) is Kind.PLAN for file in files)
