"""Rules of the progress log."""

from collections.abc import Iterator
from datetime import date

from cchc_cli.diagnostics import Code, Diagnostic, Related, Severity
from cchc_cli.model.plan import Plan, Row, reporting_days
from cchc_cli.model.progress import ProgressLog, Return, Update
from cchc_cli.model.states import Status
from cchc_cli.rules.subject import Subject
from cchc_cli.succession import may_report
from cchc_cli.text import nearest_codes
from cchc_cli.ties import groups_over


def _log(*lines: str, year: int = 2024) -> str:
    body = "".join(f"    {line}\n" for line in lines)
    return f"year: {year}\nagency: snv\nupdates:\n  - date: 2024-06-28\n{body}"


_GOOD = _log('code: "1.1"', "status: in_progress", "percent: 60")

UNKNOWN_CODE = Code(
    "R601",
    "unknown-code",
    Severity.ERROR,
    "Cập nhật cho mã không có trong kế hoạch thì không thuộc dòng nào.",
    _log('code: "1.11"  # ←', "status: in_progress"),
    _GOOD,
)
NOT_ANSWERABLE = Code(
    "R602",
    "agency-does-not-answer",
    Severity.ERROR,
    "Chỉ cơ quan chủ trì (hoặc cơ quan kế thừa, từ ngày tiếp nhận) báo cáo cho dòng.",
    _log('code: "1.2"  # ←', "status: in_progress"),
    _GOOD,
)
YEAR_WITHOUT_PLAN = Code(
    "R603",
    "year-without-plan",
    Severity.ERROR,
    "Tệp tiến độ của năm chưa có kế hoạch thì không dòng nào nhận được.",
    _log('code: "1.1"', "status: in_progress", year=2023).replace("2023\n", "2023  # ←\n", 1),
    _GOOD,
)
NO_EVIDENCE = Code(
    "R604",
    "done-without-evidence",
    Severity.WARNING,
    "Dòng hoàn thành cần tài liệu kiểm chứng, hoặc giải trình vì sao chưa có.",
    _log('code: "1.1"', "status: done  # ←"),
    _log('code: "1.1"', "status: done", "evidence: [45/BC-SNV]"),
)
PERCENT_AGAINST_STATUS = Code(
    "R605",
    "percent-against-status",
    Severity.WARNING,
    "Hoàn thành là 100, chưa thực hiện là 0; số khác là một trong hai ghi nhầm.",
    _log('code: "1.1"', "status: not_started", "percent: 60  # ←"),
    _GOOD,
)
UPDATE_OUT_OF_TIME = Code(
    "R606",
    "update-out-of-time",
    Severity.WARNING,
    "Cập nhật ghi ngày trước năm kế hoạch, sau 30/6 năm sau, hoặc sau hôm nay thường là gõ nhầm năm.",
    _log('code: "1.1"', "status: in_progress").replace("2024-06-28", "2023-06-28  # ←"),
    _GOOD,
)
SCORE_OVER_MAXIMUM = Code(
    "R607",
    "score-over-maximum",
    Severity.ERROR,
    "Điểm tự chấm không thể vượt điểm tối đa của dòng.",
    _log('code: "1.3"', "status: in_progress", "self_score: 1.5  # ←"),
    _log('code: "1.3"', "status: in_progress", "self_score: 0.5"),
)
SCORE_WITHOUT_MAXIMUM = Code(
    "R608",
    "score-without-maximum",
    Severity.WARNING,
    "Điểm tự chấm ở dòng không có điểm tối đa (hoặc chấm qua điều tra xã hội học) thì không tính vào đâu.",
    _log('code: "1.1"', "status: in_progress", "self_score: 1.5  # ←"),
    _GOOD,
)
TWO_LOGS = Code(
    "R610",
    "two-progress-files",
    Severity.ERROR,
    "Mỗi năm, mỗi cơ quan một tệp tiến độ; hai tệp thì không biết cập nhật nào sau.",
    "(progress/2024/snv.yaml và progress/2024/snv-2.yaml cùng ghi agency: snv)",
    "(progress/2024/snv.yaml)",
)
FILE_NAME = Code(
    "R611",
    "progress-file-name",
    Severity.WARNING,
    "Tên tệp tiến độ là progress/NĂM/ID-CƠ-QUAN.yaml; tên khác nội dung dễ sửa nhầm tệp.",
    "(progress/2024/stc.yaml ghi agency: snv)",
    "(progress/2024/snv.yaml ghi agency: snv)",
)


REPEATED_UPDATE = Code(
    "R612",
    "repeated-update",
    Severity.WARNING,
    "Hai cập nhật cùng dòng, cùng ngày, cùng nội dung thường do nhập một phiếu hai lần.",
    _log('code: "1.1"', "status: in_progress", '- code: "1.1"  # ←').replace("    - code", "  - code")
    + "    date: 2024-06-28\n    status: in_progress\n",
    _GOOD,
)


def check_updates(subject: Subject) -> Iterator[Diagnostic]:
    """Every update belongs to a row of its year that its agency answers for, and makes sense there."""
    for log in subject.catalogue.logs:
        plan = subject.catalogue.plan(log.year)
        if plan is None:
            if subject.knows_all_plans:
                years = ", ".join(str(one.year) for one in subject.catalogue.plans) or "chưa có"
                message = f"chưa có kế hoạch năm {log.year}"
                hint = f"các năm có kế hoạch: {years}"
                yield Diagnostic(YEAR_WITHOUT_PLAN, message, log.origin.span("year"), hint)
            continue
        for update in log.updates:
            yield from _check_update(subject, plan, update)
        if log.is_whole:
            yield from _check_evidence(plan, log)
        yield from _check_answers(subject, plan, log)
        for accepted in log.returns:
            yield from _check_day(plan, accepted, subject.today)


def _check_evidence(plan: Plan, log: ProgressLog) -> Iterator[Diagnostic]:
    """Rows that are done by their newest update, and of which all updates together prove nothing."""
    newest: dict[str, Update] = {}
    proven: set[str] = set()
    for update in sorted(log.updates, key=lambda one: one.date):
        newest[update.code] = update
        if update.evidence or update.explanation:
            proven.add(update.code)
        elif "evidence" in update.model_fields_set:
            proven.discard(update.code)
    for update in newest.values():
        row = plan.by_code.get(update.code)
        is_done = update.status is Status.DONE and row is not None and row.is_assigned and row.needs_evidence
        if is_done and update.code not in proven:
            message = f"dòng «{update.code}» hoàn thành mà không có tài liệu kiểm chứng"
            hint = "thêm evidence: [số văn bản hoặc đường dẫn], hoặc explanation: lý do"
            yield Diagnostic(NO_EVIDENCE, message, update.origin.span("status"), hint)


def _check_update(subject: Subject, plan: Plan, update: Update) -> Iterator[Diagnostic]:
    yield from _check_day(plan, update, subject.today)
    yield from _check_percent(update)
    row = plan.by_code.get(update.code)
    if row is None or not row.is_assigned:
        if plan.knows_codes:
            yield _unknown_code(plan, update, row)
        return
    yield from _check_score(row, update)


def _check_answers(subject: Subject, plan: Plan, log: ProgressLog) -> Iterator[Diagnostic]:
    """Whose updates do not count; an agency none of whose updates do is told of once, where the file names it."""
    agencies = subject.catalogue.by_id
    of_rows = ((update, plan.by_code.get(update.code)) for update in log.updates)
    assigned = [(update, row) for update, row in of_rows if row and row.is_assigned]
    judged = [(update, row) for update, row in assigned if _is_answer_known(subject, plan, row, log)]
    wrong = [(update, row) for update, row in judged if not may_report(row, log.agency, update.date, agencies)]
    if len(wrong) == len(judged) > 1:
        name = subject.catalogue.name_of(log.agency)
        message = f"«{name}» không chủ trì dòng nào trong {len(wrong)} cập nhật của tệp"
        further = tuple(Related(update.origin.span("code"), f"«{row.name}»") for update, row in wrong)
        hint = "xem lại agency của tệp, hoặc mã của các cập nhật"
        yield Diagnostic(NOT_ANSWERABLE, message, log.origin.span("agency"), hint, further)
        return
    for update, row in wrong:
        yield _not_answerable(subject, row, log, update)


def _is_answer_known(subject: Subject, plan: Plan, row: Row, log: ProgressLog) -> bool:
    """Whether the data are sound enough to tell who answers for a row."""
    agencies = subject.catalogue.by_id
    is_sound = "leads" not in row.damaged and row.code not in plan.repeated_codes
    return is_sound and log.agency in agencies and bool(row.leads) and all(lead in agencies for lead in row.leads)


def _unknown_code(plan: Plan, update: Update, row: Row | None) -> Diagnostic:
    if row is not None:
        message = f"mã «{update.code}» của năm {plan.year} không có STT, không nhận báo cáo"
        near = tuple(one.code for one in row.walk() if one.is_assigned)
    else:
        message = f"mã «{update.code}» không có trong kế hoạch năm {plan.year}"
        near = nearest_codes(update.code, plan.codes_near(update.code))
    hint = f"mã gần nhất: {', '.join(near[:6])}" if near else None
    return Diagnostic(UNKNOWN_CODE, message, update.origin.span("code"), hint)


def _not_answerable(subject: Subject, row: Row, log: ProgressLog, update: Update) -> Diagnostic:
    names = subject.catalogue.names_of(row.leads)
    agency = subject.catalogue.name_of(log.agency)
    message = f"«{agency}» không chủ trì dòng «{update.code}» vào ngày {update.date:%d/%m/%Y}"
    hint = f"chủ trì dòng này: {names}"
    if groups := groups_over(row, log.agency, update.date, subject.catalogue.by_id):
        hint = f"nhóm «{subject.catalogue.names_of(groups)}» báo cáo, thành viên không báo cáo thay"
    related = (Related(row.origin.span("code"), f"«{row.name}»"),)
    return Diagnostic(NOT_ANSWERABLE, message, update.origin.span("code"), hint, related)


def _check_day(plan: Plan, entry: Update | Return, today: date | None) -> Iterator[Diagnostic]:
    span = entry.origin.span("date")
    shown = f"{entry.date:%d/%m/%Y}"
    first, last = reporting_days(plan.year)
    if entry.date < first:
        yield Diagnostic(UPDATE_OUT_OF_TIME, f"ngày {shown} trước năm kế hoạch {plan.year}", span, "xem lại năm")
    elif entry.date > last:
        message = f"ngày {shown} sau {last:%d/%m/%Y}"
        yield Diagnostic(UPDATE_OUT_OF_TIME, message, span, "xem lại năm")
    elif today is not None and entry.date > today:
        yield Diagnostic(UPDATE_OUT_OF_TIME, f"ngày {shown} sau hôm nay ({today:%d/%m/%Y})", span, "xem lại ngày")


def _check_percent(update: Update) -> Iterator[Diagnostic]:
    expected = update.status.fixed_percent
    if update.percent is not None and expected is not None and update.percent != expected:
        message = f"tiến độ {update.percent} không khớp trạng thái «{update.status.label}»"
        yield Diagnostic(PERCENT_AGAINST_STATUS, message, update.origin.span("percent"), f"ghi {expected}, hoặc bỏ")


def _check_score(row: Row, update: Update) -> Iterator[Diagnostic]:
    if update.self_score is None:
        return
    span, bounds = update.origin.span("self_score"), row.score_bounds
    if bounds is None:
        message = f"dòng «{row.code}» không có điểm tối đa để tự chấm"
        yield Diagnostic(SCORE_WITHOUT_MAXIMUM, message, span, "thêm max_score vào kế hoạch, hoặc bỏ điểm")
    elif not bounds[0] <= update.self_score <= bounds[1]:
        message = f"điểm tự chấm {update.self_score} ngoài khoảng 0 đến {row.written.max_score}"
        yield Diagnostic(SCORE_OVER_MAXIMUM, message, span, "xem lại điểm")


def check_files(subject: Subject) -> Iterator[Diagnostic]:
    """One progress file an agency and year, named after both."""
    first: dict[tuple[int, str], ProgressLog] = {}
    for log in sorted(subject.catalogue.logs, key=lambda log: log.origin.file != _file_of(log)):
        other = first.setdefault((log.year, log.agency), log)
        expected = _file_of(log)
        if other is not log:
            message = f"«{log.agency}» năm {log.year} có hai tệp tiến độ"
            related = (Related(other.origin.span("agency"), "tệp kia"),)
            hint = f"gộp vào {expected}"
            yield Diagnostic(TWO_LOGS, message, log.origin.span("agency"), hint, related)
        elif log.origin.file != expected and log.agency in subject.catalogue.by_id and subject.catalogue.plan(log.year):
            message = f"tên tệp không khớp nội dung (agency: {log.agency}, year: {log.year})"
            named = log.origin.file.rpartition("/")[2].removesuffix(".yaml")
            mended = f"sửa lại agency: {named}, hoặc " if named in subject.catalogue.by_id else ""
            yield Diagnostic(FILE_NAME, message, log.origin.span("agency"), f"{mended}đổi tên thành {expected}")


def _file_of(log: ProgressLog) -> str:
    return f"progress/{log.year}/{log.agency}.yaml"


def check_repeats(subject: Subject) -> Iterator[Diagnostic]:
    """A log does not say the same of a row twice in a row, nor accept a form of a period twice a day."""
    for log in subject.catalogue.logs:
        entries: tuple[Update | Return, ...] = (*log.updates, *log.returns)
        last: dict[object, Update | Return] = {}
        for entry in entries:
            about = entry.code if isinstance(entry, Update) else (entry.period, entry.date, entry.by)
            before = last.get(about)
            last[about] = entry
            if before is not None and _content(before) == _content(entry):
                what = f"cập nhật của «{entry.code}»" if isinstance(entry, Update) else "lần nhận phiếu"
                message = f"{what} ngày {entry.date:%d/%m/%Y} ghi hai lần"
                related = (Related(before.origin.first_key_span(), "lần đầu"),)
                yield Diagnostic(REPEATED_UPDATE, message, entry.origin.first_key_span(), "xóa một", related)


def _content(entry: Update | Return) -> dict[str, object]:
    """What an entry says; when it was entered does not count."""
    return {name: value for name, value in entry if name != "entered"}


RULES = (check_updates, check_files, check_repeats)
