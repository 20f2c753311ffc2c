"""Text to tree, from the events of PyYAML's parser (libyaml's where it is built in)."""

from collections.abc import Callable
from sys import intern
from typing import Any

import yaml

from cchc_cli.diagnostics import Code, Diagnostic, Related, Severity
from cchc_cli.source.characters import escaped_problems, repaired
from cchc_cli.source.spacing import spacing_problem
from cchc_cli.source.syntax import MAX_DEPTH, TOO_DEEP, further_tabs, syntax_problem
from cchc_cli.source.tree import ANY_KEY, LENGTH_BITS, Document, Mapping, Node, Sequence, pack
from cchc_cli.text import clean

DUPLICATE_KEY = Code(
    "Y102",
    "duplicate-key",
    Severity.ERROR,
    "Một khóa ghi hai lần thì một trong hai giá trị bị bỏ mà không ai hay.",
    "agencies:\n  - id: snv\n    name: Sở Nội vụ\n    name: Sở Y tế  # ←\n",
    "agencies:\n  - id: snv\n    name: Sở Nội vụ\n",
)
ANCHOR = Code(
    "Y103",
    "anchor-or-alias",
    Severity.ERROR,
    "Neo (&) và tham chiếu (*) của YAML che mất giá trị thật của dòng; mỗi dòng phải tự nói đủ.",
    "agencies:\n  - id: snv\n    name: &ten Sở Nội vụ  # ←\n",
    "agencies:\n  - id: snv\n    name: Sở Nội vụ\n",
)
TAG = Code(
    "Y104",
    "tag",
    Severity.ERROR,
    "Thẻ kiểu (!!str…) không cần: kiểu của từng khóa do chương trình biết sẵn.",
    "agencies:\n  - id: !!str snv  # ←\n    name: Sở Nội vụ\n",
    "agencies:\n  - id: snv\n    name: Sở Nội vụ\n",
)
SEVERAL_DOCUMENTS = Code(
    "Y106",
    "several-documents",
    Severity.ERROR,
    "Chỉ phần đầu của tệp được đọc khi có dòng --- ở giữa; phần sau sẽ mất.",
    "agencies:\n  - id: snv\n    name: Sở Nội vụ\n---  # ←\nagencies: []\n",
    "agencies:\n  - id: snv\n    name: Sở Nội vụ\n",
)
COMPLEX_KEY = Code(
    "Y107",
    "complex-key",
    Severity.ERROR,
    "Khóa phải là một từ; khóa là danh sách hay nhóm khóa thường do thiếu ngoặc kép.",
    "agencies:\n  - id: snv\n    name: Sở Nội vụ\n    {short}: SNV  # ←\n",
    "agencies:\n  - id: snv\n    name: Sở Nội vụ\n",
)
MERGE_KEY = Code(
    "Y109",
    "merge-key",
    Severity.ERROR,
    "Khóa gộp (<<) che mất giá trị thật của dòng, và nhiều chương trình không hiểu; mỗi dòng phải tự nói đủ.",
    "agencies:\n  - id: snv\n    name: Sở Nội vụ\n    <<: {short: SNV}  # ←\n",
    "agencies:\n  - id: snv\n    name: Sở Nội vụ\n    short: SNV\n",
)

_PARSER = getattr(yaml, "CLoader", yaml.Loader)

_STARTS: dict[Any, type[Mapping] | type[Sequence]] = {
    yaml.MappingStartEvent: Mapping,
    yaml.SequenceStartEvent: Sequence,
}
_ENDS = frozenset((yaml.MappingEndEvent, yaml.SequenceEndEvent))
_REFUSED_KEY = "\0refused"
_QUOTE_HINT = "nếu dấu đó thuộc về giá trị thì đặt cả giá trị trong ngoặc kép"
_MANY = 64
_FIRST_KEYS = frozenset(("code", "id", "date", "period"))  # those that items begin with
_MISSING_DASH_HINT = "có thể thiếu dấu gạch đầu dòng (-) trước khóa «{}»; nếu ghi thừa thì xóa"


def parse(document: Document) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The tree of a file and its YAML problems; None where it is empty or its syntax is broken."""
    builder, text = _Builder(document), repaired(document)
    try:
        parser = _PARSER(text)
        try:
            builder.take_all(parser.get_event)
        finally:
            parser.dispose()
    except (yaml.YAMLError, ValueError) as fault:
        broken = syntax_problem(document, text, fault)
        before = (problem for problem in builder.problems if problem.span < broken.span)
        return None, (*before, broken, *further_tabs(document, broken))
    return (None if builder.is_stopped else builder.root), tuple(builder.problems)


def _tag(tag: str) -> str:
    """A tag as it is written: `!!int`, not the address that it stands for."""
    return tag.replace("tag:yaml.org,2002:", "!!")


class _Builder:
    """Takes parser events one by one and keeps the tree built so far.

    A mapping with one key more than values waits for the value of its last key.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.root: Node | None = None
        self.problems: list[Diagnostic] = []
        self.is_stopped = False
        self._open: list[Mapping | Sequence] = []
        self._ignored = 0
        self._documents = 0
        self._has_escapes = "\\" in document.text
        self._is_odd = bool(document.odd) or self._has_escapes or "\t" in document.text
        self._many_keys: dict[int, set[str]] = {}

    def take_all(self, next_event: Callable[[], Any]) -> None:
        """All events of a parser, whose events and marks come untyped from C.

        Scalars in a list or mapping are nearly all there is, so they are dealt with here and now, with what belongs to
        the innermost list or mapping at hand.
        """
        is_odd = self._is_odd
        scalar: Any = yaml.ScalarEvent
        top: Mapping | Sequence | None = None
        keys: list[str] | None = None
        while (event := next_event()) is not None:
            if type(event) is not scalar:
                self._structure(event)
                if self.is_stopped:
                    return
                top = self._open[-1] if self._open and not self._ignored else None
                if top is not None:
                    add_place = top.places.append
                    keys, values = (top.keys, top.values) if isinstance(top, Mapping) else (None, top.items)
                    add_value = values.append
                continue
            if event.anchor is not None or event.tag is not None:
                self._check_decoration(event)
                if event.value == "":
                    self._lose_value()  # the sign may have been meant as the value
            value, style = event.value, event.style
            if is_odd or "  " in value or (style and (value[:1] == " " or value[-1:] == " ")):
                value = self._read_text(event)
            if top is None:
                self._attach(value, 0)  # the whole file, or a part of a key that was refused
                continue
            start = event.start_mark.index
            place = (start << LENGTH_BITS | event.end_mark.index - start) << 1 | (1 if style else 0)  # `pack`, in place
            if keys is None or len(keys) > len(values):
                add_value(value)
            elif len(keys) < _MANY and value not in keys and value != "<<":
                keys.append(intern(value))
            else:
                assert isinstance(top, Mapping)
                keys.append(self._new_key(top, value, place))
            add_place(place)

    def _structure(self, event: Any) -> None:
        kind = type(event)
        if kind in _ENDS:
            self._end(event)
        elif (make := _STARTS.get(kind)) is not None:
            self._start(event, make)
        elif kind is yaml.AliasEvent:
            hint = f"viết thẳng giá trị ra; {_QUOTE_HINT}"
            self._report(ANCHOR, event, f"tham chiếu «*{event.anchor}» không được dùng", hint)
            self._lose_value()
            self._attach("", pack(event.start_mark.index, 0))
        elif kind is yaml.DocumentStartEvent:
            self._document(event)

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            hint = "bỏ dòng ---, hoặc tách phần sau thành tệp khác"
            self._report(SEVERAL_DOCUMENTS, event, "tệp có hơn một phần YAML (dòng ---)", hint)
            self.is_stopped = True

    def _new_key(self, mapping: Mapping, key: str, place: int) -> str:
        """The key as the mapping keeps it: one text for all mappings, or the mark of a key whose value is dropped."""
        if key == "<<":
            span = self.document.span_of(place)
            self.problems.append(Diagnostic(MERGE_KEY, "khóa gộp «<<» không được dùng", span, "viết thẳng các khóa ra"))
            self._lose(mapping, ANY_KEY)
            return _REFUSED_KEY
        if not self._has_key(mapping, key):
            return intern(key)
        if ANY_KEY not in self.document.lost.get(mapping.place, ()):  # else the rest of what was run together
            first = Related(mapping.key_span(key), "ghi lần đầu ở đây")
            span = self.document.span_of(place)
            hint = _MISSING_DASH_HINT.format(key) if key in _FIRST_KEYS else "giữ một, xóa một"
            self.problems.append(Diagnostic(DUPLICATE_KEY, f"khóa «{key}» ghi hai lần", span, hint, (first,)))
        self._lose(mapping, ANY_KEY if key in _FIRST_KEYS else key)
        return _REFUSED_KEY

    def _lose(self, mapping: Mapping, key: str) -> None:
        """Remembers that a value of an open mapping is not kept."""
        self.document.lost.setdefault(mapping.place, set()).add(key)

    def _lose_value(self) -> None:
        """Remembers that (a part of) the value about to come is not kept."""
        holder = next((node for node in reversed(self._open) if isinstance(node, Mapping)), None)
        if holder is not None:
            self._lose(holder, holder.keys[-1] if len(holder.keys) > len(holder.values) else ANY_KEY)

    def _has_key(self, mapping: Mapping, key: str) -> bool:
        """Whether the mapping has the key; a mapping with many keys gets a set, so that none takes quadratic time."""
        if len(mapping.keys) < _MANY:
            return key in mapping.keys
        known = self._many_keys.setdefault(mapping.place, set())
        if not known:
            known.update(mapping.keys)
        is_known = key in known
        known.add(key)
        return is_known

    def _attach(self, value: Node, place: int) -> None:
        if self._ignored:
            return
        if not self._open:
            self.root = value
            return
        top = self._open[-1]
        if isinstance(top, Sequence):
            top.items.append(value)
        elif len(top.keys) > len(top.values):
            top.values.append(value)
        else:
            top.keys.append(_REFUSED_KEY)
        top.places.append(place)

    def _start(self, event: Any, make: type[Mapping] | type[Sequence]) -> None:
        if event.anchor is not None or event.tag is not None:
            self._check_decoration(event)
        if self._ignored:
            self._ignored += 1
            return
        if len(self._open) >= MAX_DEPTH:
            self._report(TOO_DEEP, event, f"lồng quá {MAX_DEPTH} tầng", "xem lại các dấu ngoặc và cách thụt dòng")
            self.is_stopped = True
            return
        top = self._open[-1] if self._open else None
        if isinstance(top, Mapping) and len(top.keys) == len(top.values):
            hint = "khóa phải là một từ; đặt trong ngoặc kép nếu có ký tự đặc biệt"
            self._report(COMPLEX_KEY, event, "khóa không phải là một từ", hint)
            self._lose(top, ANY_KEY)
            self._ignored = 1
            return
        self._open.append(make(self.document, event.start_mark.index))

    def _end(self, event: Any) -> None:
        if self._ignored:
            self._ignored -= 1
            if not self._ignored:
                self._attach("", pack(event.start_mark.index, 0))  # the place of the key that was refused
            return
        node = self._open.pop()
        node.place = place = pack(node.place, event.end_mark.index - node.place)
        if self.document.lost and isinstance(node, Mapping):
            node.drop(_REFUSED_KEY)
        self._attach(node, place)

    def _read_text(self, event: Any) -> str:
        """A scalar's text as the program keeps it, with a look at its characters and spaces."""
        start, end, style = event.start_mark.index, event.end_mark.index, event.style
        value: str = event.value
        if style == '"' and self._has_escapes:
            self.problems += escaped_problems(self.document, start, end, value)
        self.problems += spacing_problem(self.document, start, end, style)
        value = clean(value)
        return value if style in ("|", ">") else value.strip()

    def _check_decoration(self, event: Any) -> None:
        if event.anchor is not None:
            hint = f"bỏ dấu & và tên sau nó; {_QUOTE_HINT}"
            self._report(ANCHOR, event, f"neo «&{event.anchor}» không được dùng", hint)
        if event.tag is not None:
            self._report(TAG, event, f"thẻ kiểu «{_tag(event.tag)}» không được dùng", f"bỏ thẻ; {_QUOTE_HINT}")

    def _report(self, code: Code, event: Any, message: str, hint: str) -> None:
        span = self.document.span(event.start_mark.index, event.end_mark.index)
        self.problems.append(Diagnostic(code, message, span, hint))
