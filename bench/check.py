"""How long `standpoint check` takes, and its memory: the project's cases, a large one, a bad one.

The large case is made up in a temporary folder: 1,000,000 statements by default, or as many as the
first argument says. Each figure is the median of several runs of the whole command, with the
largest peak of memory among them.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from made_up.large_case import make_case

from helpers.case import list_cases

RUNS = 5
COMMAND = [
    sys.executable,
    "-c",
    "import sys; from helpers.cli import main; sys.exit(main())",
    "check",
]


def main() -> None:
    """Measure three cases one after the other."""
    statements = int(sys.argv[1]) if sys.argv[1:] else 1_000_000
    measure(f"the project's {len(list_cases())} case(s)", [])
    with tempfile.TemporaryDirectory() as folder:
        print(f"making up {statements:,} statements ...", flush=True)
        make_case(Path(folder) / "large", statements, bad=0.0)
        make_case(Path(folder) / "bad", statements, bad=0.3)
        measure(f"{statements:,} statements", ["large", "--data", folder])
        measure(f"{statements:,} statements, 30 % bad", ["bad", "--data", folder], expected=2)


def measure(what: str, arguments: list[str], expected: int = 0) -> None:
    """Runs the command several times and prints how it did."""
    seconds, working, peaks = zip(
        *(run([*COMMAND, *arguments], expected) for _ in range(RUNS)), strict=True
    )
    print(
        f"{what:32} median {statistics.median(seconds):.2f} s "
        f"({min(seconds):.2f} to {max(seconds):.2f}, {RUNS} runs), "
        f"of which working {statistics.median(working):.2f} s, peak {max(peaks):,.0f} MB",
        flush=True,
    )


def run(command: list[str], expected: int) -> tuple[float, float, float]:
    """Seconds on the clock and of the processor, and peak memory in MB, of one run."""
    began = time.perf_counter()
    silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    child = os.posix_spawn(command[0], command, os.environ, file_actions=silent)
    _, status, usage = os.wait4(child, 0)
    took = time.perf_counter() - began
    if os.waitstatus_to_exitcode(status) != expected:
        raise SystemExit(f"ended with {os.waitstatus_to_exitcode(status)}: {' '.join(command)}")
    peak = usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    return took, usage.ru_utime + usage.ru_stime, peak


if __name__ == "__main__":
    main()
