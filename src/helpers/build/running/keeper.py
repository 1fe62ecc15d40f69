"""Who stops the kernel of a report that takes more than it may."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from typing import Any

from helpers.build.running.limits import GRACE, LOOK, Limits, size_in_words


class Keeper:
    """Stops a kernel that runs too long or takes too much memory; `reason` says why it did.

    It works in the event loop that waits for the kernel, and so needs no thread. `send` sends a
    signal to the kernel and what it started; `memory` is what it has now, None if not known.
    """

    def __init__(
        self,
        limits: Limits,
        loop: asyncio.AbstractEventLoop,
        send: Callable[[int], None],
        memory: Callable[[], int | None],
    ) -> None:
        self.limits, self.loop, self.send, self.memory = limits, loop, send, memory
        self.reason = ""
        self._timers: dict[str, asyncio.TimerHandle] = {}

    def report_begins(self) -> None:
        """The time for the whole report counts from here, and the memory is watched."""
        if limit := self.limits.report:
            words = f"the report took longer than {limit:g} s (--report-timeout)"
            self._later("report", limit, self._interrupt, words)
        if self.limits.memory:
            self._later("memory", LOOK, self._look, self.limits.memory)

    def cell_begins(self) -> None:
        """The time for a cell counts from here."""
        if limit := self.limits.cell:
            words = f"took longer than {limit:g} s (--cell-timeout)"
            self._later("cell", limit, self._interrupt, words)

    def close(self) -> None:
        """Stop nothing any more."""
        for timer in self._timers.values():
            timer.cancel()

    def _later(self, what: str, seconds: float, act: Callable[[Any], None], given: Any) -> None:
        if what in self._timers:
            self._timers[what].cancel()
        self._timers[what] = self.loop.call_later(seconds, act, given)

    def _interrupt(self, reason: str) -> None:
        """Interrupt the cell, so that its line is known; kill the kernel if that does not help."""
        if not self.reason:
            self.reason = reason
            self.send(signal.SIGINT)
            self._later("kill", GRACE, self.send, signal.SIGKILL)

    def _look(self, limit: int) -> None:
        if (self.memory() or 0) <= limit:
            self._later("memory", LOOK, self._look, limit)
        elif not self.reason:
            # Killed at once: without memory, neither cell nor kernel can do anything orderly.
            self.reason = f"used more than {size_in_words(limit)} of memory (--memory)"
            self.send(signal.SIGKILL)
