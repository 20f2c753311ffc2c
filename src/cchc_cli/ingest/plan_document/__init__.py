"""A plan as a document of a word processor, a spreadsheet or plain text, to what it says row by row."""

from collections.abc import Sequence

from cchc_cli.diagnostics import Code
from cchc_cli.ingest.papers.document import read_paper
from cchc_cli.ingest.plan_document import joining, placing
from cchc_cli.ingest.plan_document.reading import PlanReading, read_plan
from cchc_cli.model.agency import Agency

__all__ = ["FATES", "PlanReading", "read_plan_document"]

FATES: dict[Code, str] = {
    joining.JOINED_ROW: "nối vào dòng trên",
    joining.BAND_ROW: "thang điểm ghi vào note",
    joining.TOTAL_ROW: "tổng không lấy",
    placing.TOO_DEEP: "ở cấp thứ tư trở đi ghi vào note",
    placing.REOPENED: "đề mục in lại",
    placing.ABOVE_AREAS: "nhóm trên lĩnh vực ghi vào note",
}
"""What becomes of a row of the table that is no row of the plan, by the code of the problem that says so, one a row."""


def read_plan_document(
    file: str, content: bytes, agencies: Sequence[Agency], year: int | None, reference: Sequence[Agency] = ()
) -> PlanReading:
    """The plan that a document holds, and the agencies that it names beyond these; `year` where it is known.

    `reference` are agencies as they are called everywhere: where the document names one, that name is read whole, and
    proposed as it is there.
    """
    paper, of_paper = read_paper(file, content)
    if paper is None:
        return PlanReading(None, (), of_paper)
    reading = read_plan(file, paper, agencies, year, reference)
    return reading._replace(problems=(*of_paper, *reading.problems))
