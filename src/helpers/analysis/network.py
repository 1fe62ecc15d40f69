"""Discourse networks: who argues alike, who argues against whom.

The measures are those of Leifeld's discourse network analysis. Matrices are sparse: their cost
grows with the cells that are not zero.

Only support and opposition enter; neutral and mixed statements do not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

NORMALISATIONS = ("none", "average", "jaccard", "cosine", "dna-cosine")


@dataclass(frozen=True)
class StanceMatrices:
    """Counts of retained statements: actors x concepts, one sparse matrix for each stance."""

    actors: list[str]
    concepts: list[str]
    support: sparse.csr_array
    oppose: sparse.csr_array


def stance_matrices(statements: pd.DataFrame, by: str = "actor") -> StanceMatrices:
    """X[a, j, k] for the supporting and opposing statements; rows and columns sorted by id.

    Every `by` (actor or group) with any statement has a row, also one with neutral ones only.
    """
    rows, actors = pd.factorize(statements[by].astype(str), sort=True)
    columns, concepts = pd.factorize(statements["concept"].astype(str), sort=True)
    shape = (len(actors), len(concepts))

    def matrix(stance: str) -> sparse.csr_array:
        chosen = (statements["stance"] == stance).to_numpy()
        cells = (np.ones(chosen.sum(), dtype=np.int64), (rows[chosen], columns[chosen]))
        return sparse.coo_array(cells, shape=shape).tocsr()

    return StanceMatrices(list(actors), list(concepts), matrix("support"), matrix("oppose"))


def without_diagonal(matrix: sparse.csr_array) -> sparse.csr_array:
    """The matrix with a zero diagonal and no stored zeros."""
    matrix = (matrix - sparse.diags_array(matrix.diagonal(), dtype=matrix.dtype)).tocsr()
    matrix.eliminate_zeros()
    return matrix


def congruence(x: StanceMatrices) -> sparse.csr_array:
    """sum_j (Xs Xs' + Xo Xo'): how often two actors take the same stance on the same concept."""
    return without_diagonal(x.support @ x.support.T + x.oppose @ x.oppose.T)


def conflict(x: StanceMatrices) -> sparse.csr_array:
    """sum_j (Xs Xo' + Xo Xs'): how often two actors take opposite stances on the same concept."""
    across = x.support @ x.oppose.T
    return without_diagonal(across + across.T)


def ignore(x: StanceMatrices) -> sparse.csr_array:
    """sum_j N N': how often two actors speak to the same concept, whatever the stance."""
    both = x.support + x.oppose
    return without_diagonal(both @ both.T)


def subtract(x: StanceMatrices) -> sparse.csr_array:
    """Congruence minus conflict: positive where two actors agree more often than they disagree."""
    return without_diagonal(congruence(x) - conflict(x))


def normalise(
    matrix: sparse.csr_array, x: StanceMatrices, how: str = "average"
) -> sparse.csr_array:
    """The ties divided as `how` says; 0 where the divisor is 0. ValueError for an unknown `how`.

    average: (n_a + n_b) / 2. jaccard: what a says where b is silent, and the reverse, plus the
    products where both speak. cosine: the true cosine of the rows of support and opposition.
    dna-cosine: n_a n_b, as the reference tool has it. n_a is the number of a's statements.
    """
    if how not in NORMALISATIONS:
        raise ValueError(
            f"normalisation '{how}' is unknown; use one of {', '.join(NORMALISATIONS)}"
        )
    if how == "none":
        return matrix
    ties = matrix.tocoo()
    levels = sparse.hstack([x.support, x.oppose]).tocsr()
    divisor = DIVISORS[how](levels, ties.row, ties.col)
    values = np.divide(ties.data, divisor, out=np.zeros(ties.nnz), where=divisor != 0)
    return sparse.coo_array((values, (ties.row, ties.col)), shape=matrix.shape).tocsr()


def pairwise(
    left: sparse.csr_array, right: sparse.csr_array, a: np.ndarray, b: np.ndarray
) -> np.ndarray:
    """The products of row a of `left` with row b of `right`, for each given pair of rows."""
    return np.asarray(left[a].multiply(right[b]).sum(axis=1), dtype=float).ravel()


def average_divisor(levels: sparse.csr_array, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """(n_a + n_b) / 2 for each pair."""
    n = levels.sum(axis=1)
    return (n[a] + n[b]) / 2


def jaccard_divisor(levels: sparse.csr_array, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """sum_jk [X_a where X_b = 0] + [X_b where X_a = 0] + X_a X_b for each pair."""
    n, present = levels.sum(axis=1), (levels > 0).astype(np.int64)
    alone = n[a] + n[b] - pairwise(levels, present, a, b) - pairwise(present, levels, a, b)
    return alone + pairwise(levels, levels, a, b)


def cosine_divisor(levels: sparse.csr_array, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The product of the two rows' lengths for each pair."""
    length = np.sqrt(levels.multiply(levels).sum(axis=1))
    return length[a] * length[b]


def dna_cosine_divisor(levels: sparse.csr_array, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """n_a n_b for each pair."""
    n = levels.sum(axis=1).astype(float)
    return n[a] * n[b]


DIVISORS = {
    "average": average_divisor,
    "jaccard": jaccard_divisor,
    "cosine": cosine_divisor,
    "dna-cosine": dna_cosine_divisor,
}


def ties(matrix: sparse.csr_array, names: list[str]) -> pd.DataFrame:
    """The non-zero ties, each pair once: columns a, b, weight; strongest first."""
    upper = sparse.triu(matrix, k=1).tocoo()
    table = pd.DataFrame(
        {
            "a": pd.Series([names[i] for i in upper.row], dtype="str"),
            "b": pd.Series([names[i] for i in upper.col], dtype="str"),
            "weight": upper.data,
        }
    )
    order = table.assign(size=table["weight"].abs()).sort_values(
        ["size", "a", "b"], ascending=[False, True, True]
    )
    return order.drop(columns="size").reset_index(drop=True)
