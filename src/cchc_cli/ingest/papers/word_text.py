"""The text of a paragraph of a Word document as it is read once every tracked change is accepted."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from cchc_cli.ingest.papers.word_lists import Lists
from cchc_cli.ingest.papers.word_styles import Styles
from cchc_cli.ingest.papers.word_xml import chosen, is_blank_control, is_on, number, value

PAGE = "\f"  # where a page begins within a text; XML cannot hold it, so that it is never part of one

_UNREAD = frozenset(
    ("pPr", "rPr", "sdtPr", "sdtEndPr", "fldData", "ffData", "instrText", "delText", "delInstrText", "rt", "rubyPr")
)
_DELETED = frozenset(("del", "moveFrom"))
_INSERTED = frozenset(("ins", "moveTo"))
_DRAWN = frozenset(("drawing", "pict", "object"))
_SIGNS = {
    "tab": " ",
    "ptab": " ",
    "cr": "\n",
    "noBreakHyphen": "-",
    "softHyphen": "",
    "lastRenderedPageBreak": PAGE,
}
_PICTURE_FONTS = ("symbol", "wingdings", "webdings", "zapf", "marlett")
_OLD_FONTS = (".vn", "vni-")
_PRIVATE = range(0xF000, 0xF100)  # where fonts of signs put their 256 characters


class Paragraph(NamedTuple):
    """What a paragraph says: its number in a list, its text, the text boxes that hang on it.

    `joins_next` where its end was deleted, so that the next one goes on with it. `old_text` are its letters in a font
    of the time before Unicode, which `old_font` names.
    """

    label: str
    text: str
    boxes: tuple[Element, ...] = ()
    joins_next: bool = False
    is_changed: bool = False
    old_text: str = ""
    old_font: str = ""

    @property
    def whole(self) -> str:
        """Number and text; a page that begins with the paragraph begins before its number."""
        if not self.label:
            return self.text
        bare = self.text.lstrip(f"{PAGE} ")
        page = PAGE if PAGE in self.text[: len(self.text) - len(bare)] else ""
        return f"{page}{self.label} {bare}"


def read_paragraph(element: Element, styles: Styles, lists: Lists) -> Paragraph:
    """The paragraph, which counts in its list."""
    properties = element.find("pPr")
    walk = _Walk(styles, properties)
    walk.read(element)
    mark = properties.find("rPr") if properties is not None else None
    is_joined = mark is not None and any(mark.find(name) is not None for name in _DELETED)
    is_added = mark is not None and any(mark.find(name) is not None for name in _INSERTED)
    label = "" if is_joined else lists.label(properties)
    before, after = _breaks_around(properties)
    return Paragraph(
        label,
        before + "".join(walk.texts) + after,
        tuple(walk.boxes),
        is_joined,
        walk.is_changed or is_joined or is_added,
        "".join(walk.old_texts),
        walk.old_font,
    )


def _breaks_around(properties: Element | None) -> tuple[str, str]:
    """The page breaks that a paragraph's properties set before it and, where a section ends with it, after it."""
    before = PAGE if is_on(properties, "pageBreakBefore") else ""
    section = properties.find("sectPr") if properties is not None else None
    is_new_page = section is not None and value(section, "type") not in ("continuous", "nextColumn")
    return before, PAGE if is_new_page else ""


def joined(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs, those whose end was deleted together with what they run into."""
    open_: Paragraph | None = None
    for one in paragraphs:
        whole = one if open_ is None else _together(open_, one)
        open_ = whole if whole.joins_next else None
        if open_ is None:
            yield whole
    if open_ is not None:
        yield open_


def _together(first: Paragraph, second: Paragraph) -> Paragraph:
    return second._replace(
        text=first.text + second.text,
        boxes=first.boxes + second.boxes,
        is_changed=True,
        old_text=first.old_text + second.old_text,
        old_font=first.old_font or second.old_font,
    )


class _Walk:
    """Goes through what a paragraph holds and keeps what is read of it."""

    def __init__(self, styles: Styles, paragraph: Element | None) -> None:
        self.texts: list[str] = []
        self.boxes: list[Element] = []
        self.is_changed = False
        self.old_texts: list[str] = []
        self.old_font = ""
        self._styles, self._paragraph = styles, paragraph
        self._run: Element | None = None
        self._fields: list[bool] = []  # of each field that is open whether its result has begun

    def read(self, element: Element) -> None:
        for child in element:
            self._read_child(child)

    def _read_child(self, child: Element) -> None:
        name = child.tag
        if name in _DELETED:
            self.is_changed = True
        elif name == "fldChar":
            self._pass_field(child)
        elif name == "t" or name in _SIGNS or name in ("br", "sym"):
            self._add(_text_of(child))
        elif name == "AlternateContent":
            branch = chosen(child)
            if branch is not None:
                self.read(branch)
        elif name in _DRAWN:
            self.boxes += _boxes(child)
        elif name == "r":
            self._read_run(child)
        elif name not in _UNREAD and not is_blank_control(child):
            self.is_changed |= name in _INSERTED
            self.read(child)

    def _read_run(self, run: Element) -> None:
        properties = run.find("rPr")
        if not is_on(properties, "vanish"):
            outer, self._run = self._run, properties
            self.read(run)
            self._run = outer

    def _pass_field(self, mark: Element) -> None:
        kind = mark.get("fldCharType")
        if kind == "begin":
            self._add(_choice_of_form(mark))
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _add(self, text: str) -> None:
        if not all(self._fields):
            return
        self.texts.append(text)
        if not text.isascii():
            font = self._styles.font(self._run, self._paragraph)
            if font.lower().startswith(_OLD_FONTS):
                self.old_texts.append(text)
                self.old_font = font


def _text_of(element: Element) -> str:
    if element.tag == "t":
        return element.text or ""
    if element.tag == "br":
        return PAGE if element.get("type") == "page" else "\n"
    if element.tag != "sym":
        return _SIGNS[element.tag]
    try:
        sign = int(element.get("char", ""), 16)
    except ValueError:
        return ""
    if (element.get("font") or "").lower().startswith(_PICTURE_FONTS):
        return ""
    sign = sign & 0xFF if sign in _PRIVATE else sign
    return chr(sign) if 0x20 <= sign < 0xD800 else ""


def _choice_of_form(mark: Element) -> str:
    """What is chosen in a drop-down field of the kind before content controls, which has no text of its own."""
    choices = mark.find("ffData/ddList")
    if choices is None:
        return ""
    entries = [entry.get("val") or "" for entry in choices.findall("listEntry")]
    at = number(value(choices, "result") or value(choices, "default")) or 0
    return entries[at] if 0 <= at < len(entries) else ""


def _boxes(drawn: Element) -> list[Element]:
    """The text boxes of a drawing, each once, those within others left to them."""
    found: list[Element] = []
    waiting = list(drawn)[::-1]
    while waiting:
        one = waiting.pop()
        if one.tag == "txbxContent":
            found.append(one)
        elif one.tag == "AlternateContent":
            branch = chosen(one)
            waiting += [branch] if branch is not None else []
        else:
            waiting += list(one)[::-1]
    return found
