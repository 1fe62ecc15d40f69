"""Ties of a discourse network with what they rest on: concepts, and the ids of both's statements."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.discourse import Network
from helpers.analysis.words import listed
from helpers.case import Case


def tie_table(net: Network, case: Case) -> pd.DataFrame:
    """The ties with what they rest on: concepts agreed and differed on, ids of both's statements.

    Columns one, other, tie (agreement or conflict), agree on, differ on, agreements, conflicts,
    weight, statements; in the order of `net.ties`, the strongest first.
    """
    name = case.actors.set_index("id")["name"]
    label = dict(zip(case.concepts["id"], case.concepts["label"], strict=True))
    rests_on = tie_evidence(net.ties, net.sided)
    about = {
        f"{side} on": [listed(label[c] for c in cell) if cell else "" for cell in rests_on[side]]
        for side in ("agree", "differ")
    }
    return pd.DataFrame(
        {
            "one": net.ties["a"].map(name),
            "other": net.ties["b"].map(name),
            "tie": net.ties["weight"].gt(0).map({True: "agreement", False: "conflict"}),
            **about,
            "agreements": net.ties["agreements"],
            "conflicts": net.ties["conflicts"],
            "weight": net.ties["weight"].astype(float),
            "statements": rests_on["statements"],
        }
    )


def tie_evidence(pairs: pd.DataFrame, sided: pd.DataFrame) -> pd.DataFrame:
    """For each pair (columns a, b) the concepts they agree and differ on, and both's statements.

    Columns agree and differ (lists of concepts), statements (ids on all these, joined by ", ").
    """
    views = held(sided)
    rows = []
    for a, b in zip(pairs["a"], pairs["b"], strict=True):
        one, other = views[a], views[b]
        shared = [concept for concept in one if concept in other]
        agree = [c for c in shared if one[c].keys() & other[c].keys()]
        differ = [c for c in shared if len(one[c].keys() | other[c].keys()) > 1]
        ids = [
            i for c in shared for view in (one, other) for said in view[c].values() for i in said
        ]
        rows.append((agree, differ, ", ".join(ids)))
    return pd.DataFrame(rows, columns=["agree", "differ", "statements"], index=pairs.index)


def held(sided: pd.DataFrame) -> dict[str, dict[str, dict[str, list[str]]]]:
    """What each actor said on each concept on each side: actor -> concept -> stance -> ids."""
    views: dict[str, dict[str, dict[str, list[str]]]] = {}
    columns = ["actor", "concept", "stance", "id"]
    for actor, concept, stance, one in sided[columns].itertuples(index=False, name=None):
        views.setdefault(actor, {}).setdefault(concept, {}).setdefault(stance, []).append(one)
    return views


def evidence(net: Network, told: pd.DataFrame) -> pd.DataFrame:
    """The statements that the told ties rest on, in the order of the selection."""
    ids = {one for cell in told["statements"] for one in cell.split(", ")}
    return net.sided[net.sided["id"].isin(ids)]
