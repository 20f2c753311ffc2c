"""Documents as provinces make them, each with what a desk officer would expect of it."""

import pytest

from ingest.plan_document.drafts import accounted, codes, read, rows_of, said

HEAD = "STT\tMã\tNội dung\tChủ trì\n\t1\tMỘT\t\n"


@pytest.mark.parametrize("sign", ["nt", "-nt-", "Như trên", "//", "-//-", '"', "”", "N.T."])
def test_sign_for_the_cell_above_means_it(sign: str) -> None:
    reading = read(
        "STT\tMã\tNội dung\tChủ trì\tPhối hợp\tThời hạn\n\t1\tMỘT\t\t\t\n1\t1.1\tA\tSTC\tSTP\t6/2025\n"
        f"2\t1.2\tB\t{sign}\t{sign}\t{sign}\n3\t1.3\tC\tSNV\t-\t…\n"
    )
    assert rows_of(reading)[1:] == [
        "1.1 (1) A [stc] support=stp due=6/2025",
        "1.2 (2) B [stc] support=stp due=6/2025",
        "1.3 (3) C [snv]",
    ]
    assert said(reading) == [f"W852 4 3 ô ghi như «{sign}»: lấy theo ô cùng cột ở dòng trên"]


@pytest.mark.parametrize(
    ("head", "lead"),
    [
        ("TT\tTên tiêu chí/tiêu chí thành phần\tĐơn vị chủ trì tham mưu\tThời gian", "[stc]"),
        ("STT\tNội dung công việc cần thực hiện\tCơ quan, đơn vị chịu trách nhiệm\tThời gian", "[stc]"),
        ("STT\tLĨNH VỰC, TIÊU CHÍ, TIÊU CHÍ THÀNH PHẦN\tPhân công thực hiện\tThời điểm hoàn thành", "[stc]"),
        ("STT\tNô\u0323i dung\tTrách nhiệm\tThời hạn hoàn thành", "[stc]"),
    ],
)
def test_headings_as_provinces_word_them(head: str, lead: str) -> None:
    assert rows_of(read(f"{head}\n1\tMỘT\t\t\n1.1\tA\tSTC\t6/2025\n")) == ["1 MỘT []", f"1.1 (1) A {lead} due=6/2025"]


@pytest.mark.parametrize("numbers", ["(1)\t(2)\t(3)\t(4)", "1\t2\t3\t4", "A\tB\tC\t1"])
def test_row_that_numbers_the_columns_is_no_row(numbers: str) -> None:
    reading = read(f"STT\tMã\tNội dung\tChủ trì\n{numbers}\n\t1\tMỘT\t\n1\t1.1\tA\tSTC\n")
    assert (rows_of(reading), codes(reading)) == (["1 MỘT []", "1.1 (1) A [stc]"], [])


def test_letter_with_a_head_prose_and_a_signature_around_the_table() -> None:
    reading = read(
        "UBND TỈNH A\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/KH-UBND\tĐộc lập - Tự do - Hạnh phúc\n"
        "\tA, ngày 05 tháng 01 năm 2025\n\nKẾ HOẠCH\nCải cách hành chính năm 2025\nI. MỤC ĐÍCH, YÊU CẦU\n"
        "1. Mục đích: làm tốt.\n" + HEAD + "1\t1.1\tA\tSTC\n\nIII. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ theo dõi.\n"
        "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN\n- Lưu: VT.\tCHỦ TỊCH\n",
        None,
    )
    assert reading.draft is not None
    assert reading.draft.head == {
        "title": "KẾ HOẠCH Cải cách hành chính năm 2025",
        "number": "12/KH-UBND",
        "issued": "2025-01-05",
        "source": "ke-hoach.txt",
    }
    assert rows_of(reading) == ["1 MỘT []", "1.1 (1) A [stc]"]
    assert codes(reading) == ["W812"]
    assert "W812 13 chữ ngoài bảng không lấy: «III. TỔ CHỨC THỰC HIỆN» và 3 dòng sau" in said(reading)


@pytest.mark.parametrize(
    "other",
    [
        "STT\tTừ viết tắt\tNội dung\n1\tCCHC\tCải cách hành chính\n",
        "STT\tĐơn vị\tNhiệm vụ\n1\tSở Nội vụ\tTheo dõi\n",
        "Cơ quan thực hiện\tNhiệm vụ\nSở Nội vụ\tTheo dõi\n",
    ],
)
def test_table_of_another_kind_is_left_and_said(other: str) -> None:
    plan = HEAD + "1\t1.1\tA\tSTC\n"
    for text in (f"{other}\nKẾ HOẠCH\n\n{plan}", f"{plan}\nPhân công\n\n{other}"):
        reading = read(text)
        assert rows_of(reading) == ["1 MỘT []", "1.1 (1) A [stc]"]
        assert codes(reading) == ["W812"], said(reading)


def test_second_appendix_whose_codes_and_numbers_begin_again() -> None:
    reading = read(
        "Phụ lục I\nCHỈ SỐ PAR INDEX\n" + HEAD + "1\t1.1\tA\tSTC\n2\t1.2\tB\tSTC\n\nPhụ lục II\nCHỈ SỐ SIPAS\n\n"
        "STT\tMã\tNội dung\tChủ trì\n\t1\tTIẾP CẬN\tSNV\n1\t1.1\tC\t\n2\t1.2\tD\tSTC\n"
    )
    assert rows_of(reading)[3:] == ["2 TIẾP CẬN [snv]", "2.1 (3) C []", "2.2 (4) D [stc]"]
    assert codes(reading) == ["W812", "W853", "W821", "W821"]
    assert accounted(reading) == 6


def test_spaces_within_codes() -> None:
    reading = read("STT\tNội dung\tChủ trì\n\t1. MỘT\t\n\t1. 1. Tiêu chí\tSTC\n1\t1. 1. 2 Việc\tSTC\n")
    assert rows_of(reading) == ["1 MỘT []", "1.1 Tiêu chí [stc]", "1.1.2 (1) Việc [stc]"]


def test_areas_called_by_their_kind() -> None:
    reading = read(
        "STT\tMã\tNội dung\tChủ trì\n\t\tLĩnh vực 1: CHỈ ĐẠO\t\n1\t1.1\tA\tSTC\n\t\tLĩnh vực 2. LUẬT\t\n2\t2.1\tB\tSTC\n"
    )
    assert (rows_of(reading)[0], rows_of(reading)[2], codes(reading)) == ("1 CHỈ ĐẠO []", "2 LUẬT []", [])


@pytest.mark.parametrize("sign", ["- ", "+ ", "a) "])
def test_points_of_a_list_are_rows_where_they_have_a_lead_else_words_of_the_note(sign: str) -> None:
    reading = read(HEAD + f"1\t1.1\tA\tSTC\n\t\t{sign}việc một\tSTP\n2\t1.2\tB\tSTC\n\t\t{sign}việc hai\t\n")
    assert rows_of(reading)[1:] == [
        "1.1 (1) A [stc]",
        "1.1.1 việc một [stp]",
        f"1.2 (2) B [stc] note={sign}việc hai",
    ]
    assert codes(reading) == ["W814", "W820"]


def test_bands_that_tell_their_points_in_words() -> None:
    reading = read(
        "Mã\tNội dung\tĐiểm\tChủ trì\n1\tMỘT\t3\tSNV\n1.1\tBan hành\t1\t\n\tTrước 31/12: 0,5\t\t\n\tCòn lại: (b/a)*1\t\t\n"
    )
    assert rows_of(reading)[1] == "1.1 (1) Ban hành [] max_score=1 note=Trước 31/12: 0,5; Còn lại: (b/a)*1"


def test_cell_too_long_for_any_file_is_refused() -> None:
    for cells in (f"{'x' * 40_000}\tSTC", f"A\t{'S' * 40_000}"):
        reading = read(HEAD + f"1\t1.1\t{cells}\n")
        assert (reading.draft, said(reading)) == (None, ["W854 3 dòng có ô quá dài"])
    many = "".join(f"\t\t- {'việc ' * 200}\t\n" for _ in range(40))
    assert (read(HEAD + f"1\t1.1\tA\tSTC\n{many}").draft, codes(read(HEAD + many))[-1:]) == (None, ["W854"])


def test_number_zero_is_no_stt() -> None:
    assert rows_of(read(HEAD + "0\t1.1\tA\tSTC\n1\t1.2\tB\tSTC\n"))[1:] == ["1.1 A [stc]", "1.2 (1) B [stc]"]


def test_roman_areas_need_not_begin_with_the_first() -> None:
    reading = read("STT\tNội dung\tChủ trì\n\tII. HAI\tSTC\n1\tII.1 A\t\n\tV. NĂM\tSNV\n2\tV.1 B\t\n")
    assert (rows_of(reading)[2], codes(reading)) == ("V NĂM [snv]", [])
