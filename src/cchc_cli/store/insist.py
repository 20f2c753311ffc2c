"""What another program hinders for a moment only."""

from collections.abc import Callable
import time
from typing import TypeVar

Result = TypeVar("Result")

_PAUSES = (0.02, 0.05, 0.1, 0.2)


def insist(act: Callable[[], Result]) -> Result:
    """What the act comes to, tried again for a moment where it is not permitted.

    On Windows a file that another program reads, scans or is just deleting can neither be replaced nor made anew.
    Raises OSError.
    """
    for pause in _PAUSES:
        try:
            return act()
        except PermissionError:
            time.sleep(pause)
    return act()
