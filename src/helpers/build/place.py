"""The folder that pages are put into: what it may not be, and whether it can be written to."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from helpers.build.downloads import FOLDER
from helpers.build.notebook import Refused
from helpers.build.plan import NOTEBOOKS, Report
from helpers.build.record import FAILED
from helpers.case import PROJECT, data_folder, list_cases


def prepare_folder(out: Path, reports: Sequence[Report]) -> None:
    """Make the folder of pages for `reports`; raises Refused when it is unfit, with nothing written.

    Pages may lie neither among the tables of a case nor in the project's own code.
    """
    problems = [*_among_data(out, reports), *_in_the_way(out, reports)]
    problems += [
        f"{out} lies in the project's {folder.name}/; name another folder with --out"
        for folder in (NOTEBOOKS, PROJECT / "src")
        if out.resolve().is_relative_to(folder.resolve())
    ]
    if problems:
        raise Refused(problems)
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    except OSError as error:
        raise Refused([f"{out}: cannot hold pages ({_reason(error)})"]) from error


def _among_data(out: Path, reports: Sequence[Report]) -> Iterator[str]:
    """A problem when `out` is a folder of cases or lies in a case."""
    place = out.resolve()
    for data in sorted({data_folder().resolve(), *(report.data.resolve() for report in reports)}):
        if place == data:
            yield f"{out} is the folder that holds the cases; name another folder with --out"
        for name in list_cases(data) if data.is_dir() else []:
            if place.is_relative_to((data / name).resolve()):
                yield f"{out} lies in the case {name}; name another folder with --out"


def _in_the_way(out: Path, reports: Sequence[Report]) -> Iterator[str]:
    """A problem for each thing that stands where the build puts another kind of thing."""
    if (out / "index.html").is_dir():
        yield f"{out / 'index.html'} is a folder, and the index of the pages has that name"
    cases = sorted({report.case.name for report in reports})
    below = [path for name in cases for path in (Path(name), Path(name, FOLDER))]
    for path in [*below, Path(FAILED), *(Path(FAILED, name) for name in cases)]:
        if (out / path).exists() and not (out / path).is_dir():
            yield f"{out / path} is a file, and the build needs a folder of that name"


def _reason(error: OSError) -> str:
    if isinstance(error, FileExistsError | NotADirectoryError):
        return "it is, or lies below, a file"
    return error.strerror or type(error).__name__
