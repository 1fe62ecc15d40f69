"""Pages that hold every part there is, and a real browser to open them in."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import pandas as pd
import pytest
from matplotlib.axes import Axes
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from playwright.sync_api import Browser, Page, sync_playwright

from helpers.build.pages.page import make_page
from helpers.build.pages.pdf import find_browser
from helpers.build.planning.notebook import Notebook
from helpers.build.planning.parameters import declared
from helpers.build.planning.plan import CaseName, Report
from helpers.build.publishing.publish import keep_failure, publish
from helpers.build.publishing.record import Failure
from helpers.build.publishing.site import publish_index
from helpers.case import PROJECT
from helpers.figures import show
from helpers.figures.bars import bars
from helpers.figures.linked import add_area

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
TOOLS = Path(__file__).parent / "tools" / "node_modules"
CASES = ("minneapolis-separation-ordinance", "harbour-ferry")
NOTEBOOKS = sorted(path.stem for path in (PROJECT / "notebooks").glob("*.ipynb"))
REPORTS = [f"{case}/{notebook}.html" for case in CASES for notebook in NOTEBOOKS]
INDEXES = ["index.html", *(f"{case}/index.html" for case in CASES)]
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
        (show.figure(linked_bars(), title="Linked", alt="One bar", phone=linked_bars()), ""),
        (show.table(table, caption="Everything said", name="everything"), ""),
        (show.table(table, caption="Everything counted", folded=True), ""),
        (show.statements(pd.DataFrame(said), caption="Statements used"), ""),
    ]


def linked_bars() -> Axes:
    """Bars of which one leads to a statement on the page."""
    ax = bars(pd.DataFrame({"group": ["Riders"], "n": [12]}), label="group", value="n")
    add_area(ax, (6, 0), 12, 0.8, target="#s-001", name="Ada Okafor: 12 statements")
    return ax


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

    notebook = Notebook("01-who", Path("01-who.ipynb"), "Who said what?", 1, declared("least = 2"))
    report = Report(
        CaseName("ferry", f"The ferry {HOSTILE} {LONG}", "1.0.0"), notebook, Path("cases")
    )
    made = make_page(report, new_notebook(cells=cells), datetime(2025, 6, 3, tzinfo=UTC))
    failure = Failure("ferry", LONG, "02-when", LONG, made.record.built, f"cell 4: {LONG}")
    folder = tmp_path_factory.mktemp("pages")
    keep_failure(folder, failure, "{}")
    return {
        "report": publish(folder, made, "{}").as_uri(),
        "index": publish_index(folder)[0].as_uri(),
        "case": (folder / "ferry" / "index.html").as_uri(),
    }


@pytest.fixture
def one_part() -> Callable[[str], str]:
    """The HTML of a report whose parts all say this text."""

    def html(text: str) -> str:
        frame = pd.DataFrame({"a": [text], "n": [1]})
        parts = [show.findings([text]), show.prose(text), show.table(frame, caption=text[:80])]
        cells = [
            new_code_cell("", outputs=[new_output("display_data", data=part._repr_mimebundle_())])
            for part in parts
        ]
        cells[0].metadata["tags"] = ["findings"]
        notebook = new_notebook(cells=[new_markdown_cell("# Who said what?"), *cells])
        about = Notebook("01-who", Path("01-who.ipynb"), "Who said what?", 1, {})
        report = Report(CaseName("ferry", "The ferry", "1.0.0"), about, Path("cases"))
        return make_page(report, notebook, datetime(2025, 6, 3, tzinfo=UTC)).html

    return html


@pytest.fixture(scope="session")
def absent() -> Callable[[str], NoReturn]:
    """End a test that lacks something: skipped with a sentence, or failed where no skip is allowed."""

    def end(what: str) -> NoReturn:
        message = f"{what}, so this was not checked"
        if os.environ.get("STANDPOINT_REQUIRE_BROWSER") == "1":
            pytest.fail(message)
        pytest.skip(message)

    return end


@pytest.fixture(scope="session")
def chromium(absent: Callable[[str], NoReturn]) -> str:
    """The program of an installed Chromium."""
    return find_browser() or absent("no Chromium was found")


@pytest.fixture(scope="session")
def tool(absent: Callable[[str], NoReturn]) -> Callable[[str], Path]:
    """Find a file of a package that npm installs for these tests."""

    def find(path: str) -> Path:
        if not (TOOLS / path).exists():
            package = path.partition("/")[0]
            absent(f"{package} is not installed (npm ci --prefix tests/pages/tools)")
        return TOOLS / path

    return find


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """A running Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def artefacts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder for what is to be looked at afterwards."""
    named = os.environ.get("STANDPOINT_ARTEFACTS")
    folder = Path(named).absolute() if named else tmp_path_factory.mktemp("artefacts")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="module", params=[*REPORTS, *INDEXES])
def any_page(site: Path, request: pytest.FixtureRequest) -> Path:
    """Every page of both cases, the pages of the cases, and the front page."""
    return site / str(request.param)


@pytest.fixture(scope="module", params=REPORTS)
def report_page(site: Path, request: pytest.FixtureRequest) -> Path:
    """Every report of both cases."""
    return site / str(request.param)


def listened(page: Page, address: str) -> Page:
    """The page with that address open; `page.heard` is what it asks for and says."""
    page.heard = []  # type: ignore[attr-defined]
    page.on("console", lambda message: page.heard.append(message.text))  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.heard.append(str(error)))  # type: ignore[attr-defined]
    page.on("request", lambda request: page.heard.append(request.url))  # type: ignore[attr-defined]
    page.goto(address)
    return page


@pytest.fixture(scope="module")
def shown(browser: Browser, any_page: Path) -> Iterator[Page]:
    """Every page, opened once and unfolded, for the tests that change nothing but its size."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = listened(context.new_page(), any_page.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    page.wait_for_load_state("networkidle")
    yield page
    context.close()


@pytest.fixture
def open_file(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open an address at a width and in a scheme; `page.heard` is what it asked for and said."""
    contexts = []

    def opened(address: str, width: int = 1280, scheme: str = "light") -> Page:
        size = {"width": width, "height": 900}
        context = browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
        contexts.append(context)
        return listened(context.new_page(), address)

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def open_page(open_file: Callable[..., Page], pages: dict[str, str]) -> Callable[..., Page]:
    """Open the report or the index at a width and in a scheme."""

    def opened(name: str, width: int = 1280, scheme: str = "light") -> Page:
        return open_file(pages[name], width, scheme)

    return opened
