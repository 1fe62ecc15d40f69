"""Private folders for kernels, and what a kernel left in its own."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from helpers.build.publishing.lock import take

LOG = "kernel.log"
#: So much of the end of a kernel's log is read.
LONGEST_LOG = 2**16
# A socket's path may take 104 bytes (macOS) or 108 (Linux); what a kernel adds below the build's
# folder, "/000/1/kernel-5", is well under the margin left here.
LONGEST_FOLDER = 80
PREFIX = "standpoint-"
#: The file in a private folder that its builder keeps locked.
HELD = "held"


@contextmanager
def short_folder() -> Iterator[str]:
    """A private folder whose path is short enough for sockets, where the system allows it.

    It is removed at the end, and at the beginning those of builders that were killed.
    """
    place = short_place()
    remove_abandoned(place)
    folder = Path(tempfile.mkdtemp(prefix=f".{PREFIX}", dir=place))
    with open(folder / HELD, "w", encoding="utf-8") as held:
        with suppress(OSError):  # no lock, no tidying up after a kill
            take(held.fileno())
        folder = folder.rename(folder.with_name(folder.name[1:]))  # only now may others look at it
        try:
            yield str(folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def short_place() -> Path:
    """Where private folders are made."""
    place = tempfile.gettempdir()
    if len(os.fsencode(place)) > LONGEST_FOLDER - 20 and os.access("/tmp", os.W_OK):
        place = "/tmp"
    return Path(place)


def remove_abandoned(place: Path) -> None:
    """Remove the private folders in `place` that this user's builders left when they were killed."""
    owner = os.getuid() if hasattr(os, "getuid") else 0  # on Windows all files are of user 0
    for folder in place.glob(f"{PREFIX}*"):
        with suppress(OSError):
            if folder.is_symlink() or folder.stat().st_uid != owner:
                continue
            with open(folder / HELD, "r+", encoding="utf-8") as held:
                take(held.fileno())  # raises when the builder lives
                shutil.rmtree(folder, ignore_errors=True)


def log_of(home: Path) -> str:
    """What the kernel of `home` printed outside any cell: the end of it, or an empty string."""
    try:
        with open(home / LOG, "rb") as log:
            size = log.seek(0, os.SEEK_END)
            log.seek(max(0, size - LONGEST_LOG))
            return log.read().decode("utf-8", errors="replace")
    except FileNotFoundError:
        return ""


def last_line(text: str) -> str:
    """The last line of `text` that is not blank, or an empty string."""
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "")
