"""YAML text to a tree with positions: the only place that knows YAML."""

from cchc_cli.source.decoding import decode
from cchc_cli.source.parsing import parse
from cchc_cli.source.tree import Document, Mapping, Node, Sequence

__all__ = ["Document", "Mapping", "Node", "Sequence", "decode", "parse"]
