"""A small report for tests of its page, every kind of part in it."""

from datetime import date
from decimal import Decimal

from cchc_cli.reports import Facts, Head, Heading, Paragraph, Report, Section, Steps, TablePart
from cchc_cli.reports.parts import (
    Chart,
    ChartKind,
    Choice,
    Cover,
    Figure,
    Figures,
    Recipients,
    Signature,
    Step,
    Tone,
    Weight,
)
from cchc_cli.tables import Column, Kind, Line, Link, Rank, Table

DAY = date(2024, 9, 30)
_STATES = ("Hoàn thành", "Đang thực hiện", "Không đạt")


def sample_report(mark: str = "") -> Report:
    """A report of two agencies and five rows; `mark` is put at the end of every text of data."""
    sections = (
        Section("summary", f"Tổng hợp{mark}", (*_summary(mark), Paragraph(Link(f"Dòng đầu{mark}", "detail", "1.1.1")))),
        Section("agencies", f"Theo cơ quan{mark}", _agencies(mark)),
        Section("detail", f"Chi tiết{mark}", (TablePart(_detail(mark), True, True, _choices(mark)),)),
        Section("agency:snv", f"Sở Nội vụ{mark}", (TablePart(_detail(mark), is_main=True),), is_folded=True),
        Section("agency:stc", f"Sở Tài chính{mark}", (Heading(f"Không có dòng nào{mark}", Weight.NOTE),)),
    )
    head = Head(None, f"UBND tỉnh{mark}", f"Số{mark}", f"Nước{mark}", f"Khẩu hiệu{mark}", f"Ngày{mark}")
    cover = Cover(
        head,
        f"BÁO CÁO{mark}",
        f"Kết quả năm 2024{mark}",
        (f"Đến 30/9/2024{mark}",),
        (),
        (),
        Signature(None, f"Chủ tịch{mark}", f"A{mark}"),
        Recipients(f"Nơi nhận{mark}", ()),
    )
    return Report(f"Báo cáo{mark}", DAY, sections, f"UBND{mark}", f"Dữ liệu mẫu{mark}", cover)


def _summary(mark: str) -> tuple[Figures | Heading | Paragraph | Facts | Steps | Chart | Head, ...]:
    months = Table(
        (
            Column("month", f"Tháng{mark}"),
            Column("done", f"Đạt{mark}", Kind.SHARE),
            Column("expected", f"Hẹn{mark}", Kind.SHARE),
        ),
        (Line((f"T9{mark}", Decimal("33.5"), Decimal(50))),),
    )
    return (
        Figures(
            (
                Figure(f"Tỷ lệ{mark}", Decimal("33.33"), Kind.SHARE, f"trên 5 dòng{mark}", Tone.WARNING, "detail"),
                Figure(f"Quá hạn{mark}", f"một{mark}", Kind.TEXT, tone=Tone.BAD),
            )
        ),
        Heading(f"Kết quả{mark}"),
        Paragraph(f"Đã làm{mark}", Weight.SUBTITLE),
        Facts(((f"Kỳ{mark}", f"9 tháng{mark}"),)),
        Steps(f"Việc tiếp theo{mark}", (Step(f"Nhắc{mark}", f"cchc due{mark}"),)),
        Head(None, f"UBND{mark}", "", "", "", f"Ngày 30{mark}"),
        Chart(f"Theo tháng{mark}", ChartKind.LINES, months, "month", ("done", "expected"), f"Tăng dần{mark}"),
    )


def _agencies(mark: str) -> tuple[Chart | TablePart, ...]:
    columns = (
        Column("agency", f"Cơ quan{mark}"),
        Column("total", f"Số dòng{mark}", Kind.NUMBER),
        Column("done", f"Hoàn thành{mark}", Kind.NUMBER),
        Column("late", f"Quá hạn{mark}", Kind.NUMBER),
        Column("completion", f"Tỷ lệ hoàn thành (%){mark}", Kind.SHARE),
        Column("not_met", f"Không đạt{mark}", Kind.NUMBER),
    )
    lines = (
        Line((Link(f"Sở Nội vụ{mark}", "agency:snv"), 3, 1, 1, Decimal("33.33"), 2)),
        Line((Link(f"Sở Tài chính{mark}", "agency:stc"), 2, 1, 0, Decimal(50), 1)),
        Line((f"Tổng số{mark}", 5, 2, 1, Decimal(40), 3), Rank.TOTAL),
    )
    table = Table(columns, lines, f"Theo cơ quan chủ trì{mark}", (f"Tính theo chủ trì{mark}",))
    return (
        Chart(f"Trạng thái{mark}", ChartKind.STACKED, table, "agency", ("done", "not_met"), f"Hai thanh{mark}"),
        Chart(f"Tỷ lệ{mark}", ChartKind.BARS, table, "agency", ("completion",), f"Hai thanh{mark}"),
        TablePart(table),
    )


def _choices(mark: str) -> tuple[Choice, ...]:
    return (
        Choice(f"Cơ quan{mark}", (("snv", f"Sở Nội vụ{mark}"), ("stc", f"Sở Tài chính{mark}"))),
        Choice(f"Lĩnh vực{mark}", (("1", f"1. Chỉ đạo{mark}"), ("2", f"2. Thể chế{mark}"))),
        Choice(f"Trạng thái{mark}", tuple((state, f"{state}{mark}") for state in _STATES)),
    )


def _detail(mark: str) -> Table:
    columns = (
        Column("stt", f"STT{mark}", Kind.NUMBER, 6),
        Column("code", f"Mã{mark}", Kind.LABEL, 8),
        Column("name", "Nội dung" + mark, width=46),
        Column("leads", f"Chủ trì{mark}", width=24),
        Column("due_on", f"Hạn cuối{mark}", Kind.DAY),
        Column("status", f"Trạng thái{mark}", Kind.STATE, 14),
        Column("late", f"Quá hạn{mark}", width=9),
        Column("percent", "Tiến độ %" + mark, Kind.PERCENT, 9),
        Column("result", f"Kết quả{mark}", width=30),
    )
    rest = (None,) * 6
    lines = (
        Line((None, "1", f"CHỈ ĐẠO{mark}", *rest), Rank.AREA),
        Line((None, "1.1", f"Kế hoạch cải cách{mark}", *rest), Rank.CRITERION),
        _row(1, "1.1.1", f"Ban hành kế hoạch{mark}", "snv", f"Hoàn thành{mark}", Decimal(100), mark),
        _row(2, "1.1.2", f"Báo cáo định kỳ{mark}", "snv", f"Đang thực hiện{mark}", Decimal("62.5"), mark),
        _row(3, "1.2", f"Đối thoại{mark}", "stc", f"Không đạt{mark}", None, mark),
        Line((None, "2", f"THỂ CHẾ{mark}", *rest), Rank.AREA),
        _row(4, "2.1", f"Rà soát văn bản{mark}", "stc", f"Hoàn thành{mark}", Decimal(100), mark),
        _row(5, "2.2", f"Tổ chức bộ máy{mark}", "snv", f"Không đạt{mark}", Decimal(0), mark),
    )
    return Table(columns, lines, None, (f"* suy ra{mark}",))


def _row(number: int, code: str, name: str, agency: str, state: str, percent: Decimal | None, mark: str) -> Line:
    leads = {"snv": "Sở Nội vụ", "stc": "Sở Tài chính"}[agency] + mark
    late = f"Quá hạn{mark}" if number == 5 else None
    result = f"Đã gửi 12/BC{mark}\nvà 13/BC{mark}" if number == 1 else None
    cells = (number, code, name, leads, date(2024, 6, 30), state, late, percent, result)
    return Line(cells, facets=((agency,), (code[0],), (state.removesuffix(mark),)))
