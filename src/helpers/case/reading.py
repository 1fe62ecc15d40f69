"""A CSV file turned into a table in one pass, without ever failing: what is wrong is listed.

Python's csv reader is used rather than pandas': it tells a row that is too short from one whose
last cells are empty, and a million rows need less memory. A byte order mark, any kind of line end
and quoted line breaks are read right; every line break in a cell becomes a newline.
"""

import csv
import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from helpers.case import form
from helpers.case.places import require_regular
from helpers.case.problems import Problem
from helpers.case.tables import Column, Table

BATCH = 1_000  # rows read at a time: few enough to stay in the processor's cache
TRIAL = 20_000  # rows after which it shows whether a column repeats its values


def read_table(path: Path, wanted: Sequence[str]) -> tuple[Table, list[Problem]]:
    """The wanted columns of the file, as far as it can be read, and its problems of form."""
    reading = _Reading(path, wanted)
    try:
        require_regular(path)
        if problem := form.utf16(path):
            reading.broken(problem)
        else:
            with path.open(encoding="utf-8-sig") as lines, form.long_cells():
                reading.read(csv.reader(lines, strict=True))
    except UnicodeDecodeError:
        reading.broken(form.bad_byte(path))
    except csv.Error as error:
        reading.broken(form.bad_quotes(path, reading.number + 1, error))
    except FileNotFoundError:
        reading.broken(form.missing_file(path))
    except OSError as error:
        reading.broken(form.unreadable(path, error))
    return reading.table(), reading.problems


@contextmanager
def no_collection() -> Iterator[None]:
    """Spares the garbage collector from walking over a million texts again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Reading:
    """One file being read: its columns so far, the rows left out and why, its problems."""

    def __init__(self, path: Path, wanted: Sequence[str]) -> None:
        self.path, self.wanted = path, wanted
        self.header: list[str] = []
        self.columns: dict[str, _Growing] = {}
        self.problems: list[Problem] = []
        self.ragged: list[tuple[int, int]] = []  # row number and how many cells it has
        self.number = 0  # of the last row that was read
        self.complete = True

    def read(self, rows: Iterator[list[str]]) -> None:
        self.header = next(rows, [])
        self.number = 1
        self.problems += form.header_problems(self.path.name, self.header, self.wanted)
        self.columns = {name: _Growing() for name in self.wanted if name in self.header}
        while self.columns:
            batch: list[list[str]] = []
            try:
                batch.extend(islice(rows, BATCH))
            finally:  # when a row cannot be read, those before it still count
                self._add(batch)
            if not batch:
                break

    def _add(self, batch: list[list[str]]) -> None:
        width = len(self.header)
        if set(map(len, batch)) - {width}:
            numbered = enumerate(batch, start=self.number + 1)
            self.ragged += [(number, len(row)) for number, row in numbered if len(row) != width]
        self.number += len(batch)
        if whole := [row for row in batch if len(row) == width]:
            cells = list(zip(*whole, strict=True))
            for name, column in self.columns.items():
                column.add(cells[self.header.index(name)])

    def broken(self, problem: Problem) -> None:
        self.problems.append(problem)
        self.complete = False

    def table(self) -> Table:
        self.problems += form.ragged_rows(self.path.name, self.ragged, len(self.header))
        numbers = np.arange(2, self.number + 1, dtype=np.int32)
        numbers = np.delete(numbers, [number - 2 for number, _ in self.ragged])
        columns = {name: column.done() for name, column in self.columns.items()}
        complete = self.complete and not self.ragged and len(columns) == len(self.wanted)
        return Table(self.path.stem, columns, numbers, complete)


class _Codes(dict[str, int]):
    """Numbers each new key in order of appearance."""

    def __missing__(self, key: str) -> int:
        code = self[key] = len(self)
        return code


@dataclass
class _Growing:
    """A column while it is read: coded, until most of its values turn out to be different."""

    parts: list[NDArray[np.int32]] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    index: _Codes | None = field(default_factory=_Codes)
    rows: int = 0

    def add(self, cells: Sequence[str]) -> None:
        self.rows += len(cells)
        if self.index is None:
            first = len(self.values)
            self.values.extend(cells)
            self.parts.append(np.arange(first, first + len(cells), dtype=np.int32))
            return
        self.parts.append(np.fromiter(map(self.index.__getitem__, cells), np.int32, len(cells)))
        # A dictionary of a million different texts would cost more than it saves.
        if self.rows >= TRIAL and len(self.index) > self.rows // 2:
            self.values, self.index = list(self.index), None

    def done(self) -> Column:
        codes = np.concatenate(self.parts) if self.parts else np.zeros(0, np.int32)
        return Column(codes, self.values if self.index is None else list(self.index))
