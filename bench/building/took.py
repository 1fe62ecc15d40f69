"""Running processes and measuring them."""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

#: Python keeps what it compiled, as it does for everybody who did not tell it otherwise.
SURROUNDINGS = {name: it for name, it in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
#: What the system counts a peak in, of a MB.
UNIT = 1024 if sys.platform != "darwin" else 1024**2
STANDPOINT = """
import resource, sys
from helpers.cli import main
code = main(sys.argv[2:])
with open(sys.argv[1], "w") as told:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=told)
sys.exit(code)
"""


@dataclass(frozen=True)
class Took:
    """What some processes took in all: seconds on the clock, of processors, peak of MB."""

    seconds: float
    working: float
    peak: float


def per_core(reports: int, took: Took) -> float:
    """Reports for each second and core."""
    return reports / took.seconds / len(os.sched_getaffinity(0))


def medians(runs: int, measures: Mapping[str, Callable[[], Took]]) -> list[Took]:
    """For each measure the run in the middle, with the largest peak of all; told at the end.

    They take turns, so that a machine that gets slower or busier does so for all of them.
    """
    found: dict[str, list[Took]] = {what: [] for what in measures}
    for _ in range(runs):
        for what, once in measures.items():
            found[what].append(once())
    return [_middle(what, took) for what, took in found.items()]


def median(what: str, runs: int, once: Callable[[], Took]) -> Took:
    """The same for one measure."""
    return medians(runs, {what: once})[0]


def _middle(what: str, took: Sequence[Took]) -> Took:
    """The run in the middle of all, told."""
    all_runs = sorted(took, key=lambda took: took.seconds)
    middle = statistics.median(took.seconds for took in all_runs)
    peak = max(took.peak for took in all_runs)
    work = statistics.median(took.working for took in all_runs)
    shortest, longest = all_runs[0].seconds, all_runs[-1].seconds
    print(
        f"{what:45} median {middle:6.2f} s ({shortest:.2f} to {longest:.2f}, {len(took)} runs), "
        f"working {work:.2f} s, peak {peak:.0f} MB",
        flush=True,
    )
    return Took(middle, work, peak)


def python(code: str, *arguments: str) -> Took:
    """One run of Python."""
    return run([[sys.executable, "-c", code, *arguments]])


def standpoint(*arguments: str) -> Took:
    """One run of the command; the peak is that of its own process, without kernels."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "peak"
        took = python(STANDPOINT, str(told), *arguments)
        return replace(took, peak=int(told.read_text()) / UNIT)


def run(commands: Sequence[Sequence[str]]) -> Took:
    """What the commands take one after the other; each must end well."""
    began = time.perf_counter()
    working = peak = 0.0
    for command in commands:
        silent = [
            (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
        ]
        child = os.posix_spawn(command[0], command, SURROUNDINGS, file_actions=silent)
        _, status, usage = os.wait4(child, 0)
        if code := os.waitstatus_to_exitcode(status):
            raise SystemExit(f"ended with {code}: {' '.join(command)}")
        working += usage.ru_utime + usage.ru_stime
        peak = max(peak, usage.ru_maxrss / UNIT)
    return Took(time.perf_counter() - began, working, peak)
