from decimal import Decimal
from math import inf
from typing import Any
from xml.etree import ElementTree

from openpyxl.xml.functions import tostring
import pytest

from cchc_cli.render.charts import Places, build_chart, chart_xml
from cchc_cli.reports.parts import Chart, ChartKind
from cchc_cli.tables import Column, Kind, Line, Link, Rank, Table

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
LONG = "Sở Nông nghiệp và Phát triển nông thôn"
COLUMNS = (
    Column("agency", "Cơ quan", width=40),
    Column("done", "Hoàn thành", Kind.NUMBER),
    Column("late", "Quá hạn", Kind.NUMBER),
    Column("percent", "Tỷ lệ (%)", Kind.PERCENT),
)
LINES = (
    Line(("Sở Nội vụ", 12, 3, Decimal("57.1"))),
    Line((Link(LONG, "snnptnt"), 4, None, None)),
    Line(("Tổng", 16, 3, Decimal("60")), Rank.TOTAL),
)
TABLE = Table(COLUMNS, LINES)


def chart(kind: ChartKind = ChartKind.STACKED, keys: tuple[str, ...] = ("done", "late"), table: Table = TABLE) -> Chart:
    return Chart("Theo cơ quan", kind, table, "agency", keys, "mô tả")


def tree(drawn: Any) -> Any:
    return ElementTree.fromstring(tostring(drawn._write()))


def points(data: Any) -> dict[str, str]:
    return {point.get("idx"): point.find(f"{C}v").text for point in data.iter(f"{C}pt")}


def test_series_without_places_carry_names_and_values_alone() -> None:
    root = ElementTree.fromstring(chart_xml(chart()))
    first, second = root.iter(f"{C}ser")
    assert [series.find(f"{C}tx/{C}v").text for series in (first, second)] == ["Hoàn thành", "Quá hạn"]
    assert points(first.find(f"{C}cat/{C}strLit")) == {"0": "Sở Nội vụ", "1": LONG}
    assert points(first.find(f"{C}val/{C}numLit")) == {"0": "12", "1": "4"}
    assert root.findall(f".//{C}f") == []


def test_none_is_a_gap() -> None:
    _, second = ElementTree.fromstring(chart_xml(chart())).iter(f"{C}ser")
    data = second.find(f"{C}val/{C}numLit")
    assert data is not None
    assert (data.find(f"{C}ptCount").get("val"), points(data)) == ("2", {"0": "3"})  # type: ignore[union-attr]


def test_series_refer_to_cells_of_their_table_without_totals_and_carry_their_values() -> None:
    first, second = tree(build_chart(chart(), Places("Cơ quan's", 5, (1, 3, 5, 6)))).iter(f"{C}ser")
    assert [one.text for one in second.iter(f"{C}f")] == [
        "'Cơ quan''s'!$E$5",
        "'Cơ quan''s'!$A$6:$A$7",
        "'Cơ quan''s'!$E$6:$E$7",
    ]
    assert points(first.find(f"{C}tx/{C}strRef/{C}strCache")) == {"0": "Hoàn thành"}
    assert points(first.find(f"{C}cat/{C}strRef/{C}strCache")) == {"0": "Sở Nội vụ", "1": LONG}
    assert points(first.find(f"{C}val/{C}numRef/{C}numCache")) == {"0": "12", "1": "4"}


def test_chart_of_a_table_without_lines_refers_to_one_row() -> None:
    first, _ = tree(build_chart(chart(table=TABLE._replace(lines=LINES[2:])), Places("A", 5, (1, 2, 3, 4)))).iter(
        f"{C}ser"
    )
    assert [one.text for one in first.iter(f"{C}f")] == ["'A'!$B$5", "'A'!$A$6:$A$6", "'A'!$B$6:$B$6"]


def test_labels_have_their_own_format_so_that_parts_of_nothing_bear_none() -> None:
    formats = [one.attrib for one in tree(build_chart(chart())).iter(f"{C}numFmt") if "$" in one.get("formatCode")]
    assert formats == [{"formatCode": "[$-42A]0;-[$-42A]0;;", "sourceLinked": "0"}] * 2


def test_figures_in_parts_are_dark_on_light_colours_and_light_on_dark() -> None:
    states = ("done", "no_report")
    table = Table((COLUMNS[0], *(Column(key, key, Kind.NUMBER) for key in states)), (Line(("Sở Nội vụ", 1, 2)),))
    drawn = tree(build_chart(chart(keys=states, table=table)))
    colours = {
        series.find(f"{C}spPr/{A}solidFill/{A}srgbClr").get("val"): series.find(
            f"{C}dLbls//{A}defRPr/{A}solidFill/{A}srgbClr"
        ).get("val")
        for series in drawn.iter(f"{C}ser")
    }
    assert colours == {"2E7D32": "FFFFFF", "F9A825": "212121"}


def test_total_before_other_lines_is_a_bug() -> None:
    with pytest.raises(AssertionError, match="totals stand last"):
        build_chart(chart(table=TABLE._replace(lines=LINES[::-1])))


@pytest.mark.parametrize(
    ("kind", "keys", "tag", "grouping", "order", "has_legend", "top"),
    [
        (ChartKind.STACKED, ("done", "late"), "barChart", "stacked", "maxMin", True, None),
        (ChartKind.BARS, ("percent",), "barChart", "clustered", "maxMin", False, "100"),
        (ChartKind.LINES, ("done", "late"), "lineChart", "standard", "minMax", True, None),
    ],
)
def test_kinds_of_charts(
    kind: ChartKind, keys: tuple[str, ...], tag: str, grouping: str, order: str, has_legend: bool, top: str | None
) -> None:
    area = tree(build_chart(chart(kind, keys))).find(f"{C}chart")
    drawn = area.find(f"{C}plotArea/{C}{tag}")
    assert drawn.find(f"{C}grouping").get("val") == grouping
    overlap = drawn.find(f"{C}overlap")
    assert (overlap.get("val") if overlap is not None else None) == ("100" if kind is ChartKind.STACKED else None)
    assert (area.find(f"{C}legend") is not None) == has_legend
    axes = [area.find(f"{C}plotArea/{C}{axis}") for axis in ("catAx", "valAx")]
    assert [axis.find(f"{C}delete").get("val") for axis in axes] == ["0", "0"]
    assert axes[0].find(f"{C}scaling/{C}orientation").get("val") == order
    assert axes[1].find(f"{C}scaling/{C}min").get("val") == "0"
    limit = axes[1].find(f"{C}scaling/{C}max")
    assert (limit.get("val") if limit is not None else None) == top


@pytest.mark.parametrize(("top", "step"), [(0, 1), (8, 1), (9, 2), (16, 2), (17, 5), (57, 10), (1234, 200)])
def test_counts_are_marked_at_whole_numbers(top: int, step: int) -> None:
    table = TABLE._replace(lines=(Line(("A", top, 0, None)),))
    axis = tree(build_chart(chart(table=table))).find(f"{C}chart/{C}plotArea/{C}valAx")
    assert axis.find(f"{C}majorUnit").get("val") == str(step)


def test_chart_of_a_document_grows_with_its_categories_up_to_a_page() -> None:
    heights = [
        build_chart(chart(table=TABLE._replace(lines=(Line(("Sở Nội vụ", 1, 1, None)),) * count))).height
        for count in (0, 1, 8, 12, 60, 600)
    ]
    assert heights == sorted(heights)
    assert heights[2] < heights[3]
    assert heights[5] == 22


def test_names_never_take_most_of_a_chart() -> None:
    table = TABLE._replace(lines=(Line((" và ".join([LONG] * 5), 1, 1, None)),))
    inside = tree(build_chart(chart(table=table), width=16)).find(f".//{C}plotArea/{C}layout/{C}manualLayout")
    assert float(inside.find(f"{C}x").get("val")) == pytest.approx(0.40 + 0.8 / 16)


def test_names_of_many_bars_are_smaller() -> None:
    sizes = []
    for count in (8, 60):
        axis = tree(build_chart(chart(table=TABLE._replace(lines=(Line((LONG, 1, 1, None)),) * count)))).find(
            f".//{C}catAx"
        )
        sizes.append(axis.find(f"{C}txPr//{A}defRPr").get("sz"))
    assert sizes == ["1100", "660"]


def test_chart_that_may_be_higher_than_a_page_has_room_for_each_name_in_letters_that_can_be_read() -> None:
    many = TABLE._replace(lines=(Line((LONG, 1, 1, None)),) * 60)
    drawn = build_chart(chart(table=many), width=30, highest=inf)
    size = int(tree(drawn).find(f".//{C}catAx/{C}txPr//{A}defRPr").get("sz")) / 100
    assert size >= 11
    assert drawn.height > 60 * size * 1.2 * 2.54 / 72


@pytest.mark.parametrize("kind", ChartKind)
def test_same_chart_same_bytes(kind: ChartKind) -> None:
    assert chart_xml(chart(kind)) == chart_xml(chart(kind))
