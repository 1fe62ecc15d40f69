"""What is wrong with a case, said so that a person can put it right."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from unicodedata import category

SHOWN = 20  # problems of one kind that are listed before the rest is only counted
# Controls, the unknown, separators of lines, and spaces that look like the one of the keyboard.
UNSAFE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs")
VALUE_LIMIT = 60  # characters of a bad value that are shown
NEAREST_LIMIT = 5_000  # candidates that are compared: a comparison takes microseconds


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, where it is, and what is allowed.

    `row` counts as a spreadsheet does: the header is row 1. `value` is shortened to 60 characters
    with control characters escaped. `count` is more than 1 only for a line that stands for
    further problems of the kind listed before it.
    """

    file: str
    row: int | None
    column: str | None
    value: str
    message: str
    count: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", shown(self.value))

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f", row {self.row}"
        if self.column is not None:
            place += f", {'key' if self.file.endswith('.json') else 'column'} {self.column}"
        value = f"'{self.value}' " if self.value else ""
        return f"{place}: {value}{self.message}"


class CaseError(Exception):
    """A case that cannot be used; its text lists every problem, one a line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows of it: the problems alone, since the fault is in the case."""
        return [f"{type(self).__name__}: {self}"]


def shown(value: str) -> str:
    """`value` fit for one line of a message: at most 60 characters, none that moves a cursor or is not seen."""
    start = value[: VALUE_LIMIT + 1]
    safe = "".join(ascii(c)[1:-1] if c != " " and category(c) in UNSAFE else c for c in start)
    if len(value) <= VALUE_LIMIT and len(safe) <= VALUE_LIMIT:
        return safe
    return safe[: VALUE_LIMIT - 1] + "…"


def either(words: Iterable[str]) -> str:
    """The words as a choice: "a", "a or b", "a, b or c"."""
    listed = list(words)
    return " or ".join([", ".join(listed[:-1]), listed[-1]] if listed[1:] else listed)


def nearest(value: str, candidates: Collection[str]) -> str:
    """The candidate closest to `value` as " (nearest: x)", or "" when none is close."""
    if len(value) > VALUE_LIMIT:
        return ""
    if len(candidates) > NEAREST_LIMIT:
        alike = (c for c in candidates if c[:4] == value[:4])
        candidates = list(islice(alike, NEAREST_LIMIT))
    found = get_close_matches(value, candidates, n=1, cutoff=0.6)
    return f" (nearest: {shown(found[0])})" if found else ""
