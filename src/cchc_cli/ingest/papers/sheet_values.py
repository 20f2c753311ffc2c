"""What a cell of a workbook shows, as near as codes and deadlines need it."""

from datetime import date, datetime, time
import re

from cchc_cli.ingest.papers.wording import kept
from cchc_cli.ingest.workbook import Cell

_UNSHOWN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')  # words, colours, languages, gaps in a number format
_AROUND = re.compile(r'((?:"[^"]*"|\\.)*)(?:0+|#|General)((?:"[^"]*"|\\.)*)')
_QUOTED = re.compile(r'"([^"]*)"|\\(.)')


def shown_text(cell: Cell) -> str:
    """The text of a cell: of a number its figures with a point, of a day what its format shows of it.

    «6/2024» typed into a cell became the first of June, shown as month and year: it is 6/2024 again.
    """
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return kept(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return _number(value, cell.number_format)
    if isinstance(value, (datetime, date)):
        return _day(value, cell.number_format)
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def _number(value: float, number_format: str) -> str:
    if "%" in number_format:
        return _figures(value * 100) + "%"
    around = _AROUND.fullmatch(number_format)
    before, after = (_QUOTED.sub(r"\1\2", text) for text in around.groups()) if around else ("", "")
    return kept(f"{before}{_figures(value)}{after}")


def _figures(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{round(value, 10):.15g}"


def _day(value: date, number_format: str) -> str:
    letters = _UNSHOWN.sub("", number_format.split(";", maxsplit=1)[0]).lower()
    has_day, has_month, has_year = "d" in letters, "m" in letters, "y" in letters
    if has_month and has_year and not has_day:
        return f"{value.month}/{value.year}"
    if has_day and has_month and not has_year:
        return f"{value.day}/{value.month}"
    return str(value.year) if has_year and not has_month else f"{value:%d/%m/%Y}"
