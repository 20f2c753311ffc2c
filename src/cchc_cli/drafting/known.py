"""What is known before a form is merged: the log of its year, and where every lead stands with all that is in it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Plan, Row
from cchc_cli.model.progress import ProgressLog
from cchc_cli.standing import LeadStanding, Moment, Standings, stand
from cchc_cli.succession import lines_of


@dataclass(frozen=True)
class Known:
    """What is known before anything is written on a day: the catalogue, and where every lead stands.

    Every update in the log counts for that, also those dated ahead.
    """

    catalogue: Catalogue
    plan: Plan
    day: date

    @cached_property
    def standings(self) -> Standings:
        """Where the leads stand as printed."""
        return self._stand(None)

    @cached_property
    def answered(self) -> Standings:
        """Where those stand who answer for the leads on the day."""
        return self._stand(self.day)

    def _stand(self, answering_on: date | None) -> Standings:
        moment = Moment(date.max, self.plan.year, self.catalogue.settings, answering_on=answering_on)
        return stand(self.catalogue, self.plan, moment)

    def log(self, agency: str) -> ProgressLog | None:
        """The log of an agency in the plan's year."""
        return self.catalogue.log(self.plan.year, agency)

    def lead(self, row: Row, agency: str) -> LeadStanding | None:
        """Where the lead stands for which an agency answers, or once answered; after a split its own part of it."""
        standing = self.standings.by_code.get(row.code)
        if standing is None:
            return None
        if agency in row.leads:
            return standing.lead(agency)
        if given := self.answered.by_code[row.code].given_by(agency):
            return given
        for lead in standing.leads:
            lines = lines_of(row, lead.agency, date.max, self.catalogue.by_id)
            if any(term.agency == agency for line in lines for term in line):
                return lead
        return None
