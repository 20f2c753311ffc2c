"""The page of a report in a real browser."""

from collections.abc import Iterator
from pathlib import Path
import unicodedata

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

from browser import DESK, PHONE, complaints, needs_browser, open_page, started
from cchc_cli.render.html import render_html
from cchc_cli.reports import Report, Section, TablePart
from cchc_cli.tables import Column, Kind, Line, Rank, Table
from pages import DAY, sample_report

pytestmark = needs_browser
ROWS = "#detail tbody tr:not(.area):not(.criterion)"


@pytest.fixture(scope="module")
def browser() -> Iterator[Chrome]:
    with started() as one:
        yield one


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_bytes(render_html(sample_report()))
    return path


def shown(browser: Chrome, selector: str) -> list[str]:
    """The codes of the lines that are shown."""
    lines = browser.find_elements(By.CSS_SELECTOR, selector)
    return [line.find_element(By.CSS_SELECTOR, ".label").text for line in lines if line.is_displayed()]


def search(browser: Chrome, text: str, count: str) -> None:
    """Types a text into the empty search and waits for the count that is to come of it."""
    field = browser.find_element(By.CSS_SELECTOR, "#detail input")
    field.clear()
    field.send_keys(text)
    WebDriverWait(browser, 5).until(lambda _: count_of(browser) == count, f"{count_of(browser)} is not {count}")


def count_of(browser: Chrome) -> str:
    return browser.find_element(By.CSS_SELECTOR, "#detail .count").text


def choice(browser: Chrome, place: int) -> Select:
    return Select(browser.find_elements(By.CSS_SELECTOR, "#detail select")[place])


@pytest.mark.parametrize("text", ["noi vu", "NỘI VỤ", "  vụ   nội ", unicodedata.normalize("NFD", "nội vụ")])
def test_search_finds_with_and_without_marks(browser: Chrome, page: Path, text: str) -> None:
    open_page(browser, page)
    search(browser, text, "Hiện 3/5 dòng")
    assert shown(browser, ROWS) == ["1.1.1", "1.1.2", "2.2"]


def test_words_of_a_search_must_all_occur_and_d_stands_for_its_barred_form(browser: Chrome, page: Path) -> None:
    open_page(browser, page)
    search(browser, "doi thoai", "Hiện 1/5 dòng")
    search(browser, "tai chinh hoan thanh", "Hiện 1/5 dòng")
    assert shown(browser, ROWS) == ["2.1"]


def test_heading_is_shown_only_above_a_row_that_is(browser: Chrome, page: Path) -> None:
    open_page(browser, page)
    search(browser, "doi thoai", "Hiện 1/5 dòng")
    assert shown(browser, "#detail tbody tr") == ["1", "1.2"]
    search(browser, "ke hoach", "Hiện 1/5 dòng")
    assert shown(browser, "#detail tbody tr") == ["1", "1.1", "1.1.1"]


def test_row_below_another_row_opens_no_heading_beside_that(browser: Chrome, tmp_path: Path) -> None:
    columns = (Column("code", "Mã", Kind.LABEL, 8), Column("name", "Nội dung", width=46))
    lines = (
        Line(("1", "Chỉ đạo"), Rank.AREA),
        Line(("1.1", "Kế hoạch"), Rank.CRITERION),
        Line(("1.1.1", "Ban hành")),
        Line(("1.2", "Đối thoại")),
        Line(("1.2.1", "Trả lời")),
    )
    part = TablePart(Table(columns, lines), is_main=True, has_filter=True)
    path = tmp_path / "report.html"
    path.write_bytes(render_html(Report("Báo cáo", DAY, (Section("detail", "Chi tiết", (part,)),))))
    open_page(browser, path)
    search(browser, "tra loi", "Hiện 1/3 dòng")
    assert shown(browser, "#detail tbody tr") == ["1", "1.2.1"]


def test_choices_and_search_narrow_together_until_reset(browser: Chrome, page: Path) -> None:
    open_page(browser, page)
    choice(browser, 0).select_by_visible_text("Sở Nội vụ")
    assert count_of(browser) == "Hiện 3/5 dòng"
    choice(browser, 1).select_by_visible_text("2. Thể chế")
    assert shown(browser, ROWS) == ["2.2"]
    choice(browser, 2).select_by_visible_text("Hoàn thành")
    assert count_of(browser) == "Hiện 0/5 dòng"
    assert browser.find_element(By.CSS_SELECTOR, "#detail .none").text == "Không có dòng nào phù hợp."
    choice(browser, 1).select_by_visible_text("Tất cả")
    search(browser, "ban hanh", "Hiện 1/5 dòng")
    browser.find_element(By.CSS_SELECTOR, "#detail .controls button").click()
    assert count_of(browser) == "Hiện 5/5 dòng"
    assert len(shown(browser, "#detail tbody tr")) == 8
    assert not browser.find_element(By.CSS_SELECTOR, "#detail .none").is_displayed()


@pytest.mark.parametrize("width", [PHONE, 320, 768, DESK])
def test_page_is_never_wider_than_its_screen(browser: Chrome, page: Path, width: int) -> None:
    open_page(browser, page, width)
    browser.execute_script("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def test_row_is_a_card_with_the_names_of_its_columns_on_a_telephone(browser: Chrome, page: Path) -> None:
    open_page(browser, page, PHONE)
    row = browser.find_element(By.ID, "detail-row-1.1.1")
    assert row.rect["width"] < PHONE
    assert not overlaps(browser, row)
    leads = row.find_elements(By.TAG_NAME, "td")[2]
    content = browser.execute_script("return getComputedStyle(arguments[0], '::before').content", leads)
    assert (content, leads.get_attribute("data-label")) in (('"Chủ trì"', "Chủ trì"), ("attr(data-label)", "Chủ trì"))


def overlaps(browser: Chrome, row: WebElement) -> bool:
    """Whether any two cells of a row lie upon each other."""
    return bool(
        browser.execute_script(
            "const boxes = Array.from(arguments[0].cells, (cell) => cell.getBoundingClientRect()).filter((one) => one.width);"
            "return boxes.some((one, place) => boxes.slice(place + 1).some((other) =>"
            " one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 1 && other.top < one.bottom - 1))",
            row,
        )
    )


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_texts_of_charts_are_legible_and_lie_apart(browser: Chrome, page: Path, width: int) -> None:
    open_page(browser, page, width)
    for drawing in browser.find_elements(By.CSS_SELECTOR, ".drawing"):
        boxes = [text.rect for text in drawing.find_elements(By.TAG_NAME, "text")]
        sizes = [
            float(text.value_of_css_property("font-size")[:-2]) for text in drawing.find_elements(By.TAG_NAME, "text")
        ]
        assert min(sizes) >= 11
        assert max(box["x"] + box["width"] for box in boxes) <= width
        for place, one in enumerate(boxes):
            assert not [other for other in boxes[place + 1 :] if are_upon_each_other(one, other)]


def are_upon_each_other(one: dict[str, float], other: dict[str, float]) -> bool:
    return all(
        one[side] < other[side] + other[size] - 1 and other[side] < one[side] + one[size] - 1
        for side, size in (("x", "width"), ("y", "height"))
    )


def test_keys_alone_reach_the_search_and_unfold_what_a_link_leads_to(browser: Chrome, page: Path) -> None:
    open_page(browser, page)
    reached = []
    for _ in range(40):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        active = browser.switch_to.active_element
        reached.append(active.get_attribute("type") or active.get_attribute("href") or active.tag_name)
        if active.get_attribute("type") == "search":
            break
    assert reached[0].endswith("#_main")
    assert reached[-1] == "search"
    details = browser.find_element(By.CSS_SELECTOR, "#agency-snv details")
    assert details.get_attribute("open") is None
    browser.find_element(By.CSS_SELECTOR, '#agencies a[href="#agency-snv"]').send_keys(Keys.ENTER)
    WebDriverWait(browser, 5).until(lambda _: details.get_attribute("open"))
    assert browser.find_element(By.ID, "agency-snv-row-1.1.1").is_displayed()


def test_address_of_a_folded_row_opens_it(browser: Chrome, page: Path) -> None:
    open_page(browser, page, anchor="#agency-snv-row-2.2")
    assert browser.find_element(By.ID, "agency-snv-row-2.2").is_displayed()


def test_link_to_a_row_shows_it_though_it_was_filtered_out(browser: Chrome, page: Path) -> None:
    open_page(browser, page)
    search(browser, "doi thoai", "Hiện 1/5 dòng")
    browser.find_element(By.CSS_SELECTOR, '#summary a[href="#detail-row-1.1.1"]').click()
    WebDriverWait(browser, 5).until(lambda _: count_of(browser) == "Hiện 5/5 dòng")
    assert browser.find_element(By.ID, "detail-row-1.1.1").is_displayed()


def test_nothing_is_loaded_and_nothing_goes_wrong(browser: Chrome, page: Path) -> None:
    complaints(browser)
    open_page(browser, page)
    search(browser, "noi vu", "Hiện 3/5 dòng")
    assert browser.execute_script("return performance.getEntriesByType('resource').map((one) => one.name)") == []
    assert complaints(browser) == []


def test_policy_stops_a_script_that_is_not_the_page_s_own(browser: Chrome, page: Path, tmp_path: Path) -> None:
    planted = tmp_path / "planted.html"
    planted.write_bytes(page.read_bytes().replace(b"</main>", b"</main><script>document.title = 'hacked'</script>"))
    open_page(browser, planted)
    assert browser.title == "Báo cáo"
    assert any("Content Security Policy" in message for message in complaints(browser))


def test_whole_table_is_readable_without_script(browser: Chrome, page: Path) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        open_page(browser, page)
        assert len(shown(browser, "#detail tbody tr")) == 8
        assert not browser.find_element(By.CSS_SELECTOR, "#detail .controls").is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_printed_page_has_what_was_folded_and_no_controls(browser: Chrome, page: Path) -> None:
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        open_page(browser, page)
        browser.execute_script("dispatchEvent(new Event('beforeprint'))")
        assert browser.find_element(By.ID, "agency-snv-row-1.1.1").is_displayed()
        assert browser.find_element(By.CSS_SELECTOR, ".banner").is_displayed()
        hidden = browser.find_elements(By.CSS_SELECTOR, "nav, .controls, .up, .skip")
        assert not [one for one in hidden if one.is_displayed()]
        browser.execute_script("dispatchEvent(new Event('afterprint'))")
        assert browser.find_element(By.CSS_SELECTOR, "#agency-snv details").get_attribute("open") is None
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_printed_table_says_how_many_rows_it_has_where_it_was_narrowed(browser: Chrome, page: Path) -> None:
    open_page(browser, page)
    count = browser.find_element(By.CSS_SELECTOR, "#detail .count")
    told = []
    for text, expected in (("doi thoai", "Hiện 1/5 dòng"), ("", "Hiện 5/5 dòng")):
        search(browser, f"{text} ", expected)
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        told.append(count.is_displayed())
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert told == [True, False]


def test_a_table_wider_than_a_phone_says_that_there_is_more(browser: Chrome, tmp_path: Path) -> None:
    columns = (
        Column("area", "Lĩnh vực"),
        *(Column(f"n{number}", f"Trạng thái số {number}", Kind.NUMBER) for number in range(9)),
    )
    tables = [Table(columns[:count], (Line(("CẢI CÁCH THỂ CHẾ", *range(count - 1))),)) for count in (10, 2)]
    sections = tuple(Section(f"s{number}", "S", (TablePart(table),)) for number, table in enumerate(tables))
    path = tmp_path / "page.html"
    path.write_bytes(render_html(Report("Báo cáo", DAY, sections)))
    told = "return getComputedStyle(document.querySelector(arguments[0]), '::before').content"
    open_page(browser, path, PHONE)
    assert "Vuốt ngang" in browser.execute_script(told, "#s0 .table")
    assert browser.execute_script(told, "#s1 .table") == "none"
    open_page(browser, path, DESK)
    assert browser.execute_script(told, "#s0 .table") == "none"
