"""What the data files say beside the rows: the plan's document, the settings, the agencies."""

from collections.abc import Iterable, Iterator

from cchc_cli.model.agency import Agency, Contact
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Plan, Row
from cchc_cli.model.settings import Settings, Signer
from cchc_cli.model.states import Period
from cchc_cli.tables.cells import decision_text, rank_of, yes_no
from cchc_cli.tables.table import Column, Kind, Line, Table, Value
from cchc_cli.tables.ties import members_text


def build_source_table(plan: Plan, catalogue: Catalogue) -> Table:
    """The plan's document and the settings, one a line; what is not set is blank."""
    columns = (Column("what", "Mục", Kind.TEXT, 34), Column("value", "Nội dung", Kind.TEXT, 80))
    lines = tuple(Line(pair) for pair in (*_plan_facts(plan), *_settings_facts(catalogue.settings, plan, catalogue)))
    return Table(columns, lines, "Văn bản và thông tin đơn vị")


def _plan_facts(plan: Plan) -> Iterator[tuple[str, Value]]:
    head = plan.head
    yield "Năm kế hoạch", plan.year
    yield "Tên văn bản", head.title
    yield "Số, ký hiệu", head.number
    yield "Ngày ban hành", head.issued
    yield "Cơ quan ban hành kế hoạch", head.issuer
    yield "Nguồn", head.source
    yield "Bộ tiêu chí", head.set
    yield "Thời hạn chung", head.due


def _settings_facts(settings: Settings, plan: Plan, catalogue: Catalogue) -> Iterator[tuple[str, Value]]:
    signer = settings.signer or Signer.model_construct()
    yield "Tỉnh, thành phố", settings.province
    yield "Cơ quan báo cáo", settings.issuer
    yield "Địa danh", settings.place
    yield "Người ký", "; ".join(one for one in (signer.authority, signer.title, signer.name) if one) or None
    yield "Cơ quan theo dõi kế hoạch", catalogue.name_of(settings.desk) if settings.desk else None
    for period in Period:
        yield f"Ngày chốt {period.label}", f"{settings.closing_day(period, plan.year):%d/%m/%Y}"
    yield "Nhãn", settings.label


def build_fields_table(rows: Iterable[Row], catalogue: Catalogue) -> Table:
    """What else is said of rows, beside leads and deadlines; what is said of none is left out."""
    columns = (
        Column("stt", "STT", Kind.NUMBER, 6),
        Column("code", "Mã", Kind.LABEL, 8),
        Column("name", "Lĩnh vực – tiêu chí – tiêu chí thành phần", Kind.TEXT, 50),
        Column("max_score", "Điểm tối đa", Kind.SCORE, 8),
        Column("method", "Cách chấm", Kind.LABEL, 14),
        Column("target", "Mục tiêu", Kind.LABEL, 10),
        Column("product", "Sản phẩm", Kind.TEXT, 24),
        Column("evidence_required", "Cần tài liệu kiểm chứng", Kind.LABEL, 11),
        Column("note", "Ghi chú kế hoạch", Kind.TEXT, 40),
        Column("reassigned", "Chuyển giao chủ trì", Kind.TEXT, 30),
        Column("in_source", "Có trong văn bản", Kind.LABEL, 11),
    )
    lines = tuple(Line(tuple(_fields(row, catalogue)), rank_of(row)) for row in rows)
    said = tuple(line for line in lines if any(value is not None for value in line.cells[3:]))
    return Table(columns, said, "Dòng có thông tin thêm").without_empty(*(column.key for column in columns[3:]))


def _fields(row: Row, catalogue: Catalogue) -> Iterator[Value]:
    written = row.written
    yield from (row.stt, row.code, row.name, written.max_score)
    yield written.method.label if written.method else None
    yield written.target.label if written.target else None
    yield written.product
    yield yes_no(written.evidence_required)
    yield written.note
    yield "\n".join(decision_text(one, catalogue) for one in written.reassigned or ()) or None
    yield yes_no(written.in_source)


def build_agencies_table(catalogue: Catalogue) -> Table:
    """Every agency as the data have it; what no agency has is left out."""
    columns = (
        Column("id", "id", Kind.LABEL, 12),
        Column("name", "Cơ quan", Kind.TEXT, 40),
        Column("short", "Tên tắt", Kind.TEXT, 16),
        Column("aliases", "Tên khác", Kind.TEXT, 24),
        Column("kind", "Loại", Kind.TEXT, 14),
        Column("official_code", "Mã định danh", Kind.LABEL, 14),
        Column("contact", "Đầu mối", Kind.TEXT, 30),
        Column("from", "Từ ngày", Kind.DAY, 12),
        Column("until", "Thôi hoạt động từ", Kind.DAY, 12),
        Column("successors", "Cơ quan tiếp nhận", Kind.TEXT, 30),
        Column("answers", "Tiếp nhận theo mã", Kind.TEXT, 24),
        Column("members", "Thành viên", Kind.TEXT, 30),
    )
    table = Table(columns, tuple(Line(tuple(_cells(one, catalogue))) for one in catalogue.agencies), "Cơ quan")
    return table.without_empty(*(column.key for column in columns[2:]))


def _cells(agency: Agency, catalogue: Catalogue) -> Iterator[Value]:
    contact = agency.contact or Contact.model_construct()
    yield from (agency.id, agency.name, agency.short)
    yield "\n".join(agency.aliases or ()) or None
    yield from (agency.kind, agency.official_code)
    yield "\n".join(one for one in (contact.person, contact.phone, contact.email) if one) or None
    yield from (agency.from_day, agency.until)
    yield catalogue.names_of(tuple(agency.successors or ())) or None
    yield "\n".join(f"{code}: {catalogue.name_of(one)}" for code, one in (agency.answers or {}).items()) or None
    yield members_text(agency, catalogue)
