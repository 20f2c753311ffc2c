"""A form that came back: from the bytes of a workbook to a draft, with all that is to be said of it."""

from collections.abc import Callable, Iterator

from cchc_cli.diagnostics import Code, Diagnostic, Severity
from cchc_cli.drafting.draft import Draft, DraftCell, DraftRow
from cchc_cli.drafting.entries import entry_text
from cchc_cli.ingest.cells import ReadCell, read_cell, shown
from cchc_cli.ingest.form_owner import Asked, Owner, find_owner
from cchc_cli.ingest.form_rows import REPEATED_ROW, UNKNOWN_ROW, FoundRow, find_rows, is_filled
from cchc_cli.ingest.form_sheet import FormSheet, column_problems, find_form, text_of
from cchc_cli.ingest.workbook import Cell, Merge, read_workbook
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.due import parse_due
from cchc_cli.model.plan import Row
from cchc_cli.tables.form import FILL_COLUMNS, SELF_SCORE, HandedRow, RowFacts, facts_of_row
from cchc_cli.text import spelling_key

STALE_ROW = Code(
    "X726",
    "stale-form-row",
    Severity.WARNING,
    "Kế hoạch đã đổi từ khi phiếu gửi đi; câu trả lời có thể là cho nội dung cũ.",
    "(phiếu in thời hạn 6/2024, kế hoạch nay ghi 9/2024)",
    "(phiếu lập từ kế hoạch hiện nay)",
)
MISSING_ROWS = Code(
    "X727",
    "missing-form-rows",
    Severity.WARNING,
    "Dòng bị xóa khỏi phiếu thì coi như không đổi: số liệu đã có được giữ nguyên.",
    "(phiếu bị xóa dòng 1.3.1)",
    "(phiếu đủ dòng)",
)
LOCKED_CELL = Code(
    "X728",
    "locked-cell-changed",
    Severity.WARNING,
    "Ô khóa (tên, thời hạn, điểm tối đa) là của kế hoạch; sửa trong phiếu không đổi được kế hoạch.",
    "(ô Thời hạn của phiếu bị sửa)",
    "(muốn đổi kế hoạch thì đề nghị cơ quan theo dõi)",
)
MERGED_CELLS = Code(
    "X729",
    "merged-form-cells",
    Severity.ERROR,
    "Ô gộp chỉ giữ giá trị của ô đầu; các dòng sau mất câu trả lời mà không ai hay.",
    "(ô Trạng thái của ba dòng gộp làm một)",
    "(mỗi dòng một ô)",
)

_FILL_KEYS = tuple(column.key for column in FILL_COLUMNS)


def read_form(
    file: str, content: bytes, catalogue: Catalogue, asked: Asked
) -> tuple[Draft | None, tuple[Diagnostic, ...]]:
    """What a form says, by row; None, with the reasons, where it is none or cannot be told whose it is."""
    sheets, problems = read_workbook(file, content)
    if not sheets:
        return None, problems
    form, of_sheet = find_form(file, sheets)
    if form is None:
        return None, (*problems, *of_sheet)
    owner, of_owner = find_owner(form, sheets, catalogue, asked)
    if owner is None:
        return None, (*problems, *of_sheet, *of_owner)
    return _drafted(form, owner, (*problems, *of_sheet, *of_owner))


def _drafted(form: FormSheet, owner: Owner, said: tuple[Diagnostic, ...]) -> tuple[Draft, tuple[Diagnostic, ...]]:
    found, of_rows = find_rows(form, owner.plan)
    problems = [*said, *of_rows, *column_problems(form, _expected(owner))]
    rows: list[DraftRow] = []
    for one in found:
        if one.is_shifted:
            continue
        if _is_answered_here(owner, one.row):
            row, of_row = _draft_row(form, owner, one)
            problems += of_row
            rows.append(row)
        elif is_filled(form, one.number):
            problems.append(_not_theirs(form, owner, one))
    problems += _missing_rows(form, owner, {one.row.code for one in found})
    kept, repeated = _each_once(form, rows)
    draft = Draft(form.file, owner.plan.year, owner.agency.id, owner.period, kept)
    return draft, (*problems, *repeated)


def _expected(owner: Owner) -> Iterator[str]:
    """The columns that a form of this owner has to fill."""
    rows = [row for row in owner.plan.assigned if _is_answered_here(owner, row)]
    has_scores = any(row.score_bounds for row in rows)
    return (key for key in _FILL_KEYS if key != SELF_SCORE.key or has_scores)


def _is_answered_here(owner: Owner, row: Row) -> bool:
    """Whether the form has the row for its agency to fill: it was handed out so, or the agency answers for it."""
    return row.is_assigned and (row.code in owner.answers or row.code in (owner.handed or ()))


def _not_theirs(form: FormSheet, owner: Owner, one: FoundRow) -> Diagnostic:
    if not one.row.is_assigned:
        message = f"dòng «{one.row.code}» là đề mục, không nhận báo cáo"
        hint = "ghi ở các dòng có STT bên dưới"
    else:
        message = f"«{owner.agency.name}» không chủ trì dòng «{one.row.code}»"
        hint = "xóa phần điền ở dòng này; cơ quan chủ trì sẽ báo cáo"
    return form.problem(UNKNOWN_ROW, message, form.place(one.number, "code"), hint)


def _missing_rows(form: FormSheet, owner: Owner, present: set[str]) -> Iterator[Diagnostic]:
    led = [row.code for row in owner.plan.assigned if owner.agency.id in row.leads]
    missing = [code for code in (owner.handed or led) if code not in present and code in owner.plan.by_code]
    gone = [code for code in owner.handed or () if code not in owner.plan.by_code]
    added = [code for code in led if owner.handed is not None and code not in {*owner.handed, *present}]
    place = form.place(form.header)
    if added:
        message = f"kế hoạch nay có thêm dòng mà phiếu không có: {', '.join(added)}"
        yield form.problem(STALE_ROW, message, place, "gửi phiếu mới cho các dòng ấy")
    if missing:
        message = f"phiếu thiếu {len(missing)} dòng, coi như không đổi: {', '.join(missing)}"
        yield form.problem(MISSING_ROWS, message, place, "nếu xóa nhầm thì xin gửi lại phiếu đủ dòng")
    if gone:
        message = f"kế hoạch nay không còn dòng: {', '.join(gone)}"
        yield form.problem(STALE_ROW, message, place, "xem kế hoạch hiện nay: cchc list")


def _draft_row(form: FormSheet, owner: Owner, one: FoundRow) -> tuple[DraftRow, list[Diagnostic]]:
    problems: list[Diagnostic] = []
    cells: dict[str, DraftCell] = {}
    is_sound = True
    for key in (key for key in _FILL_KEYS if key in form.columns):
        read = read_cell(key, form.cell(one.number, key))
        place = form.place(one.number, key)
        problems += (form.problem(remark.code, remark.message, place, remark.hint) for remark in read.remarks)
        is_sound &= read.is_sound
        if _is_taken(read):
            cells[key] = DraftCell(read.entry, place)
    for key, merge in _merged_over(form, one.number):
        is_sound = False
        message = f"ô gộp qua {merge.last_row - merge.first_row + 1} dòng"
        hint = "bỏ gộp ô (Merge & Center), điền từng dòng"
        problems.append(form.problem(MERGED_CELLS, message, form.place(one.number, key), hint))
    handed = owner.handed.get(one.row.code) if owner.handed is not None else None
    problems += _plan_problems(form, one, handed)
    values, seen = (handed.values, handed.seen) if handed is not None else (None, 0)
    return DraftRow(one.row.code, form.place(one.number), cells, values, seen, is_sound), problems


def _is_taken(read: ReadCell) -> bool:
    """Whether what a cell says, be it that it is blank, counts: not where it could not be read, or was cut."""
    return read.is_sound and not read.is_cut


def _merged_over(form: FormSheet, number: int) -> Iterator[tuple[str, Merge]]:
    """The cells to fill of a row that are merged with those of other rows."""
    merges = form.sheet.merges
    over = [merge for merge in merges if merge.is_over_rows and merge.first_row <= number <= merge.last_row]
    for key, column in form.columns.items() if over else ():
        of_cell = (merge for merge in over if merge.first_column <= column <= merge.last_column)
        if key in _FILL_KEYS and (merge := next(of_cell, None)) is not None:
            yield key, merge


def _plan_problems(form: FormSheet, one: FoundRow, handed: HandedRow | None) -> Iterator[Diagnostic]:
    """Where the plan has changed since the form went out, and where what the form prints was changed in it."""
    now = facts_of_row(one.row)
    printed = handed.facts if handed is not None else now
    for message in _changes(printed, now):
        hint = "xem lại câu trả lời có còn đúng; nếu cần, gửi phiếu mới"
        yield form.problem(STALE_ROW, f"dòng «{now.code}»: {message}", form.place(one.number, "code"), hint)
    for key, heading, before, is_same in _LOCKED:
        cell, words = form.cell(one.number, key), before(printed)
        if text_of(cell) and not is_same(cell, words):
            message = f"ô khóa bị sửa: {heading} «{shown(cell)}», kế hoạch ghi «{words or '–'}»; giữ theo kế hoạch"
            yield form.problem(LOCKED_CELL, message, form.place(one.number, key))


def _is_same_text(cell: Cell | None, before: str) -> bool:
    text = text_of(cell)
    return text == before or spelling_key(text) == spelling_key(before)


def _is_same_due(cell: Cell | None, before: str) -> bool:
    """Whether a deadline says the same, also where a spreadsheet made a day of it: of 6/2024 the month's first."""
    day, last = read_cell("date", cell).entry, parse_due(before).last_day
    return _is_same_text(cell, before) or (last is not None and day in (last, last.replace(day=1)))


def _is_same_score(cell: Cell | None, before: str) -> bool:
    return (
        _is_same_text(cell, before)
        or read_cell("self_score", cell).entry == read_cell("self_score", Cell(before)).entry
    )


def _changes(before: RowFacts, now: RowFacts) -> Iterator[str]:
    """What the plan says otherwise than when the form went out."""
    if before.name != now.name:
        yield f"tên nay là «{now.name}», phiếu in «{before.name}»"
    if before.leads != now.leads:
        yield f"chủ trì nay là {', '.join(now.leads)}, khi gửi phiếu là {', '.join(before.leads)}"
    if before.due != now.due:
        yield f"thời hạn nay là «{now.due or '–'}», khi gửi phiếu là «{before.due or '–'}»"
    if before.max_score != now.max_score:
        yield f"điểm tối đa nay là {_score(now) or '–'}, khi gửi phiếu là {_score(before) or '–'}"


def _score(facts: RowFacts) -> str:
    return "" if facts.max_score is None else entry_text(facts.max_score)


_LOCKED: tuple[tuple[str, str, Callable[[RowFacts], str], Callable[[Cell | None, str], bool]], ...] = (
    ("name", "tên", lambda facts: facts.name, _is_same_text),
    ("due", "thời hạn", lambda facts: facts.due, _is_same_due),
    ("max_score", "điểm tối đa", _score, _is_same_score),
)


def _each_once(form: FormSheet, rows: list[DraftRow]) -> tuple[tuple[DraftRow, ...], list[Diagnostic]]:
    """The rows, of those copied with the same answers one; copies that differ are a problem and both unsound."""
    kept: dict[str, DraftRow] = {}
    problems = []
    for row in rows:
        first = kept.setdefault(row.code, row)
        if first is not row and _answers(first) != _answers(row):
            message = f"dòng «{row.code}» có hai lần (dòng {first.place.row} và {row.place.row}), điền khác nhau"
            problems.append(form.problem(REPEATED_ROW, message, row.place, "giữ một dòng, xóa dòng kia"))
            kept[row.code] = first._replace(is_sound=False)
    return tuple(kept.values()), problems


def _answers(row: DraftRow) -> dict[str, object]:
    return {key: cell.entry for key, cell in row.cells.items()}
