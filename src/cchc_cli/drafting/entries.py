"""The values of the cells that an agency fills in: what they are, and what the log holds of them."""

from datetime import date
from decimal import Decimal

from cchc_cli.model.states import Status
from cchc_cli.standing import LeadStanding
from cchc_cli.text import trimmed

Entry = Status | int | Decimal | date | str | tuple[str, ...]

OF_THE_UPDATE = ("date", "by")  # they belong to one update; all other entries are of the row, until given anew


def entries_of(lead: LeadStanding) -> dict[str, Entry]:
    """What a lead has reported of a row, by the keys of the cells to fill; a blank is absent."""
    percent = lead.percent
    values: dict[str, Entry | None] = {
        "status": lead.status if lead.has_reported else None,
        "percent": int(percent) if percent is not None and percent % 1 == 0 else None,
        "result": lead.result,
        "evidence": lead.evidence or None,
        "explanation": lead.explanation,
        "self_score": lead.self_score,
        "date": lead.day,
        "by": lead.by,
        "note": lead.note,
    }
    return {key: value for key, value in values.items() if value is not None}


def as_cell(entry: Entry | None) -> Entry | None:
    """An entry as it comes back in a cell: of a list of documents one a line, texts without spaces at lines' ends."""
    if isinstance(entry, tuple):
        return tuple(line.strip() for text in entry for line in text.split("\n") if line.strip())
    return trimmed(entry) if isinstance(entry, str) else entry


def entry_text(entry: Entry | None) -> str:
    """An entry in words, on a line: a dash where there is none."""
    match entry:
        case None:
            return "–"
        case Status():
            return entry.label
        case tuple():
            return "; ".join(entry)
        case date():
            return f"{entry:%d/%m/%Y}"
        case str():
            return entry
    return str(entry).replace(".", ",")
