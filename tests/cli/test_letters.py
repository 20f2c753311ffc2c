"""`due --letters`: the reminder letters that officials sign."""

from pathlib import Path
import shutil
import subprocess
import time

from docx import Document
import pytest

from conftest import SHIPPED
from documents import dump, table_of, texts
from homes import AGENCIES, CRITERIA, DUE, DUE_LOGS, ENDED, log_of

DAY = ("--as-of", "2024-07-12")
SETTINGS = """\
province: tỉnh Mẫu
issuer: Sở Nội vụ
place: Thành phố Mẫu
desk: snv
label: số liệu minh họa
signer:
  authority: KT. GIÁM ĐỐC
  title: Phó Giám đốc
  name: Lê Văn C
"""
CONTACTS = ENDED.replace(
    "    short: SNV\n", "    short: SNV\n    contact:\n      person: Trần Thị B\n      phone: 0200 000 001\n"
).replace(
    "    short: STC\n",
    "    short: STC\n    contact: {person: Nguyễn Văn A, phone: 0200 000 002, email: a@stc.example}\n",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "thư đôn đốc"
    made.mkdir()
    return made


def write(cchc, folder: Path, data: Path, *args: str) -> list[str]:
    ran = cchc("due", "--letters", str(folder), *(args or DAY), data=data)
    assert ran.code == 0, ran.err
    return sorted(path.name for path in folder.iterdir())


def test_letter_as_signed(cchc, home, folder, snapshot) -> None:
    plan = DUE.replace("  title: Kế hoạch mẫu\n", "  number: 12/KH-UBND\n  issued: 2024-01-15\n  issuer: UBND tỉnh\n")
    data = home({"criteria.yaml": plan, "agencies.yaml": CONTACTS, "settings.yaml": SETTINGS, **DUE_LOGS})
    write(cchc, folder, data)
    assert dump(folder / "stc.docx") == snapshot


def test_what_is_not_in_the_data_is_a_visible_blank(cchc, home, folder, snapshot) -> None:
    write(cchc, folder, home({"criteria.yaml": DUE, **DUE_LOGS}))
    assert dump(folder / "snv.docx") == snapshot


def test_each_agency_that_is_late_or_due_soon_gets_one(cchc, home, folder) -> None:
    data = home({"criteria.yaml": DUE, **DUE_LOGS})
    assert write(cchc, folder, data) == ["skhdt.docx", "snv.docx", "stc.docx"]
    assert [row[1] for row in table_of(folder / "snv.docx")] == ["Mã", "1.1"]


def test_table_goes_to_standard_output_beside_the_letters(cchc, home, folder) -> None:
    data = home({"criteria.yaml": DUE, **DUE_LOGS})
    ran = cchc("due", "--letters", str(folder), *DAY, data=data)
    assert ran.out == cchc("due", *DAY, data=data).out
    assert ran.err == "".join(f"Đã ghi {folder / name}.docx\n" for name in ("snv", "stc", "skhdt"))


def test_successor_is_reminded_of_what_it_took_over(cchc, home, folder) -> None:
    data = home({"criteria.yaml": DUE, "agencies.yaml": ENDED, **DUE_LOGS})
    assert write(cchc, folder, data) == ["snv.docx", "stc.docx"]
    letter = texts(folder / "stc.docx")
    assert [row[1] for row in table_of(folder / "stc.docx")] == ["Mã", "1.3", "1.2"]
    assert (
        "Mã 1.3: chủ trì ghi trong kế hoạch là Sở Kế hoạch và Đầu tư (thôi hoạt động từ ngày 01/07/2024); "
        "tính đến ngày 12/07/2024, cơ quan thực hiện là Sở Tài chính."
    ) in letter
    assert (
        "Mã 1.3: đồng chủ trì là Sở Nội vụ; Sở Tài chính; Sở Kế hoạch và Đầu tư; "
        "trạng thái nêu trên là của riêng Sở Tài chính; Sở Kế hoạch và Đầu tư."
    ) in letter


def test_row_of_two_leads_tells_the_state_of_each(cchc, home, folder) -> None:
    log = log_of("stc", 'date: 2024-06-01, code: "1.3", status: in_progress')
    data = home({"criteria.yaml": DUE, "agencies.yaml": ENDED, "progress/2024/stc.yaml": log})
    write(cchc, folder, data)
    assert table_of(folder / "stc.docx")[1][4] == "Đang thực hiện (STC)\nChưa báo cáo (Sở Kế hoạch và Đầu tư)"


def test_after_an_undecided_split_both_get_a_letter_that_says_so(cchc, home, folder) -> None:
    agencies = ENDED.replace("[stc]", "[stc, snv]")
    criteria = DUE.replace("leads: [stc]", "leads: [skhdt]").replace("leads: [snv, stc, skhdt]", "leads: [skhdt]")
    data = home({"criteria.yaml": criteria, "agencies.yaml": agencies})
    assert write(cchc, folder, data) == ["snv.docx", "stc.docx"]
    told = (
        "Mã 1.3, 1.2: chủ trì ghi trong kế hoạch là Sở Kế hoạch và Đầu tư (thôi hoạt động từ ngày 01/07/2024); "
        "việc giao lại chưa phân định, nên văn bản này gửi từng cơ quan cùng tiếp nhận: Sở Tài chính; Sở Nội vụ."
    )
    assert all(told in texts(folder / name) for name in ("snv.docx", "stc.docx"))


def test_decided_row_of_a_split_goes_to_the_one_it_was_given_to(cchc, home, folder) -> None:
    agencies = ENDED.replace("[stc]", '[stc, snv]\n    answers: {"1.3": snv}')
    criteria = CRITERIA.replace("leads: [snv, stc, skhdt]", "leads: [skhdt]\n        due: 6/2024")
    assert write(cchc, folder, home({"criteria.yaml": criteria, "agencies.yaml": agencies})) == ["snv.docx"]


def test_row_that_changes_hands_later_goes_to_who_answers_until_then(cchc, home, folder) -> None:
    moved = "name: Đối thoại\n        due: 31/7/2024\n        reassigned: {lead: snv, to: stc, from: 2024-08-01}\n"
    data = home({"criteria.yaml": CRITERIA.replace("name: Đối thoại\n", moved)})
    assert write(cchc, folder, data) == ["snv.docx"]
    told = (
        "Mã 1.2: chủ trì ghi trong kế hoạch là Sở Tài chính; tính đến ngày 12/07/2024, cơ quan thực hiện là Sở Nội vụ."
    )
    assert told in texts(folder / "snv.docx")


def test_agency_that_nobody_succeeded_gets_none(cchc, home, folder) -> None:
    agencies = AGENCIES.replace("    short: Sở KH&ĐT\n", "    until: 2024-07-01\n")
    criteria = CRITERIA.replace("leads: [snv, stc, skhdt]", "leads: [skhdt]\n        due: 6/2024")
    data = home({"criteria.yaml": criteria, "agencies.yaml": agencies})
    ran = cchc("due", "--letters", str(folder), *DAY, data=data)
    assert (ran.code, list(folder.iterdir())) == (0, [])
    assert ran.err == "Không có cơ quan nào phải đôn đốc: không lập văn bản.\n"


def test_named_agency_gets_its_whole_letter(cchc, home, folder) -> None:
    data = home({"criteria.yaml": DUE, "agencies.yaml": ENDED, **DUE_LOGS})
    assert write(cchc, folder, data, "-a", "skhdt", *DAY) == ["stc.docx"]
    assert [row[1] for row in table_of(folder / "stc.docx")] == ["Mã", "1.3", "1.2"]


def test_nothing_due_is_said_and_nothing_written(cchc, folder) -> None:
    ran = cchc("due", "--letters", str(folder), data=SHIPPED)
    assert (ran.code, list(folder.iterdir())) == (0, [])
    assert "Kế hoạch không ghi thời hạn cho dòng nào" in ran.out
    assert ran.err == "Không có cơ quan nào phải đôn đốc: không lập văn bản.\n"


@pytest.mark.parametrize(
    ("day", "days", "sentence"),
    [
        (
            "2024-07-12",
            "30",
            "còn 2 nội dung chưa hoàn thành, trong đó 1 nội dung đã quá hạn, 1 nội dung đến hạn trong 30 ngày tới.",
        ),
        ("2024-07-12", "0", "còn 1 nội dung đã quá hạn mà chưa hoàn thành."),
        ("2024-06-30", "0", "còn 1 nội dung đến hạn trong ngày mà chưa hoàn thành."),
    ],
)
def test_figures_in_words(cchc, home, folder, day, days, sentence) -> None:
    write(cchc, folder, home({"criteria.yaml": DUE}), "--as-of", day, "--days", days)
    assert any(text.endswith(f"Sở Tài chính {sentence}") for text in texts(folder / "stc.docx"))


def test_inferred_lead_is_told(cchc, home, folder) -> None:
    criteria = DUE.replace("    leads: [snv]\n", "    leads: [snv]\n    leads_basis: inferred\n    note: Đoán\n")
    write(cchc, folder, home({"criteria.yaml": criteria}))
    told = "Mã 1.1: kế hoạch không in cơ quan chủ trì, cơ quan nêu ở đây được suy ra; cần xác nhận."
    assert told in texts(folder / "snv.docx")


def test_missing_folder_is_exit_3_and_a_file_in_its_place_exit_2(cchc, home, tmp_path) -> None:
    data = home({"criteria.yaml": DUE})
    missing = cchc("due", "--letters", str(tmp_path / "không có"), data=data)
    assert (missing.code, missing.out) == (3, "")
    (tmp_path / "tệp").write_bytes(b"")
    taken = cchc("due", "--letters", str(tmp_path / "tệp"), data=data)
    assert (taken.code, taken.out) == (2, "")


def test_one_letter_in_the_way_does_not_keep_the_others_back(cchc, home, folder) -> None:
    (folder / "stc.docx").mkdir()
    ran = cchc("due", "--letters", str(folder), *DAY, data=home({"criteria.yaml": DUE}))
    assert (ran.code, "1/3 tệp không ghi được" in ran.err) == (3, True)
    assert sorted(path.name for path in folder.iterdir() if path.is_file()) == ["skhdt.docx", "snv.docx"]


def test_id_that_windows_reserves_is_no_file_name(cchc, home, folder) -> None:
    agencies, criteria = AGENCIES.replace("id: snv", "id: con"), DUE.replace("snv", "con")
    assert "con_.docx" in write(cchc, folder, home({"agencies.yaml": agencies, "criteria.yaml": criteria}))


def test_runs_at_different_times_give_the_same_file(cchc, home, folder) -> None:
    data = home({"criteria.yaml": DUE, "settings.yaml": SETTINGS})
    write(cchc, folder, data)
    first = (folder / "stc.docx").read_bytes()
    time.sleep(2.1)  # a zip archive counts in steps of two seconds
    write(cchc, folder, data)
    assert (folder / "stc.docx").read_bytes() == first


def test_control_characters_and_long_names_make_a_document_that_opens(cchc, home, folder) -> None:
    criteria = DUE.replace("name: Phân cấp\n", 'name: "Phân\\u0007 cấp\\u000B<&>"\n')
    settings = f"issuer: {'Sở dài ' * 60}\nlabel: {'nhãn ' * 80}\n"
    write(cchc, folder, home({"criteria.yaml": criteria, "settings.yaml": settings}))
    assert table_of(folder / "stc.docx")[1][2] == "Phân cấp\n<&>"
    assert len(Document(str(folder / "stc.docx")).core_properties.author) == 255


@pytest.mark.skipif(
    not shutil.which("soffice") or not shutil.which("pdftotext"), reason="needs LibreOffice and poppler-utils"
)
def test_long_letter_prints_with_its_heading_row_and_number_on_every_further_page(cchc, home, folder, tmp_path) -> None:
    rows = "".join(
        f'      - code: "1.{number}"\n        stt: {number}\n        name: {"Xử lý các vấn đề về phân cấp, phân quyền " * 3}\n        due: 6/2024\n'
        for number in range(4, 29)
    )
    write(cchc, folder, home({"criteria.yaml": DUE + rows, "settings.yaml": SETTINGS}))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(folder / "snv.docx")],
        check=True,
        capture_output=True,
        timeout=180,
    )
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "snv.pdf"), "-"], check=True, capture_output=True
    ).stdout.decode()
    pages = text.rstrip("\f").split("\f")
    assert len(pages) >= 3
    assert [page.split()[0] for page in pages[1:]] == [str(number) for number in range(2, len(pages) + 1)]
    assert "1" not in pages[0].splitlines()[0]
    assert sum("Mã" in page and "STT" in page for page in pages) >= len(pages) - 1
    assert "Lê Văn C" in pages[-1]
