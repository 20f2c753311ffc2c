"""What a person most likely did where the YAML parser gave up, told from the look of the lines."""

import re
from typing import NamedTuple

_QUOTE_HINT = "đặt cả giá trị trong ngoặc kép"
_BEFORE_VALUE = r"^[ ]*(?:-[ ]+)*(?:[\w.]+:[ ]+)?"
_QUOTED_VALUE = _BEFORE_VALUE + r"""(?P<quote>["'])"""
_CLOSING = {
    '"': r'"(?:[^"\\]|\\.)*"[ ]*(?P<rest>[^\n]*)',
    "'": r"'(?:[^']|'')*'[ ]*(?P<rest>[^\n]*)",
}
_CONFLICT = r"^(?:<{7} |={7}\r?$|>{7} )"
_NO_SPACE = r"^[ ]*(?:-[ ]+)*[a-z_]+(?P<colon>:(?=[^\s:/])|：)"
_NO_COLON = r"^[ ]*(?:-[ ]+)*(?P<key>[a-z_]+)(?:[ ;=][^\n:]*)?$"
_ODD_START = r"^[ ]*(?:-[ ]+)*(?P<key>[\w.]+):[ ]+(?P<start>[*&!|>%@`,?]|-[ ])"
_BAD_DASH = r"^[ ]*(?P<dash>-(?=[A-Za-z_]+:)|[–—−•+*·](?=[ ]*[A-Za-z_]+:)|[0-9]+[.)](?=[ ]+[A-Za-z_]+:))"
_LIST = r"^[ ]*(?:-[ ]+)*(?P<key>[\w.]+):[ ]+(?P<open>[\[{])(?P<rest>[^\n]*)"


class Clue(NamedTuple):
    """Characters `start` to `end` of the file, what is wrong there, and what to do."""

    start: int
    end: int
    message: str
    hint: str | None


def find_clue(text: str, index: int, problem: str) -> Clue | None:
    """The likeliest cause of the parser's problem at a character; None where the lines around it tell nothing."""
    clue = _conflict(text, index) or _quote(text, index)
    start = _line_start(text, index)
    before = _line_start(text, start - 1) if start else None
    if clue is None and before is not None and problem == "mapping values are not allowed in this context":
        clue = _line_before(text, before)  # a first key without its colon runs into the line below it
    elif clue is None and before is not None and problem == "did not find expected key":
        clue = _dash_clue(text, before)
    return clue or _line_clue(text, start) or _first_item(text, index, problem)


def _line_start(text: str, index: int) -> int:
    return text.rfind("\n", 0, index) + 1


def _line_before(text: str, start: int) -> Clue | None:
    if found := _match(_NO_COLON, text, start):
        hint = "viết: khóa: giá trị"
        return Clue(found.start("key"), found.end("key"), f"thiếu dấu hai chấm sau «{found['key']}»", hint)
    clue = _line_clue(text, start)
    return clue if clue and text[clue.start] not in "[{" else None


def _first_item(text: str, index: int, problem: str) -> Clue | None:
    """The first item of a list without its dash, which the parser minds only at the second."""
    start = _line_start(text, index)
    dash = re.compile(r"[ ]*-[ ]").match(text, start)
    if dash is None or problem != "did not find expected key":
        return None
    depth = len(dash.group()) - 2
    below = start
    while below:
        above = _line_start(text, below - 1)
        line = text[above : below - 1]
        indent = len(line) - len(line.lstrip(" "))
        if line.strip() and indent < depth:
            first = below + len(text[below:index]) - len(text[below:index].lstrip(" "))
            if not line.rstrip().endswith(":") or text[first] in "-#":
                return None
            message = "có thể thiếu dấu gạch đầu dòng (-) ở mục đầu của danh sách"
            return Clue(first, first + 1, message, "viết: - khóa: giá trị")
        if indent == depth and line.lstrip().startswith("-"):
            return None  # the list has its dashes up to here
        below = above
    return None


def _conflict(text: str, index: int) -> Clue | None:
    """A mark that git leaves where two edits met."""
    found = re.compile(_CONFLICT, re.MULTILINE).search(text)
    if found is None or found.start() > index + 200:
        return None
    hint = "giữ một trong hai bản giữa <<<<<<< và >>>>>>>, xóa các dòng dấu"
    return Clue(found.start(), found.end(), "còn dấu xung đột của git", hint)


def _quote(text: str, index: int) -> Clue | None:
    """The quoted value that closes on the line of the fault, too early or lines too late.

    The parser reads an unclosed quote on to the next one and complains there; our files keep a value on its line.
    """
    line_start = _line_start(text, index)
    at, quoted = 0, re.compile(_QUOTED_VALUE, re.MULTILINE)
    while (found := quoted.search(text, at)) and found.start() <= index:
        start = found.start("quote")
        closed = re.compile(_CLOSING[found["quote"]]).match(text, start)
        if closed is None:
            message = "thiếu dấu ngoặc kép (hoặc nháy đơn) đóng"
            return Clue(start, start + 1, message, "đóng ngoặc ở cuối giá trị, trên cùng dòng")
        end, is_one_line = closed.start("rest"), "\n" not in text[start : closed.start("rest")]
        is_junk = bool(closed["rest"].strip()) and not closed["rest"].startswith(("#", ":", ",", "]", "}", "\r"))
        is_junk |= closed["rest"].strip() == "," and ":" in found.group()
        if is_junk and end >= line_start and is_one_line:
            message = "còn chữ sau dấu ngoặc đóng"
            return Clue(start, start + 1, message, "đặt cả giá trị trong một cặp nháy đơn '…'")
        if is_junk and end >= line_start:
            message = "thiếu dấu ngoặc kép (hoặc nháy đơn) đóng"
            return Clue(start, start + 1, message, "đóng ngoặc ở cuối giá trị, trên cùng dòng")
        at = end
    return None


def _line_clue(text: str, start: int) -> Clue | None:
    """What the line that begins here shows: no space after a colon, no dash, a sign of YAML, a list that goes wrong."""
    if found := _match(_NO_SPACE, text, start):
        is_wide = found["colon"] == "："
        message = "dấu hai chấm «：» là dấu toàn chiều rộng" if is_wide else "thiếu dấu cách sau dấu hai chấm"
        return Clue(found.start("colon"), found.end("colon"), message, "viết: khóa: giá trị")
    if (clue := _dash_clue(text, start)) is not None:
        return clue
    if found := _match(_ODD_START, text, start):
        sign = found["start"].strip()
        return Clue(found.start("start"), found.end("start"), f"giá trị bắt đầu bằng dấu «{sign}»", _QUOTE_HINT)
    found = _match(_LIST, text, start)
    return _list_clue(found) if found else None


def _dash_clue(text: str, start: int) -> Clue | None:
    if found := _match(_BAD_DASH, text, start):
        message = f"mục phải bắt đầu bằng dấu gạch «-» và một dấu cách, không phải «{found['dash']}»"
        message = "thiếu dấu cách sau dấu gạch đầu dòng" if found["dash"] == "-" else message
        return Clue(found.start("dash"), found.end("dash"), message, "viết: - khóa: giá trị")
    return None


def _list_clue(found: re.Match[str]) -> Clue | None:
    """A value in brackets that does not close, or closes too early; it may be a name that begins with a bracket."""
    closing = "]" if found["open"] == "[" else "}"
    rest, opened = found["rest"], found.start("open")
    hint = f"viết: {found['key']}: [a, b]; nếu là một giá trị bắt đầu bằng «{found['open']}» thì đặt trong ngoặc kép"
    content, _, comment = rest.partition(" #")
    if closing not in content:
        why = "dấu # mở đầu ghi chú nên không thấy" if comment else "thiếu"
        return Clue(opened, opened + 1, f"{why} ngoặc «{closing}» đóng", hint)
    after = content.partition(closing)[2].strip()
    if after:
        at = found.start("rest") + content.index(closing) + 1
        return Clue(at, at + 1, f"còn chữ sau ngoặc «{closing}» đóng", hint)
    if re.search(r",[ ]*,", content):
        at = found.start("rest") + content.index(",")
        return Clue(at, at + 1, "hai dấu phẩy liền nhau", "bỏ một dấu phẩy")
    return None


def _match(pattern: str, text: str, start: int) -> re.Match[str] | None:
    return re.compile(pattern, re.MULTILINE).match(text, start)
