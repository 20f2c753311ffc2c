"""A broken file is told of where a person went wrong, with what to do; the real data, one slip at a time."""

import pytest

from cchc_cli.diagnostics import Diagnostic
from cchc_cli.loader import load
from conftest import SHIPPED
from homes import log_of

PLAN = (SHIPPED / "criteria.yaml").read_text(encoding="utf-8")
AGENCIES = (SHIPPED / "agencies.yaml").read_text(encoding="utf-8")
LEADS = "        leads: [skhdt]\n"


def told(files: dict[str, str]) -> list[Diagnostic]:
    """Errors and warnings of the real data with these files changed."""
    whole = {"agencies.yaml": AGENCIES, "criteria.yaml": PLAN, **files}
    _, problems = load({name: text.encode() for name, text in whole.items()})
    return [one for one in problems if one.severity.value != "info"]


def words(problem: Diagnostic) -> str:
    return f"{problem.code.id} {problem.message} / {problem.hint}"


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "part", "wanted"),
    [
        ('      - code: "1.7"', '     - code: "1.7"', '     - code: "1.7"', "so cột với dòng cùng cấp"),
        (LEADS, LEADS.replace("]", ""), "leads: [skhdt\n", "thiếu ngoặc «]» đóng"),
        (LEADS, LEADS.replace("]", ",, stc]"), "leads: [skhdt,,", "hai dấu phẩy liền nhau"),
        (LEADS, LEADS.replace("]", "]]"), "leads: [skhdt]]", "còn chữ sau ngoặc"),
        (LEADS, LEADS.replace("]", "],"), "leads: [skhdt],", "còn chữ sau ngoặc"),
        (LEADS, LEADS.replace("]", "] đã hỏi"), "leads: [skhdt] đã", "còn chữ sau ngoặc"),
        ('- code: "1.6"', '-code: "1.6"', "-code:", "thiếu dấu cách sau dấu gạch"),
        ('- code: "1.6"', '– code: "1.6"', "– code:", "không phải «–»"),
        ('- code: "1.6"', '• code: "1.6"', "• code:", "không phải «•»"),
        ('- code: "1.6"', '1. code: "1.6"', "1. code:", "không phải «1.»"),
        ('code: "1.6"', 'code: "1.6",', 'code: "1.6",', "còn chữ sau dấu ngoặc đóng"),
        ("stt: 7\n", "stt:7\n", "stt:7", "thiếu dấu cách sau dấu hai chấm"),
        ("stt: 7\n", "stt： 7\n", "stt：", "dấu toàn chiều rộng"),
        ("year: 2024", "year 2024", "year 2024", "thiếu dấu hai chấm sau «year»"),
        ("year: 2024", "year:2024", "year:2024", "thiếu dấu cách sau dấu hai chấm"),
        ("year: 2024", "year = 2024", "year = 2024", "thiếu dấu hai chấm sau «year»"),
        ("areas:\n", "areas\n", "areas\n", "thiếu dấu hai chấm sau khóa"),
        ('      - code: "1.3"', '      - code "1.3"', '- code "1.3"', "thiếu dấu hai chấm sau «code»"),
        ('      - code: "1.1"', '        code: "1.1"', '        code: "1.1"', "thiếu dấu gạch đầu dòng (-) ở mục đầu"),
        ('      - code: "1.1"', '      -code: "1.1"', "-code:", "thiếu dấu cách sau dấu gạch"),
        ("stt: 7\n", "stt: &7\n", "stt: &7", "Y103"),
        ("stt: 1\n", "stt: 2\n", "stt: 2\n", "T304"),
        ("stt: 2\n", "stt: 3\n", "stt: 3\n", "T304"),
        ("issued: 2024-06", "issued: 5/6/2024", "issued: 5/6/2024", "2024-06-05"),
        ("name: Công tác tuyên", "name: *Công tác tuyên", "name: *Công", "ngoặc kép"),
        ("name: Công tác tuyên", "name: @Công tác tuyên", "name: @Công", "ngoặc kép"),
        ("name: Công tác tuyên", "name: #Công tác tuyên", "name: #Công", "dấu # thì đặt trong ngoặc kép"),
        ("[skhdt]", "[skhdt; stc]", "[skhdt; stc]", "[skhdt, stc]"),
        ("[skhdt]", "[Sở KH&ĐT]", "[Sở KH&ĐT]", "có phải «skhdt»?"),
        ("[skhdt]", "(skhdt)", "(skhdt)", "leads: [skhdt]"),
        ("stt: 7\n", "STT: 7\n", "STT: 7", "có phải «stt»?"),
        ("stt: 57", "stt:", "stt:\n", "S216"),
        ('"1.6"', "“1.6”", "“1.6”", 'viết: "1.6"'),
        (
            '      - code: "1.6"',
            '<<<<<<< HEAD\n      - code: "1.6"\n=======\n      - code: "1.66"\n>>>>>>> nhanh',
            "<<<<<<< HEAD",
            "dấu xung đột của git",
        ),
    ],
)
def test_slip_in_the_plan_is_told_once_at_its_line(old: str, new: str, part: str, wanted: str) -> None:
    text = PLAN.replace(old, new, 1)
    (problem,) = told({"criteria.yaml": text})
    assert problem.span.line == line_of(text, part)
    assert wanted in words(problem)


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("[1]", "[Báo cáo: 123]", "đặt cả trong ngoặc kép"),
        ("[1]", '["C:\\Users\\snv"]', "nháy đơn"),
        ("[1]", "[1], period: H1", "có phải «h1»?"),
    ],
)
def test_slip_in_a_log_says_what_to_do(old: str, new: str, wanted: str) -> None:
    log = log_of("snv", 'date: 2024-06-28, code: "1.1", status: done, evidence: [1]').replace(old, new)
    (problem,) = told({"progress/2024/snv.yaml": log})
    assert wanted in words(problem)


def test_item_of_a_list_that_a_hash_cuts_is_told() -> None:
    log = 'year: 2024\nagency: snv\nupdates:\n  - date: 2024-06-28\n    code: "1.1"\n    status: done\n    evidence:\n'
    assert [one.code.id for one in told({"progress/2024/snv.yaml": f"{log}      - BC #45\n"})] == ["Y112"]


@pytest.mark.parametrize("mark", ["&STC", "!STC", "*STC"])
def test_sign_of_yaml_before_a_name_may_belong_to_it(mark: str) -> None:
    (problem,) = told({"agencies.yaml": AGENCIES.replace("short: STC", f"short: {mark}")})
    assert "nếu dấu đó thuộc về giá trị" in words(problem)


def test_file_of_nothing_but_zeros_is_no_utf16() -> None:
    problems = load({"agencies.yaml": AGENCIES.encode(), "criteria.yaml": bytes(4096)})[1]
    assert [words(one) for one in problems if one.code.id.startswith("F0")] == [
        "F001 tệp chỉ gồm byte 0 / tệp hỏng khi lưu (mất điện, đồng bộ dở dang); khôi phục từ bản trước"
    ]


def test_several_byte_order_marks_do_not_shift_places() -> None:
    assert told({"criteria.yaml": f"\ufeff\ufeff{PLAN}"}) == []
