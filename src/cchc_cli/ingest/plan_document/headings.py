"""The columns of a plan's table, by the words of its heading: in any order, in one row or two."""

from collections.abc import Iterator, Sequence
from functools import cache
import re
from string import ascii_uppercase
from typing import NamedTuple

from cchc_cli.ingest.papers.paper import Cover, TableRow
from cchc_cli.text import spelling_key, spelling_words

STT, CODE, NAME, LEADS, SUPPORT = "stt", "code", "name", "leads", "support"
DUE, MAX_SCORE, PRODUCT, NOTE = "due", "max_score", "product", "note"

TALLEST = 2  # rows of a heading
_LONGEST_HEADING = 80
_WORDS: dict[str, tuple[str, ...]] = {
    STT: ("STT", "TT", "Số TT", "Số thứ tự"),
    CODE: ("Mã", "Mã số", "Mã tiêu chí", "Mã TC", "Ký hiệu", "Số hiệu"),
    NAME: (
        "Lĩnh vực/Tiêu chí/Tiêu chí thành phần",
        "Lĩnh vực, tiêu chí",
        "Tiêu chí, tiêu chí thành phần",
        "Tiêu chí, TCTP",
        "Tên tiêu chí",
        "Nội dung",
        "Nội dung tiêu chí",
        "Nội dung nhiệm vụ",
        "Nội dung công việc",
        "Nội dung thực hiện",
        "Nhiệm vụ",
        "Nhiệm vụ, giải pháp",
        "Tên nhiệm vụ",
        "Nội dung, nhiệm vụ",
        "Chỉ tiêu",
        "Công việc",
    ),
    LEADS: (
        "Chủ trì",
        "Cơ quan chủ trì",
        "Đơn vị chủ trì",
        "Cơ quan, đơn vị chủ trì",
        "Cơ quan chủ trì thực hiện",
        "Cơ quan thực hiện",
        "Đơn vị thực hiện",
        "Cơ quan, đơn vị thực hiện",
        "Phụ trách",
        "Cơ quan phụ trách",
        "Đơn vị phụ trách",
        "Trách nhiệm",
        "Đơn vị đầu mối",
        "Cơ quan đầu mối",
    ),
    SUPPORT: (
        "Phối hợp",
        "Cơ quan phối hợp",
        "Đơn vị phối hợp",
        "Cơ quan, đơn vị phối hợp",
        "Cơ quan phối hợp thực hiện",
    ),
    DUE: (
        "Thời hạn",
        "Thời hạn hoàn thành",
        "Thời gian",
        "Thời gian hoàn thành",
        "Thời gian thực hiện",
        "Thời hạn thực hiện",
        "Thời điểm hoàn thành",
        "Hạn hoàn thành",
    ),
    MAX_SCORE: ("Điểm", "Điểm tối đa", "Thang điểm", "Điểm chuẩn", "Số điểm", "Tối đa"),
    PRODUCT: (
        "Kết quả",
        "Sản phẩm",
        "Sản phẩm/Kết quả",
        "Kết quả/Sản phẩm",
        "Kết quả yêu cầu",
        "Kết quả, sản phẩm",
        "Sản phẩm đầu ra",
        "Sản phẩm dự kiến",
        "Dự kiến sản phẩm",
    ),
    NOTE: ("Ghi chú",),
}
LABELS = {key: words[0] for key, words in _WORDS.items()}
_EITHER = spelling_key("Tiêu chí")  # the code where another column names the rows, else the name
KEYS = frozenset(_WORDS)
_OF_PROGRESS = tuple(
    " ".join(spelling_words(words))
    for words in (
        *("trạng thái", "tiến độ", "tự chấm", "tự đánh giá", "thẩm định", "không phát hành", "quá hạn", "đã báo cáo"),
        *("căn cứ chủ trì", "vai trò", "kết quả thực hiện", "giải trình", "cập nhật gần nhất"),
    )
)
_TELLING = (
    (SUPPORT, "phối hợp"),
    (LEADS, "chủ trì"),
    (LEADS, "chịu trách nhiệm"),
    (LEADS, "trách nhiệm thực hiện"),
    (LEADS, "phân công"),
    (DUE, "thời hạn"),
    (DUE, "thời gian"),
    (MAX_SCORE, "điểm tối đa"),
    (MAX_SCORE, "điểm chuẩn"),
    (PRODUCT, "sản phẩm"),
    (PRODUCT, "kết quả đầu ra"),
    (NAME, "tiêu chí thành phần"),
    (NAME, "nội dung"),
    (NAME, "nhiệm vụ"),
)
_FEW_LISTED = 3


class Columns(NamedTuple):
    """What each column of the grid holds: a key, the words of another heading, or nothing.

    A heading that covers several columns of the grid stands for each.
    """

    keys: tuple[str, ...]

    @property
    def known(self) -> frozenset[str]:
        """The keys that the table has."""
        return frozenset(self.keys) & KEYS

    @property
    def others(self) -> tuple[str, ...]:
        """The headings that say what no key is for, each once."""
        return tuple(dict.fromkeys(key for key in self.keys if key and key not in KEYS))

    def is_foreign_to(self, plan: "Columns") -> bool:
        """Whether a table beside the plan's is of another kind: a list of abbreviations, of what each agency does.

        It numbers nothing where the plan does, or it has nothing of the plan but names, beside a column of its own.
        """
        numbers, bare = {STT, CODE}, {STT, NAME, NOTE}
        if numbers & plan.known and not numbers & self.known:
            return True
        return not plan.known <= bare and self.known <= bare and not set(self.others) <= set(plan.others)


class Heading(NamedTuple):
    """The columns that a heading names, and how many rows it takes."""

    columns: Columns
    height: int


def read_heading(rows: Sequence[TableRow]) -> Heading | None:
    """The heading that begins with the first of these rows; None where that is no heading.

    Only known words make one, so that a row which names an agency twice stays a row.
    """
    if not rows or not _may_head(rows[0]):
        return None
    top = _texts(rows[0])
    is_title = sum(map(bool, top)) == 1  # which may well speak of tasks and of who leads
    if not any(_exact_key(text) or (_told_key(text) and not is_title) for text in top):
        return None
    one = _columns(top, rows[0])
    if len(rows) > 1 and _may_head(rows[1]) and not _is_data(rows[1]):
        two = _columns(_joined(top, rows[1]), rows[1], rows[0])
        if two is not None and (one is None or len(two.known) > len(one.known) or _goes_on(rows[1])):
            return Heading(two, 2)
    return Heading(one, 1) if one is not None else None


def listed_heading(text: str) -> Columns | None:
    """The columns that a line of text lists, as «Mã, Tiêu chí, Điểm tối đa, Chủ trì»; None where it lists none."""
    words = [part.strip(" .") for part in text.rpartition(":")[2].partition(".")[0].split(",")]
    columns = _columns(words)
    return columns if columns is not None and len(columns.known) > _FEW_LISTED else None


def is_numbering(row: TableRow) -> bool:
    """Whether a row only numbers the columns, (1), (2), (3)…, or A, B, 1, 2…, as some tables do under their heading."""
    texts = [cell.text.strip("()") for cell in row.cells if cell.cover is Cover.NONE]
    letters = len([text for text in texts if text.isalpha()])
    wanted = (*ascii_uppercase[:letters], *map(str, range(1, len(texts) - letters + 1)))
    is_bracketed = all(cell.text.startswith("(") for cell in row.cells if cell.cover is Cover.NONE)
    return (len(texts) > 2 or (is_bracketed and len(texts) > 1)) and tuple(texts) == wanted


def _texts(row: TableRow) -> tuple[str, ...]:
    return tuple(" ".join(cell.text.split()) for cell in row.cells)


def _may_head(row: TableRow) -> bool:
    texts = [text for text in _texts(row) if text]
    return bool(texts) and all(len(text) <= _LONGEST_HEADING and not text[0].isdecimal() for text in texts)


def _goes_on(row: TableRow) -> bool:
    """Whether cells of the row above reach down into this one, as those of a heading of two rows do."""
    return any(cell.cover is Cover.ABOVE for cell in row.cells)


def _is_data(row: TableRow) -> bool:
    """Whether the row has a name of its own under a heading that already stands."""
    return sum(bool(text) and _exact_key(text) is None and _told_key(text) is None for text in _texts(row)) > 1


def _joined(top: Sequence[str], row: TableRow) -> tuple[str, ...]:
    """The words of two rows, column by column: the upper words stand over all columns that they cover."""
    below, words, spread = _texts(row), [], ""
    for at, cell in enumerate(row.cells):
        spread = top[at] if at < len(top) and top[at] else spread
        own = top[at] if at < len(top) else ""
        if not below[at]:
            words.append(own if cell.cover is not Cover.LEFT else "")
        elif _exact_key(below[at]) is not None:
            words.append(below[at])
        else:
            words.append(f"{spread} {below[at]}".strip())
    return tuple(words)


def _columns(words: Sequence[str], *rows: TableRow) -> Columns | None:
    """The columns that these words head; None where too few of them are known. `rows` tell which cells cover others."""
    exact = {at: key for at, text in enumerate(words) if (key := _exact_key(text)) is not None}
    found = dict(exact)
    found |= {at: key for at, text in enumerate(words) if at not in exact and (key := _told_key(text)) is not None}
    either = next((at for at, text in enumerate(words) if spelling_key(text) == _EITHER), None)
    if either is not None:
        found[either] = CODE if NAME in found.values() and CODE not in found.values() else NAME
        exact[either] = found[either]
    keys: list[str] = []
    for at, text in enumerate(words):
        key = found.get(at, text)
        is_covered = any(at < len(row.cells) and row.cells[at].cover is Cover.LEFT for row in rows)
        keys.append(keys[-1] if is_covered and not text and keys else text if key in keys else key)
    columns = Columns(tuple(keys))
    return columns if exact and NAME in columns.known and len(columns.known) > 1 else None


@cache
def _known() -> dict[str, str]:
    return {spelling_key(words): key for key, listed in _WORDS.items() for words in listed}


def _exact_key(text: str) -> str | None:
    return _known().get(spelling_key(_without_brackets(text))) if text else None


def is_of_progress(text: str) -> bool:
    """Whether a heading is that of what becomes of a plan, which is no part of it: states, shares, points given."""
    words = f" {' '.join(spelling_words(text))} "
    return "%" in text or any(f" {part} " in words for part in _OF_PROGRESS)


def is_heading_word(text: str) -> bool:
    """Whether a text is one that heads a column."""
    return _exact_key(text) is not None


def _told_key(text: str) -> str | None:
    """The key that a longer heading tells by some of its words."""
    if is_of_progress(text):
        return None
    words = " ".join(spelling_words(text))
    told: Iterator[str] = (key for key, part in _TELLING if " ".join(spelling_words(part)) in words)
    return next(told, None)


def _without_brackets(text: str) -> str:
    return re.sub(r"\([^()]*\)", " ", text)
