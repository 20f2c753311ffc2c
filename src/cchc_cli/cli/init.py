"""`cchc init`."""

from pathlib import Path

import click

from cchc_cli.cli.faults import BAD_PLACE, CommandFault, reason
from cchc_cli.cli.options import FILE, define
from cchc_cli.cli.output import quoted
from cchc_cli.store.demo import demo_files
from cchc_cli.store.home import is_home
from cchc_cli.store.packaged import FRAMES, frame_files, plan_files, workflow
from cchc_cli.store.write import create_file

_FRAME_HINT = (
    "tạo khung ở thư mục khác (cchc init --frame {frame} khung), rồi chép các mục cần vào agencies.yaml của mình"
)
_WORKFLOW = Path(".github", "workflows", "cchc.yml")


@define("Tạo thư mục dữ liệu mới (THƯ MỤC/data) từ kế hoạch năm 2024 kèm theo chương trình; không ghi đè tệp đã có.")
@click.argument("folder", type=FILE, metavar="[THƯ MỤC]", default=Path())
@click.option("--demo", "is_demo", is_flag=True, help="Thêm thời hạn, điểm và tiến độ minh họa một năm để xem thử.")
@click.option("--frame", type=click.Choice(FRAMES), help="Thêm các cơ quan cấp tỉnh thống nhất từ năm này.")
@click.option("--ci", "has_ci", is_flag=True, help="Thêm quy trình GitHub Actions kiểm tra mỗi lần sửa dữ liệu.")
def command(folder: Path, is_demo: bool, frame: str | None, has_ci: bool) -> None:
    data = folder / "data"
    agencies = frame_files(frame) if frame else {}
    if agencies and is_home(data):
        message = f"«{data}» đã có dữ liệu; cchc init không ghi đè"
        raise CommandFault(BAD_PLACE, message, _FRAME_HINT.format(frame=frame))
    if is_demo:
        _create_demo(data, agencies)
    elif not (has_ci and is_home(data)):
        files = plan_files() | agencies
        _create(data, files | _schemas(), made=f"Đã tạo {data} với {', '.join(files)}.")
        click.echo(f"Tiếp theo: cchc --data {quoted(str(data))} status")
    if agencies:
        click.echo(
            f"Sửa ngày và cơ quan tiếp nhận cho đúng tỉnh mình trong {data / 'agencies.yaml'} (đầu tệp có chỉ dẫn)."
        )
    if has_ci:
        _create(folder, {_WORKFLOW.as_posix(): workflow()}, made=f"Đã tạo {folder / _WORKFLOW}.")


def _create_demo(data: Path, agencies: dict[str, bytes]) -> None:
    """Makes the illustrative data home, and says what it is and what to try with it."""
    files = demo_files() | agencies
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
