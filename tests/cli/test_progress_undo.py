"""`cchc progress undo`: the last import or update taken back, in every file that it touched."""

from pathlib import Path

import pytest

from filled_forms import Filled, FormCells
from homes import CRITERIA, log_of

SNV = "# của Sở Nội vụ\n" + log_of("snv", 'date: 2024-03-01, code: "1.1", status: in_progress, percent: 40') + "# hết\n"
STC = "year: 2024\r\nagency: stc\r\nupdates: [{date: 2024-03-01, code: '1.2', status: done, evidence: [a]}]\r\n"
FILES = {"progress/2024/snv.yaml": SNV, "progress/2024/stc.yaml": STC}


@pytest.fixture
def data(home) -> Path:
    return home(FILES)


def logs(data: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((data / "progress/2024").glob("*"))}


def undo(cchc, data: Path, *args: str):
    return cchc("progress", "undo", "--yes", *args, data=data)


def put(cchc, data: Path, code: str, percent: int, agency: str = "snv") -> None:
    args = ("-a", agency, "--status", "in_progress", "--percent", str(percent), "--date", "2024-06-28")
    assert cchc("progress", "set", code, *args, data=data).code == 0


@pytest.fixture
def imported(cchc, data, tmp_path) -> Path:
    """The data after forms of all three agencies were filled in and imported."""
    forms = tmp_path / "forms"
    forms.mkdir()
    assert cchc("export", "--form", "--period", "h1", "-o", str(forms), data=data).code == 0
    for path in forms.iterdir():
        form = FormCells(path)
        form.fill("1.3", "status", Filled("Đang thực hiện", None))
        form.fill("1.3", "result", Filled(f"Một\nHai của {path.stem}", None))
        form.save()
    ran = cchc("import", str(forms), "--yes", "--as", "2024-07-03", data=data)
    assert ran.code == 0, ran.out
    assert len(logs(data)) == 3
    return data


def test_import_of_several_agencies_is_taken_back_byte_for_byte(cchc, data, imported) -> None:
    ran = undo(cchc, data)
    assert ran.code == 0
    assert ran.out.count("Đang thực hiện") == 3
    assert logs(data) == {"snv.yaml": SNV.encode(), "stc.yaml": STC.encode()}
    assert cchc("validate", data=data).code == 0


def test_entry_of_somebody_else_behind_the_import_refuses_it_all(cchc, data, imported) -> None:
    path = data / "progress/2024/skhdt.yaml"
    text = path.read_text(encoding="utf-8")
    by_hand = '  - date: 2024-07-05\n    code: "1.3"\n    status: in_progress\nreturns:'
    path.write_text(text.replace("returns:", by_hand), encoding="utf-8", newline="")
    before = logs(data)
    ran = undo(cchc, data)
    assert (ran.code, "skhdt.yaml:" in ran.err) == (1, True)
    assert logs(data) == before


def test_entry_of_somebody_else_before_the_import_does_not(cchc, data, imported) -> None:
    path = data / "progress/2024/snv.yaml"
    text = path.read_text(encoding="utf-8")
    by_hand = "  - {date: 2024-02-01, code: '1.1', status: not_started}\n"
    path.write_text(text.replace("updates:\n", f"updates:\n{by_hand}"), encoding="utf-8", newline="")
    assert undo(cchc, data).code == 0
    assert path.read_text(encoding="utf-8") == SNV.replace("updates:\n", f"updates:\n{by_hand}")


def test_only_the_newest_moment_goes_and_then_the_one_before_it(cchc, data) -> None:
    states = [logs(data)]
    for code, percent, agency in (("1.1", 50, "snv"), ("1.3", 20, "skhdt"), ("1.1", 70, "snv")):
        put(cchc, data, code, percent, agency)
        states.append(logs(data))
    for before in reversed(states[:-1]):
        assert undo(cchc, data).code == 0
        assert logs(data) == before
    ran = undo(cchc, data)
    assert (ran.code, "không có mục nào do lệnh ghi" in ran.err) == (1, True)


def test_update_behind_an_import_goes_first(cchc, data, imported) -> None:
    before = logs(data)
    put(cchc, data, "1.3", 90, "skhdt")
    assert undo(cchc, data).code == 0
    assert logs(data) == before
    assert undo(cchc, data).code == 0
    assert logs(data) == {"snv.yaml": SNV.encode(), "stc.yaml": STC.encode()}


@pytest.mark.parametrize("args", [("--dry-run",), ()])
def test_nothing_goes_before_somebody_says_yes(cchc, data, imported, args) -> None:
    before = logs(data)
    ran = cchc("progress", "undo", *args, data=data)
    assert "Đang thực hiện" in ran.out
    assert logs(data) == before


def test_file_that_somebody_wrote_a_comment_into_stays_without_the_entries(cchc, data, imported) -> None:
    path = data / "progress/2024/skhdt.yaml"
    path.write_bytes(path.read_bytes() + "# ghi chú của tôi\n".encode())
    assert undo(cchc, data).code == 0
    assert path.read_text(encoding="utf-8").endswith("updates:\n# ghi chú của tôi\n")
    assert cchc("validate", data=data).code == 0


def test_another_year_that_has_something_to_take_back_is_named(cchc, home) -> None:
    data = home({"criteria-2025.yaml": CRITERIA.replace("year: 2024", "year: 2025")})
    put(cchc, data, "1.1", 40)
    ran = undo(cchc, data)
    assert (ran.code, "có ở năm 2024: thêm --year" in ran.err) == (1, True)
    assert undo(cchc, data, "--year", "2024").code == 0
