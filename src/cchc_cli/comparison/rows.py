"""What changed between two plans, row by row.

Rows pair by code where their names agree; then by a name that stands once on both sides under another code, which is a
move; then by code with another name, where neither name stands on a row that is left on the other side, which is a
renaming. The rest came or went.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from cchc_cli.comparison.ties import NO_TIES, Ties
from cchc_cli.model.plan import Plan, Row
from cchc_cli.text import spelling_key, tone_key


class Aspect(Enum):
    """What of a row changed."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    RENAMED = "renamed"
    TONES = "tones"
    RESPELT = "respelt"
    LEADS = "leads"
    BASIS = "basis"
    SUPPORT = "support"
    NUMBER = "number"
    DUE = "due"
    SCORE = "score"
    TARGET = "target"
    METHOD = "method"
    EVIDENCE = "evidence"
    PRODUCT = "product"
    NOTE = "note"
    DECISION = "decision"
    SOURCE = "source"

    @property
    def label(self) -> str:
        """The change in Vietnamese."""
        return _LABELS[self]


_LABELS = {
    Aspect.ADDED: "thêm dòng",
    Aspect.REMOVED: "bỏ dòng",
    Aspect.MOVED: "đổi mã",
    Aspect.RENAMED: "đổi tên",
    Aspect.TONES: "chỉ khác cách đặt dấu",
    Aspect.RESPELT: "chỉ khác cách viết",
    Aspect.LEADS: "đổi chủ trì",
    Aspect.BASIS: "đổi căn cứ chủ trì",
    Aspect.SUPPORT: "đổi phối hợp",
    Aspect.NUMBER: "đổi STT",
    Aspect.DUE: "đổi thời hạn",
    Aspect.SCORE: "đổi điểm tối đa",
    Aspect.TARGET: "đổi mục tiêu",
    Aspect.METHOD: "đổi cách chấm",
    Aspect.EVIDENCE: "đổi yêu cầu tài liệu",
    Aspect.PRODUCT: "đổi sản phẩm",
    Aspect.NOTE: "đổi ghi chú",
    Aspect.DECISION: "đổi chuyển giao",
    Aspect.SOURCE: "đổi «có trong văn bản»",
}
_ASPECTS: tuple[tuple[Aspect, Callable[[Row], object]], ...] = (
    (Aspect.LEADS, lambda row: frozenset(row.leads) if row.is_assigned else None),
    (Aspect.BASIS, lambda row: row.basis if row.is_assigned else None),
    (Aspect.SUPPORT, lambda row: frozenset(row.support) if row.is_assigned else None),
    (Aspect.NUMBER, lambda row: row.stt),
    (Aspect.DUE, lambda row: row.due.words if row.due and row.is_assigned else None),
    (Aspect.SCORE, lambda row: row.written.max_score),
    (Aspect.TARGET, lambda row: row.written.target),
    (Aspect.METHOD, lambda row: row.written.method),
    (Aspect.EVIDENCE, lambda row: row.written.evidence_required),
    (Aspect.PRODUCT, lambda row: row.written.product),
    (Aspect.NOTE, lambda row: row.written.note),
    (Aspect.DECISION, lambda row: [(one.lead, one.to, one.from_day, one.by) for one in row.written.reassigned or ()]),
    (Aspect.SOURCE, lambda row: row.is_in_source),
)


class RowChange(NamedTuple):
    """A row before and after, None where it is not there, and what of it changed.

    `gained` are the leads that the row has now and had not, `lost` those it had and has no more, by the ids of the side
    after; `is_succession` where those who lead now had only taken over from those who led.
    """

    before: Row | None
    after: Row | None
    aspects: tuple[Aspect, ...]
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    is_succession: bool = False

    @property
    def row(self) -> Row:
        """The row as it is now, or as it was where it is gone."""
        row = self.after or self.before
        assert row is not None
        return row

    def narrowed(self, aspects: tuple[Aspect, ...]) -> "RowChange":
        """The same change with some of its aspects only."""
        if Aspect.LEADS in aspects:
            return self._replace(aspects=aspects)
        return RowChange(self.before, self.after, aspects)


def compare_plans(before: Plan | None, after: Plan | None, ties: Ties = NO_TIES) -> tuple[RowChange, ...]:
    """The rows that changed, in the order of the plan as it is now, those that are gone at the end."""
    old, new = before.rows if before else (), after.rows if after else ()
    partner = _pairs(old, new)
    changes = [_change(partner.get(id(row)), row, ties) for row in new]
    paired = {id(row) for row in partner.values()}
    gone = [_change(row, None, ties) for row in old if id(row) not in paired]
    return tuple(change for change in (*changes, *gone) if change.aspects)


def _change(before: Row | None, after: Row | None, ties: Ties) -> RowChange:
    told = ties.translated(before) if before else None
    if before is None or told is None or after is None:
        whole = Aspect.ADDED if before is None else Aspect.REMOVED
        return RowChange(before, after, (whole,), _leads_beyond(after, told), _leads_beyond(told, after))
    aspects = _aspects(told, after)
    if Aspect.LEADS not in aspects:
        return RowChange(before, after, aspects)
    is_passed_on = not _is_decided(told, after) and ties.is_succession(told, after)
    is_succession = told.is_assigned and after.is_assigned and is_passed_on
    return RowChange(before, after, aspects, _leads_beyond(after, told), _leads_beyond(told, after), is_succession)


def _is_decided(before: Row, after: Row) -> bool:
    """Whether a decision of which the row knew nothing before gave it to one who leads it now."""
    known = before.written.reassigned or ()
    return any(one.to in after.leads and one not in known for one in after.written.reassigned or ())


def _leads_beyond(one: Row | None, other: Row | None) -> tuple[str, ...]:
    held = other.leads if other is not None and other.is_assigned else ()
    return tuple(lead for lead in one.leads if lead not in held) if one is not None and one.is_assigned else ()


def _pairs(old: tuple[Row, ...], new: tuple[Row, ...]) -> dict[int, Row]:
    """The old row of each new one, by the new one's identity."""
    partner: dict[int, Row] = {}
    _pair_by(lambda row: (row.code, _name(row)), old, new, partner)
    sole = _sole_names(old) & _sole_names(new)
    _pair_by(lambda row: _name(row) if _name(row) in sole else None, old, new, partner)
    taken = {id(row) for row in partner.values()}
    left = {_name(row) for row in old if id(row) not in taken}
    elsewhere = left.intersection(_name(row) for row in new if id(row) not in partner) - {""}
    _pair_by(lambda row: None if _name(row) in elsewhere else row.code, old, new, partner)
    return partner


def _pair_by(key: Callable[[Row], object], old: tuple[Row, ...], new: tuple[Row, ...], partner: dict[int, Row]) -> None:
    """Adds the pairs of rows without a partner that have the same key; None is no key."""
    taken = {id(row) for row in partner.values()}
    known = {key(row): row for row in old if id(row) not in taken}
    known.pop(None, None)
    for row in new:
        if id(row) not in partner and (found := known.pop(key(row), None)) is not None:
            partner[id(row)] = found


def _sole_names(rows: Iterable[Row]) -> set[str]:
    """The names that one row alone bears."""
    return {name for name, number in Counter(map(_name, rows)).items() if name and number == 1}


def _name(row: Row) -> str:
    return spelling_key(row.written.name or "")


def _aspects(before: Row, after: Row) -> tuple[Aspect, ...]:
    return (*_identity(before, after), *(aspect for aspect, value in _ASPECTS if value(before) != value(after)))


def _identity(before: Row, after: Row) -> Iterator[Aspect]:
    if before.code != after.code:
        yield Aspect.MOVED
    if _name(before) != _name(after):
        yield Aspect.RENAMED
    elif before.name != after.name:
        yield Aspect.TONES if tone_key(before.name) == tone_key(after.name) else Aspect.RESPELT
