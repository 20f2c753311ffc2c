"""The state of each lead, and of each row from its leads, at a moment."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Plan, Row
from cchc_cli.model.progress import Update
from cchc_cli.model.states import Status
from cchc_cli.standing.moment import Moment
from cchc_cli.standing.rows import LeadStanding, RowStanding, Standings
from cchc_cli.succession import Term, answered_plan, answering, lines_of
from cchc_cli.ties import Roster

_CARRIED = ("result", "evidence", "explanation", "self_score", "note")

Log = Mapping[tuple[str, str], tuple[Update, ...]]


def stand(catalogue: Catalogue, plan: Plan, moment: Moment) -> Standings:
    """Where the assigned rows of a plan stand; `plan` is the plan as printed."""
    log = _updates(catalogue, plan.year)
    rows = tuple(_stand_row(row, moment, catalogue, log) for row in plan.assigned)
    if moment.answering_on is None:
        return Standings(plan, moment, rows, Roster(catalogue.by_id, moment.day))
    answered = answered_plan(plan, moment.answering_on, catalogue.by_id)
    told = zip(rows, answered.assigned, strict=True)
    rows = tuple(_answered_row(one, row, moment, catalogue, log) for one, row in told)
    return Standings(answered, moment, rows, Roster(catalogue.by_id, moment.answering_on, is_current=True))


def _updates(catalogue: Catalogue, year: int) -> Log:
    found: dict[tuple[str, str], list[Update]] = {}
    for log in catalogue.logs:
        if log.year == year:
            for update in log.updates:
                found.setdefault((log.agency, update.code), []).append(update)
    return {key: tuple(updates) for key, updates in found.items()}


def _stand_row(row: Row, moment: Moment, catalogue: Catalogue, log: Log) -> RowStanding:
    is_past_due = row.due is not None and row.due.last_day is not None and row.due.last_day < moment.lateness_day
    leads = tuple(_stand_lead(row, lead, moment, catalogue, log, is_past_due) for lead in row.leads)
    status = row_status(leads)
    answers = (answer for lead in row.leads for answer in answering(row, lead, moment.day, catalogue.by_id))
    return RowStanding(
        row,
        status,
        is_past_due and not status.is_settled,
        row_percent(leads),
        leads,
        tuple(dict.fromkeys(answers)),
        row_score(leads),
    )


def _stand_lead(row: Row, lead: str, moment: Moment, catalogue: Catalogue, log: Log, is_past_due: bool) -> LeadStanding:
    lines = lines_of(row, lead, moment.day, catalogue.by_id) if row.code else ((Term(lead),),)
    standings = tuple(_stand_line(line, lead, row.code, moment, log) for line in lines)
    whole = standings[0] if len(standings) == 1 else _joined(lead, standings)
    if not is_past_due or whole.status.is_settled:
        return whole
    return whole._replace(is_late=True)


def _answered_row(printed: RowStanding, row: Row, moment: Moment, catalogue: Catalogue, log: Log) -> RowStanding:
    """A row with the agencies of `row`, who answer for it, in the place of its printed leads.

    Its own state stays that of the printed leads.
    """
    parts: dict[str, list[LeadStanding]] = {agency: [] for agency in row.leads}
    for lead in printed.leads:
        heirs = answering(printed.row, lead.agency, moment.answering_on or moment.day, catalogue.by_id)
        for agency in heirs:
            is_split = len(heirs) > 1
            share = _share_of(agency, lead, printed.row, moment, catalogue, log) if is_split else lead
            parts[agency].append(share)
    leads = tuple(_joined(agency, tuple(shares)) for agency, shares in parts.items())
    return printed._replace(row=row, leads=leads, printed=printed.leads)


def _share_of(
    agency: str, lead: LeadStanding, row: Row, moment: Moment, catalogue: Catalogue, log: Log
) -> LeadStanding:
    """What an agency that answers for a lead has to show for it: its own part after a split, else all of it."""
    lines = lines_of(row, lead.agency, moment.day, catalogue.by_id) if row.code else ()
    own = [line for line in lines if line[-1].agency == agency]
    if len(lines) < 2 or not own:
        return lead
    standing = _joined(agency, tuple(_stand_line(line, agency, row.code, moment, log) for line in own))
    return standing._replace(is_late=lead.is_late and not standing.status.is_settled)


def _stand_line(line: tuple[Term, ...], lead: str, code: str, moment: Moment, log: Log) -> LeadStanding:
    known = [
        (moment.effective_day(update), update.date, rank, place, update)
        for rank, term in enumerate(line)
        for place, update in enumerate(log.get((term.agency, code), ()))
        if moment.counts(update) and term.covers(update.date)
    ]
    if not known:
        return LeadStanding(lead)
    known.sort(key=lambda one: one[:4])
    updates = [one[-1] for one in known]
    newest = updates[-1]
    carried: dict[str, Any] = {name: _last_given(updates, name) for name in _CARRIED}
    carried["evidence"] = carried["evidence"] or ()
    percent, effective_day = _lead_percent(newest), moment.effective_day(newest)
    return LeadStanding(
        lead, newest.status, percent=percent, day=newest.date, by=newest.by, effective_day=effective_day, **carried
    )


def _last_given(updates: Iterable[Update], name: str) -> object:
    value = None
    for update in updates:
        if name in update.model_fields_set:
            value = getattr(update, name)
    return value


def _lead_percent(update: Update) -> Decimal | None:
    fixed = update.percent if update.status.fixed_percent is None else update.status.fixed_percent
    return None if update.status is Status.NOT_APPLICABLE or fixed is None else Decimal(fixed)


def _joined(lead: str, heirs: tuple[LeadStanding, ...]) -> LeadStanding:
    """One lead over several standings, as of its heirs: state and percent by the joint rule, words of the newest."""
    newest = max(heirs, key=lambda heir: heir.day or date.min)
    status = row_status(heirs)
    is_late = not status.is_settled and any(heir.is_late for heir in heirs)
    return newest._replace(agency=lead, status=status, percent=row_percent(heirs), is_late=is_late)


def row_status(leads: tuple[LeadStanding, ...]) -> Status:
    """The state of a row over its live leads."""
    live = [lead.status for lead in leads if lead.status is not Status.NOT_APPLICABLE]
    if not live:
        return Status.NOT_APPLICABLE if leads else Status.NO_REPORT
    if all(status is Status.DONE for status in live):
        return Status.DONE
    if Status.NOT_MET in live:
        return Status.NOT_MET
    if all(status is Status.NO_REPORT for status in live):
        return Status.NO_REPORT
    if all(status in (Status.NOT_STARTED, Status.NO_REPORT) for status in live):
        return Status.NOT_STARTED
    return Status.IN_PROGRESS


def row_percent(leads: tuple[LeadStanding, ...]) -> Decimal | None:
    """The mean over the live leads, one decimal, half up; None where one of them has none."""
    return _mean(leads, lambda lead: lead.percent, Decimal("0.1"))


def row_score(leads: tuple[LeadStanding, ...]) -> Decimal | None:
    """The mean self-score over the live leads, two decimals, half up; None where one of them has not scored."""
    return _mean(leads, lambda lead: lead.self_score, Decimal("0.01"))


def _mean(
    leads: tuple[LeadStanding, ...], figure: Callable[[LeadStanding], Decimal | None], step: Decimal
) -> Decimal | None:
    figures = [figure(lead) for lead in leads if lead.status is not Status.NOT_APPLICABLE]
    known = [one for one in figures if one is not None]
    if not known or len(known) < len(figures):
        return None
    return (sum(known, Decimal(0)) / len(known)).quantize(step, ROUND_HALF_UP)
