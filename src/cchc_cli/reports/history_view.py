"""A row's life as `history` tells it."""

from collections.abc import Iterator

from cchc_cli.reports.parts import Heading, Paragraph, Part, TablePart, Weight
from cchc_cli.reports.wording import label_line
from cchc_cli.tables import Table
from cchc_cli.tables.life import (
    RowHistory,
    build_commit_table,
    build_history_listing,
    build_year_table,
    decision_sentences,
)


def build_history_view(history: RowHistory) -> tuple[Part, ...]:
    """What commits changed of the row, the row year by year, the decisions on it, and what could not be read."""
    return tuple(_parts(history))


def build_history_table(history: RowHistory) -> Table:
    """The same in one table."""
    return build_history_listing(history, tuple(_notes(history)))


def _parts(history: RowHistory) -> Iterator[Part]:
    yield Heading(f"{history.code}  {history.name}", Weight.SUBTITLE)
    yield from label_line(history.catalogue.settings)
    if (commits := build_commit_table(history)) is not None:
        yield TablePart(commits)
    else:
        yield Paragraph("Không lần ghi nào đọc được có thay đổi dòng này.")
    if (years := build_year_table(history)) is not None:
        yield TablePart(years)
    yield from (Paragraph(f"Chuyển giao: {sentence}") for sentence in decision_sentences(history))
    yield from (Paragraph(note) for note in _notes(history))


def _notes(history: RowHistory) -> Iterator[str]:
    for commit in history.life.unread:
        made = f"{commit.short} ngày {commit.at:%d/%m/%Y} của {commit.author} ({commit.subject})"
        yield f"Bỏ qua lần ghi {made}: dữ liệu ở đó có lỗi; thay đổi của nó kể ở lần ghi sau."
    row = history.plan.by_code.get(history.code)
    if row is not None and not row.is_assigned:
        yield "Dòng này là tiêu đề: đổi chủ trì, phối hợp, thời hạn kể ở từng dòng có STT bên dưới."
    others = [f"{one.plan.year}" for one in history.years if one.row is not None and one.plan is not history.plan]
    if others:
        yield f"Các lần sửa dòng này trong kế hoạch năm khác: thêm --year {' hoặc '.join(others)}."
    yield f"Tiến độ mà các cơ quan báo cáo: cchc progress log {history.code} --year {history.plan.year}"
