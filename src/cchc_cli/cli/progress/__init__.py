"""`cchc progress`: the log of what agencies report."""

import click

from cchc_cli.cli.lazy import Entry, LazyGroup

SUBCOMMANDS = {
    "set": Entry("progress.set_update", "Ghi một cập nhật của một dòng vào nhật ký."),
    "log": Entry("progress.log", "Xem nhật ký tiến độ: mọi dòng, hoặc một dòng."),
    "undo": Entry("progress.undo", "Lấy lại lần ghi cuối (nhập phiếu, hoặc ghi tay bằng lệnh)."),
}


@click.command(
    cls=LazyGroup,
    entries=SUBCOMMANDS,
    options_metavar="[TÙY CHỌN]",
    subcommand_metavar="LỆNH [THAM SỐ]…",
    help="Nhật ký tiến độ: ghi một cập nhật, xem lịch sử, lấy lại lần ghi cuối.",
)
def command() -> None:
    pass
