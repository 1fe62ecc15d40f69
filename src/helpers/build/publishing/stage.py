"""Several files changed as one: all of them or none, also when the process or the power fails.

The new files are written out in a folder of their own, and the old ones are kept beside them.
Then the plan of the change is written: before that step nothing has changed, and after it the
change is carried out to its end, by the next build if need be. A step that the disk refuses turns
the plan round, and the old files come back.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from helpers.build.publishing.disk import sync, write

#: Where changes are prepared, below the folder of pages: renaming works within one file system.
WORK = ".publishing"
# The plan of a change that counts, and of one that is to be undone.
PLAN, UNDO = "plan.json", "undo.json"


@dataclass(frozen=True)
class Step:
    """One file of a change: `new` one takes its place or it goes; `old` one was there before."""

    name: str
    new: bool
    old: bool


def change(out: Path, put: Mapping[str, str], drop: Collection[str] = ()) -> None:
    """Give the files `put` (name below `out` -> text) these texts and remove the files `drop`.

    Files take their places in the order of `put`; readers see each old or new, never a part.
    Raises OSError, or UnicodeEncodeError for a text that cannot be written, with all as before.
    """
    put = {name: text for name, text in put.items() if not _holds(out / name, text)}
    drop = [name for name in drop if os.path.lexists(out / name)]
    if not put and not drop:
        return
    work = _new_folder(out)
    try:
        steps = list(_prepare(out, work, put, drop))
        _plan(work, steps)
    except BaseException:
        _forget(work)
        raise
    try:
        _carry_out(out, work, steps)
    except OSError:
        os.replace(work / PLAN, work / UNDO)
        _undo(out, work, steps)
        raise


def recover(out: Path) -> list[str]:
    """Finish or undo what earlier builds could not; a sentence for each change found.

    To be called by the holder of the folder's lock. Raises OSError when the disk refuses.
    """
    notes = []
    for work in sorted((out / WORK).glob("*")):
        if work.is_symlink() or not work.is_dir():  # none of ours
            work.unlink()
        elif steps := _read(work / PLAN):
            _carry_out(out, work, steps)
            notes.append(
                f"{_names(steps)}: an earlier build was cut short; its files are in place now"
            )
        elif steps := _read(work / UNDO):
            _undo(out, work, steps)
            notes.append(
                f"{_names(steps)}: an earlier build was cut short; the files before it stand"
            )
        else:
            _forget(work)
    with suppress(OSError):
        (out / WORK).rmdir()
    return notes


def _new_folder(out: Path) -> Path:
    place = out / WORK
    while True:
        try:
            place.mkdir(parents=True, exist_ok=True)
            return Path(tempfile.mkdtemp(dir=place))
        except FileNotFoundError:
            pass  # a change that ended just now cleared it away
        except FileExistsError:
            if os.path.lexists(place) and not place.is_dir():  # else it went just after it was met
                raise


def _holds(path: Path, text: str) -> bool:
    with suppress(OSError):
        return path.is_file() and path.read_bytes() == text.encode()
    return False


def _prepare(
    out: Path, work: Path, put: Mapping[str, str], drop: Collection[str]
) -> Iterator[Step]:
    """Write the new files and keep the old ones; the steps that remain."""
    for number, name in enumerate([*put, *drop]):
        target = out / name
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "it is a folder", str(target))
        if name in put:
            write(work / f"new-{number}", put[name])
        yield Step(name, name in put, _keep(target, work / f"old-{number}"))


def _keep(target: Path, aside: Path) -> bool:
    """Keep the file at `target` under a second name; False when there is none."""
    if not os.path.lexists(target):
        return False
    try:
        os.link(target, aside, follow_symlinks=False)
    except OSError:  # not every file system gives a file two names
        shutil.copy2(target, aside, follow_symlinks=False)
        with open(aside, "rb") as file:
            os.fsync(file.fileno())
    return True


def _plan(work: Path, steps: Iterable[Step]) -> None:
    """Write the plan: from here on the change counts."""
    plan = [[step.name, step.new, step.old] for step in steps]
    write(work / f"{PLAN}.part", json.dumps(plan))
    sync(work)
    os.replace(work / f"{PLAN}.part", work / PLAN)
    # Its folders may be new: a plan that the disk cannot find after a loss of power is none.
    for folder in (work, work.parent, work.parent.parent):
        sync(folder)


def _read(path: Path) -> list[Step]:
    """The steps of a plan; none when it is absent or leads out of the folder of pages."""
    try:
        steps = [Step(*each) for each in json.loads(path.read_text(encoding="utf-8"))]
        places = [PurePosixPath(step.name) for step in steps]
    except (FileNotFoundError, ValueError, TypeError, RecursionError):
        return []
    outside = any(place.is_absolute() or ".." in place.parts for place in places)
    return [] if outside else steps


def _carry_out(out: Path, work: Path, steps: Iterable[Step]) -> None:
    """Put the new files in their places and remove the others; may be done again."""
    _move(out, {step.name: (step.new, work / f"new-{n}") for n, step in enumerate(steps)})
    _end(out, work, steps)


def _undo(out: Path, work: Path, steps: Iterable[Step]) -> None:
    """Put the old files back and remove the new ones; may be done again."""
    _move(out, {step.name: (step.old, work / f"old-{n}") for n, step in enumerate(steps)})
    _end(out, work, steps)


def _move(out: Path, files: Mapping[str, tuple[bool, Path]]) -> None:
    """By name: whether there is to be a file, and where it waits unless it is in its place already."""
    for name, (wanted, waiting) in files.items():
        if not wanted:
            (out / name).unlink(missing_ok=True)
        elif waiting.exists():
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(waiting, out / name)


def _end(out: Path, work: Path, steps: Iterable[Step]) -> None:
    """Have the disk keep what was done, then forget the plan and after it the rest."""
    for folder in {folder for step in steps for folder in PurePosixPath(step.name).parents}:
        if (out / folder).is_dir():
            sync(out / folder)
    for plan in (PLAN, UNDO):
        (work / plan).unlink(missing_ok=True)
    _forget(work)


def _forget(work: Path) -> None:
    """Remove the folder of a change, and the one for all changes with the last of them."""
    shutil.rmtree(work, ignore_errors=True)
    with suppress(OSError):
        work.parent.rmdir()


def _names(steps: Iterable[Step]) -> str:
    """What a change is about: the last file that it puts in place, which is the page."""
    return [step.name for step in sorted(steps, key=lambda step: step.new)][-1]
