"""How a build is told: moving lines on a terminal, plain lines in a log."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.progress import Progress as Bars
from rich.progress import SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.text import Text

from helpers.build.outcome import Outcome, Summary
from helpers.build.planning.plan import Report
from helpers.build.publishing.lock import Locked
from helpers.build.words import counted


class Telling:
    """Tells of a build on `console`; use it as a context around the build."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.width = 0
        self.total = 0
        self.ended = 0
        self.bars = Bars(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self.running: dict[str, TaskID] = {}

    def __enter__(self) -> Telling:
        self.bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.bars.stop()

    def waiting(self, locked: Locked) -> None:
        """Say for whom the build waits."""
        self._line(f"waiting: {locked}")

    def planned(self, reports: Sequence[Report], jobs: int, current: int) -> None:
        """Say how much there is to do."""
        self.total = len(reports)
        self.width = max(len(report.name) for report in reports)
        cases = counted(len({report.case.name for report in reports}), "case")
        others = f"; {counted(current, 'other')} current" if current else ""
        self._line(f"{counted(self.total, 'report')} on {cases}, {jobs} at a time{others}")

    def started(self, report: Report) -> None:
        """Show the report as running."""
        self.running[report.name] = self.bars.add_task(f"{report.name}: kernel starts", total=None)

    def at_cell(self, report: Report, number: int, of: int) -> None:
        """Show the cell that runs."""
        task = self.running[report.name]
        self.bars.update(task, description=f"{report.name}: cell {number} of {of}")

    def finished(self, outcome: Outcome) -> None:
        """One line for the report, more when there is something to say of it."""
        key = outcome.report.name
        if key in self.running:
            self.bars.remove_task(self.running.pop(key))
        self.ended += 1
        state, style = ("built", "green") if outcome.page else ("FAILED", "bold red")
        count = f"{self.ended:>{len(str(self.total))}}/{self.total}"
        line = f"{count}  {key:<{self.width}}  {outcome.seconds:5.1f} s  "
        self._line(line, (f"{state:<6}", style), f"  {outcome.reason}")
        if outcome.error:
            self._line(f"    {outcome.error}")
        if outcome.kept:
            self._line(f"    the notebook as far as it ran: {outcome.kept}")
        for note in outcome.notes:
            self._line(f"    note: {note}")

    def ended_with(self, summary: Summary) -> None:
        """The last lines: what changed, what else to know, how it went and where the pages are."""
        for case, changes in summary.changes.items():
            for sentence in changes.sentences():
                self._line(f"{case}: {sentence}")
        for note in summary.notes:
            self._line(f"note: {note}")
        failed = len(summary.failed)
        built = counted(len(summary.outcomes) - failed, "report")
        others = f", {summary.current:,} current" if summary.current else ""
        printed = f", {counted(summary.printed, 'PDF')} printed" if summary.printed else ""
        text = f"{built} built, {failed} failed{others}{printed} in {summary.seconds:.1f} s"
        if not summary.outcomes:
            current = f"{counted(summary.current, 'report')} current"
            text = f"{current}{printed} in {summary.seconds:.1f} s"
            text = text if printed else f"nothing to do: {current}"
        self._line(f"{text}; index: {summary.index}")

    def _line(self, *parts: str | tuple[str, str]) -> None:
        # Assembled as Text: square brackets in a message are no markup.
        self.console.print(Text.assemble(*parts), soft_wrap=True)
