"""What the styles of a Word document say of paragraphs: the font of their letters, the list that they belong to."""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from cchc_cli.ingest.papers.word_xml import number, value

_MOST_BASES = 20


class ListPlace(NamedTuple):
    """The list that a paragraph belongs to, and its level in it from 0; of a style no level may be said."""

    list_id: str
    level: int | None = None


def list_place(properties: Element | None) -> ListPlace | None:
    """What the properties of a paragraph or style say of a list; None where they say nothing."""
    list_id, level = value(properties, "numPr/numId"), number(value(properties, "numPr/ilvl"))
    return ListPlace(list_id or "", level) if list_id is not None or level is not None else None


def font_of(properties: Element | None) -> str | None:
    """The font, or place in the theme, that the properties of a run or style name for its letters."""
    names = (value(properties, "rFonts", name) for name in ("ascii", "asciiTheme", "hAnsi"))
    return next((name for name in names if name), None)


class Styles:
    """The styles of a document by id, each leaning on the one it is based on."""

    def __init__(self, root: Element | None) -> None:
        styles = root.findall("style") if root is not None else []
        self._by_id = {style.get("styleId", ""): style for style in styles}
        self._default = next((one.get("styleId", "") for one in styles if _is_default_of_paragraphs(one)), "")
        self._font = font_of(root.find("docDefaults/rPrDefault/rPr")) if root is not None else None

    def font(self, run: Element | None, paragraph: Element | None) -> str:
        """The font of a run with these properties in a paragraph with those."""
        said = font_of(run) or self._font_of_style(value(run, "rStyle"))
        return said or self._font_of_style(self._style_of(paragraph)) or self._font or ""

    def list_place(self, paragraph: Element | None) -> ListPlace | None:
        """The list of a paragraph by its own properties, else by its style."""
        own = list_place(paragraph)
        if own is not None and own.list_id:
            return own
        from_style = self.list_place_of_style(self._style_of(paragraph))
        return from_style._replace(level=own.level) if own is not None and from_style is not None else from_style

    def list_place_of_style(self, style: str | None) -> ListPlace | None:
        """The list that a style puts its paragraphs in."""
        places = (list_place(one.find("pPr")) for one in self._with_bases(style))
        found = [place for place in places if place is not None]
        list_id = next((place.list_id for place in found if place.list_id), "")
        level = next((place.level for place in found if place.level is not None), None)
        return ListPlace(list_id, level) if list_id else None

    def names_of(self, paragraph: Element | None) -> tuple[str, ...]:
        """The ids of a paragraph's style and of those it is based on."""
        return tuple(one.get("styleId", "") for one in self._with_bases(self._style_of(paragraph)))

    def _style_of(self, paragraph: Element | None) -> str:
        return value(paragraph, "pStyle") or self._default

    def _font_of_style(self, style: str | None) -> str | None:
        fonts = (font_of(one.find("rPr")) for one in self._with_bases(style))
        return next((font for font in fonts if font), None)

    def _with_bases(self, style: str | None) -> Iterator[Element]:
        for _ in range(_MOST_BASES):
            found = self._by_id.get(style or "")
            if found is None:
                return
            yield found
            style = value(found, "basedOn")


def _is_default_of_paragraphs(style: Element) -> bool:
    return style.get("type") == "paragraph" and style.get("default") in ("1", "true", "on")
