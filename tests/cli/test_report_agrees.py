"""The figures of each document are those that `list -f json` gives, counted here by hand."""

from collections import Counter
from collections.abc import Iterable
import json
from pathlib import Path
import re
from typing import Any

from docx import Document
from lxml import html
from openpyxl import load_workbook
import pytest

from cchc_cli.model.states import Status

LABELS = [status.label for status in Status]
Rows = list[list[str]]
Counts = dict[str, list[str]]


@pytest.fixture
def demo(cchc, tmp_path) -> Path:
    cchc("init", "--demo", str(tmp_path))
    return tmp_path / "data"


def text(value: object) -> str:
    return " ".join(str(value if value is not None else "").split())


def of_workbook(path: Path) -> list[Rows]:
    """The tables of the first sheet: what stands between blank rows; figures as they are shown."""
    tables: list[Rows] = [[]]
    for row in load_workbook(path)["Tổng hợp"].iter_rows():
        cells = [
            f"{cell.value:.2f}".replace(".", ",")
            if cell.number_format == "0.00" and isinstance(cell.value, (int, float))
            else text(cell.value)
            for cell in row
            if cell.value is not None
        ]
        if cells:
            tables[-1].append(cells)
        else:
            tables.append([])
    return tables


def of_document(path: Path) -> list[Rows]:
    return [[[text(cell.text) for cell in row.cells] for row in table.rows] for table in Document(str(path)).tables]


def of_page(path: Path) -> list[Rows]:
    tree = html.fromstring(path.read_bytes())
    return [
        [[text(cell.text_content()) for cell in row.xpath("th|td")] for row in table.xpath(".//tr")]
        for table in tree.xpath("//table")
    ]


READERS = {"xlsx": of_workbook, "docx": of_document, "html": of_page}


def counts_in(tables: Iterable[Rows], heading: str) -> Counts:
    """The counts of the table of this heading: by name the rows in all, in each state, and late."""
    for table in tables:
        for place, row in enumerate(table):
            if row[:2] == [heading, "Số dòng"] and row[2:8] == LABELS:
                return {line[0]: line[1:9] for line in table[place + 1 :] if len(line) >= 9}
    raise AssertionError(heading)


def counted(states: Iterable[tuple[str, bool]]) -> list[str]:
    known = list(states)
    number = Counter(state for state, _ in known)
    return [
        str(one) for one in (len(known), *(number[status.value] for status in Status), sum(late for _, late in known))
    ]


@pytest.mark.parametrize("suffix", READERS)
@pytest.mark.parametrize("when", [("--as-of", "2024-10-31"), ("--period", "h1"), ("--as-of", "2025-06-30")])
def test_documents_agree_with_the_list(cchc, demo: Path, tmp_path: Path, suffix: str, when: tuple[str, ...]) -> None:
    rows: list[dict[str, Any]] = json.loads(cchc("list", "--year", "2024", *when, "-f", "json", data=demo).out)
    every = json.loads(cchc("list", "--year", "2024", "--all", "-f", "json", data=demo).out)
    names = {row["code"]: row["name"] for row in every if row["level"] == "area"}
    agencies = {one["id"]: one["name"] for one in json.loads(cchc("agencies", "-f", "json", data=demo).out)}
    target = tmp_path / f"r.{suffix}"
    assert cchc("report", "--year", "2024", *when, "-o", str(target), data=demo).code == 0
    tables = READERS[suffix](target)

    by_area: dict[str, list[tuple[str, bool]]] = {}
    by_agency: dict[str, list[tuple[str, bool]]] = {}
    for row in rows:
        area = row["code"].split(".")[0]
        by_area.setdefault(f"{area}. {names[area]}", []).append((row["status"], row["late"]))
        for lead in row["by_lead"]:
            by_agency.setdefault(agencies[lead["agency"]], []).append((lead["status"], lead["late"]))
    whole = [(row["status"], row["late"]) for row in rows]
    assert counts_in(tables, "Lĩnh vực") == {name: counted(states) for name, states in by_area.items()} | {
        "Tổng số": counted(whole)
    }
    assert counts_in(tables, "Cơ quan chủ trì") == {name: counted(states) for name, states in by_agency.items()} | {
        "Tổng số (mỗi dòng tính một lần)": counted(whole)
    }


@pytest.mark.parametrize("suffix", READERS)
def test_sentence_and_table_say_the_same(cchc, demo: Path, tmp_path: Path, suffix: str) -> None:
    rows = json.loads(cchc("list", "--as-of", "2024-10-31", "-f", "json", data=demo).out)
    done = sum(row["status"] == "done" for row in rows)
    applicable = sum(row["status"] != "not_applicable" for row in rows)
    target = tmp_path / f"r.{suffix}"
    cchc("report", "--as-of", "2024-10-31", "-o", str(target), data=demo)
    if suffix == "docx":
        told = "\n".join(one.text for one in Document(str(target)).paragraphs)
    else:
        told = "\n".join(cell for table in READERS[suffix](target) for row in table for cell in row)
        told += text(html.fromstring(target.read_bytes()).text_content()) if suffix == "html" else ""
    share = f"{done / applicable * 100:.2f}".replace(".", ",")
    assert re.search(rf"Hoàn thành {done}/{applicable} dòng, đạt {share}%", told)


def test_scores_of_all_documents_are_the_sums_of_the_rows(cchc, demo: Path, tmp_path: Path) -> None:
    rows = json.loads(cchc("list", "--as-of", "2025-03-31", "--year", "2024", "-f", "json", data=demo).out)
    record = tmp_path / "r.json"
    cchc("report", "--as-of", "2025-03-31", "--year", "2024", "-o", str(record), data=demo)
    scores = json.loads(record.read_text(encoding="utf-8"))["scores"]
    fields = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["rows"]
    assert [row["code"] for row in fields] == [row["code"] for row in rows]
    for suffix, read in READERS.items():
        target = tmp_path / f"r.{suffix}"
        cchc("report", "--as-of", "2025-03-31", "--year", "2024", "-o", str(target), data=demo)
        total = next(
            row
            for table in read(target)
            for row in table
            if row[0] == "Tổng số" and len(row) >= 6 and row[1] == str(scores["rows"])
        )
        assert total[2:4] == [f"{scores[key]:.2f}".replace(".", ",") for key in ("max_score", "self_score")]
        assert total[4:6] == [f"{scores['ratio']:.2f}".replace(".", ","), str(scores["unscored"])]
