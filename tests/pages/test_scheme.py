"""The reader's choice of light or dark: with script and without, with storage and without."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

Open = Callable[..., Page]
GROUND = "getComputedStyle(document.body).backgroundColor"
LIGHT, DARK = "rgb(253, 253, 251)", "rgb(22, 24, 27)"


@pytest.mark.parametrize("name", ["report", "index"])
@pytest.mark.parametrize(("system", "ground"), [("light", LIGHT), ("dark", DARK)])
def test_a_page_follows_the_system_until_the_reader_chooses(
    open_page: Open, name: str, system: str, ground: str
) -> None:
    page = open_page(name, scheme=system)
    assert page.evaluate(GROUND) == ground
    page.get_by_role("radio", name="Light").check()
    assert page.evaluate(GROUND) == LIGHT
    page.get_by_role("radio", name="Dark").check()
    assert page.evaluate(GROUND) == DARK
    page.get_by_role("radio", name="Auto").check()
    assert page.evaluate(GROUND) == ground


def test_the_choice_is_remembered_and_known_before_anything_is_painted(open_page: Open) -> None:
    page = open_page("report")
    dark = page.get_by_role("radio", name="Dark")
    dark.check()
    for _ in range(5):  # a busy browser may hand what is kept to a later page only
        page.reload()
        if dark.is_checked():
            break
    assert dark.is_checked()
    assert page.evaluate(GROUND) == DARK
    page.add_init_script(
        "new MutationObserver(() => { if (document.body && !window.first) "
        "window.first = getComputedStyle(document.body).backgroundColor })"
        ".observe(document, { childList: true, subtree: true })"
    )
    page.reload()
    assert page.evaluate("window.first") == DARK


def test_the_switch_works_without_script(browser: Browser, pages: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(pages["report"])
    before = page.screenshot(clip={"x": 0, "y": 500, "width": 5, "height": 5})
    page.get_by_role("radio", name="Dark").check()
    assert page.screenshot(clip={"x": 0, "y": 500, "width": 5, "height": 5}) != before
    context.close()


def test_the_switch_works_where_nothing_can_be_stored(open_page: Open) -> None:
    page = open_page("report")
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no storage') } })"
    )
    page.reload()
    page.get_by_role("radio", name="Dark").check()
    assert page.evaluate(GROUND) == DARK
    assert not [said for said in page.heard if not said.startswith("file:")]  # type: ignore[attr-defined]


def test_the_switch_is_worked_by_keyboard(open_page: Open) -> None:
    page = open_page("report")
    page.get_by_role("radio", name="Auto").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(GROUND) == DARK


def test_a_choice_is_easy_to_hit(open_page: Open) -> None:
    for box in open_page("report", 390).locator(".scheme input").all():
        size = box.bounding_box()
        assert size
        assert min(size["width"], size["height"]) >= 24
