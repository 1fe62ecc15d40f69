"""Coalitions, bridges and contest on graphs small enough to see."""

import math

import pandas as pd
import pytest

from helpers.analysis.coalitions import bridges, coalitions, contest, ei_index

# Two triangles joined by one weak tie, and one conflict between them.
TWO_CAMPS = pd.DataFrame(
    [
        ("a", "b", 2.0), ("b", "c", 2.0), ("a", "c", 2.0),
        ("x", "y", 2.0), ("y", "z", 2.0), ("x", "z", 2.0),
        ("c", "x", 0.5), ("a", "z", -3.0),
    ],
    columns=["a", "b", "weight"],
)  # fmt: skip


def test_two_triangles_joined_by_a_weak_tie_are_two_coalitions():
    found = coalitions(TWO_CAMPS).set_index("actor")["coalition"]
    assert found["a"] == found["b"] == found["c"]
    assert found["x"] == found["y"] == found["z"]
    assert found["a"] != found["x"]


def test_the_modularity_is_that_of_the_partition():
    # m = 12.5. Inside: 2 x 6 = 12. Degrees of either side sum to 12.5, so Q = 12/12.5 - 2 (12.5/25)^2.
    assert coalitions(TWO_CAMPS).attrs["modularity"] == pytest.approx(12 / 12.5 - 0.5)


def test_members_that_every_run_keeps_together_are_fully_stable():
    assert coalitions(TWO_CAMPS)["stability"].tolist() == pytest.approx([1.0] * 6)


def test_the_same_seed_gives_the_same_coalitions():
    pd.testing.assert_frame_equal(coalitions(TWO_CAMPS, seed=3), coalitions(TWO_CAMPS, seed=3))


@pytest.mark.parametrize("ties", [TWO_CAMPS.iloc[:0], TWO_CAMPS.iloc[-1:]])
def test_without_a_positive_tie_there_is_no_coalition(ties):
    assert coalitions(ties).empty


def test_bridges_are_the_two_ends_of_the_tie_between_camps():
    found = bridges(TWO_CAMPS, coalitions(TWO_CAMPS))
    assert found[["actor", "weight"]].values.tolist() == [["c", 0.5], ["x", 0.5]]


def test_contest_is_one_when_even_zero_when_agreed_and_unknown_when_few():
    table = pd.DataFrame(
        {"concept": ["even", "agreed", "few"], "support": [3, 5, 1], "oppose": [3, 0, 1]}
    )
    found = contest(table).set_index("concept")["contest"]
    assert found["even"] == 1
    assert found["agreed"] == 0
    assert math.isnan(found["few"])


def test_ei_index_runs_from_inside_to_between():
    ties = pd.DataFrame(
        [("a", "b", 1.0), ("a", "x", 3.0), ("b", "x", -9.0)], columns=["a", "b", "weight"]
    )
    # Between groups 3, inside 1: (3 - 1) / 4. The conflict does not count.
    assert ei_index(ties, pd.Series({"a": "g", "b": "g", "x": "h"})) == 0.5
    assert math.isnan(ei_index(ties.iloc[:0], pd.Series(dtype=str)))
