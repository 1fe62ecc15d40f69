"""Stances as marks in time, worked by hand."""

import pytest

from helpers.analysis.position_times import (
    axis,
    dated_stances,
    most_telling,
    times_alt,
    times_note,
    times_table,
    times_title,
    turns,
)
from helpers.analysis.selection import Selection

ROW = {"actor": "a", "concept": "p"}


def used(case):
    return Selection(counting="statement")(case)


def marks(case):
    return dated_stances(case, used(case).statements)


def test_statements_of_one_concept_stance_and_date_are_one_mark(made_case):
    case = made_case(ROW, {"actor": "b", "concept": "p"}, ROW | {"stance": "oppose"})
    found = marks(case)
    assert found[["level", "number", "who", "actor_ids", "ids"]].values.tolist() == [
        ["above", 2, "2 statements", "a;b", "s-1;s-2"],
        ["below", 1, "A", "a", "s-3"],
    ]


def test_a_mark_of_one_statement_leads_to_it_and_one_of_several_to_the_camps(made_case):
    case = made_case(ROW, ROW | {"said": "2025-06-05"}, {"actor": "b", "concept": "p"})
    assert marks(case)["target"].tolist() == ["#c--1", "#s-2"]
    assert marks(case)["name"].tolist() == [
        "p: support, 3 June 2025, 2 statements",
        "p: support, 5 June 2025, A",
    ]


@pytest.mark.parametrize(("stance", "level"), [("neutral", "on"), ("mixed", "on")])
def test_what_takes_no_side_stands_on_the_line(made_case, stance, level):
    assert marks(made_case(ROW | {"stance": stance}))["level"].tolist() == [level]


def test_a_day_is_a_dot_a_month_is_bounds_and_an_inferred_date_hollow(made_case):
    case = made_case(ROW, ROW | {"said": "2025-06"}, ROW | {"said_basis": "inferred"})
    found = marks(case).set_index("ids")[["long", "hollow"]]
    assert found.loc["s-1"].tolist() == [False, False]
    assert found.loc["s-2"].tolist() == [True, False]
    assert found.loc["s-3"].tolist() == [False, True]


def test_undated_statements_are_left_out_and_counted(made_case):
    case = made_case(ROW, ROW | {"said": "not stated"})
    assert times_note(marks(case), used(case)).startswith(
        "One statement drawn; one statement without a date."
    )


def test_when_no_date_is_known_there_is_no_mark_and_a_sentence(made_case):
    case = made_case(ROW | {"said": "not stated"}, ROW | {"said": "", "stance": "oppose"})
    found = marks(case)
    assert found.empty
    assert axis(found).empty
    assert times_table(found).empty
    assert times_title(case, used(case).statements).startswith("One speaker took both sides")
    assert "No statement has a date" in times_alt(found, used(case).statements, "T")


def test_a_change_of_side_joins_its_two_marks(made_case):
    case = made_case(ROW, ROW | {"stance": "oppose", "said": "2025-06-05"})
    assert turns(marks(case), used(case).statements).values.tolist() == [[0, 1, "before"]]
    assert times_title(case, used(case).statements) == "One speaker changed sides on a concept"


def test_of_many_concepts_those_with_most_dated_statements_are_drawn(made_case):
    case = made_case(ROW, ROW | {"said": "2025-06-05"}, {"actor": "a", "concept": "q"})
    found, left_out = most_telling(marks(case), most=1)
    assert set(found["concept"]) == {"p"}
    assert left_out == " Not shown: one concept with the fewest dated statements."


def test_where_no_statement_has_a_date_the_note_says_how_many_are_not_drawn(made_case):
    case = made_case(
        ROW | {"said": "not stated"}, {"actor": "b", "concept": "p", "said": "not stated"}
    )
    assert times_note(marks(case), used(case)).startswith(
        "No statement drawn; two statements without a date. Two statements used;"
    )


def test_the_alternative_names_span_and_busiest_date(made_case):
    case = made_case(ROW, {"actor": "b", "concept": "p"}, ROW | {"said": "2025-06-05"})
    assert times_alt(marks(case), used(case).statements, "T") == (
        "T. Stances on one concept, 3 to 5 June 2025; support above a line for each concept, "
        "opposition below. The date with most statements: 3 June 2025, 2 of 3."
    )
