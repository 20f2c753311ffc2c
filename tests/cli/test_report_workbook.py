"""The report as a workbook: its sheets, that nothing of the data is missing on them, the same again."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from html import unescape
from pathlib import Path
import re
from typing import Any
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from pydantic import BaseModel
import pytest

from cchc_cli.loader import load
from cchc_cli.model.agency import Agency, Contact
from cchc_cli.model.plan import PlanHead, Reassigned, WrittenRow
from cchc_cli.model.progress import Return, Update
from cchc_cli.model.settings import Closing, Settings, Signer
from cchc_cli.model.states import LATE_LABEL, Period, Status
from homes import CRITERIA, DUE_LOGS, ENDED, log_of

# every field of every file, each with a value that stands nowhere else
FULL = {
    "agencies.yaml": """\
agencies:
  - id: id-so-mot
    name: Tên Sở Một
    short: Tắt Một
    aliases: [Tên khác Một]
    kind: loại-sở
    official_code: H99.1
    contact: {person: Người Đầu Mối, phone: "0909", email: mot@example.org}
    from: 2020-02-03
    until: 2025-03-01
    successors: [id-so-hai, id-so-ba]
    answers: {"1.1": id-so-hai}
  - id: id-so-hai
    name: Tên Sở Hai
  - id: id-so-ba
    name: Tên Sở Ba
  - id: id-nhom
    name: Tên Nhóm
    members: [id-so-hai]
  - id: id-tat-ca
    name: Tên Tất Cả
    members: all
""",
    "criteria.yaml": """\
year: 2024
plan:
  title: Tên kế hoạch
  number: 98/KH
  issued: 2024-06-07
  issuer: Cơ quan ban hành KH
  source: nguon-van-ban.docx
  set: 876/QĐ-BNV
  due: 20/12/2024
areas:
  - code: "1"
    name: LĨNH VỰC MỘT
    leads: [id-so-mot]
    criteria:
      - code: "1.1"
        stt: 17
        name: Tiêu chí một một
        leads: [id-so-mot]
        leads_basis: inferred
        support: [id-so-ba]
        due: Quý III/2024
        target: improve
        method: self
        max_score: 2.25
        evidence_required: true
        product: Sản phẩm báo cáo
        note: Ghi chú của kế hoạch
        reassigned: {lead: id-so-hai, to: id-so-mot, from: 2024-02-01, by: 97/QĐ-UBND}
        in_source: false
""",
    "settings.yaml": """\
province: tỉnh Thử
issuer: Đơn vị báo cáo
place: Địa danh Thử
signer: {authority: KT. GIÁM ĐỐC THỬ, title: PHÓ GIÁM ĐỐC THỬ, name: Nguyễn Ký Tên}
desk: id-so-ba
periods: {q1: 21/3, h1: 14/6, m9: 13/9, year: 11/12}
label: Nhãn thử
""",
    "progress/2024/id-so-mot.yaml": """\
year: 2024
agency: id-so-mot
updates:
  - date: 2024-06-05
    code: "1.1"
    status: in_progress
    percent: 37
    period: h1
    result: Kết quả đã làm
    evidence: [tài-liệu-1, tài-liệu-2]
    explanation: Lý do chậm
    self_score: 1.75
    note: Ghi chú của cơ quan
    by: Người Báo Cáo
    entered: 2024-06-06T07:08:09
returns:
  - {period: m9, date: 2024-09-11, by: Người Gửi Phiếu, entered: 2024-09-12T10:11:12}
""",
}
_WORDS = {True: "có", False: "không", "all": "mọi cơ quan còn hoạt động"}


def written(model: BaseModel) -> Iterator[tuple[str, object]]:
    """Every field that a model declares, with its value; of models within it theirs. None may be unset."""
    for name in type(model).model_fields:
        value = getattr(model, name)
        for one in (value,) if isinstance(model, Closing) or not isinstance(value, tuple) else value:
            if isinstance(one, BaseModel):
                yield from written(one)
            elif isinstance(one, dict):
                yield from ((name, text) for pair in one.items() for text in pair)
            else:
                yield name, one


def cells(workbook: Workbook) -> set[object]:
    return {
        cell.value
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def linked(sheet: Any) -> list[Any]:
    return [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]


def stands_on(found: set[object], texts: str, value: object, names: dict[str, str]) -> bool:
    """Whether a value is told on some sheet, in the words of people."""
    if isinstance(value, bool):
        return _WORDS[value] in found
    if isinstance(value, (int, Decimal)):
        return float(value) in found
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M:%S}" in found
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day) in found or f"{value:%d/%m/%Y}" in texts
    if isinstance(value, Enum):
        return str(getattr(value, "label", value.value)) in texts
    if isinstance(value, tuple):  # a closing day, as month and day
        return f"{value[1]:02}/{value[0]:02}/2024" in texts
    text = _WORDS.get(value, str(value))  # type: ignore[call-overload]
    return text in texts or names.get(text, "\0") in texts


@pytest.fixture
def full(home, cchc, tmp_path) -> Workbook:
    target = tmp_path / "r.xlsx"
    ran = cchc("report", "--as-of", "2024-10-01", "-o", str(target), data=home(FULL, bare=True))
    assert ran.code == 0, ran.err
    return load_workbook(target)


def test_every_field_of_every_file_stands_on_some_sheet(full: Workbook) -> None:
    catalogue, _ = load({name: text.encode() for name, text in FULL.items()})
    row, log = catalogue.plans[0].by_code["1.1"].written, catalogue.logs[0]
    models = [*catalogue.agencies, catalogue.plans[0].head, row, catalogue.settings, *log.updates, *log.returns]
    declared = {type(one) for one in models}
    assert declared == {Agency, PlanHead, WrittenRow, Settings, Update, Return}
    found = cells(full)
    texts = "\n".join(str(value) for value in found)
    names = {agency.id: agency.name for agency in catalogue.agencies}
    # a field that the full data leave unset would pass unseen
    given = {(type(one), name) for one in models for name in one.model_fields_set}
    every = {(kind, name) for kind in declared for name in kind.model_fields}
    assert every - given == set()
    for nested, value in (
        (Contact, catalogue.agencies[0].contact),
        (Signer, catalogue.settings.signer),
        (Closing, catalogue.settings.periods),
        (Reassigned, (row.reassigned or ())[0]),
    ):
        assert value is not None
        assert value.model_fields_set == set(nested.model_fields)
    missing = [
        (type(one).__name__, name, value)
        for one in models
        for name, value in written(one)
        if value is not None and not stands_on(found, texts, value, names)
    ]
    assert missing == []


def test_label_stands_on_each_sheet(full: Workbook) -> None:
    for sheet in full.worksheets:
        assert "Nhãn thử" in {cell.value for row in sheet.iter_rows(max_row=6) for cell in row}, sheet.title


def test_sheets_and_the_ways_between_them(home, cchc, tmp_path) -> None:
    target = tmp_path / "r.xlsx"
    cchc("report", "--as-of", "2024-07-15", "-o", str(target), data=home())
    workbook = load_workbook(target)
    assert workbook.sheetnames == [
        "Tổng hợp",
        "Chi tiết",
        "Phụ lục",
        "Vấn đề",
        "SNV",
        "STC",
        "Sở KH&ĐT",
        "Kế hoạch",
        "Nhật ký",
    ]
    targets = {cell.hyperlink.location for sheet in workbook.worksheets for cell in linked(sheet)}
    places = {location.rpartition("!")[0].strip("'") for location in targets}
    assert places >= {"Tổng hợp", "Chi tiết", "Phụ lục", "Vấn đề", "SNV", "STC", "Sở KH&ĐT"}
    for location in targets:
        name, _, cell = location.rpartition("!")
        assert workbook[name.strip("'")][cell] is not None


def test_a_problem_leads_to_its_row(home, cchc, tmp_path) -> None:
    target = tmp_path / "r.xlsx"
    cchc("report", "-o", str(target), data=home())
    workbook = load_workbook(target)
    cell = next(cell for cell in linked(workbook["Vấn đề"]) if cell.hyperlink.location.startswith("'Chi tiết'!"))
    row = workbook["Chi tiết"][cell.hyperlink.location.rpartition("!")[2]].row
    assert cell.value in {one.value for one in workbook["Chi tiết"][row]}


def test_log_of_one_agencys_report_tells_what_it_wrote_and_who_came_after_it(home, cchc, tmp_path) -> None:
    criteria = CRITERIA.replace("leads: [snv, stc, skhdt]", "leads: [snv, skhdt]")
    heir = log_of(
        "stc",
        'date: 2024-07-05, code: "1.3", status: in_progress',
        'date: 2024-07-05, code: "1.2", status: done, explanation: a',
    )
    data = home({"agencies.yaml": ENDED, "criteria.yaml": criteria, **DUE_LOGS, "progress/2024/stc.yaml": heir})
    told = []
    for number, asked in enumerate(((), ("-a", "skhdt"), ("-a", "snv"))):
        target = tmp_path / f"{number}.xlsx"
        assert cchc("report", *asked, "--as-of", "2024-07-15", "-o", str(target), data=data).code == 0
        lines = [[cell.value for cell in row] for row in load_workbook(target)["Nhật ký"].iter_rows()]
        told.append([(line[3], line[4]) for line in lines if line[0] == 2024])
    own = [("1.1", "Sở Nội vụ"), ("1.3", "Sở Nội vụ")]
    after = [("1.3", "Sở Tài chính")]
    assert told == [[*own, *after, ("1.2", "Sở Tài chính")], after, [*own, *after]]


def test_numbers_are_numbers(full: Workbook) -> None:
    sheet = full["Chi tiết"]
    header = next(row for row in sheet.iter_rows() if row[0].value == "STT")
    columns = {cell.value: cell.column for cell in header}
    line = next(row for row in sheet.iter_rows(min_row=header[0].row) if row[1].value == "1.1")
    assert [
        (line[columns[name] - 1].value, line[columns[name] - 1].number_format)
        for name in ("Tiến độ %", "Điểm tối đa", "Điểm tự chấm")
    ] == [
        (37, "0.0"),
        (2.25, "0.00"),
        (1.75, "0.00"),
    ]
    assert line[columns["Hạn cuối"] - 1].number_format == "dd/mm/yyyy"


def test_negative_score_is_a_number(home, cchc, tmp_path) -> None:
    target = tmp_path / "r.xlsx"
    data = home(
        {
            "criteria.yaml": FULL["criteria.yaml"].replace("max_score: 2.25", "max_score: -0.5"),
            "agencies.yaml": FULL["agencies.yaml"],
        },
        bare=True,
    )
    assert cchc("report", "-o", str(target), data=data).code == 0
    assert -0.5 in cells(load_workbook(target))


def test_states_are_told_in_the_words_of_people(full: Workbook) -> None:
    summary = "\n".join(str(cell.value) for row in full["Tổng hợp"].iter_rows() for cell in row if cell.value)
    for status in Status:
        assert status.label in summary
    assert LATE_LABEL in summary
    assert Period.M9.label in summary


def test_the_same_data_and_day_give_the_same_bytes(home, cchc, tmp_path, monkeypatch) -> None:
    data = home(FULL, bare=True)
    contents = []
    for number in range(2):
        target = Path(tmp_path / f"{number}.xlsx")
        monkeypatch.setattr("time.localtime", lambda *_args, number=number: (2030 + number, 1, 1, 1, 1, 1, 0, 1, 0))
        assert cchc("report", "--as-of", "2024-10-01", "-o", str(target), data=data).code == 0
        contents.append(target.read_bytes())
    assert contents[0] == contents[1]


@pytest.mark.parametrize(
    ("day", "area_chart"),
    [("2024-10-31", "Tỷ lệ hoàn thành theo lĩnh vực (%)"), ("2024-01-15", "Số dòng theo lĩnh vực")],
)
def test_summary_draws_agencies_and_areas_also_where_nothing_is_done_yet(
    cchc, tmp_path, day: str, area_chart: str
) -> None:
    cchc("init", "--demo", str(tmp_path))
    target = tmp_path / "r.xlsx"
    assert cchc("report", "--as-of", day, "-o", str(target), data=tmp_path / "data").code == 0
    with ZipFile(target) as archive:
        charts = [archive.read(name).decode("utf-8") for name in sorted(archive.namelist()) if "charts/chart" in name]
    titles = [unescape("".join(re.findall(r"<a:t>(.*?)</a:t>", chart))) for chart in charts]
    assert titles[:2] == [area_chart, "Số dòng theo trạng thái của từng cơ quan"]
