"""Forms that tests hand out, fill in and take back: a home of their own, cells by heading and code, raw XML."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
import tempfile
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import load_workbook

from cchc_cli.cli.main import run
from cchc_cli.diagnostics import Diagnostic, in_order
from cchc_cli.drafting.draft import Draft
from cchc_cli.drafting.entries import Entry, as_cell, entries_of
from cchc_cli.drafting.known import Known
from cchc_cli.ingest.agency_form import read_form
from cchc_cli.ingest.form_owner import Asked
from cchc_cli.loader import load
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.states import Period
from homes import AGENCIES, log_of

TODAY = date(2024, 7, 5)
PLAN = """\
year: 2024
plan:
  title: Kế hoạch mẫu
areas:
  - code: "1"
    name: CHỈ ĐẠO ĐIỀU HÀNH
    leads: [snv]
    criteria:
      - code: "1.1"
        stt: 1
        name: Thực hiện kế hoạch
        due: Quý II/2024
        max_score: 2
      - code: "1.2"
        stt: 2
        name: Đối thoại
        leads: [stc]
      - code: "1.3"
        stt: 3
        name: Phân cấp
        leads: [snv, stc]
        due: 31/12/2024
      - code: "1.10"
        stt: 4
        name: Báo cáo trễ hạn
        max_score: -0.5
"""
LOG = log_of(
    "snv",
    'date: 2024-03-01, code: "1.1", status: in_progress, percent: 40, result: Đang làm, evidence: [1/BC, 2/BC]',
)
FILES: Mapping[str, str] = {"agencies.yaml": AGENCIES, "criteria.yaml": PLAN, "progress/2024/snv.yaml": LOG}
SHEET = "xl/worksheets/sheet1.xml"


def catalogue_of(files: Mapping[str, str] = FILES) -> Catalogue:
    """The catalogue of these files, which must be sound."""
    catalogue, problems = load({name: text.encode() for name, text in files.items()}, TODAY)
    assert not [one for one in problems if one.severity.value == "error"], problems
    return catalogue


@cache
def _exported(files: tuple[tuple[str, str], ...], agency: str, period: str) -> bytes:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, text in files:
            path = folder / "data" / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        target = folder / "form.xlsx"
        options = ("-y", "2024", "-a", agency, "--period", period, "-o", str(target))
        assert run(["--data", str(folder / "data"), "export", "--form", *options]) == 0
        return target.read_bytes()


def form_bytes(files: Mapping[str, str] = FILES, agency: str = "snv", period: str = "h1") -> bytes:
    """A form as the program hands it out."""
    return _exported(tuple(files.items()), agency, period)


class Form:
    """A form in the hands of an officer: its table by heading and code."""

    def __init__(self, content: bytes | None = None) -> None:
        self.workbook: Any = load_workbook(BytesIO(content or form_bytes()))
        self.sheet: Any = self.workbook.worksheets[0]

    @property
    def header(self) -> int:
        """The row of the headings."""
        return next(row[0].row for row in self.sheet.iter_rows() if any(cell.value == "Trạng thái" for cell in row))

    def column(self, heading: str) -> int:
        """The column of a heading, from 1."""
        return next(cell.column for cell in self.sheet[self.header] if cell.value == heading)

    def row(self, code: str) -> int:
        """The row of a code, from 1."""
        column = self.column("Mã")
        return next(row for row in range(1, self.sheet.max_row + 1) if self.sheet.cell(row, column).value == code)

    def cell(self, code: str, heading: str) -> Any:
        """The cell of a code under a heading."""
        return self.sheet.cell(self.row(code), self.column(heading))

    def put(self, code: str, heading: str, value: object, number_format: str | None = None) -> "Form":
        """Fills a cell in. A text that begins with = becomes a formula, as in Excel."""
        cell = self.cell(code, heading)
        cell.value = value
        if number_format:
            cell.number_format = number_format
        return self

    def put_text(self, code: str, heading: str, text: str) -> "Form":
        """Fills a text in as text, whatever it begins with."""
        cell = self.cell(code, heading)
        cell.value = text
        cell.data_type = "s"
        return self

    def content(self) -> bytes:
        """The form as a file."""
        stream = BytesIO()
        self.workbook.save(stream)
        return stream.getvalue()

    def save(self, path: Path) -> Path:
        """The form at a path."""
        path.write_bytes(self.content())
        return path


def bare_table(form: Form, *, with_title: bool = False) -> Form:
    """The table alone, or with the lines above it, pasted into a fresh workbook: nothing hidden comes along."""
    from openpyxl import Workbook

    fresh: Any = Workbook()
    sheet = fresh.worksheets[0]
    sheet.title = "Sheet1"
    for row in form.sheet.iter_rows(min_row=1 if with_title else form.header):
        sheet.append([cell.value for cell in row])
    stream = BytesIO()
    fresh.save(stream)
    return Form(stream.getvalue())


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a workbook by path."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A workbook of these parts."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def rewritten(content: bytes, change: Callable[[str], str], part: str = SHEET) -> bytes:
    """A workbook with the XML of one part rewritten, which must make a difference."""
    parts = parts_of(content)
    before = parts[part].decode()
    after = change(before)
    assert after != before
    return packed({**parts, part: after.encode()})


def read(
    content: bytes, catalogue: Catalogue | None = None, name: str = "p.xlsx", **asked: Any
) -> tuple[Draft | None, list[str]]:
    """The draft of a form, and what is said of it, a line a problem: code, place, message."""
    if isinstance(asked.get("period"), str):
        asked["period"] = Period(asked["period"])
    draft, problems = read_form(name, content, catalogue or catalogue_of(), Asked(TODAY, **asked))
    return draft, said(in_order(problems))


def said(problems: Iterable[Diagnostic]) -> list[str]:
    """Problems as lines: code, place, message."""
    return [f"{one.code.id} {one.cell.address if one.cell else one.span.file} {one.message}" for one in problems]


def filled(draft: Draft | None, catalogue: Catalogue | None = None) -> dict[tuple[str, str], Entry]:
    """The cells of sound rows that were filled in: those that differ from what was handed out, else from the log."""
    assert draft is not None
    catalogue = catalogue or catalogue_of()
    plan = catalogue.plan(draft.year)
    assert plan is not None
    known = Known(catalogue, plan, date.max)
    found: dict[tuple[str, str], Entry] = {}
    for row in draft.rows:
        lead = known.lead(plan.by_code[row.code], draft.agency)
        handed = row.handed if row.handed is not None else entries_of(lead) if lead else {}
        for key, cell in row.cells.items():
            if row.is_sound and cell.entry is not None and cell.entry != as_cell(handed.get(key)):
                found[row.code, key] = cell.entry
    return found


def fill(path: Path, answers: dict[str, dict[str, Any]]) -> None:
    """Types into the cells of a form, by code and heading."""
    workbook = load_workbook(path)
    sheet = workbook.worksheets[0]
    header = next(row for row in sheet.iter_rows() if any(cell.value == "Trạng thái" for cell in row))
    columns = {cell.value: cell.column for cell in header}
    for row in range(header[0].row + 1, sheet.max_row + 1):
        for heading, value in answers.get(sheet.cell(row, columns["Mã"]).value, {}).items():
            sheet.cell(row, columns[heading]).value = value
    workbook.save(path)
