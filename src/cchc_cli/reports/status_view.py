"""A plan at a glance as `status` tells it."""

from collections.abc import Iterator, Sequence

from cchc_cli.diagnostics import Diagnostic, Severity, count
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.states import Status
from cchc_cli.reports.next_steps import Program, next_steps
from cchc_cli.reports.parts import Facts, Heading, Part, Steps, Weight
from cchc_cli.reports.wording import NO_REPORT_YET, completion_sentence, label_line, plan_reference
from cchc_cli.standing.deadlines import DueKind
from cchc_cli.standing.overview import Answers, Overview
from cchc_cli.tables.cells import moment_phrase, state_counts
from cchc_cli.tables.overview import days_text, overview_record, problem_kinds
from cchc_cli.tables.rows import Record

_ROWS_SHOWN = 3
_KINDS_SHOWN = 5


def build_status_view(
    overview: Overview, catalogue: Catalogue, problems: Sequence[Diagnostic], program: Program
) -> tuple[Part, ...]:
    """The plan, its states, its deadlines, who has answered, the problems of the data, and what to do next."""
    return tuple(_parts(overview, catalogue, problems, program))


def status_record(overview: Overview, catalogue: Catalogue, problems: Sequence[Diagnostic], program: Program) -> Record:
    """The same as programs read it."""
    steps = next_steps(overview, count(problems, Severity.WARNING), program)
    return overview_record(overview, catalogue, problems, [step.command for step in steps])


def _parts(
    overview: Overview, catalogue: Catalogue, problems: Sequence[Diagnostic], program: Program
) -> Iterator[Part]:
    title = f"Kế hoạch cải cách hành chính năm {overview.plan.year}"
    yield Heading(f"{title} – {moment_phrase(overview.moment)}", Weight.SUBTITLE)
    yield from label_line(catalogue.settings)
    facts = (
        *_plan_facts(overview),
        *_deadline_facts(overview, catalogue, program),
        *_answer_facts(overview.answers, catalogue),
        ("Dữ liệu", _problem_words(problems, program)),
    )
    yield Facts(facts)
    if steps := tuple(next_steps(overview, count(problems, Severity.WARNING), program)):
        yield Steps("Việc tiếp theo", steps)


def _plan_facts(overview: Overview) -> Iterator[tuple[str, str]]:
    counted, areas = overview.counted, len(overview.plan.areas)
    is_silent = counted.of(Status.NO_REPORT) == counted.total
    yield "Văn bản", plan_reference(overview.plan)
    yield (
        "Phạm vi",
        f"{areas} lĩnh vực, {counted.total} dòng có STT, {overview.leading} cơ quan chủ trì",
    )
    yield "Kết quả", completion_sentence(counted)
    yield "Trạng thái", NO_REPORT_YET if is_silent else state_counts(counted.counts)


def _deadline_facts(overview: Overview, catalogue: Catalogue, program: Program) -> Iterator[tuple[str, str]]:
    """How many rows are late and how many soon will be, with the first of them; or why none can be."""
    late, soon = overview.deadlines
    if not overview.due_kinds.get(DueKind.DAY):
        dayless = _dayless_words(overview)
        why = f"không thời hạn nào ghi ngày ({dayless})" if dayless else "kế hoạch không ghi thời hạn"
        yield "Thời hạn", f"{why}, nên không có dòng quá hạn"
        return
    counts = f"{len(late)} dòng quá hạn, {len(soon)} dòng đến hạn trong {overview.days} ngày tới"
    beside = f" ({dayless})" if (dayless := _dayless_words(overview)) else ""
    yield "Thời hạn", f"{counts}{beside}; xem: {program.due}"
    for one in (*late, *soon)[:_ROWS_SHOWN]:
        names = ", ".join(map(catalogue.short_name_of, one.answers))
        yield one.standing.row.code, f"{one.standing.row.name} ({names}): {days_text(one.days_left)}"


def _dayless_words(overview: Overview) -> str:
    """How many rows have a deadline that names no day, or none beside others that have; empty where none has any."""
    kinds = overview.due_kinds
    if kinds.get(DueKind.NONE, 0) == overview.counted.total:
        return ""
    words = (
        (DueKind.STANDING, "dòng thường xuyên"),
        (DueKind.UNREAD, "dòng không đọc được thời hạn"),
        (DueKind.NONE, "dòng không ghi thời hạn"),
    )
    return ", ".join(f"{number} {word}" for kind, word in words if (number := kinds.get(kind)))


def _answer_facts(answers: Answers, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    sent = f"{len(answers.answered)}/{answers.asked} cơ quan đã gửi"
    yield "Kỳ báo cáo", f"{answers.period.label}, chốt ngày {answers.closing_day:%d/%m/%Y}: {sent}"
    if answers.answered:
        yield "Đã gửi", catalogue.names_of(answers.answered)
    if answers.not_answered:
        yield "Chưa gửi", catalogue.names_of(answers.not_answered)


def _problem_words(problems: Sequence[Diagnostic], program: Program) -> str:
    if not problems:
        return "không có vấn đề"
    words = ((Severity.WARNING, "cảnh báo"), (Severity.INFO, "thông tin"))
    numbers = ", ".join(f"{number} {word}" for severity, word in words if (number := count(problems, severity)))
    kinds = problem_kinds(problems)
    shown = ", ".join(f"{code} ×{number}" for code, number in kinds[:_KINDS_SHOWN])
    more = ", …" if len(kinds) > _KINDS_SHOWN else ""
    return f"{numbers} ({shown}{more}); xem: {program.validate}"
