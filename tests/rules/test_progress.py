"""Rules over the whole log of a row: what holds now, not what once was missing."""

import pytest

from cchc_cli.loader import load
from homes import AGENCIES, CRITERIA, log_of

DONE = 'code: "1.1", status: done'


def codes(*entries: str) -> list[tuple[str, int]]:
    files = {"agencies.yaml": AGENCIES, "criteria.yaml": CRITERIA, "progress/2024/snv.yaml": log_of("snv", *entries)}
    _, problems = load({name: text.encode() for name, text in files.items()})
    return [(one.code.id, one.span.line) for one in problems if one.code.id in ("R604", "R612")]


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        ((f"date: 2024-06-28, {DONE}",), [("R604", 4)]),
        ((f"date: 2024-06-28, {DONE}", f"date: 2024-06-30, {DONE}, evidence: [1/BC]"), []),
        ((f"date: 2024-06-28, {DONE}", 'date: 2024-06-30, code: "1.1", status: in_progress'), []),
        ((f"date: 2024-06-28, {DONE}, evidence: [1/BC]", f"date: 2024-06-30, {DONE}, evidence: []"), [("R604", 5)]),
        ((f"date: 2024-06-28, {DONE}", f"date: 2024-06-30, {DONE}, note: vẫn vậy"), [("R604", 5)]),
    ],
)
def test_evidence_is_asked_for_where_none_holds_now(entries, found) -> None:
    assert codes(*entries) == found


def test_row_that_goes_back_to_a_state_of_the_same_day_is_no_repeat() -> None:
    done, running = f"date: 2024-06-28, {DONE}, evidence: [a]", 'date: 2024-06-28, code: "1.1", status: in_progress'
    assert codes(done, running, done) == []
    assert codes(done, done) == [("R612", 5)]
