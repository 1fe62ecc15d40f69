"""Putting pages where readers find them, with all that belongs to a page, or not at all."""

from __future__ import annotations

import re
import threading
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.build.planning.notebook import Refused
from helpers.build.publishing import stage
from helpers.build.publishing.downloads import EXECUTED, FOLDER, FilesRefused, is_published
from helpers.build.publishing.record import (
    FAILED,
    Failure,
    Record,
    failed_notebook,
    read_record,
)
from helpers.build.words import in_words, reason

if TYPE_CHECKING:  # making a page takes packages that are slow to import
    from helpers.build.pages.page import Page

#: What a failure leaves beside its record: the notebook, its traceback, the kernel's log.
KEPT = (".ipynb", ".txt", ".log")
#: A log is kept from its end, up to so many characters.
LONGEST_LOG = 1_000_000
# The one element of a page that says when it was built and whether a build failed since.
BUILD_RECORD = re.compile(r'<p class="build-record">.*?</p>', re.DOTALL)

# Two reports of one case must not take the same name for a file at the same time.
_cases: defaultdict[Path, threading.Lock] = defaultdict(threading.Lock)


def publish(out: Path, page: Page, executed: str) -> Path:
    """Put a page, its files and its executed notebook (JSON) in their places; the page's path.

    Files that only the page before offered go, and so does what was kept of a failure. Raises
    OSError, or FilesRefused for a file that is another report's, with all files as they were.
    """
    record = page.record
    path = out / record.case / f"{record.stem}.html"
    with _cases[path.parent]:
        before = read_record(path)
        others = _files_of_others(path)
        if taken := sorted(others & set(page.files)):
            raise FilesRefused(f"the file {taken[0]!r} belongs to another report of the case")
        put = {f"{record.case}/{FOLDER}/{name}": text for name, text in page.files.items()}
        put[f"{record.case}/{EXECUTED}/{record.stem}.ipynb"] = executed
        put[f"{record.case}/{record.stem}.html"] = page.html
        gone = set(before.files if before else []) - set(page.files) - others
        own = sorted(name for name in gone if is_published(name, record.stem))
        drop = [f"{record.case}/{FOLDER}/{name}" for name in own]
        drop.append(f"{record.case}/{record.stem}.pdf")  # printed from the page before
        failed = f"{FAILED}/{record.case}/{record.stem}"
        stage.change(out, put, [*drop, *(f"{failed}{end}" for end in (*KEPT, ".json"))])
    return path


def keep_failure(
    out: Path, failure: Failure, notebook: str, traceback: str = "", log: str = ""
) -> Path:
    """Keep a failed notebook (JSON), why it failed, and its kernel's log; the notebook's path.

    The last good page stays, and says that it is of an earlier build. Raises OSError, with all
    files as they were.
    """
    texts = dict(zip(KEPT, (notebook, traceback, log[-LONGEST_LOG:]), strict=True))
    place = f"{FAILED}/{failure.case}/{failure.stem}"
    put = {f"{place}{end}": text for end, text in texts.items() if text}
    kept = [Path(name).name for name in put]
    put[f"{place}.json"] = replace(failure, kept=kept).as_json()
    drop = [f"{place}{end}" for end, text in texts.items() if not text]
    if html := marked(out, failure):
        put[f"{failure.case}/{failure.stem}.html"] = html
    stage.change(out, put, drop)
    return failed_notebook(out, failure.case, failure.stem)


def marked(out: Path, failure: Failure) -> str:
    """The last good page of a failed report, saying so; "" when there is none that can say it."""
    path = out / failure.case / f"{failure.stem}.html"
    record = read_record(path)
    if record is None:
        return ""
    html = path.read_bytes().decode("utf-8", errors="replace")
    text = f"Last built {_moment(record.built)}; the build of {_moment(failure.failed)} failed."
    told, count = BUILD_RECORD.subn(f'<p class="build-record">{text}</p>', html)
    return told if count == 1 else ""


def recover(out: Path) -> list[str]:
    """Repair what a build that was cut short has left; a sentence for each report concerned.

    To be called by the holder of the folder's lock. Raises Refused when the disk does not let it.
    """
    try:
        notes = stage.recover(out)
    except OSError as error:
        raise Refused(
            [
                f"{out}: what an earlier build left cannot be put right ({reason(error)}); when that lasts, "
                f"remove {out / stage.WORK} and build again"
            ]
        ) from error
    for part in [*out.glob(".*.part"), *out.glob("*/.*.part")]:
        with suppress(OSError):
            part.unlink()
    return notes


def _files_of_others(path: Path) -> set[str]:
    """Names of the files of other pages whose names may be like those of the page at `path`."""
    related = (
        other
        for other in path.parent.glob("*.html")
        if other.stem.startswith(f"{path.stem}-") or path.stem.startswith(f"{other.stem}-")
    )
    return {name for other in related for name in _files(read_record(other))}


def _files(record: Record | None) -> Iterable[str]:
    return record.files if record else ()


def _moment(iso: str) -> str:
    """A moment for people and programs."""
    moment = datetime.fromisoformat(iso)
    return f'<time datetime="{moment.isoformat()}">{in_words(moment)}</time>'
