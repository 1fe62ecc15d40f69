"""The sources that a page names, with their places."""

import pytest

from helpers.analysis.sources import published_in_words, source_places, sources


def test_a_source_has_its_place_by_its_number_in_the_case(ferry):
    places = source_places(ferry)
    assert list(places) == ferry.articles["id"].tolist()
    assert list(places.values())[:2] == ["-1", "-2"]


def test_each_used_source_stands_once_in_the_order_of_the_case(ferry):
    first, _, third = ferry.articles["id"].head(3)
    table = sources(ferry, [third, first, third])
    assert table["place"].tolist() == ["-1", "-3"]
    assert table["number"].tolist() == [1, 3]


def test_a_date_is_said_in_words_and_an_unknown_one_is_said_to_be_unknown(made_case):
    case = made_case({"actor": "a", "concept": "p", "article": "paper"})
    assert sources(case, ["paper"])["published"].tolist() == ["date not known"]
    case.articles["published"] = "2025-06-03"
    assert sources(case, ["paper"])["published"].tolist() == ["3 June 2025"]


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2025-08-05/..", "5 August 2025 or later"),
        ("2025-08-05/", "5 August 2025 or later"),
        ("../2025-12-09", "9 December 2025 or earlier"),
        ("2025-06-04/2025-06-10", "4 to 10 June 2025"),
    ],
)
def test_an_open_end_of_a_date_of_publication_is_said_as_a_bound(date, words):
    assert published_in_words(date) == words
