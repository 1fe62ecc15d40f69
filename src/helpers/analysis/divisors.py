"""What the ties of a discourse network are divided by, so that talkative actors do not win.

Each divisor takes X[a, jk] (`StanceMatrices.levels`) and the two actors of every tie as row
numbers, and gives one number a tie. n_a is the number of a's retained statements.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

PAIRS = 200_000  # compared at once, which bounds the memory


def pairwise(
    left: sparse.csr_array, right: sparse.csr_array, a: np.ndarray, b: np.ndarray
) -> np.ndarray:
    """The products of row a of `left` with row b of `right`, for each given pair of rows."""
    found = np.zeros(len(a))
    for first in range(0, len(a), PAIRS):
        part = slice(first, first + PAIRS)
        found[part] = np.asarray(left[a[part]].multiply(right[b[part]]).sum(axis=1)).ravel()
    return found


def average_divisor(levels: sparse.csr_array, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """(n_a + n_b) / 2 for each pair."""
    half = levels.sum(axis=1) / 2
    divisor: np.ndarray = half[a]
    divisor += half[b]
    return divisor


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
