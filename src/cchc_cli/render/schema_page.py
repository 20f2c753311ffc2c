"""The keys of the data files as a page of the documentation, from their schemas."""

from collections.abc import Iterator, Mapping
from typing import Any

from cchc_cli.render.machine import markdown_text

_HEAD = """\
# Các khóa của tệp dữ liệu

Trang này do chương trình viết ra từ lược đồ (`cchc schema --format md -o docs/du-lieu.md`); không sửa tay. Khóa không
bắt buộc để trống nghĩa là chưa có; chữ `null` hay `[]` trong một cập nhật là xóa điều đã ghi trước đó.
"""


def schema_page(schemas: Mapping[str, Mapping[str, Any]]) -> str:
    """A section a file, a table of its keys, and one for each kind of item in it."""
    parts = [_HEAD]
    for schema in schemas.values():
        parts.append(f"## {markdown_text(schema['title'])}\n\n{_table(schema)}")
        for name, definition in schema["definitions"].items():
            parts.append(f"### {markdown_text(definition.get('title', name))}\n\n{_table(definition)}")
    return "\n".join(parts)


def _table(schema: Mapping[str, Any]) -> str:
    rows = [f"| {' | '.join(cells)} |\n" for cells in _rows(schema)]
    return f"| khóa | bắt buộc | nghĩa | cách ghi |\n| --- | --- | --- | --- |\n{''.join(rows)}"


def _rows(schema: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    for key, one in schema["properties"].items():
        required = "có" if key in schema["required"] else ""
        title, description = (markdown_text(one.get(word, "")) for word in ("title", "description"))
        yield f"`{key}`", required, title, description
