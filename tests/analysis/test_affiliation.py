"""Affiliation of actors to concepts, worked by hand."""

import pandas as pd
import pytest

from helpers.analysis.affiliation import affiliation, affiliation_table
from helpers.analysis.filters import SelectionError
from helpers.analysis.network import stance_matrices

# a supports p twice and opposes it once, and opposes q; b supports p; c is neutral on q.
ROWS = [
    *[("a", "p", "support")] * 2,
    ("a", "p", "oppose"),
    ("a", "q", "oppose"),
    ("b", "p", "support"),
    ("c", "q", "neutral"),
]
SAID = pd.DataFrame(ROWS, columns=["actor", "concept", "stance"]).assign(
    id=[f"s{i}" for i in range(1, 7)]
)


@pytest.mark.parametrize(
    ("how", "normalisation", "expected"),
    [
        ("ignore", "none", [[3, 1], [1, 0], [0, 0]]),
        ("subtract", "none", [[1, -1], [1, 0], [0, 0]]),
        ("combine", "none", [[3, 2], [1, 0], [0, 0]]),
        # a has 4 statements, b 1; p has 4, q 1.
        ("ignore", "activity", [[3 / 4, 1 / 4], [1, 0], [0, 0]]),
        ("ignore", "prominence", [[3 / 4, 1], [1 / 4, 0], [0, 0]]),
        ("subtract", "activity", [[1 / 4, -1 / 4], [1, 0], [0, 0]]),
        ("subtract", "prominence", [[1 / 4, -1], [1 / 4, 0], [0, 0]]),
        # a has two cells, b one; p has two, q one.
        ("combine", "activity", [[3 / 2, 1], [1, 0], [0, 0]]),
        ("combine", "prominence", [[3 / 2, 2], [1 / 2, 0], [0, 0]]),
    ],
)
def test_each_affiliation_and_normalisation_is_as_worked_by_hand(how, normalisation, expected):
    assert affiliation(stance_matrices(SAID), how, normalisation).toarray().tolist() == expected


@pytest.mark.parametrize(("how", "normalisation"), [("sum", "none"), ("ignore", "row")])
def test_an_unknown_way_is_refused_with_the_known_ones(how, normalisation):
    with pytest.raises(
        SelectionError, match=r"(affiliation|share): .* is unknown; use .*(combine|prominence)"
    ):
        affiliation(stance_matrices(SAID), how, normalisation)


@pytest.mark.parametrize("how", ["ignore", "subtract", "combine"])
@pytest.mark.parametrize("normalisation", ["none", "activity", "prominence"])
def test_no_statement_gives_an_empty_matrix(how, normalisation):
    assert affiliation(stance_matrices(SAID.iloc[:0]), how, normalisation).shape == (0, 0)


def test_the_table_has_each_cell_with_its_statements():
    table = affiliation_table(stance_matrices(SAID), SAID).set_index(["actor", "concept"])
    assert table["statements"].to_dict() == {
        ("a", "p"): "s1;s2;s3",
        ("a", "q"): "s4",
        ("b", "p"): "s5",
    }
    assert table.loc[("a", "p"), ["support", "oppose", "ignore", "subtract"]].tolist() == [
        2,
        1,
        3,
        1,
    ]
    assert table["combine"].tolist() == [3, 2, 1]
    assert table["combine_words"].tolist() == ["both", "oppose", "support"]
    # a supports p twice and opposes it once, of four statements on either side and four on p.
    assert table.loc[("a", "p"), ["subtract_activity", "combine_prominence"]].tolist() == [
        1 / 4,
        3 / 2,
    ]
