"""The history of builds, in a small database beside the pages.

It decides nothing: a page's own record says whether it is current. So trouble with the ledger never
fails a build; it is told in a note. Each step is written when it happens, so that a build that was
killed is in it, too, as one that has not ended.
"""

from __future__ import annotations

import os
import socket
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

from helpers.build.records.trigger import trigger

NAME = ".ledger.sqlite"
#: The version of the tables below; raise it with every change to them.
VERSION = 1
#: Seconds to wait for someone who reads or writes at the same time.
PATIENCE = 5.0
STATES = ("built", "failed", "stopped")
STAGES = ("kernel", "run", "page", "publish")

TABLES = f"""
CREATE TABLE builds (
    id INTEGER PRIMARY KEY,
    started TEXT NOT NULL,      -- ISO, UTC
    ended TEXT,                 -- NULL: at work, or was killed
    seconds REAL,               -- by a clock that is never set back
    exit_code INTEGER,
    triggered_by TEXT NOT NULL,
    host TEXT NOT NULL,
    pid INTEGER NOT NULL,
    command TEXT NOT NULL,
    jobs INTEGER NOT NULL,
    versions TEXT NOT NULL,
    current INTEGER NOT NULL    -- reports that had nothing to be done for
);
CREATE TABLE reports (
    build INTEGER NOT NULL REFERENCES builds (id),
    "case" TEXT NOT NULL,
    stem TEXT NOT NULL,
    variant TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN {STATES}),
    reason TEXT NOT NULL,       -- why it was due
    error TEXT NOT NULL,
    {", ".join(f"{stage}_seconds REAL" for stage in STAGES)},
    peak_memory INTEGER,        -- bytes; NULL: not measured
    warm INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    inputs TEXT NOT NULL,       -- the key of what it was made from
    PRIMARY KEY (build, "case", stem)
) WITHOUT ROWID;
CREATE INDEX by_report ON reports ("case", stem, build);
PRAGMA user_version = {VERSION};
"""


@dataclass(frozen=True)
class Row:
    """What became of one report: a state of STATES, and durations by the names in STAGES."""

    case: str
    stem: str
    variant: str
    state: str
    reason: str
    error: str = ""
    seconds: Mapping[str, float] = field(default_factory=dict)
    peak_memory: int | None = None
    warm: bool = False
    attempts: int = 1
    inputs: str = ""

    def values(self) -> list[Any]:
        """The values of the table's columns, from the second on."""
        durations = [self.seconds.get(stage) for stage in STAGES]
        about = [self.case, self.stem, self.variant, self.state, self.reason, self.error]
        return [*about, *durations, self.peak_memory, self.warm, self.attempts, self.inputs]


class Ledger:
    """The ledger of the folder `out` during one build; to be used from one thread.

    `notes` say, a sentence each, what could not be recorded and what was put aside.
    """

    def __init__(self, out: Path) -> None:
        self.notes: list[str] = []
        self.path = out / NAME
        self._build: int | None = None
        self._database = self._quietly(lambda: _open(self.path, self.notes))

    def begin(self, *, jobs: int, versions: str, command: Sequence[str], current: int) -> None:
        """Record that a build begins; `current` reports have nothing to be done for."""
        now, host, pid = _now(), socket.gethostname(), os.getpid()
        row = [now, trigger(), host, pid, " ".join(command), jobs, versions, current]
        columns = "started, triggered_by, host, pid, command, jobs, versions, current"
        text = f"INSERT INTO builds ({columns}) VALUES ({_marks(row)})"
        self._build = self._quietly(lambda: self._do(text, row).lastrowid)

    def add(self, row: Row) -> None:
        """Record what became of a report."""
        values = [self._build, *row.values()]
        self._quietly(lambda: self._do(f"INSERT INTO reports VALUES ({_marks(values)})", values))

    def end(self, exit_code: int, seconds: float) -> None:
        """Record that the build has ended, and close the ledger."""
        text = "UPDATE builds SET ended = ?, seconds = ?, exit_code = ? WHERE id = ?"
        self._quietly(lambda: self._do(text, [_now(), seconds, exit_code, self._build]))
        if self._database:
            self._database.close()
            self._database = None

    def _do(self, text: str, values: Sequence[Any]) -> sqlite3.Cursor:
        assert self._database, "only called through _quietly"
        with self._database:
            return self._database.execute(text, values)

    def _quietly(self, step: Callable[[], Any]) -> Any:
        """What `step` returns; None with a note when it fails, and then no further step is tried."""
        if self.notes and self._database is None:
            return None
        try:
            return step()
        except (sqlite3.Error, OSError) as error:
            self.notes.append(f"{self.path}: the build is not recorded ({error})")
            self._database = None
            return None


class Unreadable(Exception):
    """A ledger that cannot be used as it is; str() says why."""


def connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """The ledger at `path`, which with the mode `rwc` is made when it is missing.

    Raises Unreadable for a damaged one and one of a later version, sqlite3.Error for other trouble.
    """
    database = sqlite3.connect(f"file:{quote(str(path))}?mode={mode}", uri=True, timeout=PATIENCE)
    try:
        (version,) = database.execute("PRAGMA user_version").fetchone()
        (sound,) = database.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.OperationalError:
        database.close()
        raise
    except sqlite3.DatabaseError as error:
        database.close()
        raise Unreadable(f"it is damaged ({error})") from error
    problem = "it is damaged" if sound != "ok" else ""
    if version > VERSION:
        problem = f"it was written by a later version of Standpoint (tables {version})"
    if problem:
        database.close()
        raise Unreadable(problem)
    if version == 0 and mode == "rwc":
        database.executescript(f"BEGIN;{TABLES}COMMIT;")
    return database


def _open(path: Path, notes: list[str]) -> sqlite3.Connection:
    """The ledger to write to; one that cannot be used is put aside, with a note."""
    try:
        return connect(path, "rwc")
    except Unreadable as problem:
        aside = next(place for place in _places(path) if not place.exists())
        os.replace(path, aside)
        with suppress(FileNotFoundError):  # what was left to undo is about the old file
            os.replace(f"{path}-journal", f"{aside}-journal")
        notes.append(f"{path}: {problem}; it is kept as {aside.name}, and a new one begins")
    return connect(path, "rwc")


def _places(path: Path) -> Iterator[Path]:
    """Names for a ledger that is put aside."""
    return (path.with_name(f".ledger-{number}.sqlite") for number in count(1))


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
