"""The measures of discourse networks, worked by hand."""

from math import sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.network import (
    NORMALISATIONS,
    conflict,
    congruence,
    ignore,
    normalise,
    stance_matrices,
    subtract,
    ties,
)

# Counts: a supports p twice and opposes q once; b supports p and q once each; c opposes p three times.
BY_HAND = [
    *[("a", "p", "support")] * 2,
    ("a", "q", "oppose"),
    ("b", "p", "support"),
    ("b", "q", "support"),
    *[("c", "p", "oppose")] * 3,
]


def said(rows):
    return pd.DataFrame(rows, columns=["actor", "concept", "stance"])


def dense(matrix):
    return matrix.toarray().tolist()


def test_congruence_counts_equal_stances_on_the_same_concept():
    # a-b: 2 x 1 on p. a-c and b-c never agree.
    assert dense(congruence(stance_matrices(said(BY_HAND)))) == [[0, 2, 0], [2, 0, 0], [0, 0, 0]]


def test_conflict_counts_opposite_stances_on_the_same_concept():
    # a-b: 1 x 1 on q. a-c: 2 x 3 on p. b-c: 1 x 3 on p.
    assert dense(conflict(stance_matrices(said(BY_HAND)))) == [[0, 1, 6], [1, 0, 3], [6, 3, 0]]


def test_subtract_is_congruence_minus_conflict():
    assert dense(subtract(stance_matrices(said(BY_HAND)))) == [[0, 1, -6], [1, 0, -3], [-6, -3, 0]]


@pytest.mark.parametrize(
    ("how", "a_b"),
    [
        ("none", 1),
        ("average", 1 / 2.5),  # n_a = 3, n_b = 2
        ("jaccard", 1 / 4),  # a alone 1 (opposes q), b alone 1 (supports q), product 2 on p
        ("cosine", 1 / (sqrt(5) * sqrt(2))),  # rows (2, 0, 0, 1) and (1, 1, 0, 0)
        ("dna-cosine", 1 / 6),
    ],
)
def test_each_normalisation_divides_by_its_own_divisor(how, a_b):
    x = stance_matrices(said(BY_HAND))
    assert normalise(subtract(x), x, how).toarray()[0, 1] == pytest.approx(a_b)


def test_cosine_of_congruence_is_one_for_equal_profiles():
    x = stance_matrices(said([(actor, concept, "support") for actor in "ab" for concept in "pqr"]))
    assert normalise(congruence(x), x, "cosine").toarray()[0, 1] == pytest.approx(1)


def test_an_unknown_normalisation_is_refused_with_the_known_ones():
    x = stance_matrices(said(BY_HAND))
    with pytest.raises(ValueError, match="dna-cosine"):
        normalise(subtract(x), x, "mean")


def test_neutral_and_mixed_statements_make_no_tie():
    x = stance_matrices(said([("a", "p", "neutral"), ("b", "p", "mixed"), ("c", "p", "support")]))
    assert x.actors == ["a", "b", "c"]
    assert ignore(x).nnz == 0


@pytest.mark.parametrize("rows", [[], [("a", "p", "support")], [("a", "p", "neutral")]])
def test_no_statement_one_actor_or_no_side_gives_no_tie(rows):
    x = stance_matrices(said(rows))
    for how in NORMALISATIONS:
        assert normalise(subtract(x), x, how).nnz == 0


def test_ties_come_once_each_strongest_first():
    x = stance_matrices(said(BY_HAND))
    assert ties(subtract(x), x.actors).values.tolist() == [
        ["a", "c", -6],
        ["b", "c", -3],
        ["a", "b", 1],
    ]


STATEMENTS = st.lists(
    st.tuples(
        st.sampled_from("abcde"), st.sampled_from("pqr"), st.sampled_from(["support", "oppose"])
    ),
    min_size=1,
    max_size=40,
)


@given(STATEMENTS)
def test_congruence_and_conflict_add_up_to_ignore_and_are_symmetric(rows):
    x = stance_matrices(said(rows))
    agree, differ = congruence(x).toarray(), conflict(x).toarray()
    assert np.array_equal(agree + differ, ignore(x).toarray())
    assert np.array_equal(agree, agree.T)
    assert np.array_equal(differ, differ.T)


@given(STATEMENTS, st.randoms(use_true_random=False))
def test_the_order_of_the_statements_changes_nothing(rows, random):
    shuffled = random.sample(rows, len(rows))
    one, other = (subtract(stance_matrices(said(r))).toarray() for r in (rows, shuffled))
    assert np.array_equal(one, other)


@given(STATEMENTS)
def test_an_actor_who_takes_no_side_changes_no_tie_of_the_others(rows):
    before = subtract(stance_matrices(said(rows)))
    after = subtract(stance_matrices(said([*rows, ("z", "p", "neutral")])))
    assert np.array_equal(before.toarray(), after.toarray()[:-1, :-1])
    assert not after.toarray()[-1].any()
