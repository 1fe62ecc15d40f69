"""What filters may name of a case, and the dates that bound them: one judge for all who are given them.

A notebook asks it while it runs, a build before anything runs; neither tables nor pandas are needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches

import numpy as np

from helpers.case.edtf import Edtf, EdtfError, parse_edtf
from helpers.case.problems import NEAREST_LIMIT, either, shown

#: Where the values stand that a filter may name: table and column of the case.
COLUMNS = {
    "articles": ("articles", "id"),
    "tiers": ("articles", "tier"),
    "article_kinds": ("articles", "kind"),
    "actors": ("actors", "id"),
    "concepts": ("concepts", "id"),
    "kinds": ("statements", "kind"),
    "forms": ("statements", "form"),
    "basis": ("statements", "basis"),
}
#: The filters whose values the case itself declares, and the categories these are.
CATEGORIES = {"groups": "group", "phases": "phase"}
FILTERS = (*COLUMNS, *CATEGORIES)
MOST = 12  # names that a message lists; of more it counts the rest
A_FEW = 3  # so many where the nearest stand before them
DAY = np.timedelta64(1, "D").astype("timedelta64[s]")


class SelectionError(ValueError):
    """A filter names something that the case does not have, or a date that is none."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows of it: the message alone, since the fault is in the parameters."""
        return [f"{type(self).__name__}: {self}"]


def vocabulary(
    name: str,
    column: Callable[[str, str], Iterable[str]],
    labels: Mapping[str, Mapping[str, str]],
) -> set[str]:
    """The values that a case has for one of `FILTERS`.

    `column` gives the cells of a table's column, `labels` the case's own categories, as in `Case`.
    """
    return set(column(*COLUMNS[name])) - {""} if name in COLUMNS else set(labels[CATEGORIES[name]])


def listed_values(name: str, values: object) -> list[str]:
    """The values of a filter; SelectionError for anything but a list, such as a single text."""
    if isinstance(values, list | tuple | set):
        return list(values)
    raise SelectionError(f"{name}: {values!r} is no list; write [{str(values)!r}]")


def require(name: str, value: str, allowed: set[str]) -> None:
    """Raise SelectionError, with the nearest names, unless `value` is one of `allowed`.

    What `FILTERS` may name is the case's; the values of any other parameter are our own.
    """
    if isinstance(value, str) and value in allowed:
        return
    known = sorted(allowed)
    alike = [each for each in known if each[:1] == str(value)[:1]][:NEAREST_LIMIT]
    candidates = known if len(known) <= NEAREST_LIMIT else alike
    near = get_close_matches(str(value)[:60], candidates, 3 if len(known) > MOST else 1, 0.4)
    few = _few(known, A_FEW if near else MOST)
    hint = f"nearest: {either(near)}; " if near else ""
    if name in FILTERS:
        raise SelectionError(f"{name}: the case has no '{shown(str(value))}'; {hint}use {few}")
    raise SelectionError(f"{name}: '{shown(str(value))}' is not allowed; {hint}allowed is {few}")


def bound(name: str, text: str) -> Edtf | None:
    """The parsed EDTF date of a bound, None when empty; SelectionError when it is no date."""
    try:
        return parse_edtf(str(text)) if text else None
    except EdtfError as err:
        raise SelectionError(f"{name}: '{shown(str(text))}' {err}") from err


def bounds(since: str, until: str) -> tuple[Edtf | None, Edtf | None]:
    """Two parsed bounds (EDTF, empty for none). Raises SelectionError, also when they cross."""
    first, last = bound("since", since), bound("until", until)
    if first and last and first.earliest > last.latest:
        raise SelectionError(f"since ({since}) is after until ({until})")
    return first, last


def one_day(text: str) -> np.datetime64:
    """The first second of the day that `text` (EDTF) names; SelectionError when it is not one day."""
    date = bound("day", text)
    assert date, "an empty text is no choice of a day"
    start = date.earliest.astype("datetime64[D]").astype("datetime64[s]")
    if date.earliest != start or date.latest != start + DAY - np.timedelta64(1, "s"):
        raise SelectionError(f"day: '{text}' is not one day; write it as 2025-06-03")
    return date.earliest


def first_day(split: str, since: str = "", until: str = "") -> np.datetime64:
    """The first instant of the date `split` (EDTF) that divides the time between two bounds.

    Raises SelectionError when it is no date, has no beginning, or does not lie between the bounds.
    """
    parsed = bound("split", split)
    if parsed is None or np.isnat(parsed.earliest):
        raise SelectionError(f"split: '{split}' has no first day; use an EDTF date like 2025-06-03")
    first, last = bound("since", since), bound("until", until)
    if (first and parsed.earliest <= first.earliest) or (last and parsed.earliest > last.latest):
        raise SelectionError(
            f"split ({split}) is not between since ({since or 'open'}) and until ({until or 'open'})"
        )
    return parsed.earliest


def _few(names: list[str], most: int) -> str:
    """The names as a choice; where they are many, the first ones and how many others there are."""
    if len(names) <= MOST:
        return either(names) or "none"
    return either([*names[: most - 1], f"{len(names) - most + 1:,} others"])
