"""Contest of concepts and the sentence on it, worked by hand."""

import pytest

from helpers.analysis.contest import contest, contest_sentences
from helpers.analysis.selection import Selection


def sides(concept, support, oppose):
    """So many statements on either side, by speakers of their own."""
    return [(f"{concept}{i}", concept, "support") for i in range(support)] + [
        (f"{concept}x{i}", concept, "oppose") for i in range(oppose)
    ]


def told(case):
    return contest_sentences(case, contest(Selection()(case).statements))


@pytest.mark.parametrize(
    ("support", "oppose", "expected"), [(2, 2, 1.0), (3, 1, 0.5), (4, 0, 0.0), (1, 4, 0.4)]
)
def test_contest_is_one_minus_the_balance(made_case, support, oppose, expected):
    table = contest(Selection()(made_case(*sides("p", support, oppose))).statements)
    assert table["contest"].tolist() == [pytest.approx(expected)]


def test_the_most_contested_concept_is_told_with_its_proposition(made_case):
    case = made_case(*sides("p", 2, 2), *sides("q", 3, 1))
    assert told(case) == [
        "The most contested concept is “p”: two statements support that “p”, two oppose it."
    ]


def test_concepts_that_are_equally_contested_are_all_named(made_case):
    case = made_case(*sides("p", 3, 1), *sides("q", 1, 3))
    assert told(case) == ["Two concepts are contested most, and equally: “p” and “q”."]


def test_a_side_alone_is_no_contest(made_case):
    assert told(made_case(*sides("p", 5, 0))) == ["No concept has statements on both sides."]


def test_too_few_statements_are_not_called_contested(made_case):
    assert told(made_case(*sides("p", 1, 1))) == [
        "Statements stand on both sides of “p”; fewer than four that take a side are too few to call "
        "a concept contested."
    ]
