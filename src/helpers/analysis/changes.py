"""What changed between two periods of a discourse network: ties, and who is with whom."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.analysis.discourse import Periods

#: What became of a tie: the sign of its weight before and after -> words.
CHANGES = {
    (0, 1): "agreement begun",
    (-1, 1): "conflict turned into agreement",
    (1, 1): "agreement kept",
    (1, 0): "agreement ended",
    (0, -1): "conflict begun",
    (1, -1): "agreement turned into conflict",
    (-1, -1): "conflict kept",
    (-1, 0): "conflict ended",
}


def tie_changes(both: Periods) -> pd.DataFrame:
    """The ties among those who take a side in both periods, with what became of each.

    Columns a, b, before and after (weights, 0 for none), change (words, see `CHANGES`); the largest
    difference first. Who speaks in one period only has no tie to compare.
    """
    before, after = both.before, both.after
    twice = set(before.speakers) & set(after.speakers)
    tables = [
        net.ties.loc[net.ties["a"].isin(twice) & net.ties["b"].isin(twice), ["a", "b", "weight"]]
        for net in (before, after)
    ]
    table = tables[0].merge(tables[1], on=["a", "b"], how="outer", suffixes=("_before", "_after"))
    table = table.rename(columns=lambda name: name.removeprefix("weight_")).fillna(
        {"before": 0.0, "after": 0.0}
    )
    signs = zip(np.sign(table["before"]), np.sign(table["after"]), strict=True)
    table["change"] = pd.Series([CHANGES[pair] for pair in signs], dtype="str")
    order = (table["after"] - table["before"]).abs().sort_values(ascending=False, kind="stable")
    return table.loc[order.index].reset_index(drop=True)


def moves(both: Periods) -> pd.DataFrame:
    """Each speaker's coalition in the two periods: columns actor, before, after, change, fellows.

    Coalitions are numbered anew in each period, 0 for none, so a change is told by fellows: those
    of the same coalition before who take a side after as well. change: "stays" with at least one
    of them (`fellows`: their ids, joined by ", "), "parts" from all (`fellows`: from whom), "goes"
    or "comes" for who takes a side in one period only, and "" without a fellow to compare.
    """
    before, after = both.before, both.after
    sides = [net.members.set_index("actor")["coalition"] for net in (before, after)]
    early, late = set(before.speakers), set(after.speakers)
    twice = sorted(early & late)
    old, new = (side.reindex(twice).fillna(0).astype(int) for side in sides)
    rows = []
    for actor in sorted(early | late):
        change, fellows = ("goes" if actor in early else "comes"), list[str]()
        if actor in late and actor in early:
            had = [f for f in twice if f != actor and old[f] == old[actor] > 0]
            kept = [f for f in had if new[f] == new[actor] > 0]
            change, fellows = ("stays", kept) if kept else ("parts", had) if had else ("", [])
        spots = [int(side.get(actor, 0)) for side in sides]
        rows.append((actor, *spots, change, ", ".join(fellows)))
    types = {"actor": "str", "before": "int64", "after": "int64", "change": "str", "fellows": "str"}
    return pd.DataFrame(rows, columns=list(types)).astype(types)
