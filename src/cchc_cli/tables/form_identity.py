"""What a form carries out of sight, written and read in one place: whose it is, its rows, the values handed out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
import re
from typing import NamedTuple

from cchc_cli.drafting.entries import Entry
from cchc_cli.model.states import Period, Status
from cchc_cli.tables.form import FILL_COLUMNS, HandedRow, RowFacts

IDENTITY_SHEET = "cchc"
VERSION = 1
_MARK = "cchc-form"
_FACTS = ("code", "digest", "name", "leads", "due", "max_score", "seen")
_SCORE = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")
_KEYS = tuple(column.key for column in FILL_COLUMNS)


class Identity(NamedTuple):
    """Whose form it is: year, agency and period asked for, and its rows as they were handed out on a day."""

    year: int
    agency: str
    period: Period
    day: date
    rows: tuple[HandedRow, ...]


def identity_lines(identity: Identity) -> Iterator[tuple[str, ...]]:
    """The identity as lines of texts: its head as name and value, then a table of the rows."""
    yield _MARK, str(VERSION)
    yield "year", str(identity.year)
    yield "agency", identity.agency
    yield "period", identity.period.value
    yield "day", identity.day.isoformat()
    yield (*_FACTS, *_KEYS)
    for facts, values, seen in identity.rows:
        score = "" if facts.max_score is None else str(facts.max_score)
        yield (
            facts.code,
            facts.digest,
            facts.name,
            " ".join(facts.leads),
            facts.due,
            score,
            str(seen),
            *(_written(values.get(key)) for key in _KEYS),
        )


def _written(entry: Entry | None) -> str:
    match entry:
        case None:
            return ""
        case Status():
            return entry.value
        case date():
            return entry.isoformat()
        case tuple():
            return "\n".join(entry)
    return str(entry)


def read_identity(lines: Iterable[Sequence[str]]) -> Identity | None:
    """The identity that such lines hold; None where they are not of a form, or were damaged."""
    following = iter(lines)
    first = next(following, ())
    if not first or first[0] != _MARK:
        return None
    padded = [(*line, *("",) * len((*_FACTS, *_KEYS))) for line in (first, *following)]
    try:
        head = {line[0]: line[1] for line in padded[:5]}
        if head[_MARK] != str(VERSION):
            return None
        columns = {key: place for place, key in enumerate(padded[5]) if key}
        rows = tuple(_row(line, columns) for line in padded[6:] if line[columns["code"]])
        day = date.fromisoformat(head["day"])
        return Identity(int(head["year"]), head["agency"], Period(head["period"]), day, rows)
    except (KeyError, ValueError, IndexError):
        return None


def _row(line: Sequence[str], columns: Mapping[str, int]) -> HandedRow:
    code, _, name, leads, due, score, seen = (line[columns[key]] for key in _FACTS)
    facts = RowFacts(code, name, tuple(leads.split()), due, _score(score) if score else None)
    given = {key: line[columns[key]] for key in _KEYS if key in columns and line[columns[key]]}
    return HandedRow(facts, {key: _READERS.get(key, str)(text) for key, text in given.items()}, int(seen))


def _score(text: str) -> Decimal:
    """A score as it was written; of a number that nobody wrote, as 1e999999999, the sheet is damaged."""
    if not _SCORE.fullmatch(text):
        raise ValueError(text)
    return Decimal(text)


_READERS: dict[str, Callable[[str], Entry]] = {
    "status": Status,
    "percent": int,
    "evidence": lambda text: tuple(text.split("\n")),
    "self_score": _score,
    "date": date.fromisoformat,
}
