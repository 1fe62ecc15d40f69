"""What a build tells: while it runs, of each report, and in all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from helpers.build.plan import Report


@dataclass(frozen=True)
class Outcome:
    """What became of one report: a page, or an error in one line and perhaps what was kept."""

    report: Report
    seconds: float
    page: Path | None = None
    error: str = ""
    kept: Path | None = None
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Summary:
    """What became of a build, reports in the order of the plan.

    `skipped` has a sentence for each file that had to be left out of the index.
    """

    outcomes: list[Outcome]
    index: Path
    seconds: float
    skipped: list[str] = field(default_factory=list)

    @property
    def failed(self) -> list[Outcome]:
        """The reports that have no new page."""
        return [outcome for outcome in self.outcomes if outcome.page is None]


class Progress(Protocol):
    """Someone who is told how a build goes; may be called from several threads."""

    def planned(self, reports: Sequence[Report], jobs: int) -> None:
        """The build begins."""

    def started(self, report: Report) -> None:
        """A report begins."""

    def at_cell(self, report: Report, number: int, of: int) -> None:
        """A cell of a report begins."""

    def finished(self, outcome: Outcome) -> None:
        """A report has ended, well or not."""
