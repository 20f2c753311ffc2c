from hypothesis import given
from hypothesis import strategies as st
import pytest

from cchc_cli.render.excel.measure import MAX_HEIGHT, height_of, lines_of
from cchc_cli.render.excel.names import sheet_names


def test_text_takes_more_lines_in_less_room() -> None:
    text = "Thực hiện quy định về số lượng người làm việc hưởng lương từ ngân sách nhà nước"
    lines = [lines_of(text, room, 12) for room in (1000, 200, 100, 50)]
    assert lines[0] == 1
    assert lines == sorted(lines)
    assert lines[-1] > 8


def test_line_breaks_and_words_wider_than_the_column_count() -> None:
    assert lines_of("một\nhai\n\nba", 500, 12) == 4
    assert lines_of("W" * 40, 100, 12) >= 4


@given(st.text(max_size=300), st.floats(20, 500))
def test_any_text_has_a_height_that_excel_accepts(text: str, room: float) -> None:
    assert 0 < height_of(lines_of(text, room, 12), 12) <= MAX_HEIGHT


@given(st.lists(st.text(max_size=60), min_size=1, max_size=12))
def test_sheet_names_are_valid_and_differ(wanted: list[str]) -> None:
    names = sheet_names(wanted)
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


@pytest.mark.parametrize(
    ("wanted", "name"), [("Sở TN&MT", "Sở TN&MT"), ("A/B:C", "A-B-C"), ("'", "Trang"), ("History", "History (2)")]
)
def test_sheet_name(wanted: str, name: str) -> None:
    assert sheet_names([wanted]) == (name,)
