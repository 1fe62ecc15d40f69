"""What changed between two periods of a discourse network: ties, and who is with whom."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.analysis.discourse import Periods

#: What became of a tie: the sign of its weight before and after -> words.
CHANGES = {
    (0, 1): "agreement only after",
    (-1, 1): "conflict turned into agreement",
    (1, 1): "agreement kept",
    (1, 0): "agreement only before",
    (0, -1): "conflict only after",
    (1, -1): "agreement turned into conflict",
    (-1, -1): "conflict kept",
    (-1, 0): "conflict only before",
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
    of them (`fellows`: their ids, joined by ";"), "parts" from all (`fellows`: from whom), "goes"
    or "comes" for who takes a side in one period only, and "" without a fellow to compare.
    """
    early, late = set(both.before.speakers), set(both.after.speakers)
    old, new = (
        dict(zip(net.members["actor"], net.members["coalition"].tolist(), strict=True))
        for net in (both.before, both.after)
    )
    fellows: dict[int, set[str]] = {}
    for actor in early & late & old.keys():
        fellows.setdefault(old[actor], set()).add(actor)
    rows = []
    for actor in sorted(early | late):
        change, told = ("goes" if actor in early else "comes"), set[str]()
        if actor in early and actor in late:
            had = fellows.get(old.get(actor, 0), set()) - {actor}
            kept = {one for one in had if actor in new and new.get(one) == new[actor]}
            change, told = ("stays", kept) if kept else ("parts" if had else "", had)
        rows.append((actor, old.get(actor, 0), new.get(actor, 0), change, ";".join(sorted(told))))
    types = {"actor": "str", "before": "int64", "after": "int64", "change": "str", "fellows": "str"}
    return pd.DataFrame(rows, columns=list(types)).astype(types)
