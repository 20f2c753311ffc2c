"""A year of illustrative data: the packaged plan with keys added to its rows, and what its agencies reported."""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
import re

from cchc_cli.store.packaged import plan_files

_SAYS_SO = (
    "# Số liệu minh họa, không phải số liệu thật. Mã, tên, cơ quan chủ trì là của kế hoạch; thời hạn, điểm tối đa,\n"
    "# mục tiêu, cách chấm, sản phẩm, cơ quan phối hợp là thêm vào để xem thử chương trình.\n"
)
_KEYS_BEFORE = r"stt|name|leads|leads_basis"
_ROW = re.compile(rf'^(?P<indent> *)- code: "(?P<code>.+)"\n(?:(?P=indent)  (?:{_KEYS_BEFORE}): .*\n)*', re.MULTILINE)


def demo_files() -> dict[str, bytes]:
    """The files of a data home by path below it: a plan, its agencies, settings, and a log of each agency."""
    folder = files("cchc_cli.store").joinpath("samples", "demo")
    plan = plan_files()
    logs = sorted(folder.joinpath("progress", "2024").iterdir(), key=lambda log: log.name)
    return {
        "criteria.yaml": _illustrated(plan["criteria.yaml"].decode(), folder.joinpath("rows.tsv")).encode(),
        "agencies.yaml": plan["agencies.yaml"],
        "settings.yaml": folder.joinpath("settings.yaml").read_bytes(),
        **{f"progress/2024/{log.name}": log.read_bytes() for log in logs},
    }


def _illustrated(plan: str, added_keys: Traversable) -> str:
    """The plan with what is added to its rows, which its first lines say; all else byte for byte."""
    added = dict(_added_lines(added_keys.read_text(encoding="utf-8")))

    def with_keys(row: re.Match[str]) -> str:
        lines = (f"{row['indent']}  {line}\n" for line in added.get(row["code"], ()))
        return row[0] + "".join(lines)

    schema_line, rest = plan.split("\n", 1)
    return f"{schema_line}\n{_SAYS_SO}{_ROW.sub(with_keys, rest)}"


def _added_lines(table: str) -> Iterator[tuple[str, list[str]]]:
    """The code of each row of the table with the lines to add; its columns stand in the order of the house form."""
    heading, *rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    for row in rows:
        yield row[0], [f"{key}: {value}" for key, value in zip(heading[1:], row[1:], strict=False) if value]
