"""Sentences and tables on the network of the invented case and of cases made to order."""

from helpers.analysis import network_words
from helpers.analysis.coalitions import bridges, coalitions, contest, creeds
from helpers.analysis.network import stance_matrices, subtract, ties
from helpers.analysis.positions import positions
from helpers.analysis.selection import Selection


def network(case):
    used = Selection()(case)
    x = stance_matrices(used.statements)
    agreement = subtract(x)
    pairs = ties(agreement, x.actors)
    by_actor = positions(used.statements)
    members = coalitions(pairs)
    return used, x, agreement, pairs, members, creeds(members, by_actor, case), contest(by_actor)


def two_camps(made_case):
    rows = [
        (a, c, s)
        for c in "pqrs"
        for a, s in (("a", "support"), ("b", "support"), ("x", "oppose"), ("y", "oppose"))
    ]
    return made_case(*rows, groups={"a": "g", "b": "g", "x": "h", "y": "h"})


def test_the_findings_say_how_many_coalitions_what_they_share_and_what_divides(made_case):
    case = two_camps(made_case)
    _, _, _, _, members, camps, contested = network(case)
    found = network_words.coalition_findings(camps, members, contested, case)
    assert found[0].startswith(
        "The speakers fall into two coalitions. The largest has two members, who support “p” (2 of 2), "
    )
    assert found[1].endswith("100 % of the runs on average.")
    assert found[2] == (
        "The most contested concept is “p”: two statements support it and two statements oppose it."
    )


def test_pairs_that_agree_and_differ_are_counted_once_each(made_case):
    case = two_camps(made_case)
    _, x, agreement, *_ = network(case)
    # a-b and x-y agree on four concepts; the four pairs across differ on four.
    assert (
        network_words.pair_title(agreement)
        == "Two pairs agree more often than not, four pairs disagree"
    )
    names = case.actors.set_index("id")["name"]
    assert "The strongest agreement is between A and B (4)." in network_words.pair_alt(
        agreement, x, names
    )


def test_agreement_inside_groups_gives_an_index_of_minus_one(made_case):
    case = two_camps(made_case)
    pairs = network(case)[3]
    assert "mostly inside groups" in network_words.ei_sentence(pairs, case)
    assert "-1.00" in network_words.ei_sentence(pairs, case)


def test_a_case_without_ties_says_so_everywhere(made_case):
    case = made_case(("a", "p", "support"), ("b", "q", "neutral"))
    used, x, agreement, pairs, members, camps, contested = network(case)
    names = case.actors.set_index("id")["name"]
    drawn = network_words.drawn_members(members, used.statements, 40)
    assert network_words.coalition_findings(camps, members, contested, case) == [
        network_words.NOTHING
    ]
    assert network_words.circle_alt(drawn, pairs, names) == network_words.NOTHING
    assert network_words.pair_alt(agreement, x, names) == network_words.NOTHING
    assert network_words.pair_matrix(agreement, x, drawn, names).empty
    assert network_words.bridge_sentence(bridges(pairs, members), names).startswith("No speaker")
    assert network_words.ei_sentence(pairs, case).startswith("There is no agreement")


def test_only_the_most_vocal_speakers_are_drawn_and_the_note_says_how_many_are_not(made_case):
    case = two_camps(made_case)
    used, _, _, pairs, members, _, _ = network(case)
    drawn = network_words.drawn_members(members, used.statements, 3)
    assert len(drawn) == 3
    note = network_words.circle_note(pairs, 0.5, "average", members, drawn, used)
    assert "Not drawn: one speaker with the fewest statements." in note


def test_too_few_statements_for_a_contest_are_said_in_words(made_case):
    case = made_case(("a", "p", "support"), ("b", "p", "oppose"))
    assert network_words.contest_table(network(case)[-1], case)["contest"].tolist() == ["too few"]


def test_every_table_of_the_invented_case_speaks_of_names_not_ids(ferry):
    _, _, _, pairs, members, _, contested = network(ferry)
    names = ferry.actors.set_index("id")["name"]
    assert set(network_words.member_table(members, ferry)["speaker"]) <= set(names)
    assert set(network_words.tie_table(pairs, names)["one"]) <= set(names)
    assert set(network_words.contest_table(contested, ferry)["concept"]) <= set(
        ferry.concepts["label"]
    )
