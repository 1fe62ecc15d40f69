"""Coalitions in a discourse network, how stable they are, and what divides or joins them."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd

from helpers.analysis.words import listed
from helpers.case import Case

MEMBER_TYPES = {"actor": "str", "coalition": "int64", "stability": "float64"}
VERBS = {"supports": "support", "opposes": "oppose"}


def graph_of(ties: pd.DataFrame, threshold: float = 0.0) -> nx.Graph:
    """The ties (columns a, b, weight) above the threshold as an undirected weighted graph."""
    graph = nx.Graph()
    strong = ties[ties["weight"] > threshold]
    graph.add_weighted_edges_from(strong[["a", "b", "weight"]].itertuples(index=False, name=None))
    return graph


def coalitions(ties: pd.DataFrame, *, runs: int = 50, seed: int = 1) -> pd.DataFrame:
    """Louvain communities on the positive ties: the best of `runs` seeded runs by modularity.

    Columns actor, coalition (1 is the largest), stability: the share of runs in which the actor
    is together with its fellow members, averaged over them (NaN for a member alone). Attribute
    `modularity` is that of the shown run. Empty when there is no positive tie.
    """
    graph = graph_of(ties)
    if not graph:
        return pd.DataFrame(columns=["actor", "coalition", "stability"]).astype(MEMBER_TYPES)
    found = [nx.community.louvain_communities(graph, seed=seed + run) for run in range(runs)]
    quality = [nx.community.modularity(graph, parts) for parts in found]
    best = sorted(found[int(np.argmax(quality))], key=lambda part: (-len(part), min(part)))
    together = runs_together(found)
    rows = [
        (
            actor,
            number,
            np.mean([together[frozenset((actor, other))] for other in part - {actor}])
            if len(part) > 1
            else np.nan,
        )
        for number, part in enumerate(best, start=1)
        for actor in sorted(part)
    ]
    table = pd.DataFrame(rows, columns=["actor", "coalition", "stability"])
    table.attrs["modularity"] = max(quality)
    return table


def runs_together(found: list[list[set[str]]]) -> dict[frozenset[str], float]:
    """For each pair of actors the share of runs that put them into one community."""
    seen: dict[frozenset[str], float] = {}
    for parts in found:
        for part in parts:
            for pair in combinations(sorted(part), 2):
                key = frozenset(pair)
                seen[key] = seen.get(key, 0) + 1 / len(found)
    everyone = sorted(set().union(*found[0]))
    return {frozenset(pair): seen.get(frozenset(pair), 0.0) for pair in combinations(everyone, 2)}


def contest(positions: pd.DataFrame, *, at_least: int = 4) -> pd.DataFrame:
    """How contested each concept is: 1 - |support - oppose| / (support + oppose) of its statements.

    `positions` has columns concept, support, oppose. Columns concept, support, oppose, contest;
    below `at_least` such statements the contest is NaN: too few to be a number.
    """
    table = positions.groupby("concept", observed=True)[["support", "oppose"]].sum()
    total = table["support"] + table["oppose"]
    table["contest"] = 1 - (table["support"] - table["oppose"]).abs() / total
    table.loc[total < at_least, "contest"] = np.nan
    return table.sort_values("contest", ascending=False, kind="stable").reset_index()


def bridges(ties: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Actors with positive ties into two or more coalitions: columns actor, own, into, weight.

    One row for each actor and other coalition; weight is the sum of its ties into that coalition.
    """
    side = members.set_index("actor")["coalition"]
    positive = ties[ties["weight"] > 0]
    both = pd.concat([positive, positive.rename(columns={"a": "b", "b": "a"})])
    both = both.assign(own=both["a"].map(side), into=both["b"].map(side)).rename(
        columns={"a": "actor"}
    )
    across = both[both["own"] != both["into"]]
    table = across.groupby(["actor", "own", "into"])["weight"].sum().reset_index()
    return table.sort_values(["weight", "actor"], ascending=[False, True]).reset_index(drop=True)


def ei_index(ties: pd.DataFrame, group: pd.Series) -> float:
    """(external - internal) / (external + internal) of the positive ties' weights; NaN without ties.

    `group` maps an actor to its group; -1 is all ties inside groups, +1 all between them.
    """
    positive = ties[ties["weight"] > 0]
    inside = positive["a"].map(group) == positive["b"].map(group)
    internal, total = positive["weight"][inside].sum(), positive["weight"].sum()
    return float((total - 2 * internal) / total) if total else float("nan")


def creeds(
    members: pd.DataFrame, positions: pd.DataFrame, case: Case, *, most: int = 3
) -> pd.DataFrame:
    """What each coalition agrees on: the sides that most of its members hold, with how many.

    Columns coalition, size, members (names), agrees (for example "support “A toll” (4 of 5)").
    A side that only one member holds is no agreement.
    """
    label = case.concepts.set_index("id")["label"]
    name = case.actors.set_index("id")["name"]
    sided = positions[positions["position"].isin(VERBS)].merge(members, on="actor")
    rows = []
    for number, part in members.groupby("coalition"):
        held = sided[sided["coalition"] == number].value_counts(["position", "concept"])
        agrees = [
            f"{VERBS[position]} “{label[concept]}” ({holders} of {len(part)})"
            for (position, concept), holders in held[held >= 2].head(most).items()
        ]
        rows.append((number, len(part), listed(name[part["actor"]]), listed(agrees)))
    return pd.DataFrame(rows, columns=["coalition", "size", "members", "agrees"])
