"""Tables on a terminal: colours, wrapped to its width."""

from io import StringIO

from rich import box
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from cchc_cli.model.states import LATE_LABEL, Status
from cchc_cli.render.machine import cell_text
from cchc_cli.tables import Column, Kind, Line, Rank, Table

_WIDE = 140
_COLOURS = {
    Status.DONE.label: "green",
    Status.IN_PROGRESS.label: "cyan",
    Status.NOT_MET.label: "red",
    Status.NO_REPORT.label: "yellow",
}


def render_terminal(table: Table, width: int, *, has_colour: bool) -> str:
    """The table laid out for a terminal of this width, every text whole."""
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold", show_edge=False)
    for index, column in enumerate(table.columns):
        _add_column(grid, column, width, [cell_text(line.cells[index], column) for line in table.lines])
    for line in table.lines:
        grid.add_row(*_cells(line, table.columns), style="bold" if line.rank is not Rank.ROW else None)
    stream = StringIO()
    console = Console(
        file=stream,
        width=width,
        force_terminal=has_colour,
        no_color=not has_colour,
        color_system="standard" if has_colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    if table.label:
        console.print(Text(table.label, style="italic"))
    console.print(grid)
    for note in table.notes:
        console.print(Text(note))
    return stream.getvalue()


def _tight_width(heading: str, cells: list[str]) -> int:
    """As narrow as a column of numbers can be: its longest number, or the longest word of its heading."""
    return max(map(len, [*heading.split(), *cells]))


def _add_column(grid: Grid, column: Column, width: int, cells: list[str]) -> None:
    heading = column.heading if width >= _WIDE or not column.short else column.short
    is_tight = width < _WIDE and column.kind.is_numeric
    grid.add_column(
        Text(heading),
        justify="right" if column.kind.is_numeric else "left",
        no_wrap=column.key in ("stt", "code", "id") or column.kind is Kind.DAY,
        overflow="fold",
        max_width=_tight_width(heading, cells) if is_tight else None,
        ratio=column.width if column.kind is Kind.TEXT else None,
    )


def _cells(line: Line, columns: tuple[Column, ...]) -> list[Text]:
    return [_cell(cell_text(value, column)) for value, column in zip(line.cells, columns, strict=True)]


def _cell(text: str) -> Text:
    shown = Text(text)
    for label, colour in _COLOURS.items():
        if text.startswith(label):
            shown.stylize(colour, 0, len(label))
    late = text.lower().find(LATE_LABEL.lower())
    if late >= 0:
        shown.stylize("bold red", late, late + len(LATE_LABEL))
    return shown
