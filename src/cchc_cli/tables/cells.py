"""The texts of single cells, worded once for all tables."""

from collections.abc import Iterable
from decimal import Decimal

from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.due import Due
from cchc_cli.model.plan import Reassigned, Row
from cchc_cli.model.states import LATE_LABEL, Basis, Level, Period, Status
from cchc_cli.standing import NO_SHARE, LeadStanding, Moment, RowStanding, Standings
from cchc_cli.tables.table import Rank, Value

INFERRED_MARK = "*"
INFERRED_NOTE = f"{INFERRED_MARK} cơ quan chủ trì suy ra, văn bản không in; cần xác nhận."
JOINT_NOTE = (
    "Dòng nhiều cơ quan cùng chủ trì được tính cho từng cơ quan, nên cộng các cơ quan có thể lớn hơn tổng số dòng."
)

CUT_MARK = "… (dài quá giới hạn của Excel, xem dữ liệu)"
_CELL_UNITS = 32_767  # what a cell of a spreadsheet holds, in UTF-16 units
_KEPT_UNITS = 32_000

_RANKS = {Level.AREA: Rank.AREA, Level.CRITERION: Rank.CRITERION, Level.SUBCRITERION: Rank.CRITERION}


def rank_of(row: Row) -> Rank:
    """How a row stands out: headings by their level, rows with a number plainly."""
    return Rank.ROW if row.is_assigned else _RANKS[row.level]


def lead_names(row: Row, catalogue: Catalogue, *, is_marked: bool = False) -> str:
    """The leads of a row, with the mark of an inferred one where that is wanted."""
    names = catalogue.names_of(row.leads)
    if is_marked and names and row.basis is Basis.INFERRED:
        return f"{names} {INFERRED_MARK}"
    return names


def has_inferred(rows: Iterable[Row]) -> bool:
    """Whether any of the rows bears the mark."""
    return any(row.leads and row.basis is Basis.INFERRED for row in rows)


def lead_notes(rows: Iterable[Row], catalogue: Catalogue) -> tuple[str, ...]:
    """What is to be known of the leads of some rows: that one is inferred, that a decision moved one."""
    told = tuple(rows)
    return (*((INFERRED_NOTE,) if has_inferred(told) else ()), *decision_notes(told, catalogue))


def decision_notes(rows: Iterable[Row], catalogue: Catalogue) -> tuple[str, ...]:
    """The decisions that moved rows to other leads, each once with the codes of its rows."""
    moved: dict[str, list[str]] = {}
    for row in rows:
        for decision in row.written.reassigned or ():
            moved.setdefault(decision_text(decision, catalogue), []).append(row.code)
    return tuple(f"Mã {', '.join(codes)}: {text}." for text, codes in moved.items())


def basis_text(row: Row, holders: tuple[str, ...]) -> str | None:
    """What the leads of a row rest on: the document, a row above it, a guess, or a decision since.

    `holders` are those who lead it by plan and decisions; others may answer in their place.
    """
    is_moved = any(decision.to in holders for decision in row.written.reassigned or ())
    if row.basis is None or not is_moved:
        return row.basis.label if row.basis else None
    return "giao lại" if len(holders) == 1 else f"{row.basis.label}; giao lại"


def status_text(shown: RowStanding | LeadStanding | None) -> str:
    """A state with what stands beside it: how many leads have reported, and whether it is late."""
    if shown is None:
        return ""
    beside = []
    if isinstance(shown, RowStanding) and shown.is_partly_reported:
        beside.append(f"{shown.reported}/{len(shown.live)} đã báo cáo")
    if shown.is_late:
        beside.append(LATE_LABEL.lower())
    return f"{shown.status.label} ({', '.join(beside)})" if beside else shown.status.label


def late_text(shown: RowStanding | LeadStanding | None) -> str | None:
    """The mark of a late row; blank where it is not."""
    return LATE_LABEL if shown is not None and shown.is_late else None


def due_text(due: Due) -> str:
    """A deadline in the plan's words, with its last day where those do not name that day."""
    last = due.last_day
    if last is None or f"{last:%d/%m/%Y}" in due.words or f"{last.day}/{last.month}/{last.year}" in due.words:
        return due.words
    return f"{due.words} (đến {last:%d/%m/%Y})"


def decision_text(decision: Reassigned, catalogue: Catalogue) -> str:
    """Who answered for a row before a decision, who since, from when, by what; and that nothing reported is lost."""
    by = f" theo {decision.by}" if decision.by else ""
    names = f"{catalogue.name_of(decision.lead)} → {catalogue.name_of(decision.to)}"
    return f"{names} từ {decision.from_day:%d/%m/%Y}{by} (trạng thái tính tiếp từ cơ quan trước)"


def yes_no(value: bool | None) -> str | None:
    """A truth in words; None where nobody said."""
    return None if value is None else "có" if value else "không"


def by_lead(standing: RowStanding, field: str, catalogue: Catalogue) -> str | None:
    """What the leads gave in one field; with several leads each under its name."""
    given = [(lead.agency, joined(getattr(lead, field))) for lead in standing.leads]
    given = [(agency, text) for agency, text in given if text]
    if not given:
        return None
    if len(standing.leads) == 1:
        return given[0][1]
    return "\n".join(f"{catalogue.short_name_of(agency)}: {text}" for agency, text in given)


def share_cell(value: Decimal | None) -> Value:
    """A share as a table shows it: a number, or the dash of nothing out of nothing."""
    return NO_SHARE if value is None else value


def moment_text(moment: Moment) -> str:
    """As of when the states hold, as a line of its own."""
    phrase = moment_phrase(moment)
    return phrase[0].upper() + phrase[1:]


def moment_phrase(moment: Moment) -> str:
    """As of when the states hold, inside a sentence."""
    told = f"số liệu đến ngày {moment.day:%d/%m/%Y}"
    if moment.period is not None:
        closing = f"{moment.lateness_day:%d/%m/%Y}"
        known = f", {told}" if moment.is_day_given else ""
        if moment.is_day_given and moment.day < moment.lateness_day:
            known += ", quá hạn tính tại ngày chốt"
        told = f"kỳ báo cáo {period_text(moment.period, moment.year)} (chốt ngày {closing}){known}"
    if moment.answering_on is not None:
        told += f"; chủ trì là cơ quan đang trả lời ngày {moment.answering_on:%d/%m/%Y}"
    return told


def period_text(period: Period, year: int) -> str:
    """A period of a year in words."""
    return f"{period.label} {year}" if period is Period.YEAR else f"{period.label} năm {year}"


def scope_text(standings: Standings) -> str:
    """The plan that a listing is of, and as of when where that was asked for."""
    moment = standings.moment
    is_asked = moment.is_day_given or moment.period is not None or moment.answering_on is not None
    return f"kế hoạch năm {standings.plan.year}" + (f"; {moment_phrase(moment)}" if is_asked else "")


def joined(value: object) -> str | None:
    """A text, or the texts of a list one below the other; None where there is nothing."""
    if isinstance(value, tuple):
        return "\n".join(str(one) for one in value) or None
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    return str(value) if value is not None else None


def number_text(value: Decimal | None) -> str:
    """A number as a sentence writes it: with a comma, and no decimals that say nothing."""
    return "" if value is None else f"{value.normalize():f}".replace(".", ",")


def state_counts(counts: Iterable[tuple[Status, int]]) -> str:
    """Counts by state in words, empty states left out."""
    return ", ".join(f"{status.label.lower()} {number}" for status, number in counts if number)


def signed(number: int) -> str:
    """By how much something changed, with its sign."""
    return f"+{number}" if number > 0 else f"−{-number}" if number < 0 else "0"


def fits_cell(text: str) -> bool:
    """Whether a cell of a spreadsheet can hold the text."""
    return 2 * len(text) <= _CELL_UNITS or len(text.encode("utf-16-le")) // 2 <= _CELL_UNITS


def cut_to_cell(text: str) -> str:
    """The text, or as much of it as a cell of a spreadsheet can hold, with a mark at its end that says so."""
    if fits_cell(text):
        return text
    return text.encode("utf-16-le")[: 2 * _KEPT_UNITS].decode("utf-16-le", "ignore") + CUT_MARK
