import json

import pytest

from conftest import SHIPPED
from homes import AGENCIES, CRITERIA


def test_shipped_data_pass_strictly(cchc) -> None:
    ran = cchc("validate", "--strict", data=SHIPPED)
    assert ran.code == 0
    assert ran.out.endswith("Đã kiểm tra 2 tệp, 85 dòng: 3 thông tin.\n")


def test_text_gives_place_code_and_hint(cchc, home, tmp_path) -> None:
    data = home(
        {
            "criteria.yaml": CRITERIA.replace("leads: [stc]", "leads: [sct]"),
            "agencies.yaml": AGENCIES.replace("name: Sở Tài chính", "nmae: Sở Tài chính"),
        }
    )
    ran = cchc("validate", data=data, cwd=tmp_path)
    assert ran.code == 1
    assert ran.out == (
        "data/agencies.yaml:6:5: lỗi S201 khóa lạ «nmae»\n"
        "  6 |     nmae: Sở Tài chính\n"
        "    |     ^^^^\n"
        "  gợi ý: có phải «name»?\n"
        "data/criteria.yaml:15:17: lỗi A401 cơ quan chủ trì «sct» chưa khai báo\n"
        "  15 |         leads: [sct]\n"
        "     |                 ^^^\n"
        "  gợi ý: có phải «stc»? cơ quan mới thì khai báo trong agencies.yaml\n"
        "Đã kiểm tra 2 tệp, 4 dòng: 2 lỗi.\n"
    )


def test_json_has_the_promised_shape(cchc, home, tmp_path) -> None:
    data = home({"criteria.yaml": CRITERIA.replace("stt: 3", "stt: 4")})
    ran = cchc("validate", "-f", "json", data=data, cwd=tmp_path)
    whole = json.loads(ran.out)
    assert (ran.code, whole["errors"], whole["warnings"]) == (0, 0, 1)
    problem = whole["problems"][0]
    assert {key: problem[key] for key in ("file", "line", "column", "code", "severity", "message", "hint")} == {
        "file": "data/criteria.yaml",
        "line": 17,
        "column": 14,
        "code": "T305",
        "severity": "warning",
        "message": "STT 4 đứng sau STT 2",
        "hint": "thiếu STT 3: xem lại văn bản",
    }


def test_strict_makes_warnings_fail_and_infos_never(cchc, home) -> None:
    data = home({"criteria.yaml": CRITERIA.replace("stt: 3", "stt: 4")})
    assert cchc("validate", data=data).code == 0
    assert cchc("validate", "--strict", data=data).code == 1


@pytest.mark.parametrize("name", ["agencies.yaml", "criteria.yaml", "progress/2024/snv.yaml", "progress", "."])
def test_a_path_checks_the_whole_home_it_lies_in(cchc, home, name) -> None:
    data = home(
        {
            "progress/2024/snv.yaml": "year: 2024\nagency: snv\nupdates:\n  - {date: 2024-01-01, code: '9.9', status: done}\n"
        }
    )
    whole = cchc("validate", data=data)
    assert whole.code == 1
    assert cchc("validate", str(data / name)).out == whole.out


def test_output_goes_to_a_file_as_utf8(cchc, tmp_path) -> None:
    target = tmp_path / "kq.json"
    ran = cchc("validate", "-f", "json", "-o", str(target), data=SHIPPED)
    assert (ran.code, ran.out) == (0, "")
    assert json.loads(target.read_text(encoding="utf-8"))["errors"] == 0


def test_explain_gives_why_bad_and_good(cchc) -> None:
    out = cchc("explain", "a401").out
    assert out.startswith("A401 unknown-lead (lỗi)\n")
    assert "Sai:" in out
    assert "Đúng:" in out
    assert cchc("explain", "unknown-lead").out == out
    assert cchc("explain", "A999").code == 2
    assert "A401  unknown-lead: Cơ quan chủ trì phải có" in cchc("explain").out


def test_github_is_the_default_inside_its_runner_and_nowhere_else(cchc, home, monkeypatch, tmp_path) -> None:
    data = home({"criteria.yaml": CRITERIA.replace("[stc]", "[sct]")})
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    out = cchc("validate", data=data, cwd=data).out
    assert out.startswith(
        "::error file=data/criteria.yaml,line=15,endLine=15,col=17,endColumn=19,title=A401 unknown-lead::"
    )
    assert cchc("validate", "-f", "text", data=data).out.startswith("criteria.yaml:15:17: lỗi A401")
    target = tmp_path / "kq.txt"
    cchc("validate", "-o", str(target), data=data)
    assert "::error" not in target.read_text(encoding="utf-8")


def test_sarif_names_files_below_a_folder_with_spaces(cchc, tmp_path) -> None:
    folder = tmp_path / "so lieu 2024"
    folder.mkdir()
    (folder / "agencies.yaml").write_text(AGENCIES, encoding="utf-8")
    (folder / "criteria.yaml").write_text(CRITERIA.replace("[stc]", "[sct]"), encoding="utf-8")
    log = json.loads(cchc("validate", "-f", "sarif", data=folder, cwd=tmp_path).out)
    (result,) = log["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "so%20lieu%202024/criteria.yaml"
    assert place["region"] == {"startLine": 15, "startColumn": 17, "endLine": 15, "endColumn": 20}


@pytest.mark.parametrize(("suffix", "start"), [("json", "{"), ("sarif", "{"), ("md", "Đã kiểm tra"), ("txt", "data/")])
def test_suffix_of_the_output_picks_the_format(cchc, home, tmp_path, suffix, start) -> None:
    data = home({"criteria.yaml": CRITERIA.replace("[stc]", "[sct]")})
    target = tmp_path / f"kq.{suffix}"
    assert cchc("validate", "-o", str(target), data=data, cwd=tmp_path).code == 1
    assert target.read_text(encoding="utf-8").startswith(start)


def test_diff_shows_and_fix_writes_the_same_edits(cchc, home, tmp_path) -> None:
    data = home({"criteria.yaml": CRITERIA.replace('"1.2"', "1.2").replace("stt: 3", "stt: 4")})
    before = (data / "criteria.yaml").read_bytes()
    shown = cchc("validate", "--diff", data=data, cwd=tmp_path)
    assert (shown.code, (data / "criteria.yaml").read_bytes()) == (0, before)
    assert shown.out == (
        "--- a/data/criteria.yaml\n"
        "+++ b/data/criteria.yaml\n"
        "@@ -9,7 +9,7 @@\n"
        '       - code: "1.1"\n'
        "         stt: 1\n"
        "         name: Thực hiện kế hoạch\n"
        "-      - code: 1.2\n"
        '+      - code: "1.2"\n'
        "         stt: 2\n"
        "         name: Đối thoại\n"
        "         leads: [stc]\n"
    )
    written = cchc("validate", "--fix", data=data)
    assert written.err == "Đã sửa data/criteria.yaml: S212 (1)\n"
    assert "T305" in written.out
    assert "S212" not in written.out
    assert (data / "criteria.yaml").read_text(encoding="utf-8") == CRITERIA.replace("stt: 3", "stt: 4")
    assert cchc("validate", "--fix", data=data).err == "Không có gì sửa được bằng --fix.\n"


def test_fix_writes_nothing_over_a_file_that_changed_meanwhile(cchc, home, monkeypatch) -> None:
    from cchc_cli.cli import fixing

    data = home({"criteria.yaml": CRITERIA.replace('"1.2"', "1.2")})
    monkeypatch.setattr(fixing, "read_file", lambda path: b"year: 2024\n")
    before = (data / "criteria.yaml").read_bytes()
    ran = cchc("validate", "--fix", data=data)
    assert (ran.code, "vừa bị chương trình khác sửa" in ran.err) == (3, True)
    assert (data / "criteria.yaml").read_bytes() == before


def test_what_is_let_pass_is_counted_and_not_shown(cchc, home) -> None:
    data = home({"criteria.yaml": CRITERIA.replace("stt: 3", "stt: 4  # cchc: allow T305 -- văn bản in thế")})
    ran = cchc("validate", "--strict", data=data)
    assert ran.code == 0
    assert ran.out == "Đã kiểm tra 2 tệp, 4 dòng: không có vấn đề (1 vấn đề được cho qua bằng ghi chú).\n"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("criteria.yml", "có phải «criteria.yaml»?"),
        ("agencis.yaml", "có phải «agencies.yaml»?"),
        ("agencies (1).yaml", "có phải «agencies.yaml»?"),
        ("settings - Copy.yaml", "có phải «settings.yaml»?"),
        ("progres/2024/snv.yaml", "có phải «progress/2024/snv.yaml»?"),
        ("Progress/2024/snv.yaml", "có phải «progress/2024/snv.yaml»?"),
    ],
)
def test_file_that_nothing_reads_is_told_with_the_name_it_means(cchc, home, name, hint) -> None:
    data = home({name: "year: 2024\n"})
    out = cchc("validate", data=data).out
    assert f"cảnh báo F006 không đọc tệp «{name}»" in out
    assert hint in out


def test_file_too_large_to_be_data_is_refused_unread(cchc, home, monkeypatch) -> None:
    from cchc_cli.source import decoding
    from cchc_cli.store import home as homes_module

    data = home({"criteria-2025.yaml": CRITERIA.replace("2024", "2025") + "#" * 4000})
    monkeypatch.setattr(decoding, "MAX_BYTES", 3000)
    monkeypatch.setattr(homes_module, "MAX_BYTES", 3000)
    ran = cchc("validate", data=data)
    assert (ran.code, "criteria-2025.yaml:1:1: lỗi Y110" in ran.out) == (1, True)
    assert ran.out.count("lỗi") == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("-o", "kq.xlsx"),
        ("-o", "kq.csv"),
        ("-f", "json", "-o", "kq.md"),
        ("--diff", "-f", "json"),
        ("--diff", "-o", "kq.txt"),
    ],
)
def test_output_that_cannot_be_meant_is_exit_2(cchc, home, tmp_path, arguments) -> None:
    assert cchc("validate", *arguments, data=home(), cwd=tmp_path).code == 2
    assert not list(tmp_path.glob("kq.*"))


def test_path_that_is_not_there_names_the_nearest(cchc, home) -> None:
    data = home()
    ran = cchc("validate", str(data / "critera.yaml"))
    assert (ran.code, f"có phải «{data / 'criteria.yaml'}»?" in ran.err) == (2, True)
