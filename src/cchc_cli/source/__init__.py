"""YAML text to a tree with positions: the only place that knows YAML."""

from cchc_cli.source.decode import decode
from cchc_cli.source.parse import parse
from cchc_cli.source.tree import Document, Mapping, Node, Sequence

__all__ = ["Document", "Mapping", "Node", "Sequence", "decode", "parse"]
