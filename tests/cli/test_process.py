"""What only a process of its own shows: pipes, code pages, terminals, the installed command."""

import json
import os
from pathlib import Path
import subprocess
import sys

import pytest

from conftest import SHIPPED
from processes import CCHC, on_terminal, start


@pytest.mark.parametrize("args", [["list", "--all"], ["validate"], ["list", "-f", "json"], ["tree"]])
def test_pipe_closed_by_its_reader_ends_quietly(args: list[str]) -> None:
    env = {**os.environ, "CCHC_DATA": str(SHIPPED)}
    reader, writer = os.pipe()
    os.close(reader)
    with subprocess.Popen([str(CCHC), *args], stdout=writer, stderr=subprocess.PIPE, env=env) as process:
        os.close(writer)
        _, err = process.communicate(timeout=60)
    assert (process.returncode in (0, 141), err) == (True, b"")


@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "cp1258", "PYTHONUTF8": "0"},
        {"LC_ALL": "C"},
    ],
)
@pytest.mark.parametrize("args", [["validate"], ["list", "-a", "Sở Nội vụ"], ["list", "-f", "csv"], ["status"]])
def test_bytes_are_the_same_whatever_the_code_page(env: dict[str, str], args: list[str]) -> None:
    usual, other = start(*args), start(*args, env=env)
    assert (other.returncode, other.stderr) == (0, b"")
    assert other.stdout == usual.stdout


@pytest.mark.parametrize("args", ["list", "validate", "validate -f json", "--help"])
def test_closed_output_is_no_crash(args: str) -> None:
    ran = subprocess.run(
        f'"{CCHC}" {args} >&-',
        shell=True,
        capture_output=True,
        env={**os.environ, "CCHC_DATA": str(SHIPPED)},
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_output_file_with_vietnamese_name_is_written_in_the_c_locale(tmp_path: Path) -> None:
    env = {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}
    ran = start("list", "-o", str(tmp_path / "danh sách.json"), env=env)
    assert ran.returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["danh sách.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="names of files are bytes only on POSIX")
@pytest.mark.parametrize("name", ["tỉnh mẫu".encode(), b"t\xffnh"])
@pytest.mark.parametrize("form", ["table", "md", "json"])
def test_named_data_home_is_shown_in_the_bytes_that_were_typed(tmp_path: Path, name: bytes, form: str) -> None:
    os.symlink(SHIPPED, os.path.join(os.fsencode(tmp_path), name))
    env = {**os.environ, "PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "CCHC_DATA": ""}
    args = [os.fsencode(CCHC), b"--data", name, b"status", b"-f", form.encode()]
    ran = subprocess.run(args, capture_output=True, env=env, cwd=tmp_path, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")
    shown = name if form != "json" else name.replace(b"\xff", b"\\udcff")
    assert b"cchc --data '" + shown + b"' export" in ran.stdout


def test_full_output_device_is_exit_3() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this system")
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [str(CCHC), "list"],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "CCHC_DATA": str(SHIPPED)},
            check=False,
        )
    assert (ran.returncode, b"Traceback" in ran.stderr) == (3, False)


def test_module_runs_like_the_command() -> None:
    ran = subprocess.run([sys.executable, "-m", "cchc_cli", "--version"], capture_output=True, check=True)
    assert ran.stdout == start("--version").stdout


def test_installed_program_makes_a_home_outside_any_checkout(tmp_path: Path) -> None:
    env = {"CCHC_DATA": ""}
    assert start("init", "tinh", env=env, cwd=tmp_path).returncode == 0
    ran = start("list", "-f", "json", env=env, cwd=tmp_path / "tinh")
    assert len(json.loads(ran.stdout)) == 57


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_script_is_given(shell: str) -> None:
    ran = start(env={"_CCHC_COMPLETE": f"{shell}_source"})
    assert (ran.returncode, b"cchc" in ran.stdout) == (0, True)


@pytest.mark.parametrize(
    ("words", "last", "found"),
    [
        ("cchc va", 1, "validate"),
        ("cchc list --agen", 2, "--agency"),
        ("cchc list -a s", 3, "snv"),
        ("cchc list -a noi", 3, ""),
        ("cchc show 1.3.", 2, "1.3.1"),
        ("cchc list --status do", 3, "done"),
        ("cchc explain A40", 2, "A401"),
    ],
)
def test_shell_completes_commands_options_agencies_and_codes(words: str, last: int, found: str) -> None:
    ran = start(env={"_CCHC_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(last)})
    assert ran.returncode == 0
    assert found in ran.stdout.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("width", [80, 200])
def test_table_fits_the_terminal_and_cuts_nothing(width: int, snapshot) -> None:
    assert on_terminal(["list", "-a", "stc"], width) == snapshot


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("width", [80, 200])
def test_status_fits_one_screen(width: int, snapshot) -> None:
    shown = on_terminal(["status", "--as-of", "2024-07-01"], width)
    assert len(shown.splitlines()) <= 23  # and the prompt
    assert shown == snapshot


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_terminal_colours_obey_no_color() -> None:
    assert "\x1b[" not in on_terminal(["list"], 80)
    assert "\x1b[" in on_terminal(["list"], 80, {"NO_COLOR": ""})


def test_pydantic_asks_only_what_the_stand_in_of_its_plugin_search_has() -> None:
    import pydantic

    folder = Path(pydantic.__file__).parent
    imports = {
        line.strip()
        for path in folder.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if "_loader import" in line
    }
    assert imports == {"from ._loader import get_plugins"}
