"""`cchc init`."""

from pathlib import Path

import click

from cchc_cli.cli.faults import BAD_PLACE, CommandFault, reason
from cchc_cli.cli.options import FILE, define
from cchc_cli.store.home import is_home
from cchc_cli.store.packaged import plan_files, workflow
from cchc_cli.store.write import create_file

_WORKFLOW = Path(".github", "workflows", "cchc.yml")


@define("Tạo thư mục dữ liệu mới (THƯ MỤC/data) từ kế hoạch năm 2024 kèm theo chương trình; không ghi đè tệp đã có.")
@click.argument("folder", type=FILE, metavar="[THƯ MỤC]", default=Path())
@click.option("--ci", "has_ci", is_flag=True, help="Thêm quy trình GitHub Actions kiểm tra mỗi lần sửa dữ liệu.")
def command(folder: Path, has_ci: bool) -> None:
    data = folder / "data"
    if not (has_ci and is_home(data)):
        files = _data_files()
        _create(data, files, made=f"Đã tạo {data} với {', '.join(name for name in files if '/' not in name)}.")
        click.echo(f"Tiếp theo: cchc --data {data} status")
    if has_ci:
        _create(folder, {_WORKFLOW.as_posix(): workflow()}, made=f"Đã tạo {folder / _WORKFLOW}.")


def _data_files() -> dict[str, bytes]:
    """The files of a new data home, with the schemas that their first lines name for editors."""
    from cchc_cli.cli.schema import schema_files  # pydantic is slow to load

    return plan_files() | {f"schema/{name}": content for name, content in schema_files().items()}


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
