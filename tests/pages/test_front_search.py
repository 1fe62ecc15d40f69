"""The search on the front page, over all cases, in a reader's browser and from disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Page

from helpers.build.publishing.case_page import make_case_files
from helpers.build.publishing.index import make_index
from helpers.build.publishing.record import Record

Open = Callable[..., Page]
HOSTILE = '"><script>window.ran=1</script><img src=x onerror=window.ran=2>{{ 7 * 7 }}</script>'
FERRY = Record(
    "ferry", "The ferry", "01-who", "Who?", ["José sailed.", "A storm came."], "2025-06-03"
)
TRAM = replace(
    FERRY, case="tram & bus", case_title=f"The tram {HOSTILE}", findings=["A storm went.", HOSTILE]
)


def made(out: Path, *pages: Record) -> Path:
    """The front page of a folder of such reports, with the page and the search of each case."""
    pages = tuple(replace(page, built="2025-06-03T14:05:00+00:00") for page in pages)
    for page in pages:
        (out / page.case).mkdir()
        for name, text in make_case_files(out, page.case, [page], []).items():
            (out / page.case / name).write_text(text, "utf-8")
    (out / "index.html").write_text(make_index(pages, [], out), "utf-8")
    return out / "index.html"


@pytest.fixture
def front(tmp_path: Path) -> Path:
    """The front page of two cases."""
    return made(tmp_path, FERRY, TRAM)


def searched(page: Page, words: str, told: str) -> list[str]:
    """What is found, when the page says what is `told`."""
    page.get_by_role("searchbox").fill(words)
    page.get_by_role("status").get_by_text(told, exact=True).wait_for()
    return page.locator(".found li").all_inner_texts()


def test_all_cases_are_searched_and_each_entry_names_its_case(open_file: Open, front: Path) -> None:
    page = open_file(front.as_uri())
    assert searched(page, "storm", "2 entries in 2 cases found.") == [
        "A storm came. Who? · The ferry",
        f"A storm went. Who? · The tram {HOSTILE}",
    ]
    assert page.locator(".found h2").all_inner_texts() == ["Findings (2 of 4)"]
    assert searched(page, "JOSE", "1 entry in 1 case found.") == ["José sailed. Who? · The ferry"]


def test_what_is_found_leads_to_its_report(open_file: Open, front: Path) -> None:
    page = open_file(front.as_uri())
    searched(page, "went", "1 entry in 1 case found.")
    href = page.locator(".found li a").evaluate("one => one.href")
    assert href == (front.parent / "tram & bus" / "01-who.html").as_uri()


def test_nothing_is_read_before_a_reader_turns_to_the_box(open_file: Open, front: Path) -> None:
    page = open_file(front.as_uri())
    page.wait_for_load_state("networkidle")
    asked = [front.as_uri()]
    assert page.heard == asked  # type: ignore[attr-defined]
    searched(
        page,
        "zebra",
        "Nothing found. An entry is found when it has all the words; try fewer, or a part of one.",
    )
    asked += [(front.parent / case / "search.js").as_uri() for case in (FERRY.case, TRAM.case)]
    assert page.heard == asked  # type: ignore[attr-defined]


def test_one_case_is_not_named_at_each_entry(open_file: Open, tmp_path: Path) -> None:
    page = open_file(made(tmp_path, FERRY).as_uri())
    assert searched(page, "storm", "1 entry found.") == ["A storm came. Who?"]


def test_a_case_whose_search_is_missing_or_broken_is_named(open_file: Open, front: Path) -> None:
    (front.parent / "ferry" / "search.js").write_text("standpointFound(")
    page = open_file(front.as_uri())
    lost = "Not searched, as the file search.js beside the page of the case is missing or broken: "
    told = f"1 entry in 1 case found. {lost}The ferry."
    assert len(searched(page, "storm", told)) == 1


def test_hostile_words_are_text_and_can_be_searched_for(open_file: Open, front: Path) -> None:
    page = open_file(front.as_uri())
    (found,) = searched(page, HOSTILE, "1 entry in 1 case found.")
    assert found == f"{HOSTILE} Who? · The tram {HOSTILE}"
    assert page.evaluate("window.ran") is None
    assert page.locator("body script, body img").count() == 0


@pytest.mark.parametrize(
    "script", ["<script>window.ran = 1</script>", '<script src="evil.js"></script>']
)
def test_even_a_script_that_got_in_would_not_run(open_file: Open, front: Path, script: str) -> None:
    (front.parent / "evil.js").write_text("window.ran = 1")
    front.write_text(front.read_text("utf-8").replace("</main>", f"{script}</main>"), "utf-8")
    page = open_file(front.as_uri())
    assert page.locator("main script").count() == 1
    searched(page, "went", "1 entry in 1 case found.")
    assert page.evaluate("window.ran") is None


HINTS = [
    "prefetch",
    "preload",
    "modulepreload",
    "preconnect",
    "stylesheet",
    "prerender",
    "manifest",
]


@pytest.fixture
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """The address of another site, and the places there that were asked for."""
    asked: list[str] = []

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_link_that_got_in_fetches_nothing_from_elsewhere(
    open_file: Open, front: Path, elsewhere: tuple[str, list[str]]
) -> None:
    site, asked = elsewhere
    links = "".join(f'<link rel="{hint}" as="script" href="{site}/{hint}">' for hint in HINTS)
    links += f'<script src="{site}/script"></script><img src="{site}/img">'
    front.write_text(front.read_text("utf-8").replace("</head>", f"{links}</head>"), "utf-8")
    page = open_file(front.as_uri())
    searched(page, "storm", "2 entries in 2 cases found.")
    page.wait_for_load_state("networkidle")
    assert asked == []


def test_the_search_works_from_a_server_too(open_file: Open, front: Path) -> None:
    handler = partial(SimpleHTTPRequestHandler, directory=str(front.parent))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        page = open_file(f"http://127.0.0.1:{server.server_port}/index.html")
        assert len(searched(page, "storm", "2 entries in 2 cases found.")) == 2
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_without_script_there_is_no_box_and_a_way_to_the_lists(
    open_file: Open, front: Path
) -> None:
    context = open_file(front.as_uri()).context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    plain = context.new_page()
    plain.goto(front.as_uri())
    assert not plain.locator("#words").is_visible()
    plain.get_by_role("link", name="All that can be found").first.click()
    plain.locator("#found summary").click()
    assert plain.locator(".found li:visible").count() == 2
    context.close()


def test_escape_clears_the_search(open_file: Open, front: Path) -> None:
    page = open_file(front.as_uri())
    searched(page, "storm", "2 entries in 2 cases found.")
    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.querySelector('.found')")
    assert page.get_by_role("status").inner_text() == ""


def test_fifty_cases_are_searched_and_the_first_entries_are_shown(
    open_file: Open, tmp_path: Path
) -> None:
    said = [f"Says that nr{n} is right, and why that is so." for n in range(300)]
    cases = [replace(FERRY, case=f"c{n}", case_title=f"Case {n}", findings=said) for n in range(50)]
    front = made(tmp_path, *cases)
    assert front.stat().st_size < 150_000
    page = open_file(front.as_uri())
    told = "15,000 entries in 50 cases; the first 200 are shown. Add a word to find fewer."
    assert len(searched(page, "right", told)) == 200
    assert len(searched(page, "nr299", "50 entries in 50 cases found.")) == 50
