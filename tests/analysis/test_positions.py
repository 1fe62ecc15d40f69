"""Positions and shifts, worked by hand."""

import math

import pandas as pd
import pytest

from helpers.analysis import position_bars, position_views, position_words
from helpers.analysis.positions import (
    concept_summary,
    ordered_actors,
    ordered_concepts,
    position_matrix,
    positions,
    stance_counts,
)
from helpers.analysis.selection import Selection


def of(case, by="actor"):
    return positions(Selection(counting="statement")(case).statements, by)


def said(case):
    return Selection(counting="statement")(case).statements


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


def test_neutral_statements_are_no_part_of_the_share_of_support(made_case):
    case = made_case(("a", "p", "support"), ("a", "p", "neutral"), ("b", "p", "neutral"))
    shares = of(case).set_index("actor")["share"]
    assert shares["a"] == 1.0
    assert math.isnan(shares["b"])


def test_a_group_is_split_when_its_members_differ(made_case):
    case = made_case(("a", "p", "support"), ("b", "p", "oppose"), groups={"a": "g", "b": "g"})
    assert of(case, "group")["position"].tolist() == ["split"]


def test_a_group_that_backs_four_demands_in_one_article_counts_four(made_case):
    case = made_case(*[("a", demand, "support") for demand in ("d1", "d2", "d3", "d4")])
    used = Selection(counting="article")(case)
    counts = stance_counts(case, positions(used.statements, "group"))
    assert counts[["group", "support", "oppose", "concepts"]].values.tolist() == [["g", 4, 0, 4]]


def test_the_same_demand_twice_in_one_article_counts_once_and_in_two_articles_twice(made_case):
    row = {"actor": "a", "concept": "d1"}
    once = made_case(row, row)
    twice = made_case(row, row | {"article": "other"})
    for case, number in ((once, 1), (twice, 2)):
        used = Selection(counting="article")(case)
        assert stance_counts(case, positions(used.statements, "group"))["support"].tolist() == [
            number
        ]


def test_two_members_who_say_the_same_in_one_article_count_two_for_their_group(made_case):
    case = made_case(("a", "d1", "support"), ("b", "d1", "support"))
    used = Selection(counting="article")(case)
    assert stance_counts(case, positions(used.statements, "group"))["support"].tolist() == [2]


def test_bars_hold_the_ids_of_their_statements_and_zero_for_a_mute_group(made_case):
    case = made_case(("a", "p", "support"), ("b", "q", "not stated"), groups={"a": "g", "b": "h"})
    counts = stance_counts(case, of(case, "group")).set_index("group")
    assert counts["ids"].to_dict() == {"g": "s-1", "h": ""}
    assert counts["statements"].to_dict() == {"g": 1, "h": 0}


def test_positions_do_not_hang_on_the_order_of_rows_nor_on_a_silent_actor(made_case):
    rows = [
        ("a", "p", "support"),
        ("b", "p", "oppose"),
        ("a", "p", "oppose"),
        ("b", "q", "support"),
    ]
    columns = ["actor", "concept", "support", "oppose", "statements", "position"]
    straight, turned = of(made_case(*rows)), of(made_case(*rows[::-1]))
    with_silent = of(made_case(*rows, ("z", "p", "not stated")))
    assert straight[columns].equals(turned[columns])
    assert straight[columns].equals(with_silent[columns])


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
    assert position_words.position_findings(case, said(case), of(case), of(case, "group")) == [
        "Statements stand on both sides of “p” and “r”; fewer than four that take a side are too few "
        "to call a concept contested.",
        "On 1 of 3 (33 %) concepts at least two speakers take a side, and all the same one; the widest "
        "agreement is on “q”, with two speakers in support.",
        "One speaker is on both sides of a concept: C on “r”.",
    ]


@pytest.mark.parametrize(
    ("stances", "words"),
    [
        (["oppose"], "2 of 2 (100 %) concepts at least two speakers take a side, and all the same one; "
         "the widest agreement is on “p” and “q”, with two speakers in opposition each."),
        (["support", "oppose"], "the widest agreement is on “p” and “q”, with two speakers on one side each."),
    ],
)  # fmt: skip
def test_to_agree_against_a_concept_is_to_agree_and_equal_agreements_are_all_named(
    made_case, stances, words
):
    case = made_case(
        *[(who, concept, stance)
          for concept, stance in (("p", stances[0]), ("q", stances[-1])) for who in "ab"],
    )  # fmt: skip
    found = position_words.position_findings(case, said(case), of(case), of(case, "group"))
    assert found[1].endswith(words)


def test_groups_that_say_equally_much_are_all_named_in_the_title(made_case):
    groups = {"a": "g", "b": "h"}
    case = made_case(("a", "p", "support"), ("b", "p", "oppose"), groups=groups)
    bars = position_bars.count_bars(case, of(case, "group"))
    assert position_bars.counts_title(bars) == (
        "The groups with most statements are G and H: 1 of 2 (50 %) each"
    )


@pytest.mark.parametrize(
    ("stances", "side"),
    [
        (["oppose"], "in opposition"),
        (["support"] * 2, "both in support"),
        (["support"] * 3, "all in support"),
        (["support", "neutral"], "one of them in support"),
        (["neutral"], "none of them in support"),
    ],
)
def test_the_title_of_the_bars_says_how_many_stand_on_the_side_of_most(made_case, stances, side):
    case = made_case(
        *[("a", concept, stance) for concept, stance in zip("pqr", stances, strict=False)]
    )
    bars = position_bars.count_bars(case, of(case, "group"))
    assert position_bars.counts_title(bars).endswith(f"(100 %), {side}")


def test_no_statement_gives_a_sentence_and_no_failure(made_case):
    case = made_case()
    found, groups = of(case), of(case, "group")
    assert position_words.position_findings(case, said(case), found, groups) == [
        position_words.NOTHING
    ]
    assert position_views.actor_view(case, found, 60).positions.empty


def test_the_groups_that_differ_most_are_named_with_what_divides_them(made_case):
    groups = {"a": "f", "b": "g", "c": "h"}
    sides = [("a", "p", "support"), ("b", "p", "oppose"), ("a", "q", "oppose"), ("b", "q", "support"),
             ("c", "p", "oppose")]  # fmt: skip
    case = made_case(*sides, groups=groups)
    assert position_words.most_opposed(case, of(case, "group")) == [
        "The pair of groups most often on opposite sides is F against G: on “p” and “q”."
    ]


def test_pairs_of_groups_that_differ_equally_are_all_named(made_case):
    sides = [("a", "p", "support"), ("b", "p", "oppose"), ("c", "p", "oppose")]
    case = made_case(*sides, groups={"a": "f", "b": "g", "c": "h"})
    assert position_words.most_opposed(case, of(case, "group")) == [
        "Two pairs of groups take opposite sides on one concept each, more than any other pair: "
        "F against G; F against H."
    ]


def test_groups_that_agree_are_no_finding(made_case):
    case = made_case(("a", "p", "support"), ("b", "p", "support"), groups={"a": "f", "b": "g"})
    assert position_words.most_opposed(case, of(case, "group")) == []


def test_each_cell_of_a_view_leads_to_the_first_of_its_statements(made_case):
    case = made_case(("a", "p", "support"), ("a", "p", "support"), ("b", "q", "oppose"))
    view = position_views.actor_view(case, of(case), 60)
    assert view.targets.loc["A"].to_dict() == {"p": "#s-1", "q": ""}
    assert view.counts.at["A", "p"] == 2


def test_of_many_concepts_the_matrix_shows_those_with_most_statements(made_case, monkeypatch):
    monkeypatch.setattr(position_views, "MOST_COLUMNS", 2)
    rows = [("a", "p", "support"), ("a", "q", "support"), ("a", "r", "support")]
    case = made_case(*rows, ("b", "q", "support"), ("b", "r", "support"))
    view = position_views.actor_view(case, of(case), 60)
    assert list(view.positions.columns) == ["q", "r"]
    assert view.left_out == " Not shown: one concept with the fewest statements."


def test_the_table_of_positions_carries_ids_beside_names(made_case):
    case = made_case(("a", "p", "support"), ("a", "p", "oppose"))
    row = position_views.position_table(case, of(case)).iloc[0]
    assert row[["actor_id", "actor", "concept_id", "position"]].tolist() == ["a", "A", "p", "split"]
    assert row["statements"] == "s-1;s-2"


def test_camps_list_supporters_before_opponents(made_case):
    case = made_case(("a", "p", "oppose"), ("b", "p", "support"))
    held = position_views.camps(case, of(case))
    assert held[["position", "name"]].values.tolist() == [["supports", "B"], ["opposes", "A"]]
