"""What a plan's document comes to, told in short lines."""

from cchc_cli.drafting.conversion import convert
from cchc_cli.ingest.plan_document import FATES, PlanReading, read_plan_document
from cchc_cli.loader import load
from cchc_cli.model.agency import Agency
from cchc_cli.store.packaged import FRAMES, frame_files

AGENCIES = tuple(
    Agency.model_validate({"id": id_, "name": name, "short": short})
    for id_, name, short in (
        ("snv", "Sở Nội vụ", "SNV"),
        ("stc", "Sở Tài chính", "STC"),
        ("stp", "Sở Tư pháp", "STP"),
        ("skhdt", "Sở Kế hoạch và Đầu tư", "Sở KH&ĐT"),
        ("svhttdl", "Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL"),
        ("vpubnd", "Văn phòng UBND tỉnh", "VP UBND tỉnh"),
    )
)


REFERENCE = load(frame_files(FRAMES[-1]))[0].agencies


def read(text: str, year: int | None = 2025, file: str = "ke-hoach.txt") -> PlanReading:
    """What a document in plain text comes to."""
    return read_plan_document(file, text.encode(), AGENCIES, year, REFERENCE)


def rows_of(reading: PlanReading) -> list[str]:
    """The rows of the plan: code, STT, name, leads and what else stands on them."""
    assert reading.draft is not None, reading.problems
    told = []
    for row in convert(reading.draft).rows:
        one = row.written
        parts = [one.code, f"({one.stt})" if one.stt else "", one.name or "–", f"[{' '.join(one.leads or ())}]"]
        parts += [f"{key}={value}" for key in _FURTHER if (value := _text(getattr(one, key)))]
        told.append(" ".join(filter(None, parts)))
    return told


_FURTHER = ("leads_basis", "support", "due", "max_score", "product", "in_source", "note")


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ",".join(value)
    return str(getattr(value, "value", value))


def said(reading: PlanReading, *, severity: str | None = None) -> list[str]:
    """The problems: code, line, message."""
    return [
        f"{one.code.id} {one.span.line} {one.message}"
        for one in reading.problems
        if severity is None or one.severity.value == severity
    ]


def codes(reading: PlanReading) -> list[str]:
    """The ids of the problems that ask for a look."""
    return [one.code.id for one in reading.problems if one.severity.value != "info"]


def accounted(reading: PlanReading) -> int:
    """How many rows of the table have a fate: rows of the plan, or said to be none."""
    assert reading.draft is not None
    written = sum(row.written.in_source is not False for row in convert(reading.draft).rows)
    return written + sum(one.code in FATES for one in reading.problems)
