"""What a reader's browser makes of the links in a matrix: named, reachable, and a way back."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page

from helpers.figures import show
from helpers.figures.matrix import matrix


def frame(cells: list[list[object]]) -> pd.DataFrame:
    return pd.DataFrame(cells, index=["Ada", "Ben"], columns=["Pay", "Quit"])


@pytest.fixture
def page(browser: Browser, tmp_path) -> Iterator[Page]:
    """A page with a matrix of two marks, and their statements in a folded part below."""
    table = matrix(
        frame([["supports", "silent"], ["silent", "opposes"]]),
        frame([[2, 0], [0, 1]]),
        row_groups=["", ""],
        column_groups=["demand", "demand"],
        targets=frame([["#ada", ""], ["", "#ben"]]),
        label="Positions",
    )
    figure = show.figure(table, title="T", name="groups").html
    below = "".join(f'<p id="{one}">{one} <a href="#groups">Back</a></p>' for one in ("ada", "ben"))
    path = tmp_path / "page.html"
    path.write_text(f"{figure}<div style='height:3000px'></div><details>{below}</details>", "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    yield page
    page.close()


def test_a_mark_stands_in_a_row_and_a_column_with_names(page: Page) -> None:
    row = page.get_by_role("row", name="Ada")
    assert row.get_by_role("link").all_inner_texts() == ["+2"]
    assert page.get_by_role("columnheader", name="Quit").count() == 1
    assert page.get_by_role("rowheader", name="Ben").count() == 1


def test_a_click_on_a_mark_opens_its_statements(page: Page) -> None:
    assert not page.locator("#ada").is_visible()
    page.get_by_role("link", name="+2").click()
    page.locator("#ada").wait_for(state="visible")
    assert page.url.endswith("#ada")


def test_the_keyboard_reaches_a_mark_and_comes_back(page: Page) -> None:
    page.keyboard.press("Tab")  # the region that scrolls
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("#ben").wait_for(state="visible")
    page.locator("#ben").get_by_role("link", name="Back").click()
    assert page.url.endswith("#groups")
    assert page.locator("#groups").bounding_box()["y"] < 100  # type: ignore[index]


def test_a_silent_cell_is_no_link(page: Page) -> None:
    assert page.locator("table a").count() == 2
