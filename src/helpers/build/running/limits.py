"""What one report may take of time, memory and output."""

from __future__ import annotations

from dataclasses import dataclass

GB = 10**9
MB = 10**6
#: So many seconds lie between two looks at a kernel's memory.
LOOK = 0.2
#: What a kernel may take beyond its limit until the next look.
HEADROOM = 256 * MB
#: What it may take besides to tell that it has reached its limit.
LAST_WORDS = 64 * MB
#: How a kernel ends that passed the limit on its output.
OUTPUT_PASSED = 77
#: So many seconds an interrupted kernel has to end its cell before it is killed.
GRACE = 2.0


@dataclass(frozen=True)
class Limits:
    """Seconds for a cell and for a report, bytes of memory and of output; None: no limit."""

    cell: float | None = 600
    report: float | None = 1800
    memory: int | None = 4 * GB
    output: int | None = 20 * MB


def size_in_words(size: int) -> str:
    """A size as people write it: `4 GB`, `512 MB`."""
    unit, name = next((u, n) for u, n in ((GB, "GB"), (MB, "MB"), (1, "bytes")) if size >= u)
    return f"{size / unit:.4g} {name}"
