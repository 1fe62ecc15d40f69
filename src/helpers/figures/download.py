"""Tables as CSV files that are safe to open in a spreadsheet and come back as they were.

A spreadsheet runs a cell that starts with =, +, - or @ as a formula. Such a text is written with an
apostrophe before it, and so is a text that starts with apostrophes before one of these, so that
`read_csv` takes off exactly the one that was put on. Numbers are written as they are.
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

FORMULA = re.compile(r"'*[=+\-@\t\r]")
WRITTEN = re.compile(r"''*[=+\-@\t\r]")


def to_csv(frame: pd.DataFrame) -> str:
    """The frame as CSV (RFC 4180, CRLF line ends), without its index."""
    safe = frame.rename(columns=harmless).map(harmless)
    return safe.to_csv(index=False, lineterminator="\r\n")


def read_csv(path: str | Path) -> pd.DataFrame:
    """The table that `to_csv` wrote, as it was; empty cells come back as missing values."""
    table = pd.read_csv(path)
    return table.rename(columns=as_it_was).map(as_it_was)


def harmless(value: object) -> object:
    """The value, with an apostrophe before a text that a spreadsheet would run."""
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


def as_it_was(value: object) -> object:
    """The value without the apostrophe that `harmless` put before it."""
    return value[1:] if isinstance(value, str) and WRITTEN.match(value) else value
