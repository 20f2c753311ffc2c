"""The sections that tell the whole: key figures, result, trend, change, areas, agencies, points."""

from collections.abc import Iterator

from cchc_cli.model.states import LATE_LABEL, Status
from cchc_cli.reports.parts import (
    Chart,
    ChartKind,
    Choice,
    Figure,
    Figures,
    Paragraph,
    Part,
    Section,
    TablePart,
    Tone,
    Weight,
)
from cchc_cli.reports.progress_report.progress import Progress
from cchc_cli.reports.progress_report.sentences import (
    area_sentences,
    movement_sentences,
    result_sentences,
    score_note,
    score_sentence,
    since_text,
    succession_sentences,
)
from cchc_cli.standing import tally
from cchc_cli.standing.problems import SOON_DAYS, ProblemKind
from cchc_cli.tables import Kind, Table
from cchc_cli.tables.cells import joined, share_cell, signed, state_counts
from cchc_cli.tables.movement import build_moved_table, build_movement_table
from cchc_cli.tables.scores import build_agency_scores, build_area_scores
from cchc_cli.tables.tallies import build_agency_table, build_area_table, build_state_table, leading_agencies, linked
from cchc_cli.tables.trend import build_trend_table

FIGURES, RESULT, TREND, CHANGE, MOVED = "figures", "result", "trend", "change", "moved"
AREAS, AGENCIES, SCORES, PROBLEMS = "areas", "agencies", "scores", "problems"

_MOST_BARS = 40  # more would make a chart that nobody reads
_STACK = (
    Status.DONE,
    Status.IN_PROGRESS,
    Status.NOT_STARTED,
    Status.NOT_MET,
    Status.NO_REPORT,
    Status.NOT_APPLICABLE,
)


def summary_sections(progress: Progress) -> Iterator[Section]:
    """The sections, in reading order; one that has nothing to tell is left out."""
    yield Section(FIGURES, "Số liệu chính", (Figures(tuple(_figures(progress))),))
    yield Section(RESULT, "Theo trạng thái", tuple(_result(progress)))
    if progress.movement is not None:
        yield Section(CHANGE, f"So với {since_text(progress.movement)}", tuple(_change(progress)))
    if progress.trend and progress.counted.applicable:
        yield Section(TREND, "Diễn biến trong năm", tuple(_trend(progress)))
    yield Section(AREAS, "Theo lĩnh vực", tuple(_areas(progress)))
    yield Section(AGENCIES, "Theo cơ quan chủ trì", tuple(_agencies(progress)))
    if progress.scores is not None:
        yield Section(SCORES, "Điểm tự chấm", tuple(_scores(progress)))
    if progress.movement is not None and progress.movement.rows:
        yield Section(MOVED, "Dòng có thay đổi", _moved(progress))


def _figures(progress: Progress) -> Iterator[Figure]:
    counted, movement = progress.counted, progress.movement
    done, silent = counted.of(Status.DONE), counted.of(Status.NO_REPORT)
    soon = len(progress.problems[ProblemKind.SOON])
    more = movement.change_of(lambda one: one.of(Status.DONE)) if movement else 0
    since = f"{signed(more) if more else 'không đổi'} so với {since_text(movement)}" if movement else None
    good = Tone.GOOD if done else Tone.PLAIN
    yield Figure("Số dòng", counted.total, note=_aside(counted.of(Status.NOT_APPLICABLE)))
    yield Figure("Hoàn thành", done, note=since, tone=good)
    rate = share_cell(counted.completion)
    yield Figure("Tỷ lệ hoàn thành (%)", rate, Kind.SHARE, f"{done}/{counted.applicable} dòng", good)
    yield Figure(LATE_LABEL, counted.late, tone=Tone.BAD if counted.late else Tone.PLAIN, section=PROBLEMS)
    label = f"Đến hạn trong {SOON_DAYS} ngày tới"
    yield Figure(label, soon, tone=Tone.WARNING if soon else Tone.PLAIN, section=PROBLEMS)
    yield Figure("Chưa báo cáo", silent, tone=Tone.WARNING if silent else Tone.PLAIN, section=PROBLEMS)
    missed = counted.of(Status.NOT_MET)
    yield Figure("Không đạt", missed, tone=Tone.BAD if missed else Tone.PLAIN, section=PROBLEMS)
    if progress.scores is not None:
        ratio = share_cell(progress.scores.ratio)
        yield Figure("Điểm tự chấm (%)", ratio, Kind.SHARE, score_note(progress.scores), section=SCORES)


def _aside(number: int) -> str | None:
    return f"trong đó {number} không áp dụng" if number else None


def _result(progress: Progress) -> Iterator[Part]:
    yield from (Paragraph(sentence) for sentence in result_sentences(progress))
    yield from (Paragraph(sentence, Weight.NOTE) for sentence in succession_sentences(progress))
    yield from with_notes(build_state_table(progress.standings))


def _change(progress: Progress) -> Iterator[Part]:
    assert progress.movement is not None
    yield from (Paragraph(sentence) for sentence in movement_sentences(progress.movement))
    yield from with_notes(build_movement_table(progress.movement))


def _moved(progress: Progress) -> tuple[Part, ...]:
    assert progress.movement is not None
    return tuple(with_notes(build_moved_table(progress.movement, progress.catalogue), is_main=True, has_filter=True))


def _trend(progress: Progress) -> Iterator[Part]:
    table = build_trend_table(progress.trend)
    known = [(point.day, point.counted) for point in progress.trend if point.counted is not None]
    told = "; ".join(f"{day:%d/%m/%Y}: {counted.of(Status.DONE)}" for day, counted in known)
    description = f"Số dòng hoàn thành đến ngày {told}; theo đường thẳng đến cuối năm: {progress.counted.applicable}."
    title = "Số dòng hoàn thành theo tháng"
    yield Chart(title, ChartKind.LINES, bare(table), "mark", (Status.DONE.value, "expected"), description)
    yield from with_notes(table)


def _areas(progress: Progress) -> Iterator[Part]:
    yield from (Paragraph(sentence) for sentence in area_sentences(progress.standings))
    table = build_area_table(progress.standings)
    yield from with_notes(table)
    if len(table.lines) > 2:  # more than one area and their sum
        yield _area_chart(table, progress)


def _area_chart(table: Table, progress: Progress) -> Chart:
    """How much of each area is done; as long as nothing is, how many rows each has."""
    key, title = "completion", "Tỷ lệ hoàn thành theo lĩnh vực (%)"
    if not progress.counted.of(Status.DONE):
        key, title = "total", "Số dòng theo lĩnh vực"
    pairs = zip(table.values("area"), table.values(key), strict=True)
    told = "; ".join(f"{name}: {joined(value)}" for name, value in pairs)
    return Chart(title, ChartKind.BARS, bare(table), "area", (key,), f"{title}: {told}.")


def _agencies(progress: Progress) -> Iterator[Part]:
    table = build_agency_table(progress.standings, progress.catalogue, linked)
    yield from with_notes(table)
    agencies = len(progress.standings.by_agency)
    if agencies > _MOST_BARS:
        yield Paragraph(f"Trên {_MOST_BARS} cơ quan nên không vẽ biểu đồ.", Weight.NOTE)
    elif agencies > 1:
        yield _agency_chart(table, progress)


def _agency_chart(table: Table, progress: Progress) -> Chart:
    standings = progress.standings
    used = [status for status in _STACK if any(table.values(status.value))]
    title = "Số dòng theo trạng thái của từng cơ quan"
    keys = tuple(status.value for status in used)
    told = "; ".join(
        f"{agency.name}: {state_counts(tally(standings.by_agency[agency.id]).counts)}"
        for agency in leading_agencies(standings, progress.catalogue)
    )
    return Chart(title, ChartKind.STACKED, bare(table), "agency", keys, f"{title}: {told}.")


def _scores(progress: Progress) -> Iterator[Part]:
    assert progress.scores is not None
    yield Paragraph(score_sentence(progress.scores))
    areas = build_area_scores(progress.standings)._replace(notes=())  # they stand below the other
    for table in (areas, build_agency_scores(progress.standings, progress.catalogue)):
        yield Paragraph(table.title or "", Weight.SUBTITLE)
        yield from with_notes(table)


def with_notes(
    table: Table, *, is_main: bool = False, has_filter: bool = False, choices: tuple[Choice, ...] = ()
) -> Iterator[Part]:
    """A table in a section, and its notes below."""
    yield TablePart(bare(table), is_main, has_filter, choices)
    yield from (Paragraph(note, Weight.NOTE) for note in table.notes)


def bare(table: Table) -> Table:
    """A table alone: its section, or a line above, is its title, and its notes are parts of their own."""
    return table._replace(title=None, notes=(), label=None)
