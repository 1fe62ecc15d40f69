"""What changed in a case, in sentences for a terminal, a page and a mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from helpers.build.words import counted, in_words
from helpers.case.schema import TABLES

if TYPE_CHECKING:
    from helpers.build.records.changed import Changes
    from helpers.case.changes import Shift, TableChange

IDS = 2  # ids that a sentence names before it counts the others
PLACES = 3  # the same for positions, and for findings
LONGEST = 160  # characters of a finding that are quoted
LEAD = 40  # of these, what stands before the first difference when the beginning is long
SIDES = {
    "supports": "supports",
    "opposes": "opposes",
    "split": "on both sides",
    "neutral": "neutral",
}


def sentences(changes: Changes) -> list[str]:
    """What changed, a sentence for each kind of change; that nothing did, in one."""
    since = f"the last good build{_moment(changes.since)}"
    if changes.state == "first":
        return ["There is no earlier good build of this case to compare with."]
    if changes.state == "unknown":
        return [f"What changed since {since} cannot be said: {changes.problem}."]
    if changes.state == "nothing":
        return [f"Nothing changed since {since}."]
    found: list[str] = []
    for table in dict.fromkeys(("articles", "statements", "events", *TABLES)):
        if table in changes.data.tables:
            found += _rows(table.removesuffix("s"), changes.data.tables[table])
    if changes.package:
        found.append(f"The data package changed: {_listed(changes.package, PLACES)}.")
    return [*found, *_positions(changes.data.shifts), *_findings(changes)]


def _rows(noun: str, change: TableChange) -> Iterator[str]:
    """Rows of one table that are new, gone or different."""
    rewritten = [f"{row} ({', '.join(names)})" for row, names in change.changed.items()]
    kinds = {"added": change.added, "removed": change.removed, "changed": rewritten}
    for verb, rows in kinds.items():
        if rows:
            yield f"{counted(len(rows), noun)} {verb}: {_listed(rows, IDS)}."


def _positions(shifts: Sequence[Shift]) -> Iterator[str]:
    """Positions that moved, that are new, and that are gone."""
    moved = [s for s in shifts if "silent" not in (s.before, s.now)]
    kinds = {
        "shifted": [f"{_place(s)} ({SIDES[s.before]} → {SIDES[s.now]})" for s in moved],
        "new": [f"{_place(s)} ({SIDES[s.now]})" for s in shifts if s.before == "silent"],
        "gone": [f"{_place(s)} ({SIDES[s.before]})" for s in shifts if s.now == "silent"],
    }
    for word, places in kinds.items():
        if places:
            yield f"{counted(len(places), 'position')} {word}: {_listed(places, PLACES)}."


def _place(shift: Shift) -> str:
    return f"{shift.name} on “{shift.label}”"


def _findings(changes: Changes) -> Iterator[str]:
    """The first findings that changed, and how many more."""
    for each in changes.findings[:PLACES]:
        before, now = _where_they_differ(each.before, each.now)
        if before and now:
            yield f"In {each.report}, “{before}” now reads “{now}”"
        else:
            yield f"In {each.report}, " + (
                f"new: “{now}”" if now else f"no longer said: “{before}”"
            )
    if (more := len(changes.findings) - PLACES) > 0:
        yield f"{counted(more, 'more finding')} changed."


def _listed(items: Sequence[str], most: int) -> str:
    """The first items, and how many more: `a, b and 3 more`."""
    if len(items) > most:
        return f"{', '.join(items[:most])} and {len(items) - most:,} more"
    return " and ".join(filter(None, [", ".join(items[:-1]), items[-1]]))


def _where_they_differ(before: str, now: str) -> tuple[str, str]:
    """Two sentences without a long beginning that they share, each cut to what can be quoted."""
    pairs = enumerate(zip(before, now, strict=False))
    shared = next((place for place, (one, other) in pairs if one != other), 0)
    begin = before.rfind(" ", 0, shared - LEAD) + 1 if shared > 2 * LEAD else 0
    texts = [f"…{text[begin:]}" if begin else text for text in (before, now)]
    before, now = (t if len(t) <= LONGEST else f"{t[: LONGEST - 1]}…" for t in texts)
    return before, now


def _moment(iso: str) -> str:
    """A time in words after a comma; nothing when it is not known."""
    try:
        return f", {in_words(datetime.fromisoformat(iso))}"
    except ValueError:
        return ""
