"""Fixes: text edits at positions, nothing else touched."""

from unicodedata import normalize

import pytest

from cchc_cli.loader import load
from cchc_cli.loader.fixing import fix
from homes import AGENCIES, CRITERIA, log_of

LONG = " ".join(["Thực hiện kế hoạch"] * 20)


def fixed(files: dict[str, str]) -> dict[str, str]:
    """The files that a fix changes, as they are after it."""
    whole = {"agencies.yaml": AGENCIES, "criteria.yaml": CRITERIA, **files}
    result = fix({name: text.encode() for name, text in whole.items()})
    assert result.refused == ()
    return {name: content.decode() for name, content in result.files.items()}


ROW = '      - code: "1.2"\n        stt: 2\n        name: Đối thoại\n'


@pytest.mark.parametrize(
    ("house_form", "written"),
    [
        (ROW, ROW.replace('"1.2"', "1.2")),
        (ROW, normalize("NFD", ROW)),
        (ROW, ROW.replace("Đối thoại", "Đối   thoại")),
        (ROW, ROW.replace("Đối thoại", "Đối\u00a0thoại")),
        (ROW, ROW.replace("Đối thoại", "Đối \u00a0 thoại")),
        (ROW, ROW.replace("Đối thoại", "Đối thoại\u00a0")),
        (ROW, ROW.replace("Đối thoại", "Đối\u200b thoại")),
        (ROW, ROW.replace("        name: ", "\u00a0\u00a0      name:\u00a0")),
        (ROW.replace("Đối thoại", '"Đối thoại"'), ROW.replace("Đối thoại", '" Đối thoại  "')),
        (f"{ROW}        max_score: 0.5\n", f"{ROW}        max_score: 0,5\n"),
        (f"{ROW}        max_score: 1.25\n", f'{ROW}        max_score: "1,25"\n'),
        (
            f"{ROW}        reassigned: {{lead: snv, to: stc, from: 2024-03-01}}\n",
            f"{ROW}        reassigned: {{lead: snv, to: stc, from: 1/3/2024}}\n",
        ),
    ],
)
def test_fix_puts_the_house_form_and_nothing_else(house_form: str, written: str) -> None:
    good, bad = CRITERIA.replace(ROW, house_form), CRITERIA.replace(ROW, written)
    assert fixed({"criteria.yaml": bad}) == {"criteria.yaml": good}
    assert fixed({"criteria.yaml": good}) == {}


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_one_line_differs_and_comments_quotes_and_endings_stay(ending: str, mark: str) -> None:
    text = CRITERIA.replace("name: Thực hiện kế hoạch", f"name: '{LONG}'   # đã đối chiếu")
    text = text.replace("name: Phân cấp", 'name: "Phân cấp"\n\n        # ghi chú  giữ nguyên').replace('"1.3"', "1.3")
    before = mark + text.replace("\n", ending)
    after = fixed({"criteria.yaml": before})["criteria.yaml"]
    pairs = list(zip(before.split("\n"), after.split("\n"), strict=True))
    assert [(old, new) for old, new in pairs if old != new] == [
        (f"      - code: 1.3{ending[:-1]}", f'      - code: "1.3"{ending[:-1]}')
    ]


def test_days_and_scores_of_a_log_are_fixed_where_they_stand() -> None:
    criteria = CRITERIA.replace("name: Thực hiện kế hoạch", "name: Thực hiện kế hoạch\n        max_score: 1")
    log = log_of("snv", "date: 28/6/2024, code: 1.1, status: in_progress, self_score: '0,5'  ")
    assert fixed({"criteria.yaml": criteria, "progress/2024/snv.yaml": log}) == {
        "progress/2024/snv.yaml": log.replace("28/6/2024", "2024-06-28").replace("1.1", '"1.1"').replace("'0,5'", "0.5")
    }


def test_codes_in_answers_are_quoted() -> None:
    text = AGENCIES + "    until: 1/3/2025\n    successors: [snv, stc]\n    answers:\n      1.3: stc\n"
    expected = text.replace("1/3/2025", "2025-03-01").replace("1.3:", '"1.3":')
    assert fixed({"agencies.yaml": text}) == {"agencies.yaml": expected}


def test_what_a_comment_lets_pass_is_not_fixed() -> None:
    text = CRITERIA.replace('"1.2"', "1.2  # cchc: allow S212 -- thử")
    assert fixed({"criteria.yaml": text}) == {}


def test_file_that_cannot_be_parsed_is_left_alone() -> None:
    broken = CRITERIA.replace("name: Đối thoại", 'name: "Đối\u00a0thoại').replace('"1.3"', "1.3")
    result = fix({"agencies.yaml": AGENCIES.encode(), "criteria.yaml": broken.encode()})
    assert (dict(result.files), result.refused) == ({}, ("criteria.yaml",))


def test_nothing_but_fixable_problems_goes_away() -> None:
    text = CRITERIA.replace('"1.2"', "1.2").replace("stt: 3", "stt: 5").replace("[stc]", "[sct]")
    after = fixed({"criteria.yaml": text})["criteria.yaml"]
    _, problems = load({"agencies.yaml": AGENCIES.encode(), "criteria.yaml": after.encode()})
    assert [one.code.id for one in problems] == ["A401", "T305"]


def test_text_in_an_older_code_table_keeps_every_character() -> None:
    garbled = "Sở Tài chính".encode().decode("cp1252", "replace").replace("\ufffd", "\u00a0")
    assert fixed({"agencies.yaml": AGENCIES.replace("Sở Tài chính", garbled)}) == {}


def test_file_broken_by_a_character_nobody_sees_is_mended() -> None:
    broken = CRITERIA.replace('  - code: "1"', '\ufeff  - code: "1"')
    assert fixed({"criteria.yaml": broken}) == {"criteria.yaml": CRITERIA}
