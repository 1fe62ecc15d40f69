"""Positions: the summary of an actor's or a group's stances on a concept."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from helpers.case import Case
from helpers.case.stances import POSITIONS, STANCES, positions_from


def position_of(counts: pd.DataFrame) -> pd.Series:
    """The position for each row of stance counts (columns support, oppose, mixed, neutral).

    Support and opposition together, or a mixed statement, are `split`; neutral statements do not
    change a side that was taken; no statement at all is `silent`, never a balance of zero.
    """
    has = (counts[stance].to_numpy() > 0 for stance in STANCES)
    return pd.Series(positions_from(*has), index=counts.index)


def positions(statements: pd.DataFrame, by: str = "actor") -> pd.DataFrame:
    """One row for each `by` (actor or group) and concept with at least one statement.

    Columns: by, concept, counts by stance, statements, articles, first and last (earliest and
    latest possible instant said), share (support among support and oppose, NaN without either),
    ids (of the statements, joined by ";"), position.
    """
    who, actors = pd.factorize(statements[by], sort=True)
    what, concepts = pd.factorize(statements["concept"], sort=True)
    # Whole numbers for cells, since grouping a million rows by two texts takes twenty seconds.
    cell, cells = pd.factorize(who.astype(np.int64) * max(len(concepts), 1) + what, sort=True)
    rows, columns = np.divmod(cells, max(len(concepts), 1))
    table = pd.DataFrame({by: actors[rows], "concept": concepts[columns]})
    for stance in STANCES:
        table[stance] = np.bincount(cell[statements["stance"] == stance], minlength=len(cells))
    table["statements"] = np.bincount(cell, minlength=len(cells))
    table["articles"] = different(cell, statements["article"])
    grouped = statements[["said_earliest", "said_latest"]].groupby(cell)
    table["first"] = grouped["said_earliest"].min()
    table["last"] = grouped["said_latest"].max()
    table["share"] = table["support"] / (table["support"] + table["oppose"])
    table["ids"] = joined_by(cell, statements["id"])
    table["position"] = position_of(table)
    return table


def different(cell: np.ndarray, values: pd.Series) -> np.ndarray:
    """For each cell (numbered from 0) how many different values it has."""
    code, known = pd.factorize(values)
    pairs = pd.unique(cell * max(len(known), 1) + code)
    return np.bincount(pairs // max(len(known), 1), minlength=cell.max(initial=-1) + 1)


def joined_by(cell: np.ndarray, values: pd.Series) -> pd.Series:
    """For each cell (numbered from 0) its values in their order, joined by ";"."""
    order = np.argsort(cell, kind="stable")
    ordered = values.to_numpy(dtype=object)[order]
    ends = np.bincount(cell, minlength=cell.max(initial=-1) + 1).cumsum()
    joined = [";".join(ordered[a:b]) for a, b in pairwise([0, *ends.tolist()])]
    return pd.Series(joined, dtype="str")


def position_matrix(
    table: pd.DataFrame, by: str, rows: list[str], columns: list[str]
) -> pd.DataFrame:
    """The positions as rows x columns, `silent` where nothing was said; order as given."""
    matrix = table.pivot(index=by, columns="concept", values="position").astype(object)
    return matrix.reindex(index=rows, columns=columns).astype(object).fillna("silent")


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
    """Each concept with the number of actors by position and of statements, in the matrix's order.

    Columns id, label, kind, proposition, supports, opposes, split, neutral, speakers, statements
    (numbers; zero where nobody spoke) and ids (of the statements, joined by ";").
    """
    sides = pd.crosstab(actors["concept"], actors["position"])
    sides = sides.reindex(columns=POSITIONS[:-1], fill_value=0)
    spoken = actors.groupby("concept")
    sides = sides.assign(speakers=sides.sum(axis=1), statements=spoken["statements"].sum())
    concepts = case.concepts[["id", "label", "kind", "proposition"]].set_index("id")
    table = concepts.reindex(ordered_concepts(case, actors)).join(sides)
    table = table.fillna(dict.fromkeys(sides.columns, 0)).astype(dict.fromkeys(sides.columns, int))
    return table.assign(ids=ids_of(spoken, table.index)).reset_index()


def stance_counts(case: Case, groups: pd.DataFrame) -> pd.DataFrame:
    """Each group with the number of its statements by stance, in the case's order.

    A statement is counted by actor, concept and stance: who backs four concepts in one article
    counts four. Columns group, label, support, oppose, mixed, neutral, statements, concepts (how
    many it spoke on) and ids (joined by ";"); zero where it said nothing.
    """
    said = groups.groupby("group")
    numbers = said[[*STANCES, "statements"]].sum().assign(concepts=said.size())
    labels = case.labels["group"]
    table = numbers.reindex(list(labels)).fillna(0).astype(int)
    table = table.assign(label=list(labels.values()), ids=ids_of(said, table.index))
    return table.rename_axis("group").reset_index()


def ids_of(grouped: Any, keys: pd.Index) -> list[str]:
    """The statements behind each of `keys` in grouped positions: their ids joined by ";"."""
    found = {key: ";".join(ids) for key, ids in grouped["ids"]}
    return [found.get(key, "") for key in keys]
