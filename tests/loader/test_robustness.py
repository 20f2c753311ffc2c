"""Whatever bytes stand in a data home: problems at places that exist, soon, and fixes that keep to their places."""

from collections.abc import Callable, Mapping
from datetime import date
import json
from pathlib import Path
import re
import subprocess
import sys
import unicodedata

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
import pytest

from cchc_cli.diagnostics import Diagnostic, Severity, Span, count, has_errors
from cchc_cli.loader import load
from cchc_cli.loader.fixing import fix
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.render.findings import Findings, finding_records, render_findings
from cchc_cli.render.findings.github import render_github
from cchc_cli.render.findings.sarif import sarif_log
from cchc_cli.render.machine import render_json
from cchc_cli.render.plain import text_width
from conftest import SHIPPED
from homes import AGENCIES, CRITERIA, log_of

DAY = date(2026, 11, 25)
LOG = log_of("snv", 'date: 2024-06-28, code: "1.1", status: in_progress, percent: 60')
SOUND = {"agencies.yaml": AGENCIES, "criteria.yaml": CRITERIA, "progress/2024/snv.yaml": LOG}
KINDS = ("agencies.yaml", "criteria.yaml", "settings.yaml", "progress/2024/snv.yaml")


Files = Mapping[str, bytes]

quick = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def home_of(changed: Mapping[str, str | bytes]) -> dict[str, bytes]:
    """A sound home with some files changed."""
    return {
        file: text.encode("utf-8") if isinstance(text, str) else text for file, text in {**SOUND, **changed}.items()
    }


def lines_of(content: bytes) -> list[str]:
    """The lines without their ends, as editors count them."""
    return re.split("\r\n|\r|\n", content.decode("utf-8-sig", "replace"))


def check_span(span: Span, files: Files) -> None:
    if span.file not in files:
        assert span == Span(span.file)
        return
    lines = lines_of(files[span.file])
    for line, column in ((span.line, span.column), (span.end_line, span.end_column)):
        assert 1 <= line <= len(lines), span
        assert 1 <= column <= len(lines[line - 1]) + 1, span
    assert (span.line, span.column) <= (span.end_line, span.end_column), span


def check_places(problems: tuple[Diagnostic, ...], files: Files) -> None:
    for problem in problems:
        check_span(problem.span, files)
        for part in (*problem.related, *problem.fix):
            check_span(part.span, files)


def is_read(file: str, catalogue: Catalogue) -> bool:
    """Whether the file came to something: a list of agencies may be empty and settings may hold nothing."""
    if file == "criteria.yaml":
        return bool(catalogue.plans)
    return file != "progress/2024/snv.yaml" or bool(catalogue.logs)


def check_text(found: Findings) -> None:
    """Under each problem, unless it is about the whole file, stand its line and the carets under it."""
    render_findings(found)
    for problem in found.problems:
        bare = problem._replace(message="", hint=None, related=())
        _, *below = render_findings(found._replace(problems=(bare,))).removesuffix("\n").split("\n")
        if problem.span == Span(problem.span.file):
            assert below == []
        else:
            source, carets = below
            check_carets(source, carets, problem.span, lines_of(found.files[problem.span.file])[problem.span.line - 1])


def check_carets(source: str, carets: str, span: Span, line: str) -> None:
    gutter, _, shown = source.partition(" |")
    under, _, marks = carets.partition(" |")
    assert int(gutter) == span.line
    assert len(under) == len(gutter)
    assert re.fullmatch(r" +\^+", marks), carets
    assert len(marks.rstrip("^")) <= max(text_width(shown), 1) or line[-1:].isspace(), (source, carets)
    if line.isprintable() and "…" not in shown:
        start = span.column - 1
        marked = line[start : span.end_column - 1] if span.end_line == span.line else line[start:]
        assert marks == f" {' ' * text_width(line[:start])}{'^' * max(1, text_width(marked))}"


def check_outcome(files: Files) -> tuple[Catalogue, tuple[Diagnostic, ...]]:
    """Loads the home and shows what was found in every way."""
    catalogue, problems = load(files, DAY)
    check_places(problems, files)
    standing = tuple(problem for problem in problems if problem.allowed is None)
    allowed = tuple(problem for problem in problems if problem.allowed is not None)
    found = Findings(standing, allowed, "data", files, 0)
    check_text(found)
    json.dumps(finding_records([found]), ensure_ascii=False).encode("utf-8")
    json.dumps(sarif_log([found], "1"), ensure_ascii=False).encode("utf-8")
    annotations = render_github([found]).partition("::stop-commands::")[0]
    assert re.fullmatch("(?:::(?:error|warning|notice) [^\n]*\n)*", annotations) or not problems
    return catalogue, problems


# arbitrary bytes and text


def check_alone(file: str, content: bytes) -> None:
    """One odd file in a sound home."""
    catalogue, problems = check_outcome(home_of({file: content}))
    of_file = [problem for problem in problems if problem.span.file == file]
    assert is_read(file, catalogue) or has_errors(of_file)


@pytest.mark.parametrize("file", KINDS)
@quick
@given(st.binary(max_size=200))
def test_any_bytes_come_to_problems_at_places_of_the_file(file: str, content: bytes) -> None:
    check_alone(file, content)


KEYS = (
    "agencies:",
    "id:",
    "name:",
    "year: 2024",
    "areas:",
    "criteria:",
    "code:",
    "stt:",
    "leads:",
    "updates:",
    "date:",
)
VALUES = ("1.1", "2024-06-28", "28/6/2024", "1,5", "snv", "Sở Nội vụ", "9999999999", "0000", "null", "done", "true")
MARKS = ("# cchc: allow A409 -- vì", "# cchc: allow", "# cchc:", "cchc: allow", " #", "#", "\ufeff", "---", "...", "<<")
SIGNS = (*"&*!<|>%@`\"'[]{},:?-~=\\/.", "- ", ": ", "? ", "|\n", ">-\n", "''", '""', "!!str ", "&a ", "*a ")
SPACES = (
    " ",
    "  ",
    "    ",
    "\n",
    "\n",
    "\n  ",
    "\n    ",
    "\t",
    "\r",
    "\r\n",
    "\x85",
    "\u2028",
    "\u2029",
    "\xa0",
    "\u3000",
)
LETTERS = (
    "đ",
    "ở",
    "Ự",
    "o\u031b\u0309",
    "\u0301",
    "\u200b",
    "\xad",
    "С",
    "α",
    "中",
    "🙂",
    "\ufffd",
    "\x07",
    "\x0b",
    "\x7f",
    "ô",
    "7",
)
PIECES = st.sampled_from((*KEYS, *VALUES, *MARKS, *SIGNS, *SPACES, *LETTERS))
ODD_TEXT = st.lists(PIECES, max_size=40).map("".join)


@pytest.mark.parametrize("file", KINDS)
@quick
@given(ODD_TEXT)
def test_any_text_comes_to_problems_at_places_of_the_file(file: str, text: str) -> None:
    check_alone(file, text.encode("utf-8"))


# damage to real files


def cut(lines: list[str], at: int, length: int, _: str) -> list[str]:
    text = "".join(lines)
    start = at % (len(text) + 1)
    return (text[:start] + text[start + length :]).splitlines(keepends=True)


def doubled(lines: list[str], at: int, length: int, _: str) -> list[str]:
    start = at % (len(lines) + 1)
    return lines[: start + length] + lines[start:]


def with_text(lines: list[str], at: int, _: int, text: str) -> list[str]:
    whole = "".join(lines)
    start = at % (len(whole) + 1)
    return (whole[:start] + text + whole[start:]).splitlines(keepends=True)


def swapped(lines: list[str], at: int, length: int, _: str) -> list[str]:
    result = list(lines)
    if result:
        one, other = at % len(result), (at + length) % len(result)
        result[one], result[other] = result[other], result[one]
    return result


def indented(lines: list[str], at: int, length: int, _: str) -> list[str]:
    result = list(lines)
    if result:
        result[at % len(result)] = " " * (length % 13) + result[at % len(result)].lstrip()
    return result


Splice = tuple[Callable[[list[str], int, int, str], list[str]], int, int, str]
SPLICES = st.lists(
    st.tuples(
        st.sampled_from((cut, doubled, with_text, swapped, indented)),
        st.integers(0, 20_000),
        st.integers(1, 60),
        st.lists(PIECES, max_size=8).map("".join),
    ),
    min_size=1,
    max_size=5,
)


def spliced(text: str, splices: list[Splice]) -> str:
    lines = text.splitlines(keepends=True)
    for splice, at, length, filler in splices:
        lines = splice(lines, at, length, filler)
    return "".join(lines)


SHIPPED_FILES = {file: (SHIPPED / file).read_text(encoding="utf-8") for file in ("agencies.yaml", "criteria.yaml")}


@pytest.mark.parametrize("file", SHIPPED_FILES)
@quick
@given(SPLICES)
def test_damage_to_the_shipped_files_comes_to_problems_at_their_places(file: str, splices: list[Splice]) -> None:
    content = spliced(SHIPPED_FILES[file], splices).encode("utf-8")
    catalogue, problems = check_outcome(home_of({**SHIPPED_FILES, file: content}))
    assert is_read(file, catalogue) or has_errors(problems)


# fixes


LOOSE_LOG = """\
year: 2024
agency: snv
updates:
  - date: 2024-06-28
    code: "1.1"
    status: in_progress
    result: "Đã ban hành kế hoạch"  # biên bản
  - date: 2024-09-05
    code: "1.3"
    status: done
    self_score: 1.5
    evidence: ["45/BC-SNV", 'Báo cáo số 7']
returns:
  - {period: q1, date: 2024-04-02, by: Nguyễn Văn An}
"""
FIXABLE_FILES = {
    **SHIPPED_FILES,
    "criteria.yaml": SHIPPED_FILES["criteria.yaml"].replace(
        "        stt: 2\n", "        stt: 2\n        max_score: 1.5\n"
    ),
    "progress/2024/snv.yaml": LOOSE_LOG,
}


def replaced(pattern: str, make: Callable[[re.Match[str]], str]) -> Callable[[str, int], str]:
    """A slip of the pen at the place that a number picks among those where it can happen."""

    def slip(text: str, number: int) -> str:
        found = list(re.finditer(pattern, text, re.MULTILINE))
        if not found:
            return text
        one = found[number % len(found)]
        return text[: one.start()] + make(one) + text[one.end() :]

    return slip


WORDS_APART = r"(?<=[^\W\d]) (?=[^\W\d])"
SLIPS = (
    replaced(r'(?<=code: )"[\d.]+"', lambda found: found.group()[1:-1]),
    replaced(r"^.*[^\x00-\x7f].*$", lambda found: unicodedata.normalize("NFD", found.group())),
    replaced(r"[^\x00-\x7f]", lambda found: unicodedata.normalize("NFD", found.group())),
    replaced(WORDS_APART, lambda _: "  "),
    replaced(WORDS_APART, lambda _: "\xa0"),
    replaced(WORDS_APART, lambda _: " \xa0 "),
    replaced(WORDS_APART, lambda _: "\t"),
    replaced(WORDS_APART, lambda _: "\u200b"),
    replaced(r"$", lambda _: "\xa0"),
    replaced(r"(?<=name: ).+$", lambda found: f'" {found.group()} "'),
    replaced(r"^ +", lambda found: "\xa0" * len(found.group())),
    replaced(r"(?<=: )", lambda _: "\xa0"),
    replaced(r"\d{4}-\d\d-\d\d", lambda found: "{2:d}/{1:d}/{0}".format(*map(int, found.group().split("-")))),
    replaced(r"(?<=score: )\d\.\d", lambda found: found.group().replace(".", ",")),
    replaced(r"$", lambda _: "  # ghi chú  của  tôi\xa0"),
)
SLIPPED = st.lists(st.tuples(st.sampled_from(SLIPS), st.integers(0, 5_000)), min_size=1, max_size=8)


def raw_lines(content: bytes) -> list[bytes]:
    return re.split(rb"(?<=\n)|(?<=\r)(?!\n)", content)


def facts(catalogue: Catalogue) -> str:
    """What the data say, spaces aside."""
    said = [
        *(agency.model_dump() for agency in catalogue.agencies),
        *(row.written.model_dump() for plan in catalogue.plans for row in plan.rows),
        *(entry.model_dump() for log in catalogue.logs for entry in (*log.updates, *log.returns)),
        catalogue.settings.model_dump(),
    ]
    return re.sub(r"\s+|\\[nrt]", "", str(said))


def check_fix(files: Files) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Fixes the home; what came out, and the files that were refused."""
    before, problems = load(files, DAY)
    fixed = fix(files, DAY)
    after = {**files, **fixed.files}
    catalogue, left = load(after, DAY)
    assert count(left, Severity.ERROR) <= count(problems, Severity.ERROR)
    assert has_errors(problems) or facts(catalogue) == facts(before)
    assert fix(after, DAY).files == {}
    for file in files:
        edits = [edit for problem in fixed.made for edit in problem.fix if edit.span.file == file]
        touched = {line for edit in edits for line in range(edit.span.line, edit.span.end_line + 1)}
        old, new = raw_lines(files[file]), raw_lines(after[file])
        assert len(old) == len(new)
        assert {
            number for number, pair in enumerate(zip(old, new, strict=True), start=1) if pair[0] != pair[1]
        } <= touched
    return after, fixed.refused


def slipped(text: str, slips: list[tuple[Callable[[str, int], str], int]]) -> str:
    for slip, number in slips:
        text = slip(text, number)
    return text


@quick
@given(st.sampled_from(tuple(FIXABLE_FILES)), SLIPPED, st.sampled_from(("\n", "\r\n", "\r")), st.booleans())
def test_fixes_change_nothing_but_their_places(
    file: str, slips: list[tuple[Callable[[str, int], str], int]], ending: str, has_mark: bool
) -> None:
    text = slipped(FIXABLE_FILES[file], slips).replace("\n", ending)
    content = text.encode("utf-8-sig" if has_mark else "utf-8")
    files = home_of({**FIXABLE_FILES, file: content})
    _, problems = load(files, DAY)
    after, refused = check_fix(files)
    if not has_errors(problems):
        assert refused == ()
        assert not any(problem.fix for problem in load(after, DAY)[1] if problem.allowed is None)


@pytest.mark.parametrize("file", KINDS)
@quick
@given(ODD_TEXT)
def test_fixes_of_any_text_never_fail(file: str, text: str) -> None:
    check_fix(home_of({file: text}))


@pytest.mark.parametrize("file", SHIPPED_FILES)
@quick
@given(SPLICES)
def test_fixes_of_damaged_files_never_fail(file: str, splices: list[Splice]) -> None:
    check_fix(home_of({**SHIPPED_FILES, file: spliced(SHIPPED_FILES[file], splices)}))


# small inputs that have been too much


def with_issued(issued: str) -> dict[str, str]:
    return {
        "agencies.yaml": AGENCIES.replace("    short: STC\n", "    until: 2025-03-01\n"),
        "criteria.yaml": CRITERIA.replace("title: Kế hoạch mẫu", f'issued: "{issued}"'),
    }


def heirs(*lines: tuple[str, str]) -> dict[str, str]:
    """Agencies that have ended, each with its successors; the first of them leads a row that another reports on."""
    ended = "".join(
        f"  - id: {agency}\n    name: Cơ quan {agency}\n    until: 2020-01-01\n    successors: [{successors}]\n"
        for agency, successors in lines
    )
    update = 'date: 2024-06-28, code: "1.2", status: in_progress'
    return {
        "agencies.yaml": AGENCIES + ended,
        "criteria.yaml": CRITERIA.replace("[stc]", f"[{lines[0][0]}]"),
        "progress/2024/snv.yaml": log_of("snv", update),
    }


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(
            {"criteria.yaml": CRITERIA.replace('"1.2"', f'"1.{"2" * 4301}"')},
            id="code-of-4301-digits",
        ),
        pytest.param(
            with_issued("0000-06"),
            id="issued-in-year-0",
        ),
        pytest.param(
            heirs(*((f"a{one}", f"a{one + 1}") for one in range(1500))),
            id="chain-of-1500-successors",
        ),
        pytest.param(with_issued("0001"), id="issued-in-year-1"),
        pytest.param(heirs(*((f"a{one}", f"a{one + 1}") for one in range(300))), id="chain-of-300-successors"),
        pytest.param(heirs(*((f"a{one}", f"a{(one + 1) % 300}") for one in range(300))), id="loop-of-300-successors"),
        pytest.param({"settings.yaml": "? "}, id="key-of-nothing"),
        pytest.param({"settings.yaml": "\ufeff\ufefflabel: x\n"}, id="two-byte-order-marks"),
        pytest.param({"settings.yaml": '"\\ud800": "\\U00110000"\n'}, id="escaped-surrogate"),
        pytest.param({"settings.yaml": f"%YAML {'1' * 5000}.1\n---\nlabel: x\n"}, id="version-of-5000-digits"),
    ],
)
def test_small_odd_homes_come_to_problems(changed: dict[str, str]) -> None:
    check_outcome(home_of(changed))


@pytest.mark.parametrize(
    "changed",
    [
        {"criteria.yaml": CRITERIA.replace("stt: 2", 'stt: "2\\n::error::x"')},
        {"settings.yaml": "label: Huế\u2028\n"},
        {"agencies.yaml": AGENCIES.replace("name: Sở Tài chính", 'name: "Sở Nội\\nvụ"')},
    ],
)
def test_message_stays_on_its_line(changed: dict[str, str]) -> None:
    _, problems = load(home_of(changed), DAY)
    words = [text for one in problems for text in (one.message, one.hint or "", *(two.message for two in one.related))]
    assert [text for text in words if len(text.splitlines()) > 1] == []


def test_forbidden_character_is_placed_behind_repaired_spaces() -> None:
    _, problems = load(home_of({"settings.yaml": "\xa0\xa0label: a\0b\n"}), DAY)
    assert [one.span[1:3] for one in problems if one.code.id == "Y101"] == [(1, 11)]


def test_place_does_not_end_inside_a_line_end() -> None:
    _, problems = load(home_of({"settings.yaml": "%\r\n"}), DAY)
    assert [one.span[1:] for one in problems if one.code.id == "Y101"] == [(1, 2, 1, 2)]


def test_mapping_of_many_keys_is_not_taken_for_one_that_was_dropped() -> None:
    many = "".join(f"    k{number}: 1\n" for number in range(66))
    text = "".join(f"s{number}:\n  a: 1\n  a:\n{many}" for number in range(200))
    _, problems = load(home_of({"settings.yaml": text}), DAY)
    assert {one.message for one in problems if one.code.id == "Y102"} == {"khóa «a» ghi hai lần"}


def test_comment_is_seen_behind_a_bare_carriage_return() -> None:
    text = AGENCIES.replace("    name: Sở Tài chính\n", "# Sở\xa0Tài chính\n    name: Sở Tài chính\n")
    assert load(home_of({"agencies.yaml": text}), DAY)[1] == ()
    assert load(home_of({"agencies.yaml": text.replace("\n", "\r")}), DAY)[1] == ()


@pytest.mark.parametrize("show", [finding_records, render_github, lambda found: sarif_log(found, "1")])
def test_file_name_that_is_not_utf8_is_shown(show: Callable[[list[Findings]], object]) -> None:
    files = home_of({"criteria\udcff.yaml": "year: 2024\nareas: x\n"})
    shown = show([Findings(load(files, DAY)[1], (), "data", files, 0)])
    if isinstance(shown, str):
        assert b"criteria\xff.yaml" in shown.encode("utf-8", "surrogateescape")
    else:
        json.loads(render_json(shown).decode("utf-8"))


# large inputs, each in a process of its own


SECONDS = 20
BYTES = 1536 << 20


def validated(folder: Path, changed: Mapping[str, str | bytes]) -> tuple[int, str]:
    """Exit code and output of the program over a home, held to its time and, where the system can, to its memory."""
    for file, content in home_of(changed).items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(content)
    return run_on(folder)


def run_on(folder: Path) -> tuple[int, str]:
    command = [sys.executable, "-m", "cchc_cli", "--data", str(folder), "validate", "-f", "text"]
    limit = _limited if sys.platform == "linux" else None
    ran = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False, preexec_fn=limit)
    assert ran.stderr == b""
    return ran.returncode, ran.stdout.decode("utf-8")


def _limited() -> None:
    import resource  # only Unix has it

    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


def label(value: str) -> dict[str, str]:
    return {"settings.yaml": f"label: {value}\n"}


def laughs(first: str, item: str) -> dict[str, str]:
    lines = [first, *(f"a{one}: &a{one}{item.format(one - 1) * 9}\n" for one in range(1, 10))]
    return {"settings.yaml": "".join(lines)}


def agencies(count_: int, lines: str) -> dict[str, str]:
    more = "".join(f"  - id: a{one}\n    name: N{one}\n{lines.format(one, one + 1)}" for one in range(count_))
    return {"agencies.yaml": AGENCIES + more}


def updates(count_: int, entry: str) -> dict[str, str]:
    return {"progress/2024/snv.yaml": log_of("snv", *(entry.format(one) for one in range(count_)))}


def rows(count_: int, line: str) -> dict[str, str]:
    more = "".join(
        f'      - code: "1.{one}"\n        stt: {one}\n        name: Dòng {one}\n        {line.format(one)}\n'
        for one in range(4, count_)
    )
    return {"criteria.yaml": CRITERIA + more}


def logs(count_: int) -> dict[str, str]:
    return {f"progress/2024/a{one}.yaml": log_of(f"a{one}").replace("updates:", "updates: []") for one in range(count_)}


MILLION = 1_000_000
UNKNOWN = 'date: 2024-01-01, code: "9.{0}", status: done'
ALLOW = "# cchc: allow A409 -- vì\n"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        pytest.param(laughs("a0: &a0\n  - x\n", "\n  - *a{0}"), "Y103", id="laughs"),
        pytest.param({"settings.yaml": "a: &a [x]\nb: [" + "*a, " * 5_000 + "]\n"}, "Y103", id="aliases"),
        pytest.param(label("[" * 10_000), "Y108", id="deep-lists"),
        pytest.param(label("{a: " * 10_000), "Y108", id="deep-mappings"),
        pytest.param(label("\n  " + "- " * 10_000), "Y108", id="deep-dashes"),
        pytest.param({"settings.yaml": "? " * 10_000}, "Y108", id="deep-keys"),
        pytest.param({"settings.yaml": "".join(f"{' ' * one}a:\n" for one in range(2_000))}, "Y108", id="deep-lines"),
        pytest.param({"settings.yaml": "label: x\n" * 20_000}, "Y102", id="one-key-again-and-again"),
        pytest.param(updates(5_000, UNKNOWN), "R601", id="updates-of-unknown-codes"),
        pytest.param(rows(5_000, "nmae: x"), "S201", id="rows-with-one-misspelt-key"),
        pytest.param(agencies(5_000, "    successors: [zzz]\n"), "A402", id="agencies-with-one-unknown-successor"),
        pytest.param(logs(2_000), "A402", id="progress-files"),
        pytest.param(label('"' * 5 * MILLION), "Y101", id="quotes"),
        pytest.param(label("x " + "#" * 5 * MILLION), None, id="hashes"),
        pytest.param(label("a" + "\u0301" * MILLION), "F017", id="one-mark-again-and-again"),
        pytest.param({"settings.yaml": f"? {'k' * MILLION}\n: 1\n"}, "S201", id="long-key"),
        pytest.param({"criteria.yaml": CRITERIA.replace("stt: 2", f"stt: {'2' * 5 * MILLION}")}, "S207", id="long-stt"),
        pytest.param({"criteria.yaml": CRITERIA.replace("2024", "2" * 5 * MILLION)}, "S207", id="long-year"),
        pytest.param(
            updates(1, f'date: 2024-01-01, code: "1.1", status: done, percent: {"1" * 5 * MILLION}'),
            "S207",
            id="long-percent",
        ),
        pytest.param(
            {"settings.yaml": "".join(f"k{one}: 1\n" for one in range(300_000))},
            "S201",
            id="unknown-keys",
        ),
        pytest.param(
            {"criteria.yaml": CRITERIA.replace("[stc]", f"[{'stc, ' * 300_000}]")},
            "A410",
            id="leads",
        ),
        pytest.param(
            agencies(20_000, "    successors: [a{1}]\n"),
            "A402",
            id="chain-of-successors",
        ),
        pytest.param(
            agencies(20_000, "    successors: [z{0}]\n"),
            "A402",
            id="unknown-successors",
        ),
        pytest.param(
            heirs(*((f"{one}{step}", f"a{step + 1}, b{step + 1}") for step in range(40) for one in "ab")),
            "A402",
            id="ladder-of-successors",
        ),
        pytest.param(
            {**rows(20_000, "due: 2024"), **updates(20_000, UNKNOWN)},
            "R601",
            id="rows-and-updates-of-unknown-codes",
        ),
        pytest.param(
            {
                "criteria.yaml": CRITERIA.replace(
                    "leads: [stc]", f"reassigned: [{'{lead: stc, to: snv, from: 1/2/2024}, ' * 20_000}]"
                )
            },
            "S210",
            id="printed-days",
        ),
        pytest.param(
            label(f'"{"# " * 2 * MILLION}" # x'),
            None,
            id="hashes-in-quotes",
        ),
        pytest.param(
            label("a" + "\u0301\u0323" * MILLION),
            "F017",
            id="marks-out-of-order",
        ),
        pytest.param(
            label(f"a{chr(0xA0) * 2 * MILLION}b"),
            "F008",
            id="no-break-spaces",
        ),
        pytest.param(
            label(f'"a{" " * 5 * MILLION}b"'),
            "F010",
            id="spaces",
        ),
        pytest.param(
            {"criteria.yaml": ALLOW * 200_000 + CRITERIA},
            "F014",
            id="allowances-in-a-row",
        ),
        pytest.param(
            agencies(50_000, f"    {ALLOW}"),
            "A409",
            id="allowances",
        ),
        pytest.param(
            {"agencies.yaml": f"{AGENCIES}# cchc: allow A409 {' ' * 5 * MILLION}x\n"},
            "F016",
            id="allowance-of-spaces",
        ),
        pytest.param(
            {"agencies.yaml": f"agencies:\n  - {{id: a, name: {'x' * MILLION}}}\n" + "  - {id: a, name: b}\n" * 3_000},
            "A405",
            id="long-name-in-many-messages",
        ),
    ],
)
def test_large_input_comes_to_an_end(changed: dict[str, str], code: str | None, tmp_path: Path) -> None:
    exit_code, text = validated(tmp_path, changed)
    assert exit_code in (0, 1)
    assert code is None or f" {code} " in text


@pytest.mark.parametrize("start", [b"# x\n" * 100, b"label: " + b"x" * 300])
def test_file_of_100_megabytes_is_not_read(start: bytes, tmp_path: Path) -> None:
    validated(tmp_path, {})
    with (tmp_path / "settings.yaml").open("wb") as stream:
        stream.write(start)
        stream.truncate(100 << 20)
    exit_code, text = run_on(tmp_path)
    assert (exit_code, " Y110 " in text) == (1, True)


def test_many_fixes_come_to_an_end() -> None:
    files = home_of(rows(20_000, "due: 2024"))
    files["criteria.yaml"] = files["criteria.yaml"].replace(b'"', b"").replace("Dòng ".encode(), "Dòng  ".encode())
    assert len(fix(files, DAY).made) > 20_000
