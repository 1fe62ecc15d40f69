"""What a reader's browser makes of the pages."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Page

from helpers.figures.download import read_csv

Open = Callable[..., Page]
BOTH = pytest.mark.parametrize("name", ["report", "index", "case"])

# The contrast of every text with the colour behind it, by the formula of WCAG 2.2, section 1.4.3.
CONTRAST = """() => {
  const channels = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => c / 255)
      .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = channels(getComputedStyle(e).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
  };
  const weak = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || element.closest("style, title, desc")) continue;
    const style = getComputedStyle(element);
    const colour = element.closest("svg") ? style.fill : style.color;
    const [a, b] = [light(channels(colour)), light(behind(element))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) weak.push([walk.currentNode.data, colour]);
  }
  return weak;
}"""


@BOTH
def test_no_request_leaves_the_page_and_no_console_message(open_page: Open, name: str) -> None:
    page = open_page(name)
    page.wait_for_load_state("networkidle")
    assert page.heard == [page.url]  # type: ignore[attr-defined]


def test_hostile_text_is_only_text(open_page: Open) -> None:
    page = open_page("report")
    assert page.title().startswith("Who said what? – The ferry <script>")
    assert page.locator("script").count() == 2  # the page's own: the switch and the linked data
    assert page.locator("main img").count() == 0
    assert page.locator('a[href^="javascript"]').count() == 0


def test_even_a_script_that_got_in_would_not_run(open_page: Open) -> None:
    page = open_page("report")
    page.set_content(page.content().replace("</main>", "<script>window.ran = 1</script></main>"))
    assert page.locator("main script").count() == 1
    assert page.evaluate("window.ran") is None


@BOTH
@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
def test_the_body_never_scrolls_sideways(open_page: Open, name: str, width: int) -> None:
    page = open_page(name, width)
    page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_wide_tables_scroll_by_themselves_on_a_phone(open_page: Open) -> None:
    page = open_page("report", 390)
    region = page.get_by_role("region", name="Everything said")
    assert region.evaluate("one => one.scrollWidth > one.clientWidth")
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("one => one.scrollLeft > 0", arg=region.element_handle())


@BOTH
def test_there_is_one_h1_and_no_level_is_skipped(open_page: Open, name: str) -> None:
    page = open_page(name)
    levels = page.locator("h1, h2, h3, h4").evaluate_all("all => all.map((h) => +h.tagName[1])")
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@BOTH
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(open_page: Open, name: str, scheme: str) -> None:
    page = open_page(name, scheme=scheme)
    page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true })")
    assert page.evaluate(CONTRAST) == []


def test_light_and_dark_differ(open_page: Open) -> None:
    grounds = {
        open_page("report", scheme=scheme).evaluate(
            "getComputedStyle(document.body).backgroundColor"
        )
        for scheme in ("light", "dark")
    }
    assert grounds == {"rgb(253, 253, 251)", "rgb(22, 24, 27)"}


def test_the_first_tab_leads_past_the_head(open_page: Open) -> None:
    page = open_page("report")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
    assert page.locator(":focus").bounding_box()["x"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    assert page.url.endswith("#report")


def test_a_link_to_a_statement_opens_the_part_that_holds_it(open_page: Open) -> None:
    page = open_page("report")
    assert not page.locator("#s-001").is_visible()
    page.goto(f"{page.url}#s-001")
    page.locator("#s-001").wait_for(state="visible")


def test_lines_of_prose_have_about_68_characters(open_page: Open) -> None:
    page = open_page("report")
    width, size = page.locator("main > p").last.evaluate(
        "one => [parseFloat(getComputedStyle(one).maxWidth), parseFloat(getComputedStyle(one).fontSize)]"
    )
    assert size == 18
    assert 60 <= width / (0.47 * size) <= 75  # a letter of a book face is about 0.47 em wide


def test_print_is_dark_on_light_and_unfolds_what_is_folded(open_page: Open) -> None:
    page = open_page("report", scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(26, 26, 26)"
    assert not page.locator("nav.contents").is_visible()
    assert page.locator("details:not([open])").count() == 4
    assert page.locator("details.data td").first.is_visible()
    assert page.locator("#s-001").is_visible()
    assert page.locator(".provenance dd").first.is_visible()


def test_a_table_is_downloaded_from_a_page_that_is_opened_as_a_file(open_page: Open) -> None:
    page = open_page("report")
    with page.expect_download() as download:
        page.get_by_role("link", name="Everything (CSV)").click()
    table = read_csv(download.value.path())
    assert table["n"].tolist() == [1, 2000]
    assert table["h"][1].startswith("<script>")


@pytest.mark.parametrize("width", [390, 1280])
def test_words_of_a_figure_lead_to_their_statement_by_keyboard(open_page: Open, width: int) -> None:
    page = open_page("report", width)
    link = page.get_by_role("link", name="Ada Okafor").locator("visible=true")
    link.focus()
    page.keyboard.press("Enter")
    page.locator("#s-001").wait_for(state="visible")
    assert page.url.endswith("#s-001")


def test_a_figure_with_links_is_no_image_to_a_screen_reader(open_page: Open) -> None:
    page = open_page("report")
    roles = page.locator(".chart svg:visible").evaluate_all(
        """all => all.map((one) => ['aria-labelledby', 'aria-describedby', 'role'].map((name) =>
            (document.getElementById(one.getAttribute(name)) || { textContent: one.role }).textContent))"""
    )
    assert roles == [["Riders", "Bars", "img"], ["Linked", "One bar", "group"]]


def test_the_first_column_of_a_table_can_be_read_on_a_phone(open_page: Open) -> None:
    page = open_page("report", 390)
    widths = page.locator("tbody th:visible").evaluate_all(
        "all => all.map((one) => one.offsetWidth)"
    )
    assert min(widths) >= 9 * 17
    assert max(widths) <= 16 * 17


@pytest.mark.parametrize(("width", "columns"), [(390, 1), (1280, 2)])
def test_the_reports_stand_side_by_side_where_there_is_room(
    open_page: Open, width: int, columns: int
) -> None:
    page = open_page("index", width)
    lefts = page.locator(".report").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().left)"
    )
    assert len(lefts) == 2
    assert len(set(lefts)) == columns
