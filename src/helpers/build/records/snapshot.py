"""The tables of a case as they were at its last good build, to be compared with those of the next.

A snapshot is a folder of plain copies. It is staged when a build begins, so that an edit during the
build cannot blur what is compared, and takes the place of the one before when all went well.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from helpers.build.records.findings import Findings
from helpers.case.places import require_regular
from helpers.case.project import PACKAGE
from helpers.case.schema import TABLES

FOLDER = ".snapshots"
FILES = (*(f"{table}.csv" for table in TABLES), PACKAGE)
ABOUT = "build.json"


@dataclass(frozen=True)
class Snapshot:
    """A case at its last good build: where its tables lie, when that was (ISO), what was found."""

    folder: Path
    built: str = ""
    findings: Findings = field(default_factory=dict)


def read_snapshot(out: Path, case: str) -> Snapshot | None:
    """The snapshot of the last good build of `case`; None when there was none.

    One whose record cannot be read has no date and no findings.
    """
    # A build that was stopped between its two renames left the earlier one under its other name.
    folder = next((f for f in (_kept(out, case), _before(out, case)) if f.is_dir()), None)
    if folder is None:
        return None
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        findings = {
            str(stem): [str(one) for one in each] for stem, each in about["findings"].items()
        }
        return Snapshot(folder, str(about["built"]), findings)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Snapshot(folder)


def stage_snapshot(out: Path, case: str, folder: Path) -> Path:
    """Copy the tables of the case in `folder` to where they wait for the end of the build.

    Raises OSError when one cannot be copied.
    """
    staged = _staged(out, case)
    drop_stage(out, case)
    staged.mkdir(parents=True)
    for name in FILES:
        require_regular(folder / name)
        shutil.copyfile(folder / name, staged / name)
    return staged


def keep_snapshot(out: Path, case: str, built: str, findings: Findings) -> None:
    """Put the staged snapshot in the place of the one before; raises OSError when that fails."""
    staged, kept, before = _staged(out, case), _kept(out, case), _before(out, case)
    about = {"built": built, "findings": {stem: list(each) for stem, each in findings.items()}}
    (staged / ABOUT).write_text(json.dumps(about, ensure_ascii=False, indent=1), encoding="utf-8")
    for name in (*FILES, ABOUT):
        _to_disk(staged / name)
    if kept.is_dir():  # no system replaces a folder that is not empty in one step
        shutil.rmtree(before, ignore_errors=True)
        kept.rename(before)
    staged.rename(kept)
    shutil.rmtree(before, ignore_errors=True)


def drop_stage(out: Path, case: str) -> None:
    """Forget what was staged, if anything was."""
    shutil.rmtree(_staged(out, case), ignore_errors=True)


def staged_snapshot(out: Path, case: str) -> Path | None:
    """Where the staged tables lie; None when nothing is staged."""
    staged = _staged(out, case)
    return staged if staged.is_dir() else None


def _to_disk(path: Path) -> None:
    """See that a file survives a loss of power."""
    with open(path, "rb") as file:
        os.fsync(file.fileno())


# The name of a case has no dot, so none of these is that of another.
def _kept(out: Path, case: str) -> Path:
    return out / FOLDER / case


def _staged(out: Path, case: str) -> Path:
    return out / FOLDER / f".{case}.new"


def _before(out: Path, case: str) -> Path:
    return out / FOLDER / f".{case}.old"
