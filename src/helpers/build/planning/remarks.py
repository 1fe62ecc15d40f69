"""What a build or a plan of all cases says in a line each, and goes on: folders that are not what they seem."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from helpers.build.planning.plan import Report
from helpers.build.publishing.making import is_made
from helpers.build.publishing.record import FAILED
from helpers.case import list_cases
from helpers.case.project import PACKAGE, list_folders


def remarks(reports: Sequence[Report], out: Path, named: Sequence[str]) -> list[str]:
    """Sentences on folders beside the cases that are none, and on pages in `out` without their case.

    None where cases were `named`: then nobody asked for the others.
    """
    if named or not reports:
        return []
    data, told = reports[0].data, list[str]()
    with suppress(OSError):  # what a build tells beside its work does not stop it
        told += [*_left_out(data, out), *_left_over(data, out)]
    return told


def _left_out(data: Path, out: Path) -> Iterator[str]:
    """The folders of `data` that are no case, but for that of the pages and those git ignores."""
    cases, place = list_cases(data), out.resolve()
    folders = [data / name for name in list_folders(data) if name not in cases]
    folders = [each for each in folders if not place.is_relative_to(each.resolve())]
    ignored = _ignored(data, [each.name for each in folders]) if folders else []
    for folder in folders:
        if folder.name not in ignored:
            yield f"{folder}: has no {PACKAGE}: not a case, left out"


def _left_over(data: Path, out: Path) -> Iterator[str]:
    """The cases with pages in `out` that are not in `data`, when others in `out` are."""
    cases = list_cases(data)
    paged = sorted(path.parent.name for path in out.glob("*/index.html") if is_made(path))
    for name in [name for name in paged if name not in cases] if {*paged} & {*cases} else []:
        places = [path for path in (out / name, out / FAILED / name) if path.is_dir()]
        yield (
            f"{name}: pages of a case that is no longer under {data}; "
            f"delete {' and '.join(map(str, places))} to drop them"
        )


def _ignored(folder: Path, names: Sequence[str]) -> list[str]:
    """Those of the names in `folder` that git ignores; none where git cannot tell."""
    from helpers.build.pages.git import PATIENCE, SAFE

    # A hook of git's that starts a build says with such variables where its own repository is.
    surroundings = {name: text for name, text in os.environ.items() if name[:4] != "GIT_"}
    asked = ["git", *SAFE, "check-ignore", "-z", "--stdin"]
    with suppress(OSError, subprocess.TimeoutExpired):
        done = subprocess.run(
            asked,
            cwd=folder,
            env=surroundings,
            input=os.fsencode("\0".join(names)),
            capture_output=True,
            timeout=PATIENCE,
        )
        return os.fsdecode(done.stdout).split("\0")
    return []
