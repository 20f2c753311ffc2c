"""The percent of an imported update belongs to the state beside it."""

import json
from pathlib import Path
from typing import Any

import pytest

from filled_forms import Filled, FormCells
from homes import log_of

PARTLY = "status: in_progress, percent: 60"
DONE = "status: done, evidence: [1/BC]"


def imported(cchc, data: Path, folder: Path, typed: dict[str, Any], *options: str) -> list[dict]:
    """The updates of row 1.1 that the log of its lead holds after a form with these cells came back."""
    form = folder / "snv.xlsx"
    assert cchc("export", "--form", "-a", "snv", "--period", "h1", "-o", str(form), data=data).code == 0
    cells = FormCells(form)
    for key, value in typed.items():
        cells.fill("1.1", key, Filled(value, None))
    cells.save()
    ran = cchc("import", str(form), "--yes", "--as", "2024-06-28", *options, data=data)
    assert ran.code == 0, ran.out
    return json.loads(cchc("progress", "log", "1.1", "-f", "json", data=data).out)


@pytest.mark.parametrize(
    ("before", "typed", "percent"),
    [
        (PARTLY, {"result": "Thêm"}, 60),
        (PARTLY, {"note": "Thêm", "percent": 80}, 80),
        (PARTLY, {"percent": 80}, 80),
        (PARTLY, {"status": "Không đạt"}, 60),
        (PARTLY, {"status": "Hoàn thành"}, None),
        (PARTLY, {"status": "Chưa thực hiện"}, None),
        (PARTLY, {"status": "Không áp dụng"}, None),
        (PARTLY, {"status": "Hoàn thành", "percent": 100}, 100),
        (PARTLY, {"status": "Hoàn thành", "percent": 90}, 90),
        (PARTLY, {"result": "Thêm", "percent": None}, 60),
        (DONE, {"result": "Thêm"}, None),
        (DONE, {"status": "Đang thực hiện"}, None),
        (DONE, {"status": "Đang thực hiện", "percent": 90}, 90),
        ("status: in_progress", {"result": "Thêm"}, None),
        ("status: not_started", {"status": "Đang thực hiện"}, None),
        ("status: not_applicable", {"status": "Đang thực hiện", "percent": 5}, 5),
    ],
)
def test_percent_stays_with_its_state(cchc, home, tmp_path, before, typed, percent) -> None:
    data = home({"progress/2024/snv.yaml": log_of("snv", f'date: 2024-03-01, code: "1.1", {before}')})
    old, new = imported(cchc, data, tmp_path, typed)
    assert (old["date"], new.get("percent")) == ("2024-03-01", percent)


def test_percent_taken_out_of_the_form_goes_only_where_blanks_clear(cchc, home, tmp_path) -> None:
    data = home({"progress/2024/snv.yaml": log_of("snv", f'date: 2024-03-01, code: "1.1", {PARTLY}')})
    assert len(imported(cchc, data, tmp_path, {"percent": None})) == 1
    *_, new = imported(cchc, data, tmp_path, {"percent": None}, "--clear-blanks")
    assert (new["status"], new.get("percent")) == ("in_progress", None)


def test_form_shows_what_the_state_says_of_the_percent(cchc, home, tmp_path) -> None:
    data = home({"progress/2024/snv.yaml": log_of("snv", f'date: 2024-03-01, code: "1.1", {DONE}')})
    assert len(imported(cchc, data, tmp_path, {})) == 1
    assert FormCells(tmp_path / "snv.xlsx").cells["1.1", "percent"].value == 100
