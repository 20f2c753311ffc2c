"""Entries added to progress files of every look, and taken out again: all else stays as it stands, byte for byte."""

from datetime import timedelta
import re
import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
import pytest

from cchc_cli.model.progress import Return, Update
from cchc_cli.source import decode
from cchc_cli.writer import Unwritable, log, with_entries, without_entries
from homes import log_of
from progress_files import (
    ENTERED,
    FLOW_FILES,
    RETURN,
    SIMPLE,
    UPDATE,
    block_files,
    entries_in,
    fields_of,
    files,
    returns,
    updates,
)

quick = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
ANY_FILE = files(st.one_of(block_files(), block_files(), block_files(), FLOW_FILES))
UPDATES = st.lists(updates(SIMPLE), max_size=3)
RETURNS = st.lists(returns(SIMPLE), max_size=2)

LINES = """\
  - date: 2024-06-28
    code: "1.1"
    status: in_progress
    percent: 60
    result: Đã ban hành
    entered: 2024-07-03T09:12:05
"""
RETURN_LINES = """\
returns:
  - period: h1
    date: 2024-07-03
    by: Phòng CCHC
    entered: 2024-07-03T09:12:05
"""
HEAD = "year: 2024\nagency: snv\n"
FIRST = '  - date: 2024-03-01\n    code: "1.1"\n    status: done\n'


def written(text: str, updates: tuple[Update, ...] = (UPDATE,), returns: tuple[Return, ...] = ()) -> str:
    return with_entries(text.encode(), 2024, "snv", updates, returns).decode()


def replaced(old: bytes, new: bytes) -> tuple[bytes, bytes]:
    """The one run of bytes that is gone from a file, and what stands in its place."""
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    end = next((at for at in range(shorter - start) if old[-1 - at] != new[-1 - at]), shorter - start)
    return old[start : len(old) - end], new[start : len(new) - end]


def check_added(old: bytes, new: bytes) -> None:
    """Bytes were put in at one place; of the old ones only an empty value may be gone."""
    gone, _ = replaced(old, new)
    assert b"".join(gone.split()) in (b"", b"[]", b"[", b"]", b"null", b"~"), gone


# adding


@quick
@given(ANY_FILE, UPDATES, RETURNS)
def test_entries_go_to_the_end_of_their_lists_and_all_else_stays(
    content: bytes, more: list[Update], accepted: list[Return]
) -> None:
    before = entries_in(content)
    halfway = with_entries(content, 2024, "snv", more, [])
    check_added(content, halfway)
    new = with_entries(content, 2024, "snv", more, accepted)
    check_added(halfway, new)
    assert entries_in(new) == (before[0] + list(map(fields_of, more)), before[1] + list(map(fields_of, accepted)))


def test_new_file_is_in_the_house_form() -> None:
    content = with_entries(None, 2024, "snv", [UPDATE], [RETURN])
    schema = "# yaml-language-server: $schema=../../schema/progress.schema.json\n"
    assert content.decode() == f"{schema}{HEAD}updates:\n{LINES}{RETURN_LINES}"


def test_nothing_to_add_leaves_the_file_alone() -> None:
    text = HEAD + "updates: []  # chưa có\r\n"
    assert written(text, ()) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("updates:\n" + FIRST, "updates:\n" + FIRST + LINES),
        ("updates:\n" + FIRST + "# hết\n", "updates:\n" + FIRST + LINES + "# hết\n"),
        ("updates:\n" + FIRST + "    # hết\n", "updates:\n" + FIRST + LINES + "    # hết\n"),
        ("updates:\n" + FIRST + "\n\nreturns: []\n", "updates:\n" + FIRST + LINES + "\n\nreturns: []\n"),
        ("updates:\n" + FIRST + "    note: # trống\n", "updates:\n" + FIRST + "    note: # trống\n" + LINES),
        ("updates:\n" + FIRST + "...\n", "updates:\n" + FIRST + LINES + "...\n"),
        ("updates:\n" + FIRST.rstrip(), "updates:\n" + FIRST + LINES),
        (
            "updates:\n" + FIRST + "    note: |+\n      a\n\n",
            "updates:\n" + FIRST + "    note: |+\n      a\n\n" + LINES,
        ),
        ("updates: # chưa\n", "updates: # chưa\n" + LINES),
        ("updates: []  # chưa\n", "updates:  # chưa\n" + LINES),
        ("updates: []", "updates:\n" + LINES.rstrip()),
        ("updates: null\n", "updates:\n" + LINES),
        ("", "updates:\n" + LINES),
        ("# hết\n", "updates:\n" + LINES + "# hết\n"),
        ("...\n", "updates:\n" + LINES + "...\n"),
    ],
)
def test_block_goes_behind_the_last_item_of_the_list(before: str, after: str) -> None:
    assert written(HEAD + before) == HEAD + after


def test_block_keeps_the_columns_of_the_list() -> None:
    wide = HEAD + 'updates:\n-   date: 2024-03-01\n    code: "1.1"\n    status: done\n'
    assert written(wide) == wide + LINES.replace("  - ", "-   ")


def test_list_in_brackets_stays_one() -> None:
    text = HEAD + 'updates: [{date: 2024-03-01, code: "1.1", status: done},]  # cuối\n'
    flow = '{date: 2024-06-28, code: "1.1", status: in_progress, percent: 60, result: "Đã ban hành", entered: 2024-07-03T09:12:05}'
    assert written(text) == text.replace("},]", f"}}, {flow},]")


@pytest.mark.parametrize(
    "text",
    [
        "updates: không\n",
        "updates: {a: b}\n",
        "- year: 2024\n",
        "",
        "updates: [\n",
    ],
)
def test_what_is_no_list_is_not_written_over(text: str) -> None:
    with pytest.raises(Unwritable):
        written(text)


def test_bytes_that_are_no_text_are_not_written_over() -> None:
    with pytest.raises(Unwritable):
        with_entries(b"year: 2024\nagency: snv\nname: \xff\n", 2024, "snv", [UPDATE], [])


@pytest.mark.parametrize("at", [0, 5, 12, 30, 60])
def test_entry_that_would_not_read_back_is_refused(monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    """Were the place found wrongly, nothing would be written: what reads back right is the end of the list alone."""
    text = (HEAD + "updates:\n" + FIRST).encode()
    monkeypatch.setattr(log, "line_ends", lambda *_: [at])
    with pytest.raises(Unwritable):
        with_entries(text, 2024, "snv", [UPDATE], [])


def test_entry_that_would_read_back_as_another_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = log.block_lines
    monkeypatch.setattr(log, "block_lines", lambda *given: (line.replace("60", "61") for line in lines(*given)))
    with pytest.raises(Unwritable):
        written(HEAD + "updates:\n" + FIRST)


# taking out


def is_whole(content: bytes, more: list[Update], accepted: list[Return]) -> bool:
    """Whether the file had what the entries need: lists with items (or no `returns` at all), a line break at its end."""
    before = entries_in(content)
    document, _ = decode("", content)
    assert document is not None
    has_place = not accepted or before[1] or ("returns" not in document.text and "{year" not in document.text)
    return bool((not more or before[0]) and has_place and document.text[-1] in "\r\n")


@quick
@given(ANY_FILE, UPDATES, RETURNS)
def test_what_was_added_can_be_taken_out(content: bytes, more: list[Update], accepted: list[Return]) -> None:
    """Byte for byte; where a line break, a list or its items had to be made, those may stay, with nothing in them."""
    left = without_entries(with_entries(content, 2024, "snv", more, accepted), ENTERED)
    if left is None:
        assert entries_in(content) == ([], [])
    elif is_whole(content, more, accepted):
        assert left == content
    else:
        assert entries_in(left) == entries_in(content)
        assert re.findall(rb"#[^\r\n]*", left) == re.findall(rb"#[^\r\n]*", content)


@quick
@given(ANY_FILE, UPDATES, RETURNS)
def test_later_entries_stay_where_earlier_ones_are_taken_out(
    content: bytes, more: list[Update], accepted: list[Return]
) -> None:
    later = [one.model_copy(update={"entered": ENTERED + timedelta(seconds=1)}) for one in [UPDATE, *more]]
    both = with_entries(with_entries(content, 2024, "snv", more, accepted), 2024, "snv", later, [])
    left = without_entries(both, ENTERED)
    assert left is not None
    before = entries_in(content)
    assert entries_in(left) == (before[0] + list(map(fields_of, later)), before[1])
    if is_whole(content, more, accepted):
        assert left == with_entries(content, 2024, "snv", later, [])


def test_file_that_the_program_made_goes_with_its_last_entry() -> None:
    assert without_entries(with_entries(None, 2024, "snv", [UPDATE], [RETURN]), ENTERED) is None


@pytest.mark.parametrize("extra", ["# ghi chú của tôi\n", "updates:\n" + FIRST])
def test_file_with_anything_of_a_persons_stays(extra: str) -> None:
    text = HEAD + extra
    left = without_entries(written(text, (UPDATE,), (RETURN,)).encode(), ENTERED)
    assert left is not None
    assert left.decode() in (text, text.replace("# ghi chú", "updates:\n# ghi chú"))


def test_no_entry_of_the_moment_leaves_the_file_alone() -> None:
    text = written(HEAD + "updates:\n" + FIRST).encode()
    assert without_entries(text, ENTERED + timedelta(seconds=1)) == text


def test_comment_behind_an_entry_stays_when_it_goes() -> None:
    text = HEAD + "updates:\n" + FIRST + LINES + "    # của ai đó\n"
    assert without_entries(text.encode(), ENTERED) == text.replace(LINES, "").encode()


def test_thousands_of_entries_are_added_and_taken_out_soon() -> None:
    content = log_of("snv", *('date: 2024-03-01, code: "1.1", status: done',) * 2000).encode()
    start = time.process_time()
    new = with_entries(content, 2024, "snv", [UPDATE] * 2000, [RETURN])
    assert without_entries(new, ENTERED) == content
    assert time.process_time() - start < 8  # a second; grown with the square of the entries it would be minutes
