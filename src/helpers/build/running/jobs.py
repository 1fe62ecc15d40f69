"""A report as a job for another machine: what it carries, how a worker runs it, what comes back.

A job has everything by content: notebook, tables, texts, parameters. A worker needs this project
installed and no disk that it shares with the builder. How jobs travel: see helpers.build.running.cluster.
"""

from __future__ import annotations

import hashlib
import io
import json
import platform
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.build.outcome import Spent
from helpers.build.planning.inputs import PACKAGES
from helpers.build.planning.plan import Report
from helpers.build.running.limits import Limits
from helpers.case.places import require_regular
from helpers.case.project import PACKAGE, PROJECT
from helpers.case.schema import TABLES

if TYPE_CHECKING:  # slow to import, and of no use where no kernel runs
    from helpers.build.running.kernels import Kernels
    from helpers.build.running.run import Ran

HELPERS = Path(__file__).parents[2]
TEXTS = "texts"

OnCell = Callable[[int, int], None]
Versions = Mapping[str, str]


@dataclass(frozen=True)
class Job:
    """One report to be run elsewhere; `needs` are the versions that the worker must have.

    `project` is where the builder keeps this project, which tracebacks name.
    """

    report: Report
    notebook: bytes
    limits: Limits
    retries: int
    needs: Versions
    project: str = str(PROJECT)


@dataclass(frozen=True)
class Done:
    """What a worker sends back: what was measured, or the error; the notebook as far as it ran.

    `spent` is what a run took that failed.
    """

    notebook: str | None
    ran: Ran | None = None
    error: str = ""
    killed: bool = False
    log: str = ""
    spent: Spent = field(default_factory=Spent)


def texts_of(report: Report) -> Path:
    """The folder of the article texts that a report's quotations are held against."""
    return Path(report.values.get(TEXTS) or report.data / report.case.name / TEXTS)


def pack_case(folder: Path, texts: Path) -> bytes:
    """The tables of the case in `folder` and the texts in `texts`, in one piece.

    The same content gives the same bytes. Raises OSError when a file cannot be read.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, path in _files(folder, texts):
            require_regular(path)
            # A time of making would let two of the same content differ.
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    return packed.getvalue()


def _files(folder: Path, texts: Path) -> Iterator[tuple[str, Path]]:
    """The files of a case by the names they have in a package."""
    for name in (PACKAGE, *(f"{table}.csv" for table in TABLES)):
        yield name, folder / name
    for path in sorted(texts.glob("*.txt")):
        yield f"{TEXTS}/{path.name}", path


def run_job(job: Job, case: bytes, folder: Path, kernels: Kernels, on_cell: OnCell) -> Done:
    """Run a job in the empty private `folder`, with the tables that `pack_case` gave.

    What comes back reads as if the report had been run where the job comes from.
    """
    from nbformat import NotebookNode, writes

    from helpers.build.running.run import RunFailed, run_report

    if differ := differences(job.needs, versions()):
        return Done(None, error=f"the worker has {differ}")
    report, places = _unpacked(job, case, folder)
    home = folder / "kernel"
    home.mkdir()
    try:
        ran = run_report(
            report, home, on_cell, kernels=kernels, limits=job.limits, retries=job.retries
        )
    except RunFailed as failed:
        notebook = _elsewhere(writes(failed.notebook), places) if failed.notebook else None
        error, log = (_elsewhere(text, places) for text in (str(failed), failed.log))
        return Done(notebook, None, error, failed.killed, log, failed.spent)
    return Done(_elsewhere(writes(ran.notebook), places), replace(ran, notebook=NotebookNode()))


def _unpacked(job: Job, case: bytes, folder: Path) -> tuple[Report, dict[str, str]]:
    """The job's report with all it needs in `folder`; for each path here the builder's."""
    report, given = job.report, dict(job.report.given)
    data, path = folder / "data", folder / f"{report.notebook.name}.ipynb"
    place = data / report.case.name
    place.mkdir(parents=True)
    with zipfile.ZipFile(io.BytesIO(case)) as archive:
        archive.extractall(place)  # which keeps to the folder, whatever the names are
    path.write_bytes(job.notebook)
    # In this order: no place of the builder's is taken for one of this machine.
    places = {str(PROJECT): job.project, str(path): str(report.notebook.path)}
    if texts := given.get(TEXTS):
        given[TEXTS] = str(place / TEXTS)
        places[given[TEXTS]] = str(texts)
    places[str(data)] = str(report.data)
    notebook = replace(report.notebook, path=path)
    return replace(report, data=data, notebook=notebook, given=given), places


def _elsewhere(text: str, places: Mapping[str, str]) -> str:
    """The text, plain or JSON, with the paths of this machine as those of the builder."""
    for here, there in places.items():
        text = text.replace(_in_json(here), _in_json(there))
    return text


def _in_json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def versions() -> dict[str, str]:
    """What this process runs: Python, packages, and a digest of this project's own code."""
    found = {"Python": platform.python_version()}
    for name in (*PACKAGES, "distributed"):
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    code = hashlib.sha256()
    for path in sorted([*HELPERS.rglob("*.py"), *HELPERS.rglob("*.json")]):
        code.update(f"{path.relative_to(HELPERS).as_posix()}\n".encode() + path.read_bytes())
    return found | {"standpoint's code": code.hexdigest()[:12]}


def differences(wanted: Versions, found: Versions) -> str:
    """How the versions of a worker differ from those of the builder; "" when they do not."""
    differ = {name: found.get(name, "missing") for name in wanted}
    return ", ".join(
        f"{name} {there} (the builder {wanted[name]})"
        for name, there in differ.items()
        if there != wanted[name]
    )
