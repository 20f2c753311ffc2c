"""`cchc explain`."""

from difflib import get_close_matches
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from cchc_cli.cli.all_codes import ALL_CODES
from cchc_cli.cli.faults import BAD_COMMAND, CommandFault
from cchc_cli.cli.options import FILE, WORDS, define
from cchc_cli.cli.output import write_file, write_out
from cchc_cli.render.findings.codes_page import codes_list, codes_page, explanation, explanation_markdown

_FORMAT_HELP = "Dạng in ra; md không nêu mã là cả trang tài liệu."


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(code.id, help=code.name) for code in ALL_CODES if code.id.startswith(incomplete.upper())]


@define("Giải thích một mã vấn đề (như A401): vì sao, ví dụ sai, ví dụ đúng. Không nêu mã: liệt kê mọi mã.")
@click.argument("code", required=False, type=WORDS, metavar="[MÃ]", shell_complete=_complete)
@click.option("--format", "-f", "format_", type=click.Choice(["text", "md"]), default="text", help=_FORMAT_HELP)
@click.option("--output", "-o", type=FILE, metavar="TỆP", help="Ghi ra tệp (UTF-8).")
def command(code: str | None, format_: str, output: Path | None) -> None:
    content = _chosen(code, format_).encode("utf-8")
    if output is None:
        write_out(content)
    else:
        write_file(output, content)
        click.echo(f"Đã ghi {output}", err=True)


def _chosen(code: str | None, format_: str) -> str:
    explain = explanation_markdown if format_ == "md" else explanation
    if code is None:
        return codes_page(ALL_CODES) if format_ == "md" else codes_list(ALL_CODES)
    known = {one.id: one for one in ALL_CODES} | {one.name: one for one in ALL_CODES}
    found = known.get(code.upper()) or known.get(code.lower())
    if found is None:
        near = get_close_matches(code.upper(), known, n=3, cutoff=0.4)
        hint = f"gần nhất: {', '.join(near)}" if near else "mọi mã: cchc explain"
        raise CommandFault(BAD_COMMAND, f"không có mã vấn đề «{code}»", hint)
    return explain(found)
