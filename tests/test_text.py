import unicodedata

from hypothesis import given
from hypothesis import strategies as st
import pytest

from cchc_cli.text import clean, natural_key, spelling_key, unmarked_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ủy ban", "Uỷ ban"),
        ("Thủy lợi", "Thuỷ lợi"),
        ("Văn hóa, Thể thao và Du lịch", "Văn hoá - Thể thao & Du lịch"),
        ("Sở KH&ĐT", "SỞ KHĐT"),
        ("Sở  Nội   vụ", "sở nội vụ"),
        ("Sở Nội vụ", unicodedata.normalize("NFD", "SỞ NỘI VỤ")),
        ("Quý", "QUÝ"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert spelling_key(one) == spelling_key(other)


@pytest.mark.parametrize(("one", "other"), [("Sở Y tế", "Sở Y tê"), ("má", "mà"), ("đi", "di"), ("tư", "tu")])
def test_marks_keep_words_apart_until_they_are_ignored(one: str, other: str) -> None:
    assert spelling_key(one) != spelling_key(other)
    assert unmarked_key(one) == unmarked_key(other)


def test_codes_sort_as_people_count() -> None:
    codes = ["1.10", "1.9", "1.2", "II", "1", "IX", "I.2.1", "1.1.1", "1.1"]
    assert sorted(codes, key=natural_key) == ["1", "1.1", "1.1.1", "1.2", "1.9", "1.10", "I.2.1", "II", "IX"]


def test_control_characters_from_word_become_line_breaks_or_go() -> None:
    assert clean("Đã ban hành\x0bkế hoạch\x07\r\n.") == "Đã ban hành\nkế hoạch\n."


@given(st.text())
def test_clean_is_stable_composed_and_fit_for_a_workbook(value: str) -> None:
    cleaned = clean(value)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not any(letter < " " and letter not in "\t\n" for letter in cleaned)


@given(st.text())
def test_keys_do_not_depend_on_composition(value: str) -> None:
    assert spelling_key(unicodedata.normalize("NFD", value)) == spelling_key(value)
