"""Who runs the reports of a build: kernels of this machine, or a cluster."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.build.planning.plan import Report

if TYPE_CHECKING:  # slow to import
    from helpers.build.running.run import OnCell, Ran

Run = Callable[[Report, Path, "OnCell"], "Ran"]


@dataclass(frozen=True)
class Options:
    """How a build runs.

    `jobs` reports at a time (None: one to a core), each within `limits` (fields of Limits that are
    not left to their defaults), kernels that are killed replaced `retries` times and forked from a
    `warm` process. `scheduler` is the address of a Dask cluster to run on instead. `force` builds
    what is current, too; `wait` waits for another build; `pdf` prints each page.
    """

    jobs: int | None = None
    limits: dict[str, Any] = field(default_factory=dict)
    retries: int = 1
    warm: bool = True
    scheduler: str = ""
    force: bool = False
    wait: bool = False
    pdf: bool = False


@dataclass(frozen=True)
class Runner:
    """`run` may be called from `jobs` threads at a time; `stop` ends all that run."""

    run: Run
    stop: Callable[[], None]
    jobs: int


@contextmanager
def runner(options: Options, reports: Sequence[Report], private: Path) -> Iterator[Runner]:
    """Whoever runs `reports`; `private` is a folder for what kernels need.

    Raises Refused when there is no such cluster.
    """
    if options.scheduler:
        from helpers.build.running.connect import connected
        from helpers.build.running.limits import Limits

        limits = Limits(**options.limits)
        with connected(options.scheduler, limits=limits, retries=options.retries) as cluster:
            yield Runner(cluster.run, cluster.stop, options.jobs or cluster.jobs)
    else:
        with _kernels(options, reports, private) as here:
            yield here


@contextmanager
def _kernels(options: Options, reports: Sequence[Report], private: Path) -> Iterator[Runner]:
    """Kernels of this machine."""
    from helpers.build.running.warm import warm_process

    books = sorted({report.notebook.path for report in reports})
    # It imports what kernels need while this process imports what it needs itself.
    with warm_process(private, books, warm=options.warm) as warm:
        from helpers.build.running.light import light_imports
        from helpers.build.running.limits import Limits

        with light_imports():
            from helpers.build.running.kernels import Kernels
            from helpers.build.running.run import run_report

        kernels = Kernels(warm)
        limits = Limits(**options.limits)
        run = partial(run_report, kernels=kernels, limits=limits, retries=options.retries)
        yield Runner(run, kernels.stop, min(options.jobs or cores(), len(reports)))


def cores() -> int:
    """How many cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
