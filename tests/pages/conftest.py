"""Pages that hold every part there is, and a real browser to open them in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.axes import Axes
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from playwright.sync_api import Browser, Page, sync_playwright

from helpers.build.notebook import Notebook
from helpers.build.page import make_page
from helpers.build.plan import CaseName, Report
from helpers.build.publish import keep_failure, publish_index, publish_page
from helpers.build.record import Failure
from helpers.figures import show
from helpers.figures.bars import bars
from helpers.figures.flow import Item, Row, flow
from helpers.figures.sheet import phone

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
HOSTILE = '<script>document.title = "broken"</script><img src="https://example.org/x.png">'
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
WORDS = "Each row is a group. The column shows what it said, and how often, in all the sources."


def parts() -> list[tuple[show.Part, str]]:
    """One of every part that a report can show, with the tag of its cell."""
    table = pd.DataFrame({name: [LONG[:30], HOSTILE] for name in "abcdefgh"} | {"n": [1, 2000]})
    groups = pd.DataFrame({"group": ["Riders", "Town Council"], "n": [12, 7]})
    said = {
        "id": ["s-001", "s-002"],
        "name": ["Ada Okafor", HOSTILE],
        "role": ["harbour master", "not stated"],
        "said": ["2024-03-12", "2024-03/2024-05"],
        "stance": ["support", "oppose"],
        "label": ["Bring back the 6:10", LONG],
        "paraphrase": ["The ferry should run again.", HOSTILE],
        "fragment": ["not one more winter", ""],
        "quotation": ["verified", ""],
        "publisher": ["Ellery Gazette", "Point Weekly"],
        "url": ["https://example.org/gazette", "javascript:alert(1)"],
    }
    return [
        (
            show.findings(["Nine of 14 groups want the ferry back.", f"Nobody said {HOSTILE}"]),
            "findings",
        ),
        (show.prose("46 statements by 14 speakers in 12 sources.", kind="basis"), ""),
        (show.figure(bars(groups, label="group", value="n"), title="Riders", alt="Bars"), ""),
        (show.figure(answered(), title="Answers", alt="One answer", phone=answered(phone())), ""),
        (show.table(table, caption="Everything said", name="everything"), ""),
        (show.table(table, caption="Everything counted", folded=True), ""),
        (show.statements(pd.DataFrame(said), caption="Statements used"), ""),
    ]


def answered(ax: Axes | None = None) -> Axes:
    """A demand with an answer whose words lead to a statement on the page."""
    answer = Item(head="Ada Okafor, harbour master of the Town of Ellery", mark="met", link="s-001")
    return flow([Row(Item(head="More ferries"), [answer], [])], heads=("", "", ""), empty="", ax=ax)


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Addresses of a report and of the index, as files."""
    cells = [new_markdown_cell(f"# Who said what?\n\n{WORDS}"), new_markdown_cell("## Counts")]
    for part, tag in parts():
        output = new_output("display_data", data=part._repr_mimebundle_())
        cells.append(new_code_cell("", outputs=[output], metadata={"tags": [tag] if tag else []}))
    cells.append(
        new_markdown_cell(f"## Limits\n\n{LONG} {WORDS}\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    )
    printed = new_output("stream", name="stdout", text=f"{LONG}\n{HOSTILE}\n")
    cells.append(new_code_cell("", outputs=[printed]))

    notebook = Notebook("01-who", Path("01-who.ipynb"), "Who said what?", 1, {"least": "2"})
    report = Report(
        CaseName("ferry", f"The ferry {HOSTILE} {LONG}", "1.0.0"), notebook, Path("cases")
    )
    made = make_page(report, new_notebook(cells=cells), datetime(2025, 6, 3, tzinfo=UTC))
    failure = Failure("ferry", LONG, "02-when", LONG, made.record.built, f"cell 4: {LONG}")
    folder = tmp_path_factory.mktemp("pages")
    keep_failure(folder, failure, "{}")
    return {
        "report": publish_page(folder, made).as_uri(),
        "index": publish_index(folder)[0].as_uri(),
    }


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """An installed Chromium."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        message = "no Chromium was found, so the pages were not opened in a browser"
        if os.environ.get("STANDPOINT_REQUIRE_BROWSER") == "1":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, pages: dict[str, str]) -> Iterator[Callable[..., Page]]:
    """Open one of the pages at a width and in a scheme."""
    contexts = []

    def opened(name: str, width: int = 1280, scheme: str = "light") -> Page:
        size = {"width": width, "height": 900}
        context = browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.heard = []  # type: ignore[attr-defined]
        page.on("console", lambda message: page.heard.append(message.text))  # type: ignore[attr-defined]
        page.on("pageerror", lambda error: page.heard.append(str(error)))  # type: ignore[attr-defined]
        page.on("request", lambda request: page.heard.append(request.url))  # type: ignore[attr-defined]
        page.goto(pages[name])
        return page

    yield opened
    for context in contexts:
        context.close()
