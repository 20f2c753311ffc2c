"""The plan of the next year begun from the last one: its rows, led by who answers now, with dates a year on."""

from collections.abc import Iterator
from datetime import date
from enum import Enum
import re
from typing import Any, NamedTuple

from cchc_cli.drafting.new_plan import NewPlan, NewRow
from cchc_cli.model.due import parse_due
from cchc_cli.model.plan import Plan, PlanHead, Row, WrittenRow
from cchc_cli.model.states import Basis
from cchc_cli.succession import Agencies, answering, living

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_LEAP_DAY = re.compile(r"(?<!\d)(?:(\d{4}-0?2-)29|29([/.-]0?2[/.-]\d{4}))(?!\d)")


class Point(Enum):
    """What a person should look at in a plan begun from the last one."""

    HEAD = "head"
    CARRIED = "carried"
    UNDECIDED = "undecided"
    ENDED = "ended"
    SUPPORT = "support"
    DUE = "due"
    DUE_KEPT = "due_kept"
    OLD_YEAR = "old_year"
    INFERRED = "inferred"
    UNNAMED = "unnamed"
    DECIDED = "decided"

    @property
    def label(self) -> str:
        """What it is, in Vietnamese."""
        return _LABELS[self]


_LABELS = {
    Point.HEAD: "tiêu đề, số, ngày ban hành để trống",
    Point.CARRIED: "chủ trì chuyển cho cơ quan kế thừa",
    Point.UNDECIDED: "nhiều cơ quan kế thừa, chưa quyết định",
    Point.ENDED: "đã thôi hoạt động, chưa ghi cơ quan tiếp nhận",
    Point.SUPPORT: "phối hợp chuyển cho cơ quan kế thừa",
    Point.DUE: "thời hạn dời sang năm mới",
    Point.DUE_KEPT: "thời hạn không có năm, giữ nguyên",
    Point.OLD_YEAR: "chữ còn ghi năm trước",
    Point.INFERRED: "chủ trì suy ra từ văn bản năm trước",
    Point.UNNAMED: "dòng không có trong văn bản năm trước",
    Point.DECIDED: "quyết định đổi chủ trì của năm trước bỏ lại",
}


class ToCheck(NamedTuple):
    """One thing to look at: the row's code and name, None for the plan's head; what it was and what it is now."""

    point: Point
    code: str | None
    name: str | None
    before: str = ""
    after: str = ""


def begin_year(plan: Plan, year: int, day: date, agencies: Agencies) -> tuple[NewPlan, tuple[ToCheck, ...]]:
    """The plan of a year from one before it, led by who answers on the day, and what to look at in it.

    Progress, decisions and what the old document says of itself stay behind; codes, names, points and notes come along.
    """
    moving = _Moving(plan.year, year, day, agencies)
    head = plan.head
    given = {"title": None, "number": None, "issuer": head.issuer, "set": head.set, "due": moving.moved(head.due)}
    moving.found.append(ToCheck(Point.HEAD, None, None, head.title or ""))
    if given["due"] != head.due:
        moving.found.append(ToCheck(Point.DUE, None, None, head.due or "", given["due"] or ""))
    kept = {key: value for key, value in given.items() if value is not None or key in ("title", "number")}
    areas = tuple(moving.row(area, ()) for area in plan.areas)
    return NewPlan(year, PlanHead.model_validate(kept), areas), tuple(moving.found)


class _Moving:
    """Takes the rows of a plan over into another year."""

    def __init__(self, old_year: int, year: int, day: date, agencies: Agencies) -> None:
        self.found: list[ToCheck] = []
        self._old_year = old_year
        self._years = year - old_year
        self._day = day
        self._agencies = agencies

    def row(self, row: Row, flowing: tuple[str, ...]) -> NewRow:
        """A row and those below it; `flowing` are the leads that the row above hands down."""
        leads, is_stated = self._leads(row), row.written.leads is not None
        if not is_stated and row.is_assigned and leads != flowing:
            is_stated = True  # a split is decided row by row, so that what flows down no longer holds for all
        written = self._written(row, leads if is_stated else None)
        handed = leads if is_stated else flowing
        return NewRow(written, tuple(self.row(one, handed) for one in row.rows))

    def _leads(self, row: Row) -> tuple[str, ...]:
        answers = {lead: answering(row, lead, self._day, self._agencies) for lead in row.leads}
        return tuple(dict.fromkeys(one for lead in answers.values() for one in lead))

    def _written(self, row: Row, leads: tuple[str, ...] | None) -> WrittenRow:
        old = row.written
        changes: dict[str, object] = {"reassigned": None}
        if leads is not None:
            changes["leads"] = leads
            changes["leads_basis"] = Basis.INFERRED if row.basis is Basis.INFERRED else None
        if old.support:
            changes["support"] = self._supporting(row) or None
        changes["due"] = self.moved(old.due)
        self.found += self._points(row, changes)
        kept: dict[str, Any] = {name: changes.get(name, getattr(old, name)) for name in WrittenRow.model_fields}
        given = {name: value for name, value in kept.items() if value is not None or name in ("code", "name")}
        return WrittenRow.model_construct(set(given), **given)

    def _supporting(self, row: Row) -> tuple[str, ...]:
        """Who supports a row from now on; one that took over a lead of it does not support itself."""
        living_now = (living(one, row.code, self._day, self._agencies) for one in row.written.support or ())
        leads = self._leads(row)
        return tuple(dict.fromkeys(one for several in living_now for one in several if one not in leads))

    def _ended(self, row: Row) -> tuple[str, ...]:
        """Those who lead or support a row from now on though they are no more: nobody is known to come after them."""
        named = (*(self._leads(row) if row.is_assigned else ()), *self._supporting(row))
        known = (self._agencies[one] for one in dict.fromkeys(named))
        return tuple(agency.id for agency in known if agency.has_ended(self._day))

    def moved(self, words: str | None) -> str | None:
        """A deadline with its years moved on; the 29th of February becomes the 28th where there is none."""
        if words is None:
            return None
        later = _YEAR.sub(lambda year: str(int(year[0]) + self._years), words)
        if parse_due(later).is_impossible:
            later = _LEAP_DAY.sub(lambda day: f"{day[1]}28" if day[1] else f"28{day[2]}", later)
        return later

    def _points(self, row: Row, changes: dict[str, object]) -> Iterator[ToCheck]:
        """What is to be looked at in a row."""

        def point(what: Point, before: str = "", after: str = "") -> ToCheck:
            return ToCheck(what, row.code, row.written.name, before, after)

        for lead in row.leads if row.is_assigned else ():
            now = answering(row, lead, self._day, self._agencies)
            if now != (lead,):
                yield point(Point.CARRIED if len(now) == 1 else Point.UNDECIDED, lead, " ".join(now))
        if ended := self._ended(row):
            yield point(Point.ENDED, " ".join(ended))
        if row.written.support and changes["support"] != row.written.support:
            yield point(Point.SUPPORT, " ".join(row.written.support), " ".join(self._supporting(row)))
        if row.written.due is not None:
            later = str(changes["due"])
            is_moved = later != row.written.due
            if is_moved or parse_due(later).last_day is not None or not parse_due(later).is_read:
                yield point(Point.DUE if is_moved else Point.DUE_KEPT, row.written.due, later)
        for text in (row.written.name, row.written.product, row.written.note):
            if text is not None and str(self._old_year) in _YEAR.findall(text):
                yield point(Point.OLD_YEAR, text)
        if row.written.leads_basis is Basis.INFERRED:
            yield point(Point.INFERRED, " ".join(row.leads))
        if row.written.in_source is False:
            yield point(Point.UNNAMED)
        if row.written.reassigned:
            yield point(Point.DECIDED, "; ".join(one.by or str(one.from_day) for one in row.written.reassigned))
