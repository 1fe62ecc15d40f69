"""How long the analysis of a case takes, its memory, and how both grow with the statements.

Cases of 10,000, 100,000 and 1,000,000 statements by 5,000 actors on 100 concepts are made up in a
temporary folder; the first argument gives another largest size. Each run is a process of its own:
it reads the case, which is shown but is no part of the analysis, selects and counts the statements,
and makes the positions of all actors, the timeline table of the statements and the subtract network
with its average normalisation. Seconds are medians of several runs; memory is the largest peak of
the whole process, reading included.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from made_up.large_case import make_case

from helpers.analysis import network, positions, spoken, timeline
from helpers.analysis.selection import Selected, Selection
from helpers.case import Case, read_case

RUNS = 5
Result = TypeVar("Result")
ACTORS, CONCEPTS = 5_000, 100
PARTS = ("select", "positions", "timeline", "network")


def main() -> None:
    """Measure three sizes, and print a row for each."""
    largest = int(sys.argv[1]) if sys.argv[1:] else 1_000_000
    print(
        f"{ACTORS:,} actors, {CONCEPTS} concepts, {os.cpu_count()} cores; medians of {RUNS} runs, seconds"
    )
    print(f"{'statements':>12}{'read':>9}" + "".join(f"{part:>11}" for part in PARTS), end="")
    print(f"{'together':>11}{'ties':>13}{'peak MB':>9}", flush=True)
    for size in sorted({max(largest // 100, 1), max(largest // 10, 1), largest}):
        with tempfile.TemporaryDirectory() as folder:
            make_case(Path(folder) / "large", size, bad=0.0, actors=ACTORS, concepts=CONCEPTS)
            report(size, [run(folder) for _ in range(RUNS)])


def report(size: int, runs: list[dict[str, float]]) -> None:
    """One row: medians of each part and of all parts together, and the largest peak."""
    middle = {part: statistics.median(each[part] for each in runs) for part in ("read", *PARTS)}
    together = statistics.median(sum(each[part] for part in PARTS) for each in runs)
    print(f"{size:12,}{middle['read']:9.2f}", end="")
    print("".join(f"{middle[part]:11.2f}" for part in PARTS), end="")
    print(
        f"{together:11.2f}{runs[0]['ties']:13,.0f}{max(r['peak'] for r in runs):9,.0f}", flush=True
    )


def run(folder: str) -> dict[str, float]:
    """What one process measures."""
    command = [sys.executable, __file__, "--measure", folder]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def measure(folder: str) -> None:
    """Analyse the case in the folder and print as JSON how long each part took."""
    took: dict[str, float] = {}
    case: Case = timed("read", took, lambda: read_case("large", folder))
    chosen = Selection()
    used: Selected = timed("select", took, lambda: chosen(case))
    timed("positions", took, lambda: positions.positions(used.statements))
    timed("timeline", took, lambda: timeline_table(case, chosen, used))
    took["ties"] = timed("network", took, lambda: ties_of(used))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    took["peak"] = peak / (1024 if sys.platform != "darwin" else 1024**2)
    print(json.dumps(took))


def timed(part: str, took: dict[str, float], work: Callable[[], Result]) -> Result:
    """The result of the work, with its seconds written down."""
    began = time.perf_counter()
    result = work()
    took[part] = time.perf_counter() - began
    return result


def timeline_table(case: Case, chosen: Selection, used: Selected) -> spoken.Spoken:
    """The statements counted by phase, period and stance on the axis of the events."""
    events = chosen.events(case).events
    return spoken.spoken(used.statements, events, timeline.axis_pieces(events, used.statements))


def ties_of(used: Selected) -> int:
    """The number of ties in the subtract network, each pair once."""
    x = network.stance_matrices(used.statements)
    return int(network.normalise(network.subtract(x), x, "average").nnz // 2)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2])
    else:
        main()
