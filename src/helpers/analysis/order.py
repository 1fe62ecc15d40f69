"""What came surely before what, and what cannot be decided.

A came before B only if the latest moment possible for A lies before the earliest for B. Where one
of the two dates is marked approximate or uncertain, the order holds only as far as the mark allows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from helpers.analysis.words import count, part, quoted, some

Pairs = NDArray[np.bool_]
TABLE = [
    *("event", "time", "before", "after", "undecided"),
    *("event_id", "before_ids", "after_ids", "undecided_ids"),
]


@dataclass(frozen=True)
class Order:
    """The order of some events: [i, j] of a table is about event i and event j."""

    events: pd.DataFrame
    before: Pairs
    """i came before j, by the rule above."""
    marked: Pairs
    """The date of i or of j is approximate or uncertain."""

    @property
    def undecided(self) -> Pairs:
        """Neither came before the other, by what is known; never an event and itself."""
        return ~(self.before | self.before.T) & ~np.eye(len(self.events), dtype=bool)

    def counts(self) -> dict[str, int]:
        """Numbers of pairs of events: all, certain, hinging (on a marked date), undecided."""
        number = len(self.events)
        return {
            "all": number * (number - 1) // 2,
            "certain": int((self.before & ~self.marked).sum()),
            "hinging": int((self.before & self.marked).sum()),
            "undecided": int(self.undecided.sum()) // 2,
        }

    def table(self) -> pd.DataFrame:
        """Each event with the numbers of the others that it is before, after, or undecided against.

        An event's number is its place in the table that these events come from, their index and one.
        Columns event (its number and title), time (words), before, after, undecided (numbers; those
        in brackets hinge on a date that is approximate or uncertain), and of the same the ids:
        event_id, before_ids, after_ids, undecided_ids (joined by ";").
        """
        never, called = np.zeros(len(self.events), dtype=bool), self.events.index.to_numpy() + 1
        rows = [
            {
                "event": f"{called[at]}. {event['title']}",
                "time": event["words"],
                "before": numbers(self.before[at], self.marked[at], called),
                "after": numbers(self.before[:, at], self.marked[at], called),
                "undecided": numbers(self.undecided[at], never, called),
                "event_id": event["id"],
                "before_ids": self._ids(self.before[at]),
                "after_ids": self._ids(self.before[:, at]),
                "undecided_ids": self._ids(self.undecided[at]),
            }
            for at, event in enumerate(self.events.to_dict("records"))
        ]
        return pd.DataFrame(rows, columns=TABLE)

    def _ids(self, which: Pairs) -> str:
        """The ids of these events, joined by ";"."""
        return ";".join(self.events["id"][which])

    def sentences(self, day: str) -> list[str]:
        """How far the order of these events, all of `day`, is known."""
        found = self.counts()
        if not found["all"]:
            return []
        text = f"Of {count(found['all'], 'pair')} of events on {day}, "
        text += f"the order of {some(found['certain'])} is certain"
        if found["hinging"]:
            text += f" and that of {some(found['hinging'])} holds if the times marked approximate "
            text += "or uncertain do"
        if found["undecided"]:
            text += f"; {some(found['undecided'])} cannot be put in order"
        return [f"{text}.", self._loosest()]

    def _loosest(self) -> str:
        """Which event with a clock time is undecided against most others with one; "" if none is."""
        timed = self.events["timed"].to_numpy(dtype=bool)
        against = self.undecided[np.ix_(timed, timed)].sum(axis=1)
        if not against.any():
            return ""
        title = self.events["title"][timed].iloc[int(against.argmax())]
        return (
            f"Of the events with a clock time, {quoted(title)} is the least certain in its place: "
            f"undecided against {part(int(against.max()), int(timed.sum()) - 1, 'other')}."
        )


def order_of(events: pd.DataFrame) -> Order:
    """The order of these events (rows of `events_in_context`), each against each."""
    earliest = events["date_earliest"].to_numpy()
    latest = events["date_latest"].to_numpy()
    # A comparison with an unknown bound (NaT) is False, so such a pair stays undecided.
    before = latest[:, None] < earliest[None, :]
    mark = (events["date_approximate"] | events["date_uncertain"]).to_numpy(dtype=bool)
    return Order(events, before, mark[:, None] | mark[None, :])


def numbers(which: Pairs, bracketed: Pairs, called: NDArray[np.int_]) -> str:
    """What the true values are `called`, runs joined: "1–3; (5)"; "none" if none."""
    parts = []
    for brackets in (False, True):
        places = called[which & (bracketed == brackets)]
        runs = np.split(places, np.flatnonzero(np.diff(places) > 1) + 1)
        texts = [str(r[0]) if len(r) == 1 else f"{r[0]}–{r[-1]}" for r in runs if len(r)]
        if texts:
            parts.append(f"({', '.join(texts)})" if brackets else ", ".join(texts))
    return "; ".join(parts) or "none"
