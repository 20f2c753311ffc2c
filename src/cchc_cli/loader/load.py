"""All files of a data home at once: read, typed, resolved, checked."""

from collections.abc import Mapping as Files
from datetime import date

from cchc_cli.diagnostics import Diagnostic, Span, in_order
from cchc_cli.loader.allowances import allow
from cchc_cli.loader.files import Kind, empty_problem, kind_of, missing_problems, unread_problem
from cchc_cli.loader.plans import build_plan
from cchc_cli.loader.shape import ROWS, Model, Typed, mappings_of, nothing_under, typed
from cchc_cli.model import codes
from cchc_cli.model.agency import Agency
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.file_heads import AgenciesFile, ProgressFile
from cchc_cli.model.plan import Plan
from cchc_cli.model.progress import ProgressLog, Return, Update
from cchc_cli.model.settings import Settings
from cchc_cli.queries import find_agency
from cchc_cli.rules import check
from cchc_cli.source import ANY_KEY, Document, Mapping, Node, character_problems, cut_values, decode, parse
from cchc_cli.source.code_tables import LEGACY_TABLE
from cchc_cli.source.spacing import STRAY_SPACE


def load(files: Files[str, bytes], today: date | None = None) -> tuple[Catalogue, tuple[Diagnostic, ...]]:
    """The catalogue of a data home and every problem in it, sorted by place.

    `files` are the contents by path below the data home; `today` is the day updates must not lie after.
    """
    reader = _Reader()
    for file in sorted(files):
        reader.read(file, files[file])
    problems = reader.problems
    problems += missing_problems(files)
    catalogue = reader.catalogue()
    unread = frozenset(file for file, root in reader.roots.items() if root is None)
    absent = {"agencies.yaml"} - set(files)
    problems += check(catalogue, today, unread_files=unread | absent)
    problems = [_with_id(problem, catalogue) for problem in problems]
    return catalogue, in_order(allow(problems, reader.documents))


def _with_id(problem: Diagnostic, catalogue: Catalogue) -> Diagnostic:
    """Where a name stands in the place of an id, the hint names the id."""
    if problem.code is not codes.BAD_AGENCY_ID:
        return problem
    found = find_agency(catalogue.agencies, problem.message.rpartition("«")[2].partition("»")[0]).found
    return problem._replace(hint=f"có phải «{found[0].id}»?") if len(found) == 1 else problem


class _Reader:
    """Collects what each file holds."""

    def __init__(self) -> None:
        self.problems: list[Diagnostic] = []
        self.roots: dict[str, Mapping | None] = {}
        self.documents: list[tuple[Document, Node | None]] = []
        self._agencies: list[Agency] = []
        self._plans: list[Plan] = []
        self._logs: list[ProgressLog] = []
        self._settings: Settings | None = None

    def read(self, file: str, content: bytes) -> None:
        kind = kind_of(file)
        if kind is None:
            self.problems.append(unread_problem(file))
            return
        root = self._root(file, content)
        self.roots[file] = root
        if root is None:
            return
        if kind is Kind.AGENCIES:
            self._read_agencies(file, root)
        elif kind is Kind.PLAN:
            self._read_plan(file, root)
        elif kind is Kind.SETTINGS:
            settings = typed(Settings, root)
            self.problems += settings.problems
            self._settings = settings.value
        else:
            self._read_progress(file, root)

    def catalogue(self) -> Catalogue:
        """What was read, as far as it could be read."""
        plans = tuple(sorted(self._plans, key=lambda plan: plan.year))
        settings = self._settings or Settings.model_construct()
        return Catalogue(tuple(self._agencies), plans, tuple(self._logs), settings)

    def _root(self, file: str, content: bytes) -> Mapping | None:
        document, problems = decode(file, content)
        self.problems += problems
        if document is None:
            return None
        node, problems = parse(document)
        of_characters = (*character_problems(document, node), *cut_values(document, node))
        told = {(problem.span.line, problem.span.column) for problem in problems}
        garbled = {one.span.line for one in of_characters if one.code is LEGACY_TABLE}  # its spaces may be letters
        self.problems += (one for one in problems if one.code is not STRAY_SPACE or one.span.line not in garbled)
        self.problems += (one for one in of_characters if (one.span.line, one.span.column) not in told)
        self.documents.append((document, node))
        if isinstance(node, Mapping):
            return node
        if node is None and problems:
            return None
        if node is None or node in ("", "null", "~"):
            self.problems.append(empty_problem(file))
        else:
            message = "tệp phải gồm các khóa (khóa: giá trị)"
            self.problems.append(Diagnostic(codes.WRONG_TYPE, message, Span(file)))
        return None

    def _items(self, model: type[Model], root: Mapping, key: str) -> tuple[list[Typed[Model]], bool]:
        """What the list under a key holds, each item typed on its own, and whether nothing of it was lost."""
        mappings, problems = mappings_of(root.value(key), root, key)
        items = [typed(model, mapping) for mapping in mappings]
        self.problems += problems
        self.problems += [problem for item in items for problem in item.problems]
        is_whole = not problems and not {key, ANY_KEY} & root.lost
        return items, is_whole and not any(ANY_KEY in mapping.lost for mapping in mappings)

    def _read_agencies(self, file: str, root: Mapping) -> None:
        top = typed(AgenciesFile, root, rows_key="agencies")
        self.problems += top.problems
        items, is_whole = self._items(Agency, root, "agencies")
        self._agencies += [item.value for item in items]
        if not items and is_whole and "agencies" not in top.damaged:
            self.problems.append(nothing_under(root, "agencies", "cơ quan"))
        if not items or not is_whole or top.damaged:
            self.roots[file] = None

    def _read_plan(self, file: str, root: Mapping) -> None:
        plan, problems = build_plan(root)
        self.problems += problems
        if plan is None:
            self.roots[file] = None
        else:
            self._plans.append(plan)

    def _read_progress(self, file: str, root: Mapping) -> None:
        top = typed(ProgressFile, root, rows_key="updates")
        self.problems += top.problems
        updates, is_whole = self._items(Update, root, "updates")
        returns, _ = self._items(Return, root, "returns")
        if top.damaged & {"year", "agency"}:
            self.roots[file] = None
            return
        is_whole &= not any(item.damaged & (_PROOF | _UPDATE) for item in updates) and ROWS not in top.damaged
        kept = tuple(item.value for item in updates if not item.damaged & _UPDATE)
        accepted = tuple(item.value for item in returns if not item.damaged & _RETURN)
        self._logs.append(ProgressLog(top.value.year, top.value.agency, kept, accepted, root, is_whole))


_UPDATE = frozenset(("date", "code", "status"))
_PROOF = frozenset(("evidence", "explanation"))
_RETURN = frozenset(("period", "date"))
