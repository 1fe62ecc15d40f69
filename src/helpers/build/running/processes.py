"""Processes that must not outlive those they belong to (Linux; elsewhere these do nothing)."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
#: A program that starts others faster than they are killed is not chased for ever.
ROUNDS = 20
#: How a program ends that could not be started, as shells tell it.
NO_SUCH = 127


def die_with(parent: int) -> None:
    """Have the system kill this process when `parent`, which started it, is gone (Linux)."""
    if sys.platform != "linux":
        return  # elsewhere ipykernel looks once a second whether its parent is there
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it went before the line above
        os._exit(1)


def dying_with_us(command: Sequence[str]) -> list[str]:
    """The command in a form that the system kills with the thread that starts it (Linux).

    Its exit code is NO_SUCH when it cannot be started.
    """
    if sys.platform != "linux":
        return list(command)
    return [sys.executable, "-I", "-S", __file__, str(os.getpid()), *command]


def live_on() -> None:
    """Take back `die_with`: this process sees to its end itself."""
    if sys.platform == "linux":
        _prctl(PR_SET_PDEATHSIG, 0)


def adopt_orphans() -> None:
    """Have programs that lose their parent become children of this process, and not of the system's.

    So that whoever looks below it finds all that came of it, daemons too.
    """
    if sys.platform == "linux":
        _prctl(PR_SET_CHILD_SUBREAPER, 1)


def kill_below(pid: int, but: frozenset[int] = frozenset()) -> None:
    """Kill what a process started and what that started, but not the children `but` of it."""
    for _ in range(ROUNDS):
        if not (found := below(pid, but)):
            return
        kill(found)


def kill(pids: Iterable[int]) -> None:
    """Kill processes, whichever of them are still there."""
    for pid in pids:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)


def below(pid: int, but: frozenset[int] = frozenset()) -> list[int]:
    """The processes that run below one; those of its children `but`, and theirs, left out."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError, IndexError):  # it has just ended
            stat = (entry / "stat").read_text("utf-8", "replace").rpartition(")")[2]
            state, parent, *_ = stat.split()
            if state not in "ZX":  # those have ended and wait to be forgotten
                children.setdefault(int(parent), []).append(int(entry.name))
    found, waiting = [], [pid]
    while waiting:
        for each in children.get(waiting.pop(), []):
            if each not in but:
                found.append(each)
                waiting.append(each)
    return found


def _prctl(option: int, value: int) -> None:
    ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)


def _become(parent: int, command: Sequence[str]) -> None:
    """What `dying_with_us` has a new process do."""
    die_with(parent)
    with suppress(OSError):
        os.execvp(command[0], list(command))
    sys.exit(NO_SUCH)


if __name__ == "__main__":
    _become(int(sys.argv[1]), sys.argv[2:])
