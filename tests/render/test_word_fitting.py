"""The size of a table's type in a document, and the widths of its columns."""

from decimal import Decimal

import pytest

from cchc_cli.render.typeface import text_width
from cchc_cli.render.word.fitting import fit
from cchc_cli.tables import Column, Kind, Line, Rank, Table


def test_no_word_of_a_table_is_broken() -> None:
    states = ("Chưa thực hiện", "Đang thực hiện", "Hoàn thành", "Không đạt", "Không áp dụng", "Chưa báo cáo", "Quá hạn")
    columns = (
        Column("area", "Lĩnh vực", Kind.TEXT, 44),
        *(Column(state, state, Kind.NUMBER, 11) for state in states),
        Column("completion", "Tỷ lệ hoàn thành (%)", Kind.SHARE, 13),
    )
    table = Table(columns, (Line(("CHÍNH QUYỀN ĐIỆN TỬ", *(100,) * 7, Decimal("66.67"))),))
    fitted = fit(table, 160)
    assert fitted.size == 11
    assert sum(fitted.widths) == pytest.approx(160)
    for column, width in zip(columns, fitted.widths, strict=True):
        room = (width - 2.4) * 72 / 25.4
        assert all(text_width(word, fitted.size, is_bold=True) < room for word in column.heading.split())


def test_bold_lines_of_headings_have_room_for_their_words_too() -> None:
    columns = (Column("a", "A", width=1), Column("b", "B", width=100))
    plain, bold = (
        fit(Table(columns, (Line(("nghiêng" * 2, "x"), rank),)), 160).widths for rank in (Rank.ROW, Rank.AREA)
    )
    assert bold[0] - 2.4 == pytest.approx((plain[0] - 2.4) * 1.14)


@pytest.mark.parametrize(("count", "size"), [(2, 12), (8, 11), (12, 10), (30, 9)])
def test_many_columns_have_smaller_type(count, size) -> None:
    table = Table(tuple(Column(str(number), "Số", Kind.NUMBER) for number in range(count)), ())
    assert fit(table, 247).size == size


def test_address_of_the_web_does_not_take_the_room_of_the_rest() -> None:
    table = Table((Column("a", "A"), Column("b", "B")), (Line((f"https://example/{'x' * 200}", "lời")),))
    assert fit(table, 160).widths == (80, 80)


def test_table_that_no_type_suits_keeps_to_the_page() -> None:
    table = Table(tuple(Column(str(number), "Nghiêng" * 3) for number in range(20)), ())
    assert sum(fit(table, 160).widths) == pytest.approx(160)
