"""Numbers and moments as people write them."""

from __future__ import annotations

from datetime import datetime


def counted(number: int, noun: str) -> str:
    """A number and its noun: `1 report`, `7 reports`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def in_words(moment: datetime) -> str:
    """A moment of UTC: `3 June 2025, 14:05 UTC`."""
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"


def trouble(error: OSError) -> str:
    """What the system says it could not do: `reports/.lock: Permission denied`."""
    return f"{error.filename}: {reason(error)}" if error.filename else reason(error)


def reason(error: OSError) -> str:
    """The same without the file's name: `Permission denied`."""
    return error.strerror or type(error).__name__
