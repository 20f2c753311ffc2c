"""`cchc diff`."""

from functools import partial
from pathlib import Path

import click

from cchc_cli.cli.options import data_option, define, listing_options
from cchc_cli.cli.output import Listing
from cchc_cli.cli.page_output import deliver_told
from cchc_cli.cli.session import today
from cchc_cli.cli.sides import compare_sides, read_sides
from cchc_cli.comparison import Comparison
from cchc_cli.reports.diff_view import Sides, build_diff_listing, build_diff_view
from cchc_cli.tables.changes import change_records, sets_text

_SUMMARY = (
    "So sánh từng dòng của hai kế hoạch. Mỗi bên là một năm có kế hoạch (2024), một thư mục dữ liệu, hoặc một bản git; "
    "xét theo thứ tự đó. «A..B» là hai bản git; chỉ một bản thì so với dữ liệu hiện nay."
)


@define(_SUMMARY)
@click.argument("before", metavar="A")
@click.argument("after", metavar="[B]", required=False)
@click.option("--year", "-y", type=int, metavar="NĂM", help="Chỉ kế hoạch năm này (khi so thư mục hay bản git).")
@data_option
@listing_options
def command(before: str, after: str | None, year: int | None, format_: str | None, output: Path | None) -> None:
    sides = read_sides(before, after)
    comparison = compare_sides(*sides, year)
    for side in sides:
        if side.checked is None:
            click.echo(f"Ở {side.name} chưa có thư mục dữ liệu này, hoặc nó nằm ở chỗ khác.", err=True)
    _warn_of_sets(comparison)
    names = Sides(sides[0].name, sides[1].name)
    listing = Listing(build_diff_listing(comparison, names), partial(change_records, comparison), today())
    deliver_told(build_diff_view(comparison, names), listing, format_, output)


def _warn_of_sets(comparison: Comparison) -> None:
    for plan in comparison.plans:
        if warning := sets_text((plan.before, plan.after)):
            click.echo(f"Cảnh báo: {warning}", err=True)
