"""A progress report as programs read it."""

from cchc_cli.model.states import Status
from cchc_cli.queries import Selected, told
from cchc_cli.reports.progress_report.progress import Progress
from cchc_cli.standing import Standings, Tally, tally
from cchc_cli.standing.scores import ScoreSum, lead_scores, row_scores
from cchc_cli.tables.movement import movement_record
from cchc_cli.tables.problems import problem_records
from cchc_cli.tables.rows import Record, row_records
from cchc_cli.tables.tallies import leading_agencies
from cchc_cli.tables.trend import trend_records


def progress_record(progress: Progress) -> Record:
    """All figures of the report; rows as `list -f json` gives them."""
    standings, catalogue = progress.standings, progress.catalogue
    moment = standings.moment
    return {
        "year": standings.plan.year,
        "as_of": moment.day,
        "period": moment.period.value if moment.period else None,
        "current": moment.answering_on is not None,
        "label": catalogue.settings.label,
        "agencies_asked": list(standings.agencies),
        **_counts(progress.counted),
        "scores": _scores(progress.scores),
        "areas": _areas(standings),
        "agencies": _agencies(progress),
        "compared": movement_record(progress.movement) if progress.movement else None,
        "trend": trend_records(progress.trend),
        "problems": problem_records(progress.problems),
        "rows": row_records(_rows(progress), standings, catalogue),
    }


def _rows(progress: Progress) -> list[Selected]:
    """The rows as they stand, also where the report is about one of their leads."""
    whole = progress.whole
    return [told(whole.by_code[one.row.code], whole) for one in progress.standings.rows]


def _counts(counted: Tally) -> Record:
    return {
        "total": counted.total,
        "states": {status.value: counted.of(status) for status in Status},
        "late": counted.late,
        "completion": counted.completion,
    }


def _areas(standings: Standings) -> list[Record]:
    return [
        {
            "code": area.code,
            "name": area.written.name,
            **_counts(tally(standings.under(area))),
            "scores": _scores(row_scores(standings.under(area))),
        }
        for area in standings.plan.areas
        if standings.under(area) or not standings.agencies
    ]


def _agencies(progress: Progress) -> list[Record]:
    standings = progress.standings
    return [
        {
            "id": agency.id,
            "name": agency.name,
            **_counts(tally(standings.by_agency[agency.id])),
            "scores": _scores(lead_scores(standings.led[agency.id])),
        }
        for agency in leading_agencies(standings, progress.catalogue)
    ]


def _scores(scores: ScoreSum | None) -> Record | None:
    if scores is None or not (scores.rows or scores.surveyed):
        return None
    return {
        "rows": scores.rows,
        "max_score": scores.maximum,
        "self_score": scores.self_score if scores.unscored < scores.rows else None,
        "ratio": scores.ratio,
        "unscored": scores.unscored,
        "surveyed_max_score": scores.surveyed,
    }
