"""Where every row and lead stands on a day, and how that adds up."""

from cchc_cli.standing.answers import answered_agencies, asked_agencies, asked_period
from cchc_cli.standing.deadlines import Deadline, open_deadlines
from cchc_cli.standing.moment import Moment, default_year
from cchc_cli.standing.states import LeadStanding, RowStanding, Standings, stand
from cchc_cli.standing.tally import NO_SHARE, Tally, percent_text, share, tally

__all__ = [
    "NO_SHARE",
    "Deadline",
    "LeadStanding",
    "Moment",
    "RowStanding",
    "Standings",
    "Tally",
    "answered_agencies",
    "asked_agencies",
    "asked_period",
    "default_year",
    "open_deadlines",
    "percent_text",
    "share",
    "stand",
    "tally",
]
