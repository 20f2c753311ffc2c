"""JSON Schema of the data files: what editors and other validators see."""

from collections.abc import Iterator
import json
from typing import Any

import jsonschema
import pytest
import yaml

from cchc_cli.cli.schema import schema_files
from cchc_cli.loader import load
from cchc_cli.loader.files import Kind
from cchc_cli.loader.schemas import any_file_schema, file_schema
from cchc_cli.model.glossary import MEANINGS
from conftest import ROOT, SHIPPED
from homes import AGENCIES, CRITERIA, log_of

VALIDATORS = (jsonschema.Draft7Validator, jsonschema.Draft202012Validator)
NEWER_WORDS = {
    "prefixItems", "unevaluatedProperties", "unevaluatedItems", "dependentRequired", "dependentSchemas",
    "minContains", "maxContains", "$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$anchor", "$defs",
}  # fmt: skip

FULL_ROW = """\
      - code: "1.4"
        stt: 4
        name: Đủ khóa
        leads: [snv]
        leads_basis: stated
        support: [stc]
        due: 2024
        target: improve
        method: survey
        max_score: -0.5
        evidence_required: false
        product: 12
        note:
        reassigned: {lead: stc, to: snv, from: 2024-03-01, by: QĐ 1}
        in_source: true
"""
LOG = log_of(
    "snv",
    'date: 2024-06-28, code: "1.1", status: in_progress, percent: 5, evidence: [1, a], entered: 2024-07-03T09:12:05',
)
SETTINGS = "province:\nsigner: {name: A}\nperiods: {h1: 14/6}\ndesk: snv\n"
SOUND = {
    Kind.PLAN: CRITERIA + FULL_ROW,
    Kind.AGENCIES: AGENCIES
    + "    until: 2030-03-01\n    successors: [stc]\n    answers: {'1.1': stc}\n    members: all\n    contact: {phone: 0912}\n",
    Kind.PROGRESS: LOG,
    Kind.SETTINGS: SETTINGS,
}
WRONG = [
    (Kind.PLAN, "stt: 4", "stt: bốn"),
    (Kind.PLAN, "support: [stc]", "support: stc"),
    (Kind.PLAN, "product: 12", "prodcut: 12"),
    (Kind.PLAN, "name: Đủ khóa", "name: [Đủ khóa]"),
    (Kind.PLAN, 'code: "1.4"', 'code: "1,4"'),
    (Kind.PLAN, 'code: "1.4"', "code: 1.4"),
    (Kind.PLAN, "target: improve", "target: better"),
    (Kind.PLAN, "year: 2024", "yaer: 2024"),
    (Kind.PLAN, "from: 2024-03-01", "from: tháng 3"),
    (Kind.AGENCIES, "id: snv", "id: Sở Nội vụ"),
    (Kind.AGENCIES, "    short: SNV\n", "    shrot: SNV\n"),
    (Kind.AGENCIES, "successors: [stc]", "successors: stc"),
    (Kind.PROGRESS, "status: in_progress", "status: xong"),
    (Kind.PROGRESS, "percent: 5", "percent: 105"),
    (Kind.PROGRESS, "date: 2024-06-28", "date: 28.6.2024"),
    (Kind.PROGRESS, "agency: snv", "agnecy: snv"),
    (Kind.SETTINGS, "h1: 14/6", "h1: giữa năm"),
    (Kind.SETTINGS, "signer:", "singer:"),
]


class _AsEditorsRead(yaml.SafeLoader):
    """Scalars as YAML 1.1 programs type them, days left as texts."""


_AsEditorsRead.yaml_implicit_resolvers = {
    letter: [pair for pair in pairs if not pair[0].endswith("timestamp")]
    for letter, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(text: str) -> Any:
    """The text as another program reads it."""
    return yaml.load(text, Loader=_AsEditorsRead)


def words_of(schema: Any) -> Iterator[str]:
    """Every key anywhere in a schema."""
    if isinstance(schema, dict):
        for key, value in schema.items():
            yield key
            yield from words_of(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from words_of(value)


@pytest.mark.parametrize("validator", VALIDATORS)
@pytest.mark.parametrize("kind", list(Kind))
def test_sound_file_is_sound_by_both_drafts_and_by_the_program(kind: Kind, validator: Any) -> None:
    for schema in (file_schema(kind), any_file_schema()):
        validator.check_schema(schema)
        assert [error.message for error in validator(schema).iter_errors(read(SOUND[kind]))] == []
    names = {Kind.PLAN: "criteria.yaml", Kind.AGENCIES: "agencies.yaml", Kind.SETTINGS: "settings.yaml"}
    name = names.get(kind, "progress/2024/snv.yaml")
    files = {"agencies.yaml": AGENCIES, "criteria.yaml": CRITERIA, name: SOUND[kind]}
    _, problems = load({file: text.encode() for file, text in files.items()})
    assert [one for one in problems if one.severity.value == "error"] == []


@pytest.mark.parametrize("validator", VALIDATORS)
@pytest.mark.parametrize(("kind", "old", "new"), WRONG)
def test_both_drafts_find_what_is_wrong(kind: Kind, old: str, new: str, validator: Any) -> None:
    assert old in SOUND[kind]
    for schema in (file_schema(kind), any_file_schema()):
        assert list(validator(schema).iter_errors(read(SOUND[kind].replace(old, new))))


@pytest.mark.parametrize("name", ["criteria", "agencies"])
def test_shipped_data_are_sound(name: str) -> None:
    data = read((SHIPPED / f"{name}.yaml").read_text(encoding="utf-8"))
    assert list(jsonschema.Draft202012Validator(any_file_schema()).iter_errors(data)) == []


def test_no_check_hangs_on_a_word_that_only_newer_drafts_know() -> None:
    assert NEWER_WORDS.isdisjoint(words_of(any_file_schema()))


def test_every_field_has_its_words_and_every_word_its_field() -> None:
    for model, words in MEANINGS.items():
        keys = {field.alias or name for name, field in model.model_fields.items()}
        assert keys == set(words), model.__name__


def test_schemas_beside_the_shipped_data_are_those_of_the_models() -> None:
    for name, content in schema_files().items():
        assert (ROOT / "data" / "schema" / name).read_bytes() == content, f"run: cchc schema -o data/schema ({name})"


@pytest.mark.parametrize("name", ["criteria", "agencies"])
def test_first_line_of_shipped_files_names_a_schema_that_is_there(name: str) -> None:
    first = (SHIPPED / f"{name}.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema=schema/{name}.schema.json"
    assert (SHIPPED / "schema" / f"{name}.schema.json").is_file()


def test_command_prints_one_schema_for_all_or_that_of_a_kind(cchc, tmp_path) -> None:
    assert json.loads(cchc("schema").out) == any_file_schema()
    assert json.loads(cchc("schema", "progress").out) == file_schema(Kind.PROGRESS)
    assert cchc("schema", "-o", str(tmp_path)).code == 0
    assert {path.name for path in tmp_path.iterdir()} == set(schema_files())
    assert cchc("schema", "plan").out == cchc("schema", "criteria-2025.yaml").out == cchc("schema", "criteria").out
    assert cchc("schema", "xyz").code == 2
