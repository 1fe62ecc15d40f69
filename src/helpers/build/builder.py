"""One build: every report that is not current is run, made a page and published."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from helpers.build.outcome import Outcome, Progress, Summary
from helpers.build.planning.check import check_cases
from helpers.build.planning.decide import Due, decide
from helpers.build.planning.plan import Report
from helpers.build.publishing.lock import build_lock
from helpers.build.publishing.place import prepare_folder, unmade_if_refused
from helpers.build.publishing.publish import recover
from helpers.build.publishing.site import INDEX, Unwritten, refresh_index
from helpers.build.publishing.strangers import refuse_strangers
from helpers.build.records.compared import compared
from helpers.build.records.recorded import recorded
from helpers.build.running.homes import remove_abandoned, short_folder, short_place
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
    options, begin, folder = options or Options(), time.monotonic(), Path(out).absolute()
    made = prepare_folder(folder, reports)
    with (
        build_lock(folder, wait=options.wait, waiting=progress.waiting),
        unmade_if_refused(folder, made),
    ):
        summary = _Build(reports, folder, progress, options, now).run()
    return replace(summary, seconds=time.monotonic() - begin)


@dataclass(frozen=True)
class _Build:
    """A build of `reports` into the folder `out`, whose lock this process holds."""

    reports: Sequence[Report]
    out: Path
    progress: Progress
    options: Options
    now: Now

    def run(self) -> Summary:
        """What became of it; raises Refused before anything has run."""
        notes, problems = recover(self.out), list[str]()
        due = [each for each in decide(self.reports, self.out, self.options.force) if each.reason]
        refuse_strangers(self.out, self.reports, [each.report for each in due])
        current = len(self.reports) - len(due)
        jobs = self.options.jobs or cores()
        with (
            _ready(due, self.options) as ready,
            recorded(self.out, due, jobs, current, notes, problems) as record,
        ):
            built = self.reports if notes else [each.report for each in due]
            try:
                with compared(due, self.out, self.now()) as changes:
                    outcomes = self._run_all(due, ready, current, record)
            finally:
                index, told = refresh_index(self.out, self.reports, built)
                problems += [each for each in told if isinstance(each, Unwritten)]
                notes += [each for each in told if each not in problems]
            printed, told = self._print(jobs)
            notes += told
        return Summary(outcomes, index, 0.0, current, changes, notes, problems, printed)

    def _run_all(
        self,
        due: Sequence[Due],
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
        self.progress.planned([each.report for each in due], runs.jobs, current)
        making = Making(self.out, self.progress, self.now, runs.run)
        with ThreadPoolExecutor(runs.jobs, "report") as pool:
            begun = {
                each.report.name: pool.submit(build_report, each, folder / str(number), making)
                for number, each in enumerate(_longest_first(due))
            }
            futures = [begun[each.report.name] for each in due]
            try:
                for future in as_completed(futures):
                    record(future.result())
                    self._lead_to(future.result())
                    self.progress.finished(future.result())
            except BaseException:
                making.stopped.set()
                pool.shutdown(wait=False, cancel_futures=True)
                _end(futures, runs.stop)
                raise
        return [future.result() for future in futures]

    def _lead_to(self, outcome: Outcome) -> None:
        """Make the pages that a first report leads back to: the build may be killed before its end."""
        around = (self.out / INDEX, self.out / outcome.report.case.name / INDEX)
        if outcome.page and not all(page.is_file() for page in around):
            refresh_index(self.out, self.reports, [outcome.report])

    def _print(self, jobs: int) -> tuple[int, list[str]]:
        """Print the pages that have no PDF, where this is asked for: how many, what hindered it."""
        if not self.options.pdf:
            return 0, []
        from helpers.build.pages.pdf import print_missing

        pages = [self.out / f"{each.name}.html" for each in self.reports]
        missing = [page for page in pages if not page.with_suffix(".pdf").exists()]
        told = print_missing(missing, jobs)
        return sum(page.with_suffix(".pdf").exists() for page in missing), told


@contextmanager
def _ready(due: Sequence[Due], options: Options) -> Iterator[tuple[Runner, Path] | None]:
    """Whoever runs what is due, and a folder for them; nobody when nothing is. Raises Refused."""
    if not due:
        remove_abandoned(short_place())  # as making a folder would
        yield None
        return
    reports = [each.report for each in due]
    with short_folder() as folder, runner(options, reports, Path(folder)) as runs:
        check_cases(reports)  # while the kernels' process imports what notebooks need
        yield runs, Path(folder)


def _longest_first(due: Sequence[Due]) -> list[Due]:
    """Case by case, first what has most code: no core is left idle by a long report at the end."""
    return [
        each
        for _, group in groupby(due, lambda each: each.report.case.name)
        for each in sorted(group, key=lambda each: len(each.report.notebook.code), reverse=True)
    ]


def _end(futures: Sequence[Future[Outcome]], stop: Callable[[], None]) -> None:
    """Wait until all have stopped: threads end when their kernels do, also those still starting."""
    while not all(future.done() for future in futures):
        stop()
        time.sleep(0.1)
