"""Options that several commands share, and the types of their values."""

from collections.abc import Callable
from datetime import date
import os
from pathlib import Path
import re
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from cchc_cli.model.states import Period, Status
from cchc_cli.text import clean, spelling_key, unmarked_key

Function = TypeVar("Function", bound=Callable[..., Any])

_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_PRINTED_DAY = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")


class WordsType(click.ParamType[str]):
    """Text as the program keeps it: NFC, read as UTF-8 even where the system's own code page is not."""

    name = "chữ"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return clean(os.fsencode(value).decode("utf-8", "replace") if _has_raw_bytes(value) else value).strip()


def _has_raw_bytes(value: str) -> bool:
    return any("\udc80" <= letter <= "\udcff" for letter in value)


class DayType(click.ParamType[date]):
    """A day, as 2024-06-28 or 28/6/2024."""

    name = "ngày"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        if found := _ISO_DAY.fullmatch(value.strip()):
            year, month, day = found.groups()
        elif found := _PRINTED_DAY.fullmatch(value.strip()):
            day, month, year = found.groups()
        else:
            self.fail(f"«{value}» không phải ngày; viết 2024-06-28 hoặc 28/6/2024", param, ctx)
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            self.fail(f"không có ngày «{value}»", param, ctx)


class StatusType(click.ParamType[Status]):
    """A state, by its id or its Vietnamese label."""

    name = "trạng thái"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Status:
        if isinstance(value, Status):
            return value
        words = WordsType().convert(value, param, ctx)
        for fold in (str, spelling_key, unmarked_key):
            for status in Status:
                if fold(words) in (fold(status.value), fold(status.label)):
                    return status
        choices = ", ".join(f"{status.value} ({status.label})" for status in Status)
        self.fail(f"«{words}» không phải trạng thái; chọn: {choices}", param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return [
            CompletionItem(status.value, help=status.label) for status in Status if status.value.startswith(incomplete)
        ]


class PeriodType(click.ParamType[Period]):
    """A reporting period, by its id."""

    name = "kỳ"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        if isinstance(value, Period):
            return value
        for period in Period:
            if value.strip().lower() == period.value or spelling_key(value) == spelling_key(period.label):
                return period
        choices = ", ".join(f"{period.value} ({period.label})" for period in Period)
        self.fail(f"«{value}» không phải kỳ báo cáo; chọn: {choices}", param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return [
            CompletionItem(period.value, help=period.label) for period in Period if period.value.startswith(incomplete)
        ]


WORDS = WordsType()
FILE = click.Path(path_type=Path)


def complete_agencies(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The agencies of the data whose id, or a name by the folds, begins with what was typed."""
    from cchc_cli.cli.completion import agencies_like

    return agencies_like(ctx, incomplete)


def complete_codes(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The codes of the plan that begin with what was typed."""
    from cchc_cli.cli.completion import codes_like

    return codes_like(ctx, incomplete)


def define(summary: str) -> Callable[[Callable[..., Any]], click.Command]:
    """A command with its help and the Vietnamese word for its options."""
    return click.command(help=summary, options_metavar="[TÙY CHỌN]")


def _take_data(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value:
        ctx.find_root().params["data"] = value


def data_option(function: Function) -> Function:
    """`--data` behind the command too, where people put it; it means the same as before the command."""
    return click.option("--data", hidden=True, expose_value=False, callback=_take_data)(function)


def moment_options(function: Function) -> Function:
    """`--year`, `--as-of`, `--period`: which plan, and as of when its states are told."""
    return day_options(
        click.option("--period", type=PeriodType(), metavar="KỲ", help="Kỳ báo cáo: q1, h1, m9 hoặc year.")(function)
    )


def day_options(function: Function) -> Function:
    """`--year`, `--as-of`: which plan, and up to which day."""
    for option in (
        click.option(
            "--as-of", type=DayType(), metavar="NGÀY", help="Tính trạng thái đến ngày này (mặc định: hôm nay)."
        ),
        click.option("--year", "-y", type=int, metavar="NĂM", help="Năm kế hoạch (mặc định: theo ngày tính)."),
    ):
        function = option(function)
    return data_option(function)


def agency_option(help_text: str, *, is_multiple: bool) -> Callable[[Function], Function]:
    """`--agency`, by id, short name, name or part of it."""
    return click.option(
        "--agency",
        "-a",
        "agency",
        type=WORDS,
        metavar="CƠ QUAN",
        multiple=is_multiple,
        shell_complete=complete_agencies,
        help=help_text,
    )


def current_option(function: Function) -> Function:
    """`--current`: rows by who answers for them on day D, in the place of the leads that are printed."""
    help_text = "Chủ trì là cơ quan đang trả lời (sau sắp xếp bộ máy)."
    return click.option("--current", "is_current", is_flag=True, help=help_text)(function)


def listing_options(function: Function) -> Function:
    """`--format` and `--output` of a listing; the suffix of the output picks its format."""
    formats = ("table", "json", "csv", "md")
    for option in (
        click.option("--output", "-o", type=FILE, metavar="TỆP", help="Ghi ra tệp: .xlsx, .csv, .json hoặc .md."),
        click.option("--format", "-f", "format_", type=click.Choice(formats), help="Dạng in ra (mặc định: bảng)."),
    ):
        function = option(function)
    return function


def page_options(function: Function) -> Function:
    """`--format` and `--output` of a page, which is no single table; the suffix of the output picks its format."""
    for option in (
        click.option("--output", "-o", type=FILE, metavar="TỆP", help="Ghi ra tệp: .json hoặc .md."),
        click.option(
            "--format",
            "-f",
            "format_",
            type=click.Choice(("table", "json", "md")),
            help="Dạng in ra (mặc định: bảng).",
        ),
    ):
        function = option(function)
    return function
