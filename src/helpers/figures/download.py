"""Tables as CSV files that are safe to open in a spreadsheet and come back as they were.

A spreadsheet runs a cell that starts with =, +, - or @ as a formula, quoted or not, and reads the
same characters as every other program: no file can hold such a text unchanged and be safe. So it is
written with an apostrophe before it, and so is a text that starts with apostrophes before one of
these. Taking off the apostrophe that stands before them gives the text back; `READ_BACK` says that
in plain pandas, `read_csv` does it. Numbers are written as they are, and so is every other text.

Columns are named in snake case, without anything a spreadsheet would run. A cell that holds several
ids has ";" between them.
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

FORMULA = re.compile(r"'*[=+\-@\t\r]")
#: An apostrophe that `harmless` put before a text: what plain pandas replaces with nothing.
WRITTEN = r"^'(?='*[=+\-@\t\r])"
#: How the documentation reads a table back with nothing but pandas.
READ_BACK = (
    'pd.read_csv(path, keep_default_na=False, na_values=[""])'
    rf'.replace(r"{WRITTEN}", "", regex=True)'
)
#: A name of a column that stays as it is, such as an id of the case.
PLAIN = re.compile(r"[a-z0-9]+(?:[-_]+[a-z0-9]+)*")


def to_csv(frame: pd.DataFrame) -> str:
    """The frame as CSV (RFC 4180, CRLF line ends), without its index, columns in snake case.

    A column `place` says where on the page a row's links lead, and is left out. Raises ValueError
    when two columns would get the same name.
    """
    frame = frame.drop(columns="place", errors="ignore")
    names = [snake_case(str(name)) for name in frame.columns]
    if len(set(names)) < len(names):
        raise ValueError(f"columns {list(frame.columns)} are not told apart in snake case: {names}")
    return frame.set_axis(names, axis=1).map(harmless).to_csv(index=False, lineterminator="\r\n")


def read_csv(path: str | Path) -> pd.DataFrame:
    """The table that `to_csv` wrote, as it was; empty cells come back as missing values.

    A column of texts that all look like numbers comes back as numbers, as pandas reads them.
    """
    table = pd.read_csv(path, keep_default_na=False, na_values=[""])
    return table.replace(WRITTEN, "", regex=True)


def snake_case(name: str) -> str:
    """The name in small letters with "_" for all between them; an id stays as it is.

    "only voice" becomes "only_voice", "council-member" stays; a name without a letter or digit
    becomes "column".
    """
    if PLAIN.fullmatch(name):
        return name
    return re.sub(r"[\W_]+", "_", name.casefold()).strip("_") or "column"


def harmless(value: object) -> object:
    """The value, with an apostrophe before a text that a spreadsheet would run."""
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value
