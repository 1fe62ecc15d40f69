"""Printing a page: what happens without a browser, with one that fails, and with one that works."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from helpers.build.pages import pdf
from helpers.build.pages.pdf import NO_BROWSER, NotPrinted, find_browser, print_pdf

Program = Callable[[str], str]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "01-who.html"
    path.write_text("<!doctype html><title>Who?</title><h1>Who?</h1>", "utf-8")
    return path


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Make a program that stands in for a browser, from the lines of a shell script."""

    def make(lines: str) -> str:
        path = tmp_path / "browser"
        path.write_text(f"#!/bin/sh\n{lines}\n", "utf-8")
        path.chmod(0o755)
        return str(path)

    return make


#: Takes the place of the PDF from the options that a browser is given.
TARGET = 'for each in "$@"; do case $each in --print-to-pdf=*) pdf=${each#*=};; esac; done'


def test_a_pdf_stands_beside_its_page(page: Path, program: Program) -> None:
    made = print_pdf(page, program(f'{TARGET}\nprintf "%%PDF-1.7" > "$pdf"'), page.parent / "home")
    assert made == page.with_suffix(".pdf")
    assert made.read_bytes() == b"%PDF-1.7"


def test_a_browser_that_makes_nothing_leaves_the_earlier_pdf(page: Path, program: Program) -> None:
    page.with_suffix(".pdf").write_text("earlier")
    with pytest.raises(NotPrinted, match=r"01-who\.html: browser ended without making a PDF"):
        print_pdf(page, program("exit 1"), page.parent / "home")
    assert page.with_suffix(".pdf").read_text() == "earlier"


def test_what_is_no_pdf_is_not_published(page: Path, program: Program) -> None:
    with pytest.raises(NotPrinted):
        print_pdf(page, program(f'{TARGET}\nprintf "sorry" > "$pdf"'), page.parent / "home")
    assert sorted(path.name for path in page.parent.iterdir()) == ["01-who.html", "browser"]


def test_a_browser_that_does_not_end_is_ended_with_all_it_started(
    page: Path, program: Program, tmp_path: Path
) -> None:
    slow = program(f"sleep 60 &\necho $! > {tmp_path}/child\nwait")
    with pytest.raises(NotPrinted, match="browser had not printed it after 5 seconds"):
        print_pdf(page, slow, page.parent / "home", limit=5)
    child = int((tmp_path / "child").read_text())
    state = Path(f"/proc/{child}/stat")
    assert not state.exists() or state.read_text().split()[2] == "Z"


def test_a_browser_that_cannot_be_started_is_named(page: Path, tmp_path: Path) -> None:
    with pytest.raises(NotPrinted, match="gone cannot be started"):
        print_pdf(page, str(tmp_path / "gone"), page.parent / "home")


def test_without_a_browser_there_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(pdf, "PLACES", ())
    assert find_browser() is None
    assert NO_BROWSER.startswith("No PDF was made: no Chromium is installed")


def test_a_browser_is_found_by_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    chrome = tmp_path / "google-chrome"
    chrome.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_browser() == os.fspath(chrome)


def test_a_build_that_is_stopped_ends_its_browsers_and_begins_no_other(
    page: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = page.with_name("begun")
    browser = program(f"echo x >> '{begun}'; exec sleep 60")
    monkeypatch.setattr(pdf, "find_browser", lambda: browser)
    pages = [page]
    for number in range(3):
        pages.append(page.with_name(f"{number}.html"))
        pages[-1].write_text("<!doctype html>", "utf-8")

    def interrupt() -> None:
        while not begun.exists():
            time.sleep(0.02)
        os.kill(os.getpid(), signal.SIGINT)

    # A shell that runs the tests in the background has them ignore Ctrl-C.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    Thread(target=interrupt).start()
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        pdf.print_missing(pages, 1)
    signal.signal(signal.SIGINT, before)
    assert time.monotonic() - began < 30
    assert begun.read_text() == "x\n"
