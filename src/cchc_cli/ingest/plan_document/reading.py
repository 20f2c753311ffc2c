"""A plan's document to a draft of the plan, with all that a person should look at."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
import re
from typing import NamedTuple

from cchc_cli.diagnostics import Code, Diagnostic, Severity, Span
from cchc_cli.drafting.plan_draft import DraftedRow, PlanDraft
from cchc_cli.ingest.papers.paper import Paper
from cchc_cli.ingest.plan_document import headings
from cchc_cli.ingest.plan_document.agency_cells import AgencyCells, asides_of
from cchc_cli.ingest.plan_document.agency_names import CellNames
from cchc_cli.ingest.plan_document.covering import Covering, cover_rows
from cchc_cli.ingest.plan_document.dittos import without_dittos
from cchc_cli.ingest.plan_document.head import read_head
from cchc_cli.ingest.plan_document.joining import Joined, join_rows
from cchc_cli.ingest.plan_document.marks import read_marks
from cchc_cli.ingest.plan_document.numbering import numbered, skipped_numbers, with_numbers_once
from cchc_cli.ingest.plan_document.placing import Placed, place_rows
from cchc_cli.ingest.plan_document.table_rows import FoundTable, find_table, problem_at
from cchc_cli.model.agency import Agency
from cchc_cli.model.reading import LONGEST, SCORE

BAD_SCORE = Code(
    "W843",
    "score-not-a-number",
    Severity.WARNING,
    "Điểm tối đa là số với nhiều nhất hai chữ số thập phân; chữ khác được ghi vào note.",
    "(cột điểm ghi «theo thực tế»)",
    "(cột điểm ghi 0,5)",
)
OTHER_COLUMN = Code(
    "W846",
    "column-without-key",
    Severity.INFO,
    "Cột không có khóa riêng trong dữ liệu được giữ nguyên chữ trong note của từng dòng.",
    "(cột «Cách chấm»)",
    "(cột STT, Mã, Nội dung, Chủ trì, Phối hợp, Thời hạn, Điểm, Sản phẩm, Ghi chú)",
)
OF_PROGRESS = Code(
    "W851",
    "progress-column",
    Severity.INFO,
    "Cột về tình hình thực hiện, điểm tự chấm, thẩm định, hoặc không phát hành không thuộc kế hoạch nên không lấy.",
    "(cột «Trạng thái», «Điểm tự chấm»)",
    "(tiến độ ghi bằng cchc import, cchc progress set)",
)
NO_YEAR = Code(
    "W847",
    "year-not-told",
    Severity.ERROR,
    "Không rõ kế hoạch của năm nào thì không biết ghi vào đâu.",
    "(tiêu đề không có năm)",
    "(tiêu đề «… NĂM 2025», hoặc thêm --year 2025)",
)
YEAR_TOLD = Code(
    "W848",
    "year-from-document",
    Severity.INFO,
    "Năm của kế hoạch lấy từ văn bản; --year nói khác thì theo --year.",
    "(không ghi --year)",
    "(--year 2025)",
)

TOO_LONG = Code(
    "W854",
    "cell-too-long",
    Severity.ERROR,
    "Một ô Excel chỉ chứa 32767 ký tự, tệp dữ liệu cũng vậy; dài hơn là chép nhầm cả văn bản vào một ô.",
    "(ô nội dung dài 40000 ký tự)",
    "(ô nội dung vài dòng)",
)

_LONGEST = LONGEST - 2_000  # room for what a note tells besides
_SCORE = re.compile(r"[-−–]?\s*\d{1,6}(?:[.,]\d{1,2})?(?=\s*(?:điểm|đ)?\s*$)")


class PlanReading(NamedTuple):
    """What a document comes to: its draft, None where it is no plan, and agencies not yet declared."""

    draft: PlanDraft | None
    proposed: tuple[Agency, ...]
    problems: tuple[Diagnostic, ...]


def read_plan(
    file: str, paper: Paper, agencies: Sequence[Agency], year: int | None, reference: Sequence[Agency] = ()
) -> PlanReading:
    """The plan that a document holds; `year` where the command names it, `reference` as `read_plan_document` has it."""
    table, problems = find_table(file, paper)
    if table is None:
        return PlanReading(None, (), problems)
    told, of_dittos = without_dittos(table.rows)
    table, problems = table._replace(rows=told), (*problems, *of_dittos)
    long = next((row for row in table.rows if any(len(text) > _LONGEST for text in row.cells.values())), None)
    if long is not None:
        return PlanReading(None, (), (*problems, problem_at(long.place, TOO_LONG, "dòng có ô quá dài", "xem lại ô ấy")))
    head = read_head([line.text for line in table.above], file.rsplit("/", 1)[-1])
    year_of_plan = year or head.year
    if year_of_plan is None:
        fault = Diagnostic(NO_YEAR, "không rõ kế hoạch của năm nào", Span(file), "thêm --year NĂM")
        return PlanReading(None, (), (*problems, fault))
    said = [*problems]
    if year is None:
        message = f"kế hoạch năm {year_of_plan}: {head.told}"
        said.append(Diagnostic(YEAR_TOLD, message, Span(file), "khác thì thêm --year"))
    cells = AgencyCells(agencies, reference)
    drafting = _Drafting(table, cells)
    rows = drafting.rows()
    if any(len(str(value)) > _LONGEST for row in rows for value in row.fields.values()):
        fault = Diagnostic(
            TOO_LONG, "các dòng nối lại, hoặc ghi vào note, thành chữ quá dài", Span(file), "xem lại bảng"
        )
        return PlanReading(None, (), (*said, *drafting.problems, fault))
    proposed = cells.proposals.as_agencies()
    draft = PlanDraft(year_of_plan, head.fields, rows, len(table.rows))
    return PlanReading(draft, proposed, (*said, *drafting.problems, *cells.problems))


class _Drafting:
    """Turns the rows of a table into drafted ones, in the order of the tree."""

    def __init__(self, table: FoundTable, agencies: AgencyCells) -> None:
        self.problems: list[Diagnostic] = []
        self._table = table
        self._agencies = agencies

    def rows(self) -> tuple[DraftedRow, ...]:
        """All rows, each above those below it, numbered where the table numbers none."""
        joined, of_joining = join_rows(read_marks(self._table), self._table.keys)
        joined, of_numbers = with_numbers_once(joined)
        placed, of_placing = place_rows(joined)
        covering, of_covering = cover_rows(placed)
        self.problems += (*of_joining, *of_numbers, *of_placing, *of_covering)
        drafted = [self._drafted(row, cover, placed) for row, cover in zip(placed, covering, strict=True)]
        self._tell_columns(joined)
        self.problems += skipped_numbers(placed)
        rows, of_numbers = numbered(_as_tree(drafted), joined)
        self.problems += of_numbers
        return rows

    def _drafted(self, row: Placed, cover: Covering, placed: Sequence[Placed]) -> DraftedRow:
        if row.joined is None:
            below = [one.code for one in placed if one.code.rpartition(".")[0] == row.code]
            span = below[0] if len(below) == 1 else f"{below[0]}–{below[-1]}"
            note = "; ".join((f"Văn bản không có dòng {row.code}; thêm vào để {span} có cấp trên", *row.notes))
            return DraftedRow(
                row.code, {"name": None, "in_source": "false", "note": note}, covered=self._agencies.ids(cover.text)
            )
        names = self._agencies.names(row.joined.marked.row.place, cover.printed) if cover.printed is not None else None
        printed = tuple(map(self._agencies.proposals.id_of, names.leads)) if names is not None else None
        fields = dict(self._fields(row, names))
        return DraftedRow(
            row.code, fields, printed or None, self._agencies.ids(cover.text), cover.is_inferred, cover.reason
        )

    def _fields(self, row: Placed, names: CellNames | None) -> Iterator[tuple[str, object]]:
        joined = row.joined
        assert joined is not None
        cells = joined.cells
        if joined.marked.stt is not None:
            yield "stt", str(joined.marked.stt)
        yield "name", joined.marked.name or None
        supporting = cells.get(headings.SUPPORT, "")
        of_cell = self._agencies.names(joined.marked.row.place, supporting) if supporting else CellNames()
        support = (*(names.support if names else ()), *of_cell.leads, *of_cell.support)
        if support:
            yield "support", list(dict.fromkeys(map(self._agencies.proposals.id_of, support)))
        if due := _one_line(cells.get(headings.DUE, "")):
            yield "due", due
        score, unread = self._score(joined)
        if score is not None:
            yield "max_score", score
        if product := _one_line(cells.get(headings.PRODUCT, "")):
            yield "product", product
        asides = [aside for one in (names, of_cell) if one is not None for aside in asides_of(one)]
        if notes := [*joined.notes, *row.notes, *_notes(cells), *asides, *unread]:
            yield "note", "; ".join(notes)

    def _score(self, joined: Joined) -> tuple[str | None, tuple[str, ...]]:
        """The maximum of a row as a data file holds it, and what could not be read as one."""
        text = _one_line(joined.cells.get(headings.MAX_SCORE, ""))
        if not text:
            return None, ()
        found = _SCORE.search(text)
        number = re.sub(r"[−–]", "-", found[0]).replace(" ", "").replace(",", ".") if found else ""
        if found is None or found.start() or not SCORE.fullmatch(number):
            self._tell(joined, BAD_SCORE, f"điểm tối đa «{text}» không phải số; ghi vào note")
            return None, (f"Điểm tối đa: {text}",)
        return number, ()

    def _tell_columns(self, joined: Sequence[Joined]) -> None:
        left_out = [heading for heading in self._table.others if headings.is_of_progress(heading)]
        if left_out and joined:
            told = ", ".join(f"«{heading}»" for heading in left_out)
            self._tell(joined[0], OF_PROGRESS, f"không lấy {len(left_out)} cột không thuộc kế hoạch: {told}")
        for heading in self._table.others:
            used = [one for one in joined if one.cells.get(heading)]
            if used and heading not in left_out:
                message = f"cột «{heading}» không có khóa riêng; {len(used)} ô ghi vào note"
                self._tell(used[0], OTHER_COLUMN, message)

    def _tell(self, joined: Joined, code: Code, message: str, hint: str | None = None) -> None:
        self.problems.append(problem_at(joined.marked.row.place, code, message, hint))


def _as_tree(rows: Iterable[DraftedRow]) -> list[DraftedRow]:
    """The rows each above those below it; where the document has them in that order, they stay as they are."""
    below: dict[str, list[DraftedRow]] = {}
    for row in rows:
        below.setdefault(row.code.rpartition(".")[0], []).append(row)
    ordered: list[DraftedRow] = []
    ahead = list(reversed(below.get("", [])))
    while ahead:
        row = ahead.pop()
        ordered.append(row)
        ahead += reversed(below.get(row.code, []))
    return ordered


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _notes(cells: Mapping[str, str]) -> Iterator[str]:
    """The texts that have no key of their own, each with its heading."""
    for key, text in cells.items():
        if key == headings.NOTE:
            yield _one_line(text)
        elif key not in headings.LABELS and not headings.is_of_progress(key):
            yield f"{key}: {_one_line(text)}"
