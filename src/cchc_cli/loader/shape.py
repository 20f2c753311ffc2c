"""One mapping of a file to one model value; each bad field costs itself alone."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, Generic, NamedTuple, TypeVar, cast, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cchc_cli.diagnostics import Diagnostic, Edit, Span
from cchc_cli.model import codes
from cchc_cli.model.reading import Lenient
from cchc_cli.model.written import Written
from cchc_cli.source import ANY_KEY, Mapping, Node, Sequence
from cchc_cli.text import nearest

Model = TypeVar("Model", bound=Written)

ROWS = "rows"

_MOST_UNKNOWN = 20

_LIST_ERRORS = frozenset(("tuple_type", "list_type"))
_MAPPING_ERRORS = frozenset(("model_type", "dict_type", "model_attributes_type"))


class Typed(NamedTuple, Generic[Model]):
    """A model value, the fields that could not be read, and what was wrong with them."""

    value: Model
    damaged: frozenset[str]
    problems: tuple[Diagnostic, ...]


def typed(model: type[Model], mapping: Mapping, rows_key: str | None = None) -> Typed[Model]:
    """The mapping as a model value; a damaged field has its default, or is absent where it was required.

    `rows_key` names the key that holds rows below, which are typed on their own. `ROWS` is among the damaged where some
    of them may stand under a key that is not known.
    """
    data = mapping.data(without=rows_key)
    lenient: list[Lenient] = []
    damaged = _lost_fields(model, mapping, rows_key)
    problems: tuple[Diagnostic, ...] = ()
    try:
        value = model.model_validate(data, context=lenient)
    except ValidationError as failure:
        faults = failure.errors(include_url=False)
        known = _keys_of(model, rows_key)
        meant = damaged | {key for fault in faults[:_MOST_UNKNOWN] if (key := _meant_key(fault, known))}
        damaged = meant | {str(fault["loc"][0]) for fault in faults} | _lost_rows(faults, mapping, meant, rows_key)
        told = [fault for fault in faults if not (fault["type"] == "missing" and fault["loc"][0] in meant)]
        problems = tuple(_diagnostics(told, model, known, mapping))
        value = _without(model, data, damaged)
    if len(data) < len(mapping.keys):
        problems += tuple(_blank_unknown(_keys_of(model, rows_key), mapping))
    value._origin = mapping
    unquoted = () if {"code", "answers"} & damaged else _unquoted_codes(model, mapping)
    if lenient:
        problems += tuple(_leniencies(lenient, mapping, rows_key))
    return Typed(value, damaged, (*problems, *unquoted))


def _diagnostics(
    faults: list[ErrorDetails], model: type[Written], known: tuple[str, ...], mapping: Mapping
) -> Iterator[Diagnostic]:
    """A problem a fault; of very many unknown keys the first, and how many more."""
    unknown = 0
    for fault in faults:
        unknown += fault["type"] == "extra_forbidden"
        if fault["type"] != "extra_forbidden" or unknown <= _MOST_UNKNOWN:
            yield _diagnostic(fault, model, known, mapping)
        elif unknown == _MOST_UNKNOWN + 1:
            more = sum(one["type"] == "extra_forbidden" for one in faults) - _MOST_UNKNOWN
            span = mapping.key_span(*fault["loc"])
            yield Diagnostic(
                codes.UNKNOWN_KEY, f"còn {more} khóa lạ nữa trong cùng mục", span, "xem lại cách thụt dòng"
            )


def _blank_unknown(known: tuple[str, ...], mapping: Mapping) -> Iterator[Diagnostic]:
    """Unknown keys with nothing after them, which the model never sees."""
    blank = (key for key in mapping.keys if key not in known and mapping.value(key) == "")
    for key in islice((key for key in blank if not mapping.is_quoted(key)), _MOST_UNKNOWN):
        yield _unknown(key, (key,), known, mapping)


def _lost_fields(model: type[Model], mapping: Mapping, rows_key: str | None) -> frozenset[str]:
    """The fields of which the parser did not keep a value."""
    lost = mapping.lost
    if ANY_KEY in lost:
        return frozenset((*_keys_of(model, rows_key), ROWS))
    return lost | {ROWS} if rows_key in lost else lost


def _lost_rows(
    faults: list[ErrorDetails], mapping: Mapping, meant: frozenset[str] | set[str], rows_key: str | None
) -> frozenset[str]:
    unknown = (
        str(fault["loc"][0]) for fault in faults if fault["type"] == "extra_forbidden" and len(fault["loc"]) == 1
    )
    has_lost = rows_key in meant or any(not isinstance(mapping.value(key), str) for key in unknown)
    return frozenset((ROWS,)) if has_lost else frozenset()


def nothing_under(root: Mapping, key: str, what: str) -> Diagnostic:
    """A file whose list of such things is not there, or holds none."""
    if key in root.keys:
        span, message = root.key_span(key), f"khóa «{key}» không có {what} nào"
    else:
        span, message = root.first_key_span(), f"thiếu khóa «{key}»"
    return Diagnostic(codes.MISSING_KEY, message, span, f"thêm «{key}:» và các {what} thụt vào bên dưới")


def mappings_of(node: Node | None, mapping: Mapping, key: str) -> tuple[tuple[Mapping, ...], tuple[Diagnostic, ...]]:
    """The mappings in the list under a key; whatever else stands there is a problem."""
    if node is None or node == "":
        return (), ()
    if not isinstance(node, Sequence):
        message = f"«{key}» phải là danh sách"
        hint = "mỗi mục một dòng bắt đầu bằng dấu gạch, thụt vào dưới khóa"
        return (), (Diagnostic(codes.WRONG_TYPE, message, mapping.span(key), hint),)
    found = tuple(item for item in node.items if isinstance(item, Mapping))
    problems = tuple(
        Diagnostic(codes.WRONG_TYPE, f"mục trong «{key}» phải gồm các khóa", node.span(index), "ghi «khóa: giá trị»")
        for index, item in enumerate(node.items)
        if not isinstance(item, Mapping)
    )
    return found, problems


def _without(model: type[Model], data: dict[str, object], damaged: frozenset[str]) -> Model:
    sound: dict[str, Any] = {key: value for key, value in data.items() if key not in damaged}
    missing: dict[str, Any] = {
        name: "" if name in ("code", "id", "name") else None
        for name, field in model.model_fields.items()
        if field.is_required() and (field.alias or name) not in sound
    }
    try:
        kept = model.model_validate({**sound, **{name: _STAND_INS.get(name) for name in missing}}, context=[])
        values = {name: getattr(kept, name) for name in kept.model_fields_set if name not in missing}
    except ValidationError:
        values = {}
    stand_in: Model = cast(Any, model).model_construct(**values, **missing)
    return stand_in


_STAND_INS = {
    "code": "0",
    "id": "x",
    "name": "x",
    "date": "2000-01-01",
    "status": "not_started",
    "period": "year",
    "lead": "x",
    "to": "x",
}


def _keys_of(model: type[Written], rows_key: str | None = None) -> tuple[str, ...]:
    keys = (field.alias or name for name, field in model.model_fields.items())
    return (*keys, rows_key) if rows_key else tuple(keys)


def _meant_key(fault: ErrorDetails, known: tuple[str, ...]) -> str | None:
    """The key that an unknown one means, so that nothing more is said of that key's absence."""
    if fault["type"] != "extra_forbidden" or len(fault["loc"]) != 1:
        return None
    return _near_key(str(fault["loc"][0]), known)


def _near_key(key: str, known: tuple[str, ...]) -> str | None:
    return key.lower() if key.lower() in known else nearest(key, known, cutoff=0.5 if len(key) < 4 else 0.6)


def _diagnostic(fault: ErrorDetails, model: type[Written], known: tuple[str, ...], mapping: Mapping) -> Diagnostic:
    kind, path = fault["type"], fault["loc"]
    key = str(path[-1])
    if kind == "missing":
        return _missing(path, key, mapping)
    if kind == "extra_forbidden":
        return _unknown(key, path, _keys_of(_held(model, path[:-1])) if len(path) > 1 else known, mapping)
    span = mapping.span(*path)
    field = next((str(part) for part in reversed(path) if isinstance(part, str)), key)
    if kind in _LIST_ERRORS:
        items = fault["input"].strip("[](){} ") if isinstance(fault["input"], str) else None
        hint = f"đặt trong ngoặc vuông: {field}: [{items}]" if items else None
        return Diagnostic(codes.WRONG_TYPE, f"«{field}» phải là danh sách", span, hint)
    if kind in _MAPPING_ERRORS:
        hint = "ghi các khóa con thụt vào ở dòng dưới"
        return Diagnostic(codes.WRONG_TYPE, f"«{field}» phải gồm các khóa con", span, hint)
    if kind in codes.FIELD_CODES:
        context = fault["ctx"]
        return Diagnostic(codes.FIELD_CODES[kind], f"«{field}»: {context['message']}", span, context["hint"] or None)
    if fault["input"] is None:
        return Diagnostic(codes.EMPTY_VALUE, f"«{field}» bỏ trống", span, "ghi giá trị, hoặc xóa cả khóa")
    return Diagnostic(codes.WRONG_TYPE, f"«{field}» sai kiểu", span)


def _missing(path: tuple[int | str, ...], key: str, mapping: Mapping) -> Diagnostic:
    if len(path) == 1 and key in mapping.keys:
        message = f"khóa «{key}» không có giá trị"
        hint = f"ghi giá trị sau «{key}:»; giá trị bắt đầu bằng dấu # thì đặt trong ngoặc kép"
        return Diagnostic(codes.MISSING_KEY, message, mapping.key_span(key), hint)
    span = mapping.first_key_span() if len(path) == 1 else mapping.span(*path)
    message = f"thiếu khóa «{key}»"
    return Diagnostic(codes.MISSING_KEY, message, span, f"thêm dòng «{key}: …»")


def _unknown(key: str, path: tuple[int | str, ...], known: tuple[str, ...], mapping: Mapping) -> Diagnostic:
    near = _near_key(key, known)
    hint = f"có phải «{near}»?" if near else f"các khóa có thể dùng: {', '.join(known)}"
    return Diagnostic(codes.UNKNOWN_KEY, f"khóa lạ «{key}»", mapping.key_span(*path), hint)


def _held(model: type[Written], path: tuple[int | str, ...]) -> type[Written]:
    """The model of the value that a path within a model leads to."""
    for step in path:
        fields = {field.alias or name: field for name, field in model.model_fields.items()}
        if isinstance(step, str) and step in fields:
            model = next(_models_in(fields[step].annotation), model)
    return model


def _models_in(annotation: object) -> Iterator[type[Written]]:
    if isinstance(annotation, type) and issubclass(annotation, Written):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _leniencies(lenient: list[Lenient], mapping: Mapping, rows_key: str | None) -> Iterator[Diagnostic]:
    paths = mapping.paths(without=rows_key)
    for note in lenient:
        path = paths.get(id(note.written), ())
        field = next((part for part in reversed(path) if isinstance(part, str)), "")
        span = mapping.span(*path)
        message = f"«{field}» chưa viết theo dạng chuẩn (vẫn đọc được là {note.better})"
        hint = f"viết: {field}: {note.better}"
        yield Diagnostic(note.code, message, span, hint, fix=(Edit(span, note.better),))


def _unquoted_codes(model: type[Model], mapping: Mapping) -> Iterator[Diagnostic]:
    """Codes that stand without quotes, as a value or as the keys of `answers`."""
    code = mapping.value("code") if "code" in model.model_fields else None
    if isinstance(code, str) and code != "" and not mapping.is_quoted("code"):
        yield _unquoted(code, mapping.span("code"), "code: ")
    answers = mapping.value("answers") if "answers" in model.model_fields else None
    if isinstance(answers, Mapping):
        unquoted = (key for key in answers.keys if not answers.is_key_quoted(key))
        yield from (_unquoted(key, answers.key_span(key), "") for key in unquoted)


def _unquoted(code: str, span: Span, before: str) -> Diagnostic:
    quoted = f'"{code}"'
    message = f"mã {code} không đặt trong ngoặc kép"
    return Diagnostic(codes.UNQUOTED_CODE, message, span, f"viết: {before}{quoted}", fix=(Edit(span, quoted),))
