"""Whose form it is: from what it carries out of sight, else from its words and its rows."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
import re
from typing import NamedTuple

from cchc_cli.diagnostics import CellRef, Code, Diagnostic, Severity, Span
from cchc_cli.ingest.form_sheet import FormSheet, text_of
from cchc_cli.ingest.workbook import Sheet
from cchc_cli.model.agency import Agency
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Plan
from cchc_cli.model.states import Period
from cchc_cli.queries import find_agency
from cchc_cli.reports.form import AGENCY_LINE, PERIOD_LINE, TITLE_LINE
from cchc_cli.standing import default_year
from cchc_cli.standing.answers import asked_period
from cchc_cli.succession import may_report
from cchc_cli.tables.cells import period_text
from cchc_cli.tables.form import HandedRow
from cchc_cli.tables.form_identity import Identity, read_identity
from cchc_cli.text import clean, spelling_key

LOST_IDENTITY = Code(
    "X712",
    "form-without-identity",
    Severity.WARNING,
    "Phiếu chép sang sổ khác mất phần nhận dạng ẩn: cơ quan, kỳ nhận ra theo chữ và mã; ô đã sửa là ô khác nhật ký.",
    "(bảng của phiếu chép sang sổ mới)",
    "(gửi lại chính tệp phiếu)",
)
UNKNOWN_OWNER = Code(
    "X713",
    "unknown-form-owner",
    Severity.ERROR,
    "Không rõ phiếu của cơ quan nào, năm nào, hoặc dữ liệu không có cơ quan hay kế hoạch ấy.",
    "(phiếu năm 2023 nhập vào dữ liệu chỉ có kế hoạch năm 2024)",
    "(phiếu của năm và cơ quan có trong dữ liệu)",
)
OTHER_OWNER = Code(
    "X714",
    "other-form-owner",
    Severity.ERROR,
    "Phiếu của cơ quan, năm hay kỳ khác với điều lệnh yêu cầu; nhập vào là ghi nhầm chỗ.",
    "(cchc import -a stc phieu-snv.xlsx)",
    "(cchc import phieu-snv.xlsx)",
)


_OTHER_HINT = "bỏ tùy chọn, hoặc chọn đúng phiếu"


class Asked(NamedTuple):
    """What the command says of the forms: agency, year, period, each where it was given; and day D."""

    day: date
    agency: str | None = None
    year: int | None = None
    period: Period | None = None


class Owner(NamedTuple):
    """Whose form it is, and its rows as they were handed out, by code; None where the form no longer tells.

    `answers` are the codes of the rows for which its agency answers on the day, those taken over among them.
    """

    plan: Plan
    agency: Agency
    period: Period
    handed: Mapping[str, HandedRow] | None
    answers: frozenset[str]


class _Named(NamedTuple):
    """What a form says of itself, each where it does."""

    agency: str | None
    year: int | None
    period: Period | None


def find_owner(
    form: FormSheet, sheets: Iterable[Sheet], catalogue: Catalogue, asked: Asked
) -> tuple[Owner | None, tuple[Diagnostic, ...]]:
    """The owner of a form; None, with the reason, where it cannot be told or is not the one asked for."""
    identity = next((found for sheet in sheets if (found := _identity(sheet))), None)
    if identity is not None:
        return _known_owner(form.file, identity, catalogue, asked)
    return _Seeker(form, catalogue, asked).owner()


def _identity(sheet: Sheet) -> Identity | None:
    lines = (
        [clean(str(cells[column].value)) if column in cells else "" for column in range(1, max(cells) + 1)]
        for _, cells in sorted(sheet.rows.items())
        if cells
    )
    return read_identity(lines)


def _known_owner(
    file: str, identity: Identity, catalogue: Catalogue, asked: Asked
) -> tuple[Owner | None, tuple[Diagnostic, ...]]:
    plan, agency = catalogue.plan(identity.year), catalogue.by_id.get(identity.agency)
    if plan is None:
        years = ", ".join(str(one.year) for one in catalogue.plans)
        message = f"phiếu của năm {identity.year}, dữ liệu không có kế hoạch năm ấy"
        return None, (Diagnostic(UNKNOWN_OWNER, message, Span(file), f"các năm có kế hoạch: {years}"),)
    if agency is None:
        message = f"phiếu của cơ quan «{identity.agency}», agencies.yaml không có cơ quan ấy"
        return None, (Diagnostic(UNKNOWN_OWNER, message, Span(file), "xem: cchc agencies"),)
    differing = _differences(_Named(agency.id, identity.year, identity.period), asked, catalogue)
    if differing:
        return None, tuple(Diagnostic(OTHER_OWNER, message, Span(file), _OTHER_HINT) for message in differing)
    handed = {row.facts.code: row for row in identity.rows}
    return Owner(plan, agency, identity.period, handed, _answered_codes(plan, agency, catalogue, asked.day)), ()


def _answered_codes(plan: Plan, agency: Agency, catalogue: Catalogue, day: date) -> frozenset[str]:
    return frozenset(row.code for row in plan.assigned if may_report(row, agency.id, day, catalogue.by_id))


def _differences(named: _Named, asked: Asked, catalogue: Catalogue) -> tuple[str, ...]:
    """Where a form says otherwise than the command."""
    agencies = [catalogue.name_of(one) if one else None for one in (named.agency, asked.agency)]
    periods = [one.label if one else None for one in (named.period, asked.period)]
    pairs = (("", *agencies), ("năm ", named.year, asked.year), ("kỳ ", *periods))
    return tuple(
        f"phiếu của {word}«{has}», không phải «{wanted}»"
        for word, has, wanted in pairs
        if None not in (has, wanted) and has != wanted
    )


class _Seeker:
    """Finds the owner of a form that lost what identified it, and says how."""

    def __init__(self, form: FormSheet, catalogue: Catalogue, asked: Asked) -> None:
        self.form = form
        self.catalogue = catalogue
        self.asked = asked
        above = (cells for number, cells in sorted(form.sheet.rows.items()) if number < form.header)
        self.lines = [text_of(cell) for cells in above for cell in cells.values()]

    def owner(self) -> tuple[Owner | None, tuple[Diagnostic, ...]]:
        """The owner of the form; None, with the reason, where it cannot be told or is not the one asked for."""
        named = _Named(self._named_agency(), self._named_year(), self._period())
        if differing := _differences(named, self.asked, self.catalogue):
            return None, tuple(self._problem(OTHER_OWNER, message, _OTHER_HINT) for message in differing)
        return self._found()

    def _found(self) -> tuple[Owner | None, tuple[Diagnostic, ...]]:
        year = self.asked.year or self._year()
        plan = self.catalogue.plan(year) if year else None
        if plan is None:
            message = f"phiếu mất phần nhận dạng, dữ liệu không có kế hoạch năm {year}"
            return None, (self._problem(UNKNOWN_OWNER, message, "thêm --year"),)
        agency, how = self._agency(plan)
        if agency is None:
            message = "phiếu mất phần nhận dạng, không rõ của cơ quan nào"
            return None, (self._problem(UNKNOWN_OWNER, message, f"{how}; thêm -a CƠ-QUAN"),)
        period = self.asked.period or self._period()
        said = "theo phiếu" if period else "không ghi, lấy theo ngày"
        period = period or asked_period(self.catalogue.settings, plan.year, self.asked.day)
        message = f"phiếu mất phần nhận dạng: nhận là của «{agency.name}» ({how}), kỳ {period_text(period, plan.year)}"
        hint = f"kỳ {said}; ô nào đã sửa thì so với nhật ký; sai thì thêm -a, --year, --period"
        answers = _answered_codes(plan, agency, self.catalogue, self.asked.day)
        return Owner(plan, agency, period, None, answers), (self._problem(LOST_IDENTITY, message, hint),)

    def _problem(self, code: Code, message: str, hint: str) -> Diagnostic:
        return self.form.problem(code, message, CellRef(self.form.sheet.name), hint)

    def _after(self, opening: str) -> Iterator[str]:
        """What follows a line's opening words, of the lines above the table."""
        pattern = re.compile(re.escape(opening.strip()), re.IGNORECASE)
        return (line[found.end() :].strip() for line in self.lines if (found := pattern.match(line)))

    def _named_year(self) -> int | None:
        named = (found[0] for rest in self._after(TITLE_LINE) if (found := re.match("[0-9]{4}", rest)))
        return next(map(int, named), None)

    def _year(self) -> int | None:
        return self._named_year() or default_year([plan.year for plan in self.catalogue.plans], self.asked.day)

    def _period(self) -> Period | None:
        rest = next(self._after(PERIOD_LINE), "")
        key = spelling_key(rest)
        return next((period for period in Period if rest and key.startswith(spelling_key(period.label))), None)

    def _agency(self, plan: Plan) -> tuple[Agency | None, str]:
        """The agency, and how it was recognised; None, and which it may be."""
        if self.asked.agency:
            return self.catalogue.by_id.get(self.asked.agency), "theo lệnh"
        if named := self._named_agency():
            return self.catalogue.by_id[named], "theo dòng «Cơ quan»"
        return self._agency_of_rows(plan)

    def _named_agency(self) -> str | None:
        named = (find_agency(self.catalogue.agencies, name).found for name in self._after(AGENCY_LINE) if name)
        return next((found[0].id for found in named if len(found) == 1), None)

    def _agency_of_rows(self, plan: Plan) -> tuple[Agency | None, str]:
        """The one agency whose rows are those of the form: exactly, else among others."""
        codes = {text_of(self.form.cell(row, "code")) for row, _ in self.form.rows}
        assigned = {row.code: row for row in plan.assigned if row.code in codes}
        led: dict[str, set[str]] = {}
        for row in plan.assigned:
            for lead in row.leads:
                led.setdefault(lead, set()).add(row.code)
        supported = {row.code: row.support for row in assigned.values()}
        fitting = [
            agency
            for agency in self.catalogue.agencies
            if assigned and all(code in led.get(agency.id, ()) or agency.id in supported[code] for code in assigned)
        ]
        exact = [agency for agency in fitting if led.get(agency.id, set()) <= assigned.keys()]
        chosen = exact or fitting
        if len(chosen) == 1:
            return chosen[0], "theo mã các dòng"
        names = ", ".join(agency.name for agency in chosen)
        return None, f"có thể là: {names}" if names else "các mã không khớp cơ quan nào"
