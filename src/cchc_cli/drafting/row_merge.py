"""One row of a form against the log.

Each cell has three values: as it was handed out, as it came back, and as the log has it now. A cell has changed where
it differs from what was handed out; where the log has moved meanwhile to a third value, somebody has to choose.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from cchc_cli.diagnostics import CellRef, Code, Diagnostic, Severity, Span, has_errors
from cchc_cli.drafting.draft import Draft, DraftCell, DraftRow
from cchc_cli.drafting.entries import OF_THE_UPDATE, Entry, as_cell, entries_of, entry_text
from cchc_cli.drafting.known import Known
from cchc_cli.drafting.terms import Take, Terms
from cchc_cli.drafting.update_checks import Proposed, update_problems
from cchc_cli.model.progress import Update
from cchc_cli.model.states import Status

NO_STATE = Code(
    "X730",
    "row-without-state",
    Severity.ERROR,
    "Dòng có điền mà không chọn trạng thái thì không thành một báo cáo.",
    "(ô Kết quả có chữ, ô Trạng thái để trống)",
    "(ô Trạng thái chọn «Đang thực hiện»)",
)
EMPTIED = Code(
    "X734",
    "emptied-cell",
    Severity.WARNING,
    "Ô gửi đi có số liệu, gửi về để trống: số liệu được giữ; muốn xóa thật thì thêm --clear-blanks.",
    "(ô Kết quả in sẵn «Đã ban hành», gửi về để trống)",
    "(ô Kết quả để nguyên, hoặc ghi kết quả mới)",
)
CONFLICT = Code(
    "X735",
    "log-moved-meanwhile",
    Severity.ERROR,
    "Từ khi gửi phiếu, nhật ký đã ghi giá trị khác; phiếu lại ghi một giá trị thứ ba. Phải có người chọn.",
    "(phiếu gửi đi 40, gửi về 60, nhật ký đã ghi 80)",
    "(chọn --take form hoặc --take log)",
)


class Change(NamedTuple):
    """A cell that will be written: what the log has, and what comes instead (None clears it)."""

    code: str
    key: str
    before: Entry | None
    after: Entry | None
    remark: str = ""


class Conflict(NamedTuple):
    """A cell where the log has moved to a third value since the form was handed out."""

    code: str
    key: str
    handed: Entry | None
    form: Entry | None
    log: Entry | None
    place: CellRef


class RowMerge:
    """One row of a form, merged."""

    def __init__(self, draft: Draft, row: DraftRow, known: Known, terms: Terms, entered: datetime) -> None:
        self.draft = draft
        self.row = row
        self.terms = terms
        self.problems: list[Diagnostic] = []
        self.changes: tuple[Change, ...] = ()
        self.undecided: tuple[Conflict, ...] = ()
        self.update: Update | None = None
        self.is_known = False
        self.takes_default_day = False
        self._kept: frozenset[str] = frozenset()  # keys of which the log's value was chosen
        self._agencies = known.catalogue.by_id
        self._closing_day = known.catalogue.settings.closing_day(draft.period, draft.year)
        self._plan_row = known.plan.by_code[row.code]
        lead = known.lead(self._plan_row, draft.agency)
        self.present = entries_of(lead) if lead is not None else {}
        self._newest = lead.effective_day if lead is not None else None
        log = known.log(draft.agency)
        self._logged = [one for one in (log.updates if log else ()) if one.code == row.code]
        if row.is_sound:
            self._merge(entered)

    def _merge(self, entered: datetime) -> None:
        changed = self._with_state_of_percent(dict(self._changed()))
        wanted: dict[str, Entry | None] = {**changed, **dict.fromkeys(self._cleared())}
        if not wanted or self._is_left_over(wanted):
            return
        conflicts = tuple(self._conflicts(wanted))
        take = self.terms.taken.get((self.draft.file, self.row.code), self.terms.take)
        if self.row.handed is not None and self._is_logged(wanted, is_chosen=bool(conflicts) and take is Take.FORM):
            self.is_known = True
            return
        if conflicts and take is None:
            self.undecided = conflicts
            return
        if take is Take.LOG:
            self._kept = frozenset(one.key for one in conflicts)
            wanted = {key: entry for key, entry in wanted.items() if key not in self._kept}
        new = {key: entry for key, entry in wanted.items() if as_cell(self.present.get(key)) != entry}
        if not new or (new.keys() <= set(OF_THE_UPDATE) and not wanted.keys() <= set(OF_THE_UPDATE)):
            self.is_known = True
            return
        self._write(wanted, new, entered)

    def _handed(self) -> Mapping[str, Entry]:
        return self.row.handed if self.row.handed is not None else self.present

    def _changed(self) -> Iterator[tuple[str, Entry]]:
        handed = self._handed()
        for key, cell in self.row.cells.items():
            entry = self._entry(cell)
            if entry is not None and entry != as_cell(handed.get(key)):
                yield key, entry

    def _with_state_of_percent(self, changed: dict[str, Entry]) -> dict[str, Entry]:
        """With a percent that was changed comes the state beside it, where the log has moved to another meanwhile."""
        status, was = self._entry_of("status"), self._handed().get("status")
        if "percent" in changed and status is not None and self.present.get("status") != was:
            return {"status": status, **changed}
        return changed

    def _entry(self, cell: DraftCell) -> Entry | None:
        """The entry of a cell; in a list of documents a line that the log has as one document stays one."""
        if not isinstance(cell.entry, tuple):
            return cell.entry
        whole = {one for known in (self._handed(), self.present) for one in _texts(known.get("evidence"))}
        return tuple(part for line in cell.entry for part in ((line,) if line in whole else _documents(line)))

    def _emptied(self) -> Iterator[tuple[str, Entry]]:
        """The cells that were handed out filled and came back blank, of fields that the log still has."""
        for key, entry in self._handed().items():
            cell = self.row.cells.get(key)
            if cell is not None and cell.entry is None and key not in OF_THE_UPDATE and key in self.present:
                yield key, entry

    def _cleared(self) -> list[str]:
        """The cells that came back blank and are to be cleared; those that are kept are told of, a state always is."""
        cleared, has_identity = [], self.row.handed is not None
        for key, entry in self._emptied():
            if self.terms.clears_blanks and key != "status" and has_identity:
                cleared.append(key)
                continue
            was = "ô gửi đi có" if has_identity else "nhật ký có"
            message = f"dòng «{self.row.code}»: {was} «{entry_text(entry)}», gửi về để trống; giữ nguyên"
            hint = "muốn xóa thì thêm --clear-blanks"
            if key == "status":
                hint = "trạng thái không xóa được, chỉ đổi được"
            elif not has_identity:
                hint = "không rõ phiếu gửi đi có ghi hay không, nên không xóa; muốn xóa: cchc progress set"
            self._problem(EMPTIED, message, self.row.cells[key].place, hint)
        return cleared

    def _is_left_over(self, wanted: Mapping[str, Entry | None]) -> bool:
        """Whether a row of a form that no longer tells what was handed out differs but in who reported, and when.

        Those the log has moved on itself, as by an earlier import of the form; but a later day reports anew.
        """
        day, newest = wanted.get("date"), self.present.get("date")
        is_later = isinstance(day, date) and isinstance(newest, date) and day > newest
        return self.row.handed is None and wanted.keys() <= set(OF_THE_UPDATE) and not is_later

    def _is_logged(self, wanted: Mapping[str, Entry | None], *, is_chosen: bool = False) -> bool:
        """Whether all of this was logged after the form was handed out, as by an earlier import of the form.

        Where somebody chose the form over what the log has had since, only the last entry tells.
        """
        return any(
            one.period is self.draft.period and all(_says(one, key, entry) for key, entry in wanted.items())
            for one in self._logged[self.row.seen :][-1 if is_chosen else 0 :]
        )

    def _conflicts(self, wanted: Mapping[str, Entry | None]) -> Iterator[Conflict]:
        handed = self.row.handed
        if handed is None:  # what differs from the log was changed, unless the log had it once and has moved on since
            handed = {} if self._is_logged(wanted) else self.present
        for key, entry in wanted.items():
            now, before = self.present.get(key), handed.get(key)
            if key not in OF_THE_UPDATE and as_cell(now) not in (as_cell(before), entry):
                yield Conflict(self.row.code, key, before, entry, now, self.row.cells[key].place)

    def _write(self, wanted: Mapping[str, Entry | None], new: Mapping[str, Entry | None], entered: datetime) -> None:
        """Makes the update of what the form changed, of which `new` is what the log does not have yet."""
        day = wanted.get("date")
        update_day = day if isinstance(day, date) else self.terms.day
        beside = self._beside(update_day)
        status = new.get("status") or beside.get("status") or self._entry_of("status")
        if not isinstance(status, Status):
            place = self.row.cells["status" if "status" in self.row.cells else next(iter(new))].place
            message = f"dòng «{self.row.code}» có điền mà không có trạng thái"
            self._problem(NO_STATE, message, place, "chọn trạng thái trong danh sách của ô")
            return
        self.takes_default_day = day is None
        proposed = Proposed(self.draft, self.row, self._plan_row, status, update_day, new)
        found = tuple(update_problems(proposed, self._agencies, self.terms.today))
        self.problems += found
        if has_errors(found):
            return
        fields = {"status": status, **_percent(wanted, status, beside), **_given(new)}
        by = wanted.get("by") or self._entry_of("by")
        given: dict[str, Any] = {**fields, **({"by": by} if by else {})}
        self.update = Update.model_construct(
            date=update_day, code=self.row.code, period=self.draft.period, **given, entered=entered
        )
        self.changes = tuple(self._shown_changes(new, update_day))

    def _entry_of(self, key: str) -> Entry | None:
        cell = self.row.cells.get(key)
        return self._entry(cell) if cell is not None else None

    def _beside(self, day: date) -> Mapping[str, Entry]:
        """The state and percent that the form did not change, as they are on an update's day.

        Those of the log now; where the log has a newer entry, those of the form, which knows nothing of that.
        """
        effective = min(day, self._closing_day)
        if self._newest is None or effective >= self._newest:
            return self.present
        own = {
            key: self.present.get(key) if key in self._kept else self._entry_of(key) for key in ("status", "percent")
        }
        return {key: entry for key, entry in own.items() if entry is not None}

    def _shown_changes(self, new: Mapping[str, Entry | None], day: date) -> Iterator[Change]:
        newest = self.present.get("date")
        is_older = isinstance(newest, date) and day < newest
        remark = f"cũ hơn lần báo cáo {newest:%d/%m/%Y}" if is_older else ""
        for key in (key for key in self.row.cells if key in new):
            yield Change(self.row.code, key, self.present.get(key), new[key], remark)
        if is_older and "date" not in new:
            yield Change(self.row.code, "date", newest, day, remark)

    def _problem(self, code: Code, message: str, place: CellRef, hint: str) -> None:
        self.problems.append(Diagnostic(code, message, Span(self.draft.file), hint, cell=place))


def _percent(wanted: Mapping[str, Entry | None], status: Status, beside: Mapping[str, Entry]) -> dict[str, Entry]:
    """The percent beside a state: as given; else as it was, where neither state before nor after says it itself."""
    if "percent" in wanted:
        percent = wanted["percent"]
        return {"percent": percent} if percent is not None else {}
    kept = beside.get("percent")
    has_own = all(_has_own_percent(one) for one in (status, beside.get("status")))
    return {"percent": kept} if kept is not None and has_own else {}


def _has_own_percent(status: Entry | None) -> bool:
    """Whether a percent beside this state says something that the state does not."""
    return not isinstance(status, Status) or not (status is Status.NOT_APPLICABLE or status.fixed_percent is not None)


def _texts(entry: Entry | None) -> tuple[str, ...]:
    return entry if isinstance(entry, tuple) else ()


def _documents(line: str) -> tuple[str, ...]:
    """The documents of a line, where people part them by semicolons."""
    return tuple(part.strip() for part in line.replace(";\t", "; ").split("; ") if part.strip(" ;")) or (line,)


def _says(update: Update, key: str, entry: Entry | None) -> bool:
    """Whether an update gives this value; a cleared one must be cleared by it, but for the percent of its own state."""
    given = getattr(update, key)
    if entry is None:
        return not given and (key == "percent" or key in update.model_fields_set)
    return as_cell(given) == entry


def _given(new: Mapping[str, Entry | None]) -> dict[str, Any]:
    """The fields of the row that an update gives anew; None clears one."""
    aside = ("status", "percent", *OF_THE_UPDATE)
    return {key: () if entry is None and key == "evidence" else entry for key, entry in new.items() if key not in aside}
