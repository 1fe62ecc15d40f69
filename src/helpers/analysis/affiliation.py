"""Affiliation: which actor speaks to which concept, how often and on which side.

Rows are actors, columns concepts, as in `StanceMatrices`; the terms are those of discourse network
analysis.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse

from helpers.analysis.filters import one_of
from helpers.analysis.network import StanceMatrices

AFFILIATIONS = ("ignore", "subtract", "combine")
SHARES = ("none", "activity", "prominence")
SIDES = {0: "none", 1: "support", 2: "oppose", 3: "both"}


def affiliation(
    x: StanceMatrices, how: str = "ignore", normalisation: str = "none"
) -> sparse.csr_array:
    """Actors x concepts. SelectionError for an unknown `how` or `normalisation`.

    ignore: the number of statements, whatever the stance. subtract: support minus opposition.
    combine: 1 supports, 2 opposes, 3 both, 0 neither. `activity` divides by the row's total,
    `prominence` by the column's: of statements, for combine of cells that are not empty.
    """
    one_of("affiliation", how, AFFILIATIONS)
    one_of("share", normalisation, SHARES)
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
    """The cells that are not empty, one a row, under every measure, with the ids of their statements.

    Columns actor, concept, support, oppose, ignore, subtract, combine (1 supports, 2 opposes, 3
    both), combine_words, each of the three measures divided as `SHARES` say (ignore_activity …),
    statements (ids joined by ";").
    """
    said = affiliation(x).tocoo()
    a, j = said.row, said.col
    measured = {
        how if share == "none" else f"{how}_{share}": values_at(affiliation(x, how, share), a, j)
        for share in SHARES
        for how in AFFILIATIONS
    }
    actor, concept = np.array(x.actors, dtype=object)[a], np.array(x.concepts, dtype=object)[j]
    table = pd.DataFrame(
        {
            "actor": pd.Series(actor, dtype="str"),
            "concept": pd.Series(concept, dtype="str"),
            "support": values_at(x.support, a, j),
            "oppose": values_at(x.oppose, a, j),
            **measured,
        }
    )
    table["combine_words"] = table["combine"].map(SIDES).astype("str")
    taken = statements[statements["stance"].isin(["support", "oppose"])]
    ids = taken.groupby(["actor", "concept"], observed=True)["id"].agg(";".join)
    return table.join(ids.rename("statements"), on=["actor", "concept"])


def values_at(matrix: sparse.csr_array, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """The values of the sparse matrix at these places, zeros where it holds none."""
    return np.asarray(matrix[rows, columns]).ravel() if len(rows) else np.zeros(0, matrix.dtype)
