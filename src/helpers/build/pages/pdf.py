"""A page as a PDF, printed by a Chromium that is installed; there need not be one."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Event

from helpers.build.running.homes import short_folder
from helpers.build.running.processes import NO_SUCH, dying_with_us

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


def print_pdf(
    page: Path, browser: str, home: Path, *, limit: float = 60, stop: Event | None = None
) -> Path:
    """Print the page at `page` to the PDF of the same name beside it; the path of the PDF.

    The browser has the new folder `home` to itself, whose path must be short, since sockets are
    made there. An earlier PDF is replaced whole or stays. Raises NotPrinted when the browser fails,
    has not ended after `limit` seconds, or when `stop` is set meanwhile.
    """
    home.mkdir(mode=0o700)
    made = home / "page.pdf"
    command = [browser, *OPTIONS, f"--user-data-dir={home}", f"--print-to-pdf={made}"]
    if getattr(os, "geteuid", lambda: 1)() == 0:
        command.append("--no-sandbox")  # as root Chromium does not start with it
    try:
        _run([*command, page.absolute().as_uri()], page.name, home, limit, stop)
        if not made.is_file() or not made.read_bytes().startswith(b"%PDF-"):
            raise NotPrinted(f"{page.name}: {Path(browser).name} ended without making a PDF")
        return _put(made, page.with_suffix(".pdf"))
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _put(made: Path, pdf: Path) -> Path:
    """Copy a PDF to its place, whole or not at all."""
    part = pdf.with_name(f".{pdf.name}.{os.getpid()}.part")
    try:
        shutil.copyfile(made, part)
        with open(part, "rb") as file:
            os.fsync(file.fileno())
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
    with short_folder() as folder, ThreadPoolExecutor(jobs, "pdf") as pool:
        homes = (Path(folder, str(number)) for number in range(len(missing)))
        try:
            told = pool.map(partial(_problem, browser=browser, stop=stop), missing, homes)
            return list(filter(None, told))
        finally:  # also when the build is stopped: the pool waits for those that are at it
            stop.set()


def _problem(page: Path, home: Path, browser: str, stop: Event) -> str:
    """Print a page; "" or why it could not be printed."""
    try:
        if not stop.is_set():
            print_pdf(page, browser, home, stop=stop)
    except NotPrinted as problem:
        return str(problem)
    return ""


def _run(command: Sequence[str], name: str, home: Path, limit: float, stop: Event | None) -> None:
    """Run a browser to its end, or end it and all that it started."""
    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(
            dying_with_us(command),
            stdin=quiet,
            stdout=quiet,
            stderr=quiet,
            env={**os.environ, "TMPDIR": str(home)},  # for what it would leave when it is killed
            start_new_session=sys.platform != "win32",
        )
    except OSError as error:
        raise NotPrinted(f"{name}: {command[0]} cannot be started ({error.strerror})") from error
    try:
        _wait(process, limit, stop)
        if process.returncode == NO_SUCH:
            raise NotPrinted(f"{name}: {command[0]} cannot be started")
    except subprocess.TimeoutExpired:
        raise NotPrinted(
            f"{name}: {Path(command[0]).name} had not printed it after {limit:g} seconds"
        ) from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a browser that has not ended, with all that it started."""
    if process.poll() is None:
        if sys.platform != "win32":
            os.killpg(process.pid, signal.SIGKILL)
        else:
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
