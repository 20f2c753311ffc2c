"""Names that Excel accepts for sheets."""

from collections.abc import Iterable
import re

from cchc_cli.text import clean

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST = 31
_RESERVED = ("history",)


def sheet_names(wanted: Iterable[str]) -> tuple[str, ...]:
    """A name for each sheet: without what Excel forbids, at most 31 letters, each one once whatever its case."""
    taken: set[str] = set()
    names = []
    for text in wanted:
        bare = _FORBIDDEN.sub("-", " ".join(clean(text).split())).strip().strip("'").strip() or "Trang"
        name, number = bare[:_LONGEST].rstrip(), 1
        while name.casefold() in taken or name.casefold() in _RESERVED:
            number += 1
            suffix = f" ({number})"
            name = f"{bare[: _LONGEST - len(suffix)].rstrip()}{suffix}"
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)
