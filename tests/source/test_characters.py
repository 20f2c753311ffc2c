"""Characters, spaces and comments that look right and are not."""

import pytest

from cchc_cli.loader import load
from homes import AGENCIES, CRITERIA

NBSP = "\u00a0"


def places(files: dict[str, str]) -> list[tuple[str, str, int, int]]:
    """Errors and warnings as code, file, line and column."""
    whole = {"agencies.yaml": AGENCIES, "criteria.yaml": CRITERIA, **files}
    _, problems = load({name: text.encode() for name, text in whole.items()})
    return [
        (one.code.id, one.span.file, one.span.line, one.span.column) for one in problems if one.severity.value != "info"
    ]


def test_lines_indented_with_no_break_spaces_are_read_as_meant() -> None:
    text = CRITERIA.replace("        stt: 1\n        name:", f"{NBSP * 8}stt: 1\n{NBSP * 8}name:")
    assert places({"criteria.yaml": text}) == [("Y111", "criteria.yaml", 10, 1), ("Y111", "criteria.yaml", 11, 1)]


def test_only_the_second_of_two_lines_indented_with_no_break_spaces() -> None:
    text = CRITERIA.replace("        name: Thực", f"  {NBSP * 6}name: Thực")
    assert places({"criteria.yaml": text}) == [("Y111", "criteria.yaml", 11, 3)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("stt: 1", f"stt:{NBSP}1", [("Y111", "criteria.yaml", 10, 13)]),
        ('- code: "1.1"', f'-{NBSP}code: "1.1"', [("Y111", "criteria.yaml", 9, 8)]),
        ("[snv, stc,", f"[snv,{NBSP}stc,", [("F008", "criteria.yaml", 19, 21)]),
        ("kế hoạch", f"kế{NBSP}hoạch", [("F008", "criteria.yaml", 11, 27)]),
        ("kế hoạch\n", f"kế hoạch{NBSP}\n", [("F008", "criteria.yaml", 11, 33)]),
        ("kế hoạch", "kế\u202fhoạch", [("F008", "criteria.yaml", 11, 27)]),
        ('"1.1"', '"1.1\u200b"', [("F009", "criteria.yaml", 9, 19)]),
        ("[stc]", "[stc\u00ad]", [("F009", "criteria.yaml", 15, 20)]),
        ("Đối thoại", "Đối\ufeff thoại", [("F009", "criteria.yaml", 14, 18)]),
        ("Đối thoại", "Đối  thoại", [("F010", "criteria.yaml", 14, 18)]),
        ("Đối thoại", '" Đối thoại "', [("F010", "criteria.yaml", 14, 16)]),
        ("Đối thoại", "Đối\tthoại", [("F010", "criteria.yaml", 14, 18)]),
        ("Đối thoại", "Đối thoại \u0421", [("F011", "criteria.yaml", 14, 25)]),
        ("Đối thoại", "\u00d0ối thoại", [("F011", "criteria.yaml", 14, 15)]),
        ("Đối thoại", "Đối thoại \uff11", [("F011", "criteria.yaml", 14, 25)]),
        ("Đối thoại", "Đối tho\ufffdi", [("F013", "criteria.yaml", 14, 22)]),
        ("Đối thoại", "Đối thoại #1", [("Y112", "criteria.yaml", 14, 25)]),
        ("Đối thoại", '"Đối\\u00a0thoại"', [("F008", "criteria.yaml", 14, 15)]),
        ("Đối thoại", '"Đối\\u0007thoại"', [("F004", "criteria.yaml", 14, 15)]),
    ],
)
def test_fault_is_told_at_its_character(old: str, new: str, expected: list[tuple[str, str, int, int]]) -> None:
    assert places({"criteria.yaml": CRITERIA.replace(old, new)}) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Hệ số α của chỉ số",
        "Tỷ lệ ≥ 95 % – «đạt» (12 m²)",
        "Nghị quyết số 76/NQ-CP, “một cửa”, ‘bốn tại chỗ’…",
        "Hợp tác với thành phố Köln",
        "Công tác C# và F#",
    ],
)
def test_usual_signs_are_no_fault(text: str) -> None:
    assert places({"criteria.yaml": CRITERIA.replace("Đối thoại", text)}) == []


def test_block_scalar_is_laid_out_by_hand() -> None:
    text = CRITERIA.replace("Đối thoại\n", "Đối thoại\n        note: |\n          a  b\n            c\n")
    assert places({"criteria.yaml": text}) == []


def test_comments_may_hold_anything() -> None:
    text = CRITERIA.replace("areas:", f"# ghi{NBSP}chú  \u0421 \u200b\nareas:").replace("[stc]", f"[stc] # a  b{NBSP}c")
    assert places({"criteria.yaml": text}) == []


def test_hash_in_quotes_begins_no_comment() -> None:
    text = CRITERIA.replace("Đối thoại", f'"Đối # thoại{NBSP}x" # y{NBSP}')
    assert places({"criteria.yaml": text}) == [("F008", "criteria.yaml", 14, 27)]


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("Së Néi vô", "TCVN3 (ABC)"),
        ("Céng hßa x· héi chñ nghÜa", "TCVN3 (ABC)"),
        ("Thùc hiÖn kÕ ho¹ch", "TCVN3 (ABC)"),
        ("Sôû Noäi vuï", "VNI"),
        ("Thöïc hieän keá hoaïch", "VNI"),
    ],
)
def test_text_of_an_older_code_table_is_named(text: str, table: str) -> None:
    files = {"agencies.yaml": AGENCIES, "criteria.yaml": CRITERIA.replace("Đối thoại", text)}
    _, problems = load({name: one.encode() for name, one in files.items()})
    found = [one for one in problems if one.severity.value != "info"]
    assert [one.code.id for one in found] == ["F012"]
    assert table in found[0].message
    assert "UniKey" in (found[0].hint or "")


def test_broken_file_still_has_its_lines_looked_at() -> None:
    text = AGENCIES.replace("    short: SNV\n", '    short: "SNV\n').replace("name: Sở Tài", f"name: Sở{NBSP}Tài")
    text = text.replace("  - id: skhdt\n    name", "  - id: skhdt\n\tname")
    assert places({"agencies.yaml": text, "criteria.yaml": CRITERIA.replace("stt: 3", "stt: 4")}) == [
        ("Y101", "agencies.yaml", 4, 12),
        ("F008", "agencies.yaml", 6, 13),
        ("Y105", "agencies.yaml", 9, 1),
        ("T305", "criteria.yaml", 17, 14),
    ]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_byte_order_mark_and_line_endings_are_no_fault(ending: str) -> None:
    assert places({"criteria.yaml": "\ufeff" + CRITERIA.replace("\n", ending)}) == []
