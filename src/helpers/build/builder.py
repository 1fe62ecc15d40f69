"""One build: every planned report is run, made a page and published, a few at a time."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from datetime import UTC, datetime
from pathlib import Path

from helpers.build.outcome import Outcome, Progress, Summary
from helpers.build.place import prepare_folder
from helpers.build.plan import Report, plan_reports
from helpers.build.publish import publish_index


def build(
    cases: Sequence[str] = (),
    notebooks: Sequence[str] = (),
    *,
    out: str | Path,
    data: str | Path = "",
    progress: Progress,
    jobs: int | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Summary:
    """Build the reports of `cases` and `notebooks` (none named: all) into the folder `out`.

    `jobs` run at a time, one for each core when None. One that fails leaves its earlier page and
    does not stop the others. Raises Refused, with nothing run or written, when the input is wrong.
    """
    begin = time.monotonic()
    reports = plan_reports(cases, notebooks, data=data)
    folder = Path(out).absolute()
    prepare_folder(folder, reports)
    progress.planned(reports, jobs := min(jobs or _cores(), len(reports)))
    try:
        outcomes = _run_all(reports, folder, progress, jobs, now)
    finally:
        index, skipped = publish_index(folder)
    return Summary(outcomes, index, time.monotonic() - begin, skipped)


def _cores() -> int:
    """How many cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _run_all(
    reports: list[Report],
    out: Path,
    progress: Progress,
    jobs: int,
    now: Callable[[], datetime],
) -> list[Outcome]:
    """Outcomes in the order of `reports`, whichever ends first."""
    # Imported when there is work, once and before the threads: together they take seconds.
    from helpers.build.kernels import kill_kernels, short_folder
    from helpers.build.report import build_report

    with short_folder() as folders, ThreadPoolExecutor(jobs, "report") as pool:
        futures: list[Future[Outcome]] = []
        for number, report in enumerate(reports):
            private = Path(folders) / str(number)
            futures.append(pool.submit(build_report, report, private, out, progress, now))
        try:
            for future in as_completed(futures):
                progress.finished(future.result())
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            _end(futures, kill_kernels)
            raise
    return [future.result() for future in futures]


def _end(futures: Sequence[Future[Outcome]], kill_kernels: Callable[[], None]) -> None:
    """Wait until all have stopped: threads end when their kernels do, also those still starting."""
    while not all(future.done() for future in futures):
        kill_kernels()
        time.sleep(0.1)
