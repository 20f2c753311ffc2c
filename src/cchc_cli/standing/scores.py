"""Sums of points: what can be reached, what agencies gave themselves, and the ratio of the two."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from cchc_cli.model.fields import Method
from cchc_cli.model.plan import Row
from cchc_cli.model.states import Status
from cchc_cli.standing.rows import LeadStanding, RowStanding
from cchc_cli.standing.tally import share

_NOTHING = Decimal(0)

Scored = tuple[Row, Status, Decimal | None]


class ScoreSum(NamedTuple):
    """Points over the rows that apply and have a maximum.

    `maximum` is what can be reached by self-scoring: a penalty adds nothing to it, and what it takes is subtracted
    from `self_score`. `unscored` counts the rows without a score yet; `surveyed` is the maximum of surveyed rows.
    """

    rows: int
    maximum: Decimal
    self_score: Decimal
    unscored: int
    surveyed: Decimal

    @property
    def ratio(self) -> Decimal | None:
        """The self-score in percent of the maximum; None where there is none, or nothing is scored."""
        return share(self.self_score, self.maximum) if self.unscored < self.rows else None


def sum_scores(parts: Iterable[Scored]) -> ScoreSum:
    """The points of rows, each with its state and its self-score; what is not applicable or has no maximum is out."""
    rows = unscored = 0
    maximum = self_score = surveyed = _NOTHING
    for row, status, score in parts:
        most = row.written.max_score
        if most is None or status is Status.NOT_APPLICABLE:
            continue
        if row.written.method is Method.SURVEY:
            surveyed += max(most, _NOTHING)
            continue
        rows += 1
        maximum += max(most, _NOTHING)
        unscored += score is None
        self_score += score or _NOTHING
    return ScoreSum(rows, maximum, self_score, unscored, surveyed)


def row_scores(standings: Iterable[RowStanding]) -> ScoreSum:
    """The points of rows by the rows' own states and scores."""
    return sum_scores((one.row, one.status, one.self_score) for one in standings)


def lead_scores(parts: Iterable[tuple[RowStanding, LeadStanding]]) -> ScoreSum:
    """The points of one agency, by its own states and scores."""
    return sum_scores((standing.row, lead.status, lead.self_score) for standing, lead in parts)
