"""What changed in the cases of a build since the last good build of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.build.planning.decide import Due
from helpers.build.publishing.record import FAILED, read_record

if TYPE_CHECKING:
    from helpers.build.records.changed import Changes


@contextmanager
def compared(due: Sequence[Due], out: Path, built: datetime) -> Iterator[dict[str, Changes]]:
    """The changes of each case of which reports are `due`: there when the block has ended.

    A block that is stopped compares nothing.
    """
    if not due:
        yield {}
        return
    from helpers.build.records.changed import begin_changes, settle_changes
    from helpers.build.records.snapshot import drop_stage

    cases = {each.report.case.name: each for each in due}
    for case, each in cases.items():
        begin_changes(out, case, each.report.data / case)
    changes: dict[str, Changes] = {}
    try:
        yield changes
        moment = built.isoformat(timespec="seconds")
        for case in cases:
            good = _is_good(out, case, [each for each in due if each.report.case.name == case])
            changes[case] = settle_changes(out, case, built=moment, good=good)
    finally:
        for case in cases:
            drop_stage(out, case)


def _is_good(out: Path, case: str, due: Sequence[Due]) -> bool:
    """Whether every page of the case shows these tables, each that was due is up, and none failed.

    A failure may have left nothing behind, on a disk that is full: so the pages are asked, too.
    """
    pages = {path.stem: read_record(path) for path in (out / case).glob("*.html")}
    shown = {stem: record.inputs for stem, record in pages.items() if record}
    failures = any((out / FAILED / case).glob("*.json"))
    current = all(inputs.get("data") == due[0].inputs.data for inputs in shown.values())
    made = all(shown.get(each.report.stem) == each.inputs.as_dict() for each in due)
    return not failures and current and made
