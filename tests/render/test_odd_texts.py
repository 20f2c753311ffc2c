"""Names and results that mean something to a file's format: every kind of report is written and keeps their words."""

from collections.abc import Callable
import csv
from io import BytesIO, StringIO
import json
from random import Random
from typing import NamedTuple

from docx import Document
from docx.oxml.ns import qn
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
import lxml.html
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
import pytest

from cchc_cli.diagnostics import has_errors
from cchc_cli.loader import load
from cchc_cli.render.excel import render_workbook
from cchc_cli.render.html import render_html
from cchc_cli.render.machine import render_csv, render_json
from cchc_cli.render.pages import render_markdown_report
from cchc_cli.render.word import render_report
from cchc_cli.reports.progress_report import Progress, build_progress, build_progress_report, progress_record
from cchc_cli.standing import Moment, stand
from cchc_cli.tables.details import build_flat_table
from naive_figures import may_report
from random_homes import random_home

ODD = (
    *("\"nháy\" 'đơn'", "<b>&amp;</b> a < b & c", "]]>", "</script><script>alert(1)", "{{ 7*7 }}", "&nbsp;", "_x0041_"),
    *("=1+1", "+1", "-2", "@SUM(A1)", "'=1", "a;b,c", "null", "1.10", "2024-01-01", "|a|b|", "`code`", "# tiêu đề"),
    *("😀👨‍👩‍👧", "𠮷", "مرحبا بالعالم", "á̂̃̄̅̆", "ế", "dòng 1\ndòng 2", "\ufffd", "%s {0}", "\\n \\", "x" * 20_000),
)


few = settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


class Written(NamedTuple):
    """A report, and the texts of its data that every kind of it tells."""

    progress: Progress
    names: frozenset[str]
    results: frozenset[str]


def odd_report(choose: Random) -> Written:
    home = random_home(
        choose, may_report, lambda plain: f"{plain} {choose.choice(ODD)}" if choose.random() < 0.7 else plain
    )
    catalogue, problems = load(home.files)
    assert not has_errors(problems), problems
    day = home.days[-1]
    standings = stand(catalogue, catalogue.plans[0], Moment(day, 2024, catalogue.settings))
    names = frozenset(row.name for row in catalogue.plans[0].assigned)
    results = frozenset(lead.result for one in standings.rows for lead in one.leads if lead.result)
    return Written(build_progress(standings, catalogue), names, results)


def in_workbook(progress: Progress) -> str:
    book = load_workbook(BytesIO(render_workbook(build_progress_report(progress))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    return "\n".join(unescape(str(cell.value)) for cell in cells)


def in_document(progress: Progress) -> str:
    body = Document(BytesIO(render_report(build_progress_report(progress)))).element.body
    return "".join("\n" if node.tag == qn("w:p") else node.text or "" for node in body.iter(qn("w:p"), qn("w:t")))


def on_page(progress: Progress) -> str:
    page = lxml.html.document_fromstring(render_html(build_progress_report(progress)).decode())
    assert not page.xpath("//script[text()='alert(1)']")
    return page.text_content()


def in_json(progress: Progress) -> str:
    rows = json.loads(render_json(progress_record(progress)))["rows"]
    return "\n".join(str(text) for row in rows for text in (row["name"], *(one["result"] for one in row["by_lead"])))


def in_csv(progress: Progress) -> str:
    text = render_csv(build_flat_table(progress.standings, progress.catalogue)).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text, newline=""), delimiter=";"))
    assert len({len(row) for row in rows}) == 1
    return "\n".join(cell for row in rows for cell in row)


def bare(text: str) -> str:
    """A text without its spaces, which a file breaks lines at."""
    return "".join(text.split())


@pytest.mark.parametrize("read_back", [in_workbook, in_document, on_page, in_json, in_csv])
@few
@given(written=st.randoms(use_true_random=False).map(odd_report))
def test_odd_texts_are_kept_word_for_word(read_back: Callable[[Progress], str], written: Written) -> None:
    kept = bare(read_back(written.progress))
    texts = written.names if read_back is in_document else written.names | written.results
    assert not [text for text in texts if bare(text) not in kept]


@few
@given(written=st.randoms(use_true_random=False).map(odd_report))
def test_odd_texts_are_written_as_markdown(written: Written) -> None:
    assert render_markdown_report(build_progress_report(written.progress)).decode()
