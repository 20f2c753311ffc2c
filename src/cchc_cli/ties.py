"""Why a row stands in an agency's list: it answers for it, took it over, was its lead once, or is in a group of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from cchc_cli.model.agency import Agency
from cchc_cli.model.plan import Row
from cchc_cli.succession import Agencies, answering, living


class TieKind(Enum):
    """How an agency comes to a row."""

    OWN = "own"
    SUCCESSOR = "successor"
    UNTIL_DECISION = "until_decision"
    UNSUCCEEDED = "unsucceeded"
    FORMER = "former"
    MEMBER = "member"


class Tie(NamedTuple):
    """One reason why a row stands in the list of an agency.

    `of` is the agency that the row names: itself, the one it took over from (or will hand over to), or its group;
    `answers` are who answers for that one. `is_lead` is False where that one only supports.
    """

    kind: TieKind
    agency: str
    of: str
    answers: tuple[str, ...]
    is_lead: bool = True

    @property
    def is_own(self) -> bool:
        """Whether the row counts for the agency: it answers for it itself."""
        return self.kind not in (TieKind.FORMER, TieKind.MEMBER)


@dataclass(frozen=True)
class Roster:
    """The agencies on a day. With `is_current` rows are told by who answers then, else by the leads as printed."""

    agencies: Agencies
    day: date
    is_current: bool = False

    @cached_property
    def members(self) -> dict[str, tuple[str, ...]]:
        """The agencies of every group, also of groups within it, by the group's id."""
        return {one.id: tuple(_members(one, self)) for one in self.agencies.values() if one.is_group}

    @cached_property
    def ended(self) -> tuple[str, ...]:
        """The agencies that no longer exist."""
        return tuple(one.id for one in self.agencies.values() if one.has_ended(self.day))

    def answers(self, row: Row, lead: str) -> tuple[str, ...]:
        """By whom a printed lead is told."""
        return answering(row, lead, self.day, self.agencies) if self.is_current else (lead,)

    def support(self, row: Row, agency: str) -> tuple[str, ...]:
        """By whom an agency that supports a row is told."""
        return living(agency, row.code, self.day, self.agencies) if self.is_current else (agency,)

    def is_member(self, agency: str, group: str, code: str) -> bool:
        """Whether an agency stands as a member of a group; told by who answers, also in the place of one that ended."""
        members = self.members.get(group, ())
        if not self.is_current:
            return agency in members
        return any(agency in living(one, code, self.day, self.agencies) for one in members)


def _members(group: Agency, roster: Roster) -> Iterator[str]:
    """The agencies of a group, each once; a group within it is opened, once, so that no loop is endless."""
    seen, ahead = set[str](), [group]
    while ahead:
        one = ahead.pop()
        if one.id in seen:
            continue
        seen.add(one.id)
        if not one.is_group:
            yield one.id
        elif isinstance(one.members, str):
            ahead += reversed([other for other in roster.agencies.values() if _is_living(other, roster.day)])
        else:
            ahead += (roster.agencies[other] for other in reversed(one.members or ()) if other in roster.agencies)


def _is_living(agency: Agency, day: date) -> bool:
    """Whether an agency, which is no group, exists on the day."""
    has_begun = agency.from_day is None or agency.from_day <= day
    return not agency.is_group and has_begun and not agency.has_ended(day)


def ties_of(row: Row, printed: Iterable[str], agency: str, roster: Roster) -> tuple[Tie, ...]:
    """Why a row stands in an agency's list, `printed` being its leads as printed; nothing where it does not.

    Who answers for a row itself stands there for that alone, not for being in a group of it too.
    """
    as_lead = (_tie(row, lead, roster.answers(row, lead), agency, roster) for lead in printed)
    as_support = (_tie(row, one, roster.support(row, one), agency, roster) for one in row.support)
    lead_ties = tuple(tie for tie in as_lead if tie is not None)
    if any(tie.is_own for tie in lead_ties):
        lead_ties = tuple(tie for tie in lead_ties if tie.kind is not TieKind.MEMBER)
    return (*lead_ties, *(tie._replace(is_lead=False) for tie in as_support if tie is not None))


def _tie(row: Row, named: str, answers: tuple[str, ...], agency: str, roster: Roster) -> Tie | None:
    """How an agency comes to a row that names `named`, for which `answers` are told; None where it does not."""
    if agency in answers:
        return Tie(_answering_kind(row, named, agency, roster), agency, named, answers)
    if agency == named and agency in roster.ended:
        return Tie(TieKind.FORMER, agency, named, answers)
    groups = (one for one in answers if roster.is_member(agency, one, row.code))
    return next((Tie(TieKind.MEMBER, agency, group, (group,)) for group in groups), None)


def _answering_kind(row: Row, named: str, agency: str, roster: Roster) -> TieKind:
    if agency == named:
        return TieKind.UNSUCCEEDED if roster.is_current and agency in roster.ended else TieKind.OWN
    is_heir = agency in living(named, row.code, roster.day, roster.agencies)
    return TieKind.SUCCESSOR if is_heir else TieKind.UNTIL_DECISION


def groups_over(row: Row, agency: str, day: date, agencies: Agencies) -> tuple[str, ...]:
    """The groups that lead a row and hold the agency: they report on it, their members do not."""
    roster = Roster(agencies, day)
    return tuple(lead for lead in row.leads if roster.is_member(agency, lead, row.code))
