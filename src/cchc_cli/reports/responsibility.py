"""The responsibility list of one agency, as an official hands it on."""

from cchc_cli.model.agency import Agency
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.reports.parts import Heading, Paragraph, Part, Report, Section, TablePart, Weight
from cchc_cli.reports.wording import build_head, label_line, plan_reference
from cchc_cli.standing import Standings
from cchc_cli.tables.details import build_responsibility_table, responsibility_rows


def build_responsibility_list(standings: Standings, catalogue: Catalogue, agency: Agency) -> Report:
    """One section: document head, title, the plan it belongs to, the agency, its rows under their headings."""
    plan = standings.plan
    title = f"DANH MỤC TIÊU CHÍ ĐƯỢC GIAO NĂM {plan.year}"
    led = sum(agency.id in row.leads for row in plan.assigned)
    joint = sum(agency.id in row.leads and len(row.leads) > 1 for row in plan.assigned)
    supported = sum(agency.id in row.support and agency.id not in row.leads for row in plan.assigned)
    shares = f" (trong đó đồng chủ trì {joint})" if joint else ""
    count = f"Chủ trì {led} dòng{shares}, phối hợp {supported} dòng."
    table = build_responsibility_table(responsibility_rows(standings, agency.id), plan, catalogue, agency.id)
    parts: tuple[Part, ...] = (
        build_head(catalogue.settings),
        Heading(title),
        *label_line(catalogue.settings),
        Heading(f"(Kèm theo {plan_reference(plan)})", Weight.NOTE),
        Heading(f"Cơ quan: {agency.name}", Weight.SUBTITLE),
        TablePart(table, is_main=True),
        Paragraph(count),
        *(Paragraph(note, Weight.NOTE) for note in table.notes),
    )
    section = Section(f"agency:{agency.id}", agency.short_name, parts)
    return Report(
        f"{title.capitalize()} – {agency.name}",
        standings.moment.day,
        (section,),
        catalogue.settings.issuer,
        catalogue.settings.label,
    )
