"""Plans as plain text: lines, rows parted by tabs, Markdown tables, CSV."""

from unicodedata import normalize

import pytest

from cchc_cli.diagnostics import Span
from cchc_cli.ingest.papers.paper import Line, Table
from word_files import paper_of, read_shown, refusal

TEXT = "Phụ lục\n\nSTT\tTên\n1\tRà soát\n\nSTT\tTên\n2\tBáo cáo\n"
READ: list[object] = ["Phụ lục", [["STT", "Tên"], ["1", "Rà soát"]], [["STT", "Tên"], ["2", "Báo cáo"]]]


def plain(text: str, name: str = "k.txt") -> list[str | list[list[str]]]:
    return read_shown(text.encode(), name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding, end) -> None:
    assert read_shown(TEXT.replace("\n", end).encode(encoding), "k.txt") == READ


def test_utf_16_without_a_mark() -> None:
    assert read_shown(TEXT.encode("utf-16-le"), "k.txt") == READ
    assert read_shown(TEXT.encode("utf-16-be"), "k.txt") == READ


def test_places_are_lines_of_the_file() -> None:
    places = []
    for part in paper_of(TEXT.encode(), "k.txt").parts:
        places += [part.span] if isinstance(part, Line) else [row.span for row in part.rows]
    assert places == [Span("k.txt", line, 1, line, 1) for line in (1, 3, 4, 6, 7)]


def test_line_without_a_tab_parts_a_table() -> None:
    assert plain("1\ta\nII. Thể chế\n2\tb") == [[["1", "a"]], "II. Thể chế", [["2", "b"]]]


def test_rows_are_as_long_as_the_longest() -> None:
    assert plain("a\tb\tc\n1\n1\t2\n\t\tx") == [[["a", "b", "c"]], "1", [["1", "2", ""], ["", "", "x"]]]


def test_cells_in_quotes_as_spreadsheets_copy_them() -> None:
    text = 'STT\tTên\n1\t"Rà soát\nvăn bản"\n"2\nb"\t"gọi là ""mẫu"""\n3\t"Dân vận khéo"\n'
    assert plain(text) == [
        [["STT", "Tên"], ["1", "Rà soát\nvăn bản"], ["2\nb", 'gọi là "mẫu"'], ["3", '"Dân vận khéo"']]
    ]
    [table] = paper_of(text.encode(), "k.txt").parts
    assert isinstance(table, Table)
    assert [row.span.line for row in table.rows] == [1, 2, 4, 6]


def test_quote_that_is_not_closed_swallows_nothing() -> None:
    assert plain('1\t"Rà soát\n2\tBáo cáo\n"Ghi chú\nhết"') == [
        [["1", '"Rà soát'], ["2", "Báo cáo"]],
        '"Ghi chú',
        'hết"',
    ]


def test_marks_of_markdown_and_html_are_taken_off() -> None:
    assert plain("**Phụ lục II**  \n*(Kèm theo)*\n## I. Chung\n1\t<b>1.1</b>\tA &amp; B\\_c<br>d") == [
        "Phụ lục II",
        "(Kèm theo)",
        "I. Chung",
        [["1", "1.1", "A & B_c\nd"]],
    ]


@pytest.mark.parametrize("text", ["5 * 3 * 2", "a < b > c", "R&D; x", "# ", "«<1 giờ»", "C:\\tệp", "**", "1.1**"])
def test_signs_that_are_no_marks_stay(text) -> None:
    assert plain(f"{text}\tx") == [[[text.strip(), "x"]]]


MARKDOWN = """\
Danh mục

| TT | Tên | Chủ trì |
|---|:---:|--:|
| **I.** | Chung |  |
| 1. | a \\| b | Sở Y tế<br>Sở Nội vụ |

hết
"""


def test_markdown_table() -> None:
    assert plain(MARKDOWN, "k.md") == [
        "Danh mục",
        [["TT", "Tên", "Chủ trì"], ["I.", "Chung", ""], ["1.", "a | b", "Sở Y tế\nSở Nội vụ"]],
        "hết",
    ]


def test_markdown_table_without_bars_at_its_sides() -> None:
    assert plain("TT | Tên\n--- | ---\n1 | a\n\nb | c") == [[["TT", "Tên"], ["1", "a"]], "b | c"]


@pytest.mark.parametrize(
    "text",
    ["1\ta\n\f2\tb\n3\tc", "1\ta\n\f\n2\tb\n3\tc", "1\ta\f\n2\tb\n3\tc", "1\ta\n\n\f\n\n2\tb\n3\tc"],
    ids=["before", "alone", "behind", "between blank lines"],
)
def test_form_feed_begins_a_page(text) -> None:
    tables = [part for part in paper_of(text.encode(), "k.txt").parts if isinstance(part, Table)]
    rows = [row for table in tables for row in table.rows]
    assert [row.cells[0].text for row in rows] == ["1", "2", "3"]
    assert [row.cells[0].text for row in rows if row.starts_page] == ["2"]


def test_page_that_begins_with_a_line_does_not_begin_with_the_row() -> None:
    [_, _, table] = paper_of(b"1\ta\n\fTrang 2\n2\tb", "k.txt").parts
    assert isinstance(table, Table)
    assert not table.rows[0].starts_page


@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_csv(sign) -> None:
    text = f'\ufeffSTT{sign}Tên\r\n1{sign}"a;, b\nc"\r\n2{sign}"gọi ""x"""\r\n'
    assert plain(text, "k.csv") == [[["STT", "Tên"], ["1", "a;, b\nc"], ["2", 'gọi "x"']]]


def test_letters_apart_from_their_marks_are_composed() -> None:
    assert plain("So\u031b\u0309 No\u0323\u0302i vu\u0323") == ["Sở Nội vụ"]


def test_text_in_the_code_table_of_windows() -> None:
    """It writes the tone of a letter behind it: «ở» as «ơ» and a hook."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    letters = (normalize("NFD", letter) for letter in "Đến hết quý: Sở Nội vụ, Sở Tài chính")
    parted = "".join(
        normalize("NFC", one.translate(dict.fromkeys(map(ord, tones)))) + "".join(mark for mark in one if mark in tones)
        for one in letters
    )
    assert refusal(parted.encode("cp1258"), "k.txt") == "W806 k.txt:1:1 byte 0xD0 không phải UTF-8"


def test_text_in_bytes_of_an_older_code_table() -> None:
    """S27."""
    content = b"STT\tTen\n1\t" + "Së Néi vô".encode("latin-1")
    assert refusal(content, "k.txt") == "W805 k.txt:2:4 chữ theo bảng mã TCVN3 (ABC): «1 Së Néi vô»"


def test_text_of_an_older_code_table_saved_as_unicode() -> None:
    """S27."""
    assert (
        refusal("STT\tTen\n1\tSë Néi vô".encode(), "k.txt")
        == "W805 k.txt:2:1 chữ theo bảng mã TCVN3 (ABC): «Së Néi vô»"
    )


def test_text_that_begins_like_a_zip_is_text() -> None:
    assert plain("PK\t1") == [[["PK", "1"]]]
