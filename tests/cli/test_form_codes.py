"""Every kind of problem that a form can have is met by a test."""

from pathlib import Path
import re

from cchc_cli.cli.all_codes import ALL_CODES

TESTS = Path(__file__).resolve().parents[1]


def test_every_kind_of_problem_of_forms_is_named_in_a_test() -> None:
    named = set()
    for folder in ("ingest", "drafting", "cli"):
        for path in (TESTS / folder).glob("*.py"):
            named |= set(re.findall(r"\bX7[0-9]{2}\b", path.read_text(encoding="utf-8")))
    declared = {code.id for code in ALL_CODES if code.id.startswith("X")}
    assert declared == named
