"""One build at a time in a folder of pages.

The lock is the system's own, on an open file: it goes when its process goes, however that ends,
and a file left behind locks nothing. (The `filelock` package falls back to a lock by the mere
presence of a file where the system has none, which does not die with its holder.)
"""

from __future__ import annotations

import errno
import getpass
import json
import os
import shlex
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from helpers.build.planning.notebook import Refused
from helpers.build.words import in_words

NAME = ".lock"
#: Seconds between two tries of a build that waits.
PAUSE = 0.5
#: Seconds after which one that does not wait tries once more: `is_held` holds it for an instant.
MOMENT = 0.1
#: What the system says of a lock that another process has.
BUSY = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
CANNOT = "the file system cannot lock it"
INSTEAD = "two builds at once would spoil each other, so name a folder on another disk with --out"
# Where the byte lies that is locked on Windows, beyond the text that others read.
FAR = 1 << 30


@dataclass(frozen=True)
class Holder:
    """Who holds a lock: process, computer, user, command line, and since when (ISO, UTC)."""

    pid: int
    host: str
    user: str
    command: str
    since: str

    def __str__(self) -> str:
        since = in_words(datetime.fromisoformat(self.since))
        return f"process {self.pid} of {self.user} on {self.host} since {since} ({self.command})"


class Locked(Exception):
    """Another build works in the folder; str() says who and since when, `holder` is None if unknown."""

    def __init__(self, out: Path, holder: Holder | None) -> None:
        self.holder = holder
        super().__init__(f"{out}: another build is at work there: {holder or 'one just begun'}")


@contextmanager
def build_lock(
    out: Path, *, wait: bool = False, waiting: Callable[[Locked], None] = lambda locked: None
) -> Iterator[None]:
    """Hold the lock of the folder `out`, which must exist, as long as the context lasts.

    When another build holds it: raises Locked, or with `wait` calls `waiting` once for each
    holder met and goes on when the lock is free. Raises Refused where nothing can be locked.
    """
    told: Holder | str | None = ""
    while (handle := _try_twice(out)) is None:
        locked = Locked(out, holder(out))
        if not wait:
            raise locked
        if locked.holder != told:
            told = locked.holder
            waiting(locked)
        time.sleep(PAUSE)
    try:
        with suppress(OSError):  # a full disk must not keep a build from saying so
            _write(handle, json.dumps(asdict(_myself())))
        yield
    finally:
        with suppress(OSError):
            _write(handle, "")
        os.close(handle)


@contextmanager
def reading_lock(out: Path) -> Iterator[None]:
    """Keep builds away from `out` while it is read, also where this process may not write there.

    Its lock is held as it lies; where there is none nobody has built. Raises Locked, OSError.
    """
    path = out / NAME
    if os.access(path if path.exists() else out, os.W_OK):
        with build_lock(out):
            yield
        return
    with ExitStack() as held:
        if path.exists():
            try:
                take(held.enter_context(open(path, "rb")).fileno())
            except OSError as error:
                if error.filename is not None:
                    raise  # it cannot be opened
                if error.errno in BUSY:
                    raise Locked(out, holder(out)) from error
        yield


def holder(out: Path) -> Holder | None:
    """Who holds the lock of `out`, or held it last, by its own word; None for a word that is odd."""
    with suppress(OSError, ValueError, TypeError, RecursionError):
        said = Holder(**json.loads((out / NAME).read_text(encoding="utf-8")))
        texts = (said.host, said.user, said.command)
        if isinstance(said.pid, int) and all(each.isprintable() for each in texts) and str(said):
            return said
    return None


def is_held(out: Path) -> bool:
    """Whether a build holds the lock of `out` now; False where that cannot be known."""
    with suppress(OSError), open(out / NAME, "rb") as file:
        try:
            take(file.fileno())
        except OSError as error:
            return error.errno in BUSY
    return False


def _try(out: Path) -> int | None:
    """The open file, locked by this process; None when another has the lock."""
    path = out / NAME
    if path.is_symlink():  # what it names would be emptied
        raise Refused([f"{path}: is a link, and the lock of a build has that name; remove it"])
    own = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        out.mkdir(parents=True, exist_ok=True)  # one that was refused took its new folder along
        handle = os.open(path, os.O_RDWR | os.O_CREAT | own, 0o666)
    except OSError as error:
        raise Refused([f"{path}: cannot be opened ({error.strerror})"]) from error
    try:
        take(handle)
        # Someone may have cleared the folder between the two steps: that file locks nothing.
        if os.path.samestat(os.fstat(handle), os.stat(path)):
            return handle
    except FileNotFoundError:
        pass
    except OSError as error:
        os.close(handle)
        if error.errno in BUSY:
            return None
        raise Refused([f"{path}: {CANNOT} ({error.strerror}); {INSTEAD}"]) from error
    os.close(handle)
    return _try(out)


def _try_twice(out: Path) -> int | None:
    """The same, and where another has the lock once more a moment later."""
    handle = _try(out)
    if handle is None:
        time.sleep(MOMENT)
        handle = _try(out)
    return handle


def take(handle: int) -> None:
    """Lock an open file without waiting; raises OSError."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(handle, FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _write(handle: int, text: str) -> None:
    """Make `text` all that the open file holds."""
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, text.encode())


def _myself() -> Holder:
    """This process."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError, ImportError):  # a container's user may have no name
        user = str(os.getuid()) if hasattr(os, "getuid") else "unknown"
    command = shlex.join(sys.argv)
    shown = "".join(sign if sign.isprintable() else "�" for sign in command)[:200]
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Holder(os.getpid(), socket.gethostname(), user, shown, now)
