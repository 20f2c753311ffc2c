"""`cchc schema`."""

from pathlib import Path
from typing import Any

import click

from cchc_cli.cli.options import FILE, define
from cchc_cli.cli.output import write_file, write_out
from cchc_cli.loader.files import Kind, kind_of
from cchc_cli.loader.schemas import any_file_schema, file_schema
from cchc_cli.render.machine import render_json
from cchc_cli.render.schema_page import schema_page

_FORMAT_HELP = "json (lược đồ) hoặc md (bảng các khóa để đọc)."
KINDS = {"criteria": Kind.PLAN, "agencies": Kind.AGENCIES, "progress": Kind.PROGRESS, "settings": Kind.SETTINGS}


class _KindType(click.ParamType[str]):
    """A kind of file: its word, `plan` for criteria, or the name of a file of that kind."""

    name = "loại"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value in KINDS:
            return str(value)
        named = Kind.PLAN if value == "plan" else kind_of(value)
        if named is None:
            self.fail(f"«{value}» không phải loại tệp; chọn: {', '.join(KINDS)}", param, ctx)
        return next(word for word, kind in KINDS.items() if kind is named)


def schema_files() -> dict[str, bytes]:
    """The schema of each kind of file by the name of its own file."""
    return {f"{name}.schema.json": render_json(file_schema(kind)) for name, kind in KINDS.items()}


@define(
    "In JSON Schema của một loại tệp dữ liệu, để trình soạn thảo gợi ý và báo lỗi khi gõ. "
    "Không nêu loại: một lược đồ chung cho cả bốn; với -o THƯ MỤC: mỗi loại một tệp."
)
@click.argument("kind", required=False, type=_KindType(), metavar="[LOẠI]")
@click.option("--format", "-f", "format_", type=click.Choice(["json", "md"]), default="json", help=_FORMAT_HELP)
@click.option("--output", "-o", type=FILE, metavar="TỆP", help="Ghi ra tệp, hoặc ra thư mục đã có.")
def command(kind: str | None, format_: str, output: Path | None) -> None:
    if kind is None and output is not None and output.is_dir():
        for name, content in schema_files().items():
            write_file(output / name, content)
            click.echo(f"Đã ghi {output / name}", err=True)
        return
    if format_ == "md":
        kinds = {name: one for name, one in KINDS.items() if kind in (None, name)}
        content = schema_page({name: file_schema(one) for name, one in kinds.items()}).encode("utf-8")
    else:
        content = render_json(file_schema(KINDS[kind]) if kind else any_file_schema())
    if output is None:
        write_out(content)
    else:
        write_file(output, content)
        click.echo(f"Đã ghi {output}", err=True)
