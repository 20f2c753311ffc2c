"""Numbers that Word counts by itself: they are not in the text of the file, yet are the STT and codes of real plans."""

from collections.abc import Sequence

import pytest

from cchc_cli.ingest.papers.paper import Table
from word_files import docx, only_table, p, paper_of, read_shown, tbl, tc, tr

Level = tuple[str, str]


def level(number: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def abstract(*levels: str, number: int = 0, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{"".join(levels)}</w:abstractNum>'


def num(number: int, of: int = 0, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def at(level_: int = 0, list_: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level_}"/><w:numId w:val="{list_}"/></w:numPr>'


TREE = abstract(
    level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2.", "<w:isLgl/>"), level(2, "lowerLetter", "%3)")
)


def labels(body: Sequence[str], numbering: str, styles: str = "") -> list[object]:
    return list(read_shown(docx("".join(body), numbering=numbering, styles=styles)))


def test_cell_with_a_number_of_a_list_alone_reads_as_that_number() -> None:
    rows = [tr(tc(p("", at())), name) for name in ("Rà soát", "Báo cáo", "Đối thoại")]
    numbering = abstract(level(0, "decimal", "%1")) + num(1)
    table = only_table(docx(tbl(tr("STT", "Nhiệm vụ"), *rows), numbering=numbering))
    assert table == [["STT", "Nhiệm vụ"], ["1", "Rà soát"], ["2", "Báo cáo"], ["3", "Đối thoại"]]


def test_levels_count_within_those_above() -> None:
    body = [p("A", at()), p("B", at(1)), p("C", at(1)), p("D", at(2)), p("E", at()), p("F", at(1)), p("G", at(2))]
    assert labels(body, TREE + num(1)) == ["I. A", "1.1. B", "1.2. C", "a) D", "II. E", "2.1. F", "a) G"]


@pytest.mark.parametrize(
    ("form", "start", "label"),
    [
        ("decimal", 10, "10"),
        ("decimalZero", 7, "07"),
        ("upperRoman", 49, "XLIX"),
        ("lowerRoman", 4, "iv"),
        ("upperLetter", 28, "BB"),
        ("lowerLetter", 3, "c"),
        ("ordinalText", 3, "3"),
        ("decimal", 0, "0"),
    ],
)
def test_forms_of_numbers(form, start, label) -> None:
    assert labels([p("x", at())], abstract(level(0, form, "%1", start=start)) + num(1)) == [f"{label} x"]


@pytest.mark.parametrize(("form", "text"), [("bullet", "\u00b7"), ("none", "")])
def test_bullets_are_no_numbers(form, text) -> None:
    assert labels([p("x", at())], abstract(level(0, form, text)) + num(1)) == ["x"]


def test_words_around_a_number_stay() -> None:
    assert labels([p("", at()), p("y", at())], abstract(level(0, "decimal", "Nhiệm vụ %1:")) + num(1)) == [
        "Nhiệm vụ 1:",
        "Nhiệm vụ 2: y",
    ]


def test_uses_of_one_list_count_on_unless_told_to_begin_anew() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = abstract(level(0, "decimal", "%1")) + num(1) + num(2) + num(3, overrides=anew)
    body = [p("a", at(0, 1)), p("b", at(0, 2)), p("c", at(0, 3)), p("d", at(0, 3)), p("e", at(0, 1))]
    assert labels(body, numbering) == ["1 a", "2 b", "5 c", "6 d", "7 e"]


def test_use_with_levels_of_its_own() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1.")}</w:lvlOverride>'
    assert labels([p("x", at())], abstract(level(0, "decimal", "%1")) + num(1, overrides=own)) == ["A. x"]


def test_level_that_never_begins_anew() -> None:
    numbering = abstract(level(0, "upperRoman", "%1"), level(1, "decimal", "%2", '<w:lvlRestart w:val="0"/>')) + num(1)
    body = [p("A", at()), p("b", at(1)), p("C", at()), p("d", at(1))]
    assert labels(body, numbering) == ["I A", "1 b", "II C", "2 d"]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Tieu"><w:basedOn w:val="Muc"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
)
STYLED = abstract(level(0, "decimal", "%1.", '<w:pStyle w:val="Muc"/>'), level(1, "decimal", "%1.%2.")) + num(1)


def styled(text: str, style: str, more: str = "") -> str:
    return p(text, f'<w:pStyle w:val="{style}"/>{more}')


def test_styles_carry_numbers() -> None:
    body = [styled("A", "Muc"), styled("b", "Tieu"), styled("c", "Tieu"), styled("D", "Muc")]
    assert labels(body, STYLED, STYLES) == ["1. A", "1.1. b", "1.2. c", "2. D"]


def test_paragraph_taken_out_of_the_list_of_its_style() -> None:
    assert labels([styled("A", "Muc", '<w:numPr><w:numId w:val="0"/></w:numPr>')], STYLED, STYLES) == ["A"]


def test_style_that_is_one_level_of_a_list() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="C2"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = abstract(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2.", '<w:pStyle w:val="C2"/>')) + num(1)
    assert labels([styled("a", "C2"), styled("b", "C2")], numbering, styles) == ["1.1. a", "1.2. b"]


def test_list_by_the_style_of_another() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="DS"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    linked = abstract(more='<w:numStyleLink w:val="DS"/>') + abstract(level(0, "decimal", "%1/"), number=1)
    assert labels([p("a", at()), p("b", at(0, 2))], linked + num(1) + num(2, 1), styles) == ["1/ a", "2/ b"]


def test_what_is_deleted_or_covered_does_not_count() -> None:
    gone = '<w:del w:id="1" w:author="A"/>'
    rows = (
        tr(tc(p("", at())), "a"),
        tr(tc(p("", at())), "bỏ", properties=gone),
        tr(tc(p("", at())), tc("b", '<w:vMerge w:val="restart"/>')),
        tr(tc(p("", at())), tc(p("", at()), "<w:vMerge/>")),
        tr(tc(p("", at())), "c"),
    )
    from cchc_cli.ingest.papers.document import read_paper

    paper, _ = read_paper("k.docx", docx(tbl(*rows), numbering=abstract(level(0, "decimal", "%1")) + num(1)))
    assert paper is not None
    [table] = paper.parts
    assert isinstance(table, Table)
    assert [row.cells[0].text for row in table.rows] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("numbering", ["", abstract(level(0, "decimal", "%1")), num(1, 7), num(1)])
def test_list_that_the_file_does_not_hold(numbering) -> None:
    assert labels([p("x", at())], numbering) == ["x"]


def test_page_begins_before_the_number() -> None:
    row = tr(tc(p("<w:r><w:lastRenderedPageBreak/></w:r><w:r><w:t>x</w:t></w:r>", at())))
    [table] = paper_of(docx(tbl(row), numbering=abstract(level(0, "decimal", "%1")) + num(1))).parts
    assert isinstance(table, Table)
    assert [(one.starts_page, one.cells[0].text) for one in table.rows] == [(True, "1 x")]
