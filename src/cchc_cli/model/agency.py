"""Agencies as `agencies.yaml` holds them."""

from datetime import date

from pydantic import Field

from cchc_cli.model.fields import AgencyId, AgencyIds, Day, Members, RowCode, Text, Texts
from cchc_cli.model.written import Written


class Contact(Written):
    """Whom to turn to in an agency."""

    person: Text | None = None
    phone: Text | None = None
    email: Text | None = None


class Agency(Written):
    """One agency. `until` is the first day on which it no longer exists; `answers` decides rows after a split."""

    id: AgencyId
    name: Text
    short: Text | None = None
    aliases: Texts | None = None
    kind: Text | None = None
    official_code: Text | None = None
    contact: Contact | None = None
    from_day: Day | None = Field(default=None, alias="from")
    until: Day | None = None
    successors: AgencyIds | None = None
    answers: dict[RowCode, AgencyId] | None = None
    members: Members | None = None

    def has_ended(self, day: date) -> bool:
        """Whether the agency no longer exists on this day."""
        return self.until is not None and self.until <= day

    @property
    def is_group(self) -> bool:
        """Whether this is a group of agencies, which reports as one."""
        return self.members is not None

    @property
    def short_name(self) -> str:
        """The short name, or the name where there is none."""
        return self.short or self.name
