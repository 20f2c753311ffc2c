"""Whatever an officer writes is read back as it was, by this program and by others, and stands in the house form."""

from datetime import date
from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st
import pytest
import yaml

from cchc_cli.model.progress import Update
from cchc_cli.model.states import Period, Status
from cchc_cli.writer import with_entries
from homes import log_of
from progress_files import ENTERED, FILLED, RETURN, UPDATE, entries_in, fields_of, loaded, updates

quick = settings(max_examples=150, deadline=None, derandomize=True)
OF_THE_WORDS = ("F011", "F012", "F013")  # foreign or lost letters, which are what was written
IN_BLOCK = ("year: 2024\nagency: snv\nupdates: []\n",)
IN_FLOW = (log_of("snv").replace("updates:\n", "updates: [{date: 2024-03-01, code: '1.1', status: done}]\n"),)


def of_text(text: str) -> Update:
    """An update that holds a text wherever it can."""
    words = dict.fromkeys(("result", "explanation", "note", "by"), text)
    given = {"date": date(2024, 6, 28), "code": "1.1", "status": Status.DONE, "evidence": (text, text), **words}
    return Update.model_construct(**given, entered=ENTERED)


@quick
@given(FILLED, st.sampled_from((*IN_BLOCK, *IN_FLOW)))
@example("Một\n  hai\n\nba: # bốn", IN_BLOCK[0])
@example("cuối dòng  \nhai", IN_BLOCK[0])
@example("hai  dấu cách", IN_FLOW[0])
@example("tab\tgiữa  hai", IN_BLOCK[0])
@example("\U000e0041\U0001fffe", IN_BLOCK[0])
@example("0o17", IN_BLOCK[0])
@example("x" * 32_767, IN_BLOCK[0])
@example("chữ " * 8_000 + "hết", IN_FLOW[0])
def test_any_text_is_read_back_as_that_text_by_every_program(text: str, before: str) -> None:
    update = of_text(text)
    content = with_entries(before.encode(), 2024, "snv", [update], [])
    assert entries_in(content)[0][-1] == fields_of(update)
    assert [one for one in loaded(content)[1] if one.code.id not in OF_THE_WORDS and one.span.line > 3] == []
    others = yaml.safe_load(content.decode())["updates"][-1]
    assert {others[key] for key in ("result", "explanation", "note", "by")} == {text}
    assert others["evidence"] == [text, text]
    assert others["code"] == "1.1"


@quick
@given(FILLED.map(lambda text: text.replace("\n", " ")))
def test_text_on_one_line_stays_on_one_line(text: str) -> None:
    """One key a line, each value on the line of its key, however long; each document on its own."""
    _, _, _, *lines, end = with_entries(None, 2024, "snv", [of_text(text)], []).decode().split("\n")
    assert [line.partition(":")[0] for line in lines if not line.startswith("      - ")] == [
        *("updates", "  - date", "    code", "    status", "    result", "    evidence", "    explanation", "    note"),
        *("    by", "    entered"),
    ]
    assert (len(lines), end) == (12, "")


TYPED = (
    "12",
    "1.10",
    "-5",
    "1e3",
    "0x1F",
    "0o17",
    "1_000",
    "12:30",
    "2024-06-28",
    "yes",
    "No",
    "null",
    "~",
    "true",
    ".nan",
)


@pytest.mark.parametrize("text", [*TYPED, "a: b", "a #b", "- a", "'a", "[a", "a]: b", "@a", "%a", "`a", "a:"])
def test_text_that_yaml_takes_for_something_else_stands_in_quotes(text: str) -> None:
    update = Update.model_construct(date=date(2024, 6, 28), code="1.1", status=Status.DONE, result=text)
    assert f'    result: "{text}"\n' in with_entries(None, 2024, "snv", [update], []).decode()


@pytest.mark.parametrize(
    "text",
    ["Đã ban hành kế hoạch", "123/KH-UBND", "https://a.vn/?b=c#d", "a, b; c", "Sở Nội vụ (SNV) 100%", "1/2", "a"],
)
def test_other_text_stands_without_quotes(text: str) -> None:
    update = Update.model_construct(date=date(2024, 6, 28), code="1.1", status=Status.DONE, result=text)
    assert f"    result: {text}\n" in with_entries(None, 2024, "snv", [update], []).decode()


def test_every_field_in_the_house_form() -> None:
    update = Update.model_construct(
        entered=ENTERED,
        by="Phòng CCHC",
        note=None,
        self_score=Decimal("-0.50"),
        explanation="Dòng một\n\n  dòng hai",
        evidence=("123/KH-UBND", "1.5"),
        result="Đạt  60%",
        period=Period.H1,
        percent=60,
        status=Status.IN_PROGRESS,
        code="1.10",
        date=date(2024, 6, 28),
    )
    cleared = Update.model_construct(
        date=date(2024, 6, 29), code="1.1", status=Status.DONE, result=None, evidence=(), self_score=None
    )
    content = with_entries(None, 2024, "snv", [update, cleared], [RETURN]).decode()
    assert content.partition("\n")[2] == (
        """\
year: 2024
agency: snv
updates:
  - date: 2024-06-28
    code: "1.10"
    status: in_progress
    percent: 60
    period: h1
    result: "Đạt \\ 60%"
    evidence:
      - 123/KH-UBND
      - "1.5"
    explanation: |-
      Dòng một

        dòng hai
    self_score: -0.50
    note: null
    by: Phòng CCHC
    entered: 2024-07-03T09:12:05
  - date: 2024-06-29
    code: "1.1"
    status: done
    result: null
    evidence: []
    self_score: null
returns:
  - period: h1
    date: 2024-07-03
    by: Phòng CCHC
    entered: 2024-07-03T09:12:05
"""
    )


@quick
@given(st.lists(updates(FILLED), min_size=1, max_size=3), st.sampled_from((*IN_BLOCK, *IN_FLOW)))
def test_entries_with_any_fields_are_read_back(more: list[Update], before: str) -> None:
    content = with_entries(before.encode(), 2024, "snv", [UPDATE, *more], [RETURN])
    updated, returned = entries_in(content)
    assert updated[-len(more) - 1 :] == [fields_of(one) for one in (UPDATE, *more)]
    assert returned == [fields_of(RETURN)]
