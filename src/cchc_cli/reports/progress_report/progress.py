"""The figures that a progress report tells, all worked out before anything is worded."""

from typing import NamedTuple

from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Plan, Row
from cchc_cli.standing import Moment, Standings, Tally, stand, tally
from cchc_cli.standing.moment import previous_moment
from cchc_cli.standing.movement import Movement, build_movement
from cchc_cli.standing.problems import Problems, find_problems
from cchc_cli.standing.scores import ScoreSum, row_scores
from cchc_cli.standing.trend import TrendPoint, build_trend
from cchc_cli.succession import undecided_rows


class Progress(NamedTuple):
    """Where the rows of a report stand, and what follows from that.

    `whole` is where all rows of the plan stand, `standings` those that are reported on. `movement` is None where there
    is no earlier moment to compare with, `scores` where no row that applies has a maximum. Of `undecided` rows several
    agencies answer for one printed lead.
    """

    whole: Standings
    standings: Standings
    catalogue: Catalogue
    counted: Tally
    problems: Problems
    movement: Movement | None
    trend: tuple[TrendPoint, ...]
    scores: ScoreSum | None
    undecided: tuple[Row, ...]


def build_progress(
    whole: Standings, catalogue: Catalogue, agencies: tuple[str, ...] = (), since: Moment | None = None
) -> Progress:
    """The figures of a plan, of all rows or those that some agencies lead.

    They are compared with the moment `since`, else with the reporting period before.
    """
    standings = whole.narrowed(agencies)
    printed = catalogue.plan(whole.plan.year) or whole.plan
    before = since or previous_moment(whole.moment)
    scores = row_scores(standings.rows)
    return Progress(
        whole,
        standings,
        catalogue,
        tally(standings.rows),
        find_problems(standings, catalogue.by_id),
        build_movement(stand(catalogue, printed, before).narrowed(agencies), standings) if before else None,
        build_trend(standings, catalogue),
        scores if scores.rows or scores.surveyed else None,
        _undecided(printed, standings, catalogue),
    )


def _undecided(printed: Plan, standings: Standings, catalogue: Catalogue) -> tuple[Row, ...]:
    day = standings.moment.answering_on
    if day is None:
        return ()
    return tuple(row for row in undecided_rows(printed, day, catalogue.by_id) if row.code in standings.by_code)
