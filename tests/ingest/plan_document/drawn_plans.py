"""Plans drawn at random, laid out at random as documents, and what the reading of each must come to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from random import Random

from docx import Document
from openpyxl import Workbook

AGENCY_NAMES = {
    "snv": "Sở Nội vụ",
    "stc": "Sở Tài chính",
    "stp": "Sở Tư pháp",
    "skhdt": "Sở Kế hoạch và Đầu tư",
    "svhttdl": "Sở Văn hóa, Thể thao và Du lịch",
    "vpubnd": "Văn phòng UBND tỉnh",
}
HEADINGS = {
    "stt": ("STT", "TT", "Số TT"),
    "code": ("Mã", "Mã số", "Mã tiêu chí"),
    "name": ("Nội dung", "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", "Tên nhiệm vụ", "NỘI DUNG"),
    "leads": ("Chủ trì", "Cơ quan chủ trì", "Đơn vị chủ trì"),
    "support": ("Phối hợp", "Cơ quan phối hợp"),
    "due": ("Thời hạn", "Thời gian hoàn thành"),
    "max_score": ("Điểm", "Điểm tối đa"),
    "product": ("Sản phẩm", "Kết quả"),
    "note": ("Ghi chú",),
}
_WORDS = (
    "Xây dựng",
    "kế hoạch",
    "báo cáo",
    "Tỷ lệ",
    "hồ sơ",
    "đúng hạn",
    "100%",
    "CCHC",
    "rà soát",
    "văn bản",
    "(TTHC)",
)
_DUES = ("6/2025", "31/12/2025", "Quý II/2025", "Thường xuyên", "2025 - 2026", "")
_SCORES = ("", "1", "0.5", "-0.25", "2.75")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_TITLE = "KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH NĂM 2025"


@dataclass
class DrawnRow:
    """A row: what is printed on it, and who leads it in the end."""

    code: str
    name: str
    stt: int | None = None
    printed: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    further: dict[str, str] = field(default_factory=dict)
    support: tuple[str, ...] = ()


@dataclass
class Layout:
    """How a plan lies on paper."""

    columns: list[str]
    codes_in: str
    separator: str
    head_words: dict[str, str]
    has_two_rows: bool
    has_numbers_row: bool
    has_total: bool
    has_wide_areas: bool
    repeats_head: bool
    is_merged: bool
    breaks: set[int]


def drawn(random: Random) -> tuple[list[DrawnRow], Layout]:
    """A plan and a layout that can hold it."""
    has_stt = random.random() < 0.8
    rows = _rows(random, is_roman=random.random() < 0.3, has_stt=has_stt)
    is_arabic = rows[0].code.isdecimal()
    places = ["code", "name", *(["stt"] if not has_stt and is_arabic else [])]
    codes_in = random.choice(places)
    further = [key for key in ("support", "due", "max_score", "product", "note") if random.random() < 0.5]
    columns = [*(["stt"] if has_stt or codes_in == "stt" else []), *(["code"] if codes_in == "code" else [])]
    columns += ["name", "leads", *further]
    if random.random() < 0.4:
        random.shuffle(columns)
    for row in rows:
        row.further = {key: text for key, text in row.further.items() if key in further}
        row.support = row.support if "support" in further else ()
    layout = Layout(
        columns,
        codes_in,
        random.choice((". ", " ", " - ", ") ")),
        {key: random.choice(words) for key, words in HEADINGS.items()},
        "support" in columns and abs(columns.index("support") - columns.index("leads")) == 1 and random.random() < 0.5,
        random.random() < 0.2,
        random.random() < 0.2,
        random.random() < 0.3 and codes_in == "name",
        random.random() < 0.6,
        random.random() < 0.5,
        {at for at in range(1, len(rows)) if random.random() < 0.15},
    )
    return rows, layout


def _rows(random: Random, *, is_roman: bool, has_stt: bool) -> list[DrawnRow]:
    rows: list[DrawnRow] = []
    area = 0
    for _ in range(random.randint(1, 4)):
        area += 1 if random.random() < 0.8 else 2
        code = _ROMAN[area - 1] if is_roman else str(area)
        rows.append(_row(random, code, " ".join(random.sample(("CẢI CÁCH", "THỂ CHẾ", "BỘ MÁY", "SỐ"), 2)), leads=1))
        number = 0
        for _ in range(random.randint(1, 4)):
            number += 1 if random.random() < 0.7 else 2
            rows.append(_row(random, f"{code}.{number}", _name(random), leads=0.4))
            below = random.randint(1, 3) if random.random() < 0.3 else 0
            for last in range(1, below + 1):
                rows.append(_row(random, f"{code}.{number}.{last}", _name(random), leads=0.4))
    leads: tuple[str, ...] = ()
    number = 0
    above = {row.code.rpartition(".")[0] for row in rows}
    for row in rows:
        leads = row.leads = row.printed or leads
        if has_stt and row.code not in above:
            number += 1
            row.stt = number
        if "." not in row.code:
            row.further, row.support = {}, ()
    return rows


def _row(random: Random, code: str, name: str, leads: float) -> DrawnRow:
    printed = (
        tuple(random.sample(list(AGENCY_NAMES), random.choice((1, 1, 1, 2, 3)))) if random.random() < leads else ()
    )
    further = {
        "due": random.choice(_DUES),
        "max_score": random.choice(_SCORES),
        "product": random.choice(("", "Báo cáo", "Quyết định của UBND tỉnh")),
        "note": random.choice(("", "Chỉ tiêu mới")),
    }
    support = tuple(random.sample(list(AGENCY_NAMES), random.randint(0, 2)))
    return DrawnRow(code, name, None, printed, (), {key: text for key, text in further.items() if text}, support)


def _name(random: Random) -> str:
    return f"{random.choice(('Thực hiện', 'Kiểm tra', 'Tổ chức'))} " + " ".join(
        random.sample(_WORDS, random.randint(1, 5))
    )


@dataclass
class Grid:
    """A document as rows of cells: `None` is merged into the cell above, a row of one cell takes the whole width."""

    pages: list[list[list[str | None]]]
    width: int


def grid_of(random: Random, rows: Sequence[DrawnRow], layout: Layout) -> Grid:
    """The cells of a plan, page by page."""
    pages: list[list[list[str | None]]] = [[*_heads(layout)]]
    if layout.has_numbers_row:
        pages[0].append([f"({at})" for at in range(1, len(layout.columns) + 1)])
    for at, row in enumerate(rows):
        opens = at in layout.breaks
        if opens:
            pages.append([*_heads(layout)] if layout.repeats_head else [])
        pages[-1].append(_cells(random, row, layout, opens=opens))
    if layout.has_total and "max_score" in layout.columns:
        pages[-1].append([{"name": "Tổng cộng", "max_score": "100"}.get(key, "") for key in layout.columns])
    return Grid(pages, len(layout.columns))


def _heads(layout: Layout) -> list[list[str | None]]:
    words: list[str | None] = [layout.head_words[key] for key in layout.columns]
    if not layout.has_two_rows:
        return [words]
    pair = ("leads", "support")
    first = min(map(layout.columns.index, pair))
    upper: list[str | None] = ["" if key in pair else word for key, word in zip(layout.columns, words, strict=True)]
    upper[first] = "Trách nhiệm thực hiện"
    return [upper, [word if key in pair else None for key, word in zip(layout.columns, words, strict=True)]]


def _cells(random: Random, row: DrawnRow, layout: Layout, *, opens: bool) -> list[str | None]:
    is_area = "." not in row.code
    if is_area and layout.has_wide_areas and not row.printed:
        return [f"{row.code}. {row.name}"]
    separator = ". " if is_area else layout.separator
    texts: dict[str, str | None] = {
        "stt": row.code if layout.codes_in == "stt" else str(row.stt or ""),
        "code": row.code,
        "name": f"{row.code}{separator}{row.name}" if layout.codes_in == "name" else row.name,
        "leads": _listed(random, row.printed),
        "support": _listed(random, row.support),
        "max_score": row.further.get("max_score", "").replace(".", ","),
        **{key: row.further.get(key, "") for key in ("due", "product", "note")},
    }
    if not row.printed:
        texts["leads"] = _listed(random, row.leads) if opens else None if layout.is_merged else ""
    return [texts[key] for key in layout.columns]


def _listed(random: Random, agencies: Sequence[str]) -> str:
    return random.choice(("; ", ", ", "\n", "\n- ")).join(AGENCY_NAMES[agency] for agency in agencies)


def as_text(grid: Grid) -> bytes:
    """Plain text, cells parted by tabs, pages by blank lines."""
    pages = ("".join("\t".join(_quoted(cell or "") for cell in row) + "\n" for row in page) for page in grid.pages)
    return f"{_TITLE}\n\n{chr(10).join(pages)}".encode()


def _quoted(cell: str) -> str:
    return f'"{cell}"' if "\n" in cell else cell


def as_markdown(grid: Grid) -> bytes:
    """Tables of Markdown, one a page."""
    lines = [f"**{_TITLE}**", ""]
    for page in grid.pages:
        for at, row in enumerate(page):
            cells = [(cell or "").replace("\n", "<br>") for cell in row] + [""] * (grid.width - len(row))
            lines.append(f"| {' | '.join(f'**{cell}**' if cell and at == 0 else cell for cell in cells)} |")
            lines += [f"|{'---|' * grid.width}"] if at == 0 else []
        lines.append("")
    return "\n".join(lines).encode()


def as_word(grid: Grid) -> bytes:
    """A Word document: a table a page, cells merged for real."""
    document = Document()
    document.add_paragraph(_TITLE)
    for page in grid.pages:
        table = document.add_table(len(page), grid.width)
        for at, row in enumerate(page):
            for column, text in enumerate(row):
                table.cell(at, column).text = text or ""
            if len(row) < grid.width:
                table.cell(at, 0).merge(table.cell(at, grid.width - 1))
        for first, last, column in _merges(page):
            table.cell(first, column).merge(table.cell(last, column))
        document.add_paragraph("")
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_workbook(grid: Grid) -> bytes:
    """A workbook of one sheet, cells merged for real."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([_TITLE])
    for page in grid.pages:
        top = sheet.max_row + 1
        for at, row in enumerate(page):
            for column, text in enumerate(row):
                sheet.cell(top + at, column + 1).value = text or None
            if len(row) < grid.width:
                sheet.merge_cells(start_row=top + at, end_row=top + at, start_column=1, end_column=grid.width)
        for first, last, column in _merges(page):
            sheet.merge_cells(start_row=top + first, end_row=top + last, start_column=column + 1, end_column=column + 1)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _merges(page: Sequence[Sequence[str | None]]) -> list[tuple[int, int, int]]:
    """Runs of cells merged into the first: first row, last row, column."""
    runs = []
    for column in range(max(map(len, page))):
        start = None
        for at, row in enumerate([*page, []]):
            if column < len(row) and row[column] is None:
                continue
            if start is not None and at - start > 1:
                runs.append((start, at - 1, column))
            start = at if column < len(row) and len(row) > 1 else None
    return runs
