"""`cchc init`."""

from pathlib import Path

import click

from cchc_cli.cli.faults import BAD_PLACE, CommandFault, reason
from cchc_cli.cli.options import FILE, define
from cchc_cli.cli.output import quoted
from cchc_cli.store.demo import demo_files
from cchc_cli.store.home import is_home
from cchc_cli.store.packaged import plan_files, workflow
from cchc_cli.store.write import create_file

_WORKFLOW = Path(".github", "workflows", "cchc.yml")


@define("Tạo thư mục dữ liệu mới (THƯ MỤC/data) từ kế hoạch năm 2024 kèm theo chương trình; không ghi đè tệp đã có.")
@click.argument("folder", type=FILE, metavar="[THƯ MỤC]", default=Path())
@click.option("--demo", "is_demo", is_flag=True, help="Thêm thời hạn, điểm và tiến độ minh họa một năm để xem thử.")
@click.option("--ci", "has_ci", is_flag=True, help="Thêm quy trình GitHub Actions kiểm tra mỗi lần sửa dữ liệu.")
def command(folder: Path, is_demo: bool, has_ci: bool) -> None:
    data = folder / "data"
    if is_demo:
        _create_demo(data)
    elif not (has_ci and is_home(data)):
        files = plan_files()
        _create(data, files | _schemas(), made=f"Đã tạo {data} với {', '.join(files)}.")
        click.echo(f"Tiếp theo: cchc --data {quoted(str(data))} status")
    if has_ci:
        _create(folder, {_WORKFLOW.as_posix(): workflow()}, made=f"Đã tạo {folder / _WORKFLOW}.")


def _create_demo(data: Path) -> None:
    """Makes the illustrative data home, and says what it is and what to try with it."""
    files = demo_files()
    top = [name for name in files if "/" not in name]
    made = f"Đã tạo {data} với {', '.join(top)} và tiến độ của {len(files) - len(top)} cơ quan."
    _create(data, files | _schemas(), made)
    click.echo("Số liệu minh họa, không phải số liệu thật; mọi văn bản đều in dòng chữ này.")
    click.echo("Tiếp theo:")
    click.echo(f"  cchc --data {quoted(str(data))} status --as-of 2024-10-31")
    click.echo(f"  cchc --data {quoted(str(data))} report --as-of 2024-10-31 -o bao-cao.xlsx")


def _schemas() -> dict[str, bytes]:
    """The schemas that the first lines of data files name for editors."""
    from cchc_cli.cli.schema import schema_files  # pydantic is slow to load

    return {f"schema/{name}": content for name, content in schema_files().items()}


def _create(folder: Path, files: dict[str, bytes], made: str) -> None:
    existing = [folder / name for name in files if (folder / name).exists()]
    if existing:
        names = ", ".join(str(path) for path in existing)
        raise CommandFault(BAD_PLACE, f"đã có {names}", "chọn thư mục khác; cchc init không ghi đè")
    try:
        folder.parent.mkdir(exist_ok=True)
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            create_file(folder / name, content)
    except OSError as fault:
        raise CommandFault(BAD_PLACE, f"không tạo được «{folder}»: {reason(fault)}") from fault
    click.echo(made)
