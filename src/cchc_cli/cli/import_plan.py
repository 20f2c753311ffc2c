"""`cchc import-plan`."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import click

from cchc_cli.cli.faults import BAD_COMMAND, BAD_DATA, BAD_PLACE, FINE, CommandFault, reason
from cchc_cli.cli.options import FILE, data_option, define
from cchc_cli.cli.output import has_colour, quoted, table_text, terminal_width, write_file, write_out
from cchc_cli.cli.session import Checked, check_home, checked_files, given_home, locate_home, refuse_errors
from cchc_cli.comparison import compare
from cchc_cli.diagnostics import Diagnostic, has_errors, in_order
from cchc_cli.drafting.conversion import convert
from cchc_cli.drafting.new_plan import NewPlan
from cchc_cli.ingest.plan_document import FATES, PlanReading, read_plan_document
from cchc_cli.loader import load
from cchc_cli.loader.files import MISSING_FILE
from cchc_cli.model.agency import Agency
from cchc_cli.model.plan import Plan
from cchc_cli.render.findings import Findings, finding_records, render_findings
from cchc_cli.render.machine import render_json
from cchc_cli.store.home import Home, find_home, home_around, read_file
from cchc_cli.store.packaged import FRAMES, frame_files
from cchc_cli.tables.changes import build_change_tables
from cchc_cli.writer import Unwritable, agency_lines, plan_text, with_agencies

_AGENCIES = "agencies.yaml"
_TOLD_ALREADY = frozenset(("T305", "T307", "A404"))  # by the reading of the document


class _Import(NamedTuple):
    """A document read into a data home: the plan it makes, and the home as it would be with it and its agencies.

    `file` is the path of the plan below the home; one that is written elsewhere is checked under a name of its own.
    """

    before: Checked
    reading: PlanReading
    plan: NewPlan
    file: str
    after: Checked

    @property
    def content(self) -> bytes:
        """The plan's file."""
        return self.after.home.files[self.file]

    @property
    def existing(self) -> Plan | None:
        """The plan that the year has already."""
        return self.before.catalogue.plan(self.plan.year)


@define("Đọc bảng của một kế hoạch (.docx, .xlsx, .txt, .tsv, .md) thành tệp YAML, kèm danh sách điều cần xem lại.")
@click.argument("source", type=FILE, metavar="TỆP")
@click.option(
    "--year", "-y", type=click.IntRange(1000, 2999), metavar="NĂM", help="Năm kế hoạch (mặc định: theo văn bản)."
)
@click.option("--output", "-o", type=FILE, metavar="TỆP", help="Ghi ra tệp này, như data/criteria-2025.yaml.")
@click.option("--force", "is_forced", is_flag=True, help="Ghi đè kế hoạch đã có của năm ấy.")
@click.option("--add-agencies", "adds", is_flag=True, help="Thêm cơ quan chưa khai báo vào agencies.yaml.")
@click.option(
    "--format", "-f", "format_", type=click.Choice(("text", "json")), default="text", help="Dạng in điều cần xem."
)
@data_option
def command(source: Path, year: int | None, output: Path | None, is_forced: bool, adds: bool, format_: str) -> int:
    if output is None and (format_ == "json" or adds):
        raise CommandFault(
            BAD_COMMAND, "-f json và --add-agencies cần -o TỆP", "ghi kế hoạch ra tệp: -o data/criteria-NĂM.yaml"
        )
    if output is not None and (output.suffix != ".yaml" or output.name == _AGENCIES):
        message = f"-o «{output}» không phải tệp của một kế hoạch"
        raise CommandFault(BAD_COMMAND, message, "ghi kế hoạch ra tệp: -o data/criteria-NĂM.yaml")
    content = _read(source)
    before = _home(output)
    reading = read_plan_document(str(source), content, before.catalogue.agencies, year, _reference())
    done = _converted(before, reading, output)
    _show(reading, done, format_, output)
    if done is None:
        return BAD_DATA
    if output is None:
        write_out(done.content)
    else:
        _refuse_overwriting(done, output, is_forced=is_forced)
        _write(done, output, adds=adds)
    return BAD_DATA if has_errors(_of_plan(done)) else FINE


def _reference() -> tuple[Agency, ...]:
    """The agencies of the newest frame, which tell names that the data home does not."""
    catalogue, _ = load(frame_files(FRAMES[-1]))
    return catalogue.agencies


def _read(source: Path) -> bytes:
    if not source.is_file():
        what = "là thư mục" if source.is_dir() else "không có"
        raise CommandFault(BAD_COMMAND, f"{what} «{source}»", "chỉ ra tệp kế hoạch: .docx, .xlsx, .txt, .tsv hoặc .md")
    try:
        return read_file(source)
    except OSError as fault:
        raise CommandFault(BAD_PLACE, f"không đọc được «{source}»: {reason(fault)}") from fault


def _home(output: Path | None) -> Checked:
    """The data home whose agencies are known: the one named, found, or that the output lies in; else an empty one."""
    given = given_home()
    folder = locate_home(given) if given is not None else find_home(Path.cwd())
    if folder is None and output is not None:
        folder = home_around(output.absolute())
    if folder is None:
        return checked_files(Home((output.parent if output is not None else Path()), {}))
    checked = check_home(folder)
    written = _below(folder, output)
    if written in checked.home.files and has_errors(
        one for one in checked.findings.problems if one.span.file == written
    ):
        files = {file: content for file, content in checked.home.files.items() if file != written}
        checked = checked_files(checked.home._replace(files=files))  # its faults may go with it
    faults = tuple(one for one in checked.findings.problems if one.code is not MISSING_FILE)  # the first plan of a home
    refuse_errors(checked.findings._replace(problems=faults), "Dữ liệu đang có lỗi: sửa trước khi nhập kế hoạch.")
    return checked


def _converted(before: Checked, reading: PlanReading, output: Path | None) -> _Import | None:
    """The plan in its home, in the place of the one that the year has."""
    if reading.draft is None:
        return None
    plan = convert(reading.draft)
    existing = before.catalogue.plan(plan.year)
    files = {file: content for file, content in before.home.files.items() if not _is_of(existing, file)}
    file = _below(before.home.folder, output) or f"criteria-{plan.year}.yaml"
    files[file] = plan_text(plan).encode()
    if reading.proposed:
        files[_AGENCIES] = _with_proposed(before, reading)
    return _Import(before, reading, plan, file, checked_files(before.home._replace(files=files)))


def _is_of(plan: Plan | None, file: str) -> bool:
    return plan is not None and plan.origin.file == file


def _below(folder: Path, output: Path | None) -> str | None:
    """The path of an output below a data home; None where it is written elsewhere."""
    if output is None or output.absolute().parent.resolve() != folder.resolve():
        return None
    return output.name


def _with_proposed(before: Checked, reading: PlanReading) -> bytes:
    try:
        return with_agencies(before.home.files.get(_AGENCIES), reading.proposed)
    except Unwritable as fault:
        raise CommandFault(BAD_DATA, f"không thêm được cơ quan vào {_AGENCIES}: {fault}") from fault


def _of_plan(done: _Import) -> tuple[Diagnostic, ...]:
    """What the check says of the new plan beyond what the document told."""
    problems = done.after.findings.problems
    return tuple(one for one in problems if one.span.file == done.file and one.code.id not in _TOLD_ALREADY)


def _findings(done: _Import, output: Path | None) -> Findings:
    """What the check says of the new plan, placed where it is written."""
    found = done.after.findings._replace(problems=_of_plan(done))
    if output is None or _below(done.before.home.folder, output) is not None:
        return found
    file = str(output)
    problems = tuple(one._replace(span=one.span._replace(file=file), related=()) for one in found.problems)
    return found._replace(problems=problems, folder="", files={file: done.content})


def _show(reading: PlanReading, done: _Import | None, format_: str, output: Path | None) -> None:
    """What to look at: on standard output, unless the plan itself goes there."""
    rows = reading.draft.read if reading.draft is not None else 0
    found = [Findings(in_order(reading.problems), (), "", {}, rows)]
    if done is not None:
        found.append(_findings(done, output))
    if format_ == "json":
        counted = {} if done is None else _counts(done)
        write_out(render_json({**finding_records(found), **counted}))
        return
    is_result = output is not None
    width, is_coloured = (terminal_width(), has_colour()) if is_result else (None, False)
    text = "".join(render_findings(one, width=width, has_colour=is_coloured) for one in found)
    if done is not None:
        text += f"{_told(done)}\n{_proposal(done)}{_changes(done)}"
    click.echo(text, nl=False, err=not is_result)


def _counts(done: _Import) -> dict[str, object]:
    draft = done.reading.draft
    assert draft is not None
    rows = [row.written for row in done.plan.rows]
    added = sum(row.in_source is False for row in rows)
    fates = Counter(problem.code for problem in done.reading.problems if problem.code in FATES)
    return {
        "read": draft.read,
        "written": len(rows),
        "added": added,
        "assigned": sum(row.stt is not None for row in rows),
        "not_rows": {code.name: number for code, number in fates.items()},
        "proposed": [agency.id for agency in done.reading.proposed],
    }


def _told(done: _Import) -> str:
    """How many rows were read, and what became of each."""
    counts = _counts(done)
    fates = Counter(FATES[one.code] for one in done.reading.problems if one.code in FATES)
    parts = [f"ghi {counts['written']} dòng ({counts['assigned']} dòng có STT)"]
    if counts["added"]:
        parts[0] += f", trong đó {counts['added']} dòng thêm vào vì văn bản không có"
    parts += [f"{number} dòng {fate}" for fate, number in fates.items()]
    return f"Kế hoạch năm {done.plan.year}: đọc {counts['read']} dòng; {'; '.join(parts)}."


def _proposal(done: _Import) -> str:
    if not done.reading.proposed:
        return ""
    what = f"{len(done.reading.proposed)} cơ quan chưa khai báo; xem lại tên và id rồi thêm vào {_AGENCIES}"
    return f"{what} (hoặc chạy lại với --add-agencies):\n{agency_lines(done.reading.proposed)}"


def _changes(done: _Import) -> str:
    """Against the plan that the year has already."""
    if done.existing is None:
        return ""
    comparison = compare(done.before.catalogue, done.after.catalogue)
    tables = build_change_tables(comparison)
    if not tables:
        return f"Không dòng nào khác kế hoạch năm {done.plan.year} đã có ({done.existing.origin.file}).\n"
    return "".join(table_text(table) for table in tables)


def _refuse_overwriting(done: _Import, output: Path, *, is_forced: bool) -> None:
    """Raises CommandFault where a plan is there already and nobody said that it may go."""
    existing = done.existing
    is_inside = _below(done.before.home.folder, output) is not None
    if existing is not None and is_inside and existing.origin.file != output.name:
        place = done.before.home.folder / existing.origin.file
        message = f"kế hoạch năm {done.plan.year} đã có ở {place}; hai tệp cùng một năm thì dữ liệu có lỗi"
        raise CommandFault(BAD_PLACE, message, f"ghi vào tệp ấy: -o {quoted(str(place))} --force")
    if output.exists() and not is_forced and output.read_bytes() != done.content:
        raise CommandFault(BAD_PLACE, f"đã có {output}; chưa ghi gì", "xem thay đổi ở trên, rồi thêm --force để ghi đè")


def _write(done: _Import, output: Path, *, adds: bool) -> None:
    proposed = len(done.reading.proposed)
    if adds and proposed:
        path = done.before.home.folder / _AGENCIES
        write_file(path, done.after.home.files[_AGENCIES])
        click.echo(f"Đã thêm {proposed} cơ quan vào {path}", err=True)
    write_file(output, done.content)
    click.echo(f"Đã ghi {output}", err=True)
    if proposed and not adds and _below(done.before.home.folder, output) is not None:
        click.echo(f"Còn {proposed} cơ quan chưa khai báo: dữ liệu báo lỗi cho đến khi thêm vào {_AGENCIES}.", err=True)
