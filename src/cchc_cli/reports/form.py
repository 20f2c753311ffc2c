"""The form that an agency fills in and sends back."""

from typing import NamedTuple

from cchc_cli.model.agency import Agency
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.fields import REPORTED
from cchc_cli.model.states import Period
from cchc_cli.reports.parts import Heading, Paragraph, Part, Report, Section, TablePart, Weight
from cchc_cli.reports.wording import label_line, plan_reference
from cchc_cli.standing import Standings
from cchc_cli.tables import Column, Kind, Line, Table
from cchc_cli.tables.cells import period_text
from cchc_cli.tables.form import (
    BY,
    DATE,
    EVIDENCE,
    EXPLANATION,
    NOTE,
    PERCENT,
    RESULT,
    SELF_SCORE,
    STATUS,
    build_form_table,
)
from cchc_cli.tables.form_identity import Identity

FORM = "form"
GUIDE = "guide"
PERIOD_LINE = "Kỳ báo cáo: "
AGENCY_LINE = "Cơ quan: "
TITLE_LINE = "PHIẾU BÁO CÁO TIẾN ĐỘ THỰC HIỆN TIÊU CHÍ CCHC NĂM "

_STATES = ", ".join(f"«{status.label}»" for status in REPORTED)
_HOW_TO_FILL = {
    STATUS: f"Bấm vào ô, chọn trong danh sách: {_STATES}. Dòng có điền ô khác thì phải chọn trạng thái.",
    PERCENT: "Số nguyên từ 0 đến 100, không gõ dấu %. Hoàn thành thì để trống hoặc ghi 100.",
    RESULT: "Đã làm được gì, ngắn gọn.",
    EVIDENCE: "Số, ký hiệu văn bản hoặc đường dẫn; mỗi tài liệu một dòng (Alt+Enter để xuống dòng trong ô).",
    EXPLANATION: "Chưa có tài liệu kiểm chứng thì ghi vì sao.",
    SELF_SCORE: "Không vượt điểm tối đa của dòng; nhiều nhất hai chữ số thập phân.",
    DATE: "Ngày của tình hình được báo cáo, như 28/6/2024. Để nguyên thì lấy ngày nhập phiếu.",
    BY: "Họ tên hoặc phòng báo cáo.",
    NOTE: "Điều cần nói thêm.",
}
_RULES = (
    "Chỉ điền các ô màu vàng; các ô khác đã khóa. Dòng cơ quan chỉ phối hợp thì không phải điền.",
    "Phiếu đã ghi sẵn lần báo cáo gần nhất: chỉ sửa ô có thay đổi, ô để nguyên thì không tính là báo cáo mới.",
    "Ô xóa trắng không làm mất số liệu đã báo cáo. Muốn bỏ hẳn thì ghi rõ khi gửi phiếu.",
    "Được lọc, đổi độ rộng cột và chiều cao dòng. Không đổi tên cột, không xóa cột, không gộp ô.",
    "Gửi lại chính tệp này ở dạng Excel (.xlsx). Đừng chép sang tệp khác: tệp mới mất phần nhận dạng phiếu.",
)


class Form(NamedTuple):
    """A form: its sheets in words, and out of sight what identifies it.

    `table` is the table to fill; `open_cells` are the keys of the cells to fill, line by line; `prompts` say by key how
    each is filled in.
    """

    report: Report
    identity: Identity
    table: Table
    open_cells: tuple[frozenset[str], ...]
    prompts: dict[str, str]


def build_form(standings: Standings, catalogue: Catalogue, agency: Agency, period: Period) -> Form:
    """The form of an agency for a period, with what it has reported up to the day of the standings."""
    plan, day = standings.plan, standings.moment.day
    built = build_form_table(standings, catalogue, agency.id)
    title = f"{TITLE_LINE}{plan.year}"
    parts: tuple[Part, ...] = (
        Heading(title),
        *label_line(catalogue.settings),
        Heading(f"(Theo {plan_reference(plan)})", Weight.NOTE),
        Heading(f"{AGENCY_LINE}{agency.name}", Weight.SUBTITLE),
        Heading(f"{PERIOD_LINE}{period_text(period, plan.year)}", Weight.SUBTITLE),
        Heading("Điền các ô màu vàng; cách điền ở trang «Hướng dẫn».", Weight.NOTE),
        TablePart(built.table, is_main=True, has_filter=True),
        *(Paragraph(note, Weight.NOTE) for note in built.table.notes),
    )
    sections = (Section(FORM, f"Phiếu {agency.short_name}", parts), _guide(catalogue, built.table.columns))
    settings = catalogue.settings
    report = Report(f"{title.capitalize()} – {agency.name}", day, sections, settings.issuer, settings.label)
    identity = Identity(plan.year, agency.id, period, day, built.handed)
    return Form(report, identity, built.table, built.open_cells, {one.key: text for one, text in _HOW_TO_FILL.items()})


def _guide(catalogue: Catalogue, columns: tuple[Column, ...]) -> Section:
    lines = tuple(Line((one.heading, text)) for one, text in _HOW_TO_FILL.items() if one in columns)
    table = Table((Column("column", "Cột", Kind.TEXT, 24), Column("how", "Cách điền", Kind.TEXT, 90)), lines)
    rules = (Paragraph(f"{number}. {rule}") for number, rule in enumerate(_RULES, start=1))
    title = Heading("HƯỚNG DẪN ĐIỀN PHIẾU")
    return Section(GUIDE, "Hướng dẫn", (title, *label_line(catalogue.settings), *rules, TablePart(table)))
