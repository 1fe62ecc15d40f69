"""One build: every report that is not current is run, made a page and published."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from helpers.build.outcome import Outcome, Progress, Summary
from helpers.build.planning.decide import Due, decide
from helpers.build.planning.plan import Report, check_cases
from helpers.build.publishing.lock import build_lock
from helpers.build.publishing.place import prepare_folder
from helpers.build.publishing.publish import recover
from helpers.build.publishing.site import refresh_index
from helpers.build.records.compared import compared
from helpers.build.records.recorded import recorded
from helpers.build.running.homes import short_folder
from helpers.build.running.runner import Options, Runner, cores, runner

Now = Callable[[], datetime]


def build(
    reports: Sequence[Report],
    *,
    out: str | Path,
    progress: Progress,
    options: Options | None = None,
    now: Now = lambda: datetime.now(UTC),
) -> Summary:
    """Build those of the planned `reports` whose pages in the folder `out` are not current.

    One that fails leaves its earlier page and does not stop the others. Raises Refused, with
    nothing run, when the input is wrong; Locked when another build holds the folder.
    """
    options, begin = options or Options(), time.monotonic()
    folder = Path(out).absolute()
    prepare_folder(folder, reports)
    with build_lock(folder, wait=options.wait, waiting=progress.waiting):
        notes = recover(folder)
        due = [each for each in decide(reports, folder, options.force) if each.reason]
        current = len(reports) - len(due)
        jobs = options.jobs or cores()
        with _ready(due, options) as ready:
            try:
                with (
                    recorded(folder, due, jobs=jobs, current=current, notes=notes) as record,
                    compared(due, folder, now()) as changes,
                ):
                    outcomes = _run_all(due, folder, progress, now, ready, current, record)
            finally:
                built = reports if notes else [each.report for each in due]
                index, skipped = refresh_index(folder, reports, built)
                notes += skipped
        if options.pdf:
            from helpers.build.pages.pdf import print_missing

            notes += print_missing([folder / f"{each.name}.html" for each in reports], jobs)
    return Summary(outcomes, index, time.monotonic() - begin, current, changes, notes)


@contextmanager
def _ready(due: Sequence[Due], options: Options) -> Iterator[tuple[Runner, Path] | None]:
    """Whoever runs what is due, and a folder for them; nobody when nothing is. Raises Refused."""
    if not due:
        yield None
        return
    reports = [each.report for each in due]
    with short_folder() as folder, runner(options, reports, Path(folder)) as runs:
        check_cases(reports)  # while the kernels' process imports what notebooks need
        yield runs, Path(folder)


def _run_all(
    due: Sequence[Due],
    out: Path,
    progress: Progress,
    now: Now,
    ready: tuple[Runner, Path] | None,
    current: int,
    record: Callable[[Outcome], None],
) -> list[Outcome]:
    """Outcomes in the order of `due`, whichever ends first; each is recorded and told."""
    if ready is None:
        return []
    # Imported while the kernels' process imports what is theirs, and before the threads.
    from helpers.build.report import Making, build_report

    runs, folder = ready
    progress.planned([each.report for each in due], runs.jobs, current)
    making = Making(out, progress, now, runs.run)
    with ThreadPoolExecutor(runs.jobs, "report") as pool:
        homes = (folder / str(number) for number in range(len(due)))
        futures = [pool.submit(build_report, *job, making) for job in zip(due, homes, strict=True)]
        try:
            for future in as_completed(futures):
                record(future.result())
                progress.finished(future.result())
        except BaseException:
            making.stopped.set()
            pool.shutdown(wait=False, cancel_futures=True)
            _end(futures, runs.stop)
            raise
    return [future.result() for future in futures]


def _end(futures: Sequence[Future[Outcome]], stop: Callable[[], None]) -> None:
    """Wait until all have stopped: threads end when their kernels do, also those still starting."""
    while not all(future.done() for future in futures):
        stop()
        time.sleep(0.1)
