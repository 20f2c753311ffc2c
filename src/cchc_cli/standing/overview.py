"""A plan at a glance: the figures of its first screen."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Plan
from cchc_cli.model.states import Period
from cchc_cli.standing.answers import answered_agencies, answered_with_heirs, asked_agencies, asked_period
from cchc_cli.standing.deadlines import DueKind, RowDeadlines, due_kind, row_deadlines
from cchc_cli.standing.moment import Moment
from cchc_cli.standing.rows import Standings
from cchc_cli.standing.tally import Tally, tally


class Answers(NamedTuple):
    """Who has answered the period that is asked for, and who has not; in the order of the plan."""

    period: Period
    closing_day: date
    answered: tuple[str, ...]
    not_answered: tuple[str, ...]

    @property
    def asked(self) -> int:
        """How many agencies are asked."""
        return len(self.answered) + len(self.not_answered)


class Overview(NamedTuple):
    """Where a plan stands on day D; `days` is how far ahead deadlines are looked for.

    `has_others_answering` says that for some row others answer than the leads that are printed.
    """

    plan: Plan
    moment: Moment
    leading: int
    counted: Tally
    days: int
    deadlines: RowDeadlines
    due_kinds: Mapping[DueKind, int]
    answers: Answers
    has_others_answering: bool


def build_overview(standings: Standings, catalogue: Catalogue, days: int) -> Overview:
    """The figures of a plan on the day of its standings."""
    return Overview(
        standings.plan,
        standings.moment,
        len(standings.by_agency),
        tally(standings.rows),
        days,
        row_deadlines(standings, catalogue.by_id, days),
        Counter(due_kind(row) for row in standings.plan.assigned),
        _answers(standings, catalogue),
        any(set(one.answers) != set(one.printed_leads) for one in standings.rows),
    )


def _answers(standings: Standings, catalogue: Catalogue) -> Answers:
    year, day = standings.plan.year, standings.moment.day
    period = asked_period(catalogue.settings, year, day)
    asked = asked_agencies(standings)
    answered = answered_with_heirs(standings, answered_agencies(catalogue, year, period, day))
    return Answers(
        period,
        catalogue.settings.closing_day(period, year),
        tuple(one for one in asked if one in answered),
        tuple(one for one in asked if one not in answered),
    )
