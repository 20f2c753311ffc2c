from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

from cchc_cli.drafting.conversion import convert
from cchc_cli.ingest.plan_document import read_plan_document
from cchc_cli.loader import load
from cchc_cli.store.packaged import plan_files
from cchc_cli.writer import plan_text
from ingest.plan_document.drafts import accounted, codes, read, rows_of, said

AREA = "STT\tMã\tNội dung\tChủ trì\n\t1\tMỘT\tSở Nội vụ\n"


def test_columns_are_found_by_their_words_in_any_order() -> None:
    reading = read(
        "Ghi chú\tThời hạn\tĐiểm\tCơ quan phối hợp\tĐơn vị chủ trì\tKết quả\tTên nhiệm vụ\tMã số\tTT\n"
        "\t\t\t\t\t\tMỘT\t1\t\n"
        "xem lại\t6/2025\t0,5\tSTC\tSở Nội vụ\tBáo cáo\tViệc một\t1.1\t1\n"
    )
    assert rows_of(reading) == [
        "1 MỘT []",
        "1.1 (1) Việc một [snv] support=stc due=6/2025 max_score=0.5 product=Báo cáo note=xem lại",
    ]
    assert codes(reading) == []


def test_heading_of_two_rows() -> None:
    reading = read(
        "STT\tMã\tNội dung\tCơ quan thực hiện\t\tĐiểm\t\n\t\t\tChủ trì\tPhối hợp\tTối đa\tTự chấm\n"
        "\t1\tMỘT\t\t\t\t\n1\t1.1\tViệc\tSTP\tSTC\t2\t1,5\n"
    )
    assert rows_of(reading)[1] == "1.1 (1) Việc [stp] support=stc max_score=2"
    assert said(reading) == ["W851 3 không lấy 1 cột không thuộc kế hoạch: «Điểm Tự chấm»"]


def test_row_that_names_an_agency_twice_is_no_heading() -> None:
    reading = read(
        "STT\tMã\tNội dung\tChủ trì\tPhối hợp\n\t1\tMỘT\t\t\n1\t1.1\tA\tSTP\t\n\n"
        "2\t1.2\tB\tSở Tài chính\tSở Tài chính\n3\t1.3\tC\tSở Tài chính\tSở Tài chính\n"
    )
    assert rows_of(reading)[2:] == ["1.2 (2) B [stc] support=stc", "1.3 (3) C [stc] support=stc"]


def test_title_above_a_heading_of_two_rows_is_no_heading() -> None:
    reading = read(
        "DANH MỤC NHIỆM VỤ NĂM 2025\t\t\t\nSTT\tNội dung\tTrách nhiệm\t\n\t\tChủ trì\tPhối hợp\n1\tViệc\tSTP\tSTC\n",
        None,
    )
    assert reading.draft is not None
    assert (reading.draft.year, reading.draft.head["title"]) == (2025, "DANH MỤC NHIỆM VỤ NĂM 2025")
    assert rows_of(reading)[1] == "1.1 (1) Việc [stp] support=stc"


def test_page_without_the_merged_column_keeps_its_cells_in_their_columns() -> None:
    reading = read(
        "STT\tMã\tNội dung\tChủ trì\tThời hạn\n\t1\tMỘT\t\t\n1\t1.1\tViệc thứ nhất\tSTP\t6/2025\n\n"
        "2\t1.2\tViệc thứ hai\t30/6/2025\n3\t1.3\tViệc thứ ba\t12/2025\n"
    )
    assert rows_of(reading)[1:] == [
        "1.1 (1) Việc thứ nhất [stp] due=6/2025",
        "1.2 (2) Việc thứ hai [stp] due=30/6/2025",
        "1.3 (3) Việc thứ ba [stp] due=12/2025",
    ]
    assert codes(reading) == ["W813", "W813"]
    assert "W831 5 2 dòng (1.2…1.3) trống ô chủ trì, theo ô in ở dòng gần nhất phía trên" in said(reading)


def test_page_whose_heading_lacks_the_merged_column() -> None:
    reading = read(
        "STT\tMã\tNội dung\tChủ trì\tThời hạn\n\t1\tMỘT\t\t\n1\t1.1\tA\tSTP\t6/2025\n\n"
        "STT\tMã\tNội dung\tThời hạn\n2\t1.2\tB\t12/2025\n"
    )
    assert rows_of(reading)[2] == "1.2 (2) B [stp] due=12/2025"


def test_cells_beyond_the_heading_are_kept() -> None:
    reading = read(AREA + "1\t1.1\tViệc\tSTP\tthêm ở đây\n")
    assert rows_of(reading)[1] == "1.1 (1) Việc [stp] note=(cột thừa): thêm ở đây"
    assert codes(reading) == ["W813"]


@pytest.mark.parametrize(
    ("first", "second"),
    [("1.1. Thực hiện", "1.2. Kiểm tra"), ("1.1 - Thực hiện", "1.2 – Kiểm tra"), ("1.1 Thực hiện", "1.2) Kiểm tra")],
)
def test_codes_stand_in_the_text(first: str, second: str) -> None:
    reading = read(f"STT\tNội dung\tChủ trì\n\tI. MỘT\t\n1\t{first}\tSTP\n2\t{second}\tSNV\n")
    assert rows_of(reading) == ["1 MỘT []", "1.1 (1) Thực hiện [stp]", "1.2 (2) Kiểm tra [snv]"]


def test_name_that_begins_with_a_figure_is_left_alone() -> None:
    reading = read(AREA + "1\t1.1\t100% cơ quan được kiểm tra\tSTP\n2\t1.2\t6 tháng một lần\tSTP\n")
    assert [row.partition(") ")[2] for row in rows_of(reading)[1:]] == [
        "100% cơ quan được kiểm tra [stp]",
        "6 tháng một lần [stp]",
    ]


def test_rows_without_a_code_get_one_from_their_place() -> None:
    reading = read("TT\tNhiệm vụ\tChủ trì\nI.\tMỘT\t\n1.\tA\tSTP\nII.\tHAI\t\n2.\tB\tSTC\n3.\tC\tSTC\n")
    assert rows_of(reading) == ["I MỘT []", "I.1 (1) A [stp]", "II HAI []", "II.1 (2) B [stc]", "II.2 (3) C [stc]"]
    assert said(reading) == ["W820 3 3 dòng không có mã, đặt theo chỗ đứng trong lĩnh vực: I.1…II.2"]


def test_numbers_that_begin_again_in_each_area_are_codes() -> None:
    reading = read("TT\tNhiệm vụ\tChủ trì\nI\tMỘT\t\n1\tA\tSTP\n2\tB\tSTP\nII\tHAI\t\n1\tC\tSTC\n1.1\tD\tSTC\n")
    assert rows_of(reading) == [
        "I MỘT []",
        "I.1 (1) A [stp]",
        "I.2 (2) B [stp]",
        "II HAI []",
        "II.1 C [stc]",
        "II.1.1 (3) D [stc]",
    ]
    assert codes(reading) == ["W821", "W844"]


def test_column_headed_stt_that_holds_codes() -> None:
    reading = read("STT\tTiêu chí, TCTP\tĐiểm tối đa\tChủ trì\n1\tMỘT\t8,5\t\n1.1\tA\t2\tSTP\n1.2\tB\t-0,5\tSTP\n")
    assert rows_of(reading) == [
        "1 MỘT [] max_score=8.5",
        "1.1 (1) A [stp] max_score=2",
        "1.2 (2) B [stp] max_score=-0.5",
    ]


def test_rows_without_any_number_are_rows_all_the_same() -> None:
    reading = read("Nhiệm vụ\tChủ trì\nViệc a\tSTP\nViệc b\tSTC\n")
    assert rows_of(reading)[1:] == ["1.1 (1) Việc a [stp]", "1.2 (2) Việc b [stc]"]


def test_code_that_a_spreadsheet_shortened() -> None:
    reading = read(AREA + "1\t1.9\tChín\t\n2\t1.1\tMười\t\n3\t1.11\tMười một\t\n")
    assert [row.split(" ")[0] for row in rows_of(reading)] == ["1", "1.9", "1.10", "1.11"]
    assert "W821 4 mã in «1.1» mất số 0 ở cuối, ghi là 1.10" in said(reading)


def test_repeated_code_gets_another_and_is_said() -> None:
    reading = read(AREA + "1\t1.1\tA\t\n2\t1.1\tB\t\n3\t1.2\tC\t\n")
    assert [row.split(" ")[0] for row in rows_of(reading)] == ["1", "1.1", "1.3", "1.2"]
    assert codes(reading) == ["W821", "W822"]


def test_row_out_of_its_place_goes_under_its_own_area() -> None:
    reading = read(AREA + "1\t1.1\tA\t\n\t2\tHAI\t\n2\t2.1\tB\t\n3\t1.2\tC\t\n")
    assert [row.split(" ")[0] for row in rows_of(reading)] == ["1", "1.1", "1.2", "2", "2.1"]
    assert "W822 6 dòng 1.2 đứng sau 2.1, không đúng chỗ; xếp vào dưới 1" in said(reading)


def test_missing_heading_row_is_added_without_a_name() -> None:
    reading = read(AREA + "1\t1.2.1\tA\t\n2\t1.2.2\tB\t\n")
    assert (
        rows_of(reading)[1]
        == "1.2 – [] in_source=False note=Văn bản không có dòng 1.2; thêm vào để 1.2.1–1.2.2 có cấp trên"
    )


def test_row_of_a_fourth_level_goes_into_the_note_above() -> None:
    reading = read(AREA + "\t1.1\tA\t\n1\t1.1.1\tB\t\n2\t1.1.1.1\tC\tSTC\n")
    assert rows_of(reading)[2] == "1.1.1 (1) B [] note=1.1.1.1 (STT 2) C Chủ trì: STC"
    assert codes(reading) == ["W824"]


def test_row_split_over_a_page_is_put_together() -> None:
    reading = read(AREA + "1\t1.1\tXây dựng hệ thống để\t\n\t\tcác sở dùng chung\t\n2\t1.2\tB\t\n")
    assert rows_of(reading)[1] == "1.1 (1) Xây dựng hệ thống để các sở dùng chung []"
    assert codes(reading) == ["W814"]


def test_bands_of_points_go_into_the_note_and_totals_nowhere() -> None:
    reading = read(
        "Mã\tNội dung\tĐiểm\tChủ trì\n1\tMỘT\t3\tSNV\n1.1\tA\t1\t\n\tĐạt 100%\t1\t\n\tDưới 100%\t0,5\t\n\tTổng cộng\t100\t\n"
    )
    assert rows_of(reading)[1] == "1.1 (1) A [] max_score=1 note=Đạt 100%: 1 điểm; Dưới 100%: 0,5 điểm"
    assert [line[:4] for line in said(reading)] == ["W815", "W815", "W816", "W844"]


def test_end_of_a_deadline_in_the_heading_below_does_not_flow_down() -> None:
    reading = read(
        "TT\tNhiệm vụ\tChủ trì\tThời hạn\nI\tMỘT\t\t\n1\tA\tSTP\t2025 và những\nII\tHAI\t\tnăm tiếp theo\n2\tB\tSTP\t2026\n"
    )
    assert rows_of(reading)[1:] == [
        "I.1 (1) A [stp] due=2025 và những năm tiếp theo",
        "II HAI []",
        "II.1 (2) B [stp] due=2026",
    ]


def test_group_opened_again_counts_once() -> None:
    reading = read("Mã\tNội dung\tChủ trì\nI\tMỘT\t\nI.1\tA\tSTP\nIV\tBỐN\t\nIV.1\tB\tSTP\nI\tMỘT\t\nI.2\tC\tSTP\n")
    assert [row.split(" ")[0] for row in rows_of(reading)] == ["I", "I.1", "I.2", "IV", "IV.1"]
    assert accounted(reading) == 6


def test_group_above_the_areas_stands_in_a_note() -> None:
    reading = read("TT\tNhiệm vụ\tChủ trì\nA\tCHỈ SỐ\t\nI\tMỘT\t\n1\tA\tSTP\nB\tSIPAS\t\nII\tHAI\t\n2\tB\tSTP\n")
    assert [row for row in rows_of(reading) if "note" in row] == [
        "I MỘT [] note=Nhóm: A. CHỈ SỐ",
        "II HAI [] note=Nhóm: B. SIPAS",
    ]


def test_skipped_number_is_told() -> None:
    reading = read(AREA + "1\t1.1\tA\t\n4\t1.2\tB\t\n")
    assert "W845 4 STT nhảy từ 1 sang 4: thiếu 2–3" in said(reading)


def test_run_without_a_lead_at_the_end_of_a_page_is_inferred_from_its_area() -> None:
    head = "STT\tMã\tNội dung\tChủ trì\n"
    reading = read(
        f"{head}\t1\tMỘT\tSở Nội vụ\n1\t1.1\tA\t\n\t2\tHAI\t\n2\t2.1\tB\t\n\n{head}3\t2.2\tC\tSở Tài chính\n4\t2.3\tD\t\n"
    )
    assert rows_of(reading)[2:] == [
        "2 HAI [stc] leads_basis=inferred note=Văn bản không in cơ quan chủ trì cho các dòng STT 2–2 ở cuối trang; "
        "trang sau mở đầu (STT 3) với Sở Tài chính, nên suy ra Sở Tài chính từ đầu lĩnh vực 2",
        "2.1 (2) B []",
        "2.2 (3) C [stc]",
        "2.3 (4) D [stc]",
    ]


def test_page_that_opens_with_a_new_area_infers_nothing() -> None:
    head = "STT\tMã\tNội dung\tChủ trì\n"
    reading = read(f"{head}\t1\tMỘT\tSở Nội vụ\n1\t1.1\tA\t\n\n{head}\t2\tHAI\tSở Tài chính\n2\t2.1\tB\t\n")
    assert rows_of(reading) == ["1 MỘT [snv]", "1.1 (1) A []", "2 HAI [stc]", "2.1 (2) B []"]
    assert codes(reading) == []


def test_blank_lead_among_rows_that_all_have_theirs_is_doubted() -> None:
    rows = "".join(f"{number}\t1.{number}\tViệc {number}\tSTP\n" for number in range(1, 9))
    reading = read(f"{AREA}{rows}9\t1.9\tViệc 9\t\n")
    assert said(reading, severity="warning") == ["W832 11 dòng 1.9 trống ô chủ trì; lấy theo dòng trên: STP"]


def test_plan_without_a_column_of_leads() -> None:
    reading = read("STT\tMã\tNội dung\n\t1\tMỘT\n1\t1.1\tA\n")
    assert codes(reading) == ["W833"]


def test_text_without_a_table_is_refused() -> None:
    reading = read("Kính gửi các sở\nĐề nghị báo cáo.\n")
    assert (reading.draft, codes(reading)) == (None, ["W810"])


def test_year_is_asked_for_where_nothing_tells_it() -> None:
    reading = read(AREA + "1\t1.1\tA\t\n", None)
    assert (reading.draft, codes(reading)) == (None, ["W847"])


@pytest.mark.parametrize(
    ("lines", "year", "issued", "number"),
    [
        ("CHỈ SỐ CCHC NĂM 2024\n(Kèm theo Kế hoạch số /KH-UBND ngày /6/2024 của UBND tỉnh)\n", 2024, "2024-06", None),
        (
            "KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH NĂM 2026\n(Kèm theo Quyết định số 12/QĐ-UBND ngày 05 tháng 12 năm 2025 của UBND tỉnh)\n",
            2026,
            "2025-12-05",
            "12/QĐ-UBND",
        ),
        (
            "THỰC HIỆN NGHỊ QUYẾT SỐ 57 NGÀY 22 THÁNG 12 NĂM 2024\n(Kèm theo Nghị quyết số 03/NQ-CP ngày 9/1/2025 của Chính phủ)\n",
            2025,
            "2025-01-09",
            "03/NQ-CP",
        ),
    ],
)
def test_head_of_a_document(lines: str, year: int, issued: str, number: str | None) -> None:
    draft = read(lines + AREA + "1\t1.1\tA\t\n", None).draft
    assert draft is not None
    assert (draft.year, draft.head["issued"], draft.head["number"]) == (year, issued, number)


def test_text_around_the_table_is_not_lost_in_silence() -> None:
    reading = read(AREA + "1\t1.1\tA\t\n\nNơi nhận: như trên\n")
    assert "W812 5 chữ ngoài bảng không lấy: «Nơi nhận: như trên»" in said(reading)


_CELLS = st.lists(
    st.tuples(
        st.sampled_from(("", "1", "2", "3.", "I", "A", "STT", "12")),
        st.sampled_from(("", "1", "1.1", "1.10", "1.1.1", "2", "II", "I.1", "1.2.3.4", "a", "x.y", "1,1")),
        st.sampled_from(("", "MỘT", "Việc", "1.1. Việc", "Tổng cộng", "tiếp theo", "Nội dung", "Tên\u0323")),
        st.sampled_from(
            ("", "Sở Nội vụ", "STC; STP", "Các sở, ban, ngành", "Chủ trì", "Bộ", "Sở Y tế chủ trì, phối hợp")
        ),
        st.sampled_from(("", "6/2025", "năm tiếp theo", "2025 và", "0,5")),
    ),
    max_size=12,
)


@given(rows=_CELLS)
@settings(max_examples=300, deadline=None)
def test_whatever_the_table_holds_every_row_has_a_fate(rows: list[tuple[str, ...]]) -> None:
    text = "STT\tMã\tNội dung\tChủ trì\tThời hạn\n" + "".join("\t".join(row) + "\n" for row in rows)
    reading = read(text)
    if reading.draft is not None:
        assert accounted(reading) == reading.draft.read, said(reading)
        written = [row.split(" ")[0] for row in rows_of(reading)]
        assert len(set(written)) == len(written)


def test_seed_of_the_shipped_plan_gives_the_shipped_plan() -> None:
    seed = Path(__file__).parents[2] / "data" / "000_73e4628794263bd5.txt"
    files = plan_files()
    catalogue, _ = load(files)
    reading = read_plan_document(seed.name, seed.read_bytes(), catalogue.agencies, None)
    assert reading.draft is not None
    assert plan_text(convert(reading.draft)).encode() == files["criteria.yaml"]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("Mã, Nội dung, Điểm tối đa, Chủ trì\n1.1\tA\t1\tSTP\n1.2\tB\t1\tSTP\n", "W811", "lấy theo dòng chữ này"),
        (AREA + "1\t1.1\tA\tSTP\n\nXem thêm phụ lục\n", "W812", "«Xem thêm phụ lục»"),
        (
            "Mã\tNội dung\tĐiểm\tChủ trì\n1\tMỘT\t\tSNV\n1.1\tA\ttheo thực tế\t\n",
            "W843",
            "«theo thực tế» không phải số",
        ),
        ("Mã\tNội dung\tChủ trì\n1\tMỘT\tSNV\n1.1\tA\t\n", "W844", "1 dòng cuối của cây được đánh số 1–1"),
        ("STT\tMã\tNội dung\tCách chấm\tChủ trì\n1\t1.1\tA\tmỗi việc 1 điểm\tSNV\n", "W846", "cột «Cách chấm»"),
        (AREA + "1\t1.1\tA\tSở Nội vụ (thường trực)\n", "W849", "«thường trực» không phải tên cơ quan; ghi vào note"),
        (AREA + "1\t1.1\tA\tSở Tài chính, Sở\n", "W850", "«Sở» chỉ là một phần tên cơ quan"),
        (AREA + "1\t1.1\tA\tSở Tài chính Sở Tư pháp\n", "W842", "trước «Sở Tư pháp» không có dấu ngăn cách"),
        (AREA + "1\t1.1\tA\tCác sở, ban, ngành\n", "W841", "«Các sở, ban, ngành» là tên chung"),
        ("Mã\tNội dung\tThời hạn\tChủ trì\n1\tMỘT\tkhi cần\t\n1.1\tA\t6/2025\tSTP\n", "W817", "ô thời hạn của đề mục"),
        ("Mã\tNội dung\tChủ trì\n1\tMỘT\tSNV\n1.1\tA\t\nx.y\tB\t\n", "W820", "không có mã, đặt theo chỗ đứng: 1.2"),
        (AREA + "1\t1.1\tA\t\n\t1\tMỘT\t\n2\t1.2\tB\t\n", "W825", "đề mục 1 in lại"),
        ("TT\tNhiệm vụ\tChủ trì\nA\tNHÓM\t\nI\tMỘT\t\n1\tA\tSTP\n", "W826", "nhóm «A. NHÓM»"),
        ("Mã\tNội dung\tChủ trì\n1.1\tA\tSTP\n", "W823", "văn bản không có dòng 1 của 1.1"),
    ],
)
def test_what_to_look_at_is_told(text: str, code: str, words: str) -> None:
    assert [line for line in said(read(text)) if line.startswith(code) and words in line], said(read(text))


def test_inferred_lead_and_year_from_the_document_are_told() -> None:
    head = "STT\tMã\tNội dung\tChủ trì\n"
    text = f"CHỈ SỐ NĂM 2025\n{head}\t1\tMỘT\tSở Nội vụ\n1\t1.1\tA\t\n\t2\tHAI\t\n2\t2.1\tB\t\n\n{head}3\t2.2\tC\tSTC\n"
    assert [line[:6] for line in said(read(text, None))] == ["W848 1", "W830 5", "W831 4"]
