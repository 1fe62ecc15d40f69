"""Sources against sources: which pairs are in the matrix, and in what order."""

import pandas as pd
import pytest

from helpers.analysis.filters import SelectionError
from helpers.analysis.selection import Selection
from helpers.analysis.source_matrix import (
    MOST,
    matrix_note,
    matrix_title,
    source_matrix,
)


def pairs(*rows):
    """Pairs (one, other, agree, disagree) as `source_pairs` gives them."""
    table = pd.DataFrame(rows, columns=["one", "other", "agree", "disagree"])
    return table.assign(compared=table["agree"] + table["disagree"], anchor="pair")


def test_only_pairs_with_enough_in_common_are_compared():
    found = source_matrix(pairs(("a", "b", 2, 1), ("a", "c", 1, 1)), 3)
    assert found.sources == ["a", "b"]
    assert (len(found.cells), found.thin) == (1, 1)


def test_sources_that_agree_stand_side_by_side():
    found = source_matrix(
        pairs(
            ("a", "b", 0, 4),
            ("a", "c", 4, 0),
            ("a", "d", 0, 4),
            ("b", "c", 0, 4),
            ("b", "d", 4, 0),
            ("c", "d", 0, 4),
        ),
        1,
    )
    assert {frozenset(found.sources[:2]), frozenset(found.sources[2:])} == {
        frozenset("ac"),
        frozenset("bd"),
    }


def test_each_pair_stands_once_in_the_lower_half():
    found = source_matrix(pairs(("a", "b", 1, 2), ("a", "c", 3, 0), ("a", "a", 1, 0)), 1)
    assert (found.cells["row"] >= found.cells["column"]).all()
    place = {source: at for at, source in enumerate(found.sources)}
    for cell in found.cells.to_dict("records"):
        assert {cell["row"], cell["column"]} == {place[cell["one"]], place[cell["other"]]}


def test_more_sources_than_there_is_room_for_are_counted():
    rows = [(f"s{at:02}", f"s{at + 1:02}", 1, 0) for at in range(MOST + 2)]
    found = source_matrix(pairs(*rows), 1)
    assert len(found.sources) == MOST
    assert found.crowded == 3


def test_the_title_says_how_many_pairs_mostly_and_never_disagree():
    found = source_matrix(pairs(("a", "b", 1, 2), ("a", "c", 3, 0), ("b", "c", 2, 2)), 3)
    assert matrix_title(found) == (
        "One of three pairs of sources disagrees on most of their common questions, one of three on "
        "none"
    )


@pytest.mark.parametrize(
    ("agree", "disagree", "often"), [(1, 2, "most"), (2, 2, "at most half"), (3, 0, "none")]
)
def test_the_title_of_one_pair_speaks_of_the_two(agree, disagree, often):
    assert matrix_title(source_matrix(pairs(("a", "b", agree, disagree)), 1)) == (
        f"The two sources that can be compared disagree on {often} of their common questions"
    )


def test_the_note_says_what_is_shown_and_what_it_rests_on(told_case):
    selected = Selection(articles=["a"]).events(told_case([{}], [{}, {"article": "b"}]))
    found = source_matrix(pairs(("a", "b", 1, 2), ("a", "c", 1, 0), ("a", "a", 2, 0)), 2)
    assert matrix_note(found, selected) == (
        "One pair of two sources and one of a source with itself used, with two common questions or "
        "more. Left out is one pair with fewer. One event and one account from one source used. Left "
        "out: one account (other articles)."
    )


def test_no_pair_is_said_in_words():
    found = source_matrix(pairs(), 3)
    assert matrix_title(found) == "No two sources can be compared on three questions or more"


def test_a_threshold_below_one_is_refused():
    with pytest.raises(SelectionError, match="common: 0 is not allowed"):
        source_matrix(pairs(), 0)
