"""The sentences of a progress report, each built from figures."""

from collections.abc import Iterator
from decimal import Decimal

from cchc_cli.model.states import LATE_LABEL, Status
from cchc_cli.reports.progress_report.progress import Progress
from cchc_cli.reports.wording import NO_REPORT_YET, completion_sentence
from cchc_cli.standing import Standings, Tally, percent_text, tally
from cchc_cli.standing.movement import Movement
from cchc_cli.standing.problems import SOON_DAYS, ProblemKind
from cchc_cli.standing.scores import ScoreSum
from cchc_cli.tables.cells import moment_phrase, state_counts
from cchc_cli.tables.due import without_last_day
from cchc_cli.tables.rows import taken_over


def overall_sentences(counted: Tally) -> Iterator[str]:
    """The result of rows in words: how many are done, unreported, late."""
    yield completion_sentence(counted)
    silent = counted.of(Status.NO_REPORT)
    if counted.total and silent == counted.total:
        yield NO_REPORT_YET
    elif silent:
        yield f"Còn {silent} dòng chưa báo cáo."
    if counted.late:
        yield f"{LATE_LABEL}: {counted.late} dòng."


def result_sentences(progress: Progress) -> Iterator[str]:
    """The result of the whole as a report tells it: by state, by deadline, by points."""
    counted = progress.counted
    yield completion_sentence(counted)
    silent = counted.of(Status.NO_REPORT)
    if counted.total and silent == counted.total:
        yield NO_REPORT_YET
    elif counted.total:
        yield f"Trong {counted.total} dòng: {state_counts(counted.counts)}."
    yield from _deadlines(progress)
    if progress.scores is not None:
        yield score_sentence(progress.scores)


def _deadlines(progress: Progress) -> Iterator[str]:
    soon = len(progress.problems[ProblemKind.SOON])
    rows = [standing.row for standing in progress.standings.rows]
    if any(row.due is not None and row.due.last_day is not None for row in rows):
        yield f"{LATE_LABEL}: {progress.counted.late} dòng; đến hạn trong {SOON_DAYS} ngày tới: {soon} dòng."
    yield from without_last_day(rows, "")


def score_sentence(scores: ScoreSum) -> str:
    """The points that agencies gave themselves."""
    if not scores.rows:
        return "Không có dòng nào tự chấm điểm."
    if scores.unscored == scores.rows:
        return f"Điểm tối đa {points_text(scores.maximum)}; chưa dòng nào được tự chấm."
    missing = f"; còn {scores.unscored} dòng chưa chấm" if scores.unscored else ""
    given = f"{points_text(scores.self_score)}/{points_text(scores.maximum)} điểm"
    return f"Điểm tự chấm {given}, đạt {percent_text(scores.ratio)}{missing}."


def score_note(scores: ScoreSum) -> str:
    """The points below their ratio."""
    missing = f"; {scores.unscored} dòng chưa chấm" if scores.unscored else ""
    return f"{points_text(scores.self_score)}/{points_text(scores.maximum)} điểm{missing}"


def points_text(points: Decimal) -> str:
    """Points as a sentence writes them, two decimals and a comma."""
    return f"{points:.2f}".replace(".", ",")


def since_text(movement: Movement) -> str:
    """What the figures are compared with, in few words."""
    moment = movement.before.moment
    return f"ngày {moment.day:%d/%m/%Y}" if moment.period is None else "kỳ trước"


def movement_sentences(movement: Movement) -> Iterator[str]:
    """What changed since the earlier moment."""
    before, now = movement.counted
    since = f"So với {moment_phrase(movement.before.moment)}"
    done = _changed("số dòng hoàn thành", before.of(Status.DONE), now.of(Status.DONE))
    rate = _rate(before, now)
    yield f"{since}: {done}; {rate}; {_changed('số dòng quá hạn', before.late, now.late)}."
    changed = "đổi trạng thái, mới quá hạn hoặc hết quá hạn"
    yield f"{len(movement.rows)} dòng {changed}." if movement.rows else f"Không dòng nào {changed}."


def _rate(before: Tally, now: Tally) -> str:
    if before.completion == now.completion:
        return f"tỷ lệ hoàn thành không đổi ({percent_text(now.completion)})"
    return f"tỷ lệ hoàn thành từ {percent_text(before.completion)} thành {percent_text(now.completion)}"


def _changed(what: str, before: int, now: int) -> str:
    if before == now:
        return f"{what} không đổi ({now})"
    return f"{what} {'tăng' if now > before else 'giảm'} {abs(now - before)} (từ {before} thành {now})"


def area_sentences(standings: Standings) -> Iterator[str]:
    """Which areas are ahead and which behind; nothing where they do not differ."""
    rates = [(area, tally(standings.under(area)).completion) for area in standings.plan.areas]
    known = [(area, rate) for area, rate in rates if rate is not None]
    best, worst = max((rate for _, rate in known), default=None), min((rate for _, rate in known), default=None)
    if best is None or best == worst:
        return
    for label, wanted in (("Lĩnh vực đạt cao nhất", best), ("Lĩnh vực đạt thấp nhất", worst)):
        names = "; ".join(area.name for area, rate in known if rate == wanted)
        yield f"{label}: {names} ({percent_text(wanted)})."


def succession_sentences(progress: Progress) -> Iterator[str]:
    """What of agencies that came after others is not in the figures, or not decided."""
    standings, catalogue = progress.standings, progress.catalogue
    if len(standings.agencies) == 1 and standings.moment.answering_on is None:
        yield from taken_over(standings.agencies[0], progress.whole, catalogue)
    codes = ", ".join(row.code for row in progress.undecided)
    if codes:
        yield f"Mã {codes}: việc giao lại sau khi tách cơ quan chưa phân định, nên nêu mọi cơ quan tiếp nhận."
