"""Keys of one row of a plan set, in files of every look: all else stays as it stands, byte for byte."""

import re
from typing import Any

from hypothesis import HealthCheck, given, settings
import pytest
import yaml

from cchc_cli.writer import Unwritable, append_item, plan_edits, set_key
from homes import CRITERIA
from plan_files import CODE, PlanText, plan_of, plan_texts

quick = settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
DECISION = {"lead": "snv", "to": "stc", "from": "2024-09-01", "by": "QĐ 12/QĐ-UBND: {1}, [2]"}
HEAD = 'year: 2024\nareas:\n  - code: "1"\n    name: A\n    leads: [snv]\n    criteria:\n'


def read(content: bytes) -> Any:
    """The file as another program reads it, every scalar a text."""
    return yaml.load(content.decode("utf-8-sig"), yaml.BaseLoader)


def row_in(data: Any) -> dict[str, Any]:
    return next(row for row in data["areas"][0]["criteria"] if row["code"] == CODE)


def items(value: Any) -> list[Any]:
    return [value] if isinstance(value, dict) else [] if value in (None, "", "null") else value


def check_the_rest(text: PlanText, new: bytes) -> None:
    assert new.startswith(text.before)
    assert new.endswith(text.behind)
    comments = rb"#[^\r\n]*"
    assert re.findall(comments, new) == re.findall(comments, text.content)
    assert set(re.findall(rb"\r\n|\r|\n", new)) == set(re.findall(rb"\r\n|\r|\n", text.content))


@quick
@given(plan_texts())
def test_lead_of_a_row_is_replaced_and_all_else_stays(text: PlanText) -> None:
    plan = plan_of(text.content)
    assert plan is not None
    leads = ["skhdt", *(plan.by_code[CODE].leads[1:])]
    new = set_key(text.content, CODE, "leads", leads)
    check_the_rest(text, new)
    expected = read(text.content)
    row_in(expected)["leads"] = leads
    assert read(new) == expected
    # only what held a lead is gone
    old = text.content
    start = next((at for at in range(len(old)) if old[at : at + 1] != new[at : at + 1]), len(old))
    end = next((at for at in range(len(old) - start) if old[-1 - at] != new[-1 - at]), len(old) - start)
    assert old[start : len(old) - end].strip(b"\"' [],\r\n") in (b"", b"snv", b"nv", b"sn", b"null", b"n")


@quick
@given(plan_texts())
def test_decision_goes_to_the_end_of_those_of_the_row_and_all_else_stays(text: PlanText) -> None:
    new = append_item(text.content, CODE, "reassigned", DECISION)
    check_the_rest(text, new)
    expected = read(text.content)
    row = row_in(expected)
    row["reassigned"] = [*items(row.get("reassigned")), DECISION]
    assert read(new) == expected
    plan = plan_of(new)
    assert plan is not None


@quick
@given(plan_texts())
def test_word_of_a_row_is_set_and_all_else_stays(text: PlanText) -> None:
    new = set_key(text.content, CODE, "leads_basis", "stated")
    check_the_rest(text, new)
    expected = read(text.content)
    row_in(expected)["leads_basis"] = "stated"
    assert read(new) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("stt: 2\n        name: B\n", "stt: 2\n        name: B\n        leads: [stc]\n"),
        ("name: B\n        stt: 2\n", "name: B\n        leads: [stc]\n        stt: 2\n"),
        (
            "name: B  # tên\n        # hạn\n        due: 6/2024\n",
            "name: B  # tên\n        leads: [stc]\n        # hạn\n        due: 6/2024\n",
        ),
        ("name: B\n        leads: [snv] # cũ\n", "name: B\n        leads: [stc] # cũ\n"),
        ("name: B\n        leads:\n          - snv # cũ\n", "name: B\n        leads:\n          - stc # cũ\n"),
        ("name: B\n        leads: # trống\n", "name: B\n        leads: [stc] # trống\n"),
        ("name: B\n        leads:   ['snv']\n", "name: B\n        leads:   ['stc']\n"),
        ('name: B\n        leads: ["snv"]\n', 'name: B\n        leads: ["stc"]\n'),
        ("name: B\n        subcriteria: []\n", "name: B\n        leads: [stc]\n        subcriteria: []\n"),
        ("name: B", "name: B\n        leads: [stc]\n"),
    ],
)
def test_lead_stands_where_it_did_or_behind_the_name(before: str, after: str) -> None:
    text = f'{HEAD}      - code: "1.2"\n        '
    assert set_key((text + before).encode(), CODE, "leads", ["stc"]).decode() == text + after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "{code: '1.2', name: B}",
            "{code: '1.2', name: B, reassigned: [{lead: \"snv\", from: 2024-09-01}]}",
        ),
        (
            "{code: '1.2', name: B, reassigned: {lead: a, from: 2024-01-01}} # c",
            "{code: '1.2', name: B, reassigned: [{lead: a, from: 2024-01-01}, {lead: \"snv\", from: 2024-09-01}]} # c",
        ),
    ],
)
def test_row_in_braces_stays_one(before: str, after: str) -> None:
    new = append_item(f"{HEAD}      - {before}\n".encode(), CODE, "reassigned", {"lead": "snv", "from": "2024-09-01"})
    assert new.decode() == f"{HEAD}      - {after}\n"


def test_key_goes_behind_one_with_nothing_after_it_in_braces() -> None:
    row = f"{HEAD}      - {{code: '1.2', name: B, leads: , note: c}}\n"
    new = set_key(row.encode(), CODE, "leads_basis", "stated").decode()
    assert new == row.replace("leads: , ", 'leads: , leads_basis: "stated" , ')


def test_decisions_are_written_in_the_house_form() -> None:
    once = append_item(CRITERIA.encode(), CODE, "reassigned", DECISION)
    lines = '          - lead: snv\n            to: stc\n            from: 2024-09-01\n            by: "QĐ 12/QĐ-UBND: {1}, [2]"\n'
    added = f"        leads: [stc]\n        reassigned:\n{lines}"
    assert once.decode() == CRITERIA.replace("        leads: [stc]\n", added)
    assert append_item(once, CODE, "reassigned", DECISION).decode() == once.decode().replace(lines, lines + lines)


@pytest.mark.parametrize(
    ("row", "act"),
    [
        # a decision that is no item of a list, in a block: lines of it would have to be moved
        ("reassigned:\n          lead: snv\n          to: stc\n          from: 2024-01-01\n", append_item),
        ("reassigned: lỡ tay\n", append_item),
    ],
)
def test_what_cannot_be_added_to_is_refused(row: str, act: Any) -> None:
    text = f'{HEAD}      - code: "1.2"\n        name: B\n        {row}'
    with pytest.raises(Unwritable, match="reassigned"):
        act(text.encode(), CODE, "reassigned", DECISION)


@pytest.mark.parametrize("leads", ["leads: [snv, skhdt]\n", "leads: {a: b}\n"])
def test_list_of_another_length_is_not_written_over(leads: str) -> None:
    text = f'{HEAD}      - code: "1.2"\n        name: B\n        {leads}'
    with pytest.raises(Unwritable, match=r"«leads» của dòng «1\.2»"):
        set_key(text.encode(), CODE, "leads", ["stc"])


def test_row_that_is_not_there_is_refused() -> None:
    with pytest.raises(Unwritable, match=r"9\.9"):
        set_key(CRITERIA.encode(), "9.9", "leads", ["stc"])


@pytest.mark.parametrize("at", [0, 11, 40, 120])
def test_edit_that_would_not_read_back_is_refused(monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    monkeypatch.setattr(plan_edits, "line_ends", lambda *_: [at])
    with pytest.raises(Unwritable):
        set_key(CRITERIA.encode(), "1.1", "leads", ["stc"])
