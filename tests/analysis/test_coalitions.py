"""Coalitions, bridges and contest on graphs small enough to see."""

import math
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from helpers.analysis import coalitions as module
from helpers.analysis.coalitions import (
    bridges,
    coalitions,
    ei_index,
    graph_of,
    stability,
    strongest,
    undecided,
)
from helpers.analysis.contest import contest
from helpers.analysis.filters import SelectionError

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


def test_of_several_runs_the_one_with_the_highest_modularity_is_shown(monkeypatch):
    worse, better = [{0, 1, 2, 3, 4, 5}], [{0, 1, 2}, {3, 4, 5}]  # Q = 0 and Q = 0.46
    runs = iter([worse, better, worse])
    monkeypatch.setattr(module, "search", lambda graph, seed: next(runs))
    found = coalitions(TWO_CAMPS, runs=3)
    assert found["coalition"].tolist() == [1, 1, 1, 2, 2, 2]
    assert found.attrs["modularity"] == pytest.approx(12 / 12.5 - 0.5)


def test_members_that_every_run_keeps_together_are_fully_stable():
    assert coalitions(TWO_CAMPS)["stability"].tolist() == pytest.approx([1.0] * 6)


def test_stability_is_the_mean_share_of_fellows_over_the_runs():
    # Coalitions {0, 1, 2} and {3}. Run 1 keeps them, run 2 takes 2 away, run 3 puts all apart.
    runs = np.array([[0, 0, 0, 1], [5, 5, 7, 7], [0, 1, 2, 3]])
    found = stability(np.array([0, 0, 0, 1]), runs)
    # 0 and 1: 2/2, 1/2 and 0 of two fellows. 2: 2/2, 0, 0. 3 has no fellow.
    assert found[:3].tolist() == pytest.approx([1 / 2, 1 / 2, 1 / 3])
    assert math.isnan(found[3])


def test_members_rarely_with_their_fellows_are_undecided():
    members = pd.DataFrame({"actor": ["a", "b", "c"], "stability": [0.79, 0.8, math.nan]})
    assert undecided(members)["actor"].tolist() == ["a"]


def test_the_same_seed_gives_the_same_coalitions_in_any_order_of_the_ties():
    shuffled = TWO_CAMPS.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(coalitions(TWO_CAMPS, seed=3), coalitions(shuffled, seed=3))


# Seven equal ties among five: in floating point two moves of one node each look like a gain over
# the other, and networkx goes on for ever with this seed.
ENDLESS = """
import pandas as pd
from helpers.analysis.coalitions import coalitions
pairs = ["ab", "ac", "ad", "bd", "ae", "ce", "de"]
ties = pd.DataFrame({"a": [p[0] for p in pairs], "b": [p[1] for p in pairs], "weight": 2 / 3})
print(len(coalitions(ties, seed=551, runs=1)))
"""


def test_the_search_ends_where_rounding_would_keep_it_going():
    command = [sys.executable, "-c", ENDLESS]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout == "5\n"


def test_weights_are_whole_numbers_that_add_up_to_a_power_of_two_and_equal_ones_stay_equal():
    ties = pd.DataFrame({"a": list("abcx"), "b": list("bcax"), "weight": [1 / 3, 1 / 3, 0.7, -1.0]})
    graph, actors = graph_of(ties)
    assert actors == ["a", "b", "c"]
    weights = [graph.edges[pair]["weight"] for pair in ((0, 1), (1, 2), (0, 2), (-1, -1))]
    assert sum(weights) == 2**25
    assert weights[0] == weights[1]
    assert weights[0] / weights[2] == pytest.approx(1 / 2.1, rel=1e-6)


def test_a_network_with_very_many_ties_is_searched_less_often(monkeypatch):
    assert coalitions(TWO_CAMPS, runs=20).attrs["runs"] == 20
    monkeypatch.setattr(module, "MOST_TIES", 7 * 12)  # seven positive ties, so twelve runs
    assert coalitions(TWO_CAMPS, runs=20).attrs["runs"] == 12


# Strength falls from tie to tie: b-c is the second of both its ends, c-d the first of d.
FALLING = pd.DataFrame({"a": list("aabcax"), "b": list("bccddx"), "weight": [5, 4, 3, 2, 1, -9.0]})


@pytest.mark.parametrize(
    ("most", "kept", "number"),
    [
        (5, ["ab", "ac", "bc", "cd", "ad"], None),
        (4, ["ab", "ac", "cd"], 1),  # the two strongest of each actor would be all five
        (1, ["ab", "ac", "cd"], 1),  # nobody loses all ties
    ],
)
def test_of_too_many_ties_those_are_searched_that_are_among_the_strongest_of_an_end(
    most, kept, number
):
    ties, found = strongest(FALLING.sample(frac=1, random_state=1), most)
    assert sorted(ties["a"] + ties["b"]) == sorted(kept)
    assert found == number


def test_the_modularity_of_a_thinned_search_is_over_all_agreements(monkeypatch):
    whole = coalitions(TWO_CAMPS, runs=10)
    monkeypatch.setattr(module, "MOST_TIES", 6 * module.LEAST_RUNS)  # one fewer than there are
    thinned = coalitions(TWO_CAMPS, runs=10)
    assert thinned.attrs["strongest"] is not None
    assert thinned["coalition"].tolist() == whole["coalition"].tolist()
    assert thinned.attrs["modularity"] == pytest.approx(whole.attrs["modularity"])


@pytest.mark.parametrize("ties", [TWO_CAMPS.iloc[:0], TWO_CAMPS.iloc[-1:]])
def test_without_a_positive_tie_there_is_no_coalition(ties):
    assert coalitions(ties).empty


def test_bridges_are_the_two_ends_of_the_tie_between_camps():
    # c and x: 0.5 into the other camp, 4 inside their own.
    found = bridges(TWO_CAMPS, coalitions(TWO_CAMPS), least=0.1)
    assert found[["actor", "weight", "own_weight", "share", "partners"]].values.tolist() == [
        ["c", 0.5, 4.0, 0.125, "x"],
        ["x", 0.5, 4.0, 0.125, "c"],
    ]


def test_agreements_that_weigh_little_beside_those_inside_make_no_bridge():
    members = coalitions(TWO_CAMPS)
    assert bridges(TWO_CAMPS, members, least=0.13).empty
    assert len(bridges(TWO_CAMPS, members, least=0.125)) == 2


def test_a_bridge_into_one_coalition_sums_its_ties():
    more = pd.DataFrame([("c", "y", 0.25)], columns=["a", "b", "weight"])
    found = bridges(pd.concat([TWO_CAMPS, more]), coalitions(TWO_CAMPS), least=0.1)
    assert found.iloc[0][["actor", "weight", "partners"]].tolist() == ["c", 0.75, "x;y"]


def test_a_least_share_below_zero_is_refused():
    with pytest.raises(SelectionError, match="bridge: -1 is not allowed"):
        bridges(TWO_CAMPS, coalitions(TWO_CAMPS), least=-1)


def test_contest_is_one_when_even_zero_when_agreed_and_unknown_when_few():
    stances = {"even": "ssooms", "agreed": "sssss", "few": "so", "odd": "soooo"}
    words = {"s": "support", "o": "oppose", "m": "mixed"}
    said = [(c, words[s]) for c, letters in stances.items() for s in letters]
    table = pd.DataFrame(said, columns=["concept", "stance"])
    found = contest(table.assign(id=[f"s{i}" for i in range(len(table))])).set_index("concept")
    # even: 3 against 2 (the mixed one takes no side): 1 - 1/5. odd: 1 against 4: 1 - 3/5.
    assert found.loc[["even", "odd", "agreed"], "contest"].tolist() == pytest.approx([0.8, 0.4, 0])
    assert math.isnan(found.loc["few", "contest"])
    assert found.loc["even", "statements"] == "s0;s1;s2;s3;s5"


def test_ei_index_runs_from_inside_to_between():
    ties = pd.DataFrame(
        [("a", "b", 1.0), ("a", "x", 3.0), ("b", "x", -9.0)], columns=["a", "b", "weight"]
    )
    # Between groups 3, inside 1: (3 - 1) / 4. The conflict does not count.
    assert ei_index(ties, pd.Series({"a": "g", "b": "g", "x": "h"})) == 0.5
    assert math.isnan(ei_index(ties.iloc[:0], pd.Series(dtype=str)))
