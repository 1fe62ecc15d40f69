"""Positions and shifts, worked by hand."""

import pandas as pd
import pytest

from helpers.analysis import position_views, position_words
from helpers.analysis.positions import (
    concept_summary,
    ordered_actors,
    ordered_concepts,
    position_matrix,
    positions,
    shifts,
)
from helpers.analysis.selection import Selection


def of(case, by="actor"):
    return positions(Selection(counting="statement")(case).statements, by)


@pytest.mark.parametrize(
    ("stances", "position"),
    [
        (["support", "support"], "supports"),
        (["oppose"], "opposes"),
        (["support", "oppose"], "split"),
        (["mixed"], "split"),
        (["neutral"], "neutral"),
        (["neutral", "support"], "supports"),
    ],
)
def test_a_position_sums_up_the_stances(made_case, stances, position):
    case = made_case(*[("a", "p", stance) for stance in stances])
    assert of(case)["position"].tolist() == [position]


def test_an_even_balance_is_split_and_a_missing_pair_is_silent(made_case):
    case = made_case(("a", "p", "support"), ("a", "p", "oppose"), ("b", "q", "oppose"))
    matrix = position_matrix(of(case), "actor", ["a", "b"], ["p", "q"])
    assert matrix.values.tolist() == [["split", "silent"], ["silent", "opposes"]]


def test_counts_dates_share_and_ids_stand_beside_the_position(made_case):
    row = {"actor": "a", "concept": "p"}
    case = made_case(
        row | {"said": "2025-06-03", "article": "one"},
        row | {"said": "2025-06", "article": "two"},
        row | {"stance": "oppose", "said": "not stated", "article": "two"},
    )
    found = of(case).iloc[0]
    assert (found["support"], found["oppose"], found["statements"], found["articles"]) == (
        2,
        1,
        3,
        2,
    )
    assert (found["first"], found["last"]) == (
        pd.Timestamp("2025-06-01"),
        pd.Timestamp("2025-06-30 23:59:59"),
    )
    assert found["share"] == pytest.approx(2 / 3)
    assert found["ids"] == "s-1;s-2;s-3"


def test_a_group_is_split_when_its_members_differ(made_case):
    case = made_case(("a", "p", "support"), ("b", "p", "oppose"), groups={"a": "g", "b": "g"})
    assert of(case, "group")["position"].tolist() == ["split"]


def test_a_certain_change_of_side_is_a_shift(made_case):
    row = {"actor": "a", "concept": "p"}
    case = made_case(
        row | {"stance": "oppose", "said": "2025-06-03"},
        row | {"stance": "support", "said": "2025-06-04/2025-06-05"},
    )
    assert shifts(case.statements).values.tolist() == [["a", "p", "s-1", "s-2", "before"]]


@pytest.mark.parametrize("second", ["2025-06", "not stated", "2025-06-03"])
def test_a_change_of_side_whose_order_is_not_certain_is_undecided(made_case, second):
    row = {"actor": "a", "concept": "p"}
    case = made_case(
        row | {"stance": "oppose", "said": "2025-06-03"},
        row | {"stance": "support", "said": second},
    )
    assert shifts(case.statements)["order"].tolist() == ["undecided"]


def test_sides_that_alternate_are_undecided(made_case):
    row = {"actor": "a", "concept": "p"}
    days = [("support", "2025-06-01"), ("oppose", "2025-06-02"), ("support", "2025-06-03")]
    case = made_case(*[row | {"stance": stance, "said": day} for stance, day in days])
    assert shifts(case.statements)["order"].tolist() == ["undecided"]


def test_who_never_changes_side_is_no_shift(made_case):
    case = made_case(("a", "p", "support"), ("a", "p", "neutral"), ("b", "p", "oppose"))
    assert shifts(case.statements).empty


def test_concepts_stand_by_lean_and_silent_ones_are_counted_as_zero(made_case):
    case = made_case(
        ("a", "p", "oppose"),
        ("a", "q", "support"),
        {"actor": "a", "concept": "r", "stance": "not stated"},
    )
    found = of(case)
    assert ordered_concepts(case, found) == ["q", "p", "r"]
    assert concept_summary(case, found).set_index("id")["speakers"].to_dict() == {
        "p": 1,
        "q": 1,
        "r": 0,
    }


def test_speakers_stand_by_group_and_the_most_vocal_first(made_case):
    rows = [
        ("a", "p", "support"),
        ("b", "p", "support"),
        ("b", "q", "support"),
        ("c", "p", "support"),
    ]
    case = made_case(*rows, groups={"a": "g", "b": "g", "c": "f"})
    assert ordered_actors(case, of(case)) == ["c", "b", "a"]


def test_a_matrix_of_many_speakers_shows_the_most_telling_and_says_how_many_are_left(made_case):
    rows = [(f"a{i:03}", "p", "support") for i in range(400)]
    case = made_case(*rows, ("a007", "q", "oppose"))
    view = position_views.actor_view(case, of(case), most=10)
    assert len(view.positions) == 10
    assert "A007" in view.positions.index
    assert view.left_out == " Not shown: 390 speakers with the fewest statements."


def test_two_speakers_of_one_name_are_told_apart(made_case):
    case = made_case(("a", "p", "support"), ("b", "p", "support"))
    case.actors["name"] = "Same"
    assert position_views.unique_names(case).tolist() == ["Same (a)", "Same (b)"]


def test_findings_name_the_divide_the_agreement_and_both_sides(made_case):
    case = made_case(
        ("a", "p", "support"), ("b", "p", "oppose"), ("a", "q", "support"), ("b", "q", "support"),
        ("c", "r", "support"), ("c", "r", "oppose"),
    )  # fmt: skip
    assert position_words.position_findings(case, of(case)) == [
        "Speakers divide most on one sentence: “p.” One speaker supports it, one speaker opposes it.",
        "On 1 of 3 (33 %) concepts nobody opposes what others support; the widest of these agreements is on “q”, "
        "with two speakers in support.",
        "One time a speaker takes both sides of one concept: C on “r”.",
    ]


def test_no_statement_gives_a_sentence_and_no_failure(made_case):
    case = made_case()
    found = of(case)
    assert position_words.position_findings(case, found) == [position_words.NOTHING]
    assert position_views.actor_view(case, found).positions.empty


def test_empty_corners_name_concepts_of_one_voice_and_mute_groups(made_case):
    case = made_case(("a", "p", "support"), ("b", "q", "not stated"), groups={"a": "g", "b": "h"})
    assert position_words.silence_sentences(case, of(case))[:3] == [
        "On “q” nobody is on record.",
        "On “p” only one speaker is on record.",
        "No statement is recorded for H.",
    ]
