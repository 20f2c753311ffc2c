"""Which agency of one catalogue is which of another."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Row
from cchc_cli.succession import Agencies, living
from cchc_cli.text import spelling_key


class Ties(NamedTuple):
    """The agencies of two sides: all of them by id, and those that bear another id on the side before."""

    agencies: Agencies
    ids: Mapping[str, str]

    def translated(self, row: Row) -> Row:
        """A row of the side before with its agencies as the side after calls them."""
        if not self.ids:
            return row
        return replace(row, leads=self._translated(row.leads), support=self._translated(row.support))

    def _translated(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.ids.get(one, one) for one in ids)

    def is_succession(self, before: Row, after: Row) -> bool:
        """Whether the leads after are just those who had taken over from the leads before, on some day."""
        days = {agency.until for agency in self.agencies.values() if agency.until is not None}
        return any(
            {heir for lead in before.leads for heir in living(lead, code, day, self.agencies)} == set(after.leads)
            for day in sorted(days)
            for code in {before.code, after.code}
        )


NO_TIES = Ties({}, {})


def ties_between(before: Catalogue, after: Catalogue) -> Ties:
    """The ties of two catalogues: an agency is the same by its name, else by its id."""
    if before is after:
        return Ties(after.by_id, {})
    by_name = {spelling_key(agency.name): agency.id for agency in after.agencies}
    named = ((agency.id, by_name.get(spelling_key(agency.name), agency.id)) for agency in before.agencies)
    ids = {old: new for old, new in named if old != new}
    agencies = {ids.get(key, key): agency for key, agency in before.by_id.items()}
    return Ties({**agencies, **after.by_id}, ids)
