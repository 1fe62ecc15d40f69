"""Sentences and tables on the network of the invented case and of cases made to order."""

import networkx as nx
import pytest

from helpers.analysis import (
    change_words,
    network_views,
    network_words,
    tie_views,
    tie_words,
)
from helpers.analysis.camps import camps
from helpers.analysis.coalitions import bridges, contest
from helpers.analysis.discourse import network_of, two_periods
from helpers.analysis.graphml import graphml
from helpers.analysis.selection import Selection

ROWS = [
    (a, c, s)
    for c in "pqrs"
    for a, s in (("a", "support"), ("b", "support"), ("x", "oppose"), ("y", "oppose"))
]
GROUPS = {"a": "g", "b": "g", "x": "h", "y": "h"}


@pytest.fixture
def two_camps(made_case):
    return made_case(*ROWS, groups=GROUPS)


def network(case, **filters):
    net = network_of(Selection(**filters)(case))
    return net, camps(net, case)


def test_the_findings_say_how_many_coalitions_what_they_share_and_what_divides(two_camps):
    net, groups = network(two_camps)
    found = network_words.coalition_findings(net, groups, contest(net.sided), two_camps)
    assert found[0].startswith(
        "All four speakers who take a side fall into two coalitions. The largest has two members, who "
    )
    assert found[1] == (
        "The search for coalitions was made 50 times from random starts; each time every speaker "
        "ended up with the same fellows."
    )
    assert found[2] == (
        "The most contested concept is “p”: two statements support it and two statements oppose it."
    )


def test_undecided_speakers_are_named_with_the_bound(two_camps):
    net, _ = network(two_camps)
    net.members["stability"] = [0.5, 1.0, 0.9, 1.0]
    assert network_words.firmness(net, two_camps).endswith(
        "on average a speaker ended up with the same fellows in 85 % of them. "
        "One speaker is undecided, with their fellows in fewer than 80 %: A."
    )


def test_who_agrees_with_nobody_is_counted_and_drawn_in_no_coalition(made_case):
    case = made_case(*ROWS, ("z", "p", "oppose"), ("z", "q", "support"), ("n", "p", "neutral"))
    net, groups = network(case)
    drawn = network_views.drawn_members(net, groups, case, 40)
    assert (
        "Four of five speakers who take a side"
        in (network_words.coalition_findings(net, groups, contest(net.sided), case)[0])
    )
    assert drawn.iloc[-1][["actor", "coalition", "title"]].tolist() == ["z", 0, "in no coalition"]
    assert network_words.basis(net).startswith(
        "18 statements that take a side, by five speakers in one source; "
    )
    assert "One statement takes no side." in network_words.basis(net)


@pytest.mark.parametrize("rows", [[], [("a", "p", "support")], [("a", "p", "neutral")]])
def test_without_a_network_every_part_says_so_and_none_fails(made_case, rows):
    case = made_case(*rows)
    net, groups = network(case)
    contested = contest(net.sided)
    drawn = network_views.drawn_members(net, groups, case, 40)
    both = two_periods(case, Selection(), net, "")
    assert network_words.coalition_findings(net, groups, contested, case) == [network_words.NOTHING]
    assert network_words.network_title(groups) + "." == network_words.NOTHING
    assert tie_words.pair_title(net) + "." == tie_words.pair_alt(net, case)
    assert network_views.camp_relations(net, groups).empty
    assert tie_views.tie_table(net, case).empty
    assert network_views.bridge_table(bridges(net.ties, net.members), net, groups, case).empty
    assert network_views.concept_pairs(net, case, most=5).empty
    assert len(network_views.pair_matrix(net, drawn, case)) == len(drawn)
    assert tie_words.bridge_sentence(bridges(net.ties, net.members), case).startswith("No speaker")
    assert tie_words.ei_sentence(net.ties, case).startswith("There is no agreement")
    assert "no two periods to compare" in change_words.change_findings(both, case)[0]
    assert change_words.period_rows(both, case, 40).empty
    assert nx.parse_graphml(graphml(net, groups, case)).number_of_edges() == 0


def test_only_the_most_vocal_speakers_are_drawn_and_the_note_says_how_many_are_not(two_camps):
    net, groups = network(two_camps)
    drawn = network_views.drawn_members(net, groups, two_camps, 3)
    seen = network_words.visible(net.ties, drawn)
    note = network_words.network_note(net, seen, drawn, 0.5)
    assert len(drawn) == 3
    assert "Not drawn: one speaker with the fewest statements." in note
    # a-b is the one agreement drawn of two, a and b with x the two conflicts of four.
    assert "at least 0.5 either way: 1 of 2 agreements and 2 of 4 conflicts." in note


def test_the_text_alternative_names_every_member_and_counts_the_ties(two_camps):
    net, groups = network(two_camps)
    drawn = network_views.drawn_members(net, groups, two_camps, 40)
    alt = network_words.network_alt(drawn, net.ties)
    assert "A and B." in alt
    assert "X and Y." in alt
    assert alt.endswith("Two agreements as solid lines, four conflicts as dashed lines.")


def test_the_matrix_title_and_alternative_name_the_strongest_pairs(made_case):
    case = made_case(*[(a, c, "support") for a in "ab" for c in "pqr"], ("c", "p", "oppose"))
    net, _ = network(case)
    assert tie_words.pair_title(net) == ("One pair agrees more often than not, two pairs disagree")
    assert "The strongest agreement is between A and B (3 more than the reverse)." in (
        tie_words.pair_alt(net, case)
    )


def test_a_tie_leads_to_the_statements_of_both_and_to_what_they_differ_on(made_case):
    case = made_case(
        ("a", "p", "support"), ("b", "p", "support"), ("a", "q", "support"), ("b", "q", "oppose"),
        ("a", "r", "support"), ("b", "r", "support"), ("a", "alone", "support"),
    )  # fmt: skip
    net, _ = network(case)
    tie = tie_views.tie_table(net, case).iloc[0]
    assert tie[["agree on", "differ on"]].tolist() == ["p and r", "q"]
    assert tie[["agreements", "conflicts"]].tolist() == [2, 1]
    assert tie["statements"] == "s-1, s-2, s-3, s-4, s-5, s-6"
    told = tie_views.tie_table(net, case)
    assert "s-7" not in tie_views.evidence(net, told)["id"].tolist()


def test_too_few_statements_for_a_contest_are_said_in_words(made_case):
    case = made_case(("a", "p", "support"), ("b", "p", "oppose"))
    table = network_views.contest_table(contest(network(case)[0].sided), case)
    assert table["contest"].tolist() == ["too few"]


@pytest.mark.parametrize(
    ("groups", "words"),
    [
        ({"a": "g", "b": "g", "x": "h", "y": "h"}, "mostly inside stakeholder groups: the E-I index is −1.00"),
        ({"a": "g", "b": "h", "x": "g", "y": "h"}, "mostly between stakeholder groups: the E-I index is +1.00"),
        ({"a": "g", "b": "g", "x": "g", "y": "h"}, "about as much inside stakeholder groups as between them"),
    ],
)  # fmt: skip
def test_the_index_of_groups_is_told_in_words(made_case, groups, words):
    case = made_case(*ROWS, groups=groups)
    assert words in tie_words.ei_sentence(network(case)[0].ties, case)


def test_concepts_that_go_together_rest_on_those_who_speak_on_both(made_case):
    case = made_case(("a", "p", "support"), ("a", "q", "support"), ("b", "p", "oppose"))
    pair = network_views.concept_pairs(network(case)[0], case, most=5).iloc[0]
    assert pair[["one", "other", "same side", "opposite sides"]].tolist() == ["p", "q", 1, 0]
    assert pair["statements"] == "s-1, s-2"


def test_every_table_of_the_invented_case_speaks_of_names_and_carries_ids(ferry):
    net, groups = network(ferry)
    names, labels = set(ferry.actors["name"]), set(ferry.concepts["label"])
    crossing = bridges(net.ties, net.members)
    tables = [
        network_views.member_table(net, groups, ferry),
        tie_views.tie_table(net, ferry),
        network_views.bridge_table(crossing, net, groups, ferry),
        network_views.contest_table(contest(net.sided), ferry),
        network_views.concept_pairs(net, ferry, most=5),
        network_views.affiliations(net, ferry),
    ]
    for table in tables:
        assert set(table.iloc[:, 0]) <= names | labels
        used = {one for cell in table["statements"] for one in cell.split(", ")}
        assert used <= set(net.sided["id"])


def test_the_graph_comes_back_with_all_that_is_known_of_it(two_camps):
    net, groups = network(two_camps)
    graph = nx.parse_graphml(graphml(net, groups, two_camps))
    assert graph.nodes["a"] == {
        "name": "A", "kind": "person", "group": "G", "coalition": 1, "stability": 1.0,
        "coalition_name": groups["name"].iloc[0], "statements": 4,
    }  # fmt: skip
    assert graph.edges["a", "b"] == {
        "weight": 1.0, "agreements": 4, "conflicts": 0,
        "statements": "s-1, s-2, s-5, s-6, s-9, s-10, s-13, s-14",
    }  # fmt: skip
    assert graph.edges["a", "x"]["weight"] == -1.0
    assert graph.number_of_edges() == len(net.ties)
    assert graph.graph["counting"] == "article"


def test_a_name_that_xml_cannot_hold_is_written_without_the_character(two_camps):
    two_camps.actors.loc[0, "name"] = "A\x0b & <b>"
    net, groups = network(two_camps)
    assert nx.parse_graphml(graphml(net, groups, two_camps)).nodes["a"]["name"] == "A & <b>"


def test_the_change_between_two_periods_is_told_in_sentences(ferry):
    net, _ = network(ferry)
    both = two_periods(ferry, Selection(), net, "2024-05-14")
    first, *rest = change_words.change_findings(both, ferry)
    assert first == (
        "Ten speakers take a side before 14 May 2024 and eight from 14 May 2024 on; four in both periods."
    )
    assert rest[-1] == (
        "Among the ties between those who speak in both periods: two agreements begun and one "
        "conflict ended."
    )
    assert change_words.split_events(ferry, both.split) == (
        "On 14 May 2024: “The comptroller publishes the review”."
    )
    rows = change_words.period_rows(both, ferry, 40)
    assert "Before 14 May 2024, for “Bring back the 6:10”: Keiko Sato" in (
        change_words.change_alt(rows, both)
    )
    assert set(change_words.change_table(both, ferry)["one"]) <= set(ferry.actors["name"])


def test_a_period_in_which_nobody_speaks_is_named(made_case):
    case = made_case(("a", "p", "support"), ("b", "p", "support"))
    net, _ = network(case)
    both = two_periods(case, Selection(), net, "2030-01-01")
    assert change_words.change_findings(both, case) == [
        "Nobody takes a side from 1 January 2030 on, so there are no two networks to compare."
    ]
