"""Where every row and lead stands on a day, and how that adds up."""

from cchc_cli.standing.moment import Moment, default_year
from cchc_cli.standing.rows import LeadStanding, RowStanding, Standings
from cchc_cli.standing.states import stand
from cchc_cli.standing.tally import NO_SHARE, Tally, percent_text, share, tally

__all__ = [
    "NO_SHARE",
    "LeadStanding",
    "Moment",
    "RowStanding",
    "Standings",
    "Tally",
    "default_year",
    "percent_text",
    "share",
    "stand",
    "tally",
]
