"""One report from notebook to published page."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

import nbformat

from helpers.build.downloads import FilesRefused
from helpers.build.outcome import Outcome, Progress
from helpers.build.page import make_page
from helpers.build.plan import Report
from helpers.build.publish import keep_failure, publish_page
from helpers.build.record import Failure
from helpers.build.run import RunFailed, one_line, run_report, warnings_in
from helpers.case import PROJECT


def build_report(
    report: Report, folder: Path, out: Path, progress: Progress, now: Callable[[], datetime]
) -> Outcome:
    """Run `report` in the private `folder` and publish its page below `out`; never raises."""
    begin = time.monotonic()
    executed = None
    try:
        folder.mkdir(mode=0o700)
        progress.started(report)
        executed = run_report(report, folder, partial(progress.at_cell, report))
        made = make_page(report, executed, now())
        page = publish_page(out, made)
        notes = warnings_in(executed, report.notebook.parameters_cell)
        return Outcome(report, time.monotonic() - begin, page, notes=notes)
    except RunFailed as failed:
        executed, error = failed.notebook, str(failed)
    except FilesRefused as refused:
        error = str(refused)
    except Exception as failed:  # one report's trouble, whatever it is, does not end the others
        error = f"the page could not be made: {type(failed).__name__}: {one_line(str(failed))}"
    # A page is read elsewhere: where this machine keeps the project is of no use there.
    error = error.replace(f"{PROJECT}{os.sep}", "")
    kept = _keep(report, out, executed, error, now())
    return Outcome(report, time.monotonic() - begin, error=error, kept=kept)


def _keep(
    report: Report, out: Path, executed: nbformat.NotebookNode | None, error: str, moment: datetime
) -> Path | None:
    """Keep a failed report for whoever looks into it; None when even that cannot be written."""
    case, notebook = report.case, report.notebook
    failed = moment.isoformat(timespec="seconds")
    failure = Failure(
        case.name, case.title, notebook.name, notebook.question, failed, error, case.about
    )
    try:
        ran = nbformat.writes(executed) if executed else notebook.path.read_text(encoding="utf-8")
        return keep_failure(out, failure, ran)
    except OSError:
        return None
