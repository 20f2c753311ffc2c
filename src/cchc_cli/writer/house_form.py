"""Entries of a log in the house form: one key a line in block style, the code in quotes, no line folded."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from cchc_cli.model.written import Written
from cchc_cli.source.scalars import quoted, scalar

Raw = str | list[str] | None


def raw_fields(entry: Written) -> dict[str, Raw]:
    """The fields that an entry gives, in the order of the model, as a data file holds them: texts, lists, nulls."""
    given = entry.model_fields_set
    fields = type(entry).model_fields.items()
    return {field.alias or name: _raw(getattr(entry, name)) for name, field in fields if name in given}


def _raw(value: object) -> Raw:
    match value:
        case None:
            return None
        case tuple():
            return [str(one) for one in value]
        case Enum():
            return str(value.value)
        case datetime():
            return value.replace(microsecond=0, tzinfo=None).isoformat()
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
    return str(value)


def block_lines(fields: dict[str, Raw], dash: int, keys: int) -> Iterator[str]:
    """The entry as an item of a list: its dash and its keys in these columns, counted from 0."""
    opening = " " * dash + "-" + " " * (keys - dash - 1)
    for name, value in fields.items():
        yield from _key_lines(name, value, opening, keys)
        opening = " " * keys


def _key_lines(name: str, value: Raw, opening: str, keys: int) -> Iterator[str]:
    if isinstance(value, list):
        yield f"{opening}{name}: []" if not value else f"{opening}{name}:"
        yield from (f"{' ' * (keys + 2)}- {scalar(text)}" for text in value)
    elif isinstance(value, str) and _fits_block(value):
        yield f"{opening}{name}: |-"
        yield from (f"{' ' * (keys + 2)}{line}" if line else "" for line in value.split("\n"))
    else:
        yield f"{opening}{name}: {_one_line(name, value)}"


def flow_text(fields: dict[str, Raw]) -> str:
    """The entry on one line, for a list that is written in flow style; every text in quotes."""
    return "{" + ", ".join(f"{name}: {_flow_value(name, value)}" for name, value in fields.items()) + "}"


def _flow_value(name: str, value: Raw) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(quoted, value)) + "]"
    return _one_line(name, value) if value is None or name in _BARE else quoted(value)


_BARE = frozenset(  # whose values need no quotes
    ("date", "from", "status", "percent", "period", "self_score", "entered")
)


def _one_line(name: str, value: Raw) -> str:
    if value is None:
        return "null"
    assert isinstance(value, str)
    if name in _BARE:
        return value
    return quoted(value) if name == "code" else scalar(value)


def _fits_block(text: str) -> bool:
    """Whether a text of several lines can stand as a block, where each line shows as it is."""
    lines = text.split("\n")
    is_sound = all(line == line.rstrip() and (line.isprintable()) for line in lines)
    return len(lines) > 1 and is_sound and text == text.strip()
