"""The command registry, and what a run of the program comes to. Imports nothing that a command alone needs."""

import gc
import os
import sys
from types import SimpleNamespace

import click

from cchc_cli import __version__
from cchc_cli.cli import vi
from cchc_cli.cli.faults import BAD_DATA, BAD_PLACE, BUG, FINE, INTERRUPTED, CommandFault, DataFault, reason
from cchc_cli.cli.lazy import Entry, LazyGroup

_COMPLETE_VARIABLE = "_CCHC_COMPLETE"


COMMANDS = {
    "status": Entry("status", "Tình hình trong một màn hình, và việc tiếp theo."),
    "list": Entry("list_rows", "Liệt kê các dòng có STT: lọc theo cơ quan, lĩnh vực, trạng thái."),
    "show": Entry("show", "Xem một dòng: vị trí, chủ trì và căn cứ, tiến độ, lịch sử."),
    "tree": Entry("tree", "Cây lĩnh vực – tiêu chí – tiêu chí thành phần, với số dòng và trạng thái."),
    "agencies": Entry("agencies", "Các cơ quan và số dòng theo trạng thái."),
    "due": Entry("due", "Dòng quá hạn, sắp đến hạn theo cơ quan; văn bản đôn đốc (Word)."),
    "validate": Entry("validate", "Kiểm tra dữ liệu: mọi vấn đề trong một lần chạy, kèm tệp:dòng:cột."),
    "explain": Entry("explain", "Giải thích một mã vấn đề: vì sao, ví dụ sai, ví dụ đúng."),
    "export": Entry("export", "Xuất danh mục được giao của một hoặc mọi cơ quan ra Excel."),
    "import": Entry("import_forms", "Nhập phiếu đã điền vào nhật ký tiến độ, sau khi cho xem thay đổi."),
    "report": Entry("report", "Báo cáo tiến độ: Excel, Word, PDF, trang web cho điện thoại, json, csv, md."),
    "diff": Entry("diff", "So sánh hai kế hoạch: hai năm, hai thư mục dữ liệu, hai bản git."),
    "history": Entry("history", "Lịch sử một dòng của kế hoạch: ai sửa gì, lúc nào, qua các năm."),
    "progress": Entry("progress", "Nhật ký tiến độ mà các cơ quan báo cáo."),
    "import-plan": Entry(
        "import_plan", "Đọc bảng của một kế hoạch (Word, Excel, văn bản) thành tệp YAML, kèm điều cần xem."
    ),
    "new-year": Entry("new_year", "Bắt đầu kế hoạch năm sau từ kế hoạch gần nhất, kèm điều cần xem."),
    "schema": Entry("schema", "In JSON Schema của các tệp dữ liệu, cho trình soạn thảo."),
    "init": Entry("init", "Tạo thư mục dữ liệu mới từ kế hoạch năm 2024 kèm theo chương trình."),
}


@click.command(
    cls=LazyGroup,
    entries=COMMANDS,
    options_metavar="[TÙY CHỌN]",
    subcommand_metavar="LỆNH [THAM SỐ]…",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Hướng dẫn của từng lệnh: cchc LỆNH --help",
)
@click.option("--data", metavar="THƯ MỤC", envvar="CCHC_DATA", help="Thư mục dữ liệu (mặc định: tự tìm).")
@click.version_option(__version__, prog_name="cchc", message="%(prog)s %(version)s", help="In phiên bản rồi thoát.")
def root(data: str | None) -> None:
    """Kế hoạch cải cách hành chính (CCHC) hằng năm: tra cứu, kiểm tra, giao việc, báo cáo từ dữ liệu YAML."""


def main() -> None:
    """Runs the program with the arguments of the process and ends it with the exit code."""
    gc.disable()  # a short run over data without cycles: the collector would only slow the loading
    _skip_plugin_search()
    _open_closed_streams()
    _speak_utf8()
    code = run(sys.argv[1:])
    sys.exit(_flushed(code))


def run(args: list[str]) -> int:
    """Runs one command; the exit code. Whatever goes wrong is said on the error stream, never as a traceback."""
    vi.install()
    try:
        return _invoke(args)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as fault:
        fault.show()
        return fault.exit_code
    except CommandFault as fault:
        click.echo(str(fault), err=True)
        return fault.exit_code
    except DataFault as fault:
        click.echo(fault.findings, err=True, nl=False)
        return BAD_DATA
    except (click.Abort, KeyboardInterrupt):
        click.echo(vi.translate("Aborted!"), err=True)
        return INTERRUPTED
    except BrokenPipeError:
        return _silenced()
    except OSError as fault:
        click.echo(f"Lỗi: {reason(fault)}: {fault.filename or ''}".rstrip(": "), err=True)
        return BAD_PLACE
    except Exception as fault:
        return _bug(fault)


def _invoke(args: list[str]) -> int:
    if _COMPLETE_VARIABLE in os.environ:
        root.main(args, prog_name="cchc", complete_var=_COMPLETE_VARIABLE)
    # not through `root.main`, which makes exit code 1, faulty data, of a pipe that its reader closed
    with root.make_context("cchc", args) as context:
        return root.invoke(context) or FINE


def _bug(fault: Exception) -> int:
    if os.environ.get("CCHC_DEBUG"):
        raise fault
    message = f"Lỗi của chương trình cchc {__version__}: {type(fault).__name__}: {fault}"
    hint = "Dữ liệu không bị sửa. Hãy báo lại lỗi này; đặt biến CCHC_DEBUG=1 để in chi tiết."
    click.echo(f"{message}\n{hint}", err=True)
    return BUG


def _skip_plugin_search() -> None:
    """Keeps pydantic from looking for plugins in the metadata of every installed package: a tenth of a short run.

    Its own switch, PYDANTIC_DISABLE_PLUGINS, is read only after the search machinery has been imported, which is the
    slow part. A test holds the installed version to asking this one name of the module.
    """
    sys.modules.setdefault("pydantic.plugin._loader", SimpleNamespace(get_plugins=tuple))  # type: ignore[arg-type]


def _open_closed_streams() -> None:
    """Where the caller closed a stream (`>&-`), what is written to it goes nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115


def _speak_utf8() -> None:
    """Bytes out are UTF-8 with bare line feeds whatever the console's code page; raw file names pass unchanged."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="surrogateescape", newline="\n")


def _flushed(code: int) -> int:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return _silenced()
    except OSError as fault:
        _silenced()
        click.echo(f"Lỗi: không ghi được đầu ra: {reason(fault)}", err=True)
        return BAD_PLACE
    return code


def _silenced() -> int:
    """The reader of the pipe has gone: what is left to write goes nowhere, and that is no fault."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FINE
