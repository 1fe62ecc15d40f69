"""What changed in a case since its last good build: its tables, its positions, its findings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from helpers.build.publishing.disk import write_whole
from helpers.build.records.findings import FindingChange, Findings, finding_changes, findings_in
from helpers.build.records.snapshot import (
    drop_stage,
    keep_snapshot,
    read_snapshot,
    stage_snapshot,
    staged_snapshot,
)
from helpers.build.words import reason, trouble
from helpers.case.changes import CaseChange, Unreadable, compare_case
from helpers.case.project import PACKAGE

FILE = "changes.json"
MOST = 1_000  # ids of one kind that the file lists before the rest is only counted


@dataclass(frozen=True)
class Changes:
    """What changed in a case since its last good build.

    `state` is first (there was none before), unknown (`problem` says why), nothing or changed;
    `since` is the time of the last good build (ISO), or empty.
    """

    case: str
    since: str = ""
    first: bool = False
    problem: str = ""
    package: list[str] = field(default_factory=list)
    data: CaseChange = field(default_factory=lambda: CaseChange({}, []))
    findings: list[FindingChange] = field(default_factory=list)

    @property
    def state(self) -> str:
        """One word for what is known."""
        if self.problem:
            return "unknown"
        if self.first:
            return "first"
        any_row = any(self.data.tables.values())
        changed = self.package or any_row or self.data.shifts or self.findings
        return "changed" if changed else "nothing"

    def sentences(self) -> list[str]:
        """What changed in short sentences; that nothing did, in one."""
        from helpers.build.records.changed_words import sentences

        return sentences(self)

    def as_json(self) -> dict[str, Any]:
        """What changed as values for JSON; lists of ids are cut at `MOST`, counts are whole.

        Tables without a change are left out.
        """
        tables = {
            name: {
                "added": _counted(each.added),
                "removed": _counted(each.removed),
                "changed": _counted(
                    [{"id": one, "columns": names} for one, names in each.changed.items()]
                ),
            }
            for name, each in self.data.tables.items()
            if each
        }
        return {
            "case": self.case,
            "state": self.state,
            "since": self.since or None,
            "sentences": self.sentences(),
            "package": self.package,
            "tables": tables,
            "positions": _counted([asdict(shift) for shift in self.data.shifts]),
            "findings": [asdict(each) for each in self.findings],
        }


def changes_of(
    case: str,
    before: Path | None,
    now: Path,
    findings_before: Findings,
    findings_now: Findings,
    *,
    since: str = "",
) -> Changes:
    """What changed between two folders of a case, and in the findings of reports that both have.

    `before` is None when there was no good build. What cannot be read is told in `problem`.
    """
    if before is None:
        return Changes(case, first=True)
    try:
        data, package = compare_case(before, now), _package_keys(before, now)
    except Unreadable as problem:
        return Changes(case, since, problem=str(problem))
    except (OSError, ValueError, RecursionError) as problem:
        return Changes(case, since, problem=f"{type(problem).__name__} in {PACKAGE}")
    findings = list(finding_changes(findings_before, findings_now))
    return Changes(case, since, package=package, data=data, findings=findings)


def begin_changes(out: Path, case: str, folder: Path) -> None:
    """Note the tables in `folder` as those that the build of `case` is about to show."""
    try:
        stage_snapshot(out, case, folder)
    except OSError:  # told by settle_changes: what changed is no reason for a build to fail
        drop_stage(out, case)


def settle_changes(out: Path, case: str, *, built: str, good: bool) -> Changes:
    """What changed in `case`, written below `out`, now that its reports have been built.

    `built` is the time of the build (ISO); `good` says that every report of the case is current,
    so that the next build is compared with this one. Never raises OSError.
    """
    try:
        snapshot, now = read_snapshot(out, case), staged_snapshot(out, case)
    except OSError as error:
        return Changes(case, problem=trouble(error))
    if now is None:
        return Changes(case, problem="the tables could not be copied when the build began")
    found = findings_in(out, case)
    before = (snapshot.folder, snapshot.findings) if snapshot else (None, {})
    since = snapshot.built if snapshot else ""
    changes = changes_of(case, before[0], now, before[1], found, since=since)
    try:
        write_changes(out, case, changes)
        if good:
            keep_snapshot(out, case, built, found)
    except OSError as error:
        changes = Changes(case, since, problem=f"cannot be kept: {reason(error)}")
    drop_stage(out, case)
    return changes


def write_changes(out: Path, case: str, changes: Changes) -> Path:
    """Put changes.json beside the pages of the case, whole or not at all; its path."""
    path = out / case / FILE
    write_whole(path, json.dumps(changes.as_json(), ensure_ascii=False, indent=1) + "\n")
    return path


def _counted(listed: Sequence[Any]) -> dict[str, Any]:
    return {"count": len(listed), "list": list(listed[:MOST])}


def _package_keys(before: Path, now: Path) -> list[str]:
    """What a data package says of itself otherwise than before, by name."""
    old, new = (
        json.loads((folder / PACKAGE).read_text(encoding="utf-8-sig")) for folder in (before, now)
    )
    if not isinstance(old, dict) or not isinstance(new, dict):
        raise ValueError("a data package is a JSON object")
    return [key for key in {**old, **new} if old.get(key) != new.get(key)]
