"""Where pages of paper end in a table whose cells merge down."""

import pytest

from cchc_cli.render.excel.breaks import Row, page_starts
from cchc_cli.tables import Rank

RANKS = {"A": Rank.AREA, "C": Rank.CRITERION, "r": Rank.ROW}


def rows(ranks: str, runs: str = "", needed: float = 0) -> list[Row]:
    return [Row(RANKS[rank], 10, ord(run), needed) for rank, run in zip(ranks, runs or "a" * len(ranks), strict=True)]


@pytest.mark.parametrize(
    ("ranks", "starts"),
    [
        ("rrr", []),
        ("rrrrrrrr", [3, 7]),  # the first page has 20 more above it, the others a heading of 10
        ("rrCrrr", [2]),
        ("rACrrr", [1, 5]),
        ("CCCCCC", [3]),
        ("ACArrr", [2]),
        ("rrrrrACr", [3, 5]),
    ],
)
def test_page_ends_where_it_is_full_and_never_below_a_heading(ranks: str, starts: list[int]) -> None:
    assert page_starts(rows(ranks), above=20, heading=10, room=50) == starts


@pytest.mark.parametrize(("runs", "starts"), [("aaaaaa", [5]), ("aaabbb", [3]), ("abcdef", [2, 4])])
def test_text_of_a_run_needs_its_height_on_each_page(runs: str, starts: list[int]) -> None:
    assert page_starts(rows("rrrrrr", runs, needed=25), above=0, heading=0, room=50) == starts


def test_row_higher_than_a_page_has_one_of_its_own() -> None:
    high = Row(Rank.ROW, 90, 0, 0)
    assert page_starts([high, high, high], above=0, heading=10, room=50) == [1, 2]
