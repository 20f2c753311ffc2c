"""Forms on their way into the log: read, compared with each other and with the log, accepted or not."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from cchc_cli.diagnostics import CellRef, Diagnostic, Severity, Span, has_errors, in_order
from cchc_cli.drafting.disagreements import disagreements
from cchc_cli.drafting.draft import Draft
from cchc_cli.drafting.entries import entry_text
from cchc_cli.drafting.known import Known
from cchc_cli.drafting.merge import Merged, merge
from cchc_cli.drafting.row_merge import CONFLICT, Conflict
from cchc_cli.drafting.terms import Terms
from cchc_cli.ingest.agency_form import read_form
from cchc_cli.ingest.form_owner import Asked
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.progress import Return, Update
from cchc_cli.store.inbox import Received


class ReadForm(NamedTuple):
    """A file as it was read: a draft, where it is a form at all, and what is to be said of it."""

    name: str
    draft: Draft | None
    problems: tuple[Diagnostic, ...]


class Incoming(NamedTuple):
    """A form against the log. Without errors it is accepted as a whole."""

    form: ReadForm
    merged: Merged | None
    problems: tuple[Diagnostic, ...]

    @property
    def is_accepted(self) -> bool:
        """Whether nothing in it is wrong."""
        return self.merged is not None and not has_errors(self.problems)

    @property
    def errors(self) -> int:
        """How many things are wrong."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)


def read_forms(received: Iterable[Received], catalogue: Catalogue, asked: Asked) -> tuple[ReadForm, ...]:
    """The forms as drafts; rows in which two forms of one agency and period disagree are not to be taken."""
    forms = [ReadForm(one.name, *read_form(one.name, one.content, catalogue, asked)) for one in received]
    disputed = disagreements(form.draft for form in forms if form.draft is not None)
    return tuple(_without_disputed(form, disputed.get(form.name, [])) for form in forms)


def _without_disputed(form: ReadForm, problems: list[Diagnostic]) -> ReadForm:
    if form.draft is None or not problems:
        return form
    rows = {problem.cell.row for problem in problems if problem.cell is not None}
    kept = tuple(row._replace(is_sound=row.is_sound and row.place.row not in rows) for row in form.draft.rows)
    return ReadForm(form.name, form.draft._replace(rows=kept), (*form.problems, *problems))


def merge_forms(
    forms: Sequence[ReadForm], catalogue: Catalogue, terms: Terms, entered: Mapping[int, datetime]
) -> tuple[Incoming, ...]:
    """Each form against the log as it is. `entered` is the moment of writing by year."""
    known: dict[int, Known] = {}
    return tuple(_merged(form, catalogue, terms, entered, known) for form in forms)


def _merged(
    form: ReadForm,
    catalogue: Catalogue,
    terms: Terms,
    entered: Mapping[int, datetime],
    known: dict[int, Known],
) -> Incoming:
    draft = form.draft
    plan = catalogue.plan(draft.year) if draft is not None else None
    if draft is None or plan is None:
        return Incoming(form, None, _placed(form.problems))
    if draft.year not in known:
        known[draft.year] = Known(catalogue, plan, terms.day)
    merged = merge(draft, known[draft.year], terms, entered[draft.year])
    undecided = (_undecided(draft.file, conflict) for conflict in merged.conflicts)
    return Incoming(form, merged, _placed((*form.problems, *merged.problems, *undecided)))


def _placed(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The problems in order; one of a whole workbook is placed in it as such, which has no lines."""
    return in_order(one if one.cell else one._replace(cell=CellRef("")) for one in problems)


def _undecided(file: str, conflict: Conflict) -> Diagnostic:
    handed, form, log = (entry_text(one) for one in (conflict.handed, conflict.form, conflict.log))
    message = f"dòng «{conflict.code}»: khi gửi đi «{handed}», phiếu ghi «{form}», nhật ký nay là «{log}»"
    hint = "thêm --take form (lấy theo phiếu) hoặc --take log (giữ nhật ký)"
    return Diagnostic(CONFLICT, message, Span(file), hint, cell=conflict.place)


def unread_rows(one: Incoming) -> int:
    """How many rows of a form hold something that the log does not have."""
    merged = one.merged
    if merged is None:
        return 0
    unsound = {row.code for row in merged.draft.rows if not row.is_sound}
    wrong = {one.cell.row for one in merged.problems if one.cell and one.severity is Severity.ERROR}
    codes = {update.code for update in merged.updates} | {conflict.code for conflict in merged.conflicts}
    return len(codes | unsound) + len(wrong)


Entries = dict[tuple[int, str], tuple[list[Update], list[Return]]]


def entries_to_write(accepted: Iterable[Merged]) -> Entries:
    """What is to be written, by year and agency; what two forms say alike once."""
    entries: Entries = {}
    for merged in accepted:
        updates, returns = entries.setdefault((merged.draft.year, merged.draft.agency), ([], []))
        known = tuple(updates), tuple(returns)  # of other forms: one form has no row twice
        updates += (one for one in merged.updates if one not in known[0])
        returns += (one for one in merged.returns if one not in known[1])
    return {key: both for key, both in entries.items() if any(both)}


def fate(one: Incoming, *, accepts_valid: bool) -> Iterator[str]:
    """What becomes of a form with errors, in words."""
    if one.is_accepted:
        return
    if one.merged is None:
        yield f"{one.form.name}: không nhập được, chưa ghi gì."
        return
    sound = len(one.merged.updates)
    if accepts_valid:
        yield f"{one.form.name}: {one.errors} lỗi; nhập {sound} dòng hợp lệ, bỏ các dòng có lỗi."
    else:
        how = f"; {sound} dòng hợp lệ cũng chưa ghi (thêm --accept-valid để ghi riêng chúng)" if sound else ""
        yield f"{one.form.name}: {one.errors} lỗi, chưa ghi gì{how}."
