"""Running one report with papermill, in a kernel of its own; safe in several threads at once.

Papermill's `cwd` changes the directory of the whole process and its output file is written in
place: neither is used. The executed notebook comes back in memory.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import papermill
from jupyter_core.utils import ensure_event_loop
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from helpers.build.outcome import Spent
from helpers.build.planning.notebook import cell_number
from helpers.build.planning.plan import Report
from helpers.build.running.homes import last_line, log_of
from helpers.build.running.keeper import Keeper
from helpers.build.running.kernels import KERNEL, Kernels, ReportKernel
from helpers.build.running.limits import Limits
from helpers.build.running.ran import Ran, RunFailed
from helpers.build.running.run_words import (
    KILLED,
    end_in_words,
    error_in_words,
    first_error,
    one_line,
    warnings_in,
)

__all__ = ["Ran", "RunFailed", "one_line", "run_report", "warnings_in"]

# Papermill reports its doings to a logger of its own; without a handler Python would print them.
logging.getLogger("papermill").addHandler(logging.NullHandler())

OnCell = Callable[[int, int], None]


def run_report(
    report: Report,
    folder: Path,
    on_cell: OnCell | None = None,
    *,
    kernels: Kernels | None = None,
    limits: Limits | None = None,
    retries: int = 1,
) -> Ran:
    """The executed notebook of `report`; every code cell of it ran to its end.

    `folder` is an empty private folder for the kernel. `on_cell` is called with the number of
    the cell that starts and the number of cells. A kernel that was killed is replaced `retries`
    times. Raises RunFailed.
    """
    kernels = kernels or Kernels()
    attempt = 1
    while True:
        home = folder / str(attempt)
        home.mkdir(mode=0o700)
        try:
            return _run_once(report, home, on_cell, kernels, limits or Limits(), attempt)
        except RunFailed as failed:
            if not failed.killed or kernels.stopped:
                raise
            if attempt > retries:
                tried = f"{failed}; tried {attempt} time{'s' * (attempt > 1)} (--retries)"
                raise RunFailed(
                    tried, failed.notebook, killed=True, log=failed.log, spent=failed.spent
                ) from failed
        attempt += 1


def _run_once(
    report: Report,
    home: Path,
    on_cell: OnCell | None,
    kernels: Kernels,
    limits: Limits,
    attempt: int,
) -> Ran:
    """One attempt, in a kernel that lives in `home`."""
    # The client works in this thread's loop and would leave it open.
    loop = ensure_event_loop()
    try:
        with kernels.kernel(home, limits) as kernel:
            watch = _Watch(report, Keeper(limits, loop, kernel.signal, kernel.memory), on_cell)
            executed = _execute(report, kernel, watch)
        return Ran(executed, watch.seconds(), kernel.peak_memory, kernel.is_warm, attempt)
    except RunFailed as failed:
        failed.spent = Spent(watch.seconds(), kernel.peak_memory, kernel.is_warm, attempt)
        raise
    finally:
        _close(loop)


def _execute(report: Report, kernel: ReportKernel, watch: _Watch) -> NotebookNode:
    """The executed notebook; raises RunFailed."""
    try:
        executed = _papermill(report, kernel, watch)
    except PapermillExecutionError as error:
        number = cell_number(error.cell_index, report.notebook.parameters_cell)
        words = error_in_words(error, number, kernel.limits, watch.keeper.reason)
        raise watch.failed(words, kernel) from error
    except Exception as error:
        words = watch.keeper.reason or end_in_words(kernel.exit_code, kernel.limits)
        said = last_line(log_of(kernel.home))
        words = words or f"{type(error).__name__}: {one_line(said or str(error))}"
        killed = kernel.exit_code in KILLED and not watch.keeper.reason
        raise watch.failed(f"{watch.place()}: {words}", kernel, killed=killed) from error
    finally:
        watch.keeper.close()
    # To papermill a cell that calls sys.exit(0) ends the run well; a reader would miss the rest.
    if failure := first_error(executed, report.notebook.parameters_cell):
        raise watch.failed(failure, kernel)
    if watch.keeper.reason:  # the cell caught the interrupt and went on
        raise watch.failed(f"{watch.place()}: {watch.keeper.reason}", kernel)
    return executed


def _papermill(report: Report, kernel: ReportKernel, watch: _Watch) -> NotebookNode:
    """Papermill's run of the notebook."""
    # Papermill takes a path for a format string, in which braces have a meaning.
    path = str(report.notebook.path).replace("{", "{{").replace("}", "}}")
    watch.keeper.report_begins()
    return papermill.execute_notebook(
        path,
        None,
        parameters=report.parameters,
        kernel_name=KERNEL,
        language="python",
        progress_bar=False,
        request_save_on_cell_execute=False,
        km=kernel,
        # So often it is seen, between cells, whether the kernel is still there.
        shell_timeout_interval=1,
        # On a busy machine the last outputs of a cell can come long after its end.
        iopub_timeout=60,
        on_notebook_start=watch.start,
        on_cell_start=watch.cell,
    )


def _close(loop: asyncio.AbstractEventLoop) -> None:
    """Close the loop with what a failed run left in it."""
    tasks = asyncio.all_tasks(loop)
    for task in tasks:
        task.cancel()
    with suppress(RuntimeError):
        loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
    loop.close()


class _Watch:
    """Follows a run from outside: papermill's file says `completed` even of a killed kernel."""

    def __init__(self, report: Report, keeper: Keeper, on_cell: OnCell | None) -> None:
        self.parameters_cell = report.notebook.parameters_cell
        self.keeper, self.on_cell = keeper, on_cell
        self.notebook: NotebookNode | None = None
        self.number = 0
        self.began = self.ready = time.monotonic()

    def start(self, notebook: NotebookNode) -> None:
        """Papermill's hook: a kernel is ready for `notebook`."""
        self.notebook, self.ready = notebook, time.monotonic()

    def cell(self, cell: NotebookNode, cell_index: int) -> None:
        """Papermill's hook: `cell` is about to run."""
        self.keeper.cell_begins()
        self.number = cell_number(cell_index, self.parameters_cell)
        if self.on_cell and self.notebook:
            self.on_cell(self.number, len(self.notebook.cells) - 1)

    def seconds(self) -> dict[str, float]:
        """How long it took until the kernel was ready, and since then."""
        now = time.monotonic()
        if self.notebook is None:
            return {"kernel": now - self.began}
        return {"kernel": self.ready - self.began, "run": now - self.ready}

    def place(self) -> str:
        """Where the run stood, for a message."""
        return f"cell {self.number}" if self.number else "before the first cell"

    def failed(self, message: str, kernel: ReportKernel, *, killed: bool = False) -> RunFailed:
        """What to raise."""
        return RunFailed(message, self.notebook, killed=killed, log=log_of(kernel.home))
