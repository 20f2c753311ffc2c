"""A text as a YAML scalar that every YAML program reads as that text."""

import json
import re

import yaml

from cchc_cli.source.parsing import parse
from cchc_cli.source.tree import Document, Mapping

_PLAINLY_SAFE = re.compile(r"[^\W\d_][\w ./()%–-]*[\w.)%]")
_OTHER_TYPES = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))  # in YAML 1.1, in any case
_RESOLVER = yaml.SafeLoader


def scalar(text: str) -> str:
    """The text plain where it stays a text, else in double quotes; always on one line."""
    return text if _is_plain(text) else quoted(text)


def quoted(text: str) -> str:
    """The text in double quotes, with the escapes that JSON and YAML share."""
    escaped = json.dumps(text, ensure_ascii=False)
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in escaped)


def _is_plain(text: str) -> bool:
    if _PLAINLY_SAFE.fullmatch(text) and "  " not in text:
        return text.lower() not in _OTHER_TYPES
    if not text.isprintable() or text != text.strip() or _is_typed(text):
        return False
    document = Document("", f"key: {text}\nlist:\n  - {text}\n")
    root, problems = parse(document)
    return not problems and isinstance(root, Mapping) and root.data() == {"key": text, "list": [text]}


def _is_typed(text: str) -> bool:
    """Whether YAML programs read the plain text as a number, a day, a truth value or nothing."""
    resolvers = _RESOLVER.yaml_implicit_resolvers.get(text[:1], []) if text else [("", None)]
    return any(pattern is None or pattern.match(text) for _, pattern in resolvers)
