"""A text as a YAML scalar that every YAML program reads as that text."""

import json
import re

import yaml

from cchc_cli.source.parsing import parse
from cchc_cli.source.tree import Document, Mapping

_PLAINLY_SAFE = re.compile(r"[^\W\d_][\w ,;./()%–-]*[\w.)%]")  # in block style, where a comma parts nothing
_OTHER_TYPES = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))  # in YAML 1.1, in any case
_NUMBERS_OF_1_2 = re.compile(r"0o[0-7]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_RESOLVER = yaml.SafeLoader  # of YAML 1.1


def scalar(text: str) -> str:
    """The text plain where it stays a text, else in double quotes; always on one line."""
    return text if _is_plain(text) else quoted(text)


def quoted(text: str) -> str:
    """The text in double quotes; of spaces in a row all but the first are escaped, which says that they are meant."""
    escaped = re.sub("(?<= ) ", r"\\ ", json.dumps(text, ensure_ascii=False))
    return "".join(letter if letter.isprintable() else _escape(letter) for letter in escaped)


def _escape(letter: str) -> str:
    return f"\\u{ord(letter):04x}" if ord(letter) <= 0xFFFF else f"\\U{ord(letter):08x}"


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
    is_typed = any(pattern is None or pattern.match(text) for _, pattern in resolvers)
    return is_typed or _NUMBERS_OF_1_2.fullmatch(text) is not None
