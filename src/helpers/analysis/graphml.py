"""Discourse networks as GraphML, to be opened in Gephi, visone, igraph or networkx."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import networkx as nx
import pandas as pd

from helpers.analysis.concept_views import affiliations
from helpers.analysis.discourse import Network
from helpers.analysis.network_views import member_table
from helpers.analysis.selection import Selection
from helpers.case import Case, stated

#: Characters that XML cannot hold.
FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NOT_FILTERS = ("counting", "by_stance")


def graphml(
    tied: Network, pairs: pd.DataFrame, groups: pd.DataFrame, case: Case, **about: object
) -> str:
    """The network between speakers, with all that is known of its nodes and ties.

    `pairs` is what `tie_table` gives: an edge is a pair that takes sides on the same concept, its
    weight that of the measure of `tied`, beside all measures, concepts and statement ids. Nodes have
    the attributes of `nodes`. The graph has those of `attributes`, and `about`.
    """
    left_out = pairs.attrs["all"] - len(pairs)
    graph = nx.Graph(**attributes(tied, case), pairs_left_out=left_out, **about)
    add_nodes(graph, nodes(tied, groups, case))
    ends = ["actor_id", "actor", "other_id", "other", "normalisation"]
    for pair, known in zip(
        pairs[ends].itertuples(index=False),
        pairs.drop(columns=ends).to_dict("records"),
        strict=True,
    ):
        weight = float(known[f"{tied.measure}_weight"])
        graph.add_edge(clean(pair.actor_id), clean(pair.other_id), weight=weight, **cleaned(known))
    return "\n".join(nx.generate_graphml(graph)) + "\n"


def affiliation_graphml(net: Network, groups: pd.DataFrame, case: Case, **about: object) -> str:
    """The network of speakers and concepts: nodes have `type` actor or concept, edges all measures.

    The id of a concept's node begins with "concept:", because an actor may have the same id.
    """
    graph = nx.Graph(**attributes(net, case) | {"network": "affiliation"}, **about)
    add_nodes(graph, nodes(net, groups, case).assign(type="actor"))
    table = affiliations(net, case)
    concepts = case.concepts[case.concepts["id"].isin(table["concept_id"])]
    columns = [c for c in ("label", "proposition", "kind") if c in concepts]
    named = concepts[columns].assign(actor="concept:" + concepts["id"], type="concept")
    add_nodes(graph, named.rename(columns={"label": "name"}).assign(concept_id=concepts["id"]))
    for known in table.drop(columns=["actor", "concept"]).to_dict("records"):
        actor, concept = known.pop("actor_id"), known.pop("concept_id")
        graph.add_edge(clean(actor), clean(f"concept:{concept}"), **cleaned(known))
    return "\n".join(nx.generate_graphml(graph)) + "\n"


def attributes(net: Network, case: Case) -> dict[str, object]:
    """What the whole graph says of itself: case, network, normalisation, counting, used, dropped.

    `dropped` is JSON, reason -> number of statements.
    """
    return {
        "case": case.name,
        "network": net.measure,
        "normalisation": net.normalisation,
        "counting": net.used.counting,
        "statements_used": len(net.used.statements),
        "statements_with_side": len(net.sided),
        "statements_dropped": sum(net.used.dropped.values()),
        "dropped": clean(json.dumps(net.used.dropped, ensure_ascii=False)),
    }


def filters(selection: Selection) -> str:
    """The filters that are set, as JSON: name -> value."""
    kept = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in asdict(selection).items()
        if value and name not in NOT_FILTERS
    }
    return str(clean(json.dumps(kept, ensure_ascii=False)))


def nodes(net: Network, groups: pd.DataFrame, case: Case) -> pd.DataFrame:
    """Everyone who takes a side: columns of `member_table`, kind, role and organisation.

    `name` is the actor's, `actor` its id; what is not stated of an actor is missing.
    """
    actors = case.actors.set_index("id")
    table = member_table(net, groups, case).rename(columns={"actor": "name", "actor_id": "actor"})
    for column in ("kind", "role", "organisation"):
        if column in actors:
            value = table["actor"].map(actors[column])
            table[column] = value.where(stated(value))
    return table


def add_nodes(graph: nx.Graph, table: pd.DataFrame) -> None:
    """Add a node for each row: `actor` is its id, the other columns are attributes where known."""
    for row in table.to_dict("records"):
        graph.add_node(clean(row.pop("actor")), **cleaned(row))


def cleaned(known: Mapping[Any, object]) -> dict[str, Any]:
    """The attributes that have a value, texts as XML can hold them."""
    return {str(key): clean(value) for key, value in known.items() if not pd.isna(value)}


def clean(value: object) -> object:
    """A text without what XML cannot hold; anything else as it is."""
    return FORBIDDEN.sub("", value) if isinstance(value, str) else value
