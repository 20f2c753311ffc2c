"""How a sheet stands on paper: across, as wide as the page, with its number, and what the report is."""

from typing import Any

from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from cchc_cli.render.typeface import FONT

PAGE_WIDTH, PAGE_HEIGHT = 760.0, 490.0  # what A4 across has between our margins, in points

_A4, _A3 = 9, 8
_WIDEST = 1.8 * PAGE_WIDTH  # what is wider would be too small to read on A4
_LONGEST_FOOTER = 90  # of each side; a footer holds 255 characters in all


def set_up_print(sheet: Worksheet, width: float, label: str | None, title: str) -> None:
    """The page for a sheet so many points wide: A4, or A3 for one with many columns.

    In its footer the report's label on the left, the page's number, the report's title on the right.
    """
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4 if width <= _WIDEST else _A3
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom = 0.6, 0.4, 0.6, 0.7
    margins.header = margins.footer = 0.3
    footer: Any = sheet.oddFooter
    footer.center.text, footer.center.font, footer.center.size = "Trang &P/&N", FONT, 11
    for side, text in ((footer.left, label), (footer.right, title)):
        if text:
            side.text, side.font, side.size = _footer_text(text), FONT, 9
    sheet.print_options.horizontalCentered = True
    sheet.sheet_view.showGridLines = False


def _footer_text(text: str) -> str:
    """One line, cut to what a footer holds, in which & means itself."""
    line = " ".join(text.split())
    cut = line if len(line) <= _LONGEST_FOOTER else line[: _LONGEST_FOOTER - 1].rstrip() + "…"
    return cut.replace("&", "&&")
