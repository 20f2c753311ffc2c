"""Two states of plans compared, as `diff` tells it."""

from collections.abc import Iterator
from typing import NamedTuple

from cchc_cli.comparison import Comparison
from cchc_cli.reports.parts import Heading, Paragraph, Part, TablePart, Weight
from cchc_cli.tables import Table
from cchc_cli.tables.changes import (
    agency_sentences,
    build_agency_tables,
    build_change_listing,
    build_row_tables,
    counts_text,
    label_of,
    years_text,
)


class Sides(NamedTuple):
    """What is compared, in words."""

    before: str
    after: str

    @property
    def text(self) -> str:
        """From where to where."""
        return f"từ {self.before} đến {self.after}"


def build_diff_view(comparison: Comparison, sides: Sides) -> tuple[Part, ...]:
    """A summary first, then the agencies that gained or lost rows, then the rows."""
    label = label_of(comparison)
    return (
        Heading(f"Thay đổi {sides.text}", Weight.SUBTITLE),
        *((Heading(label, Weight.NOTE),) if label else ()),
        *(Paragraph(line) for line in _summary(comparison, sides)),
        *(TablePart(table) for table in build_agency_tables(comparison)),
        *(TablePart(table._replace(notes=())) for table in build_row_tables(comparison)),
    )


def build_diff_listing(comparison: Comparison, sides: Sides) -> Table:
    """The rows in one table, with the summary below."""
    notes = (*_summary(comparison, sides), *agency_sentences(comparison.agencies, comparison))
    return build_change_listing(comparison, f"Thay đổi {sides.text}", notes)


def _summary(comparison: Comparison, sides: Sides) -> Iterator[str]:
    for plan in comparison.plans:
        if plan.before is None:
            yield f"Kế hoạch năm {plan.year} chỉ có ở {sides.after}: mọi dòng là dòng thêm."
        elif plan.after is None:
            yield f"Kế hoạch năm {plan.year} chỉ có ở {sides.before}: mọi dòng là dòng bỏ."
        if plan.rows:
            yield f"Kế hoạch năm {years_text(plan)}, {counts_text(plan.rows)}."
    if not comparison.has_changes:
        years = ", ".join(years_text(plan) for plan in comparison.plans)
        yield f"Kế hoạch năm {years}: không có thay đổi ở dòng nào."
