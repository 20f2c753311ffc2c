"""The responsibility list of one agency, as an official hands it on."""

from collections.abc import Iterator, Sequence

from cchc_cli.model.agency import Agency
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.queries import Selected
from cchc_cli.reports.parts import Heading, Paragraph, Part, Report, Section, TablePart, Weight
from cchc_cli.reports.wording import build_head, label_line, plan_reference
from cchc_cli.standing import Standings
from cchc_cli.tables.details import build_responsibility_table, responsibility_rows
from cchc_cli.tables.ties import as_member, ended_notes, group_notes
from cchc_cli.ties import TieKind


def build_responsibility_list(standings: Standings, catalogue: Catalogue, agency: Agency) -> Report:
    """One section: document head, title, the plan it belongs to, the agency, its rows under their headings."""
    plan = standings.plan
    title = f"DANH MỤC TIÊU CHÍ ĐƯỢC GIAO NĂM {plan.year}"
    selected = responsibility_rows(standings, agency.id)
    table = build_responsibility_table(selected, standings, catalogue, agency.id)
    parts: tuple[Part, ...] = (
        build_head(catalogue.settings),
        Heading(title),
        *label_line(catalogue.settings),
        Heading(f"(Kèm theo {plan_reference(plan)})", Weight.NOTE),
        Heading(f"Cơ quan: {agency.name}", Weight.SUBTITLE),
        TablePart(table, is_main=True),
        Paragraph(" ".join(_counts([one for one in selected if one.standing], catalogue))),
        *(Paragraph(note, Weight.NOTE) for note in (*table.notes, *_notes(agency, standings, catalogue))),
    )
    section = Section(f"agency:{agency.id}", agency.short_name, parts)
    return Report(
        f"{title.capitalize()} – {agency.name}",
        standings.moment.day,
        (section,),
        catalogue.settings.issuer,
        catalogue.settings.label,
    )


def _counts(selected: Sequence[Selected], catalogue: Catalogue) -> Iterator[str]:
    """How many rows the agency leads and supports, and beside those how many stand there for another reason."""
    own = [one for one in selected if one.is_own]
    led = [one for one in own if any(tie.is_lead and tie.is_own for tie in one.ties)]
    joint = sum(len(one.row.leads) > 1 for one in led)
    shares = f" (trong đó đồng chủ trì {joint})" if joint else ""
    yield f"Chủ trì {len(led)} dòng{shares}, phối hợp {len(own) - len(led)} dòng."
    if former := sum(one.is_tied(TieKind.FORMER) for one in selected):
        yield f"Kế hoạch ghi cơ quan ở {former} dòng mà nay cơ quan khác trả lời."
    yield from as_member(selected, catalogue)


def _notes(agency: Agency, standings: Standings, catalogue: Catalogue) -> Iterator[str]:
    yield from ended_notes((agency.id,), standings.roster, catalogue)
    yield from group_notes((agency.id,), standings.roster, catalogue)
