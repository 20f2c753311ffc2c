"""Which file of a data home holds what."""

from enum import Enum
import re


class Kind(Enum):
    """What a file of the data home holds."""

    AGENCIES = "agencies"
    PLAN = "plan"
    SETTINGS = "settings"
    PROGRESS = "progress"


_PLAN = re.compile(r"criteria[^/]*\.yaml")
_PROGRESS = re.compile(r"progress/[^/]+/[^/]+\.yaml")


def kind_of(file: str) -> Kind | None:
    """What the file at this path below the data home holds; None where nothing reads it."""
    if file == "agencies.yaml":
        return Kind.AGENCIES
    if file == "settings.yaml":
        return Kind.SETTINGS
    if _PLAN.fullmatch(file):
        return Kind.PLAN
    if _PROGRESS.fullmatch(file):
        return Kind.PROGRESS
    return None
