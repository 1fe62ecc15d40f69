"""Coalitions in a discourse network, how stable they are, and what divides or joins them."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd

from helpers.analysis import filters

MEMBER_TYPES = {"actor": "str", "coalition": "int64", "stability": "float64"}
UNDECIDED = 0.8  # a member less often than this with its fellows belongs to no coalition for sure
RUNS, LEAST_RUNS = 50, 10
#: Ties looked at in all runs together: more make for fewer runs, and then for fewer ties.
MOST_TIES = 150_000

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


def strongest(ties: pd.DataFrame, most: int) -> tuple[pd.DataFrame, int | None]:
    """The positive ties among the so many strongest of one of their two actors, and that number.

    The number is as large as at most `most` ties allow, but at least one; None: all ties are kept.
    Thinned so, no actor loses all ties, and a search takes no longer than for a network of `most`.
    """
    positive = ties[ties["weight"] > 0]
    if len(positive) <= most:
        return positive, None
    order = positive.sort_values(["weight", "a", "b"], ascending=[False, True, True])
    ends = pd.concat([order["a"], order["b"]]).sort_index(
        key=order.index.get_indexer, kind="stable"
    )
    rank = ends.groupby(ends).cumcount().groupby(level=0).min().loc[order.index]
    number = max(int(np.searchsorted(np.bincount(rank).cumsum(), most, side="right")), 1)
    return order[rank < number], number


def coalitions(ties: pd.DataFrame, *, runs: int = RUNS, seed: int = 1) -> pd.DataFrame:
    """Louvain communities on the positive ties: the best of `runs` seeded runs by modularity.

    Columns actor, coalition (1 is the largest), stability: the share of runs in which the actor
    is together with its fellow members, averaged over them. Attributes: `modularity` of what is
    shown, over all positive ties; `runs`, fewer than asked for when there are very many ties; and
    `strongest`, see there: on how many ties of each actor it was searched. Empty when there is no
    positive tie.
    """
    searched, number = strongest(ties, MOST_TIES // LEAST_RUNS)
    graph, actors = graph_of(searched)
    runs = max(min(runs, MOST_TIES // max(len(searched), 1)), min(runs, LEAST_RUNS))
    found = [search(graph, seed + n) for n in range(runs) if actors]
    quality = modularity(graph, *found)
    best = sorted(found[int(np.argmax(quality))] if found else [], key=lambda p: (-len(p), min(p)))
    coalition = community_of([best], len(actors))[0]
    quality = modularity(graph_of(ties)[0], best) if number else quality
    table = pd.DataFrame(
        {
            "actor": actors,
            "coalition": coalition + 1,
            "stability": stability(coalition, community_of(found, len(actors))),
        }
    ).astype(MEMBER_TYPES)
    table = table.sort_values(["coalition", "actor"], ignore_index=True)
    table.attrs = {
        "modularity": max(quality, default=np.nan),
        "runs": runs,
        "strongest": number,
    }
    return table


def search(graph: nx.Graph, seed: int) -> list[set[int]]:
    """The communities of one seeded run of the Louvain method."""
    return [part for part in nx.community.louvain_communities(graph, seed=seed) if part != {-1}]


def modularity(graph: nx.Graph, *partitions: list[set[int]]) -> list[float]:
    """For each partition how much more of the weight lies inside its parts than by chance.

    `graph` is that of `graph_of`, which is left without its node -1.
    """
    graph.remove_node(-1)
    return [nx.community.modularity(graph, parts) for parts in partitions]


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


def bridges(ties: pd.DataFrame, members: pd.DataFrame, *, least: float = 0.5) -> pd.DataFrame:
    """Actors whose agreements with another coalition weigh at least `least` of those with their own.

    One row for each actor and other coalition, the largest share first. Columns actor, own, into
    (coalitions), weight and own_weight (sums of the positive ties into either), share (of the two),
    partners (the actors in the other coalition, joined by ";"). SelectionError for `least` below 0.
    """
    filters.at_least("bridge", least, 0)
    side = members.set_index("actor")["coalition"]
    positive = ties.loc[ties["weight"] > 0, ["a", "b", "weight"]]
    both = pd.concat([positive, positive.rename(columns={"a": "b", "b": "a"})])
    both = both.assign(own=both["a"].map(side), into=both["b"].map(side)).rename(
        columns={"a": "actor"}
    )
    table = both.groupby(["actor", "own", "into"]).agg(
        weight=("weight", "sum"), partners=("b", ";".join)
    )
    table = table.reset_index()
    inside = table["own"] == table["into"]
    home = table[inside].set_index("actor")["weight"]
    table = table[~inside].assign(own_weight=lambda t: t["actor"].map(home).fillna(0.0))
    table["share"] = table["weight"] / table["own_weight"]
    table = table[table["share"] >= least]
    columns = ["actor", "own", "into", "weight", "own_weight", "share", "partners"]
    return table.sort_values(
        ["share", "weight", "actor"], ascending=[False, False, True], ignore_index=True
    )[columns]


def ei_index(ties: pd.DataFrame, group: pd.Series) -> float:
    """(external - internal) / (external + internal) of the positive ties' weights; NaN without ties.

    `group` maps an actor to its group; -1 is all ties inside groups, +1 all between them.
    """
    positive = ties[ties["weight"] > 0]
    inside = positive["a"].map(group) == positive["b"].map(group)
    internal, total = positive["weight"][inside].sum(), positive["weight"].sum()
    return float((total - 2 * internal) / total) if total else float("nan")
