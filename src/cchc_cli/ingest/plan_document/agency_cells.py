"""The cells of a plan that name agencies: who is meant, by id, and what a person should look at."""

from collections.abc import Iterator, Sequence

from cchc_cli.diagnostics import Code, Diagnostic, Severity
from cchc_cli.ingest.papers.paper import Line, TableRow
from cchc_cli.ingest.plan_document.agency_names import CellNames, Named, read_names
from cchc_cli.ingest.plan_document.known_names import KnownNames
from cchc_cli.ingest.plan_document.proposals import Proposals
from cchc_cli.ingest.plan_document.table_rows import problem_at
from cchc_cli.model.agency import Agency

UNKNOWN_AGENCY = Code(
    "W840",
    "agency-not-declared",
    Severity.WARNING,
    "Cơ quan chưa có trong agencies.yaml; id được đề nghị, không tự thêm; có thể là tên khác của cơ quan đã có.",
    "(ô chủ trì «Sở Nông nghiệp và Môi trường», agencies.yaml chưa có)",
    "(agencies.yaml có id: snnmt, name: Sở Nông nghiệp và Môi trường)",
)
COLLECTIVE = Code(
    "W841",
    "collective-lead",
    Severity.WARNING,
    "Tên chung (các sở, ban, ngành; UBND cấp huyện) là một nhóm: khai báo với members thì mỗi cơ quan thấy dòng này.",
    "(chủ trì «Các sở, ban, ngành»)",
    "(agencies.yaml có nhóm «Các sở, ban, ngành» với members: all)",
)
LOST_SEPARATOR = Code(
    "W842",
    "lost-separator",
    Severity.WARNING,
    "Hai tên cơ quan dính liền, mất dấu phẩy; được tách theo tên.",
    "(«Sở Tài chính Sở Tư pháp»)",
    "(«Sở Tài chính, Sở Tư pháp»)",
)
ODD_NAMES = Code(
    "W849",
    "agency-cell-aside",
    Severity.INFO,
    "Phần trong ngoặc, hay tên người, trong ô cơ quan không phải tên cơ quan; được ghi vào note.",
    "(«Sở Nội vụ (cơ quan thường trực)»)",
    "(«Sở Nội vụ»)",
)
CUT_NAME = Code(
    "W850",
    "agency-name-cut",
    Severity.WARNING,
    "Tên cơ quan bị cắt (ô tách qua trang, chép thiếu): không đoán; chữ còn lại được ghi vào note.",
    "(«Bộ Thông tin và Truyền thông, Bộ»)",
    "(«Bộ Thông tin và Truyền thông, Bộ Tài chính»)",
)


class AgencyCells:
    """Reads cells that name agencies; each unknown one is proposed, and said at the first row that has it."""

    def __init__(self, agencies: Sequence[Agency], reference: Sequence[Agency] = ()) -> None:
        self.problems: list[Diagnostic] = []
        self.proposals = Proposals(frozenset(agency.id for agency in agencies), reference)
        self._known = KnownNames(agencies)
        self._reference = KnownNames(reference)
        self._cells: dict[str, CellNames] = {}
        self._told: set[str] = set()

    def ids(self, text: str) -> tuple[str, ...]:
        """Who leads by the text of a cell."""
        return tuple(dict.fromkeys(self.proposals.id_of(named) for named in self._read(text).leads)) if text else ()

    def _read(self, text: str) -> CellNames:
        if text not in self._cells:
            self._cells[text] = read_names(text, self._known, self._reference)
        return self._cells[text]

    def names(self, place: TableRow | Line, text: str) -> CellNames:
        """The agencies of a cell printed on a row, and what is odd about it said."""
        names = self._read(text)
        for remark in names.remarks:
            self._tell(place, LOST_SEPARATOR, f"«{' '.join(text.split())}»: {remark}", "xem các tên tách có đúng không")
        for aside in names.asides:
            self._tell(place, ODD_NAMES, f"«{aside}» không phải tên cơ quan; ghi vào note")
        for words in names.cut:
            self._tell(place, CUT_NAME, f"«{words}» chỉ là một phần tên cơ quan; ghi vào note", "xem văn bản")
        for named in (*names.leads, *names.support):
            self._tell_unknown(place, named)
        return names

    def _tell_unknown(self, place: TableRow | Line, named: Named) -> None:
        """A name that is not declared is said once, at the first row that has it."""
        id_ = self.proposals.id_of(named)
        if id_ in self._told:
            return
        self._told.add(id_)
        if named.is_collective:
            message = f"«{named.words}» là tên chung: " + (id_ if named.agency else f"chưa khai báo, đề nghị id {id_}")
            self._tell(
                place,
                COLLECTIVE,
                message,
                None if named.agency else "khai báo nhóm: members: all, hoặc id các cơ quan trong nhóm",
            )
        elif named.agency is None:
            message = f"cơ quan «{named.words}» chưa khai báo; đề nghị id {id_}"
            self._tell(place, UNKNOWN_AGENCY, message, "thêm vào agencies.yaml, hoặc sửa tên cho khớp cơ quan đã có")

    def _tell(self, place: TableRow | Line, code: Code, message: str, hint: str | None = None) -> None:
        self.problems.append(problem_at(place, code, message, hint))


def asides_of(names: CellNames) -> Iterator[str]:
    """What a cell for agencies holds besides whole names."""
    yield from names.asides
    yield from (f"Ô cơ quan còn ghi: {words}" for words in names.cut)
