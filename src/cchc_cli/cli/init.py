"""`cchc init`."""

from pathlib import Path

import click

from cchc_cli.cli.faults import BAD_PLACE, CommandFault, reason
from cchc_cli.cli.options import FILE, define
from cchc_cli.store.packaged import plan_files
from cchc_cli.store.write import create_file


@define("Tạo thư mục dữ liệu mới (THƯ MỤC/data) từ kế hoạch năm 2024 kèm theo chương trình; không ghi đè tệp đã có.")
@click.argument("folder", type=FILE, metavar="[THƯ MỤC]", default=Path())
def command(folder: Path) -> None:
    data = folder / "data"
    files = plan_files()
    existing = [data / name for name in files if (data / name).exists()]
    if existing:
        names = ", ".join(str(path) for path in existing)
        raise CommandFault(BAD_PLACE, f"đã có {names}", "chọn thư mục khác; cchc init không ghi đè")
    try:
        folder.mkdir(exist_ok=True)
        data.mkdir(exist_ok=True)
        for name, content in files.items():
            create_file(data / name, content)
    except OSError as fault:
        raise CommandFault(BAD_PLACE, f"không tạo được «{data}»: {reason(fault)}") from fault
    click.echo(f"Đã tạo {data} với {', '.join(files)}.")
    click.echo(f"Tiếp theo: cchc --data {data} list")
