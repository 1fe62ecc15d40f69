"""What is told of a build that nobody watches: a summary as JSON, a mail from cron, a command."""

from __future__ import annotations

import json
import os
import shlex
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from helpers.build.outcome import Outcome, Summary
from helpers.build.records.changed import Changes
from helpers.build.records.notify import (
    notify,
    quiet_lines,
    refusal_json,
    summary_json,
    worth_telling,
)

CASE = "harbour-ferry"
SAME = Changes(CASE, "2025-06-03T14:05:00+00:00")
OTHER = Changes(CASE, "2025-06-03T14:05:00+00:00", package=["version"])


@pytest.fixture
def told(report: Any) -> Any:
    """Make the summary of a build of one report."""

    def make(changes: Changes, **outcome: Any) -> dict[str, Any]:
        made = Outcome(report, 1.25, **outcome)
        return summary_json(Summary([made], Path("index.html"), 2.04), {CASE: changes})

    return make


@pytest.fixture
def program(tmp_path: Path) -> Any:
    """Make a command that runs Python code."""

    def make(code: str) -> str:
        path = tmp_path / "told to me.py"
        path.write_text(code)
        return shlex.join([sys.executable, str(path)])

    return make


def test_a_build_in_which_nothing_changed_is_not_worth_a_word(told: Any) -> None:
    summary = told(SAME, page=Path("01-who.html"))
    assert (summary["state"], summary["exit_code"]) == ("unchanged", 0)
    assert summary["built"] == ["harbour-ferry/01-who"]
    assert not worth_telling(summary)
    assert quiet_lines(summary) == []


def test_a_change_is_told_with_its_case(told: Any) -> None:
    summary = told(OTHER, page=Path("01-who.html"))
    assert worth_telling(summary)
    assert quiet_lines(summary) == ["harbour-ferry: The data package changed: version."]


def test_a_failure_is_told_though_nothing_changed(told: Any) -> None:
    summary = told(SAME, error="cell 4: KeyError: 'phase'", kept=Path("kept.ipynb"))
    assert (summary["state"], summary["exit_code"], summary["built"]) == ("failed", 1, [])
    assert quiet_lines(summary) == [
        "harbour-ferry/01-who FAILED: cell 4: KeyError: 'phase'",
        "    the notebook as far as it ran: kept.ipynb",
    ]


@pytest.mark.parametrize(("state", "code"), [("refused", 2), ("locked", 3), ("failed", 1)])
def test_a_build_that_did_not_begin_is_told_with_its_reason(state: str, code: int) -> None:
    summary = refusal_json(["no case is named 'ferri'"], state)
    assert summary["exit_code"] == code
    assert summary["problems"] == ["no case is named 'ferri'"]
    assert quiet_lines(summary) == []  # it is told as an error


def test_every_summary_has_the_same_fields(told: Any) -> None:
    assert refusal_json([]).keys() == told(SAME, page=Path("x")).keys()


def test_the_command_is_given_the_summary(told: Any, program: Any, tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    summary = told(OTHER, page=Path("01-who.html"))
    code = f"import sys; open({str(copy)!r}, 'wb').write(sys.stdin.buffer.read())"
    assert notify(program(code), summary) is None
    assert json.loads(copy.read_text("utf-8")) == summary


def test_no_shell_reads_the_command(tmp_path: Path) -> None:
    made = tmp_path / "made"
    note = notify(f"true; touch {shlex.quote(str(made))}", {})
    assert note == "--notify could not start 'true;': No such file or directory"
    assert not made.exists()


@pytest.mark.parametrize(
    ("code", "how"),
    [
        ("import sys; sys.exit(7)", "ended with exit code 7"),
        ("import os; os.kill(os.getpid(), 9)", "was ended by signal 9"),
    ],
)
def test_a_command_that_fails_is_a_note(program: Any, code: str, how: str) -> None:
    assert notify(program(code), {"big": "x" * 1_000_000}) == f"--notify {sys.executable!r} {how}"


def test_a_command_that_does_not_listen_is_no_trouble(program: Any) -> None:
    assert notify(program("import sys; sys.stdin.close()"), {"big": "x" * 1_000_000}) is None


@pytest.mark.parametrize(
    ("command", "note"),
    [
        ("", "--notify names no command"),
        ("mail 'me", """--notify "mail 'me" cannot be read: no closing quotation"""),
        ("a\0b", "--notify could not start 'a\\x00b': embedded null byte"),
    ],
)
def test_a_command_that_cannot_be_meant_is_a_note(command: str, note: str) -> None:
    assert notify(command, {}) == note


def test_a_command_that_hangs_is_killed_with_what_it_started(program: Any, tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    code = (
        "import os, subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"open({str(pids)!r}, 'w').write(f'{{os.getpid()}} {{child.pid}}')\n"
        "time.sleep(60)\n"
    )
    begin = time.monotonic()
    note = notify(program(code), {}, limit=2)
    assert note
    assert note.endswith("did not end within 2 seconds and was killed")
    assert time.monotonic() - begin < 30
    assert [pid for pid in map(int, pids.read_text().split()) if runs(pid)] == []


def runs(pid: int) -> bool:
    """Whether a process still does anything, a moment after it was killed."""
    for _ in range(50):
        try:
            os.kill(pid, 0)
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return False
        except (ProcessLookupError, FileNotFoundError):
            return False
        time.sleep(0.1)
    return True
