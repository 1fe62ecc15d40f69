"""Affiliation: which actor speaks to which concept, how often and on which side.

Rows are actors, columns concepts, as in `StanceMatrices`; the terms are those of discourse network
analysis.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse

from helpers.analysis.network import StanceMatrices

AFFILIATIONS = ("ignore", "subtract", "combine")
SHARES = ("none", "activity", "prominence")
SIDES = {0: "none", 1: "support", 2: "oppose", 3: "both"}


def affiliation(
    x: StanceMatrices, how: str = "ignore", normalisation: str = "none"
) -> sparse.csr_array:
    """Actors x concepts. ValueError for an unknown `how` or `normalisation`.

    ignore: the number of statements, whatever the stance. subtract: support minus opposition.
    combine: 1 supports, 2 opposes, 3 both, 0 neither. `activity` divides by the row's total,
    `prominence` by the column's: of statements, for combine of cells that are not empty.
    """
    for value, allowed in ((how, AFFILIATIONS), (normalisation, SHARES)):
        if value not in allowed:
            raise ValueError(f"'{value}' is unknown; use one of {', '.join(allowed)}")
    said = x.support + x.oppose
    matrix = {
        "ignore": said,
        "subtract": x.support - x.oppose,
        "combine": (x.support > 0).astype(np.int64) + 2 * (x.oppose > 0).astype(np.int64),
    }[how].tocsr()
    matrix.eliminate_zeros()
    if normalisation == "none":
        return matrix
    counted = (said > 0).astype(np.int64) if how == "combine" else said
    cells = matrix.tocoo()
    at, axis = (cells.row, 1) if normalisation == "activity" else (cells.col, 0)
    values = cells.data / counted.sum(axis=axis)[at]
    return sparse.coo_array((values, (cells.row, cells.col)), shape=matrix.shape).tocsr()


def affiliation_table(x: StanceMatrices, statements: pd.DataFrame) -> pd.DataFrame:
    """The cells that are not empty, one a row, with the ids of their statements.

    Columns actor, concept, support, oppose, ignore, subtract, combine (in words), activity and
    prominence (shares of all that the actor says, and that is said on the concept), statements.
    """
    said = affiliation(x).tocoo()
    a, j = said.row, said.col
    shares = {share: affiliation(x, "ignore", share).toarray()[a, j] for share in SHARES[1:]}
    numbers = {"support": x.support.toarray()[a, j], "oppose": x.oppose.toarray()[a, j]}
    sides = affiliation(x, "combine").toarray()[a, j]
    actor, concept = np.array(x.actors, dtype=object)[a], np.array(x.concepts, dtype=object)[j]
    table = pd.DataFrame(
        {
            "actor": pd.Series(actor, dtype="str"),
            "concept": pd.Series(concept, dtype="str"),
            **numbers,
            "ignore": said.data,
            "subtract": numbers["support"] - numbers["oppose"],
            "combine": pd.Series(sides, dtype="int64").map(SIDES).astype("str"),
            **shares,
        }
    )
    taken = statements[statements["stance"].isin(["support", "oppose"])]
    ids = taken.groupby(["actor", "concept"], observed=True)["id"].agg(", ".join)
    return table.join(ids.rename("statements"), on=["actor", "concept"])
