"""A page with 5,000 statements as evidence: more than any case has, and still no burden to a reader."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from playwright.sync_api import Page

from helpers.build.pages.page import make_page
from helpers.build.planning.notebook import Notebook
from helpers.build.planning.plan import CaseName, Report
from helpers.figures import show

Open = Callable[..., Page]
STATEMENTS, LISTS = 5_000, 5
# From the top of the page to its end in 120 steps, one a frame: the milliseconds from each to the next.
SCROLL = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  const step = document.documentElement.scrollHeight / 120, between = [];
  scrollTo(0, 0);
  for (let last = await frame(), n = 0; n < 120; n++) {
    scrollBy(0, step);
    const now = await frame();
    between.push(now - last);
    last = now;
  }
  return between;
}"""
UNFOLD = "document.querySelectorAll('details').forEach((one) => { one.open = true })"
TRIES = 3


def said(first: int, number: int) -> show.Part:
    """A list of so many statements, each with all that a block of evidence can say."""
    one = {
        "name": "Ada Okafor",
        "role": "harbour master",
        "said": "2024-03/2024-05",
        "stance": "support",
        "label": "Bring back the 6:10",
        "paraphrase": "The ferry should run again, and earlier than it did last winter.",
        "fragment": "not one more winter",
        "quotation": "verified",
        "publisher": "Ellery Gazette",
        "url": "https://example.org/gazette",
    }
    rows = [one | {"id": f"s-{first + n}"} for n in range(number)]
    return show.statements(pd.DataFrame(rows), caption="Statements used")


@pytest.fixture(scope="module")
def heavy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page, whose statements are folded in a few lists."""
    each = STATEMENTS // LISTS
    parts = [show.findings(["Nine."]), *(said(n * each, each) for n in range(LISTS))]
    cells = [
        new_code_cell("", outputs=[new_output("display_data", data=part._repr_mimebundle_())])
        for part in parts
    ]
    cells[0].metadata["tags"] = ["findings"]
    notebook = new_notebook(cells=[new_markdown_cell("# Who said what?"), *cells])
    about = Notebook("01-who", Path("01-who.ipynb"), "Who said what?", 1, {})
    report = Report(CaseName("ferry", "The ferry", "1.0.0"), about, Path("cases"))
    path = tmp_path_factory.mktemp("heavy") / "page.html"
    path.write_text(make_page(report, notebook, datetime(2025, 6, 3, tzinfo=UTC)).html, "utf-8")
    return path


@pytest.mark.parametrize("width", [390, 1280])
def test_five_thousand_statements_scroll_smoothly(open_file: Open, heavy: Path, width: int) -> None:
    """A busy machine can only make frames later than they are, so the best of three counts."""
    page = open_file(heavy.as_uri(), width)
    page.evaluate(UNFOLD)
    assert page.locator("article[id]").count() == STATEMENTS
    runs = [sorted(page.evaluate(SCROLL)) for _ in range(TRIES)]
    assert min(median(run) for run in runs) <= 34  # 30 frames a second; in quiet it is 60
    assert min(run[-6] for run in runs) <= 100  # all but five in a hundred and twenty


def test_a_link_to_the_last_of_them_is_soon_there(open_file: Open, heavy: Path) -> None:
    page = open_file(f"{heavy.as_uri()}#s-{STATEMENTS - 1}")
    page.locator(":target").wait_for(state="visible", timeout=5_000)
    assert page.locator(":target").evaluate("e => e.getBoundingClientRect().top") < 900
