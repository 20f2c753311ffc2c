"""The code of every row: as printed, from its place where none is printed, and the rows that the document lacks."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cchc_cli.diagnostics import Code, Diagnostic, Severity
from cchc_cli.ingest.plan_document import headings
from cchc_cli.ingest.plan_document.joining import Joined
from cchc_cli.ingest.plan_document.mark_style import roman, style_of
from cchc_cli.ingest.plan_document.table_rows import problem_at
from cchc_cli.text import natural_key, spelling_key

CODE_FROM_PLACE = Code(
    "W820",
    "code-from-place",
    Severity.WARNING,
    "Dòng không có mã nên mã được đặt theo chỗ đứng; xem lại trước khi dùng, vì tiến độ ghi theo mã.",
    "(dòng chỉ có STT: 14 | Sửa đổi Luật …)",
    "(dòng có mã: 14 | 2.1 | Sửa đổi Luật …)",
)
CODE_READ_OTHERWISE = Code(
    "W821",
    "code-read-otherwise",
    Severity.WARNING,
    "Mã in trong văn bản không dùng được như vậy (trùng, mất số 0 cuối, viết tắt theo nhóm) nên được ghi khác đi.",
    "(Excel đổi mã 1.10 thành số 1.1, trùng với mã 1.1 ở trên)",
    "(cột mã định dạng Text, ghi đủ 1.10)",
)
CODE_OUT_OF_PLACE = Code(
    "W822",
    "code-out-of-place",
    Severity.WARNING,
    "Dòng đứng dưới đề mục khác với mã của nó; mã quyết định chỗ đứng trong cây.",
    "(dòng 1.9 đứng sau dòng 2.1)",
    "(dòng 1.9 đứng trong lĩnh vực 1)",
)
ROW_ADDED = Code(
    "W823",
    "missing-heading-row",
    Severity.WARNING,
    "Văn bản thiếu dòng cấp trên; dòng ấy được thêm, không đặt tên, đánh dấu in_source: false.",
    "(có 7.3.3 mà không có dòng 7.3)",
    "(có dòng 7.3 phía trên 7.3.3)",
)
TOO_DEEP = Code(
    "W824",
    "row-too-deep",
    Severity.WARNING,
    "Kế hoạch có ba cấp; dòng ở cấp thứ tư trở đi không có chỗ, nên nội dung được ghi vào note của dòng cấp ba.",
    "(dòng 1.2.3.1 có chủ trì riêng)",
    "(các dòng đánh mã đến 1.2.3)",
)

REOPENED = Code(
    "W825",
    "heading-again",
    Severity.INFO,
    "Đề mục in lại (đầu trang, hoặc mở lại sau đề mục khác) chỉ tính một lần.",
    "(đề mục «II. …» in hai lần)",
    "(mỗi đề mục in một lần)",
)
ABOVE_AREAS = Code(
    "W826",
    "group-above-areas",
    Severity.WARNING,
    "Nhóm đứng trên lĩnh vực (A, B) không có cấp riêng trong dữ liệu; tên nhóm được ghi vào note của lĩnh vực đầu.",
    "(«A. CHỈ SỐ CẢI CÁCH HÀNH CHÍNH» trên lĩnh vực I)",
    "(bảng bắt đầu từ lĩnh vực)",
)

DEEPEST = 3
_MOST_TOLD = 3


class Placed(NamedTuple):
    """A row with its code; `joined` is None where the document lacks the row. `notes` is what its place adds."""

    code: str
    joined: Joined | None
    notes: tuple[str, ...] = ()


def place_rows(rows: Sequence[Joined]) -> tuple[tuple[Placed, ...], tuple[Diagnostic, ...]]:
    """The rows with their codes, in the order of the document; those that it lacks before the first one below them."""
    placing = _Placing(rows)
    for one in rows:
        placing.place(one)
    placing.finish()
    return tuple(one._replace(notes=tuple(placing.notes.get(one.code, ()))) for one in placing.placed), tuple(
        placing.problems
    )


class _Placing:
    """Gives the rows of a document their codes, one after another."""

    def __init__(self, rows: Sequence[Joined]) -> None:
        marks = [one.marked for one in rows]
        self.placed: list[Placed] = []
        self.problems: list[Diagnostic] = []
        self.notes: dict[str, list[str]] = {}
        self._style = style_of(marks)
        self._printed = frozenset(self._absolute(row.mark or "", "") for row in marks if row.is_coded)
        self._last_child: Counter[str] = Counter()
        self._names: dict[str, str] = {}
        self._area = ""
        self._last = ""
        self._group = ""
        self._moved: dict[str, str] = {}
        self._rewritten: list[tuple[Joined, str]] = []
        self._uncoded: list[tuple[Joined, str]] = []

    def finish(self) -> None:
        """What holds for many rows alike is said once, at the first of them."""
        if self._uncoded:
            (one, first), (_, last) = self._uncoded[0], self._uncoded[-1]
            message = f"{len(self._uncoded)} dòng không có mã, đặt theo chỗ đứng trong lĩnh vực: {first}…{last}"
            self._tell(one, CODE_FROM_PLACE, message, "xem lại trước khi ghi tiến độ theo mã")
        if self._rewritten:
            told = ", ".join(text for _, text in self._rewritten[:_MOST_TOLD])
            more = "…" if len(self._rewritten) > _MOST_TOLD else ""
            message = f"{len(self._rewritten)} mã ghi theo mã của đề mục: {told}{more}"
            self._tell(self._rewritten[0][0], CODE_READ_OTHERWISE, message)

    def place(self, one: Joined) -> None:
        """Gives a row its code, or folds it into another where the tree has no room for it."""
        mark = one.marked.mark
        if mark is not None and self._style.is_loose(mark) and mark.isupper():
            self._open_group(one, mark)
            return
        code = self._code_of(one)
        if code.count(".") >= DEEPEST:
            self._fold(one, code)
        elif not self._is_reopened(one, code):
            code = self._each_once(one, code)
            self._add_missing(one, code)
            self._put(code, one)

    def _open_group(self, one: Joined, mark: str) -> None:
        """A group above the areas has no level of its own: the next area's note tells it."""
        self._group = f"{mark}. {one.marked.name}"
        message = f"nhóm «{self._group}» đứng trên lĩnh vực, không có cấp riêng; ghi vào note của lĩnh vực sau"
        self._tell(one, ABOVE_AREAS, message)

    def _code_of(self, one: Joined) -> str:
        marked = one.marked
        if marked.mark is not None and not self._style.is_loose(marked.mark):
            code = self._following(one, self._absolute(marked.mark, self._area))
            if code != marked.mark:
                self._rewritten.append((one, f"{marked.mark} → {code}"))
            return code
        code = self._next(self._parent_without_mark(one))
        what = f"«{marked.mark}» " if marked.mark else f"STT {marked.stt} " if marked.stt is not None else ""
        if self._style.has_codes:
            message = f"dòng {what}không có mã, đặt theo chỗ đứng: {code}"
            self._tell(one, CODE_FROM_PLACE, message, "xem lại trước khi ghi tiến độ theo mã này")
        else:
            self._uncoded.append((one, code))
        return code

    def _absolute(self, mark: str, area: str) -> str:
        if self._style.is_relative and mark[0].isdecimal() and area:
            return f"{area}.{mark}"
        return self._style.arabic.get(mark, mark)

    def _following(self, one: Joined, code: str) -> str:
        """The code below the one that its heading got instead of a taken one: a second appendix begins at 1 again."""
        if self._names.get(code) == spelling_key(one.marked.name) != "":
            self._moved.pop(code, None)
        segments = code.split(".")
        for length in range(len(segments), 0, -1):
            above = ".".join(segments[:length])
            if above in self._moved:
                return ".".join((self._moved[above], *segments[length:]))
        return code

    def _parent_without_mark(self, one: Joined) -> str:
        """Under which row one without a mark stands."""
        if one.is_group:
            return ""
        if one.marked.mark is not None:  # a), b): below the last row with a mark of its own
            return self._last if not self._is_lettered else self._last.rpartition(".")[0]
        if self._style.has_codes and "." in self._last:
            return self._last.rpartition(".")[0]
        return self._area or self._first_area()

    @property
    def _is_lettered(self) -> bool:
        """Whether the last row placed is one of a run of letters."""
        last = self.placed[-1].joined if self.placed else None
        return last is not None and last.marked.mark is not None and self._style.is_loose(last.marked.mark)

    def _first_area(self) -> str:
        return "I" if self._style.has_roman else "1"

    def _next(self, parent: str) -> str:
        number = self._last_child[parent] + 1
        while (code := self._child(parent, number)) in self._names or code in self._printed:
            number += 1
        return code

    def _child(self, parent: str, number: int) -> str:
        if parent:
            return f"{parent}.{number}"
        return roman(number) if self._style.has_roman else str(number)

    def _is_reopened(self, one: Joined, code: str) -> bool:
        """Whether a heading only stands once more, as at the top of a page."""
        is_same = self._names.get(code) == spelling_key(one.marked.name) != ""
        if is_same and one.marked.stt is None and headings.LEADS not in one.cells:
            self._tell(one, REOPENED, f"đề mục {code} in lại, tính một lần")
            self._last, self._area = code, code.partition(".")[0]
            return True
        return False

    def _each_once(self, one: Joined, code: str) -> str:
        """The code, or another one where it is taken, or lost the zero at its end in a spreadsheet (1.10 as 1.1)."""
        parent, _, last = code.rpartition(".")
        following = str(self._last_child[parent] + 1)
        if following.endswith("0") and following.rstrip("0") == last:
            better = f"{parent}.{following}" if parent else following
            self._tell(one, CODE_READ_OTHERWISE, f"mã in «{code}» mất số 0 ở cuối, ghi là {better}")
            return better
        if code in self._names:
            better = self._moved[code] = self._next(parent)
            self._tell(
                one, CODE_READ_OTHERWISE, f"mã «{code}» đã có ở dòng trên, tạm ghi là {better}", "sửa mã cho đúng"
            )
            return better
        return code

    def _add_missing(self, one: Joined, code: str) -> None:
        above = code.rpartition(".")[0]
        if above and above not in self._names:
            self._add_missing(one, above)
            self._put(above, None)
            message = f"văn bản không có dòng {above} của {code}; thêm vào, không đặt tên (in_source: false)"
            self._tell(one, ROW_ADDED, message)
        elif not self._is_in_place(code):
            message = f"dòng {code} đứng sau {self._last}, không đúng chỗ; xếp vào dưới {above or 'gốc'}"
            self._tell(one, CODE_OUT_OF_PLACE, message, "xem mã có in nhầm không")

    def _is_in_place(self, code: str) -> bool:
        parent, _, last = code.rpartition(".")
        path = {self._last} | {self._last[:at] for at, letter in enumerate(self._last) if letter == "."}
        is_after = natural_key(last)[0][0] > self._last_child[parent]
        return is_after and (not parent or parent in path)

    def _put(self, code: str, one: Joined | None) -> None:
        parent, _, last = code.rpartition(".")
        self.placed.append(Placed(code, one))
        self._last_child[parent] = max(self._last_child[parent], natural_key(last)[0][0])
        self._names[code] = spelling_key(one.marked.name) if one is not None else ""
        self._last = code
        if not parent:
            self._area = code
        if self._group and not parent:
            self.notes.setdefault(code, []).append(f"Nhóm: {self._group}")
            self._group = ""

    def _fold(self, one: Joined, code: str) -> None:
        """A row below the third level goes into the note of the one above it there."""
        segments = code.split(".")
        known = (".".join(segments[:length]) for length in range(DEEPEST, 0, -1))
        above = next((one for one in known if one in self._names), self._last)
        stt = f"(STT {one.marked.stt})" if one.marked.stt is not None else ""
        said = (code, stt, one.marked.name, *(f"{key}: {text}" for key, text in _others(one)))
        self.notes.setdefault(above, []).append(" ".join(" ".join(said).split()))
        message = f"dòng {code} ở cấp thứ {len(segments)}, ghi vào note của {above}"
        self._tell(one, TOO_DEEP, message, "nếu dòng này được giao riêng, đánh lại mã trong ba cấp")

    def _tell(self, one: Joined, code: Code, message: str, hint: str | None = None) -> None:
        self.problems.append(problem_at(one.marked.row.place, code, message, hint))


def _others(one: Joined) -> Iterator[tuple[str, str]]:
    """The further cells of a row, each with its heading."""
    of_itself = (headings.STT, headings.CODE, headings.NAME)
    return ((headings.LABELS.get(key, key), text) for key, text in one.cells.items() if key not in of_itself)
