"""`cchc validate --changed`: what an edit changes, against git."""

import json
import os
from pathlib import Path

import pytest

from cchc_cli.store import revision
from cchc_cli.store.programs import ProgramFault
from homes import AGENCIES, CRITERIA
from repositories import git, needs_git

pytestmark = needs_git
EDITED = CRITERIA.replace("leads: [stc]", "leads: [skhdt]").replace("Phân cấp", "Phân quyền")


@pytest.fixture
def repository(home, tmp_path) -> Path:
    """A data home committed to a repository."""
    home()
    git(tmp_path, "init")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-m", "ban đầu")
    return tmp_path


def test_reviewer_sees_rows_and_agencies_that_changed(cchc, repository) -> None:
    (repository / "data" / "criteria.yaml").write_text(EDITED, encoding="utf-8")
    out = cchc("validate", "--changed", cwd=repository).out
    assert [line.split() for line in out.splitlines() if line.startswith(("1.2", "1.3"))] == [
        ["1.2", "Đối", "thoại", "đổi", "chủ", "trì", "Sở", "Tài", "chính", "Sở", "Kế", "hoạch", "và", "Đầu", "tư"],
        ["1.3", "Phân", "quyền", "đổi", "tên", "Phân", "cấp", "Phân", "quyền"],
    ]
    assert "2 dòng: đổi tên 1, đổi chủ trì 1" in out
    assert "So với HEAD (" in out


def test_markdown_and_json_say_the_same(cchc, repository) -> None:
    (repository / "data" / "criteria.yaml").write_text(EDITED, encoding="utf-8")
    markdown = cchc("validate", "--changed", "HEAD", "-f", "md", cwd=repository).out
    assert "| 1.2 | Đối thoại | đổi chủ trì | Sở Tài chính | Sở Kế hoạch và Đầu tư |" in markdown
    assert "| Sở Tài chính | 2024 | 2 | 1 | – | 1.2 |" in markdown
    (changed,) = json.loads(cchc("validate", "--changed", "HEAD", "-f", "json", cwd=repository).out)["changed"]
    assert [(row["code"], row["changes"], row["gained"], row["lost"]) for row in changed["rows"]] == [
        ("1.2", ["leads"], ["skhdt"], ["stc"]),
        ("1.3", ["renamed"], [], []),
    ]


def test_no_change_is_said(cchc, repository) -> None:
    assert "Không dòng nào thay đổi. So với HEAD (" in cchc("validate", "--changed", cwd=repository).out


def test_branch_is_compared_with_where_it_left_the_other(cchc, repository) -> None:
    git(repository, "checkout", "-b", "nhanh")
    git(repository, "checkout", "main")
    (repository / "data" / "criteria.yaml").write_text(CRITERIA.replace("Phân cấp", "Khác"), encoding="utf-8")
    git(repository, "commit", "-am", "việc khác")
    git(repository, "checkout", "nhanh")
    assert "Không dòng nào thay đổi" in cchc("validate", "--changed", "main", cwd=repository).out


def test_data_home_that_the_revision_lacks_is_all_new(cchc, repository) -> None:
    git(repository, "rm", "-r", "--cached", "-q", "data")
    git(repository, "commit", "-m", "chưa có dữ liệu")
    out = cchc("validate", "--changed", cwd=repository).out
    assert "chưa có thư mục dữ liệu này" in out
    assert "4 dòng: thêm dòng 4" in out


def test_data_with_errors_are_not_compared(cchc, repository) -> None:
    (repository / "data" / "criteria.yaml").write_text(CRITERIA.replace("[stc]", "[sct]"), encoding="utf-8")
    ran = cchc("validate", "--changed", cwd=repository)
    assert (ran.code, "Chưa so sánh" in ran.out, "thay đổi." in ran.out) == (1, True, False)


def test_shallow_clone_is_told_and_never_called_unchanged(cchc, repository, tmp_path_factory) -> None:
    (repository / "data" / "criteria.yaml").write_text(EDITED, encoding="utf-8")
    git(repository, "commit", "-am", "sửa")
    clone = tmp_path_factory.mktemp("clone")
    git(clone, "clone", "--depth", "1", repository.as_uri(), "nong")
    ran = cchc("validate", "--changed", "origin/main", cwd=clone / "nong")
    assert (ran.code, ran.out) == (2, "")
    assert "fetch-depth: 0" in ran.err
    assert "GIT_DEPTH: 0" in ran.err


def test_unknown_revision_is_exit_2(cchc, repository) -> None:
    ran = cchc("validate", "--changed", "khong-co", cwd=repository)
    assert (ran.code, "không có bản «khong-co»" in ran.err) == (2, True)


def test_revision_is_never_taken_for_an_option_of_git(repository) -> None:
    with pytest.raises(ProgramFault, match="không có bản"):
        revision.read_base(repository / "data", "--output=x")
    assert not (repository / "x").exists()


def test_no_git_no_repository_and_foreign_owner_are_three_different_words(cchc, home, repository, monkeypatch) -> None:
    def refuse(folder: Path, *arguments: str, given: bytes | None = None) -> bytes:
        raise revision._Refused("fatal: detected dubious ownership in repository at '/srv/data'")

    words = []
    with monkeypatch.context() as patched:
        patched.setattr(revision, "_git", refuse)
        words.append(cchc("validate", "--changed", cwd=repository))
    with monkeypatch.context() as patched:
        patched.setenv("PATH", "")
        words.append(cchc("validate", "--changed", cwd=repository))
    git(repository, "init", "--bare", "kho")
    with monkeypatch.context() as patched:
        patched.setenv("GIT_CEILING_DIRECTORIES", str(repository.parent))
        (repository / ".git").rename(repository / "git-cu")
        words.append(cchc("validate", "--changed", cwd=repository))
    assert [ran.code for ran in words] == [2, 2, 2]
    first_lines = [ran.err.splitlines()[0] for ran in words]
    assert "detected dubious ownership" in first_lines[0]
    assert first_lines[1] == "Lỗi: máy này chưa cài git"
    assert "not a git repository" in first_lines[2]
    assert "safe.directory" in words[0].err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_repository_of_another_user_is_refused_by_git_itself(cchc, repository, monkeypatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    for path in (repository, *repository.rglob("*")):
        os.chown(path, 12345, 12345)
    ran = cchc("validate", "--changed", cwd=repository)
    assert (ran.code, "dubious ownership" in ran.err) == (2, True)
    assert ran.err.rstrip().endswith(f"safe.directory {repository}")


def test_files_under_a_folder_with_spaces_and_marks_are_read(cchc, home, tmp_path) -> None:
    folder = tmp_path / "số liệu 2024" / "data"
    folder.mkdir(parents=True)
    for name, text in (("agencies.yaml", AGENCIES), ("criteria.yaml", CRITERIA)):
        (folder / name).write_text(text, encoding="utf-8")
    git(tmp_path, "init")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-m", "x")
    (folder / "criteria.yaml").write_text(EDITED, encoding="utf-8")
    assert "2 dòng: đổi tên 1, đổi chủ trì 1" in cchc("validate", "--changed", cwd=folder.parent).out


def test_revision_that_cannot_be_read_is_not_compared(cchc, repository) -> None:
    criteria = repository / "data" / "criteria.yaml"
    criteria.write_text(CRITERIA.replace("name: Đối", 'name: "Đối'), encoding="utf-8")
    git(repository, "commit", "-am", "hỏng")
    criteria.write_text(CRITERIA, encoding="utf-8")
    out = cchc("validate", "--changed", cwd=repository).out
    assert "Chưa so sánh với HEAD" in out
    assert "thêm dòng" not in out
    (changed,) = json.loads(cchc("validate", "--changed", "HEAD", "-f", "json", cwd=repository).out)["changed"]
    assert changed["rows"] is None


def test_repository_without_commits_is_told(cchc, home, tmp_path) -> None:
    home()
    git(tmp_path, "init")
    ran = cchc("validate", "--changed", cwd=tmp_path)
    assert (ran.code, "chưa có lần ghi (commit)" in ran.err) == (2, True)
