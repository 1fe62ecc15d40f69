"""Running processes and measuring them."""

import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Took:
    """What some processes took in all: seconds on the clock, of processors, peak of MB."""

    seconds: float
    working: float
    peak: float


def per_core(reports: int, took: Took) -> float:
    """Reports for each second and core."""
    return reports / took.seconds / len(os.sched_getaffinity(0))


def median(what: str, runs: int, once: Callable[[], Took]) -> Took:
    """The run in the middle, with the largest peak of all; told while it goes."""
    all_runs = sorted((once() for _ in range(runs)), key=lambda took: took.seconds)
    middle = statistics.median(took.seconds for took in all_runs)
    peak = max(took.peak for took in all_runs)
    work = statistics.median(took.working for took in all_runs)
    shortest, longest = all_runs[0].seconds, all_runs[-1].seconds
    print(
        f"{what:45} median {middle:6.2f} s ({shortest:.2f} to {longest:.2f}, {runs} runs), "
        f"working {work:.2f} s, peak {peak:.0f} MB",
        flush=True,
    )
    return Took(middle, work, peak)


def python(code: str, *arguments: str) -> Took:
    """One run of Python."""
    return run([[sys.executable, "-c", code, *arguments]])


def run(commands: Sequence[Sequence[str]]) -> Took:
    """What the commands take one after the other; each must end well."""
    began = time.perf_counter()
    working = peak = 0.0
    for command in commands:
        silent = [
            (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
        ]
        child = os.posix_spawn(command[0], command, os.environ, file_actions=silent)
        _, status, usage = os.wait4(child, 0)
        if code := os.waitstatus_to_exitcode(status):
            raise SystemExit(f"ended with {code}: {' '.join(command)}")
        working += usage.ru_utime + usage.ru_stime
        peak = max(peak, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2))
    return Took(time.perf_counter() - began, working, peak)
