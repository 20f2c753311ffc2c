from datetime import date

import pytest

from cchc_cli.model.due import parse_due


@pytest.mark.parametrize(
    ("words", "last_day"),
    [
        ("2024-12-15", date(2024, 12, 15)),
        ("31/12/2024", date(2024, 12, 31)),
        ("5/6/2024", date(2024, 6, 5)),
        ("6/2024", date(2024, 6, 30)),
        ("02/2024", date(2024, 2, 29)),
        ("Tháng 10/2024", date(2024, 10, 31)),
        ("tháng 10 năm 2024", date(2024, 10, 31)),
        ("Quý II/2024", date(2024, 6, 30)),
        ("quý 4 năm 2024", date(2024, 12, 31)),
        ("2024", date(2024, 12, 31)),
        ("Năm 2024", date(2024, 12, 31)),
        ("2024 - 2025", date(2025, 12, 31)),
        ("2024–2025", date(2025, 12, 31)),
        ("Trước 31/10/2024", date(2024, 10, 31)),
        ("Trước ngày 31/10/2024", date(2024, 10, 31)),
        ("Đến hết tháng 6/2024", date(2024, 6, 30)),
        ("Trong quý III/2024", date(2024, 9, 30)),
        ("Trong năm 2024", date(2024, 12, 31)),
    ],
)
def test_words_are_read_to_their_last_day(words: str, last_day: date) -> None:
    due = parse_due(words)
    assert (due.words, due.last_day, due.is_read) == (words, last_day, True)


@pytest.mark.parametrize(
    "words", ["Thường xuyên", "thường xuyên", "Hằng năm", "Hàng năm", "2024 và những năm tiếp theo"]
)
def test_standing_deadline_names_no_day(words: str) -> None:
    due = parse_due(words)
    assert (due.last_day, due.is_standing, due.is_read) == (None, True, True)


@pytest.mark.parametrize("words", ["2024-02-30", "31/4/2024", "13/2024", "Quý V/2024", "Tháng 13/2024", "2025 - 2024"])
def test_words_in_the_shape_of_a_day_that_is_none_are_impossible(words: str) -> None:
    assert parse_due(words).is_impossible


@pytest.mark.parametrize("words", ["20 ngày sau khi có hướng dẫn", "theo kế hoạch", "15/12"])
def test_other_words_are_kept_and_not_understood(words: str) -> None:
    due = parse_due(words)
    assert (due.words, due.is_read, due.is_impossible) == (words, False, False)
