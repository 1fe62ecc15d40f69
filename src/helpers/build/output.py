"""Standard streams that are closed, full, or that nobody reads any more."""

from __future__ import annotations

import os
import sys
from typing import Any, TextIO

#: What is said where an output is lost.
UNWRITTEN = "the output could not be written"


def open_missing() -> None:
    """Open the null device in place of each standard stream that is closed.

    Else the next file, lock or socket would take its number, and what is printed would go there.
    """
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        try:
            os.fstat(number)
        except OSError:  # the lowest number that is free is taken: this one
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8", closefd=False))


def drop(file: TextIO) -> None:
    """Have the null device take what is still written to `file`, and what it has not passed on."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, file.fileno())
    os.close(null)


class Lasting:
    """A stream that takes all that is written: what `file` does not take is dropped.

    `lost` is the system's word on why that is so, None as long as `file` takes it.
    """

    def __init__(self, file: TextIO) -> None:
        self.file = file
        self.lost: OSError | None = None

    def write(self, text: str) -> int:
        """Hand a text on."""
        try:
            return self.file.write(text)
        except OSError as error:
            return self._lose(error, len(text))

    def flush(self) -> None:
        """Have everything written."""
        try:
            self.file.flush()
        except OSError as error:
            self._lose(error)

    def _lose(self, error: OSError, size: int = 0) -> int:
        self.lost = self.lost or error
        drop(self.file)
        return size

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)
