"""What a filter may name, and the tests by which rows pass it."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable

import pandas as pd

from helpers.analysis.words import few, listed
from helpers.case import Case, Edtf, EdtfError, parse_edtf

#: Where the values stand that each filter may name: table and column of the case.
VALUES = {
    "articles": ("articles", "id"),
    "tiers": ("articles", "tier"),
    "article_kinds": ("articles", "kind"),
    "actors": ("actors", "id"),
    "concepts": ("concepts", "id"),
    "kinds": ("statements", "kind"),
    "forms": ("statements", "form"),
    "basis": ("statements", "basis"),
}
Tests = Iterable[tuple[str, pd.Series]]


class SelectionError(ValueError):
    """A filter names something that the case does not have, or a date that is none."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows of it: the message alone, since the fault is in the parameters."""
        return [f"{type(self).__name__}: {self}"]


def vocabulary(case: Case, name: str) -> set[str]:
    """The values that the case has for a filter: one of `VALUES`, groups or phases."""
    if name in VALUES:
        table, column = VALUES[name]
        return set(getattr(case, table)[column]) - {""}
    return set(case.labels[name.removesuffix("s")])


def listed_values(name: str, values: object) -> list[str]:
    """The values of a filter; SelectionError for anything but a list, such as a single text."""
    if isinstance(values, list | tuple | set):
        return list(values)
    raise SelectionError(f"{name}: {values!r} is no list; write [{str(values)!r}]")


def at_least(name: str, value: object, least: float, *, whole: bool = False) -> None:
    """Raise SelectionError unless a parameter is a number, if asked a `whole` one, large enough."""
    allowed = f"use {'a whole number, ' if whole else ''}{least:g} or more"
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise SelectionError(f"{name}: {value!r} is no number; {allowed}")
    if not least <= value < math.inf or (whole and value != int(value)):
        raise SelectionError(f"{name}: {value:g} is not allowed; {allowed}")


def require(name: str, value: str, allowed: set[str]) -> None:
    """Raise SelectionError, with the nearest names, unless `value` is one of `allowed`."""
    if isinstance(value, str) and value in allowed:
        return
    near = difflib.get_close_matches(str(value), sorted(allowed), 3, 0.4)
    hint = f"nearest: {listed(near, 'or')}" if near else f"use {few(sorted(allowed), 12, 'or')}"
    raise SelectionError(f"{name}: the case has no '{value}'; {hint}")


def one_of(name: str, value: object, allowed: Iterable[str]) -> None:
    """Raise SelectionError, with what is allowed and the nearest, unless `value` is one of `allowed`."""
    known = list(allowed)
    if isinstance(value, str) and value in known:
        return
    near = difflib.get_close_matches(str(value), known, 1, 0.5)
    hint = f"; the nearest is {near[0]}" if near else ""
    raise SelectionError(f"{name}: '{value}' is unknown; use {listed(known, 'or')}{hint}")


def bound(name: str, text: str) -> Edtf | None:
    """The parsed EDTF date of a bound, None when empty; SelectionError when it is no date."""
    try:
        return parse_edtf(str(text)) if text else None
    except EdtfError as err:
        raise SelectionError(f"{name}: '{text}' {err}") from err


def date_tests(
    table: pd.DataFrame, column: str, since: str, until: str
) -> list[tuple[str, pd.Series]]:
    """The tests of two bounds (EDTF, empty for none) on a date column, reason and rows that pass.

    A date passes when all of it lies inside the bounds. Raises SelectionError for a bad bound.
    """
    if not (since or until):
        return []
    first, last = bound("since", since), bound("until", until)
    if first and last and first.earliest > last.latest:
        raise SelectionError(f"since ({since}) is after until ({until})")
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
