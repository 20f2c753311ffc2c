"""`cchc explain`."""

from difflib import get_close_matches

import click
from click.shell_completion import CompletionItem

from cchc_cli.cli.faults import BAD_COMMAND, CommandFault
from cchc_cli.cli.options import WORDS, define
from cchc_cli.loader.all_codes import ALL_CODES
from cchc_cli.render.findings.text import explanation


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(code.id, help=code.name) for code in ALL_CODES if code.id.startswith(incomplete.upper())]


@define("Giải thích một mã vấn đề (như A401): vì sao, ví dụ sai, ví dụ đúng. Không nêu mã: liệt kê mọi mã.")
@click.argument("code", required=False, type=WORDS, metavar="[MÃ]", shell_complete=_complete)
def command(code: str | None) -> None:
    if code is None:
        for one in ALL_CODES:
            click.echo(f"{one.id}  {one.name}: {one.why}")
        return
    known = {one.id: one for one in ALL_CODES} | {one.name: one for one in ALL_CODES}
    found = known.get(code.upper()) or known.get(code.lower())
    if found is None:
        near = get_close_matches(code.upper(), known, n=3, cutoff=0.4)
        hint = f"gần nhất: {', '.join(near)}" if near else "mọi mã: cchc explain"
        raise CommandFault(BAD_COMMAND, f"không có mã vấn đề «{code}»", hint)
    click.echo(explanation(found), nl=False)
