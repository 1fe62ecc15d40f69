"""How much memory processes have (Linux; elsewhere nothing is known)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")


def memory(pid: int, which: str) -> int | None:
    """Bytes of memory of a process, now (VmRSS) or at most (VmHWM); None where this is not known."""
    return _read(PROC / str(pid) / "status", which)


def memory_with_programs(pid: int) -> int | None:
    """Bytes of memory that a process has now with all that it started; None where not known.

    What processes share is divided among them, so that workers forked from a large one do not
    count as much each.
    """
    own, programs = memory(pid, "VmRSS"), list(_started_by(pid))
    if own is None or not programs:
        return own
    shares = (_share(each) for each in (pid, *programs))
    return max(own, sum(share or 0 for share in shares))


def _share(pid: int) -> int | None:
    """A process's share of the memory it has."""
    return _read(PROC / str(pid) / "smaps_rollup", "Pss")


def _started_by(pid: int) -> Iterator[int]:
    """The processes below one. Looking through all that run would take too long to do often."""
    for task in (PROC / str(pid) / "task").glob("*/children"):
        with suppress(OSError):  # it has just ended
            for child in map(int, task.read_text().split()):
                yield child
                yield from _started_by(child)


def _read(path: Path, name: str) -> int | None:
    """A number of kB in a file of /proc, in bytes."""
    with suppress(OSError, LookupError):  # no Linux, or the process has ended
        return 1024 * int(path.read_text().split(f"{name}:")[1].split()[0])
    return None
