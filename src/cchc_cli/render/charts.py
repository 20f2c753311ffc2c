"""Charts as workbooks and documents hold them: drawn by the program that shows them, from values they carry."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from itertools import dropwhile
from typing import Any, NamedTuple

from openpyxl.chart import BarChart, LineChart
from openpyxl.chart.data_source import AxDataSource, NumData, NumDataSource, NumRef, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.chart.title import Title, title_maker
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.xml.functions import tostring

from cchc_cli.render.chart_room import LABEL_SIZE, TEXT_SIZE, TITLE_SIZE, Room, room_of
from cchc_cli.render.palette import DARK, LIGHT, readable_on, series_colour
from cchc_cli.render.typeface import FONT
from cchc_cli.reports.parts import Chart, ChartKind
from cchc_cli.tables import Kind, Rank
from cchc_cli.text import clean

USUAL_WIDTH = 16.0
_PAGE = 22.0  # what a page of a document has room for, in centimetres, with the chart's heading

_MOST_STEPS = 8
_AXIS_COLOUR, _GRID_COLOUR = "808080", "D9D9D9"
_FORMATS = {Kind.NUMBER: "0", Kind.DECIMAL: "0.0", Kind.SHARE: "0.00", Kind.SCORE: "0.00", Kind.PERCENT: "0.0"}
_VIETNAMESE = "[$-42A]"  # decimals have a comma wherever the chart is drawn
_DASHES = ("solid", "dash", "sysDot")
_LINE_WIDTH, _THIN_WIDTH = 28_575, 9_525  # in EMU


class Places(NamedTuple):
    """Where the chart's table stands: its sheet, the row of its headings, the sheet's column for each of its own."""

    sheet: str
    header: int
    columns: tuple[int, ...]

    def heading(self, index: int) -> str:
        """The cell of a column's heading."""
        return f"{quote_sheetname(self.sheet)}!${get_column_letter(self.columns[index])}${self.header}"

    def cells(self, index: int, count: int) -> str:
        """The cells of a column's first lines, of one where there is none, as a range cannot be empty."""
        letter = get_column_letter(self.columns[index])
        return f"{quote_sheetname(self.sheet)}!${letter}${self.header + 1}:${letter}${self.header + max(count, 1)}"


def build_chart(
    chart: Chart, places: Places | None = None, width: float = USUAL_WIDTH, highest: float = _PAGE
) -> BarChart | LineChart:
    """The chart, so many centimetres wide and as high as its categories need; `width` and `height` tell.

    Its series refer to the cells of its table and carry their values; without places they are values alone.
    """
    after_totals = list(dropwhile(lambda line: line.rank is not Rank.TOTAL, chart.table.lines))
    assert all(line.rank is Rank.TOTAL for line in after_totals), "totals stand last"
    drawn: Any = LineChart() if chart.kind is ChartKind.LINES else BarChart()
    room = room_of(chart, _names(chart), width, highest)
    drawn.width, drawn.height, drawn.layout = room.width, room.height, _layout(room)
    drawn.roundedCorners = False
    if places is None:  # in a document it stands among sentences, on a sheet among tables with frames
        drawn.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))
    drawn.title = _title(clean(chart.title), TITLE_SIZE * room.scale)
    drawn.series = [_series(chart, index, places, LABEL_SIZE * room.bars) for index in range(len(chart.keys))]
    if chart.kind is ChartKind.LINES:
        drawn.marker = True
    else:
        drawn.barDir = "bar"
        drawn.gapWidth = 45
        drawn.grouping = "stacked" if chart.kind is ChartKind.STACKED else "clustered"
        drawn.overlap = 100 if chart.kind is ChartKind.STACKED else None
    _set_axes(chart, drawn, room)
    drawn.legend = None
    if len(chart.keys) > 1:
        drawn.legend = Legend(legendPos="b", overlay=False, txPr=_text(TEXT_SIZE * room.scale))
    drawn._write = partial(_written, drawn)
    return drawn  # type: ignore[no-any-return]


def chart_xml(chart: Chart) -> bytes:
    """The chart as the part of a document: its `chartSpace`, with values and no references."""
    drawn: Any = build_chart(chart)
    return tostring(drawn._write())  # type: ignore[no-any-return]


def _written(drawn: Any) -> Any:
    """The chart's tree as the library makes it; but the formats of its labels are their own, not those of cells."""
    tree = type(drawn)._write(drawn)
    for labels in tree.iter("dLbls"):
        labels.find("numFmt").set("sourceLinked", "0")
    return tree


def _names(chart: Chart) -> list[str]:
    return [clean(name) for name in chart.labels]


def _series(chart: Chart, index: int, places: Places | None, size: float) -> Series:
    key = chart.keys[index]
    values, names = chart.numbers(key), _names(chart)
    heading = clean(chart.column(key).heading)
    name_data = StrData(ptCount=len(names), pt=[StrVal(at, name) for at, name in enumerate(names)])
    data = _numbers(values)
    if places is None:
        title = SeriesLabel(v=heading)
        categories, amounts = AxDataSource(strLit=name_data), NumDataSource(numLit=data)
    else:
        keys = [column.key for column in chart.table.columns]
        column, label = keys.index(key), keys.index(chart.label_key)
        cache = StrData(ptCount=1, pt=[StrVal(0, heading)])
        title = SeriesLabel(strRef=StrRef(places.heading(column), cache))
        categories = AxDataSource(strRef=StrRef(places.cells(label, len(names)), name_data))
        amounts = NumDataSource(numRef=NumRef(places.cells(column, len(values)), data))
    series: Any = Series(idx=index, order=index, tx=title, cat=categories, val=amounts)
    if chart.kind is ChartKind.LINES:
        _draw_line(series, series_colour(key), _DASHES[index % len(_DASHES)])
    else:
        is_stacked, shown = chart.kind is ChartKind.STACKED, f"{_VIETNAMESE}{_FORMATS[chart.column(key).kind]}"
        _draw_bar(series, series_colour(key), size, shown, is_stacked=is_stacked)
    return series  # type: ignore[no-any-return]


def _numbers(values: Sequence[int | Decimal | None]) -> NumData:
    """The values that are there: what is none is a gap."""
    known = [NumVal(index, v=float(value)) for index, value in enumerate(values) if value is not None]
    return NumData(formatCode="General", ptCount=len(values), pt=known)


def _draw_bar(series: Any, colour: str, size: float, number_format: str, *, is_stacked: bool) -> None:
    """A bar with its figure: behind the end of a whole; in the middle of a part, unless that is 0."""
    line = LineProperties(solidFill=LIGHT if is_stacked else colour, w=_THIN_WIDTH)
    series.spPr = GraphicalProperties(solidFill=colour, ln=line)
    series.invertIfNegative = False
    text = readable_on(colour) if is_stacked else DARK
    series.dLbls = DataLabelList(
        numFmt=f"{number_format};-{number_format};;" if is_stacked else number_format,
        txPr=_text(size, colour=text),
        dLblPos="ctr" if is_stacked else "outEnd",
        showVal=True,
        **dict.fromkeys(("showLegendKey", "showCatName", "showSerName", "showPercent", "showBubbleSize"), False),
    )


def _draw_line(series: Any, colour: str, dash: Any) -> None:
    """A line that is told from others by its dashes too, where nobody prints in colour."""
    series.spPr = GraphicalProperties(ln=LineProperties(solidFill=colour, prstDash=dash, w=_LINE_WIDTH))
    dot = GraphicalProperties(solidFill=colour, ln=LineProperties(solidFill=colour))
    series.marker = Marker(symbol="circle", size=7, spPr=dot)
    series.smooth = False


def _set_axes(chart: Chart, drawn: Any, room: Room) -> None:
    """Both axes shown; the figures begin at 0, and bars lie in reading order, with the figures below them."""
    names, figures = drawn.x_axis, drawn.y_axis
    is_lying = chart.kind is not ChartKind.LINES
    names.axPos, figures.axPos = ("l", "b") if is_lying else ("b", "l")
    names.tickLblSkip = 1 if is_lying else None
    names.scaling.orientation = "maxMin" if is_lying else "minMax"
    names.tickLblPos = "low"
    figures.crosses = "max" if is_lying else "autoZero"
    figures.crossBetween = "between"
    _scale(chart, figures)
    for axis in (names, figures):
        axis.delete = False
        axis.txPr = _text(TEXT_SIZE * (room.bars if axis is names else room.scale))
        axis.spPr = _stroke(_AXIS_COLOUR)
    figures.majorGridlines.spPr = _stroke(_GRID_COLOUR)


def _scale(chart: Chart, axis: Any) -> None:
    kinds = {chart.column(key).kind for key in chart.keys}
    series = [[float(value or 0) for value in chart.numbers(key)] for key in chart.keys]
    lowest = min((min(one, default=0.0) for one in series), default=0.0)
    axis.scaling.min = 0 if lowest >= 0 else None
    axis.number_format = "General"
    if kinds <= {Kind.PERCENT, Kind.SHARE}:
        axis.scaling.max, axis.majorUnit = 100, 20
    elif kinds <= {Kind.NUMBER, Kind.DECIMAL}:
        is_stacked = chart.kind is ChartKind.STACKED
        tops = [sum(parts) if is_stacked else max(parts) for parts in zip(*series, strict=True)]
        axis.majorUnit = _step(max(tops, default=0.0))
        axis.number_format = "0"


def _step(top: float) -> int:
    """The whole number, of 1, 2, 5 and their tens, by which an axis up to here is marked."""
    unit = 1
    while True:
        for step in (unit, 2 * unit, 5 * unit):
            if top / step <= _MOST_STEPS:
                return step
        unit *= 10


def _layout(room: Room) -> Layout:
    inside = ManualLayout(
        layoutTarget="inner",
        xMode="edge",
        yMode="edge",
        x=room.left / room.width,
        y=room.above / room.height,
        w=(room.width - room.left - room.right) / room.width,
        h=(room.height - room.above - room.below) / room.height,
    )
    return Layout(manualLayout=inside)


def _title(text: str, size: float) -> Title:
    title: Any = title_maker(text)
    title.overlay = False
    for paragraph in title.tx.rich.paragraphs:
        paragraph.pPr = _paragraph(size, is_bold=True, colour=DARK)
        for run in paragraph.r:
            run.rPr = _letters(size, is_bold=True, colour=DARK)
    return title  # type: ignore[no-any-return]


def _text(size: float, *, colour: str = DARK) -> RichText:
    properties = _paragraph(size, is_bold=False, colour=colour)
    return RichText(p=[Paragraph(pPr=properties, r=[], endParaRPr=CharacterProperties(lang="vi-VN"))])


def _paragraph(size: float, *, is_bold: bool, colour: str) -> ParagraphProperties:
    return ParagraphProperties(defRPr=_letters(size, is_bold=is_bold, colour=colour))


def _letters(size: float, *, is_bold: bool, colour: str) -> CharacterProperties:
    font = Font(typeface=FONT)
    return CharacterProperties(sz=int(size * 100), b=is_bold, solidFill=colour, latin=font, cs=font, ea=font)


def _stroke(colour: str) -> GraphicalProperties:
    return GraphicalProperties(ln=LineProperties(solidFill=colour, w=_THIN_WIDTH))
