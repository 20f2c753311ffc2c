"""Every kind of problem that a form, or a plan that comes as a document, can have is met by a test."""

from pathlib import Path
import re

import pytest

from cchc_cli.cli.all_codes import ALL_CODES

TESTS = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("family", ["X7", "W8"])
def test_every_kind_of_problem_of_files_that_come_in_is_named_in_a_test(family) -> None:
    named = set()
    for folder in ("ingest", "drafting", "cli"):
        for path in (TESTS / folder).rglob("*.py"):
            named |= set(re.findall(rf"\b{family}[0-9]{{2}}\b", path.read_text(encoding="utf-8")))
    declared = {code.id for code in ALL_CODES if code.id.startswith(family)}
    assert declared == named
