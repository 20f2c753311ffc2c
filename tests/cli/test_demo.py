"""`cchc init --demo`: a year of illustrative data that is sound, tells a story, and says of itself what it is."""

from datetime import date
import json
from pathlib import Path

from openpyxl import load_workbook
import pytest
import yaml

from cchc_cli.loader import load
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Plan, WrittenRow
from cchc_cli.model.states import Status
from cchc_cli.standing import Moment, stand, tally
from cchc_cli.store.demo import demo_files
from cchc_cli.store.packaged import plan_files
from cchc_cli.writer import with_entries

LABEL = "Số liệu minh họa"
WORDS = f"# {LABEL}, không phải số liệu thật."
ADDED = {"support", "due", "target", "method", "max_score", "product"}
ALLOWED = "  # cchc: allow R604 -- số liệu minh họa"
TABLE = Path(__file__).parents[2] / "src/cchc_cli/store/samples/demo/rows.tsv"


@pytest.fixture
def demo(cchc, tmp_path: Path) -> Path:
    assert cchc("init", "--demo", str(tmp_path)).code == 0
    return tmp_path / "data"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(demo_files())[0]


def plan_of(catalogue: Catalogue) -> Plan:
    plan = catalogue.plan(2024)
    assert plan is not None
    return plan


def test_strict_check_passes(cchc, demo: Path) -> None:
    ran = cchc("validate", "--strict", data=demo)
    assert (ran.code, "11 tệp, 85 dòng: 3 thông tin (2 vấn đề được cho qua" in ran.out) == (0, True)


def test_every_line_of_the_packaged_plan_is_kept(demo: Path) -> None:
    lines = iter((demo / "criteria.yaml").read_bytes().splitlines(keepends=True))
    assert all(line in lines for line in plan_files()["criteria.yaml"].splitlines(keepends=True))
    assert (demo / "agencies.yaml").read_bytes() == plan_files()["agencies.yaml"]


def test_rows_are_those_of_the_packaged_plan_but_for_the_keys_added(catalogue: Catalogue) -> None:
    plan, packaged = plan_of(catalogue), plan_of(load(plan_files())[0])
    assert plan.head.model_dump() == packaged.head.model_dump()
    assert len(plan.rows) == len(packaged.rows)
    for row, before in zip(plan.rows, packaged.rows, strict=True):
        assert row.written.model_dump(exclude=ADDED) == before.written.model_dump(exclude=ADDED)
        assert row.written.model_fields_set - before.written.model_fields_set <= ADDED
        assert (row.leads, row.basis) == (before.leads, before.basis)


def test_every_line_of_the_table_reaches_its_row(catalogue: Catalogue) -> None:
    heading, *lines = TABLE.read_text(encoding="utf-8").splitlines()[1:]
    told = {line.split("\t")[0] for line in lines}
    assert set(heading.split("\t")) == {"code", *ADDED}
    assert told == {row.code for row in plan_of(catalogue).rows if row.written.model_fields_set & ADDED}


def test_added_keys_stand_in_the_order_of_the_house_form() -> None:
    order = list(WrittenRow.model_fields)
    ahead = list(yaml.safe_load(demo_files()["criteria.yaml"])["areas"])
    while ahead:
        row = ahead.pop()
        ahead += row.pop("criteria", []) + row.pop("subcriteria", [])
        assert not ADDED & set(row) or list(row) == sorted(row, key=order.index), row["code"]


def test_logs_are_as_the_program_writes_them(catalogue: Catalogue) -> None:
    files = demo_files()
    for log in catalogue.logs:
        text = files[log.origin.file].decode().replace(f"{WORDS}\n", "").replace(ALLOWED, "")
        assert with_entries(None, log.year, log.agency, log.updates, log.returns).decode() == text


def test_every_file_says_what_it_is_in_its_first_comment(demo: Path) -> None:
    logs = sorted((demo / "progress" / "2024").iterdir())
    assert [log.stem for log in logs] == sorted(agency.id for agency in load(plan_files())[0].agencies)
    for path in (demo / "criteria.yaml", demo / "settings.yaml", *logs):
        schema, words, *_ = path.read_text(encoding="utf-8").splitlines()
        assert (schema.startswith("# yaml-language-server"), words.startswith(WORDS)) == (True, True), path
    assert TABLE.read_text(encoding="utf-8").startswith(f"{WORDS}\n")


def test_lists_and_every_sheet_of_a_report_carry_the_label(cchc, demo: Path, tmp_path: Path) -> None:
    assert {one["label"] for one in json.loads(cchc("list", "-f", "json", data=demo).out)} == {LABEL}
    target = tmp_path / "bao-cao.xlsx"
    assert cchc("report", "--as-of", "2024-10-31", "-o", str(target), data=demo).code == 0
    for sheet in load_workbook(target).worksheets:
        assert LABEL in [cell.value for row in sheet.iter_rows(max_row=5) for cell in row], sheet.title


@pytest.mark.parametrize(
    ("day", "done", "late", "silent"),
    [
        (date(2024, 3, 31), 5, 0, 38),
        (date(2024, 6, 30), 16, 1, 12),
        (date(2024, 9, 30), 28, 2, 4),
        (date(2024, 10, 31), 33, 7, 4),
        (date(2024, 12, 31), 45, 8, 1),
    ],
)
def test_the_year_goes_on_from_report_to_report(
    catalogue: Catalogue, day: date, done: int, late: int, silent: int
) -> None:
    counted = tally(stand(catalogue, plan_of(catalogue), Moment(day, 2024, catalogue.settings)).rows)
    assert (counted.of(Status.DONE), counted.late, counted.of(Status.NO_REPORT)) == (done, late, silent)


def test_existing_files_are_never_written_over(cchc, demo: Path, tmp_path: Path) -> None:
    (demo / "criteria.yaml").unlink()
    (demo / "settings.yaml").write_text("desk: stc\n", encoding="utf-8")
    for options in ((), ("--ci",)):
        ran = cchc("init", "--demo", *options, str(tmp_path))
        assert (ran.code, "settings.yaml" in ran.err) == (3, True)
    assert (demo / "settings.yaml").read_text(encoding="utf-8") == "desk: stc\n"
    assert not (demo / "criteria.yaml").exists()
    assert not (tmp_path / ".github").exists()


def test_it_says_what_was_made_and_what_to_run_next(cchc, tmp_path: Path) -> None:
    ran = cchc("init", "--demo", "--ci", "mau", cwd=tmp_path)
    assert ran.out == (
        "Đã tạo mau/data với criteria.yaml, agencies.yaml, settings.yaml và tiến độ của 8 cơ quan.\n"
        "Số liệu minh họa, không phải số liệu thật; mọi văn bản đều in dòng chữ này.\n"
        "Tiếp theo:\n"
        "  cchc --data mau/data status --as-of 2024-10-31\n"
        "  cchc --data mau/data report --as-of 2024-10-31 -o bao-cao.xlsx\n"
        "Đã tạo mau/.github/workflows/cchc.yml.\n"
    )
