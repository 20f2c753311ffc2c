"""Whatever stands in a file has a defined outcome, at its place; one bad field never hides another."""

from datetime import date
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

from cchc_cli.diagnostics import Severity
from cchc_cli.loader import load
from cchc_cli.model.catalogue import Catalogue
from homes import AGENCIES, CRITERIA, log_of

DAY = date(2026, 11, 25)


def places(
    files: dict[str, str | bytes], *weights: Severity, bare: bool = False
) -> tuple[Catalogue, list[tuple[str, str, int, int]]]:
    whole: dict[str, str | bytes] = {} if bare else {"agencies.yaml": AGENCIES, "criteria.yaml": CRITERIA}
    content = {name: text if isinstance(text, bytes) else text.encode() for name, text in {**whole, **files}.items()}
    catalogue, problems = load(content, DAY)
    wanted = weights or (Severity.ERROR, Severity.WARNING)
    return catalogue, [
        (problem.code.id, problem.span.file, problem.span.line, problem.span.column)
        for problem in problems
        if problem.severity in wanted
    ]


def test_sound_home_has_no_problem() -> None:
    assert places({})[1] == []


def test_unquoted_codes_are_read_right_and_warned_about() -> None:
    text = CRITERIA.replace('"1.1"', "1.1").replace('"1.2"', "1.10").replace('- code: "1.3"', '- code: "1.11"')
    catalogue, found = places({"criteria.yaml": text})
    assert [row.code for row in catalogue.plans[0].assigned] == ["1.1", "1.10", "1.11"]
    assert found == [("S212", "criteria.yaml", 9, 15), ("S212", "criteria.yaml", 12, 15)]


def test_duplicate_code_is_one_error_with_both_places() -> None:
    text = CRITERIA.replace('"1.2"', '"1.1"')
    _, problems = load({"agencies.yaml": AGENCIES.encode(), "criteria.yaml": text.encode()}, DAY)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert [(error.code.id, error.span.line, error.related[0].span.line) for error in errors] == [("T301", 12, 9)]


def test_word_no_stays_a_word() -> None:
    catalogue, found = places(
        {"agencies.yaml": AGENCIES.replace("id: skhdt", "id: no"), "criteria.yaml": CRITERIA.replace("skhdt", "no")}
    )
    assert (catalogue.agencies[2].id, found) == ("no", [])


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("stt: một", "S207"),
        ("stt: 1.5", "S207"),
        ("stt: [2]", "S203"),
        ("leads: stc", "S203"),
        ("leads: [Sở Tài chính]", "S206"),
        ("leads_basis: guessed", "S209"),
        ("max_score: 0.555", "S207"),
        ("evidence_required: yes", "S209"),
        ("target: keep", "S209"),
        ("name: null", "S204"),
        ("name: ''", "S204"),
        ("nmae: x", "S201"),
        ("due: 2024-02-30", "T309"),
        ("reassigned: x", "S203"),
        ("note: {a: b}", "S203"),
    ],
)
def test_one_bad_field_is_one_problem_on_its_line(line: str, code: str) -> None:
    key = line.partition(":")[0]
    plain = {"stt": "stt: 2", "leads": "leads: [stc]", "name": "name: Đối thoại"}
    text = (
        CRITERIA.replace(plain[key], line, 1)
        if key in plain
        else CRITERIA.replace("leads: [stc]", f"leads: [stc]\n        {line}")
    )
    number = next(index for index, one in enumerate(text.splitlines(), start=1) if one.strip() == line)
    assert [(found[0], found[2]) for found in places({"criteria.yaml": text})[1]] == [(code, number)]


def test_several_bad_fields_of_one_row_are_all_told() -> None:
    text = CRITERIA.replace("        stt: 2\n", "        stt: hai\n        support: snv\n        due_date: 2024\n")
    assert [found[0] for found in places({"criteria.yaml": text})[1]] == ["S207", "S203", "S201"]


def test_children_of_a_damaged_row_stay() -> None:
    text = CRITERIA.replace('- code: "1"\n', '- code: "1"\n    target: sai\n')
    catalogue, found = places({"criteria.yaml": text})
    assert [found[0][0], len(catalogue.plans[0].assigned)] == ["S209", 3]


def test_rules_keep_silent_where_a_damaged_field_decides() -> None:
    text = CRITERIA.replace("    leads: [snv]\n", "    leads: snv\n")
    assert [found[0] for found in places({"criteria.yaml": text})[1]] == ["S203"]


def test_unknown_agency_used_many_times_is_one_problem() -> None:
    text = CRITERIA.replace("snv", "snvv")
    _, problems = load({"agencies.yaml": AGENCIES.encode(), "criteria.yaml": text.encode()}, DAY)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert [(error.code.id, error.hint, len(error.related)) for error in errors] == [
        ("A401", "có phải «snv»? cơ quan mới thì khai báo trong agencies.yaml", 1)
    ]


def test_problems_of_all_files_come_out_together() -> None:
    files = {
        "agencies.yaml": AGENCIES + "  - id: x y\n    name: Z\n",
        "criteria.yaml": CRITERIA.replace("stt: 2", "stt: hai"),
        "progress/2024/snv.yaml": log_of("snv", 'date: 2024-01-01, code: "9.9", status: done'),
        "settings.yaml": "plaice: Huế\n",
    }
    assert [found[:2] for found in places(files)[1]] == [
        ("S206", "agencies.yaml"),
        ("S207", "criteria.yaml"),
        ("S201", "settings.yaml"),
    ]


def test_syntax_error_of_one_file_does_not_hide_another() -> None:
    files = {
        "agencies.yaml": 'agencies:\n  - id: snv\n    name: "Sở\n',
        "criteria.yaml": CRITERIA.replace("stt: 2", "stt: 1"),
    }
    assert places(files)[1] == [("Y101", "agencies.yaml", 3, 11), ("T304", "criteria.yaml", 13, 14)]


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("criteria-2025.yaml", ""),
        ("criteria-2025.yaml", "# ghi chú\n"),
        ("criteria-2025.yaml", "null\n"),
        ("settings.yaml", "\n"),
    ],
)
def test_file_without_data_is_an_error(file: str, content: str) -> None:
    assert places({file: content})[1] == [("F005", file, 1, 1)]


def test_utf16_names_powershell() -> None:
    _, problems = load({"agencies.yaml": AGENCIES.encode(), "criteria.yaml": CRITERIA.encode("utf-16")}, DAY)
    assert [(problem.code.id, "PowerShell" in (problem.hint or "")) for problem in problems] == [("F002", True)]


def test_other_code_pages_are_placed_at_the_first_wrong_byte() -> None:
    content = b"agencies:\n  - id: snv\n    name: S\xeb N\xe9i v\xf4\n"
    assert places({"agencies.yaml": content})[1][0] == ("F001", "agencies.yaml", 3, 12)


def test_bom_and_crlf_are_no_problem_and_do_not_shift_places() -> None:
    content = b"\xef\xbb\xbf" + CRITERIA.replace("stt: 2", "stt: hai").replace("\n", "\r\n").encode()
    assert places({"criteria.yaml": content})[1] == [("S207", "criteria.yaml", 13, 14)]


def test_nfd_file_reads_as_nfc_with_one_warning() -> None:
    catalogue, found = places({"agencies.yaml": unicodedata.normalize("NFD", AGENCIES)})
    assert catalogue.agencies[0].name == "Sở Nội vụ"
    assert found == [("F003", "agencies.yaml", 3, 12)]


def test_tab_is_named_at_its_column() -> None:
    assert places({"agencies.yaml": "agencies:\n\t- id: snv\n"})[1][0] == ("Y105", "agencies.yaml", 2, 1)


def test_control_character_is_flagged_and_left_out() -> None:
    text = log_of(
        "snv", 'date: 2024-01-01, code: "1.1", status: in_progress, result: "Đã ban hành\\u000Bkế hoạch\\u0007"'
    )
    catalogue, found = places({"progress/2024/snv.yaml": text})
    assert catalogue.logs[0].updates[0].result == "Đã ban hành\nkế hoạch"
    assert [found[0][0], found[0][2]] == ["F004", 4]


def test_copy_of_a_plan_is_one_problem_that_names_both_files() -> None:
    _, problems = load(
        {
            "agencies.yaml": AGENCIES.encode(),
            "criteria.yaml": CRITERIA.encode(),
            "criteria-2024.yaml": CRITERIA.encode(),
        },
        DAY,
    )
    assert [problem.code.id for problem in problems] == ["T310"]
    assert "criteria.yaml" in problems[0].message
    assert "criteria-2024.yaml" in problems[0].message


def test_copies_that_sync_programs_leave_are_told_of() -> None:
    found = places({"agencies (1).yaml": AGENCIES, "criteria.yml": CRITERIA})[1]
    assert found == [("F006", "agencies (1).yaml", 1, 1), ("F006", "criteria.yml", 1, 1)]


def test_home_without_agencies_says_that_and_nothing_that_follows_from_it() -> None:
    assert places({"criteria.yaml": CRITERIA}, bare=True)[1] == [("F007", "agencies.yaml", 1, 1)]


def test_two_progress_files_of_one_agency_are_an_error() -> None:
    log = log_of("snv", 'date: 2024-01-01, code: "1.1", status: in_progress')
    assert places({"progress/2024/snv.yaml": log, "progress/2024/snv-2.yaml": log})[1] == [
        ("R610", "progress/2024/snv-2.yaml", 2, 9)
    ]


def test_update_after_today_is_warned_about() -> None:
    log = log_of("snv", 'date: 2024-05-05, code: "1.1", status: in_progress')
    files = {
        "agencies.yaml": AGENCIES.encode(),
        "criteria.yaml": CRITERIA.encode(),
        "progress/2024/snv.yaml": log.encode(),
    }
    assert [problem.code.id for problem in load(files, date(2024, 5, 4))[1]] == ["R606"]
    assert load(files, date(2024, 5, 5))[1] == ()


def test_done_with_evidence_given_earlier_is_proven() -> None:
    log = log_of(
        "snv",
        'date: 2024-05-05, code: "1.1", status: in_progress, evidence: ["1/KH"]',
        'date: 2024-06-05, code: "1.1", status: done',
    )
    assert places({"progress/2024/snv.yaml": log})[1] == []


def test_successor_may_report_only_from_its_day_on() -> None:
    agencies = AGENCIES.replace("    short: Sở KH&ĐT\n", "    until: 2024-07-01\n    successors: [stc]\n")
    criteria = CRITERIA.replace("leads: [stc]", "leads: [skhdt]")
    log = log_of(
        "stc",
        'date: 2024-06-30, code: "1.2", status: in_progress',
        'date: 2024-07-01, code: "1.2", status: in_progress',
    )
    files = {"agencies.yaml": agencies, "criteria.yaml": criteria, "progress/2024/stc.yaml": log}
    assert places(files)[1] == [("R602", "progress/2024/stc.yaml", 4, 30)]


def test_leads_flow_down_and_say_what_they_rest_on() -> None:
    text = CRITERIA.replace("    leads: [snv]\n", "    leads: [snv]\n    leads_basis: inferred\n    due: 2024\n", 1)
    catalogue, _ = places({"criteria.yaml": text})
    rows = catalogue.plans[0].by_code
    assert [
        (code, rows[code].leads, rows[code].basis.value if rows[code].basis else None) for code in ("1", "1.1", "1.2")
    ] == [
        ("1", ("snv",), "inferred"),
        ("1.1", ("snv",), "inferred"),
        ("1.2", ("stc",), "stated"),
    ]
    assert [row.due.words for row in catalogue.plans[0].assigned if row.due] == ["2024"] * 3


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_diagnostics_never_an_exception(content: bytes) -> None:
    load(
        {
            "agencies.yaml": content,
            "criteria.yaml": content,
            "settings.yaml": content,
            "progress/2024/snv.yaml": content,
        },
        DAY,
    )


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_damage_to_a_sound_file_gives_diagnostics_never_an_exception(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(CRITERIA)))
    end = data.draw(st.integers(start, min(len(CRITERIA), start + 40)))
    filler = data.draw(st.text(alphabet=" \n\t:-[]{}&*!\"'#|>?,%@1ab«ở", max_size=12))
    load(
        {"agencies.yaml": AGENCIES.encode(), "criteria.yaml": (CRITERIA[:start] + filler + CRITERIA[end:]).encode()},
        DAY,
    )


def test_misplaced_code_does_not_put_its_neighbours_out_of_order() -> None:
    assert [found[0] for found in places({"criteria.yaml": CRITERIA.replace('"1.2"', '"2.2"')})[1]] == ["T302"]


@pytest.mark.parametrize(
    ("line", "place", "words"),
    [
        ('  - code: "1', (5, 11), "đóng"),
        ('    name: "CHỈ ĐẠO', (6, 11), "đóng"),
        ('    name: "CHỈ" ĐẠO', (6, 11), "còn chữ sau"),
        ("    name: 'CHỈ ĐẠO", (6, 11), "đóng"),
    ],
)
def test_bad_quote_is_placed_where_it_opens(line: str, place: tuple[int, int], words: str) -> None:
    lines = CRITERIA.splitlines()
    lines[place[0] - 1] = line
    _, problems = load({"agencies.yaml": AGENCIES.encode(), "criteria.yaml": "\n".join(lines).encode()}, DAY)
    assert [(one.code.id, one.span.line, one.span.column, words in one.message) for one in problems] == [
        ("Y101", *place, True)
    ]


def test_raw_control_character_is_placed_behind_vietnamese_letters() -> None:
    assert places({"agencies.yaml": AGENCIES.encode() + b"# x\0\n"})[1] == [("Y101", "agencies.yaml", 11, 4)]


def test_deep_brackets_are_too_deep() -> None:
    assert places({"settings.yaml": f"label: {'[' * 5000}"})[1][0][0] == "Y108"


@pytest.mark.parametrize("name", ["progress/2024/snv.yaml.txt", "criteria-2025.yaml.txt", "Agencies.YAML"])
def test_file_with_a_name_slightly_off_is_told_of(name: str) -> None:
    assert [found[:2] for found in places({name: CRITERIA})[1]] == [("F006", name)]


def test_workbook_with_a_data_name_is_called_that() -> None:
    _, problems = load({"agencies.yaml": AGENCIES.encode(), "criteria.yaml": b"PK\x03\x04\0\0\0\0"}, DAY)
    assert [(one.code.id, "Excel" in (one.hint or "")) for one in problems] == [("F001", True)]


def test_utf16_without_a_mark_is_known() -> None:
    assert places({"criteria.yaml": CRITERIA.encode("utf-16-le")})[1] == [("F002", "criteria.yaml", 1, 1)]


def test_misspelt_leads_are_one_problem_not_one_a_row() -> None:
    text = CRITERIA.replace("    leads: [snv]\n", "    lead: [snv]\n", 1)
    assert [found[0] for found in places({"criteria.yaml": text})[1]] == ["S201"]


def test_row_number_begins_at_one() -> None:
    assert [found[0] for found in places({"criteria.yaml": CRITERIA.replace("stt: 1\n", "stt: 0\n")})[1]] == ["S207"]


def hint_of(files: dict[str, str]) -> str | None:
    _, problems = load(
        {name: text.encode() for name, text in {"agencies.yaml": AGENCIES, "criteria.yaml": CRITERIA, **files}.items()},
        DAY,
    )
    return problems[0].hint


@pytest.mark.parametrize(
    ("entry", "hint"),
    [
        ('date: 2024-01-01, code: "1.1", status: in_progres', "có phải «in_progress»?"),
        ('date: 2024-01-01, code: "1.1", status: Hoàn thành', "có phải «done»?"),
        ('date: 2024-01-01, code: "1.4", status: in_progress', "mã gần nhất: 1.1, 1.2, 1.3"),
        ('date: 2024-01-01, code: "1", status: in_progress', "mã gần nhất: 1.1, 1.2, 1.3"),
        ('date: 2024-01-01, code: "1.1", status: in_progress, percent: -1', "ghi số nguyên từ 0 đến 100"),
    ],
)
def test_hint_names_the_nearest_right_value(entry: str, hint: str) -> None:
    assert hint_of({"progress/2024/snv.yaml": log_of("snv", entry)}) == hint


def test_short_name_in_place_of_an_id_is_understood_in_the_hint() -> None:
    assert hint_of({"criteria.yaml": CRITERIA.replace("[stc]", "[STC]")}) == "có phải «stc»?"


@pytest.mark.parametrize(("ending", "line"), [("\n", 6), ("\r\n", 6), ("\r", 6)])
def test_lines_are_counted_as_editors_count_them(ending: str, line: int) -> None:
    odd = AGENCIES.replace("name: Sở Nội vụ", 'name: "Sở\u2028Nội\x85vụ"')
    text = odd.replace("    name: Sở Tài chính", "    nmae: Sở Tài chính")
    assert [place[:3] for place in places({"agencies.yaml": text.replace("\n", ending)})[1]] == [
        ("F004", "agencies.yaml", 3),
        ("S201", "agencies.yaml", line),
    ]


@pytest.mark.parametrize(
    ("file", "key", "typo"), [("criteria.yaml", "areas:", "aeras:"), ("agencies.yaml", "agencies:", "agencis:")]
)
def test_misspelt_top_key_is_one_problem(file: str, key: str, typo: str) -> None:
    text = {"criteria.yaml": CRITERIA, "agencies.yaml": AGENCIES}[file]
    log = log_of("snv", 'date: 2024-01-01, code: "1.1", status: in_progress')
    files = {file: text.replace(key, typo), "progress/2024/snv.yaml": log}
    assert places(files)[1] == [("S201", file, text[: text.index(key)].count("\n") + 1, 1)]


@pytest.mark.parametrize("day", ["2023-12-31", "2025-07-01"])
def test_return_out_of_time_is_told_as_an_update_is(day: str) -> None:
    log = f"year: 2024\nagency: snv\nupdates: []\nreturns:\n  - {{period: h1, date: {day}}}\n"
    assert places({"progress/2024/snv.yaml": log})[1] == [("R606", "progress/2024/snv.yaml", 5, 24)]
