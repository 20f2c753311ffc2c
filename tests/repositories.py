"""Git repositories of data homes that tests build."""

import os
from pathlib import Path
import subprocess

import pytest

needs_git = pytest.mark.skipif(
    subprocess.run("git --version", shell=True, capture_output=True, check=False).returncode != 0, reason="needs git"
)


def git(folder: Path, *arguments: str, author: str = "A", day: str = "2024-03-01T09:00:00+0700") -> str:
    """Runs git in a folder, as a person on a day; what it prints."""
    person = ("-c", f"user.name={author}", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    days = {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
    ran = subprocess.run(
        ["git", *person, *arguments], cwd=folder, check=True, capture_output=True, env={**os.environ, **days}
    )
    return ran.stdout.decode().strip()


def commit(folder: Path, files: dict[str, str], subject: str, **made: str) -> str:
    """Writes files below the folder and commits all that is there; the commit's short id."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    if not (folder / ".git").exists():
        git(folder, "init")
    git(folder, "add", "-A")
    git(folder, "commit", "-m", subject, **made)
    return git(folder, "rev-parse", "--short=10", "HEAD")
