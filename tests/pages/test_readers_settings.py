"""What a reader has set: contrast, room between letters, a narrow window, a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

CASES = ("minneapolis-separation-ordinance", "harbour-ferry")
COLOURED = ".mk.up, .sides i, .positions .p"


@pytest.fixture
def contrast_page(browser: Browser) -> Iterator[Page]:
    """A page of a reader who has set colours of their own."""
    with browser.new_context(forced_colors="active") as context:
        yield context.new_page()


@pytest.mark.parametrize("report", ["02-stakeholder-positions", "04-audit-and-council"])
def test_bars_and_marks_stay_where_the_reader_has_set_the_colours(
    contrast_page: Page, site: Path, report: str
) -> None:
    contrast_page.goto((site / CASES[0] / f"{report}.html").as_uri())
    behind = "all => [...new Set(all.map((one) => getComputedStyle(one).backgroundColor))]"
    colours = contrast_page.locator(COLOURED).evaluate_all(behind)
    body = contrast_page.locator("body").evaluate_all(behind)
    assert colours
    assert not set(colours) & {*body, "rgba(0, 0, 0, 0)"}
    chosen = contrast_page.locator(".scheme label:has(:checked)")
    assert chosen.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"


def test_every_page_names_its_language_tells_no_source_and_scopes_its_headings(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) == 17
    for path in pages:
        html = path.read_text("utf-8")
        assert '<html lang="en-GB">' in html, path.name
        assert '<meta name="referrer" content="no-referrer">' in html, path.name
        assert html.count("<th ") + html.count("<th>") == html.count("<th scope="), path.name


@pytest.mark.parametrize("case", [*CASES, ""])
def test_no_page_scrolls_sideways_in_the_narrowest_window(
    open_file: Callable[..., Page], site: Path, case: str
) -> None:
    for path in sorted((site / case).glob("*.html")):
        page = open_file(path.as_uri(), 320)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") == 320, path.name


def test_a_table_of_many_words_is_a_stack_on_a_phone_and_a_table_on_a_desk(
    open_file: Callable[..., Page], site: Path
) -> None:
    uri = (site / CASES[0] / "07-discourse-network.html").as_uri()
    page = open_file(uri, 390)
    table = page.locator("table.stack").first
    cells = table.locator("tbody tr").first.locator("td")
    heads = cells.evaluate_all("all => all.map((one) => getComputedStyle(one, '::before').content)")
    assert heads[:3] == ['"size "', '"sides held most "', '"members "']
    assert table.evaluate("one => one.parentElement.scrollWidth <= one.parentElement.clientWidth")
    desk = open_file(uri, 1280).locator("table.stack").first
    assert desk.evaluate("one => getComputedStyle(one).display") == "table"


def test_a_statement_that_a_link_leads_to_is_marked_and_in_sight(
    open_file: Callable[..., Page], site: Path
) -> None:
    uri = (site / CASES[1] / "02-stakeholder-positions.html").as_uri()
    page = open_file(uri)
    first, second = page.locator("article[id]").evaluate_all("all => all.map((one) => one.id)")[:2]
    page = open_file(f"{uri}#{second}")
    edge = "one => getComputedStyle(one).borderLeftColor"
    marked = page.locator(f"[id='{second}']")
    assert marked.evaluate(edge) != page.locator(f"[id='{first}']").evaluate(edge)
    assert 20 < marked.bounding_box()["y"] < 300  # type: ignore[index]


def test_a_link_that_the_keyboard_reaches_has_a_line_around_it(
    open_file: Callable[..., Page], site: Path
) -> None:
    page = open_file((site / CASES[1] / "05-demands-and-answers.html").as_uri())
    for _ in range(6):
        page.keyboard.press("Tab")
    line = page.evaluate("getComputedStyle(document.activeElement).outline")
    assert page.evaluate("document.activeElement.tagName") == "A"
    assert line.endswith("solid 3px")
