"""The bad example of every code gives exactly that code on the marked line; the good one gives nothing."""

from datetime import date

import pytest

from cchc_cli.diagnostics import Code, Severity
from cchc_cli.loader import load
from cchc_cli.loader.all_codes import ALL_CODES

DAY = date(2026, 11, 25)
MARK = "←"
AGENCIES = "agencies:\n  - id: snv\n    name: Sở Nội vụ\n"
CRITERIA = """\
year: 2024
areas:
  - code: "1"
    name: Chỉ đạo, điều hành
    leads: [snv]
    criteria:
      - code: "1.1"
        stt: 1
        name: Kế hoạch
      - code: "1.2"
        stt: 2
        name: Báo cáo
        leads: [stc]
      - code: "1.3"
        stt: 3
        name: Kiểm tra
        max_score: 1
"""
CLOSED_AGENCY = "  - id: sct\n    name: Sở Công Thương\n    until: 2023-07-01\n"
TWO_AGENCIES = f"{AGENCIES}  - id: stc\n    name: Sở Tài chính\n"

WHOLE_FILES = {
    code.id for code in ALL_CODES if code.bad.startswith("(")
}  # told of in words; each has a test of its own


def home_with(example: str) -> tuple[str, dict[str, bytes]]:
    """The file that an example is, and a sound home around it."""
    if "updates:" in example:
        year = example.partition("year: ")[2][:4]
        file, rest = f"progress/{year}/snv.yaml", {"agencies.yaml": TWO_AGENCIES, "criteria.yaml": CRITERIA}
    elif "areas:" in example:
        rest = {"agencies.yaml": f"{AGENCIES}{CLOSED_AGENCY}", "settings.yaml": "desk: sct\n"}
        file = "criteria.yaml"
    elif "desk:" in example:
        file, rest = "settings.yaml", {"agencies.yaml": TWO_AGENCIES, "criteria.yaml": CRITERIA}
    else:
        file, rest = "agencies.yaml", {"criteria.yaml": CRITERIA.replace("        leads: [stc]\n", "")}
    return file, {name: text.encode() for name, text in {**rest, file: example}.items()}


def found(example: str, code: Code) -> tuple[str, list[tuple[str, str, int]]]:
    file, files = home_with(example)
    _, problems = load(files, DAY)
    weights = (Severity.ERROR, Severity.WARNING) if code.severity is not Severity.INFO else tuple(Severity)
    return file, [
        (problem.code.id, problem.span.file, problem.span.line) for problem in problems if problem.severity in weights
    ]


IN_A_FILE = [code for code in ALL_CODES if code.id not in WHOLE_FILES]


@pytest.mark.parametrize("code", IN_A_FILE, ids=lambda code: code.id)
def test_bad_example_gives_its_code_on_the_marked_line(code: Code) -> None:
    marked = [number for number, line in enumerate(code.bad.splitlines(), start=1) if MARK in line]
    file, problems = found(code.bad, code)
    assert problems == [(code.id, file, marked[0])]


@pytest.mark.parametrize("code", IN_A_FILE, ids=lambda code: code.id)
def test_good_example_gives_nothing(code: Code) -> None:
    assert found(code.good, code)[1] == []


def test_ids_and_names_are_used_once() -> None:
    assert len({code.id for code in ALL_CODES}) == len({code.name for code in ALL_CODES}) == len(ALL_CODES)


def test_severity_letters_agree_with_families() -> None:
    assert {code.id[:2] for code in ALL_CODES} == {"F0", "Y1", "S2", "T3", "A4", "R6"}
