"""`cchc diff`: two years, two data homes, two git revisions."""

import csv
from io import StringIO
import json
import os
from pathlib import Path

from openpyxl import load_workbook
import pytest

from cchc_cli.store import revision
from homes import AGENCIES, CRITERIA, ENDED
from repositories import commit, git, needs_git

EDITED = CRITERIA.replace("leads: [stc]", "leads: [skhdt]").replace("Phân cấp", "Phân quyền")
NEXT = CRITERIA.replace("year: 2024", "year: 2025")


def changed(ran) -> list[tuple[str, list[str]]]:
    """The rows of a JSON answer with what changed of them."""
    return [(row["code"], row["changes"]) for row in json.loads(ran.out)]


@pytest.fixture
def repository(home, tmp_path) -> Path:
    """A data home of which two states are committed."""
    home()
    commit(tmp_path, {}, "ban đầu")
    commit(tmp_path, {"data/criteria.yaml": EDITED}, "sửa")
    return tmp_path


def test_two_years_are_compared_row_by_row(cchc, home) -> None:
    data = home({"criteria-2025.yaml": NEXT.replace("leads: [stc]", "leads: [skhdt]").replace('"1.3"', '"1.4"')})
    ran = cchc("diff", "2024", "2025", data=data)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[:3] == [
        "Thay đổi từ kế hoạch năm 2024 đến kế hoạch năm 2025",
        "",
        "Kế hoạch năm 2024 → 2025, 2 dòng: đổi mã 1, đổi chủ trì 1.",
    ]
    records = json.loads(cchc("diff", "2024", "2025", "-f", "json", data=data).out)
    assert [(one["year_before"], one["year_after"], one["code"], one["changes"]) for one in records] == [
        (2024, 2025, "1.2", ["leads"]),
        (2024, 2025, "1.4", ["moved"]),
    ]
    assert (records[0]["gained"], records[0]["lost"]) == (["skhdt"], ["stc"])
    assert records[0]["before"]["lead_names"] == ["Sở Tài chính"]
    assert records[1]["before"]["code"] == "1.3"


def test_summary_and_agencies_come_before_the_rows(cchc, home) -> None:
    data = home({"criteria-2025.yaml": NEXT.replace("leads: [stc]", "leads: [skhdt]")})
    lines = cchc("diff", "2024", "2025", data=data).out.splitlines()
    places = [
        next(at for at, line in enumerate(lines) if line.startswith(start)) for start in ("Kế hoạch", "Sở", "1.2")
    ]
    assert places == sorted(places)
    assert "Sở Tài chính" in lines[places[1]]
    assert lines[places[1]].split()[3:] == ["2025", "2", "1", "–", "1.2"]


def test_years_may_stand_as_a_range(cchc, home) -> None:
    data = home({"criteria-2025.yaml": NEXT.replace("Phân cấp", "Khác")})
    assert changed(cchc("diff", "2024..2025", "-f", "json", data=data)) == [("1.3", ["renamed"])]


def test_no_change_is_said(cchc, home) -> None:
    data = home({"criteria-2025.yaml": NEXT})
    ran = cchc("diff", "2024", "2025", data=data)
    assert (ran.code, "không có thay đổi" in ran.out) == (0, True)
    assert json.loads(cchc("diff", "2024", "2025", "-f", "json", data=data).out) == []


def test_tone_placement_alone_is_said_to_be_that(cchc, home) -> None:
    before = CRITERIA.replace("Đối thoại", "Thủy lợi").replace("Phân cấp", "Thuế và phí")
    after = NEXT.replace("Đối thoại", "Thuỷ lợi").replace("Phân cấp", "Thuế & Phí")
    data = home({"criteria.yaml": before, "criteria-2025.yaml": after})
    out = cchc("diff", "2024", "2025", data=data).out
    told = [line.split() for line in out.splitlines() if line.startswith(("1.2", "1.3"))]
    assert "chỉ khác cách đặt dấu Thủy lợi Thuỷ lợi" in " ".join(told[0])
    assert "chỉ khác cách viết Thuế và phí Thuế & Phí" in " ".join(told[1])
    assert "đổi tên" not in out


def test_lead_that_only_passed_to_its_successor_is_told_from_a_decision(cchc, home) -> None:
    new = NEXT.replace("leads: [stc]", "leads: [snv]").replace("[snv, stc, skhdt]", "[snv, stc]")
    data = home({"agencies.yaml": ENDED, "criteria-2025.yaml": new})
    told = [one for one in cchc("diff", "2024", "2025", data=data).out.splitlines() if one.startswith("1.")]
    assert ["do kế thừa" in line for line in told] == [False, True]
    records = json.loads(cchc("diff", "2024", "2025", "-f", "json", data=data).out)
    assert [(one["code"], one["by_succession"]) for one in records] == [("1.2", False), ("1.3", True)]


def test_one_of_several_successors_is_a_decision(cchc, home) -> None:
    agencies = ENDED.replace("successors: [stc]", "successors: [stc, snv]")
    before = CRITERIA.replace("leads: [stc]", "leads: [skhdt]")
    files = {"agencies.yaml": agencies, "criteria.yaml": before, "criteria-2025.yaml": NEXT}
    records = json.loads(cchc("diff", "2024", "2025", "-f", "json", data=home(files)).out)
    assert [(one["code"], one["by_succession"]) for one in records] == [("1.2", False)]


def test_other_criteria_set_is_warned_of(cchc, home) -> None:
    files = {
        "criteria.yaml": CRITERIA.replace("  title: Kế hoạch mẫu", "  set: Quyết định 876/QĐ-BNV"),
        "criteria-2025.yaml": NEXT.replace("  title: Kế hoạch mẫu", "  set: Quyết định 1/QĐ-BNV"),
    }
    ran = cchc("diff", "2024", "2025", data=home(files))
    assert ran.code == 0
    assert "2 bộ tiêu chí («Quyết định 876/QĐ-BNV», «Quyết định 1/QĐ-BNV»)" in ran.err


def test_two_homes_show_names_where_they_stand_and_know_an_agency_of_another_id(cchc, home, tmp_path) -> None:
    home()
    other = tmp_path / "tỉnh khác"
    other.mkdir()
    (other / "agencies.yaml").write_text(
        AGENCIES.replace("id: stc", "id: tc").replace("name: Sở Nội vụ", "name: Ban Nội vụ"), encoding="utf-8"
    )
    (other / "criteria.yaml").write_text(
        CRITERIA.replace("leads: [stc]", "leads: [snv]").replace("stc", "tc"), encoding="utf-8"
    )
    ran = cchc("diff", str(tmp_path / "data"), "tỉnh khác", cwd=tmp_path)
    (line,) = [line for line in ran.out.splitlines() if line.startswith("1.")]
    assert line.split()[-6:] == ["Sở", "Tài", "chính", "Ban", "Nội", "vụ"]


def test_homes_with_one_plan_each_are_compared_though_their_years_differ(cchc, home, tmp_path) -> None:
    home()
    commitless = {"agencies.yaml": AGENCIES, "criteria.yaml": NEXT.replace("Phân cấp", "Khác")}
    for name, text in commitless.items():
        (tmp_path / "sau").mkdir(exist_ok=True)
        (tmp_path / "sau" / name).write_text(text, encoding="utf-8")
    assert changed(cchc("diff", "data", "sau", "-f", "json", cwd=tmp_path)) == [("1.3", ["renamed"])]


def test_files_carry_every_format(cchc, home, tmp_path) -> None:
    data = home({"criteria-2025.yaml": NEXT.replace("leads: [stc]", "leads: [skhdt]")})
    for suffix in ("xlsx", "csv", "json", "md"):
        assert cchc("diff", "2024", "2025", "-o", str(tmp_path / f"x.{suffix}"), data=data).code == 0
    text = (tmp_path / "x.csv").read_bytes().decode("utf-8-sig")
    assert list(csv.reader(StringIO(text), delimiter=";")) == [
        ["Năm trước", "Năm sau", "Mã trước", "Mã sau", "Nội dung", "Thay đổi", "Trước", "Sau"],
        ["2024", "2025", "1.2", "1.2", "Đối thoại", "đổi chủ trì", "Sở Tài chính", "Sở Kế hoạch và Đầu tư"],
    ]
    cells = [cell.value for row in load_workbook(tmp_path / "x.xlsx").active for cell in row if cell.value]
    assert "Sở Tài chính, 2025: 2 → 1 dòng (nhận 0, thôi 1)." in cells
    assert "| 1.2 | Đối thoại | đổi chủ trì |" in (tmp_path / "x.md").read_text(encoding="utf-8")


def test_note_or_decision_alone_is_not_called_no_change(cchc, home) -> None:
    decided = "name: Đối thoại\n        note: xem lại\n        reassigned: {lead: snv, to: stc, from: 2025-05-01}"
    data = home({"criteria-2025.yaml": NEXT.replace("name: Đối thoại", decided)})
    assert changed(cchc("diff", "2024", "2025", "-f", "json", data=data)) == [("1.2", ["note", "decision"])]


def test_year_without_a_plan_names_those_that_there_are(cchc, home) -> None:
    ran = cchc("diff", "2024", "2019", data=home())
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "Lỗi: không có kế hoạch năm 2019\n  gợi ý: các năm có kế hoạch: 2024\n"


def test_one_year_alone_is_not_enough(cchc, home) -> None:
    ran = cchc("diff", "2024", data=home())
    assert (ran.code, "cần một năm hay bản khác" in ran.err) == (2, True)


def test_year_with_a_plan_goes_before_a_folder_of_that_name(cchc, home, tmp_path) -> None:
    home({"criteria-2025.yaml": NEXT})
    (tmp_path / "data").rename(tmp_path / "tỉnh")
    home({"criteria-2025.yaml": NEXT.replace("Phân cấp", "Khác")})
    (tmp_path / "tỉnh").rename(tmp_path / "2025")
    assert changed(cchc("diff", "2024", "2025", "-f", "json", cwd=tmp_path)) == [("1.3", ["renamed"])]
    assert changed(cchc("diff", "2025", "./2025", "-f", "json", cwd=tmp_path)) == [("1.3", ["renamed"])]


def test_folder_that_is_not_there_or_no_home_is_told_as_such(cchc, home, tmp_path) -> None:
    home()
    (tmp_path / "trống").mkdir()
    ran = cchc("diff", "./chưa-có", "data", cwd=tmp_path)
    assert (ran.code, "không có thư mục dữ liệu «./chưa-có»" in ran.err) == (2, True)
    ran = cchc("diff", "trống", "data", cwd=tmp_path)
    assert (ran.code, "«trống» không phải thư mục dữ liệu" in ran.err) == (2, True)


def test_errors_say_which_side_they_are_on(cchc, home, tmp_path) -> None:
    home()
    (tmp_path / "hỏng").mkdir()
    (tmp_path / "hỏng" / "agencies.yaml").write_text(AGENCIES, encoding="utf-8")
    (tmp_path / "hỏng" / "criteria.yaml").write_text(CRITERIA.replace("[stc]", "[sct]"), encoding="utf-8")
    ran = cchc("diff", "data", "hỏng", cwd=tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("hỏng/criteria.yaml:15:17: lỗi A401")
    assert ran.err.endswith("Dữ liệu ở bên «hỏng» có lỗi nên không so sánh.\n")


@needs_git
@pytest.mark.parametrize("words", [("HEAD~1..HEAD",), ("HEAD~1", "HEAD"), ("HEAD~1",), ("HEAD~1..",)])
def test_revisions_are_compared(cchc, repository, words) -> None:
    ran = cchc("diff", *words, "-f", "json", cwd=repository)
    assert changed(ran) == [("1.2", ["leads"]), ("1.3", ["renamed"])]


@needs_git
def test_two_revisions_are_compared_though_the_working_files_have_errors(cchc, repository) -> None:
    (repository / "data" / "criteria.yaml").write_text("areas: [", encoding="utf-8")
    assert len(changed(cchc("diff", "HEAD~1..HEAD", "-f", "json", cwd=repository))) == 2
    ran = cchc("diff", "HEAD", cwd=repository)
    assert (ran.code, ran.err.endswith("Dữ liệu ở bên «dữ liệu hiện nay» có lỗi nên không so sánh.\n")) == (1, True)


@needs_git
def test_order_of_the_sides_is_the_order_of_the_words(cchc, repository) -> None:
    (first, _) = json.loads(cchc("diff", "HEAD", "HEAD~1", "-f", "json", cwd=repository).out)
    assert (first["gained"], first["lost"]) == (["stc"], ["skhdt"])


@needs_git
def test_year_beside_a_revision_narrows_both_sides(cchc, repository) -> None:
    commit(repository, {"data/criteria-2025.yaml": NEXT}, "2025")
    assert changed(cchc("diff", "HEAD~2", "HEAD", "--year", "2024", "-f", "json", cwd=repository)) == [
        ("1.2", ["leads"]),
        ("1.3", ["renamed"]),
    ]
    ran = cchc("diff", "HEAD~2", "HEAD", "--year", "2025", cwd=repository)
    assert "Kế hoạch năm 2025 chỉ có ở HEAD (" in ran.out
    assert "thêm dòng 4" in ran.out
    assert cchc("diff", "HEAD~2", "HEAD", "--year", "2019", cwd=repository).code == 2


@needs_git
def test_plan_whose_file_is_called_otherwise_now_is_the_same_plan(cchc, repository) -> None:
    git(repository, "mv", "data/criteria.yaml", "data/criteria-2024.yaml")
    git(repository, "commit", "-m", "đổi tên tệp")
    assert "không có thay đổi" in cchc("diff", "HEAD~1..HEAD", cwd=repository).out


@needs_git
def test_home_in_a_folder_with_spaces_and_marks(cchc, tmp_path) -> None:
    folder = "số liệu năm 2024/dữ liệu"
    commit(tmp_path, {f"{folder}/agencies.yaml": AGENCIES, f"{folder}/criteria.yaml": CRITERIA}, "một")
    commit(tmp_path, {f"{folder}/criteria.yaml": EDITED}, "hai")
    ran = cchc("diff", "HEAD~1..HEAD", "-f", "json", data=tmp_path / folder)
    assert changed(ran) == [("1.2", ["leads"]), ("1.3", ["renamed"])]


@needs_git
def test_shallow_clone_is_told_and_never_called_unchanged(cchc, repository, tmp_path_factory) -> None:
    clone = tmp_path_factory.mktemp("clone")
    git(clone, "clone", "--depth", "1", repository.as_uri(), "nong")
    for words in (("HEAD~3..HEAD",), ("HEAD~1",), ("HEAD", "HEAD~1")):
        ran = cchc("diff", *words, cwd=clone / "nong")
        assert (ran.code, ran.out) == (2, "")
        assert "chỉ có một phần lịch sử" in ran.err
        assert "fetch-depth: 0" in ran.err
    assert "không có thay đổi" in cchc("diff", "HEAD", cwd=clone / "nong").out


@needs_git
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
            words.append(cchc("diff", "HEAD~1..HEAD", cwd=repository))
            monkeypatch.undo()
    assert [ran.code for ran in words] == [2, 2, 2]
    first_lines = [ran.err.splitlines()[0] for ran in words]
    assert "detected dubious ownership" in first_lines[0]
    assert first_lines[1] == "Lỗi: máy này chưa cài git"
    assert "not a git repository" in first_lines[2]
    assert not any("--changed" in ran.err for ran in words)


@needs_git
def test_word_that_is_nothing_is_told_how_it_was_read(cchc, repository) -> None:
    ran = cchc("diff", "khong-co", cwd=repository)
    assert (ran.code, ran.out) == (2, "")
    assert "kho git không có bản «khong-co»" in ran.err
    assert "không phải năm có kế hoạch, cũng không phải thư mục dữ liệu" in ran.err
    assert cchc("diff", "HEAD~1...HEAD", cwd=repository).code == 2
    assert cchc("diff", "HEAD~1..HEAD", "HEAD", cwd=repository).code == 2


@needs_git
def test_revision_with_errors_is_placed_in_it(cchc, repository) -> None:
    commit(repository, {"data/criteria.yaml": CRITERIA.replace("[stc]", "[sct]")}, "hỏng")
    commit(repository, {"data/criteria.yaml": CRITERIA}, "sửa lại")
    ran = cchc("diff", "HEAD~1..HEAD", cwd=repository)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("HEAD~1:data/criteria.yaml:15:17: lỗi A401")
    assert "Dữ liệu ở bên «HEAD~1 (" in ran.err


@needs_git
def test_revision_before_there_were_data_has_all_rows_added(cchc, home, tmp_path) -> None:
    commit(tmp_path, {"README": "x"}, "đầu")
    home()
    commit(tmp_path, {}, "dữ liệu")
    ran = cchc("diff", "HEAD~1..HEAD", cwd=tmp_path)
    assert "Kế hoạch năm 2024 chỉ có ở HEAD (" in ran.out
    assert "4 dòng: thêm dòng 4" in ran.out
    assert "chưa có thư mục dữ liệu này" in ran.err


@needs_git
@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_linked_plan_is_refused_and_not_called_removed(cchc, repository) -> None:
    (repository / "data" / "criteria.yaml").rename(repository / "kế hoạch.yaml")
    (repository / "data" / "criteria.yaml").symlink_to("../kế hoạch.yaml")
    commit(repository, {}, "liên kết")
    ran = cchc("diff", "HEAD~1..HEAD", cwd=repository)
    assert (ran.code, ran.out) == (1, "")
    assert "«criteria.yaml» là liên kết (symlink)" in ran.err


@needs_git
def test_hook_of_a_worktree_sees_the_same_history(cchc, repository, monkeypatch) -> None:
    git(repository, "worktree", "add", "-q", "cây")
    monkeypatch.setenv("GIT_DIR", str(repository / ".git" / "worktrees" / "cây"))
    ran = cchc("diff", "HEAD~1..HEAD", "-f", "json", cwd=repository / "cây")
    assert changed(ran) == [("1.2", ["leads"]), ("1.3", ["renamed"])]
    assert len(json.loads(cchc("history", "1.2", "-f", "json", cwd=repository / "cây").out)["commits"]) == 2


@needs_git
def test_home_in_a_submodule_has_the_history_of_the_submodule(cchc, repository, tmp_path_factory) -> None:
    outer = tmp_path_factory.mktemp("ngoài")
    git(outer, "init")
    git(outer, "-c", "protocol.file.allow=always", "submodule", "add", repository.as_uri(), "tỉnh")
    ran = cchc("diff", "HEAD~1..HEAD", "-f", "json", cwd=outer / "tỉnh")
    assert changed(ran) == [("1.2", ["leads"]), ("1.3", ["renamed"])]


def test_agency_that_gained_by_succession_and_otherwise_is_told_how_many_were_which(cchc, home) -> None:
    before = CRITERIA.replace("leads: [stc]", "leads: [skhdt]")
    after = NEXT.replace("leads: [snv, stc, skhdt]", "leads: [stc]").replace(
        "    leads: [snv]\n", "    leads: [stc]\n", 1
    )
    data = home({"agencies.yaml": ENDED, "criteria.yaml": before, "criteria-2025.yaml": after})
    assert "2 dòng: 1.1, 1.2 (1 do kế thừa)" in cchc("diff", "2024", "2025", data=data).out


def test_label_of_the_data_stands_on_every_form_of_a_comparison(cchc, home, tmp_path) -> None:
    data = home({"criteria-2025.yaml": NEXT, "settings.yaml": "label: SỐ LIỆU MINH HỌA\n"})
    assert cchc("diff", "2024", "2025", data=data).out.splitlines()[2] == "SỐ LIỆU MINH HỌA"
    other = tmp_path / "khac"
    other.mkdir()
    for name, text in {"agencies.yaml": AGENCIES, "criteria.yaml": EDITED}.items():
        (other / name).write_text(text, encoding="utf-8")
    ran = cchc("diff", str(data), str(other), "--year", "2024", "-f", "json")
    assert {row["label"] for row in json.loads(ran.out)} == {"SỐ LIỆU MINH HỌA"}
