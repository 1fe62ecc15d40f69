"""Pages on paper and as pictures: PDFs that hold everything, and what people look at afterwards."""

from __future__ import annotations

import re
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Error, Page

from helpers.build.pages.pdf import print_pdf
from helpers.build.running.homes import short_folder

Open = Callable[..., Page]
LOOKS = [
    (390, "light"),
    (390, "dark"),
    (768, "light"),
    (768, "dark"),
    (1280, "light"),
    (1280, "dark"),
    (1920, "light"),
    (1920, "dark"),
]
A4 = 794  # its width in CSS pixels; less the margins it is PRINTED
PRINTED = 673

# Parts that would be cut off at the edge of the paper: words beyond it, or a picture that is.
BEYOND = f"""() => [...document.querySelectorAll('body *')].filter((e) => {{
  const leaf = e.tagName === 'svg' || (!e.closest('svg') && e.childElementCount === 0);
  const box = e.getBoundingClientRect();
  return leaf && box.width > 0 && box.left > -1000 && box.right > {PRINTED} + 1;
}}).map((e) => [e.tagName, e.textContent.trim().slice(0, 60)])"""


def name_of(page: Path, *more: object) -> str:
    return "-".join(map(str, [page.parent.name, page.stem, *more]))


def test_pictures_of_the_page_are_kept(open_file: Open, any_page: Path, artefacts: Path) -> None:
    page = open_file(any_page.as_uri())
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        path = artefacts / f"{name_of(any_page, width, scheme)}.jpg"
        draw(page, path)
        assert path.stat().st_size > 5_000


def draw(page: Page, path: Path) -> None:
    """Keep a picture of the page; on a busy machine a tall page is sometimes not drawn in time."""
    for left in (2, 1, 0):
        try:
            page.screenshot(path=path, full_page=True, quality=60, type="jpeg")
            return
        except Error:
            if not left:
                raise


def test_a_report_prints_to_a_pdf_with_text_and_bookmarks(
    report_page: Path, chromium: str, artefacts: Path
) -> None:
    copy = artefacts / f"{name_of(report_page)}.html"
    shutil.copyfile(report_page, copy)
    with short_folder() as home:
        made = print_pdf(copy, chromium, Path(home) / "home").read_bytes()
    copy.unlink()
    assert len(re.findall(rb"/Type\s*/Page\b", made)) >= 2
    assert b"/StructTreeRoot" in made  # tagged: a screen reader finds headings and tables
    assert b"/Outlines" in made
    assert b"/FontFile" in made
    assert any(b"Tj" in stream or b"TJ" in stream for stream in streams(made))


def streams(pdf: bytes) -> list[bytes]:
    """The packed parts of a PDF, as far as they are what they say."""
    found = []
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S):
        try:
            found.append(zlib.decompress(packed))
        except zlib.error:
            continue
    return found


def test_paper_shows_everything_and_cuts_nothing_off(open_file: Open, report_page: Path) -> None:
    page = open_file(report_page.as_uri(), PRINTED, "dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(26, 26, 26)"
    assert page.evaluate(BEYOND) == []
    for hidden in (".scheme", ".contents", ".skip", ".site nav"):
        assert not page.locator(hidden).is_visible()
    assert (
        page.locator("details > :nth-child(2)").evaluate_all(
            "all => all.filter((one) => !one.checkVisibility()).length"
        )
        == 0
    )


def test_sheets_of_groups_are_printed_without_their_ways_back(open_file: Open, site: Path) -> None:
    page = open_file((site / "harbour-ferry" / "02-stakeholder-positions.html").as_uri(), PRINTED)
    page.emulate_media(media="print")
    back = page.get_by_text("Back to the matrix of groups", exact=True)
    assert back.count() > 5
    assert back.locator("visible=true").count() == 0


def test_paper_has_the_addresses_of_sources_and_no_ways_back(open_file: Open, site: Path) -> None:
    page = open_file((site / "harbour-ferry" / "06-accounts-compared.html").as_uri(), PRINTED)
    page.emulate_media(media="print")
    source = page.locator('.sources a[href^="http"]').first
    written = source.evaluate("one => getComputedStyle(one, '::after').content")
    assert (source.get_attribute("href") or "nothing") in written
    back = page.locator("details > a")
    assert back.count() > 0
    assert back.locator("visible=true").count() == 0


def test_a_list_of_camps_goes_on_over_the_page_rather_than_leave_one_empty(
    open_file: Open, site: Path
) -> None:
    page = open_file((site / "harbour-ferry" / "02-stakeholder-positions.html").as_uri(), PRINTED)
    page.emulate_media(media="print")
    breaks = "all => all.map((one) => getComputedStyle(one).breakInside)"
    assert page.locator(".chart:has(> .camps), .camps").evaluate_all(breaks) == ["auto", "auto"]
