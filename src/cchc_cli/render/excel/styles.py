"""The looks of cells, made once a workbook and shared by all its cells."""

from dataclasses import dataclass, field
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils.indexed_list import IndexedList

from cchc_cli.render.typeface import FONT
from cchc_cli.tables import Kind, Rank

_LINE = Side(style="thin", color="FF808080")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_RULE = Border(bottom=Side(style="thin", color="FF000000"))
_AREA_FILL = PatternFill("solid", fgColor="FFDDEBF7")
_CRITERION_FILL = PatternFill("solid", fgColor="FFF2F2F2")
_HEADER_FILL = PatternFill("solid", fgColor="FFBDD7EE")
_OPEN_FILL = PatternFill("solid", fgColor="FFFFF8DC")
_TILE_FILL = PatternFill("solid", fgColor="FFF7F9FC")
_TILE_LINE = Side(style="thin", color="FFBFBFBF")
_LINK_COLOR = "FF0563C1"

Across = Literal["left", "center", "right"]
Down = Literal["top", "center"]

_FORMATS = {
    Kind.DAY: "dd/mm/yyyy",
    Kind.SHARE: "0.00",
    Kind.DECIMAL: "0.0",
    Kind.PERCENT: "0.0",
    Kind.SCORE: "0.00",
    Kind.NUMBER: "0",
}


@dataclass(frozen=True, slots=True)
class Look:
    """What a cell looks like; one that is open is to be filled in, also on a protected sheet.

    One that `shrinks` says its text on one line, in smaller letters where need be, instead of wrapping it.
    `edges` are the sides on which a tile of a key figure ends, of "left", "right", "top" and "bottom".
    """

    size: float = 12
    is_bold: bool = False
    is_italic: bool = False
    is_link: bool = False
    across: Across = "left"
    down: Down = "center"
    fill: Literal["none", "area", "criterion", "header", "tile"] = "none"
    border: Literal["none", "grid", "rule"] = "none"
    number_format: str = "General"
    is_underlined: bool = False
    is_open: bool = False
    shrinks: bool = False
    color: str | None = None
    edges: tuple[str, ...] = ()


def number_format(kind: Kind) -> str:
    """How numbers and days of a kind are shown."""
    return _FORMATS.get(kind, "General")


def table_look(kind: Kind, rank: Rank, size: float, *, is_link: bool = False, is_open: bool = False) -> Look:
    """The look of a cell in a table. An open cell of text has the text format, so that nothing typed is converted.

    A link shrinks: LibreOffice makes its text a field, which it never wraps.
    """
    return Look(
        size=size,
        is_bold=rank is not Rank.ROW,
        is_link=is_link,
        across="left" if kind is Kind.TEXT else "center",
        fill={Rank.AREA: "area", Rank.CRITERION: "criterion", Rank.TOTAL: "criterion"}.get(rank, "none"),  # type: ignore[arg-type]
        border="grid",
        number_format=_FORMATS.get(kind, "@" if is_open else "General"),
        is_open=is_open,
        shrinks=is_link,
    )


def set_default_font(workbook: Any) -> None:
    """Makes Times New Roman 12 the font that column widths are counted in, here and in Excel."""
    workbook._fonts = IndexedList([Font(name=FONT, size=12, family=1)])
    workbook._named_styles["Normal"].font = Font(name=FONT, size=12, family=1)


@dataclass
class Styles:
    """Turns looks into the style of a workbook's cells; each look is registered once."""

    workbook: Workbook
    _made: dict[Look, Any] = field(default_factory=dict)

    def of(self, look: Look) -> Any:
        """The style of a look, to be given to cells as it is: a tenth of the cost of setting its parts on each."""
        style = self._made.get(look)
        if style is None:
            style = self._made[look] = self._make(look)
        return style

    def apply(self, cell: Any, look: Look) -> None:
        """Gives one cell a look."""
        cell._style = self.of(look)

    def _make(self, look: Look) -> Any:
        model: Any = WriteOnlyCell(self.workbook.worksheets[0])
        model.font = Font(
            name=FONT,
            size=look.size,
            bold=look.is_bold,
            italic=look.is_italic,
            underline="single" if look.is_link or look.is_underlined else None,
            color=look.color or (_LINK_COLOR if look.is_link else None),
        )
        model.alignment = Alignment(
            horizontal=look.across, vertical=look.down, wrap_text=not look.shrinks, shrink_to_fit=look.shrinks or None
        )
        fills = {"area": _AREA_FILL, "criterion": _CRITERION_FILL, "header": _HEADER_FILL, "tile": _TILE_FILL}
        if look.fill in fills:
            model.fill = fills[look.fill]
        if look.is_open:
            model.fill, model.protection = _OPEN_FILL, Protection(locked=False)
        if look.border != "none":
            model.border = _GRID if look.border == "grid" else _RULE
        if look.edges:
            model.border = Border(**dict.fromkeys(look.edges, _TILE_LINE))  # type: ignore[arg-type]
        model.number_format = look.number_format
        return model._style
