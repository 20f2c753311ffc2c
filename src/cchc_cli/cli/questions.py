"""What a command asks before it writes, and how the answers are read."""

from collections.abc import Sequence
from io import TextIOWrapper
import sys

import click

from cchc_cli.cli.faults import BAD_COMMAND, CommandFault
from cchc_cli.cli.incoming import Incoming
from cchc_cli.cli.output import table_text
from cchc_cli.drafting.terms import Take
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.tables.form_changes import build_conflicts_table
from cchc_cli.text import unmarked_key

_YES = frozenset(("c", "co", "y", "yes", "ghi", "dongy"))
_NO = frozenset(("k", "ko", "khong", "n", "no", ""))
_TAKE = {"p": Take.FORM, "phieu": Take.FORM, "form": Take.FORM, "n": Take.LOG, "nhatky": Take.LOG, "log": Take.LOG}


def ask(question: str) -> bool:
    """Whether the answer is yes. Raises CommandFault where there is nobody to answer."""
    while True:
        key = unmarked_key(_answer(question, "thêm --yes để ghi không hỏi, --dry-run để chỉ xem"))
        if key in _YES or key in _NO:
            return key in _YES


def ask_conflicts(incoming: Sequence[Incoming], catalogue: Catalogue) -> dict[tuple[str, str], Take]:
    """Row by row whose value to take where the log has moved while the form was out, by file and code.

    Raises CommandFault where there is nobody to answer.
    """
    taken: dict[tuple[str, str], Take] = {}
    for merged in (one.merged for one in incoming if one.merged is not None):
        plan = catalogue.plan(merged.draft.year)
        assert plan is not None
        for code in dict.fromkeys(conflict.code for conflict in merged.conflicts):
            of_row = [conflict for conflict in merged.conflicts if conflict.code == code]
            table = build_conflicts_table(of_row)
            click.echo(f"{merged.draft.file}, mã {code} {plan.by_code[code].name}: nhật ký đã đổi từ khi gửi phiếu")
            click.echo(table_text(table), nl=False)
            taken[merged.draft.file, code] = _ask_whose()
    return taken


def _ask_whose() -> Take:
    while True:
        hint = "thêm --take form|log để chọn trước, --dry-run để chỉ xem"
        key = unmarked_key(_answer("Lấy theo phiếu hay giữ nhật ký? [p/n] ", hint))
        if key in _TAKE:
            return _TAKE[key]


def _answer(question: str, hint: str) -> str:
    """What somebody answers. Raises CommandFault, with what to do instead, where nobody is there."""
    click.echo(question, nl=False, err=True)
    if isinstance(sys.stdin, TextIOWrapper) and sys.stdin.errors != "replace":
        sys.stdin.reconfigure(errors="replace")  # what cannot be read is an answer that nobody understands
    line = sys.stdin.readline() if sys.stdin else ""
    if not line:
        click.echo(err=True)
        raise CommandFault(BAD_COMMAND, "không có ai trả lời, chưa ghi gì", hint)
    return line.strip()
