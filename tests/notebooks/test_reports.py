"""Every notebook runs, headlessly from anywhere and by hand from its own folder, on both cases."""

import re
from html import unescape
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from helpers.case import PROJECT

NOTEBOOKS = sorted(path.stem for path in (PROJECT / "notebooks").glob("*.ipynb"))
CASES = ["minneapolis-separation-ordinance", "harbour-ferry"]


def text_of(page: Path) -> str:
    """What a reader of the page sees, without its drawings."""
    html = re.sub(r"<(style|script|svg)\b.*?</\1>", " ", page.read_text("utf-8"), flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def findings_of(page: Path) -> str:
    """The findings at the top of the page."""
    part = re.search(r'<div class="?findings"?>(.*?)</div>', page.read_text("utf-8"), flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", part[1])).split()) if part else ""


def test_there_are_seven_notebooks():
    assert len(NOTEBOOKS) == 7


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_report_states_findings_and_draws_a_figure(site, case, notebook):
    page = site / case / f"{notebook}.html"
    assert len(findings_of(page)) > 60
    assert page.read_text("utf-8").count("<figure") >= 1


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_nothing_of_the_first_case_stands_in_a_report_on_the_second(site, notebook):
    text = text_of(site / "harbour-ferry" / f"{notebook}.html")
    for word in ("Minneapolis", "ICE", "MIRAC", "Frey", "ordinance", "raid"):
        assert not re.search(rf"\b{word}\b", text), word


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_no_page_shows_a_missing_number_or_an_empty_name(site, case, notebook):
    page = site / case / f"{notebook}.html"
    text = text_of(page)
    assert not re.search(r"\b(nan|NaN|NaT|null)\b", text)
    assert not re.search(r">\s*None\s*<", page.read_text("utf-8"))
    assert "“”" not in text


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_every_link_within_a_page_has_its_place_and_no_place_is_there_twice(site, case, notebook):
    html = (site / case / f"{notebook}.html").read_text("utf-8")
    ids = re.findall(r'\sid="?([^\s">]+)', html)
    assert len(ids) > 10
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="?#([^\s">]+)', html)) <= set(ids)


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_notebook_runs_by_hand_from_its_own_folder(notebook):
    path = PROJECT / "notebooks" / f"{notebook}.ipynb"
    opened = nbformat.read(path, as_version=4)
    client = NotebookClient(
        opened, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}
    )
    client.execute()
    shown = [
        output
        for cell in opened.cells
        if "findings" in cell.metadata.get("tags", [])
        for output in cell.outputs
    ]
    assert "text/html" in shown[0]["data"]
