"""What a Dask worker does with a job: runs it in a private folder, and stops when nobody wants it.

The builder's own process never runs this; see helpers.build.running.cluster.
"""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from distributed import Status, Worker, get_worker

from helpers.build.running.homes import LONGEST_FOLDER, short_folder
from helpers.build.running.jobs import Done, Job, run_job
from helpers.build.running.kernels import Kernels
from helpers.build.running.warm import warm_process

LOOK = 0.5  # seconds between two looks whether the job is still wanted
WANTED = ("executing", "long-running")


def perform(job: Job, case: bytes, topic: str) -> Done:
    """Run a job and tell of its cells under `topic`; what went wrong comes back, too.

    The kernel lives no longer than the wish for the report: when the build was stopped, or its
    builder is gone, the scheduler takes the task back and the kernel is killed; and so it is when
    the worker ends, as it does without a scheduler.
    """
    worker = get_worker()

    def on_cell(number: int, of: int) -> None:
        worker.log_event(topic, [job.report.name, number, of])

    try:
        with _private_folder(worker) as folder, warm_process(folder, warm=False) as parent:
            kernels = Kernels(parent)
            with _while_wanted(worker, kernels):
                return run_job(job, case, folder, kernels, on_cell)
    except Exception as error:  # raised, it would say the same with a traceback of Dask's
        return Done(None, error=f"the worker could not run it: {type(error).__name__}: {error}")


@contextmanager
def _private_folder(worker: Worker) -> Iterator[Path]:
    """A folder for one job, in the worker's own: the next worker clears up after one that was lost."""
    place = worker.local_directory
    fits = len(os.fsencode(place)) <= LONGEST_FOLDER - 20
    made = tempfile.TemporaryDirectory(prefix="sp-", dir=place) if fits else short_folder()
    with made as folder:
        yield Path(folder)


@contextmanager
def _while_wanted(worker: Worker, kernels: Kernels) -> Iterator[None]:
    """Kill the kernels as soon as the scheduler has taken back the task of this thread."""
    key, ended = worker.get_current_task(), threading.Event()

    def watch() -> None:
        while not ended.wait(LOOK):
            task = worker.state.tasks.get(key)
            ending = worker.status not in (Status.running, Status.paused)
            if ending or task is None or task.state not in WANTED:
                return kernels.stop()

    watcher = threading.Thread(target=watch, name="standpoint-watch", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()
