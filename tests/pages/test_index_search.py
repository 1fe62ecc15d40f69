"""The search on the page of a case, in a reader's browser."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from helpers.build.publishing.case_page import make_case_files
from helpers.build.publishing.index import make_index
from helpers.build.publishing.record import Record

Open = Callable[..., Page]
HOSTILE = '"><script>window.ran=1</script><img src=x onerror=window.ran=2>{{ 7 * 7 }}'
RECORD = Record(
    "case",
    f"The case {HOSTILE}",
    "02-who",
    "Who?",
    ["José Łuczak met the Straße committee.", f"Nobody said {HOSTILE}"],
    "2025-06-03T14:05:00+00:00",
)
FIELDS = ["id", "actor", "concept", "article", "stance", "paraphrase", "fragment"]


@pytest.fixture(scope="module")
def make_page(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """Make the page of a case with so many statements, all on one report."""

    def make(number: int) -> Path:
        out = tmp_path_factory.mktemp("out")
        data, folder = out / "data", out / "case"
        data.mkdir()
        folder.mkdir()
        said = [f"Says that nr{n} is right, and why that is so." for n in range(number)]
        said[0] = HOSTILE
        rows = {
            "actors": [{"id": "ada", "name": "Zoë O’Neill", "role": HOSTILE}],
            "concepts": [{"id": "ferry", "label": HOSTILE}],
            "articles": [{"id": "paper", "publisher": HOSTILE}],
            "events": [{"id": "storm", "title": "A storm", "description": "It blows."}],
            "statements": [
                dict(
                    zip(
                        FIELDS,
                        (f"s-{n}", "ada", "ferry", "paper", "support", text, ""),
                        strict=True,
                    )
                )
                for n, text in enumerate(said)
            ],
        }
        for name, each in rows.items():
            with (data / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                table = csv.DictWriter(file, each[0])
                table.writeheader()
                table.writerows(each)
        places = "".join(f'<p id="s-{n}">x' for n in range(number))
        (folder / "02-who.html").write_text(f'<p id="storm">{places}')
        for name, text in make_case_files(out, "case", [RECORD], [], data).items():
            (folder / name).write_text(text, "utf-8")
        (out / "index.html").write_text(make_index([RECORD], [], out), "utf-8")
        return folder / "index.html"

    return make


@pytest.fixture(scope="module")
def small(make_page: Callable[[int], Path]) -> Path:
    """The page of a case with three statements."""
    return make_page(3)


def searched(page: Page, words: str) -> list[str]:
    """The names of what is found, when the search has told of it."""
    told = page.get_by_role("status").inner_text()
    page.get_by_role("searchbox").fill(words)
    page.wait_for_function(
        "told => document.querySelector('[role=status]').innerText !== told", arg=told
    )
    return page.locator(".found li:visible a").all_inner_texts()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("jose luczak", "José Łuczak met the Straße committee."),
        ("STRASSE josé", "José Łuczak met the Straße committee."),
        ("zoe o'ne", "Zoë O’Neill"),
        ("  blows\tSTORM ", "A storm"),
    ],
)
def test_case_accents_and_the_order_of_words_do_not_matter(
    open_file: Open, small: Path, words: str, name: str
) -> None:
    page = open_file(small.as_uri())
    assert searched(page, words)[0] == name


def test_every_word_must_be_there_and_that_nothing_is_found_is_said(
    open_file: Open, small: Path
) -> None:
    page = open_file(small.as_uri())
    assert searched(page, "storm luczak") == []
    assert page.get_by_role("status").inner_text().startswith("Nothing found.")
    assert page.get_by_role("status").get_attribute("aria-live") in (None, "polite")


def test_what_is_found_is_counted(open_file: Open, small: Path) -> None:
    page = open_file(small.as_uri())
    assert len(searched(page, "nr1")) == 1
    assert page.get_by_role("status").inner_text() == "1 entry found."
    assert len(searched(page, "is right")) == 2
    assert page.get_by_role("status").inner_text() == "2 entries found."
    assert page.locator(".found:visible h3").all_inner_texts() == ["Statements (2 of 3)"]


def test_escape_clears_the_search_and_folds_the_list_as_it_was(
    open_file: Open, small: Path
) -> None:
    page = open_file(small.as_uri())
    searched(page, "storm")
    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.getElementById('found').open")
    assert page.get_by_role("searchbox").input_value() == ""
    assert page.evaluate("document.activeElement.id") == "words"
    assert page.get_by_role("status").inner_text() == ""
    page.locator("#found summary").click()
    assert page.locator(".found li:visible").count() == 7


def test_the_keyboard_goes_from_the_box_to_what_is_found(open_file: Open, small: Path) -> None:
    page = open_file(small.as_uri())
    searched(page, "storm")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/02-who.html#storm")


def test_hostile_words_are_text_and_can_be_searched_for(open_file: Open, small: Path) -> None:
    page = open_file(small.as_uri())
    assert searched(page, HOSTILE)[0] == f"Nobody said {HOSTILE}"
    assert page.evaluate("window.ran") is None
    assert page.locator("body script, body img").count() == 0
    assert page.heard == [small.as_uri()]  # type: ignore[attr-defined]


def test_even_a_script_that_got_in_would_not_run(open_file: Open, small: Path) -> None:
    page = open_file(small.as_uri())
    page.set_content(page.content().replace("</main>", "<script>window.ran = 1</script></main>"))
    assert page.locator("main script").count() == 1
    assert page.evaluate("window.ran") is None


def test_without_script_there_is_a_list_and_no_box(open_file: Open, small: Path) -> None:
    page = open_file(small.as_uri())
    context = page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    plain = context.new_page()
    plain.goto(small.as_uri())
    assert not plain.locator("#words").is_visible()
    plain.locator("#found summary").click()
    assert plain.locator(".found li:visible").count() == 7
    context.close()


def test_of_twenty_thousand_statements_the_first_hits_are_shown_and_all_are_counted(
    open_file: Open, make_page: Callable[[int], Path]
) -> None:
    path = make_page(20_000)
    page = open_file(path.as_uri())
    page.get_by_role("searchbox").wait_for(state="visible")
    searched(page, "nr19999")
    assert page.locator(".found li:visible").count() == 1
    searched(page, "right")
    assert page.get_by_role("status").inner_text().startswith("19,999 entries; the first 200")
    assert page.locator(".found li:visible").count() == 200
