"""Changes of side: certain, hinging on a marked date, undecided; worked by hand."""

import pytest

from helpers.analysis.position_shifts import shift_note, shift_table, shifts

ROW = {"actor": "a", "concept": "p"}


def said(*pairs):
    return [ROW | {"stance": stance, "said": day} for stance, day in pairs]


def found(case):
    return shifts(case.statements)[["from_id", "to_id", "order"]].values.tolist()


def test_a_change_is_certain_when_one_side_surely_came_before_the_other(made_case):
    case = made_case(*said(("oppose", "2025-06-03"), ("support", "2025-06-04/2025-06-05")))
    assert found(case) == [["s-1", "s-2", "before"]]


@pytest.mark.parametrize("second", ["2025-06", "not stated", "2025-06-03", "../2025-06-30"])
def test_a_change_is_undecided_when_the_dates_may_be_either_way_round(made_case, second):
    case = made_case(*said(("oppose", "2025-06-03"), ("support", second)))
    ((*ids, order),) = found(case)
    assert (sorted(ids), order) == (["s-1", "s-2"], "undecided")


def test_a_change_on_an_approximate_date_holds_only_if_the_date_does(made_case):
    case = made_case(*said(("oppose", "2025-06-03~"), ("support", "2025-06-04")))
    assert found(case) == [["s-1", "s-2", "marked"]]


def test_a_change_that_dates_without_a_mark_show_is_certain_whatever_else_was_said(made_case):
    case = made_case(
        *said(("oppose", "2025-06-03"), ("support", "2025-06-04~"), ("support", "2025-06-05"))
    )
    assert found(case) == [["s-1", "s-3", "before"]]


def test_a_vague_statement_between_does_not_undo_a_certain_change(made_case):
    case = made_case(
        *said(("oppose", "2025-06-03"), ("oppose", "2025-06"), ("support", "2025-06-20"))
    )
    assert found(case) == [["s-1", "s-3", "before"]]


def test_the_statements_next_to_the_change_are_named(made_case):
    before = [("oppose", "2025-06-01"), ("oppose", "2025-06-02")]
    days = [*before, ("support", "2025-06-04"), ("support", "2025-06-05")]
    assert found(made_case(*said(*days))) == [["s-2", "s-3", "before"]]


def test_a_change_back_is_a_change_of_its_own(made_case):
    days = [("support", "2025-06-01"), ("oppose", "2025-06-02"), ("support", "2025-06-03")]
    assert found(made_case(*said(*days))) == [["s-1", "s-2", "before"], ["s-2", "s-3", "before"]]


def test_the_order_of_rows_changes_nothing(made_case):
    case = made_case(*said(("support", "2025-06-05"), ("oppose", "2025-06-03")))
    assert found(case) == [["s-2", "s-1", "before"]]


def test_who_never_changes_side_is_no_shift(made_case):
    case = made_case(("a", "p", "support"), ("a", "p", "neutral"), ("b", "p", "oppose"))
    assert found(case) == []
    assert shift_note(case, case.statements) == (
        "No speaker supports a concept in one statement and opposes it in another."
    )


def test_no_statement_is_no_shift(made_case):
    case = made_case()
    assert shift_table(case, case.statements).empty


def test_the_table_names_both_sides_with_dates_and_ids(made_case):
    case = made_case(*said(("oppose", "2025-06-03"), ("support", "2025-06-04")))
    assert shift_table(case, case.statements).iloc[0].to_dict() == {
        "actor_id": "a",
        "actor": "A",
        "concept_id": "p",
        "concept": "p",
        "one_side": "oppose, 3 June 2025",
        "other_side": "support, 4 June 2025",
        "result": "shifted",
        "statements": "s-1;s-2",
    }


def test_certain_and_undecidable_changes_are_named_apart(made_case):
    case = made_case(
        *said(("oppose", "2025-06-03"), ("support", "2025-06-04")),
        {"actor": "b", "concept": "p", "stance": "support", "said": "not stated"},
        {"actor": "b", "concept": "p", "stance": "oppose"},
    )
    assert shift_note(case, case.statements) == (
        "One speaker changed sides for certain: A on “p”. "
        "One speaker took both sides in an order that the dates cannot decide: B on “p”."
    )
