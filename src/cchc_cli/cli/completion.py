"""What the shell completes from the data. Broken or missing data complete to nothing, without a word."""

from contextlib import suppress
from datetime import date

import click
from click.shell_completion import CompletionItem

from cchc_cli.cli.faults import CommandFault
from cchc_cli.cli.session import check_home, locate_home, today
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.standing import default_year
from cchc_cli.text import unmarked_key


def agencies_like(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    """The agencies whose id, short name or name begins with what was typed, as ids with their names beside."""
    typed = unmarked_key(incomplete)
    return [
        CompletionItem(agency.id, help=agency.name)
        for agency in _catalogue(ctx).agencies
        if any(unmarked_key(label).startswith(typed) for label in (agency.id, agency.short_name, agency.name))
    ]


def codes_like(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    """The codes that begin with what was typed, with the names of their rows beside."""
    catalogue = _catalogue(ctx)
    year = ctx.params.get("year") or default_year([plan.year for plan in catalogue.plans], _day(ctx))
    plan = catalogue.plan(year) if year is not None else None
    rows = plan.rows if plan else ()
    return [CompletionItem(row.code, help=row.name) for row in rows if row.code.startswith(incomplete)]


def _day(ctx: click.Context) -> date:
    day: date | None = ctx.params.get("as_of")
    return day or today()


def _catalogue(ctx: click.Context) -> Catalogue:
    with suppress(CommandFault, OSError):
        return check_home(locate_home(ctx.find_root().params.get("data"))).catalogue
    return Catalogue()
