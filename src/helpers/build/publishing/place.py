"""The folder that pages are put into: what it may not be, and whether it can be written to."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from helpers.build.planning.notebook import Refused
from helpers.build.planning.plan import NOTEBOOKS, Report
from helpers.build.publishing import lock
from helpers.build.publishing.downloads import EXECUTED, FOLDER
from helpers.build.publishing.record import FAILED
from helpers.build.publishing.site import INDEX
from helpers.build.publishing.stage import WORK
from helpers.build.records import ledger
from helpers.build.words import reason, trouble
from helpers.case import PROJECT, data_folder, list_cases

# Files that the build makes in the folder, and what each is.
FILES = {
    INDEX: "the index of the pages",
    ledger.NAME: "the history of builds",
    lock.NAME: "the lock of a build",
}

STEM = Path(INDEX).stem


def prepare_folder(out: Path, reports: Sequence[Report]) -> list[Path]:
    """Make the folder of pages for `reports`; the folders that this took, the innermost first.

    Raises Refused when the folder is unfit, with nothing written.
    """
    refuse_unfit(out, reports)
    made = _make(out)
    if problems := list(_closed(out, reports)):
        raise Refused(problems)
    return made


def refuse_unfit(out: Path, reports: Sequence[Report]) -> None:
    """See that the pages of `reports` may lie in the folder, as far as that shows before it is made.

    They may lie neither among the tables of a case nor in the project's own code. Raises Refused.
    """
    try:
        problems = [*_among_data(out, reports), *_in_the_way(out, reports)]
    except OSError as error:
        raise Refused([trouble(error)]) from error
    problems += [
        f"{out} lies in the project's {folder.name}/; name another folder with --out"
        for folder in (NOTEBOOKS, PROJECT / "src")
        if out.resolve().is_relative_to(folder.resolve())
    ]
    if problems:
        raise Refused(problems)


def _make(out: Path) -> list[Path]:
    """Make the folder where it is missing, and see that it takes files; the folders made."""
    made = [folder for folder in (out, *out.parents) if not os.path.lexists(folder)]
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    except OSError as error:
        raise Refused([f"{out}: cannot hold pages ({_reason(error)})"]) from error
    return made


@contextmanager
def unmade_if_refused(out: Path, made: Sequence[Path]) -> Iterator[None]:
    """Where a build is refused, have the folders that were `made` for it go, with its lock."""
    try:
        yield
    except Refused:
        if made:
            with suppress(OSError):  # another build may have begun to use them
                (out / lock.NAME).unlink()
                for folder in made:
                    folder.rmdir()
        raise


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
    for name, words in FILES.items():
        if (out / name).is_dir():
            yield f"{out / name} is a folder, and {words} has that name"
    for case in sorted({report.case.name for report in reports}):
        if (out / case / INDEX).is_dir():
            yield f"{out / case / INDEX} is a folder, and the page of the case has that name"
    if named := next((each.notebook.path.name for each in reports if each.stem == STEM), ""):
        yield f"{named}: its page would have the name of the page of the case; rename it"
    if (out / WORK).is_symlink():  # what lies where it leads would be cleared away
        yield f"{out / WORK} is a link, and the build needs a folder of its own there; remove it"
    for path in _folders(out, reports):
        if path.exists() and not path.is_dir():
            yield f"{path} is a file, and the build needs a folder of that name"


def _closed(out: Path, reports: Sequence[Report]) -> Iterator[str]:
    """A problem for each folder that is there already and that pages cannot be moved into."""
    for path in _folders(out, reports):
        if not path.is_dir():
            continue
        if not os.access(path, os.W_OK | os.X_OK):
            yield f"{path}: the build may not write there"
        elif path.stat().st_dev != out.stat().st_dev:
            yield (
                f"{path} lies on another disk than {out}; pages are put in place by renaming, which "
                "works within one disk"
            )


def _folders(out: Path, reports: Sequence[Report]) -> list[Path]:
    """The folders below `out` that the build makes or uses."""
    names = [WORK, FAILED]
    for case in sorted({report.case.name for report in reports}):
        names += [case, f"{case}/{FOLDER}", f"{case}/{EXECUTED}", f"{FAILED}/{case}"]
    return [out / name for name in names]


def _reason(error: OSError) -> str:
    if isinstance(error, FileExistsError | NotADirectoryError):
        return "it is, or lies below, a file"
    return reason(error)
