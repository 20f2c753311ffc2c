"""The progress report of a plan."""

from collections.abc import Iterator

from cchc_cli.model.agency import Agency
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.states import LATE_LABEL, Status
from cchc_cli.reports.parts import Heading, Paragraph, Part, Report, Section, TablePart, Weight
from cchc_cli.reports.wording import NO_REPORT_YET, completion_sentence, label_line, plan_reference
from cchc_cli.standing import Standings, Tally, tally
from cchc_cli.tables import Link, Table
from cchc_cli.tables.cells import moment_text
from cchc_cli.tables.details import build_agency_detail, build_detail_table
from cchc_cli.tables.tallies import (
    build_agency_table,
    build_area_table,
    build_state_table,
    leading_agencies,
    linked,
    section_of,
)

SUMMARY = "summary"
DETAIL = "detail"


def build_progress_report(standings: Standings, catalogue: Catalogue) -> Report:
    """A summary, every row, and a section for each agency that leads one."""
    title = f"BÁO CÁO TIẾN ĐỘ THỰC HIỆN KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH NĂM {standings.plan.year}"
    agencies = leading_agencies(standings, catalogue)
    sections = (
        Section(SUMMARY, "Tổng hợp", tuple(_summary(title, standings, catalogue))),
        Section(DETAIL, "Chi tiết", tuple(_detail(standings, catalogue))),
        *(
            Section(section_of(agency), agency.short_name, tuple(_agency(agency, standings, catalogue)))
            for agency in agencies
        ),
    )
    settings = catalogue.settings
    return Report(title.capitalize(), standings.moment.day, sections, settings.issuer, settings.label)


def _summary(title: str, standings: Standings, catalogue: Catalogue) -> Iterator[Part]:
    yield Heading(title)
    yield from label_line(catalogue.settings)
    yield Heading(f"(Thực hiện {plan_reference(standings.plan)})", Weight.NOTE)
    yield Heading(moment_text(standings.moment), Weight.NOTE)
    for sentence in overall_sentences(tally(standings.rows)):
        yield Paragraph(sentence, Weight.SUBTITLE)
    yield Paragraph(Link("Xem chi tiết từng dòng", DETAIL))
    yield from _titled(build_state_table(standings))
    yield from _titled(build_area_table(standings))
    agencies = build_agency_table(standings, catalogue, linked)
    yield from _titled(agencies)
    for note in agencies.notes:
        yield Paragraph(note, Weight.NOTE)


def _titled(table: Table) -> Iterator[Part]:
    yield Paragraph(table.title or "", Weight.SUBTITLE)
    yield TablePart(table)


def overall_sentences(counted: Tally) -> Iterator[str]:
    """The result of the whole in words."""
    yield completion_sentence(counted)
    silent = counted.of(Status.NO_REPORT)
    if counted.total and silent == counted.total:
        yield NO_REPORT_YET
    elif silent:
        yield f"Còn {silent} dòng chưa báo cáo."
    if counted.late:
        yield f"{LATE_LABEL}: {counted.late} dòng."


def _detail(standings: Standings, catalogue: Catalogue) -> Iterator[Part]:
    table = build_detail_table(standings, catalogue)
    yield Heading(f"CHI TIẾT TỪNG DÒNG – {moment_text(standings.moment)}", Weight.SUBTITLE)
    yield from label_line(catalogue.settings)
    yield Paragraph(Link("← Tổng hợp", SUMMARY))
    yield TablePart(table, is_main=True, has_filter=True)
    for note in table.notes:
        yield Paragraph(note, Weight.NOTE)


def _agency(agency: Agency, standings: Standings, catalogue: Catalogue) -> Iterator[Part]:
    yield Heading(f"{agency.name.upper()} – {moment_text(standings.moment)}", Weight.SUBTITLE)
    yield from label_line(catalogue.settings)
    yield Paragraph(Link("← Tổng hợp", SUMMARY))
    yield Paragraph(" ".join(overall_sentences(tally(standings.by_agency[agency.id]))))
    table = build_agency_detail(standings, catalogue, agency.id)
    yield TablePart(table, is_main=True, has_filter=True)
    for note in table.notes:
        yield Paragraph(note, Weight.NOTE)
