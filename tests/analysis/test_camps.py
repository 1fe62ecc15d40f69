"""What coalitions agree on, and how they stand to each other."""

import pandas as pd

from helpers.analysis.camps import between_camps, camps, columns_of
from helpers.analysis.discourse import network_of
from helpers.analysis.selection import Selection


def found(case):
    net = network_of(Selection()(case))
    return net, camps(net, case)


def test_a_coalition_is_named_by_the_side_most_members_hold(made_case):
    rows = [(a, "p", "support") for a in "abc"] + [(a, "q", "oppose") for a in "ab"]
    _, table = found(made_case(*rows, ("c", "r", "support")))
    camp = table.iloc[0]
    assert camp["name"] == "for “p”"
    assert camp[["supports", "opposes", "members"]].tolist() == ["p", "q", "a;b;c"]
    assert camp["agrees"] == "support “p” (3 of 3) and oppose “q” (2 of 3)"
    # What c alone holds is no agreement.
    assert camp["statements"] == "s-1;s-2;s-3;s-4;s-5"


def test_among_sides_held_by_as_many_the_one_that_others_hold_less_gives_the_name(made_case):
    rows = [(a, j, "support") for a in "ab" for j in "pq"] + [(a, "p", "support") for a in "xy"]
    rows += [(a, j, "oppose") for a in "xy" for j in "qrs"]
    _, table = found(made_case(*rows))
    assert table.set_index("members")["name"]["a;b"] == "for “q”"


def test_no_two_coalitions_have_one_name(made_case):
    # Both camps mostly hold p; the second is told by what else it holds.
    rows = [(a, "p", "support") for a in "abcxyz"]
    rows += [(a, j, "support") for a in "abc" for j in "qrs"]
    rows += [(a, j, "oppose") for a in "xyz" for j in "qrs"]
    _, table = found(made_case(*rows))
    assert len(table) == 2
    assert table["name"].is_unique


def test_undecided_members_are_named(made_case):
    net = network_of(Selection()(made_case(("a", "p", "support"), ("b", "p", "support"))))
    shaky = net.members.assign(stability=[0.5, 1.0])
    object.__setattr__(net, "members", shaky)
    table = camps(net, made_case(("a", "p", "support"), ("b", "p", "support")))
    assert table["undecided"].tolist() == ["a"]


MEMBERS = pd.DataFrame({"actor": list("abxyz"), "coalition": [1, 1, 2, 2, 3]})


def test_coalitions_are_related_by_agreements_less_conflicts():
    ties = pd.DataFrame(
        [("a", "b", 3, 0), ("a", "x", 1, 4), ("b", "y", 2, 0), ("y", "z", 0, 1), ("a", "n", 9, 0)],
        columns=["a", "b", "agreements", "conflicts"],
    )
    # 1 with 2: (1 - 4) + 2. n is in no coalition.
    assert between_camps(ties, MEMBERS).values.tolist() == [[3, -1, 0], [-1, 0, -1], [0, -1, 0]]


def test_opponents_are_drawn_across_and_columns_do_not_grow_lopsided():
    square = pd.DataFrame([[0, -5, 0], [-5, 0, -2], [0, -2, 0]])
    assert columns_of(square, [4, 4, 2]) == [0, 1, 0]
    assert sorted(columns_of(square * 0, [5, 5, 5])) == [0, 0, 1]


def test_without_a_tie_there_is_no_coalition_to_name(made_case):
    _, table = found(made_case(("a", "p", "support")))
    assert table.empty
    assert "statements" in table
