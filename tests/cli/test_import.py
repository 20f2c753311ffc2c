"""`import`: filled forms into the log, after showing what they change; nothing half, nothing in silence."""

from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO, StringIO, TextIOWrapper
import os
from pathlib import Path
import re
import sys
from zipfile import ZipFile

import pytest

from cchc_cli.cli import log_files, session
from conftest import Ran
from forms import FILES, LOG, PLAN, Form, bare_table, form_bytes, packed, parts_of

STATE, PERCENT, RESULT, EVIDENCE = "Trạng thái", "Tiến độ %", "Kết quả thực hiện", "Tài liệu kiểm chứng"
SNV = "progress/2024/snv.yaml"
STAMP = "2024-07-05T09:00:00"
RETURN = f"  - {{period: h1, date: 2024-07-05, entered: {STAMP}}}\n"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, int], None]:
    """The fifth of July 2024, nine o'clock, until a test says otherwise."""

    def at(day: int, hour: int) -> None:
        for module in (session, log_files):
            monkeypatch.setattr(module, "now", lambda: datetime(2024, 7, day, hour))

    at(5, 9)
    return at


class Desk:
    """The desk that takes forms in: a data home, a folder for what came, and the program."""

    def __init__(self, data: Path, inbox: Path, cchc: Callable[..., Ran]) -> None:
        self.data, self.inbox, self.cchc = data, inbox, cchc

    def put(self, name: str, content: bytes) -> Path:
        """A file that came."""
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def take(self, paths: Path | Sequence[Path], *options: str) -> Ran:
        """Runs the import; without other orders, and nobody being asked."""
        several = [paths] if isinstance(paths, Path) else paths
        names = [str(path.relative_to(self.inbox)) for path in several]
        return self.cchc("import", *names, *(options or ("--yes",)), data=self.data, cwd=self.inbox)

    def log(self, file: str = SNV) -> str:
        """A progress file."""
        return (self.data / file).read_bytes().decode()

    def files(self) -> dict[str, bytes]:
        """Everything in the data home."""
        return {str(path.relative_to(self.data)): path.read_bytes() for path in self.data.rglob("*") if path.is_file()}


@pytest.fixture
def desk(home, cchc, tmp_path) -> Desk:
    (tmp_path / "den").mkdir()
    return Desk(home(FILES), tmp_path / "den", cchc)


def places(ran: Ran) -> list[str]:
    """The problems of a run: code and place, of a whole file its name."""
    found = re.findall(r"^(\S.*?)(?: \[(.+?)\])?: (?:lỗi|cảnh báo) (X\d+)", ran.out, re.MULTILINE)
    return [f"{code} {cell or name}" for name, cell, code in found]


def answer(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Somebody types these lines."""
    monkeypatch.setattr(sys, "stdin", StringIO("".join(f"{line}\n" for line in lines)))


@pytest.fixture
def filled() -> bytes:
    """A form with two rows filled in."""
    return Form().put("1.1", PERCENT, 60).put("1.1", RESULT, "Đã ban hành").put("1.3", STATE, "HT").content()


WRITTEN = (
    LOG
    + f"""\
  - date: 2024-07-05
    code: "1.1"
    status: in_progress
    percent: 60
    period: h1
    result: Đã ban hành
    entered: {STAMP}
  - date: 2024-07-05
    code: "1.3"
    status: done
    period: h1
    entered: {STAMP}
returns:
  - period: h1
    date: 2024-07-05
    entered: {STAMP}
"""
)


# what is shown and written


def test_form_into_the_log(desk, filled) -> None:
    ran = desk.take(desk.put("snv.xlsx", filled))
    assert ran.code == 0
    assert desk.log() == WRITTEN
    assert (
        ran.out
        == """\
Sở Nội vụ, 6 tháng năm 2024 (snv.xlsx): 2 dòng, 3 ô thay đổi
Mã   Ô                  Trước     Sau
---  -----------------  --------  -----------
1.1  Tiến độ %          40        60
1.1  Kết quả thực hiện  Đang làm  Đã ban hành
1.3  Trạng thái         –         Hoàn thành
snv.xlsx [Phiếu SNV!I9]: cảnh báo X720 «HT» đọc là «Hoàn thành»

Kỳ 6 tháng năm 2024: 1/2 cơ quan đã trả lời.
  Đã trả lời: Sở Nội vụ
  Chưa trả lời: Sở Tài chính
"""
    )
    assert ran.err == (
        f"Đã ghi {desk.data / SNV}: 2 cập nhật, ghi nhận phiếu\n"
        "Dữ liệu có thêm 1 cảnh báo (R604 done-without-evidence ×1); xem: cchc validate\n"
    )


def test_dry_run_shows_and_writes_nothing(desk, filled) -> None:
    before = desk.files()
    ran = desk.take(desk.put("snv.xlsx", filled), "--dry-run")
    assert (ran.code, desk.files()) == (0, before)
    assert "2 dòng, 3 ô thay đổi" in ran.out
    assert ran.err == "Chỉ xem (--dry-run): chưa ghi gì.\n"


@pytest.mark.parametrize("word", ["c", "có", "Y", "CO", "ghi"])
def test_yes_in_any_spelling_writes(desk, filled, monkeypatch, word) -> None:
    answer(monkeypatch, word)
    ran = desk.take(desk.put("snv.xlsx", filled), "--as", "2024-07-05")
    assert (ran.code, desk.log()) == (0, WRITTEN)
    assert "Ghi 2 cập nhật vào 1 tệp tiến độ? [c/K] " in ran.err


@pytest.mark.parametrize("lines", [("k",), ("",), ("có lẽ", "không")])
def test_no_writes_nothing(desk, filled, monkeypatch, lines) -> None:
    before = desk.files()
    answer(monkeypatch, *lines)
    ran = desk.take(desk.put("snv.xlsx", filled), "--as", "2024-07-05")
    assert (ran.code, desk.files()) == (0, before)
    assert ran.err.endswith("Chưa ghi gì.\n")
    assert "0/2 cơ quan đã trả lời" in ran.out


def test_nobody_there_to_answer_writes_nothing(desk, filled, monkeypatch) -> None:
    before = desk.files()
    answer(monkeypatch)
    ran = desk.take(desk.put("snv.xlsx", filled), "--as", "2024-07-05")
    assert (ran.code, desk.files()) == (2, before)
    assert "Lỗi: không có ai trả lời, chưa ghi gì" in ran.err
    monkeypatch.setattr(sys, "stdin", None)
    assert desk.take(desk.put("snv.xlsx", filled), "--as", "2024-07-05").code == 2


def test_answer_in_another_encoding_is_asked_again(desk, filled, monkeypatch) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO("có\n".encode("cp1258") + b"\xff\nc\n"), encoding="utf-8"))
    assert (desk.take(desk.put("snv.xlsx", filled), "--as", "2024-07-05").code, desk.log()) == (0, WRITTEN)


def test_form_left_as_it_was_is_an_answer(desk) -> None:
    ran = desk.take(desk.put("snv.xlsx", form_bytes()))
    assert ran.code == 0
    assert desk.log() == LOG + f"returns:\n  - period: h1\n    date: 2024-07-05\n    entered: {STAMP}\n"
    assert ran.out.startswith("Sở Nội vụ, 6 tháng năm 2024 (snv.xlsx): không có thay đổi\n")
    assert "1/2 cơ quan đã trả lời" in ran.out


def test_question_about_a_form_left_as_it_was(desk, monkeypatch) -> None:
    answer(monkeypatch, "c")
    ran = desk.take(desk.put("snv.xlsx", form_bytes()), "--as", "2024-07-04")
    assert ran.code == 0
    assert "Ghi việc đã nhận phiếu vào 1 tệp tiến độ? [c/K] " in ran.err
    assert "    date: 2024-07-04\n" in desk.log()


def test_dates_and_names_of_rows(desk) -> None:
    form = Form()
    for code in ("1.1", "1.3", "1.10"):
        form.put(code, STATE, "Hoàn thành").put(code, "Người báo cáo", "Phòng CCHC")
    form.put("1.1", "Ngày cập nhật", "6/28/2024").put("1.10", "Ngày cập nhật", "1/7/2024")
    ran = desk.take(desk.put("snv.xlsx", form.content()), "--yes", "--as", "2024-07-03")
    assert ran.code == 0
    assert re.findall(r"- date: (\S+)\n    code: (\S+)", desk.log()) == [
        ("2024-06-28", '"1.1"'),
        ("2024-07-03", '"1.3"'),
        ("2024-07-01", '"1.10"'),
    ]
    assert desk.log().count("by: Phòng CCHC") == 4  # with the entry of the form itself
    assert places(ran) == ["X720 Phiếu SNV!O8"]


def test_update_older_than_the_newest_is_shown_as_such(desk) -> None:
    form = Form().put("1.1", PERCENT, 30).put("1.1", "Ngày cập nhật", "15/2/2024")
    ran = desk.take(desk.put("snv.xlsx", form.content()))
    assert ran.code == 0
    assert "1.1  Tiến độ %      40          30          cũ hơn lần báo cáo 01/03/2024" in ran.out
    assert "  - date: 2024-02-15\n" in desk.log()


def test_days_out_of_time_are_told_of(desk) -> None:
    form = Form().put("1.1", PERCENT, 60).put("1.1", "Ngày cập nhật", "28/6/2042")
    form.put("1.3", STATE, "Hoàn thành").put("1.3", "Ngày cập nhật", "6/7/2024")
    assert places(desk.take(desk.put("snv.xlsx", form.content()), "--dry-run")) == [
        "X733 Phiếu SNV!O8",
        "X733 Phiếu SNV!O9",
    ]
    ran = desk.take(desk.put("snv.xlsx", Form().put("1.1", PERCENT, 60).content()), "--dry-run", "--as", "2023-12-31")
    assert places(ran) == ["X733 snv.xlsx"]


def test_percent_that_contradicts_its_state(desk) -> None:
    form = Form().put("1.1", STATE, "Hoàn thành").put("1.1", PERCENT, 80)
    ran = desk.take(desk.put("snv.xlsx", form.content()))
    assert (ran.code, places(ran)) == (0, ["X737 Phiếu SNV!J8"])


@pytest.mark.parametrize(
    ("code", "score"), [("1.1", 2.5), ("1.1", "-0,5"), ("1.10", 0.5), ("1.10", "\u22121"), ("1.3", 1)]
)
def test_score_beyond_the_maximum(desk, code, score) -> None:
    form = Form().put(code, STATE, "Hoàn thành").put(code, "Điểm tự chấm", score)
    before = desk.files()
    ran = desk.take(desk.put("snv.xlsx", form.content()))
    assert (ran.code, places(ran)) == (1, [f"X732 Phiếu SNV!N{form.row(code)}"])
    assert desk.files() == before


def test_score_of_a_penalty(desk) -> None:
    form = Form().put("1.10", STATE, "Hoàn thành").put("1.10", "Điểm tự chấm", "\u22120,5")
    assert desk.take(desk.put("snv.xlsx", form.content())).code == 0
    assert "    self_score: -0.5\n" in desk.log()


# faults in a form


def faulty() -> Form:
    """A form with a sound row and two that are not."""
    form = Form().put("1.1", PERCENT, 60).put("1.1", RESULT, "Đã ban hành")
    return form.put("1.3", RESULT, "Đã họp").put("1.10", STATE, "chưa đạt")


def test_nothing_of_a_form_with_faults_is_written(desk) -> None:
    before = desk.files()
    ran = desk.take(desk.put("snv.xlsx", faulty().content()))
    assert (ran.code, desk.files()) == (1, before)
    assert places(ran) == ["X730 Phiếu SNV!I9", "X715 Phiếu SNV!I10"]
    assert (
        "snv.xlsx: 2 lỗi, chưa ghi gì; 1 dòng hợp lệ cũng chưa ghi (thêm --accept-valid để ghi riêng chúng).\n"
        in ran.out
    )
    assert "0/2 cơ quan đã trả lời" in ran.out


def test_sound_rows_alone_are_written_where_that_is_wanted(desk) -> None:
    ran = desk.take(desk.put("snv.xlsx", faulty().content()), "--yes", "--accept-valid")
    assert ran.code == 1
    assert "snv.xlsx: 2 lỗi; nhập 1 dòng hợp lệ, bỏ các dòng có lỗi.\n" in ran.out
    assert desk.log() == WRITTEN[: WRITTEN.index('  - date: 2024-07-05\n    code: "1.3"')]  # nor is the form accepted
    ran = desk.take(
        desk.put("snv2.xlsx", Form(faulty().content()).put("1.3", STATE, "HT").put("1.10", STATE, None).content())
    )
    assert (ran.code, "2 dòng đã có" in ran.out, "1 dòng đã có trong nhật ký" in ran.out) == (0, False, True)


def test_form_without_any_sound_row(desk) -> None:
    before = desk.files()
    content = Form().put("1.10", STATE, "chưa đạt").content()
    for options in (("--yes",), ("--yes", "--accept-valid")):
        ran = desk.take(desk.put("snv.xlsx", content), *options)
        assert (ran.code, desk.files()) == (1, before)
        assert ran.err == "Chưa ghi gì.\n"


def test_file_that_is_no_form(desk) -> None:
    before = desk.files()
    ran = desk.take(desk.put("snv.xlsx", b"PK"))
    assert (ran.code, desk.files()) == (1, before)
    assert places(ran) == ["X701 snv.xlsx"]
    assert "snv.xlsx: không nhập được, chưa ghi gì.\n" in ran.out


def test_old_form_of_an_agency_that_no_longer_leads(home, desk) -> None:
    home(
        {
            **FILES,
            "criteria.yaml": PLAN.replace("name: Báo cáo trễ hạn\n", "name: Báo cáo trễ hạn\n        leads: [stc]\n"),
        }
    )
    before = desk.files()
    ran = desk.take(desk.put("snv.xlsx", Form().put("1.10", STATE, "Hoàn thành").content()))
    assert (ran.code, desk.files()) == (1, before)
    assert places(ran) == ["X731 Phiếu SNV!10", "X726 Phiếu SNV!B10"]


# once more


def test_same_form_again_changes_nothing(desk, filled, clock) -> None:
    path = desk.put("snv.xlsx", filled)
    desk.take(path)
    clock(9, 15)
    ran = desk.take(path)
    assert (ran.code, desk.log()) == (0, WRITTEN)
    assert "không có thay đổi, 2 dòng đã có trong nhật ký" in ran.out
    assert ran.err == "Không có gì để ghi.\n"


def test_same_form_twice_in_one_run_counts_once(desk, filled) -> None:
    ran = desk.take([desk.put("a.xlsx", filled), desk.put("b.xlsx", filled)])
    assert (ran.code, desk.log()) == (0, WRITTEN)


def test_same_form_after_the_log_has_moved_on_changes_nothing(desk, filled, clock) -> None:
    path = desk.put("snv.xlsx", filled)
    desk.take(path)
    clock(12, 8)
    later = Form(form_bytes({**FILES, SNV: desk.log()}, period="m9")).put("1.1", PERCENT, 90)
    desk.take(desk.put("m9.xlsx", later.content()))
    moved = desk.log()
    assert "percent: 90" in moved
    clock(13, 8)
    ran = desk.take(path)
    assert (ran.code, desk.log()) == (0, moved)


def test_what_the_log_has_learned_from_another_is_not_written_again(desk, home) -> None:
    log = LOG + '  - {date: 2024-07-01, code: "1.1", status: in_progress, percent: 60}\n'
    home({**FILES, SNV: log})
    ran = desk.take(desk.put("snv.xlsx", Form().put("1.1", PERCENT, 60).content()))
    assert ran.code == 0
    assert desk.log().startswith(log + "returns:\n")


# where the log has moved to a third value


@pytest.fixture
def moved(desk, home) -> Desk:
    """A log that has gone on to 80 since the form went out with 40."""
    home({**FILES, SNV: LOG + '  - {date: 2024-07-01, code: "1.1", status: in_progress, percent: 80}\n'})
    return desk


@pytest.fixture
def third(filled) -> bytes:
    return filled


def test_third_value_needs_somebody_to_choose(moved, third) -> None:
    before = moved.files()
    ran = moved.take(moved.put("snv.xlsx", third))
    assert (ran.code, moved.files()) == (1, before)
    assert places(ran) == ["X735 Phiếu SNV!J8", "X720 Phiếu SNV!I9"]
    assert "dòng «1.1»: khi gửi đi «40», phiếu ghi «60», nhật ký nay là «80»" in ran.out


def test_third_value_with_the_sound_rows_alone(moved, third) -> None:
    before = moved.log()
    ran = moved.take(moved.put("snv.xlsx", third), "--yes", "--accept-valid")
    assert ran.code == 1
    assert (
        moved.log()
        == before + WRITTEN[WRITTEN.index('  - date: 2024-07-05\n    code: "1.3"') : WRITTEN.index("returns")]
    )


def test_third_value_by_the_form(moved, third) -> None:
    before = moved.log()
    ran = moved.take(moved.put("snv.xlsx", third), "--yes", "--take", "form")
    assert (ran.code, moved.log()) == (0, before + WRITTEN.removeprefix(LOG))


def test_third_value_by_the_log(moved, third) -> None:
    before = moved.log()
    ran = moved.take(moved.put("snv.xlsx", third), "--yes", "--take", "log")
    assert (ran.code, moved.log()) == (0, before + WRITTEN.removeprefix(LOG).replace("percent: 60", "percent: 80"))


@pytest.mark.parametrize(("word", "percent"), [("p", 60), ("n", 80), ("phiếu", 60), ("Nhật ký", 80)])
def test_third_value_is_asked_for(moved, third, monkeypatch, word, percent) -> None:
    before = moved.log()
    answer(monkeypatch, "?", word, "c")
    ran = moved.take(moved.put("snv.xlsx", third), "--as", "2024-07-05")
    assert (ran.code, moved.log()) == (
        0,
        before + WRITTEN.removeprefix(LOG).replace("percent: 60", f"percent: {percent}"),
    )
    assert ran.out.startswith(
        """\
snv.xlsx, mã 1.1 Thực hiện kế hoạch: nhật ký đã đổi từ khi gửi phiếu
Mã   Ô          Khi gửi đi  Trong phiếu  Trong nhật ký
---  ---------  ----------  -----------  -------------
1.1  Tiến độ %  40          60           80
"""
    )


def test_third_value_that_nobody_chooses(moved, third, monkeypatch) -> None:
    before = moved.files()
    answer(monkeypatch)
    ran = moved.take(moved.put("snv.xlsx", third), "--as", "2024-07-05")
    assert (ran.code, moved.files()) == (2, before)


# blanks


def test_emptied_cells_are_named_and_kept(desk) -> None:
    """S34."""
    form = Form().put("1.1", EVIDENCE, None).put("1.1", RESULT, " ").put("1.1", PERCENT, 60)
    path = desk.put("snv.xlsx", form.content())
    ran = desk.take(path)
    assert (ran.code, places(ran)) == (0, ["X734 Phiếu SNV!K8", "X734 Phiếu SNV!L8"])
    assert (
        desk.log()
        .removeprefix(LOG)
        .startswith(
            f'  - date: 2024-07-05\n    code: "1.1"\n    status: in_progress\n    percent: 60\n    period: h1\n    entered: {STAMP}\n'
        )
    )


def test_emptied_cells_are_cleared_where_that_is_wanted(desk, clock) -> None:
    form = Form().put("1.1", EVIDENCE, None).put("1.1", RESULT, None)
    path = desk.put("snv.xlsx", form.content())
    ran = desk.take(path, "--yes", "--clear-blanks")
    assert (ran.code, places(ran)) == (0, [])
    assert "1.1  Tài liệu kiểm chứng  1/BC; 2/BC  (xóa)" in ran.out
    written = desk.log()
    assert (
        written.removeprefix(LOG)
        == f"""\
  - date: 2024-07-05
    code: "1.1"
    status: in_progress
    percent: 40
    period: h1
    result: null
    evidence: []
    entered: {STAMP}
returns:
  - period: h1
    date: 2024-07-05
    entered: {STAMP}
"""
    )
    clock(9, 9)
    for options in (("--yes", "--clear-blanks"), ("--yes",)):
        ran = desk.take(path, *options)
        assert (ran.code, desk.log()) == (0, written)


def test_deleted_evidence_column_keeps_what_is_known(desk) -> None:
    """S34."""
    form = Form().put("1.1", PERCENT, 60)
    form.sheet.delete_cols(form.column(EVIDENCE))
    ran = desk.take(desk.put("snv.xlsx", form.content()), "--yes", "--clear-blanks")
    assert (ran.code, places(ran)) == (0, ["X709 Phiếu SNV!6"])
    assert "evidence" not in desk.log().removeprefix(LOG)


# several forms


def test_two_forms_that_disagree(desk, filled) -> None:
    before = desk.files()
    other = Form(filled).put("1.1", PERCENT, 80).content()
    ran = desk.take([desk.put("a.xlsx", filled), desk.put("b.xlsx", other)])
    assert (ran.code, desk.files()) == (1, before)
    assert places(ran).count("X736 Phiếu SNV!J8") == 2
    assert "dòng «1.1» ghi «60», phiếu «b.xlsx» (Phiếu SNV!J8) ghi «80»" in ran.out
    assert "dòng «1.1» ghi «80», phiếu «a.xlsx» (Phiếu SNV!J8) ghi «60»" in ran.out


def test_third_form_that_agrees_with_the_first_is_disputed_too(desk, filled) -> None:
    before = desk.files()
    other = Form(filled).put("1.1", PERCENT, 80).content()
    names = [desk.put("a.xlsx", filled), desk.put("b.xlsx", filled), desk.put("c.xlsx", other)]
    ran = desk.take(names)
    assert (ran.code, desk.files()) == (1, before)
    assert places(ran).count("X736 Phiếu SNV!J8") == 3


def test_rows_that_no_form_disputes(desk, filled) -> None:
    other = Form(filled).put("1.1", PERCENT, 80).content()
    ran = desk.take([desk.put("a.xlsx", filled), desk.put("b.xlsx", other)], "--yes", "--accept-valid")
    assert ran.code == 1
    assert re.findall(r'- date: \S+\n    code: "(\S+)"', desk.log()) == ["1.3"]


def test_forms_of_two_periods_do_not_dispute(desk, filled) -> None:
    later = Form(form_bytes(period="m9")).put("1.1", PERCENT, 80).content()
    ran = desk.take([desk.put("a.xlsx", filled), desk.put("b.xlsx", later)])
    assert (ran.code, places(ran)) == (0, ["X720 Phiếu SNV!I9"])
    assert re.findall(r"percent: (\d+)\n    period: (\w+)", desk.log()) == [("60", "h1"), ("80", "m9")]
    assert "Kỳ 6 tháng năm 2024: 1/2 cơ quan đã trả lời." in ran.out
    assert "Kỳ 9 tháng năm 2024: 1/2 cơ quan đã trả lời." in ran.out


def test_forms_of_several_agencies(desk, filled) -> None:
    other = Form(form_bytes(agency="stc")).put("1.2", STATE, "Đang thực hiện").content()
    ran = desk.take([desk.put("snv.xlsx", filled), desk.put("stc.xlsx", other)])
    assert (ran.code, desk.log()) == (0, WRITTEN)
    assert (
        desk.log("progress/2024/stc.yaml")
        == f"""\
# yaml-language-server: $schema=../../schema/progress.schema.json
year: 2024
agency: stc
updates:
  - date: 2024-07-05
    code: "1.2"
    status: in_progress
    period: h1
    entered: {STAMP}
returns:
  - period: h1
    date: 2024-07-05
    entered: {STAMP}
"""
    )
    assert "2/2 cơ quan đã trả lời" in ran.out
    assert "Chưa trả lời" not in ran.out


def test_folder_of_forms(desk, filled) -> None:
    """S16."""
    for name, content in {
        "thu-muc/~$snv.xlsx": b"\x05Desk",
        "thu-muc/snv.tmp": b"x",
        "thu-muc/.DS_Store": b"x",
        "thu-muc/doc/snv.xlsx": filled,
        "thu-muc/stc.xlsx": filled[:900],
    }.items():
        desk.put(name, content)
    ran = desk.take(desk.inbox / "thu-muc")
    assert (ran.code, desk.log()) == (1, WRITTEN)
    assert ran.err.splitlines()[:3] == [
        "Bỏ qua thu-muc/.DS_Store: tệp phụ của hệ điều hành",
        "Bỏ qua thu-muc/snv.tmp: không phải sổ Excel",
        "Bỏ qua thu-muc/~$snv.xlsx: «snv.xlsx» đang mở trong Excel; lưu và đóng rồi mới nhập bản cuối",
    ]
    assert places(ran) == ["X720 Phiếu SNV!I9", "X701 thu-muc/stc.xlsx"]
    assert "thu-muc/stc.xlsx: không nhập được, chưa ghi gì.\n" in ran.out


def test_file_of_a_folder_that_cannot_be_read_does_not_end_it(desk, filled) -> None:
    desk.put("thu-muc/snv.xlsx", filled)
    (desk.inbox / "thu-muc/mat.xlsx").symlink_to(desk.inbox / "khong-co.xlsx")
    ran = desk.take(desk.inbox / "thu-muc")
    assert (ran.code, desk.log()) == (1, WRITTEN)
    assert "Bỏ qua thu-muc/mat.xlsx: không đọc được (không có tệp hay thư mục đó)" in ran.err


def zipped(members: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_zip_made_on_a_mac(desk, filled) -> None:
    """S15."""
    name = "Phie\u0302\u0301u so\u031b\u0309/phie\u0302\u0301u.xlsx"
    archive = zipped(
        {
            name: filled,
            "__MACOSX/._phieu.xlsx": b"\x00\x05\x16\x07",
            ".DS_Store": b"x",
            "Phieu so/ghi-chu.txt": b"x",
            "Phieu so/nua.zip": zipped({"a.xlsx": filled}),
        }
    )
    ran = desk.take(desk.put("mac.zip", archive))
    assert (ran.code, desk.log()) == (0, WRITTEN)
    assert ran.err.splitlines()[:4] == [
        "Bỏ qua mac.zip/__MACOSX/._phieu.xlsx: tệp phụ của hệ điều hành",
        "Bỏ qua mac.zip/.DS_Store: tệp phụ của hệ điều hành",
        "Bỏ qua mac.zip/Phieu so/ghi-chu.txt: không phải sổ Excel",
        "Bỏ qua mac.zip/Phieu so/nua.zip: tệp nén trong tệp nén; giải nén rồi nhập",
    ]
    assert "(mac.zip/Phiếu sở/phiếu.xlsx): 2 dòng" in ran.out


def test_zip_whose_names_do_not_say_their_encoding(desk, filled) -> None:
    """As the Mac's archiver writes them: UTF-8 without the mark that says so."""
    archive = zipped({"phieu-XXXX.xlsx": filled}).replace(b"phieu-XXXX", "phiếu-XX".encode())
    assert b"phi\xe1\xba\xbfu" in archive
    ran = desk.take(desk.put("mac.zip", archive))
    assert (ran.code, desk.log()) == (0, WRITTEN)
    assert "(mac.zip/phiếu-XX.xlsx): 2 dòng" in ran.out


@pytest.mark.parametrize("damage", ["archive", "member", "password"])
def test_damaged_archive_is_no_success(desk, filled, damage) -> None:
    archive = zipped({"stc.xlsx": b"x" * 500})
    if damage == "archive":
        archive = archive[:200]
    elif damage == "member":
        archive = archive.replace(b"x" * 500, b"x" * 499 + b"y")
    else:
        at = archive.index(b"PK\x01\x02")
        archive = archive[: at + 8] + b"\x01" + archive[at + 9 :]
    ran = desk.take([desk.put("snv.xlsx", filled), desk.put("nen.zip", archive)])
    assert (ran.code, desk.log()) == (1, WRITTEN)
    assert "Bỏ qua nen.zip" in ran.err
    alone = desk.take(desk.inbox / "nen.zip")
    assert (alone.code, "không có phiếu nào để nhập" in alone.err) == (1, True)


def test_place_that_does_not_exist(desk) -> None:
    ran = desk.take(desk.inbox / "khong-co.xlsx")
    assert (ran.code, ran.out) == (2, "")
    assert "Lỗi: không có «khong-co.xlsx»" in ran.err


# copies that lost what is hidden


def test_copied_table_is_compared_with_the_log(desk, filled) -> None:
    ran = desk.take(desk.put("snv.xlsx", bare_table(Form(filled), with_title=True).content()))
    assert (ran.code, desk.log()) == (0, WRITTEN)
    assert places(ran) == ["X712 Sheet1", "X720 Sheet1!I9"]


def test_options_that_contradict_the_form(desk, filled) -> None:
    before = desk.files()
    for options in (("-a", "stc"), ("--year", "2023"), ("--period", "m9")):
        ran = desk.take(desk.put("snv.xlsx", filled), "--yes", *options)
        assert (ran.code, desk.files(), places(ran)) == (1, before, ["X714 snv.xlsx"])
    assert desk.take(desk.put("snv.xlsx", filled), "--yes", "-a", "khong co").code == 2


# the agency's file


BOM = "\ufeff"


@pytest.mark.parametrize(
    "log",
    [
        "# sổ của phòng\n" + LOG.replace("updates:", "updates:  # mới nhất ở cuối") + "# hết\n",
        LOG.replace("\n", "\r\n"),
        BOM + LOG,
        LOG.rstrip("\n"),
        '{year: 2024, agency: snv, updates: [{date: 2024-03-01, code: "1.1", status: in_progress, percent: 40, result: Đang làm, evidence: [1/BC, 2/BC]}]}\n',
        LOG + "returns:\n  - {period: q1, date: 2024-04-02}\n",
        "returns:\n- {period: q1, date: 2024-04-02} # muộn\n" + LOG.replace("  - {", "- {"),
    ],
    ids=["comments", "crlf", "bom", "no line end", "flow", "returns", "returns first"],
)
def test_other_lines_of_the_log_stay_byte_for_byte(desk, home, log) -> None:
    """S36."""
    home({**FILES, SNV: log})
    ran = desk.take(desk.put("snv.xlsx", Form().put("1.1", PERCENT, 60).content()))
    assert ran.code == 0, ran.err
    kept = iter(re.split(r"(?<=\n)", desk.log()))
    if log.startswith("{"):
        assert desk.log().startswith(log.rstrip("]}\n"))
    else:
        assert all(line.rstrip("\n") in (one.rstrip("\n") for one in kept) for line in re.split(r"(?<=\n)", log))
    again = desk.cchc("validate", data=desk.data)
    assert again.code == 0, again.out


def test_import_keeps_the_rest_of_the_data_home(desk, filled) -> None:
    before = desk.files()
    desk.take(desk.put("snv.xlsx", filled))
    after = desk.files()
    assert {name for name in after if after[name] != before.get(name)} == {SNV}


# other programs


def test_form_with_all_that_a_person_does_to_it(desk) -> None:
    """Sorted, retitled, a column moved, NFD, other words, a day as text: one run, all of it right."""
    form = Form().put("1.1", STATE, "đang triển khai").put("1.1", PERCENT, "80%")
    form.put("1.1", RESULT, "Đa\u0303 ban ha\u0300nh\r\n kê\u0301 hoạch\u00a0").put(
        "1.1", EVIDENCE, "12/KH-SNV; 13/KH-SNV\nhttps://a.vn"
    )
    form.put("1.1", "Ngày cập nhật", "30-06-2024").put("1.1", "Điểm tự chấm", "1,25")
    form.put("1.3", STATE, "chưa").put("1.10", STATE, "Không áp dụng").put(
        "1.10", "Ngày cập nhật", datetime(2024, 6, 30)
    )
    form.sheet.insert_rows(1)
    rows = [[cell.value for cell in form.sheet[number]] for number in (9, 11)]
    for number, cells in zip((11, 9), rows, strict=True):
        for column, value in enumerate(cells, start=1):
            form.sheet.cell(number, column).value = value
    ran = desk.take(desk.put("snv.xlsx", form.content()))
    assert ran.code == 0
    assert (
        desk.log().removeprefix(LOG)
        == f"""\
  - date: 2024-06-30
    code: "1.10"
    status: not_applicable
    period: h1
    entered: {STAMP}
  - date: 2024-07-05
    code: "1.3"
    status: not_started
    period: h1
    entered: {STAMP}
  - date: 2024-06-30
    code: "1.1"
    status: in_progress
    percent: 80
    period: h1
    result: |-
      Đã ban hành
       kế hoạch
    evidence:
      - 12/KH-SNV
      - 13/KH-SNV
      - https://a.vn
    self_score: 1.25
    entered: {STAMP}
returns:
  - period: h1
    date: 2024-07-05
    entered: {STAMP}
"""
    )


def test_control_characters_of_a_form_are_told_of_and_reach_no_log(desk) -> None:
    """S17."""
    parts = parts_of(Form().put("1.1", RESULT, "XX").content())
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b"XX", "Đã ban hành_x000B_kế hoạch_x0007_".encode())
    ran = desk.take(desk.put("snv.xlsx", packed(parts)))
    assert (ran.code, places(ran)) == (0, ["X721 Phiếu SNV!K8"])
    assert "    result: |-\n      Đã ban hành\n      kế hoạch\n" in desk.log()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_pipe_in_a_folder_is_passed_over(desk, filled) -> None:
    folder = desk.put("thu-muc/snv.xlsx", filled).parent
    os.mkfifo(folder / "ong.xlsx")
    ran = desk.take(folder, "--yes")
    assert "ong.xlsx: không phải tệp thường" in ran.err
    assert "Hoàn thành" in ran.out
