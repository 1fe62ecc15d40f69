"""Tables of the discourse network on concepts: pairs of them, who takes them up, how contested."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.affiliation import affiliation_table
from helpers.analysis.discourse import Network
from helpers.analysis.network import StanceMatrices, ignore, ties, with_counts
from helpers.analysis.tie_views import tie_evidence
from helpers.case import Case


def concept_pairs(net: Network, case: Case) -> pd.DataFrame:
    """Concepts that the same speakers take up, on the same or on opposite sides.

    A speaker counts once for each pair and way, however often a statement was repeated. Columns
    concept_id, concept, other_id, other, same_side and opposite_sides (numbers of speakers),
    balance (their difference), statements (ids joined by ";"); the strongest balance first.
    """
    once = StanceMatrices(net.x.actors, net.x.concepts, net.x.support.sign(), net.x.oppose.sign())
    turned = once.by_concept
    found = with_counts(ties(ignore(turned), turned.actors), turned)
    found["balance"] = found["agreements"] - found["conflicts"]
    order = found["balance"].abs().sort_values(ascending=False, kind="stable").index
    found = found.loc[order].reset_index(drop=True)
    label = case.concepts.set_index("id")["label"]
    swapped = net.sided.rename(columns={"actor": "concept", "concept": "actor"})
    return pd.DataFrame(
        {
            "concept_id": found["a"],
            "concept": found["a"].map(label),
            "other_id": found["b"],
            "other": found["b"].map(label),
            "same_side": found["agreements"],
            "opposite_sides": found["conflicts"],
            "balance": found["balance"],
            "statements": tie_evidence(found, swapped)["statements"],
        }
    )


def affiliations(net: Network, case: Case) -> pd.DataFrame:
    """Which speaker speaks to which concept (`affiliation_table`), ids beside names and labels."""
    table = affiliation_table(net.x, net.sided)
    table = table.rename(columns={"actor": "actor_id", "concept": "concept_id"})
    table.insert(1, "actor", table["actor_id"].map(case.actors.set_index("id")["name"]))
    table.insert(3, "concept", table["concept_id"].map(case.concepts.set_index("id")["label"]))
    return table


def contest_table(contested: pd.DataFrame, case: Case) -> pd.DataFrame:
    """Contest by concept: concept_id, concept, support, oppose, contest (NaN: too few), statements."""
    label = contested["concept"].map(case.concepts.set_index("id")["label"])
    table = contested.rename(columns={"concept": "concept_id"}).assign(concept=label)
    return table[["concept_id", "concept", "support", "oppose", "contest", "statements"]]


def contest_words(contests: pd.DataFrame, sides: pd.DataFrame) -> pd.DataFrame:
    """The contest as a page shows it: "too few" where the statements do not allow a number.

    `sides` says who takes which side, see `side_places`; columns concept, contest, support,
    supported_by, oppose, opposed_by.
    """
    words = contests["contest"].map(lambda c: "too few" if pd.isna(c) else f"{c:.2f}")
    return pd.DataFrame(
        {
            "concept": contests["concept"],
            "contest": words.astype("str"),
            "support": contests["support"],
            "supported_by": contests["concept_id"].map(sides["support"]),
            "oppose": contests["oppose"],
            "opposed_by": contests["concept_id"].map(sides["oppose"]),
        }
    )
