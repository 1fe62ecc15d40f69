"""A bundle that was unzipped somewhere, in a reader's browser."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page

from helpers.build.publishing.bundle import run_bundle

Open = Callable[..., Page]
CASE = "minneapolis-separation-ordinance"
# Links of a page that lead nowhere: to no file, or to no place on the page itself.
LINKS = """() => [...document.querySelectorAll('a')]
  .map((a) => a.getAttribute('href') || a.getAttribute('xlink:href')).filter((href) => href)"""
LOST = f"""() => ({LINKS})().filter((href) => href.startsWith('#') && href.length > 1)
  .filter((href) => !document.getElementById(decodeURIComponent(href.slice(1))))"""


@pytest.fixture(scope="module")
def unzipped(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the first case's bundle, the second of two with the same bytes."""
    folder = tmp_path_factory.mktemp("bundle")
    for name in ("one.zip", "two.zip"):
        named = argparse.Namespace(
            case=CASE, out=str(site), to=str(folder / name), data="", file=""
        )
        assert run_bundle(named) == 0
    assert (folder / "one.zip").read_bytes() == (folder / "two.zip").read_bytes()
    with ZipFile(folder / "two.zip") as archive:
        archive.extractall(folder / "anywhere")
    (top,) = (folder / "anywhere").iterdir()
    return top


def test_every_page_opens_and_every_link_leads_somewhere(open_file: Open, unzipped: Path) -> None:
    pages = sorted(unzipped.rglob("*.html"))
    assert len(pages) == 9
    places = {page: open_file(page.as_uri()) for page in pages}
    ids = {
        path: set(page.locator("[id]").evaluate_all("all => all.map((e) => e.id)"))
        for path, page in places.items()
    }
    for path, page in places.items():
        assert page.heard == [path.as_uri()]  # type: ignore[attr-defined]
        assert page.evaluate(LOST) == [], path.name
        for link in page.evaluate(LINKS):
            file, _, place = link.partition("#")
            if file and "://" not in file:
                target = (path.parent / file).resolve()
                assert target.is_file(), link
                assert not place or place in ids[target], link


def test_a_reader_goes_from_the_front_page_to_a_statement_and_back(
    open_file: Open, unzipped: Path
) -> None:
    page = open_file((unzipped / "index.html").as_uri())
    for clicked in ("", "All that can be found"):
        if clicked:
            page.goto((unzipped / "index.html").as_uri())
            page.get_by_role("link", name=clicked).click()
        page.get_by_role("searchbox").fill("wcco stronger ordinance chavez")
        page.locator(".found li:visible a").first.click()
        page.locator(":target").wait_for(state="visible")
    page.get_by_role("banner").get_by_role("link").first.click()
    assert page.url == (unzipped / CASE / "index.html").as_uri()
    page.get_by_role("link", name="All reports").click()
    assert page.url == (unzipped / "index.html").as_uri()


def test_every_page_of_the_first_case_is_light(site: Path) -> None:
    pages = [site / "index.html", *(site / CASE).glob("*.html")]
    assert len(pages) == 9
    assert {page.name: size for page in pages if (size := page.stat().st_size) > 150_000} == {}
