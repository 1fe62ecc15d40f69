"""The measures of discourse networks, worked by hand and against their formulas written out."""

from math import sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis import network
from helpers.analysis.filters import SelectionError
from helpers.analysis.network import (
    NORMALISATIONS,
    conflict,
    congruence,
    ignore,
    measured,
    normalise,
    stance_matrices,
    subtract,
    ties,
    with_counts,
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


@pytest.mark.parametrize(
    ("how", "a_c"),
    [
        ("average", -6 / 3),  # n_a = n_c = 3
        # Levels p+, q+, p-, q-: a = (2, 0, 0, 1), c = (0, 0, 3, 0). Alone: 2 + 1 and 3; no product.
        ("jaccard", -6 / 6),
        ("cosine", -6 / (sqrt(5) * 3)),
        ("dna-cosine", -6 / 9),
    ],
)
def test_a_conflict_is_normalised_like_an_agreement(how, a_c):
    x = stance_matrices(said(BY_HAND))
    assert normalise(subtract(x), x, how).toarray()[0, 2] == pytest.approx(a_c)


def test_jaccard_counts_what_only_one_of_the_two_says_and_the_products():
    # p+: a 2, b 3, product 6. q+: only a, 4. r-: only b, 5. So 6 congruent over 4 + 5 + 6.
    rows = [("a", "p", "support")] * 2 + [("b", "p", "support")] * 3
    rows += [("a", "q", "support")] * 4 + [("b", "r", "oppose")] * 5
    x = stance_matrices(said(rows))
    assert normalise(congruence(x), x, "jaccard").toarray()[0, 1] == pytest.approx(6 / 15)


def test_who_says_everything_on_both_sides_is_tied_to_nobody_by_subtract():
    rows = [(a, j, s) for a in "ab" for j in "pq" for s in ("support", "oppose")]
    x = stance_matrices(said([*rows, ("c", "p", "support")]))
    # a and b: 2 x 2 agreements, 2 x 2 conflicts. c with either: one of each.
    assert dense(congruence(x)) == [[0, 4, 1], [4, 0, 1], [1, 1, 0]]
    assert dense(subtract(x)) == [[0, 0, 0]] * 3


def test_concepts_are_tied_by_the_actors_who_take_them_up():
    x = stance_matrices(said(BY_HAND)).by_concept
    # p and q. Same side: b supports both, 1 x 1. Opposite: a supports p twice and opposes q, 2 x 1.
    assert dense(congruence(x)) == [[0, 1], [1, 0]]
    assert dense(conflict(x)) == [[0, 2], [2, 0]]
    assert dense(subtract(x)) == [[0, -1], [-1, 0]]


def test_each_tie_says_how_many_agreements_and_conflicts_it_is_made_of():
    x = stance_matrices(said(BY_HAND))
    table = with_counts(ties(subtract(x), x.actors), x)
    assert table[["agreements", "conflicts"]].values.tolist() == [[0, 6], [0, 3], [2, 1]]


def test_cosine_of_congruence_is_one_for_equal_profiles():
    x = stance_matrices(said([(actor, concept, "support") for actor in "ab" for concept in "pqr"]))
    assert normalise(congruence(x), x, "cosine").toarray()[0, 1] == pytest.approx(1)


def test_an_unknown_normalisation_is_refused_with_the_known_ones():
    x = stance_matrices(said(BY_HAND))
    with pytest.raises(
        SelectionError, match=r"normalisation: 'avrage' is unknown; .*nearest is average"
    ):
        normalise(subtract(x), x, "avrage")


def test_an_unknown_network_is_refused_with_the_known_ones():
    with pytest.raises(
        SelectionError, match=r"network: 'conflicts' is unknown; .*nearest is conflict"
    ):
        measured(stance_matrices(said(BY_HAND)), "conflicts", "average")


@pytest.mark.parametrize(
    ("how", "a_b"),
    [
        ("none", 3),  # 2 x 1 on p and 1 x 1 on q
        ("average", 3 / 2.5),
        # Rows over concepts, stance left out: a = (2, 1), b = (1, 1). No one is alone on any.
        ("jaccard", 3 / 3),
        ("cosine", 3 / (sqrt(5) * sqrt(2))),
        ("dna-cosine", 3 / 6),
    ],
)
def test_the_network_that_ignores_stance_is_divided_by_rows_that_ignore_it(how, a_b):
    x = stance_matrices(said(BY_HAND))
    assert measured(x, "ignore", how).toarray()[0, 1] == pytest.approx(a_b)


@pytest.mark.parametrize("how", NORMALISATIONS)
def test_every_network_can_be_normalised_in_every_way(how):
    x = stance_matrices(said(BY_HAND))
    agree, differ, both = (
        measured(x, name, how) for name in ("congruence", "conflict", "subtract")
    )
    assert (agree - differ).toarray() == pytest.approx(both.toarray())


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


LEVELS = ("support", "oppose")


def divisor_as_written(how, a, b):
    """The divisor of two actors, each a dict (concept, stance) -> number, straight from its formula."""
    keys = {*a, *b}
    n_a, n_b = sum(a.values()), sum(b.values())
    return {
        "none": 1,
        "average": (n_a + n_b) / 2,
        "jaccard": sum(
            (a.get(k, 0) if not b.get(k) else 0)
            + (b.get(k, 0) if not a.get(k) else 0)
            + a.get(k, 0) * b.get(k, 0)
            for k in keys
        ),
        "cosine": sqrt(sum(v * v for v in a.values())) * sqrt(sum(v * v for v in b.values())),
        "dna-cosine": n_a * n_b,
    }[how]


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


@pytest.mark.parametrize("how", NORMALISATIONS)
@given(rows=STATEMENTS)
def test_every_normalised_tie_is_what_the_formulas_say(how, rows):
    x = stance_matrices(said(rows))
    found = normalise(subtract(x), x, how).toarray()
    views = {a: {} for a in x.actors}
    for actor, concept, stance in rows:
        views[actor][concept, stance] = views[actor].get((concept, stance), 0) + 1
    for i, a in enumerate(x.actors):
        for j, b in enumerate(x.actors):
            one, other = views[a], views[b]
            same = sum(n * other.get(key, 0) for key, n in one.items())
            opposite = sum(
                n * other.get((c, LEVELS[1 - LEVELS.index(s)]), 0) for (c, s), n in one.items()
            )
            divisor = divisor_as_written(how, one, other)
            expected = (same - opposite) / divisor if i != j and divisor else 0
            assert found[i, j] == pytest.approx(expected)


@given(STATEMENTS)
def test_subtract_in_one_product_is_congruence_minus_conflict(rows):
    x = stance_matrices(said(rows))
    assert np.array_equal(subtract(x).toarray(), (congruence(x) - conflict(x)).toarray())


@given(STATEMENTS)
def test_an_actor_alone_with_a_concept_gets_no_tie_and_changes_none(rows):
    before = subtract(stance_matrices(said(rows)))
    after = subtract(stance_matrices(said([*rows, ("z", "z", "support")])))
    assert np.array_equal(before.toarray(), after.toarray()[:-1, :-1])
    assert not after.toarray()[-1].any()


def test_a_dense_network_is_the_same_when_worked_out_in_blocks(monkeypatch):
    rows = [(f"a{i}", f"c{i * j % 3}", LEVELS[i * j % 2]) for i in range(12) for j in range(9)]
    x = stance_matrices(said(rows))
    plain = (x.support - x.oppose).toarray() @ (x.support - x.oppose).toarray().T
    np.fill_diagonal(plain, 0)
    monkeypatch.setattr(network, "BLOCK", 5)
    monkeypatch.setattr(network, "without_diagonal", None)  # the sparse way is not taken
    assert np.array_equal(subtract(x).toarray(), plain)


def test_ties_divided_in_parts_are_the_same(monkeypatch):
    x = stance_matrices(said(BY_HAND))
    whole = normalise(subtract(x), x, "average").toarray()
    monkeypatch.setattr(network, "PART", 1)
    assert np.array_equal(normalise(subtract(x), x, "average").toarray(), whole)


@pytest.mark.parametrize("how", NORMALISATIONS)
@pytest.mark.parametrize("measure", network.MEASURES)
def test_every_network_is_symmetric_and_blind_to_row_order_and_silent_actors(measure, how):
    x = stance_matrices(said(BY_HAND))
    found = measured(x, measure, how).toarray()
    assert (found == found.T).all()
    turned = stance_matrices(said(BY_HAND[::-1]))
    assert (measured(turned, measure, how).toarray() == found).all()
    joined = stance_matrices(said([*BY_HAND, ("d", "p", "neutral")]))
    wider = measured(joined, measure, how).toarray()
    assert (wider[:3, :3] == found).all()
    assert not wider[3].any()


@pytest.mark.parametrize("how", NORMALISATIONS)
@pytest.mark.parametrize(
    ("measure", "number"), [("congruence", 2), ("conflict", 2), ("ignore", 4), ("subtract", 0)]
)
def test_where_all_are_split_agreement_and_conflict_balance(measure, number, how):
    rows = [(who, "p", stance) for who in "ab" for stance in ("support", "oppose")]
    # Two statements each. By stance the rows are (1, 1), without it (2,).
    by_stance = {"none": 1, "average": 2, "jaccard": 2, "cosine": 2, "dna-cosine": 4}
    without = {"none": 1, "average": 2, "jaccard": 4, "cosine": 4, "dna-cosine": 4}
    divisor = (without if measure == "ignore" else by_stance)[how]
    found = measured(stance_matrices(said(rows)), measure, how).toarray()
    assert found[0, 1] == pytest.approx(number / divisor)
