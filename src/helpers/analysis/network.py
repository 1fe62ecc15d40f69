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

from helpers.analysis.divisors import DIVISORS, pairwise
from helpers.analysis.filters import one_of

NORMALISATIONS = ("none", *DIVISORS)
BLOCK = 500  # rows of a product that are worked out at once where it is dense
PART = 1_000_000  # ties that are divided at once


@dataclass(frozen=True)
class StanceMatrices:
    """Counts of retained statements: actors x concepts, one sparse matrix for each stance."""

    actors: list[str]
    concepts: list[str]
    support: sparse.csr_array
    oppose: sparse.csr_array

    @property
    def levels(self) -> sparse.csr_array:
        """X[a, jk]: support and opposition side by side, one row an actor."""
        return sparse.hstack([self.support, self.oppose]).tocsr()

    @property
    def by_concept(self) -> StanceMatrices:
        """The same counts with concepts as rows: every measure then ties concepts by actors."""
        return StanceMatrices(
            self.concepts, self.actors, self.support.T.tocsr(), self.oppose.T.tocsr()
        )


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


def product(left: sparse.csr_array, right: sparse.csr_array) -> sparse.csr_array:
    """The product of `left` and `right` transposed, with a zero diagonal and no stored zeros.

    Where most pairs share a column the product is dense, and then blocks of rows as ordinary
    arrays are many times faster; counts stay exact, since they are far below 2^53.
    """
    steps = left.count_nonzero(axis=0) @ right.count_nonzero(axis=0)
    if steps <= left.shape[0] * right.shape[0] / 2:
        return without_diagonal((left @ right.T).tocsr())
    across = right.T.toarray().astype(float)
    largest = abs(left).max() * abs(right).sum(axis=1).max()
    kind = np.int32 if largest < 2**31 else np.int64  # a large network is half as large
    blocks = []
    for first in range(0, left.shape[0], BLOCK):
        block = left[first : first + BLOCK].toarray().astype(float) @ across
        np.fill_diagonal(block[:, first:], 0)
        blocks.append(sparse.csr_array(block.astype(kind)))
    return sparse.vstack(blocks, format="csr")


def without_diagonal(matrix: sparse.csr_array) -> sparse.csr_array:
    """The matrix with a zero diagonal and no stored zeros."""
    cells = matrix.tocoo()
    kept = (cells.row != cells.col) & (cells.data != 0)
    places = (cells.row[kept], cells.col[kept])
    return sparse.coo_array((cells.data[kept], places), shape=matrix.shape).tocsr()


def congruence(x: StanceMatrices) -> sparse.csr_array:
    """sum_j (Xs Xs' + Xo Xo'): how often two actors take the same stance on the same concept."""
    return product(x.levels, x.levels)


def conflict(x: StanceMatrices) -> sparse.csr_array:
    """sum_j (Xs Xo' + Xo Xs'): how often two actors take opposite stances on the same concept."""
    return product(x.levels, sparse.hstack([x.oppose, x.support]).tocsr())


def ignore(x: StanceMatrices) -> sparse.csr_array:
    """sum_j N N': how often two actors speak to the same concept, whatever the stance.

    With the statements of `Selection(by_stance=False)`, of which the stance is not part of the
    counting rule's key either, this is the network of shared attention.
    """
    return product(x.support + x.oppose, x.support + x.oppose)


def subtract(x: StanceMatrices) -> sparse.csr_array:
    """Congruence minus conflict: positive where two actors agree more often than they disagree.

    Worked out in one product, since Xs Xs' + Xo Xo' - Xs Xo' - Xo Xs' = (Xs - Xo)(Xs' - Xo').
    """
    balance = x.support - x.oppose
    return product(balance, balance)


#: The networks between actors, by the name of their measure.
MEASURES = {
    "subtract": subtract,
    "congruence": congruence,
    "conflict": conflict,
    "ignore": ignore,
}


def normalise(
    matrix: sparse.csr_array, x: StanceMatrices, how: str = "average", *, by_stance: bool = True
) -> sparse.csr_array:
    """The ties divided as `how` says; 0 where the divisor is 0. SelectionError for an unknown `how`.

    average: (n_a + n_b) / 2. jaccard: what a says where b is silent, and the reverse, plus the
    products where both speak. cosine: the true cosine of the rows of support and opposition.
    dna-cosine: n_a n_b, as the reference tool has it. n_a is the number of a's statements. For
    `ignore`, which knows no stance, rows are those of concepts alone: `by_stance=False`.
    """
    one_of("normalisation", how, NORMALISATIONS)
    if how == "none":
        return matrix
    rows = np.repeat(np.arange(matrix.shape[0], dtype=np.int32), np.diff(matrix.indptr))
    levels = x.levels if by_stance else (x.support + x.oppose).tocsr()
    values = np.zeros(matrix.nnz)
    for first in range(0, matrix.nnz, PART):
        part = slice(first, first + PART)
        divisor = DIVISORS[how](levels, rows[part], matrix.indices[part])
        np.divide(matrix.data[part], divisor, out=values[part], where=divisor != 0)
    return sparse.csr_array((values, matrix.indices, matrix.indptr), shape=matrix.shape)


def measured(x: StanceMatrices, measure: str, normalisation: str = "average") -> sparse.csr_array:
    """The network of one of `MEASURES`, normalised; SelectionError for an unknown one."""
    one_of("network", measure, MEASURES)
    return normalise(MEASURES[measure](x), x, normalisation, by_stance=measure != "ignore")


def ties(matrix: sparse.csr_array, names: list[str]) -> pd.DataFrame:
    """The non-zero ties, each pair once: columns a, b, weight; strongest first, then by name."""
    upper = sparse.triu(matrix, k=1).tocoo()
    order = np.lexsort((upper.col, upper.row, -np.abs(upper.data)))
    label = np.array(names, dtype=object)
    return pd.DataFrame(
        {
            "a": pd.Series(label[upper.row[order]], dtype="str"),
            "b": pd.Series(label[upper.col[order]], dtype="str"),
            "weight": upper.data[order],
        }
    )


def with_counts(table: pd.DataFrame, x: StanceMatrices) -> pd.DataFrame:
    """The ties with what they are made of: columns agreements and conflicts, before normalising."""
    spot = pd.Series(range(len(x.actors)), index=x.actors)
    a, b = (spot.reindex(table[end]).to_numpy(dtype=np.int64) for end in ("a", "b"))
    turned = sparse.hstack([x.oppose, x.support]).tocsr()
    return table.assign(
        agreements=pairwise(x.levels, x.levels, a, b).astype(np.int64),
        conflicts=pairwise(x.levels, turned, a, b).astype(np.int64),
    )
