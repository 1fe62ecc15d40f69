"""The ledger keeps the history of builds and never fails one; `standpoint history` tells it."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from helpers.build.publishing.lock import build_lock
from helpers.build.records import ledger
from helpers.build.records.history import print_history, read_history
from helpers.build.records.ledger import NAME, Ledger, Row

GOOD = Row(
    "tram",
    "01-who",
    "",
    "built",
    "data changed",
    seconds={"kernel": 0.25, "run": 1.0, "page": 0.5, "publish": 0.25},
    peak_memory=200 * 2**20,
    warm=True,
    inputs="9f",
)
BAD = Row(
    "ferry", "02-when--core", "core", "failed", "new", "cell 4: KeyError: 'phase'", attempts=2
)


def record(out: Path, rows: Sequence[Row] = (GOOD, BAD), code: int | None = 1) -> list[str]:
    """Record a build of two jobs, with five other reports current; what the ledger notes."""
    book = Ledger(out)
    book.begin(jobs=2, versions="Python 3.11", command=["standpoint", "build"], current=5)
    for row in rows:
        book.add(row)
    if code is not None:
        book.end(code, 12.5)
    return book.notes


def test_a_build_is_told_with_its_reports(tmp_path: Path) -> None:
    assert record(tmp_path) == []
    (build,) = read_history(tmp_path)
    told = {
        name: build[name] for name in ("id", "seconds", "exit_code", "jobs", "versions", "state")
    }
    assert told == {
        "id": 1,
        "seconds": 12.5,
        "exit_code": 1,
        "jobs": 2,
        "versions": "Python 3.11",
        "state": "ended",
    }
    assert [build[state] for state in ("built", "failed", "stopped", "current")] == [1, 1, 0, 5]
    assert build["reports"][1] == {
        "case": "tram",
        "stem": "01-who",
        "variant": "",
        "state": "built",
        "reason": "data changed",
        "error": "",
        "seconds": {"kernel": 0.25, "run": 1.0, "page": 0.5, "publish": 0.25},
        "peak_memory": 200 * 2**20,
        "warm": True,
        "attempts": 1,
        "inputs": "9f",
    }


def test_the_latest_build_comes_first_and_as_many_as_asked_for(tmp_path: Path) -> None:
    for code in (0, 1, 130):
        record(tmp_path, code=code)
    assert [build["exit_code"] for build in read_history(tmp_path, last=2)] == [130, 1]


def test_the_history_of_a_case_has_only_its_builds_and_reports(tmp_path: Path) -> None:
    record(tmp_path)
    record(tmp_path, [GOOD], 0)
    (build,) = read_history(tmp_path, "ferry")
    assert (build["id"], [one["stem"] for one in build["reports"]]) == (1, ["02-when--core"])


def test_a_clock_that_is_set_back_does_not_change_the_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(tmp_path)
    monkeypatch.setattr(ledger, "_now", lambda: "1999-01-01T00:00:00+00:00")
    record(tmp_path)
    latest = read_history(tmp_path)[0]
    assert (latest["id"], latest["started"][:4], latest["seconds"]) == (2, "1999", 12.5)


KILLED = """
import os, signal, sys
from pathlib import Path
from helpers.build.records.ledger import Ledger, Row
from helpers.build.publishing.lock import build_lock
with build_lock(Path(sys.argv[1])):
    book = Ledger(Path(sys.argv[1]))
    book.begin(jobs=2, versions="", command=["build"], current=0)
    book.add(Row("tram", "01-who", "", "built", "new"))
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name == "nt", reason="the builder is killed by a signal")
def test_a_build_that_was_killed_is_cut_short_in_the_history(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    assert done.returncode == -signal.SIGKILL
    (build,) = read_history(tmp_path)
    assert (build["state"], build["built"], build["exit_code"]) == ("cut short", 1, None)


def test_a_build_whose_process_holds_the_lock_is_running(tmp_path: Path) -> None:
    with build_lock(tmp_path):
        record(tmp_path, [], code=None)
        assert read_history(tmp_path)[0]["state"] == "running"
    assert read_history(tmp_path)[0]["state"] == "cut short"


def test_the_history_can_be_read_while_builds_are_recorded(tmp_path: Path) -> None:
    record(tmp_path)
    counts, notes = [], []
    recorder = threading.Thread(target=lambda: notes.extend(record(tmp_path) for _ in range(20)))
    recorder.start()
    while recorder.is_alive():
        counts.append(len(read_history(tmp_path, last=99)))
    recorder.join()
    assert notes == [[]] * 20
    assert counts == sorted(counts)
    assert len(read_history(tmp_path, last=99)) == 21


def test_a_ledger_that_someone_keeps_locked_costs_a_note_and_not_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(tmp_path)
    monkeypatch.setattr(ledger, "PATIENCE", 0.05)
    with closing(sqlite3.connect(tmp_path / NAME, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        notes = record(tmp_path)
    path = tmp_path / NAME
    assert notes == [f"{path}: the build is not recorded (database is locked)"]
    assert len(read_history(tmp_path)) == 1


DAMAGES = [b"no database at all", b"SQLite format 3\0" + b"x" * 5000]


@pytest.mark.parametrize("content", DAMAGES)
def test_a_damaged_ledger_is_put_aside_and_a_new_one_begins(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / NAME
    path.write_bytes(content)
    (note,) = record(tmp_path)
    assert note.startswith(f"{path}: it is damaged (")
    assert note.endswith("; it is kept as .ledger-1.sqlite, and a new one begins")
    assert (tmp_path / ".ledger-1.sqlite").read_bytes() == content
    assert len(read_history(tmp_path)) == 1


def test_pages_of_a_ledger_that_were_overwritten_are_noticed(tmp_path: Path) -> None:
    for _ in range(50):
        record(tmp_path)
    with open(tmp_path / NAME, "r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 4096)
    (note,) = record(tmp_path)
    assert ": it is damaged" in note
    assert len(read_history(tmp_path)) == 1


def test_a_ledger_of_a_later_version_is_put_aside_beside_others(tmp_path: Path) -> None:
    (tmp_path / ".ledger-1.sqlite").touch()
    record(tmp_path)
    with closing(sqlite3.connect(tmp_path / NAME)) as later:
        later.execute("PRAGMA user_version = 99")
    (note,) = record(tmp_path)
    assert (
        "was written by a later version of Standpoint (tables 99); it is kept as .ledger-2" in note
    )
    assert len(read_history(tmp_path)) == 1


def test_a_ledger_of_a_later_version_is_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(tmp_path)
    with closing(sqlite3.connect(tmp_path / NAME)) as later:
        later.execute("PRAGMA user_version = 99")
    assert print_history(tmp_path) == 2
    assert "cannot be read: it was written by a later version" in capsys.readouterr().err


def test_a_folder_in_the_place_of_the_ledger_costs_a_note(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    (note,) = record(tmp_path)
    assert note == f"{tmp_path / NAME}: the build is not recorded (unable to open database file)"


def test_a_ledger_leaves_one_file(tmp_path: Path) -> None:
    record(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_history_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record(tmp_path)
    assert print_history(tmp_path) == 0
    heads, line, failure = capsys.readouterr().out.splitlines()
    assert heads == ("build  started, UTC      by            built  failed  current  seconds  exit")
    assert line.split()[-5:] == ["1", "1", "5", "12.5", "1"]
    assert failure == "    ferry/02-when--core failed: cell 4: KeyError: 'phase'"


STOPPED = Row("tram", "03-where", "", "stopped", "new")


@pytest.mark.parametrize(
    ("code", "told", "end"),
    [
        (130, "tram/03-where stopped by Ctrl-C", " 130 (Ctrl-C)"),
        (143, "tram/03-where stopped by SIGTERM", " 143 (SIGTERM)"),
        (1, "tram/03-where not run: the build ended before it", " 1"),
    ],
)
def test_history_says_what_stopped_a_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], code: int, told: str, end: str
) -> None:
    record(tmp_path, [STOPPED], code)
    assert print_history(tmp_path) == print_history(tmp_path, "tram") == 0
    _, line, stopped, _, of_case = capsys.readouterr().out.splitlines()
    assert (stopped, line.endswith(end)) == (f"    {told}", True)
    assert of_case.endswith(told.removeprefix("tram/03-where "))


def test_history_of_a_case_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record(tmp_path)
    assert print_history(tmp_path, "tram") == 0
    line = capsys.readouterr().out.splitlines()[1]
    assert line.endswith("  01-who  built  2.0      200 MB  data changed")


def test_history_as_json_is_what_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(tmp_path)
    assert print_history(tmp_path, as_json=True) == 0
    assert json.loads(capsys.readouterr().out) == read_history(tmp_path)


def test_no_history_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert print_history(tmp_path) == 0
    assert capsys.readouterr().out == f"No build is recorded in {tmp_path}.\n"
    assert not list(tmp_path.iterdir())


def test_a_case_without_builds_is_refused_with_the_nearest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(tmp_path)
    assert print_history(tmp_path, "tramm") == 2
    assert capsys.readouterr().err == (
        "standpoint history: no build of a case named 'tramm' is recorded; the nearest is tram\n"
    )


def test_errors_in_the_history_do_nothing_to_a_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(tmp_path, [Row("tram", "01-who", "", "failed", "new", "\x1b[2Jgone")])
    print_history(tmp_path)
    assert "\x1b" not in capsys.readouterr().out
