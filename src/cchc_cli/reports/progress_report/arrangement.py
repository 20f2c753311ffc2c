"""Which sections of a progress report stand where: on which sheet, in which chapter, on the page."""

from collections.abc import Iterable, Iterator

from cchc_cli.model.agency import Agency
from cchc_cli.reports.parts import Annex, Chapter, Cover, Heading, Links, Part, Report, Sheet, Weight
from cchc_cli.reports.progress_report.cover import annex_note, build_cover, title_of
from cchc_cli.reports.progress_report.progress import Progress
from cchc_cli.reports.progress_report.rows import (
    APPENDIX,
    DETAIL,
    LOG,
    PROBLEM_KINDS,
    PROBLEM_LIST,
    SOURCE,
    row_sections,
)
from cchc_cli.reports.progress_report.summary import (
    AGENCIES,
    AREAS,
    CHANGE,
    FIGURES,
    MOVED,
    PROBLEMS,
    RESULT,
    SCORES,
    TREND,
    summary_sections,
)
from cchc_cli.reports.wording import label_line
from cchc_cli.tables import Link
from cchc_cli.tables.cells import moment_text
from cchc_cli.tables.tallies import leading_agencies, section_of

_LONGEST_NAME = 31  # of a sheet
_CHAPTERS = (
    Chapter("I. KẾT QUẢ CHUNG", (RESULT, CHANGE, TREND)),
    Chapter("II. KẾT QUẢ THEO LĨNH VỰC VÀ CƠ QUAN CHỦ TRÌ", (AREAS, AGENCIES, SCORES)),
    Chapter("III. NỘI DUNG QUÁ HẠN, TỒN TẠI VÀ CƠ QUAN TRẢ LỜI", (PROBLEMS, PROBLEM_KINDS)),
)
_SUMMARY = (FIGURES, RESULT, AREAS, AGENCIES, SCORES, CHANGE, TREND)
_SHEETS = (
    ("Chi tiết", "Chi tiết từng dòng", (DETAIL,)),
    ("Phụ lục", "Phụ lục: tình hình thực hiện kế hoạch", (APPENDIX,)),
    ("Vấn đề", "Vấn đề cần xử lý", (PROBLEMS, PROBLEM_LIST)),
    ("Thay đổi", "Dòng có thay đổi", (MOVED,)),
)
_LAST_SHEETS = (("Kế hoạch", "Dữ liệu kế hoạch", (SOURCE,)), ("Nhật ký", "Nhật ký tiến độ", (LOG,)))
_PAGE = (FIGURES, RESULT, PROBLEMS, PROBLEM_KINDS, TREND, CHANGE, MOVED, AREAS, AGENCIES, SCORES, DETAIL)


def build_progress_report(progress: Progress) -> Report:
    """The report in all its arrangements."""
    sections = (*summary_sections(progress), *row_sections(progress))
    settings, cover = progress.catalogue.settings, build_cover(progress)
    known = {section.key for section in sections}
    agencies = tuple(section_of(agency) for agency in leading_agencies(progress.standings, progress.catalogue))
    return Report(
        title=title_of(progress),
        day=progress.standings.moment.day,
        sections=sections,
        author=settings.issuer,
        label=settings.label,
        cover=cover,
        sheets=tuple(_sheets(progress, cover, known)),
        chapters=tuple(Chapter(one.heading, _known(one.sections, known)) for one in _CHAPTERS),
        annexes=(Annex("PHỤ LỤC", _annex_title(progress), annex_note(progress.standings.moment), APPENDIX),),
        page=(*_known(_PAGE, known), *agencies),
    )


def _known(keys: Iterable[str], known: set[str]) -> tuple[str, ...]:
    return tuple(key for key in keys if key in known)


def _annex_title(progress: Progress) -> str:
    return f"TÌNH HÌNH THỰC HIỆN KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH NĂM {progress.standings.plan.year}"


def _sheets(progress: Progress, cover: Cover, known: set[str]) -> Iterator[Sheet]:
    yield Sheet("Tổng hợp", tuple(_title(progress, cover, known)), _known(_SUMMARY, known))
    yield from _row_sheets(_SHEETS, known, progress)
    for agency in leading_agencies(progress.standings, progress.catalogue):
        yield Sheet(_sheet_name(agency), _top(agency.name, progress), (section_of(agency),))
    yield from _row_sheets(_LAST_SHEETS, known, progress)


def _sheet_name(agency: Agency) -> str:
    """The short name, or the name; the id in place of one too long, of which others may have the same beginning."""
    return agency.short_name if len(agency.short_name) <= _LONGEST_NAME else agency.id


def _row_sheets(
    sheets: Iterable[tuple[str, str, tuple[str, ...]]], known: set[str], progress: Progress
) -> Iterator[Sheet]:
    for name, title, keys in sheets:
        if keys[0] in known:
            yield Sheet(name, _top(title, progress), keys)


def _title(progress: Progress, cover: Cover, known: set[str]) -> Iterator[Part]:
    """What stands on top of the first sheet: head, title, label, what is told, the way to the other sheets."""
    yield cover.head
    yield Heading(f"{cover.kind} {cover.subject}".upper())
    yield from label_line(progress.catalogue.settings)
    yield from (Heading(note, Weight.NOTE) for note in cover.notes)
    yield Links(tuple(Link(f"→ {name}", keys[0]) for name, _, keys in (*_SHEETS, *_LAST_SHEETS) if keys[0] in known))


def _top(title: str, progress: Progress) -> tuple[Part, ...]:
    heading = Heading(f"{title.upper()} – {moment_text(progress.standings.moment)}", Weight.SUBTITLE)
    return (heading, *label_line(progress.catalogue.settings), Links((Link("← Tổng hợp", FIGURES),)))
