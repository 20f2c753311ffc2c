"""A plan's tree to rows, with leads, support and deadline flowing down."""

from collections.abc import Iterator
from typing import NamedTuple

from cchc_cli.diagnostics import Diagnostic
from cchc_cli.loader.shape import ROWS, mappings_of, nothing_under, typed
from cchc_cli.model import codes
from cchc_cli.model.due import Due, parse_due
from cchc_cli.model.file_heads import PlanFile
from cchc_cli.model.plan import Plan, PlanHead, Row, WrittenRow
from cchc_cli.model.states import Basis, Level
from cchc_cli.source import Mapping, Sequence

_ROWS_KEYS = {Level.AREA: "criteria", Level.CRITERION: "subcriteria"}
_FLOWING = frozenset(("leads", "support", "due"))
_SOUND: frozenset[str] = frozenset()
_BELOW = {Level.AREA: Level.CRITERION, Level.CRITERION: Level.SUBCRITERION}


class _Flow(NamedTuple):
    """What comes down from above: each row passes it on with its own values in place."""

    parent: str | None = None
    leads: tuple[str, ...] = ()
    basis: Basis | None = None
    support: tuple[str, ...] = ()
    due: Due | None = None
    damaged: frozenset[str] = frozenset()


def build_plan(root: Mapping) -> tuple[Plan | None, tuple[Diagnostic, ...]]:
    """The plan of a file; None where its year or its rows cannot be read, so that nothing is judged by it."""
    top = typed(PlanFile, root, rows_key="areas")
    problems = list(top.problems)
    head_node = root.value("plan")
    if isinstance(head_node, Mapping):
        head = typed(PlanHead, head_node)
        problems += head.problems
        plan_head = head.value
    else:
        plan_head = PlanHead.model_construct()
        plan_head._origin = root
        if head_node:
            problems.append(Diagnostic(codes.WRONG_TYPE, "«plan» phải gồm các khóa con", root.span("plan")))
    builder = _Rows(problems)
    areas_node = root.value("areas")
    is_empty = areas_node is None or areas_node == "" or (isinstance(areas_node, Sequence) and not areas_node.items)
    if is_empty and "areas" not in top.damaged:
        problems.append(nothing_under(root, "areas", "lĩnh vực"))
    areas = builder.build(root, "areas", Level.AREA, _Flow(due=parse_due(plan_head.due) if plan_head.due else None))
    if is_empty or top.damaged & {"year", "areas", ROWS}:
        return None, tuple(problems)
    return Plan(top.value.year, plan_head, areas, root, is_whole=builder.is_whole), tuple(problems)


class _Rows:
    """Builds rows from the bottom up and collects what is wrong with them."""

    def __init__(self, problems: list[Diagnostic]) -> None:
        self.problems = problems
        self.is_whole = True

    def build(self, above: Mapping, key: str, level: Level, flow: _Flow) -> tuple[Row, ...]:
        """The rows in the list under a key."""
        mappings, problems = mappings_of(above.value(key), above, key)
        self.problems += problems
        self.is_whole &= not problems
        return tuple(self._row(mapping, level, flow) for mapping in mappings)

    def _row(self, mapping: Mapping, level: Level, flow: _Flow) -> Row:
        rows_key = _ROWS_KEYS.get(level)
        read = typed(WrittenRow, mapping, rows_key)
        written = read.value
        self.problems += read.problems
        self.is_whole &= ROWS not in read.damaged
        if written.name is None and not read.damaged & {"name", "in_source"} and written.in_source is not False:
            self.problems.append(_unnamed(mapping))
        self.problems += _blank_keys(mapping, read.damaged)
        down = _flow_into(written, read.damaged, flow)
        below = _BELOW.get(level)
        rows: tuple[Row, ...] = ()
        if rows_key and below:
            rows = self.build(mapping, rows_key, below, down._replace(parent=written.code or None))
        damaged = read.damaged | down.damaged if read.damaged or down.damaged else _SOUND
        if _is_blank(mapping, "stt"):
            damaged |= {"stt"}  # a number that was forgotten, as far as can be told
        return Row(written, level, flow.parent, down.leads, down.basis, down.support, down.due, rows, mapping, damaged)


def _flow_into(written: WrittenRow, damaged: frozenset[str], flow: _Flow) -> _Flow:
    leads, basis, support, due = flow.leads, flow.basis, flow.support, flow.due
    if written.leads is not None:
        leads = tuple(dict.fromkeys(written.leads))
        basis = Basis.STATED if leads else None
    elif basis is Basis.STATED:
        basis = Basis.INHERITED
    if written.leads_basis is Basis.INFERRED and leads:
        basis = Basis.INFERRED
    if written.support is not None:
        support = tuple(dict.fromkeys(written.support))
    if written.due is not None:
        due = parse_due(written.due)
    below = _still_damaged(written, flow.damaged) | (damaged & _FLOWING) if damaged or flow.damaged else _SOUND
    return _Flow(flow.parent, leads, basis, support, due, below)


def _still_damaged(written: WrittenRow, damaged: frozenset[str]) -> frozenset[str]:
    """What is damaged above and not written anew in the row."""
    return frozenset(name for name in damaged if getattr(written, name) is None)


def _blank_keys(mapping: Mapping, damaged: frozenset[str]) -> Iterator[Diagnostic]:
    """Keys that mean something by being blank: whose leads count, and whether the row is to be met at all."""
    if _is_blank(mapping, "leads") and "leads" not in damaged:
        message, hint = "khóa «leads» để trống: coi như không ghi", "xóa khóa; «[]» mới là không ai chủ trì"
        yield Diagnostic(codes.BLANK_LEADS, message, mapping.key_span("leads"), hint)
    if _is_blank(mapping, "stt") and "stt" not in damaged:
        message, hint = "khóa «stt» để trống: dòng thành tiêu đề", "ghi số in trong văn bản; tiêu đề thì xóa cả khóa"
        yield Diagnostic(codes.BLANK_NUMBER, message, mapping.key_span("stt"), hint)


def _is_blank(mapping: Mapping, key: str) -> bool:
    return mapping.value(key) == "" and not mapping.is_quoted(key)


def _unnamed(mapping: Mapping) -> Diagnostic:
    hint = "ghi đúng tên trong văn bản; chỉ dòng thêm vào (in_source: false) được để name: null"
    return Diagnostic(codes.EMPTY_VALUE, "dòng không có tên", mapping.span("name"), hint)
