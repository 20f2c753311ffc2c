from collections.abc import Callable
import json
from pathlib import Path

import pytest

from cchc_cli.store.packaged import plan_files
from conftest import Ran
from ingest.plan_document.shipped_documents import SEED, word_pages

Cchc = Callable[..., Ran]
Make = Callable[..., Path]
PLAN = (
    "KẾ HOẠCH NĂM 2025\nSTT\tMã\tNội dung\tChủ trì\tThời hạn\n\t1\tMỘT\tSở Nội vụ\t\n"
    "1\t1.1\tViệc một\t\t6/2025\n2\t1.2\tViệc hai\tSở Y tế\tkhi có hướng dẫn\n"
)
WRITTEN = """\
year: 2025
plan:
  title: KẾ HOẠCH NĂM 2025
  number: null
  source: ke-hoach.txt
areas:
  - code: "1"
    name: MỘT
    leads: [snv]
    criteria:
      - code: "1.1"
        stt: 1
        name: Việc một
        due: 6/2025
      - code: "1.2"
        stt: 2
        name: Việc hai
        leads: [syt]
        due: khi có hướng dẫn
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(PLAN, encoding="utf-8", newline="\n")
    return path


def test_plan_is_written_and_all_that_is_to_be_looked_at_is_told(cchc: Cchc, home: Make, plan: Path) -> None:
    folder = home()
    ran = cchc("import-plan", str(plan), "-o", str(folder / "criteria-2025.yaml"), data=folder)
    assert ran.code == 0, ran.err
    assert (folder / "criteria-2025.yaml").read_text(encoding="utf-8").partition("validate --strict\n")[2] == WRITTEN
    assert f"{plan}:5:1: cảnh báo W840 cơ quan «Sở Y tế» chưa khai báo; đề nghị id syt" in ran.out
    assert f"{folder}/criteria-2025.yaml:24:14: cảnh báo" in ran.out  # the deadline that nobody can read
    assert "Kế hoạch năm 2025: đọc 3 dòng; ghi 3 dòng (2 dòng có STT)." in ran.out
    assert "  - id: syt\n    name: Sở Y tế\n" in ran.out
    assert "syt" not in (folder / "agencies.yaml").read_text(encoding="utf-8")
    assert "Còn 1 cơ quan chưa khai báo" in ran.err
    assert cchc("validate", data=folder).code == 1


def test_unknown_agencies_are_added_where_that_is_asked_for(cchc: Cchc, home: Make, plan: Path) -> None:
    folder = home()
    before = (folder / "agencies.yaml").read_bytes()
    ran = cchc("import-plan", str(plan), "-o", str(folder / "criteria-2025.yaml"), "--add-agencies", data=folder)
    assert ran.code == 0, ran.err
    after = (folder / "agencies.yaml").read_bytes()
    assert after == before + "  - id: syt\n    name: Sở Y tế\n    short: SYT\n".encode()
    assert cchc("list", "-a", "Sở Y tế", "-y", "2025", "-f", "json", data=folder).code == 0


def test_agencies_are_added_when_the_command_is_run_again(cchc: Cchc, home: Make, plan: Path) -> None:
    folder = home()
    target = str(folder / "criteria-2025.yaml")
    assert cchc("import-plan", str(plan), "-o", target, data=folder).code == 0
    ran = cchc("import-plan", str(plan), "-o", target, "--add-agencies", data=folder)
    assert ran.code == 0, ran.err
    assert cchc("validate", data=folder).code == 0


def test_without_an_output_the_plan_goes_to_standard_output(cchc: Cchc, home: Make, plan: Path) -> None:
    ran = cchc("import-plan", str(plan), data=home())
    assert ran.code == 0
    assert ran.out.partition("validate --strict\n")[2] == WRITTEN
    assert "W840" in ran.err


def test_first_plan_needs_no_data_home(cchc: Cchc, tmp_path: Path, plan: Path) -> None:
    ran = cchc("import-plan", "ke-hoach.txt", "-o", "criteria-2025.yaml", "--add-agencies", cwd=plan.parent)
    assert ran.code == 0, ran.err
    assert cchc("list", "-f", "csv", cwd=tmp_path).code == 0


def test_list_of_what_to_check_is_read_by_programs_too(cchc: Cchc, home: Make, plan: Path) -> None:
    folder = home()
    ran = cchc("import-plan", str(plan), "-o", str(folder / "criteria-2025.yaml"), "-f", "json", data=folder)
    told = json.loads(ran.out)
    assert {key: told[key] for key in ("read", "written", "added", "assigned", "not_rows", "proposed", "errors")} == {
        "read": 3,
        "written": 3,
        "added": 0,
        "assigned": 2,
        "not_rows": {},
        "proposed": ["syt"],
        "errors": 0,
    }
    assert [(one["code"], one["line"]) for one in told["problems"] if one["file"] == str(plan)] == [
        ("W848", 1),
        ("W831", 4),
        ("W840", 5),
    ]


def test_document_of_word_is_placed_by_table_and_row(cchc: Cchc, home: Make, tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.docx"
    path.write_bytes(word_pages())
    folder = home({"agencies.yaml": plan_files()["agencies.yaml"]}, bare=True)
    ran = cchc("import-plan", str(path), "-o", str(folder / "criteria.yaml"), data=folder)
    assert ran.code == 0, ran.err
    assert "ke-hoach.docx [bảng 5, dòng 13]: cảnh báo W823 văn bản không có dòng 7.3" in ran.out


def test_existing_plan_of_the_year_is_compared_and_kept(cchc: Cchc, home: Make, plan: Path) -> None:
    folder = home()
    target = folder / "criteria-2025.yaml"
    assert cchc("import-plan", str(plan), "-o", str(target), "--add-agencies", data=folder).code == 0
    before = target.read_bytes()
    plan.write_text(PLAN.replace("Việc hai\tSở Y tế", "Việc hai\tSở Tài chính"), encoding="utf-8")
    ran = cchc("import-plan", str(plan), "-o", str(target), data=folder)
    assert (ran.code, target.read_bytes()) == (3, before)
    assert "đổi chủ trì" in ran.out
    assert "thêm --force để ghi đè" in ran.err
    assert cchc("import-plan", str(plan), "-o", str(target), "--force", data=folder).code == 0
    assert b"leads: [stc]" in target.read_bytes()
    again = cchc("import-plan", str(plan), "-o", str(target), data=folder)
    assert again.code == 0
    assert "Không dòng nào khác kế hoạch năm 2025 đã có" in again.out


def test_second_file_for_a_year_is_refused_even_with_force(cchc: Cchc, home: Make, plan: Path) -> None:
    folder = home()
    assert (
        cchc(
            "import-plan", str(plan), "-y", "2024", "-o", str(folder / "criteria-2024.yaml"), "--force", data=folder
        ).code
        == 3
    )
    assert not (folder / "criteria-2024.yaml").exists()


def test_shipped_plan_comes_again_from_its_document(cchc: Cchc, home: Make) -> None:
    files = plan_files()
    folder = home({name: files[name] for name in ("criteria.yaml", "agencies.yaml")}, bare=True)
    ran = cchc("import-plan", str(SEED), "-o", str(folder / "criteria.yaml"), data=folder)
    assert ran.code == 0, ran.err
    assert (folder / "criteria.yaml").read_bytes() == files["criteria.yaml"]
    assert "đọc 84 dòng; ghi 85 dòng (57 dòng có STT), trong đó 1 dòng thêm vào vì văn bản không có" in ran.out


@pytest.mark.parametrize(
    ("name", "content", "code", "words"),
    [
        ("k.pdf", b"%PDF-1.7\n%\xe2\xe3\n", 1, "W801"),
        ("k.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, 1, "W80"),
        ("k.txt", "STT\tNội dung\tChủ trì\n1\tCéng hßa x· héi\tSë Néi vô\n".encode(), 1, "TCVN3"),
        ("k.txt", b"", 1, "W80"),
        ("k.txt", b"khong co bang\n", 1, "W810"),
        ("k.txt", "STT\tNội dung\tChủ trì\n1\tViệc\tSở Nội vụ\n".encode(), 1, "W847"),
    ],
)
def test_what_is_no_plan_is_refused_with_what_to_do(
    cchc: Cchc, home: Make, tmp_path: Path, name: str, content: bytes, code: int, words: str
) -> None:
    path, folder = tmp_path / name, home()
    path.write_bytes(content)
    ran = cchc("import-plan", str(path), "-o", str(folder / "criteria-2025.yaml"), data=folder)
    assert ran.code == code
    assert words in ran.out
    assert "gợi ý" in ran.out
    assert not (folder / "criteria-2025.yaml").exists()


def test_places_that_are_not_there(cchc: Cchc, home: Make, plan: Path, tmp_path: Path) -> None:
    folder = home()
    assert cchc("import-plan", str(tmp_path / "khong-co.docx"), data=folder).code == 2
    assert cchc("import-plan", str(tmp_path), data=folder).code == 2
    assert cchc("import-plan", str(plan), "-o", str(tmp_path / "khong-co" / "c.yaml"), data=folder).code == 3
    assert cchc("import-plan", str(plan), "-f", "json", data=folder).code == 2


@pytest.mark.parametrize("name", ["ke-hoach.txt", "agencies.yaml", "ke-hoach.docx"])
def test_plan_is_written_over_no_other_file(cchc: Cchc, plan: Path, name: str) -> None:
    before = plan.read_bytes()
    ran = cchc("import-plan", str(plan), "-o", str(plan.parent / name), "--force", cwd=plan.parent)
    assert (ran.code, plan.read_bytes()) == (2, before)
    assert "không phải tệp của một kế hoạch" in ran.err
    assert not (plan.parent / "agencies.yaml").exists()


def test_data_with_errors_are_not_built_upon(cchc: Cchc, home: Make, plan: Path) -> None:
    folder = home({"agencies.yaml": "agencies:\n  - id: snv\n"})
    ran = cchc("import-plan", str(plan), "-o", str(folder / "criteria-2025.yaml"), data=folder)
    assert ran.code == 1
    assert not (folder / "criteria-2025.yaml").exists()


def test_collective_is_proposed_as_a_group_whose_members_somebody_has_to_say(
    cchc: Cchc, home: Make, plan: Path
) -> None:
    plan.write_text(PLAN.replace("Sở Y tế", "Các sở, ban, ngành"), encoding="utf-8")
    folder = home()
    target = str(folder / "criteria-2025.yaml")
    assert cchc("import-plan", str(plan), "-o", target, "--add-agencies", data=folder).code == 0
    assert "    name: Các sở, ban, ngành\n    members: []\n" in (folder / "agencies.yaml").read_text(encoding="utf-8")
    assert "A416 nhóm «Các sở, ban, ngành» chưa ghi thành viên nào" in cchc("validate", data=folder).out
