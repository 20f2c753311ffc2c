"""Comments that let a problem pass with a reason."""

import pytest

from cchc_cli.loader import load
from homes import AGENCIES, CRITERIA, log_of

IDLE = AGENCIES + "  - id: syt\n    name: Sở Y tế\n"
GAP = CRITERIA.replace("stt: 3", "stt: 5")


def told(files: dict[str, str]) -> tuple[list[tuple[str, int]], list[tuple[str, str | None]]]:
    """What stands, as code and line, and what is let pass, as code and reason."""
    whole = {"agencies.yaml": AGENCIES, "criteria.yaml": CRITERIA, **files}
    _, problems = load({name: text.encode() for name, text in whole.items()})
    standing = [(one.code.id, one.span.line) for one in problems if one.allowed is None]
    return standing, [(one.code.id, one.allowed) for one in problems if one.allowed is not None]


@pytest.mark.parametrize(
    "text",
    [
        IDLE.replace("id: syt", "id: syt  # cchc: allow A409 -- mới thành lập"),
        IDLE.replace("  - id: syt", "  # cchc: allow A409 -- mới thành lập\n  - id: syt"),
        IDLE.replace("  - id: syt", "  - # cchc: allow A409 -- mới thành lập\n    id: syt"),
        IDLE.replace("id: syt", "id: syt  # CCHC: allow a409 - mới thành lập"),
        IDLE.replace("  - id: syt", "  # cchc: allow A409 -- mới thành lập\n\n  # ghi chú khác\n  - id: syt"),
        IDLE.replace("  - id: syt", "  # cchc: allow A409, A407 -- mới thành lập\n  - id: syt").replace(
            "Sở Y tế", "Sở Y tế\n    short: SNV"
        ),
    ],
    ids=["behind", "above", "on the dash", "as people type", "above other comments", "several codes"],
)
def test_comment_with_a_reason_lets_a_problem_pass(text: str) -> None:
    standing, allowed = told({"agencies.yaml": text})
    assert standing == []
    assert {reason for _, reason in allowed} == {"mới thành lập"}


def test_comment_above_a_row_speaks_for_all_its_keys_but_not_for_the_rows_below() -> None:
    above = GAP.replace('      - code: "1.3"', '      # cchc: allow T305 -- in thế\n      - code: "1.3"')
    assert told({"criteria.yaml": above}) == ([], [("T305", "in thế")])
    too_high = GAP.replace('  - code: "1"\n', '  # cchc: allow T305 -- in thế\n  - code: "1"\n')
    assert told({"criteria.yaml": too_high}) == ([("F014", 5), ("T305", 18)], [])


def test_comment_above_a_key_speaks_for_that_key() -> None:
    text = GAP.replace("        stt: 5", "        # cchc: allow T305 -- in thế\n        stt: 5")
    assert told({"criteria.yaml": text}) == ([], [("T305", "in thế")])


def test_comment_above_an_update_speaks_for_it() -> None:
    log = log_of("snv", 'date: 2024-06-28, code: "1.1", status: done').replace(
        "  - {", "  # cchc: allow R604 -- hồ sơ giấy\n  - {"
    )
    assert told({"progress/2024/snv.yaml": log}) == ([], [("R604", "hồ sơ giấy")])


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("# cchc: allow A409", [("A409", 11), ("F015", 11)]),
        ("# cchc: allow A409 --", [("A409", 11), ("F015", 11)]),
        ("# cchc: alow A409 -- x", [("A409", 11), ("F016", 11)]),
        ("# cchc: allow A999 -- x", [("A409", 11), ("F016", 11)]),
        ("# cchc: allow T305 -- x", [("A409", 11), ("F014", 11)]),
        ("# cchc: allow A401 -- x", [("A409", 11), ("F016", 11)]),
        ("# cchc: allow", [("A409", 11), ("F016", 11)]),
    ],
)
def test_comment_that_does_nothing_is_told(comment: str, expected: list[tuple[str, int]]) -> None:
    assert told({"agencies.yaml": IDLE.replace("id: syt", f"id: syt  {comment}")})[0] == expected


def test_error_is_never_let_pass() -> None:
    text = CRITERIA.replace("[stc]", "[sct]  # cchc: allow A401 -- sắp thành lập")
    assert [code for code, _ in told({"criteria.yaml": text})[0]] == ["A401", "F016"]


def test_comment_is_not_called_unused_while_errors_keep_rules_silent() -> None:
    agencies = IDLE.replace("id: syt", "id: syt  # cchc: allow A407 -- x") + '    short: "x\n'
    assert "F014" not in {code for code, _ in told({"agencies.yaml": agencies})[0]}


def test_words_in_a_value_are_no_comment() -> None:
    text = IDLE.replace("Sở Y tế", '"Sở Y tế # cchc: allow A409 -- x"')
    assert told({"agencies.yaml": text})[0] == [("A409", 11)]
