"""Every report of both cases in a reader's browser: accessible, silent, in order, readable."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page

from helpers.build.pages.smaller import without_needless_ends, without_needless_quotes
from helpers.case import PROJECT

Open = Callable[..., Page]
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
UNFOLD = "document.querySelectorAll('details').forEach((one) => { one.open = true })"
STANDARD = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"
AXE = f"""async () => {{
  const found = await axe.run({{
    runOnly: {{ type: 'tag', values: {STANDARD} }}, resultTypes: ['violations'],
  }});
  return found.violations.map((v) => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 200)]);
}}"""

# What a keyboard can reach, in the order of the page: of a group of radio buttons one.
REACHABLE = """() => [...document.querySelectorAll('a, summary, button, input, [tabindex="0"]')]
  .filter((e) => e.checkVisibility({ visibilityProperty: true }))
  .filter((e) => (e.tagName.toUpperCase() !== 'A' || e.href) && e.tabIndex >= 0)
  .filter((e) => e.type !== 'radio' || e.checked)"""
FOLLOW = f"""() => {{
  const all = ({REACHABLE})();
  window.reached = [];
  addEventListener('focusin', (event) => window.reached.push(all.indexOf(event.target)));
  return all.length;
}}"""

# Words of a drawing whose contrast with what lies below them is under 4.5 (WCAG 2.2, 1.4.3).
WEAK = """() => {
  const channels = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => c / 255)
      .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (element) => {
    const style = getComputedStyle(element);
    if (!element.closest('svg') || element.tagName === 'svg') return style.backgroundColor;
    if (/^(text|tspan|g|a|use)$/.test(element.tagName) || +style.fillOpacity < 0.5) return '';
    return style.fill;
  };
  const solid = (c) => c.length === 3 || c[3] > 0;
  const weak = [];
  for (const text of document.querySelectorAll('svg text')) {
    if (!text.checkVisibility() || !text.textContent.trim()) continue;
    text.scrollIntoView({ block: 'center', inline: 'center' });
    const box = text.getBoundingClientRect();
    const below = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2)
      .filter((e) => !text.contains(e)).map((e) => channels(ground(e))).find((c) => c.length && solid(c));
    const behind = below || channels(getComputedStyle(document.body).backgroundColor);
    const [a, b] = [light(channels(getComputedStyle(text).fill)), light(behind)].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) weak.push([text.textContent, getComputedStyle(text).fill, behind]);
  }
  return weak;
}"""

# Words of a drawing that reach beyond it, where they are cut off.
CUT = """() => [...document.querySelectorAll('svg text')].filter((text) => {
  const svg = text.ownerSVGElement;
  if (!text.checkVisibility() || getComputedStyle(svg).overflow === 'visible') return false;
  const [inner, outer] = [text, svg].map((e) => e.getBoundingClientRect());
  return inner.left < outer.left - 1 || inner.right > outer.right + 1
    || inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1;
}).map((text) => text.textContent)"""


# Every element of the body with its attributes and every text, without room around it.
TREE = """() => {
  const told = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ALL);
  for (let node = walk.currentNode; node; node = walk.nextNode()) {
    if (node.nodeType === 1) told.push(node.tagName, ...[...node.attributes].map((a) => a.name + '=' + a.value));
    else if (node.data.trim()) told.push(node.data.trim());
  }
  return told;
}"""


def test_a_page_in_fewer_bytes_is_the_same_page(open_file: Open, report_page: Path) -> None:
    page = open_file(report_page.as_uri())
    tree, whole = page.evaluate(TREE), page.content()
    short = without_needless_quotes(without_needless_ends(whole))
    assert len(short) < 0.99 * len(whole)
    page.set_content(short)
    assert page.evaluate(TREE) == tree


@SCHEMES
def test_axe_finds_nothing_against_the_guidelines(
    open_file: Open, any_page: Path, scheme: str, tool: Callable[[str], Path]
) -> None:
    page = open_file(any_page.as_uri(), scheme=scheme)
    page.evaluate(UNFOLD)
    page.evaluate(tool("axe-core/axe.min.js").read_text("utf-8"))
    assert page.evaluate(AXE) == []


def test_no_request_leaves_the_page_and_no_message_comes(shown: Page, any_page: Path) -> None:
    assert shown.heard == [any_page.as_uri()]  # type: ignore[attr-defined]


def test_the_keyboard_reaches_everything_in_reading_order(open_file: Open, any_page: Path) -> None:
    page = open_file(any_page.as_uri())
    number = page.evaluate(FOLLOW)
    for _ in range(number):
        page.keyboard.press("Tab")
    assert page.evaluate("window.reached") == list(range(number))


def test_what_the_keyboard_passes_over_it_reaches_elsewhere(shown: Page) -> None:
    """Of a crowded drawing a list may give the links; those on its marks are then a mouse's."""
    passed, reached = (
        set(shown.locator(which).evaluate_all("all => all.map((a) => a.getAttribute('href'))"))
        for which in ('a[tabindex="-1"]', 'a:not([tabindex="-1"])')
    )
    assert passed <= reached


def test_the_outline_has_one_h1_and_skips_no_level(shown: Page) -> None:
    levels = shown.locator("h1, h2, h3, h4, h5, h6").evaluate_all(
        "all => all.map((h) => +h.tagName[1])"
    )
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise([0, *levels]))


def test_a_report_has_its_landmarks_and_a_way_to_skip_to_it(
    open_file: Open, report_page: Path
) -> None:
    page = open_file(report_page.as_uri())
    counts = [page.get_by_role(role).count() for role in ("banner", "main", "contentinfo")]
    assert counts == [1, 1, 1]
    assert page.get_by_role("navigation").count() == 2
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#report")


@pytest.mark.parametrize("width", [390, 768, 1280, 1920])
def test_nothing_is_cut_off_and_the_page_never_scrolls_sideways(shown: Page, width: int) -> None:
    shown.set_viewport_size({"width": width, "height": 900})
    assert shown.evaluate("document.documentElement.scrollWidth") == width
    assert shown.evaluate(CUT) == []


@SCHEMES
def test_the_words_of_figures_stand_out_from_what_lies_below(
    open_file: Open, report_page: Path, scheme: str
) -> None:
    page = open_file(report_page.as_uri(), scheme=scheme)
    page.evaluate(UNFOLD)
    assert page.evaluate(WEAK) == []


def test_what_is_read_first_waits_for_no_script(shown: Page) -> None:
    assert shown.locator("script[src], link[rel=stylesheet]").count() == 0
    assert shown.locator("body script").count() == 0


@pytest.mark.parametrize("case", ["minneapolis-separation-ordinance", "harbour-ferry"])
def test_the_bars_of_both_sides_fit_a_phone(open_file: Open, site: Path, case: str) -> None:
    page = open_file((site / case / "02-stakeholder-positions.html").as_uri(), 390)
    hidden = page.locator(".scroll:has(.sides)").first.evaluate(
        "one => one.scrollWidth - one.clientWidth"
    )
    assert hidden == 0


def test_links_lead_to_the_web_or_into_the_site(shown: Page) -> None:
    links = shown.locator("a").evaluate_all(
        "all => all.map((a) => a.getAttribute('href') || a.getAttribute('xlink:href'))"
    )
    plain = ("#", "http://", "https://", "index.html", "../index.html", "tables/", *CASES, *REPORTS)
    assert [link for link in links if not link.startswith(plain)] == []


CASES = ("minneapolis-separation-ordinance/", "harbour-ferry/", ".failed/")
REPORTS = tuple(f"{path.stem}.html" for path in (PROJECT / "notebooks").glob("*.ipynb"))
