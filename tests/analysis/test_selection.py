"""Which statements are used, and what is said of those that are not."""

import pytest

from helpers.analysis.selection import Selection, SelectionError, statements_in_context


def ids(selected):
    return selected.statements["id"].tolist()


def test_an_empty_selection_keeps_everything_that_a_source_carries(made_case):
    case = made_case(
        ("a", "p", "support"),
        {"actor": "a", "concept": "q", "article": "not found", "stance": "not found"},
    )
    assert ids(Selection(counting="statement")(case)) == ["s-1"]


def test_a_stance_that_cannot_be_read_is_left_out_and_counted(made_case):
    case = made_case(("a", "p", "support"), ("b", "p", "not stated"))
    assert Selection()(case).dropped == {"stance cannot be read from the copy": 1}


def test_filters_leave_out_and_count_in_the_order_they_stand(made_case):
    case = made_case(
        ("a", "p", "support"),
        ("b", "p", "oppose"),
        {"actor": "a", "concept": "q", "kind": "demand"},
    )
    used = Selection(actors=["a"], kinds=["claim"])(case)
    assert ids(used) == ["s-1"]
    assert used.dropped == {"other actors": 1, "other kinds of statement": 1}


def test_a_date_that_reaches_over_the_bound_is_left_out(made_case):
    case = made_case(
        {"actor": "a", "concept": "p", "said": "2025-06-03"},
        {"actor": "b", "concept": "p", "said": "2025-06"},
        {"actor": "c", "concept": "p", "said": "not stated"},
        {"actor": "d", "concept": "p", "said": "2025-06-02"},
    )
    used = Selection(since="2025-06-03")(case)
    assert ids(used) == ["s-1"]
    assert used.dropped == {"no date": 1, "outside the dates, or not surely inside": 2}


def test_a_date_that_reaches_beyond_the_last_bound_is_left_out(made_case):
    case = made_case(
        {"actor": "a", "concept": "p", "said": "2025-06-03"},
        {"actor": "b", "concept": "p", "said": "2025-06"},
    )
    assert ids(Selection(until="2025-06-15")(case)) == ["s-1"]


def test_the_last_day_of_a_bound_is_inside(made_case):
    case = made_case({"actor": "a", "concept": "p", "said": "2025-06-30T23:59"})
    assert ids(Selection(until="2025-06")(case)) == ["s-1"]


@pytest.mark.parametrize(
    ("counting", "kept"),
    [
        ("statement", ["s-1", "s-2", "s-3", "s-4", "s-5"]),
        ("article", ["s-1", "s-3", "s-4", "s-5"]),  # s-2 repeats s-1 in the same article
        ("day", ["s-1", "s-4", "s-5"]),  # s-3 is the same day as s-1
        ("week", ["s-1", "s-4", "s-5"]),  # s-4 is a week later
        ("month", ["s-1", "s-5"]),  # s-4 is the same month, s-5 the same month a year later
        ("year", ["s-1", "s-5"]),
        ("once", ["s-1"]),
    ],
)
def test_each_counting_rule_keeps_the_first_of_its_period(made_case, counting, kept):
    row = {"actor": "a", "concept": "p"}
    case = made_case(
        row | {"article": "one", "said": "2025-06-03"},
        row | {"article": "one", "said": "2025-06-03"},
        row | {"article": "two", "said": "2025-06-03"},
        row | {"article": "three", "said": "2025-06-10"},
        row | {"article": "four", "said": "2026-06-03"},
    )
    assert ids(Selection(counting=counting)(case)) == kept


def test_the_first_statement_by_date_is_kept_whatever_the_order_of_rows(made_case):
    row = {"actor": "a", "concept": "p"}
    case = made_case(row | {"said": "2025-06-10"}, row | {"said": "2025-06-03"})
    assert ids(Selection(counting="once")(case)) == ["s-2"]


def test_opposite_stances_are_never_counted_as_one(made_case):
    case = made_case(("a", "p", "support"), ("a", "p", "oppose"))
    assert ids(Selection(counting="once")(case)) == ["s-1", "s-2"]


def test_the_note_says_how_many_and_what_was_left_out(made_case):
    case = made_case(("a", "p", "support"), ("a", "p", "support"), ("b", "q", "oppose"))
    assert Selection(concepts=["p"])(case).note() == (
        "One statement used; an actor’s stance on a concept counts once per article. "
        "Left out: 1 (other concepts) and 1 (said again under the counting rule)."
    )


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"actors": ["chaves"]}, "actors: the case has no 'chaves'; nearest: chavez"),
        ({"tiers": ["zzz"]}, "tiers: the case has no 'zzz'; use core"),
        ({"counting": "monht"}, "nearest: month"),
        ({"since": "2025-02-30"}, "since: "),
        ({"since": "2026", "until": "2025"}, r"since \(2026\) is after until \(2025\)"),
    ],
)
def test_a_filter_that_cannot_be_meant_is_refused_with_what_is_allowed(made_case, wrong, message):
    with pytest.raises(SelectionError, match=message):
        Selection(**wrong)(made_case(("chavez", "p", "support")))


def test_selecting_changes_nothing_in_the_case(made_case):
    case = made_case(("a", "p", "support"), ("a", "p", "support"))
    before = case.statements.copy()
    Selection()(case)
    assert case.statements.equals(before)


def test_context_brings_names_groups_and_labels(made_case):
    row = statements_in_context(made_case(("a", "p", "support"))).iloc[0]
    assert (row["name"], row["group_label"], row["label"], row["tier"]) == ("A", "G", "p", "core")


def test_spared_kinds_pass_the_filters_on_speakers_and_kinds_and_the_counting_rule(made_case):
    found = {"actor": "auditor", "concept": "p", "kind": "finding"}
    said = {"actor": "a", "concept": "p"}
    case = made_case(found, found | {"article": "radio"}, said, said | {"article": "radio"}, found)
    used = Selection(actors=["a"], kinds=["claim"], counting="once", spared=("finding",))(case)
    assert ids(used) == ["s-1", "s-2", "s-3", "s-5"]
    assert used.dropped == {"said again under the counting rule": 1}


def test_spared_kinds_do_not_pass_the_filters_on_concepts(made_case):
    case = made_case(("a", "p", "support"), {"actor": "a", "concept": "q", "kind": "finding"})
    assert ids(Selection(concepts=["p"], spared=("finding",))(case)) == ["s-1"]


def test_what_a_part_is_taken_from_names_number_rule_and_what_was_left_out(made_case):
    case = made_case(("a", "p", "support"), ("b", "p", "support"))
    assert Selection(actors=["a"], counting="once")(case).whole() == (
        "one statement on all matters; an actor’s stance on a concept counts once. "
        "Left out: 1 (other actors)."
    )
