"""Everything a data home holds, typed and resolved."""

from dataclasses import dataclass, field
from functools import cached_property

from cchc_cli.model.agency import Agency
from cchc_cli.model.plan import Plan
from cchc_cli.model.progress import ProgressLog
from cchc_cli.model.settings import Settings


@dataclass(frozen=True)
class Catalogue:
    """The agencies, plans and progress of one data home. Plans are in the order of their years."""

    agencies: tuple[Agency, ...] = ()
    plans: tuple[Plan, ...] = ()
    logs: tuple[ProgressLog, ...] = ()
    settings: Settings = field(default_factory=Settings.model_construct)

    @cached_property
    def by_id(self) -> dict[str, Agency]:
        """The agencies by id, in the order of the data; the first of a repeated id."""
        found: dict[str, Agency] = {}
        for agency in self.agencies:
            found.setdefault(agency.id, agency)
        return found

    def plan(self, year: int) -> Plan | None:
        """The plan of a year."""
        return next((plan for plan in self.plans if plan.year == year), None)

    @cached_property
    def _log_by_key(self) -> dict[tuple[int, str], ProgressLog]:
        return {(log.year, log.agency): log for log in reversed(self.logs)}

    def log(self, year: int, agency: str) -> ProgressLog | None:
        """The log of an agency in a year; the first of a repeated one."""
        return self._log_by_key.get((year, agency))

    def name_of(self, agency_id: str) -> str:
        """The name of an agency, or its id where it is not known."""
        agency = self.by_id.get(agency_id)
        return agency.name if agency and agency.name else agency_id

    def short_name_of(self, agency_id: str) -> str:
        """The short name of an agency, or its id where it is not known."""
        agency = self.by_id.get(agency_id)
        return agency.short_name if agency else agency_id

    def names_of(self, agency_ids: tuple[str, ...]) -> str:
        """The names of several agencies as people read them."""
        return "; ".join(self.name_of(agency_id) for agency_id in agency_ids)
