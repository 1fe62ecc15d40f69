"""Files that notebooks offer: plain names only, a link on the page, the same table read back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.build.pages.page import Page, make_page
from helpers.build.planning.plan import Report
from helpers.build.publishing.downloads import FILES, FilesRefused, is_published, offered_files
from helpers.figures import show
from helpers.figures.download import read_csv

SHOWN = {"text/html", "text/plain"}
MOMENT = datetime(2025, 6, 3, 14, 5, tzinfo=UTC)


def offering(*files: Any) -> nbformat.NotebookNode:
    """A notebook with a question, and a cell for each of these files."""
    cells = [new_markdown_cell("# Who said what?")]
    for each in files:
        data = {"text/html": "<p>A table.</p>", FILES: each}
        cells.append(new_code_cell("", outputs=[new_output("display_data", data=data)]))
    return new_notebook(cells=cells)


@pytest.fixture(autouse=True)
def as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are looked at as the template writes them; that fewer bytes say the same is tested apart."""
    monkeypatch.setattr("helpers.build.pages.render.smaller", lambda html: html)


@pytest.fixture
def made(report: Report) -> Callable[..., Page]:
    """The page of a notebook whose cells offer these files."""
    return lambda *files: make_page(report, offering(*files), MOMENT)


def test_parts_and_builder_know_the_files_by_the_same_type() -> None:
    (kind,) = set(show.table(pd.DataFrame(), caption="All", name="all")._repr_mimebundle_()) - SHOWN
    assert kind == FILES


def test_files_are_named_after_their_notebook(report: Report) -> None:
    found = offered_files(offering({"all.csv": "a"}, {"net.graphml": "<g/>"}), report.notebook)
    assert found == {"01-who-all.csv": "a", "01-who-net.graphml": "<g/>"}


def test_a_notebook_without_files_offers_none(made: Callable[..., Page]) -> None:
    page = made({})
    assert page.files == {}
    assert 'class="download"' not in page.html


@pytest.mark.parametrize(
    "name",
    [
        "../all.csv",
        "..",
        "/etc/all.csv",
        "a/b.csv",
        "a\\b.csv",
        "all.csv\n",
        "al\0l.csv",
        "all.html",
        "all.csv.html",
        ".csv",
        "All.csv",
        "très.csv",
        "a b.csv",
        "a" * 81 + ".csv",
        "<script>.csv",
    ],
)
def test_a_name_that_is_not_plain_is_refused(report: Report, name: str) -> None:
    with pytest.raises(FilesRefused, match=r"cell 2 offers a file named .* ends in \.csv or"):
        offered_files(offering({name: ""}), report.notebook)


@pytest.mark.parametrize("files", [["all.csv"], "all.csv", None])
def test_files_that_are_no_names_with_texts_are_refused(report: Report, files: Any) -> None:
    with pytest.raises(FilesRefused, match="cell 2 offers files that are not names with texts"):
        offered_files(offering(files), report.notebook)


def test_a_file_that_is_no_text_is_refused(report: Report) -> None:
    with pytest.raises(FilesRefused, match=r"the file 'all\.csv', which is not a text"):
        offered_files(offering({"all.csv": ["a"]}), report.notebook)


def test_a_name_that_is_used_twice_is_refused_with_both_cells(report: Report) -> None:
    # The cell that papermill adds after the parameters, here the second, is not counted.
    with pytest.raises(
        FilesRefused, match=r"cell 3 offers the file 'all\.csv', and so does cell 2"
    ):
        offered_files(offering({}, {"all.csv": "a"}, {"all.csv": "a"}), report.notebook)


def test_the_link_stands_under_its_table(made: Callable[..., Page]) -> None:
    page = made({"all-pairs.csv": "a", "net.graphml": "<g/>"})
    line = page.html[page.html.index("<p>A table.</p>") :].splitlines()[1]
    assert line == (
        '<p class="download">Download: '
        '<a href="tables/01-who-all-pairs.csv" download>All pairs (CSV)</a>, '
        '<a href="tables/01-who-net.graphml" download>Net (GraphML)</a></p>'
    )


def test_a_page_links_to_each_of_its_files_and_remembers_them(made: Callable[..., Page]) -> None:
    page = made({"all.csv": "a"}, {"net.graphml": "<g/>"})
    assert re.findall(r'href="tables/([^"]+)"', page.html) == page.record.files == [*page.files]


@pytest.mark.parametrize(
    ("name", "can_be"),
    [
        ("01-who-all.csv", True),
        ("01-who.csv", False),
        ("02-when-all.csv", False),
        ("01-who-../all.csv", False),
        ("01-who-all.html", False),
    ],
)
def test_which_files_a_notebook_can_have_offered(name: str, can_be: bool) -> None:
    assert is_published(name, "01-who") is can_be


HOSTILE_TABLE = """
import pandas as pd
from helpers.figures import show
frame = pd.DataFrame({"=cmd": ["=cmd|' /C calc'!A0", "@SUM(1)", "'-1", 'say "x",\\nthen go'], "n": [1, -2, 3, 4]})
show.table(frame, caption="All", name="all")
"""


def test_a_table_is_built_and_read_back_as_it_was(
    write_notebook: Callable[..., Path], build_ferry: Callable[..., Any], tmp_path: Path
) -> None:
    write_notebook(tmp_path / "books" / "01-who.ipynb", HOSTILE_TABLE)
    summary, _ = build_ferry(tmp_path / "books", tmp_path / "out", [], 1)
    assert summary.failed == []
    path = tmp_path / "out" / "harbour-ferry" / "tables" / "01-who-all.csv"
    words = ["=cmd|' /C calc'!A0", "@SUM(1)", "'-1", 'say "x",\nthen go']
    pd.testing.assert_frame_equal(read_csv(path), pd.DataFrame({"cmd": words, "n": [1, -2, 3, 4]}))
    assert path.read_bytes().startswith(b"cmd,n\r\n'=cmd|")


def test_a_failed_notebook_leaves_its_earlier_tables(
    write_notebook: Callable[..., Path], build_ferry: Callable[..., Any], tmp_path: Path
) -> None:
    books, out = tmp_path / "books", tmp_path / "out"
    write_notebook(books / "01-who.ipynb", HOSTILE_TABLE)
    build_ferry(books, out, [], 1)
    path = out / "harbour-ferry" / "tables" / "01-who-all.csv"
    before = path.read_bytes()
    write_notebook(books / "01-who.ipynb", HOSTILE_TABLE.replace("[1,", "[9,"), "1 / 0")
    assert build_ferry(books, out, [], 1)[0].failed
    assert path.read_bytes() == before


def test_two_tables_of_one_name_fail_their_report_and_publish_nothing(
    write_notebook: Callable[..., Path], build_ferry: Callable[..., Any], tmp_path: Path
) -> None:
    write_notebook(tmp_path / "books" / "01-who.ipynb", HOSTILE_TABLE, HOSTILE_TABLE)
    summary, _ = build_ferry(tmp_path / "books", tmp_path / "out", [], 1)
    assert summary.outcomes[0].error == (
        "cell 4 offers the file 'all.csv', and so does cell 3; every file of a notebook needs a "
        "name of its own"
    )
    case = tmp_path / "out" / "harbour-ferry"
    assert {path.name for path in case.rglob("*")} <= {"changes.json", "index.html", "search.js"}
    assert (tmp_path / "out" / ".failed" / "harbour-ferry" / "01-who.ipynb").exists()
