"""Charts on a sheet: rows kept free for each, and the charts once all tables stand."""

from math import ceil, inf
from typing import Any

from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor

from cchc_cli.render.charts import Places, build_chart
from cchc_cli.render.excel.page import Page
from cchc_cli.reports.parts import Chart

_ROW_HEIGHT = 20.0
_POINTS_OF_CENTIMETRE = 72 / 2.54
_EDGE = 38_100  # in EMU: between the chart and the cells around it


def keep_room(page: Page, chart: Chart) -> None:
    """Keeps rows for a chart over the width of the sheet; it is drawn by `draw_charts`.

    One that is higher than a page begins a page, with the texts above it.
    """
    height = _built(page, chart).height * _POINTS_OF_CENTIMETRE
    if height > page.room:
        page.begin_block()
    first, rows = page.row, ceil(height / _ROW_HEIGHT)
    for _ in range(rows):
        page.advance(round(height / rows, 1))
    page.charts.append((chart, first, page.row))
    page.end_block(first, is_whole=True)


def draw_charts(page: Page) -> None:
    """Puts the charts of a sheet where room was kept for them; their series refer to the tables that stand on it."""
    for chart, first, end in page.charts:
        placed = next((placed for placed in page.tables if placed.table == chart.table), None)
        assert placed is not None, f"the table of the chart «{chart.title}» stands on its sheet"
        columns = tuple(first for first, _ in placed.spans)
        drawn = _built(page, chart, Places(page.sheet.title, placed.header, columns))
        drawn.description = chart.description
        drawn.anchor = TwoCellAnchor(
            editAs="oneCell",
            _from=AnchorMarker(col=0, row=first - 1, colOff=_EDGE, rowOff=_EDGE),
            to=AnchorMarker(col=len(page.widths), row=end - 1, colOff=0, rowOff=0),
        )
        page.sheet.add_chart(drawn)


def _built(page: Page, chart: Chart, places: Places | None = None) -> Any:
    return build_chart(chart, places, page.width / _POINTS_OF_CENTIMETRE, highest=inf)
