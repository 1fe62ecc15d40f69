"""Reports run by the workers of a Dask cluster that is there already (--scheduler).

The builder keeps everything else: what is due, the pages, their publication. Each report is one
task; the tables of a case are a task of their own, which the scheduler makes again wherever it is
needed, so that no report depends on a worker that was lost.
"""

from __future__ import annotations

import hashlib
import threading
import time
import uuid
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from distributed import CancelledError, KilledWorker
from distributed.client import ClosedClientError
from distributed.core import CommClosedError

from helpers.build.planning.plan import Report
from helpers.build.running.jobs import Done, Job, OnCell, Versions, pack_case, texts_of
from helpers.build.running.limits import Limits
from helpers.build.running.run import Ran, RunFailed
from helpers.build.running.worker import perform

if TYPE_CHECKING:
    from distributed import Client, Future

LEFT_ALONE = 60.0  # seconds without any worker after which a report is given up
FETCH = 300.0  # seconds that the way back of a notebook may take
LOOK = 0.5  # seconds between two looks at a report that runs elsewhere


class Cluster:
    """The workers behind one scheduler, which run `slots` reports at a time.

    `run` may be called from several threads; `jobs` says how many reports to send at a time: some
    more than run, so that no worker waits.
    """

    def __init__(
        self, client: Client, slots: int, needs: Versions, limits: Limits, retries: int
    ) -> None:
        self.client, self.needs, self.limits, self.retries = client, needs, limits, retries
        self.jobs = slots + max(1, slots // 2)
        self.build = f"standpoint-{uuid.uuid4().hex[:12]}"
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._cases: dict[tuple[Path, Path], Future[bytes]] = {}
        self._running: dict[str, Future[Done]] = {}
        self._told: dict[str, OnCell] = {}
        self._worker_seen = self._looked = time.monotonic()
        client.subscribe_topic(self.build, self._hear)

    def run(self, report: Report, folder: Path, on_cell: OnCell | None = None) -> Ran:
        """Run `report` on a worker; the private `folder` here is not needed.

        A report whose worker is lost is run again by another. Raises RunFailed, also when the
        workers or the scheduler are lost for good.
        """
        if on_cell:
            self._told[report.name] = on_cell
        try:
            done = self._wait(self._submit(report))
        except RunFailed:
            raise
        except Exception as error:
            raise self._failed(error) from error
        finally:
            self._running.pop(report.name, None)
            self._told.pop(report.name, None)
        notebook = nbformat.reads(done.notebook, as_version=4) if done.notebook else None
        if done.ran is None or notebook is None:
            raise RunFailed(
                done.error, notebook, killed=done.killed, log=done.log, spent=done.spent
            )
        return replace(done.ran, notebook=notebook)

    def stop(self) -> None:
        """Take every report back; workers kill the kernels of those that run. Does not wait."""
        if not self._stopped.is_set():
            self._stopped.set()
            # A scheduler that does not answer must not keep the builder from its end.
            threading.Thread(target=self._cancel, daemon=True).start()

    def _cancel(self) -> None:
        with suppress(Exception):
            self.client.cancel(list(self._running.values()), force=True)

    def _submit(self, report: Report) -> Future[Done]:
        notebook, case = report.notebook.path.read_bytes(), self._case(report)
        job = Job(report, notebook, self.limits, self.retries, self.needs)
        key = f"{self.build}-{report.name}"
        # No retries by Dask: those are for errors, and a notebook's error is its own.
        future = self.client.submit(perform, job, case, self.build, key=key, pure=False, retries=0)
        self._running[report.name] = future
        return future

    def _case(self, report: Report) -> Future[bytes]:
        """The tables and texts of the report's case; they are read and sent once a build."""
        place = report.data / report.case.name, texts_of(report)
        with self._lock:
            if place not in self._cases:
                packed = pack_case(*place)
                key = f"standpoint-case-{hashlib.sha256(packed).hexdigest()}"
                self._cases[place] = self.client.submit(bytes, packed, key=key)
            return self._cases[place]

    def _wait(self, future: Future[Done]) -> Done:
        """What came of a report."""
        ended = threading.Event()
        future.add_done_callback(lambda _: ended.set())
        while not ended.wait(LOOK):
            if self._stopped.is_set():
                raise RunFailed("the build was stopped", None)
            self._require_workers()
        done: Done = future.result(timeout=FETCH)
        return done

    def _failed(self, error: Exception) -> RunFailed:
        """What to raise for a report that the cluster could not run."""
        if isinstance(error, KilledWorker):
            lost = "every worker that ran it was lost; perhaps it takes more memory than they have"
            return RunFailed(lost, None, killed=True)
        if self._stopped.is_set():
            return RunFailed("the build was stopped", None)
        if isinstance(error, CancelledError | CommClosedError | ClosedClientError):
            return RunFailed("the scheduler was lost", None)
        return RunFailed(f"could not be run there: {type(error).__name__}: {error}", None)

    def _require_workers(self) -> None:
        """Raise RunFailed when there has been no worker for long."""
        now = time.monotonic()
        with self._lock:
            if now - self._looked < 10 * LOOK:
                return
            self._looked = now
        with suppress(Exception):  # a scheduler that is lost takes its reports back by itself
            if self.client.nthreads():
                self._worker_seen = now
        if now - self._worker_seen > LEFT_ALONE:
            raise RunFailed(f"the cluster has had no worker for {LEFT_ALONE:g} seconds", None)

    def _hear(self, event: tuple[float, tuple[str, int, int]]) -> None:
        """A worker tells which cell of which report it begins."""
        name, number, of = event[1]
        if on_cell := self._told.get(name):
            on_cell(number, of)
