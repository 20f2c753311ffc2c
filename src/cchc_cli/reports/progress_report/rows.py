"""The sections that tell row by row: problems, all rows, the plan's appendix, each agency, the data, the log."""

from collections.abc import Iterator

from cchc_cli.model.agency import Agency
from cchc_cli.model.progress import Update
from cchc_cli.model.states import LATE_LABEL, Status
from cchc_cli.reports.parts import Choice, Paragraph, Part, Section, TablePart, Weight
from cchc_cli.reports.progress_report.progress import Progress
from cchc_cli.reports.progress_report.sentences import overall_sentences
from cchc_cli.reports.progress_report.summary import PROBLEMS, with_notes
from cchc_cli.standing import Standings, tally
from cchc_cli.standing.problems import ProblemKind
from cchc_cli.tables.appendix import build_appendix
from cchc_cli.tables.details import LATE_FACET, build_agency_detail, build_detail_table
from cchc_cli.tables.log import LogEntry, build_log_table, log_entries
from cchc_cli.tables.plan_data import build_agencies_table, build_fields_table, build_source_table
from cchc_cli.tables.problems import (
    KIND_LABELS,
    build_answer_table,
    build_joined_table,
    build_kind_table,
    build_problem_table,
    inferred_reasons,
)
from cchc_cli.tables.tallies import leading_agencies, section_of

PROBLEM_KINDS, PROBLEM_LIST = "problem-kinds", "problem-list"
DETAIL, APPENDIX, SOURCE, LOG = "detail", "appendix", "source", "log"

_NO_PROBLEM = "Không có dòng nào quá hạn, sắp đến hạn, không đạt, chưa báo cáo hay thiếu tài liệu kiểm chứng."


def row_sections(progress: Progress) -> Iterator[Section]:
    """The sections, in reading order."""
    standings, catalogue = progress.standings, progress.catalogue
    yield Section(PROBLEMS, "Số vấn đề theo cơ quan", tuple(_problems(progress)))
    yield Section(PROBLEM_KINDS, "Từng vấn đề", tuple(_problem_kinds(progress)))
    listed = build_problem_table(progress.problems, standings.plan, catalogue, DETAIL)
    yield Section(PROBLEM_LIST, "Danh sách vấn đề", tuple(with_notes(listed, is_main=True, has_filter=True)))
    yield Section(DETAIL, "Chi tiết từng dòng", tuple(_detail(progress)))
    yield Section(APPENDIX, "Phụ lục", tuple(with_notes(build_appendix(standings, catalogue), is_main=True)))
    for agency in leading_agencies(standings, catalogue):
        yield Section(section_of(agency), agency.name, tuple(_agency(agency, progress)), is_folded=True)
    yield Section(SOURCE, "Dữ liệu kế hoạch", tuple(_source(progress)))
    yield Section(LOG, "Nhật ký", tuple(_log(progress)))


def _problems(progress: Progress) -> Iterator[Part]:
    """How much each agency has to answer for."""
    if any(progress.problems.values()):
        yield from with_notes(build_answer_table(progress.problems, progress.catalogue))
    else:
        yield Paragraph(_NO_PROBLEM)


def _problem_kinds(progress: Progress) -> Iterator[Part]:
    """The rows, kind by kind; where a list would repeat who answers row by row, one line for all that share them."""
    catalogue, plan = progress.catalogue, progress.standings.plan
    for kind, found in progress.problems.items():
        if found:
            yield Paragraph(f"{KIND_LABELS[kind]}: {len(found)} dòng", Weight.SUBTITLE)
            is_joined = kind in (ProblemKind.NO_REPORT, ProblemKind.PARTLY_REPORTED, ProblemKind.INFERRED)
            yield TablePart(
                build_joined_table(found, catalogue) if is_joined else build_kind_table(found, plan, catalogue, DETAIL)
            )
    yield from (Paragraph(reason, Weight.NOTE) for reason in inferred_reasons(progress.problems, plan))


def _detail(progress: Progress) -> Iterator[Part]:
    standings, catalogue = progress.standings, progress.catalogue
    choices = (
        Choice("Cơ quan chủ trì", tuple((one.id, one.name) for one in leading_agencies(standings, catalogue))),
        Choice("Lĩnh vực", tuple((one.code, f"{one.code}. {one.name}") for one in standings.plan.areas)),
        Choice("Trạng thái", (*((one.value, one.label) for one in Status), (LATE_FACET, LATE_LABEL))),
    )
    yield from with_notes(build_detail_table(standings, catalogue), is_main=True, has_filter=True, choices=choices)


def _agency(agency: Agency, progress: Progress) -> Iterator[Part]:
    standings = progress.standings
    yield Paragraph(" ".join(overall_sentences(tally(standings.by_agency[agency.id]))))
    detail = build_agency_detail(progress.whole, progress.catalogue, agency.id)
    yield from with_notes(detail, is_main=True, has_filter=True)


def _source(progress: Progress) -> Iterator[Part]:
    standings, catalogue = progress.standings, progress.catalogue
    rows = [standing.row for standing in standings.rows] if standings.agencies else standings.plan.rows
    tables = (
        build_source_table(standings.plan, catalogue),
        build_agencies_table(catalogue),
        build_fields_table(rows, catalogue),
    )
    for table in (one for one in tables if one.lines):
        yield Paragraph(table.title or "", Weight.SUBTITLE)
        yield from with_notes(table)


def _log(progress: Progress) -> Iterator[Part]:
    """What agencies reported of the rows, as far as it is known at the moment."""
    standings, catalogue = progress.standings, progress.catalogue
    entries = [entry for entry in log_entries(standings, catalogue) if _is_told(entry, standings)]
    table = build_log_table(entries, standings, catalogue)
    yield from with_notes(table.in_files, is_main=True, has_filter=True)


def _is_told(entry: LogEntry, standings: Standings) -> bool:
    """Whether an entry has to do with the report: in one of some agencies, what they wrote, or others for them."""
    if not standings.agencies or entry.agency in standings.agencies:
        return True
    standing = standings.by_code.get(entry.written.code) if isinstance(entry.written, Update) else None
    return standing is not None and entry.agency not in standing.row.leads
