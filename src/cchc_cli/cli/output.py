"""Where results go: the terminal, a pipe, or a file written whole."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
import gc
import os
from pathlib import Path
import sys
from typing import NamedTuple, TypeVar

import click

from cchc_cli.cli.faults import BAD_COMMAND, BAD_PLACE, CommandFault, reason
from cchc_cli.render.machine import render_csv, render_json, render_markdown
from cchc_cli.render.plain import render_plain
from cchc_cli.store.write import replace_file
from cchc_cli.tables import Table

EXCEL_PATH_LIMIT = 218
_USUAL_WIDTH = 80
_MANY = 3

Item = TypeVar("Item")

LISTING_SUFFIXES = ("xlsx", "csv", "json", "md")


def suffix_of(path: Path, known: tuple[str, ...]) -> str:
    """The suffix of an output without its dot. Raises CommandFault where it is none of those known."""
    suffix = path.suffix.lower().removeprefix(".")
    if suffix not in known and path.is_dir():
        raise place_fault(path, IsADirectoryError())
    if suffix not in known:
        kinds = ", ".join(f".{one}" for one in known)
        raise CommandFault(BAD_COMMAND, f"không rõ dạng tệp của «{path}»", f"đuôi tệp có thể là: {kinds}")
    return suffix


class Listing(NamedTuple):
    """A listing as people read it, and as programs do; `day` stamps a workbook made of it."""

    table: Table
    records: Callable[[], object]
    day: date


def deliver(listing: Listing, format_: str | None, output: Path | None) -> None:
    """Shows a listing on the terminal, or gives its bytes in the format that was asked for."""
    if output is not None:
        write_file(output, rendered_listing(listing, format_of_file(format_, output, LISTING_SUFFIXES)))
        click.echo(f"Đã ghi {output}", err=True)
    elif format_ in (None, "table"):
        click.echo(table_text(listing.table), nl=False)
    else:
        write_out(rendered_listing(listing, format_))


def format_of_file(format_: str | None, output: Path, known: tuple[str, ...]) -> str:
    """The format that the suffix of an output says. Raises CommandFault where it is not known, or not the one named."""
    suffix = suffix_of(output, known)
    if format_ not in (None, suffix):
        raise CommandFault(BAD_COMMAND, f"-f {format_} không khớp với đuôi tệp «{output.name}»", "bỏ -f")
    return suffix


def rendered_listing(listing: Listing, kind: str) -> bytes:
    """The bytes of a listing in a format for files and programs."""
    match kind:
        case "json":
            return render_json(listing.records())
        case "csv":
            return render_csv(listing.table.in_files)
        case "md":
            return render_markdown(listing.table.on_screen)
    from cchc_cli.render.excel import render_table_workbook  # openpyxl is slow to load

    return render_table_workbook(listing.table, listing.day)


def terminal_width() -> int | None:
    """The width of the terminal that standard output goes to; None for a pipe or file."""
    if not sys.stdout.isatty():
        return None
    if (given := os.environ.get("COLUMNS", "")).isdecimal() and int(given) > 0:
        return int(given)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or _USUAL_WIDTH
    except OSError:
        return _USUAL_WIDTH


def table_text(table: Table, *, is_file: bool = False) -> str:
    """The table as text for wherever standard output goes, or for a file."""
    width = None if is_file else terminal_width()
    if width is None:
        return render_plain(table.on_screen)
    from cchc_cli.render.terminal import render_terminal  # rich is slow to load

    return render_terminal(table.on_screen, width, has_colour=has_colour())


def echo_line(text: str) -> None:
    """A line to standard output, on a terminal broken between words to its width."""
    width = terminal_width()
    if width is not None and len(text) > width:
        import textwrap  # most commands print no such line

        indent = " " * (len(text) - len(text.lstrip()) + 2)
        text = textwrap.fill(text, width, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False)
    click.echo(text)


def quoted(word: str) -> str:
    """A word as the shell of the system takes it, spaces and all; read as UTF-8 whatever the code page."""
    import shlex  # few commands print a command line
    import subprocess

    word = os.fsencode(word).decode("utf-8", "surrogateescape")
    return subprocess.list2cmdline([word]) if os.name == "nt" else shlex.quote(word)


def has_colour() -> bool:
    """Whether standard output is a terminal that may show colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def write_out(content: bytes) -> None:
    """Bytes to standard output, unchanged on every system."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def progress_bar(items: Sequence[Item], label: str) -> AbstractContextManager[Iterable[Item]]:
    """The items, with a bar on the error stream while they are gone through where that is a terminal."""
    if len(items) >= _MANY and not gc.isenabled():
        gc.freeze()  # what is loaded stays
        gc.enable()  # unlike our data, each workbook is full of cycles
    if len(items) < _MANY or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return nullcontext(items)
    return click.progressbar(items, label=label, file=sys.stderr, show_eta=False)


def write_file(path: Path, content: bytes) -> None:
    """Writes an output file at once. Raises CommandFault where that is not possible; then nothing has changed."""
    try:
        replace_file(path, content)
    except OSError as fault:
        raise place_fault(path, fault) from fault
    if len(os.path.abspath(path)) > EXCEL_PATH_LIMIT and path.suffix.lower() == ".xlsx":
        length = len(os.path.abspath(path))
        click.echo(f"Cảnh báo: đường dẫn dài {length} ký tự, Excel chỉ mở được đến {EXCEL_PATH_LIMIT}.", err=True)


def place_fault(path: Path, fault: OSError) -> CommandFault:
    """Why an output cannot be written, and what to do."""
    folder = path.parent
    if not folder.is_dir():
        return CommandFault(BAD_PLACE, f"không có thư mục «{folder}» để ghi «{path.name}»", "tạo thư mục đó trước")
    if path.is_dir():
        return CommandFault(BAD_PLACE, f"«{path}» là thư mục, không phải tệp", "ghi thêm tên tệp")
    if isinstance(fault, PermissionError):
        hint = "đóng tệp nếu đang mở trong Excel hay Word; xem lại quyền ghi của thư mục"
        return CommandFault(BAD_PLACE, f"không được phép ghi «{path}»", hint)
    return CommandFault(BAD_PLACE, f"không ghi được «{path}»: {reason(fault)}")
