"""A page as a PDF, printed by a Chromium that is installed; there need not be one."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

#: What a Chromium is called, where programs are found by name.
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
)
#: Where it is installed without being found by name.
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
LOOK = 0.2  # seconds between two looks whether a PDF is still wanted
NO_BROWSER = (
    "No PDF was made: no Chromium is installed (looked for "
    f"{', '.join(NAMES)}). On Debian and Ubuntu: apt install chromium"
)
#: A browser without windows that asks nobody for anything.
OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
)


class NotPrinted(Exception):
    """A page could not be printed; str() says which and why."""


def find_browser() -> str | None:
    """The program of an installed Chromium, or None: then `NO_BROWSER` says so to the user."""
    by_name = filter(None, map(shutil.which, NAMES))
    return next(by_name, None) or next(
        (place for place in PLACES if os.access(place, os.X_OK)), None
    )


def print_pdf(page: Path, browser: str, *, limit: float = 60, stop: Event | None = None) -> Path:
    """Print the page at `page` to the PDF of the same name beside it; the path of the PDF.

    An earlier PDF is replaced whole or stays. Raises NotPrinted when the browser fails, has not
    ended after `limit` seconds, or when `stop` is set meanwhile.
    """
    pdf = page.with_suffix(".pdf")
    # The browser's own folder is nobody else's, so that it shares nothing with the user's.
    with tempfile.TemporaryDirectory(
        prefix="standpoint-pdf-", ignore_cleanup_errors=True
    ) as folder:
        made = Path(folder, "page.pdf")
        command = [browser, *OPTIONS, f"--user-data-dir={folder}", f"--print-to-pdf={made}"]
        if getattr(os, "geteuid", lambda: 1)() == 0:
            command.append("--no-sandbox")  # as root Chromium does not start with it
        _run([*command, page.absolute().as_uri()], page.name, limit, stop)
        if not made.is_file() or not made.read_bytes().startswith(b"%PDF-"):
            raise NotPrinted(f"{page.name}: {Path(browser).name} ended without making a PDF")
        part = pdf.with_name(f".{pdf.name}.{os.getpid()}.part")
        try:
            shutil.copyfile(made, part)
            os.replace(part, pdf)
        except OSError as error:
            raise NotPrinted(f"{pdf.name}: cannot be written ({error.strerror})") from error
        finally:
            part.unlink(missing_ok=True)
    return pdf


def print_missing(pages: Sequence[Path], jobs: int) -> list[str]:
    """Print those of the `pages` that have no PDF beside them; a sentence for each that cannot be.

    A page that is published anew has lost the PDF of the one before.
    """
    missing = [page for page in pages if page.is_file() and not page.with_suffix(".pdf").exists()]
    if not missing:
        return []
    if not (browser := find_browser()):
        return [NO_BROWSER]
    stop = Event()
    with ThreadPoolExecutor(jobs, "pdf") as pool:
        try:
            return list(filter(None, pool.map(lambda page: _problem(page, browser, stop), missing)))
        finally:  # also when the build is stopped: the pool waits for those that are at it
            stop.set()


def _problem(page: Path, browser: str, stop: Event) -> str:
    """Print a page; "" or why it could not be printed."""
    try:
        if not stop.is_set():
            print_pdf(page, browser, stop=stop)
    except NotPrinted as problem:
        return str(problem)
    return ""


def _run(command: Sequence[str], name: str, limit: float, stop: Event | None) -> None:
    """Run a browser to its end, or end it and all that it started."""
    quiet = subprocess.DEVNULL
    alone = sys.platform != "win32"
    try:
        process = subprocess.Popen(
            command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=alone
        )
    except OSError as error:
        raise NotPrinted(f"{name}: {command[0]} cannot be started ({error.strerror})") from error
    try:
        _wait(process, limit, stop)
    except subprocess.TimeoutExpired:
        raise NotPrinted(
            f"{name}: {Path(command[0]).name} had not printed it after {limit:g} seconds"
        ) from None
    finally:
        if alone and process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        elif process.poll() is None:
            process.kill()
        process.wait()


def _wait(process: subprocess.Popen[bytes], limit: float, stop: Event | None) -> None:
    """Wait until a browser has ended or `stop` is set; raises TimeoutExpired."""
    until = time.monotonic() + limit
    while not (stop and stop.is_set()):
        try:
            process.wait(min(LOOK, limit))
            return
        except subprocess.TimeoutExpired:
            if time.monotonic() > until:
                raise
