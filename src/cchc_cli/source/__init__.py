"""YAML text to a tree with positions: the only place that knows YAML."""

from cchc_cli.source.characters import character_problems
from cchc_cli.source.comments import comments_of, cut_values
from cchc_cli.source.decoding import MAX_BYTES, decode, encode
from cchc_cli.source.edits import edited, is_same_elsewhere
from cchc_cli.source.lookup import end_of, is_flow, lines_of_entry, places_of
from cchc_cli.source.parsing import parse
from cchc_cli.source.tree import ANY_KEY, Document, Mapping, Node, Sequence

__all__ = [
    "ANY_KEY",
    "MAX_BYTES",
    "Document",
    "Mapping",
    "Node",
    "Sequence",
    "character_problems",
    "comments_of",
    "cut_values",
    "decode",
    "edited",
    "encode",
    "end_of",
    "is_flow",
    "is_same_elsewhere",
    "lines_of_entry",
    "parse",
    "places_of",
]
