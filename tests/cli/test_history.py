"""`cchc history`: a row's life through git and through the years."""

import csv
from io import StringIO
import json
import os
from pathlib import Path

import pytest

from cchc_cli.store import revision
from homes import AGENCIES, CRITERIA
from repositories import commit, git, needs_git

pytestmark = needs_git

MOVED = CRITERIA.replace("leads: [stc]", "leads: [skhdt]").replace('code: "1.2"', 'code: "1.4"')


@pytest.fixture
def repository(home, tmp_path) -> Path:
    """A data home whose row 1.2 got another lead, by a person of Vietnamese name, and then another code."""
    home()
    commit(tmp_path, {}, "ban đầu", author="Nguyễn Văn A", day="2024-01-02T09:00:00+0700")
    led = CRITERIA.replace("leads: [stc]", "leads: [skhdt]")
    made = {"author": "Trần Thị Bưởi", "day": "2024-03-31T23:30:00+0000"}
    commit(tmp_path, {"data/criteria.yaml": led}, "giao lại đối thoại", **made)
    commit(tmp_path, {"data/progress/2024/snv.yaml": "year: 2024\nagency: snv\nupdates: []\n"}, "tiến độ")
    commit(tmp_path, {"data/criteria.yaml": MOVED}, "đổi mã", author="Lê C", day="2024-06-01T09:00:00+0700")
    return tmp_path


def events(ran) -> list[tuple[str, str, list[str]]]:
    """Subject, code and changes of each event of a JSON answer."""
    return [(one["subject"], one["code"], one["changes"]) for one in json.loads(ran.out)["commits"]]


def test_who_changed_the_row_when_and_how_the_newest_last(cchc, repository) -> None:
    ran = cchc("history", "1.4", cwd=repository)
    assert (ran.code, ran.err) == (0, "")
    lines = [line for line in ran.out.splitlines() if "2024  " in line]
    shorts = git(repository, "log", "--format=%h", "--abbrev=10", "--reverse", "--", "data/criteria.yaml").split()
    assert [" ".join(line.split()) for line in lines] == [
        f"02/01/2024 {shorts[0]} Nguyễn Văn A ban đầu 1.2 thêm dòng – STT 2; Sở Tài chính",
        f"01/04/2024 {shorts[1]} Trần Thị Bưởi giao lại đối thoại 1.2 đổi chủ trì Sở Tài chính Sở Kế hoạch và Đầu tư",
        f"01/06/2024 {shorts[2]} Lê C đổi mã 1.4 đổi mã 1.2 1.4",
    ]
    assert "cchc progress log 1.4 --year 2024" in ran.out


def test_record_has_the_whole_commit(cchc, repository) -> None:
    record = json.loads(cchc("history", "1.4", "-f", "json", cwd=repository).out)
    assert (record["year"], record["code"], record["name"], record["skipped"]) == (2024, "1.4", "Đối thoại", [])
    made = record["commits"][1]
    assert made["commit"] == git(repository, "rev-parse", "HEAD~2")
    assert (made["author"], made["email"], made["date"]) == (
        "Trần Thị Bưởi",
        "a@example.org",
        "2024-04-01T06:30:00+07:00",
    )
    assert (made["changes"], made["gained"], made["lost"]) == (["leads"], ["skhdt"], ["stc"])
    assert (made["before"]["leads"], made["after"]["leads"]) == (["stc"], ["skhdt"])


def test_commits_that_left_the_row_alone_are_not_told(cchc, repository) -> None:
    assert events(cchc("history", "1.3", "-f", "json", cwd=repository)) == [("ban đầu", "1.3", ["added"])]


def test_work_that_is_not_committed_is_told_as_such(cchc, repository) -> None:
    (repository / "data" / "criteria.yaml").write_text(MOVED.replace("Đối thoại", "Gặp gỡ"), encoding="utf-8")
    last = cchc("history", "1.4", cwd=repository).out.splitlines()
    assert any(line.split()[:3] == ["chưa", "ghi", "(commit)"] and "đổi tên" in line for line in last)
    assert events(cchc("history", "1.4", "-f", "json", cwd=repository))[-1] == (None, "1.4", ["renamed"])


def test_row_that_is_gone_still_has_its_life(cchc, repository) -> None:
    gone = "".join(MOVED.partition('      - code: "1.3"')[:1])
    commit(repository, {"data/criteria.yaml": gone}, "bỏ phân cấp")
    assert events(cchc("history", "1.3", "-f", "json", cwd=repository)) == [
        ("ban đầu", "1.3", ["added"]),
        ("bỏ phân cấp", "1.3", ["removed"]),
    ]
    commit(repository, {"data/criteria.yaml": MOVED}, "thêm lại")
    assert events(cchc("history", "1.3", "-f", "json", cwd=repository))[-1] == ("thêm lại", "1.3", ["added"])
    assert len(events(cchc("history", "1.3", "-f", "json", cwd=repository))) == 3


def test_code_that_never_was_is_exit_2_with_those_near(cchc, repository) -> None:
    ran = cchc("history", "1.9", cwd=repository)
    assert (ran.code, ran.out) == (2, "")
    assert "kế hoạch năm 2024 không có mã «1.9»" in ran.err


def test_another_row_that_had_the_code_before_is_not_taken_for_this_one(cchc, repository) -> None:
    fresh = MOVED + '      - code: "1.2"\n        stt: 9\n        name: Hoàn toàn mới\n'
    commit(repository, {"data/criteria.yaml": fresh}, "dòng mới")
    assert events(cchc("history", "1.2", "-f", "json", cwd=repository)) == [("dòng mới", "1.2", ["added"])]


def test_row_that_pushed_another_from_its_code_begins_there(cchc, repository) -> None:
    pushed = MOVED.replace('code: "1.3"', 'code: "1.5"') + '      - code: "1.3"\n        stt: 9\n        name: Mới\n'
    commit(repository, {"data/criteria.yaml": pushed}, "dòng mới")
    assert events(cchc("history", "1.3", "-f", "json", cwd=repository)) == [("dòng mới", "1.3", ["added"])]
    assert [subject for subject, _, _ in events(cchc("history", "1.5", "-f", "json", cwd=repository))] == [
        "ban đầu",
        "dòng mới",
    ]


def test_commit_whose_data_have_errors_is_named_and_passed_over(cchc, repository) -> None:
    broken = commit(repository, {"data/criteria.yaml": MOVED.replace("areas:", "areas")}, "lưu hỏng")
    commit(repository, {"data/criteria.yaml": MOVED.replace("Đối thoại", "Gặp gỡ")}, "sửa lại")
    ran = cchc("history", "1.4", cwd=repository)
    assert ran.code == 0
    assert f"Bỏ qua lần ghi {broken} ngày 01/03/2024 của A (lưu hỏng)" in ran.out
    answer = json.loads(cchc("history", "1.4", "-f", "json", cwd=repository).out)
    assert [one["subject"] for one in answer["skipped"]] == ["lưu hỏng"]
    assert answer["commits"][-1]["subject"] == "sửa lại"
    assert answer["commits"][-1]["changes"] == ["renamed"]


def test_first_commit_with_errors_is_no_proof_that_the_row_came_later(cchc, home, tmp_path) -> None:
    home({"criteria.yaml": CRITERIA.replace("[stc]", "[sct]")})
    commit(tmp_path, {}, "hỏng từ đầu")
    (tmp_path / "data" / "criteria.yaml").write_text(CRITERIA, encoding="utf-8")
    ran = cchc("history", "1.1", cwd=tmp_path)
    assert ran.code == 0
    assert "thêm dòng" not in ran.out
    assert "Bỏ qua lần ghi" in ran.out


def test_change_on_a_branch_is_the_commits_and_not_the_merges(cchc, repository) -> None:
    git(repository, "checkout", "-b", "nhánh")
    commit(repository, {"data/criteria.yaml": MOVED.replace("Đối thoại", "Gặp gỡ")}, "trên nhánh")
    git(repository, "checkout", "main")
    commit(repository, {"data/criteria.yaml": MOVED.replace("stt: 3", "stt: 4")}, "việc khác")
    git(repository, "merge", "--no-ff", "-m", "hợp nhất", "nhánh")
    assert events(cchc("history", "1.4", "-f", "json", cwd=repository))[2:] == [
        ("đổi mã", "1.4", ["moved"]),
        ("trên nhánh", "1.4", ["renamed"]),
    ]
    assert events(cchc("history", "1.3", "-f", "json", cwd=repository))[-1] == ("việc khác", "1.3", ["number"])


def test_row_is_followed_through_the_plans_of_other_years(cchc, repository) -> None:
    later = MOVED.replace("year: 2024", "year: 2025").replace('"1.4"', '"1.5"').replace("[skhdt]\n", "[snv]\n")
    earlier = CRITERIA.replace("year: 2024", "year: 2023").replace("Đối thoại", "Việc không liên quan")
    commit(repository, {"data/criteria-2025.yaml": later, "data/criteria-2023.yaml": earlier}, "các năm")
    answer = json.loads(cchc("history", "1.4", "-y", "2024", "-f", "json", cwd=repository).out)
    assert [(one["year"], one["row"]["code"], one["changes"]) for one in answer["years"]] == [
        (2024, "1.4", ["added"]),
        (2025, "1.5", ["moved", "leads"]),
    ]
    answer = json.loads(cchc("history", "1.3", "-y", "2025", "-f", "json", cwd=repository).out)
    assert [(one["year"], one["row"]["code"], one["changes"]) for one in answer["years"]] == [
        (2023, "1.3", []),
        (2024, "1.3", []),
        (2025, "1.3", []),
    ]


def test_year_that_has_no_such_row_is_told(cchc, repository) -> None:
    later = CRITERIA.replace("year: 2024", "year: 2025").partition('      - code: "1.3"')[0]
    commit(repository, {"data/criteria-2025.yaml": later}, "2025")
    out = cchc("history", "1.3", "-y", "2024", cwd=repository).out
    assert [line.split() for line in out.splitlines() if line.lstrip().startswith("2025")] == [
        ["2025", "không", "có", "dòng", "tương", "ứng"]
    ]


def test_decision_on_the_row_is_told(cchc, repository) -> None:
    decided = "name: Đối thoại\n        reassigned: {lead: stc, to: skhdt, from: 2024-05-01, by: 12/QĐ-UBND}"
    commit(repository, {"data/criteria.yaml": MOVED.replace("name: Đối thoại", decided)}, "quyết định")
    sentence = "Sở Tài chính → Sở Kế hoạch và Đầu tư từ 01/05/2024 theo 12/QĐ-UBND"
    assert f"Chuyển giao: Năm 2024: {sentence}" in cchc("history", "1.4", cwd=repository).out
    answer = json.loads(cchc("history", "1.4", "-f", "json", cwd=repository).out)
    assert answer["decisions"] == [
        {"year": 2024, "code": "1.4", "lead": "stc", "to": "skhdt", "from": "2024-05-01", "by": "12/QĐ-UBND"}
    ]
    assert answer["commits"][-1]["changes"] == ["decision"]


def test_file_that_was_renamed_does_not_begin_the_row_anew(cchc, repository) -> None:
    git(repository, "mv", "data/criteria.yaml", "data/criteria-2024.yaml")
    git(repository, "commit", "-m", "đổi tên tệp")
    assert [subject for subject, _, _ in events(cchc("history", "1.4", "-f", "json", cwd=repository))] == [
        "ban đầu",
        "giao lại đối thoại",
        "đổi mã",
    ]


def test_csv_and_files_carry_everything_in_one_table(cchc, repository, tmp_path) -> None:
    for suffix in ("xlsx", "csv", "json", "md"):
        assert cchc("history", "1.4", "-o", str(tmp_path / f"x.{suffix}"), cwd=repository).code == 0
    rows = list(csv.reader(StringIO((tmp_path / "x.csv").read_bytes().decode("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows] == ["Loại", "lần ghi", "lần ghi", "lần ghi", "năm"]
    assert rows[2][2:] == [
        "01/04/2024",
        git(repository, "rev-parse", "--short=10", "HEAD~2"),
        "Trần Thị Bưởi",
        "a@example.org",
        "giao lại đối thoại",
        "1.2",
        "đổi chủ trì",
        "Sở Tài chính",
        "Sở Kế hoạch và Đầu tư",
    ]


def test_home_in_a_folder_with_spaces_and_marks(cchc, tmp_path) -> None:
    folder = "số liệu năm 2024/dữ liệu"
    commit(tmp_path, {f"{folder}/agencies.yaml": AGENCIES, f"{folder}/criteria.yaml": CRITERIA}, "một")
    commit(tmp_path, {f"{folder}/criteria.yaml": CRITERIA.replace("Phân cấp", "Phân quyền")}, "hai")
    assert events(cchc("history", "1.3", "-f", "json", data=tmp_path / folder)) == [
        ("một", "1.3", ["added"]),
        ("hai", "1.3", ["renamed"]),
    ]


def test_home_that_was_never_committed_is_all_uncommitted(cchc, home, tmp_path) -> None:
    commit(tmp_path, {"README": "x"}, "đầu")
    home()
    assert events(cchc("history", "1.3", "-f", "json", cwd=tmp_path)) == [(None, "1.3", ["added"])]


def test_repository_without_commits_is_told(cchc, home, tmp_path) -> None:
    home()
    git(tmp_path, "init")
    ran = cchc("history", "1.3", cwd=tmp_path)
    assert (ran.code, "chưa có lần ghi (commit)" in ran.err) == (2, True)


def test_shallow_clone_refuses(cchc, repository, tmp_path_factory) -> None:
    clone = tmp_path_factory.mktemp("clone")
    git(clone, "clone", "--depth", "1", repository.as_uri(), "nong")
    ran = cchc("history", "1.3", cwd=clone / "nong")
    assert (ran.code, ran.out) == (2, "")
    assert "chỉ có một phần lịch sử (shallow), không kể được đủ lịch sử" in ran.err
    assert "fetch-depth: 0" in ran.err


def test_no_git_no_repository_and_foreign_owner_are_three_different_words(cchc, repository, monkeypatch) -> None:
    def refuse(folder: Path, *arguments: str, given: bytes | None = None) -> bytes:
        raise revision._Refused("fatal: detected dubious ownership in repository at '/srv/data'")

    words = []
    for patch in (
        lambda: monkeypatch.setattr(revision, "_git", refuse),
        lambda: monkeypatch.setenv("PATH", ""),
        lambda: (repository / ".git").rename(repository / "git-cu"),
    ):
        with monkeypatch.context() as patched:
            patched.setenv("GIT_CEILING_DIRECTORIES", str(repository.parent))
            patch()
            words.append(cchc("history", "1.4", cwd=repository))
            monkeypatch.undo()
    assert [(ran.code, ran.out) for ran in words] == [(2, "")] * 3
    first_lines = [ran.err.splitlines()[0] for ran in words]
    assert "detected dubious ownership" in first_lines[0]
    assert first_lines[1] == "Lỗi: máy này chưa cài git"
    assert "not a git repository" in first_lines[2]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_linked_plan_is_an_unread_commit_and_no_end_of_the_row(cchc, repository) -> None:
    plan = repository / "data" / "criteria.yaml"
    plan.rename(repository / "kế hoạch.yaml")
    plan.symlink_to("../kế hoạch.yaml")
    commit(repository, {}, "liên kết")
    answer = json.loads(cchc("history", "1.4", "-f", "json", cwd=repository).out)
    assert [one["subject"] for one in answer["skipped"]] == ["liên kết"]
    assert [one["subject"] for one in answer["commits"]] == ["ban đầu", "giao lại đối thoại", "đổi mã"]


def test_few_processes_serve_many_commits(cchc, repository, monkeypatch) -> None:
    for number in range(12):
        changed = MOVED.replace("Đối thoại", f"Đối thoại {number}")
        commit(repository, {"data/criteria.yaml": changed}, f"lần {number}")
    asked = []
    plain = revision._git
    monkeypatch.setattr(revision, "_git", lambda *args, **given: asked.append(args[1]) or plain(*args, **given))
    assert len(events(cchc("history", "1.4", "-f", "json", cwd=repository))) == 15
    assert len(asked) <= 6


def test_label_of_the_data_stands_under_the_rows_name(cchc, repository) -> None:
    (repository / "data" / "settings.yaml").write_text("label: SỐ LIỆU MINH HỌA\n", encoding="utf-8")
    assert "SỐ LIỆU MINH HỌA" in cchc("history", "1.4", cwd=repository).out.splitlines()[:3]
