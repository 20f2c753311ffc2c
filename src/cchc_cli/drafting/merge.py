"""A form that came back against the log: what has changed, what is to be written, what needs an answer first."""

from datetime import datetime
from typing import Any, NamedTuple

from cchc_cli.diagnostics import Diagnostic, Span
from cchc_cli.drafting.draft import Draft
from cchc_cli.drafting.known import Known
from cchc_cli.drafting.row_merge import Change, Conflict, RowMerge
from cchc_cli.drafting.terms import Terms
from cchc_cli.drafting.update_checks import ODD_DAY, is_out_of_time
from cchc_cli.model.progress import Return, Update


class Merged(NamedTuple):
    """What a form comes to: changes shown, updates and returns to write, conflicts that nobody has decided yet.

    `known` is the number of rows whose answers the log has already.
    """

    draft: Draft
    changes: tuple[Change, ...]
    updates: tuple[Update, ...]
    returns: tuple[Return, ...]
    conflicts: tuple[Conflict, ...]
    problems: tuple[Diagnostic, ...]
    known: int


def merge(draft: Draft, known: Known, terms: Terms, entered: datetime) -> Merged:
    """What of a form is to be written. Rows with problems, or conflicts that nobody has decided, are left out."""
    rows = [RowMerge(draft, row, known, terms, entered) for row in draft.rows]
    problems = [problem for row in rows for problem in row.problems]
    if is_out_of_time(terms.day, draft.year) and any(row.takes_default_day for row in rows):
        message = f"dòng không ghi ngày lấy ngày {terms.day:%d/%m/%Y}, ngoài thời gian của kế hoạch năm {draft.year}"
        problems.append(Diagnostic(ODD_DAY, message, Span(draft.file), "ghi ngày thật bằng --as NGÀY"))
    updates = tuple(row.update for row in rows if row.update is not None)
    return Merged(
        draft,
        tuple(change for row in rows for change in row.changes),
        updates,
        _returns(draft, known, terms, entered, has_updates=bool(updates)),
        tuple(conflict for row in rows for conflict in row.undecided),
        tuple(problems),
        sum(row.is_known for row in rows),
    )


def _returns(draft: Draft, known: Known, terms: Terms, entered: datetime, *, has_updates: bool) -> tuple[Return, ...]:
    """The entry that says the form was accepted; none where the log has it and the form brings nothing new."""
    log = known.log(draft.agency)
    accepted = [one for one in (log.returns if log else ()) if one.period is draft.period]
    by = _sender(draft)
    if accepted and (not has_updates or any((one.date, one.by) == (terms.day, by) for one in accepted)):
        return ()
    given: dict[str, Any] = {"by": by} if by else {}
    return (Return.model_construct(period=draft.period, date=terms.day, **given, entered=entered),)


def _sender(draft: Draft) -> str | None:
    """Who sent the form: the one person whom all its rows name."""
    names = {cell.entry for row in draft.rows if (cell := row.cells.get("by")) and cell.entry}
    return str(names.pop()) if len(names) == 1 else None
