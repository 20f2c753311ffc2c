"""What other repositories take over: pre-commit hooks, the GitHub workflow, GitLab's lines."""

import json
import os
from pathlib import Path
import re
import subprocess
import sys

import pytest
import yaml

from conftest import ROOT, SHIPPED
from homes import AGENCIES, CRITERIA

BIN = Path(sys.executable).parent


def shell(command: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Runs a command as a runner does, with this environment's programs first."""
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", **variables}
    environment.pop("CCHC_DATA", None)
    return subprocess.run(
        command, shell=True, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def schema_check(builtin: str, path: Path) -> subprocess.CompletedProcess[str]:
    """The file against one of the schemas that come with check-jsonschema."""
    return shell(f'check-jsonschema --builtin-schema "{builtin}" "{path}"', path.parent)


def hooks() -> list[dict[str, object]]:
    """The hooks that other repositories can use."""
    found: list[dict[str, object]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("hook", hooks(), ids=lambda hook: str(hook["id"]))
def test_hook_sees_the_whole_home_and_runs_once(hook) -> None:
    settings = {key: hook[key] for key in ("pass_filenames", "require_serial", "always_run", "language")}
    assert settings == {"pass_filenames": False, "require_serial": True, "always_run": True, "language": "python"}


def test_entry_of_the_hook_fails_on_bad_data_and_passes_good(home, tmp_path) -> None:
    entry = next(str(hook["entry"]) for hook in hooks() if hook["id"] == "cchc-validate")
    data = home({"criteria.yaml": CRITERIA.replace("stt: 3", "stt: 4")})
    assert shell(entry, tmp_path).returncode == 1
    (data / "criteria.yaml").write_text(CRITERIA, encoding="utf-8")
    assert shell(entry, tmp_path).returncode == 0


def test_entry_of_the_fixing_hook_changes_the_file(home, tmp_path) -> None:
    entry = next(str(hook["entry"]) for hook in hooks() if hook["id"] == "cchc-fix")
    data = home({"criteria.yaml": CRITERIA.replace('"1.2"', "1.2")})
    assert shell(entry, tmp_path).returncode == 0
    assert (data / "criteria.yaml").read_text(encoding="utf-8") == CRITERIA


@pytest.fixture
def workflow(cchc, tmp_path) -> Path:
    """The workflow that `cchc init --ci` writes."""
    assert cchc("init", "kho", "--ci", cwd=tmp_path).code == 0
    return tmp_path / "kho" / ".github" / "workflows" / "cchc.yml"


def test_workflow_is_valid_and_fetches_the_full_history(workflow) -> None:
    ran = schema_check("vendor.github-workflows", workflow)
    assert ran.returncode == 0, ran.stdout
    steps = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"]["validate"]["steps"]
    assert next(step for step in steps if "checkout" in step.get("uses", ""))["with"]["fetch-depth"] == 0


def test_commands_of_the_workflow_do_what_they_say(workflow, tmp_path) -> None:
    folder, summary = workflow.parents[2], tmp_path / "tom-tat.md"
    person = "git -c user.name=A -c user.email=a@example.org -c init.defaultBranch=main"
    setup = f"{person} init -q && git add -A && {person} commit -qm x && git update-ref refs/remotes/origin/main HEAD"
    assert shell(setup, folder).returncode == 0
    criteria = folder / "data" / "criteria.yaml"
    text = criteria.read_text(encoding="utf-8")
    criteria.write_text(text.replace("leads: [skhdt]", "leads: [stc]", 1), encoding="utf-8")
    steps = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"]["validate"]["steps"]
    commands = [step["run"] for step in steps if "cchc validate" in step.get("run", "")]
    variables = {"GITHUB_ACTIONS": "true", "GITHUB_BASE_REF": "main", "GITHUB_STEP_SUMMARY": str(summary)}
    for command in commands:
        ran = shell(command, folder, GITHUB_WORKSPACE=str(folder), **variables)
        assert ran.returncode == 0, (command, ran.stderr)
    assert len(commands) == 2
    assert "đổi chủ trì | Sở Kế hoạch và Đầu tư | Sở Tài chính" in summary.read_text(encoding="utf-8")


def test_ci_alone_is_added_to_a_home_that_is_there(cchc, home, tmp_path) -> None:
    home()
    ran = cchc("init", "--ci", cwd=tmp_path)
    assert (ran.code, (tmp_path / ".github/workflows/cchc.yml").is_file()) == (0, True)
    assert (tmp_path / "data" / "agencies.yaml").read_text(encoding="utf-8") == AGENCIES
    assert cchc("init", "--ci", cwd=tmp_path).code == 3


def test_lines_for_gitlab_are_valid(tmp_path) -> None:
    page = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
    block = re.search(r"GitLab:\n\n```yaml\n(.*?)```", page, re.DOTALL)
    assert block
    path = tmp_path / ".gitlab-ci.yml"
    path.write_text(block[1], encoding="utf-8")
    ran = schema_check("vendor.gitlab-ci", path)
    assert ran.returncode == 0, ran.stdout
    assert yaml.safe_load(block[1])["validate-data"]["variables"]["GIT_DEPTH"] == 0


@pytest.mark.parametrize("name", ["criteria", "agencies"])
def test_another_validator_takes_the_schema_and_finds_the_wrong_key(name: str, tmp_path) -> None:
    schema = SHIPPED / "schema" / f"{name}.schema.json"
    good = SHIPPED / f"{name}.yaml"
    bad = tmp_path / f"{name}.yaml"
    bad.write_text(good.read_text(encoding="utf-8").replace("    name:", "    nmae:", 1), encoding="utf-8")
    codes = [shell(f'check-jsonschema --schemafile "{schema}" "{path}"', tmp_path).returncode for path in (good, bad)]
    assert codes == [0, 1]


def test_page_of_codes_is_the_one_that_the_program_writes(cchc) -> None:
    written = cchc("explain", "--format", "md").raw
    assert (ROOT / "docs" / "ma-van-de.md").read_bytes() == written, "run: cchc explain -f md -o docs/ma-van-de.md"


def test_page_of_keys_is_the_one_that_the_program_writes(cchc) -> None:
    written = cchc("schema", "--format", "md").raw
    assert (ROOT / "docs" / "du-lieu.md").read_bytes() == written, "run: cchc schema -f md -o docs/du-lieu.md"


def test_json_of_validate_is_json_in_any_folder(home, tmp_path) -> None:
    home()
    assert json.loads(shell("cchc validate -f json", tmp_path).stdout)["errors"] == 0
