"""Values of the model in the house form: one key a line in block style, ids alone in flow style, no line folded."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from cchc_cli.model.written import Written
from cchc_cli.source.scalars import quoted, scalar

Raw = str | list["str | Fields"] | dict[str, str] | None
Fields = dict[str, "Raw"]


def raw_fields(entry: Written) -> Fields:
    """The fields that an entry gives, by their keys in the order of the model, as a data file holds them."""
    given = entry.model_fields_set
    fields = type(entry).model_fields.items()
    return {field.alias or name: _raw(getattr(entry, name)) for name, field in fields if name in given}


def _raw(value: object) -> Raw:
    match value:
        case None:
            return None
        case tuple():
            return [raw_fields(one) if isinstance(one, Written) else str(one) for one in value]
        case dict():
            return {str(key): str(one) for key, one in value.items()}
        case bool():
            return "true" if value else "false"
        case Enum():
            return str(value.value)
        case datetime():
            return value.replace(microsecond=0, tzinfo=None).isoformat()
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
    return str(value)


def block_lines(fields: Fields, dash: int, keys: int) -> Iterator[str]:
    """The entry as an item of a list: its dash and its keys in these columns, counted from 0."""
    opening = " " * dash + "-" + " " * (keys - dash - 1)
    for name, value in fields.items():
        yield from key_lines(name, value, opening, keys)
        opening = " " * keys


def key_lines(name: str, value: Raw, opening: str, keys: int) -> Iterator[str]:
    """A key with its value, behind what opens its first line; the lines after it are indented under this column."""
    indent = " " * (keys + 2)
    if isinstance(value, list) and (not value or name in _IDS):
        yield f"{opening}{name}: [{', '.join(map(str, value))}]"
    elif isinstance(value, list):
        yield f"{opening}{name}:"
        for one in value:
            yield from block_lines(one, keys + 2, keys + 4) if isinstance(one, dict) else (f"{indent}- {scalar(one)}",)
    elif isinstance(value, dict):
        yield f"{opening}{name}:"
        yield from (f"{indent}{quoted(key)}: {scalar(text)}" for key, text in value.items())
    elif isinstance(value, str) and _fits_block(value):
        yield f"{opening}{name}: |-"
        yield from (f"{indent}{line}" if line else "" for line in value.split("\n"))
    else:
        yield f"{opening}{name}: {_one_line(name, value)}"


def flow_text(fields: Fields) -> str:
    """The entry on one line, for a list that is written in flow style; every text in quotes."""
    return "{" + ", ".join(f"{name}: {_flow_value(name, value)}" for name, value in fields.items()) + "}"


def _flow_value(name: str, value: Raw) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(quoted(one) for one in value if isinstance(one, str)) + "]"
    assert not isinstance(value, dict)
    return _one_line(name, value) if value is None or name in _BARE else quoted(value)


_IDS = frozenset(("leads", "support", "successors", "members"))
_OF_LOGS = ("date", "status", "percent", "period", "self_score", "entered")
_OF_PLANS = ("stt", "max_score", "evidence_required", "in_source", "issued", "from", "until")
_BARE = frozenset((*_OF_LOGS, *_OF_PLANS))  # whose values need no quotes


def _one_line(name: str, value: str | None) -> str:
    if value is None:
        return "null"
    if name in _BARE:
        return value
    return quoted(value) if name == "code" else scalar(value)


def _fits_block(text: str) -> bool:
    """Whether a text of several lines can stand as a block, where each line shows as it is."""
    lines = text.split("\n")
    is_sound = all(line == line.rstrip() and (line.isprintable()) for line in lines)
    return len(lines) > 1 and is_sound and text == text.strip()
