"""`show`, `tree`, `agencies`, `init`."""

import json

from conftest import SHIPPED
from homes import CRITERIA, log_of


def test_show_tells_path_leads_basis_and_deadline(cchc, snapshot) -> None:
    assert cchc("show", "6.1", data=SHIPPED).out == snapshot


def test_show_tells_progress_by_lead_and_history(cchc, home, snapshot) -> None:
    data = home(
        {
            "criteria.yaml": CRITERIA.replace("name: Phân cấp\n", "name: Phân cấp\n        due: Quý II/2024\n"),
            "progress/2024/snv.yaml": log_of(
                "snv",
                'date: 2024-03-01, code: "1.3", status: in_progress, percent: 40, result: Đang làm',
                'date: 2024-06-28, code: "1.3", status: done, period: h1, evidence: ["12/BC-SNV", "13/BC-SNV"]',
            ),
        }
    )
    assert cchc("show", "1.3", "--as-of", "2024-12-31", data=data).out == snapshot


def test_show_json_has_path_and_history(cchc) -> None:
    record = json.loads(cchc("show", "1.3.1", "-f", "json", data=SHIPPED).out)
    assert [one["code"] for one in record["path"]] == ["1", "1.3"]
    assert record["history"] == []


def test_show_writes_markdown(cchc, tmp_path) -> None:
    target = tmp_path / "1.6.md"
    assert cchc("show", "1.6", "-o", str(target), data=SHIPPED).code == 0
    assert "Sở Kế hoạch và Đầu tư" in target.read_text(encoding="utf-8")


def test_show_takes_no_format_that_its_file_is_not(cchc, tmp_path) -> None:
    ran = cchc("show", "1.6", "-f", "json", "-o", str(tmp_path / "1.6.md"), data=SHIPPED)
    assert (ran.code, list(tmp_path.iterdir())) == (2, [])


def test_unnamed_row_is_shown_as_not_in_the_document(cchc) -> None:
    assert "7.3  (không có trong văn bản)" in cchc("show", "7.3", data=SHIPPED).out


def test_tree_has_every_row_with_counts_on_headings(cchc) -> None:
    lines = cchc("tree", data=SHIPPED).out.splitlines()
    assert len([line for line in lines if "Chưa báo cáo" in line]) == 57
    assert next(line for line in lines if "CÔNG TÁC CHỈ ĐẠO" in line).endswith("8 dòng: chưa báo cáo 8")
    assert lines[-1] == "8 lĩnh vực, 57 dòng có STT (kế hoạch năm 2024)"


def test_agencies_count_by_their_own_state(cchc, home) -> None:
    data = home(
        {"progress/2024/snv.yaml": log_of("snv", 'date: 2024-03-01, code: "1.3", status: done, evidence: ["1/BC"]')}
    )
    records = json.loads(cchc("agencies", "-f", "json", data=data).out)
    assert [(one["id"], one["rows"], one["states"]["done"], one["completion"]) for one in records] == [
        ("snv", 2, 1, 50),
        ("stc", 2, 0, 0),
        ("skhdt", 1, 0, 0),
    ]


def test_init_makes_a_home_that_works_and_never_overwrites(cchc, tmp_path) -> None:
    folder = tmp_path / "tỉnh mẫu"
    assert cchc("init", str(folder)).code == 0
    assert cchc("validate", "--strict", data=folder / "data").code == 0
    assert "21 dòng" in cchc("list", "-a", "snv", data=folder).out
    (folder / "data" / "agencies.yaml").unlink()
    before = (folder / "data" / "criteria.yaml").read_bytes()
    ran = cchc("init", str(folder))
    assert (ran.code, "criteria.yaml" in ran.err) == (3, True)
    assert (folder / "data" / "criteria.yaml").read_bytes() == before
    assert not (folder / "data" / "agencies.yaml").exists()


def test_init_gives_the_shipped_files_byte_for_byte(cchc, tmp_path) -> None:
    cchc("init", str(tmp_path))
    for name in ("criteria.yaml", "agencies.yaml"):
        assert (tmp_path / "data" / name).read_bytes() == (SHIPPED / name).read_bytes()


def test_history_ends_where_the_moment_asked_for_ends(cchc, home) -> None:
    log = log_of(
        "snv",
        'date: 2024-03-01, code: "1.1", status: not_started',
        'date: 2024-09-01, code: "1.1", status: in_progress',
    )
    data = home({"progress/2024/snv.yaml": log})
    assert "01/09/2024" in cchc("show", "1.1", data=data).out
    assert "01/09/2024" not in cchc("show", "1.1", "--as-of", "2024-07-20", data=data).out


def test_listing_as_of_a_day_says_so(cchc) -> None:
    assert "(kế hoạch năm 2024; số liệu đến ngày 30/06/2024)" in cchc("list", "--as-of", "2024-06-30", data=SHIPPED).out
    assert "kỳ báo cáo 6 tháng" in cchc("agencies", "--period", "h1", data=SHIPPED).out


def test_row_number_in_place_of_a_code_is_understood_in_the_hint(cchc) -> None:
    assert "STT 29 là mã 4.3.1" in cchc("show", "29", data=SHIPPED).err


def test_data_home_may_be_named_behind_the_command(cchc, home, tmp_path) -> None:
    data = home()
    elsewhere = tmp_path / "khác"
    elsewhere.mkdir()
    for command in (["list"], ["tree"], ["agencies"], ["show", "1.1"], ["validate"]):
        assert cchc(*command, "--data", str(data), cwd=elsewhere).out == cchc(*command, data=data, cwd=elsewhere).out
