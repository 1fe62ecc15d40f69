"""Where the tables of the network lead: to speakers, ties and first statements on the page."""

import pandas as pd
import pytest

from helpers.analysis import concept_views, network_places, network_views, tie_views, voices
from helpers.analysis.camps import camps
from helpers.analysis.discourse import network_of
from helpers.analysis.selection import Selection


@pytest.fixture
def made(made_case):
    """A case of two who repeat themselves and one who speaks once, its network, and two listed."""
    case = made_case(
        {"actor": "a", "concept": "p", "said": "2025-06-09", "article": "late"},
        {"actor": "a", "concept": "p", "said": "2025-06-01", "article": "early"},
        {"actor": "b", "concept": "p"}, {"actor": "b", "concept": "q", "stance": "oppose"},
        {"actor": "c", "concept": "p", "stance": "oppose"},
    )  # fmt: skip
    net = network_of(Selection()(case))
    listed = network_views.drawn_members(net, camps(net, case), case, 2)
    return case, net, listed, network_places.people(listed, case)


def test_who_is_not_listed_has_a_name_and_no_place(made):
    *_, who = made
    assert who == {"a": ("A", "#by.a"), "b": ("B", "#by.b"), "c": ("C", "")}


def test_a_page_lists_speakers_who_are_not_drawn_unless_there_are_very_many_statements(
    made, monkeypatch
):
    case, net, *_ = made
    groups = camps(net, case)
    assert len(network_views.listed_members(net, groups, case, 1)) == 3
    monkeypatch.setattr(network_views, "MANY", 4)  # of the five that take a side
    assert len(network_views.listed_members(net, groups, case, 1)) == 1


def test_a_pair_leads_to_both_speakers_and_to_the_tie_where_the_page_has_it(made):
    case, net, listed, who = made
    ties = voices.drawn_ties(net, listed)
    pairs = network_places.tie_places(tie_views.tie_table(net, net, case), who, ties)
    found = pairs.set_index(["actor_id", "other_id"])[["place", "other_place", "tie_place"]]
    # Of those listed, a and b are the one pair, so theirs is the one tie that the page has.
    assert found.loc[("a", "b")].tolist() == ["#by.a", "#by.b", ties["place"].iloc[0]]
    assert found.loc[("b", "c")].tolist() == ["#by.b", "", ""]


def test_an_affiliation_leads_to_the_earliest_statement_of_the_speaker_on_the_concept(made):
    case, net, _, who = made
    cells = network_places.cell_places(concept_views.affiliations(net, case), net, who)
    found = cells.set_index(["actor_id", "concept_id"])[["place", "said_place"]]
    assert found.loc[("a", "p")].tolist() == ["#by.a", "#s-2"]
    assert found.loc[("c", "p")].tolist() == ["", ""]


def test_each_side_of_a_concept_names_who_takes_it_with_the_number_and_the_first_statement(made):
    _, net, _, who = made
    sides, spots = network_places.side_places(net, who)
    assert sides.to_dict("index") == {
        "p": {"support": "s-2;s-3", "oppose": "s-5"},
        "q": {"support": "", "oppose": "s-4"},
    }
    assert spots == {
        "s-2": ("A (2)", "#s-2"), "s-3": ("B", "#s-3"), "s-4": ("B", "#s-4"), "s-5": ("C", ""),
    }  # fmt: skip


def test_a_pair_of_concepts_names_who_speaks_to_both(made):
    case, net, *_ = made
    assert network_places.shared_speakers(concept_views.concept_pairs(net, case), net).tolist() == [
        "b"
    ]


def test_a_note_says_where_to_find_who_has_no_link(made):
    *_, who = made
    assert network_places.unlisted_note(who, ["a;b", ""]) == ""
    assert "in the files alone" in network_places.unlisted_note(who, ["a;b", "c"])


def test_tables_without_a_row_have_places_all_the_same(made_case):
    case = made_case(("a", "p", "neutral"))
    net = network_of(Selection()(case))
    assert network_places.tie_places(tie_views.tie_table(net, net, case), {}).empty
    assert network_places.cell_places(concept_views.affiliations(net, case), net, {}).empty
    sides, spots = network_places.side_places(net, {})
    assert list(sides) == ["support", "oppose"]
    assert (len(sides), spots) == (0, {})
    assert network_places.shared_speakers(
        pd.DataFrame({"concept_id": [], "other_id": []}), net
    ).empty
