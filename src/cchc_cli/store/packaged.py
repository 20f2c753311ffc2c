"""The 2024 plan that comes with the program: the repository's `data/`, put into the wheel by the build."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

_PLAN_FILES = ("criteria.yaml", "agencies.yaml")
FRAMES = ("2025",)


def plan_files() -> dict[str, bytes]:
    """The files of a new data home by path below it: the 2024 plan, and settings to fill in."""
    folder = _plan_folder()
    content = {name: folder.joinpath(name).read_bytes() for name in _PLAN_FILES}
    content["settings.yaml"] = _sample("settings.yaml")
    return content


def frame_files(frame: str) -> dict[str, bytes]:
    """What stands in the place of a new data home's files where a province takes a frame of agencies, one of FRAMES."""
    return {"agencies.yaml": _sample(f"frame-{frame}", "agencies.yaml")}


def workflow() -> bytes:
    """A GitHub Actions workflow that checks every edit of the data."""
    return _sample("github-workflow.yml")


def _sample(*path: str) -> bytes:
    return files("cchc_cli.store").joinpath("samples", *path).read_bytes()


def _plan_folder() -> Traversable:
    """The packaged folder; in a checkout that was not built, the `data/` at its top."""
    packaged = files("cchc_cli").joinpath("data")
    if packaged.joinpath(_PLAN_FILES[0]).is_file():
        return packaged
    return Path(__file__).resolve().parents[3] / "data"
