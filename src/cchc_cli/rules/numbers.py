"""Rules of the plan's own row numbers (STT)."""

from collections import Counter
from collections.abc import Iterator, Set

from cchc_cli.diagnostics import Code, Diagnostic, Related, Severity
from cchc_cli.model.plan import Plan, Row
from cchc_cli.rules.examples import plan_with
from cchc_cli.rules.sequence import strays
from cchc_cli.rules.subject import Subject

_MOST_MISSING = 1000
_TWO_LEVELS = plan_with(
    '        subcriteria:\n          - code: "1.1.1"\n            stt: {1}\n            name: Báo cáo\n'
).replace("        stt: 1\n", "{0}")

REPEATED_STT = Code(
    "T304",
    "repeated-stt",
    Severity.ERROR,
    "Số thứ tự của kế hoạch đếm các dòng phải đạt; lặp lại thì tổng sai.",
    plan_with('      - code: "1.2"\n        stt: 1  # ←\n        name: Báo cáo\n'),
    plan_with('      - code: "1.2"\n        stt: 2\n        name: Báo cáo\n'),
)
SKIPPED_STT = Code(
    "T305",
    "skipped-stt",
    Severity.WARNING,
    "Số thứ tự nhảy cách thường là sót một dòng của văn bản.",
    plan_with('      - code: "1.2"\n        stt: 3  # ←\n        name: Báo cáo\n'),
    plan_with('      - code: "1.2"\n        stt: 2\n        name: Báo cáo\n'),
)
NUMBERED_PARENT = Code(
    "T306",
    "numbered-row-with-child",
    Severity.INFO,
    "Dòng có số thứ tự mà còn dòng con cũng có số: cả hai được tính, đúng như văn bản in.",
    _TWO_LEVELS.format("        stt: 1  # ←\n", 2),
    _TWO_LEVELS.format("", 1),
)


def check_numbers(subject: Subject) -> Iterator[Diagnostic]:
    """STT runs 1, 2, 3… through the plan; of rows out of order as few as possible are told."""
    for plan in subject.catalogue.plans:
        rows = tuple(row for row in plan.assigned if "stt" not in row.damaged)
        doubles = _worse_doubles([row.stt for row in rows])
        others = [index for index in range(len(rows)) if index not in doubles]
        out_of_order = doubles | {others[one] for one in strays([rows[index].stt for index in others])}
        yield from _check_repeats(plan, rows, out_of_order)
        if plan.is_whole and not any("stt" in row.damaged for row in plan.rows):
            yield from _check_gaps(rows, out_of_order)


def _worse_doubles(numbers: list[int | None]) -> frozenset[int]:
    """Where a number stands that fits its neighbours less than the same number elsewhere does."""
    repeated = {number for number, times in Counter(numbers).items() if times > 1}
    places: dict[int | None, list[int]] = {}
    for index, number in enumerate(numbers) if repeated else ():
        if number in repeated:
            places.setdefault(number, []).append(index)

    def fits(index: int) -> int:
        number = numbers[index] or 0
        before = numbers[index - 1] if index else 0
        after = numbers[index + 1] if index + 1 < len(numbers) else None
        return (before == number - 1) + (after == number + 1)

    return frozenset(index for group in places.values() for index in group if index != max(group, key=fits))


def _check_repeats(plan: Plan, rows: tuple[Row, ...], out_of_order: Set[int]) -> Iterator[Diagnostic]:
    """Of rows with one number those are told that stand out of order, else the later ones."""
    first: dict[int | None, Row] = {row.stt: row for index, row in enumerate(rows) if index not in out_of_order}
    for index, row in enumerate(rows):
        other = first.setdefault(row.stt, row)
        if index not in out_of_order or other is row:
            continue
        if row.code == other.code:
            continue  # a row that stands there twice
        before = Related(other.origin.span("stt"), f"ở mã «{other.code}»")
        message = f"STT {row.stt} đã có ở mã «{other.code}»"
        yield Diagnostic(REPEATED_STT, message, row.origin.span("stt"), "sửa cho đúng văn bản", (before,))


def _check_gaps(rows: tuple[Row, ...], out_of_order: Set[int]) -> Iterator[Diagnostic]:
    """Numbers that no row has, told where they should stand, and rows that stand where another number belongs."""
    present = Counter(row.stt for row in rows)
    last, between = 0, list[Row]()
    for index, row in enumerate(rows):
        if index in out_of_order:
            between.append(row)
            continue
        stt = row.stt or 0
        missing = [number for number in range(last + 1, min(stt, last + _MOST_MISSING)) if number not in present]
        yield from _misplaced(between, present, (last, stt), missing)
        if missing and len(between) < len(missing):
            message = f"STT {stt} đứng sau STT {last}" if last else f"STT bắt đầu từ {stt}"
            yield Diagnostic(SKIPPED_STT, message, row.origin.span("stt"), _absent(missing))
        last, between = stt, []
    yield from _misplaced(between, present, (last, None), [])


def _misplaced(
    rows: list[Row], present: Counter[int | None], around: tuple[int, int | None], missing: list[int]
) -> Iterator[Diagnostic]:
    last, following = around
    for row in rows:
        if present[row.stt] > 1:
            continue  # a repeated number is told as such
        where = f"giữa STT {last} và {following}" if following and last else f"sau STT {last}"
        hint = f"ở chỗ này thiếu STT {missing[0]}" if len(missing) == 1 else "số thứ tự phải tăng dần"
        yield Diagnostic(SKIPPED_STT, f"STT {row.stt} đứng {where}", row.origin.span("stt"), hint)


def _absent(missing: list[int]) -> str:
    first, last = missing[0], missing[-1]
    return f"thiếu STT {first if first == last else f'{first}–{last}'}: xem lại văn bản"


def check_numbered_parents(subject: Subject) -> Iterator[Diagnostic]:
    """A row with a number above rows with a number: both count."""
    for plan in subject.catalogue.plans:
        for row in plan.assigned:
            if row.rows and "stt" not in row.damaged:
                message = f"dòng «{row.code}» có STT {row.stt} và còn {len(row.rows)} dòng con"
                yield Diagnostic(NUMBERED_PARENT, message, row.origin.span("stt"))


RULES = (check_numbers, check_numbered_parents)
