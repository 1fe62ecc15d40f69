"""What a filter may name, and the tests by which rows pass it."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable

import pandas as pd

from helpers.analysis.words import listed
from helpers.case import Case, choices
from helpers.case.choices import SelectionError, bound, bounds, listed_values, require

__all__ = [
    "SelectionError",
    "at_least",
    "bound",
    "date_tests",
    "listed_values",
    "one_of",
    "passing",
    "require",
    "vocabulary",
]

Tests = Iterable[tuple[str, pd.Series]]


def vocabulary(case: Case, name: str) -> set[str]:
    """The values that the case has for a filter: one of `choices.FILTERS`."""
    return choices.vocabulary(name, lambda table, column: getattr(case, table)[column], case.labels)


def at_least(name: str, value: object, least: float, *, whole: bool = False) -> None:
    """Raise SelectionError unless a parameter is a number, if asked a `whole` one, large enough."""
    allowed = f"use {'a whole number, ' if whole else ''}{least:g} or more"
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise SelectionError(f"{name}: {value!r} is no number; {allowed}")
    if not least <= value < math.inf or (whole and value != int(value)):
        raise SelectionError(f"{name}: {value:g} is not allowed; {allowed}")


def one_of(name: str, value: object, allowed: Iterable[str]) -> None:
    """Raise SelectionError, with what is allowed and the nearest, unless `value` is one of `allowed`."""
    known = list(allowed)
    if isinstance(value, str) and value in known:
        return
    near = difflib.get_close_matches(str(value), known, 1, 0.5)
    hint = f"; the nearest is {near[0]}" if near else ""
    raise SelectionError(f"{name}: '{value}' is unknown; use {listed(known, 'or')}{hint}")


def date_tests(
    table: pd.DataFrame, column: str, since: str, until: str
) -> list[tuple[str, pd.Series]]:
    """The tests of two bounds (EDTF, empty for none) on a date column, reason and rows that pass.

    A date passes when all of it lies inside the bounds. Raises SelectionError for a bad bound.
    """
    if not (since or until):
        return []
    first, last = bounds(since, until)
    earliest, latest = table[f"{column}_earliest"], table[f"{column}_latest"]
    inside = pd.Series(True, index=table.index)
    if first:
        inside &= earliest >= first.earliest
    if last:
        inside &= latest <= last.latest
    return [
        ("no date", earliest.notna() | latest.notna()),
        ("outside the dates, or not surely inside", inside),
    ]


def passing(table: pd.DataFrame, tests: Tests) -> tuple[pd.DataFrame, dict[str, int]]:
    """The rows that pass every test, and for each reason how many rows it left out; no zeros."""
    dropped = {}
    for reason, passes in tests:
        kept = table[passes.reindex(table.index)]
        if number := len(table) - len(kept):
            dropped[reason] = number
        table = kept
    return table, dropped
