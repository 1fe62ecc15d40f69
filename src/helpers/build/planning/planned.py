"""What `standpoint plan` prints: each report, whether it is due, and why."""

from __future__ import annotations

import json
from collections.abc import Sequence

from helpers.build.planning.decide import Due
from helpers.build.words import counted


def plan_lines(decided: Sequence[Due]) -> list[str]:
    """A line for each report, and one that counts them."""
    width = max((len(due.report.name) for due in decided), default=0)
    lines = [f"{due.report.name:<{width}}  {_state(due)}" for due in decided]
    to_build = sum(bool(due.reason) for due in decided)
    count = f"{counted(to_build, 'report')} to build, {len(decided) - to_build:,} current"
    return [*lines, count if to_build else f"nothing to build: {_all(len(decided))}"]


def plan_json(decided: Sequence[Due]) -> str:
    """The same for programs: a list of reports, `reason` empty for one that is current."""
    reports = [
        {
            "report": due.report.name,
            "case": due.report.case.name,
            "notebook": due.report.notebook.name,
            "set": due.report.variant,
            "parameters": due.report.values,
            "reason": due.reason,
            "key": due.inputs.key,
        }
        for due in decided
    ]
    return json.dumps(reports, ensure_ascii=False, indent=1)


def _state(due: Due) -> str:
    return f"build: {due.reason}" if due.reason else "current"


def _all(number: int) -> str:
    return f"all {number:,} reports are current" if number > 1 else "the report is current"
