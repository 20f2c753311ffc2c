"""The proof that an edit changed nothing but its place."""

import pytest

from cchc_cli.diagnostics import Edit
from cchc_cli.source import Document, decode, edited, is_same_elsewhere, parse
from cchc_cli.source.tree import Node

TEXT = "agencies:\n  - id: snv\n    name: Sở  Nội vụ\n    aliases: [a, b]\n"


def tree(text: str) -> tuple[Document, Node | None]:
    document, _ = decode("agencies.yaml", text.encode())
    assert document
    return document, parse(document)[0]


DOCUMENT, ROOT = tree(TEXT)
EDIT = Edit(DOCUMENT.span(TEXT.index("  Nội"), TEXT.index("Nội")), " ")


def test_edit_changes_its_place_alone() -> None:
    text, made = edited(DOCUMENT, [EDIT])
    assert (text, made) == (TEXT.replace("Sở  Nội", "Sở Nội"), (EDIT,))
    assert is_same_elsewhere((DOCUMENT, ROOT), tree(text)[1], made)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: snv", "id: snb"),
        ("aliases: [a, b]", "aliases: [a]"),
        ("aliases: [a, b]", "aliases: [a, c]"),
        ("    aliases: [a, b]\n", ""),
        ("aliases:", "alias:"),
        ("aliases: [a, b]", "aliases: a"),
        ("    aliases", "  - aliases"),
    ],
)
def test_change_anywhere_else_is_found(old: str, new: str) -> None:
    assert not is_same_elsewhere((DOCUMENT, ROOT), tree(TEXT.replace(old, new))[1], (EDIT,))


def test_of_two_edits_that_overlap_the_first_is_made() -> None:
    wide = Edit(DOCUMENT.span(TEXT.index("Sở"), TEXT.index("vụ")), "X")
    assert edited(DOCUMENT, [EDIT, wide])[1] == (wide,)
