"""Every key and value knows its place in the text as it stands there."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from cchc_cli.source import Mapping, Node, Sequence, decode, parse
from conftest import SHIPPED


def cut(text: str, line: int, column: int, end_line: int, end_column: int) -> str:
    lines = text.splitlines(keepends=True)
    if line == end_line:
        return lines[line - 1][column - 1 : end_column - 1]
    return lines[line - 1][column - 1 :] + "".join(lines[line : end_line - 1]) + lines[end_line - 1][: end_column - 1]


def check(node: Node, text: str) -> int:
    """Holds each scalar under the node to what stands at its place; how many were held."""
    if isinstance(node, str):
        return 0
    entries = enumerate(node.items) if isinstance(node, Sequence) else zip(node.keys, node.values, strict=True)
    count = 0
    for key, value in entries:
        if isinstance(value, str):
            span = node.span(key)
            stands = cut(text, span.line, span.column, span.end_line, span.end_column)
            assert unicodedata.normalize("NFC", stands.strip("\"'")) == value
            count += 1
        count += check(value, text)
    return count


def test_places_of_the_shipped_plan_hold_what_was_read() -> None:
    content = (SHIPPED / "criteria.yaml").read_bytes()
    text = content.decode("utf-8")
    for variant in (text, unicodedata.normalize("NFD", text), text.replace("\n", "\r\n")):
        document, _ = decode("criteria.yaml", variant.encode("utf-8"))
        assert document is not None
        root, _ = parse(document)
        assert isinstance(root, Mapping)
        assert check(root, document.text) > 250


@given(st.lists(st.text(alphabet="aởđ🙂 ́", min_size=1, max_size=6), max_size=5))
def test_places_count_code_points_behind_any_letters(values: list[str]) -> None:
    text = "k:\n" + "".join(f"  - '{value}'\n" for value in values)
    document, _ = decode("x.yaml", text.encode("utf-8"))
    assert document is not None
    root, _ = parse(document)
    if values:
        assert isinstance(root, Mapping)
        node = root.value("k")
        assert isinstance(node, Sequence)
        for index in range(len(values)):
            span = node.span(index)
            assert (span.line, span.column, span.end_column) == (index + 2, 5, 5 + len(values[index]) + 2)
