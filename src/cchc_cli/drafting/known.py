"""What is known before a form is merged: the log of its year, and where every lead stands with all that is in it."""

from datetime import date
from typing import NamedTuple

from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Plan, Row
from cchc_cli.model.progress import ProgressLog
from cchc_cli.standing import LeadStanding, Moment, Standings, stand
from cchc_cli.succession import lines_of


class Known(NamedTuple):
    """What is known before anything is written: the catalogue, and where every lead stands with all that is logged."""

    catalogue: Catalogue
    plan: Plan
    standings: Standings

    def log(self, agency: str) -> ProgressLog | None:
        """The log of an agency in the plan's year."""
        return self.catalogue.log(self.plan.year, agency)

    def lead(self, row: Row, agency: str) -> LeadStanding | None:
        """Where the lead stands for which an agency answers, or once answered."""
        standing = self.standings.by_code.get(row.code)
        if standing is None:
            return None
        day, agencies = self.standings.moment.day, self.catalogue.by_id
        for lead in standing.leads:
            lines = lines_of(row, lead.agency, day, agencies)
            if lead.agency == agency or any(term.agency == agency for line in lines for term in line):
                return lead
        return None


def known_of(catalogue: Catalogue, plan: Plan) -> Known:
    """What is known of a plan with every update in its log, also those dated ahead."""
    return Known(catalogue, plan, stand(catalogue, plan, Moment(date.max, plan.year, catalogue.settings)))
