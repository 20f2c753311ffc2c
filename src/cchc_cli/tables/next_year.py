"""What to look at in a plan that was begun from the last one."""

from collections import Counter
from collections.abc import Sequence

from cchc_cli.drafting.next_year import Point, ToCheck
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.tables.table import Column, Kind, Line, Table

_OF_AGENCIES = (Point.CARRIED, Point.UNDECIDED, Point.ENDED, Point.SUPPORT, Point.INFERRED)
_COLUMNS = (
    Column("code", "Mã", Kind.LABEL, 10),
    Column("name", "Nội dung", Kind.TEXT, 50),
    Column("point", "Điều cần xem", Kind.TEXT, 36),
    Column("before", "Năm trước", Kind.TEXT, 30),
    Column("after", "Năm nay", Kind.TEXT, 30),
)


def build_check_table(found: Sequence[ToCheck], year: int, catalogue: Catalogue) -> Table:
    """One line for each thing to look at, in the order of the plan, with how many there are of each kind below."""
    counts = Counter(one.point for one in found)
    told = tuple(f"{point.label}: {counts[point]}" for point in Point if counts[point])
    lines = tuple(Line((one.code, one.name, one.point.label, *_sides(one, catalogue))) for one in found)
    return Table(_COLUMNS, lines, f"Điều cần xem trong kế hoạch năm {year}", told)


def _sides(one: ToCheck, catalogue: Catalogue) -> tuple[str, str]:
    if one.point in _OF_AGENCIES:
        return catalogue.names_of(tuple(one.before.split())), catalogue.names_of(tuple(one.after.split()))
    return one.before, one.after


def check_records(found: Sequence[ToCheck]) -> list[dict[str, object]]:
    """The things to look at as programs read them; agencies by id."""
    return [
        {
            "point": one.point.value,
            "code": one.code,
            "name": one.name,
            "before": one.before.split() if one.point in _OF_AGENCIES else one.before,
            "after": one.after.split() if one.point in _OF_AGENCIES else one.after,
        }
        for one in found
    ]
