"""Positions: the summary of an actor's or a group's stances on a concept, and how it moved."""

from __future__ import annotations

import pandas as pd

from helpers.case import Case

POSITIONS = ["supports", "opposes", "split", "neutral", "silent"]
STANCES = ["support", "oppose", "mixed", "neutral"]


def position_of(counts: pd.DataFrame) -> pd.Series:
    """The position for each row of stance counts (columns support, oppose, mixed, neutral).

    Support and opposition together, or a mixed statement, are `split`; neutral statements do not
    change a side that was taken; no statement at all is `silent`, never a balance of zero.
    """
    pro, con = counts["support"] > 0, counts["oppose"] > 0
    position = pd.Series("silent", index=counts.index)
    position[counts["neutral"] > 0] = "neutral"
    position[pro] = "supports"
    position[con] = "opposes"
    position[(pro & con) | (counts["mixed"] > 0)] = "split"
    return position


def positions(statements: pd.DataFrame, by: str = "actor") -> pd.DataFrame:
    """One row for each `by` (actor or group) and concept with at least one statement.

    Columns: by, concept, counts by stance, statements, articles, first and last (earliest and
    latest possible instant said), share (support among support and oppose, NaN without either),
    ids (of the statements, joined by ";"), position.
    """
    keys = [by, "concept"]
    stance = pd.crosstab([statements[k] for k in keys], statements["stance"])
    stance = stance.reindex(columns=STANCES, fill_value=0)
    stance.index.names, stance.columns.name = keys, None
    grouped = statements.groupby(keys, observed=True)
    table = stance.join(
        grouped.agg(
            statements=("id", "size"),
            articles=("article", "nunique"),
            first=("said_earliest", "min"),
            last=("said_latest", "max"),
            ids=("id", ";".join),
        )
    )
    table["share"] = table["support"] / (table["support"] + table["oppose"])
    table["position"] = position_of(table)
    return table.reset_index()


def position_matrix(
    table: pd.DataFrame, by: str, rows: list[str], columns: list[str]
) -> pd.DataFrame:
    """The positions as rows x columns, `silent` where nothing was said; order as given."""
    matrix = table.pivot(index=by, columns="concept", values="position")
    return matrix.reindex(index=rows, columns=columns).fillna("silent")


def ordered_concepts(case: Case, table: pd.DataFrame) -> list[str]:
    """Every concept of the case, kinds together, within a kind from most supported to most opposed.

    Kinds come as demand, conduct, dispute, policy; concepts nobody spoke on come last.
    """
    balance = table.groupby("concept")[["support", "oppose"]].sum()
    lean = (balance["support"] - balance["oppose"]) / (balance["support"] + balance["oppose"])
    kinds = ["demand", "conduct", "dispute", "policy"]
    order = case.concepts.assign(
        rank=case.concepts["kind"].map(kinds.index), lean=case.concepts["id"].map(lean).fillna(-2)
    )
    return order.sort_values(["rank", "lean"], ascending=[True, False], kind="stable")[
        "id"
    ].tolist()


def ordered_actors(case: Case, table: pd.DataFrame) -> list[str]:
    """The actors who spoke, groups in the case's order, within a group the most vocal first."""
    said = table.groupby("actor")["statements"].sum()
    spoke = case.actors[case.actors["id"].isin(said.index)]
    groups = list(case.labels["group"])
    order = spoke.assign(rank=spoke["group"].map(groups.index), said=spoke["id"].map(said))
    return order.sort_values(["rank", "said"], ascending=[True, False], kind="stable")[
        "id"
    ].tolist()


def concept_summary(case: Case, actors: pd.DataFrame) -> pd.DataFrame:
    """Each concept with the number of actors by position and of statements.

    Columns id, label, kind, supports, opposes, split, neutral, speakers, statements; zero where nobody spoke.
    """
    sides = pd.crosstab(actors["concept"], actors["position"]).reindex(
        columns=POSITIONS[:-1], fill_value=0
    )
    sides = sides.assign(
        speakers=sides.sum(axis=1), statements=actors.groupby("concept")["statements"].sum()
    )
    table = case.concepts[["id", "label", "kind", "proposition"]].set_index("id").join(sides)
    return (
        table.fillna(dict.fromkeys(sides.columns, 0))
        .astype(dict.fromkeys(sides.columns, int))
        .reset_index()
    )


def shifts(statements: pd.DataFrame) -> pd.DataFrame:
    """Changes of side: for each actor and concept, supporting and opposing statements that differ.

    One row for each actor and concept with both; columns actor, concept, from_id, to_id, order:
    `before` when the last date of the earlier side is certainly before the first of the later one,
    else `undecided` (uncertain or missing dates, or sides that alternate).
    """
    sided = statements[statements["stance"].isin(["support", "oppose"])]
    rows = []
    for (actor, concept), part in sided.groupby(["actor", "concept"], observed=True):
        if part["stance"].nunique() < 2:
            continue
        part = part.sort_values("said_earliest", kind="stable")
        old = part[part["stance"] == part["stance"].iloc[0]]
        new = part[part["stance"] != part["stance"].iloc[0]]
        dated = part["said_latest"].notna().all() and part["said_earliest"].notna().all()
        certain = dated and old["said_latest"].max() < new["said_earliest"].min()
        order = "before" if certain else "undecided"
        rows.append((actor, concept, old["id"].iloc[-1], new["id"].iloc[0], order))
    return pd.DataFrame(rows, columns=["actor", "concept", "from_id", "to_id", "order"])
