"""CSV as spreadsheets take it: no text runs as a formula, and every text can be had back."""

import csv
from decimal import Decimal
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st
import pytest

from cchc_cli.render.machine import render_csv
from cchc_cli.tables import Column, Kind, Line, Table

TEXT = (Column("text", "Chữ"),)
RISKY = ("=", "+", "@", "\t", "\r")


def cell_of(value: object, kind: Kind = Kind.TEXT) -> str:
    """The cell as a CSV reader gives it."""
    content = render_csv(Table((Column("cell", "Ô", kind),), (Line((value,)),))).decode("utf-8-sig")
    return list(csv.reader(StringIO(content, newline=""), delimiter=";"))[1][0]


@pytest.mark.parametrize("text", ["=1+1", "+84 912", "@SUM(A1)", "\t=1", "\r=1", "-1+1", "-cmd", "'=1"])
def test_text_that_could_run_is_marked(text: str) -> None:
    assert cell_of(text) == f"'{text}"


@pytest.mark.parametrize("text", ["- gạch đầu dòng", "1.1", "a=1", "Đạt", "–", "100%"])
def test_text_that_cannot_run_is_as_it_is(text: str) -> None:
    assert cell_of(text) == text


@pytest.mark.parametrize(("number", "shown"), [(Decimal("-0.5"), "-0,5"), (-3, "-3"), (Decimal("1.25"), "1,25")])
def test_numbers_are_never_marked(number: object, shown: str) -> None:
    assert cell_of(number, Kind.SCORE) == shown


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00")))
def test_taking_one_mark_away_gives_the_text_back(text: str) -> None:
    cell = cell_of(text)
    assert cell.removeprefix("'") == text
    assert not cell.startswith(RISKY)
