"""Edits of a file's text at positions, and the proof that nothing else has changed."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from cchc_cli.diagnostics import Edit
from cchc_cli.source.lookup import places_of
from cchc_cli.source.tree import Document, Mapping, Node

_Piece = tuple[int, int, str]


def edited(document: Document, edits: Iterable[Edit]) -> tuple[str, tuple[Edit, ...]]:
    """The text with the edits in place, and which were made: of two that overlap, the one that begins first."""
    parts, made, at = [], [], 0
    for edit in sorted(set(edits)):
        start, end, text = _piece(document, edit)
        if start < at:
            continue
        parts += [document.text[at:start], text]
        made.append(edit)
        at = end
    return "".join((*parts, document.text[at:])), tuple(made)


def is_same_elsewhere(before: tuple[Document, Node | None], after: Node | None, edits: Sequence[Edit]) -> bool:
    """Whether the tree after edits is the tree before them, but for the scalars that an edit touches."""
    document, root = before
    pieces = sorted(_piece(document, edit) for edit in edits)
    return _is_same(root, after, pieces)


def _is_same(before: Node | None, after: Node | None, pieces: list[_Piece]) -> bool:
    if isinstance(before, str) or before is None:
        return before == after
    if type(before) is not type(after) or after is None or isinstance(after, str):
        return False
    old, new = _parts(before), _parts(after)
    if len(old) != len(new):
        return False
    return all(
        _is_same(one, other, pieces) or (isinstance(one, str) and isinstance(other, str) and _is_touched(place, pieces))
        for one, other, place in zip(old, new, places_of(before), strict=True)
    )


def _parts(node: Node) -> list[Node]:
    """The keys and values of a mapping in turn, or the items of a list: in the order of their places."""
    if isinstance(node, Mapping):
        return [part for pair in zip(node.keys, node.values, strict=True) for part in pair]
    return [] if isinstance(node, str) else list(node.items)


def _is_touched(place: tuple[int, int], pieces: list[_Piece]) -> bool:
    """Whether an edit lies in, or at an end of, a place; the pieces are in order and do not overlap."""
    after = bisect_right(pieces, place[1], key=lambda piece: piece[0])
    return after > 0 and pieces[after - 1][1] >= place[0]


def _piece(document: Document, edit: Edit) -> _Piece:
    span = edit.span
    return document.index(span.line, span.column), document.index(span.end_line, span.end_column), edit.text
