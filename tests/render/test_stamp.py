from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from cchc_cli.render.stamp import stamped


def archive(*moments: tuple[int, int, int, int, int, int]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as opened:
        for number, moment in enumerate(moments):
            opened.writestr(ZipInfo(f"phần/{number}.xml", moment), "nội dung " * (number + 1) * 50)
    return stream.getvalue()


def test_archives_of_two_moments_become_the_same() -> None:
    first = archive((2024, 5, 1, 10, 0, 0), (2024, 5, 1, 10, 0, 2))
    second = archive((2025, 1, 31, 23, 59, 58), (1999, 12, 31, 1, 2, 4))
    assert first != second
    assert stamped(first, date(2024, 7, 1)) == stamped(second, date(2024, 7, 1))


def test_entries_bear_the_day_and_can_be_read() -> None:
    with ZipFile(BytesIO(stamped(archive((2024, 5, 1, 10, 0, 0), (2024, 5, 1, 10, 0, 2)), date(2024, 7, 1)))) as opened:
        assert opened.testzip() is None
        assert [entry.date_time for entry in opened.infolist()] == [(2024, 7, 1, 0, 0, 0)] * 2
        assert opened.read("phần/1.xml").decode() == "nội dung " * 100


@pytest.mark.parametrize(
    ("day", "known"), [(date(1975, 4, 30), (1980, 1, 1, 0, 0, 0)), (date(2200, 1, 1), (2107, 12, 31, 0, 0, 0))]
)
def test_day_that_an_archive_does_not_know_is_the_nearest_it_does(day: date, known: tuple[int, ...]) -> None:
    with ZipFile(BytesIO(stamped(archive((2024, 5, 1, 10, 0, 0)), day))) as opened:
        assert [entry.date_time for entry in opened.infolist()] == [known]
