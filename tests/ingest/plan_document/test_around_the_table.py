"""Documents as desk officers have them: what stands around a plan's table, and what only looks like its rows."""

import pytest

from ingest.plan_document.drafts import accounted, read, rows_of, said

HEAD = "KẾ HOẠCH NĂM 2025\nSTT\tMã\tNội dung\tChủ trì\tPhối hợp\tThời hạn\n\t1\tMỘT\t\t\t\n"
FIRST = "1\t1.1\tViệc một\tSở Nội vụ\tSở Tài chính\t6/2025\n"


@pytest.mark.parametrize("ditto", ["nt", "-nt-", "- nt -", "N.T", "như trên", "Như trên.", "//", '"', "“"])
def test_ditto_is_what_the_cell_above_says(ditto: str) -> None:
    reading = read(f"{HEAD}{FIRST}2\t1.2\tViệc hai\t{ditto}\t{ditto}\t{ditto}\n")
    assert rows_of(reading)[2] == "1.2 (2) Việc hai [snv] support=stc due=6/2025"
    assert [line for line in said(reading) if line.startswith("W852 5 ") and "3 ô" in line]


def test_columns_of_progress_are_left_out_and_said_once() -> None:
    reading = read(
        "STT\tMã\tNội dung\tChủ trì\tTrạng thái\t% hoàn thành\tGiải trình (không phát hành)\n"
        "\t1\tMỘT\tSở Nội vụ\t\t\t\n1\t1.1\tViệc\t\tĐang thực hiện\t50\tcòn chờ\n"
    )
    assert rows_of(reading)[1] == "1.1 (1) Việc []"
    assert [line for line in said(reading) if line.startswith(("W846", "W851"))] == [
        "W851 2 không lấy 3 cột không thuộc kế hoạch: «Trạng thái», «% hoàn thành», «Giải trình (không phát hành)»"
    ]


def test_tables_of_other_kinds_are_left_out_and_said() -> None:
    reading = read(
        f"{HEAD}{FIRST}\nSTT\tNội dung chi\tSố tiền\tNguồn\tNăm\tĐợt\n1\tHội nghị\t20\tNSNN\t\t\n\nTT\tHọ tên\n1\tNguyễn Văn A\n"
    )
    assert rows_of(reading)[1:] == ["1.1 (1) Việc một [snv] support=stc due=6/2025"]
    assert [line for line in said(reading) if "W812" in line] == [
        "W812 6 chữ ngoài bảng không lấy: «STT Nội dung chi Số tiền Nguồn Năm Đợt» và 3 dòng sau"
    ]
    assert reading.proposed == ()


def test_second_index_whose_codes_begin_again_follows_the_first() -> None:
    reading = read(
        "STT\tMã\tTiêu chí\tChủ trì\n\t1\tMỘT\t\n1\t1.1\tA\tSTP\n\t2\tHAI\t\n2\t2.1\tB\tSTP\n\nPHỤ LỤC 2\n"
        "STT\tMã\tTiêu chí\tChủ trì\n\t1\tHÀI LÒNG\t\n3\t1.1\tC\tSNV\n4\t1.2\tD\tSNV\n"
    )
    assert [row.split(" [")[0] for row in rows_of(reading)] == [
        "1 MỘT", "1.1 (1) A", "2 HAI", "2.1 (2) B", "3 HÀI LÒNG", "3.1 (3) C", "3.2 (4) D",
    ]  # fmt: skip
    assert accounted(reading) == 7


def test_table_that_shows_the_same_rows_again_is_left_out() -> None:
    table = "STT\tMã\tTiêu chí\tChủ trì\n\t1\tMỘT\t\n1\t1.1\tA\tSTP\n"
    reading = read(f"{table}\nXem thêm\n{table}")
    assert [row.split(" ")[0] for row in rows_of(reading)] == ["1", "1.1"]
    assert any("in lại những dòng đã có" in line for line in said(reading))


def test_head_of_a_page_and_sections_of_prose_are_no_title() -> None:
    reading = read(
        "UBND TỈNH HÀ NAM\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 107/KH-UBND\tĐộc lập - Tự do - Hạnh phúc\n"
        "\tHà Nam, ngày 05 tháng 02 năm 2025\n\nKẾ HOẠCH CẢI CÁCH HÀNH CHÍNH\nI. MỤC ĐÍCH, YÊU CẦU\n"
        f"{HEAD.partition(chr(10))[2]}{FIRST}",
        None,
    )
    assert reading.draft is not None
    assert (reading.draft.head["title"], reading.draft.head["number"], reading.draft.head["issued"]) == (
        "KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH",
        "107/KH-UBND",
        "2025-02-05",
    )
