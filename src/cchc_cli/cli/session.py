"""What most commands begin with: the data loaded once, the plan, day D."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

import click

from cchc_cli.cli.faults import BAD_COMMAND, BAD_PLACE, CommandFault, DataFault, reason
from cchc_cli.diagnostics import Diagnostic, Severity, count, has_errors
from cchc_cli.loader import load
from cchc_cli.model.agency import Agency
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Plan, Row
from cchc_cli.model.states import Period
from cchc_cli.queries import find_agency
from cchc_cli.render.findings import Findings, render_findings, summary
from cchc_cli.standing import Moment, Standings, default_year, stand
from cchc_cli.store.home import Home, find_home, home_of, read_home
from cchc_cli.succession import undecided_rows
from cchc_cli.text import nearest_codes

_VIETNAM = timezone(timedelta(hours=7))
_CODES_SHOWN = 10
_NO_HOME_HINT = "tạo mới bằng «cchc init THƯ-MỤC», hoặc chỉ ra bằng --data THƯ-MỤC hay biến CCHC_DATA"


class Checked(NamedTuple):
    """A data home as read: its folder and files, its catalogue, and what was found wrong with it."""

    home: Home
    catalogue: Catalogue
    findings: Findings


class Session(NamedTuple):
    """Sound data, the plan asked for, and where its rows stand at the moment asked for.

    `problems` are what the check found that is no error.
    """

    catalogue: Catalogue
    plan: Plan
    standings: Standings
    problems: tuple[Diagnostic, ...]

    @property
    def day(self) -> date:
        """Day D."""
        return self.standings.moment.day

    def agency(self, text: str) -> Agency:
        """The agency that an argument names. Raises CommandFault where it names none, or several."""
        return agency_of(self.catalogue, text)

    def agencies(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        """The ids of the agencies that arguments name, each once."""
        return tuple(dict.fromkeys(self.agency(text).id for text in texts))

    def row(self, code: str) -> Row:
        """The row of a code. Raises CommandFault where the plan has none."""
        return row_of(self.plan, code)

    def area(self, code: str | None) -> str | None:
        """The code of an area. Raises CommandFault where the plan has no such area."""
        if code is None or code in {area.code for area in self.plan.areas}:
            return code
        areas = "; ".join(f"{area.code} {area.name}" for area in self.plan.areas)
        raise CommandFault(BAD_COMMAND, f"kế hoạch năm {self.plan.year} không có lĩnh vực «{code}»", f"có: {areas}")


def now() -> datetime:
    """The moment in Việt Nam, wherever the program runs, to the second."""
    return datetime.now(UTC).astimezone(_VIETNAM).replace(microsecond=0, tzinfo=None)


def in_vietnam(moment: datetime) -> datetime:
    """The same moment by the clocks of Việt Nam."""
    return moment.astimezone(_VIETNAM)


def row_of(plan: Plan, code: str) -> Row:
    """The row of a code. Raises CommandFault where the plan has none."""
    row = plan.by_code.get(code)
    if row is None:
        numbered = next((one for one in plan.assigned if str(one.stt) == code), None)
        near = ", ".join(nearest_codes(code, plan.by_code))
        hint = f"STT {code} là mã {numbered.code}" if numbered else f"gần nhất: {near}"
        raise CommandFault(BAD_COMMAND, f"kế hoạch năm {plan.year} không có mã «{code}»", hint)
    return row


def today() -> date:
    """The day in Việt Nam, wherever the program runs."""
    return now().date()


def agency_of(catalogue: Catalogue, text: str) -> Agency:
    """The agency that an argument names. Raises CommandFault where it names none, or several."""
    if not text.strip():
        raise CommandFault(BAD_COMMAND, "tên cơ quan để trống", "ghi id, tên tắt, tên, hoặc vài từ trong tên")
    search = find_agency(catalogue.agencies, text)
    if len(search.found) == 1:
        return search.found[0]
    if search.found:
        names = ", ".join(f"{agency.name} ({agency.id})" for agency in search.found)
        raise CommandFault(BAD_COMMAND, f"«{text}» chỉ nhiều cơ quan: {names}", "ghi đủ tên, hoặc id")
    near = ", ".join(f"{agency.name} ({agency.id})" for agency in search.nearest)
    raise CommandFault(BAD_COMMAND, f"không có cơ quan «{text}»", f"gần nhất: {near}" if near else None)


def given_home() -> str | None:
    """The data home named on the command line or in the environment."""
    value: str | None = click.get_current_context().find_root().params.get("data")
    return value or None


def locate_home(given: str | None) -> Path:
    """The folder of the data home. Raises CommandFault where there is none."""
    if given is None:
        found = find_home(Path.cwd())
        if found is None:
            raise CommandFault(BAD_COMMAND, f"không tìm thấy thư mục dữ liệu từ «{Path.cwd()}» trở lên", _NO_HOME_HINT)
        return found
    if not Path(given).exists():
        raise CommandFault(BAD_COMMAND, f"không có thư mục dữ liệu «{given}»", _NO_HOME_HINT)
    found = _opened(Path(given))
    if found is None:
        message = f"«{given}» không phải thư mục dữ liệu (không có agencies.yaml hay criteria*.yaml)"
        raise CommandFault(BAD_COMMAND, message, _NO_HOME_HINT)
    return found


def _opened(folder: Path) -> Path | None:
    try:
        return home_of(folder)
    except OSError as fault:
        raise CommandFault(BAD_PLACE, f"không đọc được «{folder}»: {reason(fault)}") from fault


def check_home(folder: Path) -> Checked:
    """Reads and checks a data home. Raises CommandFault where a file cannot be read."""
    try:
        home = read_home(folder)
    except OSError as fault:
        raise CommandFault(BAD_PLACE, f"không đọc được «{fault.filename}»: {reason(fault)}") from fault
    return checked_files(home)


def checked_files(home: Home) -> Checked:
    """The files of a data home, checked."""
    catalogue, problems = load(home.files, today())
    standing = tuple(problem for problem in problems if problem.allowed is None)
    allowed = tuple(problem for problem in problems if problem.allowed is not None)
    rows = sum(len(plan.rows) for plan in catalogue.plans)
    return Checked(home, catalogue, Findings(standing, allowed, _seen_from_here(home.folder), home.files, rows))


def _seen_from_here(folder: Path) -> str:
    try:
        return folder.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return folder.as_posix()


def open_home() -> Checked:
    """The data home of the command, sound.

    Raises DataFault where the data have errors, CommandFault where there is no home.
    """
    checked = check_home(locate_home(given_home()))
    refuse_errors(checked.findings, "Dữ liệu có lỗi nên không lập danh sách hay báo cáo.")
    return checked


def refuse_errors(findings: Findings, outcome: str) -> None:
    """Raises DataFault where the problems hold errors, with those errors and what they mean for the command."""
    if text := errors_text(findings, outcome):
        raise DataFault(text)


def errors_text(findings: Findings, outcome: str) -> str:
    """The errors among the problems, and what they mean for the command; empty where there are none."""
    if not has_errors(findings.problems):
        return ""
    errors = tuple(problem for problem in findings.problems if problem.severity is Severity.ERROR)
    return f"{render_findings(findings._replace(problems=errors))}{summary([findings])}{outcome}\n"


def open_session(year: int | None, as_of: date | None, period: Period | None, *, is_current: bool = False) -> Session:
    """As `load_session`; that there are warnings is said on the error stream."""
    session = load_session(year, as_of, period, is_current=is_current)
    if warnings := count(session.problems, Severity.WARNING):
        click.echo(f"Dữ liệu có {warnings} cảnh báo; xem: cchc validate", err=True)
    if is_current:
        _tell_undecided(session)
    return session


def _tell_undecided(session: Session) -> None:
    """Says of which rows several agencies answer for one lead, since nobody decided which."""
    codes = [row.code for row in undecided_rows(session.plan, session.day, session.catalogue.by_id)]
    if codes:
        shown = ", ".join(codes[:_CODES_SHOWN]) + (", …" if len(codes) > _CODES_SHOWN else "")
        message = f"Cảnh báo: {len(codes)} dòng của cơ quan đã tách chưa phân định ai trả lời (mã {shown}): nêu mọi"
        click.echo(f"{message} cơ quan tiếp nhận; phân định bằng answers trong agencies.yaml.", err=True)


def load_session(year: int | None, as_of: date | None, period: Period | None, *, is_current: bool = False) -> Session:
    """The data home of the command, sound, with its plan and standings; `is_current`: by who answers on day D.

    Raises DataFault where the data have errors, CommandFault where there is no home or no plan of the year.
    """
    checked = open_home()
    findings = checked.findings
    catalogue = checked.catalogue
    day = as_of or today()
    plan = plan_of(catalogue, year, day)
    moment = Moment(day, plan.year, catalogue.settings, period, as_of is not None, day if is_current else None)
    return Session(catalogue, plan, stand(catalogue, plan, moment), findings.problems)


def plan_of(catalogue: Catalogue, year: int | None, day: date) -> Plan:
    """The plan of a year, or of the day where none is named. Raises CommandFault where there is none."""
    years = [plan.year for plan in catalogue.plans]
    wanted = year if year is not None else default_year(years, day)
    plan = catalogue.plan(wanted) if wanted is not None else None
    if plan is None:
        known = ", ".join(str(one) for one in years)
        raise CommandFault(BAD_COMMAND, f"không có kế hoạch năm {wanted}", f"các năm có kế hoạch: {known}")
    return plan
