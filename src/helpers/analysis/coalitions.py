"""Coalitions in a discourse network, how stable they are, and what divides or joins them."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd

MEMBER_TYPES = {"actor": "str", "coalition": "int64", "stability": "float64"}
UNDECIDED = 0.8  # a member less often than this with its fellows belongs to no coalition for sure
RUNS = 50
MOST_TIES = 250_000  # ties looked at in all runs together, beyond which there are fewer runs

#: Small enough for products of two sums of weights, and a power of two for what divides them.
TOTAL = 2**25


def graph_of(ties: pd.DataFrame) -> tuple[nx.Graph, list[str]]:
    """The positive ties (columns a, b, weight) as a weighted graph of numbers, and their actors.

    Numbers in the order of the actors' names make a run depend on its seed alone. Weights are whole
    numbers that add up to `TOTAL`, so that each gain the search works out is exact: rounding can
    make two moves each look like a gain over the other, and then it never ends. What rounding the
    weights leaves over is a loop at one more node, -1, which belongs to nobody.
    """
    positive = ties[ties["weight"] > 0]
    actors = sorted({*positive["a"], *positive["b"]})
    number = pd.Series(range(len(actors)), index=actors, dtype="int64")
    ends = [number.reindex(positive[end]).tolist() for end in ("a", "b")]
    share = (TOTAL - len(positive)) / positive["weight"].sum() if len(positive) else 1.0
    weights = (positive["weight"] * share).round().astype("int64").tolist()
    graph = nx.Graph()
    graph.add_nodes_from(range(len(actors)))
    graph.add_weighted_edges_from(zip(*ends, weights, strict=True))
    graph.add_edge(-1, -1, weight=TOTAL - sum(weights))
    return graph, actors


def coalitions(ties: pd.DataFrame, *, runs: int = RUNS, seed: int = 1) -> pd.DataFrame:
    """Louvain communities on the positive ties: the best of `runs` seeded runs by modularity.

    Columns actor, coalition (1 is the largest), stability: the share of runs in which the actor
    is together with its fellow members, averaged over them. Attributes: `modularity` of the shown
    run, and `runs`, fewer than asked for when there are very many ties. Empty when there is no
    positive tie.
    """
    graph, actors = graph_of(ties)
    runs = max(min(runs, MOST_TIES // max(graph.number_of_edges() - 1, 1)), min(runs, 10))
    found = [search(graph, seed + n) for n in range(runs) if actors]
    graph.remove_node(-1)
    quality = [nx.community.modularity(graph, parts) for parts in found]
    best = sorted(found[int(np.argmax(quality))] if found else [], key=lambda p: (-len(p), min(p)))
    coalition = community_of([best], len(actors))[0]
    table = pd.DataFrame(
        {
            "actor": actors,
            "coalition": coalition + 1,
            "stability": stability(coalition, community_of(found, len(actors))),
        }
    ).astype(MEMBER_TYPES)
    table = table.sort_values(["coalition", "actor"], ignore_index=True)
    table.attrs = {"modularity": max(quality, default=np.nan), "runs": runs}
    return table


def search(graph: nx.Graph, seed: int) -> list[set[int]]:
    """The communities of one seeded run of the Louvain method."""
    return [part for part in nx.community.louvain_communities(graph, seed=seed) if part != {-1}]


def community_of(found: list[list[set[int]]], size: int) -> np.ndarray:
    """The number of each node's community in each run: runs x nodes."""
    labels = np.zeros((len(found), size), dtype=np.int64)
    for run, parts in enumerate(found):
        for number, part in enumerate(parts):
            labels[run, list(part)] = number
    return labels


def stability(coalition: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """For each node the share of its fellows in `coalition` it is with, averaged over the runs.

    `labels` is runs x nodes. A run splits a coalition into pieces; a member is there with all
    others of its own piece. NaN for a node without a fellow.
    """
    shares = np.zeros(len(coalition))
    fellows = np.bincount(coalition)[coalition] - 1 if len(coalition) else shares
    for label in labels:
        _, piece, size = np.unique(
            np.stack([coalition, label]), axis=1, return_inverse=True, return_counts=True
        )
        shares += size[piece.ravel()] - 1
    shares = shares / max(len(labels), 1)
    return np.divide(shares, fellows, out=np.full(len(coalition), np.nan), where=fellows > 0)


def undecided(members: pd.DataFrame) -> pd.DataFrame:
    """The members who are with their fellows in too few runs to be counted among them for sure."""
    return members[members["stability"] < UNDECIDED]


def contest(statements: pd.DataFrame, *, at_least: int = 4) -> pd.DataFrame:
    """How contested each concept is: 1 - |support - oppose| / (support + oppose) of its statements.

    Columns concept, support, oppose, contest, statements (ids of those that take a side), the most
    contested first; below `at_least` such statements contest is NaN: too few to be a number.
    """
    sided = statements[statements["stance"].isin(["support", "oppose"])]
    grouped = sided.groupby("concept", observed=True)
    table = pd.DataFrame(
        {
            "support": (sided["stance"] == "support").groupby(sided["concept"]).sum(),
            "oppose": (sided["stance"] == "oppose").groupby(sided["concept"]).sum(),
            "statements": grouped["id"].agg(", ".join),
        }
    )
    total = table["support"] + table["oppose"]
    contested = 1 - (table["support"] - table["oppose"]).abs() / total
    table.insert(2, "contest", contested.where(total >= at_least))
    table = table.rename_axis("concept").reset_index()
    return table.sort_values("contest", ascending=False, kind="stable", ignore_index=True)


def bridges(ties: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Actors with positive ties into a coalition not their own: columns actor, own, into, weight.

    One row for each actor and other coalition, the strongest first; weight is the sum of the ties
    into it, and `partners` are the actors at their other ends, joined by ", ".
    """
    side = members.set_index("actor")["coalition"]
    positive = ties.loc[ties["weight"] > 0, ["a", "b", "weight"]]
    both = pd.concat([positive, positive.rename(columns={"a": "b", "b": "a"})])
    both = both.assign(own=both["a"].map(side), into=both["b"].map(side)).rename(
        columns={"a": "actor"}
    )
    across = both[both["own"] != both["into"]].groupby(["actor", "own", "into"])
    table = across.agg(weight=("weight", "sum"), partners=("b", ", ".join)).reset_index()
    return table.sort_values(["weight", "actor"], ascending=[False, True], ignore_index=True)


def ei_index(ties: pd.DataFrame, group: pd.Series) -> float:
    """(external - internal) / (external + internal) of the positive ties' weights; NaN without ties.

    `group` maps an actor to its group; -1 is all ties inside groups, +1 all between them.
    """
    positive = ties[ties["weight"] > 0]
    inside = positive["a"].map(group) == positive["b"].map(group)
    internal, total = positive["weight"][inside].sum(), positive["weight"].sum()
    return float((total - 2 * internal) / total) if total else float("nan")
