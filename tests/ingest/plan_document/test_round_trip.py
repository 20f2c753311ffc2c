"""Any plan, laid out as plans are, comes back from its document as it was."""

from dataclasses import dataclass
from io import BytesIO

from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from cchc_cli.drafting.conversion import convert
from cchc_cli.drafting.new_plan import NewRow
from cchc_cli.ingest.plan_document import read_plan_document
from ingest.plan_document.drafts import AGENCIES

NAMES = {agency.id: agency.name for agency in AGENCIES}
HEADS = {
    "stt": "STT",
    "code": "Mã",
    "name": "Nội dung",
    "leads": "Chủ trì",
    "support": "Phối hợp",
    "due": "Thời hạn",
    "max_score": "Điểm tối đa",
    "product": "Sản phẩm",
}
FURTHER = ("support", "due", "max_score", "product")


@dataclass(frozen=True)
class Drawn:
    """A row as drawn: its fields, blank where it has none; `leads` is its own cell, or blank."""

    code: str
    stt: str
    name: str
    leads: tuple[str, ...]
    support: tuple[str, ...]
    due: str
    max_score: str
    product: str

    def cell(self, key: str) -> str:
        value = getattr(self, key)
        return ", ".join(NAMES[one] for one in value) if isinstance(value, tuple) else value


@st.composite
def plans(draw: st.DrawFn) -> list[Drawn]:
    """Areas, criteria and subcriteria with gaps in their codes, each row below them with or without a lead of its own."""
    is_roman = draw(st.booleans())
    agencies = st.lists(st.sampled_from(sorted(NAMES)), max_size=3, unique=True).map(tuple)
    rows: list[Drawn] = []
    number = 0

    def add(code: str, *, is_assigned: bool, must_lead: bool = False) -> None:
        nonlocal number
        number += is_assigned
        leads = draw(agencies)
        if must_lead and not leads:
            leads = ("snv",)
        rows.append(
            Drawn(
                code,
                str(number) if is_assigned else "",
                f"Việc {draw(st.sampled_from(('báo cáo', 'kiểm tra', 'công bố, công khai')))} thứ {len(rows)}",
                leads,
                draw(agencies) if is_assigned else (),
                draw(st.sampled_from(("", "6/2025", "Quý II/2025", "Thường xuyên", "31/12/2025")))
                if is_assigned
                else "",
                draw(st.sampled_from(("", "1", "0,5", "-1"))) if is_assigned else "",
                draw(st.sampled_from(("", "Báo cáo", "Quyết định của UBND tỉnh"))) if is_assigned else "",
            )
        )

    for area in draw(st.lists(st.integers(1, 9), min_size=1, max_size=3, unique=True).map(sorted)):
        top = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[area] if is_roman else str(area)
        add(top, is_assigned=False, must_lead=True)
        for criterion in draw(st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True).map(sorted)):
            below = draw(st.lists(st.integers(1, 12), max_size=3, unique=True).map(sorted))
            add(f"{top}.{criterion}", is_assigned=not below)
            for sub in below:
                add(f"{top}.{criterion}.{sub}", is_assigned=True)
    return rows


@dataclass(frozen=True)
class Layout:
    """How the table is laid out."""

    columns: tuple[str, ...]
    codes_in_names: str
    is_headed_again: int
    has_numbering: bool
    has_total: bool


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    mark = draw(st.sampled_from(("", "{code}. {name}", "{code} - {name}", "{code}) {name}")))
    wanted = [key for key in HEADS if not (mark and key == "code")]
    return Layout(
        tuple(draw(st.permutations(wanted))),
        mark,
        draw(st.sampled_from((0, 2, 5))),
        draw(st.booleans()),
        draw(st.booleans()),
    )


def laid_out(rows: list[Drawn], layout: Layout) -> list[list[str]]:
    """The lines of the table, its heading first; a page ends after so many rows, and repeats its lead at its top."""
    head = [HEADS[key] for key in layout.columns]
    lines = [head]
    if layout.has_numbering:
        lines.append([f"({number})" for number in range(1, len(head) + 1)])
    lead = ""
    for at, row in enumerate(rows):
        is_top = bool(layout.is_headed_again) and at > 0 and at % layout.is_headed_again == 0
        if is_top:
            lines.append(head)
        lead = row.cell("leads") or lead
        cells = {key: row.cell(key) for key in HEADS}
        cells["leads"] = row.cell("leads") or (lead if is_top else "")
        if layout.codes_in_names:
            cells["name"] = layout.codes_in_names.format(code=row.code, name=row.name)
        lines.append([cells[key] for key in layout.columns])
    if layout.has_total:
        lines.append(["Tổng cộng" if key == "name" else "" for key in layout.columns])
    return lines


def as_text(lines: list[list[str]]) -> bytes:
    return "".join("\t".join(line) + "\n" for line in lines).encode()


def as_markdown(lines: list[list[str]]) -> bytes:
    rule = ["---"] * len(lines[0])
    return "".join(f"| {' | '.join(line)} |\n" for line in (lines[0], rule, *lines[1:])).encode()


def as_word(lines: list[list[str]]) -> bytes:
    document = Document()
    table = document.add_table(rows=0, cols=len(lines[0]))
    for line in lines:
        for cell, text in zip(table.add_row().cells, line, strict=True):
            cell.text = text
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_workbook(lines: list[list[str]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in lines:
        sheet.append([text or None for text in line])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def effective(rows: tuple[NewRow, ...], above: tuple[str, ...] = ()) -> list[tuple[object, ...]]:
    """Every numbered row as a reader of the plan has it, with the leads that flow down to it."""
    found: list[tuple[object, ...]] = []
    for row in rows:
        one = row.written
        leads = one.leads if one.leads is not None else above
        if one.stt is not None:
            score = None if one.max_score is None else f"{one.max_score}".replace(".", ",")
            found.append((one.code, one.stt, one.name, leads, one.support, one.due, score, one.product))
        found += effective(row.rows, leads)
    return found


def meant(rows: list[Drawn]) -> list[tuple[object, ...]]:
    """The same as drawn: a row without a lead cell has the last one above it in the document."""
    found: list[tuple[object, ...]] = []
    lead: tuple[str, ...] = ()
    for row in rows:
        lead = row.leads or lead
        if row.stt:
            further = (row.support or None, row.due or None, row.max_score or None, row.product or None)
            found.append((row.code, int(row.stt), row.name, lead, *further))
    return found


@given(rows=plans(), layout=layouts(), form=st.sampled_from((as_text, as_markdown, as_word, as_workbook)))
@settings(max_examples=60, deadline=None)
def test_plan_comes_back_from_its_document(rows: list[Drawn], layout: Layout, form) -> None:
    reading = read_plan_document("ke-hoach", form(laid_out(rows, layout)), AGENCIES, 2025)
    assert reading.draft is not None, reading.problems
    assert reading.proposed == ()
    assert effective(convert(reading.draft).areas) == meant(rows)
