"""A table as it was read: each column as the codes of its distinct values.

Whatever is asked of a value is so asked once, not once a row.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from helpers.case.problems import SHOWN, Problem

Mask = NDArray[np.bool_]
Rows = NDArray[np.intp]
Message = str | Callable[[str], str]  # what is wrong, or how to say it of a value


@dataclass(frozen=True)
class Column:
    """One column: `values[codes[i]]` is the cell of row i. Values may repeat in a long column."""

    codes: NDArray[np.int32]
    values: list[str]

    def mask(self, test: Callable[[str], bool]) -> Mask:
        """Which rows hold a value that passes `test`."""
        return np.fromiter(map(test, self.values), np.bool_, len(self.values))[self.codes]

    def by_row(self, sizes: Iterable[int]) -> NDArray[np.int64]:
        """A number for each row, from one for each value."""
        return np.fromiter(sizes, np.int64, len(self.values))[self.codes]

    def rows_of(self, bad: Iterable[int]) -> Rows:
        """Positions of the rows that hold one of the values with these indices."""
        flags = np.zeros(len(self.values), np.bool_)
        flags[list(bad)] = True
        return np.flatnonzero(flags[self.codes])

    def cells(self) -> NDArray[np.object_]:
        """The cell of each row."""
        return np.array(self.values, dtype=object)[self.codes]

    def cell(self, position: int) -> str:
        """The cell of the row at `position`."""
        return self.values[int(self.codes[position])]


@dataclass(frozen=True)
class Table:
    """The rows of one file that have the right number of cells.

    `numbers` are their row numbers in the file, the header being row 1. `complete` is False when
    part of the file could not be used, so that nothing can be said about what it lacks.
    """

    name: str
    columns: dict[str, Column]
    numbers: NDArray[np.int32]
    complete: bool = True

    def __len__(self) -> int:
        return len(self.numbers)

    def has(self, *names: str) -> bool:
        """Whether all these columns were read."""
        return all(name in self.columns for name in names)

    def problem(self, column: str, position: int, message: str) -> Problem:
        """The problem of one cell."""
        value = self.columns[column].cell(position)
        return Problem(f"{self.name}.csv", int(self.numbers[position]), column, value, message)

    def problems(self, column: str, positions: Rows, message: Message) -> list[Problem]:
        """A problem for each of the first rows at `positions`, and one that counts the others."""
        listed = []
        for position in positions[:SHOWN].tolist():
            says = (
                message
                if isinstance(message, str)
                else message(self.columns[column].cell(position))
            )
            listed.append(self.problem(column, position, says))
        return listed + further(f"{self.name}.csv", column, len(positions) - SHOWN)


def further(file: str, column: str | None, count: int) -> list[Problem]:
    """The line that stands for `count` more problems of one kind; none when there are no more."""
    message = f"and {count:,} more like this"
    return [Problem(file, None, column, "", message, count)] if count > 0 else []
