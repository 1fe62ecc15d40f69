"""A discourse network as GraphML, to be opened in Gephi, visone, igraph or networkx."""

from __future__ import annotations

import re

import networkx as nx
import pandas as pd

from helpers.analysis.discourse import Network
from helpers.analysis.tie_views import tie_evidence
from helpers.case import Case

#: Characters that XML cannot hold.
FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graphml(net: Network, groups: pd.DataFrame, case: Case) -> str:
    """The whole network, all ties, with all that is known of its nodes and ties.

    Nodes (ids of actors): name, kind, group, coalition (0 for none), coalition_name, stability
    (absent for none) and statements (number that take a side). Edges: weight, agreements,
    conflicts, statements (ids). The graph: case, measure, normalisation, counting.
    """
    graph = nx.Graph(
        case=case.name,
        measure="subtract",
        normalisation=net.normalisation,
        counting=net.used.counting,
    )
    for node in nodes(net, groups, case).to_dict("records"):
        known = {key: clean(value) for key, value in node.items() if not pd.isna(value)}
        graph.add_node(known.pop("actor"), **known)
    rests_on = tie_evidence(net.ties, net.sided)["statements"]
    for tie, ids in zip(net.ties.to_dict("records"), rests_on, strict=True):
        graph.add_edge(
            clean(tie["a"]),
            clean(tie["b"]),
            weight=float(tie["weight"]),
            agreements=int(tie["agreements"]),
            conflicts=int(tie["conflicts"]),
            statements=clean(ids),
        )
    return "\n".join(nx.generate_graphml(graph)) + "\n"


def nodes(net: Network, groups: pd.DataFrame, case: Case) -> pd.DataFrame:
    """Everyone who takes a side, with the attributes that the file gives."""
    actors = case.actors.set_index("id")
    table = pd.DataFrame({"actor": net.speakers}, dtype="str").merge(
        net.members, on="actor", how="left"
    )
    table["coalition"] = table["coalition"].fillna(0).astype(int)
    title = table["coalition"].map(groups.set_index("coalition")["name"])
    return table.assign(
        name=table["actor"].map(actors["name"]),
        kind=table["actor"].map(actors["kind"]),
        group=table["actor"].map(actors["group"]).map(case.labels["group"]),
        coalition_name=title,
        statements=table["actor"].map(net.sided["actor"].value_counts()),
    )


def clean(value: object) -> object:
    """A text without what XML cannot hold; anything else as it is."""
    return FORBIDDEN.sub("", value) if isinstance(value, str) else value
