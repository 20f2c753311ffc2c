"""The page of a report as text; what a browser makes of it is tested beside."""

from base64 import b64encode
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
import re

from jinja2 import Environment
import pytest

from cchc_cli.render.html import page, render_html
from cchc_cli.render.palette import readable_on
from cchc_cli.reports import Facts, Paragraph, Report, Section, TablePart
from cchc_cli.reports.parts import Chart, ChartKind, Figure, Figures
from cchc_cli.tables import Column, Kind, Line, Link, Table
from pages import DAY, sample_report

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    '"</script><b>',
    "</style></title><b>",
    "& < ' &lt;",
    "{{7*7}}{% x %}",
    "javascript:alert(1)",
    "' onclick='x",
    "<!--",
)


class Outline(HTMLParser):
    """The elements of a page with the names of their attributes, its texts, and the values of its attributes."""

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, ...]] = []
        self.texts: list[str] = []
        self.values: dict[str, list[str]] = {}
        self.feed(content.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, *(name for name, _ in attrs)))
        for name, value in attrs:
            self.values.setdefault(name, []).append(value or "")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def shown(self) -> str:
        """All that the page tells, in texts and attributes."""
        return "\n".join((*self.texts, *(value for values in self.values.values() for value in values)))

    def handle_comment(self, data: str) -> None:
        self.elements.append(("comment",))


def test_same_report_gives_same_bytes() -> None:
    content = render_html(sample_report())
    assert content == render_html(sample_report())
    assert content.startswith(b'<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n')
    assert b"\r" not in content


def test_page_has_the_sections_that_the_report_names_in_that_order() -> None:
    report = sample_report()
    assert re.findall(r'<section id="([^"]+)"', render_html(report).decode()) == [
        "summary",
        "agencies",
        "detail",
        "agency-snv",
        "agency-stc",
    ]
    short = render_html(replace(report, page=("detail", "summary"))).decode()
    assert re.findall(r'<section id="([^"]+)"', short) == ["detail", "summary"]


def test_link_to_a_section_that_is_not_on_the_page_is_plain_text() -> None:
    content = render_html(replace(sample_report(), page=("summary", "agencies"))).decode()
    assert ">Sở Nội vụ</th>" in content
    assert "#agency-snv" not in content


def test_link_to_a_row_leads_to_it_and_ids_differ() -> None:
    outline = Outline(render_html(sample_report()))
    ids, links = outline.values["id"], outline.values["href"]
    assert "#detail-row-1.1.1" in links
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)


@pytest.mark.parametrize(
    ("key", "code", "anchor"), [("detail", "1.2", "detail-row-1.2"), ("agency:a b", '1"x', "agency-a_20_b-row-1_22_x")]
)
def test_row_of_any_code_can_be_led_to(key: str, code: str, anchor: str) -> None:
    table = Table((Column("code", "Mã", Kind.LABEL),), (Line((code,)),))
    section = Section(key, "Chi tiết", (TablePart(table, is_main=True), Paragraph(Link("xem", key, code))))
    outline = Outline(render_html(Report("Báo cáo", DAY, (section,))))
    assert anchor in outline.values["id"]
    assert f"#{anchor}" in outline.values["href"]


def test_ids_differ_where_codes_do_not() -> None:
    table = Table((Column("code", "Mã", Kind.LABEL),), (Line(("1",)), Line(("1",)), Line((None,))))
    section = Section("s", "S", (TablePart(table, is_main=True), TablePart(table._replace(title="Sau"), is_main=True)))
    assert Outline(render_html(Report("Báo cáo", DAY, (section,)))).values["id"].count("s-row-1") == 1


def test_numbers_and_days_are_written_as_people_read_them() -> None:
    content = render_html(sample_report()).decode()
    assert '<td class="number" data-label="Tiến độ %">62,5<svg' in content
    assert '<rect width="62.5%" height="100%"/>' in content
    assert ">30/06/2024</td>" in content
    assert '<span class="value">33,33%' in content


def test_figure_bears_its_percent_sign_once() -> None:
    figures = Figures((Figure("Tỷ lệ (%)", Decimal("33.33"), Kind.SHARE), Figure("Tỷ lệ", Decimal(50), Kind.SHARE)))
    content = render_html(Report("Báo cáo", DAY, (Section("s", "S", (figures,)),))).decode()
    assert re.findall('<span class="value">([^<]*)<', content) == ["33,33", "50,00%"]


def test_label_stands_right_below_the_title() -> None:
    content = render_html(sample_report()).decode()
    assert '</h1>\n<p class="banner">Dữ liệu mẫu</p>' in content


def test_policy_names_the_hash_of_the_very_style_and_script() -> None:
    content = render_html(sample_report()).decode()
    policy = Outline(content.encode()).values["content"][0]
    style, script = (
        b64encode(sha256(content.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0].encode()).digest()).decode()
        for tag in ("style", "script")
    )
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    assert not re.search(r"\sstyle=|\son[a-z]+=", re.sub(r"(?s)<script>.*</script>", "", content))


def test_addresses_lead_nowhere_but_into_the_page() -> None:
    values = Outline(render_html(sample_report(" javascript:alert(1)"))).values
    assert all(link.startswith("#") or link == "data:," for link in values["href"])
    assert "src" not in values


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_data_is_never_markup(text: str) -> None:
    plain, hostile = Outline(render_html(sample_report(" ¤"))), Outline(render_html(sample_report(f" {text}")))
    assert hostile.elements == plain.elements
    assert hostile.shown.count(text) == plain.shown.count("¤") > 150


def test_what_is_not_escaped_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    real = page.build_environment

    def careless() -> Environment:
        environment = real()
        environment.autoescape = False
        return environment

    monkeypatch.setattr(page, "build_environment", careless)
    plain, hostile = Outline(render_html(sample_report(" ¤"))), Outline(render_html(sample_report(f" {HOSTILE[0]}")))
    assert ("img", "src", "onerror") in hostile.elements
    assert hostile.elements != plain.elements


def test_no_template_lets_text_through_unescaped() -> None:
    folder = Path(page.__file__).parent / "templates"
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.rglob("*.*")}
    assert [name for name, text in texts.items() if re.search(r"\|\s*safe|autoescape|Markup", text)] == []


def test_control_characters_break_lines_or_go() -> None:
    table = Table((Column("a", "A\x0bB"),), (Line(("một\x0bhai\x07",)), Line(("ba\nbốn",))))
    parts = (TablePart(table), Facts((("Kỳ\x07", "9\x0btháng"),)))
    content = render_html(Report("Báo\x07 cáo", DAY, (Section("s", "S\x07", parts),))).decode()
    assert not re.search(r"[\x00-\x08\x0b-\x1f]", content)
    assert "<title>Báo cáo</title>" in content
    assert ">A<br>\nB</th>" in content
    assert "<span>một<br>\nhai</span>" in content
    assert "<span>ba<br>\nbốn</span>" in content
    assert "<dt>Kỳ</dt><dd>9<br>\ntháng</dd>" in content


def chart(kind: ChartKind, *lines: tuple[str, int | None, int | None]) -> str:
    columns = (Column("month", "Tháng"), Column("done", "Đạt", Kind.NUMBER), Column("expected", "Hẹn", Kind.NUMBER))
    table = Table(columns, tuple(map(Line, lines)))
    part = Chart("Tên", kind, table, "month", ("done", "expected"), "Lời tả")
    content = render_html(Report("Báo cáo", DAY, (Section("s", "S", (part,)),))).decode()
    return content.partition("<figure")[2].partition("</figure>")[0]


def test_line_has_a_gap_where_a_value_is_missing() -> None:
    drawn = chart(ChartKind.LINES, ("T1", 1, 0), ("T2", None, 1), ("T3", 2, 2), ("T4", 4, 3))
    assert drawn.count('stroke="#2E7D32" stroke-width="2.5"/>') == 1
    assert drawn.count('stroke="#616161" stroke-width="2.5" stroke-dasharray') == 3
    assert drawn.count("<circle") == 7


def test_where_names_lack_room_the_last_is_there() -> None:
    drawn = chart(ChartKind.LINES, *((f"T{month}/2025", month, None) for month in range(1, 13)))
    names = re.findall(r">(T\d+/2025)</text>", drawn)
    assert names[-1] == "T12/2025"
    assert 1 < len(names) < 12


def test_bars_print_their_numbers_and_zero_takes_no_room() -> None:
    drawn = chart(ChartKind.STACKED, ("Một", 3, 1), ("Hai", 0, 2))
    assert re.findall(r'<text class="(?:inside|strong)"[^>]*>([^<]*)<', drawn) == ["3", "1", "4", "2", "2"]
    assert drawn.count("<rect x=") == 3


def test_part_too_narrow_for_its_number_bears_none() -> None:
    drawn = chart(ChartKind.STACKED, ("Một", 99, 1))
    assert re.findall(r'<text class="(?:inside|strong)"[^>]*>([^<]*)<', drawn) == ["99", "100"]


@pytest.mark.parametrize(("colour", "text"), [("2E7D32", "FFFFFF"), ("C62828", "FFFFFF"), ("F9A825", "212121")])
def test_number_in_a_part_stands_out_from_its_colour(colour: str, text: str) -> None:
    assert readable_on(colour) == text


@pytest.mark.parametrize("kind", list(ChartKind))
def test_chart_of_nothing_is_drawn(kind: ChartKind) -> None:
    assert "<desc>Lời tả</desc>" in chart(kind)
    assert "<desc>Lời tả</desc>" in chart(kind, ("T1", None, None), ("T2", 0, 0))


@pytest.mark.parametrize(("lines", "is_large"), [(1000, False), (1001, True)])
def test_only_a_large_table_gives_up_columns_as_wide_as_what_they_hold(lines: int, is_large: bool) -> None:
    table = Table((Column("name", "Tên"),), (Line(("x",)),) * lines)
    section = Section("s", "S", (TablePart(table, is_main=True),))
    assert ('class="table cards large"' in render_html(Report("Báo cáo", DAY, (section,))).decode()) is is_large


@pytest.mark.parametrize(("columns", "is_wide"), [(8, False), (9, True)])
def test_table_of_many_columns_is_printed_on_paper_that_lies_across(columns: int, is_wide: bool) -> None:
    table = Table(tuple(Column(str(number), "Cột") for number in range(columns)), ())
    section = Section("s", "S", (TablePart(table, is_main=True),))
    assert ('class="table cards wide"' in render_html(Report("Báo cáo", DAY, (section,))).decode()) is is_wide


@pytest.mark.parametrize(
    ("text", "look"),
    [("Hoàn thành", "state-done"), ("Không đạt (quá hạn)", "state-not_met"), ("Khác", "state-other")],
)
def test_state_is_a_mark_with_its_word(text: str, look: str) -> None:
    table = Table((Column("status", "Trạng thái", Kind.STATE),), (Line((text,)),))
    content = render_html(Report("Báo cáo", DAY, (Section("s", "S", (TablePart(table),)),))).decode()
    assert f'<span class="badge {look}">{text}</span>' in content
