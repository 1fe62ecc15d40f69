"""Ties of a discourse network with what they rest on: concepts, and the ids of both's statements."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.analysis.affiliation import values_at
from helpers.analysis.discourse import Network
from helpers.analysis.network import MEASURES, ignore, measured, ties, with_counts
from helpers.case import Case

MOST = 20_000  # pairs in a file, the strongest; larger files no reader opens
KINDS = {"congruence": "agreement", "conflict": "conflict", "ignore": "same question"}


def kinds(net: Network) -> pd.Series:
    """What each tie of the network is: agreement, conflict or same question."""
    if net.measure in KINDS:
        return pd.Series(KINDS[net.measure], index=net.ties.index, dtype="str")
    return net.ties["weight"].gt(0).map({True: "agreement", False: "conflict"}).astype("str")


def tie_table(net: Network, tied: Network, case: Case) -> pd.DataFrame:
    """Every pair that takes sides on the same concept, under all measures side by side.

    The pairs of `net` (subtract), strongest first by the measure of `tied`; of very many the `MOST`
    strongest. Columns actor_id, actor, other_id, other, agree_on and differ_on (concepts),
    congruence, conflict, ignore, subtract (numbers), normalisation, each of the four divided by it
    (congruence_weight …), statements. Lists of ids are joined by ";". The attribute `all` is the
    number of pairs without that bound.
    """
    pairs = with_counts(ties(ignore(net.x), net.x.actors), net.x)
    pairs, every = pairs.assign(**weights_of(net, pairs)), len(pairs)
    strongest = np.argsort(-pairs[f"{tied.measure}_weight"].abs(), kind="stable")[:MOST]
    pairs = pairs.iloc[strongest].reset_index(drop=True)
    rests_on = tie_evidence(pairs, net.sided)
    table = pd.DataFrame(
        {
            **named_ends(pairs, case),
            "agree_on": rests_on["agree"].map(";".join),
            "differ_on": rests_on["differ"].map(";".join),
            "congruence": pairs["agreements"],
            "conflict": pairs["conflicts"],
            "ignore": pairs["agreements"] + pairs["conflicts"],
            "subtract": pairs["agreements"] - pairs["conflicts"],
            "normalisation": net.normalisation,
            **pairs.filter(like="_weight"),
            "statements": rests_on["statements"],
        }
    )
    table.attrs = {"all": every}
    return table


def named_ends(pairs: pd.DataFrame, case: Case) -> dict[str, pd.Series]:
    """The two actors of each pair (columns a, b): actor_id, actor, other_id, other."""
    name = case.actors.set_index("id")["name"]
    a, b = pairs["a"], pairs["b"]
    return {"actor_id": a, "actor": a.map(name), "other_id": b, "other": b.map(name)}


def weights_of(net: Network, pairs: pd.DataFrame) -> dict[str, np.ndarray]:
    """For each measure the normalised ties of the pairs (columns a, b), by "<measure>_weight"."""
    spot = pd.Series(range(len(net.x.actors)), index=net.x.actors)
    a, b = (spot.reindex(pairs[end]).to_numpy(dtype=np.int64) for end in ("a", "b"))
    return {
        f"{name}_weight": values_at(measured(net.x, name, net.normalisation), a, b).astype(float)
        for name in MEASURES
    }


def tie_evidence(pairs: pd.DataFrame, sided: pd.DataFrame) -> pd.DataFrame:
    """For each pair (columns a, b) the concepts they agree and differ on, and both's statements.

    Columns agree and differ (lists of concepts), statements (ids on all these, joined by ";").
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
        rows.append((agree, differ, ";".join(ids)))
    return pd.DataFrame(rows, columns=["agree", "differ", "statements"], index=pairs.index)


def held(sided: pd.DataFrame) -> dict[str, dict[str, dict[str, list[str]]]]:
    """What each actor said on each concept on each side: actor -> concept -> stance -> ids."""
    views: dict[str, dict[str, dict[str, list[str]]]] = {}
    columns = ["actor", "concept", "stance", "id"]
    for actor, concept, stance, one in sided[columns].itertuples(index=False, name=None):
        views.setdefault(actor, {}).setdefault(concept, {}).setdefault(stance, []).append(one)
    return views
