"""What a build writes into the ledger while it goes on."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from helpers.build.outcome import Outcome
from helpers.build.planning.decide import Due
from helpers.build.records.ledger import Ledger, Row


@contextmanager
def recorded(
    out: Path,
    due: Sequence[Due],
    jobs: int,
    current: int,
    notes: list[str],
    problems: Sequence[str],
) -> Iterator[Callable[[Outcome], None]]:
    """A build's entry in the ledger of `out`, which ends when the block ends, however that is.

    What comes is a function to be told of each report as it ends; the others of those that are
    `due` are entered as stopped. What could not be recorded is added to `notes`;
    `problems` that have come up make it a failed build.
    """
    begin, ledger = time.monotonic(), Ledger(out)
    ledger.begin(jobs=jobs, versions=_versions(due), command=sys.argv, current=current)
    waiting = {each.report.name: each for each in due}
    failed = []

    def tell(outcome: Outcome) -> None:
        row = _row(waiting.pop(outcome.report.name), outcome)
        failed.extend([row] * (row.state == "failed"))
        ledger.add(row)

    code = 1
    try:
        yield tell
        code = 1 if failed or problems else 0
    except KeyboardInterrupt as stopped:
        code = getattr(stopped, "code", 130)
        raise
    finally:
        for each in waiting.values():
            ledger.add(_row(each, None))
        ledger.end(code, time.monotonic() - begin)
        notes += ledger.notes


def _versions(due: Sequence[Due]) -> str:
    """Versions of what makes pages; looked up only when some are made."""
    if not due:
        return ""
    from helpers.build.pages.provenance import versions

    return versions()


def _row(each: Due, outcome: Outcome | None) -> Row:
    """The entry of one report; without an outcome it was stopped."""
    report = each.report
    about = (report.case.name, report.stem, report.variant)
    if outcome is None:
        return Row(*about, "stopped", each.reason, inputs=each.inputs.key)
    spent = outcome.spent
    return Row(
        *about,
        "built" if outcome.page else "failed",
        each.reason,
        outcome.error,
        spent.seconds,
        spent.peak_memory,
        spent.warm,
        spent.attempts,
        each.inputs.key,
    )
