"""What a build tells: while it runs, of each report, and in all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from helpers.build.planning.plan import Report

if TYPE_CHECKING:
    from helpers.build.publishing.lock import Locked
    from helpers.build.records.changed import Changes


@dataclass(frozen=True)
class Spent:
    """What a report took: seconds by stage (kernel, run, page, publish), bytes, attempts."""

    seconds: Mapping[str, float] = field(default_factory=dict)
    peak_memory: int | None = None
    warm: bool = False
    attempts: int = 1


@dataclass(frozen=True)
class Outcome:
    """What became of one report: a page, or an error in one line and perhaps what was kept.

    `reason` says why it was due.
    """

    report: Report
    seconds: float
    page: Path | None = None
    error: str = ""
    kept: Path | None = None
    notes: list[str] = field(default_factory=list)
    reason: str = ""
    spent: Spent = Spent()


@dataclass(frozen=True)
class Summary:
    """What became of a build, reports in the order of the plan.

    `current` reports had nothing to be done for; `changes` has those of each case that was built;
    `notes` has a sentence for each thing worth knowing that failed nothing, `problems` for what
    keeps readers from the reports, though they are built. `printed` counts the new PDFs.
    """

    outcomes: list[Outcome]
    index: Path
    seconds: float
    current: int = 0
    changes: Mapping[str, Changes] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    printed: int = 0

    @property
    def failed(self) -> list[Outcome]:
        """The reports that have no new page."""
        return [outcome for outcome in self.outcomes if outcome.page is None]


class Progress(Protocol):
    """Someone who is told how a build goes; may be called from several threads."""

    def waiting(self, locked: Locked) -> None:
        """Another build is at work, and this one waits for its end."""

    def planned(self, reports: Sequence[Report], jobs: int, current: int) -> None:
        """The build begins: so many reports are run, and `current` need not be."""

    def started(self, report: Report) -> None:
        """A report begins."""

    def at_cell(self, report: Report, number: int, of: int) -> None:
        """A cell of a report begins."""

    def finished(self, outcome: Outcome) -> None:
        """A report has ended, well or not."""


class Silent:
    """A progress that tells nothing while the build goes on."""

    def waiting(self, locked: Locked) -> None:
        """Nothing."""

    def planned(self, reports: Sequence[Report], jobs: int, current: int) -> None:
        """Nothing."""

    def started(self, report: Report) -> None:
        """Nothing."""

    def at_cell(self, report: Report, number: int, of: int) -> None:
        """Nothing."""

    def finished(self, outcome: Outcome) -> None:
        """Nothing."""
