"""The colours of states and figures, the same in every kind of document. None of them says what no word says too."""

from cchc_cli.model.states import Status
from cchc_cli.reports.parts import Tone

STATES = {
    Status.DONE: "2E7D32",
    Status.IN_PROGRESS: "1E88E5",
    Status.NOT_STARTED: "90A4AE",
    Status.NOT_MET: "C62828",
    Status.NOT_APPLICABLE: "CFD8DC",
    Status.NO_REPORT: "F9A825",
}
LATE = "AD1457"
DARK, LIGHT = "212121", "FFFFFF"
TONES = {Tone.PLAIN: "1F3864", Tone.GOOD: "2E7D32", Tone.WARNING: "B26A00", Tone.BAD: "C62828"}

_SERIES = {status.value: colour for status, colour in STATES.items()} | {"late": LATE, "expected": "616161"}
_USUAL = "1E88E5"


def readable_on(colour: str) -> str:
    """The colour of a text on this one: dark or light, whichever stands out more."""
    lightness = _lightness(colour)
    return LIGHT if 1.05 / (lightness + 0.05) > (lightness + 0.05) / (_lightness(DARK) + 0.05) else DARK


def _lightness(colour: str) -> float:
    """The relative luminance of a colour. Source: WCAG 2.2."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def series_colour(key: str) -> str:
    """The colour of a chart's series: that of the state which its column counts, where it counts one."""
    return _SERIES.get(key, _USUAL)
