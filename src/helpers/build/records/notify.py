"""Telling of a build to whoever is not watching: a mail from cron, a command that is given JSON.

Both are made from one summary, whose fields docs/scheduling.md lists.
"""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpers.build.outcome import Summary
    from helpers.build.records.changed import Changes

FORMAT = 1  # of the summary; another number when a field goes or means something else
LIMIT = 60.0  # seconds that the command may take
ENDS = {"failed": 1, "refused": 2, "locked": 3}  # exit codes
QUIET = ("unchanged",)  # states of a build that nobody needs to hear of


def summary_json(summary: Summary, changes: Mapping[str, Changes]) -> dict[str, Any]:
    """What became of a build as values for JSON; `changes` has those of each case that was built."""
    failed = [
        {
            "report": outcome.report.name,
            "error": outcome.error,
            "kept": str(outcome.kept) if outcome.kept else None,
        }
        for outcome in summary.failed
    ]
    built = [outcome.report.name for outcome in summary.outcomes if outcome.page]
    fails = failed or summary.problems
    changed = any(each.state != "nothing" for each in changes.values())
    return _summary(
        state="failed" if fails else "changed" if changed else "unchanged",
        exit_code=1 if fails else 0,
        seconds=round(summary.seconds, 1),
        index=str(summary.index),
        built=built,
        failed=failed,
        problems=summary.problems,
        changes={case: each.as_json() for case, each in changes.items()},
    )


def refusal_json(problems: Sequence[str], state: str = "refused") -> dict[str, Any]:
    """The same of a build that did not begin (`refused`, `locked`) or not go on (`failed`)."""
    return _summary(state=state, exit_code=ENDS[state], problems=list(problems))


def _summary(**known: Any) -> dict[str, Any]:
    """The fields of a summary, each always there."""
    empty: dict[str, Any] = {
        "format": FORMAT,
        "state": "",
        "exit_code": 0,
        "seconds": 0.0,
        "index": None,
        "built": [],
        "failed": [],
        "problems": [],
        "changes": {},
    }
    return empty | known


def worth_telling(summary: Mapping[str, Any]) -> bool:
    """Whether something changed or failed, so that somebody should hear of it."""
    return summary["state"] not in QUIET


def quiet_lines(summary: Mapping[str, Any]) -> list[str]:
    """What a mail from cron should contain: failures and changes; no line when there is neither.

    Problems are not among them: they are told as errors, quiet or not.
    """
    if not worth_telling(summary):
        return []
    lines = []
    for failure in summary["failed"]:
        lines.append(f"{failure['report']} FAILED: {failure['error']}")
        if failure["kept"]:
            lines.append(f"    the notebook as far as it ran: {failure['kept']}")
    for case, changes in summary["changes"].items():
        if changes["state"] != "nothing":
            lines += [f"{case}: {sentence}" for sentence in changes["sentences"]]
    return lines


def notify(command: str, summary: Mapping[str, Any], *, limit: float = LIMIT) -> str | None:
    """Run `command` with the summary as JSON on its standard input; a sentence when that failed.

    No shell reads the command. After `limit` seconds it is killed, with what it started.
    """
    try:
        words = shlex.split(command)
    except ValueError as error:
        return f"--notify {command!r} cannot be read: {str(error).lower()}"
    if not words:
        return "--notify names no command"
    try:
        process = subprocess.Popen(words, stdin=subprocess.PIPE, start_new_session=True)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return f"--notify could not start {words[0]!r}: {reason}"
    told = (json.dumps(summary, ensure_ascii=False) + "\n").encode(errors="replace")
    try:
        process.communicate(told, timeout=limit)
    except subprocess.TimeoutExpired:
        return f"--notify {words[0]!r} did not end within {limit:g} seconds and was killed"
    finally:
        _end(process)
    return _how_it_ended(words[0], process.returncode)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill what is left of a command, which leads a session of its own; wait for it."""
    if process.returncode is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL) if hasattr(os, "killpg") else process.kill()
        process.wait()
    if process.stdin:
        with suppress(BrokenPipeError):
            process.stdin.close()


def _how_it_ended(name: str, code: int) -> str | None:
    if code == 0:
        return None
    how = f"was ended by signal {-code}" if code < 0 else f"ended with exit code {code}"
    return f"--notify {name!r} {how}"
