"""What the forms that came back change, cell by cell, and who has answered."""

from collections.abc import Iterable, Iterator

from cchc_cli.diagnostics import has_errors
from cchc_cli.drafting.entries import Entry, entry_text
from cchc_cli.drafting.merge import Merged
from cchc_cli.drafting.row_merge import Conflict
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.states import Period
from cchc_cli.tables.cells import period_text
from cchc_cli.tables.form import FILL_COLUMNS
from cchc_cli.tables.log import CLEARED
from cchc_cli.tables.table import Column, Kind, Line, Table

_HEADINGS = {column.key: column.heading for column in FILL_COLUMNS}
_COLUMNS = (
    Column("code", "Mã", Kind.LABEL, 8),
    Column("field", "Ô", Kind.TEXT, 16),
    Column("before", "Trước", Kind.TEXT, 24),
    Column("after", "Sau", Kind.TEXT, 30),
    Column("remark", "Lưu ý", Kind.TEXT, 16),
)


def build_changes_table(merged: Merged, catalogue: Catalogue) -> Table:
    """The cells that a form changes, before and after, with counts in the title."""
    lines = tuple(
        Line(
            (
                change.code,
                _HEADINGS[change.key],
                entry_text(change.before),
                _typed(change.after),
                change.remark or None,
            )
        )
        for change in merged.changes
    )
    return Table(_COLUMNS, lines, _title(merged, catalogue)).without_empty("remark")


def _typed(entry: Entry | None) -> str:
    """What a form has in a cell that it changes; a blank there clears."""
    return CLEARED if entry is None else entry_text(entry)


def _title(merged: Merged, catalogue: Catalogue) -> str:
    draft = merged.draft
    rows = len(merged.updates)
    is_clear = not merged.conflicts and all(row.is_sound for row in draft.rows) and not has_errors(merged.problems)
    nothing = "không có thay đổi" if is_clear else "chưa có thay đổi nào nhập được"
    parts = [f"{rows} dòng, {len(merged.changes)} ô thay đổi" if rows else nothing]
    if merged.known:
        parts.append(f"{merged.known} dòng đã có trong nhật ký")
    name = catalogue.name_of(draft.agency)
    return f"{name}, {period_text(draft.period, draft.year)} ({draft.file}): {', '.join(parts)}"


def build_conflicts_table(conflicts: Iterable[Conflict]) -> Table:
    """The cells where the log moved while the form was out: as handed out, in the form, in the log now."""
    columns = (
        Column("code", "Mã", Kind.LABEL, 8),
        Column("field", "Ô", Kind.TEXT, 16),
        Column("handed", "Khi gửi đi", Kind.TEXT, 22),
        Column("form", "Trong phiếu", Kind.TEXT, 26),
        Column("log", "Trong nhật ký", Kind.TEXT, 26),
    )
    lines = tuple(
        Line(
            (
                one.code,
                _HEADINGS[one.key],
                entry_text(one.handed),
                _typed(one.form),
                entry_text(one.log),
            )
        )
        for one in conflicts
    )
    return Table(columns, lines, "Nhật ký đã đổi từ khi gửi phiếu")


def answer_lines(
    period: Period, year: int, asked: Iterable[str], answered: frozenset[str], catalogue: Catalogue
) -> Iterator[str]:
    """Who has answered a period, and who has not, in words."""
    agencies = tuple(asked)
    done = [catalogue.name_of(one) for one in agencies if one in answered]
    missing = [catalogue.name_of(one) for one in agencies if one not in answered]
    yield f"Kỳ {period_text(period, year)}: {len(done)}/{len(agencies)} cơ quan đã trả lời."
    if done:
        yield f"  Đã trả lời: {'; '.join(done)}"
    others = [catalogue.name_of(one) for one in sorted(answered) if one not in agencies]
    if others:
        yield f"  Ngoài ra đã trả lời (nay không còn chủ trì): {'; '.join(others)}"
    if missing:
        yield f"  Chưa trả lời: {'; '.join(missing)}"
