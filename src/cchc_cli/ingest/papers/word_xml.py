"""The XML of a Word document, without its namespaces: `w:p` is p, its `w:val` val (ECMA-376 part 1, chapter 17)."""

from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_OFF = ("0", "false", "off", "none")
_WRAPPERS = frozenset(("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))


def parse(content: bytes) -> Element:
    """The root. Raises ParseError; whoever calls has refused declarations of entities."""
    root = ElementTree.fromstring(content)
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        element.attrib = {name.rpartition("}")[2]: value for name, value in element.attrib.items()}
    return root


def value(element: Element | None, path: str, name: str = "val") -> str | None:
    """An attribute of the element at a path below; None where there is none."""
    found = element.find(path) if element is not None else None
    return found.get(name) if found is not None else None


def number(text: str | None) -> int | None:
    """The whole number that an attribute says; None where it says none."""
    return int(text) if text is not None and len(text) < 10 and text.strip().lstrip("-").isdecimal() else None


def is_on(element: Element | None, path: str) -> bool:
    """Whether a switch is set: it is there, and not turned off."""
    found = element.find(path) if element is not None else None
    return found is not None and found.get("val", "on").lower() not in _OFF


def is_blank_control(element: Element) -> bool:
    """Whether this is a content control that still shows what to do with it, as «Choose an item.»."""
    return element.tag == "sdt" and is_on(element, "sdtPr/showingPlcHdr")


def chosen(alternatives: Element) -> Element | None:
    """Of the same thing written for several programs the first that holds text."""
    return next((one for one in alternatives if one.find(".//t") is not None), None)


def inside(container: Element, names: tuple[str, ...], *, is_blank: bool = False) -> Iterator[tuple[Element, bool]]:
    """The elements of these names that a container holds, through whatever wraps them, in order.

    With each whether it stands in a content control that nobody filled in. What was deleted is not among them.
    """
    for child in container:
        if child.tag in names:
            yield child, is_blank
        elif child.tag == "AlternateContent":
            branch = chosen(child)
            if branch is not None:
                yield from inside(branch, names, is_blank=is_blank)
        elif child.tag in _WRAPPERS:
            yield from inside(child, names, is_blank=is_blank or is_blank_control(child))
