"""JSON Schema of the data files, for editors and other validators.

Draft 2020-12 by name, but no keyword carries a check that draft 7 does not know, since many editors stop there. A
schema never refuses what the program reads without a warning, and cannot see what crosses rows and files.
"""

from collections.abc import Iterable
from typing import Any

from pydantic.json_schema import models_json_schema

from cchc_cli.loader.files import Kind
from cchc_cli.model.agency import Agency
from cchc_cli.model.file_heads import PlanFile, ProgressFile
from cchc_cli.model.glossary import LOG_AGENCY, MEANINGS, MODEL_TITLES, PLAN, YEAR, Meaning
from cchc_cli.model.plan import PlanHead, WrittenRow
from cchc_cli.model.progress import Return, Update
from cchc_cli.model.settings import Settings
from cchc_cli.model.written import Written

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TITLES = {
    Kind.PLAN: "Kế hoạch của một năm (criteria*.yaml)",
    Kind.AGENCIES: "Các cơ quan (agencies.yaml)",
    Kind.PROGRESS: "Tiến độ của một cơ quan trong một năm (progress/NĂM/CƠ-QUAN.yaml)",
    Kind.SETTINGS: "Thiết lập (settings.yaml)",
}
_LEVELS = (
    ("area", "Lĩnh vực", "criteria", "criterion"),
    ("criterion", "Tiêu chí", "subcriteria", "subcriterion"),
    ("subcriterion", "Tiêu chí thành phần", None, None),
)


def file_schema(kind: Kind) -> Schema:
    """The schema of one kind of file."""
    body, definitions = _BODIES[kind]()
    return {"$schema": _DIALECT, "title": _TITLES[kind], **body, "definitions": definitions}


def any_file_schema() -> Schema:
    """One schema for all kinds of files, told apart by the keys that only they have."""
    definitions: Schema = {}
    for kind in Kind:
        body, own = _BODIES[kind]()
        definitions |= {kind.value: {"title": _TITLES[kind], **body}, **own}
    chosen: Schema = {"$ref": f"#/definitions/{Kind.SETTINGS.value}"}
    for kind, keys in ((Kind.PROGRESS, ("updates", "agency")), (Kind.AGENCIES, ("agencies",)), (Kind.PLAN, ("areas",))):
        has_key = {"anyOf": [{"required": [key]} for key in keys]}
        chosen = {"if": has_key, "then": {"$ref": f"#/definitions/{kind.value}"}, "else": chosen}
    return {"$schema": _DIALECT, "title": "Dữ liệu của cchc", "type": "object", **chosen, "definitions": definitions}


def _plan() -> tuple[Schema, Schema]:
    definitions = _definitions((PlanHead, WrittenRow))
    row = definitions.pop("WrittenRow")
    decisions = row["properties"]["reassigned"]
    decision = decisions["items"]  # one decision may stand without a list around it
    row["properties"]["reassigned"] = {
        **{key: decisions[key] for key in ("title", "description")},
        "anyOf": [decision, {"type": ["array", "null"], "items": decision}],
    }
    for name, title, rows_key, below in _LEVELS:
        properties = dict(row["properties"])
        if rows_key:
            properties[rows_key] = _list_of(below, f"Các dòng cấp dưới của {title.lower()}")
        definitions[name] = {**row, "title": title, "properties": properties}
    properties = {
        "year": _field(PlanFile, "year", YEAR),
        "plan": _with_words(_reference("PlanHead"), PLAN),
        "areas": {**_list_of("area", "Các lĩnh vực"), "type": "array", "minItems": 1},
    }
    return _mapping(properties, ("year", "areas")), definitions


def _agencies() -> tuple[Schema, Schema]:
    return _mapping({"agencies": _list_of("Agency", "Các cơ quan")}, ("agencies",)), _definitions((Agency,))


def _progress() -> tuple[Schema, Schema]:
    properties = {
        "year": _field(ProgressFile, "year", YEAR),
        "agency": _field(ProgressFile, "agency", LOG_AGENCY),
        "updates": _list_of("Update", "Các cập nhật; thêm vào cuối, không sửa mục cũ"),
        "returns": _list_of("Return", "Các lần nhận phiếu"),
    }
    return _mapping(properties, ("year", "agency")), _definitions((Update, Return))


def _settings() -> tuple[Schema, Schema]:
    definitions = _definitions((Settings,))
    settings = definitions.pop("Settings")
    return {key: value for key, value in settings.items() if key != "title"}, definitions


_BODIES = {Kind.PLAN: _plan, Kind.AGENCIES: _agencies, Kind.PROGRESS: _progress, Kind.SETTINGS: _settings}


def _definitions(models: Iterable[type[Written]]) -> Schema:
    """The models and those they hold, with the words of the glossary."""
    _, whole = models_json_schema([(model, "validation") for model in models], ref_template="#/definitions/{model}")
    meanings = {model.__name__: words for model, words in MEANINGS.items()}
    titles = {model.__name__: title for model, title in MODEL_TITLES.items()}
    return {name: {"title": titles[name], **_described(body, meanings[name])} for name, body in whole["$defs"].items()}


def _described(body: Schema, meanings: dict[str, Meaning]) -> Schema:
    properties = {key: _with_words(_simple(one), meanings[key]) for key, one in body["properties"].items()}
    return _mapping(properties, body.get("required", ()))


def _field(model: type[Written], key: str, meaning: Meaning) -> Schema:
    _, whole = models_json_schema([(model, "validation")])
    return _with_words(_simple(whole["$defs"][model.__name__]["properties"][key]), meaning)


def _with_words(schema: Schema, meaning: Meaning) -> Schema:
    return {"title": meaning.title, "description": meaning.description, **schema}


def _simple(schema: Schema) -> Schema:
    """A property without pydantic's own title and default, and null as one type more where that says the same."""
    kept = {key: value for key, value in schema.items() if key not in ("title", "default")}
    options = kept.get("anyOf", [])
    if len(options) != 2 or options[1] != {"type": "null"} or "$ref" in options[0]:
        return kept
    inner: Schema = dict(options[0])
    if "enum" in inner:
        inner["enum"] = [*inner["enum"], None]
    if "type" in inner:
        types = inner["type"] if isinstance(inner["type"], list) else [inner["type"]]
        inner["type"] = [*types, "null"]
    return inner


def _mapping(properties: Schema, required: Iterable[str]) -> Schema:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _list_of(name: str | None, title: str) -> Schema:
    return {"title": title, "type": ["array", "null"], "items": {"$ref": f"#/definitions/{name}"}}


def _reference(name: str) -> Schema:
    return {"anyOf": [{"$ref": f"#/definitions/{name}"}, {"type": "null"}]}
