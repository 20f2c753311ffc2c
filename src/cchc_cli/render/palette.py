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
TONES = {Tone.PLAIN: "1F3864", Tone.GOOD: "2E7D32", Tone.WARNING: "B26A00", Tone.BAD: "C62828"}

_SERIES = {status.value: colour for status, colour in STATES.items()} | {"late": LATE, "expected": "616161"}
_USUAL = "1E88E5"


def series_colour(key: str) -> str:
    """The colour of a chart's series: that of the state which its column counts, where it counts one."""
    return _SERIES.get(key, _USUAL)
