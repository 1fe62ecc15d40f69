"""Sentences and tables on the network of the invented case and of cases made to order."""

from math import ceil

import networkx as nx
import pytest

from helpers.analysis import (
    change_words,
    concept_views,
    network_captions,
    network_places,
    network_views,
    network_words,
    tie_views,
    tie_words,
    voices,
)
from helpers.analysis.camps import camps
from helpers.analysis.coalitions import bridges
from helpers.analysis.contest import contest
from helpers.analysis.discourse import measured_by, network_of, two_periods
from helpers.analysis.filters import SelectionError
from helpers.analysis.graphml import affiliation_graphml, filters, graphml
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


def network(case, **chosen):
    net = network_of(Selection(**chosen)(case))
    return net, camps(net, case)


def drawing(case, measure="subtract", most=40, **chosen):
    """The network by a measure, with its groups, drawn speakers and drawn ties."""
    net, groups = network(case, **chosen)
    tied = measured_by(measure, net, Selection(**chosen), case)
    drawn = network_views.drawn_members(net, groups, case, most)
    return net, tied, groups, drawn, voices.drawn_ties(tied, drawn)


def test_the_findings_say_how_many_coalitions_what_they_share_and_what_divides(two_camps):
    net, groups = network(two_camps)
    found = network_words.coalition_findings(net, groups, contest(net.sided), two_camps)
    assert found[0].startswith(
        "All four speakers who take a side fall into two coalitions. The two largest have two "
        "members each: one whose members most often support “p” (2 of 2), "
    )
    assert found[1] == (
        "The search for coalitions was made 50 times from random starts; each time every speaker "
        "ended up with the same fellows."
    )
    assert found[2] == ("Four concepts are contested most, and equally: “p”, “q”, “r” and “s”.")


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
    net, tied, groups, drawn, ties = drawing(case)
    contested = contest(net.sided)
    both = two_periods(case, Selection(), net, "")
    crossing = bridges(net.ties, net.members)
    found = network_words.coalition_findings(net, groups, contested, case)
    assert found[0] == network_words.NOTHING
    assert network_captions.network_title(net, groups) + "." == network_words.NOTHING
    strong = network_captions.strong_ties(ties, tied, 0)
    assert "There is none." in network_captions.network_note(tied, strong, drawn, drawn)
    assert tie_words.pair_title(tied) + "." == network_words.NOTHING
    assert tie_words.strongest_pairs(ties, drawn) == ""
    assert network_views.camp_relations(net, groups).empty
    pairs = tie_views.tie_table(net, tied, case)
    assert pairs.empty
    assert network_views.bridge_table(crossing, net, groups, case).empty
    assert concept_views.concept_pairs(net, case).empty
    assert voices.shared_words(ties, drawn, net, case).empty
    assert len(voices.voices(drawn, case)) == len(drawn)
    assert tie_words.bridge_sentence(crossing, net.members, case, 0.5).startswith(
        "There are no two"
    )
    assert tie_words.ei_sentence(net.ties, case).startswith("There is no agreement")
    assert "no two periods to compare" in change_words.change_findings(both, case)[0]
    assert change_words.period_rows(both, case, drawn["actor"]).empty
    assert nx.parse_graphml(graphml(tied, pairs, groups, case)).number_of_edges() == 0


def test_only_conflicts_are_no_network_without_sides(made_case):
    case = made_case(("a", "p", "support"), ("b", "p", "oppose"))
    net, groups = network(case)
    told = (
        "One pair speaks on the same concept, but none agrees more often than not, so there is no "
        "coalition; one pair disagrees more often than it agrees."
    )
    assert network_words.coalition_findings(net, groups, contest(net.sided), case)[0] == told
    assert network_captions.network_title(net, groups) + "." == told


def test_ties_that_balance_are_no_network_without_sides(made_case):
    case = made_case(
        ("a", "p", "support"), ("b", "p", "oppose"), ("a", "q", "support"), ("b", "q", "support")
    )
    net, _ = network(case)
    assert network_words.without_coalition(net).endswith("each agrees as often as it disagrees.")


def test_a_single_largest_coalition_and_all_that_come_next_are_told(made_case):
    rows = [(a, "p", "support") for a in "abc"] + [(a, "q", "oppose") for a in "de"]
    _, groups = network(made_case(*rows))
    assert network_words.largest(groups) == (
        "The largest has three members, who most often support “p” (3 of 3). The next has two members, "
        "who most often oppose “q” (2 of 2)."
    )
    _net, groups = network(made_case(*rows, ("x", "r", "support"), ("y", "r", "support")))
    assert network_words.largest(groups).endswith("Two have two members each.")


def test_only_the_most_vocal_speakers_are_drawn_and_the_notes_say_what_is_not(two_camps):
    _, tied, _, drawn, ties = drawing(two_camps, most=3)
    strong = network_captions.strong_ties(ties, tied, 0.5)
    note = network_captions.network_note(tied, strong, drawn, drawn)
    assert len(drawn) == 3
    assert "Not drawn: one speaker with the fewest statements; the files have all." in note
    # a-b is the one agreement drawn of two, a and b with x the two conflicts of four.
    assert "at least 0.5: 1 of two agreements and 2 of four conflicts." in note
    assert "Not in the table: three ties of speakers who are not drawn." in tie_words.pair_note(
        tied, ties, drawn
    )
    assert drawn["title"].tolist()[-1].endswith("(1 of 2 drawn)")


def test_without_a_threshold_the_strongest_quarter_is_drawn_under_every_normalisation(ferry):
    for how in ("none", "average", "jaccard", "cosine", "dna-cosine"):
        net = network_of(Selection()(ferry), normalisation=how)
        strong = network_captions.strong_ties(net.ties, net, 0)
        weakest = strong["weight"].abs().min()
        assert weakest == strong.attrs["threshold"]
        assert len(strong) >= len(net.ties) / 4
        assert (net.ties["weight"].abs() > weakest).sum() < ceil(len(net.ties) / 4)


def test_a_threshold_is_the_bound_either_way_and_not_below_zero(two_camps):
    net, _ = network(two_camps)
    ties = net.ties.assign(weight=[0.4, -2.0, 0.1, 0.1, 0.1, 0.5])
    assert network_captions.strong_ties(ties, net, 0.5)["weight"].tolist() == [-2.0, 0.5]
    with pytest.raises(SelectionError, match="threshold: -1 is not allowed"):
        network_captions.strong_ties(ties, net, -1)


def test_the_text_alternative_tells_the_finding_names_every_member_and_counts_the_ties(two_camps):
    _, _, _, drawn, ties = drawing(two_camps)
    alt = network_captions.network_alt(drawn, ties, "Two coalitions: for P and against P")
    assert alt.startswith("Two coalitions: for P and against P. ")
    assert "A and B." in alt
    assert "X and Y." in alt
    assert alt.endswith("Two agreements as solid lines and four conflicts as dashed lines.")


def test_the_matrix_has_a_title_and_a_sentence_that_names_the_strongest_pairs(made_case):
    case = made_case(*[(a, c, "support") for a in "ab" for c in "pqr"], ("c", "p", "oppose"))
    _, tied, _, drawn, ties = drawing(case)
    assert tie_words.pair_title(tied) == ("One pair agrees more often than not, two pairs disagree")
    alt = tie_words.strongest_pairs(ties, drawn)
    assert "The strongest agreement is 3, between A and B." in alt
    # Both conflicts are as strong, so both are named.
    assert "The strongest conflict is 1, between A and C and between B and C." in alt


@pytest.mark.parametrize(
    ("measure", "numbers", "kind", "title"),
    [
        ("congruence", [4, 4], "agreement", "Two pairs agree at least once"),
        ("conflict", [4, 4, 4, 4], "conflict", "Four pairs disagree at least once"),
        ("ignore", [4] * 6, "same question", "Six pairs speak to the same question"),
    ],
)
def test_each_measure_has_its_own_ties_in_the_same_coalitions(
    two_camps, measure, numbers, kind, title
):
    net, tied, _, _, ties = drawing(two_camps, measure)
    assert ties["number"].tolist() == numbers
    assert set(ties["kind"]) == {kind}
    assert tie_words.pair_title(tied) == title
    assert tied.members is net.members


def test_an_unknown_network_is_refused(two_camps):
    with pytest.raises(SelectionError, match="network: 'affiliation' is unknown"):
        drawing(two_camps, "affiliation")


def test_where_stance_is_ignored_the_counting_rule_ignores_it_too(made_case):
    # a is on both sides of p in one article: that is one statement on p when stance is left out.
    case = made_case(("a", "p", "support"), ("a", "p", "oppose"), ("b", "p", "support"))
    _, tied, _, _, ties = drawing(case, "ignore")
    assert ties["number"].tolist() == [1]
    assert "said again under the counting rule" in tied.used.note()


def test_every_pair_is_told_under_all_measures_side_by_side(made_case):
    case = made_case(
        ("a", "p", "support"), ("b", "p", "support"), ("a", "q", "support"), ("b", "q", "oppose"),
        ("a", "r", "support"), ("b", "r", "support"), ("a", "alone", "support"),
    )  # fmt: skip
    net, tied, *_ = drawing(case)
    tie = tie_views.tie_table(net, tied, case).iloc[0]
    assert tie[["actor_id", "actor", "other_id", "other"]].tolist() == ["a", "A", "b", "B"]
    assert tie[["agree_on", "differ_on"]].tolist() == ["p;r", "q"]
    assert tie[["congruence", "conflict", "ignore", "subtract"]].tolist() == [2, 1, 3, 1]
    # a has four statements, b three.
    assert tie[["congruence_weight", "ignore_weight"]].tolist() == [2 / 3.5, 3 / 3.5]
    assert tie["statements"] == "s-1;s-2;s-3;s-4;s-5;s-6"


def test_a_pair_that_agrees_as_often_as_it_differs_is_in_the_table(made_case):
    case = made_case(
        ("a", "p", "support"), ("b", "p", "oppose"), ("a", "q", "support"), ("b", "q", "support")
    )
    net, tied, *_ = drawing(case)
    assert tied.ties.empty
    assert tie_views.tie_table(net, tied, case)["subtract"].tolist() == [0]


def test_of_very_many_pairs_the_files_hold_the_strongest_and_say_so(two_camps, monkeypatch):
    net, tied, groups, *_ = drawing(two_camps)
    monkeypatch.setattr(tie_views, "MOST", 2)
    pairs = tie_views.tie_table(net, tied, two_camps)
    assert len(pairs) == 2
    assert tie_words.tie_caption(1, pairs).startswith(
        "The one strongest of 6 pairs of speakers (the file has the 2 strongest)"
    )
    graph = nx.parse_graphml(graphml(tied, pairs, groups, two_camps))
    assert (graph.number_of_edges(), graph.graph["pairs_left_out"]) == (2, 4)


def test_a_drawn_tie_leads_to_the_concepts_and_statements_of_the_other(made_case):
    case = made_case(
        ("a", "p", "support"), ("b", "p", "support"), ("a", "q", "support"), ("b", "q", "oppose"),
        ("a", "r", "support"), ("b", "r", "support"),
    )  # fmt: skip
    net, _, _, drawn, ties = drawing(case)
    told = voices.shared_words(ties, drawn, net, case).iloc[0]
    assert told[["place", "actor", "other", "name", "number"]].tolist() == [
        "#t.1", "a", "b", "B", "+1",
    ]  # fmt: skip
    assert told["agree"] == [("p", "s-2"), ("r", "s-6")]
    assert told["differ"] == [("q", "s-4")]
    assert ties["name"].tolist() == ["A, B: +1"]


def test_every_drawn_tie_has_its_words_once_under_the_speaker_who_is_drawn_first(ferry):
    net, _, _, drawn, ties = drawing(ferry)
    told = voices.shared_words(ties, drawn, net, ferry)
    assert sorted(told["place"]) == sorted(ties["place"])
    rank = {actor: at for at, actor in enumerate(drawn["actor"])}
    assert all(rank[row.actor] < rank[row.other] for row in told.itertuples())
    said = set(voices.spoken(drawn, net, ferry)["id"])
    assert {one for row in told.itertuples() for _, one in [*row.agree, *row.differ]} <= said
    assert all(row.agree or row.differ for row in told.itertuples())


def test_what_one_says_on_one_concept_stands_together(ferry):
    net, _, _, drawn, _ = drawing(ferry)
    said = voices.spoken(drawn, net, ferry)
    cells = said["actor"] + " " + said["concept"]
    assert (cells != cells.shift()).sum() == cells.nunique()
    assert set(said["actor"]) == set(drawn["actor"])


def test_too_few_statements_for_a_contest_are_said_in_words_and_have_no_number(made_case):
    case = made_case(("a", "p", "support"), ("b", "p", "oppose"))
    table = concept_views.contest_table(contest(network(case)[0].sided), case)
    assert table["contest"].isna().all()
    sides, spots = network_places.side_places(
        network(case)[0], {"a": ("A", "#by.a"), "b": ("B", "")}
    )
    shown = concept_views.contest_words(table, sides).iloc[0]
    assert shown[["contest", "supported_by", "opposed_by"]].tolist() == ["too few", "s-1", "s-2"]
    assert spots == {"s-1": ("A", "#s-1"), "s-2": ("B", "")}


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
    pair = concept_views.concept_pairs(network(case)[0], case).iloc[0]
    assert pair[["concept_id", "other_id", "same_side", "opposite_sides"]].tolist() == [
        "p", "q", 1, 0,
    ]  # fmt: skip
    assert pair["statements"] == "s-1;s-2"


def test_repeated_reports_do_not_make_concepts_go_together_more(made_case):
    once = [("a", "p", "support"), ("a", "q", "support")]
    again = [
        {"actor": "a", "concept": "p", "stance": "support", "article": f"n{n}"} for n in range(5)
    ]
    case = made_case(*once, *again)
    assert concept_views.concept_pairs(network(case)[0], case)["same_side"].tolist() == [1]


def test_every_table_of_the_invented_case_has_ids_of_actors_concepts_and_statements(ferry):
    net, tied, groups, _drawn, _ = drawing(ferry)
    both = two_periods(ferry, Selection(), net, "2024-05-14")
    actors, concepts = set(ferry.actors["id"]), set(ferry.concepts["id"])
    crossing = bridges(net.ties, net.members)
    tables = [
        groups,
        network_views.member_table(net, groups, ferry),
        tie_views.tie_table(net, tied, ferry),
        network_views.bridge_table(crossing, net, groups, ferry),
        concept_views.contest_table(contest(net.sided), ferry),
        concept_views.concept_pairs(net, ferry),
        concept_views.affiliations(net, ferry),
        change_words.change_table(both, ferry),
        change_words.membership_table(both, ferry),
    ]
    known = {
        "actor_id": actors, "members": actors, "partners": actors, "fellows": actors,
        "concept_id": concepts, "supports": concepts, "agree_on": concepts, "differ_on": concepts,
        "statements": set(net.sided["id"]),
    }  # fmt: skip
    for table in tables:
        assert len(table)
        assert "statements" in table
        assert all(name == name.lower() and " " not in name for name in table)
        for column in set(table) & set(known):
            cells = [one for cell in table[column] for one in str(cell).split(";") if one]
            assert set(cells) <= known[column], column
    other = tables[2]["other_id"]
    assert set(other) <= actors


def test_each_coalition_has_its_members_as_rows(two_camps):
    net, groups = network(two_camps)
    table = network_views.member_table(net, groups, two_camps)
    assert table[["actor_id", "group_id", "coalition", "undecided", "said"]].values.tolist() == [
        ["a", "g", 1, "no", 4], ["b", "g", 1, "no", 4], ["x", "h", 2, "no", 4], ["y", "h", 2, "no", 4],
    ]  # fmt: skip
    assert groups["members"].tolist() == ["a;b", "x;y"]


def test_the_strongest_affiliations_are_those_of_the_chosen_measure_and_share(made_case):
    case = made_case(
        ("a", "p", "support"), ("a", "q", "oppose"), ("b", "p", "support"),
        {"actor": "a", "concept": "p", "stance": "support", "article": "z"},
    )  # fmt: skip
    table = concept_views.affiliations(network(case)[0], case)
    top = tie_words.strongest_affiliations(table, "ignore", "none").iloc[0]
    assert top[["speaker", "concept", "affiliation"]].tolist() == ["A", "p", 2]
    # Of b's statements all are on p; of those on q all are a's opposition.
    assert tie_words.strongest_affiliations(table, "ignore", "activity")["speaker"].iloc[0] == "B"
    assert tie_words.strongest_affiliations(table, "subtract", "prominence")[
        "affiliation"
    ].tolist() == pytest.approx([-1, 2 / 3, 1 / 3])


def test_an_unfit_measure_or_share_of_affiliation_is_refused(two_camps):
    table = concept_views.affiliations(network(two_camps)[0], two_camps)
    with pytest.raises(SelectionError, match="share: 'average' is unknown; use none, activity or"):
        tie_words.strongest_affiliations(table, "ignore", "average")
    with pytest.raises(SelectionError, match="affiliation: 'congruence' is unknown"):
        tie_words.strongest_affiliations(table, "congruence", "none")


def test_the_graph_comes_back_with_all_that_is_known_of_it(two_camps):
    net, tied, groups, _, _ = drawing(two_camps, tiers=["core"])
    pairs = tie_views.tie_table(net, tied, two_camps)
    text = graphml(
        tied, pairs, groups, two_camps, threshold=0.5, filters=filters(Selection(tiers=["core"]))
    )
    graph = nx.parse_graphml(text)
    assert graph.nodes["a"] == {
        "name": "A", "kind": "person", "group_id": "g", "group": "G", "coalition": 1,
        "coalition_name": groups["name"].iloc[0], "stability": 1.0, "undecided": "no", "said": 4,
        "statements": "s-1;s-5;s-9;s-13",
    }  # fmt: skip
    edge = graph.edges["a", "b"]
    assert edge["statements"] == "s-1;s-2;s-5;s-6;s-9;s-10;s-13;s-14"
    assert (edge["weight"], edge["congruence"], edge["conflict"], edge["agree_on"]) == (
        1.0, 4, 0, "p;q;r;s",
    )  # fmt: skip
    assert graph.edges["a", "x"]["weight"] == -1.0
    assert graph.number_of_edges() == 6
    about = graph.graph
    assert (about["network"], about["normalisation"], about["counting"]) == (
        "subtract", "average", "article",
    )  # fmt: skip
    assert (about["threshold"], about["filters"]) == (0.5, '{"tiers": ["core"]}')
    assert (about["statements_used"], about["statements_dropped"], about["dropped"]) == (
        16,
        0,
        "{}",
    )


def test_the_graph_of_affiliation_ties_speakers_to_concepts(two_camps):
    net, groups = network(two_camps)
    graph = nx.parse_graphml(affiliation_graphml(net, groups, two_camps))
    assert graph.graph["network"] == "affiliation"
    assert graph.nodes["concept:p"]["type"] == "concept"
    assert graph.nodes["a"]["type"] == "actor"
    edge = graph.edges["x", "concept:p"]
    assert (edge["oppose"], edge["subtract"], edge["combine"], edge["statements"]) == (
        1, -1, 2, "s-3",
    )  # fmt: skip
    assert graph.number_of_edges() == 16


def test_a_name_that_xml_cannot_hold_is_written_without_the_character(two_camps):
    two_camps.actors.loc[0, "name"] = "A\x0b & <b>"
    net, tied, groups, _, _ = drawing(two_camps)
    text = graphml(tied, tie_views.tie_table(net, tied, two_camps), groups, two_camps)
    assert nx.parse_graphml(text).nodes["a"]["name"] == "A & <b>"


def test_the_change_between_two_periods_is_told_in_sentences(ferry):
    net, _ = network(ferry)
    both = two_periods(ferry, Selection(), net, "2024-05-14")
    first, *rest = change_words.change_findings(both, ferry)
    assert first == (
        "Ten speakers take a side before 14 May 2024 and eight from 14 May 2024 on; four in both periods."
    )
    assert rest[-1] == (
        "Among the ties between those who speak in both periods: two agreements only after and "
        "one conflict only before."
    )
    assert change_words.split_events(ferry, both.split) == (
        "On 14 May 2024: “The comptroller publishes the review”."
    )
    rows = change_words.period_rows(both, ferry, net.speakers)
    assert "Before 14 May 2024, for “Bring back the 6:10”: Keiko Sato" in (
        change_words.change_alt(rows, both)
    )
    twice = change_words.change_list(rows, {"sato": "#by.sato"})
    assert len(twice) == 4
    assert twice.set_index("speaker").at["Keiko Sato", "place"] == "#by.sato"
    assert set(twice["speaker"]) <= set(ferry.actors["name"])


def test_only_the_speakers_given_are_drawn_in_the_two_periods(ferry):
    net, _ = network(ferry)
    both = two_periods(ferry, Selection(), net, "2024-05-14")
    rows = change_words.period_rows(both, ferry, ["sato", "council"])
    assert set(rows["actor"]) == {"sato", "council"}
    note = change_words.change_note(both, rows)
    assert "Not drawn: 12 speakers with the fewest statements; the file has all." in note
    assert both.before.used.note() in note
    assert both.after.used.note() in note


def test_a_period_in_which_nobody_speaks_is_named(made_case):
    case = made_case(("a", "p", "support"), ("b", "p", "support"))
    net, _ = network(case)
    both = two_periods(case, Selection(), net, "2030-01-01")
    assert change_words.change_findings(both, case) == [
        "Nobody takes a side from 1 January 2030 on, so there are no two networks to compare."
    ]


def test_a_note_on_one_statement_or_none_is_in_the_singular(made_case):
    net = network(made_case(("a", "p", "support")))[0]
    assert network_captions.table_note(net).startswith("Made of one statement that takes a side. ")
    assert network_captions.contest_note(net).endswith(
        " Contest is shown from four statements that take a side on."
    )


def test_the_note_of_ties_in_two_periods_says_how_many_statements_each_rests_on(made_case):
    row = {"concept": "p", "stance": "support"}
    case = made_case(
        *[row | {"actor": a, "said": "2025-01-03"} for a in "ab"],
        *[row | {"actor": a, "said": "2025-03-03"} for a in "acd"],
    )
    both = two_periods(case, Selection(), network_of(Selection()(case)), "2025-02-01")
    note = network_captions.periods_note(both)
    left = "Left out: {} (outside the dates, or not surely inside)."
    counted = "used; an actor’s stance on a concept counts once per article."
    assert f"Before: Two statements {counted} {left.format(3)}" in note
    assert note.endswith(f"After: Three statements {counted} {left.format(2)}")


def test_where_nobody_parted_the_title_is_about_those_who_stayed(made_case):
    row = {"concept": "p", "stance": "support"}
    dates = ("2025-01-03", "2025-03-03")
    case = made_case(
        *[row | {"actor": a, "said": day, "article": day} for a in "ab" for day in dates]
    )
    both = two_periods(case, Selection(), network_of(Selection()(case)), "2025-02-01")
    assert change_words.change_title(both) == (
        "Of two speakers with fellows to compare, two kept at least one"
    )
