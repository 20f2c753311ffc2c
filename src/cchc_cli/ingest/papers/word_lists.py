"""The numbers that Word puts before the paragraphs of a list, which its file does not hold (ECMA-376 part 1, 17.9)."""

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element

from cchc_cli.ingest.papers.word_styles import Styles
from cchc_cli.ingest.papers.word_xml import is_on, number, value

_LEVELS = 9
_LARGEST = 100_000
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
)


class _Level(NamedTuple):
    start: int = 1
    form: str = "decimal"
    text: str = ""
    restarts_after: int | None = None  # the level, from 1, after which it begins anew; 0 never, None any above
    is_decimal: bool = False  # all its numbers in Arabic figures
    style: str = ""


class _List(NamedTuple):
    """One use of a list: whose numbers it counts on, its levels, and those at which it begins anew."""

    counted_as: str
    levels: dict[int, _Level]
    begins: dict[int, int]


class Lists:
    """The lists of a document, counting as its paragraphs go by."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract = {one.get("abstractNumId", ""): one for one in _all(root, "abstractNum")}
        self._uses = {one.get("numId", ""): one for one in _all(root, "num")}
        self._known: dict[str, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, paragraph: Element | None) -> str:
        """What stands before the next paragraph, given its properties; empty outside of lists, and for bullets."""
        place = self._styles.list_place(paragraph)
        found = self._list(place.list_id) if place is not None else None
        if place is None or found is None:
            return ""
        level = place.level if place.level is not None else self._level_of_style(found, paragraph)
        level = min(max(level, 0), _LEVELS - 1)
        counts = self._counts.setdefault(found.counted_as, {})
        self._count(counts, place.list_id, found, level)
        return _label(found.levels, counts, level)

    def _count(self, counts: dict[int, int], list_id: str, found: _List, level: int) -> None:
        start = found.levels.get(level, _Level()).start
        if level in found.begins and (list_id, level) not in self._begun:
            self._begun.add((list_id, level))
            counts[level] = found.begins[level]
        else:
            counts[level] = min(counts.get(level, start - 1) + 1, _LARGEST)
        for deeper in [one for one in counts if one > level]:
            after = found.levels.get(deeper, _Level()).restarts_after
            if after is None or (after != 0 and level < after):
                del counts[deeper]

    def _level_of_style(self, found: _List, paragraph: Element | None) -> int:
        names = self._styles.names_of(paragraph)
        return next((level for level, one in found.levels.items() if one.style and one.style in names), 0)

    def _list(self, list_id: str) -> _List | None:
        if list_id not in self._known:
            self._known[list_id] = self._read(list_id)
        return self._known[list_id]

    def _read(self, list_id: str) -> _List | None:
        use = self._uses.get(list_id)
        abstract_id = value(use, "abstractNumId") or ""
        abstract = self._abstract.get(abstract_id)
        if use is None or abstract is None:
            return None
        linked = self._styles.list_place_of_style(value(abstract, "numStyleLink"))
        if linked is not None and abstract.find("lvl") is None:
            abstract_id = value(self._uses.get(linked.list_id), "abstractNumId") or ""
            abstract = self._abstract.get(abstract_id, abstract)
        levels = dict(map(_level, abstract.findall("lvl")))
        begins: dict[int, int] = {}
        for override in use.findall("lvlOverride"):
            at = number(override.get("ilvl")) or 0
            own = override.find("lvl")
            if own is not None:
                levels[at] = _level(own)[1]
            start = number(value(override, "startOverride"))
            if start is not None:
                begins[at] = start
        return _List(abstract_id, levels, begins)


def _all(root: Element | None, name: str) -> list[Element]:
    return root.findall(name) if root is not None else []


def _level(element: Element) -> tuple[int, _Level]:
    start = number(value(element, "start"))
    is_unseen = is_on(element, "rPr/vanish")
    return number(element.get("ilvl")) or 0, _Level(
        1 if start is None else start,
        value(element, "numFmt") or value(element, "AlternateContent/Choice/numFmt") or "decimal",
        "" if is_unseen else value(element, "lvlText") or "",
        number(value(element, "lvlRestart")),
        is_on(element, "isLgl"),
        value(element, "pStyle") or "",
    )


def _label(levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
    own = levels.get(level, _Level())
    if own.form == "bullet":
        return ""

    def counted(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        one = levels.get(at, _Level())
        form = "decimal" if own.is_decimal and one.form != "none" else one.form
        return _figure(counts.get(at, one.start), form)

    return re.sub("%([1-9])", counted, own.text).strip()


def _figure(count: int, form: str) -> str:
    if form in ("none", "bullet"):
        return ""
    if form in ("upperRoman", "lowerRoman") and 0 < count < 4000:
        return _cased(_roman(count), form)
    if form in ("upperLetter", "lowerLetter") and 0 < count <= 26 * _LEVELS:
        return _cased(chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1), form)
    return f"{count:02}" if form == "decimalZero" else str(count)


def _cased(text: str, form: str) -> str:
    return text.lower() if form.startswith("lower") else text


def _roman(count: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        text += letters * (count // worth)
        count %= worth
    return text
