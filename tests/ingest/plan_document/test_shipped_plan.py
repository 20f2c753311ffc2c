"""The document of the shipped plan, in every form in which it may come, gives the shipped plan."""

from collections.abc import Callable
import re

import pytest

from cchc_cli.drafting.conversion import convert
from cchc_cli.ingest.plan_document import read_plan_document
from cchc_cli.loader import load
from cchc_cli.store.packaged import plan_files
from cchc_cli.writer import plan_text
from ingest.plan_document.shipped_documents import SEED, pages, word_pages, word_table, workbook


def _markdown() -> bytes:
    lines, found = pages()
    rows = [found[0][0], ["---"] * 4] + [row for page in found for row in page[1:]]
    return "\n".join((*lines, "", *(f"| {' | '.join(row)} |" for row in rows))).encode()


FORMS: dict[str, Callable[[], bytes]] = {
    "text": SEED.read_bytes,
    "word, a table a page": word_pages,
    "word, one table": word_table,
    "excel": workbook,
}


@pytest.mark.parametrize("form", FORMS)
def test_document_gives_the_shipped_plan(form: str) -> None:
    files = plan_files()
    catalogue, _ = load(files)
    reading = read_plan_document(SEED.name, FORMS[form](), catalogue.agencies, None)
    assert reading.draft is not None, reading.problems
    plan = plan_text(convert(reading.draft))
    assert plan == files["criteria.yaml"].decode()
    assert reading.draft.read == 84
    assert reading.proposed == ()


def test_document_without_pages_has_the_same_rows_and_infers_no_lead() -> None:
    files = plan_files()
    catalogue, _ = load(files)
    reading = read_plan_document("ke-hoach.md", _markdown(), catalogue.agencies, None)
    assert reading.draft is not None, reading.problems
    plan, shipped = plan_text(convert(reading.draft)), files["criteria.yaml"].decode()

    def rows(text: str) -> list[str]:
        return re.findall(r"^ *(?:- code|stt|name): .*$", text, re.MULTILINE)

    assert rows(plan) == rows(shipped)
    assert "inferred" not in plan
