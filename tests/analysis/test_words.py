"""Numbers and lists in computed sentences."""

import pytest

from helpers.analysis.words import (
    be,
    count,
    does,
    few,
    listed,
    part,
    plural,
    quoted,
    sentence,
    share,
)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "no statement"),
        (1, "one statement"),
        (7, "seven statements"),
        (12, "12 statements"),
        (1234, "1,234 statements"),
    ],
)
def test_count_says_the_number_with_its_noun(number, words):
    assert count(number, "statement") == words


@pytest.mark.parametrize(
    ("noun", "words"),
    [
        ("person", "people"),
        ("council member", "council members"),
        ("story", "stories"),
        ("day", "days"),
    ],
)
def test_plural_follows_the_last_word(noun, words):
    assert plural(noun, 2) == words


@pytest.mark.parametrize(
    ("items", "words"),
    [([], "none"), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_listed_joins_items_as_prose(items, words):
    assert listed(items) == words


@pytest.mark.parametrize(
    ("items", "words"),
    [
        (["Ada", "Cy, Di and Ed", "Flo"], "Ada; Cy, Di and Ed; and Flo"),
        (["“No masks, no hoods”", "“Pay”"], "“No masks, no hoods” and “Pay”"),
        (["1 (no, or not surely)", "2 (late)"], "1 (no, or not surely) and 2 (late)"),
    ],
)
def test_items_with_commas_of_their_own_are_kept_apart(items, words):
    assert listed(items) == words


def test_share_gives_part_whole_and_percentage():
    assert share(7, 12) == "7 of 12 (58 %)"
    assert share(0, 0) == "0 of 0"


def test_sentence_has_a_capital_and_one_stop():
    assert sentence(" who asked? ") == "Who asked?"
    assert sentence("the council voted") == "The council voted."


def test_a_verb_follows_the_number():
    assert does(1, "speaker", "oppose") == "one speaker opposes"
    assert does(2, "speaker", "oppose") == "two speakers oppose"


@pytest.mark.parametrize(
    ("number", "whole", "words"),
    [
        (0, 14, "none of 14 findings"),
        (2, 7, "two of seven findings"),
        (2, 2, "both findings"),
        (11, 11, "all 11 findings"),
        (1, 1, "the only finding"),
        (0, 1, "no finding"),
        (0, 0, "none of no findings"),
    ],
)
def test_a_part_of_a_whole_is_told_with_what_is_counted(number, whole, words):
    assert part(number, whole, "finding") == words


def test_a_part_of_a_whole_can_stand_alone():
    assert [part(n, 2) for n in (0, 1, 2)] == ["none of two", "one of two", "both"]
    assert [part(n, 1) for n in (0, 1)] == ["none", "the only one"]


def test_none_and_one_take_the_singular():
    assert [be(n) for n in (0, 1, 2)] == ["is", "is", "are"]


def test_a_quoted_sentence_loses_its_full_stop():
    assert quoted("The rule was kept. ") == "“The rule was kept”"


def test_a_long_list_names_the_first_and_counts_the_others():
    assert few("abc", most=3) == "a, b and c"
    assert few("abcd", most=3) == "a, b and two others"
