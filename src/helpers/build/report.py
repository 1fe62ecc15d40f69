"""One report from notebook to published page."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Event

import nbformat
from nbformat import NotebookNode

from helpers.build.outcome import Outcome, Progress, Spent
from helpers.build.pages.executed import shareable, without_paths
from helpers.build.pages.git import Seen
from helpers.build.pages.page import Page, make_page
from helpers.build.pages.provenance import provenance
from helpers.build.planning.decide import Due
from helpers.build.planning.inputs import data_hash
from helpers.build.planning.notebook import read_notebook
from helpers.build.publishing.downloads import EXECUTED, FilesRefused
from helpers.build.publishing.publish import keep_failure, publish
from helpers.build.publishing.record import Failure
from helpers.build.running.run import Ran, RunFailed, one_line, warnings_in
from helpers.build.running.run_words import traceback_in
from helpers.build.running.runner import Run


@dataclass
class Making:
    """What the reports of a build share; safe in several threads.

    `run` runs a notebook, `seen` remembers what git says of files, and `stopped` is set when the
    build is: what fails after that is no failure of the report.
    """

    out: Path
    progress: Progress
    now: Callable[[], datetime]
    run: Run
    seen: Seen = field(default_factory=dict)
    stopped: Event = field(default_factory=Event)


@dataclass
class _Course:
    """How far a report has come: what is there when it fails, and seconds by stage."""

    begin: float = field(default_factory=time.monotonic)
    ran: Ran | None = None
    failed: Spent = field(default_factory=Spent)
    notebook: NotebookNode | None = None
    log: str = ""
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        begin = time.monotonic()
        try:
            yield
        finally:
            self.seconds[name] = time.monotonic() - begin

    def spent(self) -> Spent:
        """What the report took, or the attempt that failed."""
        run = self.ran or self.failed
        return Spent({**run.seconds, **self.seconds}, run.peak_memory, run.warm, run.attempts)


def build_report(due: Due, home: Path, making: Making) -> Outcome:
    """Run a report in the private folder `home` and publish its page; never raises."""
    report, course = due.report, _Course()
    page: Path | None = None
    notes: list[str] = []
    error = ""
    try:
        page, notes = _run_and_publish(due, home, making, course)
    except RunFailed as failed:
        course.notebook, course.log = failed.notebook or course.notebook, failed.log
        course.failed = failed.spent
        error = str(failed)
    except FilesRefused as refused:
        error = str(refused)
    except OSError as failed:
        error = f"the page could not be published: {failed.strerror or one_line(str(failed))}"
    except Exception as failed:  # one report's trouble, whatever it is, does not end the others
        error = f"the page could not be made: {type(failed).__name__}: {one_line(str(failed))}"
    # A page is read elsewhere: where this machine keeps the project is of no use there.
    error = without_paths(error, report, [home])
    shutil.rmtree(home, ignore_errors=True)
    stopped = making.stopped.is_set()
    kept = _keep(due, home, making, course, error) if error and not stopped else None
    seconds = time.monotonic() - course.begin
    return Outcome(report, seconds, page, error, kept, notes, due.reason, course.spent())


def _run_and_publish(
    due: Due, home: Path, making: Making, course: _Course
) -> tuple[Path, list[str]]:
    """The page that was published, and what the cells wrote to stderr; raises what can go wrong."""
    report = due.report
    home.mkdir(mode=0o700)
    making.progress.started(report)
    course.ran = ran = making.run(report, home, partial(making.progress.at_cell, report))
    course.notebook = ran.notebook
    _require_same(due)
    with course.stage("page"):
        page = _page(due, ran, making)
        executed = shareable(ran.notebook, report, [home])
    with course.stage("publish"):
        path = publish(making.out, page, executed)
    return path, warnings_in(ran.notebook, report.notebook.parameters_cell)


def _page(due: Due, ran: Ran, making: Making) -> Page:
    """The page of a report that ran."""
    built = making.now()
    return make_page(
        due.report,
        ran.notebook,
        built,
        provenance=provenance(due.report, due.inputs, built, ran, making.seen),
        inputs=due.inputs.as_dict(),
        kept=f"{EXECUTED}/{due.report.stem}.ipynb",
        show_code=due.report.show_code,
    )


def _require_same(due: Due) -> None:
    """Raise RunFailed when data or notebook were edited meanwhile: which would the page show?"""
    report = due.report
    if data_hash(report) != due.inputs.data:
        raise RunFailed("the files of the case changed while the report ran; build it again", None)
    if read_notebook(report.notebook.path).digest != report.notebook.digest:
        raise RunFailed("the notebook changed while the report ran; build it again", None)


def _keep(due: Due, home: Path, making: Making, course: _Course, error: str) -> Path | None:
    """Keep a failed report for whoever looks into it; None when even that cannot be written."""
    report = due.report
    case, book = report.case, report.notebook
    failure = Failure(
        case=case.name,
        case_title=case.title,
        notebook=book.name,
        question=book.question,
        failed=making.now().isoformat(timespec="seconds"),
        error=error,
        about=case.about,
        variant=report.variant,
        variant_title=report.variant_title,
        inputs=due.inputs.as_dict(),
    )
    try:
        ran = course.notebook or nbformat.read(book.path, as_version=4)
        told = traceback_in(course.notebook) if course.notebook else ""
        told, log = (without_paths(text, report, [home]) for text in (told, course.log))
        return keep_failure(making.out, failure, shareable(ran, report, [home]), told, log)
    except OSError:
        return None
