"""What became of running a notebook."""

from __future__ import annotations

from dataclasses import dataclass

from nbformat import NotebookNode

from helpers.build.outcome import Spent


@dataclass(frozen=True)
class Ran:
    """A report that ran to its end: its notebook, and what that took.

    `seconds` has the time until the kernel was ready (`kernel`) and of the cells (`run`).
    `peak_memory` is in bytes, None where the system does not tell; `warm`: the kernel was forked.
    """

    notebook: NotebookNode
    seconds: dict[str, float]
    peak_memory: int | None
    warm: bool
    attempts: int = 1


class RunFailed(Exception):
    """A report could not be run to its end; str() is one line for people.

    `notebook` is the notebook as far as it ran, or None when no kernel came up. `killed` says that
    something outside the notebook killed the kernel; `log` is what the kernel said outside cells.
    `spent` is what the last attempt took.
    """

    def __init__(
        self,
        message: str,
        notebook: NotebookNode | None,
        *,
        killed: bool = False,
        log: str = "",
        spent: Spent | None = None,
    ) -> None:
        super().__init__(message)
        self.notebook, self.killed, self.log = notebook, killed, log
        self.spent = spent or Spent()
