"""The whole way of a form: out of the log, filled in by an officer, back into the log, and out again."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
import re
import shutil
import subprocess
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
import unicodedata

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
import pytest

from cchc_cli.loader import load
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.fields import REPORTED
from cchc_cli.model.states import Period, Status
from cchc_cli.text import clean
from filled_forms import Filled, FormCells
from homes import AGENCIES, CRITERIA

AGENCY_IDS = ("snv", "stc", "skhdt")
GIVEN_DAY = date(2024, 7, 3)
FIXED = {Status.DONE: 100, Status.NOT_STARTED: 0, Status.NOT_APPLICABLE: None}

needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
ways = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

# plans and logs


class PlanRow(NamedTuple):
    """An assigned row of a generated plan."""

    code: str
    leads: tuple[str, ...]
    maximum: Decimal | None
    is_survey: bool

    @property
    def takes_score(self) -> bool:
        return self.maximum is not None and not self.is_survey


class DataHome(NamedTuple):
    rows: tuple[PlanRow, ...]
    files: dict[str, str]


LEADS = st.sampled_from((("snv",), ("stc",), ("snv", "stc"), ("skhdt", "snv", "stc")))
MAXIMA = st.sampled_from((None, Decimal(1), Decimal("2.5"), Decimal("-0.5"), Decimal("-1")))
DUES = st.sampled_from((None, "Quý II/2024", "2024-12-15", "Thường xuyên"))
OLD_TEXTS = st.sampled_from(("Đã ban hành", "Bước một\nBước hai", "=1+1", "007", "a; b", "x" * 300))
OLD_DAYS = st.dates(date(2024, 1, 1), date(2024, 3, 31))


@st.composite
def plan_rows(draw: st.DrawFn) -> tuple[list[PlanRow], str]:
    lines = [
        "year: 2024",
        "plan:",
        "  title: Kế hoạch mẫu",
        "areas:",
        '  - code: "1"',
        "    name: LĨNH VỰC",
        "    criteria:",
    ]
    rows = []
    for number in range(1, draw(st.integers(2, 6))):
        code = f"1.{number}"
        indent = " " * 6
        if draw(st.booleans()):
            lines += [f'{indent}- code: "{code}"', f"{indent}  name: Đề mục {number}", f"{indent}  subcriteria:"]
            code, indent = f"{code}.1", " " * 10
        row = PlanRow(code, draw(LEADS), draw(MAXIMA), draw(st.sampled_from((False, False, True))))
        due, support = draw(DUES), [one for one in AGENCY_IDS if one not in row.leads][: draw(st.integers(0, 1))]
        lines += [f'{indent}- code: "{code}"', f"{indent}  stt: {number}", f"{indent}  name: Việc {number}"]
        lines += [f"{indent}  leads: [{', '.join(row.leads)}]", f"{indent}  support: [{', '.join(support)}]"]
        lines += [f"{indent}  due: {due}"] if due else []
        lines += [f"{indent}  max_score: {row.maximum}"] if row.maximum is not None else []
        lines += [f"{indent}  method: survey"] if row.is_survey else []
        rows.append(row)
    return rows, "\n".join(lines) + "\n"


@st.composite
def old_updates(draw: st.DrawFn, row: PlanRow) -> str:
    """An entry of the log before the form goes out."""
    status = draw(st.sampled_from(REPORTED))
    parts = [f"date: {draw(OLD_DAYS)}", f'code: "{row.code}"', f"status: {status.value}"]
    if status not in FIXED and draw(st.booleans()):
        parts.append(f"percent: {draw(st.integers(0, 100))}")
    for key in ("result", "explanation", "by"):
        if draw(st.booleans()):
            parts.append(f"{key}: {quoted(draw(OLD_TEXTS))}")
    if not row.is_survey and draw(st.booleans()):
        parts.append(f"evidence: [{quoted(draw(OLD_TEXTS))}, 12/BC]")
    if row.takes_score and draw(st.booleans()):
        parts.append(f"self_score: {draw(scores(row))}")
    return f"  - {{{', '.join(parts)}}}\n"


def quoted(text: str) -> str:
    return '"' + text.replace("\n", "\\n") + '"'


def scores(row: PlanRow) -> st.SearchStrategy[Decimal]:
    low, high = sorted((Decimal(0), row.maximum or Decimal(0)))
    return st.decimals(low, high, places=2)


@st.composite
def data_homes(draw: st.DrawFn) -> DataHome:
    rows, criteria = draw(plan_rows())
    files = {"agencies.yaml": AGENCIES, "criteria.yaml": criteria}
    for agency in AGENCY_IDS:
        led = [row for row in rows if agency in row.leads]
        if led and draw(st.booleans()):
            entries = [draw(old_updates(draw(st.sampled_from(led)))) for _ in range(draw(st.integers(1, 4)))]
            files[f"progress/2024/{agency}.yaml"] = (
                f"# nhật ký\nyear: 2024\nagency: {agency}\nupdates:\n{''.join(entries)}  # hết\n"
            )
    return DataHome(tuple(rows), files)


# what an officer fills in


def same(*texts: str) -> list[Filled]:
    return [Filled(text, text) for text in texts]


def kept(text: str) -> str:
    """A text as the program keeps it: clean, without spaces at the ends of its lines."""
    return "\n".join(line.rstrip() for line in clean(text).split("\n")).strip()


def is_storable(text: str) -> bool:
    """Whether a workbook can hold the text as it is, and it says something."""
    return (
        bool(kept(text))
        and not ILLEGAL_CHARACTERS_RE.search(text)
        and not re.search("_x[0-9A-Fa-f]{4}_|[\ufffe\uffff\r]", text)
    )


WORDS = st.one_of(
    st.sampled_from(
        [
            *same("Đã ban hành kế hoạch", "Một\nHai: ba\n\n  bốn # năm", "=1+1", "+84 912", "-5", "@a", "'x", "#N/A"),
            *same("=HYPERLINK(\"http://a\")", "1.10", "2024-06-28", "null", "yes", "no", "~", "- a", "0o17", "{a: b}", "-"),
            *same("hai  dấu cách", "tab\tgiữa", "🙂 ẩ", "TRUE", "1e5", "007"),
            Filled("_x0041_", "A"),
            Filled("_x005F_x0041_", "_x0041_"),
            Filled("a_x000A_b", "a\nb"),
            Filled("a_x000B_b_x0007_", "a\nb"),
            Filled("a_xD83D__xDE42_b", "a🙂b"),
            Filled("a_xD800_b", "a\ufffdb"),
            Filled("  Đã ban hành \n\n", "Đã ban hành"),
            Filled("dấu\u00a0cách\u200b", "dấu cách"),
            Filled(unicodedata.normalize("NFD", "Đã hoàn thiện"), "Đã hoàn thiện"),
            Filled(12, "12"),
            Filled(1.5, "1,5"),
            Filled(date(2024, 6, 28), "28/06/2024", "dd/mm/yyyy"),
            Filled(0.8, "80%", "0%"),
            Filled("x" * 32_000, "x" * 32_000),
        ]
    ),
    st.text(min_size=1, max_size=40).filter(is_storable).map(lambda text: Filled(text, kept(text))),
)  # fmt: skip
STATES = st.sampled_from(REPORTED).flatmap(
    lambda status: st.sampled_from(
        [
            Filled(status.label, status),
            Filled(status.value, status),
            Filled(f"  {status.label.upper()} ", status),
            Filled(unicodedata.normalize("NFD", status.label), status),
        ]
    )
)
PERCENTS = st.integers(0, 100).flatmap(
    lambda percent: st.sampled_from(
        [
            Filled(percent, percent),
            Filled(float(percent), percent),
            Filled(str(percent), percent),
            Filled(f"{percent}%", percent),
            Filled(percent / 100, percent, "0%"),
        ]
    )
)
DAYS = st.dates(date(2024, 4, 1), date(2024, 7, 3)).flatmap(
    lambda day: st.sampled_from(
        [
            Filled(day, day, "dd/mm/yyyy"),
            Filled(f"{day.day}/{day.month}/{day.year}", day),
            Filled(f"{day:%d-%m-%Y}", day),
            Filled(day.isoformat(), day),
            Filled((day - date(1899, 12, 30)).days, day, "General"),
        ]
    )
)
DOCUMENTS = st.sampled_from(
    [
        Filled("123/KH-UBND", ("123/KH-UBND",)),
        Filled("123/KH-UBND\nhttps://a.vn/?b=c;d", ("123/KH-UBND", "https://a.vn/?b=c;d")),
        Filled("1/BC; 2/BC;\n 3/BC \n", ("1/BC", "2/BC;", "3/BC")),
        Filled("=A1", ("=A1",)),
        Filled(15, ("15",)),
    ]
)


def score_cells(row: PlanRow) -> st.SearchStrategy[Filled]:
    return scores(row).flatmap(
        lambda score: st.sampled_from(
            [
                Filled(float(score), score),
                Filled(str(score), score),
                Filled(str(score).replace(".", ","), score),
            ]
        )
    )


@st.composite
def fillings(draw: st.DrawFn, home: DataHome) -> dict[tuple[str, str], dict[str, Filled]]:
    """By agency and code what is filled in, by key."""
    filled = {}
    for agency in AGENCY_IDS:
        for row in home.rows:
            if agency in row.leads and draw(st.booleans()):
                filled[agency, row.code] = draw(row_cells(row))
    return filled


@st.composite
def row_cells(draw: st.DrawFn, row: PlanRow) -> dict[str, Filled]:
    cells: dict[str, st.SearchStrategy[Filled]] = {
        "status": STATES,
        "percent": PERCENTS,
        **dict.fromkeys(("result", "explanation", "by", "note"), WORDS),
        "date": DAYS,
        **({} if row.is_survey else {"evidence": DOCUMENTS}),
        **({"self_score": score_cells(row)} if row.takes_score else {}),
    }
    keys = draw(st.lists(st.sampled_from(sorted(cells)), unique=True, max_size=4))
    return {key: draw(cells[key]) for key in keys}


def shown(meaning: Any) -> Any:
    """What the form shows for an entry, as openpyxl reads the cell."""
    match meaning:
        case None:
            return None
        case Status():
            return meaning.label
        case tuple():
            return "\n".join(meaning)
        case Decimal():
            return float(meaning)
        case date():
            return datetime(meaning.year, meaning.month, meaning.day)
        case str():
            return re.sub("(?=_x[0-9A-Fa-f]{4}_)", "_x005F", meaning)
    return meaning


# the way


class Way:
    """One data home in a folder of its own, and the program run on it."""

    def __init__(self, cchc: Callable[..., Any], home: DataHome, folder: Path) -> None:
        self.cchc = cchc
        self.data, self.forms = folder / "data", folder / "forms"
        self.forms.mkdir()
        for name, text in home.files.items():
            (self.data / name).parent.mkdir(parents=True, exist_ok=True)
            (self.data / name).write_bytes(text.encode())

    def export(self) -> dict[str, FormCells]:
        ran = self.cchc(
            *f"export --form -y 2024 --period h1 --as-of 2024-07-10 -o {self.forms}".split(), data=self.data
        )
        assert ran.code == 0, ran.err
        return {path.stem: FormCells(path) for path in sorted(self.forms.iterdir())}

    def import_forms(self, *options: str) -> None:
        ran = self.cchc("import", str(self.forms), "--yes", "--as", f"{GIVEN_DAY}", *options, data=self.data)
        assert ran.code == 0, (ran.out, ran.err)

    def files(self) -> dict[str, bytes]:
        paths = (path for path in self.data.rglob("*") if path.is_file())
        return {path.relative_to(self.data).as_posix(): path.read_bytes() for path in paths}

    def catalogue(self) -> Catalogue:
        catalogue, problems = load(self.files(), date(2026, 1, 1))
        assert [
            one for one in problems if one.code.id[0] in "YS" or one.code.id in ("F004", "F008", "F009", "F010")
        ] == []
        return catalogue


@pytest.fixture
def start(cchc) -> Iterator[Callable[[DataHome], Way]]:
    """Makes a way for each example."""
    folders: list[TemporaryDirectory[str]] = []

    def make(home: DataHome) -> Way:
        while folders:
            folders.pop().cleanup()
        folders.append(TemporaryDirectory())
        return Way(cchc, home, Path(folders[0].name))

    yield make
    while folders:
        folders.pop().cleanup()


Given = dict[str, Any]
Logs = dict[str, tuple[list[Given], list[Given]]]


def logs_of(catalogue: Catalogue) -> Logs:
    """The updates and returns in the log of each agency, as fields that were given."""

    def fields(entry: Any) -> Given:
        return {name: getattr(entry, name) for name in entry.model_fields_set if name != "entered"}

    return {log.agency: ([*map(fields, log.updates)], [*map(fields, log.returns)]) for log in catalogue.logs}


def newest(updates: list[Given], code: str) -> Given:
    """Where an agency stands with a row after these updates: the state of the newest, the words as last given."""
    of_row = sorted((one for one in updates if one["code"] == code), key=lambda one: one["date"])
    if not of_row:
        return {}
    words = {
        key: value
        for one in of_row
        for key, value in one.items()
        if key in ("result", "evidence", "explanation", "self_score", "note")
    }
    last = of_row[-1]
    percent = FIXED.get(last["status"], last.get("percent"))
    found = {"status": last["status"], "percent": percent, "date": last["date"], "by": last.get("by"), **words}
    return {key: value for key, value in found.items() if value not in (None, ())}


def as_cell(meaning: Any) -> Any:
    return tuple(line for one in meaning for line in one.split("\n")) if isinstance(meaning, tuple) else meaning


def wanted_update(code: str, before: Given, typed: Given) -> Given | None:
    """The update that a row comes to: what was typed where it differs from before, with the state beside it."""
    changed = {key: value for key, value in typed.items() if value != as_cell(before.get(key))}
    status = typed.get("status") or before.get("status")
    if not changed or status is None:
        return None
    was = before.get("status")
    percent = before.get("percent") if status not in FIXED and was not in FIXED else None
    update = {"date": GIVEN_DAY, "code": code, "period": Period.H1, "status": status, "percent": percent}
    update |= {key: value for key, value in changed.items() if key != "by"}
    update["by"] = typed.get("by") or before.get("by")
    return {key: value for key, value in update.items() if value is not None}


Fillings = dict[tuple[str, str], dict[str, Filled]]


def fill(forms: dict[str, FormCells], fillings: Fillings, before: Logs) -> Fillings:
    """Fills the forms in, but for rows that would be left without a state; what was filled in."""
    filled = {}
    for (agency, code), cells in fillings.items():
        had = newest(before.get(agency, ([], []))[0], code)
        if cells and ("status" in cells or "status" in had):
            filled[agency, code] = cells
            for key, cell in cells.items():
                forms[agency].fill(code, key, cell)
    for form in forms.values():
        form.save()
    return filled


def check_log(before: Logs, after: Logs, filled: Fillings, agencies: set[str]) -> None:
    """The log holds what was filled in, and nothing else has changed."""
    for agency in agencies:
        old, returned = before.get(agency, ([], []))
        new = after[agency][0]
        assert new[: len(old)] == old
        typed = {
            code: {key: one.meaning for key, one in cells.items()}
            for (who, code), cells in filled.items()
            if who == agency
        }
        wanted = [wanted_update(code, newest(old, code), cells) for code, cells in sorted(typed.items())]
        assert sorted(new[len(old) :], key=lambda one: one["code"]) == [one for one in wanted if one]
        assert returned == []
        (entry,) = after[agency][1]
        assert (entry["period"], entry["date"]) == (Period.H1, GIVEN_DAY)


def check_shown(forms: dict[str, FormCells], filled: Fillings) -> None:
    """A form after import shows what was typed, and the percent that the state says."""
    for (agency, code), cells in filled.items():
        meanings = {key: one.meaning for key, one in cells.items()}
        status = next((one for one in Status if one.label == forms[agency].cells[code, "status"].value), None)
        if status in FIXED and "percent" in meanings:
            meanings["percent"] = FIXED[status]
        assert {key: forms[agency].cells[code, key].value for key in meanings} == {
            key: shown(one) for key, one in meanings.items()
        }


HOMES = data_homes()
HOMES_AND_FILLINGS = HOMES.flatmap(lambda home: st.tuples(st.just(home), fillings(home)))


def go(start: Callable[[DataHome], Way], home: DataHome, fillings: Fillings, through: Callable[[Path], None]) -> None:
    way = start(home)
    files, before = way.files(), logs_of(way.catalogue())
    forms = way.export()
    filled = fill(forms, fillings, before)
    through(way.forms)
    way.import_forms()
    logs = {f"progress/2024/{agency}.yaml" for agency in forms}
    after = way.files()
    assert {name: content for name, content in after.items() if name not in logs} == {
        name: content for name, content in files.items() if name not in logs
    }
    check_log(before, logs_of(way.catalogue()), filled, set(forms))
    way.import_forms()
    assert way.files() == after
    check_shown(way.export(), filled)


@ways
@given(HOMES_AND_FILLINGS)
def test_log_holds_what_was_filled_in_and_the_next_form_shows_it(start, example: tuple[DataHome, Fillings]) -> None:
    go(start, *example, through=lambda folder: None)


@ways
@given(HOMES)
def test_form_sent_back_as_it_was_changes_nothing_but_that_it_was_received(start, home: DataHome) -> None:
    way = start(home)
    before = logs_of(way.catalogue())
    forms = way.export()
    way.import_forms()
    check_log(before, logs_of(way.catalogue()), {}, set(forms))
    after = way.files()
    way.import_forms()
    assert way.files() == after


def test_text_like_a_formula_in_the_log_goes_into_a_form_as_text(start) -> None:
    log = 'year: 2024\nagency: snv\nupdates:\n  - {date: 2024-03-01, code: "1.1", status: done, evidence: ["=1+1"], result: "=A1"}\n'
    way = start(DataHome((), {"agencies.yaml": AGENCIES, "criteria.yaml": CRITERIA, "progress/2024/snv.yaml": log}))
    cells = way.export()["snv"].cells
    for key, text in (("evidence", "=1+1"), ("result", "=A1")):
        assert (cells["1.1", key].value, cells["1.1", key].data_type) == (text, "s")


# through another program


def saved_once(folder: Path) -> None:
    """Opens every workbook of a folder in LibreOffice and saves it."""
    with TemporaryDirectory() as out:
        profile = f"-env:UserInstallation=file://{out}/profile"
        command = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            f"{out}/saved",
        ]
        subprocess.run([*command, *map(str, folder.iterdir())], check=True, capture_output=True, timeout=180)
        saved = sorted(Path(out, "saved").iterdir())
        assert [path.name for path in saved] == sorted(path.name for path in folder.iterdir())
        for path in saved:
            shutil.copy(path, folder / path.name)


@needs_office
@settings(ways, max_examples=4, phases=[Phase.generate])  # to shrink through LibreOffice takes minutes
@given(HOMES_AND_FILLINGS)
def test_log_holds_what_was_filled_in_also_where_libreoffice_saved_the_form(
    start, example: tuple[DataHome, Fillings]
) -> None:
    """But for `_x0041_` as such, which LibreOffice reads right and saves as the letter that it is an escape of."""
    home, fillings = example
    kept = {
        row: {key: one for key, one in cells.items() if not re.search("_x005F_|_xD8", str(one.value))}
        for row, cells in fillings.items()
    }
    go(start, home, kept, through=saved_once)


SURVEY = CRITERIA.replace("stt: 1\n", "stt: 1\n        max_score: 1.5\n        due: 2024-12-15\n")


@needs_office
def test_libreoffice_keeps_what_the_form_is_made_of(start) -> None:
    way = start(DataHome((), {"agencies.yaml": AGENCIES, "criteria.yaml": SURVEY}))
    before = way.export()["snv"]
    saved_once(way.forms)
    after = FormCells(way.forms / "snv.xlsx")
    assert [sheet.sheet_state for sheet in after.workbook.worksheets] == ["visible", "visible", "hidden"]
    assert all(sheet.protection.sheet for sheet in after.workbook.worksheets)
    assert not any(sheet.protection.password for sheet in after.workbook.worksheets)
    assert after.cells.keys() == before.cells.keys()  # those that are unlocked
    assert checks_of(after) == checks_of(before)
    assert "list" in {kind for kind, *_ in checks_of(after).values()}
    colours = [len(form.workbook.worksheets[0].conditional_formatting) for form in (before, after)]
    assert colours[0] == colours[1] > 0
    texts = [list(form.workbook.worksheets[2].values) for form in (before, after)]
    assert texts[0] == texts[1]


def checks_of(form: FormCells) -> dict[tuple[int, int], tuple[str | None, ...]]:
    """By cell what is checked of what is typed in it, and the prompt."""
    return {
        cell: (one.type, *bounds_of(one), one.promptTitle, one.prompt)
        for one in form.workbook.worksheets[0].data_validations.dataValidation
        for area in one.sqref.ranges
        for cell in area.cells
    }


def bounds_of(check: Any) -> tuple[str | None, ...]:
    """What a value is compared with, and how."""
    if check.type == "list":
        return (check.formula1.replace("'", ""),)
    return check.operator, check.formula1, check.formula2 if check.operator == "between" else None
