import unicodedata

import pytest

from cchc_cli.loader import load
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.queries import find_agency
from conftest import SHIPPED


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load({path.name: path.read_bytes() for path in SHIPPED.glob("*.yaml")})[0]


def found(catalogue: Catalogue, text: str) -> list[str]:
    return [agency.id for agency in find_agency(catalogue.agencies, text).found]


@pytest.mark.parametrize(
    "text",
    [
        "Sở Nội vụ",
        "SNV",
        "snv",
        "so noi vu",
        "SỞ NỘI VỤ",
        unicodedata.normalize("NFD", "Sở Nội vụ"),
        "Nội vụ",
        "noi vu",
        " Sở  Nội vụ ",
    ],
)
def test_every_way_to_write_it_finds_the_agency(shipped: Catalogue, text: str) -> None:
    assert found(shipped, text) == ["snv"]


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Sở KH&ĐT", "skhdt"),
        ("SKHĐT", "skhdt"),
        ("so khdt", "skhdt"),
        ("Sở Kế hoạch & Đầu tư", "skhdt"),
        ("kế hoạch", "skhdt"),
        ("VPUBND", "vpubnd"),
        ("UBND tỉnh", "vpubnd"),
        ("Văn phòng Uỷ ban nhân dân tỉnh", "vpubnd"),
        ("Sở NN&PTNT", "snnptnt"),
        ("STTTT", "sttt"),
    ],
)
def test_short_names_aliases_and_words_find_it(shipped: Catalogue, text: str, agency: str) -> None:
    assert found(shipped, text) == [agency]


def test_part_of_a_word_finds_nothing_and_the_nearest_are_named(shipped: Catalogue) -> None:
    search = find_agency(shipped.agencies, "Sở Nội v")
    assert search.found == ()
    assert search.nearest[0].id == "snv"


def test_word_of_several_names_is_ambiguous(shipped: Catalogue) -> None:
    assert found(shipped, "tài") == ["stc", "stnmt"]


@pytest.mark.parametrize("text", ["", "  ", "&", "-"])
def test_nothing_finds_nothing(shipped: Catalogue, text: str) -> None:
    assert found(shipped, text) == []


def test_marks_decide_before_they_are_ignored() -> None:
    text = "agencies:\n  - {id: a, name: Ban Má}\n  - {id: b, name: Ban Mạ}\n  - {id: ma, name: Ban Mà}\n"
    catalogue, _ = load({"agencies.yaml": text.encode()})
    assert found(catalogue, "ban má") == ["a"]
    assert found(catalogue, "ban ma") == ["a", "b", "ma"]
    assert found(catalogue, "MA") == ["ma"]
