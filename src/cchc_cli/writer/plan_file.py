"""A whole plan, or agencies, as a data file in the house form: what `import-plan` and `new-year` write."""

from collections.abc import Iterable, Iterator

from cchc_cli.drafting.new_plan import NewPlan, NewRow
from cchc_cli.model.agency import Agency
from cchc_cli.writer.house_form import block_lines, raw_fields
from cchc_cli.writer.log import appended

_LEVELS = ("areas", "criteria", "subcriteria")
_PREFACE = """\
# yaml-language-server: $schema=schema/criteria.schema.json
# Kế hoạch năm {year}: lĩnh vực, tiêu chí, tiêu chí thành phần và cơ quan chủ trì.
# Cách sửa: mỗi khóa một dòng, thụt vào bằng dấu cách; mã (code) đặt trong ngoặc kép; tên giữ đúng chữ của văn bản.
# leads (cơ quan chủ trì) ghi bằng id trong agencies.yaml và áp dụng cho mọi dòng bên dưới không ghi leads riêng.
# Sửa xong, chạy: cchc validate --strict
"""
_NO_AGENCIES = b"# yaml-language-server: $schema=schema/agencies.schema.json\nagencies:\n"


def plan_text(plan: NewPlan) -> str:
    """The file of a plan: comments that say how to edit it, the plan's head, its rows."""
    head = block_lines(raw_fields(plan.head), 0, 2)
    lines = [f"year: {plan.year}", *_under("plan", head), f"{_LEVELS[0]}:"]
    lines += (line for area in plan.areas for line in _row_lines(area, 0))
    return _PREFACE.format(year=plan.year) + "".join(f"{line}\n" for line in lines)


def _under(key: str, item: Iterable[str]) -> Iterator[str]:
    """The keys of an item of a list as those of a mapping under this key; nothing where there are none."""
    lines = [f"  {line[2:]}" for line in item]
    if lines:
        yield f"{key}:"
        yield from lines


def _row_lines(row: NewRow, level: int) -> Iterator[str]:
    dash = 2 + 4 * level
    yield from block_lines(raw_fields(row.written), dash, dash + 2)
    if row.rows:
        yield f"{' ' * (dash + 2)}{_LEVELS[level + 1]}:"
        for below in row.rows:
            yield from _row_lines(below, level + 1)


def agency_lines(agencies: Iterable[Agency]) -> str:
    """Agencies as items of the list in `agencies.yaml`."""
    return "".join(f"{line}\n" for agency in agencies for line in block_lines(raw_fields(agency), 2, 4))


def with_agencies(content: bytes | None, agencies: Iterable[Agency]) -> bytes:
    """The file of the agencies with these at its end; a new one where there is none. Raises Unwritable."""
    return appended(content or _NO_AGENCIES, "agencies", [raw_fields(agency) for agency in agencies])
