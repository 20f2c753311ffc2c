"""`cchc init --frame 2025`: a home with the uniform provincial agencies of 2025 beside those of the 2024 plan."""

from datetime import date
import json
from pathlib import Path
import re

import pytest

from cchc_cli.loader import load
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.model.plan import Plan
from cchc_cli.queries import find_agency
from cchc_cli.standing import Moment, stand
from cchc_cli.store.packaged import frame_files, plan_files
from cchc_cli.succession import answered_plan
from conftest import SHIPPED

FRAME = "agencies.yaml"
# Nghị định 45/2025/NĐ-CP: uniform in every province
UNIFORM = (
    *("Sở Nội vụ", "Sở Tư pháp", "Sở Tài chính", "Sở Công Thương", "Sở Nông nghiệp và Môi trường", "Sở Xây dựng"),
    *("Sở Khoa học và Công nghệ", "Sở Văn hóa, Thể thao và Du lịch", "Sở Giáo dục và Đào tạo", "Sở Y tế"),
    *("Thanh tra tỉnh", "Văn phòng UBND tỉnh"),
)
PRINTED = {"snv": 21, "vpubnd": 15, "stc": 13, "stp": 5, "sttt": 5, "skhdt": 4, "stnmt": 3, "snnptnt": 3}
BEFORE, FIRST_DAY = date(2025, 2, 28), date(2025, 3, 1)


@pytest.fixture
def framed(cchc, tmp_path: Path) -> Path:
    assert cchc("init", "--frame", "2025", str(tmp_path)).code == 0
    return tmp_path / "data"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(plan_files() | frame_files("2025"))[0]


@pytest.fixture(scope="module")
def plan(catalogue: Catalogue) -> Plan:
    return catalogue.plans[0]


def test_home_is_the_packaged_plan_with_the_frame_and_says_what_to_do_with_it(cchc, tmp_path: Path) -> None:
    data = tmp_path / "tinh" / "data"
    ran = cchc("init", "--frame", "2025", str(data.parent))
    assert ran.out.splitlines() == [
        f"Đã tạo {data} với criteria.yaml, agencies.yaml, settings.yaml.",
        f"Tiếp theo: cchc --data {data} status",
        f"Sửa ngày và cơ quan tiếp nhận cho đúng tỉnh mình trong {data / FRAME} (đầu tệp có chỉ dẫn).",
    ]
    assert (data / "criteria.yaml").read_bytes() == (SHIPPED / "criteria.yaml").read_bytes()
    assert (data / FRAME).read_bytes() == frame_files("2025")[FRAME]


@pytest.mark.parametrize("more", [(), ("--demo",)])
def test_strict_check_passes_without_warnings(cchc, tmp_path: Path, more: tuple[str, ...]) -> None:
    assert cchc("init", "--frame", "2025", *more, str(tmp_path)).code == 0
    ran = cchc("validate", "--strict", "-f", "json", data=tmp_path / "data")
    assert (ran.code, json.loads(ran.out)["warnings"]) == (0, 0)


def test_everything_that_may_be_uncommented_is_sound(cchc, framed: Path) -> None:
    text = (framed / FRAME).read_text(encoding="utf-8")
    whole = re.sub(r"(?m)^  # (- id: |  [a-z]+: )", r"  \1", text)
    (framed / FRAME).write_text(whole, encoding="utf-8")
    assert whole.count("- id: ") == text.replace("# - id: ", "").count("- id: ") + 7
    ran = cchc("validate", "--strict", "-f", "json", data=framed)
    assert (ran.code, json.loads(ran.out)["warnings"]) == (0, 0)


def test_the_uniform_agencies_are_there_from_the_first_day(catalogue: Catalogue) -> None:
    living = {one.name for one in catalogue.agencies if not one.has_ended(FIRST_DAY)}
    assert living == set(UNIFORM)
    begun = {one.name for one in catalogue.agencies if one.from_day is not None}
    assert begun == {"Sở Nông nghiệp và Môi trường"}  # the one whose name is new


def test_agencies_of_the_packaged_plan_are_as_they_were_but_for_their_end(catalogue: Catalogue) -> None:
    for agency in load(plan_files())[0].agencies:
        framed = catalogue.by_id[agency.id]
        ended = {"until": FIRST_DAY, "successors": framed.successors} if framed.until else {}
        assert framed.model_dump() == agency.model_copy(update=ended).model_dump()


# who answers


def test_joint_row_shrinks_from_five_leads_to_three(catalogue: Catalogue, plan: Plan) -> None:
    def leads(day: date) -> tuple[str, ...]:
        return answered_plan(plan, day, catalogue.by_id).by_code["4.3.1"].leads

    assert plan.by_code["4.3.1"].leads == ("skhdt", "stc", "stnmt", "snnptnt", "snv")
    assert leads(BEFORE) == plan.by_code["4.3.1"].leads
    assert leads(FIRST_DAY) == ("stc", "snnmt", "snv")


def test_nobody_is_undecided_and_nobody_who_ended_answers(catalogue: Catalogue, plan: Plan) -> None:
    answered = answered_plan(plan, date(2026, 1, 1), catalogue.by_id)
    leads = {lead for row in answered.assigned for lead in row.leads}
    assert leads == {"snv", "vpubnd", "stc", "stp", "skhcn", "snnmt"}


@pytest.mark.parametrize("day", [date(2024, 9, 1), BEFORE, FIRST_DAY, date(2026, 1, 1)])
def test_rows_are_counted_for_the_leads_that_are_printed_whatever_the_day(
    catalogue: Catalogue, plan: Plan, day: date
) -> None:
    standings = stand(catalogue, plan, Moment(day, 2024, catalogue.settings, is_day_given=True))
    assert {agency: len(leads) for agency, leads in standings.by_agency.items()} == PRINTED


def test_listing_of_a_printed_lead_is_the_same_as_without_the_frame(cchc, framed: Path) -> None:
    args = ("list", "-a", "skhdt", "-y", "2024", "--as-of", "2026-01-01", "-f", "csv")
    assert cchc(*args, data=framed).raw == cchc(*args, data=SHIPPED).raw


def test_new_agency_is_told_how_many_rows_it_has_taken_over(cchc, framed: Path) -> None:
    out = cchc("list", "-a", "snnmt", "-y", "2024", "--as-of", "2026-01-01", data=framed).out
    assert "Sở Nông nghiệp và Môi trường còn tiếp nhận 3 dòng của cơ quan cũ" in out


# names


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Sở Nông nghiệp và Môi trường", "snnmt"),
        ("so nong nghiep va moi truong", "snnmt"),
        ("SNNMT", "snnmt"),
        ("Sở NN&MT", "snnmt"),
        ("Nông nghiệp và Môi trường", "snnmt"),
        ("Sở NN&PTNT", "snnptnt"),
        ("SNN&PTNT", "snnptnt"),
        ("Sở Nông nghiệp và Phát triển nông thôn", "snnptnt"),
        ("Sở TN&MT", "stnmt"),
        ("STNMT", "stnmt"),
        ("Tài nguyên", "stnmt"),
        ("Tài chính", "stc"),
        ("tai chinh", "stc"),
        ("STC", "stc"),
        ("Kế hoạch và Đầu tư", "skhdt"),
        ("Sở KH&ĐT", "skhdt"),
        ("Nội vụ", "snv"),
        ("noi vu", "snv"),
        ("Tư pháp", "stp"),
        ("Khoa học", "skhcn"),
        ("SKHCN", "skhcn"),
        ("Sở KH&CN", "skhcn"),
        ("STTTT", "sttt"),
        ("Sở TT&TT", "sttt"),
        ("Xây dựng", "sxd"),
        ("SXD", "sxd"),
        ("Công thương", "sct"),
        ("SCT", "sct"),
        ("Y tế", "syt"),
        ("SYT", "syt"),
        ("Giáo dục", "sgddt"),
        ("SGDĐT", "sgddt"),
        ("Sở Văn hóa - Thể thao và Du lịch", "svhttdl"),
        ("SVHTTDL", "svhttdl"),
        ("Thanh tra", "ttt"),
        ("VP UBND", "vpubnd"),
    ],
)
def test_usual_names_mean_one_agency(catalogue: Catalogue, text: str, agency: str) -> None:
    assert [one.id for one in find_agency(catalogue.agencies, text).found] == [agency]


@pytest.mark.parametrize(("text", "both"), [("Nông nghiệp", {"snnptnt", "snnmt"}), ("Môi trường", {"stnmt", "snnmt"})])
def test_words_that_old_and_new_share_are_asked_about(catalogue: Catalogue, text: str, both: set[str]) -> None:
    assert {one.id for one in find_agency(catalogue.agencies, text).found} == both


# a home that is there


@pytest.mark.parametrize("more", [(), ("--demo",), ("--ci",)])
def test_home_that_is_there_is_left_alone_and_told_what_to_do(cchc, tmp_path: Path, more: tuple[str, ...]) -> None:
    assert cchc("init", str(tmp_path)).code == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    ran = cchc("init", "--frame", "2025", *more, str(tmp_path))
    assert (ran.code, f"Lỗi: «{tmp_path / 'data'}» đã có dữ liệu; cchc init không ghi đè" in ran.err) == (3, True)
    assert "cchc init --frame 2025 khung" in ran.err
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_frame_that_is_not_shipped_is_refused(cchc, tmp_path: Path) -> None:
    ran = cchc("init", "--frame", "2026", str(tmp_path))
    assert (ran.code, list(tmp_path.iterdir())) == (2, [])
    assert "«2026»" in ran.err
