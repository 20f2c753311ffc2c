from collections.abc import Callable, Iterable, Iterator
from random import Random

import pytest

from cchc_cli.drafting.conversion import convert
from cchc_cli.drafting.new_plan import NewRow
from cchc_cli.ingest.plan_document import read_plan_document
from cchc_cli.model.plan import WrittenRow
from ingest.plan_document.drafts import AGENCIES, accounted, said
from ingest.plan_document.drawn_plans import Grid, as_markdown, as_text, as_word, as_workbook, drawn, grid_of

WRITERS = {".txt": as_text, ".md": as_markdown, ".docx": as_word, ".xlsx": as_workbook}


def _told(rows: Iterable[NewRow], above: tuple[str, ...] = ()) -> Iterator[tuple[WrittenRow, tuple[str, ...]]]:
    """The rows, each with who leads it by the tree."""
    for row in rows:
        leads = row.written.leads or above
        yield row.written, leads
        yield from _told(row.rows, leads)


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("seed", range(12))
def test_drawn_plan_comes_again_from_its_document(kind: str, seed: int) -> None:
    check(kind, seed, WRITERS[kind])


def check(kind: str, seed: int, write: Callable[[Grid], bytes]) -> None:
    """Asserts that the plan of this seed comes again from a document of this kind."""
    random = Random(seed)
    rows, layout = drawn(random)
    grid = grid_of(random, rows, layout)
    reading = read_plan_document(f"k{kind}", write(grid), AGENCIES, None)
    assert reading.draft is not None, reading.problems
    found = list(_told(convert(reading.draft).areas))
    has_stt = any(row.stt for row in rows)
    told = [
        (one.code, one.name, one.stt if has_stt else None, leads if one.stt or not has_stt else (), *_further(one))
        for one, leads in found
    ]
    wanted = [
        (
            row.code,
            row.name,
            row.stt,
            row.leads if row.stt or not has_stt else (),
            *row_further(row.support, row.further),
        )
        for row in rows
    ]
    if not has_stt:
        above = {row.code.rpartition(".")[0] for row in rows}
        told = [(*one[:3], one[3] if one[0] not in above else (), *one[4:]) for one in told]
        wanted = [(*one[:3], one[3] if one[0] not in above else (), *one[4:]) for one in wanted]
    assert told == wanted, (layout, said(reading))
    assert accounted(reading) == reading.draft.read
    assert reading.draft.year == 2025


def _further(one: WrittenRow) -> tuple[object, ...]:
    score = "" if one.max_score is None else str(one.max_score)
    return (tuple(one.support or ()), one.due or "", score, one.product or "", one.note or "")


def row_further(support: tuple[str, ...], further: dict[str, str]) -> tuple[object, ...]:
    """The same of a drawn row."""
    return (support, *(further.get(key, "") for key in ("due", "max_score", "product", "note")))
